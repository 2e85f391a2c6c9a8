//! Proofs equal brute force: every person and everything that they may withhold, over small bundles.

use std::collections::BTreeSet;

use no_wrong_door::check::prove::Limits;
use no_wrong_door::check::prove::doors::{Doors, Shut, doors};
use no_wrong_door::check::prove::example::Said as Part;
use no_wrong_door::check::prove::model::Model;
use no_wrong_door::check::prove::space::{Space, tests};
use no_wrong_door::exchange::answers::read_tree;
use no_wrong_door::facts::FactSet;
use no_wrong_door::{Bundle, Knowledge, Outcome, Truth};
use proptest::prelude::*;
use serde_json::json;

use super::sample;
use super::small::{Case, Said, case, config, known};

pub const LIMITS: Limits = Limits { nodes: 1 << 16, stages: 512 };

/// A case of which the area is for some people only and some questions must be answered.
pub fn proved_case() -> impl Strategy<Value = Case> {
    (case(), any::<u8>(), any::<u8>()).prop_map(|(mut case, covers, required)| {
        if covers & 1 == 1 {
            let tree = &case.json["services"][0]["for"];
            let covers = if covers & 2 == 2 { json!({ "not": tree }) } else { tree.clone() };
            case.json["areas"][0]["covers"] = covers;
        }
        for (at, fact) in case.json["facts"].as_array_mut().unwrap().iter_mut().enumerate() {
            fact["required"] = (required >> at & 3 == 3).into();
        }
        case.bundle = Bundle::read(case.json.to_string().as_bytes()).unwrap();
        case
    })
}

/// Every person of the area: what they say to each question of their journey.
pub fn people(case: &Case) -> Vec<Vec<Option<usize>>> {
    let mut people = vec![Vec::new()];
    for (at, fact) in case.small.facts.iter().enumerate() {
        let mut next = Vec::new();
        for person in people {
            let mut known: Vec<Option<usize>> = person.clone();
            known.resize(case.small.facts.len(), None);
            let choices = match case.small.applies(at, &known) {
                Some(true) => (0..fact.kind.count()).map(Some).collect(),
                _ => vec![None],
            };
            next.extend(choices.into_iter().map(|choice| [person.clone(), vec![choice]].concat()));
        }
        people = next;
    }
    people.retain(|person| {
        let answers = case.answers(&said(person, 0));
        Knowledge::new(case.facts(), &answers).truth(&case.bundle.areas[0].covers) == Truth::True
    });
    people
}

/// What a person says who withholds some answers.
pub fn said(person: &[Option<usize>], withheld: usize) -> Vec<Said> {
    let one = |(at, value): (usize, &Option<usize>)| match value {
        None => Said::Nothing,
        Some(_) if withheld >> at & 1 == 1 => Said::Declined,
        Some(value) => Said::Value(*value),
    };
    person.iter().enumerate().map(one).collect()
}

/// Everything that a person may withhold: never what must be said.
pub fn withholdings(case: &Case, person: &[Option<usize>]) -> Vec<usize> {
    let may = |at: usize| person[at].is_some() && !case.facts().get(case.fact(at)).unwrap().required;
    (0..1 << person.len()).filter(|mask: &usize| (0..person.len()).all(|at| mask >> at & 1 == 0 || may(at))).collect()
}

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
            && card.as_ref().is_some_and(|(verdict, ways)| *verdict == Some(true) && ways.contains(&Some(true)))
    })
}

/// The same by the journey itself.
fn has_door_by_the_journey(case: &Case, said: &[Said]) -> bool {
    let outcome = Outcome::of(&case.bundle, &case.answers(said), sample::now());
    outcome.services.iter().any(|service| {
        let named = |alert: &no_wrong_door::bundle::Alert| {
            alert.severity == no_wrong_door::bundle::Severity::Emergency && alert.services.contains(&service.ix)
        };
        let emergency = case.bundle.crisis.contains(&service.ix) || case.bundle.alerts.iter().any(named);
        !emergency && service.relevant && service.has_open_route()
    })
}

pub fn projected(case: &Case, person: &[Option<usize>], facts: FactSet) -> Vec<Option<usize>> {
    (0..person.len()).map(|at| person[at].filter(|_| facts.contains(case.fact(at)))).collect()
}

fn proved(case: &Case) -> Doors {
    let space = Space::new(case.facts(), &tests(&case.bundle), LIMITS).unwrap();
    doors(&Model::new(&case.bundle, &space).unwrap()).unwrap()
}

fn answers_needed(shut: &Shut) -> usize {
    shut.example.said.iter().filter(|(_, said)| matches!(said, Part::Given { .. })).count()
}

/// The example, replayed: it ends without a door.
fn check_example(case: &Case, shut: &Shut) {
    let json = serde_json::to_vec(&shut.example.answers(&case.bundle)).unwrap();
    let json = no_wrong_door::bundle::Json::parse(&json).unwrap();
    let answers = read_tree(&json, case.facts()).unwrap();
    let outcome = Outcome::of(&case.bundle, &answers, sample::now());
    assert!(!outcome.services.iter().any(|s| {
        s.ix != case.bundle.crisis[0]
            && s.relevant
            && s.has_open_route()
            && !case
                .bundle
                .alerts
                .iter()
                .any(|a| a.severity == no_wrong_door::bundle::Severity::Emergency && a.services.contains(&s.ix))
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
                fewest = fewest.min(said.iter().filter(|said| matches!(said, Said::Value(_))).count());
                if mask == 0 {
                    whole.insert(who.clone());
                }
            }
        }
    }
    assert_eq!(proved.people, all.len() as u128, "{:#}", case.json);
    assert_eq!(proved.whole.as_ref().map_or(0, |shut| shut.people), whole.len() as u128, "{:#}", case.json);
    assert_eq!(proved.partial.as_ref().map_or(0, |shut| shut.people), partial.len() as u128, "{:#}", case.json);
    if let Some(shut) = &proved.partial {
        // What must be said and does not matter is not named.
        assert!(answers_needed(shut) <= fewest, "{:?} {fewest} {:#}", shut.example, case.json);
        check_example(case, shut);
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
