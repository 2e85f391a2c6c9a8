//! From the wire form to a valid [`Bundle`]: every name resolved, every value in its domain, every fault reported.

use super::diagnostic::{Diagnostic, Diagnostics, Place};
use super::json::Json;
use super::read::{Read, say};
use super::words::key;
use super::{
    Alert, Area, Bundle, Citation, Consent, Contact, FORMAT, Hours, KnownFacts, Opening, Route, Service, ServiceIx,
    Source, limits, wire,
};
use super::{ContactKind, Who, Words};
use crate::answers::{Answers, Knowledge};
use crate::clock::{Date, Time};
use crate::criteria::{Criterion, Leaf, MOST_EFFORT, Test, effort, reach};
use crate::facts::{Domain, Fact, FactIx, Facts, Section, ValueSet};

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
        self.unique("sources", self.wire.sources.iter().map(|source| source.id.as_str()).enumerate().collect());
        let areas = self.areas(&root.key("areas"));
        let alerts = self.alerts(&root.key("alerts"));
        let crisis = self.service_list(&self.wire.crisis, &root.key("crisis"));
        let services = self.all_services(&root.key("services"));
        self.tangles(&services, &alerts, &root.key("services"));
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

    // Facts

    fn all_facts(&mut self, place: &Place<'_>) -> Facts {
        let wire = self.wire;
        let facts = wire.facts.iter().map(|(at, fact)| self.fact(fact, &place.item(at))).collect();
        self.facts = Facts::new(facts);
        // Conditions are read once every fact is known, so that a late one can be told from an unknown one.
        let mut facts: Vec<Fact> = self.facts.iter().map(|(_, fact)| fact.clone()).collect();
        for (ix, ((at, wire), fact)) in wire.facts.iter().zip(&mut facts).enumerate() {
            let item = place.item(at);
            let place = item.key("when");
            fact.when = wire.when.as_ref().and_then(|when| self.criterion(when, &place));
            let late = fact.when.iter().flat_map(Criterion::leaves).any(|leaf| leaf.fact.index() >= ix);
            if late {
                let message = say!("This names a question that is not asked before.");
                self.report(
                    "late-condition",
                    &place,
                    message,
                    say!("Name earlier questions only, or move this one down."),
                );
                fact.when = None;
            }
        }
        Facts::new(facts)
    }

    fn fact(&mut self, fact: &wire::Fact, place: &Place<'_>) -> Fact {
        self.at_most(fact.values.len(), limits::VALUES, &place.key("values"));
        let domain = self.domain(fact, place);
        let rest = fact.rest.as_ref().and_then(|value| self.value(&domain, value, &place.key("rest")));
        let sections = fact.sections.iter().enumerate().map(|(at, section)| {
            let sections = place.key("sections");
            let item = sections.item(at);
            Section { id: section.id.clone(), values: self.values(&domain, &section.values, &item.key("values")) }
        });
        let sections: Vec<Section> = sections.collect();
        let listed = sections.iter().fold(ValueSet::default(), |all, section| all.union(section.values));
        if !sections.is_empty() && listed != domain.all_values() {
            let message = say!("Some values are in no section.");
            self.report("unlisted-value", &place.key("sections"), message, say!("Put every value in a section."));
        }
        Fact {
            id: fact.id.clone(),
            domain,
            when: None,
            sensitive: fact.sensitive,
            required: fact.required,
            rest,
            sections,
        }
    }

    fn domain(&mut self, fact: &wire::Fact, place: &Place<'_>) -> Domain {
        let named = matches!(fact.r#type, wire::FactType::OneOf | wire::FactType::AnyOf);
        if named == fact.values.is_empty() {
            let (message, help) = if named {
                (say!("This type of fact needs values."), say!("Add \"values\"."))
            } else {
                (say!("This type of fact has no values."), say!("Remove \"values\"."))
            };
            self.report("wrong-domain", &place.key("values"), message, help);
        }
        let mut seen = Vec::new();
        for (at, value) in fact.values.iter().enumerate() {
            let values = place.key("values");
            let place = &values.item(at);
            self.id(value, place);
            self.once(value, &mut seen, place);
        }
        match fact.r#type {
            wire::FactType::OneOf => Domain::OneOf(fact.values.clone()),
            wire::FactType::AnyOf => Domain::AnyOf(fact.values.clone()),
            wire::FactType::YesNo => Domain::YesNo,
            wire::FactType::Integer => {
                let (min, max) = (fact.min.unwrap_or(0), fact.max.unwrap_or(-1));
                if min > max {
                    let help = say!("Give \"min\" and \"max\", the lower first.");
                    self.report("wrong-domain", place, say!("An integer needs a lowest and a highest value."), help);
                }
                Domain::Integer { min, max: max.max(min) }
            }
        }
    }

    fn value(&mut self, domain: &Domain, value: &str, place: &Place<'_>) -> Option<u8> {
        let found = domain.position(value);
        if found.is_none() {
            let help = say!("Write one of: {}.", domain.values().join(", "));
            self.report("outside-domain", place, say!("\"{value}\" is not a value of this fact."), help);
        }
        found
    }

    fn values(&mut self, domain: &Domain, values: &[String], place: &Place<'_>) -> ValueSet {
        if values.is_empty() {
            self.report("outside-domain", place, say!("There are no values here."), say!("Name at least one."));
        }
        values.iter().enumerate().filter_map(|(at, value)| self.value(domain, value, &place.item(at))).collect()
    }

    // Criteria

    fn criterion(&mut self, wire: &wire::Criterion, place: &Place<'_>) -> Option<Criterion> {
        let read = self.tree(wire, place)?;
        self.at_most(read.leaves().len(), limits::LEAVES, place);
        Some(read)
    }

    fn tree(&mut self, wire: &wire::Criterion, place: &Place<'_>) -> Option<Criterion> {
        match wire {
            wire::Criterion::Between(between) => self.between(between, &place.key("between")),
            wire::Criterion::In(listed) => self.listed(listed, wire::FactType::OneOf, &place.key("in")),
            wire::Criterion::Includes(listed) => self.listed(listed, wire::FactType::AnyOf, &place.key("includes")),
            wire::Criterion::Is(is) => {
                let place = place.key("is");
                let fact = self.fact_of(&is.fact, wire::FactType::YesNo, &place)?;
                Some(leaf(fact, Test::Is(is.value), &is.words))
            }
            wire::Criterion::All(parts) => self.parts(parts, &place.key("all")).map(Criterion::All),
            wire::Criterion::Any(parts) => {
                let place = place.key("any");
                if parts.is_empty() {
                    self.report("empty-any", &place, say!("With no parts this holds for nobody."), say!("Add a part."));
                }
                self.parts(parts, &place).map(Criterion::Any)
            }
            wire::Criterion::Not(part) => self.tree(part, &place.key("not")).map(|part| Criterion::Not(Box::new(part))),
        }
    }

    fn parts(&mut self, parts: &[wire::Criterion], place: &Place<'_>) -> Option<Vec<Criterion>> {
        let read: Vec<_> = parts.iter().enumerate().map(|(at, part)| self.tree(part, &place.item(at))).collect();
        read.into_iter().collect()
    }

    fn between(&mut self, wire: &wire::Between, place: &Place<'_>) -> Option<Criterion> {
        let fact = self.fact_of(&wire.fact, wire::FactType::Integer, place)?;
        let Domain::Integer { min: lowest, max: highest } = self.facts.get(fact)?.domain else { return None };
        for (end, value) in [("min", wire.min), ("max", wire.max)] {
            if value.is_some_and(|value| !(lowest..=highest).contains(&value)) {
                let help = say!("Write a number from {lowest} to {highest}.");
                self.report("outside-domain", &place.key(end), say!("\"{}\" never takes this value.", wire.fact), help);
            }
        }
        if wire.min.unwrap_or(lowest) > wire.max.unwrap_or(highest) {
            self.report(
                "empty-range",
                place,
                say!("No number is in this range."),
                say!("Put the lower end in \"min\"."),
            );
        }
        Some(leaf(fact, Test::Between { min: wire.min, max: wire.max }, &wire.words))
    }

    fn listed(&mut self, wire: &wire::Listed, kind: wire::FactType, place: &Place<'_>) -> Option<Criterion> {
        let fact = self.fact_of(&wire.fact, kind, place)?;
        let domain = self.facts.get(fact)?.domain.clone();
        let values = self.values(&domain, &wire.values, &place.key("values"));
        let test = if kind == wire::FactType::OneOf { Test::In(values) } else { Test::Includes(values) };
        Some(leaf(fact, test, &wire.words))
    }

    fn fact_of(&mut self, id: &str, kind: wire::FactType, place: &Place<'_>) -> Option<FactIx> {
        let place = &place.key("fact");
        let Some(found) = self.facts.find(id) else {
            // A fact that could not be read has been reported where it stands.
            if self.wire.facts.is_whole() {
                let ids: Vec<&str> = self.wire.facts.iter().map(|(_, fact)| fact.id.as_str()).collect();
                let help = say!("Write one of: {}.", ids.join(", "));
                self.report("unknown-fact", place, say!("No fact is called \"{id}\"."), help);
            }
            return None;
        };
        let type_name = self.facts.get(found)?.domain.type_name();
        if type_name != kind.name() {
            let leaf = match type_name {
                "one-of" => "in",
                "any-of" => "includes",
                "integer" => "between",
                _ => "is",
            };
            let message = say!("\"{id}\" is {type_name}; this asks for {}.", kind.name());
            self.report("wrong-leaf", place, message, say!("Ask with \"{leaf}\"."));
            return None;
        }
        Some(found)
    }

    // Areas and alerts

    fn areas(&mut self, place: &Place<'_>) -> Vec<Area> {
        let wire = self.wire;
        let area = |(at, area): (usize, &wire::Area)| {
            let item = place.item(at);
            let covers = area.covers.as_ref().and_then(|covers| self.criterion(covers, &item.key("covers")));
            Area { id: area.id.clone(), covers: covers.unwrap_or_else(Criterion::everyone) }
        };
        wire.areas.iter().enumerate().map(area).collect()
    }

    fn alerts(&mut self, place: &Place<'_>) -> Vec<Alert> {
        let wire = self.wire;
        let mut alerts = Vec::new();
        for (at, alert) in wire.alerts.iter() {
            let place = place.item(at);
            let services = self.service_list(&alert.services, &place.key("services"));
            let when = self.criterion(&alert.when, &place.key("when"));
            if let Some(when) = when {
                self.can_hold("alert-for-nobody", &[&when], &place.key("when"), "No answers raise this alert.");
                alerts.push(Alert { id: alert.id.clone(), severity: alert.severity, when, services });
            }
        }
        alerts
    }

    fn service_list(&mut self, ids: &[String], place: &Place<'_>) -> Vec<ServiceIx> {
        let mut found = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            match self.services.iter().position(|service| service == id) {
                Some(ix) => found.push(ServiceIx(ix)),
                None if self.wire.services.is_whole() => {
                    let message = say!("No service is called \"{id}\".");
                    self.report(
                        "unknown-service",
                        &place.item(at),
                        message,
                        say!("Write the id of a service, or add one."),
                    );
                }
                None => {}
            }
        }
        found
    }

    // Services

    fn all_services(&mut self, place: &Place<'_>) -> Vec<Service> {
        let wire = self.wire;
        wire.services.iter().filter_map(|(at, service)| self.service(service, &place.item(at))).collect()
    }

    fn service(&mut self, service: &wire::Service, place: &Place<'_>) -> Option<Service> {
        let eligibility = self.criterion(&service.r#for, &place.key("for"));
        let helps_with = self.helps_with(service, place);
        let relevance = relevance(self.known.needs, helps_with);
        let contacts = self.contacts(service, &place.key("contacts"));
        let routes = self.routes(service, eligibility.as_ref(), &place.key("routes"));
        let consents = self.consents(service, &place.key("consent"));
        let hours = service.hours.as_ref().and_then(|hours| self.hours(hours, &place.key("hours")));
        let sources = self.citations(service, &place.key("sources"));
        let as_of = self.date(&service.as_of, &place.key("as_of"));
        let review = self.date(&service.review, &place.key("review"));
        let group = self.group(&service.group, &place.key("group"));
        let eligibility = eligibility?;
        self.can_hold("service-for-nobody", &[&eligibility], &place.key("for"), "Nobody can meet this criterion.");
        Some(Service {
            id: service.id.clone(),
            area: service.area.clone().unwrap_or_else(|| self.wire.id.clone()),
            status: service.status,
            outside: service.outside,
            group: group?,
            helps_with,
            eligibility,
            relevance,
            contacts,
            routes,
            consents,
            hours,
            cost: service.cost,
            verify: service.verify.clone(),
            sources,
            as_of: as_of?,
            review: review?,
        })
    }

    /// Reports services of which it would take too long to work out what may still be shown: the journey looks at a
    /// service's criteria together with those of the alerts that name it.
    fn tangles(&mut self, services: &[Service], alerts: &[Alert], place: &Place<'_>) {
        let tangled: Vec<usize> = (0..services.len()).filter(|ix| self.is_tangled(services, alerts, *ix)).collect();
        for (ix, (at, _)) in self.wire.services.iter().enumerate() {
            if tangled.contains(&ix) {
                let message = say!("With the alerts that name it, this names the same facts too often to be analysed.");
                let help = say!("Say it with fewer leaves on the same facts.");
                self.report("too-tangled", &place.item(at), message, help);
            }
        }
    }

    /// What is tangled by itself has been reported where it stands.
    fn is_tangled(&self, services: &[Service], alerts: &[Alert], ix: usize) -> bool {
        let Some(service) = services.get(ix) else { return false };
        let nothing = Answers::default();
        let known = Knowledge::new(&self.facts, &nothing);
        let naming = alerts.iter().filter(|alert| alert.services.contains(&ServiceIx(ix))).map(|alert| &alert.when);
        let seen: Vec<&Criterion> = naming.chain([&service.relevance, &service.eligibility]).collect();
        service.routes.iter().any(|route| {
            let way = [&route.asker, &route.criterion];
            let own = effort(&[[&service.eligibility].as_slice(), &way].concat(), &known);
            own <= MOST_EFFORT && effort(&[seen.as_slice(), &way].concat(), &known) > MOST_EFFORT
        })
    }

    /// Reports a criterion that nobody can meet, and one that would take too long to analyse.
    fn can_hold(&mut self, code: &'static str, criteria: &[&Criterion], place: &Place<'_>, message: &str) {
        let nothing = Answers::default();
        let known = Knowledge::new(&self.facts, &nothing);
        if effort(criteria, &known) > MOST_EFFORT {
            let message = say!("This names the same facts too often to be analysed.");
            self.report("too-tangled", place, message, say!("Say it with fewer leaves on the same facts."));
        } else if !reach(criteria, &known).holds {
            self.report(code, place, message, say!("Look for parts that rule each other out."));
        }
    }

    fn helps_with(&mut self, service: &wire::Service, place: &Place<'_>) -> Option<ValueSet> {
        let place = &place.key("helps_with");
        if service.helps_with.is_empty() {
            return None;
        }
        let Some(needs) = self.known.needs.and_then(|needs| self.facts.get(needs)) else {
            let help = say!("Add the fact \"needs\", or leave this out.");
            self.report("unknown-fact", place, say!("This bundle has no fact \"needs\"."), help);
            return None;
        };
        let domain = needs.domain.clone();
        Some(self.values(&domain, &service.helps_with, place))
    }

    fn group(&mut self, id: &str, place: &Place<'_>) -> Option<usize> {
        let found = self.wire.groups.iter().map(|(_, group)| group.id.as_str()).position(|group| group == id);
        if found.is_none() {
            let ids: Vec<&str> = self.wire.groups.iter().map(|(_, group)| group.id.as_str()).collect();
            let help = say!("Write one of: {}.", ids.join(", "));
            self.report("unknown-group", place, say!("No group is called \"{id}\"."), help);
        }
        found
    }

    fn contacts(&mut self, service: &wire::Service, place: &Place<'_>) -> Vec<Contact> {
        self.at_most(service.contacts.len(), limits::WAYS, place);
        let mut seen = Vec::new();
        for (at, contact) in service.contacts.iter().enumerate() {
            let place = &place.item(at);
            self.id(&contact.id, &place.key("id"));
            self.once(&contact.id, &mut seen, &place.key("id"));
            self.contact_value(contact, place);
        }
        let contact = |contact: &wire::Contact| Contact {
            id: contact.id.clone(),
            kind: contact.kind,
            value: contact.value.clone().unwrap_or_default(),
            body: contact.body.clone(),
            verify: contact.verify,
        };
        service.contacts.iter().map(contact).collect()
    }

    fn contact_value(&mut self, contact: &wire::Contact, place: &Place<'_>) {
        let place = &place.key("value");
        let value = contact.value.as_deref();
        let wanted = match (contact.kind, value) {
            (ContactKind::Visit | ContactKind::Person, None) => return,
            (ContactKind::Visit | ContactKind::Person, Some(_)) => say!("Remove it: words say who or where."),
            (_, None) => say!("Give its value, or say who to ask with the kind \"person\"."),
            (ContactKind::Web, Some(link)) if !is_web_link(link) => say!("Write an https:// link."),
            (ContactKind::Email, Some(address)) if !is_email(address) => say!("Write an email address alone."),
            (ContactKind::Phone | ContactKind::Text, Some(number)) if !is_number(number) => {
                say!("Write a telephone number: digits and spaces, with + in front at the most.")
            }
            _ => return,
        };
        let wordless = matches!(contact.kind, ContactKind::Visit | ContactKind::Person) || value.is_none();
        let code = if wordless { "wrong-contact" } else { "unsafe-link" };
        let shown: String = value.unwrap_or("nothing").chars().take(80).collect();
        self.report(code, place, say!("\"{shown}\" cannot stand here."), wanted);
    }

    fn routes(&mut self, service: &wire::Service, eligibility: Option<&Criterion>, place: &Place<'_>) -> Vec<Route> {
        self.at_most(service.routes.len(), limits::WAYS, place);
        if service.routes.is_empty() {
            self.report(
                "no-routes",
                place,
                say!("There is no way in to this service."),
                say!("Add a route, if only a person to ask."),
            );
        }
        let mut routes = Vec::new();
        for (at, route) in service.routes.iter().enumerate() {
            let place = &place.item(at);
            let contacts = self.route_contacts(service, route, &place.key("contacts"));
            let roles = self.roles(route, &place.key("roles"));
            let when = route.when.as_ref().map(|when| self.criterion(when, &place.key("when")));
            let Some(when) = when.unwrap_or_else(|| Some(Criterion::everyone())) else { continue };
            let criterion = Criterion::All(vec![when, self.by_role(roles)]);
            let asker = self.asked_by(route.who);
            let everyone = Criterion::everyone();
            let open = [eligibility.unwrap_or(&everyone), &asker, &criterion];
            self.can_hold("route-for-nobody", &open, place, "Nobody whom this service is for can take this way in.");
            routes.push(Route { who: route.who, contacts, roles, criterion, asker });
        }
        routes
    }

    fn route_contacts(&mut self, service: &wire::Service, route: &wire::Route, place: &Place<'_>) -> Vec<usize> {
        if route.contacts.is_empty() {
            let help = say!("Name at least one contact, if only a person to ask.");
            self.report("route-for-nobody", place, say!("This way in leads nowhere."), help);
        }
        let mut found = Vec::new();
        for (at, id) in route.contacts.iter().enumerate() {
            match service.contacts.iter().position(|contact| contact.id == *id) {
                Some(contact) => found.push(contact),
                None => {
                    let message = say!("This service has no contact \"{id}\".");
                    self.report(
                        "unknown-contact",
                        &place.item(at),
                        message,
                        say!("Write the id of one of its contacts."),
                    );
                }
            }
        }
        found
    }

    fn roles(&mut self, route: &wire::Route, place: &Place<'_>) -> ValueSet {
        if route.roles.is_empty() {
            return ValueSet::default();
        }
        let Some(domain) = self.known.role.and_then(|role| self.facts.get(role)).map(|fact| fact.domain.clone()) else {
            self.report(
                "unknown-fact",
                place,
                say!("This bundle has no fact \"role\"."),
                say!("Add it, or leave this out."),
            );
            return ValueSet::default();
        };
        if route.who != Who::Professional {
            let help = say!("Leave \"roles\" out, or let \"who\" be \"professional\".");
            self.report("wrong-route", place, say!("Only professionals have roles."), help);
        }
        self.values(&domain, &route.roles, place)
    }

    /// A professional must have one of the roles; for other askers it is open through somebody who has.
    fn by_role(&self, roles: ValueSet) -> Criterion {
        match self.known.role {
            Some(role) if !roles.is_empty() => {
                let theirs = leaf(role, Test::In(roles), &None);
                Criterion::Any(vec![Criterion::Not(Box::new(self.asked_by(Who::Professional))), theirs])
            }
            _ => Criterion::everyone(),
        }
    }

    /// The asker is of this kind.
    fn asked_by(&self, who: Who) -> Criterion {
        let Some((audience, fact)) = self.known.audience.and_then(|at| Some((at, self.facts.get(at)?))) else {
            return Criterion::everyone();
        };
        let values = who.audiences().iter().filter_map(|name| fact.domain.position(name)).collect();
        leaf(audience, Test::In(values), &None)
    }

    fn consents(&mut self, service: &wire::Service, place: &Place<'_>) -> Vec<Consent> {
        self.at_most(service.consent.len(), limits::WAYS, place);
        let mut consents = Vec::new();
        for (at, consent) in service.consent.iter().enumerate() {
            let place = place.item(at);
            self.id(&consent.id, &place.key("id"));
            if let Some(when) = self.criterion(&consent.when, &place.key("when")) {
                consents.push(Consent { id: consent.id.clone(), when });
            }
        }
        consents
    }

    fn hours(&mut self, hours: &wire::Hours, place: &Place<'_>) -> Option<Hours> {
        let wire::Hours::Weekly(openings) = hours else { return Some(Hours::Always) };
        self.at_most(openings.len(), limits::WAYS, place);
        let mut read = Vec::new();
        for (at, opening) in openings.iter().enumerate() {
            let place = place.item(at);
            let from = self.time(&opening.from, &place.key("from"));
            let to = self.time(&opening.to, &place.key("to"));
            let (Some(from), Some(to)) = (from, to) else { continue };
            if from >= to {
                let help = say!(
                    "Let it close later on the same day; for a night write two stretches, up to 24:00 and from 00:00."
                );
                self.report("bad-time", &place, say!("It closes before it opens."), help);
            }
            if opening.days.is_empty() {
                self.report(
                    "bad-time",
                    &place.key("days"),
                    say!("There are no days here."),
                    say!("Name at least one."),
                );
            }
            read.push(Opening { days: opening.days.clone(), from, to });
        }
        Some(Hours::Weekly(read))
    }

    fn time(&mut self, text: &str, place: &Place<'_>) -> Option<Time> {
        let time = Time::parse(text);
        if time.is_none() {
            self.report(
                "bad-time",
                place,
                say!("\"{text}\" is not a time of day."),
                say!("Write HH:MM, 00:00 to 24:00."),
            );
        }
        time
    }

    fn date(&mut self, text: &str, place: &Place<'_>) -> Option<Date> {
        let date = Date::parse(text);
        if date.is_none() {
            self.report("bad-date", place, say!("\"{text}\" is not a day."), say!("Write YYYY-MM-DD."));
        }
        date
    }

    fn citations(&mut self, service: &wire::Service, place: &Place<'_>) -> Vec<Citation> {
        if service.sources.is_empty() {
            self.report(
                "no-source",
                place,
                say!("Nothing says where this is known from."),
                say!("Name at least one source."),
            );
        }
        let mut citations = Vec::new();
        for (at, citation) in service.sources.iter().enumerate() {
            match self.wire.sources.iter().position(|source| source.id == citation.source) {
                Some(source) => citations.push(Citation { source, at: citation.r#where.clone() }),
                None => {
                    let message = say!("No source is called \"{}\".", citation.source);
                    let help = say!("Write the id of a source of area.json, or add one.");
                    self.report("unknown-source", &place.item(at).key("source"), message, help);
                }
            }
        }
        citations
    }

    // Words

    /// Reports the words that a page could not do without and that the bundle's own language lacks.
    fn words(&mut self) {
        let wire = self.wire;
        let locales = Place::ROOT.key("locales");
        let place = locales.key(&wire.default_locale);
        let Some(words) = wire.locales.get(&wire.default_locale) else {
            self.report(
                "missing-words",
                &place,
                say!("The bundle's own language has no words."),
                say!("Add its locale files."),
            );
            return;
        };
        for key in needed_words(wire, &self.facts) {
            if words.0.get(&key).is_none_or(|text| text.trim().is_empty()) {
                let message = say!("\"{key}\" has no words.");
                self.report("missing-words", &place.key(&key), message, say!("Add them to the locale file."));
            }
        }
    }
}

fn needed_words(wire: &wire::Bundle, facts: &Facts) -> Vec<String> {
    let mut keys = Vec::new();
    for (_, fact) in facts.iter() {
        keys.push(key(&["fact", &fact.id, "question"]));
        keys.push(key(&["fact", &fact.id, "short"]));
        let values = fact.domain.values().iter();
        keys.extend(values.map(|value| key(&["fact", &fact.id, "value", value])));
        keys.extend(fact.sections.iter().map(|section| key(&["fact", &fact.id, "section", &section.id])));
    }
    keys.extend(wire.groups.iter().map(|(_, group)| key(&["group", &group.id, "title"])));
    keys.extend(wire.alerts.iter().map(|(_, alert)| key(&["alert", &alert.id, "title"])));
    keys.extend(wire.sources.iter().map(|source| key(&["source", &source.id, "title"])));
    for (_, service) in wire.services.iter() {
        let id = &service.id;
        keys.push(key(&["service", id, "name"]));
        keys.push(key(&["service", id, "summary"]));
        keys.extend(service.contacts.iter().map(|contact| key(&["service", id, "contact", &contact.id])));
        keys.extend(service.routes.iter().map(|route| key(&["service", id, "route", route.who.name()])));
        keys.extend(service.consent.iter().map(|consent| key(&["service", id, "consent", &consent.id])));
    }
    keys
}

fn source(wire: &wire::Source) -> Source {
    Source { id: wire.id.clone(), published: wire.published.clone() }
}

fn leaf(fact: FactIx, test: Test, words: &Option<String>) -> Criterion {
    Criterion::Leaf(Leaf { fact, test, words: words.clone() })
}

/// About what is going on: any of the needs that it helps with, or anything.
fn relevance(needs: Option<FactIx>, helps_with: Option<ValueSet>) -> Criterion {
    match (needs, helps_with) {
        (Some(needs), Some(values)) => leaf(needs, Test::Includes(values), &None),
        _ => Criterion::everyone(),
    }
}

fn is_web_link(link: &str) -> bool {
    link.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && is_plain(rest))
}

fn is_email(address: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && name.bytes().chain(host.bytes()).all(allowed)
    })
}

fn is_number(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    digits.bytes().any(|byte| byte.is_ascii_digit()) && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
}

impl Who {
    /// The kinds of asker that take this way in. A friend takes the way that the young person would.
    pub fn audiences(self) -> &'static [&'static str] {
        match self {
            Who::Myself => &["young-person", "friend"],
            Who::ParentCarer => &["parent-carer"],
            Who::Professional => &["professional"],
        }
    }
}
