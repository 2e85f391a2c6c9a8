//! What is left of criteria once what is known has decided parts of them.

use crate::criterion::{Criterion, Test};
use crate::domain::{FactIx, FactSet};
use crate::knowledge::{Knowledge, Standing};

/// Something that is seen of criteria.
#[derive(Clone, Debug)]
pub enum Seen<'a> {
    /// What one comes to.
    Truth(&'a Criterion),
    /// Whether one is not ruled out.
    Possible(&'a Criterion),
    /// Whether one is sure.
    Sure(&'a Criterion),
    /// The lowest of these.
    All(Vec<Seen<'a>>),
    /// The highest of these.
    Any(Vec<Seen<'a>>),
}

impl<'a> Seen<'a> {
    /// What these come to together.
    pub fn all(criteria: &[&'a Criterion]) -> Self {
        Seen::All(criteria.iter().map(|one| Seen::Truth(one)).collect())
    }

    /// Whether every fact that is open, here or in the conditions of the questions named here, is
    /// one of these.
    pub(super) fn is_settled(&self, settled: FactSet, known: &Knowledge<'_>) -> bool {
        match self {
            Seen::Truth(criterion) | Seen::Possible(criterion) | Seen::Sure(criterion) => {
                is_settled(criterion, settled, known)
            }
            Seen::All(parts) | Seen::Any(parts) => {
                parts.iter().all(|part| part.is_settled(settled, known))
            }
        }
    }
}

/// The same of a criterion.
pub(super) fn is_settled(criterion: &Criterion, settled: FactSet, known: &Knowledge<'_>) -> bool {
    match criterion {
        Criterion::Leaf(leaf) => known.open_with(leaf.fact).without(settled).is_empty(),
        _ => criterion
            .parts()
            .iter()
            .all(|part| is_settled(part, settled, known)),
    }
}

/// What is left of a criterion once the settled parts are folded away.
pub(super) enum Residual<'a> {
    /// It holds, or it does not.
    Decided(bool),
    /// What further answers may still decide.
    Undecided(Tree<'a>),
}

/// A criterion without its decided parts.
pub(super) enum Tree<'a> {
    /// A question that is not settled, or may not be part of the journey: it counts only where its
    /// condition holds.
    Leaf(FactIx, &'a Test),
    All(Vec<Tree<'a>>),
    Any(Vec<Tree<'a>>),
    Not(Box<Tree<'a>>),
    /// Unknown counts as true, or as false.
    Resolve(bool, Box<Tree<'a>>),
}

impl<'a> Residual<'a> {
    pub(super) fn of(criterion: &'a Criterion, known: &Knowledge<'a>) -> Self {
        match criterion {
            Criterion::Leaf(leaf) => Self::of_leaf(leaf.fact, &leaf.test, known),
            Criterion::Not(part) => match Self::of(part, known) {
                Residual::Decided(holds) => Residual::Decided(!holds),
                Residual::Undecided(tree) => Residual::Undecided(Tree::Not(Box::new(tree))),
            },
            Criterion::All(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of(part, known)),
                false,
                Tree::All,
            ),
            Criterion::Any(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of(part, known)),
                true,
                Tree::Any,
            ),
        }
    }

    pub(super) fn of_seen(seen: &Seen<'a>, known: &Knowledge<'a>) -> Self {
        let resolve = |criterion, unknown| match Self::of(criterion, known) {
            Residual::Undecided(tree) => {
                Residual::Undecided(Tree::Resolve(unknown, Box::new(tree)))
            }
            settled => settled,
        };
        match seen {
            Seen::Truth(criterion) => Self::of(criterion, known),
            Seen::Possible(criterion) => resolve(criterion, true),
            Seen::Sure(criterion) => resolve(criterion, false),
            Seen::All(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of_seen(part, known)),
                false,
                Tree::All,
            ),
            Seen::Any(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of_seen(part, known)),
                true,
                Tree::Any,
            ),
        }
    }

    /// A part that comes to `decisive` settles the whole; one that comes to the opposite drops out.
    fn of_parts(
        parts: impl Iterator<Item = Self>,
        decisive: bool,
        combine: fn(Vec<Tree<'a>>) -> Tree<'a>,
    ) -> Self {
        let mut left = Vec::new();
        for part in parts {
            match part {
                Residual::Decided(holds) if holds == decisive => {
                    return Residual::Decided(decisive);
                }
                Residual::Decided(_) => {}
                Residual::Undecided(tree) => left.push(tree),
            }
        }
        match left.pop() {
            None => Residual::Decided(!decisive),
            Some(only) if left.is_empty() => Residual::Undecided(only),
            Some(last) => {
                left.push(last);
                Residual::Undecided(combine(left))
            }
        }
    }

    fn of_leaf(fact: FactIx, test: &'a Test, known: &Knowledge<'a>) -> Self {
        match known.standing(fact) {
            Standing::Known(value) => Residual::Decided(test.passes(value)),
            Standing::Outside => Residual::Decided(false),
            Standing::Open | Standing::Declined | Standing::Pending(_) => {
                Residual::Undecided(Tree::Leaf(fact, test))
            }
        }
    }
}

impl Tree<'_> {
    /// Shows every leaf and the test that it makes.
    pub(super) fn visit<'t>(&'t self, see: &mut impl FnMut(FactIx, &'t Test)) {
        match self {
            Tree::Leaf(fact, test) => see(*fact, test),
            Tree::Not(part) | Tree::Resolve(_, part) => part.visit(see),
            Tree::All(parts) | Tree::Any(parts) => parts.iter().for_each(|part| part.visit(see)),
        }
    }
}
