//! How the results are laid out: what fits under its headings, then what may, then the rest.

use super::filter::Filter;
use super::order::Part;
use super::outcome::Outcome;
use super::service::ServiceOutcome;
use crate::bundle::{Bundle, ServiceIx};

/// The services of an outcome, sorted into the parts of the results page, each in the outcome's
/// order.
#[derive(Clone, Debug, Default)]
pub struct Arrangement<'o, 'a> {
    /// The steps to start with.
    pub start: Vec<&'o ServiceOutcome<'a>>,
    /// What else is for this person and about what is going on, by the position of their heading;
    /// without what the crisis panel names.
    pub fits: Vec<(usize, Vec<&'o ServiceOutcome<'a>>)>,
    /// What may fit: something is not known.
    pub may: Vec<&'o ServiceOutcome<'a>>,
    /// What is for this person, but about something else.
    pub also: Vec<&'o ServiceOutcome<'a>>,
    /// What would or may fit, and is announced, not open yet.
    pub not_running: Vec<&'o ServiceOutcome<'a>>,
    /// What the crisis panel names, and is no step: whom they can turn to at any time.
    pub always: Vec<&'o ServiceOutcome<'a>>,
    /// What is about what is going on, but for other people.
    pub not_now: Vec<&'o ServiceOutcome<'a>>,
}

impl<'a> Outcome<'a> {
    /// Lays the services out.
    pub fn arrange(&self) -> Arrangement<'_, 'a> {
        let mut page = Arrangement::default();
        for outcome in &self.services {
            match outcome.part() {
                Part::Fits if outcome.start.is_some() => page.start.push(outcome),
                Part::Fits if self.is_always_there(outcome.ix) => page.always.push(outcome),
                Part::Fits => page.fit(outcome),
                Part::May => page.may.push(outcome),
                Part::Also => page.also.push(outcome),
                Part::NotRunning => page.not_running.push(outcome),
                Part::NotNow => page.not_now.push(outcome),
                Part::Rest => {}
            }
        }
        page
    }

    /// The crisis panel names it, and nothing else stands behind it.
    fn is_always_there(&self, ix: ServiceIx) -> bool {
        let stands_behind = |it: &ServiceOutcome<'_>| it.service.ranking.after.contains(&ix);
        self.bundle.crisis.contains(&ix) && !self.services.iter().any(stands_behind)
    }
}

impl<'o, 'a> Arrangement<'o, 'a> {
    fn fit(&mut self, outcome: &'o ServiceOutcome<'a>) {
        let group = outcome.service.group;
        match self.fits.iter_mut().find(|(at, _)| *at == group) {
            Some((_, services)) => services.push(outcome),
            None => self.fits.push((group, vec![outcome])),
        }
    }

    /// How many fit, besides those that are there for everybody at any time.
    pub fn fit_count(&self) -> usize {
        self.start.len() + self.else_count()
    }

    /// How many fit beside the steps.
    pub fn else_count(&self) -> usize {
        self.fits.iter().map(|(_, services)| services.len()).sum()
    }

    /// What fits beside the steps, may fit, or is for something else.
    pub fn rest(&self) -> impl Iterator<Item = &'o ServiceOutcome<'a>> {
        let fits = self.fits.iter().flat_map(|(_, services)| services);
        fits.chain(&self.may).chain(&self.also).copied()
    }

    /// Leaves of the rest only what passes each of these.
    pub fn narrow(&mut self, bundle: &Bundle, filters: &[Filter]) {
        let passes = |outcome: &&ServiceOutcome<'_>| {
            filters.iter().all(|filter| filter.passes(bundle, outcome))
        };
        for (_, services) in &mut self.fits {
            services.retain(passes);
        }
        self.fits.retain(|(_, services)| !services.is_empty());
        self.may.retain(passes);
        self.also.retain(passes);
    }
}
