//! `nwd`: the command with which editors build, check and explain their bundles.
//!
//! One command a file. Only this module and those below it read and write files; everything that they say about
//! content comes from the core and from [`crate::check`], and is given its place in a file on the way out.

mod assemble;
mod build;
mod check;
mod content;
mod diff;
mod documents;
mod embed;
mod explain;
mod gaps;
mod join;
mod map;
mod origins;
mod page;
mod place;
mod prove;
mod render;
mod report;
pub mod schema;
mod serve;
mod table;
mod target;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::bundle::Json;
use report::{Finding, plain};

/// Which emotional wellbeing and mental health services are for whom, why, and how to reach them
///
/// Compiles content folders into the bundles that the widget loads, finds what is wrong in them, and says what the
/// journey makes of a set of answers.
#[derive(Debug, Parser)]
#[command(
    name = "nwd",
    version,
    max_term_width = 100,
    after_help = "Examples:\n  \
    nwd check content/*/\n  \
    nwd build content/city-and-hackney -o city-and-hackney.json\n  \
    nwd explain content/city-and-hackney --answers answers.json\n\n\
    Exit status: 0 done and clean, 1 done with findings, 2 could not (bad usage or input)."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Check(check::Check),
    Explain(explain::Explain),
    Prove(prove::Prove),
    Diff(diff::DiffCommand),
    Table(table::Table),
    Serve(serve::Serve),
    Embed(embed::Embed),
    Render(render::Render),
    Schema(schema::SchemaCommand),
}

/// How a command that could do its work came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing to mend.
    Clean,
    /// There is something to mend.
    Findings,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// What it was given is not valid.
    Findings(Vec<Finding>),
    /// Anything else.
    Other {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// Nobody reads the output any more.
    Unheard,
}

impl Failure {
    /// What is wrong, and what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Failure::Other {
            message: message.into(),
            help: help.into(),
        }
    }

    fn say(&self) {
        match self {
            Failure::Findings(findings) => {
                say(report::text(findings, report::colour(&io::stderr())).trim_end());
                say(&format!("Found {}.", report::Tally::of(findings)));
            }
            Failure::Other { message, help } => say(&format!(
                "error: {}\n help: {}",
                plain(message),
                plain(help)
            )),
            Failure::Unheard => {}
        }
    }
}

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build(build) => build.run(),
        Command::Check(check) => check.run(),
        Command::Explain(explain) => explain.run(),
        Command::Prove(prove) => prove.run(),
        Command::Diff(diff) => diff.run(),
        Command::Table(table) => table.run(),
        Command::Serve(serve) => serve.run(),
        Command::Embed(embed) => embed.run(),
        Command::Render(render) => render.run(),
        Command::Schema(schema) => schema.run(),
    };
    match done {
        Ok(Status::Clean) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Err(failure) => {
            failure.say();
            ExitCode::from(2)
        }
    }
}

/// Writes to standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Unheard,
            _ => Failure::new(
                format!("The output cannot be written: {error}."),
                "See that there is room for it.",
            ),
        })
}

/// Writes a JSON document to standard output. Control characters, of which it may hold some as they are, are escaped.
fn print_json(json: &Json) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(json).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' {
            out.push_str(&format!("\\u{:04x}", u32::from(c)))
        } else {
            out.push(c)
        }
    }
    print(&(out + "\n"))
}

/// Writes a line to standard error.
fn say(line: &str) {
    // Where even that fails there is nobody left to tell.
    drop(writeln!(io::stderr().lock(), "{line}"));
}
