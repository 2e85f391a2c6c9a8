//! Doors are those of brute force, by the tests' own evaluator and by the journey itself.

use std::collections::BTreeSet;

use nwd_core::Outcome;
use nwd_prove::doors::{Doors, doors};
use nwd_prove::sets::example::Reply;
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Space, tested_facts};
use nwd_prove::who::Who;
use proptest::prelude::*;

use crate::support::{
    LIMITS, completions, people, projected, proved_case, said, whole_completions, withholdings,
};
use nwd_testing::sample;
use nwd_testing::small::{Case, Said, config, known};

/// Whether there is a door, by the tests' own evaluator, which is held against the journey elsewhere.
fn has_door(case: &Case, said: &[Said]) -> bool {
    let shown = case.small.shown(&known(said));
    // The crisis panel names the first service.
    let emergency = |at: usize| {
        at == 0
            || case
                .small
                .alerts
                .iter()
                .enumerate()
                .any(|(number, alert)| number % 3 == 1 && alert.services.contains(&at))
    };
    shown.services.iter().enumerate().any(|(at, card)| {
        !emergency(at)
            && card
                .as_ref()
                .is_some_and(|(verdict, ways)| *verdict == Some(true) && ways.contains(&Some(true)))
    })
}

/// The same by the journey itself.
fn has_door_by_the_journey(case: &Case, said: &[Said]) -> bool {
    let outcome = Outcome::of(&case.bundle, &case.answers(said), sample::now());
    outcome.services.iter().any(|service| {
        let named = |alert: &nwd_core::bundle::Alert| {
            alert.severity == nwd_core::bundle::Severity::Emergency
                && alert.services.contains(&service.ix)
        };
        let emergency =
            case.bundle.crisis.contains(&service.ix) || case.bundle.alerts.iter().any(named);
        !emergency && service.relevant && service.has_open_route()
    })
}

fn proved(case: &Case) -> Doors {
    let space = Space::new(case.facts(), &tested_facts(&case.bundle), LIMITS).unwrap();
    doors(&Model::new(&case.bundle, &space).unwrap()).unwrap()
}

fn answers_needed(unserved: &Who) -> usize {
    unserved
        .example
        .replies
        .iter()
        .filter(|(_, said)| matches!(said, Reply::Given { .. }))
        .count()
}

/// Somebody answers as an example does, and nobody who does finds a door.
fn check_example(
    case: &Case,
    unserved: &Who,
    like: &[Vec<Said>],
    has_door: &impl Fn(&Case, &[Said]) -> bool,
) {
    let is_so = |said: &Vec<Said>| !has_door(case, said);
    let example = &unserved.example;
    assert!(
        !like.is_empty() && like.iter().all(is_so),
        "{example:?} {:#}",
        case.json
    );
}

fn check(case: &Case, has_door: impl Fn(&Case, &[Said]) -> bool) {
    let proved = proved(case);
    let (mut all, mut whole, mut partial) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut fewest = usize::MAX;
    for person in people(case) {
        let who = projected(case, &person, proved.facts);
        all.insert(who.clone());
        for mask in withholdings(case, &person) {
            let said = said(&person, mask);
            if !has_door(case, &said) {
                partial.insert(who.clone());
                fewest = fewest.min(
                    said.iter()
                        .filter(|said| matches!(said, Said::Value(_)))
                        .count(),
                );
                if mask == 0 {
                    whole.insert(who.clone());
                }
            }
        }
    }
    assert_eq!(proved.people, all.len() as u128, "{:#}", case.json);
    assert_eq!(
        proved
            .full_disclosure
            .as_ref()
            .map_or(0, |unserved| unserved.people),
        whole.len() as u128,
        "{:#}",
        case.json
    );
    assert_eq!(
        proved
            .partial_disclosure
            .as_ref()
            .map_or(0, |unserved| unserved.people),
        partial.len() as u128,
        "{:#}",
        case.json
    );
    let people = people(case);
    if let Some(unserved) = &proved.full_disclosure {
        let like = whole_completions(case, &unserved.example, &people);
        check_example(case, unserved, &like, &has_door);
    }
    if let Some(unserved) = &proved.partial_disclosure {
        // What must be said and does not matter is not named.
        assert!(
            answers_needed(unserved) <= fewest,
            "{:?} {fewest} {:#}",
            unserved.example,
            case.json
        );
        let like = completions(case, &unserved.example, &people);
        check_example(case, unserved, &like, &has_door);
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn doors_are_those_of_brute_force(case in proved_case()) {
        check(&case, has_door);
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn doors_are_those_of_the_journey(case in proved_case()) {
        check(&case, has_door_by_the_journey);
    }
}
