//! The wall clock in London: what 'now' means to opening hours and review dates. It is always
//! given, never read.

use std::fmt;

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// When something was so, no closer than it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Some time in a year.
    Year(u16),
    /// Some time in a month of a year, 1 to 12.
    Month(u16, u8),
    /// On a day.
    Day(Date),
}

/// Minutes since midnight, 0 to 1440: `24:00` is the day's end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(u16);

/// A day and a time of day, London time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Time,
}

impl Date {
    /// Reads `YYYY-MM-DD`; `None` for anything else, and for a day that no calendar has.
    ///
    /// ```
    /// use nwd_core::Date;
    ///
    /// assert!(Date::parse("2024-02-29").is_some());
    /// assert!(Date::parse("2026-02-29").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || [year.len(), month.len(), day.len()] != [4, 2, 2] {
            return None;
        }
        let date = Date {
            year: number(year)?,
            month: number(month)?.try_into().ok()?,
            day: number(day)?.try_into().ok()?,
        };
        let is_day = (1..).contains(&date.year)
            && (1..=12).contains(&date.month)
            && (1..=date.days_in_month()).contains(&date.day);
        if is_day { Some(date) } else { None }
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    fn days_in_month(self) -> u8 {
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if self.year.is_multiple_of(4)
                && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            _ => 31,
        }
    }

    /// The day of the week, Monday 0 to Sunday 6.
    ///
    /// ```
    /// # use nwd_core::Date;
    /// assert_eq!(Date::parse("2026-11-22").map(Date::weekday), Some(6));
    /// ```
    pub fn weekday(self) -> u8 {
        // Sakamoto's method: days gained at the start of each month, with the year taken to begin
        // in March.
        const GAINED: [u16; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = if self.month < 3 {
            self.year.saturating_sub(1)
        } else {
            self.year
        };
        let gained = GAINED
            .get(usize::from(self.month).saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let from_sunday =
            (year + year / 4 - year / 100 + year / 400 + gained + u16::from(self.day)) % 7;
        ((from_sunday + 6) % 7) as u8
    }
}

impl Stated {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for anything else.
    ///
    /// ```
    /// use nwd_core::clock::Stated;
    ///
    /// assert_eq!(Stated::parse("2021"), Some(Stated::Year(2021)));
    /// assert_eq!(Stated::parse("2022-06"), Some(Stated::Month(2022, 6)));
    /// assert!(Stated::parse("2022-13").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Stated> {
        let rest = "YYYY-01-01".get(text.len()..)?;
        let first = Date::parse(&format!("{text}{rest}"))?;
        match text.len() {
            4 => Some(Stated::Year(first.year)),
            7 => Some(Stated::Month(first.year, first.month)),
            10 => Some(Stated::Day(first)),
            _ => None,
        }
    }
}

impl Time {
    /// Midday.
    pub const NOON: Time = Time(720);
    /// Midnight at the day's end.
    pub const END: Time = Time(1440);

    /// Reads `HH:MM`, `00:00` to `24:00`.
    pub fn parse(text: &str) -> Option<Time> {
        let (hours, minutes) = text.split_once(':')?;
        if [hours.len(), minutes.len()] != [2, 2] {
            return None;
        }
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        let time = hours * 60 + minutes;
        if minutes < 60 && time <= 1440 {
            Some(Time(time))
        } else {
            None
        }
    }

    /// The hour and the minute.
    pub fn parts(self) -> (u16, u16) {
        (self.0 / 60, self.0 % 60)
    }
}

impl Moment {
    /// The first that there is.
    pub const FIRST: Moment = Moment {
        date: Date {
            year: 1,
            month: 1,
            day: 1,
        },
        time: Time(0),
    };

    /// Reads `YYYY-MM-DDTHH:MM`; seconds, where there are any, are passed over. `None` for a time
    /// of another zone, and for `24:00`, which is a moment of the next day.
    pub fn parse(text: &str) -> Option<Moment> {
        let (date, time) = text.split_once('T')?;
        let (time, seconds) = time.split_at_checked(5)?;
        let time = Time::parse(time).filter(|time| *time < Time::END)?;
        if !is_seconds(seconds) {
            return None;
        }
        Some(Moment {
            date: Date::parse(date)?,
            time,
        })
    }
}

/// Nothing, or `:SS`, with a fraction or without.
fn is_seconds(text: &str) -> bool {
    text.is_empty()
        || text.strip_prefix(':').is_some_and(|seconds| {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
            whole.len() == 2 && is_digits(whole) && is_digits(fraction)
        })
}

/// Whether a text is digits, at least one, and nothing else.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number written in digits alone.
fn number(digits: &str) -> Option<u16> {
    if is_digits(digits) {
        digits.parse().ok()
    } else {
        None
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = self.parts();
        write!(f, "{hours:02}:{minutes:02}")
    }
}
