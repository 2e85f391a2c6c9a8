//! The criteria tree: who something is for, as data that can be read, explained and analysed.

use crate::domain::{Domain, FactIx, FactSet, Value, ValueSet};

/// A criterion: leaves that each look at one fact, and what combines them.
#[derive(Clone, Debug, PartialEq)]
pub enum Criterion {
    /// A question to one fact.
    Leaf(Leaf),
    /// Holds where each part does; with no parts, for everyone.
    All(Vec<Criterion>),
    /// Holds where at least one part does; with no parts, for nobody.
    Any(Vec<Criterion>),
    /// Holds where the part does not.
    Not(Box<Criterion>),
}

/// A question to one fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The fact that it looks at.
    pub fact: FactIx,
    /// What it asks of that fact's value.
    pub test: Test,
    /// The words that describe it, where it has some of its own.
    pub words: Option<String>,
}

/// What a leaf asks of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// An integer in a range, both ends included; an end left out is open.
    Between {
        /// The lowest value that passes.
        min: Option<i32>,
        /// The highest value that passes.
        max: Option<i32>,
    },
    /// A one-of answer that is one of these.
    In(ValueSet),
    /// An any-of answer with at least one of these.
    Includes(ValueSet),
    /// A yes-no answer that is this.
    Is(bool),
}

impl Test {
    /// Whether a value passes. A value of another type does not.
    pub fn passes(&self, value: Value) -> bool {
        match (self, value) {
            (Test::Between { min, max }, Value::Integer(n)) => {
                min.is_none_or(|min| min <= n) && max.is_none_or(|max| n <= max)
            }
            (Test::In(values), Value::One(at)) => values.contains(at),
            (Test::Includes(values), Value::Any(ticked)) => !values.intersection(ticked).is_empty(),
            (Test::Is(wanted), Value::YesNo(said)) => *wanted == said,
            _ => false,
        }
    }

    /// Whether it asks for the named value at a position.
    pub fn names(&self, at: u8) -> bool {
        match self {
            Test::In(values) | Test::Includes(values) => values.contains(at),
            Test::Between { .. } | Test::Is(_) => false,
        }
    }

    /// Whether some value of the domain passes.
    pub fn can_pass(&self, domain: &Domain) -> bool {
        match (self, domain) {
            (
                Test::Between { min, max },
                Domain::Integer {
                    min: lowest,
                    max: highest,
                },
            ) => min.unwrap_or(*lowest).max(*lowest) <= max.unwrap_or(*highest).min(*highest),
            (Test::In(values) | Test::Includes(values), _) => !values.is_empty(),
            (Test::Is(_), _) => true,
            _ => false,
        }
    }

    /// Whether some value of the domain does not pass.
    pub fn can_fail(&self, domain: &Domain) -> bool {
        match (self, domain) {
            (
                Test::Between { min, max },
                Domain::Integer {
                    min: lowest,
                    max: highest,
                },
            ) => min.is_some_and(|min| min > *lowest) || max.is_some_and(|max| max < *highest),
            (Test::In(values), _) => !domain.all_values().without(*values).is_empty(),
            _ => true,
        }
    }
}

impl Criterion {
    /// Holds for everyone.
    pub fn everyone() -> Self {
        Criterion::All(Vec::new())
    }

    /// What it is directly made of; nothing for a leaf.
    pub fn parts(&self) -> &[Criterion] {
        match self {
            Criterion::Leaf(_) => &[],
            Criterion::All(parts) | Criterion::Any(parts) => parts,
            Criterion::Not(part) => std::slice::from_ref(part),
        }
    }

    /// Every leaf, in reading order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Criterion::Leaf(leaf) => vec![leaf],
            _ => self.parts().iter().flat_map(Criterion::leaves).collect(),
        }
    }

    /// The facts that it looks at.
    pub fn facts(&self) -> FactSet {
        match self {
            Criterion::Leaf(leaf) => FactSet::from_iter([leaf.fact]),
            _ => self
                .parts()
                .iter()
                .fold(FactSet::default(), |all, part| all.union(part.facts())),
        }
    }

    /// The same of other leaves.
    #[must_use]
    pub fn map_leaves(&self, map: &impl Fn(&Leaf) -> Leaf) -> Criterion {
        let all = |parts: &[Criterion]| parts.iter().map(|part| part.map_leaves(map)).collect();
        match self {
            Criterion::Leaf(leaf) => Criterion::Leaf(map(leaf)),
            Criterion::All(parts) => Criterion::All(all(parts)),
            Criterion::Any(parts) => Criterion::Any(all(parts)),
            Criterion::Not(part) => Criterion::Not(Box::new(part.map_leaves(map))),
        }
    }
}
