//! The space of people: for each fact the values that no criterion tells apart in one class, each class a pattern of bits.
//!
//! A *kind* of person is one truthful way to answer the questions concerned: each year of age, each place and each tick is
//! a kind of its own, and a question that is not part of somebody's journey has no answer. Classes are weighed with the
//! kinds in them, so that counts do not depend on what else a bundle tells apart.

use std::ops::Range;

use oxidd::BooleanFunction;

use super::diagram::{Diagrams, Fit, Limits, Set, level};
use nwd_core::analysis::starts;
use nwd_core::bundle::Bundle;
use nwd_core::criterion::{Criterion, Test};
use nwd_core::domain::{Domain, FactIx, FactSet, ValueSet};
use nwd_core::facts::{Fact, Facts};

/// Every fact that some criterion names, in bits.
pub struct Space {
    /// Where the sets live.
    pub diagrams: Diagrams,
    /// What takes a value, in the order of the bits.
    pub variables: Vec<Variable>,
}

/// Something that takes one of a few values: a fact, one tick of a list, or whether an answer is withheld.
pub struct Variable {
    /// The fact that it belongs to.
    pub fact: FactIx,
    /// What of it.
    pub part: Part,
    /// Its bits, highest first.
    pub bits: Range<u32>,
    /// Its classes.
    pub classes: Vec<Class>,
    /// The conjunction of its bits.
    pub cube: Set,
}

/// What of a fact a variable is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Whether the answer is withheld.
    Withheld,
    /// The value.
    Value,
    /// One tick, or several that no criterion tells apart.
    Tick,
}

/// Values that no criterion tells apart.
pub struct Class {
    /// What holds of exactly these values; `None` where there is no answer, or the tick is not there.
    pub test: Option<Test>,
    /// How many kinds of person it stands for.
    pub weight: u128,
    /// Its pattern of bits.
    pub set: Set,
}

/// A class before it has bits.
type Raw = (Option<Test>, u128);

impl Space {
    /// The space in which these tests can be told apart.
    pub fn new(facts: &Facts, tests: &[(FactIx, Test)], limits: Limits) -> Fit<Space> {
        let mut raw: Vec<(FactIx, Part, Vec<Raw>)> = Vec::new();
        // Lists come last: what their ticks add then hangs under what the other facts left open.
        let lists = |(_, fact): &(FactIx, &Fact)| matches!(fact.domain, Domain::AnyOf(_));
        let order = facts
            .iter()
            .filter(|fact| !lists(fact))
            .chain(facts.iter().filter(lists));
        for (at, fact) in order {
            let own: Vec<&Test> = tests
                .iter()
                .filter(|(named, _)| *named == at)
                .map(|(_, test)| test)
                .collect();
            if !own.is_empty() {
                raw.push((at, Part::Withheld, vec![(None, 1), (None, 1)]));
                raw.extend(
                    classes(fact, &own)
                        .into_iter()
                        .map(|(part, classes)| (at, part, classes)),
                );
            }
        }
        let widths = raw.iter().map(|(_, _, classes)| width(classes.len()));
        let diagrams = Diagrams::new(widths.sum(), limits)?;
        let mut variables = Vec::new();
        let mut bit = 0;
        for (fact, part, classes) in raw {
            let bits = bit..bit + width(classes.len());
            bit = bits.end;
            variables.push(Variable::new(&diagrams, fact, part, bits, classes)?);
        }
        Ok(Space {
            diagrams,
            variables,
        })
    }

    /// How many bits tell its people apart.
    pub fn bits(&self) -> usize {
        self.variables
            .last()
            .map_or(0, |variable| variable.bits.end as usize)
    }

    /// The variables of a fact.
    pub fn of(&self, fact: FactIx) -> impl Iterator<Item = (usize, &Variable)> {
        self.variables
            .iter()
            .enumerate()
            .filter(move |(_, variable)| variable.fact == fact)
    }

    /// Whether some criterion names a fact: the others have no bits.
    pub fn names(&self, fact: FactIx) -> bool {
        self.of(fact).next().is_some()
    }

    /// Where a fact's answer is withheld.
    pub fn withheld(&self, fact: FactIx) -> Set {
        let variable = self
            .of(fact)
            .find(|(_, variable)| variable.part == Part::Withheld);
        let withheld = variable.and_then(|(_, variable)| variable.classes.get(1));
        withheld.map_or_else(|| self.diagrams.none(), |class| class.set.clone())
    }

    /// Where a fact's value passes a test.
    pub fn passes(&self, fact: FactIx, test: &Test) -> Fit<Set> {
        let classes = self.of(fact).flat_map(|(_, variable)| &variable.classes);
        self.diagrams.any(
            classes
                .filter(|class| class.is_within(test))
                .map(|class| &class.set),
        )
    }

    /// Where a fact's bits stand for some value.
    pub fn has_value(&self, fact: FactIx) -> Fit<Set> {
        let mut whole = self.diagrams.all();
        for (_, variable) in self
            .of(fact)
            .filter(|(_, variable)| variable.part == Part::Value)
        {
            let values = variable.classes.iter().filter(|class| class.test.is_some());
            whole = whole.and(&self.diagrams.any(values.map(|class| &class.set))?)?;
        }
        Ok(whole)
    }

    /// Where of all lists together at most one tick is there (ticks that no criterion tells apart count as one).
    pub fn at_most_one_tick(&self) -> Fit<Set> {
        let (mut none, mut one) = (self.diagrams.all(), self.diagrams.none());
        let ticks = self
            .variables
            .iter()
            .filter(|variable| variable.part == Part::Tick);
        for tick in ticks.filter_map(|variable| variable.classes.get(1)) {
            let without = tick.set.not()?;
            one = one.and(&without)?.or(&none.and(&tick.set)?)?;
            none = none.and(&without)?;
        }
        none.or(&one)
    }

    /// Where a fact's bits stand for no answer at all.
    pub fn has_no_answer(&self, fact: FactIx) -> Fit<Set> {
        let mut whole = self.withheld(fact);
        for (_, variable) in self
            .of(fact)
            .filter(|(_, variable)| variable.part != Part::Withheld)
        {
            let nothing = variable.classes.iter().filter(|class| class.test.is_none());
            whole = whole.and(&self.diagrams.any(nothing.map(|class| &class.set))?)?;
        }
        Ok(whole)
    }

    /// The facts that a set looks at, be it their value or whether it is withheld.
    pub fn support(&self, set: &Set) -> FactSet {
        let mut seen = std::collections::HashSet::new();
        let mut open = vec![set.clone()];
        let mut found = FactSet::default();
        while let Some(set) = open.pop() {
            let Some((yes, no)) = set.cofactors() else {
                continue;
            };
            let bit = level(&set);
            if let Some(variable) = self.at(bit) {
                found.insert(variable.fact);
            }
            open.extend(
                [yes, no]
                    .into_iter()
                    .filter(|part| seen.insert(part.clone())),
            );
        }
        found
    }

    fn at(&self, bit: u32) -> Option<&Variable> {
        let at = self
            .variables
            .partition_point(|variable| variable.bits.end <= bit);
        self.variables.get(at)
    }

    /// The conjunction of the bits of these facts: of their values, of whether they are withheld, or of both.
    pub fn cube(&self, facts: FactSet, wanted: impl Fn(Part) -> bool) -> Fit<Set> {
        let variables = self
            .variables
            .iter()
            .filter(|variable| facts.contains(variable.fact) && wanted(variable.part));
        self.diagrams
            .every(variables.map(|variable| &variable.cube))
    }

    /// The conjunction of all bits that say whether something is withheld.
    pub fn masks(&self) -> Fit<Set> {
        let variables = self
            .variables
            .iter()
            .filter(|variable| variable.part == Part::Withheld);
        self.diagrams
            .every(variables.map(|variable| &variable.cube))
    }
}

impl Variable {
    fn new(
        diagrams: &Diagrams,
        fact: FactIx,
        part: Part,
        bits: Range<u32>,
        raw: Vec<Raw>,
    ) -> Fit<Variable> {
        let own: Vec<Set> = bits.clone().map(|bit| diagrams.bit(bit)).collect();
        let mut classes = Vec::with_capacity(raw.len());
        for (number, (test, weight)) in raw.into_iter().enumerate() {
            let mut set = diagrams.all();
            for (at, bit) in own.iter().rev().enumerate() {
                set = if number >> at & 1 == 1 {
                    set.and(bit)?
                } else {
                    set.and(&bit.not()?)?
                };
            }
            classes.push(Class { test, weight, set });
        }
        Ok(Variable {
            fact,
            part,
            bits,
            classes,
            cube: diagrams.every(&own)?,
        })
    }

    /// The bits of a class, first to last.
    pub fn pattern(&self, class: usize) -> impl Iterator<Item = (u32, bool)> {
        let last = self.bits.end.saturating_sub(1);
        self.bits.clone().map(move |bit| {
            (
                bit,
                class.checked_shr(last.saturating_sub(bit)).unwrap_or(0) & 1 == 1,
            )
        })
    }
}

impl Class {
    /// Whether all its values pass a test; else none of them does.
    fn is_within(&self, test: &Test) -> bool {
        match (&self.test, test) {
            (Some(Test::Between { min, .. }), Test::Between { min: from, max: to }) => min
                .is_none_or(|min| {
                    from.is_none_or(|from| from <= min) && to.is_none_or(|to| min <= to)
                }),
            (Some(Test::In(own)), Test::In(values))
            | (Some(Test::Includes(own)), Test::Includes(values)) => {
                !own.intersection(*values).is_empty()
            }
            (Some(Test::Is(own)), Test::Is(value)) => own == value,
            _ => false,
        }
    }
}

/// How many bits tell so many classes apart.
fn width(classes: usize) -> u32 {
    classes
        .saturating_sub(1)
        .checked_ilog2()
        .map_or(0, |log| log + 1)
}

/// The variables of a fact's value.
fn classes(fact: &Fact, tests: &[&Test]) -> Vec<(Part, Vec<Raw>)> {
    let outside: Option<Raw> = fact.when.as_ref().map(|_| (None, 1));
    let value = |classes: Vec<Raw>| {
        vec![(
            Part::Value,
            outside.clone().into_iter().chain(classes).collect(),
        )]
    };
    match &fact.domain {
        Domain::YesNo => value([true, false].map(|said| (Some(Test::Is(said)), 1)).to_vec()),
        Domain::Integer { min, max } => value(stretches(*min, *max, tests)),
        Domain::OneOf(_) => value(
            alike(&fact.domain, tests)
                .into_iter()
                .map(|set| (Some(Test::In(set)), kinds(set)))
                .collect(),
        ),
        Domain::AnyOf(_) => {
            let tick = |set: ValueSet| {
                (
                    Part::Tick,
                    vec![(None, 1), (Some(Test::Includes(set)), ticks(set))],
                )
            };
            alike(&fact.domain, tests).into_iter().map(tick).collect()
        }
    }
}

fn kinds(values: ValueSet) -> u128 {
    values.len() as u128
}

/// How many ways there are to tick at least one of these.
fn ticks(values: ValueSet) -> u128 {
    1_u128
        .checked_shl(values.len() as u32)
        .unwrap_or(0)
        .wrapping_sub(1)
}

/// The stretches between the ends of the ranges.
fn stretches(min: i32, max: i32, tests: &[&Test]) -> Vec<Raw> {
    let starts = starts(min, max, tests);
    let ends = starts
        .iter()
        .skip(1)
        .map(|next| next.saturating_sub(1))
        .chain([max]);
    let stretch = |(from, to): (&i32, i32)| {
        let weight = u128::from(to.abs_diff(*from)).saturating_add(1);
        (
            Some(Test::Between {
                min: Some(*from),
                max: Some(to),
            }),
            weight,
        )
    };
    starts.iter().zip(ends).map(stretch).collect()
}

/// The named values, those together that each test names all or none of.
fn alike(domain: &Domain, tests: &[&Test]) -> Vec<ValueSet> {
    let named = |test: &Test, at: u8| match test {
        Test::In(values) | Test::Includes(values) => values.contains(at),
        Test::Between { .. } | Test::Is(_) => false,
    };
    let mut found: Vec<(Vec<bool>, ValueSet)> = Vec::new();
    for at in domain.all_values().iter() {
        let pattern: Vec<bool> = tests.iter().map(|test| named(test, at)).collect();
        match found.iter_mut().find(|(other, _)| *other == pattern) {
            Some((_, values)) => *values = values.with(at),
            None => found.push((pattern, ValueSet::default().with(at))),
        }
    }
    found.into_iter().map(|(_, values)| values).collect()
}

/// Whether an answer names one of these values.
pub fn named(domain: &Domain, values: ValueSet) -> Test {
    match domain {
        Domain::AnyOf(_) => Test::Includes(values),
        Domain::OneOf(_) | Domain::Integer { .. } | Domain::YesNo => Test::In(values),
    }
}

/// Everything that the rules of a bundle ask of facts, and what says which people there can be for them.
pub fn tests(bundle: &Bundle) -> Vec<(FactIx, Test)> {
    tests_with(bundle, Vec::new())
}

/// The same with further tests, each once, and what says which people there can be for those.
pub fn tests_with(
    bundle: &Bundle,
    further: impl IntoIterator<Item = (FactIx, Test)>,
) -> Vec<(FactIx, Test)> {
    let mut found = Vec::new();
    further.into_iter().for_each(|test| add(test, &mut found));
    let services = bundle.services.iter().flat_map(|service| {
        std::iter::once(&service.relevance).chain(service.routes.iter().map(|route| &route.asker))
    });
    asked(bundle.rules().chain(services), &mut found);
    // Conditions name earlier facts: from the last to the first nothing is missed.
    let mut facts: Vec<(FactIx, &Fact)> = bundle.facts.iter().collect();
    facts.reverse();
    for (at, fact) in facts {
        if found.iter().any(|(named, _)| *named == at) {
            fact.never
                .iter()
                .for_each(|never| add((at, named(&fact.domain, never.values)), &mut found));
            asked(fact.conditions(), &mut found);
        }
    }
    found
}

fn asked<'c>(criteria: impl Iterator<Item = &'c Criterion>, found: &mut Vec<(FactIx, Test)>) {
    criteria
        .flat_map(Criterion::leaves)
        .for_each(|leaf| add((leaf.fact, leaf.test.clone()), found));
}

fn add(test: (FactIx, Test), found: &mut Vec<(FactIx, Test)>) {
    if !found.contains(&test) {
        found.push(test);
    }
}
