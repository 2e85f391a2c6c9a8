//! The content that is shipped is valid, and its cases pass.

use std::fs;
use std::path::PathBuf;

use no_wrong_door::Bundle;
use no_wrong_door::bundle::Json;
use no_wrong_door::check::cases;

use crate::run::{nwd, text};

/// Every content folder.
pub fn areas() -> Vec<PathBuf> {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let folders = fs::read_dir(content).unwrap().map(|entry| entry.unwrap().path());
    let mut areas: Vec<PathBuf> = folders.filter(|path| path.join("area.json").is_file()).collect();
    areas.sort();
    areas
}

#[test]
fn shipped_content_is_clean() {
    let areas = areas();
    assert!(areas.len() >= 2);
    for area in areas {
        let run = nwd(&["check", text(&area)]);
        assert_eq!(run.status, 0, "{}", run.out);
    }
}

#[test]
fn shipped_cases_pass() {
    let mut count = 0;
    for area in areas() {
        let Ok(file) = fs::read(area.join("cases.json")) else { continue };
        let built = nwd(&["build", text(&area), "-o", "-"]);
        let bundle = Bundle::read(built.out.as_bytes()).unwrap();
        for case in cases::read(&Json::parse(&file).unwrap(), &bundle).unwrap() {
            assert_eq!(case.differences(&bundle), [""; 0], "{}", case.name);
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}
