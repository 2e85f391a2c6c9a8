//! Days, times and opening hours.

use nwd_core::bundle::Day;
use nwd_core::journey::{OpenNow, open_now};
use nwd_core::{Date, Moment, Time};
use serde_json::{Value as Json, json};

use nwd_testing::sample;

fn time(text: &str) -> Time {
    Time::parse(text).unwrap()
}

#[test]
fn days_that_the_calendar_has_are_read() {
    let cases = [
        ("2026-11-22", true),
        ("0001-01-01", true),
        ("9999-12-31", true),
        ("2024-02-29", true),
        ("2000-02-29", true),
        ("1900-02-29", false),
        ("2100-02-29", false),
        ("2026-02-29", false),
        ("2026-02-28", true),
        ("2026-04-30", true),
        ("2026-04-31", false),
        ("2026-01-31", true),
        ("2026-01-32", false),
        ("2026-00-10", false),
        ("2026-13-10", false),
        ("2026-10-00", false),
        ("0000-10-10", false),
        ("2026-1-10", false),
        ("26-10-10", false),
        ("2026-10-1", false),
        ("2026-10-10-10", false),
        ("2026/10/10", false),
        ("+026-10-10", false),
        ("2026-+1-10", false),
        ("2026-10", false),
        ("2026-1\u{0660}-10", false),
        (" 2026-10-10", false),
        ("", false),
    ];
    for (text, expected) in cases {
        let date = Date::parse(text);
        assert_eq!(date.is_some(), expected, "{text:?}");
        assert!(date.is_none_or(|date| date.to_string() == text), "{text:?}");
    }
}

#[test]
fn weekdays_are_those_of_the_calendar() {
    // From Python's datetime: Monday is 0.
    let cases = [
        ("0001-01-01", 0),
        ("1600-02-29", 1),
        ("1752-09-14", 3),
        ("1858-11-17", 2),
        ("1900-02-28", 2),
        ("1900-03-01", 3),
        ("1969-07-20", 6),
        ("1970-01-01", 3),
        ("1999-12-31", 4),
        ("2000-01-01", 5),
        ("2000-02-29", 1),
        ("2000-03-01", 2),
        ("2023-12-31", 6),
        ("2024-01-01", 0),
        ("2024-02-28", 2),
        ("2024-02-29", 3),
        ("2024-03-01", 4),
        ("2025-02-28", 4),
        ("2025-03-01", 5),
        ("2026-02-28", 5),
        ("2026-03-01", 6),
        ("2026-10-25", 6),
        ("2026-11-16", 0),
        ("2026-11-17", 1),
        ("2026-11-18", 2),
        ("2026-11-19", 3),
        ("2026-11-20", 4),
        ("2026-11-21", 5),
        ("2026-11-22", 6),
        ("2026-12-31", 3),
        ("2027-01-01", 4),
        ("2028-02-29", 1),
        ("2100-02-28", 6),
        ("2100-03-01", 0),
        ("2400-02-29", 1),
        ("9999-12-31", 4),
    ];
    for (text, weekday) in cases {
        assert_eq!(Date::parse(text).unwrap().weekday(), weekday, "{text}");
    }
}

#[test]
fn every_day_follows_the_one_before() {
    // From a Monday through a whole cycle of the calendar, which ends as it began.
    let (mut weekday, mut days) = (0, 0);
    for year in 1..=400 {
        for month in 1..=12 {
            for day in 1..=31 {
                if let Some(date) = Date::parse(&format!("{year:04}-{month:02}-{day:02}")) {
                    assert_eq!(date.weekday(), weekday, "{date}");
                    weekday = (weekday + 1) % 7;
                    days += 1;
                }
            }
        }
    }
    assert_eq!((days, weekday), (146_097, 0));
}

#[test]
fn times_of_day_are_read() {
    let cases = [
        ("00:00", Some((0, 0))),
        ("09:05", Some((9, 5))),
        ("23:59", Some((23, 59))),
        ("24:00", Some((24, 0))),
        ("24:01", None),
        ("25:00", None),
        ("23:60", None),
        ("99:99", None),
        ("9:00", None),
        ("09:0", None),
        ("0900", None),
        ("09:00:00", None),
        ("+9:00", None),
        ("-1:00", None),
        ("9 :00", None),
        ("", None),
        (":", None),
    ];
    for (text, parts) in cases {
        assert_eq!(Time::parse(text).map(Time::parts), parts, "{text:?}");
        assert!(
            Time::parse(text).is_none_or(|time| time.to_string() == text),
            "{text:?}"
        );
    }
}

#[test]
fn moments_are_read() {
    let cases = [
        ("2026-11-22T14:30", true),
        ("2026-11-22T14:30:59", true),
        ("2026-11-22T14:30:59.123", true),
        ("2026-11-22T00:00", true),
        ("2026-11-22 14:30", false),
        ("2026-11-22", false),
        ("2026-11-22T", false),
        ("2026-11-22T14", false),
        ("2026-11-22T1430", false),
        ("2026-02-30T14:30", false),
        ("2026-11-22T23:59", true),
        // The end of a day is a moment of the next.
        ("2026-11-22T24:00", false),
        ("2026-11-22T24:01", false),
        // London time only: another place's is not quietly taken for it.
        ("2026-11-22T14:30Z", false),
        ("2026-11-22T14:30+05:00", false),
        ("2026-11-22T14:30:59Z", false),
        ("2026-11-22T14:30 or so", false),
        ("2026-11-22T14:30:", false),
        ("2026-11-22T14:3\u{0660}", false),
    ];
    for (text, expected) in cases {
        assert_eq!(Moment::parse(text).is_some(), expected, "{text:?}");
    }
    assert!(Moment::parse("2026-11-22T09:00") < Moment::parse("2026-11-22T10:00"));
}

/// What opening hours say at a moment. 2026-11-16 is a Monday.
fn check(hours: &Json, cases: &[(&str, Option<OpenNow>)]) {
    let mut json = sample::valid();
    json["services"][0]["hours"] = hours.clone();
    let bundle = sample::read(&json);
    let read = bundle.services[0].hours.as_ref().unwrap();
    for (now, expected) in cases {
        assert_eq!(
            open_now(read, Moment::parse(now).unwrap()),
            *expected,
            "{now} of {hours}"
        );
    }
}

fn until(in_days: u8, day: Day, at: &str) -> Option<OpenNow> {
    Some(OpenNow::Until {
        in_days,
        day,
        at: time(at),
    })
}

fn opens(in_days: u8, day: Day, at: &str) -> Option<OpenNow> {
    Some(OpenNow::Opens {
        in_days,
        day,
        at: time(at),
    })
}

#[test]
fn opening_hours_say_whether_it_is_open_and_when_it_next_is() {
    check(
        &json!("always"),
        &[("2026-11-22T03:00", Some(OpenNow::Always))],
    );
    let office =
        json!([{ "days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00" }]);
    check(
        &office,
        &[
            ("2026-11-16T00:00", opens(0, Day::Mon, "09:00")),
            ("2026-11-16T08:59", opens(0, Day::Mon, "09:00")),
            ("2026-11-16T09:00", until(0, Day::Mon, "17:00")),
            ("2026-11-16T16:59", until(0, Day::Mon, "17:00")),
            ("2026-11-16T17:00", opens(1, Day::Tue, "09:00")),
            ("2026-11-20T17:00", opens(3, Day::Mon, "09:00")),
            ("2026-11-21T12:00", opens(2, Day::Mon, "09:00")),
            ("2026-11-22T23:59", opens(1, Day::Mon, "09:00")),
        ],
    );
    let evenings = json!([
        { "days": ["fri", "sat", "sun"], "from": "18:00", "to": "24:00" },
        { "days": ["mon"], "from": "00:00", "to": "02:00" },
    ]);
    check(
        &evenings,
        &[
            ("2026-11-20T17:59", opens(0, Day::Fri, "18:00")),
            ("2026-11-20T23:59", until(0, Day::Fri, "24:00")),
            ("2026-11-21T00:00", opens(0, Day::Sat, "18:00")),
            ("2026-11-22T18:00", until(1, Day::Mon, "02:00")),
            ("2026-11-23T00:00", until(0, Day::Mon, "02:00")),
            ("2026-11-23T02:00", opens(4, Day::Fri, "18:00")),
        ],
    );
    let weekly = json!([{ "days": ["sun"], "from": "10:00", "to": "11:00" }]);
    check(
        &weekly,
        &[
            ("2026-11-22T09:59", opens(0, Day::Sun, "10:00")),
            ("2026-11-22T11:00", opens(7, Day::Sun, "10:00")),
            ("2026-11-23T10:30", opens(6, Day::Sun, "10:00")),
        ],
    );
    let lunch = json!([
        { "days": ["mon"], "from": "13:00", "to": "17:00" },
        { "days": ["mon"], "from": "09:00", "to": "12:00" },
        { "days": ["mon"], "from": "11:00", "to": "12:30" },
    ]);
    check(
        &lunch,
        &[
            ("2026-11-16T08:00", opens(0, Day::Mon, "09:00")),
            ("2026-11-16T10:00", until(0, Day::Mon, "12:30")),
            ("2026-11-16T11:30", until(0, Day::Mon, "12:30")),
            ("2026-11-16T12:30", opens(0, Day::Mon, "13:00")),
        ],
    );
    let touching = json!([
        { "days": ["mon"], "from": "09:00", "to": "12:00" },
        { "days": ["mon"], "from": "12:00", "to": "24:00" },
        { "days": ["tue"], "from": "00:00", "to": "24:00" },
        { "days": ["wed"], "from": "00:00", "to": "18:00" },
    ]);
    check(
        &touching,
        &[
            ("2026-11-16T10:00", until(2, Day::Wed, "18:00")),
            ("2026-11-17T10:00", until(1, Day::Wed, "18:00")),
            ("2026-11-18T10:00", until(0, Day::Wed, "18:00")),
            ("2026-11-18T18:00", opens(5, Day::Mon, "09:00")),
        ],
    );
    let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let never_shut = json!([{ "days": week, "from": "00:00", "to": "24:00" }]);
    check(
        &never_shut,
        &[
            ("2026-11-16T10:00", Some(OpenNow::Always)),
            ("2026-11-22T23:59", Some(OpenNow::Always)),
        ],
    );
    check(&json!([]), &[("2026-11-16T10:00", None)]);
}
