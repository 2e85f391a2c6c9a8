//! Something that must be said first.

use super::{ServiceIx, Severity};
use crate::criterion::Criterion;
use crate::knowledge::Knowledge;
use crate::truth::Truth;

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
    /// Some of them that come before the others for some people.
    pub first: Vec<First>,
    /// How many of its services open the results.
    pub leads: usize,
}

/// Services of an alert that come before its others for some people.
#[derive(Clone, Debug)]
pub struct First {
    /// For whom.
    pub when: Criterion,
    /// The services, in order.
    pub services: Vec<ServiceIx>,
}

impl Alert {
    /// The services to turn to, in this person's order.
    pub fn services_for(&self, known: &Knowledge<'_>) -> Vec<ServiceIx> {
        let first = self
            .first
            .iter()
            .find(|first| known.truth(&first.when) == Truth::True);
        self.services_after(first)
    }

    /// The services to turn to, in the order of those for whom these come first.
    pub fn services_after(&self, first: Option<&First>) -> Vec<ServiceIx> {
        let mut services = first.map_or_else(Vec::new, |first| first.services.clone());
        for ix in &self.services {
            if !services.contains(ix) {
                services.push(*ix);
            }
        }
        services
    }
}
