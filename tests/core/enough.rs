//! What is asked before the results, on how many screens, and what is left for among them.

use nwd_core::answers::Answer;
use nwd_core::domain::{FactIx, Value};
use nwd_core::journey::{Ahead, Screen, Walk};
use nwd_core::{Bundle, Knowledge, Outcome, Truth};
use nwd_testing::sample::{self, Say};
use nwd_testing::small::{Said, case, config, raw_said};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// The town, with age and home on one screen, and a question of a kind of school that few go to.
fn town(change: impl FnOnce(&mut Json)) -> Bundle {
    let mut json = sample::valid();
    for id in ["age", "lives_in"] {
        let at = sample::fact(&json, id);
        json["facts"][at]["screen"] = "about".into();
    }
    json["locales"]["en"]["screen.about.title"] = "About you".into();
    json["facts"][0]["required"] = true.into();
    let school = json!({
        "id": "school", "type": "one-of", "values": ["usual", "special"], "telling": ["special"]
    });
    json["facts"].as_array_mut().unwrap().push(school);
    for (key, words) in [
        ("question", "Which school?"),
        ("short", "School"),
        ("value.usual", "Usual"),
        ("value.special", "Special"),
    ] {
        json["locales"]["en"][format!("fact.school.{key}")] = words.into();
    }
    change(&mut json);
    sample::read(&json)
}

/// Three services for everybody, and one of the special school alone, which is made for this.
fn for_special(made_for: &'static [&'static str]) -> impl FnOnce(&mut Json) {
    move |json| {
        json["modules"] = json!([]);
        json["alerts"] = json!([]);
        let everybody = json["services"][1].clone();
        let mut services = vec![everybody.clone()];
        for id in ["one", "two", "three", "special"] {
            let mut service = everybody.clone();
            service["id"] = id.into();
            service["group"] = "advice".into();
            service["helps_with"] = json!(["worry", "sleep"]);
            service["contacts"] = json!([{ "id": "ask", "kind": "person" }]);
            service["routes"] = json!([{ "who": "self", "contacts": ["ask"] }]);
            for part in ["name", "summary", "contact.ask", "route.self"] {
                json["locales"]["en"][format!("service.{id}.{part}")] = id.into();
            }
            services.push(service);
        }
        services[4]["for"] = json!({ "in": { "fact": "school", "values": ["special"] } });
        services[4]["made_for"] = json!(made_for);
        json["services"] = services.into();
    }
}

fn ids(bundle: &Bundle, facts: impl IntoIterator<Item = FactIx>) -> Vec<&str> {
    let facts = facts.into_iter();
    facts
        .map(|at| bundle.facts.get(at).unwrap().id.as_str())
        .collect()
}

/// The screens before the results of somebody who says this and cannot say the rest; and what is
/// asked among the results.
fn asked<'b>(bundle: &'b Bundle, said: &[(&str, Say)]) -> (Vec<Vec<&'b str>>, Vec<&'b str>) {
    let truth = sample::answers(bundle, said);
    let answer = |at| (at, truth.get(at).unwrap_or(Answer::Declined));
    let mut walk = Walk::start(bundle, &[], sample::now());
    let (mut screens, mut among) = (Vec::new(), Vec::new());
    loop {
        match walk.screen() {
            Screen::Question(at) => {
                let facts = walk.asked_with(bundle, at);
                screens.push(ids(bundle, facts.iter()));
                let said: Vec<_> = facts.iter().map(answer).collect();
                walk.answer(bundle, &said, sample::now());
            }
            Screen::Results => {
                let Some(next) = walk.outcome(bundle, sample::now()).next else {
                    return (screens, among);
                };
                among.extend(ids(bundle, [next]));
                walk.answer(bundle, &[answer(next)], sample::now());
            }
            _ => walk.go_on(),
        }
    }
}

const CHILD: &[(&str, Say)] = &[
    ("audience", Say::Named("young-person")),
    ("needs", Say::Ticked(&["worry"])),
    ("age", Say::Number(14)),
    ("lives_in", Say::Named("here")),
    ("school", Say::Named("usual")),
];

#[test]
fn what_could_change_the_steps_is_asked_first_and_the_rest_among_the_results() {
    for (what, bundle, before, among) in [
        (
            "what decides whether there is a step at all; questions of one screen together",
            town(|_| {}),
            vec![vec!["audience"], vec!["needs"], vec!["age", "lives_in"]],
            vec![],
        ),
        (
            "what would stand behind three steps can wait",
            town(for_special(&[])),
            vec![vec!["audience"], vec!["needs"]],
            vec!["school"],
        ),
        (
            "what would stand before one of them is asked, once that is known",
            town(for_special(&["worry"])),
            vec![vec!["audience"], vec!["needs"], vec!["school"]],
            vec![],
        ),
        (
            "what few are is asked where it could raise an alert",
            town(|json| {
                json["alerts"][0]["when"] =
                    json!({ "in": { "fact": "school", "values": ["special"] } });
            }),
            vec![
                vec!["audience"],
                vec!["needs"],
                vec!["age", "lives_in"],
                vec!["school"],
            ],
            vec![],
        ),
    ] {
        assert_eq!(asked(&bundle, CHILD), (before, among), "{what}");
    }
}

#[test]
fn a_screen_is_changed_as_a_whole_and_keeps_what_was_said() {
    let bundle = town(|_| {});
    let mut walk = Walk::start(&bundle, &[], sample::now());
    let truth = sample::answers(&bundle, CHILD);
    assert_eq!(
        walk.left(&bundle),
        4,
        "screens, not questions, as things stand"
    );
    while let Screen::Question(at) = walk.screen() {
        let facts = walk.asked_with(&bundle, at);
        let said: Vec<_> = facts
            .iter()
            .map(|at| (at, truth.get(at).unwrap()))
            .collect();
        walk.answer(&bundle, &said, sample::now());
    }
    assert_eq!(walk.screen(), Screen::Results);
    let find = |id: &str| bundle.facts.find(id).unwrap();
    walk.change(find("lives_in"));
    let whole = walk.asked_with(&bundle, find("lives_in"));
    assert_eq!(ids(&bundle, whole.iter()), ["age", "lives_in"]);
    assert_eq!(walk.left(&bundle), 1, "with the one that they are on");
    walk.answer(
        &bundle,
        &[(find("age"), Answer::Given(Value::Integer(30)))],
        sample::now(),
    );
    assert_eq!(
        walk.answers().get(find("lives_in")),
        truth.get(find("lives_in"))
    );
}

#[test]
fn what_the_page_has_said_is_not_on_a_screen() {
    let bundle = town(|_| {});
    let (age, lives_in) = (
        bundle.facts.find("age").unwrap(),
        bundle.facts.find("lives_in").unwrap(),
    );
    let walk = Walk::start(&bundle, &[(lives_in, Value::One(0))], sample::now());
    assert_eq!(ids(&bundle, walk.asked_with(&bundle, age).iter()), ["age"]);
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn once_it_is_enough_no_answer_changes_an_alert_or_whom_it_names_and_somebody_has_a_step_who_can(
        case in case(), raw in raw_said(),
    ) {
        let mut said = case.said(&raw, 3, 1);
        let answers = case.answers(&said);
        let ahead = Ahead::of(&case.bundle, &answers, sample::now());
        if ahead.is_enough {
            for (fact, only) in &ahead.settled {
                let at = fact.index();
                let values = 0..case.small.facts[at].kind.count();
                let same = values.filter(|value| case.value(at, *value) == *only);
                said[at] = same.map(Said::Value).next().unwrap();
            }
            let outcome = Outcome::of(&case.bundle, &case.answers(&said), sample::now());
            let steps = outcome.services.iter().filter(|it| it.start.is_some()).count();
            let raised: Vec<_> = outcome.alerts.iter().map(|alert| alert.id.clone()).collect();
            let fits = |said: &[Said]| {
                let outcome = Outcome::of(&case.bundle, &case.answers(said), sample::now());
                let alerts = outcome.alerts.iter().map(|alert| alert.id.clone());
                let fit = outcome.services.iter().filter(|it| {
                    it.relevant && it.verdict == Truth::True && it.seen != Truth::False
                });
                let urgent = fit.clone().filter(|it| it.urgent).count();
                (alerts.collect::<Vec<_>>(), fit.count(), urgent)
            };
            let (_, before, urgent) = fits(&said);
            for at in 0..said.len() {
                let known = Knowledge::new(case.facts(), &case.answers(&said));
                if !known.can_ask(case.fact(at)) || known.only(case.fact(at)).is_some() {
                    continue;
                }
                for value in 0..case.small.facts[at].kind.count() {
                    let mut then = said.clone();
                    then[at] = Said::Value(value);
                    let (alerts, fit, urgent_then) = fits(&then);
                    prop_assert_eq!(&alerts, &raised);
                    prop_assert_eq!(urgent_then, urgent, "whom an alert names is known");
                    prop_assert!(steps > 0 || fit <= before, "fact {} could be a step", at);
                }
            }
        }
    }
}
