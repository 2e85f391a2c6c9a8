//! `nwd find`: what the search in people's own words finds, from a folder and from a bundle.

use std::fs;

use nwd_testing::root;
use serde_json::{Value, json};

use crate::run::{TINY, copy_of_tiny, nwd, nwd_with, text};

/// The fixture with words to search by, and an alert for one of its needs.
fn searched() -> std::path::PathBuf {
    let tiny = copy_of_tiny("find");
    let change = |file: &str, change: &dyn Fn(&mut Value)| {
        let file = tiny.join(file);
        let mut json: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        change(&mut json);
        fs::write(file, json.to_string()).unwrap();
    };
    change("locales/en/words.json", &|words| {
        words["fact"]["needs"]["search"] = json!({
            "worry": "worry, scared",
            "worry@parent-carer": "worry, child clings",
            "sleep": "not sleep, awake, wake up"
        });
        words["search"] = json!({
            "endings": "s, ing, ing e, ed",
            "same": "not cant dont",
            "nothing": "i, am, my, wake up call"
        });
    });
    change("alerts.json", &|alerts| {
        let mut alert = alerts[0].clone();
        alert["id"] = json!("worried");
        alert["when"] = json!({"includes": {"fact": "needs", "values": ["worry"]}});
        alerts.as_array_mut().unwrap().push(alert);
    });
    change("locales/en/words.json", &|words| {
        words["alert"]["worried"] = json!({"title": "Talk to somebody"});
    });
    tiny
}

#[test]
fn each_line_is_answered_with_a_line() {
    let tiny = searched();
    let bundle = tiny.with_file_name("tiny.json");
    let built = nwd(&["build", text(&tiny), "-o", text(&bundle)]);
    assert_eq!(built.status, 0, "{}", built.err);
    let lines = "{\"q\": \"I can't sleep\"}\n{\"q\": \"child clings\", \"who\": \"parent-carer\"}\n{\"q\": \"child clings\"}\n\
                 {\"q\": \"my wake up call\"}\n";
    for place in [&tiny, &bundle] {
        let run = nwd_with(&["find", text(place), "--format", "json"], lines);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let found: Vec<&str> = run.out.lines().collect();
        assert_eq!(
            found,
            [
                r#"{"q":"I can't sleep","hits":["sleep"],"danger":false}"#,
                r#"{"q":"child clings","hits":["worry"],"danger":true}"#,
                r#"{"q":"child clings","hits":[],"danger":false}"#,
                r#"{"q":"my wake up call","hits":[],"danger":false}"#,
            ]
        );
    }
}

#[test]
fn people_read_the_labels_and_the_alert() {
    let tiny = searched();
    for (arguments, expected) in [
        (&["scared"][..], "scared: worry (Worry); danger: worried\n"),
        (
            &["awake", "again"],
            "awake again: sleep (Trouble sleeping)\n",
        ),
        (&["asdf"], "asdf: nothing\n"),
        (&["--as", "parent-carer", "clings"], "clings: nothing\n"),
        (&["--fact", "lives_in", "here"], "here: here (Here)\n"),
    ] {
        let run = nwd(&[&["find", text(&tiny)][..], arguments].concat());
        assert_eq!((run.status, run.out.as_str()), (0, expected), "{}", run.err);
    }
}

#[test]
fn what_is_no_search_is_refused_with_its_place() {
    for (arguments, line, told) in [
        (
            &["--as", "nobody", "x"][..],
            "",
            "--as: nobody asks as nobody",
        ),
        (
            &["--fact", "age", "x"],
            "",
            "Name one of audience, danger, needs, lives_in",
        ),
        (
            &[],
            "{\"q\": \"a\"}\n[]",
            "standard input, line 2: this is a list",
        ),
        (&[], "{\"q\": \"a\"", "standard input, line 1: column 9"),
        (
            &[],
            "{\"who\": \"young-person\"}",
            "line 1: \"q\" is not there",
        ),
        (
            &[],
            "{\"q\": 7}",
            "line 1: \"q\" is a whole number, not a text",
        ),
        (
            &[],
            "{\"q\": \"a\", \"who\": \"x\"}",
            "line 1, \"who\": nobody asks as x",
        ),
    ] {
        let run = nwd_with(&[&["find", TINY][..], arguments].concat(), line);
        assert_eq!(run.status, 2, "{line}");
        assert!(
            run.err.contains(told) && run.err.contains("help: "),
            "{}",
            run.err
        );
    }
}

/// What people type, and what they are to find: a case a line, in `phrases.json`. Those with `set`
/// were written before anybody looked at what they find; `misses` marks what is not yet right.
#[test]
fn people_find_what_they_mean_in_their_own_words() {
    let file = root().join("tests/nwd/phrases.json");
    let phrases: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let lines: String = phrases.iter().map(|phrase| format!("{phrase}\n")).collect();
    let run = nwd_with(&["find", "content/national", "--format", "json"], &lines);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let mut wrong = Vec::new();
    for (phrase, line) in phrases.iter().zip(run.out.lines()) {
        let found: Value = serde_json::from_str(line).unwrap();
        match (fault(phrase, &found), phrase["misses"] == true) {
            (Some(fault), false) => wrong.push(format!("{fault}: {line}")),
            (None, true) => wrong.push(format!("\"misses\" can go: {line}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with what is found: `first` names what may stand first, `also` what else is
/// welcome; in danger one of `first` must be among the first three. Nothing else may be found of
/// what raises an alert, nor anything where nothing fits.
fn fault(phrase: &Value, found: &Value) -> Option<&'static str> {
    let names = |json: &Value, key: &str| -> Vec<String> {
        let list = json[key].as_array().cloned().unwrap_or_default();
        list.iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect()
    };
    let (first, also, hits) = (
        names(phrase, "first"),
        names(phrase, "also"),
        names(found, "hits"),
    );
    let is_danger = phrase["danger"] == true;
    let is_named = |hit: &String| first.contains(hit) || also.contains(hit);
    if is_danger && !(hits.iter().take(3).any(|hit| first.contains(hit)) && found["danger"] == true)
    {
        return Some("the danger is missed");
    }
    if found["danger"] == true && !is_danger && !hits.iter().any(is_named) {
        return Some("it alarms");
    }
    match hits.first() {
        Some(_) if first.is_empty() && !hits.iter().all(is_named) => Some("it is about none"),
        Some(hit) if !first.is_empty() && !first.contains(hit) => Some("another is nearest"),
        None if !first.is_empty() && phrase["may_be_none"] != true => Some("nothing is found"),
        _ => None,
    }
}
