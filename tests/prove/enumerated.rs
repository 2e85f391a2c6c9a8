//! Safety, the sign-off sheet and (in a file of its own) gaps equal enumeration: every person and everything that they may
//! withhold, over small bundles.

#[path = "enumerated/gaps.rs"]
mod gaps;

use std::collections::BTreeSet;

use nwd_core::analysis::reasons;
use nwd_core::format::Code;
use nwd_core::format::answers::read_tree;
use nwd_core::{Answer, Bundle, Knowledge, Truth};
use nwd_prove::model::Model;
use nwd_prove::safety::{safety, signal_tests};
use nwd_prove::sign_off::{Row, Sheet, table};
use nwd_prove::space::{Space, tests_with};
use proptest::prelude::*;

use super::laws::{LIMITS, everybody, people, proved_case, said, withholdings};
use nwd_testing::small::{Case, Kind, Known, Tree, config, known};

/// The same with other names, in the bundle and in what the tests know of it.
fn renamed(case: &Case, names: &[(&str, &str)]) -> Case {
    let swap = |text: &str| {
        names
            .iter()
            .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    };
    let mut small = case.small.clone();
    for fact in &mut small.facts {
        fact.id = swap(&fact.id);
        if let Kind::OneOf(values) | Kind::AnyOf(values) = &mut fact.kind {
            values.iter_mut().for_each(|value| *value = swap(value));
        }
    }
    for service in &mut small.services {
        service
            .helps_with
            .iter_mut()
            .for_each(|value| *value = swap(value));
    }
    let text = swap(&case.json.to_string());
    let bundle = Bundle::read(text.as_bytes()).unwrap();
    Case {
        small,
        bundle,
        json: serde_json::from_str(&text).unwrap(),
    }
}

// Safety

/// Whether a criterion asks of a fact for a value, by the name that the tests gave it at first.
fn asks(tree: &Tree, fact: usize, value: &str) -> bool {
    match tree {
        Tree::Leaf {
            fact: own, json, ..
        } => *own == fact && json.to_string().contains(value),
        Tree::All(parts) | Tree::Any(parts) => parts.iter().any(|part| asks(part, fact, value)),
        Tree::Not(part) => asks(part, fact, value),
    }
}

/// What is found of alerts, by enumeration: signals that are not heard, and alerts with nobody to turn to.
fn unsafe_by_enumeration(case: &Case) -> BTreeSet<String> {
    // The first alert of the tests' bundles is of safeguarding, the second an emergency.
    let heard_by = |value: &str, at: usize| value == "domestic-abuse" || at == 1;
    let needs = case.small.facts.iter().position(|fact| fact.id == "needs");
    let mut found = BTreeSet::new();
    for person in people(case) {
        for mask in withholdings(case, &person) {
            let known = known(&said(&person, mask));
            let raised =
                |at: usize| case.small.evaluate(&case.small.alerts[at].when, &known) == Some(true);
            for (bit, value) in ["suicidal-thoughts", "domestic-abuse"]
                .into_iter()
                .enumerate()
            {
                let Some(needs) =
                    needs.filter(|needs| known[*needs].is_some_and(|ticks| ticks >> bit & 1 == 1))
                else {
                    continue;
                };
                let alerts = case.small.alerts.iter().enumerate();
                let mut about = alerts.filter(|(at, alert)| {
                    heard_by(value, *at) && asks(&alert.when, needs, ["worry", "sleep"][bit])
                });
                if !about.any(|(at, _)| raised(at)) {
                    found.insert(value.to_owned());
                }
            }
            for (at, alert) in case
                .small
                .alerts
                .iter()
                .enumerate()
                .filter(|(at, _)| raised(*at))
            {
                let shown = case.small.shown(&known);
                let open = |service: &usize| matches!(&shown.services[*service], Some((Some(true), ways)) if ways.contains(&Some(true)));
                if !alert.services.iter().any(open) {
                    found.insert(format!("/alerts/{at}/services"));
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn masked_signals_and_helpless_alerts_are_those_of_enumeration(case in proved_case()) {
        let case = renamed(&case, &[("worry", "suicidal-thoughts"), ("sleep", "domestic-abuse")]);
        let all = tests_with(&case.bundle, signal_tests(&case.bundle));
        let space = Space::new(case.facts(), &all, LIMITS).unwrap();
        let found = safety(&Model::new(&case.bundle, &space).unwrap()).unwrap().unheard;
        let name = |what: &nwd_core::Diagnostic| match what.code {
            Code::MaskedAlert => what.message.split('"').nth(1).unwrap().to_owned(),
            _ => what.pointer.clone(),
        };
        let told: BTreeSet<String> = found.iter().map(|finding| name(&finding.lint.what)).collect();
        prop_assert_eq!(told, unsafe_by_enumeration(&case), "{:#}", case.json);
    }
}

// The sign-off sheet

/// A side of a boundary: the criterion with its leaf made to hold and to fail, and who stands there.
struct Side {
    holds: Tree,
    fails: Tree,
    fact: usize,
    values: Vec<bool>,
    outside: bool,
}

impl Side {
    /// Somebody for whom only this leaf decides, and who is on this side of it.
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
        (stood_on.len(), stood_on.len()),
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

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn the_sheet_has_somebody_on_every_side_of_every_boundary_and_tells_what_becomes_of_them(case in proved_case()) {
        let everybody = everybody(&case);
        let sheets = table(&case.bundle, None, LIMITS).unwrap();
        prop_assert_eq!(sheets.len(), case.small.services.len());
        for (at, sheet) in sheets.iter().enumerate() {
            check_sheet(&case, at, sheet, &everybody)?;
        }
    }
}
