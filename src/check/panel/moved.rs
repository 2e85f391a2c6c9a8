//! The people of a panel who see others first in another version of the content.

use std::cmp::Ordering;

use super::journey::Journey;
use super::score::{FaultKind, Score};
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::format::panel::Vignette;

/// Somebody whose first three services are others than before.
#[derive(Clone, Debug)]
pub struct Moved<'a> {
    /// What stood first.
    pub before: Score<'a>,
    /// What stands first now.
    pub now: Score<'a>,
}

/// What a change comes to for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is nearer to what the panel wants.
    Better,
    /// It is further from it.
    Worse,
    /// Neither.
    Neither,
}

impl Turn {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Turn::Better => "better",
            Turn::Worse => "worse",
            Turn::Neither => "neither",
        }
    }
}

impl Moved<'_> {
    /// Whether it got better: by what must never stand first, then by what must, then by p@3.
    pub fn turn(&self) -> Turn {
        let faults =
            |score: &Score<'_>| [FaultKind::Never, FaultKind::Must].map(|it| score.count(it));
        let order = faults(&self.now)
            .cmp(&faults(&self.before))
            .then(self.before.p_at_3.total_cmp(&self.now.p_at_3));
        match order {
            Ordering::Less => Turn::Better,
            Ordering::Greater => Turn::Worse,
            Ordering::Equal => Turn::Neither,
        }
    }
}

/// The people whose first three differ between two versions. What the older one does not ask does
/// not count there.
pub fn moved<'a>(
    people: &'a [Vignette],
    old: &'a Bundle,
    new: &'a Bundle,
    now: Moment,
) -> Vec<Moved<'a>> {
    let before = |person| {
        let journey = Journey::before(person, old, new, now);
        Score::of(person, &journey, None, old, now)
    };
    let after = |person| {
        let journey = Journey::of(person, new, now);
        Score::of(person, &journey, None, new, now)
    };
    people
        .iter()
        .map(|person| Moved {
            before: before(person),
            now: after(person),
        })
        .filter(|moved| moved.before.first != moved.now.first)
        .collect()
}
