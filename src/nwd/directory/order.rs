//! The order of a list: what is made for it before what is for anybody.
//!
//! As among the results: what may have ended stands behind what surely runs, what is for danger
//! behind all else where there is none, local before national, and no service before what it comes
//! `after`. What nothing tells apart stands by name.

use std::collections::HashSet;

use super::Directory;
use nwd_core::bundle::{Service, ServiceIx};
use nwd_core::criterion::{Criterion, Test};

/// What helps with so many needs, or more, is for anything.
const ANYTHING: usize = 10;

/// How near a service is to what a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// It exists for this.
    MadeFor,
    /// It helps with this, among some things.
    Helps,
    /// It helps with this, as with nearly everything.
    Anything,
    /// It is for danger, and this is none.
    Danger,
}

impl Nearness {
    /// Of a service to a need: as its content says; where that says nothing, nobody without the
    /// need has it.
    pub(super) fn to_need(directory: &Directory<'_>, service: &Service, need: u8) -> Nearness {
        let made_for = service.ranking.made_for;
        let exists_for_it = if made_for.is_empty() {
            directory.asks_for(&service.eligibility, need)
        } else {
            made_for.contains(need)
        };
        let needs = service.helps_with.map_or(ANYTHING, |helps| helps.len());
        if exists_for_it {
            Nearness::MadeFor
        } else if directory.is_for_danger(service) {
            Nearness::Danger
        } else if needs < ANYTHING {
            Nearness::Helps
        } else {
            Nearness::Anything
        }
    }
}

impl<'a> Directory<'a> {
    /// Whether a criterion names a need, but for what is under a `not`.
    fn asks_for(&self, criterion: &Criterion, need: u8) -> bool {
        match criterion {
            Criterion::Leaf(leaf) => {
                let is_need = Some(leaf.fact) == self.bundle().facts.known().needs;
                is_need && matches!(leaf.test, Test::Includes(values) if values.contains(need))
            }
            Criterion::Not(_) => false,
            Criterion::All(parts) | Criterion::Any(parts) => {
                parts.iter().any(|part| self.asks_for(part, need))
            }
        }
    }

    /// Whether a service is for danger, and opens no ordinary trouble.
    pub(super) fn is_for_danger(&self, service: &Service) -> bool {
        let group = self.bundle().groups.get(service.group);
        group.is_some_and(|group| group.safety)
    }

    /// Services by a key, the least first.
    pub(super) fn in_order<K: Ord>(
        &self,
        services: impl Iterator<Item = &'a Service>,
        key: impl Fn(&Service) -> K,
    ) -> Vec<&'a Service> {
        let mut sorted: Vec<&Service> = services.collect();
        sorted.sort_by_cached_key(|service| {
            let is_national = !self.bundle().is_local(service);
            let name = self.page.name(service).to_lowercase();
            let place = (service.may_have_ended(), key(service), is_national);
            (place, name, service.id.clone())
        });
        sorted
    }

    /// Services as they stand, but each behind those of them that it comes after.
    pub(super) fn kept_behind(&self, mut services: Vec<&'a Service>) -> Vec<&'a Service> {
        let mut kept = Vec::with_capacity(services.len());
        while !services.is_empty() {
            let to_come: HashSet<&str> = services.iter().map(|it| it.id.as_str()).collect();
            let waits = |ix: &ServiceIx| {
                let other = self.bundle().service(*ix);
                other.is_some_and(|other| to_come.contains(other.id.as_str()))
            };
            // No service comes after itself, by whatever way: one of them is free.
            let free = services
                .iter()
                .position(|service| !service.ranking.after.iter().any(waits));
            kept.push(services.remove(free.unwrap_or_default()));
        }
        kept
    }
}
