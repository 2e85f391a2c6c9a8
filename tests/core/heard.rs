//! What an answer raises is answered on the very next screen: what comes, for whom, and the way on.

use nwd_core::Bundle;
use nwd_core::journey::{Screen, Walk};
use nwd_core::{Answer, Outcome};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use nwd_testing::sample::{self, Say};
use nwd_testing::small::{Case, Said, case, config, raw_said};

/// Alerts on what is going on, on danger's like, and on what two answers say together.
fn bundle() -> Bundle {
    let needs = |value: &str| json!({ "includes": { "fact": "needs", "values": [value] } });
    let here = json!({ "in": { "fact": "lives_in", "values": ["here"] } });
    let alert = |id: &str, severity: &str, when: Json| json!({ "id": id, "severity": severity, "when": when, "services": ["line"] });
    let mut json = sample::valid();
    json["alerts"] = json!([
        alert("both", "urgent", json!({ "all": [needs("worry"), here] })),
        alert("unsafe", "safeguarding", needs("sleep")),
        alert("grieving", "urgent", needs("grief")),
        alert(
            "now",
            "emergency",
            json!({ "in": { "fact": "lives_in", "values": ["there"] } })
        ),
    ]);
    for id in ["both", "unsafe", "now"] {
        json["locales"]["en"][format!("alert.{id}.title")] = json!("Read this");
    }
    sample::read(&json)
}

fn say(walk: &mut Walk, bundle: &Bundle, id: &str, say: Say) {
    let fact = bundle.facts.find(id).unwrap();
    let answer = sample::answers(bundle, &[(id, say)]).get(fact).unwrap();
    walk.answer(bundle, &[(fact, answer)], sample::now());
}

/// The alerts on the screen, where it is that of what was heard.
fn heard(walk: &Walk, bundle: &Bundle) -> Option<Vec<String>> {
    let Screen::Heard(nth) = walk.screen() else {
        return None;
    };
    let alerts = walk.heard(nth, &walk.outcome(bundle, sample::now()));
    Some(alerts.iter().map(|alert| alert.id.clone()).collect())
}

fn start(bundle: &Bundle) -> Walk {
    let mut walk = Walk::start(bundle, &[], sample::now());
    say(&mut walk, bundle, "audience", Say::Named("young-person"));
    walk
}

/// A name, what is said one after the other, and the alerts that are heard then.
type Row = (
    &'static str,
    &'static [(&'static str, Say)],
    Option<&'static [&'static str]>,
);

#[test]
fn what_an_answer_raises_is_the_next_screen() {
    use Say::{Declined, Named, Ticked};
    let bundle = bundle();
    let cases: &[Row] = &[
        ("nothing raised", &[("needs", Ticked(&["worry"]))], None),
        ("one", &[("needs", Ticked(&["grief"]))], Some(&["grieving"])),
        (
            "several on one screen, gravest first",
            &[("needs", Ticked(&["sleep", "grief"]))],
            Some(&["grieving", "unsafe"]),
        ),
        (
            "what stood before is not said again",
            &[
                ("needs", Ticked(&["grief"])),
                ("needs", Ticked(&["grief", "sleep"])),
            ],
            Some(&["unsafe"]),
        ),
        (
            "nothing new, nothing said",
            &[
                ("needs", Ticked(&["grief"])),
                ("needs", Ticked(&["grief", "worry"])),
            ],
            None,
        ),
        (
            "taken back, nothing said",
            &[("needs", Ticked(&["grief"])), ("needs", Declined)],
            None,
        ),
        (
            "taken back and said anew",
            &[
                ("needs", Ticked(&["grief"])),
                ("needs", Declined),
                ("needs", Ticked(&["grief"])),
            ],
            Some(&["grieving"]),
        ),
        (
            "the answer that completes it",
            &[("needs", Ticked(&["worry"])), ("lives_in", Named("here"))],
            Some(&["both"]),
        ),
    ];
    for (name, said, expected) in cases {
        let mut walk = start(&bundle);
        for (id, what) in *said {
            say(&mut walk, &bundle, id, *what);
        }
        let expected =
            expected.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        assert_eq!(heard(&walk, &bundle), expected, "{name}");
    }
}

#[test]
fn an_emergency_goes_to_the_urgent_page_instead() {
    let bundle = bundle();
    let mut walk = start(&bundle);
    say(&mut walk, &bundle, "needs", Say::Ticked(&["worry"]));
    say(&mut walk, &bundle, "lives_in", Say::Named("there"));
    assert_eq!(walk.screen(), Screen::Urgent);
}

#[test]
fn back_keeps_the_answer_and_leads_to_what_was_heard_while_it_stands() {
    let bundle = bundle();
    let needs = Screen::Question(bundle.facts.find("needs").unwrap());
    let mut walk = start(&bundle);
    say(&mut walk, &bundle, "needs", Say::Ticked(&["grief"]));
    let answers = format!("{:?}", walk.answers());
    walk.back();
    assert_eq!(walk.screen(), needs);
    assert_eq!(format!("{:?}", walk.answers()), answers);
    say(&mut walk, &bundle, "needs", Say::Ticked(&["sleep"]));
    walk.go_on();
    let after = walk.screen();
    assert!(matches!(after, Screen::Question(_)), "{after:?}");
    walk.back();
    assert_eq!(heard(&walk, &bundle), Some(vec!["unsafe".to_owned()]));
    walk.go_on();
    assert_eq!(walk.screen(), after);
    // What stands no more is not gone back to.
    say(&mut walk, &bundle, "needs", Say::Ticked(&["worry"]));
    while walk.can_go_back() {
        walk.back();
        assert_eq!(heard(&walk, &bundle), None);
    }
}

#[test]
fn what_is_raised_among_the_results_leads_back_there() {
    let bundle = bundle();
    for (value, screen) in [("here", Screen::Heard(0)), ("there", Screen::Urgent)] {
        let mut walk = start(&bundle);
        say(&mut walk, &bundle, "needs", Say::Ticked(&["worry"]));
        walk.results();
        say(&mut walk, &bundle, "lives_in", Say::Named(value));
        assert_eq!(walk.screen(), screen);
        walk.go_on();
        assert_eq!(walk.screen(), Screen::Results, "{value}");
    }
}

#[test]
fn going_on_after_help_now_and_back_goes_on_all_the_same() {
    let bundle = bundle();
    let mut walk = start(&bundle);
    say(&mut walk, &bundle, "needs", Say::Ticked(&["grief"]));
    walk.go_on();
    let after = walk.screen();
    walk.urgent();
    walk.go_on();
    assert_eq!(walk.screen(), after);
    walk.back();
    assert!(heard(&walk, &bundle).is_some());
    walk.go_on();
    assert_eq!(walk.screen(), after);
}

/// The alerts that stand, gravest first.
fn standing<'a>(case: &'a Case, walk: &Walk) -> Vec<&'a str> {
    let outcome = Outcome::of(&case.bundle, walk.answers(), sample::now());
    outcome
        .alerts
        .iter()
        .map(|alert| alert.id.as_str())
        .collect()
}

fn is_emergency(case: &Case, id: &str) -> bool {
    let grave = nwd_core::bundle::Severity::Emergency;
    case.bundle
        .alerts
        .iter()
        .any(|alert| alert.id == id && alert.severity == grave)
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn whatever_newly_raises_an_alert_it_is_the_next_screen(
        case in case(), raw in raw_said(), among_results in any::<bool>(),
    ) {
        let said = case.said(&raw, 0, 1);
        let now = sample::now();
        let mut walk = Walk::start(&case.bundle, &[], now);
        while let Some(fact) = walk.outcome(&case.bundle, now).next {
            if among_results {
                walk.results();
            }
            let before = standing(&case, &walk);
            let at = (0..case.small.facts.len()).find(|at| case.fact(*at) == fact).unwrap();
            let answer = match said[at] {
                Said::Nothing => Answer::Declined,
                said => case.answer(at, said).unwrap(),
            };
            walk.answer(&case.bundle, &[(fact, answer)], now);
            let mut new = standing(&case, &walk);
            new.retain(|id| !before.contains(id));
            match walk.screen() {
                Screen::Urgent => {
                    let stands = standing(&case, &walk);
                    prop_assert!(stands.iter().any(|id| is_emergency(&case, id)));
                    walk.go_on();
                }
                Screen::Heard(nth) => {
                    let outcome = walk.outcome(&case.bundle, now);
                    let shown: Vec<_> =
                        walk.heard(nth, &outcome).iter().map(|alert| alert.id.as_str()).collect();
                    prop_assert!(!shown.is_empty());
                    prop_assert_eq!(shown, new);
                    walk.go_on();
                }
                _ => prop_assert!(new.is_empty(), "{:?} is not answered", new),
            }
            let on = matches!(walk.screen(), Screen::Question(_) | Screen::Results);
            prop_assert!(on, "{:?}", walk.screen());
            prop_assert!(!among_results || walk.screen() == Screen::Results);
        }
    }
}
