//! The core: logic, criteria, journey, clock, reading and words.
//!
//! Rules are checked against evaluators of the tests' own and by brute force over small bundles;
//! faults, dates and words against tables.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "src/core/clippy.toml is the core's promise; its tests read fixtures"
)]

mod clock;
mod criteria;
mod decide;
mod enough;
mod faults;
mod feel;
mod heard;
mod journey;
mod layout;
mod order;
mod questionnaire;
mod search;
mod summary;
mod truth;
mod vocabulary;
mod words;
mod write;
