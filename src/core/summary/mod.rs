//! 'Tell it once': a summary to take along, of the answers and the services that somebody chooses,
//! made on their device.
//!
//! - here: what may be chosen, and what is chosen at first
//! - `text`: as plain text
//! - `fhir`: as a FHIR R4 QuestionnaireResponse with its Questionnaire

mod fhir;
mod text;

use crate::answers::Answer;
use crate::bundle::{Bundle, ServiceIx};
use crate::clock::Date;
use crate::domain::Value;
use crate::domain::{FactIx, FactSet};
use crate::facts::Fact;
use crate::journey::{Arrangement, Outcome, ServiceOutcome};
use crate::keys::joined;
use crate::words::Speech;

/// What is chosen to stand in a summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picks {
    /// The answers.
    pub answers: FactSet,
    /// The services.
    pub services: Vec<ServiceIx>,
}

/// A summary: what is chosen of an outcome, and what it is said with.
#[derive(Clone, Copy, Debug)]
pub struct Summary<'a> {
    /// The bundle that the outcome is of.
    pub bundle: &'a Bundle,
    /// What the journey came to.
    pub outcome: &'a Outcome<'a>,
    /// What is chosen of it.
    pub picks: &'a Picks,
    /// The words.
    pub say: Speech<'a>,
    /// The day in London.
    pub today: Date,
}

impl Picks {
    /// What is chosen at first: what was said, but for the sensitive, and the services that fit.
    pub fn at_first(bundle: &Bundle, outcome: &Outcome<'_>) -> Picks {
        let mut picks = Picks::default();
        for (at, fact, _) in offered_answers(bundle, outcome) {
            picks.pick_answer(at, !is_sensitive(outcome, at, fact));
        }
        picks
            .services
            .extend(fitting(&outcome.arrange()).map(|service| service.ix));
        picks
    }

    /// Takes an answer in or leaves it out.
    pub fn pick_answer(&mut self, fact: FactIx, on: bool) {
        let only = [fact].into_iter().collect();
        self.answers = if on {
            self.answers.union(only)
        } else {
            self.answers.without(only)
        };
    }

    /// Takes a service in or leaves it out.
    pub fn pick_service(&mut self, service: ServiceIx, on: bool) {
        self.services.retain(|other| *other != service);
        if on {
            self.services.push(service);
        }
    }
}

/// The answers that may stand in a summary: what was asked, given and counts, with its value.
pub fn offered_answers<'a>(
    bundle: &'a Bundle,
    outcome: &'a Outcome<'_>,
) -> impl Iterator<Item = (FactIx, &'a Fact, Value)> {
    let known = &outcome.known;
    bundle.facts.iter().filter_map(|(at, fact)| {
        let value = known.value(at)?;
        if known.only(at).is_some() {
            return None;
        }
        Some((at, fact, value))
    })
}

/// The services that may stand in a summary: those that fit, those that may, and whom they can turn
/// to at any time.
pub fn offered_services<'o, 'a>(
    page: &'o Arrangement<'o, 'a>,
) -> impl Iterator<Item = &'o ServiceOutcome<'a>> {
    let rest = page.may.iter().chain(&page.always);
    fitting(page).chain(rest.copied())
}

fn fitting<'o, 'a>(page: &'o Arrangement<'o, 'a>) -> impl Iterator<Item = &'o ServiceOutcome<'a>> {
    let rest = page.fits.iter().flat_map(|(_, services)| services);
    page.start.iter().chain(rest).copied()
}

/// Whether an answer is one that people may not want passed on: marked so, or what raised an alert.
fn is_sensitive(outcome: &Outcome<'_>, at: FactIx, fact: &Fact) -> bool {
    fact.sensitive
        || outcome
            .alerts
            .iter()
            .any(|alert| alert.when.leaves().iter().any(|leaf| leaf.fact == at))
}

/// An answer in words.
pub fn said(say: Speech<'_>, fact: &Fact, answer: Answer) -> String {
    match answer {
        Answer::Declined => say.text("ui.results.declined"),
        Answer::Given(Value::One(at)) => say.value(fact, at),
        Answer::Given(Value::YesNo(yes)) => say.yes_no(fact, yes),
        Answer::Given(Value::Integer(n)) => n.to_string(),
        Answer::Given(Value::Any(ticks)) if ticks.is_empty() => say.text("ui.results.none-ticked"),
        Answer::Given(Value::Any(ticks)) => joined(
            &ticks
                .iter()
                .map(|at| say.value(fact, at))
                .collect::<Vec<_>>(),
            "; ",
        ),
    }
}

impl<'a> Summary<'a> {
    fn answers(&self) -> impl Iterator<Item = (FactIx, &'a Fact, Value)> {
        offered_answers(self.bundle, self.outcome)
            .filter(|(at, ..)| self.picks.answers.contains(*at))
    }

    /// The chosen services, in the order of the results.
    fn services(&self) -> impl Iterator<Item = &'a ServiceOutcome<'a>> {
        self.outcome
            .services
            .iter()
            .filter(|service| self.picks.services.contains(&service.ix))
    }
}
