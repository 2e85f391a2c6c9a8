//! The sign-off sheet has somebody on every side of every boundary.

use nwd_core::analysis::reasons;
use nwd_core::format::answers::read_tree;
use nwd_core::{Answer, Answers, Criterion, Facts, Knowledge, Truth};
use nwd_prove::sign_off::{Coverage, Row, Sheet, sheets};
use proptest::prelude::*;

use crate::support::{LIMITS, everybody, proved_case, said};
use nwd_testing::mistakes::mistaken;
use nwd_testing::small::{Case, Kind, Known, Tree, config};

/// A side of a boundary: the criterion with its leaf made to hold and to fail, and who stands there.
struct Side {
    holds: Tree,
    fails: Tree,
    fact: usize,
    values: Vec<bool>,
    outside: bool,
}

impl Side {
    /// Whether only this leaf decides for somebody, and they are on this side of it.
    fn has(&self, case: &Case, person: &Known) -> bool {
        let value = match person[self.fact] {
            Some(value) if case.small.applies(self.fact, person) == Some(true) => {
                self.values[value]
            }
            _ => self.outside,
        };
        value
            && case.small.evaluate(&self.holds, person) != case.small.evaluate(&self.fails, person)
    }
}

fn sides(case: &Case, part: &Tree, within: &dyn Fn(Tree) -> Tree, found: &mut Vec<Side>) {
    let inner = |parts: &[Tree], make: fn(Vec<Tree>) -> Tree, found: &mut Vec<Side>| {
        for (at, inner) in parts.iter().enumerate() {
            let with = |tree: Tree| {
                let mut parts = parts.to_vec();
                parts[at] = tree;
                within(make(parts))
            };
            sides(case, inner, &with, found);
        }
    };
    match part {
        Tree::All(parts) => inner(parts, Tree::All, found),
        Tree::Any(parts) => inner(parts, Tree::Any, found),
        Tree::Not(part) => sides(case, part, &|tree| within(Tree::Not(Box::new(tree))), found),
        Tree::Leaf { fact, passes, .. } => {
            let mut side = |values: Vec<bool>, outside: bool| {
                let (holds, fails) = (within(Tree::All(Vec::new())), within(Tree::Any(Vec::new())));
                found.push(Side {
                    holds,
                    fails,
                    fact: *fact,
                    values,
                    outside,
                });
            };
            if matches!(case.small.facts[*fact].kind, Kind::Integer { .. }) {
                // The values next to where it turns, on both sides.
                let turns = |at: usize| {
                    (at > 0 && passes[at - 1] != passes[at])
                        || passes.get(at + 1).is_some_and(|next| *next != passes[at])
                };
                for at in (0..passes.len()).filter(|at| turns(*at)) {
                    side((0..passes.len()).map(|value| value == at).collect(), false);
                }
            } else {
                side(passes.clone(), false);
                side(passes.iter().map(|passes| !passes).collect(), true);
            }
        }
    }
}

/// What somebody of a row says, by the number of its value.
fn person_of(case: &Case, row: &Row) -> Vec<Option<usize>> {
    let answers = read_tree(&row.answers, case.facts()).unwrap();
    let value = |fact: usize| match answers.get(case.fact(fact)) {
        Some(Answer::Given(value)) => {
            (0..case.small.facts[fact].kind.count()).find(|at| case.value(fact, *at) == value)
        }
        _ => None,
    };
    (0..case.small.facts.len()).map(value).collect()
}

fn check_sheet(
    case: &Case,
    at: usize,
    sheet: &Sheet,
    everybody: &[Vec<Option<usize>>],
) -> Result<(), TestCaseError> {
    let (tree, criterion) = (
        &case.small.services[at].eligibility,
        &case.bundle.services[at].eligibility,
    );
    let rows: Vec<_> = sheet.rows.iter().map(|row| person_of(case, row)).collect();
    for (row, person) in sheet.rows.iter().zip(&rows) {
        prop_assert_eq!(
            Some(row.fits),
            case.small.evaluate(tree, person),
            "{:?} {:#}",
            row,
            case.json
        );
        let answers = read_tree(&row.answers, case.facts()).unwrap();
        let known = Knowledge::new(case.facts(), &answers);
        let why: Vec<bool> = reasons(criterion, &known)
            .iter()
            .map(|reason| reason.holds == Truth::True)
            .collect();
        let told: Vec<bool> = row
            .reasons
            .iter()
            .map(|reason| !reason.starts_with("not so: "))
            .collect();
        prop_assert_eq!(told, why, "{:?} {:#}", row, case.json);
    }
    let mut all = Vec::new();
    sides(case, tree, &|part| part, &mut all);
    let stood_on: Vec<&Side> = all
        .iter()
        .filter(|side| everybody.iter().any(|person| side.has(case, person)))
        .collect();
    prop_assert_eq!(
        sheet.sides,
        Coverage {
            possible: stood_on.len(),
            shown: stood_on.len()
        },
        "{:#}",
        case.json
    );
    for side in stood_on {
        prop_assert!(
            rows.iter().any(|person| side.has(case, person)),
            "{:?} {:#}",
            side.holds,
            case.json
        );
    }
    Ok(())
}

/// How many of the criteria that are one mistake away change the verdict on one of these.
fn changing(criterion: &Criterion, facts: &Facts, people: &[Answers]) -> usize {
    let known: Vec<_> = people
        .iter()
        .map(|said| Knowledge::new(facts, said))
        .collect();
    let changes = |other: &Criterion| {
        known
            .iter()
            .any(|known| known.truth(other) != known.truth(criterion))
    };
    mistaken(criterion, facts)
        .iter()
        .filter(|other| changes(other))
        .count()
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn every_mistake_that_changes_a_verdict_changes_that_of_a_row_and_as_many_are_told(case in proved_case()) {
        let everybody: Vec<Answers> = everybody(&case).iter().map(|person| case.answers(&said(person, 0))).collect();
        for (sheet, service) in sheets(&case.bundle, None, LIMITS).unwrap().iter().zip(&case.bundle.services) {
            let rows: Vec<Answers> = sheet.rows.iter().map(|row| read_tree(&row.answers, case.facts()).unwrap()).collect();
            let possible = changing(&service.eligibility, case.facts(), &everybody);
            let shown = changing(&service.eligibility, case.facts(), &rows);
            prop_assert_eq!(sheet.faults, Coverage { possible, shown }, "{:#}", case.json);
            prop_assert_eq!(shown, possible, "{:#}", case.json);
        }
    }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn the_sheet_has_somebody_on_every_side_of_every_boundary_and_tells_what_becomes_of_them(case in proved_case()) {
        let everybody = everybody(&case);
        let sheets = sheets(&case.bundle, None, LIMITS).unwrap();
        prop_assert_eq!(sheets.len(), case.small.services.len());
        for (at, sheet) in sheets.iter().enumerate() {
            check_sheet(&case, at, sheet, &everybody)?;
        }
    }
}
