//! No wrong door: everybody of the area finds a service beside the emergency lines, whatever they
//! say or withhold.

use crate::Result;
use crate::sets::count::count;
use crate::sets::diagram::Set;
use crate::sets::example::{Among, Example, compatible_with};
use crate::sets::logic::Logic;
use crate::sets::model::Model;
use nwd_core::bundle::{Service, ServiceIx};
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
    pub full_disclosure: Option<Unserved>,
    /// The people who find none when they withhold something.
    pub partial_disclosure: Option<Unserved>,
}

/// People who find no door.
#[derive(Clone, Debug)]
pub struct Unserved {
    /// The number of kinds of person who can end so.
    pub people: u128,
    /// The smallest set of answers that ends so.
    pub example: Example,
    /// The number of kinds of person that they stand for.
    pub stands_for: u128,
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
        partial_disclosure: unserved_partial_disclosure(model, &partial, &people, facts)?,
    })
}

/// The people of the area who find none of the doors.
fn unserved(model: &Model<'_>, logic: &Logic<'_>) -> Result<Set> {
    let covered = model.covered()?;
    // The broadest first: most often there is one for everybody, and nothing is left to look at.
    let mut services: Vec<(ServiceIx, &Service)> = model
        .services()
        .filter(|(ix, _)| !model.is_emergency_line(*ix))
        .collect();
    services.sort_by_key(|(_, service)| fewest_leaves(service));
    let people = logic.people(model.facts(), &[&model.whole])?;
    let mut remaining = people.and(&covered)?;
    let mut unserved = covered;
    for (ix, service) in services {
        if remaining.is_empty() {
            return Ok(model.space.diagrams.none());
        }
        let door = model.door(ix, service, logic)?;
        remaining = remaining.without(&door)?;
        unserved = unserved.without(&door)?;
    }
    // Over as few facts as may be: the people that there can be are met with it again where they
    // are counted.
    if remaining.is_empty() {
        Ok(remaining)
    } else {
        Ok(unserved)
    }
}

/// The number of leaves of a service that anybody must meet.
fn fewest_leaves(service: &Service) -> usize {
    let ways = service
        .routes
        .iter()
        .map(|route| route.when.leaves().len() + route.by_role.leaves().len())
        .min()
        .unwrap_or(0);
    service.eligibility.leaves().len() + service.relevance.leaves().len() + ways
}

fn unserved_full_disclosure(
    model: &Model<'_>,
    unserved: &Set,
    people: &Set,
    facts: FactSet,
) -> Result<Option<Unserved>> {
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
    Ok(Some(Unserved {
        people: count(model.space, unserved, facts),
        example: Example::new(model.space, &chosen),
        stands_for: count(model.space, &stands_for, facts),
    }))
}

fn unserved_partial_disclosure(
    model: &Model<'_>,
    unserved: &Set,
    people: &Set,
    facts: FactSet,
) -> Result<Option<Unserved>> {
    let within = model.answers(facts)?.and(people)?;
    let unserved = unserved.and(&within)?;
    let among = Among {
        space: model.space,
        journeys: &[&model.whole],
        people: &within,
        facts,
    };
    let Some(chosen) = among.smallest_withholding(&unserved)? else {
        return Ok(None);
    };
    let who = unserved.exists(&model.space.withheld_bits(facts)?)?;
    let stands_for = people.and(&compatible_with(model.space, &chosen)?)?;
    Ok(Some(Unserved {
        people: count(model.space, &who, facts),
        example: Example::new(model.space, &chosen),
        stands_for: count(model.space, &stands_for, facts),
    }))
}
