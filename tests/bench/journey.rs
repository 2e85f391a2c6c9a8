//! One evaluation of the whole journey over the City & Hackney bundle: `cargo bench --bench journey`.

#![allow(clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "said.rs"]
mod said;

use std::process::Command;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use nwd_core::{Answers, Bundle, Outcome};

/// The bundle as it is published.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let area = nwd_testing::root().join("content/city-and-hackney");
    let built = Command::new(env!("CARGO_BIN_EXE_nwd"))
        .arg("build")
        .arg(area)
        .args(["-o", "-"])
        .output()
        .expect("nwd runs");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    built.stdout
});

static BUNDLE: LazyLock<Bundle> =
    LazyLock::new(|| Bundle::read(&BYTES).expect("the bundle is valid"));

fn main() {
    LazyLock::force(&BUNDLE);
    divan::main();
}

/// What the journey comes to, for each of the cases.
#[divan::bench(args = said::CASES.map(|(name, _)| name))]
fn outcome(bencher: Bencher<'_, '_>, name: &str) {
    let (answers, now) = (answers(name), said::now());
    bencher.bench(|| Outcome::of(&BUNDLE, black_box(&answers), now));
}

/// The questions that are left, of an outcome that is there.
#[divan::bench(args = said::CASES.map(|(name, _)| name))]
fn left(bencher: Bencher<'_, '_>, name: &str) {
    let answers = answers(name);
    let outcome = Outcome::of(&BUNDLE, &answers, said::now());
    bencher.bench_local(|| black_box(&outcome).left());
}

fn answers(name: &str) -> Answers {
    let (_, case) = said::CASES
        .iter()
        .find(|(case, _)| *case == name)
        .expect("a case has this name");
    said::answers(&BUNDLE.facts, case)
}

/// Reading and checking the bundle, once a visit.
#[divan::bench]
fn read() -> Bundle {
    Bundle::read(black_box(&BYTES)).expect("the bundle is valid")
}
