//! `nwd table`: the sheet that content and clinical people sign off.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::content::target::Target;
use crate::directory::escape;
use crate::output::file::write_whole;
use crate::output::page::page;
use crate::output::{Failure, Finished, print, say};
use nwd_core::bundle::{Bundle, Status};
use nwd_core::keys::key;
use nwd_core::words::Person;
use nwd_prove::Limits;
use nwd_prove::sign_off::{Row, Sheet, sheets};

/// Write the sign-off sheet: for each service the people on both sides of every boundary, with
/// verdict and reason
///
/// Where a criterion has several parts, people are added until each two of them have been seen
/// holding and failing together; and until any fault in it (a value more or less in a list, an end
/// of a range shifted by one, a part missing or turned round) would change a row. How many
/// boundaries, pairs and faults are covered is stated.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd table content/kent -o kent.csv\n  \
    nwd table content/kent --service headstart --format html -o headstart.html\n\n\
    Exit status: 0 written, 2 not written.")]
pub struct Table {
    /// A content folder or a bundle file
    path: PathBuf,
    /// Only this service
    #[arg(long, value_name = "ID")]
    service: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t)]
    format: SheetFormat,
    /// Where to write it; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

/// The format of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// Rows for a spreadsheet.
    #[default]
    Csv,
    /// A page to print.
    Html,
}

impl Table {
    /// Runs the command.
    ///
    /// # Errors
    /// The content is not valid, there is no such service, or the sheet cannot be written.
    pub fn run(&self) -> Result<Finished, Failure> {
        let bundle = Target::read(&self.path)?
            .bundle()
            .map_err(Failure::Findings)?;
        let only = self.service.as_deref();
        if only.is_some_and(|id| bundle.find_service(id).is_none()) {
            let message = format!("No service is called \"{}\".", only.unwrap_or_default());
            return Err(Failure::new(
                message,
                "Write the id of a service, or leave --service out for all.",
            ));
        }
        let sheets = sheets(&bundle, only, Limits::default())
            .map_err(|fault| Failure::too_large(&fault, &bundle))?;
        let text = match self.format {
            SheetFormat::Csv => csv(&bundle, &sheets),
            SheetFormat::Html => html(&bundle, &sheets),
        };
        if self.output == Path::new("-") {
            print(&text)?;
        } else {
            write_whole(&self.output, text.as_bytes())?;
        }
        say(&coverage(&sheets));
        Ok(Finished::Clean)
    }
}

/// The coverage of the sheets, in one line.
fn coverage(sheets: &[Sheet]) -> String {
    let sum = |of: fn(&Sheet) -> usize| sheets.iter().map(of).sum::<usize>();
    format!(
        "{} service{}, {} people; sides of boundaries covered: {} of {}; \
         parts of rules two by two: {} of {}; \
         faults sown in the rules that would change a row: {} of {}.",
        sheets.len(),
        if sheets.len() == 1 { "" } else { "s" },
        sum(|sheet| sheet.rows.len()),
        sum(|sheet| sheet.sides.shown),
        sum(|sheet| sheet.sides.possible),
        sum(|sheet| sheet.pairs.shown),
        sum(|sheet| sheet.pairs.possible),
        sum(|sheet| sheet.faults.shown),
        sum(|sheet| sheet.faults.possible),
    )
}

fn name(bundle: &Bundle, id: &str) -> String {
    bundle
        .words
        .speak(bundle.words.default_locale(), Person::You)
        .text(&key(&["service", id, "name"]))
}

/// The names of the bundle's own areas, where the words have them; its id where they do not.
pub fn area_name(bundle: &Bundle) -> String {
    let speech = bundle
        .words
        .speak(bundle.words.default_locale(), Person::You);
    let names: Option<Vec<&str>> = bundle
        .own_areas()
        .iter()
        .map(|area| speech.find(&key(&["area", &area.id, "name"])))
        .collect();
    names
        .filter(|names| !names.is_empty())
        .map_or_else(|| bundle.id.clone(), |names| names.join("; "))
}

fn status(bundle: &Bundle, id: &str) -> Status {
    bundle
        .find_service(id)
        .and_then(|at| bundle.service(at))
        .map(|service| service.status)
        .unwrap_or_default()
}

/// The line under the heading of a service that nobody can use today.
fn not_running(status: Status) -> Option<&'static str> {
    match status {
        Status::Running => None,
        Status::Planned => Some("Planned, not open yet"),
        Status::Paused => Some("Paused, not open now"),
        Status::Ended => Some("Ended, not open any more"),
    }
}

fn verdict(row: &Row) -> &'static str {
    if row.fits { "for them" } else { "not for them" }
}

fn boundary(row: &Row) -> &str {
    row.boundary.as_deref().unwrap_or("completes the pairs")
}

fn csv(bundle: &Bundle, sheets: &[Sheet]) -> String {
    let mut lines =
        vec!["service,name,status,boundary,person,verdict,reason,answers,agreed,by,on".to_owned()];
    for sheet in sheets {
        for row in &sheet.rows {
            let answers = serde_json::to_string(&row.answers).unwrap_or_default();
            let reason = row.reasons.join("; ");
            let name = name(bundle, &sheet.id);
            let status = status(bundle, &sheet.id).name();
            let cells = [
                &sheet.id,
                &name,
                status,
                boundary(row),
                &row.words,
                verdict(row),
                &reason,
                &answers,
                "",
                "",
                "",
            ];
            lines.push(cells.map(cell).join(","));
        }
    }
    lines.join("\r\n") + "\r\n"
}

/// A cell of CSV (RFC 4180). A spreadsheet takes what begins with one of these for a formula; an
/// apostrophe keeps it text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Instructions for reading the sheet.
const HOW: &str = "<p>For each part of a service's rule, somebody on each side of it, \
    for whom all the rest is met: the last who is in and the first who is out. \
    Where a rule has several parts, more people show any two of them met and not met together. \
    And more show every value that a list names or leaves out, as far as it decides: \
    had the rule a value too many or too few, a range one year too long or too short, or a part \
    missing or turned round, somebody here would have another verdict. \
    Sign a row where the verdict is what it should be.</p>\n";

/// The head of a service's table.
const HEAD: &str = "<table>\n<thead><tr>\
    <th scope=\"col\">Boundary<th scope=\"col\">Somebody who is<th scope=\"col\">Verdict\
    <th scope=\"col\">Because<th scope=\"col\">Agreed, by and on</tr></thead>\n<tbody>\n";

fn html(bundle: &Bundle, sheets: &[Sheet]) -> String {
    page(
        &format!("Who each service is for: {}", area_name(bundle)),
        bundle.words.default_locale(),
        &body(bundle, sheets),
    )
}

/// What stands on the page.
pub fn body(bundle: &Bundle, sheets: &[Sheet]) -> String {
    let mut body = format!(
        "<p>{} {}. {}</p>\n{HOW}",
        escape(&bundle.id),
        escape(&bundle.version),
        escape(&coverage(sheets))
    );
    body.extend(sheets.iter().map(|sheet| section(bundle, sheet)));
    body
}

/// A service's part of the page.
fn section(bundle: &Bundle, sheet: &Sheet) -> String {
    let status = match not_running(status(bundle, &sheet.id)) {
        Some(said) => format!("<p><strong>{said}</strong></p>\n"),
        None => String::new(),
    };
    let rows: String = sheet.rows.iter().map(row).collect();
    format!(
        "<section>\n<h2>{}</h2>\n{status}\
         <p>Shown: {} of {} sides of boundaries, {} of {} pairs, {} of {} faults.</p>\n\
         {HEAD}{rows}</tbody>\n</table>\n</section>\n",
        escape(&name(bundle, &sheet.id)),
        sheet.sides.shown,
        sheet.sides.possible,
        sheet.pairs.shown,
        sheet.pairs.possible,
        sheet.faults.shown,
        sheet.faults.possible,
    )
}

/// A person's row, with an empty cell to sign in.
fn row(row: &Row) -> String {
    let cells = [
        boundary(row),
        &row.words,
        verdict(row),
        &row.reasons.join("; "),
    ];
    format!(
        "<tr><td>{}<td class=\"blank\"></tr>\n",
        cells.map(escape).join("<td>")
    )
}
