// What was said, in the cases that are timed: nothing, half of it, all of it, and with an alert raised.

use nwd_core::domain::Domain;
use nwd_core::facts::Fact;
use nwd_core::{Answer, Answers, Facts, Moment, Value};

type Case = (&'static str, &'static [(&'static str, &'static str)]);

/// Each case's name and answers; several ticks stand with spaces between.
pub const CASES: [Case; 4] = [
    ("nothing", &[]),
    (
        "halfway",
        &[
            ("audience", "young-person"),
            ("danger", "no"),
            ("needs", "anxiety low-mood sleep"),
            ("age", "15"),
        ],
    ),
    (
        "everything",
        &[
            ("audience", "young-person"),
            ("danger", "no"),
            ("needs", "anxiety low-mood sleep"),
            ("age", "15"),
            ("level", "moderate"),
            ("lives_in", "hackney"),
            ("gp_in", "hackney"),
            ("studies_in", "hackney"),
            ("works_in", "not-working"),
            ("school_type", "maintained"),
            ("school_has_mhst", "yes"),
            ("learning_disability", "none"),
            ("perinatal", "no"),
            ("used_in_last_year", ""),
            ("circumstances", "young-carer"),
            ("heritage", "caribbean"),
        ],
    ),
    (
        "emergency",
        &[
            ("audience", "parent-carer"),
            ("danger", "now"),
            ("needs", "suicidal-thoughts self-harm"),
            ("age", "14"),
        ],
    ),
];

/// A Monday at ten in the morning.
pub fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").unwrap_or_else(|| std::process::abort())
}

/// The answers of a case, in the terms of these facts. What the facts do not know stops the bench.
pub fn answers(facts: &Facts, said: &[(&str, &str)]) -> Answers {
    said.iter().fold(Answers::default(), |answers, (id, text)| {
        let given = facts
            .find(id)
            .and_then(|at| Some((at, value(facts.get(at)?, text)?)));
        let (at, value) = given.unwrap_or_else(|| std::process::abort());
        answers.with(at, Answer::Given(value))
    })
}

fn value(fact: &Fact, text: &str) -> Option<Value> {
    match fact.domain {
        Domain::OneOf(_) => fact.domain.position(text).map(Value::One),
        Domain::AnyOf(_) => text
            .split_whitespace()
            .map(|tick| fact.domain.position(tick))
            .collect::<Option<_>>()
            .map(Value::Any),
        Domain::Integer { .. } => text.parse().ok().map(Value::Integer),
        Domain::YesNo => Some(Value::YesNo(text == "yes")),
    }
}
