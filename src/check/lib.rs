//! What is good to know of a valid bundle before it is released: lints, the cases that it must get
//! right, and how near it comes to what professionals would show first (native).
//!
//! Pure functions over a [`Bundle`] and the day: each finding has a place in the
//! bundle.

pub mod cases;
mod criteria;
mod effort;
mod named;
pub mod panel;
mod plain;
mod reach;
mod release;
pub mod summary;
mod words;

use nwd_core::bundle::Bundle;
use nwd_core::clock::Date;
use nwd_core::format::Lint;

/// Everything noticed in a bundle on a day.
pub fn lints(bundle: &Bundle, today: Date) -> Vec<Lint> {
    let mut found = release::lints(bundle, today);
    found.extend(criteria::lints(bundle));
    found.extend(effort::lints(bundle, today));
    found.extend(words::lints(bundle));
    found.extend(plain::lints(bundle));
    found
}
