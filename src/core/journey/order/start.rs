//! The steps to start with: who to turn to now where it is urgent, and then what speaks most for
//! itself.

use super::{Part, is_about_needs, is_open};
use crate::bundle::{Alert, Bundle, Service, ServiceIx, Severity};
use crate::journey::service::ServiceOutcome;
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// The most steps.
pub const STEPS: usize = 3;

/// A step to start with.
pub(super) struct Step {
    /// The service.
    pub ix: ServiceIx,
    /// An alert leads to it.
    pub urgent: bool,
}

/// Chooses the steps from the services in the order of merit.
///
/// Those whom alerts lead to come first, and leave room for what helps beyond today, but in an
/// emergency. Two steps never lead to the same place.
pub(super) fn choose(
    ranked: &[&ServiceOutcome<'_>],
    alerts: &[&Alert],
    bundle: &Bundle,
    known: &Knowledge<'_>,
) -> Vec<Step> {
    let line = line(ranked, alerts, bundle, known);
    let most = line_length(alerts, bundle);
    let mut start: Vec<ServiceIx> = line.iter().take(most).copied().collect();
    for outcome in ranked {
        let is_step = outcome.part() == Part::Fits && !start.contains(&outcome.ix);
        if start.len() < STEPS && is_step && !is_doubled(outcome, &start, ranked, bundle) {
            // Who is there now tells more than who is there for anything.
            let next = line.iter().find(|ix| !start.contains(ix));
            let instead = next.filter(|_| !outcome.merit.to_the_point);
            start.push(instead.copied().unwrap_or(outcome.ix));
        }
    }
    let step = |ix: ServiceIx| Step {
        ix,
        urgent: line.contains(&ix),
    };
    start.into_iter().map(step).collect()
}

/// The services that raised alerts name, in this person's order. Those about what is going on come
/// before those that only say that there is danger, but for an emergency.
pub(super) fn named(alerts: &[&Alert], bundle: &Bundle, known: &Knowledge<'_>) -> Vec<ServiceIx> {
    let mut named = Vec::new();
    for alert in by_what_is_going_on(alerts, bundle) {
        for ix in alert.services_for(known) {
            if !named.contains(&ix) {
                named.push(ix);
            }
        }
    }
    named
}

fn by_what_is_going_on<'b>(alerts: &[&'b Alert], bundle: &Bundle) -> Vec<&'b Alert> {
    let is_first =
        |alert: &&&Alert| alert.severity == Severity::Emergency || is_about_needs(alert, bundle);
    let (first, then): (Vec<_>, Vec<_>) = alerts.iter().partition(is_first);
    first.into_iter().chain(then).copied().collect()
}

/// The alerts that lead: those about what is going on where there are some, and an emergency.
fn leading<'b>(alerts: &[&'b Alert], bundle: &Bundle) -> Vec<&'b Alert> {
    let mut leading = by_what_is_going_on(alerts, bundle);
    if leading.iter().any(|alert| is_about_needs(alert, bundle)) {
        leading
            .retain(|alert| alert.severity == Severity::Emergency || is_about_needs(alert, bundle));
    }
    leading
}

/// How many of those whom the alerts lead to come before all else.
fn line_length(alerts: &[&Alert], bundle: &Bundle) -> usize {
    let leads = leading(alerts, bundle).into_iter().map(|alert| alert.leads);
    leads.max().unwrap_or(0)
}

/// Whom the alerts lead to: the first of each that this asker can turn to now, then the second of
/// each, and so on.
fn line(
    services: &[&ServiceOutcome<'_>],
    alerts: &[&Alert],
    bundle: &Bundle,
    known: &Knowledge<'_>,
) -> Vec<ServiceIx> {
    let each: Vec<Vec<ServiceIx>> = leading(alerts, bundle)
        .into_iter()
        .map(|alert| usable(alert, services, bundle, known))
        .collect();
    let mut line = Vec::new();
    for nth in 0..each.iter().map(Vec::len).max().unwrap_or(0) {
        for ix in each.iter().filter_map(|list| list.get(nth)) {
            let outcome = services.iter().find(|outcome| outcome.ix == *ix);
            let is_new = !line.contains(ix)
                && outcome.is_some_and(|outcome| !is_doubled(outcome, &line, services, bundle));
            if is_new {
                line.push(*ix);
            }
        }
    }
    line
}

/// The services of an alert that are surely for this person and open to this asker, but their own
/// team; of an alert about what is going on, and no emergency, those that are about what they said.
fn usable(
    alert: &Alert,
    services: &[&ServiceOutcome<'_>],
    bundle: &Bundle,
    known: &Knowledge<'_>,
) -> Vec<ServiceIx> {
    let only_danger = alert.severity == Severity::Emergency || !is_about_needs(alert, bundle);
    let mut usable = Vec::new();
    for ix in alert.services_for(known) {
        let outcome = services.iter().find(|outcome| outcome.ix == ix);
        let is_usable = outcome.is_some_and(|outcome| {
            outcome.verdict == Truth::True
                && (only_danger || known.truth(&outcome.service.relevance) != Truth::False)
                && is_open(outcome)
                && !outcome.merit.own_team
                && !is_doubled(outcome, &usable, services, bundle)
        });
        if is_usable {
            usable.push(ix);
        }
    }
    usable
}

/// Whether it leads where one of these does; or, not being local, where a local one does that fits
/// as well.
fn is_doubled(
    outcome: &ServiceOutcome<'_>,
    chosen: &[ServiceIx],
    services: &[&ServiceOutcome<'_>],
    bundle: &Bundle,
) -> bool {
    let own = outcome.service;
    let is_local = is_local(own, bundle);
    services.iter().any(|other| {
        let same_door =
            own.ranking.door.is_some() && own.ranking.door == other.service.ranking.door;
        let same_link = || {
            let link = own.first_link();
            link.is_some() && link == other.service.first_link()
        };
        if chosen.contains(&other.ix) {
            same_door || same_link()
        } else {
            same_door && !is_local && is_local_fit(other, bundle)
        }
    })
}

fn is_local_fit(outcome: &ServiceOutcome<'_>, bundle: &Bundle) -> bool {
    outcome.part() == Part::Fits && is_local(outcome.service, bundle)
}

/// Whether it is of one of the bundle's own areas.
pub(super) fn is_local(service: &Service, bundle: &Bundle) -> bool {
    bundle
        .own_areas()
        .iter()
        .any(|area| area.id == service.area)
}
