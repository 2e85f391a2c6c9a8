//! What is found of a list by what somebody types: rules of any language, and laws.

use nwd_core::Bundle;
use nwd_core::domain::FactIx;
use nwd_core::search::{Found, find};
use nwd_core::words::Person;
use nwd_testing::sample;
use proptest::prelude::*;
use serde_json::Value;

/// The sample's needs with these everyday words; no list of the language's own but for what is
/// given.
fn with_words(everyday: &[(&str, &str)], language: &[(&str, &str)]) -> (Bundle, FactIx) {
    let mut json = sample::valid();
    let words = json["locales"]["en"].as_object_mut().unwrap();
    words.retain(|key, _| !key.contains("search."));
    for (value, list) in everyday {
        words.insert(format!("fact.needs.search.{value}"), Value::from(*list));
    }
    for (name, list) in language {
        words.insert(format!("search.{name}"), Value::from(*list));
    }
    let bundle = sample::read(&json);
    let needs = bundle.facts.find("needs").unwrap();
    (bundle, needs)
}

fn search(bundle: &Bundle, at: FactIx, typed: &str) -> (Vec<String>, Found) {
    let say = bundle.words.speak("en", Person::You);
    let found = find(bundle, say, at, typed);
    let fact = bundle.facts.get(at).unwrap();
    let names = found
        .values
        .iter()
        .map(|value| fact.domain.name(*value).to_owned());
    (names.collect(), found)
}

const ENGLISH: &[(&str, &str)] = &[
    ("endings", "s, ed, ing, ing e, ies y"),
    ("same", "mum mother, not dont cant never"),
    (
        "nothing",
        "i, my, so, is, to, at, the, mum, passed the exam",
    ),
    ("instead", "not isnt, just but"),
];

const EVERYDAY: &[(&str, &str)] = &[
    ("worry", "worried, panic attack, heart race, exam"),
    ("sleep", "not sleep, nightmare, wide awake, # hour"),
    ("grief", "miss mum, passed, funeral, burial"),
];

/// What somebody types, what is found, and whether it means danger: grief raises an alert.
const TABLE: &[(&str, &[&str], bool)] = &[
    // Endings, apostrophes and capitals.
    ("Panic attacks", &["worry"], false),
    ("my heart's racing", &["worry"], false),
    ("I DON'T sleep", &["sleep"], false),
    // A phrase is found whole, in its order.
    ("sleep", &["sleep"], false),
    ("attack", &[], false),
    ("attack panic", &[], false),
    ("can't get to sleep", &["sleep"], false),
    ("not one two three sleep", &["sleep"], false),
    // Words that are the same.
    ("I miss my mother", &["grief"], true),
    ("up for 3 hours", &["sleep"], false),
    // What tells nothing, and what does within a longer phrase.
    ("so", &[], false),
    ("he passed", &["grief"], true),
    ("my mum passed the exam", &[], false),
    ("passed before the exam", &["grief", "worry"], true),
    // What is said not to be so gives way to what is; but danger stays.
    ("isnt worried but has nightmares", &["sleep"], false),
    ("isn't so worried, just wide awake", &["sleep"], false),
    (
        "isnt at the funeral just worried",
        &["worry", "grief"],
        true,
    ),
    ("worried but wide awake", &["sleep", "worry"], false),
    ("isnt worried", &["worry"], false),
    // Slips: doubled letters, neighbours, one letter in six; none in a short word.
    ("nightmarre", &["sleep"], false),
    ("nihgtmare", &["sleep"], false),
    ("exma", &["worry"], false),
    ("exbm", &[], false),
    // A guess finds what is calm, and never alarms.
    ("nigh", &["sleep"], false),
    ("fune", &[], false),
    ("funerall", &["grief"], true),
    ("", &[], false),
    (" ?! ", &[], false),
    ("trombone", &[], false),
];

#[test]
fn phrases_are_found_by_the_rules() {
    let (bundle, at) = with_words(EVERYDAY, ENGLISH);
    for (typed, expected, is_danger) in TABLE {
        let (names, found) = search(&bundle, at, typed);
        assert_eq!(names, *expected, "{typed}");
        assert_eq!(found.danger.is_some(), *is_danger, "{typed}");
    }
}

#[test]
fn without_everyday_words_a_value_is_found_by_its_label() {
    let (bundle, at) = with_words(&[], &[]);
    for (typed, expected) in [("grief", "grief"), ("Worr", "worry"), ("no sleep", "sleep")] {
        assert_eq!(search(&bundle, at, typed).0, [expected], "{typed}");
    }
}

#[test]
fn what_raises_an_alert_is_never_left_out_for_what_weighs_more() {
    let (bundle, at) = with_words(&[("worry", "so many words of one long phrase")], ENGLISH);
    let (names, found) = search(&bundle, at, "so many words of one long phrase, and grief");
    assert_eq!(names, ["worry", "grief"]);
    assert!(found.danger.is_some());
}

proptest! {
    #[test]
    fn whatever_is_typed_finds_each_value_once_and_a_phrase_finds_its_own(
        typed in "[a-z' #,éß]{0,60}", nth in 0..3_usize,
    ) {
        let (bundle, at) = with_words(EVERYDAY, ENGLISH);
        let (names, found) = search(&bundle, at, &typed);
        let mut once = names.clone();
        once.dedup();
        prop_assert_eq!(&names, &once);
        prop_assert!(found.danger.is_none_or(|value| found.values.contains(&value)));
        let (value, list) = EVERYDAY[nth];
        for phrase in list.split(", ") {
            let typed = phrase.replace('#', "7");
            prop_assert!(search(&bundle, at, &typed).0.contains(&value.to_owned()), "{}", typed);
        }
    }
}
