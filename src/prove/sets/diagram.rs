//! Sets of people and of what they answer, as binary decision diagrams. No other file knows of the
//! library behind them.
//!
//! A set is a function of bits that is true of what is in the set, drawn as a graph: each node
//! looks at one bit and has a branch for each of its values. Parts that are the same are one node,
//! and the bits come in one order on every path. So two sets are equal where they begin at the same
//! node, and a set of 10^30 people may take a few hundred nodes.
//!
//! ```text
//! (a or b) and c:   a ──1──────────> c ──1──> everybody
//!                   └───0──> b ──1──┘└───0──> nobody
//!                            └───0──> nobody
//! ```
//!
//! # Why `OxiDD`
//!
//! `OxiDD` (MIT or Apache-2.0) and `biodivine-lib-bdd` (MIT) are the maintained libraries in Rust.
//! In `OxiDD` all sets of a proof share their nodes and one cache, so that the two thousandth union
//! costs what it adds and not what is there already; edges are complemented, so that negation is
//! free; and nodes are counted, so that a domain that is too large ends in an error at a size that
//! was set and not in a machine that stands still.
//!
//! # Why pairs of sets for three-valued truth
//!
//! What a criterion comes to where answers are withheld is a pair of sets: where it surely holds
//! and where it surely does not ([`Kleene`](super::logic::Kleene)). `OxiDD` has diagrams of
//! three-valued functions too, `TVLFunction`. There every bit is three-valued, but it is a question
//! that is withheld, and most questions take several bits. They can neither be quantified nor have
//! their nodes restricted to a set of people, which is what every proof here does. And in
//! `oxidd-core` 0.13.0 `TVLFunction::u`, the unknown, returns true.

use oxidd::bcdd::{BCDDFunction, BCDDManagerRef, new_manager};
use oxidd::{BooleanFunction, BooleanFunctionQuant, Function, HasLevel, Manager, ManagerRef, Node};

use crate::Result;

pub use oxidd::util::OutOfMemory;

/// The size that diagrams may grow to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most nodes; each takes about thirty bytes.
    pub nodes: usize,
    /// The most stages (sets of questions that were asked) that journeys are followed through,
    /// times the number of services: each service is looked at in each stage.
    pub stages: usize,
    /// The most new stages while other orders of asking are tried, times the number of services.
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

/// A set, as the function that is true of what is in it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Set(BCDDFunction);

impl Set {
    /// The members of both.
    pub fn and(&self, other: &Set) -> Result<Set> {
        self.0.and(&other.0).map(Set)
    }

    /// The members of either.
    pub fn or(&self, other: &Set) -> Result<Set> {
        self.0.or(&other.0).map(Set)
    }

    /// The members of one of them and not of both.
    pub fn xor(&self, other: &Set) -> Result<Set> {
        self.0.xor(&other.0).map(Set)
    }

    /// The complement of this set.
    pub fn not(&self) -> Result<Set> {
        self.0.not().map(Set)
    }

    /// The members of this set and not of the other.
    pub fn without(&self, other: &Set) -> Result<Set> {
        self.and(&other.not()?)
    }

    /// The members of this set for some value of these bits, given as their conjunction.
    pub fn exists(&self, bits: &Set) -> Result<Set> {
        self.0.exists(&bits.0).map(Set)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        !self.0.satisfiable()
    }

    /// Whether nothing is in both.
    pub fn is_disjoint(&self, other: &Set) -> Result<bool> {
        Ok(self.and(other)?.is_empty())
    }

    /// Whether everything in this set is in the other.
    pub fn is_within(&self, other: &Set) -> Result<bool> {
        Ok(self.without(other)?.is_empty())
    }

    /// The first bit that the set looks at; past all bits for everything and nothing.
    pub fn level(&self) -> u32 {
        self.0
            .with_manager_shared(|manager, edge| match manager.get_node(edge) {
                Node::Inner(node) => node.level(),
                Node::Terminal(_) => u32::MAX,
            })
    }

    /// The set where its first bit is set and where it is not; `None` for everything and nothing.
    pub fn halves(&self) -> Option<[Set; 2]> {
        let (set, unset) = self.0.cofactors()?;
        Some([Set(set), Set(unset)])
    }

    /// The set where a bit has a value, given that it looks at no earlier bit.
    pub fn restrict(&self, bit: u32, value: bool) -> Set {
        if self.level() != bit {
            return self.clone();
        }
        let half = if value {
            self.0.cofactor_true()
        } else {
            self.0.cofactor_false()
        };
        half.map_or_else(|| self.clone(), Set)
    }

    /// The number of its nodes.
    pub fn node_count(&self) -> usize {
        self.0.node_count()
    }
}

/// The place where all sets of a proof live.
pub struct Diagrams {
    manager: BCDDManagerRef,
    bits: Vec<Set>,
    all: Set,
    none: Set,
}

impl Diagrams {
    /// Diagrams over a number of bits.
    pub fn new(bits: u32, limits: Limits) -> Result<Self> {
        let manager = new_manager(limits.nodes, limits.nodes / 8, 1);
        manager.with_manager_exclusive(|within| {
            let bits = within
                .add_vars(bits)
                .map(|bit| BCDDFunction::var(within, bit).map(Set))
                .collect::<Result<Vec<Set>>>()?;
            Ok(Diagrams {
                manager: manager.clone(),
                bits,
                all: Set(BCDDFunction::t(within)),
                none: Set(BCDDFunction::f(within)),
            })
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

    /// The set where a bit is set.
    pub fn bit(&self, at: u32) -> Set {
        self.bits.get(at as usize).unwrap_or(&self.none).clone()
    }

    /// The members of each of these.
    pub fn intersection<'a>(&self, sets: impl IntoIterator<Item = &'a Set>) -> Result<Set> {
        sets.into_iter()
            .try_fold(self.all(), |whole, set| whole.and(set))
    }

    /// The members of at least one of these.
    pub fn union<'a>(&self, sets: impl IntoIterator<Item = &'a Set>) -> Result<Set> {
        sets.into_iter()
            .try_fold(self.none(), |whole, set| whole.or(set))
    }

    /// The number of nodes.
    pub fn nodes(&self) -> usize {
        self.manager
            .with_manager_shared(|manager| manager.num_inner_nodes())
    }
}
