//! One evaluation of the whole journey over the City & Hackney bundle: `cargo bench --bench journey`.

#![allow(clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "said.rs"]
mod said;

use std::process::Command;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use no_wrong_door::{Bundle, Outcome};

/// The bundle as it is published.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let area = concat!(env!("CARGO_MANIFEST_DIR"), "/content/city-and-hackney");
    let built = Command::new(env!("CARGO_BIN_EXE_nwd")).args(["build", area, "-o", "-"]).output().expect("nwd runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    built.stdout
});

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| Bundle::read(&BYTES).expect("the bundle is valid"));

fn main() {
    LazyLock::force(&BUNDLE);
    divan::main();
}

/// What the journey comes to, for each of the cases.
#[divan::bench(args = said::CASES.map(|(name, _)| name))]
fn outcome(bencher: Bencher<'_, '_>, name: &str) {
    let (_, case) = said::CASES.iter().find(|(case, _)| *case == name).expect("a case has this name");
    let answers = said::answers(&BUNDLE.facts, case);
    let now = said::now();
    bencher.bench(|| Outcome::of(&BUNDLE, black_box(&answers), now));
}

/// Reading and checking the bundle, once a visit.
#[divan::bench]
fn read() -> Bundle {
    Bundle::read(black_box(&BYTES)).expect("the bundle is valid")
}
