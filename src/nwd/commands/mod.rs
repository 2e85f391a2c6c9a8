//! The subcommands, one a file.

mod build;
mod check;
mod diff;
mod embed;
mod explain;
pub mod explain_code;
mod find;
mod now;
mod pack;
mod panel;
mod prove;
mod render;
pub mod schema;
mod serve;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::output::{Finished, say_failure};

/// Which emotional wellbeing and mental health services are for whom, why, and how to reach them
///
/// Compiles content folders into the bundles that the widget loads, finds what is wrong in them,
/// and says what the journey makes of a set of answers.
#[derive(Debug, Parser)]
#[command(
    name = "nwd",
    version,
    max_term_width = 100,
    after_help = "Examples:\n  \
    nwd check content/kent content/bi-borough\n  \
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
    ExplainCode(explain_code::ExplainCode),
    Find(find::Find),
    Prove(prove::Prove),
    Diff(diff::DiffCommand),
    Table(table::Table),
    Panel(panel::Panel),
    Pack(pack::Pack),
    Serve(serve::Serve),
    Embed(embed::Embed),
    Render(render::Render),
    Schema(schema::SchemaCommand),
}

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build(build) => build.run(),
        Command::Check(check) => check.run(),
        Command::Explain(explain) => explain.run(),
        Command::ExplainCode(explain_code) => explain_code.run(),
        Command::Find(find) => find.run(),
        Command::Prove(prove) => prove.run(),
        Command::Diff(diff) => diff.run(),
        Command::Table(table) => table.run(),
        Command::Panel(panel) => panel.run(),
        Command::Pack(pack) => pack.run(),
        Command::Serve(serve) => serve.run(),
        Command::Embed(embed) => embed.run(),
        Command::Render(render) => render.run(),
        Command::Schema(schema) => schema.run(),
    };
    match done {
        Ok(Finished::Clean) => ExitCode::SUCCESS,
        Ok(Finished::Findings) => ExitCode::from(1),
        Err(failure) => {
            say_failure(&failure);
            ExitCode::from(2)
        }
    }
}
