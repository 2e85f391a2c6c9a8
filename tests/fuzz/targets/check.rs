//! Any valid bundle, with any words, numbers and links: each finding of the lints has a place and
//! words.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use nwd_core::Bundle;
use nwd_core::format::Json;
use nwd_fuzz::{TOWN, member_mut, moment, words_mut};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    words: Vec<(u8, &'a str)>,
    contacts: [&'a str; 4],
    minutes: u32,
}

fuzz_target!(|input: Input<'_>| {
    let mut json = TOWN.clone();
    words(&mut json, &input.words);
    contacts(&mut json, &input.contacts);
    let Ok(bundle) = Bundle::from_json(&json) else {
        return;
    };
    for lint in nwd_check::lints(&bundle, moment(input.minutes).date) {
        let what = lint.what;
        assert!(
            !what.message.is_empty() && !what.help.is_empty(),
            "{what:?}"
        );
        assert!(what.pointer.starts_with('/'), "{what:?}");
    }
});

fn words(bundle: &mut Json, given: &[(u8, &str)]) {
    let english = words_mut(bundle).expect("the fixture has English words");
    for (nth, word) in given {
        let nth = usize::from(*nth) % english.len();
        english[nth].1 = Json::from(*word);
    }
}

/// The phone, text, link and mail of a service, where something else is given.
fn contacts(bundle: &mut Json, given: &[&str]) {
    for (at, value) in given.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
        let path = ["services", "0", "contacts", &at.to_string(), "value"];
        let here = path
            .iter()
            .try_fold(&mut *bundle, |here, step| member_mut(here, step));
        *here.expect("the fixture has four contacts") = Json::from(*value);
    }
}
