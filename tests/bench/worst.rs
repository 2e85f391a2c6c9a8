//! How long an answer takes over the largest bundle of each heavy shape that is accepted:
//! `cargo bench -p nwd-testing --bench worst`, natively, the best of five times each.
//! It keeps the bundles in `target/bench/worst` for `worst.mjs`, which times them in a page.

#![allow(clippy::expect_used, reason = "a bench that cannot go on stops")]

use std::fs;
use std::time::{Duration, Instant};

use nwd_core::Bundle;
use nwd_core::journey::{Walk, birthdays};
use nwd_testing::heavy::{SHAPES, Step, largest, steps};
use nwd_testing::sample::now;

fn main() {
    let folder = nwd_testing::root().join("target/bench/worst");
    fs::create_dir_all(&folder).expect("a folder");
    println!(
        "| shape | size | kB | read | median answer | longest | results |\n|---|---|---|---|---|---|---|"
    );
    for (name, make) in SHAPES {
        let (size, bytes) = largest(make);
        let file = folder.join(format!("{}.json", name.replace(' ', "-")));
        fs::write(file, &bytes).expect("written");
        let bundle = Bundle::read(&bytes).expect("it is accepted");
        let read = best(|| Bundle::read(&bytes));
        let mut times = vec![best(|| Walk::start(&bundle, &[], now()))];
        let mut walk = Walk::start(&bundle, &[], now());
        while let Step::Answer(said) = steps(&bundle, &mut walk) {
            times.push(best(|| walk.clone().answer(&bundle, &said, now())));
            walk.answer(&bundle, &said, now());
        }
        times.sort();
        let results = best(|| birthdays(&bundle, walk.answers(), now()));
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        let longest = times.last().copied().unwrap_or_default();
        println!(
            "| {name} | {size} | {} | {read:.1?} | {median:.1?} | {longest:.1?} | {results:.1?} |",
            bytes.len() / 1000
        );
    }
}

/// The shortest of five times.
fn best<T>(work: impl Fn() -> T) -> Duration {
    let timed = |_| {
        let begun = Instant::now();
        std::hint::black_box(work());
        begun.elapsed()
    };
    (0..5).map(timed).min().unwrap_or_default()
}
