//! What is dead is what nobody meets; and what rules each other out is shown with both places.

use std::collections::BTreeSet;

use nwd_core::format::Code;
use nwd_core::{Answers, Bundle, Diagnostic, Knowledge, Truth};
use nwd_prove::prove;
use proptest::prelude::*;
use serde_json::json;

use crate::support::{LIMITS, everybody, people, proved_case, said, withholdings};
use nwd_testing::sample;
use nwd_testing::small::{Case, Tree, config, known};

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

/// The facts where an answer changes what somebody of the area is shown, whatever else they withhold.
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
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn whatever_is_said_to_be_left_out_can_be_left_out_together(case in proved_case()) {
        let mut json = case.json.clone();
        let findings = prove(&case.bundle, LIMITS).unwrap().findings;
        let mut out: Vec<_> = findings.iter().map(|finding| &finding.lint.what).collect();
        out.retain(|what| what.code == Code::DeadBranch && what.help.starts_with("Leave it out"));
        out.sort_by_key(|what| std::cmp::Reverse(what.pointer.clone()));
        out.iter().for_each(|what| leave_out(&mut json, &what.pointer));
        // What the reader takes for possible, because it does not look at what cannot be, may be all that it had.
        let without = match Bundle::read(json.to_string().as_bytes()) {
            Ok(without) => without,
            Err(faults) => {
                prop_assert!(faults.iter().all(|fault| fault.code.name().ends_with("-for-nobody")), "{faults:?}");
                return Ok(());
            }
        };
        for person in everybody(&case) {
            let answers = case.answers(&said(&person, 0));
            let told = verdicts(&case.bundle, &answers);
            prop_assert_eq!(told, verdicts(&without, &answers), "{:?} {:?} {:#}", person, out, case.json);
        }
    }
}

/// Takes out a part of a criterion; what is a whole one holds for everybody then.
fn leave_out(json: &mut serde_json::Value, place: &str) {
    let (parent, key) = place.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        serde_json::Value::Array(parts) => drop(parts.remove(key.parse().unwrap())),
        parent => parent[key] = json!({ "all": [] }),
    }
}

/// What everything in a bundle comes to for somebody: areas, alerts, services and their ways in.
fn verdicts(bundle: &Bundle, answers: &Answers) -> Vec<Truth> {
    let known = Knowledge::new(&bundle.facts, answers);
    let mut found: Vec<Truth> = bundle
        .areas
        .iter()
        .map(|area| known.truth(&area.covers))
        .collect();
    found.extend(bundle.alerts.iter().map(|alert| known.truth(&alert.when)));
    for service in &bundle.services {
        found.push(known.truth(&service.eligibility));
        found.extend(service.routes.iter().map(|route| known.truth(&route.when)));
    }
    found
}

/// Four stretches that each lie in the others: two of them are enough.
#[test]
fn of_parts_that_are_dead_because_of_each_other_the_first_are_found() {
    let aged = |min: i32, max: i32| json!({ "between": { "fact": "age", "min": min, "max": max } });
    let mut json = sample::valid();
    json["services"][1]["for"] =
        json!({ "any": [aged(0, 4), aged(0, 10), aged(5, 15), aged(11, 15)] });
    let bundle = sample::read(&json);
    let pointers = |found: Vec<&Diagnostic>, code: Code| -> Vec<String> {
        let found = found.into_iter().filter(|what| what.code == code);
        found.map(|what| what.pointer.clone()).collect()
    };
    let proof = prove(&bundle, LIMITS).unwrap();
    let proved = proof
        .findings
        .iter()
        .map(|finding| &finding.lint.what)
        .collect();
    let two = ["/services/1/for/any/0", "/services/1/for/any/2"];
    assert_eq!(pointers(proved, Code::DeadBranch), two);
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
