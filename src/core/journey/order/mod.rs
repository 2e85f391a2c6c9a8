//! The order in which a person sees services: up to three steps to start with, then what else fits,
//! what may, and the rest.
//!
//! It is made of things that can be said in words and are the same everywhere: whether a service is
//! urgent for this person, made for what they said or for anybody, right for how much things get in
//! the way, open to this asker, and local. [`judge`] weighs them, [`start`] picks the steps, and a
//! heading stands where the best of what is under it does.

mod judge;
mod part;
mod start;

pub(super) use part::Part;

use super::service::ServiceOutcome;
use crate::bundle::{Alert, Bundle, ServiceIx};
use crate::knowledge::Knowledge;
use crate::truth::Truth;
use judge::Judge;

/// Puts the services in order, and says of those to start with why they stand there.
///
/// By part of the page; the steps to start with; headings, in the order of the best under each; what
/// an alert names; and then by merit. Where nothing tells services apart they stay in the bundle's
/// order, local before national.
pub(super) fn sort(
    services: &mut Vec<ServiceOutcome<'_>>,
    alerts: &[&Alert],
    bundle: &Bundle,
    known: &Knowledge<'_>,
) {
    let judge = Judge::new(bundle, alerts, known);
    for outcome in services.iter_mut() {
        outcome.merit = judge.merit(outcome);
    }
    services.sort_by_cached_key(|outcome| (outcome.part(), outcome.merit.key(), outcome.ix));
    keep_behind(services);
    let start = start::choose(services, alerts, bundle, known);
    let named = start::named(alerts, bundle, known);
    let at = |list: &[ServiceIx], ix| list.iter().position(|other| *other == ix);
    let place = |outcome: &ServiceOutcome<'_>| {
        (
            outcome.part(),
            at(&start, outcome.ix).unwrap_or(usize::MAX),
            at(&named, outcome.ix).unwrap_or(usize::MAX),
        )
    };
    // These sorts are stable: what they do not tell apart stays in the order of merit.
    services.sort_by_cached_key(place);
    let headings = headings(services, &start);
    services.sort_by_cached_key(|outcome| {
        let (part, step, _) = place(outcome);
        let is_fit = part == Part::Fits && step == usize::MAX;
        let group = outcome.service.group;
        let heading = headings.iter().position(|other| *other == group);
        (part, step, heading.filter(|_| is_fit))
    });
}

/// The headings of what fits beside the steps to start with, by the best under each.
fn headings(services: &[ServiceOutcome<'_>], start: &[ServiceIx]) -> Vec<usize> {
    let mut headings = Vec::new();
    for outcome in services {
        let group = outcome.service.group;
        let is_rest = outcome.part() == Part::Fits && !start.contains(&outcome.ix);
        if is_rest && !headings.contains(&group) {
            headings.push(group);
        }
    }
    headings
}

/// Moves each service behind those that never stand behind it.
fn keep_behind(services: &mut Vec<ServiceOutcome<'_>>) {
    let mut kept: Vec<ServiceOutcome<'_>> = Vec::with_capacity(services.len());
    // No service stands behind itself, by whatever way: each round keeps one at least.
    while !services.is_empty() {
        let next = services
            .iter()
            .position(|outcome| !waits(outcome, services))
            .unwrap_or_default();
        kept.push(services.remove(next));
    }
    *services = kept;
}

/// Whether one of the services that a service never stands before is still to come, in its part.
fn waits(outcome: &ServiceOutcome<'_>, to_come: &[ServiceOutcome<'_>]) -> bool {
    let after = &outcome.service.ranking.after;
    !after.is_empty()
        && to_come
            .iter()
            .any(|other| after.contains(&other.ix) && other.part() == outcome.part())
}

/// Whether an alert is about what is going on, not only that there is danger.
fn is_about_needs(alert: &Alert, bundle: &Bundle) -> bool {
    let danger = bundle.facts.known().danger;
    let leaves = alert.when.leaves();
    leaves.iter().any(|leaf| Some(leaf.fact) != danger)
}

/// Whether this asker can take it up now.
fn is_open(outcome: &ServiceOutcome<'_>) -> bool {
    outcome
        .routes
        .iter()
        .any(|way| way.open.min(way.for_this_asker) == Truth::True)
}
