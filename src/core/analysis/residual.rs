//! What is left of criteria once what is known has decided parts of them.

use crate::criterion::{Criterion, Test};
use crate::domain::{FactIx, FactSet};
use crate::knowledge::{Knowledge, Standing};
use crate::truth::Truth;

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

impl Seen<'_> {
    pub(super) fn names_only(&self, settled: FactSet, known: &Knowledge<'_>) -> bool {
        match self {
            Seen::Truth(criterion) | Seen::Possible(criterion) | Seen::Sure(criterion) => {
                names_only(criterion, settled, known)
            }
            Seen::All(parts) | Seen::Any(parts) => {
                parts.iter().all(|part| part.names_only(settled, known))
            }
        }
    }
}

/// Whether every fact that is open, here or in the conditions of the questions named here, is one
/// of these.
pub(super) fn names_only(criterion: &Criterion, settled: FactSet, known: &Knowledge<'_>) -> bool {
    match criterion {
        Criterion::Leaf(leaf) => {
            let open = matches!(
                known.standing(leaf.fact),
                Standing::Open | Standing::Pending(_)
            );
            if open && !settled.contains(leaf.fact) {
                return false;
            }
            known
                .facts()
                .get(leaf.fact)
                .and_then(|fact| fact.when.as_ref())
                .is_none_or(|when| names_only(when, settled, known))
        }
        _ => criterion
            .parts()
            .iter()
            .all(|part| names_only(part, settled, known)),
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
    /// Whatever is answered: unknown for good, or what an answer comes to that does not count yet.
    Fixed(Truth),
    Leaf(FactIx, &'a Test),
    All(Vec<Tree<'a>>),
    Any(Vec<Tree<'a>>),
    Not(Box<Tree<'a>>),
    /// Unknown counts as true, or as false.
    Resolve(bool, Box<Tree<'a>>),
    /// A leaf whose question may not be part of the journey: it counts only where the condition
    /// holds.
    When(Box<Tree<'a>>, Box<Tree<'a>>),
}

impl<'a> Residual<'a> {
    fn of(criterion: &'a Criterion, known: &Knowledge<'a>) -> Self {
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

    pub(super) fn of_all(criteria: &[&'a Criterion], known: &Knowledge<'a>) -> Self {
        Self::of_parts(
            criteria.iter().map(|part| Self::of(part, known)),
            false,
            Tree::All,
        )
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
        let leaf = match known.standing(fact) {
            Standing::Known(value) => return Residual::Decided(test.passes(value)),
            Standing::Outside => return Residual::Decided(false),
            Standing::Open => Tree::Leaf(fact, test),
            Standing::Declined => Tree::Fixed(Truth::Unknown),
            Standing::Pending(value) => Tree::Fixed(test.passes(value).into()),
        };
        let when = known
            .facts()
            .get(fact)
            .and_then(|fact| fact.when.as_ref())
            .map(|when| Self::of(when, known));
        match when {
            Some(Residual::Undecided(when)) => {
                Residual::Undecided(Tree::When(Box::new(when), Box::new(leaf)))
            }
            _ => Residual::Undecided(leaf),
        }
    }
}

impl Tree<'_> {
    /// Shows every leaf and the test that it makes.
    pub(super) fn visit<'t>(&'t self, see: &mut impl FnMut(FactIx, &'t Test)) {
        match self {
            Tree::Fixed(_) => {}
            Tree::Leaf(fact, test) => see(*fact, test),
            Tree::Not(part) | Tree::Resolve(_, part) => part.visit(see),
            Tree::All(parts) | Tree::Any(parts) => parts.iter().for_each(|part| part.visit(see)),
            Tree::When(when, leaf) => {
                when.visit(see);
                leaf.visit(see);
            }
        }
    }
}
