//! How the results are laid out: what they can be narrowed down to, and what is copied of them.

use crate::order::{owned, person, town, town_json};
use nwd_core::Outcome;
use nwd_core::journey::{Filter, ServiceOutcome, as_text};
use nwd_core::words::Person;
use nwd_testing::sample::{self, Say};
use serde_json::json;

/// What the rest is narrowed down to, the steps and whom they can turn to at any time aside.
#[test]
fn filters_leave_what_surely_passes() {
    let step = |id: &str| json!({ "id": id, "made_for": ["worry"] });
    let by_staff = json!([{ "who": "professional", "contacts": ["ask"] }]);
    let at_night = json!([{ "days": ["mon"], "from": "02:00", "to": "02:01" }]);
    let bundle = town(&[
        step("a"),
        step("b"),
        step("c"),
        json!({ "id": "calls", "offers": ["phone"], "hours": "always", "cost": "charge" }),
        json!({ "id": "free", "cost": "free", "routes": by_staff, "hours": at_night }),
        json!({ "id": "nation", "area": "national", "cost": "varies", "hours": at_night }),
    ]);
    let outcome = Outcome::of(&bundle, &person(&bundle, &[]), sample::now());
    let prefers = bundle.facts.known().prefers.unwrap();
    for (filters, left) in [
        (vec![], &["calls", "free", "nation"][..]),
        (vec![Filter::Way(prefers, 1)], &["calls"]),
        (vec![Filter::Way(prefers, 0)], &[]),
        (vec![Filter::NoReferral], &["calls", "nation"]),
        (vec![Filter::Free], &["free"]),
        (vec![Filter::OpenNow], &["calls"]),
        (vec![Filter::Local], &["calls", "free"]),
        (vec![Filter::Local, Filter::NoReferral], &["calls"]),
        (vec![Filter::Free, Filter::OpenNow], &[]),
    ] {
        let mut page = outcome.arrange();
        page.narrow(&bundle, &filters);
        let ids = |list: &[&ServiceOutcome<'_>]| -> Vec<String> {
            list.iter().map(|it| it.service.id.clone()).collect()
        };
        let mut rest = ids(&page.rest().collect::<Vec<_>>());
        rest.sort();
        assert_eq!(rest, owned(left), "{filters:?}");
        assert_eq!(ids(&page.start), owned(&["a", "b", "c"]), "{filters:?}");
        assert_eq!(ids(&page.always), owned(&["line"]), "{filters:?}");
    }
}

#[test]
fn who_is_there_at_any_time_is_copied_whatever_is_raised() {
    let helps = |id: &str| json!({ "id": id, "helps_with": ["worry", "grief"], "made_for": ["worry", "grief"] });
    let mut json = town_json(&["team", "a", "b", "c"].map(helps));
    json["alerts"][0]["services"] = json!(["team"]);
    let bundle = sample::read(&json);
    let say = bundle.words.speak("en", Person::You);
    for (needs, is_raised) in [(&["worry"], false), (&["grief"], true)] {
        let answers = person(&bundle, &[("needs", Say::Ticked(needs))]);
        let outcome = Outcome::of(&bundle, &answers, sample::now());
        assert_eq!(!outcome.alerts.is_empty(), is_raised);
        let text = as_text(&bundle, &outcome, say);
        assert!(
            text.contains(&say.text("service.line.name")),
            "{needs:?}: {text}"
        );
    }
}
