//! The outcome: alerts, verdicts, ways in, what must be agreed, and the order in which a person sees it.

use std::cmp::Reverse;

use super::hours::{OpenNow, open_now};
use super::rank;
use crate::analysis::{Reason, reasons};
use crate::answers::Answers;
use crate::bundle::{Alert, Bundle, Consent, Route, Service, ServiceIx, Status};
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
    /// The question to ask next; `None` when nothing that can still be asked would change what is shown.
    pub next: Option<FactIx>,
    /// What counts of what was said.
    pub known: Knowledge<'a>,
    pub(super) bundle: &'a Bundle,
}

/// What the journey makes of one service.
#[derive(Clone, Debug)]
pub struct ServiceOutcome<'a> {
    /// Its position in the bundle.
    pub ix: ServiceIx,
    /// The service.
    pub service: &'a Service,
    /// Whether this person meets its criterion, if it runs or not.
    pub fits: Truth,
    /// Whether it is for this person now: what does not run is for nobody.
    pub verdict: Truth,
    /// Whether it is about what is going on, as far as is known; a service that a raised alert names always is.
    pub relevant: bool,
    /// A raised alert names it.
    pub urgent: bool,
    /// Its ways in, in its own order.
    pub routes: Vec<RouteOutcome<'a>>,
    /// What must be agreed first, in its own order.
    pub consents: Vec<ConsentOutcome<'a>>,
    /// Whether it is open now, where its hours are known.
    pub open_now: Option<OpenNow>,
}

/// What the journey makes of one way in.
#[derive(Clone, Debug)]
pub struct RouteOutcome<'a> {
    /// The way in.
    pub route: &'a Route,
    /// Whether it is open to this person, whoever asks.
    pub open: Truth,
    /// Whether this asker is one who takes it.
    pub for_this_asker: Truth,
}

/// What the journey makes of one consent rule.
#[derive(Clone, Debug)]
pub struct ConsentOutcome<'a> {
    /// The rule.
    pub consent: &'a Consent,
    /// Whether it applies to this person.
    pub applies: Truth,
}

impl<'a> Outcome<'a> {
    /// Works it out.
    pub fn of(bundle: &'a Bundle, answers: &Answers, now: Moment) -> Outcome<'a> {
        let mut outcome = Outcome::with_next(bundle, answers, now, None);
        outcome.next = outcome.next_question();
        outcome
    }

    /// The same where the next question is known already, or does not matter: most of the work is to find it. It follows
    /// from the answers alone, at any time of day.
    pub fn with_next(
        bundle: &'a Bundle,
        answers: &Answers,
        now: Moment,
        next: Option<FactIx>,
    ) -> Outcome<'a> {
        let known = Knowledge::new(&bundle.facts, answers);
        let raised = |alert: &&Alert| known.truth(&alert.when) == Truth::True;
        let alerts = gravest_first(bundle.alerts.iter().filter(raised));
        let mut services = Vec::with_capacity(bundle.services.len());
        for (at, service) in bundle.services.iter().enumerate() {
            let ix = ServiceIx(at);
            let urgent = alerts.iter().any(|alert| alert.services.contains(&ix));
            services.push(ServiceOutcome::of(ix, service, urgent, &known, now));
        }
        rank::sort(&mut services, &alerts, bundle, &known);
        Outcome {
            alerts,
            services,
            next,
            known,
            bundle,
        }
    }

    /// The outcome of one service.
    pub fn service(&self, ix: ServiceIx) -> Option<&ServiceOutcome<'a>> {
        self.services.iter().find(|outcome| outcome.ix == ix)
    }

    /// The services of these lists that are not for others alone, each once. Where a page serves several areas, those that
    /// are surely for this person come first: nobody is sent to another area's crisis line before the nation's.
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

impl<'a> ServiceOutcome<'a> {
    fn of(
        ix: ServiceIx,
        service: &'a Service,
        urgent: bool,
        known: &Knowledge<'_>,
        now: Moment,
    ) -> Self {
        let running = Truth::from(service.status == Status::Running);
        let fits = known.truth(&service.eligibility);
        ServiceOutcome {
            ix,
            service,
            fits,
            verdict: fits.min(running),
            relevant: urgent || known.truth(&service.relevance) != Truth::False,
            urgent,
            routes: service
                .routes
                .iter()
                .map(|route| RouteOutcome {
                    route,
                    open: known
                        .truth(&route.when)
                        .min(known.truth(&route.by_role))
                        .min(running),
                    for_this_asker: known.truth(&route.asker),
                })
                .collect(),
            consents: service
                .consents
                .iter()
                .map(|consent| ConsentOutcome {
                    consent,
                    applies: known.truth(&consent.when),
                })
                .collect(),
            open_now: service
                .hours
                .as_ref()
                .and_then(|hours| open_now(hours, now)),
        }
    }

    /// Open to this asker: for the person, running, and with a way in that is theirs.
    pub fn has_open_route(&self) -> bool {
        self.verdict == Truth::True
            && self
                .routes
                .iter()
                .any(|way| way.open.min(way.for_this_asker) == Truth::True)
    }

    /// The way in to show first: this asker's own where it is open, else somebody else's that is; then those of which it
    /// is not known whether they are.
    pub fn way_in(&self) -> Option<&'a Route> {
        self.routes
            .iter()
            .filter(|way| way.open != Truth::False)
            .min_by_key(|way| (Reverse(way.open), way.for_this_asker == Truth::False))
            .map(|way| way.route)
    }

    pub(super) fn is_running(&self) -> bool {
        self.service.status == Status::Running
    }

    /// The leaves that decide, or could decide, whether this person meets its criterion.
    pub fn reasons(&self, known: &Knowledge<'_>) -> Vec<Reason<'a>> {
        reasons(&self.service.eligibility, known)
    }
}

/// Alerts in order of severity, and otherwise as they stand. (A general sort weighs more in the wasm.)
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
