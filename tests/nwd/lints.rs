//! What `nwd check` notices in valid content: warnings, which count, and notes, which do not.

use std::fs;

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
    Changed { file: "locales/en/words.json", from: "\"from\": \"aged {min} or over\"", to: "\"why\": \"x\"", severity: "", code: "", line: 0 },
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
