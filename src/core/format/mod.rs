//! The form in which bundles, content files and answers are written down: JSON, read without losing
//! anything, each fault with its place, and written again from the same declaration.

pub mod answers;
pub mod cases;
mod code;
mod criterion;
mod diagnostic;
mod json;
mod lint;
pub mod panel;
pub mod pointer;
pub mod read;
#[cfg(feature = "schema")]
mod schema;
mod table;
pub mod wire;
pub mod write;

pub use code::{Code, Explanation, Origin};
pub use diagnostic::{Diagnostic, Diagnostics, Place};
pub use json::Json;
pub use lint::{Grade, Lint};
pub use table::{Table, Texts};

use read::say;

/// The version of the format that this code reads.
pub const FORMAT: i32 = 1;

/// What a bundle may hold at the most; one that holds more is refused.
pub mod limits {
    /// Bytes of a bundle.
    pub const BYTES: usize = 4 * 1024 * 1024;
    /// Services.
    pub const SERVICES: usize = 4000;
    /// Facts.
    pub const FACTS: usize = crate::domain::FactSet::CAPACITY;
    /// Values of one fact.
    pub const VALUES: usize = crate::domain::ValueSet::CAPACITY;
    /// Alerts.
    pub const ALERTS: usize = 200;
    /// Routes, contacts and consent rules of one service, each.
    pub const WAYS: usize = 50;
    /// Leaves of one criterion.
    pub const LEAVES: usize = 200;
    /// Headings.
    pub const GROUPS: usize = 64;
    /// What each part of an answer may take to work out, in leaves of criteria that are looked at.
    pub const EFFORT: usize = 20_000;
    /// What it may take to find out whether anybody can meet each criterion, in the same.
    pub const READING: usize = 1_000_000;
    /// What it may take to put the services in order, each time that an answer does, in the same.
    pub const ORDER: usize = 500_000;
    /// Bytes of a word's key, all its parts together.
    pub const WORDS_KEY: usize = 250;
}

/// A bundle of another format is refused for that alone: its other faults would mislead.
pub fn is_known_format(json: &Json, faults: &mut Diagnostics) -> bool {
    let Some(Json::Integer(format)) = json.get("format") else {
        return true;
    };
    let known = *format == i64::from(FORMAT);
    if !known {
        let message = say!("This bundle has format {format}; this version reads format {FORMAT}.");
        faults.report(
            Code::UnknownFormat,
            &Place::ROOT.key("format"),
            message,
            say!("Write 1 in area.json, or build the bundle again with the nwd of this version."),
        );
    }
    known
}

/// Reads JSON within the limits of size and depth.
///
/// # Errors
/// One fault: too long, or not JSON, with line and column.
pub fn read_json(bytes: &[u8]) -> Result<Json, Vec<Diagnostic>> {
    if let Some(fault) = unreadable(bytes) {
        return Err(vec![fault]);
    }
    Json::parse(bytes).map_err(|error| {
        let text = error.to_string();
        let fault = if text.starts_with("recursion limit") {
            let message = say!("The JSON nests too deep: {text}.");
            of_document(Code::TooDeep, message, say!("Nest at most 127 levels."))
        } else {
            let help = say!("Mend it there: often a comma or a quote.");
            of_document(Code::NotJson, say!("This is not JSON: {text}."), help)
        };
        vec![fault]
    })
}

/// What stops bytes from being looked at as JSON.
fn unreadable(bytes: &[u8]) -> Option<Diagnostic> {
    if bytes.len() > limits::BYTES {
        let message = say!(
            "This is longer than {} bytes, the most that can be read.",
            limits::BYTES
        );
        let help = say!("Split the area, or shorten its words.");
        return Some(of_document(Code::TooLong, message, help));
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        let message = say!("Byte {} is not UTF-8.", error.valid_up_to());
        let help = say!("Save the file with UTF-8 encoding.");
        return Some(of_document(Code::NotUtf8, message, help));
    }
    if bytes.starts_with("\u{feff}".as_bytes()) {
        let message = say!("The file begins with a byte order mark.");
        let help = say!("Save it as UTF-8 without a byte order mark.");
        return Some(of_document(Code::NotJson, message, help));
    }
    if bytes.trim_ascii().is_empty() {
        let help = say!("Write what belongs in it, or take it away.");
        return Some(of_document(Code::NotJson, say!("The file is empty."), help));
    }
    None
}

/// A fault of a document as a whole.
fn of_document(code: Code, message: String, help: String) -> Diagnostic {
    Diagnostic::new(code, &Place::ROOT, message, help)
}
