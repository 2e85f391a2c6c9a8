//! `nwd render`: the search that a script adds.

use super::{bundle, files, services};
use crate::content::joinable;
use crate::run::{copy_of_tiny, folder, nwd, text};
use std::fs;

/// What the search goes by.
fn finder(area: &str) -> serde_json::Value {
    let folder = folder(&format!("render-finder-{area}")).join("out");
    let run = nwd(&["render", &format!("content/{area}"), "-o", text(&folder)]);
    assert_eq!(run.status, 0, "{}", run.err);
    let script = files(&folder).remove("directory.js").unwrap();
    let data = script.lines().next().unwrap();
    let data = data.strip_prefix("const DIRECTORY = ").unwrap();
    serde_json::from_str(data.strip_suffix(';').unwrap()).unwrap()
}

#[test]
fn the_search_knows_every_service_and_who_can_ask_it() {
    for area in &joinable() {
        let finder = finder(area);
        let ids: Vec<&str> = texts(&finder["services"]);
        let mut running: Vec<String> = services(area)
            .into_iter()
            .filter_map(|(id, running)| running.then_some(id))
            .collect();
        running.sort();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, running, "{area}");
        let bundle = bundle(area);
        let all = bundle["services"].as_array().unwrap();
        let service = |id: &str| all.iter().find(|it| it["id"] == id).unwrap();
        let asked_by = |id: &str, who: &str| {
            let routes = service(id)["routes"].as_array().unwrap();
            routes.iter().any(|route| route["who"] == who)
        };
        let offers = |id: &str, way: &str| {
            let offers = service(id)["offers"].as_array();
            offers.is_some_and(|offers| offers.iter().any(|it| it == way))
        };
        // Its label, the askers who have a way in of their own, and the way to be helped.
        let cases: [(&str, &[&str], &str); 5] = [
            ("No referral needed", &["self", "parent-carer"], ""),
            ("You can ask for yourself", &["self"], ""),
            ("Parents and carers can ask", &["parent-carer"], ""),
            ("By text or chat, or online", &[], "online"),
            ("By phone", &[], "phone"),
        ];
        let filters = finder["filters"].as_array().unwrap();
        for (label, askers, way) in cases {
            let holds = |id: &str| askers.iter().any(|who| asked_by(id, who)) || offers(id, way);
            let filter = filters.iter().find(|it| it["label"] == label).unwrap();
            let wanted: Vec<usize> = (0..ids.len()).filter(|at| holds(ids[*at])).collect();
            let mut found: Vec<usize> = serde_json::from_value(filter["services"].clone()).unwrap();
            found.sort_unstable();
            assert_eq!(found, wanted, "{area}: {label}");
        }
        for need in finder["needs"].as_array().unwrap() {
            assert!(!need["services"].as_array().unwrap().is_empty(), "{area}");
        }
    }
}

#[test]
fn where_nothing_runs_there_is_no_search() {
    let copy = copy_of_tiny("render-nothing-runs-content");
    for name in ["club", "line", "clinic"] {
        let path = copy.join(format!("services/{name}.json"));
        let service = fs::read_to_string(&path).unwrap();
        let mut service: serde_json::Value = serde_json::from_str(&service).unwrap();
        service["status"] = "paused".into();
        fs::write(&path, service.to_string()).unwrap();
    }
    let out = folder("render-nothing-runs").join("out");
    let run = nwd(&["render", text(&copy), "-o", text(&out)]);
    assert_eq!(run.status, 0, "{}", run.err);
    let files = files(&out);
    assert!(!files.contains_key("directory.js"));
    assert!(files.values().all(|page| !page.contains("<script")));
}

fn texts(list: &serde_json::Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|it| it.as_str().unwrap()).collect()
}
