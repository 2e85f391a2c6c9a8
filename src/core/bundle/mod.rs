//! The service bundle: the one document that a page loads. A [`Bundle`] that exists is valid.

mod alert;
mod contact;
mod service;
mod validate;

pub use alert::{Alert, First};
pub use contact::{Contact, Page};
pub use service::{Citation, Concern, Consent, Hours, Opening, Ranking, Route, Service, Suits};

pub use crate::format::wire::{ContactKind, Cost, Day, Doubt, Fear, Level, Severity, Status, Who};

use crate::criterion::{Criterion, Test};
use crate::domain::{Domain, FactIx, ValueSet};
use crate::facts::Facts;
use crate::format::{Diagnostic, Json, read_json, wire};
use crate::knowledge::Knowledge;
use crate::questionnaire::Questionnaire;
use crate::words::Words;

/// A valid bundle.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The area that it is for.
    pub id: String,
    /// Year, month and number.
    pub version: String,
    /// The areas that its services belong to, its own first.
    pub areas: Vec<Area>,
    /// Every question, in the order of asking.
    pub facts: Facts,
    /// The headings that results stand under, in order.
    pub groups: Vec<Group>,
    /// What raises an alert, gravest first.
    pub alerts: Vec<Alert>,
    /// The services of the crisis panel, in order.
    pub crisis: Vec<ServiceIx>,
    /// Every service, in the order of the bundle.
    pub services: Vec<Service>,
    /// Scored questionnaires for professionals.
    pub questionnaires: Vec<Questionnaire>,
    /// The documents that statements rest on.
    pub sources: Vec<Source>,
    /// The words.
    pub words: Words,
}

/// The position of a service in its bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceIx(pub usize);

/// A heading that results stand under.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The name that its words are filed under.
    pub id: String,
    /// How well what stands under it suits how much things get in the way.
    pub suits: Suits,
    /// It is for danger: what stands under it opens no ordinary trouble.
    pub safety: bool,
}

/// An area.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its name in keys and files.
    pub id: String,
    /// The people that it is for.
    pub covers: Criterion,
}

/// A document that statements rest on.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name that its words are filed under.
    pub id: String,
    /// When it was published, as far as it says.
    pub published: Option<String>,
}

impl Bundle {
    /// Reads a bundle from bytes that nobody vouches for.
    ///
    /// # Errors
    /// Every fault that is found, each with a code, its place, what is wrong and what to do.
    pub fn read(bytes: &[u8]) -> Result<Bundle, Vec<Diagnostic>> {
        Bundle::from_json(&read_json(bytes)?)
    }

    /// Reads a bundle from a JSON tree.
    ///
    /// # Errors
    /// As [`Bundle::read`].
    pub fn from_json(json: &Json) -> Result<Bundle, Vec<Diagnostic>> {
        let (mut bundle, wire) = validate::bundle(json)?;
        bundle.words.locales = wire.locales.map(|texts| texts.0);
        Ok(bundle)
    }

    /// Reads a bundle from a JSON tree, and keeps its wire form: what was validated is what can be
    /// written.
    ///
    /// # Errors
    /// As [`Bundle::read`].
    pub fn with_wire(json: &Json) -> Result<(Bundle, wire::Bundle), Vec<Diagnostic>> {
        let (mut bundle, wire) = validate::bundle(json)?;
        bundle.words.locales = wire.locales.clone().map(|texts| texts.0);
        Ok((bundle, wire))
    }

    /// The service at a position.
    pub fn service(&self, at: ServiceIx) -> Option<&Service> {
        self.services.get(at.0)
    }

    /// The values of a fact to offer on screen: of those that there can be the ones that some rule
    /// mentions, and the one that stands for the rest.
    ///
    /// A one-of fact without such a one offers all its values, and so does a list in sections: what
    /// is going on may always be said.
    pub fn choices(&self, fact: FactIx, known: &Knowledge<'_>) -> ValueSet {
        let possible = known.possible(fact);
        let Some(asked) = self.facts.get(fact) else {
            return possible;
        };
        let start = match (&asked.domain, asked.rest) {
            (Domain::OneOf(_), Some(rest)) if possible.contains(rest) => {
                ValueSet::default().with(rest)
            }
            (Domain::AnyOf(_), _) if asked.sections.is_empty() => ValueSet::default(),
            _ => return possible,
        };
        let tests = self
            .criteria()
            .flat_map(Criterion::leaves)
            .filter(|leaf| leaf.fact == fact)
            .map(|leaf| &leaf.test);
        let mentioned = tests.fold(start, |offered, test| match test {
            Test::In(values) | Test::Includes(values) => offered.union(*values),
            Test::Between { .. } | Test::Is(_) => offered,
        });
        mentioned.intersection(possible)
    }

    /// Every criterion of the bundle.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.rules()
            .chain(self.facts.iter().flat_map(|(_, fact)| fact.conditions()))
    }

    /// The criteria that decide what somebody is shown.
    pub fn rules(&self) -> impl Iterator<Item = &Criterion> {
        let services = self.services.iter().flat_map(|service| {
            let routes = service.routes.iter().flat_map(Route::needs);
            let consents = service.consents.iter().map(|consent| &consent.when);
            std::iter::once(&service.eligibility)
                .chain(routes)
                .chain(consents)
        });
        let areas = self.areas.iter().map(|area| &area.covers);
        services
            .chain(areas)
            .chain(self.alerts.iter().map(|alert| &alert.when))
    }

    /// The facts that the order of services looks at beside their criteria: how much things get in
    /// the way, what a professional works in, and how somebody would like to be helped.
    pub fn order_facts(&self) -> impl Iterator<Item = FactIx> {
        let facts = self.facts.known();
        let suits = self.groups.iter().any(|group| !group.suits.is_empty())
            || self.services.iter().any(|it| it.ranking.suits.is_some());
        let staff = self.services.iter().any(|it| !it.ranking.staff.is_empty());
        let level = facts.level.filter(|_| suits);
        let role = facts.role.filter(|_| staff);
        let prefers = facts.prefers.filter(|_| !self.preferences().is_empty());
        level.into_iter().chain(role).chain(prefers)
    }

    /// The ways to be helped, of those that somebody may like, that some service has or has not.
    pub fn preferences(&self) -> ValueSet {
        let rankings = self.services.iter().map(|service| &service.ranking);
        rankings.fold(ValueSet::default(), |all, ranking| {
            all.union(ranking.offers).union(ranking.lacks)
        })
    }

    /// The areas that it is for, without the folder that they extend, which stands last.
    pub fn own_areas(&self) -> &[Area] {
        match self.areas.as_slice() {
            [own @ .., _] if !own.is_empty() => own,
            all => all,
        }
    }

    /// Whether a service is of one of its own areas.
    pub fn is_local(&self, service: &Service) -> bool {
        self.own_areas().iter().any(|area| area.id == service.area)
    }

    /// Whether an alert is about what is going on, not only that there is danger.
    pub fn is_about_needs(&self, alert: &Alert) -> bool {
        let danger = self.facts.known().danger.into_iter().collect();
        !alert.when.facts().without(danger).is_empty()
    }

    /// The service with this id, or that was called so before.
    pub fn find_service(&self, id: &str) -> Option<ServiceIx> {
        let mut services = self.services.iter();
        let now = services.clone().position(|service| service.id == id);
        let was = || services.position(|service| service.was.iter().any(|was| was == id));
        now.or_else(was).map(ServiceIx)
    }
}
