//! A person's way through the journey: what is so of them in, the answers that they give out.

use nwd_core::answers::{Answer, Answers};
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::domain::{Domain, FactIx, FactSet, Value};
use nwd_core::facts::{Fact, Facts};
use nwd_core::format::answers::from_json;
use nwd_core::format::cases::Said;
use nwd_core::format::panel::Vignette;
use nwd_core::format::{Diagnostics, Json, Place};
use nwd_core::journey::{Screen, Walk};
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
#[derive(Clone, Debug, Default)]
pub struct Journey {
    /// What is said before each question, with what has one answer left.
    before: Vec<Answers>,
    /// The questions before the results.
    before_results: usize,
    /// The screens that these are on.
    screens: usize,
    /// What is said in the end.
    whole: Answers,
}

impl Journey {
    /// Asks a person as the journey asks, and then what is left among the results. What is asked
    /// and stands in their truth is answered with it; what does not, they cannot or would rather
    /// not say.
    pub fn of(person: &Vignette, bundle: &Bundle, now: Moment) -> Journey {
        Journey::with(&truth(&person.truth, bundle), bundle, now)
    }

    /// The same in an older version of the bundle, where values may have had other names.
    pub(super) fn before(person: &Vignette, old: &Bundle, new: &Bundle, now: Moment) -> Journey {
        let said = older(&person.truth, &old.facts, &new.facts);
        Journey::with(&truth(&said, old), old, now)
    }

    fn with(truth: &Answers, bundle: &Bundle, now: Moment) -> Journey {
        let mut walk = Walk::start(bundle, &[], now);
        let mut journey = Journey::default();
        loop {
            match walk.screen() {
                Screen::Question(at) => {
                    let asked = walk.asked_with(bundle, at);
                    journey.before_results = journey.before_results.saturating_add(asked.len());
                    journey.screens = journey.screens.saturating_add(1);
                    journey.say(asked, truth, &mut walk, bundle, now);
                }
                Screen::Results => {
                    let Some(next) = walk.outcome(bundle, now).next else {
                        journey.whole = walk.answers().clone();
                        return journey;
                    };
                    journey.say(FactSet::from_iter([next]), truth, &mut walk, bundle, now);
                }
                Screen::Heard(_) | Screen::Urgent => walk.go_on(),
                Screen::Summary | Screen::Questionnaire(_) => walk.back(),
            }
        }
    }

    fn say(
        &mut self,
        asked: FactSet,
        truth: &Answers,
        walk: &mut Walk,
        bundle: &Bundle,
        now: Moment,
    ) {
        let mut said = Vec::new();
        let mut so_far = walk.answers().clone();
        for fact in asked.iter() {
            let answer = truth.get(fact).unwrap_or(Answer::Declined);
            self.before.push(so_far.clone());
            so_far.set(fact, Some(answer));
            said.push((fact, answer));
        }
        walk.answer(bundle, &said, now);
    }

    /// How many questions they are asked in all.
    pub fn asked(&self) -> usize {
        self.before.len()
    }

    /// How many questions they are asked before the results.
    pub fn before_results(&self) -> usize {
        self.before_results
    }

    /// On how many screens those are.
    pub fn screens(&self) -> usize {
        self.screens
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
pub(super) fn truth(said: &Said, bundle: &Bundle) -> Answers {
    // What a panel has that its own bundle lacks is reported where it is read; another version of
    // the bundle may lack more.
    let mut unheard = Diagnostics::default();
    let said = known(said).0;
    let mut truth = from_json(&said, &bundle.facts, &Place::ROOT, &mut unheard);
    for (at, value) in usual(bundle) {
        if truth.get(at).is_none() {
            truth.set(at, Some(Answer::Given(value)));
        }
    }
    truth
}

/// What was said, with values that an older version lacks by the names that they had then.
fn older(said: &Said, old: &Facts, new: &Facts) -> Said {
    let Json::Object(members) = &said.0 else {
        return said.clone();
    };
    let members = members.iter().map(|(id, value)| {
        let names = |name: &Json| older_names(name, id, old, new);
        let value = match value {
            Json::List(names_now) => names_now.iter().flat_map(names).collect(),
            name => names(name).first().unwrap_or(name).clone(),
        };
        (id.clone(), value)
    });
    Said(Json::Object(members.collect()))
}

/// The names that a value had where an older version lacks it.
fn older_names(name: &Json, id: &str, old: &Facts, new: &Facts) -> Vec<Json> {
    let own = vec![name.clone()];
    let (Some(old), Some(new)) = (fact(old, id), fact(new, id)) else {
        return own;
    };
    let is_in = |domain: &Domain, name: &str| domain.position(name).is_some();
    let value = name.as_text().filter(|text| !is_in(&old.domain, text));
    let Some(value) = value.and_then(|text| new.domain.position(text)) else {
        return own;
    };
    let was = new.was.iter().filter(|was| was.now.contains(value));
    let names = was.filter(|was| is_in(&old.domain, &was.name));
    names.map(|was| was.name.as_str().into()).collect()
}

fn fact<'f>(facts: &'f Facts, id: &str) -> Option<&'f Fact> {
    facts.find(id).and_then(|at| facts.get(at))
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
