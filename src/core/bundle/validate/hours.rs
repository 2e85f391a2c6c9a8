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
        let time = Time::parse(text);
        if time.is_none() {
            self.report(
                Code::BadTime,
                place,
                say!("\"{text}\" is not a time of day."),
                say!("Write HH:MM, 00:00 to 24:00."),
            );
        }
        time
    }

    /// When something was so, as far as it is known.
    pub(super) fn stated(&mut self, text: &str, place: &Place<'_>) -> Option<Stated> {
        let stated = Stated::parse(text);
        if stated.is_none() {
            self.report(
                Code::BadDate,
                place,
                say!("\"{text}\" is not a day, a month or a year."),
                say!("Write YYYY-MM-DD, YYYY-MM or YYYY."),
            );
        }
        stated
    }

    pub(super) fn date(&mut self, text: &str, place: &Place<'_>) -> Option<Date> {
        let date = Date::parse(text);
        if date.is_none() {
            self.report(
                Code::BadDate,
                place,
                say!("\"{text}\" is not a day."),
                say!("Write YYYY-MM-DD."),
            );
        }
        date
    }
}
