//! The engine's own names stand in one place, and all other code has them from there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nwd_core::vocabulary::{FACTS, Known};
use nwd_testing::root;

/// Where the same letters mean something else: words, keys and the names of other vocabularies.
const HOMONYMS: &[(&str, &str)] = &[
    ("src/check/cases.rs", "now"),
    ("src/check/plain.rs", "danger"),
    ("src/check/plain.rs", "professional"),
    ("src/check/words.rs", "no"),
    ("src/core/format/wire.rs", "age"),
    ("src/core/format/wire.rs", "parent-carer"),
    ("src/core/format/wire.rs", "professional"),
    ("src/core/words/catalogue.rs", "professional"),
    ("src/nwd/commands/embed/mod.rs", "audience"),
    ("src/nwd/commands/find.rs", "danger"),
    ("src/nwd/directory/finder.rs", "danger"),
    ("src/nwd/directory/finder.rs", "needs"),
    ("src/nwd/directory/service_details.rs", "professional"),
    ("src/nwd/directory/structured_data.rs", "audience"),
    ("src/nwd/output/gaps.rs", "needs"),
    ("src/nwd/output/panel.rs", "now"),
    ("src/prove/sets/example.rs", "no"),
    ("src/view/el.rs", "role"),
    ("src/widget/screens/birthdays.rs", "age"),
    ("src/widget/screens/card.rs", "level"),
    ("src/widget/screens/card.rs", "professional"),
];

fn names() -> BTreeSet<&'static str> {
    let values = FACTS.iter().flat_map(|known| known.values.iter().copied());
    FACTS.iter().map(|known| known.id).chain(values).collect()
}

fn sources(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            found.extend(sources(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found
}

/// What stands between quotes in code, without what stands in comments.
fn literals(code: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for line in code.lines() {
        let line = line.trim_start();
        if !line.starts_with("//") {
            found.extend(line.split('"').skip(1).step_by(2));
        }
    }
    found
}

#[test]
fn no_other_source_names_a_fact_or_a_value_of_the_engines_own() {
    let (root, names) = (root(), names());
    let mut found = BTreeSet::new();
    for path in sources(&root.join("src"), ".rs") {
        // The examples of codes are content, as an editor would write it.
        if path.ends_with("core/vocabulary.rs") || path.ends_with("core/format/code.rs") {
            continue;
        }
        let file = path.strip_prefix(&root).unwrap().to_str().unwrap();
        let code = fs::read_to_string(&path).unwrap();
        for name in literals(&code).intersection(&names) {
            found.insert((file.to_owned(), (*name).to_owned()));
        }
    }
    let homonyms = HOMONYMS
        .iter()
        .map(|(file, name)| ((*file).to_owned(), (*name).to_owned()));
    assert_eq!(found, homonyms.collect());
}

#[test]
fn the_first_questions_in_the_page_use_the_same_names() {
    let early = fs::read_to_string(root().join("www/element/early.js")).unwrap();
    let early = early.replace('"', "'");
    let names = names();
    let mut used = BTreeSet::new();
    for before in ["=== '", "!== '", "#answer('"] {
        let after = early.split(before).skip(1);
        used.extend(after.filter_map(|rest| rest.split('\'').next()));
    }
    let asked = early.lines().filter(|line| line.contains("#asked = "));
    used.extend(asked.flat_map(|line| line.split('\'').skip(1).step_by(2)));
    assert_eq!(
        used,
        ["audience", "danger", "now", "young-person"].into(),
        "what early.js compares with"
    );
    assert!(used.is_subset(&names));
}

/// The table of the readme.
fn table() -> String {
    let row = |known: &Known| {
        let values = known.values.iter().map(|value| format!("`{value}`"));
        let values = values.collect::<Vec<_>>().join(", ");
        let Known {
            id,
            type_name,
            read_for,
            without,
            ..
        } = known;
        format!("| `{id}` | {type_name} | {values} | {read_for} | {without} |\n")
    };
    let rows: String = FACTS.iter().map(row).collect();
    format!("| fact | type | values | read for | without it |\n|---|---|---|---|---|\n{rows}")
}

#[test]
fn the_readme_for_editors_lists_them() {
    let path = root().join("content/README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("<!-- vocabulary: ").unwrap();
    let (how, rest) = rest.split_once("-->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /vocabulary -->").unwrap();
    let table = table();
    let right = format!("{before}<!-- vocabulary: {how}-->\n{table}<!-- /vocabulary -->{after}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, right).unwrap();
    } else {
        assert!(
            readme == right,
            "content/README.md is stale; UPDATE=1 writes this table:\n{table}"
        );
    }
}
