//! The `nwd` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    nwd_command::run()
}
