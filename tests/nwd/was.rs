//! What values were called before: records that still say so are read, rules are refused.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::run::{check, copy_of_tiny, edit, nwd, nwd_with, only, text};

/// The fixture, some of whose values had other names before.
fn renamed(name: &str) -> PathBuf {
    let tiny = copy_of_tiny(name);
    edit(&tiny.join("facts.json"), |facts| {
        facts[2]["was"] = json!({ "nerves": ["worry", "sleep"], "tired": ["sleep"] });
        facts[4]["was"] = json!({ "near": ["here"], "about": ["here", "elsewhere"] });
    });
    tiny
}

fn explained(place: &Path, answers: &str) -> String {
    let arguments = ["explain", text(place), "--answers", "-", "--format", "json"];
    let run = nwd_with(
        &[&arguments[..], &["--now", "2026-11-22T14:30"]].concat(),
        answers,
    );
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{answers}");
    run.out
}

#[test]
fn an_answer_by_an_older_name_is_the_same_answer() {
    let tiny = renamed("was-answers");
    let bundle = tiny.with_file_name("tiny.json");
    assert_eq!(nwd(&["build", text(&tiny), "-o", text(&bundle)]).status, 0);
    for (old, new) in [
        (
            r#"{"needs": ["nerves"]}"#,
            r#"{"needs": ["worry", "sleep"]}"#,
        ),
        (r#"{"needs": ["tired"]}"#, r#"{"needs": ["sleep"]}"#),
        (
            r#"{"needs": ["nerves", "sleep"]}"#,
            r#"{"needs": ["worry", "sleep"]}"#,
        ),
        (
            r#"{"age": 14, "lives_in": "near"}"#,
            r#"{"age": 14, "lives_in": "here"}"#,
        ),
    ] {
        for place in [&tiny, &bundle] {
            assert_eq!(explained(place, old), explained(place, new), "{old}");
        }
    }
}

#[test]
fn an_answer_that_could_now_be_several_is_refused_with_their_names() {
    let tiny = renamed("was-parted");
    for (answers, code, told) in [
        (
            r#"{"lives_in": "about"}"#,
            "outside-domain",
            "Write the one that is meant: here, elsewhere",
        ),
        (
            r#"{"needs": ["tired", "tired"]}"#,
            "duplicate-value",
            "Keep one of the two",
        ),
        (
            r#"{"lives_in": "nerves"}"#,
            "outside-domain",
            "Write one of: here, elsewhere",
        ),
    ] {
        let run = nwd_with(&["explain", text(&tiny), "--answers", "-"], answers);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{answers}");
        let err = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(err.contains(code) && err.contains(told), "{answers}: {err}");
    }
}

#[test]
fn a_case_may_name_it_and_a_rule_may_not() {
    let tiny = renamed("was-rules");
    edit(&tiny.join("cases.json"), |cases| {
        cases[0]["answers"]["lives_in"] = json!("near");
    });
    assert_eq!(check(&tiny).0, 0);
    edit(&tiny.join("services/clinic.json"), |clinic| {
        clinic["helps_with"] = json!(["nerves"]);
    });
    let (status, found) = check(&tiny);
    let fault = only(&found);
    assert_eq!((status, fault.text("code")), (1, "outside-domain"));
    assert_eq!(fault.text("pointer"), "/helps_with/0");
    assert!(
        fault.text("help").contains("worry, sleep"),
        "{}",
        fault.text("help")
    );
}

/// The fixture, whose clinic had another name before.
fn clinic_renamed(name: &str) -> PathBuf {
    let tiny = copy_of_tiny(name);
    edit(&tiny.join("services/clinic.json"), |clinic| {
        clinic["was"] = json!(["surgery"]);
    });
    tiny
}

#[test]
fn a_panel_may_say_what_a_service_was_called() {
    let totals = |name: &str| {
        let tiny = clinic_renamed(&format!("was-panel-{name}"));
        let people = json!([{
            "id": "q01", "area": "tiny", "who": "Aged 16",
            "truth": {
                "audience": "young-person", "needs": ["worry"], "age": 16, "lives_in": "here", "at_school": false
            },
            "gold": [name], "must_top3": [name], "must_fit": [name], "alerts": [], "why": "Page 2.",
        }]);
        fs::write(tiny.join("panel.json"), people.to_string()).unwrap();
        let run = nwd(&["panel", "--format", "json", text(&tiny)]);
        let scored: Value =
            serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
        scored["totals"].clone()
    };
    let now = totals("clinic");
    assert_eq!(now["must_top3"], json!({ "hit": 1, "of": 1 }));
    assert_eq!(totals("surgery"), now);
}

#[test]
fn a_service_has_a_page_under_what_it_was_called() {
    let tiny = clinic_renamed("was-page");
    edit(&tiny.join("locales/en/words.json"), |words| {
        words["directory"]["formerly"] = json!("{name} (once {was})");
    });
    let out = tiny.with_file_name("pages");
    let run = nwd(&["render", text(&tiny), "-o", text(&out)]);
    assert_eq!(run.status, 0, "{}", run.err);
    let page = |id: &str| fs::read_to_string(out.join(format!("service/{id}.html"))).unwrap();
    let (now, was) = (page("clinic"), page("surgery"));
    let contacts = |page: &str| page.matches("href=\"tel:").count();
    assert!(contacts(&now) > 0);
    assert_eq!(contacts(&now), contacts(&was));
    assert!(was.contains("(once surgery)") && !now.contains("(once "));
}
