//! No wrong door: everybody of the area finds a service beside the emergency lines, whatever they
//! say or withhold.

use crate::Result;
use crate::sets::count::count;
use crate::sets::diagram::Set;
use crate::sets::example::{Among, Example, compatible_with};
use crate::sets::logic::Logic;
use crate::sets::model::Model;
use crate::who::Who;
use nwd_core::domain::FactSet;

/// Whether every door leads somewhere.
#[derive(Clone, Debug)]
pub struct Doors {
    /// The questions on which doors depend.
    pub facts: FactSet,
    /// The number of kinds of person that the area is for, as far as those questions tell them
    /// apart.
    pub people: u128,
    /// The people who find no door even when they say everything.
    pub full_disclosure: Option<Who>,
    /// The people who find none when they withhold something.
    pub partial_disclosure: Option<Who>,
}

/// Proves it, or finds the smallest set of answers that ends with none.
pub fn doors(model: &Model<'_>) -> Result<Doors> {
    let whole = unserved(model, &model.whole)?;
    let partial = unserved(model, &model.partial)?;
    let covered = model.covered()?;
    let facts = model
        .scope(&whole)
        .union(model.scope(&partial))
        .union(model.scope(&covered));
    let people = model.people(facts)?.and(&covered)?;
    Ok(Doors {
        facts,
        people: count(model.space, &people, facts),
        full_disclosure: unserved_full_disclosure(model, &whole.and(&people)?, &people, facts)?,
        partial_disclosure: Who::among(model, &partial, &people, facts)?,
    })
}

/// The people of the area who find none of the doors.
fn unserved(model: &Model<'_>, logic: &Logic<'_>) -> Result<Set> {
    let services = model.broadest_first().into_iter();
    let doors = services
        .filter(|(ix, _)| !model.is_emergency_line(*ix))
        .map(|(ix, service)| model.door(ix, service, logic));
    model.left_over(logic, model.covered()?, doors)
}

fn unserved_full_disclosure(
    model: &Model<'_>,
    unserved: &Set,
    people: &Set,
    facts: FactSet,
) -> Result<Option<Who>> {
    let among = Among {
        space: model.space,
        journeys: &[&model.whole],
        people,
        facts,
    };
    let Some(chosen) = among.smallest(unserved)? else {
        return Ok(None);
    };
    let stands_for = people.and(&compatible_with(model.space, &chosen)?)?;
    Ok(Some(Who {
        facts,
        people: count(model.space, unserved, facts),
        of: count(model.space, people, facts),
        example: Example::new(model.space, &chosen),
        stands_for: count(model.space, &stands_for, facts),
    }))
}
