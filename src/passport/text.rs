//! A summary as plain text: what somebody prints, copies or keeps in a file.

use super::{Passport, said};
use crate::answers::Answer;
use crate::bundle::key;
use crate::journey::service_lines;

impl Passport<'_> {
    /// The summary as plain text, one line after another.
    pub fn text(&self) -> String {
        let say = self.say;
        let mut lines = vec![say.text("ui.passport.title"), self.made_on(), String::new()];
        let answers = self.answers().map(|(_, (fact, value))| {
            let short = say.text(&key(&["fact", &fact.id, "short"]));
            format!("{short}: {}", said(say, fact, Answer::Given(value)))
        });
        lines.extend(answers);
        for service in self.services() {
            lines.push(String::new());
            lines.extend(service_lines(service, say));
        }
        lines.push(String::new());
        lines.push(say.text("ui.results.copied-note"));
        lines.join("\n")
    }

    /// When and how it was made.
    pub fn made_on(&self) -> String {
        self.say.fill("ui.passport.made", &[("date", &self.say.date(self.today))])
    }
}
