//! What a proof found.

use nwd_core::bundle::Bundle;
use nwd_core::format::{Code, Diagnostic, Place};
use nwd_core::format::{Grade, Lint};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The lint, with its place.
    pub lint: Lint,
    /// Its name, where that is not its place.
    pub called: Option<String>,
    /// The beginning of its message and the end, where others of its kind may be told with it in a
    /// list.
    listed: Option<(String, String)>,
}

impl Finding {
    /// Something that is wrong for people.
    pub fn error(code: Code, place: &Place<'_>, message: String, help: &str) -> Self {
        Self::new(Grade::Error, code, place, message, help)
    }

    /// Something that should be mended.
    pub fn warning(code: Code, place: &Place<'_>, message: String, help: &str) -> Self {
        Self::new(Grade::Warning, code, place, message, help)
    }

    /// Something that is good to know.
    pub fn note(code: Code, place: &Place<'_>, message: String, help: &str) -> Self {
        Self::new(Grade::Note, code, place, message, help)
    }

    /// Something that should be mended and may be found in several things: `stem` says what, `item`
    /// where.
    pub fn listed(code: Code, place: &Place<'_>, stem: &str, item: &str, help: &str) -> Self {
        let listed = Some((stem.to_owned(), item.to_owned()));
        Finding {
            listed,
            ..Self::warning(code, place, list(stem, &[item]), help)
        }
    }

    fn new(grade: Grade, code: Code, place: &Place<'_>, message: String, help: &str) -> Self {
        let what = Diagnostic::new(code, place, message, help);
        Finding {
            lint: Lint { grade, what },
            called: None,
            listed: None,
        }
    }

    /// The name by which an area accepts it: what it is, and where, with ids in place of positions.
    pub fn name(&self, bundle: &Bundle) -> String {
        let what = &self.lint.what;
        if let Some(called) = &self.called {
            return format!("{}:{called}", what.code);
        }
        let mut steps: Vec<String> = what.pointer.split('/').skip(1).map(str::to_owned).collect();
        let id = match (
            steps.first().map(String::as_str),
            steps.get(1).and_then(|at| at.parse::<usize>().ok()),
        ) {
            (Some("services"), Some(at)) => {
                bundle.services.get(at).map(|service| service.id.clone())
            }
            (Some("alerts"), Some(at)) => bundle.alerts.get(at).map(|alert| alert.id.clone()),
            (Some("facts"), Some(at)) => {
                bundle.facts.iter().nth(at).map(|(_, fact)| fact.id.clone())
            }
            (Some("areas"), Some(at)) => bundle.areas.get(at).map(|area| area.id.clone()),
            _ => None,
        };
        if let Some(step) = steps.get_mut(1)
            && let Some(id) = id
        {
            *step = id;
        }
        format!("{}:{}", what.code, steps.join("/"))
    }

    fn is_listed_with(&self, other: &Finding) -> bool {
        let Some((stem, _)) = &self.listed else {
            return false;
        };
        let Some((other_stem, _)) = &other.listed else {
            return false;
        };
        let own = &self.lint.what;
        let what = &other.lint.what;
        stem == other_stem && own.code == what.code && own.pointer == what.pointer
    }

    /// The same under a name of its own.
    #[must_use]
    pub fn called(self, name: &str) -> Self {
        Finding {
            called: Some(name.to_owned()),
            ..self
        }
    }

    /// The same with the other places: one that it contradicts or repeats, or two that rule each
    /// other out.
    #[must_use]
    pub fn beside(self, others: impl IntoIterator<Item = String>) -> Self {
        Finding {
            lint: self.lint.beside(others),
            ..self
        }
    }
}

/// The findings in groups: those at the same place of several things together, everything else by
/// itself. The order stays.
pub fn together<'f>(findings: &[&'f Finding]) -> Vec<Vec<&'f Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings.iter().copied() {
        let group = groups.iter_mut().find(|group| {
            group
                .first()
                .is_some_and(|first| first.is_listed_with(finding))
        });
        match group {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// The message of findings that are told together.
pub fn message(group: &[&Finding]) -> String {
    match group {
        [
            Finding {
                listed: Some((stem, _)),
                ..
            },
            _,
            ..,
        ] => {
            let items = group.iter().filter_map(|finding| finding.listed.as_ref());
            list(
                stem,
                &items.map(|(_, item)| item.as_str()).collect::<Vec<_>>(),
            )
        }
        _ => group
            .first()
            .map(|only| only.lint.what.message.clone())
            .unwrap_or_default(),
    }
}

fn list(stem: &str, items: &[&str]) -> String {
    format!("{stem}: {}.", items.join("; "))
}
