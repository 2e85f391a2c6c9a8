//! What the rest of the results can be narrowed down to.

use super::hours::OpenNow;
use super::service::ServiceOutcome;
use crate::bundle::{Bundle, Cost, Who};
use crate::domain::{Domain, FactIx};
use crate::truth::Truth;

/// What somebody wants to see alone. What is not known of a service does not pass: it is still
/// there without the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// It helps in a way that somebody may like, a value of the fact that asks for it.
    Way(FactIx, u8),
    /// They can turn to it themselves.
    NoReferral,
    /// It costs nothing.
    Free,
    /// It is open at the moment of the results.
    OpenNow,
    /// It is of the area, not of the whole country.
    Local,
}

impl Filter {
    /// All that there are, in the order in which they are offered.
    pub fn all(bundle: &Bundle) -> Vec<Filter> {
        let mut all = vec![
            Filter::NoReferral,
            Filter::Free,
            Filter::OpenNow,
            Filter::Local,
        ];
        if let Some(prefers) = bundle.facts.known().prefers
            && let Some(Domain::AnyOf(ways)) = bundle.facts.get(prefers).map(|fact| &fact.domain)
        {
            all.extend((0..).zip(ways).map(|(way, _)| Filter::Way(prefers, way)));
        }
        all
    }

    /// Whether a service surely passes.
    pub fn passes(self, bundle: &Bundle, outcome: &ServiceOutcome<'_>) -> bool {
        let service = outcome.service;
        match self {
            Filter::Way(_, way) => service.ranking.offers.contains(way),
            Filter::Local => bundle.is_local(service),
            Filter::Free => service.cost == Some(Cost::Free),
            Filter::OpenNow => matches!(
                outcome.open_now,
                Some(OpenNow::Always | OpenNow::Until { .. })
            ),
            Filter::NoReferral => outcome.routes.iter().any(|way| {
                way.route.who != Who::Professional
                    && way.open.min(way.for_this_asker) == Truth::True
            }),
        }
    }
}
