//! The steps to start with: who to turn to now where it is urgent, and then what speaks most for
//! itself.

use super::{Part, Parts, is_open, waits};
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
/// emergency. Two steps never lead to the same place. What has not the way to be helped that they
/// would like is no step, and what is for danger opens no ordinary trouble, unless nothing else does.
pub(super) fn choose(
    ranked: &[&ServiceOutcome<'_>],
    services: &[ServiceOutcome<'_>],
    parts: &Parts,
    alerts: &[&Alert],
    bundle: &Bundle,
    known: &Knowledge<'_>,
) -> Vec<Step> {
    let line = line(services, parts, alerts, bundle, known);
    let mut start = Start {
        ranked,
        services,
        parts,
        bundle,
        steps: Vec::new(),
    };
    start.lead(&line, line_length(alerts, bundle));
    let is_ordinary =
        |outcome: &ServiceOutcome<'_>| !alerts.is_empty() || !outcome.merit.for_danger;
    start.fill(&line, &|outcome| {
        is_ordinary(outcome) && !outcome.merit.unliked
    });
    let lenient: [&dyn Fn(&ServiceOutcome<'_>) -> bool; 2] = [&is_ordinary, &|_| true];
    for passes in lenient {
        if start.steps.is_empty() {
            start.fill(&line, passes);
        }
    }
    sure_first(&start.steps, services, &line)
}

/// The steps, what surely runs first. Whom an alert leads to and what helps in a way that they would
/// like stay where they are, and what stands behind another stays behind it.
fn sure_first(
    chosen: &[ServiceIx],
    services: &[ServiceOutcome<'_>],
    line: &[ServiceIx],
) -> Vec<Step> {
    let (mut steps, mut behind) = (Vec::new(), Vec::<Step>::new());
    for outcome in chosen.iter().filter_map(|ix| services.get(ix.0)) {
        let service = outcome.service;
        let (ix, urgent) = (outcome.ix, line.contains(&outcome.ix));
        let is_unsure = service.may_have_ended() && !urgent && !outcome.merit.liked;
        let waits = behind
            .iter()
            .any(|other| service.ranking.after.contains(&other.ix));
        let part = if is_unsure || waits {
            &mut behind
        } else {
            &mut steps
        };
        part.push(Step { ix, urgent });
    }
    steps.append(&mut behind);
    steps
}

/// The steps that are chosen so far, and what they are chosen from.
struct Start<'r, 'a> {
    ranked: &'r [&'r ServiceOutcome<'a>],
    /// All of them as in the bundle.
    services: &'r [ServiceOutcome<'a>],
    parts: &'r Parts,
    bundle: &'r Bundle,
    steps: Vec<ServiceIx>,
}

impl Start<'_, '_> {
    /// Takes this many of those whom the alerts lead to. Where all of them wait for others the first
    /// comes all the same: an alert leads to somebody.
    fn lead(&mut self, line: &[ServiceIx], most: usize) {
        while self.steps.len() < most
            && let Some(next) = self.next_of(line)
        {
            self.steps.push(next);
        }
        if self.steps.is_empty() {
            self.steps.extend(line.first());
        }
    }

    /// Takes what has most merit and passes, as long as there is room.
    fn fill(&mut self, line: &[ServiceIx], passes: &dyn Fn(&ServiceOutcome<'_>) -> bool) {
        for outcome in self.ranked {
            if self.steps.len() < STEPS && passes(outcome) && self.may_be_next(outcome) {
                // Who is there now tells more than who is there for anything.
                let next = self.next_of(line);
                let instead = next.filter(|_| !outcome.merit.to_the_point);
                self.steps.push(instead.unwrap_or(outcome.ix));
            }
        }
    }

    fn next_of(&self, line: &[ServiceIx]) -> Option<ServiceIx> {
        line.iter()
            .filter_map(|ix| self.services.get(ix.0))
            .find(|outcome| self.may_be_next(outcome))
            .map(|outcome| outcome.ix)
    }

    /// Whether it fits, does not lead where a step does, and stands behind all that never stand
    /// behind it.
    fn may_be_next(&self, outcome: &ServiceOutcome<'_>) -> bool {
        let own = outcome.service;
        let mut steps = self.steps.iter().filter_map(|ix| self.services.get(ix.0));
        let fits = |ix: &ServiceIx| self.parts.get(ix.0) == Some(&Some(Part::Fits));
        let mut after = own.ranking.after.iter();
        outcome.part() == Part::Fits
            && steps.all(|step| step.ix != outcome.ix && !leads_to_the_same(own, step.service))
            && after.all(|ix| self.steps.contains(ix) || !fits(ix))
            && !is_replaced(outcome, self.services, self.parts, self.bundle)
    }
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
        |alert: &&&Alert| alert.severity == Severity::Emergency || bundle.is_about_needs(alert);
    let (first, then): (Vec<_>, Vec<_>) = alerts.iter().partition(is_first);
    first.into_iter().chain(then).copied().collect()
}

/// The alerts that lead: those about what is going on where there are some, and an emergency.
fn leading<'b>(alerts: &[&'b Alert], bundle: &Bundle) -> Vec<&'b Alert> {
    let mut leading = by_what_is_going_on(alerts, bundle);
    if leading.iter().any(|alert| bundle.is_about_needs(alert)) {
        leading
            .retain(|alert| alert.severity == Severity::Emergency || bundle.is_about_needs(alert));
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
    services: &[ServiceOutcome<'_>],
    parts: &Parts,
    alerts: &[&Alert],
    bundle: &Bundle,
    known: &Knowledge<'_>,
) -> Vec<ServiceIx> {
    let each: Vec<Vec<ServiceIx>> = leading(alerts, bundle)
        .into_iter()
        .map(|alert| usable(alert, services, parts, bundle, known))
        .collect();
    let mut line = Vec::new();
    for nth in 0..each.iter().map(Vec::len).max().unwrap_or(0) {
        for ix in each.iter().filter_map(|list| list.get(nth)) {
            if !line.contains(ix) {
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
    services: &[ServiceOutcome<'_>],
    parts: &Parts,
    bundle: &Bundle,
    known: &Knowledge<'_>,
) -> Vec<ServiceIx> {
    let only_danger = alert.severity == Severity::Emergency || !bundle.is_about_needs(alert);
    let mut usable = alert.services_for(known);
    usable.retain(|ix| {
        services.get(ix.0).is_some_and(|outcome| {
            outcome.part() == Part::Fits
                && (only_danger || known.truth(&outcome.service.relevance) != Truth::False)
                && is_open(outcome)
                && !outcome.merit.own_team
                && !is_replaced(outcome, services, parts, bundle)
        })
    });
    usable
}

/// Whether it leads where another service does.
fn leads_to_the_same(own: &Service, other: &Service) -> bool {
    let same_door = own.ranking.door.is_some() && own.ranking.door == other.ranking.door;
    let line = own.first_line();
    same_door || line.is_some() && line == other.first_line()
}

/// Whether a local service that fits has its door and waits for nobody, and it is not local itself.
fn is_replaced(
    outcome: &ServiceOutcome<'_>,
    services: &[ServiceOutcome<'_>],
    parts: &Parts,
    bundle: &Bundle,
) -> bool {
    let door = &outcome.service.ranking.door;
    let replaces = |other: &ServiceOutcome<'_>| {
        other.service.ranking.door == *door
            && other.part() == Part::Fits
            && bundle.is_local(other.service)
            && !waits(other, parts)
    };
    door.is_some() && !bundle.is_local(outcome.service) && services.iter().any(replaces)
}
