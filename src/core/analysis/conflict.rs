//! Which two parts of criteria rule each other out, and where each stands: only `nwd` asks, so the
//! widget does without.

use crate::analysis::{Seen, is_too_tangled, reach};
use crate::answers::Answers;
use crate::criterion::Criterion;
use crate::facts::Facts;
use crate::format::Place;
use crate::knowledge::Knowledge;

/// A criterion that is needed, and where it stands.
#[derive(Clone)]
pub struct Needed {
    criterion: Criterion,
    /// It is needed that it fails.
    fails: bool,
    pointer: String,
}

impl Needed {
    /// A criterion that must hold.
    pub fn holds(criterion: &Criterion, place: &Place<'_>) -> Self {
        Needed {
            criterion: criterion.clone(),
            fails: false,
            pointer: place.pointer(),
        }
    }

    /// A criterion that must fail.
    pub fn fails(criterion: &Criterion, place: &Place<'_>) -> Self {
        Needed {
            fails: true,
            ..Self::holds(criterion, place)
        }
    }

    /// The parts that are all needed for this, each as what must hold, with its place: itself,
    /// where there are no such.
    fn parts(self) -> Vec<(Criterion, String)> {
        let Needed {
            criterion,
            fails,
            pointer,
        } = self;
        let each = |parts: Vec<Criterion>, key: &str| {
            let mut all = Vec::new();
            for (at, criterion) in parts.into_iter().enumerate() {
                let part = Needed {
                    criterion,
                    fails,
                    pointer: format!("{pointer}/{key}/{at}"),
                };
                all.extend(part.parts());
            }
            all
        };
        match (criterion, fails) {
            (Criterion::Not(part), _) => Needed {
                criterion: *part,
                fails: !fails,
                pointer: format!("{pointer}/not"),
            }
            .parts(),
            (Criterion::All(parts), false) => each(parts, "all"),
            (Criterion::Any(parts), true) => each(parts, "any"),
            (criterion, false) => vec![(criterion, pointer)],
            (criterion, true) => vec![(Criterion::Not(Box::new(criterion)), pointer)],
        }
    }
}

/// Finds the places of the two smallest parts that cannot hold together, in criteria that cannot
/// all hold; `None` where it takes three of them, or where one by itself cannot hold.
pub fn conflict(needed: Vec<Needed>, facts: &Facts) -> Option<[String; 2]> {
    let nothing = Answers::default();
    let known = Knowledge::new(facts, &nothing);
    let parts: Vec<(Criterion, String)> = needed.into_iter().flat_map(Needed::parts).collect();
    let can_hold = |together: &[&Criterion]| {
        is_too_tangled(&Seen::all(together), &known) || reach(together, &known).holds
    };
    if !parts.iter().all(|(part, _)| can_hold(&[part])) {
        return None;
    }
    let mut pairs = Vec::new();
    for (at, one) in parts.iter().enumerate() {
        pairs.extend(parts.iter().skip(at + 1).map(|other| (one, other)));
    }
    pairs.sort_by_key(|((one, _), (other, _))| one.leaves().len() + other.leaves().len());
    let ((_, one), (_, other)) = pairs
        .into_iter()
        .find(|((one, _), (other, _))| !can_hold(&[one, other]))?;
    Some([one.clone(), other.clone()])
}
