//! How a command came out.

use nwd_core::bundle::Bundle;
use nwd_prove::TooLarge;

use super::report::Finding;

/// How a command that could do its work came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// Nothing to mend.
    Clean,
    /// There is something to mend.
    Findings,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// What it was given is not valid.
    Findings(Vec<Finding>),
    /// Anything else.
    Other {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// Nobody reads the output any more.
    BrokenPipe,
}

impl Failure {
    /// What is wrong, and what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Failure::Other {
            message: message.into(),
            help: help.into(),
        }
    }

    /// A domain that is too large, with the remedy.
    pub fn too_large(fault: &TooLarge, bundle: &Bundle) -> Self {
        Failure::new(
            fault.of(bundle),
            "Split the area, or let its rules tell fewer values of these questions apart.",
        )
    }
}
