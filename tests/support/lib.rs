//! What the tests of several crates share: a sample bundle, small bundles at random with an
//! evaluator of their own, and mistakes to sow in criteria.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test that cannot go on fails"
)]

pub mod heavy;
pub mod mistakes;
pub mod ordered;
pub mod sample;
pub mod small;
pub mod told;

use std::path::PathBuf;

/// The project's folder.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap().to_owned()
}
