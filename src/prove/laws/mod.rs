//! Laws of order, for everybody: what an area declares to come never before what never does
//! (`after`), and what is for danger (`safety`) opens no other trouble.
//!
//! The order of results keeps both whatever speaks for a service, but for what each would cost
//! somebody: an alert leads to somebody even if all whom it leads to wait for others, and results
//! open with something even if there is nothing but what is for danger. And headings that wait for
//! each other cannot all do so. What is proved here is that this is nobody's case; else it is shown
//! whose.

mod behind;
mod danger;
mod steps;

use crate::Result;
use crate::finding::Finding;
use crate::sets::model::Model;
use crate::who::Who;
use nwd_core::bundle::{Bundle, ServiceIx};
use nwd_core::criterion::{Criterion, Test};
use nwd_core::domain::FactIx;
use steps::Steps;

/// The laws of order of a bundle.
#[derive(Clone, Debug)]
pub struct Laws {
    /// The number that is declared: each service that another is `after`, and each heading for
    /// danger.
    pub declared: usize,
    /// Those that do not hold.
    pub broken: Vec<Broken>,
}

/// A law that does not hold.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The law.
    pub law: Law,
    /// The people for whom it does not.
    pub who: Who,
}

/// A law of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// A service stands behind the one at this place of its `after`.
    Behind {
        /// The service.
        service: ServiceIx,
        /// The place in its `after`.
        at: usize,
        /// Why it can stand before it.
        why: Why,
    },
    /// What stands under this heading, which is for danger, opens no other trouble.
    Danger {
        /// The position of the heading.
        group: usize,
    },
}

/// Why a service can stand before one that it is `after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// An alert leads to it, and to nobody who does not wait for others.
    Led,
    /// Headings wait for each other.
    Headings,
}

/// Proves each, or finds the people for whom it does not hold.
pub fn laws(model: &Model<'_>) -> Result<Laws> {
    let declared = declared(model.bundle);
    let mut broken = Vec::new();
    if declared > 0 {
        let steps = Steps::new(model)?;
        broken.extend(behind::broken(&steps)?);
        broken.extend(danger::broken(&steps)?);
    }
    Ok(Laws { declared, broken })
}

fn declared(bundle: &Bundle) -> usize {
    let services = bundle.services.iter();
    let behind: usize = services.map(|service| service.ranking.after.len()).sum();
    behind + bundle.groups.iter().filter(|group| group.safety).count()
}

/// What the laws of a bundle ask of facts beside its rules, where it declares some.
pub fn law_tests(bundle: &Bundle) -> Vec<(FactIx, Test)> {
    if declared(bundle) == 0 {
        return Vec::new();
    }
    let known = bundle.facts.known();
    let mut tests = Vec::new();
    let mut criteria: Vec<&Criterion> = Vec::new();
    for service in &bundle.services {
        let ranking = &service.ranking;
        criteria.push(&service.seen_by);
        criteria.extend(&ranking.also_about);
        let role = known.role.filter(|_| !ranking.staff.is_empty());
        tests.extend(role.map(|role| (role, Test::In(ranking.staff))));
        let needs = known.needs.filter(|_| !ranking.made_for.is_empty());
        tests.extend(needs.map(|needs| (needs, Test::Includes(ranking.made_for))));
    }
    let first = bundle.alerts.iter().flat_map(|alert| &alert.first);
    criteria.extend(first.map(|first| &first.when));
    let leaves = criteria.into_iter().flat_map(Criterion::leaves);
    tests.extend(leaves.map(|leaf| (leaf.fact, leaf.test.clone())));
    tests
}

impl Laws {
    /// The number that holds.
    pub fn hold(&self) -> usize {
        self.declared.saturating_sub(self.broken.len())
    }
}

impl Broken {
    /// The same for editors: where it is declared, who it is, and what to do.
    pub fn finding(&self, bundle: &Bundle) -> Finding {
        let example = self.who.example.words(bundle);
        let who = format!("{example}. That is {}.", self.who.figures());
        match self.law {
            Law::Behind { service, at, why } => behind::finding(bundle, service, at, why, &who),
            Law::Danger { group } => danger::finding(bundle, group, &who),
        }
    }
}
