//! What day and time it is in London, where nothing else is asked for.

use nwd_core::clock::{Date, Moment};

use crate::output::Failure;

/// The day in London today.
///
/// # Errors
/// It cannot be told.
pub fn today() -> Result<Date, Failure> {
    in_london("day").map(|now| now.date)
}

/// The day and the time in London now.
///
/// # Errors
/// It cannot be told.
pub fn now() -> Result<Moment, Failure> {
    in_london("time")
}

fn in_london(what: &str) -> Result<Moment, Failure> {
    let london = jiff::Timestamp::now().in_tz("Europe/London").ok();
    let now = london.map(|london| london.strftime("%Y-%m-%dT%H:%M").to_string());
    now.and_then(|now| Moment::parse(&now)).ok_or_else(|| {
        let message = format!("The {what} in London cannot be told.");
        Failure::new(message, "Give it with --now.")
    })
}

/// Reads a moment, for clap.
pub fn moment(text: &str) -> Result<Moment, String> {
    let help =
        "write a day and a time, such as 2026-11-22T14:30; midnight is 00:00 of the next day";
    Moment::parse(text).ok_or_else(|| help.to_owned())
}
