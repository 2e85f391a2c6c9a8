//! How many kinds of person a set holds, and the one in it that says least.

use std::collections::HashMap;
use std::ops::Range;

use oxidd::BooleanFunction;

use super::diagram::{Set, given, level};
use super::space::{Class, Part, Space, Variable};
use nwd_core::domain::FactSet;

/// Counts the kinds of person in a set, over these facts; past `u128` it stays there.
///
/// The set must hold only people that there can be, and look at no other facts and at nothing that is withheld.
pub fn count(space: &Space, set: &Set, facts: FactSet) -> u128 {
    Counter::new(space, facts).count(set)
}

/// Counts sets over the same facts, and keeps what it learns of their parts.
pub struct Counter<'a> {
    variables: Vec<(&'a Variable, u128)>,
    /// By a set's first node, what is counted from its own variable on.
    seen: HashMap<Set, u128>,
}

impl<'a> Counter<'a> {
    /// Counts over these facts.
    pub fn new(space: &'a Space, facts: FactSet) -> Self {
        let wanted =
            |variable: &&Variable| variable.part != Part::Withheld && facts.contains(variable.fact);
        let whole = |variable: &'a Variable| (variable, weight(&variable.classes));
        Counter {
            variables: space.variables.iter().filter(wanted).map(whole).collect(),
            seen: HashMap::new(),
        }
    }

    /// As [`count`].
    pub fn count(&mut self, set: &Set) -> u128 {
        self.from(set, 0)
    }

    /// What is counted from a variable on: those that the set does not look at take any of their values.
    fn from(&mut self, set: &Set, mut at: usize) -> u128 {
        if !set.satisfiable() {
            return 0;
        }
        let (level, mut skipped) = (level(set), 1_u128);
        while let Some((variable, whole)) = self.variables.get(at).copied() {
            if level < variable.bits.end {
                return skipped.saturating_mul(self.own(set, at, variable));
            }
            skipped = skipped.saturating_mul(whole);
            at += 1;
        }
        skipped
    }

    fn own(&mut self, set: &Set, at: usize, variable: &'a Variable) -> u128 {
        if let Some(count) = self.seen.get(set) {
            return *count;
        }
        let codes = 1_usize.checked_shl(variable.bits.len() as u32).unwrap_or(0);
        let count = self.classes(set, at, variable, variable.bits.start, 0..codes);
        self.seen.insert(set.clone(), count);
        count
    }

    /// What is counted of the classes with these patterns, from a bit on.
    fn classes(
        &mut self,
        set: &Set,
        at: usize,
        variable: &'a Variable,
        bit: u32,
        codes: Range<usize>,
    ) -> u128 {
        let last = codes.end.min(variable.classes.len());
        let Some(classes) = variable
            .classes
            .get(codes.start..last)
            .filter(|classes| !classes.is_empty())
        else {
            return 0;
        };
        if bit >= variable.bits.end || level(set) >= variable.bits.end {
            return self.from(set, at + 1).saturating_mul(weight(classes));
        }
        let middle = codes.start.midpoint(codes.end);
        let low = self.classes(
            &given(set, bit, false),
            at,
            variable,
            bit + 1,
            codes.start..middle,
        );
        low.saturating_add(self.classes(
            &given(set, bit, true),
            at,
            variable,
            bit + 1,
            middle..codes.end,
        ))
    }
}

fn weight(classes: &[Class]) -> u128 {
    classes
        .iter()
        .fold(0, |sum, class| sum.saturating_add(class.weight))
}

/// What was chosen for each variable: the positions of classes, any of which will do.
pub type Chosen = Vec<(usize, Vec<usize>)>;

/// What an answer costs: one tick is less than one answer.
const ANSWER: u32 = 1 << 10;

/// The member of a set that says least: the fewest answers, and among those the fewest ticks; `None` where it is empty.
pub fn least(space: &Space, set: &Set, facts: FactSet) -> Option<Chosen> {
    let wanted = |(_, variable): &(usize, &Variable)| facts.contains(variable.fact);
    let variables = space.variables.iter().enumerate().filter(wanted).collect();
    let mut search = Search {
        variables,
        seen: HashMap::new(),
    };
    search.cost(set, 0)?;
    let mut chosen = Vec::new();
    let mut set = set.clone();
    for at in 0..search.variables.len() {
        let (_, class, part) = search.best(&set, at)?;
        chosen.push((search.variables.get(at)?.0, vec![class]));
        set = part;
    }
    Some(chosen)
}

struct Search<'a> {
    variables: Vec<(usize, &'a Variable)>,
    seen: HashMap<(Set, usize), Option<u32>>,
}

impl Search<'_> {
    /// What the cheapest member costs from a variable on.
    fn cost(&mut self, set: &Set, at: usize) -> Option<u32> {
        if !set.satisfiable() {
            return None;
        }
        if at >= self.variables.len() {
            return Some(0);
        }
        let key = (set.clone(), at);
        if let Some(cost) = self.seen.get(&key) {
            return *cost;
        }
        let cost = self.best(set, at).map(|(cost, _, _)| cost);
        self.seen.insert(key, cost);
        cost
    }

    /// The cheapest class of a variable, with what it and all that follows cost, and what is left of the set.
    fn best(&mut self, set: &Set, at: usize) -> Option<(u32, usize, Set)> {
        let (_, variable) = *self.variables.get(at)?;
        let mut best: Option<(u32, usize, Set)> = None;
        for class in 0..variable.classes.len() {
            let part = variable
                .pattern(class)
                .fold(set.clone(), |part, (bit, value)| given(&part, bit, value));
            let Some(rest) = self.cost(&part, at + 1) else {
                continue;
            };
            let own = match (variable.part, class) {
                (Part::Withheld, 0) => ANSWER,
                (Part::Tick, 1) => 1,
                _ => 0,
            };
            let cost = own.saturating_add(rest);
            if best.as_ref().is_none_or(|(other, _, _)| cost < *other) {
                best = Some((cost, class, part));
            }
        }
        best
    }
}
