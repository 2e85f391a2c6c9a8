//! Writing to standard output and standard error.

use std::io::{self, Write};

use nwd_core::format::Json;

use super::failure::Failure;
use super::report::{self, Tally, plain};

/// Writes to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Failure::new(
                format!("The output cannot be written: {error}."),
                "See that there is room for it.",
            ),
        })
}

/// Writes a JSON document to standard output.
pub fn print_json(json: &Json) -> Result<(), Failure> {
    print(&json_text(json))
}

/// A JSON document as text. Control characters in it are escaped.
pub fn json_text(json: &Json) -> String {
    let text = serde_json::to_string_pretty(json).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' {
            out.push_str(&format!("\\u{:04x}", u32::from(c)))
        } else {
            out.push(c)
        }
    }
    out + "\n"
}

/// Writes a line to standard error.
pub fn say(line: &str) {
    // Where even that fails there is nobody left to tell.
    drop(writeln!(io::stderr().lock(), "{line}"));
}

/// Writes to standard error why a command could not do its work.
pub fn say_failure(failure: &Failure) {
    match failure {
        Failure::Findings(findings) => {
            say(report::text(findings, report::colour(&io::stderr())).trim_end());
            say(&format!("Found {}.", Tally::of(findings)));
        }
        Failure::Other { message, help } => {
            say(&format!(
                "error: {}\n help: {}",
                plain(message),
                plain(help)
            ));
        }
        Failure::BrokenPipe => {}
    }
}
