//! What was found: printed for people, with the place in the file, or as JSON for machines.

use std::fmt;
use std::io::IsTerminal;
use std::ops::Range;
use std::sync::Arc;

use clap::ValueEnum;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};

pub use nwd_core::format::Grade;
use nwd_core::format::{Diagnostic, Json};
use nwd_prove::figures::grouped;

/// The format that findings are printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For machines: one JSON object.
    Json,
}

/// Something to mend, or to know of, and its place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Its severity.
    pub grade: Grade,
    /// The diagnostic; its pointer is into the file.
    pub what: Diagnostic,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes of the place.
    pub span: Range<usize>,
    /// The file's text.
    pub text: Arc<str>,
    /// The other places that it is about: one that this contradicts or repeats, or two that rule
    /// each other out.
    pub others: Vec<Spot>,
}

/// Another place that a finding is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The JSON pointer into the file.
    pub pointer: String,
}

/// The number of findings of each grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Findings that make a bundle invalid, or a case fail.
    pub errors: usize,
    /// Findings that should be mended.
    pub warnings: usize,
    /// Findings that are good to know.
    pub notes: usize,
}

impl Tally {
    /// Counts.
    pub fn of(findings: &[Finding]) -> Tally {
        let count = |grade| {
            findings
                .iter()
                .filter(|finding| finding.grade == grade)
                .count()
        };
        Tally {
            errors: count(Grade::Error),
            warnings: count(Grade::Warning),
            notes: count(Grade::Note),
        }
    }

    /// Whether there is nothing that must or should be mended.
    pub fn is_clean(self) -> bool {
        self.errors == 0 && self.warnings == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.notes, "note"),
        ];
        f.write_str(&parts.join(", "))
    }
}

/// A count with its noun.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The findings as text: errors and warnings with the place shown, notes a line each.
pub fn text(findings: &[Finding], colour: bool) -> String {
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(110)
        .with_context_lines(1);
    let mut out = String::new();
    for finding in findings {
        let shown = Shown::of(finding);
        if finding.grade == Grade::Note {
            out.push_str(&format!(
                "note: {}: {}: {}\n",
                finding.place(),
                finding.what.code,
                finding.message()
            ));
        } else {
            if handler.render_report(&mut out, &shown).is_err() {
                out.push_str(&format!("{shown}\n"));
            }
            out.push('\n');
        }
    }
    out
}

/// Text that was read, as it may be shown: what would steer a terminal, or end the line, is written
/// out.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            plain.extend(c.escape_unicode())
        } else {
            plain.push(c)
        }
    }
    plain
}

/// The findings as one JSON object.
pub fn json(findings: &[Finding]) -> Json {
    let tally = Tally::of(findings);
    object([
        (
            "findings",
            Json::List(findings.iter().map(Finding::json).collect()),
        ),
        ("errors", number(tally.errors as u128)),
        ("warnings", number(tally.warnings as u128)),
        ("notes", number(tally.notes as u128)),
    ])
}

/// Whether to use colour on a stream: people look at it and have not asked for none
/// (<https://no-color.org>).
pub fn colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// An object with these members.
pub fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(
        members
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// A count; one past what JSON's readers keep exact is a text.
pub fn number(count: u128) -> Json {
    const EXACT: u128 = 1 << 53;
    match i64::try_from(count) {
        Ok(small) if count <= EXACT => Json::Integer(small),
        _ => Json::Text(grouped(count)),
    }
}

impl Finding {
    /// The file, line and column.
    pub fn place(&self) -> String {
        at(&self.file, self.line, self.column)
    }

    /// The same as a place that another finding is about.
    pub fn spot(self) -> Spot {
        Spot {
            file: self.file,
            line: self.line,
            column: self.column,
            pointer: self.what.pointer,
        }
    }

    /// The fault, with the other places.
    fn message(&self) -> String {
        let message = plain(&self.what.message);
        match self.others.as_slice() {
            [] => message,
            [other] => format!("{message} The other is at {}.", other.place()),
            both => format!(
                "{message} These rule each other out: {}.",
                both.iter()
                    .map(Spot::place)
                    .collect::<Vec<_>>()
                    .join(" and ")
            ),
        }
    }

    fn json(&self) -> Json {
        object([
            ("severity", self.grade.name().into()),
            ("code", self.what.code.name().into()),
            ("file", self.file.as_str().into()),
            ("line", number(self.line as u128)),
            ("column", number(self.column as u128)),
            ("pointer", self.what.pointer.as_str().into()),
            ("message", self.what.message.as_str().into()),
            ("help", self.what.help.as_str().into()),
            ("others", self.others.iter().map(Spot::json).collect()),
        ])
    }

    /// The first line of the place: a whole object would fill the screen.
    fn label(&self) -> Range<usize> {
        let place = self.text.get(self.span.clone()).unwrap_or_default();
        let length = place.lines().next().map_or(0, str::len);
        self.span.start..self.span.start.saturating_add(length)
    }

    /// The text around the place, where its lines are short enough to be read and hold nothing that
    /// steers a terminal.
    fn source(&self) -> Option<NamedSource<Arc<str>>> {
        const LONGEST: usize = 400;
        let mut around = self.text.lines().skip(self.line.saturating_sub(2)).take(3);
        let readable = around.all(|line| line.len() <= LONGEST && !line.contains(steers));
        if self.text.is_empty() || !readable {
            return None;
        }
        let name = plain(&self.file);
        Some(NamedSource::new(name, Arc::clone(&self.text)))
    }
}

impl Spot {
    /// The file, line and column.
    fn place(&self) -> String {
        at(&self.file, self.line, self.column)
    }

    fn json(&self) -> Json {
        object([
            ("file", self.file.as_str().into()),
            ("line", number(self.line as u128)),
            ("column", number(self.column as u128)),
            ("pointer", self.pointer.as_str().into()),
        ])
    }
}

/// Whether a character would steer a terminal; a tab does not.
fn steers(c: char) -> bool {
    c.is_control() && c != '\t'
}

fn at(file: &str, line: usize, column: usize) -> String {
    format!("{}:{line}:{column}", plain(file))
}

/// A finding as miette shows it.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    source: Option<NamedSource<Arc<str>>>,
}

impl<'a> Shown<'a> {
    fn of(finding: &'a Finding) -> Self {
        Shown {
            finding,
            source: finding.source(),
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.source.is_none() {
            write!(f, "{}: ", self.finding.place())?;
        }
        f.write_str(&self.finding.message())
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.what.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.grade {
            Grade::Error => miette::Severity::Error,
            Grade::Warning => miette::Severity::Warning,
            Grade::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(plain(&self.finding.what.help)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label =
            LabeledSpan::new_primary_with_span(Some("here".to_owned()), self.finding.label());
        self.source
            .as_ref()
            .map(|_| Box::new(std::iter::once(label)) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
