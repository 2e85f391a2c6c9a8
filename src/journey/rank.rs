//! The order in which a person sees services: what is urgent, what fits, what may, and then the rest.

use super::ServiceOutcome;
use crate::answers::{Knowledge, Value};
use crate::bundle::{Bundle, Status};
use crate::facts::ValueSet;
use crate::truth::Truth;

/// Puts the services in order; where nothing else tells them apart they stay in the bundle's order, local before national.
pub(super) fn sort(services: &mut [ServiceOutcome<'_>], bundle: &Bundle, known: &Knowledge<'_>) {
    let needs = match bundle.known.needs.and_then(|needs| known.value(needs)) {
        Some(Value::Any(needs)) => needs,
        _ => ValueSet::default(),
    };
    services.sort_by_cached_key(|outcome| {
        let service = outcome.service;
        let met = service.helps_with.map_or(0, |helps| helps.intersection(needs).len());
        (tier(outcome), !outcome.has_open_route(), service.group, std::cmp::Reverse(met), outcome.ix)
    });
}

fn tier(outcome: &ServiceOutcome<'_>) -> u8 {
    let running = outcome.service.status == Status::Running;
    match (outcome.verdict, outcome.relevant) {
        (Truth::False, _) => 6,
        (_, _) if !running => 5,
        (Truth::True, true) if outcome.urgent => 0,
        (Truth::True, true) => 1,
        (Truth::Unknown, true) => 2,
        (Truth::True, false) => 3,
        (Truth::Unknown, false) => 4,
    }
}
