//! The order in which a person sees services: what fits, under its headings, what may, and then the
//! rest.

use super::service::ServiceOutcome;
use crate::bundle::{Alert, Bundle, Status};
use crate::domain::Value;
use crate::domain::ValueSet;
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// A part of the results page, in their order on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// What is for this person and about what is going on.
    Fits,
    /// What may fit: something is not known.
    May,
    /// What is for this person, but about something else.
    Also,
    /// What would or may fit, and is announced, not open yet.
    NotRunning,
    /// What is about what is going on, but for other people.
    NotNow,
    /// What is not shown.
    Rest,
}

impl ServiceOutcome<'_> {
    /// The part of the results page that it stands in.
    pub(super) fn part(&self) -> Part {
        match (self.verdict, self.relevant) {
            (Truth::True, true) => Part::Fits,
            (Truth::Unknown, true) => Part::May,
            (Truth::True, false) => Part::Also,
            (Truth::False, true) => self.part_of_others(),
            (Truth::Unknown | Truth::False, false) => Part::Rest,
        }
    }

    /// The part of what is about what is going on, and not for this person now.
    fn part_of_others(&self) -> Part {
        match self.service.status {
            Status::Running => Part::NotNow,
            Status::Planned if self.fits != Truth::False => Part::NotRunning,
            _ => Part::Rest,
        }
    }
}

/// Puts the services in order.
///
/// By part of the page; headings under which an alert names somebody before the others; then those
/// that the alerts name, in their order; then those that are surely about what is going on; those
/// with a way in that is this asker's; by how many of the needs they meet; those with something to
/// tap; those made for fewer things, or where it is not known what is going on those made for more.
/// Where nothing tells them apart they stay in the bundle's order, local before national.
pub(super) fn sort(
    services: &mut [ServiceOutcome<'_>],
    alerts: &[&Alert],
    bundle: &Bundle,
    known: &Knowledge<'_>,
) {
    let needs = needs(bundle, known);
    let urgent: Vec<usize> = services
        .iter()
        .filter(|outcome| outcome.urgent && outcome.part() == Part::Fits)
        .map(|outcome| outcome.service.group)
        .collect();
    services.sort_by_cached_key(|outcome| {
        let service = outcome.service;
        let named = alerts
            .iter()
            .flat_map(|alert| &alert.services)
            .position(|ix| *ix == outcome.ix);
        let about = known.truth(&service.relevance) == Truth::True;
        let met = service
            .helps_with
            .map_or(0, |helps| helps.intersection(needs).len());
        [
            outcome.part() as usize,
            usize::from(!urgent.contains(&service.group)),
            service.group,
            named.unwrap_or(usize::MAX),
            // Where it is not known what is going on, what is for anything comes before what is for
            // one thing.
            usize::from(!about),
            usize::from(!outcome.has_open_route()),
            ValueSet::CAPACITY.saturating_sub(met),
            usize::from(!has_something_to_tap(outcome)),
            breadth(service.helps_with, about),
            outcome.ix.0,
        ]
    });
}

/// What is going on, as far as is known.
fn needs(bundle: &Bundle, known: &Knowledge<'_>) -> ValueSet {
    let fact = bundle.facts.known().needs;
    match fact.and_then(|needs| known.value(needs)) {
        Some(Value::Any(needs)) => needs,
        _ => ValueSet::default(),
    }
}

/// How many things it is for; the other way round where it is not surely about what is going on.
fn breadth(helps_with: Option<ValueSet>, about: bool) -> usize {
    let len = helps_with.map_or(0, ValueSet::len);
    if about {
        len
    } else {
        ValueSet::CAPACITY.saturating_sub(len)
    }
}

/// Whether the way in that is shown first has a contact with a link.
fn has_something_to_tap(outcome: &ServiceOutcome<'_>) -> bool {
    let contacts = &outcome.service.contacts;
    outcome.way_in().is_some_and(|route| {
        route
            .contacts
            .iter()
            .filter_map(|at| contacts.get(*at))
            .any(|contact| contact.link().is_some())
    })
}
