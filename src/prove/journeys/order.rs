//! A shorter order of questions: each is moved through all places and stays where journeys are
//! shortest, for as long as that helps; then any two change places. A question is moved no further
//! where journeys got much longer. What is found is not proved to be the best that there is.
//!
//! Only orders are tried that a bundle may have: the conditions of a question name earlier ones.

use std::ops::Range;

use super::walk::{Walked, Walker};
use super::{Lengths, Order};
use crate::Result;
use crate::sets::logic::Logic;
use nwd_core::domain::{FactIx, FactSet};

/// Stop moving a question on from an order this much worse than the best (average questions).
const MUCH_WORSE: f64 = 0.1;

/// The questions that must stand before others.
pub struct Earlier {
    /// The sensitive questions, which are asked last wherever they stand; their order stays.
    sensitive: Vec<FactIx>,
    /// All that must stand before each of the others.
    before: Vec<(FactIx, FactSet)>,
}

impl Earlier {
    /// For these questions in the order that a bundle states, sensitive ones last.
    pub fn new(logic: &Logic<'_>, first: &[FactIx], sensitive: &[FactIx]) -> Self {
        let before = first.iter().map(|fact| {
            let own = FactSet::from_iter([*fact]);
            (*fact, before(logic, own, sensitive).without(own))
        });
        Earlier {
            before: before.collect(),
            sensitive: sensitive.to_vec(),
        }
    }

    fn of(&self, fact: FactIx) -> FactSet {
        let mut all = self.before.iter();
        all.find(|(other, _)| *other == fact)
            .map(|(_, before)| *before)
            .unwrap_or_default()
    }

    /// Whether a bundle may have an order.
    fn allows(&self, order: &[FactIx]) -> bool {
        let mut seen: FactSet = self.sensitive.iter().copied().collect();
        order.iter().all(|fact| {
            let allowed = self.of(*fact).without(seen).is_empty();
            seen.insert(*fact);
            allowed
        })
    }

    /// An order as a bundle states it: sensitive questions before the first that needs them.
    fn stated(&self, order: &[FactIx]) -> Vec<FactIx> {
        let mut stated = Vec::new();
        let mut sensitive = self.sensitive.as_slice();
        for fact in order.iter().filter(|fact| !self.sensitive.contains(fact)) {
            let needed = self.of(*fact);
            while let Some((next, rest)) = sensitive.split_first() {
                if !sensitive.iter().any(|one| needed.contains(*one)) {
                    break;
                }
                stated.push(*next);
                sensitive = rest;
            }
            stated.push(*fact);
        }
        stated.extend(sensitive);
        stated
    }
}

/// These facts with all that must stand before them.
fn before(logic: &Logic<'_>, facts: FactSet, sensitive: &[FactIx]) -> FactSet {
    let last = sensitive.iter().rposition(|fact| facts.contains(*fact));
    let earlier = sensitive.iter().take(last.map_or(0, |last| last + 1));
    let more = logic.closure(facts.union(earlier.copied().collect()));
    if more == facts {
        facts
    } else {
        before(logic, more, sensitive)
    }
}

/// Looks for shorter orders, within a number of stages.
pub struct OrderSearch<'w, 'g> {
    /// Walks in each order.
    pub walker: &'w mut Walker<'g>,
    /// The most stages of one walk.
    pub max_stages: usize,
    /// The number of unknown stages that may still be looked at.
    pub remaining: usize,
    /// The number of orders tried.
    pub tried: usize,
    /// The questions that must stand before others.
    pub earlier: Earlier,
    /// The best order so far.
    pub order: Vec<FactIx>,
    /// The lengths of journeys in it.
    pub best: Lengths,
}

impl OrderSearch<'_, '_> {
    /// The best order that is found with the questions of these places in other places of them.
    pub fn run(mut self, movable: &Range<usize>) -> Result<Order> {
        while self.remaining > 0 && (self.sift(movable)? || self.swap(movable)?) {}
        Ok(Order {
            facts: self.earlier.stated(&self.order),
            lengths: self.best,
            tried: self.tried,
            whole: self.remaining > 0,
        })
    }

    /// Moves each question through all places; whether that helped.
    fn sift(&mut self, movable: &Range<usize>) -> Result<bool> {
        let mut helped = false;
        for fact in self.order.get(movable.clone()).unwrap_or_default().to_vec() {
            let Some(at) = self.order.iter().position(|other| *other == fact) else {
                continue;
            };
            let before = self.order.clone();
            let later: Vec<usize> = (at + 1..movable.end).collect();
            let earlier: Vec<usize> = (movable.start..at).rev().collect();
            helped |= self.slide(before.clone(), at, &later)?;
            helped |= self.slide(before, at, &earlier)?;
        }
        Ok(helped)
    }

    /// Moves a question from place to place, each next to the one before, and keeps the best order;
    /// whether one is better.
    fn slide(&mut self, mut order: Vec<FactIx>, mut at: usize, places: &[usize]) -> Result<bool> {
        let mut helped = false;
        let mut known: Option<Walked> = None;
        for place in places {
            let Some(one) = order.get(at).copied() else {
                break;
            };
            let Some(other) = order.get(*place).copied() else {
                break;
            };
            order.swap(at, *place);
            at = *place;
            if !self.earlier.allows(&order) {
                break;
            }
            if let Some(walked) = &known
                && walked.is_same_with(one, other)
            {
                continue;
            }
            let Some(walked) = self.try_order(&order)? else {
                break;
            };
            helped |= self.keep(&order, &walked);
            if walked.lengths().average > self.best.average + MUCH_WORSE {
                break;
            }
            known = Some(walked);
        }
        Ok(helped)
    }

    /// Lets any two questions change places; whether that helped.
    fn swap(&mut self, movable: &Range<usize>) -> Result<bool> {
        for one in movable.clone() {
            for other in one + 2..movable.end {
                let mut order = self.order.clone();
                order.swap(one, other);
                if !self.earlier.allows(&order) {
                    continue;
                }
                let Some(walked) = self.try_order(&order)? else {
                    return Ok(false);
                };
                if self.keep(&order, &walked) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Walks in an order; `None` where the search is at its end.
    fn try_order(&mut self, order: &[FactIx]) -> Result<Option<Walked>> {
        if self.remaining == 0 {
            return Ok(None);
        }
        self.tried += 1;
        let walked = self.walker.walk(order, self.max_stages)?;
        self.remaining = match &walked {
            Some(walked) => self.remaining.saturating_sub(walked.new_stages),
            None => 0,
        };
        Ok(walked)
    }

    /// Keeps an order where it is better than the best; whether it is.
    fn keep(&mut self, order: &[FactIx], walked: &Walked) -> bool {
        let lengths = walked.lengths();
        let better = lengths.is_shorter_than(self.best);
        if better {
            self.best = lengths;
            self.order = order.to_vec();
        }
        better
    }
}
