//! Whether a service is open now, and if not, when it next is.

use crate::bundle::{Day, Hours};
use crate::clock::{Moment, Time};

/// Whether a service is open, at a moment of London time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenNow {
    /// It never closes.
    Always,
    /// It is open until this time today.
    Until(Time),
    /// It opens again.
    Opens {
        /// In so many days: 0 is later today.
        in_days: u8,
        /// On this day.
        day: Day,
        /// At this time.
        at: Time,
    },
}

/// Whether a service with these hours is open now; `None` where its hours name no time at all.
pub fn open_now(hours: &Hours, now: Moment) -> Option<OpenNow> {
    let Hours::Weekly(openings) = hours else { return Some(OpenNow::Always) };
    let on = |day: Day| openings.iter().filter(move |opening| opening.days.contains(&day));
    let today = day_after(now, 0)?;
    let open = on(today).filter(|opening| opening.from <= now.time && now.time < opening.to);
    if let Some(until) = open.map(|opening| opening.to).max() {
        return Some(OpenNow::Until(until));
    }
    (0..=7).find_map(|in_days| {
        let day = day_after(now, in_days)?;
        let at = on(day).map(|opening| opening.from).filter(|from| in_days > 0 || *from > now.time).min()?;
        Some(OpenNow::Opens { in_days, day, at })
    })
}

fn day_after(now: Moment, days: u8) -> Option<Day> {
    Day::ALL.get(usize::from((now.date.weekday() + days) % 7)).copied()
}
