//! What `nwd explain` prints: JSON for machines, and the text that editors read.

use crate::run::{TINY, nwd_with};

const ANSWERS: &str =
    r#"{"audience": "professional", "danger": "now", "needs": [], "age": 16, "lives_in": null}"#;

fn explain(format: &str, answers: &str) -> String {
    let run = nwd_with(
        &[
            "explain",
            TINY,
            "--answers",
            "-",
            "--now",
            "2026-11-22T14:30",
            "--format",
            format,
        ],
        answers,
    );
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    run.out
}

#[test]
fn json_for_machines() {
    insta::assert_snapshot!(explain("json", ANSWERS));
}

#[test]
fn text_is_readable() {
    insta::assert_snapshot!(explain("text", ANSWERS));
}

#[test]
fn nothing_said_is_unknown_and_asks_from_the_start() {
    let json: serde_json::Value = serde_json::from_str(&explain("json", "{}")).unwrap();
    assert_eq!(json.pointer("/next_question").unwrap(), "audience");
    let verdict = |id: &str| {
        let services = json.get("services").unwrap().as_array().unwrap();
        services
            .iter()
            .find(|service| service.get("id").unwrap() == id)
            .unwrap()
            .get("verdict")
            .unwrap()
            .clone()
    };
    assert_eq!(
        (verdict("line"), verdict("clinic")),
        ("eligible".into(), "unknown".into())
    );
}

#[test]
fn a_bundle_and_its_folder_explain_the_same() {
    let file = crate::run::folder("explain").join("tiny.json");
    let file = crate::run::text(&file);
    assert_eq!(crate::run::nwd(&["build", TINY, "-o", file]).status, 0);
    let arguments = [
        "explain",
        file,
        "--answers",
        "-",
        "--now",
        "2026-11-22T14:30",
        "--format",
        "json",
    ];
    assert_eq!(nwd_with(&arguments, ANSWERS).out, explain("json", ANSWERS));
}
