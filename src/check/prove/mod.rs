//! Proofs over a bundle: what holds for all people and all answers at once, and where it does not the smallest answers that
//! show it (native).
//!
//! Every fact takes one of finitely many values, so the people that there can be are a finite set, and so is what each may
//! withhold. Sets of them are decision diagrams: [`space`] gives them bits, [`logic`] makes criteria into sets by the rules
//! of [`crate::journey`], and each proof asks whether some set is empty.

pub mod count;
pub mod diagram;
pub mod doors;
pub mod example;
pub mod logic;
pub mod model;
pub mod space;

pub use diagram::Limits;
