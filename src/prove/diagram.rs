//! Sets of people and of what they answer, as binary decision diagrams.
//!
//! The diagrams are `OxiDD`'s, with complemented edges. It was chosen over `biodivine-lib-bdd`, the other maintained one in
//! Rust (both MIT or Apache): all sets of a proof share their nodes and one cache, so that the two thousandth union costs
//! what it adds and not what is there already; negation is free; and the nodes are counted, so that a domain that is too
//! large ends in an error at a size that was set and not in a machine that stands still.

use oxidd::bcdd::{BCDDFunction, BCDDManagerRef, new_manager};
use oxidd::util::OutOfMemory;
use oxidd::{BooleanFunction, BooleanFunctionQuant, Function, HasLevel, Manager, ManagerRef, Node};

/// A set, as the function that is true of what is in it.
pub type Set = BCDDFunction;

/// What could be worked out within the nodes that there are.
pub type Fit<T> = Result<T, OutOfMemory>;

/// How large diagrams may grow.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most nodes; each takes about thirty bytes.
    pub nodes: usize,
    /// The most sets of questions that journeys are followed through, times the services that are looked at for each.
    pub stages: usize,
    /// The same of those that are met for the first time while other orders of asking are tried, to find a shorter one.
    pub search: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            nodes: 1 << 24,
            stages: 150_000,
            search: 80_000,
        }
    }
}

/// The place where all diagrams of a proof live.
pub struct Diagrams {
    manager: BCDDManagerRef,
    bits: Vec<Set>,
    all: Set,
    none: Set,
}

impl Diagrams {
    /// Diagrams over so many bits.
    pub fn new(bits: u32, limits: Limits) -> Fit<Self> {
        let manager = new_manager(limits.nodes, limits.nodes / 8, 1);
        let (bits, all, none) = manager.with_manager_exclusive(|manager| {
            let bits: Fit<Vec<Set>> = manager
                .add_vars(bits)
                .map(|bit| Set::var(manager, bit))
                .collect();
            (bits, Set::t(manager), Set::f(manager))
        });
        Ok(Diagrams {
            manager,
            bits: bits?,
            all,
            none,
        })
    }

    /// Everything.
    pub fn all(&self) -> Set {
        self.all.clone()
    }

    /// Nothing.
    pub fn none(&self) -> Set {
        self.none.clone()
    }

    /// Where a bit is set.
    pub fn bit(&self, at: u32) -> Set {
        self.bits.get(at as usize).unwrap_or(&self.none).clone()
    }

    /// What is in each of these.
    pub fn every<'a>(&self, sets: impl IntoIterator<Item = &'a Set>) -> Fit<Set> {
        sets.into_iter()
            .try_fold(self.all(), |whole, set| whole.and(set))
    }

    /// What is in at least one of these.
    pub fn any<'a>(&self, sets: impl IntoIterator<Item = &'a Set>) -> Fit<Set> {
        sets.into_iter()
            .try_fold(self.none(), |whole, set| whole.or(set))
    }

    /// The set with these bits left open: what is in it for some value of them. `bits` is their conjunction.
    pub fn whichever(&self, set: &Set, bits: &Set) -> Fit<Set> {
        set.exists(bits)
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.manager
            .with_manager_shared(|manager| manager.num_inner_nodes())
    }
}

/// The first bit that a set looks at; past all bits for everything and nothing.
pub fn level(set: &Set) -> u32 {
    set.with_manager_shared(|manager, edge| match manager.get_node(edge) {
        Node::Inner(node) => node.level(),
        Node::Terminal(_) => u32::MAX,
    })
}

/// The part of a set where a bit has a value, given that no earlier bit is looked at.
pub fn given(set: &Set, bit: u32, value: bool) -> Set {
    if level(set) != bit {
        return set.clone();
    }
    let part = if value {
        set.cofactor_true()
    } else {
        set.cofactor_false()
    };
    part.unwrap_or_else(|| set.clone())
}
