//! `nwd render`: what is on the pages, that every link leads somewhere, the same bytes each time, and what it will not write.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::Instant;

use crate::content::joinable;
use crate::run::{TINY, between, command, copy_of_tiny, folder, nwd, text};

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

/// What schema.org has for each type that is used, as far as it is used.
const SCHEMA: [(&str, &[&str]); 7] = [
    (
        "Service",
        &[
            "@context",
            "name",
            "description",
            "url",
            "areaServed",
            "audience",
            "availableChannel",
            "hoursAvailable",
            "offers",
        ],
    ),
    ("AdministrativeArea", &["name"]),
    ("PeopleAudience", &["requiredMinAge", "requiredMaxAge"]),
    (
        "ServiceChannel",
        &["servicePhone", "serviceSmsNumber", "serviceUrl"],
    ),
    ("ContactPoint", &["telephone"]),
    (
        "OpeningHoursSpecification",
        &["dayOfWeek", "opens", "closes"],
    ),
    ("Offer", &["price", "priceCurrency"]),
];

/// Every object has a type, and nothing that this type has not.
fn keeps_to_schema(value: &serde_json::Value, place: &str) {
    match value {
        serde_json::Value::Array(values) => {
            assert!(!values.is_empty(), "{place}");
            values.iter().for_each(|it| keeps_to_schema(it, place));
        }
        serde_json::Value::Object(object) => {
            let kind = object["@type"].as_str().unwrap();
            let (_, names) = SCHEMA.iter().find(|(name, _)| *name == kind).unwrap();
            for (name, value) in object {
                assert!(
                    name == "@type" || names.contains(&name.as_str()),
                    "{place}: {kind} has {name}"
                );
                keeps_to_schema(value, place);
            }
        }
        serde_json::Value::Null => panic!("{place}: nothing is said of something"),
        _ => {}
    }
}

#[test]
fn search_engines_read_what_is_sure_of_a_service_that_runs() {
    for area in &joinable() {
        let pages = pages(area, "structured-data");
        let running: BTreeSet<String> = services(area)
            .into_iter()
            .filter(|(_, running)| *running)
            .map(|(id, _)| format!("service/{id}.html"))
            .collect();
        let mut found = 0;
        for (path, page) in &pages {
            let place = format!("{area}/{path}");
            let Some(data) = structured_data(page) else {
                continue;
            };
            assert!(running.contains(path), "{place}");
            keeps_to_schema(&data, &place);
            assert_eq!(data["@context"], "https://schema.org", "{place}");
            assert_eq!(data["@type"], "Service", "{place}");
            assert!(data["description"].is_string(), "{place}");
            found += 1;
        }
        assert!(found > 20, "{area}: {found} of {}", running.len());
    }
    let pages = pages("city-and-hackney", "structured-facts");
    let of = |id: &str| structured_data(pages.get(&format!("service/{id}.html")).unwrap()).unwrap();
    let fast = of("fast");
    assert_eq!(
        fast["availableChannel"][0]["servicePhone"]["telephone"],
        "020 8356 5500"
    );
    assert_eq!(of("childline")["offers"]["price"], 0);
    let first_steps = of("first-steps");
    assert_eq!(first_steps["audience"]["requiredMaxAge"], 18);
    assert!(first_steps["areaServed"]["name"].is_string());
}

/// A number that waits to be checked, hours in doubt, and a service that may have ended.
#[test]
fn search_engines_read_nothing_that_is_in_doubt() {
    let cases = [
        (
            "\"value\": \"116 123\"",
            "\"value\": \"116 123\", \"verify\": true",
            "availableChannel",
        ),
        (
            "\"as_of\"",
            "\"verify\": [\"hours\"], \"as_of\"",
            "hoursAvailable",
        ),
        ("\"as_of\"", "\"verify\": [\"running\"], \"as_of\"", "name"),
    ];
    let out = folder("render-doubts").join("out");
    let data = |area: &str| {
        let run = nwd(&["render", area, "-o", text(&out)]);
        assert_eq!(run.status, 0, "{}", run.err);
        structured_data(files(&out).get("service/line.html").unwrap())
    };
    let sure = data(TINY).unwrap();
    let hours = &sure["hoursAvailable"][0];
    assert_eq!(
        (&hours["opens"], &hours["closes"]),
        (&"00:00".into(), &"23:59".into())
    );
    for (was, is, lost) in cases {
        assert!(sure.get(lost).is_some(), "{lost}");
        let copy = copy_of_tiny("render-doubts-content");
        let line = copy.join("services/line.json");
        let before = fs::read_to_string(&line).unwrap();
        fs::write(&line, before.replace(was, is)).unwrap();
        let doubted = data(text(&copy));
        assert!(
            doubted.is_none_or(|data| data.get(lost).is_none()),
            "{lost}"
        );
    }
}

#[test]
fn no_words_end_the_data_that_they_stand_in() {
    let copy = copy_of_tiny("render-escapes-content");
    let words = copy.join("locales/en/words.json");
    let name = "A </script><b>name</b> <!-- & 'more'";
    let before = fs::read_to_string(&words).unwrap();
    fs::write(&words, before.replace("The <Line>", name)).unwrap();
    let out = folder("render-escapes").join("out");
    assert_eq!(nwd(&["render", text(&copy), "-o", text(&out)]).status, 0);
    let page = files(&out).remove("service/line.html").unwrap();
    assert_eq!(structured_data(&page).unwrap()["name"], name);
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(!page.contains("<b>") && !page.contains("<!--"));
}

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

#[test]
fn the_sitemap_has_the_whole_address_of_every_page_once() {
    let out = folder("render-sitemap").join("out");
    let render =
        |more: &[&str]| nwd(&[&["render", "content/kent", "-o", text(&out)], more].concat());
    assert_eq!(render(&[]).status, 0);
    let files_without = files(&out);
    assert!(!files_without.contains_key("sitemap.xml"));
    for base in ["https://kent.example/help", "https://kent.example/help/"] {
        let run = render(&["--base", base]);
        assert_eq!(run.status, 0, "{}", run.err);
        let files = files(&out);
        let mut places = between(files.get("sitemap.xml").unwrap(), "<loc>", "</loc>");
        places.sort_unstable();
        // A page under a former name only repeats another.
        let pages = files.iter().filter(|(path, page)| {
            path.ends_with(".html") && !between(page, "<h1>", "</h1>").concat().contains("(once ")
        });
        let mut wanted: Vec<String> = pages
            .map(|(path, _)| format!("https://kent.example/help/{path}"))
            .collect();
        wanted.sort();
        assert_eq!(places, wanted);
        let childline = structured_data(files.get("service/childline.html").unwrap()).unwrap();
        assert_eq!(
            childline["url"],
            "https://kent.example/help/service/childline.html"
        );
    }
    let cases = [
        ("/help/", "write the whole address"),
        ("https://a.example/?b", "name a folder"),
    ];
    for (base, wanted) in cases {
        let run = render(&["--base", base]);
        assert!(run.status == 2 && run.err.contains(wanted), "{}", run.err);
    }
}

/// The links of a page into the questions.
fn to_questions(page: &str) -> Vec<&str> {
    between(page, "class=\"questions\"><a href=\"", "\"")
}

#[test]
fn every_page_leads_into_the_questions_and_a_need_takes_along_what_it_is() {
    let out = folder("render-questions").join("out");
    let render = |more: &[&str]| {
        let run = nwd(&[
            &["render", "content/city-and-hackney", "-o", text(&out)],
            more,
        ]
        .concat());
        assert_eq!(run.status, 0, "{}", run.err);
        files(&out)
    };
    let address = "https://wellbeing.example/help?from=a&to=b";
    let written = "https://wellbeing.example/help?from=a&amp;to=b";
    let needs = |page: &str| -> Vec<String> {
        let bands = between(page, "<section class=\"band\"><h2 id=\"", "\"");
        bands
            .iter()
            .map(|need| format!("{written}#nwd={need}"))
            .collect()
    };
    for (path, page) in render(&["--questions", address]) {
        if !path.ends_with(".html") {
            continue;
        }
        let links = to_questions(&page);
        let mut wanted = vec![written.to_owned()];
        if path.starts_with("need/") {
            wanted.extend(needs(&page));
            assert!(wanted.len() > 1, "{path}");
        }
        assert_eq!(links, wanted, "{path}");
    }
    for (path, page) in render(&[]) {
        assert!(to_questions(&page).is_empty(), "{path}");
    }
}

#[test]
fn a_page_for_one_need_leads_into_the_questions_with_it() {
    let out = folder("render-one-need").join("out");
    let questions = "https://wellbeing.example/";
    let run = nwd(&["render", TINY, "-o", text(&out), "--questions", questions]);
    assert_eq!(run.status, 0, "{}", run.err);
    for (path, page) in files(&out) {
        if let Some(need) = path.strip_prefix("need/") {
            let need = need.strip_suffix(".html").unwrap();
            assert_eq!(to_questions(&page), [format!("{questions}#nwd={need}")]);
        }
    }
}

#[test]
fn an_address_that_leads_nowhere_is_refused() {
    let out = folder("render-addresses").join("out");
    let cases = [
        ("help.html", "write the whole address"),
        ("http://wellbeing.example/", "write the whole address"),
        ("https://", "write the whole address"),
        ("https://me@wellbeing.example/", "write the whole address"),
        ("https://wellbeing.example/#top", "leave out the #"),
        ("https://wellbeing.example/a b", "copy the address"),
        ("https://wellbeing.example/\"", "copy the address"),
    ];
    for (address, wanted) in cases {
        let run = nwd(&["render", TINY, "-o", text(&out), "--questions", address]);
        assert_eq!(run.status, 2, "{address}");
        assert!(
            run.err.contains("--questions") && run.err.contains(wanted),
            "{address}: {}",
            run.err
        );
        assert!(!out.exists(), "{address}: nothing is written");
    }
}

#[test]
fn a_poster_has_the_crisis_contacts_and_the_way_into_the_questions() {
    let folder = folder("render-poster");
    let out = folder.join("out");
    let render =
        |more: &[&str]| nwd(&[&["render", "content/kent", "-o", text(&out)], more].concat());
    let address = "https://wellbeing.example/help/";
    let run = render(&["--questions", address, "--poster"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let files = files(&out);
    let poster = files.get("poster.html").unwrap();
    let home = files.get("index.html").unwrap();
    let crisis = |page: &str| between(page, "<aside class=\"crisis\"", "</aside>").concat();
    assert!(crisis(home).contains("tel:999"));
    assert_eq!(crisis(poster), crisis(home));
    assert_eq!(poster.matches("<svg").count(), 1);
    assert!(poster.contains(">wellbeing.example/help</p>"));
    assert!(poster.contains("href=\"poster.css\"") && files.contains_key("poster.css"));
    assert!(!poster.contains("<script") && !poster.contains(" style="));
    assert_eq!(render(&["--questions", address]).status, 0);
    assert!(
        !out.join("poster.html").exists(),
        "only where it is asked for"
    );
}

#[test]
fn a_poster_that_would_lead_nowhere_is_refused() {
    let out = folder("render-poster-refused").join("out");
    let long = format!("https://wellbeing.example/{}", "a".repeat(3000));
    let cases: [(&[&str], [&str; 2]); 2] = [
        (
            &["--poster"],
            [
                "where they are is not known",
                "Name their page: --questions",
            ],
        ),
        (
            &["--poster", "--questions", &long],
            ["too long for the code", "Give --questions a short address"],
        ),
    ];
    for (more, wanted) in cases {
        let run = nwd(&[&["render", TINY, "-o", text(&out)], more].concat());
        assert_eq!(run.status, 2);
        for wanted in wanted {
            assert!(run.err.contains(wanted), "{}", run.err);
        }
        assert!(!out.exists(), "nothing is written");
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

#[test]
fn the_same_content_gives_the_same_bytes_from_a_folder_and_from_its_bundle() {
    let folder = folder("render-same");
    let bundle = folder.join("area.json");
    assert_eq!(
        nwd(&["build", "content/city-and-hackney", "-o", text(&bundle)]).status,
        0
    );
    let [one, other] = ["content/city-and-hackney", text(&bundle)].map(|area| {
        let out = folder.join("out");
        assert_eq!(nwd(&["render", area, "-o", text(&out)]).status, 0);
        files(&out)
    });
    assert!(one == other);
    let mut left: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(
        left,
        ["area.json", "out"],
        "nothing half-written stays behind"
    );
}

/// The whole folder as it was or as it should be, however soon the run was ended; the next run goes on from there.
#[test]
fn a_run_that_is_ended_leaves_a_whole_folder() {
    let folder = folder("render-ended");
    let (out, spare) = (folder.join("out"), folder.join("spare"));
    let render = |area: &str, out: &Path| nwd(&["render", area, "-o", text(out)]);
    let other = copy_of_tiny("render-ended-other");
    let club = other.join("services/club.json");
    fs::write(
        &club,
        fs::read_to_string(&club)
            .unwrap()
            .replace("\"paused\"", "\"planned\""),
    )
    .unwrap();
    let start = Instant::now();
    assert_eq!(render(TINY, &spare).status, 0);
    let took = start.elapsed();
    let new = files(&spare);
    assert_eq!(render(text(&other), &spare).status, 0);
    let old = files(&spare);
    assert!(new != old);
    let mut left = 0;
    for part in 0..40 {
        assert_eq!(render(text(&other), &out).status, 0);
        let mut run = command(&["render", TINY, "-o", text(&out)])
            .spawn()
            .unwrap();
        sleep(took * part / 40);
        run.kill().unwrap();
        run.wait().unwrap();
        let found = files(&out);
        assert!(
            found == old || found == new,
            "after {part} of 40: {} files",
            found.len()
        );
        left += u32::from(found == old);
    }
    assert!(left > 0, "it was never ended before its end");
    // What the runs left beside it goes with the next that comes to its end.
    fs::create_dir_all(folder.join(".out.1.old/service")).unwrap();
    assert_eq!(render(TINY, &out).status, 0);
    let beside = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name());
    let hidden: Vec<_> = beside
        .filter(|it| it.to_string_lossy().starts_with('.'))
        .collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

/// Whoever reads the folder while it is replaced finds one.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_folder_is_there_at_every_moment_while_it_is_replaced() {
    let out = folder("render-moments").join("out");
    let render = || assert_eq!(nwd(&["render", TINY, "-o", text(&out)]).status, 0);
    render();
    let done = AtomicBool::new(false);
    let missing = thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut missing = 0;
            while !done.load(Ordering::Relaxed) {
                missing += u32::from(!out.is_dir());
            }
            missing
        });
        (0..40).for_each(|_| render());
        done.store(true, Ordering::Relaxed);
        watch.join().unwrap()
    });
    assert_eq!(missing, 0);
}

#[test]
fn a_folder_is_written_whole_replaced_where_it_is_ours_and_else_left_alone() {
    let folder = folder("render-refused");
    let out = folder.join("out");
    let render =
        |area: &str, more: &[&str]| nwd(&[&["render", area, "-o", text(&out)], more].concat());
    fs::create_dir(&out).unwrap();
    assert_eq!(render(TINY, &[]).status, 0, "an empty folder is filled");
    let before = files(&out);
    fs::remove_file(out.join("style.css")).unwrap();
    assert_eq!(render(TINY, &[]).status, 0, "what we wrote is written anew");
    assert!(files(&out) == before);

    let copy = copy_of_tiny("render-spoilt");
    fs::write(copy.join("services/club.json"), "{").unwrap();
    let cases: [(&str, &[&str], &str); 3] = [
        (text(&copy), &[], "club.json"),
        ("content", &[], "is no content folder"),
        (TINY, &["--lang", "fr"], "There are no words in \"fr\""),
    ];
    for (area, more, wanted) in cases {
        let run = render(area, more);
        assert!(
            run.status == 2 && run.err.contains(wanted) && run.err.contains("help"),
            "{}",
            run.err
        );
        assert!(files(&out) == before, "{wanted}: what was there stays");
    }

    fs::write(out.join("notes.txt"), "mine").unwrap();
    let run = render(TINY, &[]);
    assert_eq!(run.status, 2);
    assert!(
        run.err
            .contains("holds notes.txt, which nwd render did not write")
            && run.err.contains("help: Name a new folder")
    );
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");

    let run = nwd(&["render", TINY, "-o", text(&folder.join("none/out"))]);
    assert!(
        run.status == 2 && run.err.contains("cannot be written"),
        "{}",
        run.err
    );
    assert_eq!(nwd(&["render", TINY]).status, 2, "it must be told where");
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        1,
        "nothing half-written stays behind"
    );
}
