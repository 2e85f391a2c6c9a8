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
use std::sync::atomic::{AtomicBool, Ordering};

use oxidd::BooleanFunction;

use super::count::Counter;
use super::diagram::{Fit, Limits, Set};
use super::model::Model;
use guide::Guide;
pub use longest::Longest;
use longest::longest;
use nwd_core::domain::{FactIx, FactSet};
use nwd_core::facts::Fact;
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

/// How long journeys are on average: the part of [`Journeys`] for which everybody who answers is followed.
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

/// Follows everybody's journey; `None` where there are too many stages: the more services, the longer is each.
pub fn journeys(model: &Model<'_>, limits: Limits) -> Fit<Option<Journeys>> {
    let Some(averages) = averages(model, limits)? else {
        return Ok(None);
    };
    let extremes = extremes(model, limits, &AtomicBool::new(false))?;
    Ok(extremes.map(|extremes| Journeys::of(averages, extremes)))
}

/// The first part, which takes about as long as the other.
pub fn averages(model: &Model<'_>, limits: Limits) -> Fit<Option<Averages>> {
    let Some(course) = Course::new(model, limits) else {
        return Ok(None);
    };
    let rules = Rules::new(model)?;
    let guide = Guide::new(model, &rules, false);
    let mut walker = Walker::new(
        &guide,
        course.people()?,
        Counter::new(model.space, course.named),
    );
    let Some(walked) = walker.walk(&course.order, course.most)? else {
        return Ok(None);
    };
    let Some(in_place) = walker.walk(&course.facts, course.most)? else {
        return Ok(None);
    };
    Ok(Some(Averages {
        stated: walked.lengths(),
        sensitive_in_place: in_place.lengths(),
    }))
}

/// The other part; given up once `vain` says that there is no first part for it to go with.
pub fn extremes(model: &Model<'_>, limits: Limits, vain: &AtomicBool) -> Fit<Option<Extremes>> {
    let Some(course) = Course::new(model, limits) else {
        return Ok(None);
    };
    let rules = Rules::new(model)?;
    let guide = Guide::new(model, &rules, false);
    let people = course.people()?;
    let Some(longest) = longest(&guide, &people, &course.order, course.most, vain)? else {
        return Ok(None);
    };
    if vain.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let orders = course.orders(&guide, &people)?;
    Ok(Some(Extremes {
        longest,
        declining: course.declining(&rules, vain)?,
        orders,
    }))
}

/// What questions there are, in which order they are asked, and how far they are followed.
struct Course<'m> {
    model: &'m Model<'m>,
    /// In the order that the bundle states, sensitive questions in their place.
    facts: Vec<FactIx>,
    named: FactSet,
    /// As they are asked: sensitive questions last.
    order: Vec<FactIx>,
    /// Those that may change places: what must be said stays first, and sensitive questions last.
    places: Range<usize>,
    /// The most stages of one walk.
    most: usize,
    /// The most new stages while other orders are tried.
    search: usize,
}

impl<'m> Course<'m> {
    /// `None` where too few stages may be followed.
    fn new(model: &'m Model<'m>, limits: Limits) -> Option<Self> {
        let per_service = |most: usize| most.checked_div(model.bundle.services.len()).unwrap_or(0);
        let (most, search) = (per_service(limits.stages), per_service(limits.search));
        let all = model.bundle.facts.iter().map(|(at, _)| at);
        let facts: Vec<FactIx> = all.filter(|at| model.space.names(*at)).collect();
        let is =
            |at: &FactIx, what: fn(&Fact) -> bool| model.bundle.facts.get(*at).is_some_and(what);
        let (last, first): (Vec<FactIx>, Vec<FactIx>) =
            facts.iter().partition(|at| is(at, |fact| fact.sensitive));
        let from = first
            .iter()
            .take_while(|at| is(at, |fact| fact.required))
            .count();
        let places = from..first.len();
        let named = facts.iter().copied().collect();
        let order = [first, last].concat();
        (most >= model.bundle.facts.len()).then_some(Course {
            model,
            facts,
            named,
            order,
            places,
            most,
            search,
        })
    }

    /// Those who answer.
    fn people(&self) -> Fit<Set> {
        self.model.people(self.named)?.and(&self.model.covered()?)
    }

    /// Looks for a shorter order.
    fn orders(&self, guide: &Guide<'_>, people: &Set) -> Fit<Option<Orders>> {
        let space = guide.model.space;
        let few = people.and(&space.at_most_one_tick()?)?;
        let mut walker = Walker::new(guide, few, Counter::new(space, self.named));
        let Some(walked) = walker.walk(&self.order, self.most)? else {
            return Ok(None);
        };
        let stated = walked.lengths();
        let search = Search::new(&mut walker, &self.order, stated, self.most, self.search);
        Ok(Some(Orders {
            stated,
            best: search.run(self.places.start, self.places.end)?,
        }))
    }

    /// The longest journey of everybody with everything that they may decline.
    fn declining(&self, rules: &Rules, vain: &AtomicBool) -> Fit<Option<Longest>> {
        let people = self
            .model
            .answers(self.named)?
            .and(&self.model.covered()?)?;
        longest(
            &Guide::new(self.model, rules, true),
            &people,
            &self.order,
            self.most,
            vain,
        )
    }
}
