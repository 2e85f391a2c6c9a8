//! Whether a service is open now, and if not, when it next is.

use crate::bundle::{Day, Hours};
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
    let on = |day: Day| {
        openings
            .iter()
            .filter(move |opening| opening.days.contains(&day))
    };
    // One stretch may go on where another ends: from midnight to midnight it is one night.
    let end_of = |day: Day, from: Time| {
        let goes_on = |at: Time| {
            on(day)
                .filter(|it| it.from <= at && at < it.to)
                .map(|it| it.to)
                .max()
        };
        std::iter::successors(goes_on(from), |at| goes_on(*at)).last()
    };
    let mut closes = None;
    for in_days in 0..7 {
        let day = day_after(now, in_days)?;
        let Some(at) = end_of(
            day,
            if in_days == 0 {
                now.time
            } else {
                Time::default()
            },
        ) else {
            break;
        };
        closes = Some((in_days, day, at));
        if at != Time::END {
            break;
        }
    }
    match closes {
        Some((6, _, Time::END)) => return Some(OpenNow::Always),
        Some((in_days, day, at)) => return Some(OpenNow::Until { in_days, day, at }),
        None => {}
    }
    (0..=7).find_map(|in_days| {
        let day = day_after(now, in_days)?;
        let at = on(day)
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
