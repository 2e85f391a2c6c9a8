//! Doors are those of brute force, by the tests' own evaluator and by the journey itself.

use std::collections::BTreeSet;

use nwd_core::format::answers::read_tree;
use nwd_core::{Answer, Answers, Outcome, Value};
use nwd_prove::doors::{Doors, Unserved, doors};
use nwd_prove::sets::example::Reply;
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Space, tested_facts};
use proptest::prelude::*;

use crate::support::{LIMITS, people, projected, proved_case, said, withholdings};
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

fn answers_needed(unserved: &Unserved) -> usize {
    unserved
        .example
        .replies
        .iter()
        .filter(|(_, said)| matches!(said, Reply::Given { .. }))
        .count()
}

fn example_answers(case: &Case, unserved: &Unserved) -> Answers {
    let json = serde_json::to_vec(&unserved.example.answers(&case.bundle)).unwrap();
    read_tree(&nwd_core::format::Json::parse(&json).unwrap(), case.facts()).unwrap()
}

/// Somebody answers as the example does.
fn check_somebody(case: &Case, unserved: &Unserved) {
    let answers = example_answers(case, unserved);
    // Who is not asked does not say, or ticks nothing; of a list the example says what is ticked of what matters.
    let agrees = |at: usize, own: Answer, said: Said| match (own, case.answer(at, said)) {
        (own, None) => matches!(own, Answer::Declined | Answer::Given(Value::Any(_))),
        (Answer::Given(Value::Any(few)), Some(Answer::Given(Value::Any(ticks)))) => {
            few.without(ticks).is_empty()
        }
        (own, said) => said == Some(own),
    };
    let is_so = |said: &[Said]| {
        (0..said.len()).all(|at| {
            answers
                .get(case.fact(at))
                .is_none_or(|own| agrees(at, own, said[at]))
        })
    };
    let somebody = people(case).iter().any(|who| {
        withholdings(case, who)
            .into_iter()
            .any(|mask| is_so(&said(who, mask)))
    });
    assert!(somebody, "{:?} {:#}", unserved.example, case.json);
}

/// The example, replayed: it ends without a door.
fn check_replayed(case: &Case, unserved: &Unserved) {
    let answers = example_answers(case, unserved);
    let outcome = Outcome::of(&case.bundle, &answers, sample::now());
    assert!(!outcome.services.iter().any(|s| {
        s.ix != case.bundle.crisis[0]
            && s.relevant
            && s.has_open_route()
            && !case.bundle.alerts.iter().any(|a| {
                a.severity == nwd_core::bundle::Severity::Emergency && a.services.contains(&s.ix)
            })
    }));
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
    proved
        .full_disclosure
        .iter()
        .chain(&proved.partial_disclosure)
        .for_each(|unserved| check_somebody(case, unserved));
    if let Some(unserved) = &proved.partial_disclosure {
        // What must be said and does not matter is not named.
        assert!(
            answers_needed(unserved) <= fewest,
            "{:?} {fewest} {:#}",
            unserved.example,
            case.json
        );
        check_replayed(case, unserved);
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
