//! Runs `nwd`, and gives tests folders of their own to spoil.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nwd_testing::root;
use serde_json::Value as Json;

/// What a run printed, and its exit status.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs `nwd` in the project's folder.
pub fn nwd(arguments: &[&str]) -> Run {
    nwd_with(arguments, "")
}

/// Runs `nwd` with something to read on standard input.
pub fn nwd_with(arguments: &[&str], input: &str) -> Run {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().unwrap();
    // A command that does not read its input may have ended before it is written.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `nwd`, which prints one JSON value: its exit status, and the value.
pub fn run_json(arguments: &[&str]) -> (i32, Json) {
    let run = nwd(arguments);
    (run.status, serde_json::from_str(&run.out).unwrap())
}

/// A run of `nwd` that is not started yet.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nwd"));
    command.args(arguments).current_dir(root());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The fixture's folder.
pub const TINY: &str = "tests/fixtures/tiny";

/// An empty folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("cli")
        .join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A copy of the fixture, to be spoilt; the folder in which it stands is this test's own.
pub fn copy_of_tiny(name: &str) -> PathBuf {
    let copy = folder(name).join("tiny");
    copy_all(&root().join(TINY), &copy);
    copy
}

/// Copies a folder with all that is in it.
pub fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Changes a file of JSON.
pub fn edit(file: &Path, change: impl Fn(&mut Json)) {
    let mut json: Json = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    change(&mut json);
    fs::write(file, serde_json::to_string_pretty(&json).unwrap()).unwrap();
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A finding, as `--format json` prints it.
#[derive(Debug)]
pub struct Found(pub Json);

impl Found {
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(|value| value.as_str()).unwrap()
    }

    pub fn number(&self, key: &str) -> u64 {
        self.0.get(key).and_then(|value| value.as_u64()).unwrap()
    }
}

/// What `nwd check` finds at a path, notes left out, and its exit status.
pub fn check(path: &Path) -> (i32, Vec<Found>) {
    let run = nwd(&[
        "check",
        text(path),
        "--format",
        "json",
        "--now",
        "2026-11-22",
    ]);
    let json: Json = serde_json::from_str(&run.out).unwrap();
    let findings = json
        .get("findings")
        .and_then(|findings| findings.as_array())
        .unwrap();
    let findings = findings
        .iter()
        .cloned()
        .map(Found)
        .filter(|found| found.text("severity") != "note");
    (run.status, findings.collect())
}

/// The one thing that was found.
pub fn only(found: &[Found]) -> &Found {
    assert_eq!(found.len(), 1, "{found:#?}");
    found.first().unwrap()
}

/// What stands between two texts, each time.
pub fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split_once(after))
        .map(|(inner, _)| inner)
        .collect()
}
