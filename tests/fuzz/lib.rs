//! What the fuzz targets share: bundles made from a valid one by changes, and what holds of every
//! fault.

mod edit;
mod rule;
mod said;
#[path = "../support/told.rs"]
mod told;
mod tree;

pub use edit::Edit;
pub use rule::Rule;
pub use said::{Move, answer, forward};
pub use tree::{member_mut, words_mut};

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use nwd_core::format::Json;
use nwd_core::{Bundle, Diagnostic, Moment};

/// A valid bundle with at least one of everything.
pub static TOWN: LazyLock<Json> = LazyLock::new(|| {
    Json::parse(include_bytes!("../fixtures/town.json")).expect("the fixture is JSON")
});

/// What is changed in the bundle: first its criteria, which mostly leave it valid, then anything.
#[derive(Arbitrary, Debug)]
pub struct Changes {
    rules: Vec<(u8, Rule)>,
    edits: Vec<Edit>,
}

impl Changes {
    /// The bundle with these changes, where it is still one.
    pub fn bundle(&self) -> Option<Bundle> {
        let mut json = TOWN.clone();
        for (at, rule) in &self.rules {
            rule.put(&mut json, *at);
        }
        for edit in &self.edits {
            edit.apply(&mut json);
        }
        match Bundle::from_json(&json) {
            Ok(bundle) => Some(bundle),
            Err(faults) => {
                assert_told(&faults);
                None
            }
        }
    }
}

/// What is refused has faults, and each is told.
pub fn assert_told(faults: &[Diagnostic]) {
    assert!(!faults.is_empty());
    told::assert_told(faults);
}

/// A time of the year 2026, in London.
pub fn moment(minutes: u32) -> Moment {
    let (days, minute) = (minutes / 1440, minutes % 1440);
    let (month, day) = (days / 28 % 12 + 1, days % 28 + 1);
    let text = format!(
        "2026-{month:02}-{day:02}T{:02}:{:02}",
        minute / 60,
        minute % 60
    );
    Moment::parse(&text).expect("it is a time")
}
