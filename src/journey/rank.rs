//! The order in which a person sees services: what fits, under its headings, what may, and then the rest.

use std::cmp::Reverse;

use super::ServiceOutcome;
use crate::answers::{Knowledge, Value};
use crate::bundle::{Alert, Bundle, Status};
use crate::facts::ValueSet;
use crate::truth::Truth;

/// A part of the results page, in their order on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// For this person and about what is going on.
    Fits,
    /// May fit: something is not known.
    May,
    /// For this person, but about something else.
    Also,
    /// Would or may fit, and is not open to anyone today.
    NotRunning,
    /// About what is going on, but for other people.
    NotNow,
    /// Not shown.
    Rest,
}

impl ServiceOutcome<'_> {
    /// The part of the results page that it stands in.
    pub(super) fn part(&self) -> Part {
        let running = self.service.status == Status::Running;
        match (self.verdict, self.relevant) {
            (Truth::False, true) if running => Part::NotNow,
            (Truth::False, _) => Part::Rest,
            (_, true) if !running => Part::NotRunning,
            (Truth::True, true) => Part::Fits,
            (Truth::Unknown, true) => Part::May,
            (Truth::True, false) if running => Part::Also,
            _ => Part::Rest,
        }
    }
}

/// Puts the services in order.
///
/// By part of the page; headings under which an alert names somebody before the others; then whom the alerts name, in
/// their order; then those with a way in that is this asker's; then by how many of the needs they meet. Where nothing
/// tells them apart they stay in the bundle's order, local before national.
pub(super) fn sort(services: &mut [ServiceOutcome<'_>], alerts: &[&Alert], bundle: &Bundle, known: &Knowledge<'_>) {
    let needs = match bundle.known.needs.and_then(|needs| known.value(needs)) {
        Some(Value::Any(needs)) => needs,
        _ => ValueSet::default(),
    };
    let urgent: Vec<usize> = services
        .iter()
        .filter(|outcome| outcome.urgent && outcome.part() == Part::Fits)
        .map(|outcome| outcome.service.group)
        .collect();
    services.sort_by_cached_key(|outcome| {
        let service = outcome.service;
        let named = alerts.iter().flat_map(|alert| &alert.services).position(|ix| *ix == outcome.ix);
        let met = service.helps_with.map_or(0, |helps| helps.intersection(needs).len());
        let heading = (!urgent.contains(&service.group), service.group);
        (outcome.part(), heading, named.unwrap_or(usize::MAX), !outcome.has_open_route(), Reverse(met), outcome.ix)
    });
}
