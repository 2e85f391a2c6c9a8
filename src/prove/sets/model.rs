//! A bundle over the space of people: who is offered what, by the rules of the journey, for all
//! answers at once.
//!
//! What [`Outcome`](nwd_core::Outcome) works out for one person's answers is here a set: the people
//! a service is open to, the people it is about what is going on for, the people who find a door.
//! Each rule takes the logic that it is asked in: `whole` for people who say everything, `partial`
//! for people with what they withhold.
//!
//! ```text
//! Outcome::of(bundle, answers, now)     this person can use this service now
//! model.door(ix, service, &whole)       everybody who can use it
//! ```
//!
//! What this leaves out is the time: a service that runs is open, whatever its hours. And a set
//! holds points of the space, which need not be people: it is met with [`Model::people`] or
//! [`Model::answers`], over the facts that it depends on ([`Model::scope`]), before anybody in it
//! is counted or shown.

use super::diagram::Set;
use super::logic::Logic;
use super::space::Space;
use crate::Result;
use nwd_core::bundle::{Alert, Bundle, Service, ServiceIx, Severity, Status};
use nwd_core::domain::FactSet;

/// A bundle, and its criteria over a space.
pub struct Model<'a> {
    /// The bundle.
    pub bundle: &'a Bundle,
    /// The people.
    pub space: &'a Space,
    /// The logic of people who say everything.
    pub whole: Logic<'a>,
    /// The logic of people who may withhold answers.
    pub partial: Logic<'a>,
}

impl<'a> Model<'a> {
    /// A bundle over a space in which all its criteria can be told apart.
    pub fn new(bundle: &'a Bundle, space: &'a Space) -> Result<Self> {
        let whole = Logic::whole(space, &bundle.facts)?;
        Ok(Model {
            bundle,
            space,
            whole,
            partial: Logic::partial(space, &bundle.facts)?,
        })
    }

    /// The people of the bundle's own areas.
    pub fn covered(&self) -> Result<Set> {
        let own = self.bundle.own_areas();
        if own.is_empty() {
            return Ok(self.space.diagrams.all());
        }
        let mut covered = self.space.diagrams.none();
        for area in own {
            covered = covered.or(&self.whole.truth(&area.covers)?.yes)?;
        }
        Ok(covered)
    }

    /// The people of one area; everybody where the bundle does not have it.
    pub fn covered_by(&self, area: &str) -> Result<Set> {
        match self.bundle.areas.iter().find(|own| own.id == area) {
            Some(area) => Ok(self.whole.truth(&area.covers)?.yes),
            None => Ok(self.space.diagrams.all()),
        }
    }

    /// The people a service is surely open to: it fits, it runs, and a way in is theirs. As
    /// `ServiceOutcome::has_open_route`.
    pub fn open(&self, service: &Service, logic: &Logic<'_>) -> Result<Set> {
        if service.only_some {
            return Ok(self.space.diagrams.none());
        }
        self.open_where_there_is_one(service, logic)
    }

    /// The same, where the place has it: a service that only some places have is open to nobody for
    /// sure.
    pub fn open_where_there_is_one(&self, service: &Service, logic: &Logic<'_>) -> Result<Set> {
        if service.status != Status::Running {
            return Ok(self.space.diagrams.none());
        }
        let mut ways = self.space.diagrams.none();
        for route in &service.routes {
            ways = ways.or(&logic.way_in(route)?.yes)?;
        }
        logic.truth(&service.eligibility)?.yes.and(&ways)
    }

    /// The people whom a service is for and who have no way in of their own: somebody else has to
    /// ask, and can.
    pub fn open_through_others(&self, service: &Service, logic: &Logic<'_>) -> Result<Set> {
        let mut others = self.space.diagrams.none();
        if service.status != Status::Running {
            return Ok(others);
        }
        let mut without = logic.truth(&service.eligibility)?.yes;
        for route in &service.routes {
            without = without.and(&logic.truth(&route.asker)?.no)?;
            others = others.or(&logic.truth(&route.when)?.yes)?;
        }
        without.and(&others)
    }

    /// The people who have something going on that a service is about, as far as is known. As
    /// `ServiceOutcome::relevant`.
    pub fn relevant(&self, ix: ServiceIx, service: &Service, logic: &Logic<'_>) -> Result<Set> {
        let mut relevant = logic.truth(&service.relevance)?.no.not()?;
        for alert in self.alerts_naming(ix) {
            relevant = relevant.or(&logic.truth(&alert.when)?.yes)?;
        }
        Ok(relevant)
    }

    /// The people who find a door here: a service about what is going on that is open to them.
    pub fn door(&self, ix: ServiceIx, service: &Service, logic: &Logic<'_>) -> Result<Set> {
        self.open(service, logic)?
            .and(&self.relevant(ix, service, logic)?)
    }

    /// Whether a service is an emergency line: one of the crisis panel, or of those that an
    /// emergency names.
    pub fn is_emergency_line(&self, ix: ServiceIx) -> bool {
        self.bundle.crisis.contains(&ix)
            || self
                .alerts_naming(ix)
                .any(|alert| alert.severity == Severity::Emergency)
    }

    /// The alerts that name a service.
    pub fn alerts_naming(&self, ix: ServiceIx) -> impl Iterator<Item = &'a Alert> {
        self.bundle
            .alerts
            .iter()
            .filter(move |alert| alert.services.contains(&ix))
    }

    /// Every service with its position.
    pub fn services(&self) -> impl Iterator<Item = (ServiceIx, &'a Service)> {
        self.bundle
            .services
            .iter()
            .enumerate()
            .map(|(at, service)| (ServiceIx(at), service))
    }

    /// The same, those first that ask least: most often one of them is for everybody.
    pub fn broadest_first(&self) -> Vec<(ServiceIx, &'a Service)> {
        let mut services: Vec<_> = self.services().collect();
        services.sort_by_key(|(_, service)| fewest_leaves(service));
        services
    }

    /// Some people without those in any of these sets. It looks at as few facts as may be: the
    /// people that there can be are met with it again where they are counted.
    pub fn left_over(
        &self,
        logic: &Logic<'_>,
        people: Set,
        sets: impl Iterator<Item = Result<Set>>,
    ) -> Result<Set> {
        let mut left_over = people;
        let mut remaining = logic
            .people(self.facts(), &[&self.whole])?
            .and(&left_over)?;
        for set in sets {
            if remaining.is_empty() {
                break;
            }
            let set = set?;
            remaining = remaining.without(&set)?;
            left_over = left_over.without(&set)?;
        }
        Ok(if remaining.is_empty() {
            remaining
        } else {
            left_over
        })
    }

    /// Every fact of the bundle.
    pub fn facts(&self) -> FactSet {
        self.bundle.facts.iter().map(|(at, _)| at).collect()
    }

    /// The facts that a set looks at, with those that they depend on.
    pub fn scope(&self, set: &Set) -> FactSet {
        self.whole.closure(self.space.support(set))
    }

    /// The people that there can be, as far as these facts say.
    pub fn people(&self, facts: FactSet) -> Result<Set> {
        self.whole.people(facts, &[&self.whole])
    }

    /// The people that there can be, with what they withhold.
    pub fn answers(&self, facts: FactSet) -> Result<Set> {
        self.partial.people(facts, &[&self.whole])
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
