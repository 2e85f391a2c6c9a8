//! Faults sown in a criterion one by one, each with the people whose verdict it changes.
//!
//! A value is added to a list or dropped from it, an end of a range is shifted by one, `all` and
//! `any` are swapped, a part is left out, or a part is turned into its opposite. A fault that
//! changes nobody's verdict is none.

use crate::Result;
use crate::sets::diagram::Set;
use crate::sets::model::Model;
use nwd_core::criterion::{Criterion, Leaf, Test};
use nwd_core::domain::{Domain, ValueSet};

/// One fault.
pub struct Fault<'c> {
    /// The leaf that is not as it was, and whether it stands under a `not`; `None` where it is more
    /// than one.
    pub leaf: Option<(&'c Leaf, bool)>,
    /// The people whose verdict it changes.
    pub changed: Set,
}

/// Every fault of a criterion that changes the verdict on some of these people. The space must tell
/// all values apart that a fault may add or drop.
pub fn faults<'c>(
    model: &Model<'_>,
    criterion: &'c Criterion,
    people: &Set,
) -> Result<Vec<Fault<'c>>> {
    let mut sowing = Sowing {
        model,
        found: Vec::new(),
    };
    sowing.part(criterion, people, false)?;
    Ok(sowing.found)
}

struct Sowing<'m, 'c> {
    model: &'m Model<'m>,
    found: Vec<Fault<'c>>,
}

impl<'c> Sowing<'_, 'c> {
    fn truth(&self, criterion: &Criterion) -> Result<Set> {
        Ok(self.model.whole.truth(criterion)?.yes)
    }

    fn put(&mut self, leaf: Option<(&'c Leaf, bool)>, changed: Set) {
        if !changed.is_empty() {
            self.found.push(Fault { leaf, changed });
        }
    }

    /// The faults of a part, among those for whom it is pivotal.
    fn part(&mut self, part: &'c Criterion, pivotal: &Set, negated: bool) -> Result<()> {
        self.put(leaf_of(part, negated), pivotal.clone());
        match part {
            Criterion::Leaf(leaf) => self.leaf(leaf, pivotal, negated),
            Criterion::Not(inner) => self.part(inner, pivotal, !negated),
            Criterion::All(parts) => self.parts(parts, true, pivotal, negated),
            Criterion::Any(parts) => self.parts(parts, false, pivotal, negated),
        }
    }

    fn leaf(&mut self, leaf: &'c Leaf, pivotal: &Set, negated: bool) -> Result<()> {
        let facts = &self.model.bundle.facts;
        let Some(domain) = facts.get(leaf.fact).map(|fact| &fact.domain) else {
            return Ok(());
        };
        let as_is = self.truth(&Criterion::Leaf(leaf.clone()))?;
        for test in wrong_tests(&leaf.test, domain) {
            let wrong = self.truth(&Criterion::Leaf(Leaf {
                test,
                ..leaf.clone()
            }))?;
            self.put(Some((leaf, negated)), pivotal.and(&as_is.xor(&wrong)?)?);
        }
        Ok(())
    }

    fn parts(
        &mut self,
        parts: &'c [Criterion],
        in_all: bool,
        pivotal: &Set,
        negated: bool,
    ) -> Result<()> {
        let truths = parts.iter().map(|part| self.truth(part));
        let truths = truths.collect::<Result<Vec<Set>>>()?;
        let as_is = self.joined(&truths, in_all)?;
        let swapped = self.joined(&truths, !in_all)?;
        self.put(None, pivotal.and(&as_is.xor(&swapped)?)?);
        for (at, part) in parts.iter().enumerate() {
            let mut others = truths.clone();
            others.remove(at);
            let without = self.joined(&others, in_all)?;
            // With no parts an `any` is refused.
            if in_all || !others.is_empty() {
                let changed = pivotal.and(&as_is.xor(&without)?)?;
                self.put(leaf_of(part, negated), changed);
            }
            let left = if in_all { without } else { without.not()? };
            self.part(part, &pivotal.and(&left)?, negated)?;
        }
        Ok(())
    }

    fn joined(&self, truths: &[Set], in_all: bool) -> Result<Set> {
        if in_all {
            self.model.space.diagrams.intersection(truths)
        } else {
            self.model.space.diagrams.union(truths)
        }
    }
}

fn leaf_of(part: &Criterion, negated: bool) -> Option<(&Leaf, bool)> {
    match part {
        Criterion::Leaf(leaf) => Some((leaf, negated)),
        Criterion::Not(inner) => leaf_of(inner, !negated),
        Criterion::All(_) | Criterion::Any(_) => None,
    }
}

/// The tests that a leaf may have by one mistake, as far as a bundle may have them.
fn wrong_tests(test: &Test, domain: &Domain) -> Vec<Test> {
    match (test, domain) {
        (Test::In(values), _) => lists(*values, domain).map(Test::In).collect(),
        (Test::Includes(values), _) => lists(*values, domain).map(Test::Includes).collect(),
        (
            Test::Between { min, max },
            Domain::Integer {
                min: low,
                max: high,
            },
        ) => {
            let shift = |end: Option<i32>| {
                let ends = [-1, 1].map(|by| end.and_then(|end| end.checked_add(by)));
                let is_in = |end: &i32| (low..=high).contains(&end);
                ends.into_iter().flatten().filter(is_in).map(Some)
            };
            let lower = shift(*min).map(|min| (min, *max));
            let ranges = lower.chain(shift(*max).map(|max| (*min, max)));
            ranges
                .filter(|(min, max)| min.unwrap_or(*low) <= max.unwrap_or(*high))
                .map(|(min, max)| Test::Between { min, max })
                .collect()
        }
        // Its one fault is its opposite.
        _ => Vec::new(),
    }
}

/// The lists with one value more or less.
fn lists(values: ValueSet, domain: &Domain) -> impl Iterator<Item = ValueSet> {
    let all = domain.all_values();
    let lists = all.iter().map(move |at| {
        if values.contains(at) {
            values.without(ValueSet::default().with(at))
        } else {
            values.with(at)
        }
    });
    lists.filter(|list| !list.is_empty())
}
