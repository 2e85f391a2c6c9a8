//! How the results are laid out: what fits under its headings, then what may, then the rest.

use super::order::Part;
use super::outcome::Outcome;
use super::service::ServiceOutcome;

/// The services of an outcome, sorted into the parts of the results page, each in the outcome's
/// order.
#[derive(Clone, Debug, Default)]
pub struct Arrangement<'o, 'a> {
    /// The steps to start with.
    pub start: Vec<&'o ServiceOutcome<'a>>,
    /// What else is for this person and about what is going on, by the position of their heading.
    pub fits: Vec<(usize, Vec<&'o ServiceOutcome<'a>>)>,
    /// What may fit: something is not known.
    pub may: Vec<&'o ServiceOutcome<'a>>,
    /// What is for this person, but about something else.
    pub also: Vec<&'o ServiceOutcome<'a>>,
    /// What would or may fit, and is announced, not open yet.
    pub not_running: Vec<&'o ServiceOutcome<'a>>,
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
}

impl<'o, 'a> Arrangement<'o, 'a> {
    fn fit(&mut self, outcome: &'o ServiceOutcome<'a>) {
        let group = outcome.service.group;
        match self.fits.iter_mut().find(|(at, _)| *at == group) {
            Some((_, services)) => services.push(outcome),
            None => self.fits.push((group, vec![outcome])),
        }
    }

    /// How many fit.
    pub fn fit_count(&self) -> usize {
        let rest = self.fits.iter().map(|(_, services)| services.len());
        self.start.len() + rest.sum::<usize>()
    }
}
