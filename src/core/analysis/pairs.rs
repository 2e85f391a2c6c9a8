//! Sets of what something comes to before and after a fact is learnt.

use crate::truth::Truth;

/// A set of pairs of truths: what a tree comes to before and after the fact in focus is learnt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Pairs(u16);

impl Pairs {
    pub(super) const NONE: Pairs = Pairs(0);
    /// Every pair of unequals.
    pub(super) const CHANGES: Pairs = Pairs(0b011_101_110);

    pub(super) fn of(before: Truth, after: Truth) -> Self {
        Pairs(1 << Self::bit(before, after))
    }

    pub(super) fn same(truth: Truth) -> Self {
        Self::of(truth, truth)
    }

    fn bit(before: Truth, after: Truth) -> u32 {
        (before as u32) * 3 + after as u32
    }

    pub(super) fn has(self, before: Truth, after: Truth) -> bool {
        self.0 >> Self::bit(before, after) & 1 == 1
    }

    pub(super) fn union(self, other: Self) -> Self {
        Pairs(self.0 | other.0)
    }

    pub(super) fn has_any(self, wanted: Self) -> bool {
        self.0 & wanted.0 != 0
    }

    pub(super) fn is_one(self) -> bool {
        self.0.is_power_of_two()
    }

    pub(super) fn iter(self) -> impl Iterator<Item = (Truth, Truth)> {
        Truth::ALL
            .into_iter()
            .flat_map(|before| Truth::ALL.map(|after| (before, after)))
            .filter(move |(before, after)| self.has(*before, *after))
    }

    pub(super) fn map(self, f: impl Fn(Truth) -> Truth) -> Self {
        self.iter().fold(Self::NONE, |all, (before, after)| {
            all.union(Self::of(f(before), f(after)))
        })
    }

    /// Every pair of this set combined with every pair of the other: right only where the two vary
    /// independently.
    pub(super) fn combine(self, other: Self, f: impl Fn(Truth, Truth) -> Truth) -> Self {
        self.iter().fold(Self::NONE, |all, (before, after)| {
            other.iter().fold(all, |all, (b, a)| {
                all.union(Self::of(f(before, b), f(after, a)))
            })
        })
    }
}
