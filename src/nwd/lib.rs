//! `nwd`: the command with which editors build, check, explain and prove their bundles.
//!
//! Only this crate reads and writes files; everything that it says about content comes from the
//! core, the checks and the proofs, and is given its place in a file on the way out.
//!
//! - `commands`: one subcommand a file
//! - `content`: content folders, joined into one bundle, and the way back from a place in it to a
//!   file
//! - `output`: what is printed, for people and for machines
//! - `directory`: the plain pages that `nwd render` writes

mod commands;
mod content;
pub mod directory;
mod output;

pub use commands::explain_code::diagnostics;
pub use commands::run;
pub use commands::schema::schemas;
