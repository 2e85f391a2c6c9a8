//! From the wire form to a valid [`Bundle`]: every name resolved, every value in its domain, every
//! fault reported.
//!
//! Here: the way in, and what holds of every list, its size and its ids. Each kind of thing has a
//! file of its own.

mod alerts;
mod budget;
mod contacts;
mod criteria;
mod facts;
mod hours;
mod questionnaires;
mod ranking;
mod routes;
mod services;
mod words;

use std::cell::Cell;

use super::{Bundle, Source};
use crate::domain::{FactIx, FactSet};
use crate::facts::Facts;
use crate::format::read::{Read, say};
use crate::format::{Code, Diagnostic, Diagnostics, Json, Place, is_known_format, limits, wire};
use crate::words::Words;

/// Reads and validates a bundle. Its words stay in the wire form: that is the caller's to take or
/// to copy.
pub fn bundle(json: &Json) -> Result<(Bundle, wire::Bundle), Vec<Diagnostic>> {
    let mut faults = Diagnostics::default();
    if !is_known_format(json, &mut faults) {
        return Err(faults.into_vec());
    }
    let wire = wire::Bundle::read(json, &Place::ROOT, &mut faults);
    if cfg!(feature = "messages") && budget::endless_lists(&wire, &mut faults) {
        return Err(faults.into_vec());
    }
    let bundle = Validator::new(&wire, &mut faults).bundle();
    if faults.is_empty() {
        Ok((bundle, wire))
    } else {
        Err(faults.into_vec())
    }
}

struct Validator<'a> {
    wire: &'a wire::Bundle,
    faults: &'a mut Diagnostics,
    facts: Facts,
    /// The facts whose values cannot be told, which has been reported.
    unclear: FactSet,
    alert_ids: Ids<'a>,
    fact_ids: Ids<'a>,
    groups: Ids<'a>,
    services: Ids<'a>,
    sources: Ids<'a>,
    /// Leaves of all criteria.
    leaves: usize,
    /// Leaves that were looked at so far to find out whether anybody can meet criteria.
    looked: Cell<usize>,
}

/// The ids of a list's items, by position.
#[derive(Default)]
struct Ids<'a> {
    ids: Vec<&'a str>,
    /// Every id could be read and is as ids should be.
    whole: bool,
}

impl Ids<'_> {
    fn position(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|other| *other == id)
    }

    /// Whether nothing in the list has this id; where one is wrong, it may stand for that.
    fn lacks(&self, id: &str) -> bool {
        self.whole && self.position(id).is_none()
    }
}

impl<'a> Validator<'a> {
    fn new(wire: &'a wire::Bundle, faults: &'a mut Diagnostics) -> Self {
        Validator {
            wire,
            faults,
            facts: Facts::default(),
            unclear: FactSet::default(),
            alert_ids: Ids::default(),
            fact_ids: Ids::default(),
            groups: Ids::default(),
            services: Ids::default(),
            sources: Ids::default(),
            leaves: 0,
            looked: Cell::new(0),
        }
    }

    fn bundle(mut self) -> Bundle {
        let (root, wire) = (Place::ROOT, self.wire);
        self.sizes();
        self.all_ids();
        self.facts = self.all_facts(&root.key("facts"));
        let groups = self.headings(&root.key("groups"));
        let areas = self.areas(&root.key("areas"));
        let alerts = self.alerts(&root.key("alerts"));
        let crisis = self.service_list(&wire.crisis, &root.key("crisis"));
        let services = self.all_services(&alerts, &root.key("services"));
        self.circles(&root.key("services"));
        // A page bounds what it looks at by itself: to refuse what comes near that is for those who
        // can mend it.
        if cfg!(feature = "messages") {
            self.tangles(&services, &alerts, &root.key("services"));
            self.sorting(&root.key("services"));
        }
        let questionnaires = self.questionnaires(&root.key("modules"));
        self.words();
        Bundle {
            id: wire.id.clone(),
            version: wire.version.clone(),
            areas,
            facts: self.facts,
            groups,
            alerts,
            crisis,
            services: services.into_iter().flatten().collect(),
            questionnaires,
            sources: wire.sources.iter().map(source).collect(),
            words: Words {
                default_locale: wire.default_locale.clone(),
                locales: Default::default(),
            },
        }
    }

    /// A fact, unless it cannot be told what values it takes.
    fn clear(&self, fact: Option<FactIx>) -> Option<FactIx> {
        fact.filter(|fact| !self.unclear.contains(*fact))
    }

    fn report(
        &mut self,
        code: Code,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.faults.report(code, place, message, help);
    }

    fn sizes(&mut self) {
        let root = Place::ROOT;
        let wire = self.wire;
        self.at_most(wire.facts.len(), limits::FACTS, &root.key("facts"));
        self.at_most(wire.alerts.len(), limits::ALERTS, &root.key("alerts"));
        self.at_most(wire.groups.len(), limits::GROUPS, &root.key("groups"));
        if wire.services.is_empty() {
            self.report(
                Code::EmptyArea,
                &root.key("services"),
                say!("This area has no services."),
                say!("Add at least one service."),
            );
        }
    }

    fn at_most(&mut self, count: usize, most: usize, place: &Place<'_>) {
        if count > most {
            let message = say!("There are {count} here; the most is {most}.");
            self.report(Code::TooMany, place, message, say!("Take some out."));
        }
    }

    fn all_ids(&mut self) {
        let (root, wire) = (Place::ROOT, self.wire);
        self.ids(
            wire.areas.iter().map(|area| area.id.as_str()).collect(),
            &root.key("areas"),
        );
        self.ids(
            wire.modules
                .iter()
                .map(|module| module.id.as_str())
                .collect(),
            &root.key("modules"),
        );
        self.alert_ids = self.ids(
            wire.alerts.iter().map(|alert| alert.id.as_str()).collect(),
            &root.key("alerts"),
        );
        self.fact_ids = self.ids(
            wire.facts.iter().map(|fact| fact.id.as_str()).collect(),
            &root.key("facts"),
        );
        self.groups = self.ids(
            wire.groups.iter().map(|group| group.id.as_str()).collect(),
            &root.key("groups"),
        );
        self.services = self.ids(
            wire.services
                .iter()
                .map(|service| service.id.as_str())
                .collect(),
            &root.key("services"),
        );
        self.sources = self.ids(
            wire.sources
                .iter()
                .map(|source| source.id.as_str())
                .collect(),
            &root.key("sources"),
        );
    }

    /// The ids of a list's items. Reports those that stand twice and those that are not made as ids
    /// are.
    fn ids<'i>(&mut self, ids: Vec<&'i str>, list: &Place<'_>) -> Ids<'i> {
        let before = self.faults.len();
        let mut seen = Vec::with_capacity(ids.len());
        for (at, id) in ids.iter().enumerate() {
            let item = list.item(at);
            let place = &item.key("id");
            self.once(id, &mut seen, place);
            self.id(id, place);
        }
        let whole =
            self.faults.len() == before && !self.faults.is_unread(list) && !ids.contains(&"");
        Ids { ids, whole }
    }

    fn once<'i>(&mut self, id: &'i str, seen: &mut Vec<&'i str>, place: &Place<'_>) {
        if seen.contains(&id) {
            self.report(
                Code::DuplicateId,
                place,
                say!("\"{id}\" stands twice."),
                say!("Give each its own id."),
            );
        }
        seen.push(id);
    }

    fn id(&mut self, id: &str, place: &Place<'_>) {
        let allowed = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
        };
        if id.is_empty() || id.len() > 64 || !id.bytes().all(allowed) {
            let help = say!("Use 1 to 64 small letters, digits, hyphens and underscores.");
            self.report(Code::BadId, place, say!("\"{id}\" cannot be an id."), help);
        }
    }
}

fn source(wire: &wire::Source) -> Source {
    Source {
        id: wire.id.clone(),
        published: wire.published.clone(),
    }
}
