//! The directory: a criterion in plain words, and the life stages that a service belongs to.

use nwd_command::directory::{Stage, audience};
use nwd_core::words::Person::You;
use nwd_core::{Answers, Knowledge};
use serde_json::{Value as Json, json};

use nwd_testing::sample::{self, Say};

/// The sample with a service for whom this says, and the words that the directory needs.
fn with(criterion: &Json) -> nwd_core::Bundle {
    let mut json = sample::valid();
    json["facts"].as_array_mut().unwrap().push(json!(
        { "id": "perinatal", "type": "one-of", "values": ["no", "pregnant", "after-birth"] }
    ));
    json["services"][0]["for"] = criterion.clone();
    json["services"][0]["routes"] = json!([{ "who": "self", "contacts": ["phone"] }]);
    json["services"][0]["consent"] = json!([]);
    let words = json!({
        "directory.anyone": "anyone", "directory.list.or": ", or ", "directory.list.and": ", and ", "directory.list.then": "; ",
        "list.comma": ", ", "list.or": " or ", "list.and": " and ",
        "fact.age.between": "aged {min} to {max}", "fact.age.to": "aged {max} or under", "fact.age.from": "aged {min} or over",
        "fact.age.not-to": "aged over {max}", "fact.age.exactly": "aged {min}",
        "fact.lives_in.in": "living in {values}", "fact.lives_in.not-in": "not living in {values}",
        "fact.lives_in.value.here": "Here", "fact.lives_in.value.there": "There", "fact.lives_in.value.elsewhere": "Elsewhere",
        "fact.pregnant.is-true": "pregnant", "fact.pregnant.is-false": "not pregnant",
        "fact.perinatal.in": "{values}", "fact.perinatal.not-in": "not {values}", "fact.perinatal.short": "Baby",
        "fact.perinatal.question": "A baby?", "fact.perinatal.value.no": "no baby", "fact.perinatal.value.pregnant": "expecting",
        "fact.perinatal.value.after-birth": "with a baby",
    });
    for (key, text) in words.as_object().unwrap() {
        json["locales"]["en"][key] = text.clone();
    }
    sample::read(&json)
}

#[test]
fn a_criterion_reads_well() {
    let age = |min: Option<i32>, max: Option<i32>| match (min, max) {
        (Some(min), Some(max)) => json!({ "between": { "fact": "age", "min": min, "max": max } }),
        (Some(min), None) => json!({ "between": { "fact": "age", "min": min } }),
        (_, max) => json!({ "between": { "fact": "age", "max": max } }),
    };
    let lives = |values: &[&str]| json!({ "in": { "fact": "lives_in", "values": values } });
    let pregnant = json!({ "is": { "fact": "pregnant", "value": true } });
    let cases = [
        (json!({ "all": [] }), "anyone"),
        (age(Some(11), Some(19)), "aged 11 to 19"),
        (
            json!({ "all": [age(None, Some(18)), lives(&["here"])] }),
            "aged 18 or under; living in Here",
        ),
        (
            json!({ "all": [age(None, Some(18)), { "all": [lives(&["here"])] }] }),
            "aged 18 or under; living in Here",
        ),
        (
            json!({ "any": [age(Some(18), None), lives(&["here"])] }),
            "aged 18 or over, or living in Here",
        ),
        (
            json!({ "any": [age(Some(18), None), lives(&["here", "there"])] }),
            "aged 18 or over, or living in Here or There",
        ),
        (
            json!({ "any": [age(Some(18), None), lives(&["here"]), pregnant] }),
            "aged 18 or over, living in Here, or pregnant",
        ),
        (
            json!({ "any": [lives(&["here"]), lives(&["here"])] }),
            "living in Here",
        ),
        (
            json!({ "any": [{ "all": [age(Some(16), None), lives(&["here"])] }, pregnant] }),
            "aged 16 or over, and living in Here, or pregnant",
        ),
        (json!({ "not": lives(&["here"]) }), "not living in Here"),
        (
            json!({ "not": { "not": lives(&["here"]) } }),
            "living in Here",
        ),
        (
            json!({ "not": { "any": [lives(&["here"]), pregnant] } }),
            "not living in Here; not pregnant",
        ),
        (
            json!({ "not": { "all": [lives(&["here"]), pregnant] } }),
            "not living in Here or not pregnant",
        ),
    ];
    for (criterion, wanted) in cases {
        let bundle = with(&criterion);
        let (say, known) = (
            bundle.words.speak("en", You),
            Knowledge::new(&bundle.facts, &Answers::default()),
        );
        let service = bundle.services.first().unwrap();
        assert_eq!(
            audience(&service.eligibility, &known, say).line(say),
            wanted,
            "{criterion}"
        );
    }
}

#[test]
fn what_is_known_already_is_not_said() {
    let bundle = with(&json!({ "all": [
        { "between": { "fact": "age", "min": 11 } },
        { "any": [{ "in": { "fact": "lives_in", "values": ["here"] } }, { "is": { "fact": "pregnant", "value": true } }] }
    ] }));
    let say = bundle.words.speak("en", You);
    let service = bundle.services.first().unwrap();
    for (said, wanted) in [
        (("age", Say::Number(12)), "living in Here or pregnant"),
        (("lives_in", Say::Named("here")), "aged 11 or over"),
        (
            ("lives_in", Say::Named("there")),
            "aged 11 or over; pregnant",
        ),
        (
            ("lives_in", Say::Declined),
            "aged 11 or over; living in Here or pregnant",
        ),
    ] {
        let known = Knowledge::new(&bundle.facts, &sample::answers(&bundle, &[said]));
        assert_eq!(
            audience(&service.eligibility, &known, say).line(say),
            wanted,
            "{said:?}"
        );
    }
}

#[test]
fn life_stages_come_from_the_criterion() {
    let baby = json!({ "in": { "fact": "perinatal", "values": ["pregnant", "after-birth"] } });
    let ages = |min: i32, max: i32| json!({ "between": { "fact": "age", "min": min, "max": max } });
    let cases = [
        ("anyone", json!({ "all": [] }), "0-5 5-11 11-16 16-25"),
        ("until the fifth birthday", ages(0, 4), "0-5"),
        ("from the fifth birthday", ages(5, 10), "5-11"),
        ("5 is of school age", ages(0, 5), "0-5 5-11"),
        ("from 11", ages(11, 15), "11-16"),
        ("until 17", ages(11, 17), "11-16 16-25"),
        ("25 is young yet", ages(25, 99), "16-25"),
        ("26 is not", ages(26, 99), ""),
        (
            "not those of school age",
            json!({ "not": ages(5, 15) }),
            "0-5 16-25",
        ),
        ("with a baby", baby.clone(), "0-5"),
        (
            "young parents",
            json!({ "all": [baby, ages(11, 19)] }),
            "0-5 11-16 16-25",
        ),
        (
            "grown parents",
            json!({ "all": [baby, ages(16, 120)] }),
            "0-5",
        ),
        (
            "the child or the parent",
            json!({ "any": [baby, ages(0, 4)] }),
            "0-5",
        ),
        ("no baby", json!({ "not": baby }), "0-5 5-11 11-16 16-25"),
    ];
    for (name, criterion, wanted) in cases {
        let bundle = with(&criterion);
        let service = bundle.services.first().unwrap();
        let found = Stage::ALL
            .into_iter()
            .filter(|stage| stage.has(&bundle, service))
            .map(Stage::id);
        assert_eq!(found.collect::<Vec<_>>().join(" "), wanted, "{name}");
    }
}
