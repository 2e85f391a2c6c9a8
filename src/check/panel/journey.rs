//! A person's way through the journey: what is so of them in, the answers that they give out.

use nwd_core::answers::{Answer, Answers};
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::domain::{Domain, FactIx, Value};
use nwd_core::facts::Fact;
use nwd_core::format::answers::from_json;
use nwd_core::format::cases::Said;
use nwd_core::format::panel::Vignette;
use nwd_core::format::{Diagnostics, Json, Place};
use nwd_core::journey::Ahead;
use nwd_core::vocabulary::{self, danger, perinatal};

/// What is so of most people: a panel's person need not say it. A fact or a value that the bundle
/// does not have is passed over.
const USUAL: &[(&str, &[&str])] = &[
    (vocabulary::DANGER, &[danger::NO]),
    ("works_in", &["not-working"]),
    ("learning_disability", &["none"]),
    (vocabulary::PERINATAL, &[perinatal::NO]),
    ("used_in_last_year", &[]),
    (vocabulary::CIRCUMSTANCES, &[]),
    ("heritage", &["other"]),
];

/// What somebody says, answer by answer.
#[derive(Clone, Debug)]
pub struct Journey {
    /// What is said before each question, with what has one answer left.
    before: Vec<Answers>,
    /// What is said in the end.
    whole: Answers,
}

impl Journey {
    /// Asks a person as the journey asks. What is asked and stands in their truth is answered with
    /// it; what does not, they cannot or would rather not say.
    pub fn of(person: &Vignette, bundle: &Bundle, now: Moment) -> Journey {
        let truth = truth(person, bundle);
        let mut said = Answers::default();
        let mut before = Vec::new();
        loop {
            let ahead = Ahead::of(bundle, &said, now);
            for (fact, only) in ahead.settled {
                said.set(fact, Some(Answer::Given(only)));
            }
            let Some(next) = ahead.next else {
                return Journey {
                    before,
                    whole: said,
                };
            };
            before.push(said.clone());
            said.set(next, truth.get(next).or(Some(Answer::Declined)));
        }
    }

    /// How many questions they are asked.
    pub fn asked(&self) -> usize {
        self.before.len()
    }

    /// What is known after the first answers; all of them where there are no more.
    pub fn after(&self, answers: usize) -> &Answers {
        self.before.get(answers).unwrap_or(&self.whole)
    }

    /// What is known in the end.
    pub fn whole(&self) -> &Answers {
        &self.whole
    }
}

/// What is so of a person, as far as the bundle has questions for it: what they say, and what is
/// usual.
pub(super) fn truth(person: &Vignette, bundle: &Bundle) -> Answers {
    // What a panel has that its own bundle lacks is reported where it is read; another version of
    // the bundle may lack more.
    let mut unheard = Diagnostics::default();
    let said = known(&person.truth).0;
    let mut truth = from_json(&said, &bundle.facts, &Place::ROOT, &mut unheard);
    for (at, value) in usual(bundle) {
        if truth.get(at).is_none() {
            truth.set(at, Some(Answer::Given(value)));
        }
    }
    truth
}

fn usual(bundle: &Bundle) -> impl Iterator<Item = (FactIx, Value)> {
    USUAL.iter().filter_map(|(id, names)| {
        let at = bundle.facts.find(id)?;
        Some((at, value(bundle.facts.get(at)?, names)?))
    })
}

fn value(fact: &Fact, names: &[&str]) -> Option<Value> {
    let mut values = names.iter().map(|name| fact.domain.position(name));
    match fact.domain {
        Domain::OneOf(_) => values.next()?.map(Value::One),
        Domain::AnyOf(_) => values.collect::<Option<_>>().map(Value::Any),
        Domain::Integer { .. } | Domain::YesNo => None,
    }
}

/// The same with `null` for 'not sure', which people may write as `"?"`.
pub(super) fn known(said: &Said) -> Said {
    let Json::Object(members) = &said.0 else {
        return said.clone();
    };
    let members = members.iter().map(|(fact, value)| match value.as_text() {
        Some("?") => (fact.clone(), Json::Null),
        _ => (fact.clone(), value.clone()),
    });
    Said(Json::Object(members.collect()))
}
