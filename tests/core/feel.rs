//! An outside oracle for the logic: the ternary logic of FEEL, as the public test kit of DMN has
//! it.
//!
//! The rows are cases 001 to 009 of 0106-feel-ternary-logic and 001 to 003 of
//! 0107-feel-ternary-logic-not (github.com/dmn-tck/tck, compliance level 2), whose null is our
//! unknown. Tests of one value are those of 0072-feel-in (compliance level 3) that integers and named values can express; its
//! null_001, a null that is tested, is made of each of them. Those of 0071-feel-between (compliance level 3) are all of it but
//! null_002 and null_003: no end of a range is unknown here. Its dates, times and durations differ in one whole number each.
//!
//! Its readme puts the kit's cases under a Creative Commons licence with attribution, to be shared alike.

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

/// A range with both ends in it; one that is left out is open.
type Range = (Option<i32>, Option<i32>);

const fn from_to(from: i32, to: i32) -> Range {
    (Some(from), Some(to))
}

/// The rows of 0072-feel-in about numbers: the id, the number, the ranges of which one must have it, and the result.
#[rustfmt::skip]
const NUMBER_IN: [(&str, i32, &[Range], Truth); 37] = [
    ("number_001", 1, &[from_to(2, 2), from_to(3, 3), from_to(1, 1)], T),
    ("number_001_a", 1, &[from_to(2, 2), from_to(3, 3), from_to(4, 4)], F),
    ("number_002", 1, &[from_to(2, 4), from_to(1, 3)], T),
    ("number_002_a", 5, &[from_to(2, 4), from_to(1, 3)], F),
    ("number_003", 1, &[(None, Some(10))], T),
    ("number_003_1", 10, &[(None, Some(10))], T),
    ("number_003_a", 11, &[(None, Some(10))], F),
    ("number_004", 1, &[(None, Some(9))], T),
    ("number_004_a", 10, &[(None, Some(9))], F),
    ("number_005", 11, &[(Some(10), None)], T),
    ("number_005_1", 10, &[(Some(10), None)], T),
    ("number_005_a", 9, &[(Some(10), None)], F),
    ("number_006", 11, &[(Some(11), None)], T),
    ("number_006_a", 10, &[(Some(11), None)], F),
    ("number_007_a", 1, &[from_to(3, 3)], F),
    ("number_007_b", 2, &[from_to(3, 3)], F),
    ("number_007_c", 3, &[from_to(3, 3)], T),
    ("number_007_d", 4, &[from_to(3, 3)], F),
    ("number_007_e", 5, &[from_to(3, 3)], F),
    ("number_008_a", 1, &[from_to(3, 4)], F),
    ("number_008_b", 2, &[from_to(3, 4)], F),
    ("number_008_c", 3, &[from_to(3, 4)], T),
    ("number_008_d", 4, &[from_to(3, 4)], T),
    ("number_008_e", 5, &[from_to(3, 4)], F),
    ("number_009_a", 1, &[from_to(2, 3)], F),
    ("number_009_b", 2, &[from_to(2, 3)], T),
    ("number_009_c", 3, &[from_to(2, 3)], T),
    ("number_009_d", 4, &[from_to(2, 3)], F),
    ("number_009_e", 5, &[from_to(2, 3)], F),
    ("number_010_a", 1, &[from_to(2, 4)], F),
    ("number_010_b", 2, &[from_to(2, 4)], T),
    ("number_010_c", 3, &[from_to(2, 4)], T),
    ("number_010_d", 4, &[from_to(2, 4)], T),
    ("number_010_e", 5, &[from_to(2, 4)], F),
    ("number_011", 1, &[from_to(1, 1)], T),
    ("number_014", 10, &[from_to(1, 1), (None, Some(4)), (Some(10), None)], T),
    ("number_014_a", 10, &[from_to(1, 1), from_to(5, 5), from_to(9, 9)], F),
];

/// The same of texts: the id, the text, the list, and the result.
const TEXT_IN: [(&str, &str, [&str; 3], Truth); 2] = [
    ("string_001", "a", ["b", "c", "a"], T),
    ("string_001_a", "a", ["b", "c", "d"], F),
];

/// The rows 001 to 005 of each kind of 0071-feel-between that a whole number tells: the kind, the number in each row, and the
/// range.
#[rustfmt::skip]
const NUMBER_BETWEEN: [(&str, [i32; 5], Range); 6] = [
    ("number", [0, 1, 5, 10, 11], from_to(1, 10)),
    ("date", [1, 2, 3, 4, 5], from_to(2, 4)),
    ("time", [1, 2, 3, 4, 5], from_to(2, 4)),
    ("datetime", [1, 2, 3, 4, 5], from_to(2, 4)),
    ("ym_duration", [1, 2, 3, 4, 5], from_to(2, 4)),
    ("dt_duration", [1, 2, 3, 4, 5], from_to(2, 4)),
];

/// The texts of its rows string_001 to string_005, which are tested to be between "b" and "d".
const TEXT_BETWEEN: [&str; 5] = ["a", "b", "c", "d", "e"];

/// The results of the rows 001 to 005 of each kind: outside, on the lower end, within, on the upper end, outside.
const BETWEEN: [Truth; 5] = [F, T, T, T, F];

/// The facts `a` and `b` say this; what is not known is declined, or not said at all.
fn said(id: &'static str, truth: Truth, declined: bool) -> Option<(&'static str, Say)> {
    match truth.known() {
        Some(value) => Some((id, Say::YesNo(value))),
        None => declined.then_some((id, Say::Declined)),
    }
}

/// What a criterion over `a` and `b` comes to.
fn verdict(criterion: &Json, a: Truth, b: Truth, declined: bool) -> Truth {
    let said = [said("a", a, declined), said("b", b, declined)];
    let said: Vec<_> = said.into_iter().flatten().collect();
    verdict_on(criterion, &said)
}

/// What a criterion over `a`, `b`, a number and a text comes to.
fn verdict_on(criterion: &Json, said: &[(&str, Say)]) -> Truth {
    let mut json = sample::valid();
    let facts = [
        json!({ "id": "a", "type": "yes-no" }),
        json!({ "id": "b", "type": "yes-no" }),
        json!({ "id": "number", "type": "integer", "min": 0, "max": 12 }),
        json!({ "id": "text", "type": "one-of", "values": TEXT_BETWEEN }),
    ];
    for fact in facts {
        let id = fact["id"].as_str().unwrap();
        let values = TEXT_BETWEEN.map(|value| format!("value.{value}"));
        let parts = ["question", "short"].map(str::to_owned).into_iter();
        for part in parts.chain(values.into_iter().filter(|_| id == "text")) {
            json["locales"]["en"][format!("fact.{id}.{part}")] = "words".into();
        }
        json["facts"].as_array_mut().unwrap().push(fact);
    }
    json["services"][0]["for"] = criterion.clone();
    let bundle = sample::read(&json);
    let outcome = Outcome::of(&bundle, &sample::answers(&bundle, said), sample::now());
    outcome
        .service(bundle.find_service("talk").unwrap())
        .unwrap()
        .verdict
}

/// Whether a number is in a range.
fn between((min, max): &Range) -> Json {
    let ends = [("min", min), ("max", max)].into_iter();
    let mut range = json!({ "fact": "number" });
    ends.for_each(|(end, at)| at.iter().for_each(|at| range[end] = (*at).into()));
    json!({ "between": range })
}

/// A fact that is not known: not said, or declined.
fn null(fact: &'static str) -> [Vec<(&'static str, Say)>; 2] {
    [vec![], vec![(fact, Say::Declined)]]
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

#[test]
fn values_are_in_ranges_and_lists_as_in_feel() {
    for (id, number, ranges, result) in NUMBER_IN {
        let criterion = json!({ "any": ranges.iter().map(between).collect::<Vec<_>>() });
        let said = [("number", Say::Number(number))];
        assert_eq!(verdict_on(&criterion, &said), result, "{id}");
        for said in null("number") {
            assert_eq!(verdict_on(&criterion, &said), N, "null_001, {id}");
        }
    }
    for (id, text, list, result) in TEXT_IN {
        let criterion = json!({ "in": { "fact": "text", "values": list } });
        let said = [("text", Say::Named(text))];
        assert_eq!(verdict_on(&criterion, &said), result, "{id}");
        for said in null("text") {
            assert_eq!(verdict_on(&criterion, &said), N, "null_001, {id}");
        }
    }
}

#[test]
fn values_are_between_two_as_in_feel() {
    for (kind, numbers, range) in NUMBER_BETWEEN {
        for (number, result) in numbers.into_iter().zip(BETWEEN) {
            let said = [("number", Say::Number(number))];
            assert_eq!(
                verdict_on(&between(&range), &said),
                result,
                "{kind}, {number}"
            );
        }
        for said in null("number") {
            assert_eq!(verdict_on(&between(&range), &said), N, "null_001, {kind}");
        }
    }
    let within = json!({ "in": { "fact": "text", "values": ["b", "c", "d"] } });
    for (text, result) in TEXT_BETWEEN.into_iter().zip(BETWEEN) {
        let said = [("text", Say::Named(text))];
        assert_eq!(verdict_on(&within, &said), result, "string, {text}");
    }
}
