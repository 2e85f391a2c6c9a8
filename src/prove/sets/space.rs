//! The space of people: every fact that some criterion looks at, as bits.
//!
//! Criteria look at a fact through few tests. Ages from 0 to 120 are 121 values, but where the only
//! test is 'aged 11 to 19' there are three classes of them, and no criterion can tell two ages of
//! one class apart. So a fact takes not as many bits as its values need but as its classes do: here
//! two.
//!
//! ```text
//! age, tested for 11 to 19          class 0: 0 to 10      bits 00   11 kinds of person
//!                                   class 1: 11 to 19     bits 01    9 kinds
//!                                   class 2: 20 to 120    bits 10  101 kinds
//! ```
//!
//! A fact of named values has one variable of such classes. A list where any may be ticked has a
//! variable for each group of ticks that no criterion tells apart. Before them each fact has a
//! variable of its own for whether the answer is withheld; a question that is not part of
//! everybody's journey has one class more, for no answer.
//!
//! What this costs:
//!
//! - Patterns of bits are left over (11 above), and values that cannot be (see `Logic::people`). So
//!   the complement of a set holds more than people, and what is counted or shown is first met with
//!   the people that there can be.
//! - A class of three ages is one point but three people. So a *kind* of person is one truthful way
//!   to answer the questions concerned: each year of age, each place and each tick is a kind of its
//!   own, and a question that is not part of somebody's journey has no answer. Classes are weighed
//!   with the kinds in them, and counts do not depend on what else a bundle tells apart.
//! - A space is right only for criteria whose tests it was made with: [`tested_facts`] collects
//!   those of a bundle.

use std::collections::HashSet;
use std::ops::Range;

use super::diagram::{Diagrams, Limits, Set};
use crate::Result;
use nwd_core::analysis::{alike, stretches};
use nwd_core::bundle::Bundle;
use nwd_core::criterion::{Criterion, Test};
use nwd_core::domain::{Domain, FactIx, FactSet, ValueSet};
use nwd_core::facts::{Fact, Facts};

/// Every fact that some criterion looks at, in bits.
pub struct Space {
    /// The diagrams of the sets.
    pub diagrams: Diagrams,
    /// The variables, in the order of the bits.
    pub variables: Vec<Variable>,
}

/// Something that takes one of a few values: a fact, one tick of a list, or whether an answer is
/// withheld.
pub struct Variable {
    /// The fact that it belongs to.
    pub fact: FactIx,
    /// The aspect of it.
    pub aspect: Aspect,
    /// Its bits, highest first.
    pub bits: Range<u32>,
    /// Its classes. Those of [`Aspect::Withheld`] are [`ANSWERED`] and [`WITHHELD`], of
    /// [`Aspect::Tick`] [`UNTICKED`] and [`TICKED`].
    pub classes: Vec<Class>,
    /// The conjunction of its bits.
    pub cube: Set,
}

/// The aspect of a fact that a variable is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Whether the answer is withheld.
    Withheld,
    /// The value.
    Value,
    /// One tick, or several that no criterion tells apart.
    Tick,
}

/// The class of a variable of [`Aspect::Withheld`] where the answer is given.
pub const ANSWERED: usize = 0;
/// The class where it is not.
pub const WITHHELD: usize = 1;
/// The class of a variable of [`Aspect::Tick`] where nothing of it is ticked.
pub const UNTICKED: usize = 0;
/// The class where something of it is.
pub const TICKED: usize = 1;

/// Values that no criterion tells apart.
pub struct Class {
    /// The test of exactly these values; `None` where there is no answer, or the tick is not
    /// there.
    pub test: Option<Test>,
    /// The number of kinds of person that it stands for.
    pub weight: u128,
    /// Its pattern of bits.
    pub set: Set,
}

/// A variable before it has bits.
struct Draft {
    fact: FactIx,
    aspect: Aspect,
    classes: Vec<DraftClass>,
}

/// A class before it has bits.
struct DraftClass {
    test: Option<Test>,
    weight: u128,
}

impl Space {
    /// The space in which these tests can be told apart.
    pub fn new(facts: &Facts, tests: &[(FactIx, Test)], limits: Limits) -> Result<Space> {
        let drafts = drafts(facts, tests);
        let widths = drafts.iter().map(|draft| width(draft.classes.len()));
        let diagrams = Diagrams::new(widths.sum(), limits)?;
        let mut variables = Vec::new();
        let mut bit = 0;
        for draft in drafts {
            let bits = bit..bit + width(draft.classes.len());
            bit = bits.end;
            variables.push(Variable::new(&diagrams, draft, bits)?);
        }
        Ok(Space {
            diagrams,
            variables,
        })
    }

    /// The number of bits that tell its people apart.
    pub fn bit_count(&self) -> usize {
        self.variables
            .last()
            .map_or(0, |variable| variable.bits.end as usize)
    }

    /// The facts that some criterion looks at.
    pub fn facts(&self) -> FactSet {
        self.variables
            .iter()
            .map(|variable| variable.fact)
            .collect()
    }

    /// The variables of a fact.
    pub fn variables_of(&self, fact: FactIx) -> impl Iterator<Item = &Variable> {
        self.variables
            .iter()
            .filter(move |variable| variable.fact == fact)
    }

    /// Whether some criterion looks at a fact: the others have no bits.
    pub fn names(&self, fact: FactIx) -> bool {
        self.variables_of(fact).next().is_some()
    }

    /// The set where a fact's answer is withheld.
    pub fn withheld(&self, fact: FactIx) -> Set {
        self.variables_of(fact)
            .find(|variable| variable.aspect == Aspect::Withheld)
            .and_then(|variable| variable.classes.get(WITHHELD))
            .map_or_else(|| self.diagrams.none(), |class| class.set.clone())
    }

    /// The set where a fact's value passes a test.
    pub fn passes(&self, fact: FactIx, test: &Test) -> Result<Set> {
        let classes = self
            .variables_of(fact)
            .flat_map(|variable| &variable.classes)
            .filter(|class| class.is_within(test));
        self.diagrams.union(classes.map(|class| &class.set))
    }

    /// The set where a fact's bits stand for some value.
    pub fn has_value(&self, fact: FactIx) -> Result<Set> {
        let mut whole = self.diagrams.all();
        for variable in self.variables_of(fact) {
            if variable.aspect == Aspect::Value {
                let values = variable.classes.iter().filter(|class| class.test.is_some());
                whole = whole.and(&self.diagrams.union(values.map(|class| &class.set))?)?;
            }
        }
        Ok(whole)
    }

    /// The set where a fact's bits stand for no answer at all.
    pub fn has_no_answer(&self, fact: FactIx) -> Result<Set> {
        let mut whole = self.withheld(fact);
        for variable in self.variables_of(fact) {
            if variable.aspect != Aspect::Withheld {
                let nothing = variable.classes.iter().filter(|class| class.test.is_none());
                whole = whole.and(&self.diagrams.union(nothing.map(|class| &class.set))?)?;
            }
        }
        Ok(whole)
    }

    /// The set where at most one tick is there in all lists together (ticks that no criterion tells
    /// apart count as one).
    pub fn at_most_one_tick(&self) -> Result<Set> {
        let mut none = self.diagrams.all();
        let mut one = self.diagrams.none();
        let ticks = self
            .variables
            .iter()
            .filter(|variable| variable.aspect == Aspect::Tick);
        for tick in ticks.filter_map(|variable| variable.classes.get(TICKED)) {
            one = one.without(&tick.set)?.or(&none.and(&tick.set)?)?;
            none = none.without(&tick.set)?;
        }
        none.or(&one)
    }

    /// The facts that a set looks at, be it their value or whether it is withheld.
    pub fn support(&self, set: &Set) -> FactSet {
        let mut seen = HashSet::new();
        let mut open = vec![set.clone()];
        let mut found = FactSet::default();
        while let Some(set) = open.pop() {
            let Some(halves) = set.halves() else {
                continue;
            };
            if let Some(variable) = self.at(set.level()) {
                found.insert(variable.fact);
            }
            for half in halves {
                if seen.insert(half.clone()) {
                    open.push(half);
                }
            }
        }
        found
    }

    fn at(&self, bit: u32) -> Option<&Variable> {
        let at = self
            .variables
            .partition_point(|variable| variable.bits.end <= bit);
        self.variables.get(at)
    }

    /// The conjunction of all bits of these facts.
    pub fn bits(&self, facts: FactSet) -> Result<Set> {
        let variables = self.variables.iter();
        self.cube(variables.filter(|variable| facts.contains(variable.fact)))
    }

    /// The conjunction of the bits of these facts' values.
    pub fn value_bits(&self, facts: FactSet) -> Result<Set> {
        let variables = self.variables.iter();
        self.cube(variables.filter(|variable| {
            variable.aspect != Aspect::Withheld && facts.contains(variable.fact)
        }))
    }

    /// The conjunction of the bits that say whether these facts are withheld.
    pub fn withheld_bits(&self, facts: FactSet) -> Result<Set> {
        let variables = self.variables.iter();
        self.cube(variables.filter(|variable| {
            variable.aspect == Aspect::Withheld && facts.contains(variable.fact)
        }))
    }

    /// The conjunction of all bits that say whether something is withheld.
    pub fn all_withheld_bits(&self) -> Result<Set> {
        let variables = self.variables.iter();
        self.cube(variables.filter(|variable| variable.aspect == Aspect::Withheld))
    }

    fn cube<'a>(&self, variables: impl Iterator<Item = &'a Variable>) -> Result<Set> {
        self.diagrams
            .intersection(variables.map(|variable| &variable.cube))
    }
}

impl Variable {
    fn new(diagrams: &Diagrams, draft: Draft, bits: Range<u32>) -> Result<Variable> {
        let own: Vec<Set> = bits.clone().map(|bit| diagrams.bit(bit)).collect();
        let mut classes = Vec::with_capacity(draft.classes.len());
        for (number, class) in draft.classes.into_iter().enumerate() {
            let mut set = diagrams.all();
            for (at, bit) in own.iter().rev().enumerate() {
                set = if number >> at & 1 == 1 {
                    set.and(bit)?
                } else {
                    set.without(bit)?
                };
            }
            classes.push(Class {
                test: class.test,
                weight: class.weight,
                set,
            });
        }
        Ok(Variable {
            fact: draft.fact,
            aspect: draft.aspect,
            bits,
            classes,
            cube: diagrams.intersection(&own)?,
        })
    }

    /// The bits of a class, first to last.
    pub fn pattern(&self, class: usize) -> impl Iterator<Item = (u32, bool)> {
        let last = self.bits.end.saturating_sub(1);
        self.bits.clone().map(move |bit| {
            let shifted = class.checked_shr(last.saturating_sub(bit)).unwrap_or(0);
            (bit, shifted & 1 == 1)
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

/// The number of bits that tell a number of classes apart.
fn width(classes: usize) -> u32 {
    classes
        .saturating_sub(1)
        .checked_ilog2()
        .map_or(0, |log| log + 1)
}

/// The variables of every fact that is tested.
fn drafts(facts: &Facts, tests: &[(FactIx, Test)]) -> Vec<Draft> {
    // Lists come last: what their ticks add then hangs under what the other facts left open.
    let (lists, others): (Vec<_>, Vec<_>) = facts
        .iter()
        .partition(|(_, fact)| matches!(fact.domain, Domain::AnyOf(_)));
    let mut found = Vec::new();
    for (at, fact) in others.into_iter().chain(lists) {
        let own: Vec<&Test> = tests
            .iter()
            .filter(|(named, _)| *named == at)
            .map(|(_, test)| test)
            .collect();
        if !own.is_empty() {
            found.push(Draft {
                fact: at,
                aspect: Aspect::Withheld,
                classes: vec![DraftClass::new(None, 1), DraftClass::new(None, 1)],
            });
            found.extend(value_drafts(at, fact, &own));
        }
    }
    found
}

/// The variables of a fact's value.
fn value_drafts(at: FactIx, fact: &Fact, tests: &[&Test]) -> Vec<Draft> {
    if let Domain::AnyOf(_) = fact.domain {
        let groups = alike(&fact.domain, tests).into_iter();
        return groups.map(|values| Draft::tick(at, values)).collect();
    }
    let mut classes = Vec::new();
    if fact.when.is_some() {
        classes.push(DraftClass::new(None, 1));
    }
    match &fact.domain {
        Domain::YesNo => {
            classes.extend([true, false].map(|said| DraftClass::new(Some(Test::Is(said)), 1)));
        }
        Domain::Integer { min, max } => {
            classes.extend(
                stretches(*min, *max, tests)
                    .into_iter()
                    .map(|(from, to)| DraftClass::stretch(from, to)),
            );
        }
        Domain::OneOf(_) | Domain::AnyOf(_) => {
            classes.extend(
                alike(&fact.domain, tests)
                    .into_iter()
                    .map(|values| DraftClass::new(Some(Test::In(values)), values.len() as u128)),
            );
        }
    }
    vec![Draft {
        fact: at,
        aspect: Aspect::Value,
        classes,
    }]
}

impl Draft {
    fn tick(fact: FactIx, values: ValueSet) -> Self {
        // The ways to tick at least one of them.
        let ways = 1_u128
            .checked_shl(values.len() as u32)
            .unwrap_or(0)
            .wrapping_sub(1);
        Draft {
            fact,
            aspect: Aspect::Tick,
            classes: vec![
                DraftClass::new(None, 1),
                DraftClass::new(Some(Test::Includes(values)), ways),
            ],
        }
    }
}

impl DraftClass {
    fn new(test: Option<Test>, weight: u128) -> Self {
        DraftClass { test, weight }
    }

    fn stretch(from: i32, to: i32) -> Self {
        let test = Test::Between {
            min: Some(from),
            max: Some(to),
        };
        let years = u128::from(to.abs_diff(from)).saturating_add(1);
        DraftClass::new(Some(test), years)
    }
}

/// Whether an answer names one of these values.
pub fn named(domain: &Domain, values: ValueSet) -> Test {
    match domain {
        Domain::AnyOf(_) => Test::Includes(values),
        Domain::OneOf(_) | Domain::Integer { .. } | Domain::YesNo => Test::In(values),
    }
}

/// Everything that the rules of a bundle ask of facts, and what says which people there can be for
/// them.
pub fn tested_facts(bundle: &Bundle) -> Vec<(FactIx, Test)> {
    tested_facts_with(bundle, Vec::new())
}

/// The same with further tests, each once, and what says which people there can be for those.
pub fn tested_facts_with(
    bundle: &Bundle,
    further: impl IntoIterator<Item = (FactIx, Test)>,
) -> Vec<(FactIx, Test)> {
    let mut found = Vec::new();
    for test in further {
        add(test, &mut found);
    }
    for criterion in bundle.rules() {
        add_leaves(criterion, &mut found);
    }
    for service in &bundle.services {
        add_leaves(&service.relevance, &mut found);
        for route in &service.routes {
            add_leaves(&route.asker, &mut found);
        }
    }
    // Conditions name earlier facts: from the last to the first nothing is missed.
    let mut facts: Vec<(FactIx, &Fact)> = bundle.facts.iter().collect();
    facts.reverse();
    for (at, fact) in facts {
        if found.iter().any(|(named, _)| *named == at) {
            for never in &fact.never {
                add((at, named(&fact.domain, never.values)), &mut found);
            }
            for condition in fact.conditions() {
                add_leaves(condition, &mut found);
            }
        }
    }
    found
}

fn add_leaves(criterion: &Criterion, found: &mut Vec<(FactIx, Test)>) {
    for leaf in criterion.leaves() {
        add((leaf.fact, leaf.test.clone()), found);
    }
}

fn add(test: (FactIx, Test), found: &mut Vec<(FactIx, Test)>) {
    if !found.contains(&test) {
        found.push(test);
    }
}
