//! What the journey comes to: alerts, and every service in the order in which a person sees them.

use super::order;
use super::service::ServiceOutcome;
use crate::answers::Answers;
use crate::bundle::{Alert, Bundle, ServiceIx};
use crate::clock::Moment;
use crate::domain::FactIx;
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// What the journey comes to so far.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// What must be said first, gravest first.
    pub alerts: Vec<&'a Alert>,
    /// Every service, in the order in which a person would see them.
    pub services: Vec<ServiceOutcome<'a>>,
    /// The question to ask next; `None` when nothing that can still be asked would change what is
    /// shown.
    pub next: Option<FactIx>,
    /// What counts of what was said.
    pub known: Knowledge<'a>,
    /// Where each service stands, by its position in the bundle.
    places: Vec<usize>,
    pub(super) bundle: &'a Bundle,
}

impl<'a> Outcome<'a> {
    /// Works it out.
    pub fn of(bundle: &'a Bundle, answers: &Answers, now: Moment) -> Outcome<'a> {
        let mut outcome = Outcome::with_next(bundle, answers, now, None);
        outcome.next = outcome.next_question();
        outcome
    }

    /// The same where the next question is known already, or does not matter: most of the work is
    /// to find it. It follows from the answers alone, at any time of day.
    pub fn with_next(
        bundle: &'a Bundle,
        answers: &Answers,
        now: Moment,
        next: Option<FactIx>,
    ) -> Outcome<'a> {
        let known = Knowledge::new(&bundle.facts, answers);
        let raised = bundle
            .alerts
            .iter()
            .filter(|alert| known.truth(&alert.when) == Truth::True);
        let alerts = gravest_first(raised);
        let mut services = Vec::with_capacity(bundle.services.len());
        for (at, service) in bundle.services.iter().enumerate() {
            let ix = ServiceIx(at);
            let naming = || service.named_by.iter().map(|at| bundle.alerts.get(*at));
            let urgent = alerts.iter().any(|raised| {
                naming().any(|alert| alert.is_some_and(|it| std::ptr::eq(it, *raised)))
            });
            services.push(ServiceOutcome::of(ix, service, urgent, &known, now));
        }
        order::sort(&mut services, &alerts, bundle, &known);
        let mut places = vec![0; services.len()];
        for (at, outcome) in services.iter().enumerate() {
            if let Some(place) = places.get_mut(outcome.ix.0) {
                *place = at;
            }
        }
        Outcome {
            alerts,
            services,
            next,
            known,
            places,
            bundle,
        }
    }

    /// The outcome of one service.
    pub fn service(&self, ix: ServiceIx) -> Option<&ServiceOutcome<'a>> {
        self.services.get(*self.places.get(ix.0)?)
    }

    /// The services of these lists that are not for others alone, each once. Where a page serves
    /// several areas, those that are surely for this person come first: nobody is sent to another
    /// area's crisis line before the nation's.
    pub fn theirs(&self, lists: &[&[ServiceIx]]) -> Vec<ServiceIx> {
        let mut theirs = Vec::new();
        for least in [Truth::True, Truth::Unknown] {
            let least = if self.bundle.own_areas().len() > 1 {
                least
            } else {
                Truth::Unknown
            };
            for ix in lists.iter().copied().flatten() {
                let may_be = self
                    .service(*ix)
                    .is_some_and(|outcome| outcome.verdict >= least);
                if may_be && !theirs.contains(ix) {
                    theirs.push(*ix);
                }
            }
        }
        theirs
    }
}

/// Alerts in order of severity, and otherwise as they stand. (A general sort weighs more in the
/// wasm.)
fn gravest_first<'a>(alerts: impl Iterator<Item = &'a Alert>) -> Vec<&'a Alert> {
    let mut sorted: Vec<&Alert> = Vec::new();
    for alert in alerts {
        let at = sorted
            .iter()
            .position(|other| other.severity > alert.severity)
            .unwrap_or(sorted.len());
        sorted.insert(at, alert);
    }
    sorted
}
