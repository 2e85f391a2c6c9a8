//! Two versions: who gains and who loses is told by brute force; and what differs for everybody alike is told with its side.

use std::collections::BTreeSet;

use nwd_core::Bundle;
use nwd_core::format::Json as Tree;
use nwd_prove::compare::merged_space::MergedSpace;
use nwd_prove::compare::people::{Kind, Party, diff};
use nwd_prove::compare::unconditional::differences;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::support::{LIMITS, everybody, proved_case, said, whole_completions};
use nwd_testing::sample;
use nwd_testing::small::{Case, Said, config, known};

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn who_gains_and_who_loses_is_told_by_brute_force(case in proved_case(), other in any::<(u8, u8, u8)>()) {
        let Some(new) = changed(&case, other) else { return Ok(()) };
        let merged = MergedSpace::new(&case.bundle, &new.bundle).unwrap();
        let told = diff(&merged, LIMITS).unwrap();
        for at in 0..case.small.services.len() {
            let change = told.changes.iter().find(|change| change.kind == Kind::Service && change.id == format!("s{at}"));
            let shown = |case: &Case, said: &[Said]| case.small.shown(&known(said)).services[at].clone();
            let has_own = |case: &Case, said: &[Said]| matches!(shown(case, said), Some((Some(true), ways)) if ways.contains(&Some(true)));
            let has = |case: &Case, said: &[Said]| has_own(case, said)
                || shown(case, said).is_some() && case.small.is_through_others(at, &known(said));
            let people: Vec<_> = both_peoples(&case, &new).into_iter().collect();
            let more = |one: &Case, other: &Case, said: &[Said]| !has(one, said) && has(other, said) || !has_own(one, said) && has_own(other, said);
            let gains = |said: &[Said]| more(&case, &new, said);
            let loses = |said: &[Said]| more(&new, &case, said);
            let gained = people.iter().filter(|person| gains(&said(person, 0))).count();
            let lost = people.iter().filter(|person| loses(&said(person, 0))).count();
            let is_so = |party: &Party, changes: &dyn Fn(&[Said]) -> bool| {
                let like = whole_completions(&case, &party.example, &people);
                !like.is_empty() && like.iter().all(|said| changes(said))
            };
            if let Some(party) = change.and_then(|change| change.gained.as_ref()) {
                prop_assert!(is_so(party, &gains), "{:?} {:#}", party.example, new.json);
            }
            if let Some(party) = change.and_then(|change| change.lost.as_ref()) {
                prop_assert!(is_so(party, &loses), "{:?} {:#}", party.example, new.json);
            }
            prop_assert_eq!(change.is_some_and(|change| change.gained.is_some()), gained > 0, "{:#}", new.json);
            prop_assert_eq!(change.is_some_and(|change| change.lost.is_some()), lost > 0, "{:#}", new.json);
        }
    }
}

/// Everybody that there can be by the questions of either version.
fn both_peoples(one: &Case, other: &Case) -> BTreeSet<Vec<Option<usize>>> {
    everybody(one).into_iter().chain(everybody(other)).collect()
}

/// The same bundle with one thing changed; nothing where that is no valid bundle.
fn changed(case: &Case, (what, which, other): (u8, u8, u8)) -> Option<Case> {
    let mut small = case.small.clone();
    let count = small.services.len();
    let (which, other) = (usize::from(which) % count, usize::from(other) % count);
    match what % 4 {
        0 => small.services[which].eligibility = case.small.services[other].eligibility.clone(),
        1 => small.services[which].routes = case.small.services[other].routes.clone(),
        2 => small.services[which].running = !small.services[which].running,
        _ => small.services[which].helps_with = case.small.services[other].helps_with.clone(),
    }
    let json = small.json();
    let bundle = Bundle::read(json.to_string().as_bytes()).ok()?;
    Some(Case {
        small,
        bundle,
        json,
    })
}

/// An example rests on no question that is not asked: 'not asked k3' is 'k1 and k2', and never 'anybody'.
#[test]
fn an_example_is_told_by_answers_to_questions_that_are_asked() {
    let mut old = sample::valid();
    let yes_no = |id: &str| json!({ "id": id, "type": "yes-no" });
    let is = |id: &str, value: bool| json!({ "is": { "fact": id, "value": value } });
    let mut last = yes_no("k3");
    last["when"] = json!({ "any": [is("k1", false), is("k2", false)] });
    old["facts"]
        .as_array_mut()
        .unwrap()
        .extend([yes_no("k1"), yes_no("k2"), last]);
    for id in ["k1", "k2", "k3"] {
        for key in ["question", "short"] {
            old["locales"]["en"][format!("fact.{id}.{key}")] = id.into();
        }
    }
    old["services"][1]["for"] = json!({ "all": [] });
    old["services"][1]["routes"] =
        json!([{ "who": "self", "contacts": [old["services"][1]["contacts"][0]["id"]] }]);
    let mut new = old.clone();
    new["services"][1]["for"] = json!({ "any": [is("k3", true), is("k3", false)] });
    let merged = MergedSpace::new(&sample::read(&old), &sample::read(&new)).unwrap();
    let told = diff(&merged, LIMITS).unwrap();
    let [change] = &told.changes[..] else {
        panic!("{:?}", told.changes)
    };
    let example = &change.lost.as_ref().unwrap().example;
    let words = example.words(&told.bundle);
    assert!(words.contains("k1: yes; k2: yes"), "{words}");
}

// What differs for everybody alike

/// What differs, as `side of: what (old; new)`.
fn told(old: &Json, new: &Json) -> Vec<String> {
    let tree = |json: &Json| Tree::parse(json.to_string().as_bytes()).unwrap();
    let (old, new) = (tree(old), tree(new));
    let bundle = |tree: &Tree| Bundle::from_json(tree).unwrap();
    let found = differences((&bundle(&old), &old), (&bundle(&new), &new));
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
    let line = |it: nwd_prove::compare::unconditional::Difference| {
        let (old, new) = (or_none(it.old), or_none(it.new));
        format!("{} {}: {} ({old}; {new})", it.side.name(), it.of, it.what)
    };
    found.into_iter().map(line).collect()
}

#[test]
fn what_keeps_people_safe_is_compared_for_everybody_alike() {
    let mut old = sample::valid();
    old["alerts"][0]["services"] = json!(["line", "talk"]);
    old["crisis"] = json!(["line", "talk"]);
    let age = sample::fact(&old, "age");
    old["facts"][age]["required"] = true.into();
    assert_eq!(told(&old, &old), Vec::<String>::new());
    // Where, what stands there instead, and how each way is told, the older version first.
    let table: Vec<(String, Json, &str, &str)> = vec![
        (
            "/alerts/0/severity".to_owned(),
            json!("safeguarding"),
            "loss alert grieving: severity (urgent; safeguarding)",
            "gain alert",
        ),
        (
            "/alerts/0/services".to_owned(),
            json!(["line"]),
            "loss alert grieving: services, without",
            "gain alert",
        ),
        (
            "/crisis".to_owned(),
            json!(["line"]),
            "loss crisis panel: services, without",
            "gain crisis panel",
        ),
        (
            "/modules/0/cut_offs".to_owned(),
            json!([4]),
            "loss questionnaire two-items: bands (",
            "loss questionnaire two-items: bands",
        ),
        (
            "/modules/0/flags".to_owned(),
            json!([]),
            "loss questionnaire two-items: flag of item dark for alert grieving (raised from 2; none)",
            "gain questionnaire",
        ),
        (
            "/modules/0/flags/0/min".to_owned(),
            json!(1),
            "gain questionnaire two-items: flag of item dark for alert grieving (raised from 2; raised from 1)",
            "loss questionnaire",
        ),
        (
            "/modules/0/max_age".to_owned(),
            json!(99),
            "loss questionnaire two-items: ages (13 to 120; 13 to 99)",
            "gain questionnaire",
        ),
        (
            "/modules/0/licence".to_owned(),
            json!("Other."),
            "change questionnaire two-items: licence (",
            "change questionnaire",
        ),
        (
            "/modules".to_owned(),
            json!([]),
            "loss questionnaire",
            "gain questionnaire",
        ),
        (
            format!("/facts/{age}/required"),
            json!(false),
            "change question age: required (true; false)",
            "change question age",
        ),
        (
            format!("/facts/{}/never", sample::fact(&old, "lives_in")),
            json!([{ "values": ["there"], "when": { "between": { "fact": "age", "max": 11 } } }]),
            "loss question lives_in: never (",
            "loss question lives_in: never (",
        ),
        (
            "/services/0/after".to_owned(),
            json!(["line"]),
            "gain service talk: after, with line (; line)",
            "loss service talk: after, without line (line; )",
        ),
        (
            "/groups/1/safety".to_owned(),
            json!(true),
            "change group risk: safety (none; true)",
            "loss group risk: safety (true; none)",
        ),
        (
            "/areas/0/covers".to_owned(),
            json!({ "between": { "fact": "age", "max": 30 } }),
            "change area town: covers (",
            "change area town",
        ),
    ];
    for (place, instead, there, back) in table {
        let mut new = old.clone();
        let (parent, key) = place.rsplit_once('/').unwrap();
        match new.pointer_mut(&place) {
            Some(found) => *found = instead,
            None => new.pointer_mut(parent).unwrap()[key] = instead,
        }
        let (way, other) = (told(&old, &new), told(&new, &old));
        assert!(
            !way.is_empty() && way.iter().all(|line| line.starts_with(there)),
            "{place}: {way:#?}"
        );
        assert!(
            !other.is_empty() && other.iter().all(|line| line.starts_with(back)),
            "{place}: {other:#?}"
        );
    }
    let mut new = old.clone();
    let lives_in = sample::fact(&old, "lives_in");
    new["facts"].as_array_mut().unwrap().swap(age, lives_in);
    let order = told(&old, &new);
    assert!(
        !order.is_empty()
            && order
                .iter()
                .all(|line| line.starts_with("change facts: order (")),
        "{order:#?}"
    );
}
