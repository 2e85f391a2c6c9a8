//! What three-valued truth adds to an order of three: a negation, and what it means not to know.
//!
//! The tables of 'and', 'or' and 'not' stand in `feel.rs`, from an outside source.

use nwd_core::Truth;
use nwd_core::Truth::{False, True, Unknown};

#[test]
fn negation_is_its_own_inverse_and_swaps_and_with_or() {
    for a in Truth::ALL {
        assert_eq!(!!a, a);
        for b in Truth::ALL {
            assert_eq!(!a.min(b), (!a).max(!b), "{a:?}, {b:?}");
            assert_eq!(!a.max(b), (!a).min(!b), "{a:?}, {b:?}");
            // Kleene's: a contradiction is never truer than a tautology.
            assert!(a.min(!a) <= b.max(!b), "{a:?}, {b:?}");
        }
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
