//! `nwd prove` as people run it.

use std::fs;

use nwd_core::Bundle;
use nwd_core::criterion::Test;
use nwd_core::domain::{FactIx, ValueSet};
use nwd_prove::sets::example::{Example, Reply};
use serde_json::{Value as Json, json};

use crate::run::{TINY, check, copy_of_tiny, edit, folder, nwd, nwd_with, only, run_json, text};

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
fn the_report_says_how_many_signals_hold_and_which_are_missing() {
    // The fixture has one of the eight.
    let report = nwd(&["prove", TINY]);
    assert!(report.out.contains("1 of 8 signals"), "{}", report.out);
    let missing = report.out.lines().filter(|line| *line == "missing-signal");
    assert_eq!(missing.count(), 7, "{}", report.out);
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
