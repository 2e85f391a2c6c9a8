//! Short journeys: how many questions everybody is asked until nothing that is still open could
//! change what they are shown.
//!
//! Journeys are followed for everybody at once. A stage is a set of questions that were asked; its
//! people are those who were asked exactly these. So there are as many stages as there are
//! different sets of questions, and not as many as there are people.

mod longest;
mod order;
mod policy;
mod rules;
mod walk;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Result;
use crate::sets::count::Counter;
use crate::sets::diagram::{Limits, Set};
use crate::sets::model::Model;
use longest::longest;
use nwd_core::domain::{FactIx, FactSet};
use order::{Earlier, OrderSearch};
use policy::Policy;
use rules::Rules;
use walk::Walker;

pub use longest::Longest;

/// The lengths of journeys.
#[derive(Clone, Debug)]
pub struct Journeys {
    /// The lengths for people who answer every question that they are asked, in the order that the
    /// bundle states.
    pub stated: Lengths,
    /// The longest of them.
    pub longest: Longest,
    /// The longest of everybody with everything that they may decline to answer; `None` where there
    /// are too many.
    pub declining: Option<Longest>,
    /// The bundle's order and the best that was found, for people who answer and tick one thing at
    /// most; `None` where there are too many of them.
    pub orders: Option<Orders>,
    /// The lengths for people who answer, were sensitive questions asked in their place.
    pub sensitive_in_place: Lengths,
}

/// The lengths of journeys.
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
/// Of all people most tick many things at once, as ways to tick are counted, and for them hardly
/// any order is shorter.
#[derive(Clone, Debug)]
pub struct Orders {
    /// The lengths in the order that the bundle states.
    pub stated: Lengths,
    /// The best order that was found: the bundle's own where none is better.
    pub best: Order,
}

/// An order of questions.
#[derive(Clone, Debug)]
pub struct Order {
    /// The questions, as a bundle may state them.
    pub facts: Vec<FactIx>,
    /// The lengths of journeys.
    pub lengths: Lengths,
    /// The number of orders tried to find it.
    pub tried: usize,
    /// The search came to its end: no question moved, and no two exchanged, make it shorter for
    /// those it looked at.
    pub whole: bool,
}

/// The average lengths of journeys: the part of [`Journeys`] for which everybody who answers is
/// followed.
#[derive(Clone, Debug)]
pub struct Averages {
    stated: Lengths,
    sensitive_in_place: Lengths,
}

/// The rest of [`Journeys`], for which some are followed.
#[derive(Clone, Debug)]
pub struct Extremes {
    longest: Longest,
    declining: Option<Longest>,
    orders: Option<Orders>,
}

impl Journeys {
    /// Both parts together.
    pub fn of(averages: Averages, extremes: Extremes) -> Journeys {
        let Averages {
            stated,
            sensitive_in_place,
        } = averages;
        let Extremes {
            longest,
            declining,
            orders,
        } = extremes;
        Journeys {
            stated,
            longest,
            declining,
            orders,
            sensitive_in_place,
        }
    }
}

/// Follows everybody's journey; `None` where there are too many stages: the more services, the
/// longer is each.
pub fn journeys(model: &Model<'_>, limits: Limits) -> Result<Option<Journeys>> {
    let Some(averages) = averages(model, limits)? else {
        return Ok(None);
    };
    let extremes = extremes(model, limits, &AtomicBool::new(false))?;
    Ok(extremes.map(|extremes| Journeys::of(averages, extremes)))
}

/// The first part, which takes about as long as the other.
pub fn averages(model: &Model<'_>, limits: Limits) -> Result<Option<Averages>> {
    let Some(plan) = Plan::new(model, limits) else {
        return Ok(None);
    };
    let rules = Rules::new(model)?;
    let policy = Policy::new(model, &rules, false);
    let counter = Counter::new(model.space, plan.named);
    let mut walker = Walker::new(&policy, plan.people()?, counter);
    let Some(stated) = walker.walk(&plan.order, plan.max_stages)? else {
        return Ok(None);
    };
    let Some(in_place) = walker.walk(&plan.facts, plan.max_stages)? else {
        return Ok(None);
    };
    Ok(Some(Averages {
        stated: stated.lengths(),
        sensitive_in_place: in_place.lengths(),
    }))
}

/// The other part; given up once it is `cancelled`, because there is no first part for it to go
/// with.
pub fn extremes(
    model: &Model<'_>,
    limits: Limits,
    cancelled: &AtomicBool,
) -> Result<Option<Extremes>> {
    let Some(plan) = Plan::new(model, limits) else {
        return Ok(None);
    };
    let rules = Rules::new(model)?;
    let policy = Policy::new(model, &rules, false);
    let people = plan.people()?;
    let Some(longest) = longest(&policy, &people, &plan.order, plan.max_stages, cancelled)? else {
        return Ok(None);
    };
    if cancelled.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let orders = plan.orders(&policy, &people)?;
    Ok(Some(Extremes {
        longest,
        declining: plan.declining(&rules, cancelled)?,
        orders,
    }))
}

/// The questions, the order that they are asked in, and how far they are followed.
struct Plan<'m> {
    model: &'m Model<'m>,
    /// The questions in the order that the bundle states, sensitive ones in their place.
    facts: Vec<FactIx>,
    named: FactSet,
    /// The questions as they are asked: sensitive ones last.
    order: Vec<FactIx>,
    /// The questions that may change places: what must be said stays first, and sensitive questions
    /// last.
    movable: Range<usize>,
    /// The most stages of one walk.
    max_stages: usize,
    /// The most new stages while other orders are tried.
    max_search: usize,
}

impl<'m> Plan<'m> {
    /// `None` where too few stages may be followed.
    fn new(model: &'m Model<'m>, limits: Limits) -> Option<Self> {
        let bundle = model.bundle;
        let services = bundle.services.len();
        let max_stages = limits.stages.checked_div(services).unwrap_or(0);
        let max_search = limits.search.checked_div(services).unwrap_or(0);
        if max_stages < bundle.facts.len() {
            return None;
        }
        let mut facts = Vec::new();
        let mut first = Vec::new();
        let mut last = Vec::new();
        let mut required = 0;
        for (at, fact) in bundle.facts.iter().filter(|(at, _)| model.space.names(*at)) {
            facts.push(at);
            if fact.sensitive {
                last.push(at);
                continue;
            }
            if fact.required && required == first.len() {
                required += 1;
            }
            first.push(at);
        }
        Some(Plan {
            model,
            named: facts.iter().copied().collect(),
            facts,
            movable: required..first.len(),
            order: [first, last].concat(),
            max_stages,
            max_search,
        })
    }

    /// The people who answer.
    fn people(&self) -> Result<Set> {
        self.model.people(self.named)?.and(&self.model.covered()?)
    }

    /// Looks for a shorter order.
    fn orders(&self, policy: &Policy<'_>, people: &Set) -> Result<Option<Orders>> {
        let space = policy.model.space;
        let few = people.and(&space.at_most_one_tick()?)?;
        let mut walker = Walker::new(policy, few, Counter::new(space, self.named));
        let Some(walked) = walker.walk(&self.order, self.max_stages)? else {
            return Ok(None);
        };
        let stated = walked.lengths();
        let (first, sensitive) = self.order.split_at(self.movable.end);
        let search = OrderSearch {
            walker: &mut walker,
            max_stages: self.max_stages,
            remaining: self.max_search,
            tried: 0,
            earlier: Earlier::new(&self.model.whole, first, sensitive),
            order: self.order.clone(),
            best: stated,
        };
        Ok(Some(Orders {
            stated,
            best: search.run(&self.movable)?,
        }))
    }

    /// The longest journey of everybody with everything that they may decline.
    fn declining(&self, rules: &Rules, cancelled: &AtomicBool) -> Result<Option<Longest>> {
        let people = self
            .model
            .answers(self.named)?
            .and(&self.model.covered()?)?;
        let policy = Policy::new(self.model, rules, true);
        longest(&policy, &people, &self.order, self.max_stages, cancelled)
    }
}
