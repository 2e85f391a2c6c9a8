//! The sign-off sheet: for each service the people on both sides of every boundary of its criterion, with verdict and reason.
//!
//! For each leaf there is somebody for whom all the rest of the criterion is met and only this leaf decides: the last value
//! that passes and the first that does not, at each end of a range. Where a criterion has several leaves, people are added
//! until each two of them have been seen holding and failing together in every way that somebody can be (pairwise).

use std::collections::BTreeSet;

use oxidd::BooleanFunction;

use super::count::{Chosen, least};
use super::diagram::{Fit, Limits, Set};
use super::example::{Example, cube};
use super::model::Model;
use super::space::{self, Part};
use super::{TooLarge, in_space};
use nwd_core::analysis::{Reason, reasons};
use nwd_core::answers::Answers;
use nwd_core::bundle::{Bundle, Service};
use nwd_core::criterion::{Criterion, Leaf, Test};
use nwd_core::domain::{Domain, FactIx, FactSet};
use nwd_core::format::Json;
use nwd_core::format::answers;
use nwd_core::knowledge::Knowledge;
use nwd_core::truth::Truth;
use nwd_core::words::Person;

/// Somebody, and what becomes of them.
#[derive(Clone, Debug)]
pub struct Row {
    /// What they say, as answers.
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
    /// How many sides of boundaries there are on which somebody can stand, and on how many somebody does.
    pub sides: (usize, usize),
    /// How many pairs of leaves, holding or failing, somebody can be; and how many somebody is.
    pub pairs: (usize, usize),
}

/// The sheets of a bundle's services, or of one.
///
/// # Errors
/// The domain is too large.
pub fn table(bundle: &Bundle, only: Option<&str>, limits: Limits) -> Result<Vec<Sheet>, TooLarge> {
    let tests = sharpened(bundle);
    in_space(&bundle.facts, &tests, limits, |space| {
        let model = Model::new(bundle, space)?;
        let wanted = model
            .services()
            .filter(|(_, service)| only.is_none_or(|id| service.id == id));
        wanted
            .map(|(_, service)| Sheets { model: &model }.sheet(service))
            .collect()
    })
}

/// The tests of a bundle, and for each end of a range the values on both sides of it by themselves.
fn sharpened(bundle: &Bundle) -> Vec<(FactIx, Test)> {
    let mut tests = space::tests(bundle);
    let mut edges = Vec::new();
    for (fact, test) in &tests {
        let Test::Between { min, max } = test else {
            continue;
        };
        let below = min.and_then(|min| min.checked_sub(1));
        let above = max.and_then(|max| max.checked_add(1));
        for value in [*min, below, *max, above].into_iter().flatten() {
            edges.push((
                *fact,
                Test::Between {
                    min: Some(value),
                    max: Some(value),
                },
            ));
        }
    }
    for edge in edges {
        if !tests.contains(&edge) {
            tests.push(edge);
        }
    }
    tests
}

struct Sheets<'m> {
    model: &'m Model<'m>,
}

/// A side of a boundary: those who stand there, and for whom only this leaf decides.
struct Side {
    leaf: String,
    set: Set,
}

impl Sheets<'_> {
    fn sheet(&self, service: &Service) -> Fit<Sheet> {
        let scope = self.scope(service);
        let people = self.model.people(scope)?;
        let whole = &service.eligibility;
        let mut sides = Vec::new();
        self.sides(whole, &people, false, &mut sides)?;
        let mut rows: Vec<(Set, Row)> = Vec::new();
        let mut met = 0;
        let mut could = 0;
        for side in sides.iter().filter(|side| side.set.satisfiable()) {
            could += 1;
            if let Some((set, row)) =
                self.row(service, &side.set, scope, Some(side.leaf.clone()))?
            {
                met += 1;
                if !rows.iter().any(|(other, _)| *other == set) {
                    rows.push((set, row));
                }
            }
        }
        if rows.is_empty() {
            rows.extend(self.row(service, &people, scope, None)?);
        }
        let pairs = self.pairs(service, &people, scope, &mut rows)?;
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        Ok(Sheet {
            id: service.id.clone(),
            rows,
            sides: (could, met),
            pairs,
        })
    }

    fn scope(&self, service: &Service) -> FactSet {
        let named = service
            .eligibility
            .leaves()
            .iter()
            .map(|leaf| leaf.fact)
            .collect();
        self.model.whole.closure(named)
    }

    /// Both sides of each leaf of a part, for those for whom the part is pivotal.
    fn sides(
        &self,
        part: &Criterion,
        pivotal: &Set,
        negated: bool,
        found: &mut Vec<Side>,
    ) -> Fit<()> {
        match part {
            Criterion::Leaf(leaf) => self.leaf_sides(leaf, pivotal, negated, found),
            Criterion::Not(inner) => self.sides(inner, pivotal, !negated, found),
            Criterion::All(parts) | Criterion::Any(parts) => {
                let in_all = matches!(part, Criterion::All(_));
                for (at, inner) in parts.iter().enumerate() {
                    let mut own = pivotal.clone();
                    for (_, other) in parts.iter().enumerate().filter(|(other, _)| *other != at) {
                        let it = self.model.whole.truth(other)?;
                        own = own.and(if in_all { &it.yes } else { &it.no })?;
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
        found: &mut Vec<Side>,
    ) -> Fit<()> {
        let it = self.model.whole.truth(&Criterion::Leaf(leaf.clone()))?;
        let mut sets = vec![it.yes, it.no];
        if matches!(leaf.test, Test::Between { .. }) {
            let edges = edges(leaf, self.model.bundle);
            sets = edges
                .iter()
                .map(|test| self.model.space.passes(leaf.fact, test))
                .collect::<Fit<_>>()?;
        }
        for set in sets {
            found.push(Side {
                leaf: self.phrase(leaf, negated),
                set: pivotal.and(&set)?,
            });
        }
        Ok(())
    }

    fn phrase(&self, leaf: &Leaf, negated: bool) -> String {
        let bundle = self.model.bundle;
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        speech.phrase(leaf, negated, &bundle.facts)
    }

    /// Somebody of a set, and those who are like them.
    fn row(
        &self,
        service: &Service,
        set: &Set,
        scope: FactSet,
        boundary: Option<String>,
    ) -> Fit<Option<(Set, Row)>> {
        let Some(chosen) = least(self.model.space, set, scope) else {
            return Ok(None);
        };
        let value = |at: usize| {
            self.model
                .space
                .variables
                .get(at)
                .is_some_and(|it| it.part != Part::Withheld)
        };
        let chosen: Chosen = chosen.into_iter().filter(|(at, _)| value(*at)).collect();
        let like = cube(self.model.space, &chosen)?;
        let bundle = self.model.bundle;
        let example = Example::new(self.model.space, &chosen);
        let json = example.answers(bundle);
        let said = answers::read_tree(&json, &bundle.facts).unwrap_or_default();
        let (fits, reasons) = self.verdict(service, &said);
        Ok(Some((
            like,
            Row {
                words: example.words(bundle),
                answers: json,
                fits,
                reasons,
                boundary,
            },
        )))
    }

    fn verdict(&self, service: &Service, said: &Answers) -> (bool, Vec<String>) {
        let known = Knowledge::new(&self.model.bundle.facts, said);
        let word = |reason: &Reason<'_>| {
            let mark = if reason.holds == Truth::True {
                ""
            } else {
                "not so: "
            };
            format!("{mark}{}", self.phrase(reason.leaf, reason.negated))
        };
        let why = reasons(&service.eligibility, &known)
            .iter()
            .map(word)
            .collect();
        (known.truth(&service.eligibility) == Truth::True, why)
    }

    /// Adds people until each two leaves have been seen together in every way that there can be.
    fn pairs(
        &self,
        service: &Service,
        people: &Set,
        scope: FactSet,
        rows: &mut Vec<(Set, Row)>,
    ) -> Fit<(usize, usize)> {
        let mut leaves: Vec<Kept> = Vec::new();
        for leaf in service.eligibility.leaves() {
            let it = self.model.whole.truth(&Criterion::Leaf(leaf.clone()))?;
            if !leaves.iter().any(|kept| kept.0 == it.yes) {
                leaves.push(Kept(it.yes, it.no));
            }
        }
        let (mut could, mut met) = (0, 0);
        for (at, one) in leaves.iter().enumerate() {
            for other in leaves.iter().skip(at + 1) {
                for (one, other) in one
                    .ways()
                    .into_iter()
                    .flat_map(|one| other.ways().map(|other| (one, other)))
                {
                    let both = people.and(one)?.and(other)?;
                    if !both.satisfiable() {
                        continue;
                    }
                    could += 1;
                    let mut seen = false;
                    for (row, _) in rows.iter() {
                        seen = seen || row.and(&both)?.satisfiable();
                    }
                    if !seen && let Some(row) = self.row(service, &both, scope, None)? {
                        rows.push(row);
                        seen = true;
                    }
                    met += usize::from(seen);
                }
            }
        }
        Ok((could, met))
    }
}

/// Where a leaf holds, and where it does not.
struct Kept(Set, Set);

impl Kept {
    fn ways(&self) -> [&Set; 2] {
        [&self.0, &self.1]
    }
}

/// The values next to the ends of a range, on both sides of each.
fn edges(leaf: &Leaf, bundle: &Bundle) -> Vec<Test> {
    let exactly = |value: i32| Test::Between {
        min: Some(value),
        max: Some(value),
    };
    match (
        &leaf.test,
        bundle.facts.get(leaf.fact).map(|fact| &fact.domain),
    ) {
        (
            Test::Between { min, max },
            Some(Domain::Integer {
                min: lowest,
                max: highest,
            }),
        ) => {
            let low = min
                .filter(|min| min > lowest)
                .into_iter()
                .flat_map(|min| [min.saturating_sub(1), min]);
            let high = max
                .filter(|max| max < highest)
                .into_iter()
                .flat_map(|max| [max, max.saturating_add(1)]);
            low.chain(high)
                .collect::<BTreeSet<i32>>()
                .into_iter()
                .map(exactly)
                .collect()
        }
        _ => Vec::new(),
    }
}
