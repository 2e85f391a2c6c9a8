//! How a command came out.

use nwd_core::bundle::Bundle;
use nwd_prove::TooLarge;

use super::report::Finding;

/// The end of a command that could do its work.
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
    /// Input that is not valid.
    Findings(Vec<Finding>),
    /// Anything else.
    Other {
        /// The fault.
        message: String,
        /// The remedy.
        help: String,
    },
    /// An output that nobody reads any more.
    BrokenPipe,
}

impl Failure {
    /// A fault and its remedy.
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
