//! What comes next in a journey, once what has one answer left is passed by.

use super::outcome::Outcome;
use crate::answers::{Answer, Answers};
use crate::bundle::Bundle;
use crate::clock::Moment;
use crate::domain::{FactIx, FactSet, Value};

/// What comes next in a journey.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// Questions that have one answer left, with it: they are not asked.
    pub settled: Vec<(FactIx, Value)>,
    /// The question that is asked then.
    pub next: Option<FactIx>,
    /// The results are shown before that question, which stands among them.
    pub is_enough: bool,
}

impl Ahead {
    /// Passes by what has one answer left.
    pub fn of(bundle: &Bundle, answers: &Answers, now: Moment) -> Ahead {
        let mut settled = Vec::new();
        let (outcome, decisive) = pass_by(bundle, &mut answers.clone(), now, |fact, only| {
            settled.push((fact, only));
        });
        Ahead {
            settled,
            next: outcome.next,
            is_enough: decisive.is_empty(),
        }
    }
}

/// Answers the questions that have one answer left, as long as they come up; what it all comes to
/// then, and what is asked before the results.
pub(super) fn pass_by<'a>(
    bundle: &'a Bundle,
    answers: &mut Answers,
    now: Moment,
    mut passed: impl FnMut(FactIx, Value),
) -> (Outcome<'a>, FactSet) {
    loop {
        let mut outcome = Outcome::of(bundle, answers, now);
        let Some((fact, only)) = outcome
            .next
            .and_then(|next| Some((next, outcome.known.only(next)?)))
        else {
            let decisive = outcome.decisive(answers, now);
            outcome.next = outcome.first_to_ask(decisive).or(outcome.next);
            return (outcome, decisive);
        };
        answers.set(fact, Some(Answer::Given(only)));
        passed(fact, only);
    }
}
