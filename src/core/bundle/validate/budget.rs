//! What it takes to read a bundle and to put its services in order: bounded, so that no page ever waits
//! on one that is accepted. It is counted in leaves of criteria that are looked at, and what takes as
//! long as so many.
//!
//! What it takes to find out what to ask is bounded where that is done, by
//! [`limits::EFFORT`](crate::format::limits::EFFORT).

use super::Validator;
use crate::domain::FactIx;
use crate::format::read::say;
use crate::format::{Code, Diagnostics, Place, limits, wire};
use crate::knowledge::Knowledge;

/// What a service is beside its criteria, in leaves.
const SERVICE: usize = 16;

/// The birthdays to come that results look at, each as an answer of its own.
const BIRTHDAYS: usize = 26;

/// How many comparisons of services' positions take as long as a look at a leaf.
const COMPARISONS: usize = 64;

/// How many leaves that are looked at to find out how tangled criteria are count for one: no page does
/// that.
pub(super) const OF_TANGLES: usize = 20;

impl Validator<'_> {
    /// Does work on criteria of which every so many leaves count for one that reading may look at.
    pub(super) fn counted<T>(
        &self,
        known: &Knowledge<'_>,
        leaves: usize,
        work: impl FnOnce() -> T,
    ) -> T {
        let looked = self.looked.get();
        let left = limits::READING.saturating_sub(looked);
        let (done, more) = known.count(left.saturating_mul(leaves), work);
        self.looked.set(looked.saturating_add(more / leaves));
        done
    }

    /// Whether reading took so long that no more criteria may be looked at.
    pub(super) fn is_endless(&self) -> bool {
        self.looked.get() >= limits::READING
    }

    /// Reports that it takes too long to find out whether anybody can meet these criteria and those
    /// before them.
    pub(super) fn endless_reading(&mut self, place: &Place<'_>) {
        let message = say!(
            "Up to here {} leaves of criteria had to be looked at to find out whether anybody can \
             meet them. That is the most.",
            limits::READING
        );
        let help =
            say!("Name the same facts fewer times here and before, or make several bundles.");
        if cfg!(feature = "messages") {
            self.report(Code::TooCostly, place, message, help);
        }
    }

    /// Reports services that it takes too long to put in order: once for each birthday to come, for
    /// each answer to what the order itself looks at, and for each question that is passed by as it
    /// has one answer left.
    pub(super) fn sorting(&mut self, place: &Place<'_>) {
        let known = self.facts.known();
        let values = |fact: Option<FactIx>| {
            let fact = fact.and_then(|fact| self.facts.get(fact));
            fact.map_or(0, |fact| fact.domain.values().len())
        };
        let passed_by = self.facts.iter().filter(|(_, fact)| !fact.never.is_empty());
        let of_order = values(known.level) + values(known.role) + values(known.prefers);
        let times = of_order + passed_by.count() + BIRTHDAYS;
        let count = self.wire.services.len();
        let each = self.leaves + count * SERVICE + compared(self.wire);
        refuse(times.saturating_mul(each), place, self.faults);
    }
}

/// Reports lists of services that are so long that even to look up what they name would take long.
pub(super) fn endless_lists(wire: &wire::Bundle, faults: &mut Diagnostics) -> bool {
    let (root, cost) = (Place::ROOT, compared(wire).saturating_mul(BIRTHDAYS));
    let (services, alerts) = (root.key("services"), root.key("alerts"));
    let longest = |(_, alert): &(usize, &wire::Alert)| alert.services.len();
    match wire.alerts.iter().enumerate().max_by_key(longest) {
        Some((at, alert)) if alert.services.len() > wire.services.len() / 2 => {
            refuse(cost, &alerts.item(at).key("services"), faults)
        }
        _ => refuse(cost, &services, faults),
    }
}

/// Reports what costs too much.
fn refuse(cost: usize, place: &Place<'_>, faults: &mut Diagnostics) -> bool {
    let is_past = cost > limits::ORDER;
    if is_past {
        let message = say!(
            "To put these services in order takes as long as to look at {cost} leaves of criteria; \
             the most is {}.",
            limits::ORDER
        );
        let help = say!(
            "Make several bundles, or name fewer services in alerts, \"after\", \"door\" and \"was\"."
        );
        faults.report(Code::TooCostly, place, message, help);
    }
    is_past
}

/// What it takes to compare services with the lists that name some of them.
fn compared(wire: &wire::Bundle) -> usize {
    let of_alert = |alert: &wire::Alert| {
        let first = alert.first.iter().map(|first| first.services.len());
        first.chain([alert.services.len()]).sum()
    };
    let of_service = |it: &wire::Service| it.after.len() + it.was.len() + it.door.iter().count();
    let of_alerts = wire.alerts.iter().map(of_alert);
    let named: usize = of_alerts.chain(wire.services.iter().map(of_service)).sum();
    (wire.services.len() + named).saturating_mul(named) / COMPARISONS
}
