//! The `nwd` command.

fn main() {}
