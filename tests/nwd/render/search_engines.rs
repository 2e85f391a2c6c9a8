//! `nwd render`: what search engines read: structured data and the sitemap.

use super::{files, pages, services, structured_data};
use crate::content::joinable;
use crate::run::{TINY, between, copy_of_tiny, folder, nwd, text};
use std::collections::BTreeSet;
use std::fs;

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
