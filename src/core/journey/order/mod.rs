//! The order in which a person sees services: up to three steps to start with, then what else fits,
//! what may, and the rest.
//!
//! It is made of things that can be said in words and are the same everywhere: whether a service is
//! urgent for this person, made for what they said or for anybody, right for how much things get in
//! the way, open to this asker, and local. [`judge`] weighs them, [`start`] picks the steps, and a
//! heading stands where the best of what is under it does.
//!
//! Among the steps and under each heading what may have ended stands behind what surely runs.
//!
//! Two laws hold whatever the merit. What a service is `after` never stands behind it in its part of
//! the page: it is a step only behind them, and headings wait for each other. What is for danger is
//! no step of those who named none. Each has one exception that depends on the content, so that
//! nobody is left without a step: `nwd prove` shows that it is nobody's.

mod judge;
mod part;
mod start;

pub(super) use part::Part;
pub(super) use start::STEPS;

use super::because::Because;
use super::service::ServiceOutcome;
use crate::bundle::{Alert, Bundle, ServiceIx};
use crate::knowledge::Knowledge;
use crate::truth::Truth;
use judge::Judge;
use start::Step;

/// Puts the services in order, and says of those to start with why they stand there.
///
/// By part of the page; the steps to start with; headings, in the order of the best under each; what
/// an alert names; what surely runs; and then by merit. Where nothing tells services apart they stay
/// in the bundle's order, local before national.
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
    let mut ranked: Vec<&ServiceOutcome<'_>> = services.iter().collect();
    sort_by(&mut ranked, &|outcome| {
        let [points, near, met, years] = outcome.merit.key();
        [outcome.part() as i64, points, near, met, years]
    });
    keep_behind(&mut ranked);
    let steps = start::choose(&ranked, alerts, bundle, known);
    let places = places(ranked, &steps, &start::named(alerts, bundle, known));
    for step in &steps {
        for outcome in services.iter_mut().filter(|outcome| outcome.ix == step.ix) {
            outcome.start = Some(if step.urgent {
                Because::Urgent
            } else {
                judge.because(outcome)
            });
        }
    }
    // They stand as in the bundle still.
    let mut all: Vec<_> = std::mem::take(services).into_iter().map(Some).collect();
    services.extend(
        places
            .iter()
            .filter_map(|ix| all.get_mut(ix.0).and_then(Option::take)),
    );
}

/// The services in the order of the page: steps, then headings by the best under each, and under
/// each what an alert names before what has more merit.
fn places(
    mut ranked: Vec<&ServiceOutcome<'_>>,
    steps: &[Step],
    named: &[ServiceIx],
) -> Vec<ServiceIx> {
    let step = |ix| steps.iter().position(|step| step.ix == ix);
    let named = |ix| named.iter().position(|other| *other == ix);
    // What stable sorts do not tell apart stays in the order of merit.
    sort_by(&mut ranked, &|outcome| {
        [or_last(named(outcome.ix)), 0, 0, 0, 0]
    });
    keep_behind(&mut ranked);
    let is_rest =
        |outcome: &&&ServiceOutcome<'_>| outcome.part() == Part::Fits && step(outcome.ix).is_none();
    let headings = headings(&ranked.iter().filter(is_rest).copied().collect::<Vec<_>>());
    sort_by(&mut ranked, &|outcome| {
        let named = or_last(named(outcome.ix));
        [named, i64::from(outcome.service.may_have_ended()), 0, 0, 0]
    });
    keep_behind(&mut ranked);
    sort_by(&mut ranked, &|outcome| {
        let part = outcome.part();
        let group = outcome.service.group;
        let heading = headings.iter().position(|other| *other == group);
        let heading = heading.filter(|_| part == Part::Fits);
        [
            part as i64,
            or_last(step(outcome.ix)),
            or_last(heading),
            0,
            0,
        ]
    });
    ranked.into_iter().map(|outcome| outcome.ix).collect()
}

/// The headings of these services, each where the best under it stands, and behind those of what
/// never stands behind something under it. (Headings that wait for each other cannot all do so.)
fn headings(services: &[&ServiceOutcome<'_>]) -> Vec<usize> {
    let mut placed: Vec<usize> = Vec::new();
    loop {
        let mut to_come = services
            .iter()
            .filter(|outcome| !placed.contains(&outcome.service.group));
        let waits_for = |own: &ServiceOutcome<'_>, other: &ServiceOutcome<'_>| {
            own.service.group != other.service.group
                && own.service.ranking.after.contains(&other.ix)
        };
        let waits = |heading: usize| {
            let mut under = to_come.clone().filter(|own| own.service.group == heading);
            under.any(|own| to_come.clone().any(|other| waits_for(own, other)))
        };
        let free = to_come
            .clone()
            .find(|outcome| !waits(outcome.service.group));
        match free.or_else(|| to_come.next()) {
            Some(outcome) => placed.push(outcome.service.group),
            None => return placed,
        }
    }
}

/// A position as a key; what has none comes last.
fn or_last(at: Option<usize>) -> i64 {
    at.and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX)
}

/// Sorts by a key; what it does not tell apart stays as it is. (A general sort weighs kilobytes in
/// the wasm for each kind of key.)
fn sort_by(ranked: &mut Vec<&ServiceOutcome<'_>>, key: &dyn Fn(&ServiceOutcome<'_>) -> [i64; 5]) {
    let mut keys: Vec<[i64; 5]> = Vec::with_capacity(ranked.len());
    let mut sorted = Vec::with_capacity(ranked.len());
    for outcome in ranked.drain(..) {
        let own = key(outcome);
        let behind = keys.iter().rev().take_while(|other| **other > own).count();
        let at = keys.len().saturating_sub(behind);
        keys.insert(at, own);
        sorted.insert(at, outcome);
    }
    *ranked = sorted;
}

/// Moves each service behind those that never stand behind it, in its part.
fn keep_behind(ranked: &mut Vec<&ServiceOutcome<'_>>) {
    if ranked
        .iter()
        .all(|outcome| outcome.service.ranking.after.is_empty())
    {
        return;
    }
    let mut kept = Vec::with_capacity(ranked.len());
    // No service stands behind itself, by whatever way: each round keeps one at least.
    while !ranked.is_empty() {
        let next = ranked
            .iter()
            .position(|outcome| !waits(outcome, ranked))
            .unwrap_or_default();
        kept.push(ranked.remove(next));
    }
    *ranked = kept;
}

/// Whether one of the services that a service never stands before is still to come, in its part.
fn waits(outcome: &ServiceOutcome<'_>, to_come: &[&ServiceOutcome<'_>]) -> bool {
    let after = &outcome.service.ranking.after;
    !after.is_empty()
        && to_come
            .iter()
            .any(|other| after.contains(&other.ix) && other.part() == outcome.part())
}

/// Whether this asker can take it up now.
fn is_open(outcome: &ServiceOutcome<'_>) -> bool {
    outcome
        .routes
        .iter()
        .any(|way| way.open.min(way.for_this_asker) == Truth::True)
}
