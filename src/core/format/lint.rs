//! Something noticed of a document that can be read: by the lints, or by a proof.

use super::{Code, Diagnostic, Place};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The bundle cannot be used, or a case fails.
    Error,
    /// It should be mended.
    Warning,
    /// It is good to know.
    Note,
}

impl Grade {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Error => "error",
            Grade::Warning => "warning",
            Grade::Note => "note",
        }
    }
}

/// Something that was noticed at a place in a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// How grave it is.
    pub grade: Grade,
    /// What it is.
    pub what: Diagnostic,
}

impl Lint {
    /// The same with the other places: one that it contradicts or repeats, or two that rule each
    /// other out.
    #[must_use]
    pub fn beside(self, others: impl IntoIterator<Item = String>) -> Self {
        Lint {
            what: self.what.beside(others),
            ..self
        }
    }

    /// A finding that should be mended.
    pub fn warning(
        code: Code,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Grade::Warning, code, place, message, help)
    }

    /// A finding that is good to know.
    pub fn note(
        code: Code,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Grade::Note, code, place, message, help)
    }

    fn new(
        grade: Grade,
        code: Code,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Lint {
            grade,
            what: Diagnostic::new(code, place, message, help),
        }
    }
}
