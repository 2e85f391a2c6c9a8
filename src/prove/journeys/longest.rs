//! The longest journey: the most questions that anybody is asked, and who that is.
//!
//! Only those are followed who could still be asked so many: so this goes where everybody cannot be followed, such as all
//! sets of answers that may be declined.

use std::sync::atomic::{AtomicBool, Ordering};

use oxidd::BooleanFunction;

use super::guide::Guide;
use super::walk::Stages;
use crate::count::least;
use crate::diagram::{Fit, Set};
use crate::example::Example;
use crate::space::Part;
use nwd_core::domain::{FactIx, FactSet};

/// The longest journey of some people.
#[derive(Clone, Debug)]
pub struct Longest {
    /// How many questions.
    pub questions: usize,
    /// What those say, or decline to say, who are asked so many.
    pub example: Example,
}

/// The longest journey of these people, with questions in this order; `None` where there are too many stages, or where it
/// is in vain.
pub fn longest(
    guide: &Guide<'_>,
    people: &Set,
    order: &[FactIx],
    most: usize,
    vain: &AtomicBool,
) -> Fit<Option<Longest>> {
    let mut left = Left { stages: most, vain };
    for questions in (1..=order.len()).rev() {
        match reach(guide, people, order, questions, &mut left)? {
            Reached::TooMany => return Ok(None),
            Reached::Nobody => {}
            Reached::By(stage, set) => {
                return Ok(Some(Longest {
                    questions,
                    example: example(guide, stage, &set),
                }));
            }
        }
    }
    Ok(Some(Longest {
        questions: 0,
        example: Example { said: Vec::new() },
    }))
}

/// How many stages may still be looked at.
struct Left<'v> {
    stages: usize,
    vain: &'v AtomicBool,
}

impl Left<'_> {
    /// One less; `None` where there is none left.
    fn take(&mut self) -> Option<()> {
        self.stages = self.stages.checked_sub(1).filter(|_| !self.is_vain())?;
        Some(())
    }

    fn is_vain(&self) -> bool {
        self.vain.load(Ordering::Relaxed)
    }
}

enum Reached {
    TooMany,
    Nobody,
    By(FactSet, Set),
}

/// Those who are asked so many questions.
fn reach(
    guide: &Guide<'_>,
    people: &Set,
    order: &[FactIx],
    questions: usize,
    left: &mut Left<'_>,
) -> Fit<Reached> {
    let mut stages = Stages::new(people.clone());
    while let Some((stage, asked, here)) = stages.next() {
        if asked == questions {
            return Ok(Reached::By(stage, here));
        }
        let Some(able) = at_least(guide, order, stage, questions - asked, left)? else {
            return Ok(Reached::TooMany);
        };
        let here = here.and(&able)?;
        if !here.satisfiable() {
            continue;
        }
        if left.take().is_none() {
            return Ok(Reached::TooMany);
        }
        for (fact, these) in guide.part(stage, &here, order)?.0 {
            stages.go_on(guide, (stage, asked), fact, &these)?;
        }
    }
    Ok(Reached::Nobody)
}

/// Those who, at a stage, could be asked at least so many questions more; `None` where it is in vain.
fn at_least(
    guide: &Guide<'_>,
    order: &[FactIx],
    stage: FactSet,
    more: usize,
    left: &Left<'_>,
) -> Fit<Option<Set>> {
    let diagrams = &guide.model.space.diagrams;
    // By how many are asked for yet: those who could be asked them by the questions looked at so far.
    let mut able = vec![diagrams.none(); more + 1];
    able.first_mut()
        .into_iter()
        .for_each(|able| *able = diagrams.all());
    for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
        if left.is_vain() {
            return Ok(None);
        }
        let could = guide.could_be_asked(*fact, stage)?;
        for count in (1..=more).rev() {
            let (Some(one_less), Some(own)) = (able.get(count - 1), able.get(count)) else {
                continue;
            };
            let more = own.or(&one_less.and(&could)?)?;
            able.get_mut(count)
                .into_iter()
                .for_each(|able| *able = more.clone());
        }
    }
    Ok(able.pop())
}

fn example(guide: &Guide<'_>, stage: FactSet, set: &Set) -> Example {
    let space = guide.model.space;
    let told = |at: usize| {
        space.variables.get(at).is_some_and(|variable| {
            stage.contains(variable.fact) && (guide.declining || variable.part != Part::Withheld)
        })
    };
    let chosen = least(space, set, space.support(set)).unwrap_or_default();
    Example::new(
        space,
        &chosen.into_iter().filter(|(at, _)| told(*at)).collect(),
    )
}
