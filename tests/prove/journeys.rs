//! Journeys are as long as those that are walked one by one.

use std::collections::BTreeSet;

use nwd_core::criterion::Test;
use nwd_core::domain::{FactSet, ValueSet};
use nwd_core::{Bundle, Outcome};
use nwd_prove::journeys::journeys;
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Aspect, Space, TICKED, tested_facts};
use proptest::prelude::*;

use crate::support::{LIMITS, people, projected, proved_case};
use nwd_testing::sample;
use nwd_testing::small::{Case, Said, config};

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn journeys_are_as_long_as_those_that_are_walked(case in proved_case()) {
        let space = Space::new(case.facts(), &tested_facts(&case.bundle), LIMITS).unwrap();
        let told = journeys(&Model::new(&case.bundle, &space).unwrap(), LIMITS).unwrap().unwrap();
        let named: FactSet = tested_facts(&case.bundle).iter().map(|(fact, _)| *fact).collect();
        let people: BTreeSet<_> = people(&case).iter().map(|person| projected(&case, person, named)).collect();
        let lengths: Vec<usize> = people.iter().map(|person| walked(&case, person)).collect();
        let most = lengths.iter().copied().max().unwrap_or(0);
        prop_assert_eq!((told.stated.longest, told.longest.questions), (most, most), "{:#}", case.json);
        let average = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
        prop_assert!((told.stated.average - average).abs() < 1e-9, "{} {} {:#}", told.stated.average, average, case.json);
        // Ticks that no criterion tells apart count as one.
        let ticked = |fact: usize, value: usize| {
            let ticks = space.variables_of(case.fact(fact)).filter(|variable| variable.aspect == Aspect::Tick);
            let is_in = |values: &ValueSet| values.iter().any(|at| value >> at & 1 == 1);
            ticks.filter(|tick| matches!(&tick.classes[TICKED].test, Some(Test::Includes(values)) if is_in(values))).count()
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
    fn the_order_that_is_recommended_is_one_that_a_bundle_may_have_and_as_short_as_is_said(case in proved_case()) {
        let found = |bundle: &Bundle| {
            let space = Space::new(&bundle.facts, &tested_facts(bundle), LIMITS).unwrap();
            journeys(&Model::new(bundle, &space).unwrap(), LIMITS).unwrap().unwrap().orders.unwrap()
        };
        let best = found(&case.bundle).best;
        let mut order: Vec<usize> = best.facts.iter().map(|fact| fact.index()).collect();
        let others: Vec<usize> = (0..case.small.facts.len()).filter(|at| !order.contains(at)).collect();
        order.extend(others);
        let mut json = case.json.clone();
        json["facts"] = order.iter().map(|at| case.json["facts"][*at].clone()).collect();
        let bundle = Bundle::read(json.to_string().as_bytes());
        prop_assert!(bundle.is_ok(), "{:?} {:?} {:#}", order, bundle, case.json);
        let stated = found(&bundle.unwrap()).stated;
        prop_assert_eq!(stated.longest, best.lengths.longest);
        prop_assert!((stated.average - best.lengths.average).abs() < 1e-9, "{:?} {} {} {:#}", order, stated.average, best.lengths.average, case.json);
    }

    #[test]
    fn what_sensitive_questions_cost_is_what_it_saves_to_ask_them_in_their_place(case in proved_case()) {
        let mut plain = case.json.clone();
        plain["facts"].as_array_mut().unwrap().iter_mut().for_each(|fact| fact["sensitive"] = false.into());
        let plain = Bundle::read(plain.to_string().as_bytes()).unwrap();
        let [told, in_place] = [&case.bundle, &plain].map(|bundle| {
            let space = Space::new(&bundle.facts, &tested_facts(bundle), LIMITS).unwrap();
            journeys(&Model::new(bundle, &space).unwrap(), LIMITS).unwrap().unwrap()
        });
        prop_assert_eq!(told.sensitive_in_place, in_place.stated, "{:#}", case.json);
    }

    #[test]
    fn the_longest_journey_of_those_who_decline_is_the_longest_that_is_walked(case in proved_case()) {
        let space = Space::new(case.facts(), &tested_facts(&case.bundle), LIMITS).unwrap();
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
