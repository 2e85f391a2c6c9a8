//! The content that is shipped is valid, and its cases pass.

use nwd_testing::root;
use std::fs;
use std::path::PathBuf;

use nwd_check::cases;
use nwd_core::Bundle;
use nwd_core::format::Json;

use crate::run::{nwd, nwd_with, text};

/// Every content folder.
pub fn areas() -> Vec<PathBuf> {
    let content = root().join("content");
    let folders = fs::read_dir(content)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut areas: Vec<PathBuf> = folders
        .filter(|path| path.join("area.json").is_file())
        .collect();
    areas.sort();
    areas
}

/// The names of the areas that extend another folder: those that can be joined, and whose services are of a place.
pub fn joinable() -> Vec<String> {
    let is_joinable = |area: &PathBuf| {
        let head = fs::read(area.join("area.json")).unwrap();
        Json::parse(&head).unwrap().get("extends").is_some()
    };
    let areas = areas().into_iter().filter(is_joinable);
    let names = areas.map(|area| area.file_name().unwrap().to_str().unwrap().to_owned());
    let names: Vec<String> = names.collect();
    assert!(names.len() >= 2, "{names:?}");
    names
}

#[test]
fn shipped_content_is_clean() {
    let areas = areas();
    assert!(areas.len() >= 2);
    for area in areas {
        let run = nwd(&["check", text(&area)]);
        assert_eq!(run.status, 0, "{}", run.out);
    }
}

#[test]
fn shipped_cases_pass() {
    let mut count = 0;
    for area in areas() {
        let Ok(file) = fs::read(area.join("cases.json")) else {
            continue;
        };
        let built = nwd(&["build", text(&area), "-o", "-"]);
        let bundle = Bundle::read(built.out.as_bytes()).unwrap();
        for case in cases::read(&Json::parse(&file).unwrap(), &bundle).unwrap() {
            assert_eq!(case.differences(&bundle), [""; 0], "{}", case.name);
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

/// The services that `explain` names first for these answers.
fn first(count: usize, answers: &str) -> Vec<String> {
    let run = nwd_with(
        &[
            "explain",
            "content/city-and-hackney",
            "--answers",
            "-",
            "--format",
            "json",
        ],
        answers,
    );
    let explained: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let services = explained.get("services").unwrap().as_array().unwrap();
    services
        .iter()
        .take(count)
        .map(|service| service.get("id").unwrap().as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn who_can_help_now_comes_first() {
    let danger =
        r#"{"audience": "young-person", "danger": "now", "needs": ["anxiety"], "age": 14}"#;
    assert_eq!(
        first(2, danger),
        ["emergency-999", "east-london-crisis-service"]
    );
    let self_harm =
        r#"{"audience": "young-person", "danger": "no", "needs": ["self-harm"], "age": 14}"#;
    assert_eq!(first(1, self_harm), ["east-london-crisis-service"]);
    // Without an alert the lines to call in a crisis stand in their panel, and local help leads the results.
    let worry = r#"{"audience": "young-person", "danger": "no", "needs": ["anxiety"], "age": 14, "gp_in": "hackney",
        "circumstances": []}"#;
    assert_eq!(first(1, worry), ["first-steps"]);
}

#[test]
fn nobody_leaves_without_a_next_step() {
    for audience in ["young-person", "friend", "parent-carer", "professional"] {
        for age in [0, 4, 10, 15, 18, 26, 70] {
            let answers = format!(
                r#"{{"audience": "{audience}", "danger": "no", "needs": null, "age": {age}, "lives_in": "elsewhere",
                "gp_in": "elsewhere", "studies_in": "elsewhere", "works_in": "elsewhere", "level": null}}"#
            );
            let run = nwd_with(
                &[
                    "explain",
                    "content/city-and-hackney",
                    "--answers",
                    "-",
                    "--format",
                    "json",
                ],
                &answers,
            );
            let explained: serde_json::Value = serde_json::from_str(&run.out).unwrap();
            let who = match audience {
                "young-person" | "friend" => "self",
                other => other,
            };
            let open = explained
                .get("services")
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .any(|service| {
                    let routes = service.get("routes").unwrap().as_array().unwrap();
                    service.get("verdict").unwrap() == "eligible"
                        && routes.iter().any(|route| {
                            route.get("who").unwrap() == who && route.get("open").unwrap() == true
                        })
                });
            assert!(open, "{answers}");
        }
    }
}
