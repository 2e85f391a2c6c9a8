//! The `nwd` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    no_wrong_door::cli::run()
}
