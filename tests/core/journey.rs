//! The journey: what is shown, what could still change it, and that it ends.

use nwd_core::bundle::{Contact, ContactKind, Status};
use nwd_core::journey::{Birthday, Screen, ServiceOutcome, Walk, birthdays};
use nwd_core::{Answer, Knowledge, Outcome, Truth, Value};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use nwd_testing::sample;
use nwd_testing::small::{Case, Said, Shown, case, config, known, raw_said};

fn outcome<'a>(case: &'a Case, said: &[Said]) -> Outcome<'a> {
    Outcome::of(&case.bundle, &case.answers(said), sample::now())
}

/// What the crate shows, in the tests' own terms.
fn shown(case: &Case, outcome: &Outcome<'_>) -> Shown {
    let raised = |at: usize| {
        outcome
            .alerts
            .iter()
            .any(|alert| alert.id == format!("a{at}"))
    };
    let service = |at: usize| {
        let seen = outcome
            .service(case.bundle.find_service(&format!("s{at}")).unwrap())
            .unwrap();
        let ways = || {
            seen.routes
                .iter()
                .map(|way| way.open.min(way.for_this_asker).known())
                .collect()
        };
        (seen.relevant && seen.verdict != Truth::False).then(|| (seen.verdict.known(), ways()))
    };
    Shown {
        alerts: (0..case.small.alerts.len()).map(raised).collect(),
        services: (0..case.small.services.len()).map(service).collect(),
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn what_is_shown_is_what_an_independent_evaluator_shows(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 2, 1);
        prop_assert_eq!(
            shown(&case, &outcome(&case, &said)),
            case.small.shown(&known(&said))
        );
    }

    #[test]
    fn the_questions_left_are_those_that_could_change_what_is_shown(
        case in case(), raw in raw_said(),
    ) {
        let said = case.said(&raw, 5, 1);
        let outcome = outcome(&case, &said);
        let seen = case.continuations(&said, |known| case.small.shown(known));
        let left: Vec<usize> = outcome.left().iter().map(|fact| fact.index()).collect();
        prop_assert_eq!(&left, &seen.changing());

        let answers = case.answers(&said);
        let knows = Knowledge::new(case.facts(), &answers);
        match outcome.next {
            Some(next) => {
                prop_assert!(outcome.left().contains(next) && knows.can_ask(next));
            }
            // However the rest is answered, and answers that do not count yet included, nothing
            // changes.
            None => prop_assert!(seen.all_alike(), "{:?}", seen.rows),
        }
    }

    #[test]
    fn every_journey_ends(
        case in case(), raw in raw_said(), start in raw_said(), declining in 0_u8..8,
    ) {
        let mut said = case.said(&start, 7, 0);
        let values = case.said(&raw, 0, declining);
        let mut asked: Vec<usize> = Vec::new();
        loop {
            let outcome = outcome(&case, &said);
            let Some(next) = outcome.next else { break };
            let next = next.index();
            prop_assert!(
                said[next] == Said::Nothing && !asked.contains(&next),
                "{} is asked again",
                next
            );
            prop_assert_eq!(
                case.small.applies(next, &known(&said)),
                Some(true),
                "not part of the journey"
            );
            asked.push(next);
            said[next] = values[next];
            prop_assert!(asked.len() <= case.small.facts.len());
        }
    }

    #[test]
    fn nothing_is_asked_that_was_not_among_the_questions_left(
        case in case(), raw in raw_said(), declining in 0_u8..8,
    ) {
        let mut said = vec![Said::Nothing; case.small.facts.len()];
        let values = case.said(&raw, 0, declining);
        let mut before = outcome(&case, &said).left();
        while let Some(next) = outcome(&case, &said).next {
            said[next.index()] = values[next.index()];
            let left = outcome(&case, &said).left();
            prop_assert!(
                left.without(before).is_empty(),
                "{:?} came after {:?}",
                left,
                before
            );
            before = left;
        }
    }

    #[test]
    fn answers_on_a_branch_left_behind_do_not_count(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 2, 1);
        let counts = |fact| case.small.applies(fact, &known(&said)) != Some(false);
        let without = said
            .iter()
            .enumerate()
            .map(|(fact, said)| if counts(fact) { *said } else { Said::Nothing });
        let without: Vec<Said> = without.collect();
        prop_assert_eq!(
            format!("{:?}", outcome(&case, &said)),
            format!("{:?}", outcome(&case, &without))
        );
    }

    #[test]
    fn the_same_input_gives_the_same_output(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 3, 1);
        prop_assert_eq!(
            format!("{:?}", outcome(&case, &said)),
            format!("{:?}", outcome(&case.clone(), &said))
        );
    }

    #[test]
    fn services_stand_in_order_and_none_is_lost(case in case(), raw in raw_said()) {
        let said = case.said(&raw, 3, 1);
        let outcome = outcome(&case, &said);
        let mut ids: Vec<usize> = outcome
            .services
            .iter()
            .map(|seen| seen.service.id.strip_prefix('s').unwrap().parse().unwrap())
            .collect();
        ids.sort_unstable();
        prop_assert_eq!(ids, (0..case.small.services.len()).collect::<Vec<_>>());
        // Of what is relevant and running: what fits, then what may, then what is for others.
        let place = |truth: Truth| [2, 1, 0][truth as usize];
        let running = |seen: &&ServiceOutcome<'_>| {
            seen.relevant && !seen.urgent && seen.service.status == Status::Running
        };
        let fitting: Vec<i32> = outcome
            .services
            .iter()
            .filter(running)
            .map(|seen| place(seen.verdict))
            .collect();
        prop_assert!(fitting.is_sorted(), "{:?}", fitting);
        let grave: Vec<_> = outcome.alerts.iter().map(|alert| alert.severity).collect();
        prop_assert!(grave.is_sorted());
    }
}

/// The questions that are left, the next one first, for the valid bundle with these parts in place
/// of its own.
fn check(
    name: &str,
    parts: &[(&str, Json)],
    said: &[(&str, sample::Say)],
    next: Option<&str>,
    left: &[&str],
) {
    let mut json = sample::valid();
    for (pointer, part) in parts {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        json.pointer_mut(parent).unwrap()[key] = part.clone();
    }
    let bundle = sample::read(&json);
    let outcome = Outcome::of(&bundle, &sample::answers(&bundle, said), sample::now());
    let id = |fact| bundle.facts.get(fact).unwrap().id.as_str();
    assert_eq!(
        (
            outcome.next.map(id),
            outcome.left().iter().map(id).collect::<Vec<_>>()
        ),
        (next, left.to_vec()),
        "{name}"
    );
}

#[test]
fn questions_are_asked_while_they_matter() {
    use sample::Say::{Declined, Named, Number, Ticked};
    let is = || json!({ "is": { "fact": "pregnant", "value": true } });
    let alert = |when: Json| {
        let talk = json!(["talk"]);
        json!([{ "id": "grieving", "severity": "urgent", "when": when, "services": talk }])
    };
    let everyone = || json!({ "all": [] });
    let local = || json!({ "in": { "fact": "lives_in", "values": ["here"] } });
    let me = ("audience", Named("young-person"));
    let worried = ("needs", Ticked(&["worry"]));
    check(
        "nothing said",
        &[],
        &[],
        Some("audience"),
        &[
            "audience",
            "needs",
            "age",
            "lives_in",
            "role",
            "pregnant",
            "first_baby",
        ],
    );
    check(
        "a service that is not about it asks nothing",
        &[],
        &[me, ("needs", Ticked(&[]))],
        None,
        &[],
    );
    check(
        "sensitive ones come last",
        &[],
        &[me, worried, ("age", Number(14))],
        Some("lives_in"),
        &["lives_in", "pregnant", "first_baby"],
    );
    check(
        "what a verdict rests on",
        &[],
        &[me, worried, ("age", Number(30))],
        None,
        &[],
    );
    check(
        "an alert that could still name the service brings its questions, after its own",
        &[("/alerts", alert(is()))],
        &[me, ("needs", Ticked(&[])), ("age", Number(14))],
        Some("pregnant"),
        &["lives_in", "pregnant", "first_baby"],
    );
    check(
        "needs declined: a verdict that an answer can still make certain is asked for",
        &[("/services/0/for", json!({ "any": [local(), is()] }))],
        &[me, ("needs", Declined), ("pregnant", Declined)],
        Some("lives_in"),
        &["lives_in"],
    );
    check(
        "a verdict that stays open: a way in that an answer can still open is asked for",
        &[
            ("/services/0/for", is()),
            ("/services/0/routes/0/when", local()),
        ],
        &[me, worried, ("pregnant", Declined)],
        Some("lives_in"),
        &["lives_in"],
    );
    check(
        "a paused service has no ways in to ask about",
        &[
            ("/services/0/for", everyone()),
            ("/services/0/routes/0/when", local()),
            ("/services/0/status", json!("paused")),
        ],
        &[me, worried],
        None,
        &[],
    );
}

/// What a person says, one answer after the other, and what stands then.
#[test]
fn what_cannot_be_is_neither_offered_nor_kept() {
    let mut json = sample::valid();
    json["facts"][3]["never"] = json!([
        { "values": ["there"], "when": { "between": { "fact": "age", "max": 9 } } },
        { "values": ["here", "elsewhere"], "when": { "between": { "fact": "age", "max": 4 } } },
        {
            "values": ["there", "elsewhere"],
            "when": { "between": { "fact": "age", "min": 19, "max": 19 } }
        },
    ]);
    let bundle = sample::read(&json);
    let fact = |id: &str| bundle.facts.find(id).unwrap();
    let (age, lives_in) = (fact("age"), fact("lives_in"));
    let position = |id: &str| {
        Value::One(
            bundle
                .facts
                .get(lives_in)
                .unwrap()
                .domain
                .position(id)
                .unwrap(),
        )
    };
    let said = |value: Value| Answer::Given(value);
    let mut walk = Walk::start(
        &bundle,
        &[
            (fact("audience"), Value::One(0)),
            (fact("needs"), Value::Any([0].into_iter().collect())),
        ],
        sample::now(),
    );
    let offered = |walk: &Walk| {
        let known = Knowledge::new(&bundle.facts, walk.answers());
        let domain = &bundle.facts.get(lives_in).unwrap().domain;
        let ids = bundle
            .choices(lives_in, &known)
            .iter()
            .map(|at| domain.values()[usize::from(at)].clone());
        ids.collect::<Vec<_>>()
    };
    let answer = |walk: &mut Walk, fact, value| {
        drop(walk.answer(&bundle, &[(fact, said(value))], sample::now()))
    };
    // Nothing is known of the age: everything can be.
    assert_eq!(offered(&walk), ["here", "there", "elsewhere"]);
    answer(&mut walk, age, Value::Integer(12));
    answer(&mut walk, lives_in, position("there"));
    assert_eq!(walk.answers().get(lives_in), Some(said(position("there"))));
    // A lower age: what was said cannot be, and is forgotten.
    answer(&mut walk, age, Value::Integer(9));
    assert_eq!(
        (offered(&walk), walk.answers().get(lives_in)),
        (vec!["here".to_owned(), "elsewhere".to_owned()], None)
    );
    // One answer is left: it is not asked, and taken back once there is something to ask.
    answer(&mut walk, age, Value::Integer(19));
    assert_eq!(walk.answers().get(lives_in), Some(said(position("here"))));
    assert_ne!(walk.screen(), Screen::Question(lives_in));
    answer(&mut walk, age, Value::Integer(18));
    assert_eq!(walk.answers().get(lives_in), None);
    // What was said counts all the same where it stands in answers that are handed over.
    let handed = sample::answers(
        &bundle,
        &[
            ("age", sample::Say::Number(12)),
            ("lives_in", sample::Say::Named("there")),
        ],
    );
    assert_eq!(
        Knowledge::new(&bundle.facts, &handed).value(lives_in),
        Some(position("there"))
    );
}

#[test]
fn an_answer_and_a_look_again_come_to_the_same() {
    let bundle = sample::bundle();
    let now = sample::now();
    let mut walk = Walk::start(&bundle, &[], now);
    let mut steps = 0;
    while let Screen::Question(fact) = walk.screen() {
        let made = walk.answer(&bundle, &[(fact, Answer::Declined)], now);
        let again = walk.outcome(&bundle, now);
        let whole = Outcome::with_next(&bundle, walk.answers(), now, made.next);
        for other in [&again, &whole] {
            assert_eq!(format!("{made:?}"), format!("{other:?}"));
        }
        steps += 1;
    }
    assert!(steps > 1);
}

#[test]
fn what_to_use_when_it_is_urgent_is_a_number_before_a_link_and_a_link_before_a_place() {
    let contact = |id: &str, kind, value: &str| Contact {
        id: id.to_owned(),
        kind,
        value: value.to_owned(),
        body: None,
        verify: false,
        page: None,
    };
    let door = contact("door", ContactKind::Visit, "");
    let site = contact("site", ContactKind::Web, "https://example.org/");
    let call = contact("call", ContactKind::Phone, "111");
    let text = contact("text", ContactKind::Text, "85258");
    let mut service = sample::bundle().services[0].clone();
    let mut shown = |contacts: &[&Contact]| {
        service.contacts = contacts.iter().map(|it| (*it).clone()).collect();
        let urgent = service.urgent_contacts();
        urgent.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&[&door, &text, &site, &call]), ["text", "call"]);
    assert_eq!(shown(&[&door, &site]), ["site"]);
    assert_eq!(shown(&[&door]), ["door"]);
    assert!(shown(&[]).is_empty());
}

#[test]
fn families_hear_of_the_birthdays_that_are_near() {
    use sample::Say::{Named, Number, Ticked};
    let bundle = sample::bundle();
    // The sample's service is for 11 to 19, and asks whoever is under 16 what others agree to.
    for (age, all, told) in [
        (10, &[11, 16, 20][..], &[][..]),
        (12, &[16, 20], &[]),
        (13, &[16, 20], &[16]),
        (16, &[20], &[]),
        (17, &[20], &[20]),
        (20, &[], &[]),
    ] {
        let said = [
            ("needs", Ticked(&["worry"])),
            ("age", Number(age)),
            ("lives_in", Named("here")),
        ];
        let found = birthdays(&bundle, &sample::answers(&bundle, &said), sample::now());
        let ages = |found: &mut dyn Iterator<Item = &Birthday<'_>>| -> Vec<i32> {
            found.map(|birthday| birthday.age).collect()
        };
        assert_eq!(ages(&mut found.iter()), all, "{age}");
        let mut near = found
            .iter()
            .filter(|birthday| birthday.is_for_families(age));
        assert_eq!(ages(&mut near), told, "{age}");
    }
}

#[test]
fn results_start_with_three_steps_at_most_however_many_an_alert_names() {
    let mut json = sample::valid();
    let line = json["services"][1].clone();
    let words = json["locales"]["en"].as_object().unwrap().clone();
    for nth in 2..6 {
        let id = format!("line{nth}");
        let mut other = line.clone();
        other["id"] = json!(id);
        for contact in other["contacts"].as_array_mut().unwrap() {
            contact["value"] = json!(format!("0800 111 11{nth}"));
        }
        json["services"].as_array_mut().unwrap().push(other);
        json["alerts"][0]["services"]
            .as_array_mut()
            .unwrap()
            .push(json!(id));
        for (key, word) in &words {
            if let Some(part) = key.strip_prefix("service.line.") {
                json["locales"]["en"][format!("service.{id}.{part}")] = word.clone();
            }
        }
    }
    let bundle = sample::read(&json);
    let said = [
        ("audience", sample::Say::Named("young-person")),
        ("needs", sample::Say::Ticked(&["grief"])),
    ];
    let outcome = Outcome::of(&bundle, &sample::answers(&bundle, &said), sample::now());
    let page = outcome.arrange();
    assert_eq!(outcome.alerts[0].services.len(), 5);
    assert_eq!(page.start.len(), 3);
    assert_eq!(page.fit_count(), 5);
}
