//! What a proof found.

use crate::bundle::{Bundle, Diagnostic, Place};
use crate::check::{Lint, Severity};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is, and where.
    pub lint: Lint,
    /// What it is called, where not by its place.
    pub called: Option<String>,
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
        let what = Diagnostic::new(code, place, message, help);
        Finding { lint: Lint { severity, what }, called: None }
    }

    /// The name by which an area accepts it: what it is, and where, with ids in place of positions.
    pub fn name(&self, bundle: &Bundle) -> String {
        let what = &self.lint.what;
        if let Some(called) = &self.called {
            return format!("{}:{called}", what.code);
        }
        let mut steps: Vec<String> = what.pointer.split('/').skip(1).map(str::to_owned).collect();
        let id = match (steps.first().map(String::as_str), steps.get(1).and_then(|at| at.parse::<usize>().ok())) {
            (Some("services"), Some(at)) => bundle.services.get(at).map(|service| service.id.clone()),
            (Some("alerts"), Some(at)) => bundle.alerts.get(at).map(|alert| alert.id.clone()),
            (Some("facts"), Some(at)) => bundle.facts.iter().nth(at).map(|(_, fact)| fact.id.clone()),
            (Some("areas"), Some(at)) => bundle.areas.get(at).map(|area| area.id.clone()),
            _ => None,
        };
        if let (Some(step), Some(id)) = (steps.get_mut(1), id) {
            *step = id;
        }
        format!("{}:{}", what.code, steps.join("/"))
    }

    /// The same under a name of its own.
    #[must_use]
    pub fn called(self, name: &str) -> Self {
        Finding { called: Some(name.to_owned()), ..self }
    }

    /// The same with the other places: one that it contradicts or repeats, or two that rule each other out.
    #[must_use]
    pub fn beside(self, others: impl IntoIterator<Item = String>) -> Self {
        Finding { lint: self.lint.beside(others), ..self }
    }
}
