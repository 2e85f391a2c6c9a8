//! Safety is never masked: what is found of signals and alerts is what enumeration finds.

use std::collections::BTreeSet;

use nwd_core::format::Code;
use nwd_prove::safety::{SIGNALS, safety, signal_tests};
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Space, tested_facts_with};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::support::{LIMITS, people, proved_case, renamed, said, withholdings};
use nwd_testing::sample;
use nwd_testing::small::{Case, Tree, config, known};

/// Whether a criterion asks of a fact for a value, by the name that the tests gave it at first.
fn asks(tree: &Tree, fact: usize, value: &str) -> bool {
    match tree {
        Tree::Leaf {
            fact: own, json, ..
        } => *own == fact && json.to_string().contains(value),
        Tree::All(parts) | Tree::Any(parts) => parts.iter().any(|part| asks(part, fact, value)),
        Tree::Not(part) => asks(part, fact, value),
    }
}

/// What is found of alerts, by enumeration: signals that are not heard, and alerts with nobody to turn to.
fn unsafe_by_enumeration(case: &Case) -> BTreeSet<String> {
    // The first alert of the tests' bundles is of safeguarding, the second an emergency.
    let heard_by = |value: &str, at: usize| value == "domestic-abuse" || at == 1;
    let needs = case.small.facts.iter().position(|fact| fact.id == "needs");
    let mut found = BTreeSet::new();
    for person in people(case) {
        for mask in withholdings(case, &person) {
            let known = known(&said(&person, mask));
            let raised =
                |at: usize| case.small.evaluate(&case.small.alerts[at].when, &known) == Some(true);
            for (bit, value) in ["suicidal-thoughts", "domestic-abuse"]
                .into_iter()
                .enumerate()
            {
                let Some(needs) =
                    needs.filter(|needs| known[*needs].is_some_and(|ticks| ticks >> bit & 1 == 1))
                else {
                    continue;
                };
                let alerts = case.small.alerts.iter().enumerate();
                let mut about = alerts.filter(|(at, alert)| {
                    heard_by(value, *at) && asks(&alert.when, needs, ["worry", "sleep"][bit])
                });
                if !about.any(|(at, _)| raised(at)) {
                    found.insert(value.to_owned());
                }
            }
            for (at, alert) in case
                .small
                .alerts
                .iter()
                .enumerate()
                .filter(|(at, _)| raised(*at))
            {
                let shown = case.small.shown(&known);
                let open = |service: &usize| matches!(&shown.services[*service], Some((Some(true), ways)) if ways.contains(&Some(true)));
                if !alert.services.iter().any(open) {
                    found.insert(format!("/alerts/{at}/services"));
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn masked_signals_and_helpless_alerts_are_those_of_enumeration(case in proved_case()) {
        let case = renamed(&case, &[("worry", "suicidal-thoughts"), ("sleep", "domestic-abuse")]);
        let all = tested_facts_with(&case.bundle, signal_tests(&case.bundle));
        let space = Space::new(case.facts(), &all, LIMITS).unwrap();
        let found = safety(&Model::new(&case.bundle, &space).unwrap()).unwrap();
        let found = found.signals_without_alert.iter().chain(&found.alerts_without_help);
        let name = |what: &nwd_core::Diagnostic| match what.code {
            Code::MaskedAlert => what.message.split('"').nth(1).unwrap().to_owned(),
            _ => what.pointer.clone(),
        };
        let told: BTreeSet<String> = found.map(|finding| name(&finding.lint.what)).collect();
        prop_assert_eq!(told, unsafe_by_enumeration(&case), "{:#}", case.json);
    }
}

// Signals that cannot be given

/// The town with every signal and an alert for each.
fn signalling() -> Json {
    let mut json = sample::valid();
    for fact in json["facts"].as_array_mut().unwrap() {
        // A value that is added has no section.
        fact.as_object_mut().unwrap().remove("sections");
    }
    json["facts"].as_array_mut().unwrap().extend([
        json!({ "id": "danger", "type": "one-of", "values": [] }),
        json!({ "id": "circumstances", "type": "any-of", "values": [] }),
    ]);
    for id in ["danger", "circumstances"] {
        add_word(&mut json, &format!("fact.{id}.question"));
        add_word(&mut json, &format!("fact.{id}.short"));
    }
    add_value(&mut json, "danger", "no");
    add_value(&mut json, "circumstances", "moving");
    for (fact, value, severity) in SIGNALS {
        add_value(&mut json, fact, value);
        let test = if fact == "danger" { "in" } else { "includes" };
        let id = format!("{fact}-{value}");
        add_word(&mut json, &format!("alert.{id}.title"));
        json["alerts"].as_array_mut().unwrap().push(json!({
            "id": id,
            "severity": severity.name(),
            "when": { test: { "fact": fact, "values": [value] } },
            "services": ["line"],
        }));
    }
    json
}

fn add_value(json: &mut Json, fact: &str, value: &str) {
    let at = sample::fact(json, fact);
    let values = json["facts"][at]["values"].as_array_mut().unwrap();
    values.push(value.into());
    add_word(json, &format!("fact.{fact}.value.{value}"));
}

fn add_word(json: &mut Json, key: &str) {
    json["locales"]["en"][key] = "A word".into();
}

/// How many signals hold, and what is said of those that somebody cannot give: code, name and place.
fn not_askable(json: &Json) -> (usize, Vec<String>) {
    let bundle = sample::read(json);
    let tests = tested_facts_with(&bundle, signal_tests(&bundle));
    let space = Space::new(&bundle.facts, &tests, LIMITS).unwrap();
    let found = safety(&Model::new(&bundle, &space).unwrap()).unwrap();
    let told = |finding: &nwd_prove::finding::Finding| {
        let what = &finding.lint.what;
        format!(
            "{} {} {}",
            what.code.name(),
            finding.name(&bundle),
            what.pointer
        )
    };
    let not_askable = found.signals_not_askable.iter().map(told).collect();
    (found.hold, not_askable)
}

#[test]
fn a_signal_that_is_missing_or_that_somebody_cannot_give_is_an_error() {
    let all = signalling();
    assert_eq!(not_askable(&all), (8, Vec::new()));
    let danger = sample::fact(&all, "danger");
    let mut asked = all.clone();
    asked["facts"][danger]["when"] =
        json!({ "in": { "fact": "audience", "values": ["professional"] } });
    let wanted =
        |value: &str| format!("unasked-signal unasked-signal:danger/{value} /facts/{danger}/when");
    assert_eq!(
        not_askable(&asked),
        (6, vec![wanted("now"), wanted("worried")])
    );
    // An answer that is ruled out for some cannot be given by them.
    let circumstances = sample::fact(&all, "circumstances");
    let mut ruled_out = all.clone();
    ruled_out["facts"][circumstances]["never"] = json!([{
        "values": ["child-protection-concern"],
        "when": { "between": { "fact": "age", "max": 5 } },
    }]);
    let wanted = format!(
        "unasked-signal unasked-signal:circumstances/child-protection-concern /facts/{circumstances}/never"
    );
    assert_eq!(not_askable(&ruled_out), (7, vec![wanted]));
    // The town itself has none of them.
    let (hold, missing) = not_askable(&sample::valid());
    assert_eq!((hold, missing.len()), (0, SIGNALS.len()));
    let town = sample::valid();
    let needs = sample::fact(&town, "needs");
    assert_eq!(
        missing[0],
        "missing-signal missing-signal:danger/now /facts"
    );
    assert_eq!(
        missing[2],
        format!("missing-signal missing-signal:needs/suicidal-thoughts /facts/{needs}/values")
    );
}
