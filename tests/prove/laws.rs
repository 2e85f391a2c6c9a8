//! Laws of order are broken for whom enumeration finds that results break them.

use std::collections::BTreeSet;

use nwd_core::bundle::ServiceIx;
use nwd_core::criterion::{Criterion, Leaf, Test};
use nwd_core::domain::{Value, ValueSet};
use nwd_core::{Knowledge, Outcome, Truth};
use nwd_prove::laws::{Broken, Law, Why, law_tests, laws};
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Space, tested_facts_with};
use proptest::prelude::*;

use crate::support::{LIMITS, completions, people, projected, proved_case, said, withholdings};
use nwd_testing::ordered::ordered;
use nwd_testing::sample;
use nwd_testing::small::{Case, Said, config};

/// Everybody, with what they withhold.
fn everybody(case: &Case) -> Vec<(Vec<Option<usize>>, Vec<Said>)> {
    let mut all = Vec::new();
    for person in people(case) {
        for mask in withholdings(case, &person) {
            let said = said(&person, mask);
            all.push((person.clone(), said));
        }
    }
    all
}

fn outcome<'c>(case: &'c Case, said: &[Said]) -> Outcome<'c> {
    Outcome::with_next(&case.bundle, &case.answers(said), sample::now(), None)
}

/// Whether a service stands before another in the same part of the page.
fn stands_before(outcome: &Outcome<'_>, own: ServiceIx, other: ServiceIx) -> bool {
    let page = outcome.arrange();
    let under = page.fits.into_iter().flat_map(|(_, under)| under);
    let fits = page.start.into_iter().chain(under).collect();
    let parts: [Vec<_>; 5] = [fits, page.may, page.also, page.not_running, page.not_now];
    parts.iter().any(|part| {
        let at = |ix| part.iter().position(|it| it.ix == ix);
        at(own) < at(other) && at(own).is_some()
    })
}

/// Whether a step is one for danger though no danger was named.
fn opens_other_trouble(case: &Case, said: &[Said], outcome: &Outcome<'_>, group: usize) -> bool {
    let answers = case.answers(said);
    let known = Knowledge::new(case.facts(), &answers);
    let mut steps = outcome.services.iter().filter(|it| it.start.is_some());
    outcome.alerts.is_empty()
        && steps.any(|it| it.service.group == group && !is_made_for(case, it.ix, &known))
}

/// Whether a service is made for something that was said.
fn is_made_for(case: &Case, ix: ServiceIx, known: &Knowledge<'_>) -> bool {
    let service = &case.json["services"][ix.0];
    let needs = case.facts().find("needs");
    let list = |key: &str| -> Vec<String> {
        serde_json::from_value(service[key].clone()).unwrap_or_default()
    };
    let mut made_for = list("made_for");
    if made_for.is_empty() && list("helps_with").len() == 1 {
        made_for = list("helps_with");
    }
    let named = needs.and_then(|needs| known.value(needs));
    let is_named = |value: &String| {
        let at = case
            .facts()
            .get(needs.unwrap())
            .unwrap()
            .domain
            .position(value);
        matches!(named, Some(Value::Any(named)) if named.contains(at.unwrap()))
    };
    let counts = |leaf: &Leaf| match (&leaf.test, Some(leaf.fact) == needs) {
        (Test::Includes(_), true) => made_for.is_empty(),
        (Test::Includes(_), false) | (Test::Is(true), _) => true,
        (Test::In(values), _) => is_telling(case, leaf, *values),
        (Test::Between { .. } | Test::Is(false), _) => false,
    };
    let service = case.bundle.service(ix).unwrap();
    let also = &service.ranking.also_about;
    let audience = case.facts().find("audience");
    let is_reason = |leaf: &Leaf| Some(leaf.fact) != audience;
    made_for.iter().any(is_named)
        || holds_up(&service.eligibility, known, &counts)
        || also
            .iter()
            .any(|also| known.truth(also) == Truth::True && holds_up(also, known, &is_reason))
}

fn is_telling(case: &Case, leaf: &Leaf, values: ValueSet) -> bool {
    let fact = &case.json["facts"][leaf.fact.index()];
    let telling = fact["telling"].as_array();
    let names = &case.small.facts[leaf.fact.index()].kind;
    let name = |at: u8| names.names()[usize::from(at)].as_str();
    values
        .iter()
        .all(|at| telling.is_some_and(|telling| telling.iter().any(|it| *it == name(at))))
}

/// Whether a leaf that counts holds, and is part of what makes a criterion hold.
fn holds_up(criterion: &Criterion, known: &Knowledge<'_>, counts: &dyn Fn(&Leaf) -> bool) -> bool {
    let holds = |part: &Criterion| known.truth(part) == Truth::True;
    match criterion {
        Criterion::Leaf(leaf) => counts(leaf) && holds(criterion),
        Criterion::Not(_) => false,
        Criterion::All(parts) => parts.iter().any(|part| holds_up(part, known, counts)),
        Criterion::Any(parts) => parts
            .iter()
            .any(|part| holds(part) && holds_up(part, known, counts)),
    }
}

/// Whether a law is broken for somebody.
fn is_broken(case: &Case, said: &[Said], law: Law) -> bool {
    let outcome = outcome(case, said);
    match law {
        Law::Behind { service, at, .. } => {
            let other = case.bundle.service(service).unwrap().ranking.after[at];
            stands_before(&outcome, service, other)
        }
        Law::Danger { group } => opens_other_trouble(case, said, &outcome, group),
    }
}

/// Every law that a case declares.
fn declared(case: &Case) -> Vec<Law> {
    let mut all = Vec::new();
    for (service, own) in case.bundle.services.iter().enumerate() {
        let service = ServiceIx(service);
        let after = 0..own.ranking.after.len();
        all.extend(after.map(|at| Law::Behind {
            service,
            at,
            why: Why::Led,
        }));
    }
    let groups = case.bundle.groups.iter().enumerate();
    let danger = groups.filter(|(_, group)| group.safety);
    all.extend(danger.map(|(group, _)| Law::Danger { group }));
    all
}

fn proved(case: &Case) -> Vec<Broken> {
    let tests = tested_facts_with(&case.bundle, law_tests(&case.bundle));
    let space = Space::new(case.facts(), &tests, LIMITS).unwrap();
    let proved = laws(&Model::new(&case.bundle, &space).unwrap()).unwrap();
    assert_eq!(proved.declared, declared(case).len());
    proved.broken
}

/// The people of some for whom a law is broken, as far as these facts tell them apart; and everybody
/// who answers as the example does is one.
fn check_broken(case: &Case, broken: &Broken, who: &[(Vec<Option<usize>>, Vec<Said>)]) {
    let told = |person: &Vec<Option<usize>>| projected(case, person, broken.who.facts);
    let own: BTreeSet<_> = who.iter().map(|(person, _)| told(person)).collect();
    assert_eq!(
        broken.who.people,
        own.len() as u128,
        "{:?} {:#}",
        broken.law,
        case.json
    );
    let people = people(case);
    let all: BTreeSet<_> = people.iter().map(told).collect();
    assert_eq!(
        broken.who.of,
        all.len() as u128,
        "{:?} {:#}",
        broken.law,
        case.json
    );
    let like = completions(case, &broken.who.example, &people);
    assert!(
        !like.is_empty() && like.iter().all(|said| is_broken(case, said, broken.law)),
        "{broken:?} {:#}",
        case.json
    );
}

/// The laws that are found to be broken are those of enumeration, for the same people.
fn check(case: &Case) -> Result<(), TestCaseError> {
    let broken = proved(case);
    let everybody = everybody(case);
    let several = case.bundle.groups.iter().all(|group| group.safety);
    for law in declared(case) {
        let mut who = everybody.clone();
        who.retain(|(_, said)| is_broken(case, said, law));
        match (broken.iter().find(|broken| broken.law == law), law) {
            // Of two headings for danger one opens; which of them is not told apart.
            (_, Law::Danger { .. }) if several => {}
            (Some(broken), _) => check_broken(case, broken, &who),
            (None, _) => prop_assert!(who.is_empty(), "{law:?} {who:?} {:#}", case.json),
        }
    }
    Ok(())
}

/// No law is broken for anybody that is not found to be.
fn check_nothing_missed(case: &Case) -> Result<(), TestCaseError> {
    let found = |law: Law| {
        proved(case).iter().any(|broken| match (broken.law, law) {
            (
                Law::Behind { service, at, .. },
                Law::Behind {
                    service: own,
                    at: nth,
                    ..
                },
            ) => (service, at) == (own, nth),
            (Law::Danger { .. }, Law::Danger { .. }) => true,
            _ => false,
        })
    };
    for law in declared(case) {
        let mut all = everybody(case).into_iter();
        let who = all.find(|(_, said)| is_broken(case, said, law));
        prop_assert!(
            who.is_none() || found(law),
            "{law:?} {who:?} {:#}",
            case.json
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn laws_are_broken_for_those_of_enumeration(case in proved_case(), drawn in any::<u64>()) {
        check(&ordered(&case, drawn, false))?;
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn no_broken_law_is_missed_where_headings_wait_for_each_other(
        case in proved_case(), drawn in any::<u64>(),
    ) {
        check_nothing_missed(&ordered(&case, drawn, true))?;
    }
}
