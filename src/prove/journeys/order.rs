//! A shorter order of questions: each is moved through all places and stays where journeys are shortest, for as long as that
//! helps; then any two change places. A question is moved no further where journeys got much longer. What is found is not
//! proved to be the best that there is.

use super::walk::{Walked, Walker};
use super::{Lengths, Order};
use crate::diagram::Fit;
use nwd_core::domain::FactIx;

/// By so many questions on average an order is worse that nothing better is looked for beyond it.
const FAR: f64 = 0.1;

/// Looks for shorter orders, within a number of stages.
pub struct Search<'w, 'g> {
    walker: &'w mut Walker<'g>,
    /// The most stages of one walk.
    most: usize,
    /// How many stages may still be looked at that are not known.
    left: usize,
    /// How many orders were tried.
    tried: usize,
    order: Vec<FactIx>,
    best: Lengths,
}

impl<'w, 'g> Search<'w, 'g> {
    /// A search from this order on.
    pub fn new(
        walker: &'w mut Walker<'g>,
        order: &[FactIx],
        lengths: Lengths,
        most: usize,
        left: usize,
    ) -> Self {
        Search {
            walker,
            most,
            left,
            tried: 0,
            order: order.to_vec(),
            best: lengths,
        }
    }

    /// The best order that is found with the questions of these places in other places of them.
    pub fn run(mut self, from: usize, to: usize) -> Fit<Order> {
        while self.left > 0 && (self.sift(from, to)? || self.swap(from, to)?) {}
        Ok(Order {
            facts: self.order,
            lengths: self.best,
            tried: self.tried,
            whole: self.left > 0,
        })
    }

    /// Moves each question through all places; whether that helped.
    fn sift(&mut self, from: usize, to: usize) -> Fit<bool> {
        let mut helped = false;
        for fact in self.order.get(from..to).unwrap_or_default().to_vec() {
            let Some(at) = self.order.iter().position(|other| *other == fact) else {
                continue;
            };
            let before = self.order.clone();
            let (down, up) = (at + 1..to, (from..at).rev());
            for places in [down.collect::<Vec<_>>(), up.collect()] {
                helped |= self.slide(before.clone(), at, &places)?;
            }
        }
        Ok(helped)
    }

    /// Moves a question from place to place, each next to the one before, and keeps the best order; whether one is better.
    fn slide(&mut self, mut order: Vec<FactIx>, mut at: usize, places: &[usize]) -> Fit<bool> {
        let (mut helped, mut known): (bool, Option<Walked>) = (false, None);
        for place in places {
            let (Some(one), Some(other)) = (order.get(at).copied(), order.get(*place).copied())
            else {
                break;
            };
            order.swap(at, *place);
            at = *place;
            if known
                .as_ref()
                .is_some_and(|walked| walked.is_same_with(one, other))
            {
                continue;
            }
            let Some(walked) = self.try_order(&order)? else {
                break;
            };
            helped |= self.keep(&order, &walked);
            if walked.lengths().average > self.best.average + FAR {
                break;
            }
            known = Some(walked);
        }
        Ok(helped)
    }

    /// Lets any two questions change places; whether that helped.
    fn swap(&mut self, from: usize, to: usize) -> Fit<bool> {
        for one in from..to {
            for other in one + 2..to {
                let mut order = self.order.clone();
                order.swap(one, other);
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
    fn try_order(&mut self, order: &[FactIx]) -> Fit<Option<Walked>> {
        if self.left == 0 {
            return Ok(None);
        }
        let walked = self.walker.walk(order, self.most)?;
        self.tried += 1;
        self.left = walked
            .as_ref()
            .map_or(0, |walked| self.left.saturating_sub(walked.new_stages));
        Ok(walked)
    }

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
