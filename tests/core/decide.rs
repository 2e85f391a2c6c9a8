//! Which facts could decide, what a criterion can reach, and how much work that is: against brute
//! force.

use nwd_core::analysis::{Reach, could_decide, effort, reach};
use nwd_core::domain::FactSet;
use nwd_core::format::Code;
use nwd_core::{Bundle, Criterion, Knowledge, Outcome};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use nwd_testing::sample;
use nwd_testing::small::{Case, Tree, all, case, config, known, raw_said};

/// The lists of criteria that are asked about together, as the tests and as the crate see them.
fn together(case: &Case) -> Vec<(Vec<Tree>, Vec<&Criterion>)> {
    let mut lists = Vec::new();
    for (at, small) in case.small.alerts.iter().enumerate() {
        let alert = case
            .bundle
            .alerts
            .iter()
            .find(|alert| alert.id == format!("a{at}"))
            .unwrap();
        lists.push((vec![small.when.clone()], vec![&alert.when]));
    }
    for (small, service) in case.small.services.iter().zip(&case.bundle.services) {
        lists.push((vec![small.eligibility.clone()], vec![&service.eligibility]));
        for (small_route, route) in small.routes.iter().zip(&service.routes) {
            lists.push((
                vec![
                    case.small.relevance(small),
                    small.eligibility.clone(),
                    case.small.asker(small_route),
                    case.small.needed(small_route),
                ],
                vec![
                    &service.relevance,
                    &service.eligibility,
                    &route.asker,
                    &route.when,
                    &route.by_role,
                ],
            ));
        }
    }
    lists
}

fn indices(facts: FactSet) -> Vec<usize> {
    facts.iter().map(|fact| fact.index()).collect()
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn the_facts_that_could_decide_are_those_that_do(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 5, 1);
        let answers = case.answers(&said);
        let knows = Knowledge::new(case.facts(), &answers);
        for (trees, criteria) in together(&case) {
            let look = |known: &[Option<usize>]| {
                all(trees.iter().map(|tree| case.small.evaluate(tree, known)))
            };
            let seen = case.continuations(&said, look);
            let found = could_decide(&criteria, &knows, FactSet::default());
            prop_assert_eq!(indices(found), seen.changing(), "{:?}", criteria);

            let expected = Reach {
                holds: seen.rows.contains(&Some(true)),
                fails: seen.rows.contains(&Some(false)),
            };
            prop_assert_eq!(reach(&criteria, &knows), expected, "{:?}", criteria);

            for settled in found.iter() {
                let left = could_decide(&criteria, &knows, FactSet::from_iter([settled]));
                prop_assert_eq!(left, found.without(FactSet::from_iter([settled])));
            }
        }
    }

    #[test]
    fn each_service_asks_what_could_decide_its_eligibility(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 5, 1);
        let answers = case.answers(&said);
        let knows = Knowledge::new(case.facts(), &answers);
        let outcome = Outcome::of(&case.bundle, &answers, sample::now());
        for seen in &outcome.services {
            let running = seen.service.status.name() == "running";
            let could = could_decide(&[&seen.service.eligibility], &knows, FactSet::default());
            prop_assert_eq!(
                seen.ask(&knows),
                if running { could } else { FactSet::default() },
                "what does not run asks nothing"
            );
            prop_assert!(seen.verdict.known().is_none() || seen.ask(&knows).is_empty());
        }
    }

    #[test]
    fn effort_is_the_product_of_the_values_told_apart_of_facts_named_twice(
        case in case(), raw in raw_said(),
    ) {
        let said = case.said(&raw, 5, 1);
        let answers = case.answers(&said);
        let knows = Knowledge::new(case.facts(), &answers);
        for (trees, criteria) in together(&case) {
            let settled = all(trees
                .iter()
                .map(|tree| case.small.evaluate(tree, &known(&said))))
            .is_some();
            let mut leaves = Vec::new();
            if !settled {
                leaves.extend(
                    trees
                        .iter()
                        .flat_map(|tree| case.small.open_leaves(tree, &said)),
                );
            }
            let mut expected = 1;
            for (fact, small) in case.small.facts.iter().enumerate() {
                let tests: Vec<&Vec<bool>> = leaves
                    .iter()
                    .filter(|(named, _)| *named == fact)
                    .map(|(_, t)| t)
                    .collect();
                if tests.len() > 1 {
                    let mut patterns: Vec<Vec<bool>> = (0..small.kind.count())
                        .map(|at| tests.iter().map(|test| test[at]).collect())
                        .collect();
                    patterns.sort();
                    patterns.dedup();
                    expected *= patterns.len() + 1;
                }
            }
            prop_assert_eq!(effort(&criteria, &knows), expected, "{:?}", criteria);
        }
    }
}

/// What a service with this criterion asks, for these answers.
fn check(
    name: &str,
    criterion: serde_json::Value,
    answers: &[(&str, sample::Say)],
    expected: &[&str],
) {
    let mut json = sample::valid();
    json["services"][0]["for"] = criterion;
    let bundle = sample::read(&json);
    let outcome = Outcome::of(&bundle, &sample::answers(&bundle, answers), sample::now());
    let asked = outcome
        .service(bundle.find_service("talk").unwrap())
        .unwrap()
        .ask(&outcome.known);
    let asked: Vec<&str> = asked
        .iter()
        .map(|fact| bundle.facts.get(fact).unwrap().id.as_str())
        .collect();
    assert_eq!(asked, expected, "{name}");
}

#[test]
fn a_service_asks_only_what_could_still_decide_it() {
    use sample::Say::{Declined, Named, Number, YesNo};
    let aged = |min: i32, max: i32| json!({ "between": { "fact": "age", "min": min, "max": max } });
    let lives = |value: &str| json!({ "in": { "fact": "lives_in", "values": [value] } });
    let baby = || json!({ "is": { "fact": "first_baby", "value": true } });
    let local = || json!({ "all": [aged(11, 19), { "any": [lives("here"), baby()] }] });
    let gated = || json!({ "all": [aged(11, 19), { "between": { "fact": "weeks", "max": 27 } }] });
    check(
        "nothing known",
        local(),
        &[],
        &["age", "lives_in", "pregnant", "first_baby"],
    );
    check(
        "the age fits",
        local(),
        &[("age", Number(14))],
        &["lives_in", "pregnant", "first_baby"],
    );
    check(
        "it holds",
        local(),
        &[("age", Number(14)), ("lives_in", Named("here"))],
        &[],
    );
    check("it cannot hold", local(), &[("age", Number(30))], &[]);
    check(
        "declined",
        local(),
        &[("age", Declined)],
        &["lives_in", "pregnant", "first_baby"],
    );
    check(
        "a condition comes with its fact",
        gated(),
        &[("age", Number(14))],
        &["pregnant", "weeks"],
    );
    check(
        "outside the journey",
        gated(),
        &[("age", Number(14)), ("pregnant", YesNo(false))],
        &[],
    );
    check(
        "said, not counting yet",
        gated(),
        &[("age", Number(14)), ("weeks", Number(9))],
        &["pregnant"],
    );
    check(
        "every value passes",
        json!({ "any": [lives("here"), { "not": lives("here") }] }),
        &[],
        &["lives_in"],
    );
    check(
        "every value that passes one test fails the other",
        json!({ "any": [{ "all": [lives("here"), lives("there")] }, baby()] }),
        &[],
        &["lives_in", "pregnant", "first_baby"],
    );
}

#[test]
fn a_criterion_too_tangled_to_analyse_is_refused() {
    // Were it analysed after all, this would not end.
    // Each need named alone: as many patterns as there are sets of needs.
    let names: Vec<String> = (0..60).map(|at| format!("n{at}")).collect();
    let mut json = sample::valid();
    let at = sample::fact(&json, "needs");
    json["facts"][at] = json!({ "id": "needs", "type": "any-of", "values": names });
    for name in &names {
        json["locales"]["en"][format!("fact.needs.value.{name}")] = name.as_str().into();
    }
    json["alerts"] = json!([]);
    json["modules"] = json!([]);
    json["services"][0]["helps_with"] = json!(["n0"]);
    let lacks =
        |name: &String| json!({ "not": { "includes": { "fact": "needs", "values": [name] } } });
    json["services"][0]["for"] = json!({ "all": names.iter().map(lacks).collect::<Vec<_>>() });
    let faults = Bundle::read(json.to_string().as_bytes()).unwrap_err();
    assert!(
        faults.iter().all(|fault| fault.code == Code::TooTangled),
        "{faults:?}"
    );
    // It says how large, what is large, and what to do.
    let told = faults[0].to_string();
    for part in [
        "more than 4096 combinations",
        "needs (more than 4096 answers to tell apart)",
        "fewer times",
    ] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn what_is_too_tangled_is_told_with_its_size_the_largest_fact_first() {
    let aged = |min: i32| json!({ "between": { "fact": "age", "min": min, "max": min } });
    let parts = |fact: &str, kind: &str, values: &[&str]| -> Vec<Json> {
        values
            .iter()
            .map(|value| json!({ kind: { "fact": fact, "values": [value] } }))
            .collect()
    };
    let mut json = sample::valid();
    let places = parts("lives_in", "in", &["here", "there", "elsewhere"]);
    let needs = parts("needs", "includes", &["worry", "sleep", "grief"]);
    let ages: Vec<Json> = (0..=120).map(aged).collect();
    let any = |parts: &[Json]| json!({ "any": parts });
    json["services"][1]["for"] = json!({ "all": [any(&places), any(&needs), any(&ages)] });
    let faults = Bundle::read(json.to_string().as_bytes()).unwrap_err();
    let told = faults[0].to_string();
    // 121 ages, 8 sets of needs, 3 places; and each may be unanswered.
    for part in [
        "names the same facts so often that ",
        "age (122 answers to tell apart), needs (9 ",
        "lives_in (4 ",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert!(
        told.contains(&format!(" {} combinations", 122 * 9 * 4)),
        "{told}"
    );
}

#[test]
fn a_set_of_answers_that_cannot_settle_anything_reaches_neither() {
    let mut json = sample::valid();
    json["services"][0]["for"] = json!({ "in": { "fact": "lives_in", "values": ["here"] } });
    let bundle = sample::read(&json);
    let answers = sample::answers(&bundle, &[("lives_in", sample::Say::Declined)]);
    let knows = Knowledge::new(&bundle.facts, &answers);
    let talk = &bundle.services[0].eligibility;
    assert_eq!(
        reach(&[talk], &knows),
        Reach {
            holds: false,
            fails: false
        }
    );
}
