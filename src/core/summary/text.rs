//! A summary as plain text: what somebody prints, copies or keeps in a file.

use super::{Summary, said};
use crate::answers::Answer;
use crate::journey::service_lines;
use crate::keys::{joined, key};

impl Summary<'_> {
    /// The summary as plain text, one line after another.
    pub fn text(&self) -> String {
        let say = self.say;
        let mut lines = vec![say.text("ui.passport.title"), self.made_on(), String::new()];
        for (_, fact, value) in self.answers() {
            let short = say.text(&key(&["fact", &fact.id, "short"]));
            lines.push(joined(
                &[short, said(say, fact, Answer::Given(value))],
                ": ",
            ));
        }
        for service in self.services() {
            lines.push(String::new());
            lines.extend(service_lines(service, say));
        }
        lines.push(String::new());
        lines.push(say.text("ui.results.copied-note"));
        joined(&lines, "\n")
    }

    /// When and how it was made.
    pub fn made_on(&self) -> String {
        self.say
            .fill("ui.passport.made", &[("date", &self.say.date(self.today))])
    }
}
