//! What is printed, for people and for machines.

mod failure;
pub mod file;
pub mod gaps;
pub mod gaps_page;
pub mod page;
pub mod panel;
pub mod panel_page;
mod print;
pub mod report;

pub use failure::{Failure, Finished};
pub use print::{json_text, print, print_json, say, say_failure};
