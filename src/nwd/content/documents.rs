//! The files that a command reads, with what is wrong in them and where it stands.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::place::{self, Member, Places};
use crate::output::report::{Finding, Grade};
use nwd_core::format::{Code, Diagnostic, Json, limits, read_json};

/// The position of a file in [`Documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentIx(usize);

/// Every file that was read, and what was found on the way.
#[derive(Debug, Default)]
pub struct Documents {
    documents: Vec<Document>,
    /// The findings so far, in the order found.
    pub findings: Vec<Finding>,
    /// What tells the findings apart.
    kept: BTreeSet<(Code, String, usize, String)>,
}

#[derive(Debug)]
struct Document {
    path: String,
    text: Arc<str>,
    /// Made once something is found in it.
    places: OnceCell<Places>,
}

impl Documents {
    /// Keeps a text under a name; bytes that are not UTF-8 are kept as replacement characters.
    pub fn add(&mut self, path: impl Into<String>, bytes: &[u8]) -> DocumentIx {
        self.documents.push(Document {
            path: path.into(),
            text: String::from_utf8_lossy(bytes).into(),
            places: OnceCell::new(),
        });
        DocumentIx(self.documents.len().saturating_sub(1))
    }

    /// Keeps a text and reads it as JSON; `None` where that fails, with the fault recorded.
    pub fn parse(&mut self, path: impl Into<String>, bytes: &[u8]) -> (DocumentIx, Option<Json>) {
        let kept = if bytes.len() > limits::BYTES {
            &[]
        } else {
            bytes
        };
        let document = self.add(path, kept);
        match read_json(bytes) {
            Ok(json) => (document, Some(json)),
            Err(faults) => {
                for fault in faults {
                    let finding = self.unreadable(document, bytes, fault);
                    self.keep(finding);
                }
                (document, None)
            }
        }
    }

    /// A fault of a text that could not be read as JSON: the parser, not a pointer, says where.
    fn unreadable(&self, document: DocumentIx, bytes: &[u8], fault: Diagnostic) -> Finding {
        let at = match (std::str::from_utf8(bytes), Json::parse(bytes)) {
            _ if fault.code == Code::TooLong => 0,
            (Err(error), _) => error.valid_up_to(),
            (Ok(text), Err(error)) => place::offset(text, error.line(), error.column()),
            _ => 0,
        };
        self.finding(document, Grade::Error, fault, Some(at))
    }

    /// Records a fault at a pointer into a file.
    pub fn report(&mut self, document: DocumentIx, fault: Diagnostic) {
        let finding = self.find(document, Grade::Error, fault);
        self.keep(finding);
    }

    /// Records what was found, once.
    pub fn keep(&mut self, finding: Finding) {
        let what = &finding.what;
        let (file, at) = (finding.file.clone(), finding.span.start);
        if self
            .kept
            .insert((what.code, file, at, what.message.clone()))
        {
            self.findings.push(finding);
        }
    }

    /// A finding at a pointer into a file.
    pub fn find(&self, document: DocumentIx, grade: Grade, diagnostic: Diagnostic) -> Finding {
        self.finding(document, grade, diagnostic, None)
    }

    fn finding(
        &self,
        document: DocumentIx,
        grade: Grade,
        what: Diagnostic,
        at: Option<usize>,
    ) -> Finding {
        let document = self.documents.get(document.0);
        let path = document.map_or_else(String::new, |it| it.path.clone());
        let text = document.map_or_else(|| Arc::from(""), |it| Arc::clone(&it.text));
        let none = OnceCell::new();
        let places = document.map_or(&none, |it| &it.places);
        let places = places.get_or_init(|| Places::of(&text));
        let part = if what.of_key {
            Member::Key
        } else {
            Member::Value
        };
        let span = at.map_or_else(|| places.locate(&what.pointer, part), |at| at..at);
        let (line, column) = places.line_and_column(&text, span.start);
        Finding {
            grade,
            what,
            file: path,
            line,
            column,
            span,
            text,
            others: Vec::new(),
        }
    }
}

/// Reads a file, or with `-` what comes in; no more of it than a document may be long, and one
/// byte.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path)?)
    };
    let mut bytes = Vec::new();
    source
        .take(limits::BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
