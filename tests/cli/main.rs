//! The command as people run it: what it prints, where it puts the blame, and its exit status.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bad_answers;
mod bad_content;
mod bundles;
mod content;
mod explain;
mod lints;
mod mutants;
mod pages;
mod prove;
mod run;
mod schemas;
