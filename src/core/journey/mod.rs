//! What a bundle makes of what was said: alerts, verdicts, ways in, order, and what to ask next.
//!
//! One pure function of the bundle, the answers and the time: [`Outcome::of`].

use std::cmp::Reverse;

mod birthdays;
mod hours;
mod layout;
mod plain_text;
mod rank;
mod walk;

pub use birthdays::{Birthday, birthdays};
pub use hours::{OpenNow, open_now};
pub use layout::Arrangement;
pub use plain_text::{as_text, contact_lines, contact_words, hours_line, open_line, service_lines};
pub use walk::{Ahead, Screen, Walk};

use crate::analysis::{Reason, Seen, could_change, could_decide, reasons};
use crate::answers::Answers;
use crate::bundle::{Alert, Bundle, Consent, Route, Service, ServiceIx, Status};
use crate::clock::Moment;
use crate::domain::{FactIx, FactSet};
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
    bundle: &'a Bundle,
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

    /// The questions of which an answer, now or after other answers, could change what is offered: the alerts raised and,
    /// of each service that is relevant and not ruled out, its verdict and its ways in. No more than these are left.
    pub fn left(&self) -> FactSet {
        self.left_among(self.every_fact())
    }

    fn every_fact(&self) -> FactSet {
        self.bundle.facts.iter().map(|(at, _)| at).collect()
    }

    /// Those of these facts that are left.
    fn left_among(&self, facts: FactSet) -> FactSet {
        let others = self.every_fact().without(facts);
        let mut found = FactSet::default();
        for alert in &self.bundle.alerts {
            found = found.union(could_change(
                &Seen::Sure(&alert.when),
                &self.known,
                others.union(found),
            ));
        }
        for outcome in &self.services {
            if facts.without(found).is_empty() {
                break;
            }
            found = found.union(outcome.could_show(
                &self.bundle.alerts,
                &self.known,
                others.union(found),
            ));
        }
        found
    }

    /// What matters as things stand before what else is left.
    fn next_question(&self) -> Option<FactIx> {
        let mut soon = self.worth_asking();
        while let Some(first) = self.first_to_ask(soon) {
            let only = FactSet::from_iter([first]);
            if self.left_among(only) == only {
                return Some(first);
            }
            soon = soon.without(only);
        }
        self.first_to_ask(self.left())
    }

    /// The first of these facts in the order of asking, sensitive ones after all others.
    fn first_to_ask(&self, facts: FactSet) -> Option<FactIx> {
        facts
            .iter()
            .filter(|fact| self.known.can_ask(*fact))
            .min_by_key(|at| {
                let fact = self.bundle.facts.get(*at);
                (fact.is_some_and(|fact| fact.sensitive), *at)
            })
    }

    /// The facts that could raise an alert, or decide a service, as things stand.
    fn worth_asking(&self) -> FactSet {
        let mut worth = FactSet::default();
        for alert in &self.bundle.alerts {
            let could = could_change(&Seen::Sure(&alert.when), &self.known, worth);
            worth = worth.union(could);
        }
        for outcome in &self.services {
            worth = worth.union(outcome.worth_asking(&self.known, worth));
        }
        worth
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

    fn is_running(&self) -> bool {
        self.service.status == Status::Running
    }

    /// The facts that could still decide the verdict.
    pub fn ask(&self, known: &Knowledge<'_>) -> FactSet {
        if !self.is_running() {
            return FactSet::default();
        }
        could_decide(&[&self.service.eligibility], known, FactSet::default())
    }

    /// The leaves that decide, or could decide, whether this person meets its criterion.
    pub fn reasons(&self, known: &Knowledge<'_>) -> Vec<Reason<'a>> {
        reasons(&self.service.eligibility, known)
    }

    /// The facts that could still decide whether the service is for this person, or whether a way in is open to them, as
    /// things stand: no alert more, and nothing that is still open declined. Those are asked before any others.
    fn worth_asking(&self, known: &Knowledge<'_>, anyway: FactSet) -> FactSet {
        if !self.relevant || self.verdict == Truth::False {
            return FactSet::default();
        }
        let everyone = crate::criterion::Criterion::everyone();
        let relevance = if self.urgent {
            &everyone
        } else {
            &self.service.relevance
        };
        let shown = [relevance, &self.service.eligibility];
        let mut worth = could_decide(&shown, known, anyway);
        for route in &self.service.routes {
            let [relevance, eligibility] = shown;
            let open = [
                relevance,
                eligibility,
                &route.asker,
                &route.when,
                &route.by_role,
            ];
            worth = worth.union(could_decide(&open, known, anyway.union(worth)));
        }
        worth
    }

    /// The facts of which an answer could change how the service is shown, whatever else is answered or declined and
    /// whichever alerts that raises; less those in `anyway`.
    fn could_show(&self, alerts: &[Alert], known: &Knowledge<'_>, anyway: FactSet) -> FactSet {
        if !self.is_running() {
            return FactSet::default();
        }
        let eligibility = &self.service.eligibility;
        let verdict = Seen::All(vec![relevant(self, alerts), Seen::Truth(eligibility)]);
        let mut could = could_change(&verdict, known, anyway);
        for route in &self.service.routes {
            let open = [
                Seen::Possible(eligibility),
                Seen::Truth(&route.asker),
                Seen::Truth(&route.when),
                Seen::Truth(&route.by_role),
            ];
            let open = Seen::All([relevant(self, alerts)].into_iter().chain(open).collect());
            could = could.union(could_change(&open, known, anyway.union(could)));
        }
        could
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

/// Whether it is not ruled out that the service is about what is going on, or a raised alert names it.
fn relevant<'a>(outcome: &ServiceOutcome<'a>, alerts: &'a [Alert]) -> Seen<'a> {
    if outcome.urgent {
        return Seen::All(Vec::new());
    }
    let naming = alerts
        .iter()
        .filter(|alert| alert.services.contains(&outcome.ix))
        .map(|alert| Seen::Sure(&alert.when));
    Seen::Any(
        naming
            .chain([Seen::Possible(&outcome.service.relevance)])
            .collect(),
    )
}
