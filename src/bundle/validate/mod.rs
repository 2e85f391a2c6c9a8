//! From the wire form to a valid [`Bundle`]: every name resolved, every value in its domain, every fault reported.
//!
//! Here: the way in, and what holds of every list, its size and its ids. Each kind of thing has a file of its own.

mod alerts;
mod contacts;
mod criteria;
mod facts;
mod hours;
mod modules;
mod routes;
mod services;
mod words;

use super::diagnostic::{Diagnostic, Diagnostics, Place};
use super::json::Json;
use super::read::{Read, say};
use super::{Bundle, FORMAT, KnownFacts, Source, Words, limits, wire};
use crate::facts::Facts;

/// Reads and validates a bundle.
pub fn bundle(json: &Json) -> Result<Bundle, Vec<Diagnostic>> {
    let mut faults = Diagnostics::default();
    if !is_known_format(json, &mut faults) {
        return Err(faults.into_vec());
    }
    let wire = wire::Bundle::read(json, &Place::ROOT, &mut faults);
    let bundle = wire.map(|wire| {
        let mut bundle = Validator::new(&wire, &mut faults).bundle();
        bundle.words.locales = wire.locales.map(|texts| texts.0);
        bundle
    });
    match bundle {
        Some(bundle) if faults.is_empty() => Ok(bundle),
        _ => Err(faults.into_vec()),
    }
}

/// A bundle of another format is refused for that alone: its other faults would mislead.
pub fn is_known_format(json: &Json, faults: &mut Diagnostics) -> bool {
    let Some(Json::Integer(format)) = json.get("format") else { return true };
    let known = *format == i64::from(FORMAT);
    if !known {
        let message = say!("This bundle has format {format}; this version reads format {FORMAT}.");
        faults.report(
            "unknown-format",
            &Place::ROOT.key("format"),
            message,
            say!("Build it again with the nwd of this version."),
        );
    }
    known
}

struct Validator<'a> {
    wire: &'a wire::Bundle,
    faults: &'a mut Diagnostics,
    facts: Facts,
    known: KnownFacts,
    /// The ids of the services that could be read.
    services: Vec<&'a str>,
}

impl<'a> Validator<'a> {
    fn new(wire: &'a wire::Bundle, faults: &'a mut Diagnostics) -> Self {
        let services = wire.services.iter().map(|(_, service)| service.id.as_str());
        Validator { wire, faults, facts: Facts::default(), known: KnownFacts::default(), services: services.collect() }
    }

    fn bundle(mut self) -> Bundle {
        let root = Place::ROOT;
        self.sizes();
        self.facts = self.all_facts(&root.key("facts"));
        let find = |id| self.facts.find(id);
        self.known =
            KnownFacts { audience: find("audience"), needs: find("needs"), role: find("role"), age: find("age") };
        self.unique("areas", self.wire.areas.iter().map(|area| area.id.as_str()).enumerate().collect());
        self.unique("facts", self.wire.facts.iter().map(|(at, fact)| (at, fact.id.as_str())).collect());
        self.unique("groups", self.wire.groups.iter().map(|(at, group)| (at, group.id.as_str())).collect());
        self.unique("alerts", self.wire.alerts.iter().map(|(at, alert)| (at, alert.id.as_str())).collect());
        self.unique("services", self.wire.services.iter().map(|(at, service)| (at, service.id.as_str())).collect());
        self.unique("modules", self.wire.modules.iter().map(|(at, module)| (at, module.id.as_str())).collect());
        self.unique("sources", self.wire.sources.iter().map(|source| source.id.as_str()).enumerate().collect());
        let areas = self.areas(&root.key("areas"));
        let alerts = self.alerts(&root.key("alerts"));
        let crisis = self.service_list(&self.wire.crisis, &root.key("crisis"));
        let services = self.all_services(&root.key("services"));
        self.tangles(&services, &alerts, &root.key("services"));
        let modules = self.modules(&root.key("modules"));
        self.words();
        Bundle {
            id: self.wire.id.clone(),
            version: self.wire.version.clone(),
            areas,
            facts: self.facts,
            groups: self.wire.groups.iter().map(|(_, group)| group.id.clone()).collect(),
            alerts,
            crisis,
            services,
            modules,
            sources: self.wire.sources.iter().map(source).collect(),
            words: Words { default_locale: self.wire.default_locale.clone(), locales: Default::default() },
            known: self.known,
        }
    }

    fn report(&mut self, code: &'static str, place: &Place<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.faults.report(code, place, message, help);
    }

    fn sizes(&mut self) {
        let root = Place::ROOT;
        let wire = self.wire;
        self.at_most(wire.facts.len(), limits::FACTS, &root.key("facts"));
        self.at_most(wire.services.len(), limits::SERVICES, &root.key("services"));
        self.at_most(wire.alerts.len(), limits::ALERTS, &root.key("alerts"));
        if wire.services.len() == 0 {
            self.report(
                "empty-area",
                &root.key("services"),
                say!("This area has no services."),
                say!("Add at least one service."),
            );
        }
    }

    fn at_most(&mut self, count: usize, most: usize, place: &Place<'_>) {
        if count > most {
            let message = say!("There are {count} here; the most is {most}.");
            self.report("too-many", place, message, say!("Take some out."));
        }
    }

    /// Reports ids that stand twice and ids that are not made as ids are.
    fn unique(&mut self, list: &str, ids: Vec<(usize, &str)>) {
        let mut seen = Vec::with_capacity(ids.len());
        for (at, id) in ids {
            let list = Place::ROOT.key(list);
            let item = list.item(at);
            let place = &item.key("id");
            self.once(id, &mut seen, place);
            self.id(id, place);
        }
    }

    fn once<'i>(&mut self, id: &'i str, seen: &mut Vec<&'i str>, place: &Place<'_>) {
        if seen.contains(&id) {
            self.report("duplicate-id", place, say!("\"{id}\" stands twice."), say!("Give each its own id."));
        }
        seen.push(id);
    }

    fn id(&mut self, id: &str, place: &Place<'_>) {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
        if id.is_empty() || id.len() > 64 || !id.bytes().all(allowed) {
            let help = say!("Use 1 to 64 small letters, digits, hyphens and underscores.");
            self.report("bad-id", place, say!("\"{id}\" cannot be an id."), help);
        }
    }
}

fn source(wire: &wire::Source) -> Source {
    Source { id: wire.id.clone(), published: wire.published.clone() }
}
