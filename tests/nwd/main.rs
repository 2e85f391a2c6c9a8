//! The command as people run it: what it prints, where it puts the blame, and its exit status.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod bad_answers;
mod bad_content;
mod bundles;
mod codes;
mod content;
mod diff;
mod directory;
mod explain;
mod find;
mod help;
mod join;
mod lints;
mod mutants;
mod pack;
mod pages;
mod panel;
mod prove;
mod render;
mod run;
mod schemas;
mod table;
mod was;
mod written;
