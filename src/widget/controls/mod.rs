//! The controls of a question, a file for each kind.

pub mod choices;
pub mod number;
pub mod ticks;
