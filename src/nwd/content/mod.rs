//! Content folders: read, joined into one bundle, each part with the place in a file that it comes
//! from.

pub mod assemble;
pub mod build;
pub mod documents;
pub mod folder;
pub mod join;
pub mod origins;
pub mod place;
pub mod target;
