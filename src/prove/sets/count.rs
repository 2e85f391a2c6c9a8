//! How many kinds of person a set holds, and the one in it that says least.

use std::collections::HashMap;
use std::ops::Range;

use super::diagram::Set;
use super::space::{ANSWERED, Aspect, Class, Space, TICKED, Variable};
use nwd_core::domain::FactSet;

/// Counts the kinds of person in a set, over these facts; past `u128` it stays there.
///
/// The set must hold only people that there can be, and look at no other facts and at nothing that
/// is withheld.
pub fn count(space: &Space, set: &Set, facts: FactSet) -> u128 {
    Counter::new(space, facts).count(set)
}

/// Counts sets over the same facts, and keeps what it learns of their parts.
pub struct Counter<'a> {
    /// Each with the weight of all its classes together.
    variables: Vec<(&'a Variable, u128)>,
    /// The counts from a set's own variable on, by its first node.
    seen: HashMap<Set, u128>,
}

impl<'a> Counter<'a> {
    /// Counts over these facts.
    pub fn new(space: &'a Space, facts: FactSet) -> Self {
        let mut variables = Vec::new();
        for variable in &space.variables {
            if variable.aspect != Aspect::Withheld && facts.contains(variable.fact) {
                variables.push((variable, weight(&variable.classes)));
            }
        }
        Counter {
            variables,
            seen: HashMap::new(),
        }
    }

    /// Counts as [`count`] does.
    pub fn count(&mut self, set: &Set) -> u128 {
        self.from(set, 0)
    }

    /// The count from a variable on: those that the set does not look at take any of their
    /// values.
    fn from(&mut self, set: &Set, mut at: usize) -> u128 {
        if set.is_empty() {
            return 0;
        }
        let level = set.level();
        let mut skipped = 1_u128;
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

    /// The count of the classes with these patterns, from a bit on.
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
        if bit >= variable.bits.end || set.level() >= variable.bits.end {
            return self.from(set, at + 1).saturating_mul(weight(classes));
        }
        let middle = codes.start.midpoint(codes.end);
        let unset = set.restrict(bit, false);
        let set = set.restrict(bit, true);
        let low = self.classes(&unset, at, variable, bit + 1, codes.start..middle);
        low.saturating_add(self.classes(&set, at, variable, bit + 1, middle..codes.end))
    }
}

fn weight(classes: &[Class]) -> u128 {
    classes
        .iter()
        .fold(0, |sum, class| sum.saturating_add(class.weight))
}

/// The choices for some variables, in their order.
pub type Chosen = Vec<Choice>;

/// The choice for one variable.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The variable's position.
    pub variable: usize,
    /// The positions of its classes: any one of them will do.
    pub classes: Vec<usize>,
}

/// The cost of an answer: more than all ticks together.
const ANSWER: u32 = 1 << 10;

/// The member of a set that says least: the fewest answers, and among those the fewest ticks;
/// `None` where it is empty.
pub fn least(space: &Space, set: &Set, facts: FactSet) -> Option<Chosen> {
    let variables = space.variables.iter().enumerate();
    let mut search = CheapestMember {
        variables: variables
            .filter(|(_, variable)| facts.contains(variable.fact))
            .collect(),
        seen: HashMap::new(),
    };
    search.cost(set, 0)?;
    let mut chosen = Vec::new();
    let mut set = set.clone();
    for at in 0..search.variables.len() {
        let cheapest = search.cheapest(&set, at)?;
        chosen.push(Choice {
            variable: search.variables.get(at)?.0,
            classes: vec![cheapest.class],
        });
        set = cheapest.rest;
    }
    Some(chosen)
}

struct CheapestMember<'a> {
    variables: Vec<(usize, &'a Variable)>,
    /// The cost by set and variable.
    seen: HashMap<(Set, usize), Option<u32>>,
}

/// The cheapest class of a variable.
struct Cheapest {
    class: usize,
    /// The cost of it and all that follows.
    cost: u32,
    /// The rest of the set.
    rest: Set,
}

impl CheapestMember<'_> {
    /// The cost of the cheapest member from a variable on.
    fn cost(&mut self, set: &Set, at: usize) -> Option<u32> {
        if set.is_empty() {
            return None;
        }
        if at >= self.variables.len() {
            return Some(0);
        }
        let key = (set.clone(), at);
        if let Some(cost) = self.seen.get(&key) {
            return *cost;
        }
        let cost = self.cheapest(set, at).map(|cheapest| cheapest.cost);
        self.seen.insert(key, cost);
        cost
    }

    /// The cheapest class of a variable; `None` where the set is empty.
    fn cheapest(&mut self, set: &Set, at: usize) -> Option<Cheapest> {
        let (_, variable) = *self.variables.get(at)?;
        let mut cheapest: Option<Cheapest> = None;
        for class in 0..variable.classes.len() {
            let mut rest = set.clone();
            for (bit, value) in variable.pattern(class) {
                rest = rest.restrict(bit, value);
            }
            let Some(cost) = self.cost(&rest, at + 1) else {
                continue;
            };
            let cost = cost.saturating_add(class_cost(variable.aspect, class));
            if cheapest.as_ref().is_none_or(|other| cost < other.cost) {
                cheapest = Some(Cheapest { class, cost, rest });
            }
        }
        cheapest
    }
}

fn class_cost(aspect: Aspect, class: usize) -> u32 {
    match (aspect, class) {
        (Aspect::Withheld, ANSWERED) => ANSWER,
        (Aspect::Tick, TICKED) => 1,
        _ => 0,
    }
}
