//! Any bytes as somebody's answers: what is wrong has a place and words, and the others count.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nwd_core::format::{answers, read_json};
use nwd_core::{Bundle, Outcome};
use nwd_fuzz::{TOWN, assert_told, moment};
use std::sync::LazyLock;

static BUNDLE: LazyLock<Bundle> =
    LazyLock::new(|| Bundle::from_json(&TOWN).expect("the fixture is valid"));

fuzz_target!(|bytes: &[u8]| {
    let read = read_json(bytes).and_then(|json| answers::read_tree(&json, &BUNDLE.facts));
    match read {
        Ok(answers) => {
            let outcome = Outcome::of(&BUNDLE, &answers, moment(0));
            assert_eq!(outcome.services.len(), BUNDLE.services.len());
            assert!(outcome.next.is_none_or(|next| answers.get(next).is_none()));
        }
        Err(faults) => assert_told(&faults),
    }
});
