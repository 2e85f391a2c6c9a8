//! `nwd render`: what is on the pages, and that every link leads somewhere.

mod finder;
mod questions;
mod search_engines;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::content::joinable;
use crate::run::{between, folder, nwd, text};

/// Every file below a folder, by path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// An area's pages.
fn pages(area: &str, test: &str) -> BTreeMap<String, String> {
    let folder = folder(&format!("render-{test}-{area}")).join("out");
    let run = nwd(&["render", &format!("content/{area}"), "-o", text(&folder)]);
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    files(&folder)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .collect()
}

/// What makes a script data, that no browser runs.
const DATA: &str = " type=\"application/ld+json\"";

/// The script that adds a search.
const FINDER: &str = " src=\"directory.js\" defer";

/// What search engines read of a page.
fn structured_data(page: &str) -> Option<serde_json::Value> {
    let found = between(page, &format!("<script{DATA}>"), "</script>");
    assert!(found.len() < 2);
    found
        .first()
        .map(|data| serde_json::from_str(data).unwrap())
}

/// An area's bundle.
fn bundle(area: &str) -> serde_json::Value {
    serde_json::from_str(&nwd(&["build", &format!("content/{area}"), "-o", "-"]).out).unwrap()
}

/// The services of an area's bundle: id and whether it runs.
fn services(area: &str) -> Vec<(String, bool)> {
    let bundle = bundle(area);
    let service = |it: &serde_json::Value| {
        let running = it.get("status").is_none_or(|status| status == "running");
        (it["id"].as_str().unwrap().to_owned(), running)
    };
    bundle["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(service)
        .collect()
}

#[test]
fn every_page_has_its_parts_in_order_and_needs_no_script() {
    for area in &joinable() {
        let mut titles = BTreeSet::new();
        for (path, page) in pages(area, "parts") {
            let parts = [
                "<!DOCTYPE html>",
                "<html lang=\"en\" dir=\"ltr\">",
                "<meta charset=\"utf-8\">",
                "name=\"viewport\"",
                "<title>",
                "class=\"skip\" href=\"#main\"",
                "<header",
                "<aside class=\"crisis\"",
                "tel:999",
                "<main id=\"main\"",
                "<h1>",
                "</main>",
                "<footer",
            ];
            let places: Vec<usize> = parts
                .iter()
                .map(|part| page.find(part).unwrap_or_else(|| panic!("{path}: {part}")))
                .collect();
            assert!(places.is_sorted(), "{area}/{path}: {places:?}");
            for part in ["<h1", "<main", "<header", "<footer", "<title"] {
                assert_eq!(page.matches(part).count(), 1, "{area}/{path}: {part}");
            }
            let scripts = between(&page, "<script", ">");
            match path.as_str() {
                "index.html" | "all.html" => assert_eq!(scripts, [FINDER], "{area}/{path}"),
                _ => assert!(scripts.iter().all(|kind| *kind == DATA), "{area}/{path}"),
            }
            for control in ["<form", "<input", "<button"] {
                assert!(
                    !page.contains(control),
                    "{area}/{path}: a control without a script"
                );
            }
            for part in [
                "<style",
                " style=",
                " onclick",
                "javascript:",
                ">directory.",
                ">ui.",
                ">service.",
                "undefined",
            ] {
                assert!(!page.contains(part), "{area}/{path} holds {part}");
            }
            let title = between(&page, "<title>", "</title>").concat();
            let ids = between(&page, " id=\"", "\"");
            assert_eq!(
                ids.iter().collect::<BTreeSet<_>>().len(),
                ids.len(),
                "{area}/{path}: an id stands twice"
            );
            assert!(
                path == "index.html" || page.contains("class=\"crumbs\""),
                "{area}/{path}"
            );
            assert!(
                titles.insert(title.clone()),
                "{area}/{path}: the title '{title}' stands twice"
            );
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    for area in &joinable() {
        let pages = pages(area, "links");
        for (path, page) in &pages {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            for link in between(page, "href=\"", "\"") {
                if link.starts_with("https://")
                    || ["tel:", "sms:", "mailto:"]
                        .iter()
                        .any(|kind| link.starts_with(kind))
                {
                    continue;
                }
                let (file, id) = link
                    .split_once('#')
                    .map_or((link, None), |(file, id)| (file, Some(id)));
                let target = match file.strip_prefix("../") {
                    _ if file.is_empty() => path.clone(),
                    Some(up) => up.to_owned(),
                    None if folder.is_empty() => file.to_owned(),
                    None => format!("{folder}/{file}"),
                };
                if target == "style.css" {
                    continue;
                }
                let there = pages
                    .get(&target)
                    .unwrap_or_else(|| panic!("{area}/{path}: {link} leads nowhere"));
                assert!(
                    id.is_none_or(|id| there.contains(&format!(" id=\"{id}\""))),
                    "{area}/{path}: no place {link}"
                );
            }
        }
    }
}

#[test]
fn every_service_has_its_page_and_what_is_not_running_is_never_offered() {
    for area in &joinable() {
        let pages = pages(area, "services");
        let home = pages.get("index.html").unwrap();
        let all = pages.get("all.html").unwrap();
        for (id, running) in services(area) {
            let own = pages.get(&format!("service/{id}.html")).unwrap();
            let link = format!("service/{id}.html\"");
            let offers = pages.iter().filter(|(path, page)| {
                (path.starts_with("stage/") || path.starts_with("need/") || *path == "index.html")
                    && page.contains(&link)
            });
            assert_eq!(offers.count() > 0, running, "{area}/{id}");
            assert_eq!(home.contains(&link), running, "{area}/{id}");
            assert_eq!(
                all.contains(&format!("id=\"service-{id}\"")),
                running,
                "{area}/{id}"
            );
            assert_eq!(
                own.contains(&format!("id=\"{id}-ways\"")),
                running,
                "{area}/{id}"
            );
            assert!(
                own.contains(&format!("id=\"{id}-whom\"")) && own.contains("class=\"source\""),
                "{area}/{id}"
            );
            assert_eq!(own.contains("class=\"status\""), !running, "{area}/{id}");
            let planned = pages
                .get("planned.html")
                .is_some_and(|page| page.contains(&link));
            assert_eq!(planned, !running, "{area}/{id}");
        }
    }
}

#[test]
fn young_people_read_who_can_ask_for_them() {
    let pages = pages("kent", "asked-for");
    let camhs = pages.get("service/specialist-camhs.html").unwrap();
    assert!(camhs.contains("<h3>For you</h3>") && camhs.contains("can ask for you.</p>"));
    for not_theirs in ["minded", "youngminds-parents"] {
        assert!(
            !pages
                .get(&format!("service/{not_theirs}.html"))
                .unwrap()
                .contains("<h3>For you</h3>"),
            "{not_theirs}"
        );
    }
}

#[test]
fn a_service_says_all_that_is_known_of_it() {
    let pages = pages("city-and-hackney", "account");
    let page = pages.get("service/first-steps.html").unwrap();
    for part in [
        "<h1>First Steps</h1>",
        "<li>aged 18 or under</li>",
        "<li>with a GP in Hackney or the City of London</li>",
        "<li>not working with a social worker</li>",
        "<h3>For you</h3>",
        "<h3>For parents and carers</h3>",
        "<h3>For professionals</h3>",
        "<p class=\"ask\">Ask your GP, and say: 'I'd like to talk to First Steps about how I feel.'</p>",
        "<p class=\"ask\">Ask their GP: 'How do we get to First Steps?'</p>",
        "Last known: 2021.",
        "still has to be checked",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(
        pages
            .get("stage/0-5.html")
            .unwrap()
            .contains("service/first-steps.html")
    );
    assert!(
        pages
            .get("need/feelings.html")
            .unwrap()
            .contains("service/first-steps.html")
    );
    assert!(
        !pages
            .get("stage/0-5.html")
            .unwrap()
            .contains("service/kooth.html")
    );
    let safety = pages.get("need/safety.html").unwrap();
    let suicidal = between(safety, "id=\"suicidal-thoughts\"", "<h2").concat();
    let first = between(&suicidal, "service/", ".html");
    assert_eq!(
        first.first(),
        Some(&"east-london-crisis-service"),
        "whom the alert names comes first"
    );
}

/// The services of a list, in order.
fn listed(page: &str) -> Vec<&str> {
    between(page, "href=\"../service/", ".html")
}

#[test]
fn what_is_made_for_a_need_stands_before_what_is_for_anybody() {
    let strings = |value: &serde_json::Value| -> Vec<String> {
        let values = value.as_array().into_iter().flatten();
        values.map(|it| it.as_str().unwrap().to_owned()).collect()
    };
    for area in &joinable() {
        let bundle = bundle(area);
        let services = bundle["services"].as_array().unwrap();
        let service = |id: &str| services.iter().find(|it| it["id"] == id).unwrap();
        let named: BTreeSet<String> = bundle["alerts"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|alert| strings(&alert["services"]))
            .collect();
        let mut compared = 0;
        for (path, page) in pages(area, "order") {
            if !path.starts_with("need/") {
                continue;
            }
            for band in page.split("<section").skip(1) {
                let need = between(band, "<h2 id=\"", "\"").first().copied();
                let Some(need) = need.filter(|need| *need != "band-anything") else {
                    continue;
                };
                let place = format!("{area}/{path}#{need}");
                let found = listed(band);
                for (at, id) in found.iter().enumerate() {
                    for after in strings(&service(id)["after"]) {
                        assert!(
                            !found[at..].contains(&after.as_str()),
                            "{place}: {id}, {after}"
                        );
                    }
                }
                // What an alert names comes first, and what is `after` something where it has to.
                let free = found.iter().filter(|id| {
                    !named.contains(**id) && strings(&service(id)["after"]).is_empty()
                });
                let marks: Vec<(bool, bool)> = free
                    .filter(|id| service(id).get("made_for").is_some())
                    .map(|id| {
                        let service = service(id);
                        let ended = strings(&service["verify"]).iter().any(|it| it == "running");
                        let made = strings(&service["made_for"]).iter().any(|it| it == need);
                        (ended, !made)
                    })
                    .collect();
                assert!(marks.is_sorted(), "{place}: {found:?}");
                compared += marks.len();
            }
        }
        assert!(compared > 50, "{area}: {compared}");
    }
}

#[test]
fn lists_are_in_the_order_of_what_they_are_about() {
    let pages = pages("kent", "lists");
    // A page, and services of it of which each stands before the next.
    let cases = [
        // For one stage, for two, for all.
        ("stage/11-16.html", ["young-carers", "beat", "minded"]),
        // Local before national, of those for as many stages; the last may have ended.
        (
            "stage/11-16.html",
            [
                "young-healthy-minds",
                "nhs-talking-therapies",
                "primary-mental-health-workers",
            ],
        ),
        // Made for anxiety, for some things, for anything.
        (
            "need/feelings.html",
            ["emotional-wellbeing-team", "midwives", "specialist-camhs"],
        ),
    ];
    for (path, wanted) in cases {
        let found = listed(pages.get(path).unwrap());
        let place = |id: &&str| found.iter().position(|other| other == id).unwrap();
        assert!(wanted.iter().map(place).is_sorted(), "{path}: {found:?}");
    }
    let names = between(pages.get("all.html").unwrap(), "<h2>", "</h2>");
    let mut sorted = names.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    assert_eq!(names, sorted, "by the alphabet");
}
