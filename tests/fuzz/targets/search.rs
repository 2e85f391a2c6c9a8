//! Whatever is typed, in whatever words a language has: no more is found than is offered, and each
//! value once.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use nwd_core::Bundle;
use nwd_core::format::Json;
use nwd_core::search::find;
use nwd_core::words::Person;
use nwd_fuzz::{TOWN, words_mut};

/// No search finds more.
const MOST: usize = 5;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    typed: &'a str,
    everyday: [&'a str; 3],
    endings: &'a str,
    same: &'a str,
    nothing: &'a str,
    instead: &'a str,
}

fuzz_target!(|input: Input<'_>| {
    // Words that no bundle may have are refused.
    let Ok(bundle) = Bundle::from_json(&input.json()) else {
        return;
    };
    let needs = bundle.facts.known().needs.expect("the fixture asks for it");
    let say = bundle.words.speak("en", Person::You);
    let found = find(&bundle, say, needs, input.typed);
    let fact = bundle.facts.get(needs).expect("it is there");
    assert!(found.values.len() <= MOST);
    for (at, value) in found.values.iter().enumerate() {
        assert!(fact.domain.all_values().contains(*value));
        assert!(!found.values[..at].contains(value));
    }
    assert!(
        found
            .danger
            .is_none_or(|value| found.values.contains(&value))
    );
});

impl Input<'_> {
    /// The fixture with these words.
    fn json(&self) -> Json {
        let [worry, sleep, grief] = self.everyday;
        let words = [
            ("fact.needs.search.worry", worry),
            ("fact.needs.search.sleep", sleep),
            ("fact.needs.search.grief", grief),
            ("search.endings", self.endings),
            ("search.same", self.same),
            ("search.nothing", self.nothing),
            ("search.instead", self.instead),
        ];
        let mut json = TOWN.clone();
        let given = words.into_iter().filter(|(_, word)| !word.is_empty());
        let english = words_mut(&mut json).expect("the fixture has English words");
        english.extend(given.map(|(key, word)| (key.to_owned(), word.into())));
        json
    }
}
