//! What changes at the birthdays to come: which services end, which begin, and where consent is
//! asked of others no more.

use super::outcome::Outcome;
use crate::answers::{Answer, Answers};
use crate::bundle::{Bundle, Service};
use crate::clock::Moment;
use crate::domain::Value;
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// The last birthday looked at: from then on somebody is no longer '25 or under'.
const LAST_AGE: i32 = 26;

/// A birthday at which something changes.
#[derive(Clone, Debug)]
pub struct Birthday<'a> {
    /// The age that somebody reaches.
    pub age: i32,
    /// What was for them until then.
    pub ends: Vec<&'a Service>,
    /// What is for them from then on.
    pub begins: Vec<&'a Service>,
    /// What was for them before and still is, and needs less to be agreed by others.
    pub eases: Vec<&'a Service>,
}

/// The first birthday of which families hear: from then on people agree for themselves, and help
/// for children ends.
const FIRST_FOR_FAMILIES: i32 = 16;

/// How many years ahead families look.
const AHEAD: i32 = 3;

impl Birthday<'_> {
    /// Whether it is told to somebody of this age, or to their family: at 16, 18, 25 and between,
    /// where it is near. Professionals plan ahead and see all.
    pub fn is_for_families(&self, age: i32) -> bool {
        self.age >= FIRST_FOR_FAMILIES && self.age.saturating_sub(age) <= AHEAD
    }
}

/// The birthdays to come, up to the 26th, at which something changes for this person, all else
/// being as it is; none where their age is not known.
pub fn birthdays<'a>(bundle: &'a Bundle, answers: &Answers, now: Moment) -> Vec<Birthday<'a>> {
    let known = Knowledge::new(&bundle.facts, answers);
    let (Some(fact), Some(age)) = (bundle.facts.known().age, known.age()) else {
        return Vec::new();
    };
    let at = |age: i32| {
        let answers = answers
            .clone()
            .with(fact, Answer::Given(Value::Integer(age)));
        Outcome::with_next(bundle, &answers, now, None)
    };
    let mut before = at(age);
    let mut found = Vec::new();
    for age in age.saturating_add(1)..=LAST_AGE {
        let after = at(age);
        let birthday = Birthday {
            age,
            ends: lost(&before, &after),
            begins: lost(&after, &before),
            eases: eased(&before, &after),
        };
        if !(birthday.ends.is_empty() && birthday.begins.is_empty() && birthday.eases.is_empty()) {
            found.push(birthday);
        }
        before = after;
    }
    found
}

/// What one outcome offers and the other does not.
fn lost<'a>(one: &Outcome<'a>, other: &Outcome<'a>) -> Vec<&'a Service> {
    let offers = |outcome: &Outcome<'_>, at| {
        outcome
            .service(at)
            .is_some_and(|it| it.relevant && it.verdict == Truth::True)
    };
    let lost = one
        .services
        .iter()
        .filter(|it| offers(one, it.ix) && !offers(other, it.ix));
    lost.map(|it| it.service).collect()
}

fn eased<'a>(before: &Outcome<'a>, after: &Outcome<'a>) -> Vec<&'a Service> {
    let offered = before
        .services
        .iter()
        .filter(|it| it.relevant && it.verdict == Truth::True);
    let eased = offered.filter(|it| {
        let then = after
            .service(it.ix)
            .filter(|then| then.verdict == Truth::True);
        then.is_some_and(|then| {
            it.consents.iter().any(|was| {
                was.applies == Truth::True
                    && then.consents.iter().any(|is| {
                        std::ptr::eq(is.consent, was.consent) && is.applies == Truth::False
                    })
            })
        })
    });
    eased.map(|it| it.service).collect()
}
