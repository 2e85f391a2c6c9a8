//! The order of results: of two services the one that a rule names stands first, and what holds of
//! the steps to start with in every bundle.

use nwd_core::bundle::Severity;
use nwd_core::journey::{Because, ServiceOutcome};
use nwd_core::{Bundle, Outcome, Truth};
use nwd_testing::ordered::ordered;
use nwd_testing::sample::{self, Say};
use nwd_testing::small::{case, config, raw_said};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

// Of two services

/// An answer to a fact, by name.
type Said = (&'static str, Say);

/// The town with the facts `level` and `prefers`, headings that suit some levels, and these services in place of its
/// own; each is open to whoever asks and helps with worry unless it says otherwise.
pub fn town(services: &[Json]) -> Bundle {
    sample::read(&town_json(services))
}

pub fn town_json(services: &[Json]) -> Json {
    let mut json = sample::valid();
    let level = json!({ "id": "level", "type": "one-of", "values": ["bit", "lot"] });
    let prefers = json!({ "id": "prefers", "type": "any-of", "values": ["online", "phone"] });
    json["facts"]
        .as_array_mut()
        .unwrap()
        .extend([level, prefers]);
    json["groups"] = json!([
        { "id": "advice", "suits": { "well": ["bit"], "badly": ["lot"] } },
        { "id": "risk", "safety": true }
    ]);
    json["modules"] = json!([]);
    json["crisis"] = json!(["line"]);
    let line = json["services"][1].clone();
    let words = json["locales"]["en"].as_object_mut().unwrap();
    for (key, word) in [
        ("fact.level.question", "How much?"),
        ("fact.level.short", "How much"),
        ("fact.prefers.question", "How?"),
        ("fact.prefers.short", "How"),
        ("fact.prefers.value.online", "Online"),
        ("fact.prefers.value.phone", "By phone"),
        ("fact.level.value.bit", "A bit"),
        ("fact.level.value.lot", "A lot"),
    ] {
        words.insert(key.to_owned(), word.into());
    }
    let mut whole = Vec::new();
    for service in services {
        let mut own = line.clone();
        let id = service["id"].as_str().unwrap();
        for (key, value) in [
            ("area", json!("town")),
            ("group", json!("advice")),
            ("helps_with", json!(["worry", "sleep"])),
            ("contacts", json!([{ "id": "ask", "kind": "person" }])),
            ("routes", json!([{ "who": "self", "contacts": ["ask"] }])),
        ] {
            own[key] = value;
        }
        for (key, value) in service.as_object().unwrap() {
            own[key.as_str()] = value.clone();
        }
        for part in [
            "name",
            "summary",
            "contact.ask",
            "route.self",
            "route.professional",
            "route.parent-carer",
        ] {
            words.insert(format!("service.{id}.{part}"), id.into());
        }
        whole.push(own);
    }
    whole.push(line);
    json["services"] = whole.into();
    json
}

fn ids(services: &[ServiceOutcome<'_>]) -> Vec<String> {
    services
        .iter()
        .map(|outcome| outcome.service.id.clone())
        .collect()
}

/// Somebody of 14 who lives here and is worried a bit, and what they say beside or instead.
pub fn person(bundle: &Bundle, more: &[Said]) -> nwd_core::Answers {
    let mut said = vec![
        ("audience", Say::Named("young-person")),
        ("needs", Say::Ticked(&["worry"])),
        ("age", Say::Number(14)),
        ("lives_in", Say::Named("here")),
        ("pregnant", Say::YesNo(false)),
        ("level", Say::Named("bit")),
    ];
    said.retain(|(fact, _)| more.iter().all(|(other, _)| other != fact));
    said.extend(more);
    sample::answers(bundle, &said)
}

#[test]
fn of_two_services_that_which_speaks_more_to_somebody_stands_first() {
    let plain = || json!({ "id": "plain" });
    let with = |key: &str, value: Json| {
        let mut service = json!({ "id": "other" });
        service[key] = value;
        service
    };
    let pregnant = json!({ "is": { "fact": "pregnant", "value": true } });
    let nobody_asks = json!([{ "who": "parent-carer", "contacts": ["ask"] }]);
    let cases: &[(&str, Json, &[Said], &str)] = &[
        (
            "made for what they named",
            with("made_for", json!(["worry"])),
            &[],
            "other",
        ),
        (
            "made for a situation that few are in",
            with("for", pregnant),
            &[("pregnant", Say::YesNo(true))],
            "other",
        ),
        (
            "about something else as well",
            with("helps_with", json!(["sleep", "grief"])),
            &[],
            "plain",
        ),
        (
            "right for how much it gets in the way",
            with("suits", json!({ "well": ["lot"] })),
            &[("level", Say::Named("lot"))],
            "other",
        ),
        (
            "too little for that",
            with("suits", json!({ "badly": ["bit"] })),
            &[],
            "plain",
        ),
        (
            "not open to who asks",
            with("routes", nobody_asks),
            &[],
            "plain",
        ),
        (
            "of the nation",
            with("area", json!("national")),
            &[],
            "plain",
        ),
        ("near everybody", with("near", json!(true)), &[], "other"),
        ("for danger", with("group", json!("risk")), &[], "plain"),
        (
            "for fewer ages",
            with(
                "for",
                json!({ "between": { "fact": "age", "min": 11, "max": 19 } }),
            ),
            &[],
            "other",
        ),
        (
            "their own team",
            with("staff", json!(["school"])),
            &[
                ("audience", Say::Named("professional")),
                ("role", Say::Named("school")),
            ],
            "plain",
        ),
        (
            "helps the way they would like",
            with("offers", json!(["online", "phone"])),
            &[("prefers", Say::Ticked(&["online"]))],
            "other",
        ),
        (
            "not the way they would like",
            with("lacks", json!(["online"])),
            &[("prefers", Say::Ticked(&["online"]))],
            "plain",
        ),
        (
            "behind the other",
            with("after", json!(["plain"])),
            &[],
            "plain",
        ),
        (
            "behind the other, for whom more speaks",
            json!({ "id": "other", "after": ["plain"], "made_for": ["worry"] }),
            &[],
            "plain",
        ),
        (
            "only in some places",
            with("only_some", json!(true)),
            &[],
            "plain",
        ),
        (
            "for who does not ask",
            with("seen_by", json!(["professional"])),
            &[],
            "plain",
        ),
    ];
    for (name, other, said, first) in cases {
        // Whichever stands first in the bundle.
        for services in [[plain(), other.clone()], [other.clone(), plain()]] {
            let mut services = services.to_vec();
            if said
                .iter()
                .any(|(_, say)| matches!(say, Say::Named("professional")))
            {
                for service in &mut services {
                    service["routes"] = json!([{ "who": "professional", "contacts": ["ask"] }]);
                }
            }
            let bundle = town(&services);
            let outcome = Outcome::of(&bundle, &person(&bundle, said), sample::now());
            assert_eq!(ids(&outcome.services)[0], **first, "{name}");
        }
    }
}

#[test]
fn what_helps_with_all_that_they_named_outweighs_what_is_local() {
    let bundle = town(&[
        json!({ "id": "one", "helps_with": ["worry", "grief"] }),
        json!({ "id": "all", "area": "national", "helps_with": ["worry", "sleep"] }),
    ]);
    for (needs, first) in [(&["worry"][..], "one"), (&["worry", "sleep"], "all")] {
        let person = person(&bundle, &[("needs", Say::Ticked(needs))]);
        let outcome = Outcome::of(&bundle, &person, sample::now());
        assert_eq!(ids(&outcome.services)[0], first);
    }
}

#[test]
fn a_step_says_the_strongest_of_its_reasons() {
    let bundle = town(&[
        json!({ "id": "made", "made_for": ["worry"] }),
        json!({ "id": "baby", "for": { "is": { "fact": "pregnant", "value": true } } }),
        json!({ "id": "plain" }),
    ]);
    let said = person(&bundle, &[("pregnant", Say::YesNo(true))]);
    let outcome = Outcome::of(&bundle, &said, sample::now());
    let told: Vec<(&str, &str)> = outcome
        .services
        .iter()
        .filter_map(|it| Some((it.service.id.as_str(), it.start.as_ref()?.name())))
        .collect();
    assert_eq!(
        told,
        [("baby", "situation"), ("made", "need"), ("plain", "suits")]
    );
}

#[test]
fn what_has_not_the_way_they_would_like_is_no_step_unless_nothing_else_is() {
    let lacks = json!({ "id": "lacks", "lacks": ["online"], "made_for": ["worry"] });
    let plain = json!({ "id": "plain" });
    let offers = json!({ "id": "offers", "offers": ["online"] });
    let likes = [("prefers", Say::Ticked(&["online"]))];
    let cases: &[(Vec<Json>, &[Said], &[&str])] = &[
        (vec![lacks.clone(), plain.clone()], &[], &["lacks", "plain"]),
        (
            vec![lacks.clone(), plain, offers],
            &likes,
            &["offers", "plain"],
        ),
        (vec![lacks], &likes, &["lacks"]),
    ];
    for (services, said, start) in cases {
        let bundle = town(services);
        let outcome = Outcome::of(&bundle, &person(&bundle, said), sample::now());
        let all = |said| {
            let (steps, rest) = page(&bundle, said);
            let mut all = [steps, rest].concat();
            all.sort();
            all
        };
        let (steps, _) = page(&bundle, said);
        assert_eq!(steps, **start);
        assert_eq!(all(said), all(&[]), "nothing goes away");
        if steps[0] == "offers" {
            assert_eq!(outcome.services[0].start, Some(Because::Liked(0)));
        }
    }
}

#[test]
fn nobody_is_asked_how_they_would_like_to_be_helped() {
    let bundle = town(&[json!({ "id": "offers", "offers": ["online"] })]);
    let nothing = nwd_core::Answers::default();
    let outcome = Outcome::of(&bundle, &nothing, sample::now());
    let prefers = bundle.facts.known().prefers.unwrap();
    assert!(!outcome.left().contains(prefers));
}

#[test]
fn who_asks_is_no_reason() {
    let asks = json!({ "in": { "fact": "audience", "values": ["young-person"] } });
    let needs = json!({ "includes": { "fact": "needs", "values": ["worry"] } });
    let bundle = town(&[json!({ "id": "also", "also_about": { "all": [asks, needs] } })]);
    let outcome = Outcome::of(&bundle, &person(&bundle, &[]), sample::now());
    let Some(Because::Situation(leaf)) = &outcome.services[0].start else {
        panic!("{:?}", outcome.services[0].start);
    };
    assert_eq!(Some(leaf.fact), bundle.facts.known().needs);
}

#[test]
fn who_can_help_now_comes_before_what_helps_beyond_today() {
    let bundle = town(&[
        json!({ "id": "team", "helps_with": ["worry", "grief"], "made_for": ["grief"] }),
        json!({ "id": "plain" }),
    ]);
    let grief = [("needs", Say::Ticked(&["grief", "worry"]))];
    let outcome = Outcome::of(&bundle, &person(&bundle, &grief), sample::now());
    assert_eq!(ids(&outcome.services)[..2], ["line", "team"]);
    assert_eq!(outcome.services[0].start, Some(Because::Urgent));
}

#[test]
fn what_may_have_ended_never_stands_above_what_surely_runs() {
    let services = |unsure_after: &[&str], sure_after: &[&str]| {
        let unsure = json!({ "id": "unsure", "made_for": ["worry"], "offers": ["phone"] });
        let mut services = [
            unsure,
            json!({ "id": "sure", "after": sure_after }),
            json!({ "id": "other" }),
        ];
        services[0]["verify"] = json!(["running"]);
        services[0]["after"] = json!(unsure_after);
        services
    };
    let likes: &[Said] = &[("prefers", Say::Ticked(&["phone"]))];
    for (unsure_after, sure_after, said, wanted) in [
        (&[][..], &[][..], &[][..], ["sure", "other", "unsure"]),
        (&["other"], &[], &[], ["sure", "other", "unsure"]),
        (&[], &["unsure"], &[], ["other", "unsure", "sure"]),
        (&[], &[], likes, ["unsure", "sure", "other"]),
    ] {
        let bundle = town(&services(unsure_after, sure_after));
        let told = format!("{unsure_after:?} {sure_after:?} {said:?}");
        assert_eq!(page(&bundle, said).0, owned(&wanted), "{told}");
    }
}

#[test]
fn what_may_have_ended_stands_last_under_its_heading() {
    let unsure = json!({ "id": "unsure", "made_for": ["worry"], "verify": ["running"] });
    let mut services = ["a", "b", "c", "last"]
        .map(|id| json!({ "id": id }))
        .to_vec();
    services.insert(3, unsure);
    let (_, rest) = page(&town(&services), &[]);
    assert_eq!(rest, owned(&["last", "unsure", "line"]));
}

#[test]
fn two_steps_never_lead_to_the_same_door() {
    let here = json!({ "id": "here", "door": "talk" });
    let nation =
        json!({ "id": "nation", "door": "talk", "area": "national", "made_for": ["worry"] });
    let bundle = town(&[nation, here, json!({ "id": "plain" })]);
    let outcome = Outcome::of(&bundle, &person(&bundle, &[]), sample::now());
    let steps: Vec<&str> = outcome
        .services
        .iter()
        .filter(|outcome| outcome.start.is_some())
        .map(|outcome| outcome.service.id.as_str())
        .collect();
    assert!(
        steps.contains(&"here") && !steps.contains(&"nation"),
        "{steps:?}"
    );
}

#[test]
fn a_number_is_one_door_and_a_page_may_tell_of_several() {
    for (kind, value, both) in [
        ("phone", "0800 1111", false),
        ("email", "team@example.org", false),
        ("web", "https://example.org/", true),
    ] {
        let contacts = json!([{ "id": "ask", "kind": kind, "value": value }]);
        let services = ["one", "other"].map(|id| json!({ "id": id, "contacts": contacts }));
        let bundle = town(&services);
        let (steps, _) = page(&bundle, &[]);
        let found = ["one", "other"].map(|id| steps.contains(&id.to_owned()));
        assert_eq!(found.iter().all(|it| *it), both, "{kind}: {steps:?}");
        assert!(found.contains(&true), "{kind}: {steps:?}");
    }
}

/// The steps to start with, and then what else fits, in order, of somebody who says this of
/// themselves.
fn page(bundle: &Bundle, said: &[Said]) -> (Vec<String>, Vec<String>) {
    let outcome = Outcome::of(bundle, &person(bundle, said), sample::now());
    let [fits, ..] = parts(&outcome);
    let id = |it: &&ServiceOutcome<'_>| it.service.id.clone();
    let (start, rest): (Vec<_>, Vec<_>) = fits.iter().partition(|it| it.start.is_some());
    (
        start.iter().map(id).collect(),
        rest.iter().map(id).collect(),
    )
}

/// Some services, those of them that an alert names, what somebody says, their steps and what else
/// fits.
type Laid<'a> = (
    &'a str,
    Vec<Json>,
    &'a [&'a str],
    &'a [Said],
    &'a [&'a str],
    &'a [&'a str],
);

/// Some services, what somebody says, and their steps.
type Started<'a> = (&'a str, Vec<Json>, &'a [Said], &'a [&'a str]);

pub fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn what_stands_behind_another_is_no_step_before_it_and_its_heading_waits() {
    let worry = json!(["worry"]);
    let grief = json!(["grief", "worry"]);
    let grieving: &[Said] = &[("needs", Say::Ticked(&["grief"]))];
    let ward = |after: &str| json!({ "id": "ward", "made_for": worry, "after": [after] });
    let team = json!({ "id": "team" });
    let both_grieve = || {
        vec![
            json!({ "id": "ward", "helps_with": grief, "after": ["team"] }),
            json!({ "id": "team", "helps_with": grief }),
        ]
    };
    let cases: &[Laid<'_>] = &[
        (
            "the other leads where a step does",
            vec![
                json!({ "id": "school", "door": "team", "made_for": worry }),
                json!({ "id": "team", "door": "team" }),
                ward("team"),
            ],
            &["line"],
            &[],
            &["school"],
            &["team", "ward", "line"],
        ),
        (
            "an alert leads to it, and to somebody who does not wait",
            both_grieve(),
            &["ward", "line"],
            grieving,
            &["line", "team", "ward"],
            &[],
        ),
        (
            "an alert leads to both, the wrong way round",
            both_grieve(),
            &["ward", "team"],
            grieving,
            &["team", "ward", "line"],
            &[],
        ),
        (
            "an alert leads to nobody else: somebody comes all the same",
            both_grieve(),
            &["ward"],
            grieving,
            &["ward", "team", "line"],
            &[],
        ),
        (
            "an alert names it, and it is no step",
            vec![
                json!({ "id": "a", "made_for": worry }),
                json!({ "id": "b", "made_for": worry }),
                team.clone(),
                ward("team"),
            ],
            &["line", "ward"],
            &[("needs", Say::Ticked(&["grief", "worry"]))],
            &["line", "a", "b"],
            &["team", "ward"],
        ),
        (
            "the best of all stands under its heading",
            vec![
                json!({ "id": "a", "made_for": worry }),
                json!({ "id": "b", "made_for": worry }),
                json!({ "id": "c", "made_for": worry }),
                json!({
                    "id": "best", "made_for": worry, "suits": { "well": ["bit"] }, "group": "risk",
                    "area": "national",
                }),
                json!({ "id": "ward", "group": "risk", "after": ["team"] }),
                team.clone(),
            ],
            &["line"],
            &[],
            &["a", "b", "c"],
            &["team", "best", "ward", "line"],
        ),
    ];
    for (name, services, named, said, start, rest) in cases {
        let mut json = town_json(services);
        json["alerts"][0]["services"] = json!(named);
        let (steps, under) = page(&sample::read(&json), said);
        assert_eq!(
            (&steps[..], &under[..]),
            (&owned(start)[..], &owned(rest)[..]),
            "{name}"
        );
    }
}

#[test]
fn who_does_not_see_a_service_is_not_led_to_it() {
    let hidden = json!({ "id": "ward", "helps_with": ["grief"], "seen_by": ["professional"] });
    let mut json = town_json(&[hidden]);
    json["alerts"][0]["services"] = json!(["ward", "line"]);
    let bundle = sample::read(&json);
    let (start, _) = page(&bundle, &[("needs", Say::Ticked(&["grief"]))]);
    assert_eq!(start, ["line"]);
}

#[test]
fn what_is_for_danger_is_no_step_of_other_trouble_where_there_is_another() {
    let danger = json!({ "id": "danger", "group": "risk" });
    let made_for = json!({ "id": "danger", "group": "risk", "made_for": ["worry"] });
    let plain =
        json!({ "id": "plain", "routes": [{ "who": "professional", "contacts": ["ask"] }] });
    let cases: &[Started<'_>] = &[
        (
            "another fits",
            vec![plain.clone(), danger.clone()],
            &[],
            &["plain"],
        ),
        (
            "nothing else fits",
            vec![danger.clone()],
            &[],
            &["danger", "line"],
        ),
        (
            "made for it",
            vec![plain.clone(), made_for],
            &[],
            &["plain", "danger"],
        ),
        (
            "an alert is raised",
            vec![plain, danger],
            &[("needs", Say::Ticked(&["grief", "worry"]))],
            &["line", "plain", "danger"],
        ),
    ];
    for (name, services, said, start) in cases {
        assert_eq!(page(&town(services), said).0, **start, "{name}");
    }
}

// Of every bundle

fn is_surely_for(outcome: &ServiceOutcome<'_>) -> bool {
    outcome.verdict == Truth::True && outcome.relevant && outcome.seen != Truth::False
}

/// The parts of the results page, each in its order.
fn parts<'o>(outcome: &'o Outcome<'o>) -> [Vec<&'o ServiceOutcome<'o>>; 5] {
    let page = outcome.arrange();
    let under = page.fits.into_iter().flat_map(|(_, under)| under);
    let fits = page
        .start
        .into_iter()
        .chain(under)
        .chain(page.always)
        .collect();
    [fits, page.may, page.also, page.not_running, page.not_now]
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn results_open_with_up_to_three_steps_that_are_surely_for_this_person(
        case in case(), drawn in any::<u64>(), raw in raw_said(),
    ) {
        let bundle = ordered(&case, drawn, false).bundle;
        let said = case.answers(&case.said(&raw, 3, 1));
        let outcome = Outcome::of(&bundle, &said, sample::now());
        let count = outcome.services.iter().filter(|it| it.start.is_some()).count();
        let (start, rest) = outcome.services.split_at(count);
        prop_assert!(count <= 3);
        prop_assert!(start.iter().all(|it| it.start.is_some() && is_surely_for(it)));
        prop_assert!(count > 0 || !rest.iter().any(is_surely_for), "a step where there is one");
        for (at, step) in start.iter().enumerate() {
            for other in &start[..at] {
                let door = &step.service.ranking.door;
                prop_assert!(door.is_none() || *door != other.service.ranking.door);
                let line = step.service.first_line();
                prop_assert!(line.is_none() || line != other.service.first_line());
            }
        }
    }

    #[test]
    fn what_stands_behind_another_never_stands_before_it(
        case in case(), drawn in any::<u64>(), raw in raw_said(),
    ) {
        let bundle = ordered(&case, drawn, false).bundle;
        let said = case.answers(&case.said(&raw, 3, 1));
        let outcome = Outcome::of(&bundle, &said, sample::now());
        let parts = parts(&outcome);
        // An alert leads to somebody, even if all whom it leads to wait for others.
        let is_led = |behind: &ServiceOutcome<'_>| {
            outcome.services[0].ix == behind.ix && behind.start == Some(Because::Urgent)
        };
        for part in &parts {
            for (at, behind) in part.iter().enumerate() {
                let mut after = part[at + 1..].iter();
                prop_assert!(
                    is_led(behind)
                        || !after.any(|it| behind.service.ranking.after.contains(&it.ix)),
                    "{}", behind.service.id
                );
            }
        }
    }

    #[test]
    fn what_is_for_danger_opens_other_trouble_only_where_nothing_else_can(
        case in case(), drawn in any::<u64>(), raw in raw_said(),
    ) {
        let case = ordered(&case, drawn, false);
        let said = case.answers(&case.said(&raw, 3, 1));
        let outcome = Outcome::of(&case.bundle, &said, sample::now());
        let is_for_danger = |it: &ServiceOutcome<'_>| case.bundle.groups[it.service.group].safety;
        let [fits, ..] = &parts(&outcome);
        let starts = fits.iter().filter(|it| it.start.is_some());
        // What such a step is made for is told by its reason.
        let told = |it: &ServiceOutcome<'_>| {
            matches!(it.start, Some(Because::Situation(_) | Because::Need(_)))
        };
        let mut other = starts.clone().filter(|it| is_for_danger(it) && !told(it));
        let can_start = |it: &&&ServiceOutcome<'_>| {
            let after = &it.service.ranking.after;
            let door = &it.service.ranking.door;
            !fits.iter().any(|other| after.contains(&other.ix))
                && !fits.iter().any(|other| other.ix != it.ix && door.is_some() && other.service.ranking.door == *door)
        };
        if outcome.alerts.is_empty() && other.next().is_some() {
            let left = fits.iter().filter(can_start).find(|it| !is_for_danger(it));
            prop_assert!(left.is_none(), "{:?}", left.map(|it| &it.service.id));
        }
    }

    #[test]
    fn an_emergency_leads_to_somebody_who_can_help_now(
        case in case(), drawn in any::<u64>(), raw in raw_said(),
    ) {
        let bundle = ordered(&case, drawn, false).bundle;
        let said = case.answers(&case.said(&raw, 2, 0));
        let outcome = Outcome::of(&bundle, &said, sample::now());
        let emergency = outcome.alerts.iter().find(|it| it.severity == Severity::Emergency);
        let usable = |ix| {
            let service = outcome.service(ix).unwrap();
            let own = service.service;
            // The nation's may be replaced by a local one with the same door, and nobody is led to
            // their own team.
            let is_sure = bundle.is_local(own) && own.ranking.staff.is_empty();
            service.has_open_route() && service.seen != Truth::False && is_sure
        };
        if let Some(alert) = emergency
            && alert.services.iter().copied().any(usable)
        {
            let first = &outcome.services[0];
            prop_assert_eq!(first.start.clone(), Some(Because::Urgent));
            prop_assert!(
                outcome.alerts.iter().any(|alert| alert.services.contains(&first.ix)),
                "{}", first.service.id
            );
        }
    }
}
