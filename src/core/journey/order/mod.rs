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
    // They stand as in the bundle still: at its position, the part of each.
    let parts: Parts = services.iter().map(|it| Some(it.part())).collect();
    let mut ranked: Vec<&ServiceOutcome<'_>> = services.iter().collect();
    sort_by(&mut ranked, &|outcome| {
        let [points, near, met, years] = outcome.merit.key();
        [outcome.part() as i64, points, near, met, years]
    });
    keep_behind(&mut ranked, &parts);
    let steps = start::choose(&ranked, services, &parts, alerts, bundle, known);
    let named = start::named(alerts, bundle, known);
    let places = places(ranked, &parts, &steps, &named);
    for step in &steps {
        if let Some(outcome) = services.get_mut(step.ix.0) {
            outcome.start = Some(if step.urgent {
                Because::Urgent
            } else {
                judge.because(outcome)
            });
        }
    }
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
    parts: &Parts,
    steps: &[Step],
    named: &[ServiceIx],
) -> Vec<ServiceIx> {
    let step = |ix| steps.iter().position(|step| step.ix == ix);
    let named = |ix| named.iter().position(|other| *other == ix);
    // What stable sorts do not tell apart stays in the order of merit.
    sort_by(&mut ranked, &|outcome| {
        [or_last(named(outcome.ix)), 0, 0, 0, 0]
    });
    keep_behind(&mut ranked, parts);
    let is_rest =
        |outcome: &&&ServiceOutcome<'_>| outcome.part() == Part::Fits && step(outcome.ix).is_none();
    let headings = headings(&ranked.iter().filter(is_rest).copied().collect::<Vec<_>>());
    sort_by(&mut ranked, &|outcome| {
        let named = or_last(named(outcome.ix));
        [named, i64::from(outcome.service.may_have_ended()), 0, 0, 0]
    });
    keep_behind(&mut ranked, parts);
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
    let mut to_come: Vec<usize> = Vec::new();
    for outcome in services {
        if !to_come.contains(&outcome.service.group) {
            to_come.push(outcome.service.group);
        }
    }
    let heading = |ix| {
        let found = services.iter().find(|outcome| outcome.ix == ix);
        found.map(|outcome| outcome.service.group)
    };
    // What a heading waits for: most wait for none.
    let mut waits: Vec<(usize, usize)> = Vec::new();
    for outcome in services {
        let own = outcome.service.group;
        let others = outcome.service.ranking.after.iter().copied();
        let others = others.filter_map(heading).filter(|other| *other != own);
        waits.extend(others.map(|other| (own, other)));
    }
    let mut placed = Vec::new();
    while !to_come.is_empty() {
        let free = to_come
            .iter()
            .position(|own| !waits.iter().any(|(waiting, _)| waiting == own))
            .unwrap_or_default();
        let next = to_come.remove(free);
        waits.retain(|(own, other)| *own != next && *other != next);
        placed.push(next);
    }
    placed
}

/// A position as a key; what has none comes last.
fn or_last(at: Option<usize>) -> i64 {
    at.and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX)
}

/// Sorts by a key; what it does not tell apart stays as it is. (One kind of key for all: another
/// sort would weigh in the wasm.)
fn sort_by(ranked: &mut Vec<&ServiceOutcome<'_>>, key: &dyn Fn(&ServiceOutcome<'_>) -> [i64; 5]) {
    let keys = ranked.iter().map(|outcome| key(outcome));
    let mut sorted: Vec<([i64; 5], usize)> = keys.zip(0..).collect();
    sorted.sort_unstable();
    let sorted = sorted.iter().filter_map(|(_, at)| ranked.get(*at).copied());
    *ranked = sorted.collect();
}

/// The part of each service by its position in the bundle; `None` once it is placed.
type Parts = Vec<Option<Part>>;

/// Moves each service behind those that never stand behind it, in its part.
fn keep_behind(ranked: &mut Vec<&ServiceOutcome<'_>>, parts: &Parts) {
    if ranked
        .iter()
        .all(|outcome| outcome.service.ranking.after.is_empty())
    {
        return;
    }
    let mut to_come = parts.clone();
    let mut kept = Vec::with_capacity(ranked.len());
    // The first is taken from the end, where that moves nothing else.
    ranked.reverse();
    // No service stands behind itself, by whatever way: each round keeps one at least.
    while let Some(last) = ranked.len().checked_sub(1) {
        let next = ranked
            .iter()
            .rposition(|outcome| !waits(outcome, &to_come))
            .unwrap_or(last);
        let next = ranked.remove(next);
        if let Some(part) = to_come.get_mut(next.ix.0) {
            *part = None;
        }
        kept.push(next);
    }
    *ranked = kept;
}

/// Whether one of the services that a service never stands before is still to come, in its part.
fn waits(outcome: &ServiceOutcome<'_>, to_come: &Parts) -> bool {
    let mut after = outcome.service.ranking.after.iter();
    after.any(|ix| to_come.get(ix.0) == Some(&Some(outcome.part())))
}

/// Whether this asker can take it up now.
fn is_open(outcome: &ServiceOutcome<'_>) -> bool {
    outcome
        .routes
        .iter()
        .any(|way| way.open.min(way.for_this_asker) == Truth::True)
}
