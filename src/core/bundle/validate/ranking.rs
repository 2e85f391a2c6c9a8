//! What decides the order of results: how well headings and services suit how much things get in
//! the way, what services are made for, and what never stands before what.

use super::Validator;
use super::criteria::leaf;
use crate::bundle::{Group, Ranking, ServiceIx, Suits};
use crate::criterion::{Criterion, Test};
use crate::domain::ValueSet;
use crate::format::read::say;
use crate::format::{Code, Place, wire};
use crate::vocabulary;

impl Validator<'_> {
    pub(super) fn headings(&mut self, place: &Place<'_>) -> Vec<Group> {
        let wire = self.wire;
        let mut groups = Vec::new();
        for (at, group) in wire.groups.iter().enumerate() {
            let suits = self.suits(&group.suits, &place.item(at).key("suits"));
            groups.push(Group {
                id: group.id.clone(),
                suits,
                safety: group.safety,
            });
        }
        groups
    }

    pub(super) fn ranking(
        &mut self,
        service: &wire::Service,
        helps_with: Option<ValueSet>,
        also_about: Option<Criterion>,
        place: &Place<'_>,
    ) -> Ranking {
        let suits = service.suits.as_ref();
        Ranking {
            made_for: self.made_for(service, helps_with, &place.key("made_for")),
            also_about,
            suits: suits.map(|suits| self.suits(suits, &place.key("suits"))),
            near: service.near,
            staff: self.known_values(vocabulary::ROLE, &service.staff, &place.key("staff")),
            door: service.door.clone(),
            after: self.service_list(&service.after, &place.key("after")),
            offers: self.known_values(vocabulary::PREFERS, &service.offers, &place.key("offers")),
            lacks: self.known_values(vocabulary::PREFERS, &service.lacks, &place.key("lacks")),
        }
    }

    /// The askers who see a service.
    pub(super) fn seen_by(&mut self, service: &wire::Service, place: &Place<'_>) -> Criterion {
        let place = place.key("seen_by");
        let values = self.known_values(vocabulary::AUDIENCE, &service.seen_by, &place);
        match self.facts.known().audience {
            Some(audience) if !values.is_empty() => leaf(audience, Test::In(values), &None),
            _ => Criterion::everyone(),
        }
    }

    /// Reports services that are to stand behind each other in a circle.
    pub(super) fn circles(&mut self, place: &Place<'_>) {
        let wire = self.wire;
        let after: Vec<Vec<ServiceIx>> = wire
            .services
            .iter()
            .map(|service| self.positions(&service.after))
            .collect();
        for at in 0..after.len() {
            if let Some(circle) = circle(&after, at) {
                let names: Vec<&str> = circle
                    .iter()
                    .filter_map(|at| wire.services.get(*at))
                    .map(|service| service.id.as_str())
                    .collect();
                self.report(
                    Code::OrderCircle,
                    &place.item(at).key("after"),
                    say!(
                        "Each of these stands behind the next: {}.",
                        names.join(", ")
                    ),
                    say!("Take one of them out."),
                );
            }
        }
    }

    fn positions(&self, ids: &[String]) -> Vec<ServiceIx> {
        ids.iter()
            .filter_map(|id| self.services.position(id))
            .map(ServiceIx)
            .collect()
    }

    fn suits(&mut self, suits: &wire::Suits, place: &Place<'_>) -> Suits {
        Suits {
            well: self.known_values(vocabulary::LEVEL, &suits.well, &place.key("well")),
            partly: self.known_values(vocabulary::LEVEL, &suits.partly, &place.key("partly")),
            badly: self.known_values(vocabulary::LEVEL, &suits.badly, &place.key("badly")),
        }
    }

    /// The needs that a service is made for. Reports those that it does not help with.
    fn made_for(
        &mut self,
        service: &wire::Service,
        helps_with: Option<ValueSet>,
        place: &Place<'_>,
    ) -> ValueSet {
        for (at, need) in service.made_for.iter().enumerate() {
            if !service.helps_with.contains(need) {
                self.report(
                    Code::OutsideDomain,
                    &place.item(at),
                    say!("This service does not help with \"{need}\"."),
                    say!("Add it to \"helps_with\", or leave it out here."),
                );
            }
        }
        match helps_with {
            Some(only) if service.made_for.is_empty() && only.len() == 1 => only,
            _ => self.known_values(vocabulary::NEEDS, &service.made_for, place),
        }
    }

    /// Values of a fact that the engine itself looks at; nothing is looked up where there are none.
    fn known_values(&mut self, fact: &str, values: &[String], place: &Place<'_>) -> ValueSet {
        if values.is_empty() {
            return ValueSet::default();
        }
        let domain = self.known_domain(fact, place);
        domain.map_or_else(ValueSet::default, |domain| {
            self.values(&domain, values, place)
        })
    }
}

/// The way from a service back to itself, each step to one that it stands behind; only where it is
/// the first of its circle.
fn circle(after: &[Vec<ServiceIx>], start: usize) -> Option<Vec<usize>> {
    let mut reached: Vec<(usize, Option<usize>)> = vec![(start, None)];
    let mut at = 0;
    while let Some((service, _)) = reached.get(at).copied() {
        for next in after.get(service).into_iter().flatten() {
            if next.0 == start {
                return Some(way(&reached, at));
            }
            if next.0 > start && !reached.iter().any(|(seen, _)| *seen == next.0) {
                reached.push((next.0, Some(at)));
            }
        }
        at += 1;
    }
    None
}

/// The services from the first that was reached to this one.
fn way(reached: &[(usize, Option<usize>)], mut at: usize) -> Vec<usize> {
    let mut way = Vec::new();
    while let Some((service, from)) = reached.get(at) {
        way.insert(0, *service);
        match from {
            Some(from) => at = *from,
            None => break,
        }
    }
    way
}
