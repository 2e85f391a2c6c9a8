//! What `nwd check` notices in valid content: warnings, which count, and notes, which do not.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nwd_core::format::{Code, Lint};
use nwd_core::{Bundle, Date, Knowledge};
use nwd_testing::small::{Said, case, config};
use nwd_testing::{root, sample};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::run::{Found, TINY, copy_of_tiny, nwd, only, text};

/// One change to the fixture, and what is then noticed beside what the fixture has anyway.
struct Changed {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    severity: &'static str,
    code: &'static str,
    line: u64,
}

#[rustfmt::skip]
const TABLE: &[Changed] = &[
    Changed { file: "services/line.json", from: "116 123", to: "0999 999 9999", severity: "warning", code: "odd-number", line: 5 },
    Changed { file: "services/line.json", from: "116 123", to: "07700 9001", severity: "warning", code: "odd-number", line: 5 },
    Changed { file: "services/line.json", from: "\"hours\"", to: "\"verify\": [\"hours\"], \"hours\"", severity: "note", code: "to-verify", line: 11 },
    Changed { file: "services/line.json", from: "\"hours\"", to: "\"status\": \"paused\", \"hours\"", severity: "warning", code: "named-not-running", line: 11 },
    Changed { file: "services/club.json", from: "\"paused\"", to: "\"ended\"", severity: "", code: "", line: 0 },
    Changed { file: "services/line.json", from: "\"2027-01-01\"", to: "\"2026-11-21\"", severity: "note", code: "review-due", line: 14 },
    Changed { file: "services/clinic.json", from: "[\"here\"]", to: "[\"elsewhere\"]", severity: "warning", code: "outside-area", line: 5 },
    Changed { file: "services/clinic.json", from: "\"min\": 11, \"max\": 18 } },", to: "\"min\": 11, \"max\": 18 } }, { \"any\": [{ \"between\": { \"fact\": \"age\", \"min\": 4 } }, { \"is\": { \"fact\": \"at_school\", \"value\": false } }] },", severity: "warning", code: "dead-part", line: 7 },
    Changed { file: "locales/en/words.json", from: "\"in\": \"living in {values}\",", to: "", severity: "warning", code: "missing-words", line: 24 },
    Changed { file: "locales/en/words.json", from: "\"from\": \"aged {min} or over\"", to: "\"why\": \"x\"", severity: "warning", code: "missing-words", line: 16 },
    Changed { file: "locales/en/words.json", from: "\"name\": \"The Club\",", to: "\"name\": \"The Club\", \"nmae\": \"\",", severity: "note", code: "unused-words", line: 46 },
    Changed { file: "locales/en/words.json", from: "\"words\": {", to: "\"words\": { \"other\": \"x\",", severity: "note", code: "unused-words", line: 4 },
    Changed { file: "locales/en/words.json", from: "\"list\": {", to: "\"ui\": { \"anything\": \"x\" }, \"list\": {", severity: "", code: "", line: 0 },
    Changed { file: "locales/en/words.json", from: "\"list\": {", to: "\"search\": { \"same\": \"mum mother, Dad\" }, \"list\": {", severity: "warning", code: "unsearchable-words", line: 2 },
    Changed { file: "locales/en/words.json", from: "\"list\": {", to: "\"search\": { \"same\": \"mum mother, # é\" }, \"list\": {", severity: "", code: "", line: 0 },
];

#[test]
fn each_thing_is_noticed_where_it_stands() {
    for (at, changed) in TABLE.iter().enumerate() {
        let copy = copy_of_tiny(&format!("lint-{at}"));
        fs::remove_file(copy.join("cases.json")).unwrap();
        let file = copy.join(changed.file);
        let before = fs::read_to_string(&file).unwrap();
        assert!(before.contains(changed.from), "{at}");
        fs::write(&file, before.replacen(changed.from, changed.to, 1)).unwrap();
        let run = nwd(&[
            "check",
            text(&copy),
            "--format",
            "json",
            "--now",
            "2026-11-22",
        ]);
        let found = noticed(&run.out);
        let found: Vec<_> = found
            .iter()
            .map(|found| {
                (
                    found.text("severity"),
                    found.text("code"),
                    found.number("line"),
                )
            })
            .collect();
        let mut wanted = vec![
            (changed.severity, changed.code, changed.line),
            ("note", "to-verify", 14),
        ];
        wanted.retain(|(severity, ..)| !severity.is_empty());
        wanted.sort_by_key(|(severity, ..)| *severity != "warning");
        let found_otherwise: Vec<_> = wanted
            .iter()
            .filter(|wanted| !found.contains(wanted))
            .collect();
        assert!(
            found_otherwise.is_empty() && found.len() == wanted.len(),
            "{at}: {found:?}, not {wanted:?}"
        );
        assert_eq!(run.status, i32::from(changed.severity == "warning"), "{at}");
    }
}

#[test]
fn a_second_language_must_be_whole() {
    let copy = copy_of_tiny("languages");
    fs::create_dir_all(copy.join("locales/fr")).unwrap();
    let words = fs::read_to_string(copy.join("locales/en/words.json")).unwrap();
    let without = words
        .replace("\"summary\": \"Games and company.\",", "")
        .replace("\"title\": \"Soon\"", "\"title\": \"Bientôt\"");
    fs::write(copy.join("locales/fr/words.json"), without).unwrap();
    let run = nwd(&[
        "check",
        text(&copy),
        "--format",
        "json",
        "--now",
        "2026-11-22",
    ]);
    let found = noticed(&run.out);
    let missing: Vec<Found> = found
        .into_iter()
        .filter(|found| found.text("severity") == "warning")
        .collect();
    let missing = only(&missing);
    assert_eq!(
        (run.status, missing.text("code"), missing.number("line")),
        (1, "missing-translation", 45)
    );
    assert!(missing.text("file").ends_with("locales/fr/words.json"));
    assert!(missing.text("message").contains("service.club.summary"));
}

#[test]
fn people_get_a_line_for_each_note_and_a_summary() {
    let run = nwd(&["check", TINY, "--now", "2026-11-22"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
}

#[test]
fn machines_get_one_object() {
    insta::assert_snapshot!(nwd(&["check", TINY, "--now", "2026-11-22", "--format", "json"]).out);
}

#[test]
fn people_see_the_place_of_what_should_be_mended() {
    let copy = copy_of_tiny("shown");
    let file = copy.join("services/line.json");
    fs::write(
        &file,
        fs::read_to_string(&file)
            .unwrap()
            .replace("116 123", "0999 999 9999"),
    )
    .unwrap();
    let run = nwd(&["check", text(&copy), "--now", "2026-11-22"]);
    assert!(!run.out.contains('\u{1b}'), "no colour where nobody looks");
    insta::assert_snapshot!(run.out.replace(text(&copy), "tiny"));
}

fn noticed(json: &str) -> Vec<Found> {
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    json.get("findings")
        .and_then(|findings| findings.as_array())
        .unwrap()
        .iter()
        .cloned()
        .map(Found)
        .collect()
}

fn lints(bundle: &Bundle) -> Vec<Lint> {
    nwd_check::lints(bundle, Date::parse("2026-11-22").unwrap())
}

/// The parts that are said to make no difference, the last first.
fn dead_parts(bundle: &Bundle) -> Vec<String> {
    let found = lints(bundle).into_iter().map(|lint| lint.what);
    let mut parts: Vec<String> = found
        .filter(|what| what.code == Code::DeadPart)
        .map(|what| what.pointer)
        .collect();
    parts.sort();
    parts.reverse();
    parts
}

#[test]
fn of_parts_that_make_no_difference_because_of_each_other_the_first_are_noticed() {
    let aged = |min: i32, max: i32| json!({ "between": { "fact": "age", "min": min, "max": max } });
    let mut json = sample::valid();
    json["services"][1]["for"] =
        json!({ "any": [aged(0, 4), aged(0, 10), aged(5, 15), aged(11, 15)] });
    let two = ["/services/1/for/any/2", "/services/1/for/any/0"];
    assert_eq!(dead_parts(&sample::read(&json)), two);
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn whatever_makes_no_difference_can_be_left_out_together(case in case()) {
        let parts = dead_parts(&case.bundle);
        let mut json = case.json.clone();
        for place in &parts {
            let (list, at) = place.rsplit_once('/').unwrap();
            json.pointer_mut(list).unwrap().as_array_mut().unwrap().remove(at.parse().unwrap());
        }
        let without = sample::read(&json);
        let nothing = vec![Said::Nothing; case.small.facts.len()];
        for known in case.continuations(&nothing, |known| known.to_vec()).rows {
            let said: Vec<Said> = known.iter().copied().flatten().map(Said::Value).collect();
            if said.len() < known.len() {
                continue;
            }
            let answers = case.answers(&said);
            let verdicts = |bundle: &Bundle| {
                let known = Knowledge::new(&bundle.facts, &answers);
                bundle.services.iter().map(|service| known.truth(&service.eligibility)).collect::<Vec<_>>()
            };
            prop_assert_eq!(verdicts(&case.bundle), verdicts(&without), "{:?} {:?} {:#}", said, parts, case.json);
        }
    }
}

// Words that are missing

/// The keys without which a bundle can be read and that something may be told with.
fn may_be_missing(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    match parts.as_slice() {
        ["words", _] | ["list", _] | ["fact", _, "phrase", _] => true,
        ["fact", _, "value", said] => ["true", "false"].contains(said),
        ["fact", _, part] => !["question", "short"].contains(part),
        _ => false,
    }
}

/// Takes out the words whose key is chosen; words stand in each other by the parts of their keys.
fn take_words(words: &mut Json, key: &str, takes: &mut impl FnMut(&str) -> bool) {
    let Some(words) = words.as_object_mut() else {
        return;
    };
    words.retain(|part, words| {
        let key = if key.is_empty() {
            part.clone()
        } else {
            format!("{key}.{part}")
        };
        take_words(words, &key, takes);
        words.is_object() || !takes(&key)
    });
}

/// Everything that is told of a bundle: reasons, the sheet, proofs, pages.
fn told(bundle: &Path, answers: &Path, pages: &Path) -> String {
    let (bundle, answers, pages) = (text(bundle), text(answers), text(pages));
    let mut told = String::new();
    for args in [
        &[
            "explain",
            bundle,
            "--answers",
            answers,
            "--now",
            "2026-11-22T14:30",
        ][..],
        &["table", bundle],
        &["table", bundle, "--format", "html"],
        &["prove", bundle],
    ] {
        let run = nwd(args);
        assert!(run.status < 2, "{args:?} {}", run.err);
        told += &run.out;
    }
    let run = nwd(&["render", bundle, "-o", pages]);
    assert!(run.status < 2, "{}", run.err);
    let mut open = vec![PathBuf::from(pages)];
    while let Some(place) = open.pop() {
        if place.is_dir() {
            open.extend(
                fs::read_dir(place)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if place.extension().is_some_and(|kind| kind == "html") {
            told += &fs::read_to_string(place).unwrap();
        }
    }
    told
}

/// A page shows the key of words that are missing: no key that is not reported.
#[test]
fn no_key_is_told_that_is_not_reported_as_missing() {
    let kent = root().join("content/kent");
    let mut shown = 0;
    for (at, folder) in [TINY, text(&kent)].into_iter().enumerate() {
        let place = copy_of_tiny(&format!("missing-{at}"));
        let json = nwd(&["build", folder, "-o", "-"]).out;
        let json: Json = serde_json::from_str(&json).unwrap();
        let said = json!({ "age": 14, "lives_in": null });
        fs::write(place.join("said.json"), said.to_string()).unwrap();
        for round in 0..3 {
            let mut json = json.clone();
            let mut keys = Vec::new();
            let mut at = round;
            // Some of them, others each time; in the last round all.
            take_words(&mut json["locales"]["en"], "", &mut |key| {
                at += 1;
                let takes = may_be_missing(key) && (round == 2 || at % 3 == 0);
                keys.extend(takes.then(|| key.to_owned()));
                takes
            });
            let reported: BTreeSet<String> = lints(&sample::read(&json))
                .into_iter()
                .filter(|lint| lint.what.code == Code::MissingWords)
                .filter_map(|lint| lint.what.message.split('"').nth(1).map(str::to_owned))
                .collect();
            let bundle = place.join("bundle.json");
            fs::write(&bundle, json.to_string()).unwrap();
            let told = told(
                &bundle,
                &place.join("said.json"),
                &place.join(format!("pages-{round}")),
            );
            for key in keys.iter().filter(|key| told.contains(key.as_str())) {
                shown += 1;
                // Of two keys one may begin as the other does.
                let longer = |other: &String| other.starts_with(key.as_str());
                assert!(
                    reported.iter().any(longer),
                    "{folder} {round}: {key} is told and not reported: {reported:?}"
                );
            }
        }
    }
    assert!(shown > 20, "{shown}");
}
