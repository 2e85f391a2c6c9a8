//! What the journey makes of one service: its verdict, its ways in and what must be agreed.

use std::cmp::Reverse;

use super::because::Because;
use super::hours::{OpenNow, open_now};
use super::merit::Merit;
use crate::analysis::{Reason, reasons};
use crate::bundle::{Consent, Contact, Route, Service, ServiceIx, Status};
use crate::clock::Moment;
use crate::knowledge::Knowledge;
use crate::truth::Truth;

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
    /// Whether it is about what is going on, as far as is known; a service that a raised alert
    /// names always is.
    pub relevant: bool,
    /// A raised alert names it.
    pub urgent: bool,
    /// Whether this asker sees it.
    pub seen: Truth,
    /// Why it is one of the steps to start with, where it is.
    pub start: Option<Because>,
    pub(super) merit: Merit,
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
    /// Whether it is open to this person, for any asker.
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

impl<'a> ServiceOutcome<'a> {
    pub(super) fn of(
        ix: ServiceIx,
        service: &'a Service,
        urgent: bool,
        known: &Knowledge<'_>,
        now: Moment,
    ) -> Self {
        let running = Truth::from(service.status == Status::Running);
        let fits = known.truth(&service.eligibility);
        // Where only some schools or places have it nobody can be sure.
        let most = if service.only_some {
            Truth::Unknown
        } else {
            Truth::True
        };
        ServiceOutcome {
            ix,
            service,
            fits,
            verdict: fits.min(running).min(most),
            relevant: urgent || known.truth(&service.relevance) != Truth::False,
            urgent,
            seen: known.truth(&service.seen_by),
            start: None,
            merit: Merit::default(),
            routes: routes(service, running, known),
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

    /// Whether it is open to this asker: for the person, running, and with a way in that is theirs.
    pub fn has_open_route(&self) -> bool {
        self.verdict == Truth::True
            && self
                .routes
                .iter()
                .any(|way| way.open.min(way.for_this_asker) == Truth::True)
    }

    /// The way in to show first: this asker's own where it is open, else somebody else's that is;
    /// then those that may be open.
    pub fn way_in(&self) -> Option<&'a Route> {
        self.routes
            .iter()
            .filter(|way| way.open != Truth::False)
            .min_by_key(|way| (Reverse(way.open), way.for_this_asker == Truth::False))
            .map(|way| way.route)
    }

    /// The contacts of the ways in that may be open to this asker, or where they have none of those
    /// that may be open to somebody; all where none is.
    pub fn contacts(&self) -> Vec<&'a Contact> {
        let ways = || self.routes.iter().filter(|way| way.open != Truth::False);
        let own = || ways().filter(|way| way.for_this_asker != Truth::False);
        let has_own = own().next().is_some();
        let ways: Vec<_> = if has_own {
            own().collect()
        } else {
            ways().collect()
        };
        let named = |at: &usize| ways.iter().any(|way| way.route.contacts.contains(at));
        let all = self.service.contacts.iter().enumerate();
        all.filter(|(at, _)| ways.is_empty() || named(at))
            .map(|(_, contact)| contact)
            .collect()
    }

    /// What this asker can use when it is urgent.
    pub fn urgent_contacts(&self) -> Vec<&'a Contact> {
        Contact::urgent(self.contacts())
    }

    /// The first link of that.
    pub fn urgent_link(&self) -> Option<String> {
        self.urgent_contacts().into_iter().find_map(Contact::link)
    }

    pub(super) fn is_running(&self) -> bool {
        self.service.status == Status::Running
    }

    /// The leaves that decide, or could decide, whether this person meets its criterion.
    pub fn reasons(&self, known: &Knowledge<'_>) -> Vec<Reason<'a>> {
        reasons(&self.service.eligibility, known)
    }
}

/// What becomes of its ways in. What does not run has none that is open.
fn routes<'a>(
    service: &'a Service,
    running: Truth,
    known: &Knowledge<'_>,
) -> Vec<RouteOutcome<'a>> {
    let mut routes = Vec::with_capacity(service.routes.len());
    for route in &service.routes {
        let open = known.truth(&route.when).min(known.truth(&route.by_role));
        routes.push(RouteOutcome {
            route,
            open: open.min(running),
            for_this_asker: known.truth(&route.asker),
        });
    }
    routes
}
