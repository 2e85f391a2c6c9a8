//! `nwd check`: every finding in content folders and bundles.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::now::today;
use crate::content::folder::ContentFile;
use crate::content::target::Target;
use crate::output::report::{Finding, Format, Grade, Tally, colour, json, text};
use crate::output::{Failure, Finished, print, print_json, say_failure};
use nwd_check::summary::{Summary, summaries};
use nwd_check::{cases, lints};
use nwd_core::bundle::Bundle;
use nwd_core::clock::Date;
use nwd_core::format::{Code, Diagnostic, Json, Place};

/// Find what is wrong in content folders and bundles: faults, doubts, and cases that fail
///
/// Errors make a bundle invalid, or are cases that fail or faults of a panel; warnings should be mended; notes are good
/// to know, such as what to verify before release, and do not count for the exit status.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nwd check content/national content/city-and-hackney\n  \
    nwd check dist/city-and-hackney.json --format json\n\n\
    Exit status: 0 no errors and no warnings, 1 some, 2 a path could not be read."
)]
pub struct Check {
    /// Content folders, bundle files, or both
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The day that reviews are measured against; today where it is left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    now: Option<Date>,
}

impl Check {
    /// Runs the command.
    ///
    /// # Errors
    /// A path could not be read.
    pub fn run(&self) -> Result<Finished, Failure> {
        let today = self.now.map_or_else(today, Ok)?;
        let mut findings = Vec::new();
        let mut summaries: Vec<Summary> = Vec::new();
        let mut failures = Vec::new();
        for path in &self.paths {
            match Target::read(path) {
                Ok(target) => {
                    let (found, areas) = check(target, today);
                    for area in areas {
                        if !summaries.contains(&area) {
                            summaries.push(area);
                        }
                    }
                    // What two areas share is reported once.
                    findings.extend(
                        found
                            .into_iter()
                            .filter(|finding| !findings.contains(finding))
                            .collect::<Vec<_>>(),
                    );
                }
                Err(failure) => failures.push(failure),
            }
        }
        if failures.len() < self.paths.len() {
            self.print(&findings, &summaries, failures.len())?;
        }
        let last = failures.pop();
        failures.iter().for_each(say_failure);
        match last {
            Some(failure) => Err(failure),
            None if Tally::of(&findings).is_clean() => Ok(Finished::Clean),
            None => Ok(Finished::Findings),
        }
    }

    fn print(
        &self,
        findings: &[Finding],
        summaries: &[Summary],
        unread: usize,
    ) -> Result<(), Failure> {
        if self.format == Format::Json {
            return print_json(&json(findings));
        }
        let paths = self.paths.len();
        let read = paths.saturating_sub(unread);
        let of = if unread == 0 {
            String::new()
        } else {
            format!(" of {paths}")
        };
        let noun = if read == 1 { "path" } else { "paths" };
        let checked = format!("Checked {read} {noun}{of}: {}.\n", Tally::of(findings));
        let areas: String = summaries.iter().map(told).collect();
        print(&(text(findings, colour(&io::stdout())) + &areas + &checked))
    }
}

/// What an area comes to, in a line.
fn told(area: &Summary) -> String {
    let rest = area.running - area.reachable - area.sayable;
    let mut line = format!(
        "{}: {} running services, {} with a number, mail, link or address, {} with a sentence to say, {rest} with neither; \
         {} with hours, {} that may not run any more; {} numbers, mails and links, {} without a source",
        area.area,
        area.running,
        area.reachable,
        area.sayable,
        area.hours,
        area.doubtful,
        area.contacts,
        area.unsourced
    );
    if let Some((first, last)) = area.seen {
        line += &format!(", pages read {first} to {last}");
    }
    if let Some((first, last)) = area.known {
        line += &format!("; known of {first} to {last}");
    }
    line + ".\n"
}

/// Everything found in a folder or bundle: its faults, or where it has none what else there is to
/// say, and what its areas come to.
fn check(mut target: Target, today: Date) -> (Vec<Finding>, Vec<Summary>) {
    let bundle = match target.bundle() {
        Ok(bundle) => bundle,
        Err(findings) => return (findings, Vec::new()),
    };
    let noticed = lints(&bundle, today).into_iter();
    let mut found: Vec<Finding> = noticed
        .filter_map(|lint| target.finding(lint.grade, lint.what))
        .collect();
    found.extend(target.accepted_without_reason());
    if let Some((file, json)) = target.cases.as_ref().and_then(ContentFile::read) {
        let failed = run_cases(json, &bundle).into_iter();
        found.extend(failed.map(|fault| target.finding_in(file, Grade::Error, fault)));
    }
    found.extend(target.people(&bundle).err().into_iter().flatten());
    found.sort_by_key(|finding| finding.grade);
    (found, summaries(&bundle))
}

/// The faults in the cases, or where there are none the cases that fail.
fn run_cases(json: &Json, bundle: &Bundle) -> Vec<Diagnostic> {
    let cases = match cases::read(json, bundle) {
        Ok(cases) => cases,
        Err(faults) => return faults,
    };
    let mut failed = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let differences = case.differences(bundle);
        if !differences.is_empty() {
            failed.push(Diagnostic::new(
                Code::CaseFailed,
                &Place::ROOT.item(at).key("expect"),
                format!("{}: {}", case.name, differences.join(" ")),
                "Mend the content, or what the case expects.",
            ));
        }
    }
    failed
}

/// Reads a day, for clap.
fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day, such as 2026-11-22".to_owned())
}
