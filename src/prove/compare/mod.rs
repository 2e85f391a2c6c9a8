//! Two versions of a bundle held against each other.

pub mod merged_space;
pub mod people;
pub mod unconditional;
