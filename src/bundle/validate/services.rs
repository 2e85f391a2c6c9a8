//! Services: what each helps with, its heading, its sources, and whether what it says can be analysed.

use super::Validator;
use super::criteria::leaf;
use crate::answers::{Answers, Knowledge};
use crate::bundle::read::say;
use crate::bundle::{Alert, Citation, Place, Service, ServiceIx, wire};
use crate::criteria::{Criterion, MOST_EFFORT, Test, effort};
use crate::facts::{FactIx, ValueSet};

impl Validator<'_> {
    pub(super) fn all_services(&mut self, place: &Place<'_>) -> Vec<Service> {
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
            level: service.level,
            cost: service.cost,
            verify: service.verify.clone(),
            sources,
            as_of: as_of?,
            review: review?,
        })
    }

    /// Reports services of which it would take too long to work out what may still be shown: the journey looks at a
    /// service's criteria together with those of the alerts that name it.
    pub(super) fn tangles(&mut self, services: &[Service], alerts: &[Alert], place: &Place<'_>) {
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
            let source = self.source(&citation.source, &place.item(at).key("source"));
            citations.extend(source.map(|source| Citation { source, at: citation.r#where.clone() }));
        }
        citations
    }

    /// The position of a source.
    pub(super) fn source(&mut self, id: &str, place: &Place<'_>) -> Option<usize> {
        let found = self.wire.sources.iter().position(|source| source.id == id);
        if found.is_none() {
            let help = say!("Write the id of a source of area.json, or add one.");
            self.report("unknown-source", place, say!("No source is called \"{id}\"."), help);
        }
        found
    }
}
/// About what is going on: any of the needs that it helps with, or anything.
fn relevance(needs: Option<FactIx>, helps_with: Option<ValueSet>) -> Criterion {
    match (needs, helps_with) {
        (Some(needs), Some(values)) => leaf(needs, Test::Includes(values), &None),
        _ => Criterion::everyone(),
    }
}
