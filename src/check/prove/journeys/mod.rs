//! Short journeys: how many questions everybody is asked until nothing that is still open could change what they are shown.
//!
//! Journeys are followed for everybody at once. A stage is a set of questions that were asked; its people are those who
//! were asked exactly these. So there are as many stages as there are different sets of questions, and not as many as there
//! are people.

mod guide;
mod longest;
mod order;
mod rules;
mod walk;

use std::ops::Range;

use oxidd::BooleanFunction;

use super::count::Counter;
use super::diagram::{Fit, Limits, Set};
use super::model::Model;
use crate::facts::{FactIx, FactSet};
use guide::Guide;
pub use longest::Longest;
use longest::longest;
use order::Search;
use rules::Rules;
use walk::Walker;

/// How long journeys are.
#[derive(Clone, Debug)]
pub struct Journeys {
    /// Of people who answer every question that they are asked, in the order that the bundle states.
    pub stated: Lengths,
    /// The longest of them.
    pub longest: Longest,
    /// The longest of everybody with everything that they may decline to answer; `None` where there are too many.
    pub declining: Option<Longest>,
    /// The bundle's order and the best that was found, for people who answer and tick one thing at most; `None` where there
    /// are too many of them.
    pub orders: Option<Orders>,
    /// For people who answer, were the sensitive questions asked in their place and not last.
    pub sensitive_in_place: Lengths,
}

/// How long journeys are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lengths {
    /// The most questions.
    pub longest: usize,
    /// The average over kinds of person.
    pub average: f64,
}

impl Lengths {
    /// Shorter on average, and no longer at the most.
    pub fn is_shorter_than(self, other: Lengths) -> bool {
        self.average + 1e-9 < other.average && self.longest <= other.longest
    }
}

/// Two orders of questions, for people who tick at most one thing in all lists together.
///
/// Of all people most tick many things at once, as ways to tick are counted, and for them hardly any order is shorter.
#[derive(Clone, Debug)]
pub struct Orders {
    /// How long journeys are in the order that the bundle states.
    pub stated: Lengths,
    /// The best order that was found: the bundle's own where none is better.
    pub best: Order,
}

/// An order of questions.
#[derive(Clone, Debug)]
pub struct Order {
    /// The questions.
    pub facts: Vec<FactIx>,
    /// How long journeys are.
    pub lengths: Lengths,
    /// How many orders were tried to find it.
    pub tried: usize,
    /// The search came to its end: no question moved, and no two exchanged, make it shorter for those it looked at.
    pub whole: bool,
}

/// Follows everybody's journey; `None` where there are too many stages: the more services, the longer is each.
pub fn journeys(model: &Model<'_>, limits: Limits) -> Fit<Option<Journeys>> {
    let per_service = |most: usize| most.checked_div(model.bundle.services.len()).unwrap_or(0);
    let (most, search) = (per_service(limits.stages), per_service(limits.search));
    if most < model.bundle.facts.len() {
        return Ok(None);
    }
    let facts: Vec<FactIx> = model.bundle.facts.iter().map(|(at, _)| at).filter(|at| model.space.names(*at)).collect();
    let named: FactSet = facts.iter().copied().collect();
    let is = |at: &FactIx, what: fn(&crate::facts::Fact) -> bool| model.bundle.facts.get(*at).is_some_and(what);
    let (last, first): (Vec<FactIx>, Vec<FactIx>) = facts.iter().partition(|at| is(at, |fact| fact.sensitive));
    let order = [first.clone(), last].concat();
    let rules = Rules::new(model)?;
    let guide = Guide::new(model, &rules, false);
    let people = model.people(named)?.and(&model.covered()?)?;
    let mut walker = Walker::new(&guide, people.clone(), Counter::new(model.space, named));
    let Some(walked) = walker.walk(&order, most)? else { return Ok(None) };
    let Some(in_place) = walker.walk(&facts, most)? else { return Ok(None) };
    let stated = walked.lengths();
    let Some(longest) = longest(&guide, &people, &order, most)? else { return Ok(None) };
    // What must be said stays first, and sensitive questions last.
    let from = first.iter().take_while(|at| is(at, |fact| fact.required)).count();
    let orders = orders(&guide, &people, &order, from..first.len(), most, search)?;
    let declining = declining(model, &rules, &order, most)?;
    Ok(Some(Journeys { stated, longest, declining, orders, sensitive_in_place: in_place.lengths() }))
}

/// Looks for a shorter order of the questions in these places.
fn orders(
    guide: &Guide<'_>,
    people: &Set,
    order: &[FactIx],
    places: Range<usize>,
    most: usize,
    search: usize,
) -> Fit<Option<Orders>> {
    let space = guide.model.space;
    let few = people.and(&space.at_most_one_tick()?)?;
    let mut walker = Walker::new(guide, few, Counter::new(space, order.iter().copied().collect()));
    let Some(stated) = walker.walk(order, most)?.map(|walked| walked.lengths()) else { return Ok(None) };
    let best = Search::new(&mut walker, order, stated, most, search).run(places.start, places.end)?;
    Ok(Some(Orders { stated, best }))
}

/// The longest journey of everybody with everything that they may decline.
fn declining(model: &Model<'_>, rules: &Rules, order: &[FactIx], most: usize) -> Fit<Option<Longest>> {
    let named: FactSet = order.iter().copied().collect();
    let people = model.answers(named)?.and(&model.covered()?)?;
    longest(&Guide::new(model, rules, true), &people, order, most)
}
