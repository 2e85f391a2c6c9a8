//! No wrong door: everybody whom the area is for finds a service beside the emergency lines, whatever they say or withhold.

use oxidd::BooleanFunction;

use super::count::count;
use super::diagram::{Fit, Set};
use super::example::{Example, given, smallest, withholding};
use super::logic::Logic;
use super::model::Model;
use super::space::Part;
use nwd_core::bundle::{Service, ServiceIx};
use nwd_core::domain::FactSet;

/// Whether every door leads somewhere.
#[derive(Clone, Debug)]
pub struct Doors {
    /// The questions on which doors depend.
    pub facts: FactSet,
    /// How many kinds of person the area is for, as far as the questions go on which doors depend.
    pub people: u128,
    /// Those who find no door even when they say everything.
    pub whole: Option<Shut>,
    /// Those who find none when they withhold something.
    pub partial: Option<Shut>,
}

/// People who find no door.
#[derive(Clone, Debug)]
pub struct Shut {
    /// How many kinds of person can end so.
    pub people: u128,
    /// The smallest set of answers that ends so.
    pub example: Example,
    /// How many kinds of person that stands for.
    pub stands_for: u128,
}

/// Proves it, or finds the smallest set of answers that ends with none.
pub fn doors(model: &Model<'_>) -> Fit<Doors> {
    let (whole, partial) = (shut(model, &model.whole)?, shut(model, &model.partial)?);
    let covered = model.covered()?;
    let facts = model
        .scope(&whole)
        .union(model.scope(&partial))
        .union(model.scope(&covered));
    let people = model.people(facts)?.and(&covered)?;
    Ok(Doors {
        facts,
        people: count(model.space, &people, facts),
        whole: shut_to_the_open(model, &whole.and(&people)?, &people, facts)?,
        partial: shut_to_the_reserved(model, &partial, &people, facts)?,
    })
}

/// Those of the area who find none of the doors.
fn shut(model: &Model<'_>, logic: &Logic<'_>) -> Fit<Set> {
    let covered = model.covered()?;
    // The broadest first: most often there is one for everybody, and nothing is left to look at.
    let mut services: Vec<(ServiceIx, &Service)> = model
        .services()
        .filter(|(ix, _)| !model.is_emergency_line(*ix))
        .collect();
    services.sort_by_key(|(_, service)| leaves(service));
    let named: FactSet = model.bundle.facts.iter().map(|(at, _)| at).collect();
    let people = logic.people(named, &[&model.whole])?.and(&covered)?;
    let (mut left, mut shut) = (people, covered);
    for (ix, service) in services {
        if !left.satisfiable() {
            return Ok(model.space.diagrams.none());
        }
        let not_here = model.door(ix, service, logic)?.not()?;
        left = left.and(&not_here)?;
        shut = shut.and(&not_here)?;
    }
    Ok(if left.satisfiable() { shut } else { left })
}

fn leaves(service: &Service) -> usize {
    let ways = service
        .routes
        .iter()
        .map(|route| route.when.leaves().len() + route.by_role.leaves().len())
        .min()
        .unwrap_or(0);
    service.eligibility.leaves().len() + service.relevance.leaves().len() + ways
}

fn shut_to_the_open(
    model: &Model<'_>,
    shut: &Set,
    people: &Set,
    facts: FactSet,
) -> Fit<Option<Shut>> {
    let Some(chosen) = smallest(model.space, shut, people, facts)?.filter(|_| shut.satisfiable())
    else {
        return Ok(None);
    };
    let stands_for = people.and(&given(model.space, &chosen)?)?;
    Ok(Some(Shut {
        people: count(model.space, shut, facts),
        example: Example::new(model.space, &chosen),
        stands_for: count(model.space, &stands_for, facts),
    }))
}

fn shut_to_the_reserved(
    model: &Model<'_>,
    shut: &Set,
    people: &Set,
    facts: FactSet,
) -> Fit<Option<Shut>> {
    let within = model.answers(facts)?.and(people)?;
    let shut = shut.and(&within)?;
    let Some(chosen) = withholding(model.space, &shut, &within, facts)? else {
        return Ok(None);
    };
    let who = model.space.diagrams.whichever(
        &shut,
        &model.space.cube(facts, |part| part == Part::Withheld)?,
    )?;
    let stands_for = people.and(&given(model.space, &chosen)?)?;
    Ok(Some(Shut {
        people: count(model.space, &who, facts),
        example: Example::new(model.space, &chosen),
        stands_for: count(model.space, &stands_for, facts),
    }))
}
