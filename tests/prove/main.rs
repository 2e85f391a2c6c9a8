//! Proofs equal brute force: every person and everything that they may withhold, over small bundles.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod compare;
mod dead;
mod doors;
mod gaps;
mod journeys;
mod laws;
mod limits;
mod safety;
mod sign_off;
mod support;
