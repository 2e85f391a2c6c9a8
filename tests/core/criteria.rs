//! What criteria come to, against the tests' own evaluator, and what learning more does to them.

use nwd_core::analysis::reasons;
use nwd_core::criterion::Test;
use nwd_core::knowledge::Standing;
use nwd_core::{Criterion, Knowledge, Moment, Outcome, Truth, Value};
use proptest::prelude::*;

use nwd_testing::small::{Case, Said, Tree, case, config, known, raw_said};

fn now() -> Moment {
    Moment::parse("2026-11-22T14:30").unwrap()
}

/// Everything that a bundle makes of some answers: each truth with its name.
fn truths(case: &Case, said: &[Said]) -> Vec<(String, Truth)> {
    let answers = case.answers(said);
    let outcome = Outcome::of(&case.bundle, &answers, now());
    let known = Knowledge::new(case.facts(), &answers);
    let mut truths = Vec::new();
    for (at, fact) in case.facts().iter() {
        truths.push((format!("{} applies", fact.id), known.applies(at)));
    }
    for alert in &case.bundle.alerts {
        truths.push((format!("alert {}", alert.id), known.truth(&alert.when)));
    }
    for (at, service) in case.bundle.services.iter().enumerate() {
        let seen = outcome
            .service(case.bundle.find_service(&format!("s{at}")).unwrap())
            .unwrap();
        truths.push((format!("{} for", service.id), seen.verdict));
        truths.push((
            format!("{} is relevant", service.id),
            known.truth(&service.relevance),
        ));
        for (at, way) in seen.routes.iter().enumerate() {
            truths.push((format!("{} way {at} open", service.id), way.open));
            truths.push((
                format!("{} way {at} for this asker", service.id),
                way.for_this_asker,
            ));
        }
    }
    truths
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn criteria_come_to_what_an_independent_evaluator_makes_of_them(
        case in case(), raw in raw_said(),
    ) {
        let said = case.said(&raw, 2, 1);
        let (values, answers) = (known(&said), case.answers(&said));
        let knows = Knowledge::new(case.facts(), &answers);
        for (small, service) in case.small.services.iter().zip(&case.bundle.services) {
            let check = |name: &str, criterion: &Criterion, tree: &Tree| {
                let expected = case.small.evaluate(tree, &values);
                prop_assert_eq!(
                    knows.truth(criterion).known(),
                    expected,
                    "{} {}",
                    &service.id,
                    name
                );
                Ok(())
            };
            check("eligibility", &service.eligibility, &small.eligibility)?;
            check(
                "relevance",
                &service.relevance,
                &case.small.relevance(small),
            )?;
            for (small, route) in small.routes.iter().zip(&service.routes) {
                check("asker", &route.asker, &case.small.asker(small))?;
                let needed = Criterion::All(route.needs().map(Clone::clone).to_vec());
                check("route", &needed, &case.small.needed(small))?;
            }
        }
        for (at, small) in case.small.alerts.iter().enumerate() {
            let alert = case
                .bundle
                .alerts
                .iter()
                .find(|alert| alert.id == format!("a{at}"))
                .unwrap();
            prop_assert_eq!(
                knows.truth(&alert.when).known(),
                case.small.evaluate(&small.when, &values)
            );
        }
        for fact in 0..case.small.facts.len() {
            prop_assert_eq!(
                knows.applies(case.fact(fact)).known(),
                case.small.applies(fact, &values)
            );
        }
    }

    #[test]
    fn learning_an_answer_never_turns_true_into_false_or_back(
        case in case(),
        raw in raw_said(),
        order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let all = case.said(&raw, 1, 1);
        let mut said = vec![Said::Nothing; all.len()];
        let mut before = truths(&case, &said);
        for at in order.into_iter().filter(|at| *at < all.len()) {
            said[at] = all[at];
            let after = truths(&case, &said);
            for ((name, before), (_, after)) in before.iter().zip(&after) {
                prop_assert!(
                    *before == Truth::Unknown || before == after,
                    "{} was {:?}, is {:?}",
                    name,
                    before,
                    after
                );
            }
            before = after;
        }
    }

    #[test]
    fn the_order_of_answering_does_not_matter(
        case in case(),
        raw in raw_said(),
        order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let said = case.said(&raw, 2, 1);
        let mut other = case.answers(&[]);
        for at in order.into_iter().filter(|at| *at < said.len()) {
            other.set(case.fact(at), case.answer(at, said[at]));
        }
        let answers = case.answers(&said);
        prop_assert_eq!(&answers, &other);
        let outcome = |answers| format!("{:?}", Outcome::of(&case.bundle, answers, now()));
        prop_assert_eq!(outcome(&answers), outcome(&other));
    }

    #[test]
    fn taking_an_answer_back_leaves_no_trace(
        case in case(), raw in raw_said(), at in 0_usize..5, value in any::<u8>(),
    ) {
        let mut said = case.said(&raw, 3, 1);
        let at = at % said.len();
        said[at] = Said::Nothing;
        let never = case.answers(&said);
        let value = Said::Value(usize::from(value) % case.small.facts[at].kind.count());
        let mut back = never.clone();
        back.set(case.fact(at), case.answer(at, value));
        back.set(case.fact(at), None);
        prop_assert_eq!(never, back);
    }

    #[test]
    fn answering_in_the_journey_keeps_only_answers_that_count(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 2, 1);
        let mut answers = case.answers(&[]);
        for (at, said) in said.iter().enumerate() {
            if let Some(answer) = case.answer(at, *said) {
                answers.answer(case.facts(), case.fact(at), answer);
            }
        }
        let known = Knowledge::new(case.facts(), &answers);
        for (at, fact) in case.facts().iter() {
            let kept = answers.get(at).is_none() || known.applies(at) == Truth::True;
            prop_assert!(kept, "{} is not part of the journey", &fact.id);
            prop_assert!(
                known.standing(at) != Standing::Outside || known.applies(at) == Truth::False
            );
        }
    }

    #[test]
    fn the_reasons_of_a_settled_criterion_settle_it(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 1, 1);
        let answers = case.answers(&said);
        let knows = Knowledge::new(case.facts(), &answers);
        for service in &case.bundle.services {
            let whole = knows.truth(&service.eligibility);
            for reason in reasons(&service.eligibility, &knows) {
                let truth = knows.truth_of_leaf(reason.leaf);
                prop_assert_eq!(reason.holds, if reason.negated { !truth } else { truth });
                // What settled it stands as the whole does; what leaves it open is open, or holds
                // so far.
                let fits = reason.holds == whole
                    || (whole == Truth::Unknown && reason.holds == Truth::True);
                prop_assert!(fits, "{:?} for {:?}", reason, whole);
            }
        }
    }

    #[test]
    fn a_test_can_pass_and_can_fail_exactly_where_some_value_does(case in case()) {
        for service in &case.bundle.services {
            for leaf in service.eligibility.leaves() {
                let fact = leaf.fact.index();
                let passes: Vec<bool> = (0..case.small.facts[fact].kind.count())
                    .map(|at| leaf.test.passes(case.value(fact, at)))
                    .collect();
                let domain = &case.facts().get(leaf.fact).unwrap().domain;
                prop_assert_eq!(
                    leaf.test.can_pass(domain),
                    passes.contains(&true),
                    "{:?} of {:?}",
                    leaf,
                    domain
                );
                prop_assert_eq!(
                    leaf.test.can_fail(domain),
                    passes.contains(&false),
                    "{:?} of {:?}",
                    leaf,
                    domain
                );
            }
        }
    }
}

#[test]
fn a_value_of_another_type_passes_no_test() {
    let tests = [
        Test::Between {
            min: None,
            max: None,
        },
        Test::In([0].into_iter().collect()),
        Test::Is(true),
    ];
    for test in tests {
        assert!(
            !test.passes(Value::Any([0].into_iter().collect())),
            "{test:?}"
        );
    }
}
