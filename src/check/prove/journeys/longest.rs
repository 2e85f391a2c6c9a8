//! The longest journey: the most questions that anybody is asked, and who that is.
//!
//! Only those are followed who could still be asked so many: so this goes where everybody cannot be followed, such as all
//! sets of answers that may be declined.

use oxidd::BooleanFunction;

use super::guide::Guide;
use super::walk::Stages;
use crate::check::prove::count::least;
use crate::check::prove::diagram::{Fit, Set};
use crate::check::prove::example::Example;
use crate::check::prove::space::Part;
use crate::facts::{FactIx, FactSet};

/// The longest journey of some people.
#[derive(Clone, Debug)]
pub struct Longest {
    /// How many questions.
    pub questions: usize,
    /// What those say, or decline to say, who are asked so many.
    pub example: Example,
}

/// The longest journey of these people, with questions in this order; `None` where there are too many stages.
pub fn longest(guide: &Guide<'_>, people: &Set, order: &[FactIx], most: usize) -> Fit<Option<Longest>> {
    let mut left = most;
    for questions in (1..=order.len()).rev() {
        match reach(guide, people, order, questions, &mut left)? {
            Reached::TooMany => return Ok(None),
            Reached::Nobody => {}
            Reached::By(stage, set) => {
                return Ok(Some(Longest { questions, example: example(guide, stage, &set) }));
            }
        }
    }
    Ok(Some(Longest { questions: 0, example: Example { said: Vec::new() } }))
}

enum Reached {
    TooMany,
    Nobody,
    By(FactSet, Set),
}

/// Those who are asked so many questions.
fn reach(guide: &Guide<'_>, people: &Set, order: &[FactIx], questions: usize, left: &mut usize) -> Fit<Reached> {
    let mut stages = Stages::new(people.clone());
    while let Some((stage, asked, here)) = stages.next() {
        if asked == questions {
            return Ok(Reached::By(stage, here));
        }
        let here = here.and(&at_least(guide, order, stage, questions - asked)?)?;
        if !here.satisfiable() {
            continue;
        }
        let Some(fewer) = left.checked_sub(1) else { return Ok(Reached::TooMany) };
        *left = fewer;
        for (fact, these) in guide.part(stage, &here, order)?.0 {
            stages.go_on(guide, (stage, asked), fact, &these)?;
        }
    }
    Ok(Reached::Nobody)
}

/// Those who, at a stage, could be asked at least so many questions more.
fn at_least(guide: &Guide<'_>, order: &[FactIx], stage: FactSet, more: usize) -> Fit<Set> {
    let diagrams = &guide.model.space.diagrams;
    // By how many are asked for yet: those who could be asked them by the questions looked at so far.
    let mut able = vec![diagrams.none(); more + 1];
    able.first_mut().into_iter().for_each(|able| *able = diagrams.all());
    for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
        let could = guide.could_be_asked(*fact, stage)?;
        for count in (1..=more).rev() {
            let (Some(one_less), Some(own)) = (able.get(count - 1), able.get(count)) else { continue };
            let more = own.or(&one_less.and(&could)?)?;
            able.get_mut(count).into_iter().for_each(|able| *able = more.clone());
        }
    }
    Ok(able.pop().unwrap_or_else(|| diagrams.none()))
}

fn example(guide: &Guide<'_>, stage: FactSet, set: &Set) -> Example {
    let space = guide.model.space;
    let told = |at: usize| {
        space.variables.get(at).is_some_and(|variable| {
            stage.contains(variable.fact) && (guide.declining || variable.part != Part::Withheld)
        })
    };
    let chosen = least(space, set, space.support(set)).unwrap_or_default();
    Example::new(space, &chosen.into_iter().filter(|(at, _)| told(*at)).collect())
}
