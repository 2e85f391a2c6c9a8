//! `nwd diff` as people run it.

use std::fs;

use serde_json::{Value as Json, json};

use crate::run::{TINY, copy_of_tiny, edit, folder, nwd, run_json, text};

#[test]
fn a_loss_fails_where_that_is_asked_for_and_words_do_not() {
    let tiny = copy_of_tiny("diff-loss");
    let compare = |more: &[&str]| nwd(&[&["diff", TINY, text(&tiny)], more].concat());
    assert_eq!(compare(&["--fail-on", "change"]).status, 0);
    edit(&tiny.join("services/clinic.json"), |clinic| {
        clinic
            .as_object_mut()
            .unwrap()
            .insert("cost".into(), "varies".into());
    });
    let told = compare(&["--fail-on", "change"]);
    assert_eq!(told.status, 0, "{}", told.out);
    assert!(
        told.out
            .contains("Only told otherwise:\n  service clinic: cost"),
        "{}",
        told.out
    );
    edit(&tiny.join("services/clinic.json"), |clinic| {
        clinic
            .as_object_mut()
            .unwrap()
            .insert("status".into(), "paused".into());
    });
    let lost = compare(&["--fail-on", "loss"]);
    assert_eq!(lost.status, 1);
    assert!(lost.out.contains("lose it, such as:"), "{}", lost.out);
    assert_eq!(compare(&[]).status, 0);
    // Seen the other way it is a gain.
    assert_eq!(
        nwd(&["diff", text(&tiny), TINY, "--fail-on", "loss"]).status,
        0
    );
    assert_eq!(
        nwd(&["diff", text(&tiny), TINY, "--fail-on", "change"]).status,
        1
    );
}

#[test]
fn a_folder_does_not_differ_from_the_bundle_that_is_built_from_it() {
    let tiny = copy_of_tiny("diff-built");
    // What only editors read, and what is so anyway.
    edit(&tiny.join("services/clinic.json"), |clinic| {
        clinic["note"] = "Read from a table.".into();
        clinic["consent"] = json!([]);
        clinic["sources"][0]["where"] = "p. 4".into();
    });
    let built = folder("diff-built-bundle").join("tiny.json");
    assert_eq!(nwd(&["build", text(&tiny), "-o", text(&built)]).status, 0);
    let told = nwd(&["diff", text(&built), text(&tiny)]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(
        told.out.contains("Only told otherwise: 0; words: 0."),
        "{}",
        told.out
    );
}

#[test]
fn an_alert_that_is_less_grave_fails_and_words_are_shown_beside_each_other() {
    let tiny = copy_of_tiny("diff-safety");
    let compare = |more: &[&str]| nwd(&[&["diff", TINY, text(&tiny)], more].concat());
    let words = tiny.join("locales/en/words.json");
    let before: Json = serde_json::from_str(&fs::read_to_string(&words).unwrap()).unwrap();
    let question = before["fact"]["danger"]["question"]
        .as_str()
        .unwrap()
        .to_owned();
    edit(&words, |words| {
        words["fact"]["danger"]["question"] = "All well?".into()
    });
    let told = compare(&["--fail-on", "change"]);
    assert_eq!(told.status, 0, "{}", told.out);
    let wanted =
        format!("  en fact.danger.question\n    before: {question}\n    now:    All well?\n");
    assert!(told.out.contains(&wanted), "{}", told.out);
    edit(&tiny.join("alerts.json"), |alerts| {
        alerts[0]["severity"] = "urgent".into()
    });
    let lost = compare(&["--fail-on", "loss"]);
    assert_eq!(lost.status, 1, "{}", lost.out);
    assert!(
        lost.out
            .contains("loss    alert danger-now: severity: before: emergency; now: urgent"),
        "{}",
        lost.out
    );
    let (_, told) = run_json(&["diff", TINY, text(&tiny), "--format", "json"]);
    assert_eq!(told["standing"][0]["new"], "urgent", "{told:#}");
    assert_eq!(told["words"][0]["old"], question.as_str(), "{told:#}");
    assert_eq!(
        nwd(&["diff", text(&tiny), TINY, "--fail-on", "loss"]).status,
        0
    );
}
