//! Whether a service is open now, and if not, when it next is.

use crate::bundle::{Day, Hours, Opening};
use crate::clock::{Moment, Time};

/// Whether a service is open, at a moment of London time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenNow {
    /// It never closes.
    Always,
    /// It is open, and closes.
    Until {
        /// Days from today: 0 is later today.
        in_days: u8,
        /// On this day.
        day: Day,
        /// At this time.
        at: Time,
    },
    /// It opens again.
    Opens {
        /// Days from today: 0 is later today.
        in_days: u8,
        /// On this day.
        day: Day,
        /// At this time.
        at: Time,
    },
}

/// Whether a service with these hours is open now; `None` where its hours name no time at all.
pub fn open_now(hours: &Hours, now: Moment) -> Option<OpenNow> {
    let Hours::Weekly(openings) = hours else {
        return Some(OpenNow::Always);
    };
    match closes(openings, now) {
        Some((6, _, Time::END)) => Some(OpenNow::Always),
        Some((in_days, day, at)) => Some(OpenNow::Until { in_days, day, at }),
        None => opens(openings, now),
    }
}

/// When it closes, where it is open: in how many days, on which day, at what time. A night goes on
/// past midnight.
fn closes(openings: &[Opening], now: Moment) -> Option<(u8, Day, Time)> {
    let mut closes = None;
    let mut from = now.time;
    for in_days in 0..7 {
        let day = day_after(now, in_days)?;
        let Some(at) = end_of(openings, day, from) else {
            break;
        };
        closes = Some((in_days, day, at));
        if at != Time::END {
            break;
        }
        from = Time::default();
    }
    closes
}

/// When the stretch ends that this time of a day is in. One may go on where another ends.
fn end_of(openings: &[Opening], day: Day, from: Time) -> Option<Time> {
    let mut end = None;
    let mut at = from;
    while let Some(to) = openings
        .iter()
        .filter(|it| it.days.contains(&day) && it.from <= at && at < it.to)
        .map(|it| it.to)
        .max()
    {
        end = Some(to);
        at = to;
    }
    end
}

/// When it opens next, after this moment.
fn opens(openings: &[Opening], now: Moment) -> Option<OpenNow> {
    (0..=7).find_map(|in_days| {
        let day = day_after(now, in_days)?;
        let at = openings
            .iter()
            .filter(|opening| opening.days.contains(&day))
            .map(|opening| opening.from)
            .filter(|from| in_days > 0 || *from > now.time)
            .min()?;
        Some(OpenNow::Opens { in_days, day, at })
    })
}

fn day_after(now: Moment, days: u8) -> Option<Day> {
    Day::ALL
        .get(usize::from((now.date.weekday() + days) % 7))
        .copied()
}
