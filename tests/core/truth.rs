//! The laws of Kleene's strong logic, each for every combination of truths.

use nwd_core::Truth;
use nwd_core::Truth::{False, True, Unknown};

/// A law of one, two or three truths: both sides must be equal.
enum Law {
    One(fn(Truth) -> (Truth, Truth)),
    Two(fn(Truth, Truth) -> (Truth, Truth)),
    Three(fn(Truth, Truth, Truth) -> (Truth, Truth)),
}

fn check(name: &str, law: &Law) {
    for a in Truth::ALL {
        for b in Truth::ALL {
            for c in Truth::ALL {
                let (left, right) = match law {
                    Law::One(law) => law(a),
                    Law::Two(law) => law(a, b),
                    Law::Three(law) => law(a, b, c),
                };
                assert_eq!(left, right, "{name}, for {a:?}, {b:?}, {c:?}");
            }
        }
    }
}

#[test]
fn the_laws_hold_for_every_truth() {
    use Law::{One, Three, Two};
    let laws = [
        ("double negation", One(|a| (!!a, a))),
        ("idempotent and", One(|a| (a.min(a), a))),
        ("idempotent or", One(|a| (a.max(a), a))),
        ("true is neutral to and", One(|a| (a.min(True), a))),
        ("false is neutral to or", One(|a| (a.max(False), a))),
        ("false decides and", One(|a| (a.min(False), False))),
        ("true decides or", One(|a| (a.max(True), True))),
        ("commutative and", Two(|a, b| (a.min(b), b.min(a)))),
        ("commutative or", Two(|a, b| (a.max(b), b.max(a)))),
        ("absorption by and", Two(|a, b| (a.min(a.max(b)), a))),
        ("absorption by or", Two(|a, b| (a.max(a.min(b)), a))),
        ("De Morgan for and", Two(|a, b| (!a.min(b), (!a).max(!b)))),
        ("De Morgan for or", Two(|a, b| (!a.max(b), (!a).min(!b)))),
        (
            "Kleene's: a and not a is below b or not b",
            Two(|a, b| (a.min(!a).max(b.max(!b)), b.max(!b))),
        ),
        (
            "associative and",
            Three(|a, b, c| (a.min(b).min(c), a.min(b.min(c)))),
        ),
        (
            "associative or",
            Three(|a, b, c| (a.max(b).max(c), a.max(b.max(c)))),
        ),
        (
            "and over or",
            Three(|a, b, c| (a.min(b.max(c)), a.min(b).max(a.min(c)))),
        ),
        (
            "or over and",
            Three(|a, b, c| (a.max(b.min(c)), a.max(b).min(a.max(c)))),
        ),
    ];
    for (name, law) in &laws {
        check(name, law);
    }
}

#[test]
fn unknown_is_neither_true_nor_false() {
    assert!(False < Unknown && Unknown < True);
    // No excluded middle: that is what sets it apart from two-valued logic.
    assert_eq!(Unknown.max(!Unknown), Unknown);
    assert_eq!(Unknown.min(!Unknown), Unknown);
    assert_eq!(
        Truth::ALL.map(Truth::known),
        [Some(false), None, Some(true)]
    );
    assert_eq!([false, true].map(Truth::from), [False, True]);
}

#[test]
fn learning_one_side_never_turns_a_known_whole() {
    for (a, b) in Truth::ALL
        .into_iter()
        .flat_map(|a| Truth::ALL.map(|b| (a, b)))
    {
        for learnt in [False, True] {
            for whole in [Truth::min as fn(Truth, Truth) -> Truth, Truth::max] {
                let before = whole(a, b);
                let after = whole(if a == Unknown { learnt } else { a }, b);
                assert!(
                    before == Unknown || before == after,
                    "{a:?}, {b:?}: {before:?} became {after:?}"
                );
            }
        }
    }
}
