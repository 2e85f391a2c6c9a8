//! An outside oracle for the logic: the ternary logic of FEEL, as the public test kit of DMN has
//! it.
//!
//! The rows are cases 001 to 009 of 0106-feel-ternary-logic and 001 to 003 of
//! 0107-feel-ternary-logic-not (github.com/dmn-tck/tck, compliance level 2), whose null is our
//! unknown.

use nwd_core::Outcome;
use nwd_core::Truth;
use nwd_core::Truth::{False as F, True as T, Unknown as N};
use serde_json::{Value as Json, json};

use nwd_testing::sample::{self, Say};

/// A, B, A and B, A or B.
const AND_OR: [(Truth, Truth, Truth, Truth); 9] = [
    (T, T, T, T),
    (F, T, F, T),
    (N, T, N, T),
    (T, F, F, T),
    (F, F, F, F),
    (N, F, F, N),
    (T, N, N, T),
    (F, N, F, N),
    (N, N, N, N),
];

/// A, not A.
const NOT: [(Truth, Truth); 3] = [(T, F), (F, T), (N, N)];

/// The facts `a` and `b` say this; what is not known is declined, or not said at all.
fn said(id: &'static str, truth: Truth, declined: bool) -> Option<(&'static str, Say)> {
    match truth.known() {
        Some(value) => Some((id, Say::YesNo(value))),
        None => declined.then_some((id, Say::Declined)),
    }
}

/// What a criterion over `a` and `b` comes to.
fn verdict(criterion: &Json, a: Truth, b: Truth, declined: bool) -> Truth {
    let mut json = sample::valid();
    let words = ["a", "b"]
        .into_iter()
        .flat_map(|id| ["question", "short"].map(|key| format!("fact.{id}.{key}")));
    words.for_each(|key| json["locales"]["en"][key] = "words".into());
    let facts = json["facts"].as_array_mut().unwrap();
    facts.extend(["a", "b"].map(|id| json!({ "id": id, "type": "yes-no" })));
    json["services"][0]["for"] = criterion.clone();
    let bundle = sample::read(&json);
    let said: Vec<_> = [said("a", a, declined), said("b", b, declined)]
        .into_iter()
        .flatten()
        .collect();
    let outcome = Outcome::of(&bundle, &sample::answers(&bundle, &said), sample::now());
    outcome
        .service(bundle.find_service("talk").unwrap())
        .unwrap()
        .verdict
}

fn is(id: &str) -> Json {
    json!({ "is": { "fact": id, "value": true } })
}

#[test]
fn truths_combine_as_in_feel() {
    for (a, b, and, or) in AND_OR {
        assert_eq!((a.min(b), a.max(b)), (and, or), "{a:?}, {b:?}");
    }
    for (a, not) in NOT {
        assert_eq!(!a, not, "{a:?}");
    }
}

#[test]
fn criteria_combine_as_in_feel() {
    for declined in [false, true] {
        for (a, b, and, or) in AND_OR {
            assert_eq!(
                verdict(&json!({ "all": [is("a"), is("b")] }), a, b, declined),
                and,
                "{a:?} and {b:?}"
            );
            assert_eq!(
                verdict(&json!({ "any": [is("a"), is("b")] }), a, b, declined),
                or,
                "{a:?} or {b:?}"
            );
        }
        for (a, not) in NOT {
            assert_eq!(
                verdict(&json!({ "not": is("a") }), a, F, declined),
                not,
                "not {a:?}"
            );
        }
    }
}
