//! `nwd prove`, `nwd diff` and `nwd table` as people run them.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use nwd_core::Bundle;
use nwd_core::criterion::Test;
use nwd_core::domain::{FactIx, ValueSet};
use nwd_prove::sets::example::{Example, Reply};
use serde_json::{Value as Json, json};

use crate::run::{TINY, check, command, copy_of_tiny, folder, nwd, nwd_with, only, text};

fn run_json(arguments: &[&str]) -> (i32, Json) {
    let run = nwd(arguments);
    (run.status, serde_json::from_str(&run.out).unwrap())
}

/// The codes of what is found, notes left out.
fn codes(json: &Json) -> Vec<String> {
    let findings = json
        .pointer("/areas/0/found/findings")
        .unwrap()
        .as_array()
        .unwrap();
    let grave = findings
        .iter()
        .filter(|finding| finding.get("severity").unwrap() != "note");
    grave
        .map(|finding| finding.get("code").unwrap().as_str().unwrap().to_owned())
        .collect()
}

fn edit(file: &std::path::Path, change: impl Fn(&mut Json)) {
    let mut json: Json = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    change(&mut json);
    fs::write(file, serde_json::to_string_pretty(&json).unwrap()).unwrap();
}

/// The services beside the emergency line that are for somebody who gives these answers, as `explain` has it.
fn fitting(answers: &Json) -> Vec<String> {
    let answers = answers.to_string();
    let run = nwd_with(
        &["explain", TINY, "--answers", "-", "--format", "json"],
        &answers,
    );
    let explained: Json = serde_json::from_str(&run.out).unwrap();
    let services = explained["services"].as_array().unwrap().iter();
    let fitting = services.filter(|it| it["verdict"] == "eligible" && it["id"] != "line");
    fitting
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn what_does_not_hold_is_shown_with_the_smallest_answers() {
    let (status, proved) = run_json(&["prove", TINY, "--format", "json"]);
    assert_eq!(status, 1, "{proved:#}");
    for (kind, answers, words) in [
        (
            "whole",
            json!({ "audience": "parent-carer" }),
            "for: My child",
        ),
        (
            "withholding",
            json!({ "audience": null, "needs": null, "age": null, "lives_in": null, "at_school": null }),
            "somebody who says no more than they must",
        ),
    ] {
        let shut = &proved["areas"][0]["no_wrong_door"][kind];
        assert_eq!(
            (&shut["answers"], &shut["words"]),
            (&answers, &json!(words))
        );
        assert_eq!(fitting(&answers), [""; 0], "{kind}");
    }
    // That says something: others do find a service.
    let helped = json!({ "needs": ["worry"], "age": 17, "lives_in": "here", "at_school": false });
    assert_eq!(fitting(&helped), ["clinic"]);
    let codes = codes(&proved);
    for code in ["wrong-door", "wrong-door-unsaid"] {
        assert!(codes.contains(&code.to_owned()), "{proved:#}");
    }
}

/// A proof over people of whom some cannot exist would hold of them for no reason: that they have no answer left is an error.
#[test]
fn a_question_to_which_somebody_has_no_answer_left_is_an_error() {
    let never = |values: &[&str], age: Json| json!({ "values": values, "when": { "between": { "fact": "age", "max": age } } });
    for (name, rules, found) in [
        ("one left", vec![never(&["here"], json!(9))], false),
        (
            "none left up to 4",
            vec![never(&["here"], json!(9)), never(&["elsewhere"], json!(4))],
            true,
        ),
    ] {
        let tiny = copy_of_tiny(name);
        edit(&tiny.join("facts.json"), |facts| {
            facts[4]["never"] = Json::from(rules.clone())
        });
        let (_, proved) = run_json(&["prove", text(&tiny), "--format", "json"]);
        assert_eq!(
            codes(&proved).contains(&"no-answer-left".to_owned()),
            found,
            "{name}: {proved:#}"
        );
    }
}

/// An example is one person: of many values one is shown, which stands in the answers too, and what is not ticked or not
/// said is told as people would say it.
#[test]
fn an_example_is_one_person_in_plain_words() {
    let built = nwd(&["build", "content/kent", "-o", "-"]);
    let bundle = Bundle::read(built.out.as_bytes()).unwrap();
    let fact = |id: &str| bundle.facts.find(id).unwrap();
    let values = |id: &str, names: &[&str]| -> ValueSet {
        let domain = &bundle.facts.get(fact(id)).unwrap().domain;
        names
            .iter()
            .map(|name| domain.position(name).unwrap())
            .collect()
    };
    let given =
        |id: &str, holds: Vec<Test>, not: Vec<Test>| (fact(id), Reply::Given { holds, not });
    let living = |names: &[&str]| {
        given(
            "lives_in",
            vec![Test::In(values("lives_in", names))],
            Vec::new(),
        )
    };
    let aged = |min: i32, max: i32| Test::Between {
        min: Some(min),
        max: Some(max),
    };
    let needs = |names: &[&str]| {
        names
            .iter()
            .map(|name| Test::Includes(values("needs", &[name])))
            .collect()
    };
    let fits = |names: &[&str]| -> Vec<Test> {
        names
            .iter()
            .map(|name| Test::Includes(values("circumstances", &[name])))
            .collect()
    };
    let unsaid = |ids: &[&str]| {
        ids.iter()
            .map(|id| (fact(id), Reply::Withheld))
            .collect::<Vec<_>>()
    };
    type Row = (Vec<(FactIx, Reply)>, &'static str, Json);
    let table: Vec<Row> = vec![
        (
            vec![living(&["hackney", "kent"])],
            "living in Hackney or Kent",
            json!({ "lives_in": "hackney" }),
        ),
        (
            vec![living(&["hackney", "kent", "westminster", "elsewhere"])],
            "living in another area",
            json!({ "lives_in": "elsewhere" }),
        ),
        (
            vec![living(&["hackney", "kent", "westminster"])],
            "living in Hackney",
            json!({ "lives_in": "hackney" }),
        ),
        (
            vec![given("age", vec![aged(0, 10), aged(28, 120)], Vec::new())],
            "aged 10 or under",
            json!({ "age": 0 }),
        ),
        (
            vec![given(
                "needs",
                needs(&["sleep", "anger"]),
                needs(&["anxiety"]),
            )],
            "wanting help with sleep and anger",
            json!({ "needs": ["anger", "sleep"] }),
        ),
        (
            vec![given(
                "circumstances",
                Vec::new(),
                fits(&["child-protection-concern"]),
            )],
            "not in a family where someone is worried about a child's safety",
            json!({ "circumstances": [] }),
        ),
        (
            vec![given(
                "circumstances",
                Vec::new(),
                fits(&["send", "ehcp", "autism"]),
            )],
            "ticking nothing under \"About your life\"",
            json!({ "circumstances": [] }),
        ),
        (
            unsaid(&["age", "gp_in"]),
            "somebody who does not say: age; GP surgery",
            json!({ "age": null, "gp_in": null }),
        ),
        (
            [
                vec![living(&["kent"])],
                unsaid(&["age", "gp_in", "level", "role", "perinatal"]),
            ]
            .concat(),
            "living in Kent; who says nothing else",
            json!({ "lives_in": "kent", "age": null, "gp_in": null, "level": null, "role": null, "perinatal": null }),
        ),
    ];
    for (replies, words, answers) in table {
        let example = Example { replies };
        let json = serde_json::to_value(example.answers(&bundle)).unwrap();
        assert_eq!((example.words(&bundle).as_str(), json), (words, answers));
    }
}

#[test]
fn what_is_accepted_by_name_is_no_finding_and_what_is_not_found_any_more_is_one() {
    let tiny = copy_of_tiny("prove-accepts");
    let (_, before) = run_json(&["prove", text(&tiny), "--format", "json"]);
    let findings = before
        .pointer("/areas/0/found/findings")
        .unwrap()
        .as_array()
        .unwrap()
        .clone();
    let name = |finding: &Json| {
        let help = finding.get("help").unwrap().as_str().unwrap().to_owned();
        help.split("accept \"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .map(str::to_owned)
    };
    let names: Vec<String> = findings.iter().filter_map(name).collect();
    assert!(!names.is_empty());
    let accept = |names: &[String]| {
        let accepts: Vec<Json> = names
            .iter()
            .map(|gap| json!({ "gap": gap, "reason": "a fixture" }))
            .collect();
        edit(&tiny.join("area.json"), |area| {
            area.as_object_mut()
                .unwrap()
                .insert("accepts".into(), accepts.clone().into());
        });
    };
    accept(&names);
    let (status, after) = run_json(&["prove", text(&tiny), "--format", "json"]);
    assert_eq!((status, codes(&after)), (0, Vec::new()), "{after:#}");
    assert_eq!(
        after
            .pointer("/areas/0/accepted")
            .unwrap()
            .as_array()
            .unwrap()
            .len(),
        names.len()
    );
    // What is accepted is for editors: the bundle does not carry it, and check knows of it.
    let built = nwd(&["build", text(&tiny), "-o", "-"]);
    assert!(
        built.status == 0 && !built.out.contains("accepts"),
        "{}",
        built.err
    );
    accept(
        &[
            names.as_slice(),
            &["dead-route:services/none/routes/0".to_owned()],
        ]
        .concat(),
    );
    let (status, unused) = run_json(&["prove", text(&tiny), "--format", "json"]);
    assert_eq!(
        (status, codes(&unused)),
        (1, vec!["unused-acceptance".to_owned()])
    );
    // Without a reason it stands for nobody, and check says so too.
    edit(&tiny.join("area.json"), |area| {
        area["accepts"] = json!([{ "gap": names[0], "reason": " " }])
    });
    let (status, found) = check(&tiny);
    assert_eq!(
        (
            status,
            only(&found).text("code"),
            only(&found).text("severity")
        ),
        (1, "no-reason", "warning")
    );
    assert!(
        codes(&run_json(&["prove", text(&tiny), "--format", "json"]).1)
            .contains(&"no-reason".to_owned())
    );
}

#[test]
fn needs_that_nobody_young_has_local_help_for_are_told_together_and_accepted_one_by_one() {
    const NAMES: [&str; 2] = ["no-local-help:hate-crime", "no-local-help:staff-wellbeing"];
    // What an area's own file accepts does not go into a bundle, be it of one area or of several.
    for (areas, needs) in [
        (&["content/kent"] as &[&str], 2),
        (&["content/kent", "content/hammersmith-and-fulham"], 2),
    ] {
        let file = folder("prove-gaps").join("bundle.json");
        assert_eq!(
            nwd(&[&["build"], areas, &["-o", text(&file)]].concat()).status,
            0
        );
        let (status, found) = run_json(&["prove", text(&file), "--format", "json"]);
        assert_eq!(
            (status, codes(&found)),
            (1, vec!["no-local-help".to_owned(); needs]),
            "{found:#}"
        );
        let run = nwd(&["prove", text(&file)]);
        // Lines are broken within names.
        let out: String = run.out.split_whitespace().collect();
        assert!(
            out.contains("1warning") && NAMES.iter().all(|name| out.contains(name)),
            "{}",
            run.out
        );
    }
    let (status, found) = run_json(&["prove", "content/kent", "--format", "json"]);
    assert_eq!((status, codes(&found)), (0, Vec::new()), "{found:#}");
    let accepted = found
        .pointer("/areas/0/accepted")
        .unwrap()
        .as_array()
        .unwrap();
    assert!(
        NAMES
            .iter()
            .all(|name| accepted.iter().any(|known| known["gap"] == *name)),
        "{accepted:#?}"
    );
}

#[test]
fn the_map_tells_the_young_apart_and_has_no_style_attributes() {
    let page = folder("prove-map").join("map.html");
    let run = nwd(&["prove", "content/kent", "--page", text(&page)]);
    assert!(
        run.out
            .contains("somebody aged 25 or under has no local service"),
        "{}",
        run.out
    );
    let page = fs::read_to_string(&page).unwrap();
    assert!(
        !page.contains("style=") && page.matches("<style>").count() == 1,
        "{page}"
    );
    assert!(
        page.contains("<th scope=\"col\">aged 25 or under<th scope=\"col\">of any age<th"),
        "{page}"
    );
    assert!(
        page.contains("% only a general service\">") && page.contains("%<small>G</small>"),
        "{page}"
    );
    assert!(
        page.contains("<em>Known:</em> The delivery plan names no local service"),
        "{page}"
    );
}

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

#[test]
fn the_report_says_how_many_signals_hold_and_which_are_missing() {
    // The fixture has one of the eight.
    let report = nwd(&["prove", TINY]);
    assert!(report.out.contains("1 of 8 signals"), "{}", report.out);
    let missing = report.out.lines().filter(|line| *line == "missing-signal");
    assert_eq!(missing.count(), 7, "{}", report.out);
}

#[test]
fn the_sheet_shows_both_sides_of_each_boundary() {
    let sheet = nwd(&["table", TINY, "--service", "clinic"]);
    assert_eq!(sheet.status, 0, "{}", sheet.err);
    insta::assert_snapshot!(sheet.out.replace("\r\n", "\n"));
    let page = nwd(&["table", TINY, "--format", "html"]).out;
    assert!(
        page.starts_with("<!doctype html>")
            && page.contains("not for them")
            && !page.contains("<script")
    );
    assert_eq!(nwd(&["table", TINY, "--service", "none"]).status, 2);
}

#[test]
fn the_sheet_says_of_a_service_that_is_not_running_that_it_is_not() {
    let tiny = copy_of_tiny("table-status");
    edit(&tiny.join("services/club.json"), |club| {
        club["status"] = "planned".into()
    });
    edit(&tiny.join("locales/en/words.json"), |words| {
        words["area"] = json!({ "tiny": { "name": "Tiny Town" } })
    });
    let sheet = nwd(&["table", text(&tiny), "--service", "club"]);
    assert!(
        sheet.out.starts_with("service,name,status,boundary,"),
        "{}",
        sheet.out
    );
    assert!(
        sheet
            .out
            .lines()
            .skip(1)
            .all(|line| line.starts_with("club,The Club,planned,")),
        "{}",
        sheet.out
    );
    assert!(sheet.err.contains("1 service,"), "{}", sheet.err);
    let page = nwd(&["table", text(&tiny), "--format", "html"]).out;
    assert!(
        page.contains("<h2>The Club</h2>\n<p><strong>Planned, not open yet</strong></p>"),
        "{page}"
    );
    assert_eq!(page.matches("<strong>").count(), 1);
    assert!(
        page.contains("Who each service is for: Tiny Town"),
        "{page}"
    );
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let place = folder("prove-page");
    let page = place.join("map.html");
    fs::write(&page, "before").unwrap();
    assert_eq!(nwd(&["prove", TINY, TINY, "--page", text(&page)]).status, 2);
    assert_eq!(fs::read_to_string(&page).unwrap(), "before");
    nwd(&["prove", TINY, "--page", text(&page)]);
    assert!(fs::read_to_string(&page).unwrap().contains("Unmet need"));
    assert_eq!(
        nwd(&["table", TINY, "-o", text(&place.join("none/sheet.csv"))]).status,
        2
    );
    assert_eq!(fs::read_dir(&place).unwrap().count(), 1);
}

/// The whole file as it was or as it should be, however soon the run was ended.
#[test]
fn a_run_that_is_ended_leaves_no_half_written_file() {
    let place = folder("ended");
    let file = place.join("written");
    let runs: [&[&str]; 3] = [
        &["prove", TINY, "--page", text(&file)],
        &["table", TINY, "--format", "html", "-o", text(&file)],
        &["build", TINY, "-o", text(&file)],
    ];
    for arguments in runs {
        assert_ne!(nwd(arguments).status, 2, "{arguments:?}");
        let whole = fs::read_to_string(&file).unwrap();
        let mut left = 0;
        for wait in 0..40 {
            fs::write(&file, "before").unwrap();
            let mut run = command(arguments).spawn().unwrap();
            sleep(Duration::from_micros(500 * wait));
            run.kill().unwrap();
            run.wait().unwrap();
            let found = fs::read_to_string(&file).unwrap();
            assert!(
                found == "before" || found == whole,
                "{arguments:?} after {wait}: {} bytes",
                found.len()
            );
            left += u32::from(found == "before");
        }
        assert!(left > 0, "{arguments:?} was never ended before its end");
    }
}

/// The file is never opened for writing in its place: one that is a link to a whole copy leaves that copy as it was.
#[cfg(unix)]
#[test]
fn a_file_is_replaced_and_not_written_over() {
    let place = folder("replaced");
    let (file, other) = (place.join("written"), place.join("other"));
    fs::write(&file, "before").unwrap();
    fs::hard_link(&file, &other).unwrap();
    nwd(&["prove", TINY, "--page", text(&file)]);
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .starts_with("<!doctype html>")
    );
    assert_eq!(fs::read_to_string(&other).unwrap(), "before");
    assert_eq!(fs::read_dir(&place).unwrap().count(), 2);
}

#[test]
fn the_report_says_what_order_was_found_and_what_sensitive_questions_cost() {
    let run = nwd(&["prove", TINY]);
    assert!(run.out.contains("orders tried"), "{}", run.out);
    assert!(
        run.out.contains("asking sensitive questions last costs"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("whatever people decline to answer"),
        "{}",
        run.out
    );
    let (_, proved) = run_json(&["prove", TINY, "--format", "json"]);
    let of = |pointer: &str| {
        proved
            .pointer(&format!("/areas/0/journeys/{pointer}"))
            .unwrap()
            .as_f64()
            .unwrap()
    };
    assert!(of("longest_declining/questions") >= 1.0);
    assert!(
        of("with_one_thing_at_most/best/average") <= of("with_one_thing_at_most/stated/average")
    );
}

#[test]
fn laws_of_order_are_counted_and_a_broken_one_shows_somebody_and_its_place() {
    let tiny = copy_of_tiny("prove-laws");
    let laws = |hold: u32, of: u32| json!({ "hold": hold, "of": of });
    let (_, before) = run_json(&["prove", TINY, "--format", "json"]);
    assert_eq!(before["areas"][0]["laws"], laws(0, 0));
    // The line stands behind the clinic: so it does, but for those in danger, whom nothing else is named to.
    edit(&tiny.join("services/line.json"), |line| {
        line["after"] = json!(["clinic"])
    });
    let (status, broken) = run_json(&["prove", text(&tiny), "--format", "json"]);
    assert_eq!((status, &broken["areas"][0]["laws"]), (1, &laws(0, 1)));
    let findings = broken.pointer("/areas/0/found/findings").unwrap();
    let found = findings.as_array().unwrap().iter();
    let found: Vec<&Json> = found.filter(|it| it["code"] == "stands-before").collect();
    let [found] = found[..] else {
        panic!("{findings:#}");
    };
    assert_eq!(found["severity"], "error");
    assert!(
        found["file"]
            .as_str()
            .unwrap()
            .ends_with("services/line.json"),
        "{found:#}"
    );
    assert_eq!(found["pointer"], "/after/0");
    insta::assert_snapshot!(found["message"].as_str().unwrap());
    let report = nwd(&["prove", text(&tiny)]).out;
    assert!(
        report.contains("not so    the right order (0 of 1 laws hold): 1 found"),
        "{report}"
    );
    assert!(
        report.contains("accept \"stands-before:line/clinic\""),
        "{report}"
    );
    // Where the alert names both it holds.
    edit(&tiny.join("alerts.json"), |alerts| {
        alerts[0]["services"] = json!(["line", "clinic"])
    });
    edit(&tiny.join("services/clinic.json"), |clinic| {
        clinic["routes"] = json!([
            { "who": "self", "contacts": ["phone"] },
            { "who": "parent-carer", "contacts": ["phone"] },
            { "who": "professional", "contacts": ["phone"] }
        ])
    });
    edit(&tiny.join("locales/en/words.json"), |words| {
        words["service"]["clinic"]["route"]["parent-carer"] = "Call.".into()
    });
    let (_, mended) = run_json(&["prove", text(&tiny), "--format", "json"]);
    assert_eq!(mended["areas"][0]["laws"], laws(1, 1), "{mended:#}");
}
