//! From a place in an assembled bundle back to the file and the place that it was read from.

use std::collections::BTreeMap;

use nwd_core::format::pointer::escape;

use super::documents::DocumentIx;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub document: DocumentIx,
    /// The JSON pointer into it.
    pub pointer: String,
}

/// The origin of each part of a bundle.
#[derive(Debug)]
pub struct Origins {
    whole: Origin,
    parts: BTreeMap<String, Origin>,
}

impl Origin {
    /// The whole of a file.
    pub fn whole(document: DocumentIx) -> Self {
        Origin {
            document,
            pointer: String::new(),
        }
    }

    /// The place under a key or at a position here.
    pub fn step(&self, step: &str) -> Self {
        Origin {
            document: self.document,
            pointer: format!("{}/{}", self.pointer, escape(step)),
        }
    }
}

impl Origins {
    /// The origins of a bundle that comes from one place, except for what is recorded later.
    pub fn new(whole: Origin) -> Self {
        Origins {
            whole,
            parts: BTreeMap::new(),
        }
    }

    /// Records where the part at a pointer comes from; what was recorded first stays.
    pub fn record(&mut self, pointer: impl Into<String>, origin: Origin) {
        self.parts.entry(pointer.into()).or_insert(origin);
    }

    /// The origin of a place in the bundle: what is recorded for it, or for the nearest thing
    /// around it.
    ///
    /// The dots in the key of a word count as steps, as they do in the locale file that the word
    /// belongs to.
    pub fn resolve(&self, pointer: &str) -> Origin {
        let mut around = pointer;
        let mut rest = Vec::new();
        let origin = loop {
            if let Some(origin) = self.parts.get(around) {
                break origin;
            }
            let separators: &[char] = if around.starts_with("/locales/") {
                &['/', '.']
            } else {
                &['/']
            };
            match around
                .rfind(separators)
                .and_then(|at| Some((around.get(..at)?, around.get(at + 1..)?)))
            {
                Some((before, step)) => {
                    rest.push(step);
                    around = before;
                }
                None => break &self.whole,
            }
        };
        let rest: String = rest.iter().rev().map(|step| format!("/{step}")).collect();
        Origin {
            document: origin.document,
            pointer: format!("{}{rest}", origin.pointer),
        }
    }
}
