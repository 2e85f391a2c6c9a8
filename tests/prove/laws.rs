//! Proofs equal brute force: every person and everything that they may withhold, over small bundles.

use std::collections::BTreeSet;

use nwd_core::criterion::Test;
use nwd_core::domain::{FactSet, ValueSet};
use nwd_core::format::Code;
use nwd_core::format::answers::read_tree;
use nwd_core::{Answer, Answers, Bundle, Diagnostic, Knowledge, Outcome, Truth, Value};
use nwd_prove::diff::{Kind, diff};
use nwd_prove::doors::{Doors, Shut, doors};
use nwd_prove::example::Said as Part;
use nwd_prove::journeys::journeys;
use nwd_prove::merged_space::Joint;
use nwd_prove::model::Model;
use nwd_prove::space::{Part as Of, Space, tests};
use nwd_prove::{Limits, TooLarge, prove};
use proptest::prelude::*;
use serde_json::json;

use nwd_testing::sample;
use nwd_testing::small::{Case, Said, Tree, case, config, known};

pub const LIMITS: Limits = Limits {
    nodes: 1 << 16,
    stages: 2000,
    search: 800,
};

/// A case of which the area is for some people only and some questions must be answered.
pub fn proved_case() -> impl Strategy<Value = Case> {
    limited(case())
}

/// The same of these cases.
pub fn limited(cases: impl Strategy<Value = Case>) -> impl Strategy<Value = Case> {
    (cases, any::<u8>(), any::<u8>(), any::<u8>()).prop_map(
        |(mut case, covers, required, never)| {
            if covers & 1 == 1 {
                let tree = &case.json["services"][0]["for"];
                let covers = if covers & 2 == 2 {
                    json!({ "not": tree })
                } else {
                    tree.clone()
                };
                case.json["areas"][0]["covers"] = covers;
            }
            for (at, fact) in case.json["facts"]
                .as_array_mut()
                .unwrap()
                .iter_mut()
                .enumerate()
            {
                fact["required"] = (required >> at & 3 == 3).into();
            }
            for at in 1..case.small.facts.len() {
                // The first value of a list cannot be where some earlier condition holds, or none but the last.
                let when = case.small.facts[..=at]
                    .iter()
                    .rev()
                    .find_map(|fact| fact.when.clone());
                let fact = &mut case.small.facts[at];
                if never >> at & 1 == 1 && case.json["facts"][at]["required"] == false {
                    let named = !fact.kind.names().is_empty() && fact.id != "needs";
                    fact.never = when.filter(|_| named).map(|when| (never & 1 == 1, when));
                }
                if let Some(never) = fact.never_json() {
                    case.json["facts"][at]["never"] = never;
                }
            }
            case.bundle = Bundle::read(case.json.to_string().as_bytes()).unwrap();
            case
        },
    )
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
                Some(true) => {
                    let never = fact
                        .never
                        .as_ref()
                        .map(|(_, never)| case.small.evaluate(never, &known));
                    let ruled_out =
                        |value: &usize| never == Some(Some(true)) && fact.is_ruled_out(*value);
                    (0..fact.kind.count())
                        .filter(|value| !ruled_out(value))
                        .map(Some)
                        .collect()
                }
                _ => vec![None],
            };
            next.extend(
                choices
                    .into_iter()
                    .map(|choice| [person.clone(), vec![choice]].concat()),
            );
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
    let may =
        |at: usize| person[at].is_some() && !case.facts().get(case.fact(at)).unwrap().required;
    (0..1 << person.len())
        .filter(|mask: &usize| (0..person.len()).all(|at| mask >> at & 1 == 0 || may(at)))
        .collect()
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

pub fn projected(case: &Case, person: &[Option<usize>], facts: FactSet) -> Vec<Option<usize>> {
    (0..person.len())
        .map(|at| person[at].filter(|_| facts.contains(case.fact(at))))
        .collect()
}

fn proved(case: &Case) -> Doors {
    let space = Space::new(case.facts(), &tests(&case.bundle), LIMITS).unwrap();
    doors(&Model::new(&case.bundle, &space).unwrap()).unwrap()
}

fn answers_needed(shut: &Shut) -> usize {
    shut.example
        .said
        .iter()
        .filter(|(_, said)| matches!(said, Part::Given { .. }))
        .count()
}

fn example_answers(case: &Case, shut: &Shut) -> Answers {
    let json = serde_json::to_vec(&shut.example.answers(&case.bundle)).unwrap();
    read_tree(&nwd_core::format::Json::parse(&json).unwrap(), case.facts()).unwrap()
}

/// Somebody answers as the example does.
fn check_somebody(case: &Case, shut: &Shut) {
    let answers = example_answers(case, shut);
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
    assert!(somebody, "{:?} {:#}", shut.example, case.json);
}

/// The example, replayed: it ends without a door.
fn check_replayed(case: &Case, shut: &Shut) {
    let answers = example_answers(case, shut);
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
        proved.whole.as_ref().map_or(0, |shut| shut.people),
        whole.len() as u128,
        "{:#}",
        case.json
    );
    assert_eq!(
        proved.partial.as_ref().map_or(0, |shut| shut.people),
        partial.len() as u128,
        "{:#}",
        case.json
    );
    proved
        .whole
        .iter()
        .chain(&proved.partial)
        .for_each(|shut| check_somebody(case, shut));
    if let Some(shut) = &proved.partial {
        // What must be said and does not matter is not named.
        assert!(
            answers_needed(shut) <= fewest,
            "{:?} {fewest} {:#}",
            shut.example,
            case.json
        );
        check_replayed(case, shut);
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

// Nothing dead

/// The pointers of what a proof found dead, by code.
fn found(case: &Case, code: &str) -> BTreeSet<String> {
    let proof = prove(&case.bundle, LIMITS).unwrap();
    let found = proof
        .findings
        .iter()
        .map(|finding| &finding.lint.what)
        .filter(|what| what.code.name() == code);
    found.map(|what| what.pointer.clone()).collect()
}

/// What of a bundle somebody meets who says everything: services, ways in and alerts, by pointer.
fn met(case: &Case) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    for person in people(case) {
        let shown = case.small.shown(&known(&said(&person, 0)));
        for (at, _) in shown
            .alerts
            .iter()
            .enumerate()
            .filter(|(_, raised)| **raised)
        {
            met.insert(format!("/alerts/{at}/when"));
        }
        for (at, card) in shown.services.iter().enumerate() {
            let Some((Some(true), ways)) = card else {
                continue;
            };
            for (way, _) in ways
                .iter()
                .enumerate()
                .filter(|(_, open)| **open == Some(true))
            {
                met.insert(format!("/services/{at}/for"));
                met.insert(format!("/services/{at}/routes/{way}"));
            }
        }
    }
    met
}

/// The facts of which an answer changes what somebody of the area is shown, whatever else they withhold.
fn mattering(case: &Case) -> BTreeSet<String> {
    let mut matter = BTreeSet::new();
    for person in people(case) {
        for mask in withholdings(case, &person) {
            let shown = case.small.shown(&known(&said(&person, mask)));
            for at in (0..person.len()).filter(|at| person[*at].is_some() && mask >> at & 1 == 0) {
                if shown != case.small.shown(&known(&said(&person, mask | 1 << at))) {
                    matter.insert(format!("/facts/{at}"));
                }
            }
        }
    }
    matter
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn what_is_dead_is_what_nobody_meets(case in proved_case()) {
        let (dead, met) = (found(&case, "dead-service"), met(&case));
        for (at, service) in case.small.services.iter().enumerate().filter(|(_, service)| service.running) {
            let place = format!("/services/{at}/for");
            prop_assert_eq!(dead.contains(&place), !met.contains(&place), "{} {:#}", place, case.json);
            for way in (0..service.routes.len()).filter(|_| !dead.contains(&place)) {
                let place = format!("/services/{at}/routes/{way}");
                prop_assert_eq!(found(&case, "dead-route").contains(&place), !met.contains(&place), "{} {:#}", place, case.json);
            }
        }
        for at in 0..case.small.alerts.len() {
            let place = format!("/alerts/{at}/when");
            prop_assert_eq!(found(&case, "dead-alert").contains(&place), !met.contains(&place), "{} {:#}", place, case.json);
        }
    }

    #[test]
    fn a_question_is_dead_that_changes_nothing_for_anybody(case in proved_case()) {
        let (dead, matter) = (found(&case, "dead-question"), mattering(&case));
        for at in 0..case.small.facts.len() {
            let place = format!("/facts/{at}");
            prop_assert_eq!(dead.contains(&place), !matter.contains(&place), "{} {:#}", place, case.json);
        }
    }

    #[test]
    fn a_branch_is_dead_without_which_everybody_is_told_the_same(case in proved_case()) {
        let dead = found(&case, "dead-branch");
        let everybody = everybody(&case);
        for (at, service) in case.small.services.iter().enumerate() {
            let place = format!("/services/{at}/for");
            let mut idle = Vec::new();
            idle_parts(&case, &service.eligibility, &|part| part, &place, &everybody, &mut idle);
            for place in dead.iter().filter(|dead| dead.starts_with(&place)) {
                prop_assert!(idle.contains(place), "{} {:?} {:#}", place, idle, case.json);
            }
            // Where questions depend on each other, a part may restate what another's question needs.
            let plain = case.small.facts.iter().all(|fact| fact.when.is_none());
            if plain && !idle.is_empty() {
                prop_assert!(dead.iter().any(|dead| dead.starts_with(&place)), "{:?} {:#}", idle, case.json);
            }
        }
    }

    #[test]
    fn who_gains_and_who_loses_is_told_by_brute_force(case in proved_case(), other in any::<(u8, u8, u8)>()) {
        let Some(new) = changed(&case, other) else { return Ok(()) };
        let joint = Joint::new(&case.bundle, &new.bundle).unwrap();
        let told = diff(&joint, LIMITS).unwrap();
        for at in 0..case.small.services.len() {
            let change = told.changes.iter().find(|change| change.kind == Kind::Service && change.id == format!("s{at}"));
            let (mut gained, mut lost) = (0, 0);
            for person in both_peoples(&case, &new) {
                let has = |case: &Case| matches!(&case.small.shown(&known(&said(&person, 0))).services[at],
                    Some((Some(true), ways)) if ways.contains(&Some(true)));
                gained += u32::from(!has(&case) && has(&new));
                lost += u32::from(has(&case) && !has(&new));
            }
            prop_assert_eq!(change.is_some_and(|change| change.gained.is_some()), gained > 0, "{:#}", new.json);
            prop_assert_eq!(change.is_some_and(|change| change.lost.is_some()), lost > 0, "{:#}", new.json);
        }
    }
}

/// Everybody that there can be, of the area or not.
pub fn everybody(case: &Case) -> Vec<Vec<Option<usize>>> {
    let mut open = case.json.clone();
    open["areas"][0].as_object_mut().unwrap().remove("covers");
    let bundle = Bundle::read(open.to_string().as_bytes()).unwrap();
    people(&Case {
        small: case.small.clone(),
        bundle,
        json: open,
    })
}

/// Everybody that there can be by the questions of either version.
fn both_peoples(one: &Case, other: &Case) -> BTreeSet<Vec<Option<usize>>> {
    everybody(one).into_iter().chain(everybody(other)).collect()
}

/// The same bundle with one thing changed; nothing where that is no valid bundle.
fn changed(case: &Case, (what, which, other): (u8, u8, u8)) -> Option<Case> {
    let mut small = case.small.clone();
    let count = small.services.len();
    let (which, other) = (usize::from(which) % count, usize::from(other) % count);
    match what % 4 {
        0 => small.services[which].eligibility = case.small.services[other].eligibility.clone(),
        1 => small.services[which].routes = case.small.services[other].routes.clone(),
        2 => small.services[which].running = !small.services[which].running,
        _ => small.services[which].helps_with = case.small.services[other].helps_with.clone(),
    }
    let json = small.json();
    let bundle = Bundle::read(json.to_string().as_bytes()).ok()?;
    Some(Case {
        small,
        bundle,
        json,
    })
}

/// The outermost parts of a criterion that could always hold, or never, and everybody be told the same.
fn idle_parts(
    case: &Case,
    part: &Tree,
    within: &dyn Fn(Tree) -> Tree,
    place: &str,
    people: &[Vec<Option<usize>>],
    idle: &mut Vec<String>,
) {
    let leaves = |tree: &Tree| format!("{tree:?}").contains("Leaf");
    if !leaves(part) {
        return;
    }
    let told = |tree: &Tree| {
        people
            .iter()
            .map(|who| case.small.evaluate(tree, who))
            .collect::<Vec<_>>()
    };
    let as_is = told(&within(part.clone()));
    if [Tree::All(Vec::new()), Tree::Any(Vec::new())]
        .into_iter()
        .any(|constant| told(&within(constant)) == as_is)
    {
        idle.push(place.to_owned());
        return;
    }
    let parts = |parts: &[Tree], key: &str, make: fn(Vec<Tree>) -> Tree, idle: &mut Vec<String>| {
        for (at, inner) in parts.iter().enumerate() {
            let with = |tree: Tree| {
                let mut parts = parts.to_vec();
                parts[at] = tree;
                within(make(parts))
            };
            idle_parts(
                case,
                inner,
                &with,
                &format!("{place}/{key}/{at}"),
                people,
                idle,
            );
        }
    };
    match part {
        Tree::Leaf { .. } => {}
        Tree::Not(inner) => {
            idle_parts(
                case,
                inner,
                &|tree| within(Tree::Not(Box::new(tree))),
                &format!("{place}/not"),
                people,
                idle,
            );
        }
        Tree::All(all) => parts(all, "all", Tree::All, idle),
        Tree::Any(any) => parts(any, "any", Tree::Any, idle),
    }
}

// Short journeys

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn journeys_are_as_long_as_those_that_are_walked(case in proved_case()) {
        let space = Space::new(case.facts(), &tests(&case.bundle), LIMITS).unwrap();
        let told = journeys(&Model::new(&case.bundle, &space).unwrap(), LIMITS).unwrap().unwrap();
        let named: FactSet = tests(&case.bundle).iter().map(|(fact, _)| *fact).collect();
        let people: BTreeSet<_> = people(&case).iter().map(|person| projected(&case, person, named)).collect();
        let lengths: Vec<usize> = people.iter().map(|person| walked(&case, person)).collect();
        let most = lengths.iter().copied().max().unwrap_or(0);
        prop_assert_eq!((told.stated.longest, told.longest.questions), (most, most), "{:#}", case.json);
        let average = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
        prop_assert!((told.stated.average - average).abs() < 1e-9, "{} {} {:#}", told.stated.average, average, case.json);
        // Ticks that no criterion tells apart count as one.
        let ticked = |fact: usize, value: usize| {
            let ticks = space.of(case.fact(fact)).filter(|(_, variable)| variable.part == Of::Tick);
            let is_in = |values: &ValueSet| values.iter().any(|at| value >> at & 1 == 1);
            ticks.filter(|(_, tick)| matches!(&tick.classes[1].test, Some(Test::Includes(values)) if is_in(values))).count()
        };
        let ticks = |who: &Vec<Option<usize>>| (0..who.len()).map(|at| ticked(at, who[at].unwrap_or(0))).sum::<usize>();
        let few: Vec<usize> = people.iter().zip(&lengths).filter(|(who, _)| ticks(who) <= 1).map(|(_, length)| *length).collect();
        let orders = told.orders.unwrap();
        let average = few.iter().sum::<usize>() as f64 / few.len().max(1) as f64;
        prop_assert!((orders.stated.average - average).abs() < 1e-9, "{} {} {:#}", orders.stated.average, average, case.json);
        prop_assert!(orders.best.lengths.average <= orders.stated.average && orders.best.lengths.longest <= orders.stated.longest);
        prop_assert_eq!(orders.best.facts.len(), named.len());
    }

    #[test]
    fn what_sensitive_questions_cost_is_what_it_saves_to_ask_them_in_their_place(case in proved_case()) {
        let mut plain = case.json.clone();
        plain["facts"].as_array_mut().unwrap().iter_mut().for_each(|fact| fact["sensitive"] = false.into());
        let plain = Bundle::read(plain.to_string().as_bytes()).unwrap();
        let [told, in_place] = [&case.bundle, &plain].map(|bundle| {
            let space = Space::new(&bundle.facts, &tests(bundle), LIMITS).unwrap();
            journeys(&Model::new(bundle, &space).unwrap(), LIMITS).unwrap().unwrap()
        });
        prop_assert_eq!(told.sensitive_in_place, in_place.stated, "{:#}", case.json);
    }

    #[test]
    fn the_longest_journey_of_those_who_decline_is_the_longest_that_is_walked(case in proved_case()) {
        let space = Space::new(case.facts(), &tests(&case.bundle), LIMITS).unwrap();
        let told = journeys(&Model::new(&case.bundle, &space).unwrap(), LIMITS).unwrap().unwrap();
        let people = people(&case);
        let walked = longest(&case, &vec![Said::Nothing; case.small.facts.len()], &people.iter().collect::<Vec<_>>());
        prop_assert_eq!(told.declining.unwrap().questions, walked, "{:#}", case.json);
    }
}

/// How many questions somebody is asked who answers each.
fn walked(case: &Case, person: &[Option<usize>]) -> usize {
    let mut said = vec![Said::Nothing; person.len()];
    let mut asked = 0;
    loop {
        let outcome = Outcome::of(&case.bundle, &case.answers(&said), sample::now());
        let Some(next) = outcome.next else {
            return asked;
        };
        said[next.index()] =
            Said::Value(person[next.index()].expect("only what is part of the journey is asked"));
        // What has one answer left is not asked.
        asked += usize::from(outcome.known.only(next).is_none());
    }
}

/// The most questions that any of these people are still asked, whatever they decline.
fn longest(case: &Case, said: &[Said], people: &[&Vec<Option<usize>>]) -> usize {
    let outcome = Outcome::of(&case.bundle, &case.answers(said), sample::now());
    let Some(next) = outcome.next.filter(|_| !people.is_empty()) else {
        return 0;
    };
    let at = next.index();
    let only = outcome.known.only(next);
    let then = |one: Said, people: &[&Vec<Option<usize>>]| {
        let mut said = said.to_vec();
        said[at] = one;
        if people.is_empty() {
            0
        } else {
            usize::from(only.is_none()) + longest(case, &said, people)
        }
    };
    let answered = (0..case.small.facts[at].kind.count()).map(|value| {
        let these: Vec<_> = people
            .iter()
            .copied()
            .filter(|person| person[at] == Some(value))
            .collect();
        then(Said::Value(value), &these)
    });
    let most = answered.max().unwrap_or(0);
    if only.is_some() || case.facts().get(next).unwrap().required {
        most
    } else {
        most.max(then(Said::Declined, people))
    }
}

#[test]
fn a_domain_that_is_too_large_is_refused_with_its_size() {
    let fault = prove(
        &sample::bundle(),
        Limits {
            nodes: 64,
            ..LIMITS
        },
    )
    .unwrap_err();
    assert_eq!(fault.nodes, 64);
    assert!(
        fault.to_string().contains(&format!("{} bits", fault.bits)) && fault.bits > 8,
        "{fault}"
    );
    assert!(prove(&sample::bundle(), LIMITS).is_ok());
    // In words it says whose people they are, and which questions to look at; long numbers are grouped.
    let told = TooLarge {
        bits: 210,
        nodes: 16_777_216,
    }
    .of(&sample::bundle());
    assert!(told.starts_with(&sample::bundle().id), "{told}");
    assert!(
        told.contains("16,777,216 nodes") && told.contains("age (121 values), "),
        "{told}"
    );
}

// Both places of what rules each other out

/// The town with one place changed, and what is found there: by the reader, or by a proof of a bundle that it reads.
fn clashes(place: &str, instead: serde_json::Value) -> Vec<(&'static str, String, Vec<String>)> {
    let mut json = sample::valid();
    let (parent, key) = place.rsplit_once('/').unwrap();
    json.pointer_mut(parent).unwrap()[key] = instead;
    let found = match Bundle::read(json.to_string().as_bytes()) {
        Err(faults) => faults,
        Ok(bundle) => prove(&bundle, LIMITS)
            .unwrap()
            .findings
            .into_iter()
            .map(|finding| finding.lint.what)
            .collect(),
    };
    let about = |what: &Diagnostic| {
        ["-for-nobody", "dead-"]
            .iter()
            .any(|part| what.code.name().contains(part))
    };
    let found = found
        .into_iter()
        .filter(|what| about(what) && what.code != Code::DeadQuestion);
    found
        .map(|what| (what.code.name(), what.pointer, what.others))
        .collect()
}

#[test]
fn what_rules_each_other_out_is_shown_with_both_places() {
    let aged = |min: i32, max: i32| json!({ "between": { "fact": "age", "min": min, "max": max } });
    let lives = |at: &str| json!({ "in": { "fact": "lives_in", "values": [at] } });
    let whom = "/services/1/for";
    // Where, what stands there instead, and what is found: the code, its place and the two others.
    type Row = (
        &'static str,
        serde_json::Value,
        &'static str,
        &'static str,
        Vec<&'static str>,
    );
    let table: Vec<Row> = vec![
        (
            whom,
            json!({ "all": [aged(0, 10), lives("here"), { "all": [aged(5, 30), aged(11, 20)] }] }),
            "service-for-nobody",
            whom,
            vec!["/services/1/for/all/0", "/services/1/for/all/2/all/1"],
        ),
        // The smallest: a pair of single leaves and not the list that rules one of them out as well.
        (
            whom,
            json!({ "all": [{ "any": [aged(20, 30), aged(40, 50)] }, aged(0, 10), { "not": aged(0, 15) }] }),
            "service-for-nobody",
            whom,
            vec!["/services/1/for/all/1", "/services/1/for/all/2/not"],
        ),
        // Where it takes three there are no two to show.
        (
            whom,
            json!({ "all": [{ "any": [aged(0, 10), lives("here")] }, { "not": lives("here") }, aged(11, 20)] }),
            "service-for-nobody",
            whom,
            vec![],
        ),
        (
            "/alerts/0/when",
            json!({ "all": [aged(0, 10), aged(11, 120)] }),
            "alert-for-nobody",
            "/alerts/0/when",
            vec!["/alerts/0/when/all/0", "/alerts/0/when/all/1"],
        ),
        (
            "/services/0/routes/1/when",
            aged(20, 30),
            "route-for-nobody",
            "/services/0/routes/1",
            vec!["/services/0/for/all/0", "/services/0/routes/1/when"],
        ),
        (
            whom,
            lives("there"),
            "dead-service",
            whom,
            vec!["/areas/0/covers", whom],
        ),
        (
            "/alerts/0/when",
            json!({ "all": [aged(0, 10), lives("there")] }),
            "dead-alert",
            "/alerts/0/when",
            vec!["/areas/0/covers", "/alerts/0/when/all/1"],
        ),
        (
            "/services/0/routes/1/when",
            lives("there"),
            "dead-route",
            "/services/0/routes/1",
            vec!["/areas/0/covers", "/services/0/routes/1/when"],
        ),
        // Not the neighbour, which has nothing to do with it.
        (
            whom,
            json!({ "any": [aged(50, 60), { "all": [aged(0, 10), aged(11, 20)] }] }),
            "dead-branch",
            "/services/1/for/any/1",
            vec!["/services/1/for/any/1/all/0", "/services/1/for/any/1/all/1"],
        ),
        // The part that settles it, and not the nearer one that only has nobody in common with it.
        (
            whom,
            json!({ "all": [aged(0, 20), { "any": [aged(5, 8), aged(30, 40)] }] }),
            "dead-branch",
            "/services/1/for/all/1/any/1",
            vec!["/services/1/for/all/0"],
        ),
        (
            whom,
            json!({ "any": [lives("here"), { "all": [aged(0, 10), aged(0, 10)] }] }),
            "dead-branch",
            "/services/1/for/any/1/all/0",
            vec!["/services/1/for/any/1/all/1"],
        ),
    ];
    for (place, instead, code, at, others) in table {
        let found = clashes(place, instead.clone());
        let wanted = (
            code,
            at.to_owned(),
            others.into_iter().map(str::to_owned).collect(),
        );
        assert!(found.contains(&wanted), "{place} {instead}: {found:#?}");
    }
}
