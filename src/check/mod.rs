//! What is good to know of a valid bundle before it is released: lints, and the cases that it must get right (native).
//!
//! Pure functions over a [`Bundle`](crate::Bundle) and the day: each finding has a place in the bundle.

pub mod cases;
mod criteria;
pub mod prove;
mod release;
mod words;

use crate::bundle::{Bundle, Diagnostic, Place};
use crate::clock::Date;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The bundle cannot be used, or a case fails.
    Error,
    /// It should be mended.
    Warning,
    /// It is good to know.
    Note,
}

impl Severity {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// Something that was noticed at a place in a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// How grave it is.
    pub severity: Severity,
    /// What it is.
    pub what: Diagnostic,
}

impl Lint {
    /// The same with the other places: one that it contradicts or repeats, or two that rule each other out.
    #[must_use]
    pub fn beside(self, others: impl IntoIterator<Item = String>) -> Self {
        Lint {
            what: self.what.beside(others),
            ..self
        }
    }

    fn warning(
        code: &'static str,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, place, message, help)
    }

    fn note(
        code: &'static str,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Note, code, place, message, help)
    }

    fn new(
        severity: Severity,
        code: &'static str,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Lint {
            severity,
            what: Diagnostic::new(code, place, message, help),
        }
    }
}

/// Everything noticed in a bundle on a day.
pub fn lints(bundle: &Bundle, today: Date) -> Vec<Lint> {
    let mut found = release::lints(bundle, today);
    found.extend(criteria::lints(bundle));
    found.extend(words::lints(bundle));
    found
}
