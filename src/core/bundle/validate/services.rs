//! Services: what each helps with, its heading, its sources, and whether what it says can be
//! analysed.

use super::Validator;
use super::budget::OF_TANGLES;
use super::criteria::{UNTANGLE, leaf, tangled};
use crate::analysis::{Seen, is_too_tangled};
use crate::answers::Answers;
use crate::bundle::{Alert, Citation, Concern, Route, Service, ServiceIx};
use crate::criterion::{Criterion, Test};
use crate::domain::{FactIx, ValueSet};
use crate::format::read::say;
use crate::format::{Code, Place, wire};
use crate::knowledge::Knowledge;
use crate::vocabulary;

impl Validator<'_> {
    /// Every service by position; `None` where one cannot be used.
    pub(super) fn all_services(
        &mut self,
        alerts: &[Alert],
        place: &Place<'_>,
    ) -> Vec<Option<Service>> {
        let wire = self.wire;
        self.old_names(place);
        let mut services = Vec::with_capacity(wire.services.len());
        for (at, service) in wire.services.iter().enumerate() {
            let mut service = self.service(service, &place.item(at));
            if let Some(service) = &mut service {
                let naming = alerts.iter().enumerate();
                let naming = naming.filter(|(_, alert)| alert.services.contains(&ServiceIx(at)));
                service.named_by = naming.map(|(at, _)| at).collect();
            }
            services.push(service);
        }
        services
    }

    /// Reports what services were called before that a service is called still, or that stands
    /// twice.
    fn old_names(&mut self, place: &Place<'_>) {
        let mut names = Vec::new();
        for (at, service) in self.wire.services.iter().enumerate() {
            let place = place.item(at);
            let place = place.key("was");
            for (nth, name) in service.was.iter().enumerate() {
                let place = place.item(nth);
                if self.services.position(name).is_some() {
                    let message = say!("A service is called \"{name}\" still.");
                    let help = say!("Take it out here, or rename the service.");
                    self.report(Code::DuplicateId, &place, message, help);
                }
                self.id(name, &place);
                self.once(name, &mut names, &place);
            }
        }
    }

    fn service(&mut self, service: &wire::Service, place: &Place<'_>) -> Option<Service> {
        let whom = place.key("for");
        let eligibility = self.criterion(&service.r#for, &whom).filter(|criterion| {
            self.can_hold(
                Code::ServiceForNobody,
                &[(criterion, whom)],
                &whom,
                "Nobody can meet this criterion.",
            )
        });
        let helps_with = self.helps_with(service, place);
        let also_about = service
            .also_about
            .as_ref()
            .and_then(|about| self.criterion(about, &place.key("also_about")));
        let seen_by = self.seen_by(service, place);
        let needs = self.clear(self.facts.known().needs);
        let about = relevance(needs, helps_with, also_about.clone());
        let relevance = both(seen_by.clone(), about);
        let ranking = self.ranking(service, helps_with, also_about, place);
        let (contacts, ids) = self.contacts(service, &place.key("contacts"));
        let routes = self.routes(service, &ids, eligibility.as_ref(), place);
        let consents = self.consents(service, &place.key("consent"));
        let hours = service
            .hours
            .as_ref()
            .and_then(|hours| self.hours(hours, &place.key("hours")));
        let sources = self.citations(service, &place.key("sources"));
        let concerns = self.concerns(service, &place.key("concerns"));
        let as_of = self.stated(&service.as_of, &place.key("as_of"));
        let review = self.date(&service.review, &place.key("review"));
        let group = self.group(&service.group, &place.key("group"));
        Some(Service {
            id: service.id.clone(),
            was: service.was.clone(),
            area: service.area.clone().unwrap_or_else(|| self.wire.id.clone()),
            status: service.status,
            outside: service.outside,
            group: group?,
            ranking,
            seen_by,
            only_some: service.only_some,
            helps_with,
            eligibility: eligibility?,
            relevance,
            named_by: Vec::new(),
            contacts,
            routes,
            consents,
            hours,
            level: service.level,
            cost: service.cost,
            concerns,
            verify: service.verify.clone(),
            sources,
            as_of: as_of?,
            review: review?,
        })
    }

    /// Reports services that are too tangled to work out in time what may still be shown: the
    /// journey looks at a service's criteria together with those of the alerts that name it.
    pub(super) fn tangles(
        &mut self,
        services: &[Option<Service>],
        alerts: &[Alert],
        place: &Place<'_>,
    ) {
        for (at, service) in services.iter().enumerate() {
            if self.is_endless() {
                return;
            }
            let found = service
                .as_ref()
                .and_then(|service| self.tangle_of(service, alerts));
            if self.is_endless() {
                self.endless_reading(&place.item(at));
            }
            if let Some(tangled) = found {
                let message = say!("With the alerts that name it, this names {tangled}");
                self.report(
                    Code::TooTangled,
                    &place.item(at),
                    message,
                    say!("{UNTANGLE}"),
                );
            }
        }
    }

    /// How far a service is tangled with its alerts. What is tangled by itself has been reported
    /// where it stands.
    fn tangle_of<'s>(&self, service: &'s Service, alerts: &'s [Alert]) -> Option<String> {
        let nothing = Answers::default();
        let known = Knowledge::new(&self.facts, &nothing);
        let fits = [&service.eligibility];
        let ways = || service.routes.iter().map(Route::criteria);
        let open =
            |fits: &[&'s Criterion], way: [&'s Criterion; 3]| Seen::all(&[fits, &way].concat());
        let is_tangled =
            |seen: &Seen<'_>| self.counted(&known, OF_TANGLES, || is_too_tangled(seen, &known));
        if ways().any(|way| is_tangled(&open(&fits, way))) {
            return None;
        }
        let fits = [&service.relevance, &service.eligibility];
        let soon = ways().map(|way| open(&fits, way));
        let mut seen = service
            .shown(service.relevant(alerts))
            .chain(soon)
            .chain([Seen::all(&fits)]);
        seen.find(is_tangled)
            .map(|seen| say!("{}", tangled(&seen, &known)))
    }

    fn helps_with(&mut self, service: &wire::Service, place: &Place<'_>) -> Option<ValueSet> {
        let place = &place.key("helps_with");
        if service.helps_with.is_empty() {
            return None;
        }
        let domain = self.known_domain(vocabulary::NEEDS, place)?;
        Some(self.values(&domain, &service.helps_with, place))
    }

    fn group(&mut self, id: &str, place: &Place<'_>) -> Option<usize> {
        if self.groups.lacks(id) {
            let help = say!("Write one of: {}.", self.groups.ids.join(", "));
            self.report(
                Code::UnknownGroup,
                place,
                say!("No group is called \"{id}\"."),
                help,
            );
        }
        self.groups.position(id)
    }

    fn citations(&mut self, service: &wire::Service, place: &Place<'_>) -> Vec<Citation> {
        if service.sources.is_empty() {
            self.report(
                Code::NoSource,
                place,
                say!("Nothing says where this is known from."),
                say!("Name at least one source."),
            );
        }
        let mut citations = Vec::new();
        for (at, citation) in service.sources.iter().enumerate() {
            let source = self.source(&citation.source, &place.item(at).key("source"));
            citations.extend(source.map(|source| Citation {
                source,
                at: citation.r#where.clone(),
            }));
        }
        citations
    }

    fn concerns(&mut self, service: &wire::Service, place: &Place<'_>) -> Vec<Concern> {
        let mut concerns: Vec<Concern> = Vec::new();
        for (at, concern) in service.concerns.iter().enumerate() {
            let place = &place.item(at);
            if concerns.iter().any(|other| other.about == concern.about) {
                self.report(
                    Code::DuplicateId,
                    &place.key("about"),
                    say!("\"{}\" stands twice.", concern.about.name()),
                    say!("Say it once."),
                );
            }
            let source = concern.source.as_deref();
            let source = source.and_then(|id| self.source(id, &place.key("source")));
            let page = self.page(&concern.page, &concern.seen, place);
            if concern.source.is_none() && concern.page.is_none() {
                self.report(
                    Code::NoSource,
                    place,
                    say!("Nothing says where this is known from."),
                    say!("Name a \"source\", or a \"page\" and when it was \"seen\"."),
                );
            }
            concerns.push(Concern {
                about: concern.about,
                source,
                page,
            });
        }
        concerns
    }

    /// The position of a source.
    pub(super) fn source(&mut self, id: &str, place: &Place<'_>) -> Option<usize> {
        if self.sources.lacks(id) {
            let help = say!("Write the id of a source of area.json, or add one.");
            self.report(
                Code::UnknownSource,
                place,
                say!("No source is called \"{id}\"."),
                help,
            );
        }
        self.sources.position(id)
    }
}

/// About what is going on: any of the needs that it helps with, what else it is about, or anything.
fn relevance(
    needs: Option<FactIx>,
    helps_with: Option<ValueSet>,
    also_about: Option<Criterion>,
) -> Criterion {
    let helps = match (needs, helps_with) {
        (Some(needs), Some(values)) => leaf(needs, Test::Includes(values), &None),
        _ => return Criterion::everyone(),
    };
    match also_about {
        Some(also) => Criterion::Any(vec![helps, also]),
        None => helps,
    }
}

/// Both of these, the first left out where it is everyone.
fn both(first: Criterion, second: Criterion) -> Criterion {
    if first == Criterion::everyone() {
        second
    } else {
        Criterion::All(vec![first, second])
    }
}
