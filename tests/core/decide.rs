//! Which facts could decide, what a criterion can reach, and how much work that is: against brute
//! force.

use nwd_core::analysis::{Reach, Seen, could_change, could_decide, effort, reach, repeated};
use nwd_core::domain::FactSet;
use nwd_core::format::Code;
use nwd_core::{Answers, Bundle, Criterion, Knowledge, Outcome};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use nwd_testing::sample;
use nwd_testing::small::{
    Case, Fact, Kind, Route, Said, Service, Small, Tree, all, case, config, known, raw_said,
};

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
    fn an_analysis_that_is_cut_short_leaves_out_nothing_that_could_decide(
        case in case(), raw in raw_said(), most in 0_usize..60
    ) {
        let answers = case.answers(&case.said(&raw, 5, 1));
        let knows = Knowledge::new(case.facts(), &answers);
        for service in &case.bundle.services {
            for seen in service.shown(service.relevant(&case.bundle.alerts)) {
                let could = || could_change(&seen, &knows, FactSet::default());
                let exact = could();
                let short = knows.within(most, could);
                prop_assert!(exact.without(short).is_empty(), "{exact:?} {short:?} {seen:?}");
            }
        }
    }

    #[test]
    fn no_answers_make_more_work_than_is_checked(case in case(), raw in raw_said()) {
        let nothing = Answers::default();
        let nothing = Knowledge::new(case.facts(), &nothing);
        let answers = case.answers(&case.said(&raw, 5, 1));
        let knows = Knowledge::new(case.facts(), &answers);
        for service in &case.bundle.services {
            let soon = service.routes.iter().map(|route| {
                Seen::all(&[[&service.relevance, &service.eligibility].as_slice(), &route.criteria()].concat())
            });
            for seen in service.shown(service.relevant(&case.bundle.alerts)).chain(soon) {
                let (before, after) = (effort(&seen, &nothing), effort(&seen, &knows));
                prop_assert!(after <= before, "{} {} {:?}", before, after, seen);
                let answers = repeated(&seen, &knows).into_iter();
                let product: usize = answers.map(|(_, count)| count).product();
                prop_assert!(after <= product, "{} {} {:?}", after, product, seen);
            }
        }
    }

    #[test]
    fn what_could_decide_at_the_end_of_a_chain_of_questions_is_what_does(
        links in prop::collection::vec(any::<u8>(), 7), raw in prop::collection::vec(any::<(u8, u8)>(), 7),
    ) {
        let case = read(chain(&links));
        let said = case.said(&raw, 6, 1);
        check_chain(&case, &said);
    }
}

/// Yes-no questions, each asked where all or any of those before were answered with yes or no; a service for those who say
/// yes to the last, or no to the first.
fn chain(links: &[u8]) -> Small {
    let leaf = |at: usize, value: bool| Tree::Leaf {
        fact: at,
        passes: vec![!value, value],
        json: json!({ "is": { "fact": format!("k{at}"), "value": value } }),
    };
    let fact = |(at, link): (usize, &u8)| {
        let before = (0..at)
            .map(|before| leaf(before, link >> (before % 6) & 1 == 0))
            .collect();
        let when = if link & 128 == 0 {
            Tree::All(before)
        } else {
            Tree::Any(before)
        };
        Fact {
            id: format!("k{at}"),
            kind: Kind::YesNo,
            when: (at > 0).then_some(when),
            never: None,
            sensitive: false,
        }
    };
    let routes = vec![Route {
        who: "self",
        roles: Vec::new(),
        when: None,
    }];
    let service = Service {
        helps_with: Vec::new(),
        eligibility: Tree::Any(vec![leaf(links.len() - 1, true), leaf(0, false)]),
        routes,
        running: true,
    };
    Small {
        facts: links.iter().enumerate().map(fact).collect(),
        alerts: Vec::new(),
        services: vec![service],
    }
}

fn read(small: Small) -> Case {
    let json = small.json();
    let bundle = sample::read(&json);
    Case {
        small,
        bundle,
        json,
    }
}

fn check_chain(case: &Case, said: &[Said]) {
    let answers = case.answers(said);
    let knows = Knowledge::new(case.facts(), &answers);
    let tree = &case.small.services[0].eligibility;
    let criteria = [&case.bundle.services[0].eligibility];
    let seen = case.continuations(said, |known| case.small.evaluate(tree, known));
    assert_eq!(
        knows.truth(criteria[0]).known(),
        case.small.evaluate(tree, &known(said))
    );
    let found = could_decide(&criteria, &knows, FactSet::default());
    assert_eq!(indices(found), seen.changing(), "{said:?} {case:?}");
    let expected = Reach {
        holds: seen.rows.contains(&Some(true)),
        fails: seen.rows.contains(&Some(false)),
    };
    assert_eq!(reach(&criteria, &knows), expected, "{said:?} {case:?}");
}

/// Ten questions that each depend on all those before are plain content; with as many as there may be it is told at once
/// that they are not.
#[test]
fn a_chain_of_questions_is_not_too_tangled() {
    for (length, link) in [(10, 0), (10, 128), (10, 42), (10, 170), (20, 0)] {
        let case = read(chain(&vec![link; length]));
        if length == 10 {
            check_chain(&case, &[Said::Nothing; 10]);
        }
        let seen = Seen::Truth(&case.bundle.services[0].eligibility);
        let nothing = Answers::default();
        let work = effort(&seen, &Knowledge::new(case.facts(), &nothing));
        assert!(work <= 8 * length, "{length} {link}: {work}");
    }
    let faults = Bundle::read(chain(&[0; 128]).json().to_string().as_bytes()).unwrap_err();
    let is_told = |code| matches!(code, Code::TooTangled | Code::TooCostly);
    assert!(faults.iter().all(|fault| is_told(fault.code)), "{faults:?}");
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
    let askers = ["young-person", "friend", "parent-carer", "professional"];
    let askers = parts("audience", "in", &askers);
    let ages: Vec<Json> = (0..=120).map(aged).collect();
    let any = |parts: &[Json]| json!({ "any": parts });
    json["services"][1]["for"] =
        json!({ "all": [any(&places), any(&needs), any(&ages), any(&askers)] });
    let faults = Bundle::read(json.to_string().as_bytes()).unwrap_err();
    let told = faults[0].to_string();
    // 121 ages, 8 sets of needs, 4 askers, 3 places; and each may be unanswered.
    for part in [
        "names the same facts so often that ",
        "age (122 answers to tell apart), needs (9 ",
        "audience (5 ",
        "lives_in (4 ",
    ] {
        assert!(told.contains(part), "{told}");
    }
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
