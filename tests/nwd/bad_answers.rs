//! Answers that cannot be: all their faults at once, and nothing on standard output.

use crate::run::{TINY, nwd_with};

#[test]
fn every_fault_is_named_with_its_place_and_what_was_expected() {
    let answers = r#"{
  "shoe_size": 4,
  "age": "twelve",
  "lives_in": "mars",
  "needs": ["worry", "worry", "cheese", 7],
  "at_school": 1,
  "danger": "no",
  "danger": "now",
  "audience": ["professional"]
}"#;
    let run = nwd_with(&["explain", TINY, "--answers", "-"], answers);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    for (code, place, expected) in [
        (
            "unknown-fact",
            "answers:2:3",
            "audience, danger, needs, age, lives_in, at_school",
        ),
        ("wrong-type", "answers:3:10", "a whole number from 0 to 120"),
        ("outside-domain", "answers:4:15", "here, elsewhere"),
        ("duplicate-value", "answers:5:22", "Keep one of the two"),
        ("outside-domain", "answers:5:31", "worry, sleep"),
        ("wrong-type", "answers:5:41", "worry, sleep"),
        ("wrong-type", "answers:6:16", "true or false"),
        ("duplicate-key", "answers:8:3", "Keep one of the two"),
        (
            "wrong-type",
            "answers:9:15",
            "young-person, parent-carer, professional",
        ),
    ] {
        for wanted in [code, place, expected] {
            assert!(
                run.err.contains(wanted),
                "{code} {place} {wanted}: {}",
                run.err
            );
        }
    }
    assert!(run.err.contains("Found 9 errors"), "{}", run.err);
}

#[test]
fn a_moment_is_of_one_day_only() {
    let run = nwd_with(
        &[
            "explain",
            TINY,
            "--answers",
            "-",
            "--now",
            "2026-11-22T24:00",
        ],
        "{}",
    );
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("midnight is 00:00 of the next day"),
        "{}",
        run.err
    );
}

#[test]
fn what_is_no_object_of_answers_is_refused() {
    for (answers, code) in [
        ("", "not-json"),
        ("{", "not-json"),
        ("[]", "wrong-type"),
        ("\u{feff}{}", "without a byte order mark"),
        ("", "empty"),
        ("\n ", "empty"),
        ("{\"age\": 12.5}", "wrong-type"),
        ("{\"age\": 14.0}", "without a point or an exponent"),
        ("{\"age\": 1e1}", "without a point or an exponent"),
        ("{\"age\": 99999999999999999999}", "wrong-type"),
        ("{\"age\": -1}", "outside-domain"),
        ("{\"age\": 4294967308}", "outside-domain"),
        ("{\"age\": 12} {}", "not-json"),
    ] {
        let run = nwd_with(
            &["explain", TINY, "--answers", "-", "--format", "json"],
            answers,
        );
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{answers}");
        assert!(run.err.contains(code), "{answers}: {}", run.err);
    }
}
