//! The sign-off sheet: for each service the people on both sides of every boundary of its
//! criterion, with verdict and reason.
//!
//! For each leaf there is somebody who meets all the rest of the criterion, so that only this leaf
//! decides: the last value that passes and the first that does not, at each end of a range. Where a
//! criterion has several leaves, people are added until each two of them have been seen holding and
//! failing together in every way that somebody can be (pairwise).
//!
//! How much a sheet shows is told by faults sown in the criterion one by one ([`faults`]): whoever
//! signs the sheet can notice those that change a row. People are added for all others, as few as
//! may be: one for each value that a list names, and for each that it leaves out, where it decides.

use std::collections::BTreeSet;

use crate::faults::{Fault, faults};
use crate::sets::count::least;
use crate::sets::diagram::{Limits, Set};
use crate::sets::example::{Example, cube_of, values_only};
use crate::sets::model::Model;
use crate::sets::space::{named, tested_facts};
use crate::{Result, TooLarge, in_space};
use nwd_core::analysis::{Reason, reasons};
use nwd_core::answers::Answers;
use nwd_core::bundle::{Bundle, Service};
use nwd_core::criterion::{Criterion, Leaf, Test};
use nwd_core::domain::{Domain, FactIx, FactSet, ValueSet};
use nwd_core::format::Json;
use nwd_core::format::answers::read_tree;
use nwd_core::knowledge::Knowledge;
use nwd_core::truth::Truth;
use nwd_core::words::Person;

/// A person, and the verdict on them.
#[derive(Clone, Debug)]
pub struct Row {
    /// Their answers.
    pub answers: Json,
    /// The same in plain words.
    pub words: String,
    /// Whether the service is for them.
    pub fits: bool,
    /// The leaves that made it so.
    pub reasons: Vec<String>,
    /// The boundary that they stand at: a leaf's words; `None` for those who complete the pairs.
    pub boundary: Option<String>,
}

/// The people of one service.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The service.
    pub id: String,
    /// The people, boundary by boundary.
    pub rows: Vec<Row>,
    /// The sides of boundaries.
    pub sides: Coverage,
    /// The pairs of leaves, each holding or failing.
    pub pairs: Coverage,
    /// The faults sown in the criterion: those that change somebody's verdict, and those that
    /// change that of somebody shown.
    pub faults: Coverage,
}

/// The share of what could be shown that is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The number that somebody can be at.
    pub possible: usize,
    /// The number that somebody shown is at.
    pub shown: usize,
}

/// The sheets of a bundle's services, or of one.
///
/// # Errors
/// The domain is too large.
pub fn sheets(bundle: &Bundle, only: Option<&str>, limits: Limits) -> Result<Vec<Sheet>, TooLarge> {
    let tests = sharpened(bundle);
    in_space(&bundle.facts, &tests, limits, |space| {
        let model = Model::new(bundle, space)?;
        let mut sheets = Vec::new();
        for service in &bundle.services {
            if only.is_none_or(|id| service.id == id) {
                sheets.push(SheetOf::new(&model, service)?.sheet()?);
            }
        }
        Ok(sheets)
    })
}

/// The tests of a bundle; for each end of a range the values on both sides of it by themselves, and
/// for each list of a service's criterion all values that it may name.
fn sharpened(bundle: &Bundle) -> Vec<(FactIx, Test)> {
    let mut tests = tested_facts(bundle);
    let mut edges = Vec::new();
    for (fact, test) in &tests {
        if let Test::Between { min, max } = test {
            let below = min.and_then(|min| min.checked_sub(1));
            let above = max.and_then(|max| max.checked_add(1));
            let values = [*min, below, *max, above].into_iter().flatten();
            edges.extend(values.map(|value| (*fact, exactly(value))));
        }
    }
    let eligibility = bundle.services.iter().map(|service| &service.eligibility);
    for leaf in eligibility.flat_map(Criterion::leaves) {
        if let Some(fact) = bundle.facts.get(leaf.fact) {
            let values = fact.domain.all_values().iter();
            let each = values.map(|at| ValueSet::default().with(at));
            edges.extend(each.map(|value| (leaf.fact, named(&fact.domain, value))));
        }
    }
    for edge in edges {
        if !tests.contains(&edge) {
            tests.push(edge);
        }
    }
    tests
}

fn exactly(value: i32) -> Test {
    Test::Between {
        min: Some(value),
        max: Some(value),
    }
}

/// The sheet of one service, as far as it is filled in.
struct SheetOf<'m> {
    model: &'m Model<'m>,
    service: &'m Service,
    /// The facts of its criterion, with those that they depend on.
    scope: FactSet,
    people: Set,
    /// The people who are shown: everybody who answers as they do, and their row.
    rows: Vec<(Set, Row)>,
}

/// The people who stand on one side of a boundary while only this leaf decides.
struct BoundarySide {
    leaf: String,
    set: Set,
}

impl<'m> SheetOf<'m> {
    fn new(model: &'m Model<'m>, service: &'m Service) -> Result<Self> {
        let scope = model.whole.closure(service.eligibility.facts());
        Ok(SheetOf {
            model,
            service,
            scope,
            people: model.people(scope)?,
            rows: Vec::new(),
        })
    }

    fn sheet(mut self) -> Result<Sheet> {
        let sides = self.add_sides()?;
        if self.rows.is_empty() {
            let anybody = self.row(&self.people, None)?;
            self.rows.extend(anybody);
        }
        let faults = self.add_faults()?;
        let pairs = self.add_pairs()?;
        Ok(Sheet {
            id: self.service.id.clone(),
            rows: self.rows.into_iter().map(|(_, row)| row).collect(),
            sides,
            pairs,
            faults,
        })
    }

    /// Adds people until every fault changes a row that can: each of them shows as many as may be.
    fn add_faults(&mut self) -> Result<Coverage> {
        let service = self.service;
        let mut open = faults(self.model, &service.eligibility, &self.people)?;
        let possible = open.len();
        for (row, _) in &self.rows {
            keep_unseen(&mut open, row)?;
        }
        while let Some(first) = open.first() {
            let mut several = first.changed.clone();
            for other in &open {
                let both = several.and(&other.changed)?;
                if !both.is_empty() {
                    several = both;
                }
            }
            let boundary = first.leaf.map(|(leaf, negated)| self.phrase(leaf, negated));
            let Some((like, row)) = self.row(&several, boundary)? else {
                break;
            };
            keep_unseen(&mut open, &like)?;
            self.rows.push((like, row));
        }
        Ok(Coverage {
            possible,
            shown: possible - open.len(),
        })
    }

    /// Adds somebody on each side of each boundary.
    fn add_sides(&mut self) -> Result<Coverage> {
        let mut sides = Vec::new();
        self.sides(&self.service.eligibility, &self.people, false, &mut sides)?;
        sides.retain(|side| !side.set.is_empty());
        let mut coverage = Coverage::default();
        for side in sides {
            coverage.possible += 1;
            if let Some((set, row)) = self.row(&side.set, Some(side.leaf))? {
                coverage.shown += 1;
                if !self.rows.iter().any(|(other, _)| *other == set) {
                    self.rows.push((set, row));
                }
            }
        }
        Ok(coverage)
    }

    /// Both sides of each leaf of a part, for those for whom the part is pivotal.
    fn sides(
        &self,
        part: &Criterion,
        pivotal: &Set,
        negated: bool,
        found: &mut Vec<BoundarySide>,
    ) -> Result<()> {
        match part {
            Criterion::Leaf(leaf) => self.leaf_sides(leaf, pivotal, negated, found),
            Criterion::Not(inner) => self.sides(inner, pivotal, !negated, found),
            Criterion::All(parts) | Criterion::Any(parts) => {
                let in_all = matches!(part, Criterion::All(_));
                for (at, inner) in parts.iter().enumerate() {
                    let mut own = pivotal.clone();
                    for (_, other) in parts.iter().enumerate().filter(|(other, _)| *other != at) {
                        let truth = self.model.whole.truth(other)?;
                        own = own.and(if in_all { &truth.yes } else { &truth.no })?;
                    }
                    self.sides(inner, &own, negated, found)?;
                }
                Ok(())
            }
        }
    }

    fn leaf_sides(
        &self,
        leaf: &Leaf,
        pivotal: &Set,
        negated: bool,
        found: &mut Vec<BoundarySide>,
    ) -> Result<()> {
        let truth = self.model.whole.truth(&Criterion::Leaf(leaf.clone()))?;
        let mut sets = vec![truth.yes, truth.no];
        if matches!(leaf.test, Test::Between { .. }) {
            sets = edges(leaf, self.model.bundle)
                .iter()
                .map(|test| self.model.space.passes(leaf.fact, test))
                .collect::<Result<_>>()?;
        }
        for set in sets {
            found.push(BoundarySide {
                leaf: self.phrase(leaf, negated),
                set: pivotal.and(&set)?,
            });
        }
        Ok(())
    }

    /// Adds people until each two leaves have been seen together in every way that there can be.
    fn add_pairs(&mut self) -> Result<Coverage> {
        let mut leaves: Vec<LeafSets> = Vec::new();
        for leaf in self.service.eligibility.leaves() {
            let truth = self.model.whole.truth(&Criterion::Leaf(leaf.clone()))?;
            if !leaves.iter().any(|known| known.holds == truth.yes) {
                leaves.push(LeafSets {
                    holds: truth.yes,
                    fails: truth.no,
                });
            }
        }
        let mut coverage = Coverage::default();
        for (at, one) in leaves.iter().enumerate() {
            for other in leaves.iter().skip(at + 1) {
                for one in [&one.holds, &one.fails] {
                    for other in [&other.holds, &other.fails] {
                        self.add_pair(one, other, &mut coverage)?;
                    }
                }
            }
        }
        Ok(coverage)
    }

    fn add_pair(&mut self, one: &Set, other: &Set, coverage: &mut Coverage) -> Result<()> {
        let both = self.people.and(one)?.and(other)?;
        if both.is_empty() {
            return Ok(());
        }
        coverage.possible += 1;
        let mut seen = false;
        for (row, _) in &self.rows {
            seen = seen || !row.is_disjoint(&both)?;
        }
        if !seen && let Some(row) = self.row(&both, None)? {
            self.rows.push(row);
            seen = true;
        }
        if seen {
            coverage.shown += 1;
        }
        Ok(())
    }

    /// A person of a set, and those who are like them.
    fn row(&self, set: &Set, boundary: Option<String>) -> Result<Option<(Set, Row)>> {
        let space = self.model.space;
        let Some(chosen) = least(space, set, self.scope) else {
            return Ok(None);
        };
        let chosen = values_only(space, chosen);
        let like = cube_of(space, &chosen)?;
        let bundle = self.model.bundle;
        let example = Example::new(space, &chosen);
        let json = example.answers(bundle);
        let said = read_tree(&json, &bundle.facts).unwrap_or_default();
        let (fits, reasons) = self.verdict(&said);
        let row = Row {
            words: example.words(bundle),
            answers: json,
            fits,
            reasons,
            boundary,
        };
        Ok(Some((like, row)))
    }

    fn verdict(&self, said: &Answers) -> (bool, Vec<String>) {
        let known = Knowledge::new(&self.model.bundle.facts, said);
        let criterion = &self.service.eligibility;
        let reasons = reasons(criterion, &known);
        let why = reasons.iter().map(|reason| self.reason(reason)).collect();
        (known.truth(criterion) == Truth::True, why)
    }

    fn reason(&self, reason: &Reason<'_>) -> String {
        let phrase = self.phrase(reason.leaf, reason.negated);
        if reason.holds == Truth::True {
            phrase
        } else {
            format!("not so: {phrase}")
        }
    }

    fn phrase(&self, leaf: &Leaf, negated: bool) -> String {
        let bundle = self.model.bundle;
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        speech.phrase(leaf, negated, &bundle.facts)
    }
}

/// Keeps the faults that do not change the verdict on somebody.
fn keep_unseen(open: &mut Vec<Fault<'_>>, somebody: &Set) -> Result<()> {
    for fault in std::mem::take(open) {
        if fault.changed.is_disjoint(somebody)? {
            open.push(fault);
        }
    }
    Ok(())
}

/// The sets where a leaf holds and where it does not.
struct LeafSets {
    holds: Set,
    fails: Set,
}

/// The values next to the ends of a range, on both sides of each.
fn edges(leaf: &Leaf, bundle: &Bundle) -> Vec<Test> {
    let Test::Between { min, max } = &leaf.test else {
        return Vec::new();
    };
    let domain = bundle.facts.get(leaf.fact).map(|fact| &fact.domain);
    let Some(Domain::Integer {
        min: lowest,
        max: highest,
    }) = domain
    else {
        return Vec::new();
    };
    let mut values = BTreeSet::new();
    if let Some(min) = min
        && min > lowest
    {
        values.extend([min.saturating_sub(1), *min]);
    }
    if let Some(max) = max
        && max < highest
    {
        values.extend([*max, max.saturating_add(1)]);
    }
    values.into_iter().map(exactly).collect()
}
