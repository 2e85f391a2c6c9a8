//! Panels: what is scored and how, what is refused, and whom a change moves.

use std::fs;
use std::path::{Path, PathBuf};

use nwd_check::panel::{FaultKind, Journey, Score, Totals};
use nwd_core::answers::Answer;
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::domain::{Domain, FactIx, Value, ValueSet};
use nwd_core::format::cases::Said;
use nwd_core::format::panel::Vignette;
use nwd_core::format::{Json as Tree, Table};
use nwd_core::journey::{Outcome, Screen, Walk};
use nwd_core::knowledge::Knowledge;
use nwd_core::truth::Truth;
use nwd_testing::small::config;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::run::{TINY, check, copy_of_tiny, folder, nwd, text};

/// Three people of the fixture's area: what is wrong with the first two is worked out by hand.
const PANEL: &str = r#"[
  {
    "id": "q01",
    "area": "tiny",
    "who": "Aged 16 & worried",
    "truth": { "audience": "young-person", "needs": ["worry"], "age": 16, "lives_in": "here", "at_school": false },
    "gold": ["clinic"],
    "must_top3": ["clinic"],
    "never_top3": ["line"],
    "harm": { "line": "They wait." },
    "must_fit": ["clinic"],
    "must_not_fit": ["club"],
    "alerts": [],
    "missing": "A choir",
    "why": "Page 2."
  },
  {
    "id": "q02",
    "area": "tiny",
    "who": "Aged 30, in danger",
    "truth": { "audience": "parent-carer", "danger": "now", "age": 30, "lives_in": "?" },
    "gold": ["clinic", "club"],
    "must_top3": ["club"],
    "must_fit": ["clinic"],
    "must_not_fit": ["line"],
    "alerts": [],
    "why": "Page 3."
  },
  {
    "id": "q03",
    "area": "tiny",
    "who": "Worried, and says no more",
    "truth": { "audience": "young-person", "needs": ["worry"], "age": null },
    "answers": { "audience": "young-person" },
    "gold": ["line", "clinic"],
    "must_top3": ["line", "clinic"],
    "must_fit": ["clinic"],
    "must_not_fit": ["club"],
    "alerts": [],
    "why": "Page 1."
  }
]
"#;

/// A copy of the fixture with a panel.
fn with_panel(name: &str, panel: &str) -> PathBuf {
    let copy = copy_of_tiny(name);
    fs::write(copy.join("panel.json"), panel).unwrap();
    copy
}

/// What `nwd panel --format json` prints, and its exit status.
fn scored(arguments: &[&str]) -> (i32, Json) {
    let run = nwd(&[&["panel", "--format", "json"], arguments].concat());
    let json = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    (run.status, json)
}

fn member<'a>(json: &'a Json, path: &str) -> &'a Json {
    json.pointer(path)
        .unwrap_or_else(|| panic!("{path}: {json}"))
}

/// The kinds and subjects of somebody's faults, in order.
fn faults(person: &Json) -> Vec<String> {
    let faults = member(person, "/faults").as_array().unwrap().iter();
    let text = |fault: &Json, key| member(fault, key).as_str().unwrap().to_owned();
    let mut faults: Vec<String> = faults
        .map(|it| text(it, "/kind") + " " + &text(it, "/of"))
        .collect();
    faults.sort();
    faults
}

#[test]
fn a_small_panel_scores_as_worked_out_by_hand() {
    let copy = with_panel("panel-by-hand", PANEL);
    let (status, json) = scored(&[text(&copy)]);
    assert_eq!(status, 1);
    let people = member(&json, "/people").as_array().unwrap();
    let wanted: [(&str, usize, f64, &[&str]); 3] = [
        // The clinic and the line fit; one of the one that is wanted is there.
        ("q01", 2, 1.0, &["never-top3 line", "not-gold line"]),
        // Only the line fits somebody of 30, and the club does not run.
        (
            "q02",
            1,
            0.0,
            &[
                "alert danger-now",
                "fit clinic",
                "fit line",
                "must-top3 club",
                "not-gold line",
            ],
        ),
        // The line fits; the clinic may, and follows as there are fewer than three.
        ("q03", 2, 1.0, &[]),
    ];
    assert_eq!(people.len(), wanted.len());
    for (person, (id, first, p, wrong)) in people.iter().zip(wanted) {
        assert_eq!(member(person, "/id"), id);
        assert_eq!(
            member(person, "/first").as_array().unwrap().len(),
            first,
            "{id}"
        );
        assert_eq!(member(person, "/p_at_3").as_f64(), Some(p), "{id}");
        assert_eq!(faults(person), wrong, "{id}");
    }
    // At 30 only the line is left: neither home nor school is asked. Of no age that is said, not school.
    let asked: Vec<_> = people.iter().map(|it| member(it, "/asked")).collect();
    assert_eq!(asked, [6, 4, 5]);
    assert_eq!(
        member(&json, "/totals"),
        &json!({
            "people": 3, "passed": 1, "mean_p_at_3": 2.0 / 3.0, "must_top3": { "hit": 3, "of": 4 },
            "never_top3": 1, "fit_faults": 2, "alert_faults": 1, "mean_p_at_results": 2.0 / 3.0,
            "median_asked": 5.0, "median_before_results": 5.0, "median_screens": 5.0
        })
    );
}

#[test]
fn people_see_whom_it_fails_and_why() {
    let copy = with_panel("panel-text", PANEL);
    let run = nwd(&["panel", text(&copy)]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    for line in [
        "tiny 2026.11.1, at 2026-11-23 10:00",
        "  Aged 16 & worried",
        "  line must never be among the first three and is ",
        ": They wait.",
        "  club must be among the first three and does not fit",
        "  danger-now must not be raised and is",
        "  should: clinic > club",
        "  missing: A choir",
        "  why: Page 2.",
        "mean p@3 0.67 (0.67 when the results come), must-top3 3/4, never-top3 violations 1, \
         fit faults 2, alert faults 1, 5 questions on 5 screens before the results and 5 in all \
         (medians) over 3 people; 1 pass\n",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
    assert!(!run.out.contains("q03"), "{}", run.out);
}

#[test]
fn whoever_all_pass_is_clean() {
    let passing = folder("panel-clean").join("panel.json");
    let people: Json = serde_json::from_str(PANEL).unwrap();
    fs::write(&passing, json!([people.get(2).unwrap()]).to_string()).unwrap();
    let run = nwd(&["panel", TINY, "--panel", text(&passing)]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    let run = nwd(&["panel", TINY]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("has no panel.json"), "{}", run.err);
}

#[test]
fn the_page_to_sign_has_everybody_and_room_to_sign() {
    let copy = with_panel("panel-page", PANEL);
    let page = copy.join("../page.html");
    let run = nwd(&["panel", text(&copy), "--format", "html", "-o", text(&page)]);
    assert_eq!((run.status, run.out.as_str()), (1, ""), "{}", run.err);
    let html = fs::read_to_string(page).unwrap();
    for part in [
        "Aged 16 &amp; worried",
        "Worried, and says no more",
        "<strong>The Clinic</strong>",
        "Not in the content: A choir",
        "For 1 of 3 people nothing differs. Of what must be among the first three 3 of 4 is",
        "The Club must be among the first three and does not fit",
        "<th scope=\"col\">Name<th scope=\"col\">Role<th scope=\"col\">Date<th scope=\"col\">Signature",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn fewer_answers_are_scored_by_themselves() {
    let copy = with_panel("panel-after", PANEL);
    // Nothing is known: the line fits, the clinic may. Of what q02 wants one of two is there.
    let (_, json) = scored(&[text(&copy), "--after", "0"]);
    let p = |at| member(&json, &format!("/people/{at}/p_at_3")).as_f64();
    assert_eq!([0, 1, 2].map(p), [Some(1.0), Some(0.5), Some(1.0)]);
    let curve = member(&json, "/curve").as_array().unwrap();
    assert_eq!(curve.len(), 13);
    for answers in [0, 3, 7, 12] {
        let (_, after) = scored(&["content/kent", "--after", &answers.to_string()]);
        let mean = member(&after, "/totals/mean_p_at_3");
        assert_eq!(member(&after, &format!("/curve/{answers}")), mean);
    }
}

/// A change to the panel, and what is refused for it: the code, where, and a part of the remedy.
#[rustfmt::skip]
const BAD: &[(&str, &str, &str, &str, u64, &str)] = &[
    ("\"id\": \"q01\",", "", "missing-key", "/0", 2, "Add \"id\""),
    ("\"id\": \"q02\"", "\"id\": \"q01\"", "duplicate-id", "/1/id", 18, "an id of their own"),
    ("\"area\": \"tiny\"", "\"area\": \"town\"", "other-area", "/0/area", 4, "\"tiny\""),
    ("\"who\": \"Aged 16 & worried\"", "\"who\": 16", "wrong-type", "/0/who", 5, "a text"),
    ("\"age\": 16", "\"shoe\": 16", "unknown-fact", "/0/truth/shoe", 6, "lives_in"),
    ("\"age\": 16", "\"age\": 160", "outside-domain", "/0/truth/age", 6, "0 to 120"),
    ("[\"worry\"], \"age\": 16", "[\"hunger\"], \"age\": 16", "outside-domain", "/0/truth/needs/0", 6, "worry, sleep"),
    ("\"answers\": { \"audience\": \"young-person\" }", "\"answers\": { \"audience\": \"child\" }", "outside-domain", "/2/answers/audience", 34, "young-person"),
    ("\"gold\": [\"clinic\"]", "\"gold\": [\"clinic\", \"klinik\"]", "unknown-service", "/0/gold/1", 7, "id of a service"),
    ("\"gold\": [\"clinic\"]", "\"gold\": [\"clinic\", \"clinic\"]", "duplicate-id", "/0/gold/1", 7, "Keep one"),
    ("\"gold\": [\"clinic\"],\n    \"must_top3\": [\"clinic\"]", "\"gold\": [],\n    \"must_top3\": []", "empty-gold", "/0/gold", 7, "at least one"),
    ("\"must_top3\": [\"clinic\"]", "\"must_top3\": [\"line\"]", "wanted-and-not", "/0/must_top3/0", 8, "which of the two"),
    ("\"never_top3\": [\"line\"]", "\"never_top3\": [\"line\", \"clinic\"]", "wanted-and-not", "/0/never_top3/1", 9, "which of the two"),
    ("\"harm\": { \"line\"", "\"harm\": { \"club\"", "wanted-and-not", "/0/harm/club", 10, "Add it there"),
    ("\"must_fit\": [\"clinic\"]", "\"must_fit\": [\"club\"]", "wanted-and-not", "/0/must_not_fit/0", 12, "which of the two"),
    ("\"alerts\": []", "\"alerts\": [\"fire\"]", "unknown-alert", "/0/alerts/0", 13, "id of an alert"),
    ("\"missing\"", "\"mising\"", "unknown-key", "/0/mising", 14, "missing"),
];

#[test]
fn what_cannot_be_scored_is_refused_where_it_stands() {
    for (at, (from, to, code, pointer, line, help)) in BAD.iter().enumerate() {
        assert!(PANEL.contains(from), "{from}");
        let copy = with_panel(&format!("panel-bad-{at}"), &PANEL.replacen(from, to, 1));
        let (status, found) = check(&copy);
        let is_it = |found: &crate::run::Found| {
            (
                found.text("code"),
                found.text("pointer"),
                found.number("line"),
            ) == (*code, *pointer, *line)
                && found.text("help").contains(help)
                && Path::new(found.text("file")) == copy.join("panel.json")
        };
        assert_eq!((status, found.len()), (1, 1), "{to}: {found:#?}");
        assert!(found.iter().all(is_it), "{to}: {found:#?}");
        let run = nwd(&["panel", text(&copy)]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{to}");
        assert!(run.err.contains(code), "{to}: {}", run.err);
    }
}

#[test]
fn everything_wrong_is_refused_at_once_from_any_file() {
    let file = folder("panel-all").join("people.json");
    let spoilt = PANEL
        .replace("\"age\": 16", "\"age\": 160")
        .replace("\"tiny\"", "\"town\"");
    fs::write(&file, spoilt).unwrap();
    let run = nwd(&["panel", TINY, "--panel", text(&file)]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("Found 4 errors"), "{}", run.err);
    for bad in ["{}", "[1]", "[", ""] {
        fs::write(&file, bad).unwrap();
        let run = nwd(&["panel", TINY, "--panel", text(&file)]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{bad}");
    }
}

#[test]
fn nobody_is_of_a_panel_who_cannot_be() {
    let copy = with_panel("panel-impossible", PANEL);
    let facts = copy.join("facts.json");
    let before = fs::read_to_string(&facts).unwrap();
    let never = r#"[{ "values": ["here"], "when": { "between": { "fact": "age", "max": 17 } } }]"#;
    let values = r#""values": ["here", "elsewhere"]"#;
    let after = before.replacen(values, &format!("{values}, \"never\": {never}"), 1);
    fs::write(&facts, after).unwrap();
    fs::remove_file(copy.join("cases.json")).unwrap();
    let (_, found) = check(&copy);
    let found: Vec<_> = found
        .iter()
        .map(|it| (it.text("code"), it.text("pointer")))
        .collect();
    assert_eq!(found, [("impossible-person", "/0/truth/lives_in")]);
}

#[test]
fn diff_says_who_of_the_panel_is_moved() {
    let old = with_panel("panel-moved-old", PANEL);
    let new = with_panel("panel-moved-new", PANEL);
    let clinic = new.join("services/clinic.json");
    let before = fs::read_to_string(&clinic).unwrap();
    fs::write(&clinic, before.replace("\"max\": 18", "\"max\": 15")).unwrap();
    // The way in from 16 would be nobody's.
    let text_now = fs::read_to_string(&clinic).unwrap();
    fs::write(&clinic, text_now.replace("\"min\": 16", "\"min\": 12")).unwrap();
    let run = nwd(&["diff", text(&old), text(&new)]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let heading = "Of 3 people of the panel 1 have others first: 0 better, 1 worse, 0 neither.";
    for line in [
        heading,
        "  worse q01: Aged 16 & worried\n    before: ",
        "    now:    line (p@3 0.00)",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
    let moved = |old: &Path, new: &Path| -> Json {
        let run = nwd(&["diff", text(old), text(new), "--format", "json"]);
        let json: Json = serde_json::from_str(&run.out).unwrap();
        member(&json, "/panel").clone()
    };
    let worse = moved(&old, &new);
    assert_eq!(worse.as_array().unwrap().len(), 1);
    assert_eq!(member(&worse, "/0/turn"), "worse");
    assert_eq!(member(&worse, "/0/now/first"), &json!(["line"]));
    assert_eq!(member(&moved(&new, &old), "/0/turn"), "better");
    assert_eq!(moved(&old, &old), json!([]));
    fs::remove_file(new.join("panel.json")).unwrap();
    let run = nwd(&["diff", text(&old), text(&new)]);
    assert!(!run.out.contains("of the panel"), "{}", run.out);
}

// Anybody, scored and walked a second time, by other means.

/// The bundle of City & Hackney.
fn shipped() -> Bundle {
    let built = nwd(&["build", "content/city-and-hackney", "-o", "-"]);
    Bundle::read(built.out.as_bytes()).unwrap()
}

/// Somebody who can be: for each question a number that says which answer, or none.
fn somebody(bundle: &Bundle, choices: &[u8]) -> Vec<(FactIx, Value)> {
    let mut answers = nwd_core::answers::Answers::default();
    let mut said = Vec::new();
    for ((at, fact), choice) in bundle.facts.iter().zip(choices) {
        let count = fact.domain.values().len().max(1);
        let one = usize::from(*choice) % count;
        let value = match fact.domain {
            Domain::OneOf(_) => Value::One(one as u8),
            Domain::AnyOf(_) if choice % 3 == 0 => Value::Any(ValueSet::default()),
            Domain::AnyOf(_) => Value::Any(ValueSet::default().with(one as u8)),
            Domain::Integer { min, .. } => Value::Integer(min + i32::from(*choice) % 30),
            Domain::YesNo => Value::YesNo(choice % 2 == 0),
        };
        let mut with = answers.clone();
        with.set(at, Some(Answer::Given(value)));
        let can_be = Knowledge::new(&bundle.facts, &with).left(at, &with) == with.get(at);
        if can_be && (choice % 5 != 0 || fact.required) {
            answers = with;
            said.push((at, value));
        }
    }
    said
}

#[test]
fn diff_knows_a_value_by_the_name_that_it_had() {
    let panel = PANEL.replace("\"worry\"", "\"sleep\"");
    let (old, new) = (
        with_panel("panel-was-old", "[]"),
        with_panel("panel-was-new", &panel),
    );
    let rename = |place: PathBuf, from: &str, to: &str| {
        let text = fs::read_to_string(&place).unwrap();
        fs::write(&place, text.replace(from, to)).unwrap();
    };
    rename(old.join("facts.json"), "\"sleep\"", "\"tired\"");
    rename(old.join("locales/en/words.json"), "\"sleep\"", "\"tired\"");
    let values = "[\"worry\", \"sleep\"]";
    let parted = format!("{values}, \"was\": {{ \"tired\": [\"sleep\"] }}");
    rename(new.join("facts.json"), values, &parted);
    let run = nwd(&["diff", text(&old), text(&new), "--format", "json"]);
    let json: Json = serde_json::from_str(&run.out).unwrap();
    assert_eq!(member(&json, "/panel"), &json!([]));
}

/// Their truth, as a panel has it. What they do not say is written as `"?"`: nothing is taken for
/// usual.
fn truth(bundle: &Bundle, said: &[(FactIx, Value)]) -> Said {
    let json = |at: FactIx, value: Value| {
        let domain = &bundle.facts.get(at).unwrap().domain;
        match value {
            Value::One(one) => domain.name(one).into(),
            Value::Any(ticks) => ticks
                .iter()
                .map(|one| Tree::from(domain.name(one)))
                .collect(),
            Value::Integer(number) => Tree::Integer(number.into()),
            Value::YesNo(yes) => Tree::Bool(yes),
        }
    };
    let members = bundle.facts.iter().map(|(at, fact)| {
        let value = said.iter().find(|(other, _)| *other == at);
        let value = value.map_or_else(|| "?".into(), |(at, value)| json(*at, *value));
        (fact.id.clone(), value)
    });
    Said(Tree::Object(members.collect()))
}

/// The widget's own way through the questions, those among the results included: the number of them,
/// and what is then said.
fn walked(bundle: &Bundle, said: &[(FactIx, Value)], now: Moment) -> (usize, Walk) {
    let mut walk = Walk::start(bundle, &[], now);
    let mut asked = 0;
    let answer = |fact| {
        let value = said.iter().find(|(other, _)| *other == fact);
        let answer = value.map_or(Answer::Declined, |(_, value)| Answer::Given(*value));
        (fact, answer)
    };
    loop {
        match walk.screen() {
            Screen::Question(fact) => {
                let facts = walk.asked_with(bundle, fact);
                let said: Vec<_> = facts.iter().map(answer).collect();
                walk.answer(bundle, &said, now);
                asked += said.len();
            }
            Screen::Heard(_) | Screen::Urgent => walk.go_on(),
            _ => {
                let Some(next) = walk.outcome(bundle, now).next else {
                    return (asked, walk);
                };
                walk.answer(bundle, &[answer(next)], now);
                asked += 1;
            }
        }
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn anybody_is_asked_as_the_widget_asks_and_scored_as_it_is_defined(
        choices in prop::collection::vec(any::<u8>(), 40),
        picks in prop::collection::vec(any::<u8>(), 60),
    ) {
        thread_local! { static BUNDLE: Bundle = shipped(); }
        BUNDLE.with(|bundle| {
            let now = Moment::parse("2026-11-23T10:00").unwrap();
            let said = somebody(bundle, &choices);
            let services = bundle.services.iter().zip(&picks);
            let those = |rest: u8| -> Vec<String> {
                let picked = services.clone().filter(|(_, pick)| *pick % 6 == rest);
                picked.map(|(service, _)| service.id.clone()).collect()
            };
            let mut gold = those(0);
            let first = &bundle.services.first().unwrap().id;
            if !gold.contains(first) {
                gold.push(first.clone());
            }
            let person = Vignette {
                truth: truth(bundle, &said),
                must_top3: gold.iter().take(2).cloned().collect(),
                gold,
                never_top3: those(2),
                harm: Table::default(),
                must_fit: those(3),
                must_not_fit: those(4),
                alerts: Some(Vec::new()),
                ..Vignette::default()
            };
            let journey = Journey::of(&person, bundle, now);
            let (asked, walk) = walked(bundle, &said, now);
            prop_assert_eq!((journey.asked(), journey.whole()), (asked, walk.answers()));
            let score = Score::of(&person, &journey, None, bundle, now);
            prop_assert_eq!(told(&score), defined(&person, &walk.outcome(bundle, now)));
            let totals = Totals::of(&[score.clone(), score.clone()]);
            let never = 2 * score.count(FaultKind::Never);
            prop_assert_eq!((totals.must, totals.never), (2 * person.must_top3.len(), never));
            Ok(())
        })?;
    }
}

type Figures = (Vec<String>, f64, [usize; 5]);

const KINDS: [FaultKind; 5] = [
    FaultKind::Gold,
    FaultKind::Must,
    FaultKind::Never,
    FaultKind::Fit,
    FaultKind::Alert,
];

fn told(score: &Score<'_>) -> Figures {
    let first = score.first.iter().map(|id| (*id).to_owned()).collect();
    (first, score.p_at_3, KINDS.map(|kind| score.count(kind)))
}

/// The figures by their definition, from what is on the page.
fn defined(person: &Vignette, outcome: &Outcome<'_>) -> Figures {
    let verdicts: Vec<(&String, Truth, bool)> = outcome
        .services
        .iter()
        .map(|it| (&it.service.id, it.verdict, it.relevant))
        .collect();
    let part = |wanted| {
        let these = verdicts.iter().filter(move |it| it.1 == wanted && it.2);
        these.map(|it| it.0.clone()).collect::<Vec<String>>()
    };
    let mut shown = part(Truth::True);
    if shown.len() < 3 {
        shown.extend(part(Truth::Unknown));
    }
    let all = shown.len();
    shown.truncate(3);
    let verdict = |id: &String| verdicts.iter().find(|it| it.0 == id).map(|it| it.1);
    let among = |ids: &[String], is: bool| ids.iter().filter(|id| shown.contains(id) == is).count();
    let hits = among(&person.gold, true);
    let most = [3, person.gold.len(), all].into_iter().min().unwrap();
    let p = if all == 0 {
        0.0
    } else {
        hits as f64 / most as f64
    };
    let lacks = person
        .must_fit
        .iter()
        .filter(|id| verdict(id) == Some(Truth::False));
    let has = person
        .must_not_fit
        .iter()
        .filter(|id| verdict(id) == Some(Truth::True));
    let counts = [
        shown.len() - hits,
        among(&person.must_top3, false),
        among(&person.never_top3, true),
        lacks.count() + has.count(),
        outcome.alerts.len(),
    ];
    (shown, p, counts)
}
