//! What a proof found.

use crate::bundle::{Diagnostic, Place};
use crate::check::{Lint, Severity};

/// Something that does not hold, at one place or between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is, and where.
    pub lint: Lint,
    /// The other place, as a JSON pointer into the bundle: what it contradicts or repeats.
    pub other: Option<String>,
}

impl Finding {
    /// Something that is wrong for people.
    pub fn error(code: &'static str, place: &Place<'_>, message: String, help: &str) -> Self {
        Self::new(Severity::Error, code, place, message, help)
    }

    /// Something that should be mended.
    pub fn warning(code: &'static str, place: &Place<'_>, message: String, help: &str) -> Self {
        Self::new(Severity::Warning, code, place, message, help)
    }

    /// Something that is good to know.
    pub fn note(code: &'static str, place: &Place<'_>, message: String, help: &str) -> Self {
        Self::new(Severity::Note, code, place, message, help)
    }

    fn new(severity: Severity, code: &'static str, place: &Place<'_>, message: String, help: &str) -> Self {
        let what = Diagnostic { code, pointer: place.pointer(), message, help: help.to_owned() };
        Finding { lint: Lint { severity, what }, other: None }
    }

    /// The same with the other place.
    #[must_use]
    pub fn beside(self, other: String) -> Self {
        Finding { other: Some(other), ..self }
    }
}
