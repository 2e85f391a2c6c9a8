//! One bundle for several areas: what is kept apart, what is joined, and that nobody sees less or more of their own area.

use nwd_testing::root;
use std::collections::BTreeMap;
use std::fs;

use nwd_core::bundle::{Bundle, Route, Service};
use nwd_core::format::answers;
use nwd_core::{Answer, Answers, Domain, Knowledge, Moment, Outcome, Truth, Value};
use nwd_prove::Limits;
use nwd_prove::gaps::gaps;
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Space, tested_facts};
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::Value as Json;

use crate::content::joinable;
use crate::run::{TINY, copy_of_tiny, folder, nwd, nwd_with, text};

const OUTSIDE: &str = "help-where-you-live";

fn build<A: std::fmt::Display>(areas: &[A]) -> String {
    let paths: Vec<String> = areas.iter().map(|area| format!("content/{area}")).collect();
    let mut arguments = vec!["build", "-o", "-"];
    arguments.extend(paths.iter().map(String::as_str));
    let run = nwd(&arguments);
    assert_eq!(run.status, 0, "{}", run.err);
    run.out
}

fn read(text: &str) -> Bundle {
    Bundle::read(text.as_bytes()).unwrap()
}

/// Each service of an area's bundle beside the one that stands for it in the joined bundle, the one for outsiders left out.
fn pairs<'a>(own: &'a Bundle, joined: &'a Bundle) -> Vec<(&'a Service, &'a Service)> {
    let find = |id: &str| joined.find_service(id).and_then(|at| joined.service(at));
    let pair = |service: &'a Service| {
        let apart = find(&format!("{}_{}", service.area, service.id));
        let same = || find(&service.id).filter(|it| it.area == service.area);
        (
            service,
            apart
                .or_else(same)
                .unwrap_or_else(|| panic!("{} is lost", service.id)),
        )
    };
    own.services
        .iter()
        .filter(|service| service.id != OUTSIDE)
        .map(pair)
        .collect()
}

/// Somebody whom the area is surely for: beside other areas', a service that does not ask where people are is for them alone.
fn is_covered(own: &Bundle, known: &Knowledge<'_>) -> bool {
    own.areas
        .iter()
        .all(|area| known.truth(&area.covers) == Truth::True)
}

/// A number below this one.
fn below(numbers: &mut TestRng, most: u64) -> u64 {
    numbers.next_u64() % most
}

/// Answers to some of the questions, at random.
fn some_answers(bundle: &Bundle, numbers: &mut TestRng) -> Answers {
    let mut answers = Answers::default();
    for (at, fact) in bundle.facts.iter() {
        let value = match &fact.domain {
            Domain::OneOf(values) => Value::One(below(numbers, values.len() as u64) as u8),
            Domain::AnyOf(values) => Value::Any(
                (0..values.len() as u8)
                    .filter(|_| below(numbers, 4) == 0)
                    .collect(),
            ),
            Domain::Integer { min, max } => {
                Value::Integer(min + below(numbers, (max - min) as u64 / 3 + 1) as i32)
            }
            Domain::YesNo => Value::YesNo(below(numbers, 2) == 0),
        };
        match below(numbers, 8) {
            0 | 1 => {}
            2 => answers.set(at, Some(Answer::Declined)),
            _ => answers.set(at, Some(Answer::Given(value))),
        }
    }
    answers
}

#[test]
fn every_service_of_an_area_decides_as_in_the_areas_own_bundle() {
    let joined = read(&build(&joinable()));
    let mut numbers = TestRng::deterministic_rng(RngAlgorithm::XorShift);
    for area in &joinable() {
        let own = read(&build(&[area]));
        let pairs = pairs(&own, &joined);
        for _ in 0..500 {
            let answers = some_answers(&own, &mut numbers);
            let (here, there) = (
                Knowledge::new(&own.facts, &answers),
                Knowledge::new(&joined.facts, &answers),
            );
            if !is_covered(&own, &here) {
                continue;
            }
            for (one, other) in &pairs {
                let of = |service: &Service, known: &Knowledge<'_>| {
                    let own = [
                        known.truth(&service.eligibility),
                        known.truth(&service.relevance),
                    ];
                    let routes = service
                        .routes
                        .iter()
                        .flat_map(Route::needs)
                        .map(|need| known.truth(need));
                    let consents = service
                        .consents
                        .iter()
                        .map(|consent| known.truth(&consent.when));
                    (
                        own,
                        routes.collect::<Vec<_>>(),
                        consents.collect::<Vec<_>>(),
                        service.status,
                    )
                };
                assert_eq!(
                    of(one, &here),
                    of(other, &there),
                    "{area}: {} with {answers:?}",
                    one.id
                );
            }
            for alert in &own.alerts {
                let other = joined
                    .alerts
                    .iter()
                    .find(|other| other.id == alert.id)
                    .unwrap();
                assert_eq!(
                    here.truth(&alert.when),
                    there.truth(&other.when),
                    "{area}: {}",
                    alert.id
                );
            }
        }
    }
}

#[test]
fn the_people_of_each_areas_cases_see_of_it_what_they_see_in_its_own_bundle() {
    let joined = read(&build(&joinable()));
    for area in &joinable() {
        let own = read(&build(&[area]));
        let name: BTreeMap<&str, &str> = pairs(&own, &joined)
            .iter()
            .map(|(one, other)| (other.id.as_str(), one.id.as_str()))
            .collect();
        let cases: Json = serde_json::from_str(
            &fs::read_to_string(root().join("content").join(area).join("cases.json")).unwrap(),
        )
        .unwrap();
        for case in cases.as_array().unwrap().iter().step_by(4) {
            let now = Moment::parse(case["now"].as_str().unwrap()).unwrap();
            let said =
                nwd_core::format::Json::parse(case["answers"].to_string().as_bytes()).unwrap();
            let said = |bundle: &Bundle| answers::read_tree(&said, &bundle.facts).unwrap();
            if !is_covered(&own, &Knowledge::new(&own.facts, &said(&own))) {
                continue;
            }
            let (here, there) = (
                Outcome::of(&own, &said(&own), now),
                Outcome::of(&joined, &said(&joined), now),
            );
            let fits = |outcome: &Outcome<'_>, mine: &dyn Fn(&str) -> Option<String>| {
                let fits = outcome
                    .services
                    .iter()
                    .filter(|it| it.verdict == Truth::True && it.relevant);
                fits.filter_map(|it| mine(&it.service.id))
                    .collect::<Vec<_>>()
            };
            let mine = fits(&here, &|id| (id != OUTSIDE).then(|| id.to_owned()));
            let same = fits(&there, &|id| name.get(id).map(|id| (*id).to_owned()));
            assert_eq!(mine, same, "{area}: {}", case["name"]);
            let raised = |outcome: &Outcome<'_>| {
                outcome
                    .alerts
                    .iter()
                    .map(|alert| alert.id.clone())
                    .collect::<Vec<_>>()
            };
            assert_eq!(raised(&here), raised(&there), "{area}: {}", case["name"]);
        }
    }
}

#[test]
fn nobody_is_sent_to_another_areas_crisis_team() {
    let joined = read(&build(&joinable()));
    let now = Moment::parse("2026-11-22T14:30").unwrap();
    let named = |said: &str| -> Vec<&str> {
        let said = nwd_core::format::Json::parse(said.as_bytes()).unwrap();
        let outcome = Outcome::of(
            &joined,
            &answers::read_tree(&said, &joined.facts).unwrap(),
            now,
        );
        let lists: Vec<_> = outcome
            .alerts
            .iter()
            .map(|alert| alert.services.as_slice())
            .collect();
        outcome
            .theirs(&lists)
            .into_iter()
            .filter_map(|at| Some(joined.service(at)?.area.as_str()))
            .collect()
    };
    let at = |place: &str| {
        format!(
            r#"{{"audience": "young-person", "danger": "worried", "needs": ["domestic-abuse", "suicidal-thoughts"], "age": 14,
                "lives_in": "{place}", "gp_in": "{place}", "studies_in": "{place}", "works_in": "{place}"}}"#
        )
    };
    for (place, area) in [
        ("hackney", "city-and-hackney"),
        ("kent", "kent"),
        ("westminster", "bi-borough"),
        ("hammersmith-and-fulham", "hammersmith-and-fulham"),
    ] {
        let named = named(&at(place));
        assert!(
            named.iter().all(|other| [area, "national"].contains(other)),
            "{place}: {named:?}"
        );
        assert!(named.contains(&area), "{place}: {named:?}");
    }
    let unknown = named(r#"{"audience": "young-person", "danger": "now"}"#);
    assert!(
        unknown.iter().take(4).all(|area| *area == "national"),
        "{unknown:?}"
    );
}

#[test]
fn what_has_the_same_name_is_kept_apart_and_what_is_shared_stands_once() {
    let bundle: Json = serde_json::from_str(&build(&["kent", "bi-borough"])).unwrap();
    assert_eq!(bundle["id"], "kent_bi-borough");
    let ids = |list: &str| -> Vec<&str> {
        bundle[list]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["id"].as_str().unwrap())
            .collect()
    };
    assert_eq!(ids("areas"), ["kent", "bi-borough", "national"]);
    let services = ids("services");
    for (id, times) in [
        ("kooth", 1),
        ("kent_health-visiting", 1),
        ("bi-borough_health-visiting", 1),
        ("health-visiting", 0),
        ("childline", 1),
        (OUTSIDE, 1),
        ("young-healthy-minds", 1),
    ] {
        assert_eq!(
            services.iter().filter(|other| **other == id).count(),
            times,
            "{id}"
        );
    }
    let words = &bundle["locales"]["en"];
    assert!(words["service"]["kent_health-visiting"]["name"].is_string());
    assert!(words["service"]["bi-borough_health-visiting"]["name"].is_string());
    let summary = words["service"][OUTSIDE]["summary"].as_str().unwrap();
    assert!(
        summary.contains("Kent; Kensington and Chelsea, and Westminster"),
        "{summary}"
    );
    let national: Json = serde_json::from_str(&build(&["national"])).unwrap();
    let council = |words: &Json| words["service"]["report-to-council"]["summary"].clone();
    assert_eq!(
        council(words),
        council(&national["locales"]["en"]),
        "of what is shared, what is true everywhere"
    );
    let danger = bundle["alerts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|alert| alert["id"] == "danger-now")
        .unwrap();
    let named: Vec<&str> = danger["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    assert_eq!(
        named.get(..3).unwrap(),
        [
            "emergency-999",
            "urgent-advice-line",
            "nhs-111-mental-health"
        ]
    );
    let crisis: Vec<&str> = bundle["crisis"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    assert_eq!(
        crisis.get(..2).unwrap(),
        ["emergency-999", "urgent-advice-line"]
    );
    assert_eq!(
        build(&["kent", "bi-borough"]),
        build(&["kent", "bi-borough"])
    );
}

#[test]
fn somebody_outside_every_area_meets_the_national_help_and_is_told_where_their_own_is() {
    let explain = |answers: &str| -> Vec<(String, String)> {
        let run = nwd_with(
            &[
                "explain",
                "content/kent",
                "content/bi-borough",
                "--answers",
                "-",
                "--format",
                "json",
                "--now",
                "2026-11-22T14:30",
            ],
            answers,
        );
        assert_eq!(run.status, 0, "{}", run.err);
        let json: Json = serde_json::from_str(&run.out).unwrap();
        let of = |service: &Json| {
            (
                service["id"].as_str().unwrap().to_owned(),
                service["verdict"].as_str().unwrap().to_owned(),
            )
        };
        json["services"]
            .as_array()
            .unwrap()
            .iter()
            .map(of)
            .collect()
    };
    let verdict = |found: &[(String, String)], id: &str| {
        found
            .iter()
            .find(|(other, _)| other == id)
            .unwrap_or_else(|| panic!("{id}"))
            .1
            .clone()
    };
    let away = explain(
        r#"{"audience": "young-person", "age": 14, "lives_in": "hackney", "gp_in": "islington", "studies_in": "elsewhere"}"#,
    );
    for id in [OUTSIDE, "childline"] {
        assert_eq!(verdict(&away, id), "eligible", "{id}");
    }
    for id in ["kooth", "kent_health-visiting", "young-healthy-minds"] {
        assert_eq!(verdict(&away, id), "not-eligible", "{id}");
    }
    for place in ["kent", "westminster"] {
        let home = explain(&format!(
            r#"{{"audience": "young-person", "age": 14, "lives_in": "{place}"}}"#
        ));
        assert_eq!(verdict(&home, OUTSIDE), "not-eligible", "{place}");
    }
}

#[test]
fn what_cannot_be_joined_is_refused_with_a_remedy() {
    let folder = folder("join");
    let bundle = folder.join("kent.json");
    assert_eq!(
        nwd(&["build", "content/kent", "-o", text(&bundle)]).status,
        0
    );
    let spoilt = copy_of_tiny("join-spoilt");
    fs::write(spoilt.join("services/club.json"), "{").unwrap();
    for (paths, wanted) in [
        (["content/kent", "content/kent"], "is named twice"),
        (["content/kent", TINY], "extends no folder"),
        (["content/kent", text(&bundle)], "is no content folder"),
        (["content/kent", "content"], "is no content folder"),
        (["content/kent", text(&spoilt)], "club.json"),
    ] {
        let run = nwd(&["build", paths[0], paths[1], "-o", "-"]);
        assert!(
            run.status == 2 && run.err.contains(wanted) && run.err.contains("help"),
            "{wanted}: {}",
            run.err
        );
    }
}

#[test]
fn one_directory_for_several_areas() {
    let out = folder("join-render").join("out");
    let run = nwd(&[
        "render",
        "content/kent",
        "content/bi-borough",
        "-o",
        text(&out),
    ]);
    assert_eq!(run.status, 0, "{}", run.err);
    for (path, wanted) in [
        ("index.html", "service/kent_health-visiting.html"),
        ("index.html", "service/bi-borough_health-visiting.html"),
        (
            "service/bi-borough_health-visiting.html",
            "living in Kensington and Chelsea or Westminster",
        ),
    ] {
        assert!(
            fs::read_to_string(out.join(path)).unwrap().contains(wanted),
            "{path}: {wanted}"
        );
    }
}

#[test]
fn help_of_each_joined_area_is_local_in_the_map_of_unmet_need() {
    let bundle = read(&build(&["kent", "bi-borough"]));
    let space = Space::new(&bundle.facts, &tested_facts(&bundle), Limits::default()).unwrap();
    let map = gaps(&Model::new(&bundle, &space).unwrap()).unwrap();
    let met = |need: &str| {
        map.needs
            .iter()
            .find(|other| other.id == need)
            .unwrap()
            .all
            .people()
            < map.people
    };
    assert!(
        met("anxiety") && map.needs.iter().any(|need| need.all.people() < map.people),
        "nothing is local"
    );
}
