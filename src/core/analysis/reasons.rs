//! Why a criterion came out as it did.

use crate::criterion::{Criterion, Leaf};
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// One leaf's part in the outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason<'a> {
    /// The leaf.
    pub leaf: &'a Leaf,
    /// The leaf stands under a `not`: what is asked for is that it does not hold.
    pub negated: bool,
    /// Whether what is asked for holds.
    pub holds: Truth,
}

/// The leaves that made the outcome what it is, in reading order.
///
/// What holds up a true `all` is every part; what brings down a false one is the false parts; what
/// leaves one open is the unknown parts, named with the true ones so that a person sees how far
/// they are. A true `any` rests on its true parts, an open one on its unknown ones, a false one on
/// all of them. `not` swaps the two.
pub fn reasons<'a>(criterion: &'a Criterion, known: &Knowledge<'_>) -> Vec<Reason<'a>> {
    let mut found = Vec::new();
    collect(criterion, known, false, &mut found);
    found
}

fn collect<'a>(
    criterion: &'a Criterion,
    known: &Knowledge<'_>,
    negated: bool,
    found: &mut Vec<Reason<'a>>,
) {
    match criterion {
        Criterion::Leaf(leaf) => {
            let truth = known.truth_of_leaf(leaf);
            found.push(Reason {
                leaf,
                negated,
                holds: if negated { !truth } else { truth },
            });
        }
        Criterion::Not(part) => collect(part, known, !negated, found),
        Criterion::All(parts) | Criterion::Any(parts) => {
            let whole = known.truth(criterion);
            let is_all = matches!(criterion, Criterion::All(_));
            let neutral = Truth::from(is_all);
            for part in parts {
                let truth = known.truth(part);
                let so_far = whole == Truth::Unknown && truth == neutral && is_all != negated;
                if truth == whole || so_far {
                    collect(part, known, negated, found);
                }
            }
        }
    }
}
