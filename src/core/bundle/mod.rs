//! The service bundle: the one document that a page loads. A [`Bundle`] that exists is valid.

mod validate;

pub use crate::format::wire::{ContactKind, Cost, Day, Doubt, Level, Severity, Status, Who};

use crate::clock::{Date, Time};
use crate::criterion::{Criterion, Test};
use crate::domain::{Domain, FactIx, ValueSet};
use crate::facts::Facts;
use crate::format::{Diagnostic, Json, read_json, wire};
use crate::knowledge::Knowledge;
use crate::questionnaire::Questionnaire;
use crate::vocabulary::audience;
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
    pub groups: Vec<String>,
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

/// An area.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its name in keys and files.
    pub id: String,
    /// The people that it is for.
    pub covers: Criterion,
}

/// Something that must be said first.
#[derive(Clone, Debug)]
pub struct Alert {
    /// The name that its words are filed under.
    pub id: String,
    /// How it is shown.
    pub severity: Severity,
    /// The answers that raise it.
    pub when: Criterion,
    /// The services to turn to, in order.
    pub services: Vec<ServiceIx>,
}

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name in keys and answers.
    pub id: String,
    /// The folder that it comes from.
    pub area: String,
    /// Whether it can be used today.
    pub status: Status,
    /// The position of the heading that it stands under.
    pub group: usize,
    /// It is for the people whom its area is not for.
    pub outside: bool,
    /// The needs that it helps with; `None` for a service that is for anything.
    pub helps_with: Option<ValueSet>,
    /// Who it is for.
    pub eligibility: Criterion,
    /// Whether it is about what is going on.
    pub relevance: Criterion,
    /// Ways to get in touch.
    pub contacts: Vec<Contact>,
    /// Ways in.
    pub routes: Vec<Route>,
    /// What must be agreed first, and for whom.
    pub consents: Vec<Consent>,
    /// The level of need that it is for, where its source names one.
    pub level: Option<Level>,
    /// When it is open; `None` where not known.
    pub hours: Option<Hours>,
    /// What it costs; `None` where not known.
    pub cost: Option<Cost>,
    /// What somebody must check before release.
    pub verify: Vec<Doubt>,
    /// Where this is known from.
    pub sources: Vec<Citation>,
    /// The day that the sources speak of.
    pub as_of: Date,
    /// The day by which somebody must look again.
    pub review: Date,
}

/// A way to get in touch.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The name that its label is filed under.
    pub id: String,
    /// What kind of contact.
    pub kind: ContactKind,
    /// The number, address or link, as people read it; empty for `visit` and `person`.
    pub value: String,
    /// What to write in a text message.
    pub body: Option<String>,
    /// No source gives this; it waits to be checked.
    pub verify: bool,
}

/// A way in.
#[derive(Clone, Debug)]
pub struct Route {
    /// Who takes it.
    pub who: Who,
    /// The positions of the contacts to use, best first.
    pub contacts: Vec<usize>,
    /// Which professionals; any where it is empty.
    pub roles: ValueSet,
    /// What its editor asks of the person.
    pub when: Criterion,
    /// A professional has one of the roles.
    pub by_role: Criterion,
    /// The asker is one who takes it.
    pub asker: Criterion,
}

/// Something that must be agreed first.
#[derive(Clone, Debug)]
pub struct Consent {
    /// The name that its words are filed under.
    pub id: String,
    /// For whom.
    pub when: Criterion,
}

/// When a service is open, in London time.
#[derive(Clone, Debug)]
pub enum Hours {
    /// Every hour of every day.
    Always,
    /// From one time to another on some days (Monday 0).
    Weekly(Vec<Opening>),
}

/// A stretch of a day on some days of the week.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The days.
    pub days: Vec<Day>,
    /// It opens.
    pub from: Time,
    /// It closes, later on the same day.
    pub to: Time,
}

/// Where a statement is known from.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The position of the source.
    pub source: usize,
    /// The place in it, where it is told.
    pub at: Option<String>,
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

    /// Reads a bundle from a JSON tree, and keeps its wire form: what was validated is what can be written.
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

    /// The values of a fact to offer on screen: of those that there can be the ones that some rule mentions, and the one
    /// that stands for the rest.
    ///
    /// A one-of fact without such a one offers all its values, and so does a list in sections: what is going on may
    /// always be said.
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

    /// The areas that it is for, without the folder that they extend, which stands last.
    pub fn own_areas(&self) -> &[Area] {
        match self.areas.as_slice() {
            [own @ .., _] if !own.is_empty() => own,
            all => all,
        }
    }

    /// The service with this id.
    pub fn find_service(&self, id: &str) -> Option<ServiceIx> {
        self.services
            .iter()
            .position(|service| service.id == id)
            .map(ServiceIx)
    }
}

impl Service {
    /// Its contacts of these kinds.
    pub fn contacts_of(&self, kinds: &[ContactKind]) -> Vec<&Contact> {
        self.contacts
            .iter()
            .filter(|contact| kinds.contains(&contact.kind))
            .collect()
    }

    /// What to use when it is urgent: its numbers to call and text; where it has none, its first contact with something
    /// to tap, or else its first.
    pub fn urgent_contacts(&self) -> Vec<&Contact> {
        let mut contacts = self.contacts_of(&ContactKind::DIALLED);
        if contacts.is_empty() {
            let mut all = self.contacts.iter();
            let first = all.clone().find(|contact| contact.link().is_some());
            contacts.extend(first.or_else(|| all.next()));
        }
        contacts
    }

    /// The first link by which it is reached.
    pub fn first_link(&self) -> Option<String> {
        self.contacts.iter().find_map(Contact::link)
    }
}

impl ContactKind {
    /// What has a number.
    pub const DIALLED: [ContactKind; 2] = [ContactKind::Phone, ContactKind::Text];

    /// Whether it has a number.
    pub fn is_dialled(self) -> bool {
        ContactKind::DIALLED.contains(&self)
    }
}

impl Contact {
    /// The link that a tap follows: https, mailto, tel or sms; none where there is only a place or a person.
    pub fn link(&self) -> Option<String> {
        let value = &self.value;
        let number: String = value.chars().filter(|c| *c != ' ').collect();
        match (self.kind, &self.body) {
            (ContactKind::Phone, _) => Some(format!("tel:{number}")),
            (ContactKind::Text, None) => Some(format!("sms:{number}")),
            (ContactKind::Text, Some(body)) => Some(format!("sms:{number}?body={}", percent(body))),
            (ContactKind::Web, _) => Some(value.clone()),
            (ContactKind::Email, _) => Some(format!("mailto:{value}")),
            (ContactKind::Visit | ContactKind::Person, _) => None,
        }
    }
}

impl Route {
    /// What it needs, whoever asks: its condition and the right role.
    pub fn needs(&self) -> [&Criterion; 2] {
        [&self.when, &self.by_role]
    }
}

impl Who {
    /// The kinds of asker that take this way in. A friend takes the way that the young person would.
    pub fn audiences(self) -> &'static [&'static str] {
        match self {
            Who::Myself => &[audience::YOUNG_PERSON, audience::FRIEND],
            Who::ParentCarer => &[audience::PARENT_CARER],
            Who::Professional => &[audience::PROFESSIONAL],
        }
    }
}

/// Text as it may stand in a part of an address (RFC 3986).
fn percent(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
