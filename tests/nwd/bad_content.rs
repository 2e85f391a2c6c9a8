//! A table of what can be wrong with content: each fault is found once, where it stands, with what to do about it.

use nwd_testing::root;
use std::fs;
use std::path::Path;

use crate::run::{
    Found, Run, TINY, check, copy_all, copy_of_tiny, folder, nwd, nwd_with, only, text,
};

/// One way to spoil the fixture, and what should be said of it.
struct Spoilt {
    /// The file, and the text in it that is replaced.
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// What should be found: code, file, line, column, and a part of the remedy.
    code: &'static str,
    at: (&'static str, u64, u64),
    help: &'static str,
}

const AREA: &str = "area.json";
const CLINIC: &str = "services/clinic.json";
const LINE: &str = "services/line.json";
const WORDS: &str = "locales/en/words.json";
const FACTS: &str = "facts.json";
const CASES: &str = "cases.json";

#[rustfmt::skip]
const TABLE: &[Spoilt] = &[
    // Not what it should be.
    Spoilt { file: CLINIC, from: "\"id\": \"clinic\",", to: "\"id\": \"clinic\"", code: "not-json", at: (CLINIC, 3, 3), help: "comma" },
    Spoilt { file: FACTS, from: "\"integer\", \"min\"", to: "\"integer\", min", code: "not-json", at: (FACTS, 5, 37), help: "quote" },
    Spoilt { file: AREA, from: "\"version\": \"2026.11.1\"", to: "\"version\": 2026", code: "wrong-type", at: (AREA, 4, 14), help: "a text" },
    Spoilt { file: CLINIC, from: "\"min\": 11", to: "\"min\": \"11\"", code: "wrong-type", at: (CLINIC, 7, 44), help: "a whole number" },
    Spoilt { file: CLINIC, from: "\"min\": 11", to: "\"min\": 11.0", code: "wrong-type", at: (CLINIC, 7, 44), help: "without a point or an exponent" },
    Spoilt { file: FACTS, from: "120", to: "3000000000", code: "wrong-type", at: (FACTS, 5, 54), help: "nine digits" },
    Spoilt { file: WORDS, from: "\"name\": \"Tiny\"", to: "\"name\": 1", code: "wrong-type", at: (WORDS, 3, 31), help: "a text" },
    Spoilt { file: LINE, from: "\"hours\": \"always\"", to: "\"hours\": \"sometimes\"", code: "unknown-value", at: (LINE, 11, 12), help: "always" },
    Spoilt { file: AREA, from: "\"format\": 1", to: "\"format\": 7", code: "unknown-format", at: (AREA, 2, 13), help: "nwd" },
    Spoilt { file: AREA, from: "[{ \"id\": \"leaflet\", \"published\": \"2026\" }]", to: "{}", code: "wrong-type", at: (AREA, 8, 14), help: "a list" },
    Spoilt { file: AREA, from: "[\"line\"]", to: "\"line\"", code: "wrong-type", at: (AREA, 7, 13), help: "a list" },
    Spoilt { file: AREA, from: "\"format\": 1,", to: "\"format\": 1, \"extends\": 1,", code: "wrong-type", at: (AREA, 2, 27), help: "a text" },
    Spoilt { file: FACTS, from: "\"audience\"", to: "7", code: "wrong-type", at: (FACTS, 2, 11), help: "a text" },
    Spoilt { file: FACTS, from: "[\"worry\", \"sleep\"]", to: "\"worry\"", code: "wrong-type", at: (FACTS, 4, 48), help: "a list" },
    Spoilt { file: FACTS, from: "\"integer\"", to: "\"number\"", code: "unknown-value", at: (FACTS, 5, 26), help: "integer" },
    Spoilt { file: CASES, from: "\"now\": \"2026-11-22T14:30\"", to: "\"now\": 7", code: "wrong-type", at: (CASES, 4, 12), help: "a text" },
    Spoilt { file: CASES, from: "[\"line\", \"clinic\"]", to: "[\"line\", 7]", code: "wrong-type", at: (CASES, 7, 28), help: "a text" },
    // Keys.
    Spoilt { file: CLINIC, from: "\"note\":", to: "\"notes\":", code: "unknown-key", at: (CLINIC, 23, 3), help: "note" },
    Spoilt { file: CLINIC, from: "\"group\": \"soon\",", to: "\"group\": \"soon\", \"group\": \"now\",", code: "duplicate-key", at: (CLINIC, 3, 20), help: "Keep one" },
    Spoilt { file: WORDS, from: "\"soon\": { \"title\"", to: "\"now\": { \"title\"", code: "duplicate-key", at: (WORDS, 5, 41), help: "Keep one" },
    Spoilt { file: CLINIC, from: "\"group\": \"soon\",", to: "", code: "missing-key", at: (CLINIC, 1, 1), help: "\"group\"" },
    Spoilt { file: AREA, from: "\"id\": \"tiny\",", to: "", code: "missing-key", at: (AREA, 1, 1), help: "\"id\"" },
    // Ids.
    Spoilt { file: CLINIC, from: "\"id\": \"clinic\"", to: "\"id\": \"klinik\"", code: "wrong-file-name", at: (CLINIC, 2, 9), help: "name" },
    Spoilt { file: FACTS, from: "\"id\": \"danger\"", to: "\"id\": \"audience\"", code: "duplicate-id", at: (FACTS, 3, 11), help: "its own id" },
    Spoilt { file: FACTS, from: "\"needs\"", to: "\"Needs!\"", code: "bad-id", at: (FACTS, 4, 11), help: "small letters" },
    Spoilt { file: AREA, from: "[\"line\"]", to: "[\"nobody\"]", code: "unknown-service", at: (AREA, 7, 14), help: "id of a service" },
    Spoilt { file: "alerts.json", from: "[\"line\"]", to: "[\"nobody\"]", code: "unknown-service", at: ("alerts.json", 2, 122), help: "id of a service" },
    Spoilt { file: CLINIC, from: "\"group\": \"soon\"", to: "\"group\": \"later\"", code: "unknown-group", at: (CLINIC, 3, 12), help: "now, soon" },
    Spoilt { file: CLINIC, from: "\"source\": \"leaflet\"", to: "\"source\": \"poster\"", code: "unknown-source", at: (CLINIC, 20, 27), help: "id of a source" },
    Spoilt { file: CLINIC, from: "[\"web\", \"phone\"]", to: "[\"fax\"]", code: "unknown-contact", at: (CLINIC, 18, 43), help: "one of its contacts" },
    // Criteria.
    Spoilt { file: CLINIC, from: "\"fact\": \"at_school\"", to: "\"fact\": \"in_school\"", code: "unknown-fact", at: (CLINIC, 9, 34), help: "at_school" },
    Spoilt { file: CLINIC, from: "\"values\": [\"here\"]", to: "\"values\": [\"there\"]", code: "outside-domain", at: (CLINIC, 8, 48), help: "here, elsewhere" },
    Spoilt { file: CLINIC, from: "\"max\": 18", to: "\"max\": 180", code: "outside-domain", at: (CLINIC, 7, 55), help: "0 to 120" },
    Spoilt { file: CLINIC, from: "\"max\": 18", to: "\"max\": 10", code: "empty-range", at: (CLINIC, 7, 20), help: "lower end" },
    Spoilt { file: CLINIC, from: "\"fact\": \"age\", \"min\": 16", to: "\"fact\": \"age\"", code: "open-range", at: (CLINIC, 17, 66), help: "at least one end" },
    Spoilt { file: CLINIC, from: "{ \"in\": {", to: "{ \"includes\": {", code: "wrong-leaf", at: (CLINIC, 8, 31), help: "\"in\"" },
    Spoilt { file: CLINIC, from: "{ \"not\": {", to: "{ \"none\": {", code: "not-a-criterion", at: (CLINIC, 9, 17), help: "not" },
    Spoilt { file: "services/club.json", from: "{ \"between\": { \"fact\": \"age\", \"max\": 17 } }", to: "{ \"any\": [] }", code: "empty-any", at: ("services/club.json", 5, 19), help: "Add a part" },
    Spoilt { file: CLINIC, from: "\"min\": 16", to: "\"min\": 19", code: "route-for-nobody", at: (CLINIC, 17, 5), help: "rule each other out" },
    Spoilt { file: CLINIC, from: "{ \"in\": {", to: "{ \"between\": { \"fact\": \"age\", \"min\": 9 } }, { \"in\": {", code: "dead-part", at: (CLINIC, 8, 7), help: "Leave it out" },
    // Contacts, times, words.
    Spoilt { file: CLINIC, from: "https://clinic.example/", to: "javascript:alert(1)", code: "unsafe-link", at: (CLINIC, 14, 44), help: "https://" },
    Spoilt { file: CLINIC, from: "020 8356 5500", to: "020 8356 550", code: "odd-number", at: (CLINIC, 13, 48), help: "digit" },
    Spoilt { file: CLINIC, from: "\"2027-01-01\"", to: "\"1 January\"", code: "bad-date", at: (CLINIC, 22, 13), help: "YYYY-MM-DD" },
    Spoilt { file: WORDS, from: "\"summary\": \"Help with worry.\",", to: "", code: "missing-words", at: (WORDS, 39, 15), help: "locale file" },
    Spoilt { file: AREA, from: "\"default_locale\": \"en\"", to: "\"default_locale\": \"en\", \"extends\": \"nation\"", code: "unknown-folder", at: (AREA, 5, 38), help: "beside" },
    Spoilt { file: AREA, from: "\"default_locale\": \"en\"", to: "\"default_locale\": \"en\", \"extends\": \"../tiny\"", code: "unknown-folder", at: (AREA, 5, 38), help: "beside" },
    // Cases.
    Spoilt { file: CASES, from: "\"not_eligible\": [\"clinic\", ", to: "\"not_eligible\": [\"line\", ", code: "case-failed", at: (CASES, 18, 15), help: "Mend" },
    Spoilt { file: CASES, from: "\"age\": 30", to: "\"age\": 300", code: "outside-domain", at: (CASES, 17, 53), help: "0 to 120" },
    Spoilt { file: FACTS, from: "\"values\": [\"here\", \"elsewhere\"]", to: "\"values\": [\"here\", \"elsewhere\"], \"never\": [{ \"values\": [\"here\"], \"when\": { \"between\": { \"fact\": \"age\", \"max\": 17 } } }]", code: "impossible-person", at: (CASES, 5, 69), help: "never" },
    Spoilt { file: CASES, from: "\"age\": 30", to: "\"shoe\": 30", code: "unknown-fact", at: (CASES, 17, 46), help: "lives_in" },
    Spoilt { file: CASES, from: "\"next_question\": \"needs\"", to: "\"next_question\": \"wants\"", code: "unknown-fact", at: (CASES, 11, 24), help: "id of a fact" },
    Spoilt { file: CASES, from: "\"club\": { \"self\"", to: "\"club\": { \"me\"", code: "unknown-value", at: (CASES, 10, 80), help: "professional" },
    Spoilt { file: CASES, from: "[\"danger-now\"]", to: "[\"fire\"]", code: "unknown-alert", at: (CASES, 18, 86), help: "id of an alert" },
];

#[test]
fn each_fault_is_found_where_it_stands_with_what_to_do() {
    let mut wrong = Vec::new();
    for (at, spoilt) in TABLE.iter().enumerate() {
        let copy = copy_of_tiny(&format!("spoilt-{at}"));
        let file = copy.join(spoilt.file);
        let before = fs::read_to_string(&file).unwrap();
        assert!(
            before.contains(spoilt.from),
            "{at}: {} has no {}",
            spoilt.file,
            spoilt.from
        );
        fs::write(&file, before.replacen(spoilt.from, spoilt.to, 1)).unwrap();
        let (status, mut found) = check(&copy);
        // Words that go missing with a change are not what it is about.
        found.retain(|found| {
            found.text("code") == spoilt.code || found.text("code") != "missing-words"
        });
        let (name, line, column) = spoilt.at;
        let is_it = found
            .iter()
            .filter(|found| found.text("code") == spoilt.code)
            .any(|found| {
                Path::new(found.text("file")) == copy.join(name)
                    && (found.number("line"), found.number("column")) == (line, column)
                    && found.text("help").contains(spoilt.help)
            });
        if status != 1 || !is_it || found.len() != 1 {
            wrong.push(format!(
                "{at}, {} for {}: {status} {found:#?}",
                spoilt.code, spoilt.to
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn faults_of_form_and_of_sense_are_found_together() {
    let copy = copy_of_tiny("together");
    let spoil = |file: &str, changes: &[(&str, &str)]| {
        let file = copy.join(file);
        let before = fs::read_to_string(&file).unwrap();
        let spoilt = changes.iter().fold(before, |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        fs::write(file, spoilt).unwrap();
    };
    let note = ("\"For editors only.\"", "7");
    spoil(
        CLINIC,
        &[
            note,
            ("\"soon\"", "\"later\""),
            ("\"max\": 18", "\"max\": 180"),
            ("https://", "http://"),
        ],
    );
    spoil(
        AREA,
        &[
            ("\"published\": \"2026\"", "\"published\": 2026"),
            ("[\"line\"]", "[\"nobody\"]"),
        ],
    );
    let (status, found) = check(&copy);
    let mut codes: Vec<&str> = found.iter().map(|found| found.text("code")).collect();
    codes.sort_unstable();
    let expected = [
        "outside-domain",
        "unknown-group",
        "unknown-service",
        "unsafe-link",
        "wrong-type",
        "wrong-type",
    ];
    assert_eq!(
        (status, codes.as_slice()),
        (1, expected.as_slice()),
        "{found:#?}"
    );
}

#[test]
fn a_spoilt_area_is_not_built() {
    let copy = copy_of_tiny("not-built");
    let file = copy.join(CLINIC);
    let clinic = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        clinic
            .replace("\"https://clinic.example/\"", "\"javascript:alert(1)\"")
            .replace("\"soon\"", "\"later\""),
    )
    .unwrap();
    let output = copy.with_file_name("bundle.json");
    let run = nwd(&["build", text(&copy), "-o", text(&output)]);
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    for wanted in [
        "unsafe-link",
        "clinic.json:14:44",
        "Write an https:// link",
        "unknown-group",
        "Found 2 errors",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
    assert!(!output.exists());
}

#[test]
fn a_file_that_cannot_be_read_does_not_bring_up_faults_that_only_follow_from_it() {
    for file in [CLINIC, FACTS, "groups.json", WORDS, "alerts.json"] {
        let copy = copy_of_tiny("follows");
        fs::write(copy.join(file), "[{]").unwrap();
        let (status, found) = check(&copy);
        let codes: Vec<&str> = found.iter().map(|found| found.text("code")).collect();
        assert_eq!(
            (status, codes.as_slice()),
            (1, ["not-json"].as_slice()),
            "{file}: {found:#?}"
        );
    }
}

#[test]
fn an_empty_area_says_so() {
    let copy = copy_of_tiny("empty");
    fs::remove_dir_all(copy.join("services")).unwrap();
    let (status, found) = check(&copy);
    assert_eq!(status, 1);
    assert!(
        found
            .iter()
            .any(|found| found.text("code") == "empty-area" && found.text("file").ends_with(AREA)),
        "{found:#?}"
    );
}

#[test]
fn an_area_with_none_but_the_services_that_it_extends_is_empty_too() {
    let copy = folder("extends-only");
    copy_all(&root().join("content/national"), &copy.join("national"));
    let area = copy.join("area");
    fs::create_dir_all(&area).unwrap();
    let head = r#"{ "format": 1, "id": "area", "version": "2026.11.1", "extends": "national", "default_locale": "en" }"#;
    fs::write(area.join(AREA), head).unwrap();
    let (status, found) = check(&area);
    let empty = |found: &Found| {
        found.text("code") == "empty-area" && found.text("file").ends_with("area/area.json")
    };
    assert!(status == 1 && found.iter().any(empty), "{found:#?}");
    assert_eq!(nwd(&["build", text(&area), "-o", "-"]).status, 2);
}

#[test]
fn a_path_that_cannot_be_read_is_not_said_to_be_checked() {
    let nothing = folder("nothing");
    let nothing = text(&nothing);
    let wanted = |run: &Run, path: &str| {
        run.status == 2 && run.err.contains(path) && run.err.contains("help: Name")
    };
    for path in [nothing, "no-such-folder"] {
        for format in ["text", "json"] {
            let run = nwd(&["check", path, "--format", format]);
            assert!(wanted(&run, path) && run.out.is_empty(), "{run:?}");
        }
    }
    let run = nwd(&[
        "check",
        nothing,
        TINY,
        "no-such-folder",
        "--now",
        "2026-11-22",
    ]);
    assert!(
        wanted(&run, nothing) && wanted(&run, "no-such-folder"),
        "{run:?}"
    );
    assert!(
        run.out
            .ends_with("Checked 1 path of 3: 0 errors, 0 warnings, 1 note.\n"),
        "{}",
        run.out
    );
}

#[test]
fn only_a_folder_is_built() {
    let file = folder("built").join("tiny.json");
    assert_eq!(nwd(&["build", TINY, "-o", text(&file)]).status, 0);
    let run = nwd(&["build", text(&file), "-o", "-"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("is no content folder") && run.err.contains("area.json"),
        "{}",
        run.err
    );
}

#[test]
fn hostile_bytes_are_refused_quickly_and_with_their_place() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let long = vec![b' '; 50_000_000];
    type Row<'a> = (&'a str, &'a [u8], &'a str, (u64, u64), &'a str);
    let rows: [Row<'_>; 5] = [
        ("long.json", &long, "too-long", (1, 1), "Split"),
        ("deep.json", deep.as_bytes(), "too-deep", (1, 128), "127"),
        (
            "latin.json",
            b"{\n  \"id\": \"caf\xe9\"}",
            "not-utf8",
            (2, 13),
            "UTF-8",
        ),
        ("empty.json", b"", "not-json", (1, 1), "Write"),
        (
            "marked.json",
            b"\xef\xbb\xbf{}",
            "not-json",
            (1, 1),
            "UTF-8 without a byte order mark",
        ),
    ];
    let folder = folder("hostile");
    for (name, bytes, code, place, help) in rows {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        let (status, found) = check(&file);
        let found = only(&found);
        assert_eq!((status, found.text("code")), (1, code), "{name}");
        assert_eq!(
            (found.number("line"), found.number("column")),
            place,
            "{name}: {found:?}"
        );
        assert!(found.text("help").contains(help), "{name}: {found:?}");
        let explained = nwd(&[
            "explain",
            text(&file),
            "--answers",
            "tests/fixtures/tiny/area.json",
        ]);
        assert_eq!(
            (explained.status, explained.out.as_str()),
            (2, ""),
            "{name}"
        );
    }
}

/// What would steer a terminal, as JSON escapes it and as it stands, with a line that would pass for one of `nwd`'s own.
const STEERING: &str = "\\u001b[2J\\r\\nOK\u{9b}31m\u{7f}";

fn assert_steers_nothing(run: &Run, status: i32) {
    assert_eq!(run.status, status, "{run:?}");
    for text in [&run.out, &run.err] {
        assert!(
            !text.contains(|c: char| c.is_control() && c != '\n'),
            "{text:?}"
        );
        assert!(!text.lines().any(|line| line.starts_with("OK")), "{text:?}");
    }
}

#[test]
fn nothing_that_is_read_steers_the_terminal() {
    let copy = copy_of_tiny("steers");
    let steer = |file: &str, from: &str| {
        let before = fs::read_to_string(copy.join(file)).unwrap();
        assert!(before.contains(from), "{from}");
        fs::write(
            copy.join(file),
            before.replacen(from, &format!("{from}{STEERING}"), 1),
        )
        .unwrap();
    };
    // What may be any text.
    for (file, from) in [
        (AREA, "2026.11.1"),
        (WORDS, "The Clinic"),
        (WORDS, "aged {min} to {max}"),
        (CASES, "Aged 16"),
    ] {
        steer(file, from);
    }
    let answers = format!("{{\"age{STEERING}\": 1, \"lives_in\": \"here{STEERING}\"}}");
    for format in ["text", "json"] {
        assert_steers_nothing(
            &nwd(&[
                "check",
                text(&copy),
                "--format",
                format,
                "--now",
                "2026-11-22",
            ]),
            1,
        );
        let explain = ["explain", text(&copy), "--answers", "-", "--format", format];
        assert_steers_nothing(&nwd_with(&explain, "{\"age\": 12}"), 0);
        assert_steers_nothing(&nwd_with(&explain, &answers), 2);
    }
    // What may not.
    for (file, from) in [
        (CLINIC, "\"clinic"),
        (CLINIC, "\"soon"),
        (FACTS, "sleep"),
        (WORDS, "\"club"),
        (AREA, "\"tiny"),
    ] {
        steer(file, from);
    }
    for format in ["text", "json"] {
        assert_steers_nothing(&nwd(&["check", text(&copy), "--format", format]), 1);
    }
    assert_steers_nothing(&nwd(&["build", text(&copy), "-o", "-"]), 2);
    assert_steers_nothing(&nwd(&["check", "no\u{1b}[2J\nOK"]), 2);
}

/// A link out of the content, to a file or a folder, shows nothing of what it leads to; what is no plain file is not waited
/// for. A link within the content is read.
#[cfg(unix)]
#[test]
fn only_plain_files_of_the_content_are_read() {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let outside = folder("plain-files-outside");
    fs::write(outside.join("secret.json"), "SECRET").unwrap();
    type Spoil<'a> = (&'a str, &'a dyn Fn(&Path));
    let spoils: [Spoil<'_>; 3] = [
        ("leads out of the content", &|place| {
            symlink(
                outside.join("secret.json"),
                place.join("services/other.json"),
            )
            .unwrap();
        }),
        ("leads out of the content", &|place| {
            fs::remove_dir_all(place.join("modules")).ok();
            symlink(&outside, place.join("modules")).unwrap();
        }),
        ("is no plain file", &|place| {
            let pipe = place.join("services/pipe.json");
            assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
        }),
    ];
    for (wanted, spoil) in spoils {
        let copy = copy_of_tiny("plain-files");
        spoil(&copy);
        let (status, found) = check(&copy);
        assert_eq!(status, 1);
        let found = only(&found);
        assert_eq!(found.text("code"), "unreadable-file");
        assert!(found.text("message").contains(wanted), "{found:?}");
    }
    let copy = copy_of_tiny("plain-files");
    fs::rename(copy.join(CLINIC), copy.with_file_name("clinic.json")).unwrap();
    symlink("../../clinic.json", copy.join(CLINIC)).unwrap();
    assert_eq!(check(&copy).0, 0);
}

#[test]
fn a_bundle_is_checked_as_its_folder_is() {
    let folder = folder("bundle");
    let file = folder.join("tiny.json");
    let run = nwd(&["build", TINY, "-o", text(&file)]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(check(&file).0, 0);
    let bundle = fs::read_to_string(&file).unwrap();
    for (from, to, code) in [
        ("\"format\":1", "\"format\":2", "unknown-format"),
        ("\"format\":1", "\"format\":1,\"format\":1", "duplicate-key"),
        (
            "https://clinic.example/",
            "javascript:alert(1)",
            "unsafe-link",
        ),
        ("\"group\":\"soon\"", "\"group\":\"later\"", "unknown-group"),
    ] {
        assert!(bundle.contains(from), "{from}");
        fs::write(&file, bundle.replacen(from, to, 1)).unwrap();
        let (status, found) = check(&file);
        let found = only(&found);
        assert_eq!(
            (status, found.text("code"), found.number("line")),
            (1, code, 1)
        );
        let run = nwd(&["check", text(&file)]);
        assert!(
            run.status == 1 && run.out.len() < 1000 && run.out.contains("tiny.json:1:"),
            "{}",
            run.out
        );
    }
}

#[test]
fn what_is_not_there_or_makes_no_sense_is_bad_usage() {
    for arguments in [
        &["check", "no-such-folder"][..],
        &["check"],
        &["check", TINY, "--now", "2026-02-30"],
        &["build", "no-such-folder", "-o", "-"],
        &["build", TINY],
        &["build", TINY, "-o", "no/such/folder/x.json"],
        &["explain", TINY],
        &["explain", TINY, "--answers", "no-such-file"],
        &["explain", TINY, "--answers", "-", "--now", "today"],
        &["explain", TINY, "--answers", "-", "--format", "xml"],
        &["frobnicate"],
        &[],
    ] {
        let run = nwd(arguments);
        assert_eq!(
            (run.status, run.err.is_empty()),
            (2, false),
            "{arguments:?}: {run:?}"
        );
    }
}
