//! Opening hours, times of day and days.

use super::Validator;
use crate::bundle::{Hours, Opening};
use crate::clock::{Date, Stated, Time};
use crate::format::read::say;
use crate::format::{Code, Place, limits, wire};

impl Validator<'_> {
    pub(super) fn hours(&mut self, hours: &wire::Hours, place: &Place<'_>) -> Option<Hours> {
        let wire::Hours::Weekly(openings) = hours else {
            return Some(Hours::Always);
        };
        self.at_most(openings.len(), limits::WAYS, place);
        let mut read = Vec::new();
        for (at, opening) in openings.iter().enumerate() {
            let place = place.item(at);
            let from = self.time(&opening.from, &place.key("from"));
            let to = self.time(&opening.to, &place.key("to"));
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            if from >= to {
                let help = say!(
                    "Let it close later on the same day; for a night write two stretches, up to \
                     24:00 and from 00:00."
                );
                let message = say!("It closes before it opens.");
                self.report(Code::BadTime, &place, message, help);
            }
            if opening.days.is_empty() {
                self.report(
                    Code::BadTime,
                    &place.key("days"),
                    say!("There are no days here."),
                    say!("Name at least one."),
                );
            }
            read.push(Opening {
                days: opening.days.clone(),
                from,
                to,
            });
        }
        Some(Hours::Weekly(read))
    }

    fn time(&mut self, text: &str, place: &Place<'_>) -> Option<Time> {
        let (what, how) = ("a time of day", "HH:MM, 00:00 to 24:00");
        self.parsed(Time::parse(text), Code::BadTime, [text, what, how], place)
    }

    /// When something was so, as far as it is known.
    pub(super) fn stated(&mut self, text: &str, place: &Place<'_>) -> Option<Stated> {
        let (what, how) = ("a day, a month or a year", "YYYY-MM-DD, YYYY-MM or YYYY");
        self.parsed(Stated::parse(text), Code::BadDate, [text, what, how], place)
    }

    pub(super) fn date(&mut self, text: &str, place: &Place<'_>) -> Option<Date> {
        let (what, how) = ("a day", "YYYY-MM-DD");
        self.parsed(Date::parse(text), Code::BadDate, [text, what, how], place)
    }

    /// What was read of a text; where nothing was, says what the text is not and how to write it.
    fn parsed<T>(
        &mut self,
        read: Option<T>,
        code: Code,
        [text, what, how]: [&str; 3],
        place: &Place<'_>,
    ) -> Option<T> {
        if read.is_none() {
            self.report(
                code,
                place,
                say!("\"{text}\" is not {what}."),
                say!("Write {how}."),
            );
        }
        read
    }
}
