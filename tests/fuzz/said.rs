//! What somebody says and does, whatever it is.

use arbitrary::Arbitrary;
use nwd_core::bundle::Bundle;
use nwd_core::domain::{FactIx, Value};
use nwd_core::journey::{Screen, Walk};
use nwd_core::{Answer, Domain, Knowledge, Moment};

/// Something that somebody does, with a number to choose by.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Move {
    /// Answers what is asked, or goes on from what was raised.
    Forward,
    /// Goes back a screen.
    Back,
    /// Goes to a question that they answered, to change that.
    Change,
    /// Turns to urgent help.
    Urgent,
    /// Goes to the results.
    Results,
    /// Opens the summary or a questionnaire.
    Open,
}

impl Move {
    /// Does it.
    pub fn make(self, walk: &mut Walk, bundle: &Bundle, pick: u32, now: Moment) {
        match self {
            Move::Forward => forward(walk, bundle, pick, now),
            Move::Back => walk.back(),
            Move::Change => drop(answered(walk, bundle, pick).map(|fact| walk.change(fact))),
            Move::Urgent => walk.urgent(),
            Move::Results => walk.results(),
            Move::Open => walk.open(match usize::try_from(pick) {
                Ok(nth) if nth < bundle.questionnaires.len() => Screen::Questionnaire(nth),
                _ => Screen::Summary,
            }),
        }
    }
}

/// Answers what is asked, or goes on from what was raised; among the results nothing is left to do.
pub fn forward(walk: &mut Walk, bundle: &Bundle, pick: u32, now: Moment) {
    match walk.screen() {
        Screen::Question(at) => {
            let known = Knowledge::new(&bundle.facts, walk.answers());
            let asked = walk.asked_with(bundle, at);
            let said: Vec<_> = asked
                .iter()
                .map(|at| (at, answer(bundle, &known, at, pick)))
                .collect();
            walk.answer(bundle, &said, now);
        }
        Screen::Heard(_) | Screen::Urgent => walk.go_on(),
        Screen::Results | Screen::Summary | Screen::Questionnaire(_) => {}
    }
}

/// An answer that the question offers, by a number; one in eight is 'not sure'.
pub fn answer(bundle: &Bundle, known: &Knowledge<'_>, at: FactIx, pick: u32) -> Answer {
    let Some(fact) = bundle.facts.get(at).filter(|_| pick % 8 != 7) else {
        return Answer::Declined;
    };
    let (pick, possible) = (pick / 8, known.possible(at));
    let value = match &fact.domain {
        Domain::OneOf(_) => {
            let nth = usize::try_from(pick).unwrap_or_default() % possible.len().max(1);
            possible.iter().nth(nth).map(Value::One)
        }
        Domain::AnyOf(_) => {
            let is_ticked = |at: &u8| pick.checked_shr(u32::from(*at)).unwrap_or(pick) & 1 == 1;
            Some(Value::Any(possible.iter().filter(is_ticked).collect()))
        }
        Domain::Integer { min, max } => {
            let count = i64::from(*max) - i64::from(*min) + 1;
            let number = i64::from(*min) + i64::from(pick) % count;
            i32::try_from(number).ok().map(Value::Integer)
        }
        Domain::YesNo => Some(Value::YesNo(pick % 2 == 1)),
    };
    value.map_or(Answer::Declined, Answer::Given)
}

/// One of the questions that they answered themselves.
fn answered(walk: &Walk, bundle: &Bundle, pick: u32) -> Option<FactIx> {
    let facts = bundle.facts.iter().map(|(at, _)| at);
    let is_theirs = |at: &FactIx| {
        walk.answers().get(*at).is_some() && !walk.is_preset(*at) && !walk.is_settled(*at)
    };
    let theirs: Vec<_> = facts.filter(is_theirs).collect();
    let nth = usize::try_from(pick).ok()?.checked_rem(theirs.len())?;
    theirs.get(nth).copied()
}
