//! Words: which language and person they come in, and the phrases that are made from a criterion's
//! leaves.

use nwd_core::Bundle;
use nwd_core::format::Code;
use nwd_core::words::Person;
use nwd_core::words::Person::You;
use serde_json::{Value as Json, json};

use nwd_testing::sample;

const PARENT: Person<'static> = Person::They("parent-carer");
const PROFESSIONAL: Person<'static> = Person::They("professional");

/// The valid bundle with these words as well.
fn with(words: &[(&str, &str, &str)]) -> Bundle {
    let mut json = sample::valid();
    for (locale, key, text) in words {
        json["locales"][locale][key] = (*text).into();
    }
    sample::read(&json)
}

#[test]
fn words_come_in_the_language_asked_for_or_the_bundles_own() {
    let bundle = with(&[
        ("fr", "hello", "bonjour"),
        ("en", "hello", "hello"),
        ("en", "bye", "bye"),
        ("en-GB", "hello", "ay up"),
    ]);
    let cases = [
        ("en", "en", "hello", "hello"),
        ("en-GB", "en-GB", "hello", "ay up"),
        ("en-GB", "en-GB", "bye", "bye"),
        ("en-US", "en", "hello", "hello"),
        ("en-GB-oxendict", "en", "hello", "hello"),
        ("fr", "fr", "hello", "bonjour"),
        ("fr-CA", "fr", "hello", "bonjour"),
        ("fr", "fr", "bye", "bye"),
        ("cy", "en", "hello", "hello"),
        ("", "en", "hello", "hello"),
        ("fr", "fr", "no.such.key", "no.such.key"),
    ];
    for (asked, locale, key, text) in cases {
        let speech = bundle.words.speak(asked, You);
        assert_eq!(
            (speech.locale(), speech.text(key).as_str()),
            (locale, text),
            "{key} in {asked:?}"
        );
    }
}

#[test]
fn words_of_somebody_else_are_used_where_there_are_some() {
    let bundle = with(&[
        ("en", "a", "you"),
        ("en", "a@they", "they"),
        ("en", "b", "all"),
        ("en", "c@they", "only they"),
        ("en", "a@professional", "professionals"),
        ("en", "d", "all"),
        ("en", "d@professional", "professionals"),
    ]);
    let cases = [
        ("a", You, Some("you")),
        ("a", PARENT, Some("they")),
        ("a", PROFESSIONAL, Some("professionals")),
        ("d", PARENT, Some("all")),
        ("d", PROFESSIONAL, Some("professionals")),
        ("b", You, Some("all")),
        ("b", PARENT, Some("all")),
        ("c", PARENT, Some("only they")),
        ("c", You, None),
    ];
    for (key, person, expected) in cases {
        assert_eq!(
            bundle.words.speak("en", person).find(key),
            expected,
            "{key} to {person:?}"
        );
    }
}

#[test]
fn numbers_take_the_words_for_one_or_for_many() {
    let bundle = with(&[
        ("en", "left", "{count} left of {all}"),
        ("en", "left-one", "one left"),
        ("en", "only", "{count} of it"),
    ]);
    let cases = [
        ("left", 0, "0 left of {all}"),
        ("left", 1, "one left"),
        ("left", 2, "2 left of {all}"),
        ("only", 1, "1 of it"),
    ];
    for (key, count, expected) in cases {
        assert_eq!(bundle.words.speak("en", You).count(key, count), expected);
    }
}

#[test]
fn lists_are_joined_as_the_language_does() {
    let bundle = with(&[
        ("en", "list.comma", ", "),
        ("en", "list.or", " or "),
        ("en", "list.and", " and "),
    ]);
    let speech = bundle.words.speak("en", You);
    let cases: [(&[&str], &str, &str); 4] = [
        (&[], "", ""),
        (&["a"], "a", "a"),
        (&["a", "b"], "a or b", "a and b"),
        (&["a", "b", "c"], "a, b or c", "a, b and c"),
    ];
    for (items, or, and) in cases {
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        assert_eq!(
            (speech.either(&items).as_str(), speech.both(&items).as_str()),
            (or, and)
        );
    }
}

const PATTERNS: [(&str, &str); 20] = [
    ("list.comma", ", "),
    ("list.or", " or "),
    ("words.teens", "in your teens"),
    ("words.teens@they", "in their teens"),
    ("fact.age.between", "aged {min} to {max}"),
    ("fact.age.from", "aged {min} or over"),
    ("fact.age.to", "aged {max} or under"),
    ("fact.age.exactly", "aged {min}"),
    ("fact.age.not-between", "not aged {min} to {max}"),
    ("fact.age.not-from", "under {min}"),
    ("fact.age.not-to", "over {max}"),
    ("fact.age.not-exactly", "not aged {min}"),
    ("fact.lives_in.in", "living in {values}"),
    ("fact.lives_in.not-in", "not living in {values}"),
    ("fact.lives_in.phrase.there", "that place"),
    ("fact.needs.includes", "with {values}"),
    ("fact.needs.not-includes", "without {values}"),
    ("fact.needs.includes@they", "who have {values}"),
    ("fact.pregnant.is-true", "pregnant"),
    ("fact.pregnant.is-false", "not pregnant"),
];

#[test]
fn leaves_are_put_in_words() {
    let aged = |min: Option<i32>, max: Option<i32>| {
        let mut between = json!({ "fact": "age" });
        let ends = [("min", min), ("max", max)]
            .into_iter()
            .filter_map(|(end, value)| Some((end, value?)));
        ends.for_each(|(end, value)| between[end] = value.into());
        json!({ "between": between })
    };
    let lives = |values: &[&str]| json!({ "in": { "fact": "lives_in", "values": values } });
    let needs = |values: &[&str]| json!({ "includes": { "fact": "needs", "values": values } });
    let is = |value: bool| json!({ "is": { "fact": "pregnant", "value": value } });
    let own =
        |words: &str| json!({ "between": { "fact": "age", "min": 13, "max": 19, "words": words } });
    let cases: Vec<(Json, &str, &str)> = vec![
        (
            aged(Some(11), Some(19)),
            "aged 11 to 19",
            "not aged 11 to 19",
        ),
        (aged(Some(16), None), "aged 16 or over", "under 16"),
        (aged(None, Some(18)), "aged 18 or under", "over 18"),
        (aged(Some(16), Some(16)), "aged 16", "not aged 16"),
        // An end that is the domain's own says nothing.
        (aged(Some(0), Some(18)), "aged 18 or under", "over 18"),
        (aged(Some(18), Some(120)), "aged 18 or over", "under 18"),
        (aged(Some(120), None), "aged 120", "not aged 120"),
        (aged(None, Some(0)), "aged 0", "not aged 0"),
        (lives(&["here"]), "living in Here", "not living in Here"),
        (
            lives(&["there", "here"]),
            "living in Here or that place",
            "not living in Here or that place",
        ),
        (
            needs(&["worry", "sleep", "grief"]),
            "with Worry, Sleep or Grief",
            "without Worry, Sleep or Grief",
        ),
        (is(true), "pregnant", "not pregnant"),
        (is(false), "not pregnant", "pregnant"),
        (own("teens"), "in your teens", "in your teens"),
        (own("no-such-words"), "aged 13 to 19", "not aged 13 to 19"),
    ];
    for (leaf, plain, negated) in cases {
        let mut json = sample::valid();
        PATTERNS
            .iter()
            .for_each(|(key, text)| json["locales"]["en"][*key] = (*text).into());
        json["services"][1]["for"] = json!({ "any": [leaf, { "all": [] }] });
        let bundle = sample::read(&json);
        let speech = bundle.words.speak("en", You);
        let read = bundle.services[1].eligibility.leaves()[0];
        assert_eq!(speech.phrase(read, false, &bundle.facts), plain, "{leaf}");
        assert_eq!(
            speech.phrase(read, true, &bundle.facts),
            negated,
            "not {leaf}"
        );
    }
}

#[test]
fn phrases_speak_of_somebody_else() {
    let mut json = sample::valid();
    PATTERNS
        .iter()
        .for_each(|(key, text)| json["locales"]["en"][*key] = (*text).into());
    json["services"][1]["for"] = json!({ "any": [
        { "between": { "fact": "age", "min": 13, "max": 19, "words": "teens" } },
        { "includes": { "fact": "needs", "values": ["worry"] } },
        { "is": { "fact": "pregnant", "value": true } },
    ] });
    let bundle = sample::read(&json);
    let speech = bundle.words.speak("en", PARENT);
    let phrases: Vec<String> = bundle.services[1]
        .eligibility
        .leaves()
        .into_iter()
        .map(|leaf| speech.phrase(leaf, false, &bundle.facts))
        .collect();
    assert_eq!(phrases, ["in their teens", "who have Worry", "pregnant"]);
}

#[test]
fn values_are_called_by_their_labels() {
    let bundle = sample::bundle();
    let speech = bundle.words.speak("en", You);
    let fact = bundle
        .facts
        .get(bundle.facts.find("lives_in").unwrap())
        .unwrap();
    let labels: Vec<String> = (0..3).map(|at| speech.value(fact, at)).collect();
    assert_eq!(labels, ["Here", "There", "Somewhere else"]);
}

#[test]
fn words_may_be_nested_or_under_dotted_keys() {
    let mut json = sample::valid();
    json["locales"]["en"]["deep"] = json!({ "er": { "still": "here" }, "er.too": "there" });
    let bundle = sample::read(&json);
    let speech = bundle.words.speak("en", You);
    assert_eq!(
        (speech.find("deep.er.still"), speech.find("deep.er.too")),
        (Some("here"), Some("there"))
    );
    json["locales"]["en"]["deep.er"] = json!({ "still": "twice" });
    let faults = Bundle::read(json.to_string().as_bytes()).unwrap_err();
    assert_eq!(
        faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
        [Code::DuplicateKey]
    );
}
