//! The longest journey: the most questions that anybody is asked, and who that is.
//!
//! Only those are followed who could still be asked as many as are looked for: so this goes where
//! everybody cannot be followed, such as all sets of answers that may be declined.

use std::sync::atomic::{AtomicBool, Ordering};

use super::policy::Policy;
use super::walk::Stages;
use crate::Result;
use crate::sets::count::least;
use crate::sets::diagram::Set;
use crate::sets::example::{Example, values_only};
use nwd_core::domain::{FactIx, FactSet};

/// The longest journey of some people.
#[derive(Clone, Debug)]
pub struct Longest {
    /// The number of questions.
    pub questions: usize,
    /// The answers, or refusals, of those who are asked them.
    pub example: Example,
}

/// The longest journey of these people, with questions in this order; `None` where there are too
/// many stages, or where it is cancelled.
pub fn longest(
    policy: &Policy<'_>,
    people: &Set,
    order: &[FactIx],
    max_stages: usize,
    cancelled: &AtomicBool,
) -> Result<Option<Longest>> {
    let mut remaining = Remaining {
        stages: max_stages,
        cancelled,
    };
    for questions in (1..=order.len()).rev() {
        match asked(policy, people, order, questions, &mut remaining)? {
            Asked::Unknown => return Ok(None),
            Asked::Nobody => {}
            Asked::Some(stage, set) => {
                return Ok(Some(Longest {
                    questions,
                    example: example(policy, stage, &set),
                }));
            }
        }
    }
    Ok(Some(Longest {
        questions: 0,
        example: Example {
            replies: Vec::new(),
        },
    }))
}

/// The number of stages that may still be looked at.
struct Remaining<'c> {
    stages: usize,
    cancelled: &'c AtomicBool,
}

impl Remaining<'_> {
    /// Takes one; whether there was one left.
    fn take(&mut self) -> bool {
        if self.stages == 0 || self.is_cancelled() {
            return false;
        }
        self.stages -= 1;
        true
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// The people who are asked a number of questions.
enum Asked {
    /// There are too many stages, or it is cancelled.
    Unknown,
    Nobody,
    /// These, at this stage.
    Some(FactSet, Set),
}

/// The people who are asked this many questions.
fn asked(
    policy: &Policy<'_>,
    people: &Set,
    order: &[FactIx],
    questions: usize,
    remaining: &mut Remaining<'_>,
) -> Result<Asked> {
    let mut stages = Stages::new(people.clone());
    while let Some(here) = stages.next() {
        if here.questions == questions {
            return Ok(Asked::Some(here.asked, here.people));
        }
        let more = questions - here.questions;
        let Some(able) = able_to_be_asked(policy, order, here.asked, more, remaining)? else {
            return Ok(Asked::Unknown);
        };
        let able = here.people.and(&able)?;
        if able.is_empty() {
            continue;
        }
        if !remaining.take() {
            return Ok(Asked::Unknown);
        }
        for (fact, these) in policy.split(here.asked, &able, order)?.asked {
            stages.go_on(policy, here.asked, here.questions, fact, &these)?;
        }
    }
    Ok(Asked::Nobody)
}

/// The people who, at a stage, could be asked at least this many questions more; `None` where it is
/// cancelled.
fn able_to_be_asked(
    policy: &Policy<'_>,
    order: &[FactIx],
    stage: FactSet,
    more: usize,
    remaining: &Remaining<'_>,
) -> Result<Option<Set>> {
    let diagrams = &policy.model.space.diagrams;
    // By a number of questions, those who could be asked that many of the ones looked at so far.
    let mut able = vec![diagrams.none(); more + 1];
    if let Some(able) = able.first_mut() {
        *able = diagrams.all();
    }
    for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
        if remaining.is_cancelled() {
            return Ok(None);
        }
        let could = policy.could_be_asked(*fact, stage)?;
        for count in (1..=more).rev() {
            let (fewer, from) = able.split_at_mut(count);
            if let Some(one_less) = fewer.last()
                && let Some(able) = from.first_mut()
            {
                *able = able.or(&one_less.and(&could)?)?;
            }
        }
    }
    Ok(able.pop())
}

fn example(policy: &Policy<'_>, stage: FactSet, set: &Set) -> Example {
    let space = policy.model.space;
    let mut chosen = least(space, set, space.support(set)).unwrap_or_default();
    if !policy.declining {
        chosen = values_only(space, chosen);
    }
    chosen.retain(|choice| {
        let variable = space.variables.get(choice.variable);
        variable.is_some_and(|variable| stage.contains(variable.fact))
    });
    Example::new(space, &chosen)
}
