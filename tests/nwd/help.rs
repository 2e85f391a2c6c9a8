//! The examples in the help of each command work as they are written.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use nwd_testing::root;

use crate::run::{folder, nwd, text};

/// Their examples are not run: one serves until it is stopped, and one asks for files that a build of the element makes.
const LEFT_OUT: &[&str] = &["serve", "embed"];

/// The names of the subcommands, from the help.
fn subcommands() -> Vec<String> {
    let help = nwd(&["--help"]).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    // What goes on in the next line stands further in.
    let listed = listed.take_while(|line| !line.is_empty());
    let listed = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = listed.filter(|name| !["", "help"].contains(name));
    names.map(str::to_owned).collect()
}

/// The examples of a help text. One that is too long for a line goes on in the next.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| !line.starts_with("Example"));
    let mut examples: Vec<String> = Vec::new();
    for line in lines.skip(1).take_while(|line| !line.is_empty()) {
        let line = line.trim();
        match examples.last_mut() {
            Some(last) if !line.starts_with("nwd ") && !line.starts_with("echo ") => {
                last.push_str(&format!(" {line}"));
            }
            _ => examples.push(line.to_owned()),
        }
    }
    examples
}

/// A folder in which everything stands that the examples name.
fn place() -> std::path::PathBuf {
    let place = folder("help");
    std::os::unix::fs::symlink(root().join("content"), place.join("content")).unwrap();
    fs::write(place.join("answers.json"), "{\"age\": 12}").unwrap();
    for (area, file) in [
        ("city-and-hackney", "dist/city-and-hackney.json"),
        ("city-and-hackney", "city-and-hackney.json"),
        ("kent", "released/kent.json"),
    ] {
        let file = place.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let built = nwd(&["build", &format!("content/{area}"), "-o", text(&file)]);
        assert_eq!(built.status, 0, "{}", built.err);
    }
    place
}

#[test]
fn every_example_of_the_help_works_as_it_is_written() {
    let place = place();
    let bin = Path::new(env!("CARGO_BIN_EXE_nwd")).parent().unwrap();
    let path = format!("{}:{}", text(bin), std::env::var("PATH").unwrap());
    let mut helps = vec![nwd(&["--help"]).out];
    for name in subcommands() {
        if !LEFT_OUT.contains(&name.as_str()) {
            helps.push(nwd(&[&name, "--help"]).out);
        }
    }
    let mut run = 0;
    for help in helps {
        let examples = examples(&help);
        assert!(!examples.is_empty(), "{help}");
        for example in examples {
            // What the bundle is handed to need not be installed here; and the shipped schemas are not written.
            let example = example.split(" | jq").next().unwrap();
            let example = example.replace("-o content/schema", "-o schema");
            let output = Command::new("sh")
                .args(["-c", &example])
                .current_dir(&place)
                .env("PATH", &path)
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(
                matches!(output.status.code(), Some(0 | 1)),
                "{example}: {:?}\n{told}",
                output.status
            );
            run += 1;
        }
    }
    assert!(run >= 15, "only {run} examples were found");
}
