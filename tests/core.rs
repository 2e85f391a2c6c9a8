//! The core: logic, criteria, journey, clock, reading and words.
//!
//! Rules are checked against evaluators of the tests' own and by brute force over small bundles; faults, dates and
//! words against tables.

// A test may stop at once where its ground is not as it should be.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "core/clock.rs"]
mod clock;
#[path = "core/criteria.rs"]
mod criteria;
#[path = "core/decide.rs"]
mod decide;
#[cfg(feature = "cli")]
#[path = "core/directory.rs"]
mod directory;
#[cfg(feature = "cli")]
#[path = "core/enumerated.rs"]
mod enumerated;
#[path = "core/faults.rs"]
mod faults;
#[path = "core/feel.rs"]
mod feel;
#[path = "core/journey.rs"]
mod journey;
#[path = "core/passport.rs"]
mod passport;
#[cfg(feature = "cli")]
#[path = "core/prove.rs"]
mod prove;
#[path = "core/sample.rs"]
mod sample;
#[path = "core/screening.rs"]
mod screening;
#[path = "core/search.rs"]
mod search;
#[path = "core/small.rs"]
mod small;
#[path = "core/truth.rs"]
mod truth;
#[path = "core/words.rs"]
mod words;
