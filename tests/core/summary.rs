//! The summary to take along: what is in it, what is off at first, and its form.

use nwd_core::summary::{Picks, Summary, offered_answers, offered_services};
use nwd_core::{Bundle, Date, Outcome};
use serde_json::{Value as Json, json};

use nwd_testing::sample::{self, Say};

const SAID: &[(&str, Say)] = &[
    ("audience", Say::Named("young-person")),
    ("age", Say::Number(14)),
    ("lives_in", Say::Named("here")),
    ("needs", Say::Ticked(&["worry"])),
    ("pregnant", Say::YesNo(false)),
];

/// Makes a summary of what is said, with these picks or those at first.
fn with<T>(bundle: &Bundle, picks: Option<Picks>, look: impl Fn(&Summary<'_>) -> T) -> T {
    let answers = sample::answers(bundle, SAID);
    let outcome = Outcome::of(bundle, &answers, sample::now());
    let picks = picks.unwrap_or_else(|| Picks::at_first(bundle, &outcome));
    let say = bundle.words.speak("en", nwd_core::words::Person::You);
    look(&Summary {
        bundle,
        outcome: &outcome,
        picks: &picks,
        say,
        today: Date::parse("2026-11-22").unwrap(),
    })
}

fn fact_ids(bundle: &Bundle, picks: &Picks) -> Vec<String> {
    picks
        .answers
        .iter()
        .map(|at| bundle.facts.get(at).unwrap().id.clone())
        .collect()
}

#[test]
fn what_is_sensitive_is_left_out_until_it_is_chosen() {
    let mut json = sample::valid();
    let at = sample::fact(&json, "pregnant");
    json["facts"][at]["sensitive"] = json!(false);
    let plain = fact_ids(
        &sample::read(&json),
        &with(&sample::read(&json), None, |it| it.picks.clone()),
    );
    assert!(
        plain.contains(&"age".to_owned()) && plain.contains(&"pregnant".to_owned()),
        "{plain:?}"
    );
    json["facts"][at]["sensitive"] = json!(true);
    let bundle = sample::read(&json);
    let ids = fact_ids(&bundle, &with(&bundle, None, |it| it.picks.clone()));
    assert!(
        !ids.contains(&"pregnant".to_owned()),
        "marked as sensitive: {ids:?}"
    );
    json["alerts"][0]["when"] = json!({ "includes": { "fact": "needs", "values": ["worry"] } });
    let bundle = sample::read(&json);
    let ids = fact_ids(&bundle, &with(&bundle, None, |it| it.picks.clone()));
    assert!(
        !ids.contains(&"needs".to_owned()),
        "what raised an alert: {ids:?}"
    );
}

#[test]
fn only_what_is_chosen_is_in_it() {
    let bundle = sample::bundle();
    let none = Picks::default();
    with(&bundle, Some(none), |it| {
        assert!(!it.text().contains("14"), "{}", it.text());
        let fhir: Json = serde_json::from_str(&it.fhir()).unwrap();
        assert_eq!(fhir["item"], json!([]));
    });
    with(&bundle, None, |it| {
        for (at, fact, _) in offered_answers(it.bundle, it.outcome) {
            let picks = Picks {
                answers: [at].into_iter().collect(),
                services: Vec::new(),
            };
            with(&bundle, Some(picks), |it| {
                let fhir: Json = serde_json::from_str(&it.fhir()).unwrap();
                assert_eq!(fhir["item"].as_array().unwrap().len(), 1);
                assert_eq!(fhir["item"][0]["linkId"], fact.id.as_str());
                assert_eq!(fhir["contained"][0]["item"][0]["linkId"], fact.id.as_str());
            });
        }
    });
}

#[test]
fn services_that_fit_are_chosen_at_first_and_can_be_left_out() {
    let bundle = sample::bundle();
    let (at_first, offered) = with(&bundle, None, |it| {
        let page = it.outcome.arrange();
        (
            it.picks.services.clone(),
            offered_services(&page)
                .map(|service| service.ix)
                .collect::<Vec<_>>(),
        )
    });
    assert!(!at_first.is_empty() && at_first.iter().all(|service| offered.contains(service)));
    let name = |ix| {
        bundle
            .words
            .speak("en", Default::default())
            .text(&format!("service.{}.name", bundle.service(ix).unwrap().id))
    };
    let first = name(at_first[0]);
    assert!(with(&bundle, None, |it| it.text()).contains(&first));
    let mut picks = with(&bundle, None, |it| it.picks.clone());
    picks.pick_service(at_first[0], false);
    assert!(!with(&bundle, Some(picks.clone()), |it| it.text()).contains(&first));
    picks.pick_service(at_first[0], true);
    assert!(with(&bundle, Some(picks), |it| it.text()).contains(&first));
}

#[test]
fn a_response_says_each_kind_of_answer_as_fhir_does() {
    let bundle = sample::bundle();
    let all = bundle.facts.iter().map(|(at, _)| at).collect();
    let picks = Picks {
        answers: all,
        services: Vec::new(),
    };
    let fhir: Json = with(&bundle, Some(picks), |it| {
        serde_json::from_str(&it.fhir()).unwrap()
    });
    assert_eq!(
        (&fhir["resourceType"], &fhir["status"], &fhir["authored"]),
        (
            &json!("QuestionnaireResponse"),
            &json!("completed"),
            &json!("2026-11-22")
        )
    );
    let item = |id: &str| {
        fhir["item"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["linkId"] == id)
            .cloned()
            .unwrap()
    };
    let kind = |id: &str| {
        fhir["contained"][0]["item"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["linkId"] == id)
            .unwrap()["type"]
            .clone()
    };
    assert_eq!(
        (
            item("age")["answer"][0]["valueInteger"].clone(),
            kind("age")
        ),
        (json!(14), json!("integer"))
    );
    assert_eq!(
        (
            item("pregnant")["answer"][0]["valueBoolean"].clone(),
            kind("pregnant")
        ),
        (json!(false), json!("boolean"))
    );
    assert_eq!(
        (
            item("lives_in")["answer"][0]["valueCoding"]["code"].clone(),
            kind("lives_in")
        ),
        (json!("here"), json!("choice"))
    );
    assert_eq!(
        (
            item("needs")["answer"][0]["valueCoding"]["code"].clone(),
            kind("needs")
        ),
        (json!("worry"), json!("open-choice"))
    );
    assert_eq!(
        fhir["questionnaire"],
        json!(format!("#{}", fhir["contained"][0]["id"].as_str().unwrap()))
    );
    for head in ["subject", "author", "source"] {
        assert!(fhir.get(head).is_none(), "it names nobody");
    }
}
