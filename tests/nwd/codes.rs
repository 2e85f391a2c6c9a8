//! The codes that are not the reader's, each brought about by a change to the fixture; and what says what they mean.
//!
//! The reader's own are in `tests/core/faults/table.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nwd_command::diagnostics;
use nwd_core::format::{Code, Origin};
use nwd_testing::root;

use crate::run::{TINY, copy_of_tiny, nwd, nwd_with, text};

/// A change to the fixture, and a code that the command reports after it and not before.
struct Shown {
    code: Code,
    /// The file, the text in it that is replaced, and what stands there instead; with no text the file is written new.
    /// Where nothing is changed, the fixture itself has it.
    edits: &'static [(&'static str, &'static str, &'static str)],
}

const AREA: &str = "area.json";
const ALERTS: &str = "alerts.json";
const FACTS: &str = "facts.json";
const CASES: &str = "cases.json";
const PANEL: &str = "panel.json";
const CLINIC: &str = "services/clinic.json";
const LINE: &str = "services/line.json";
const WORDS: &str = "locales/en/words.json";

#[rustfmt::skip]
const TABLE: &[Shown] = &[
    Shown { code: Code::MissingFile, edits: &[(AREA, "\"format\": 1,", "\"format\": 1, \"extends\": \"county\","), ("../county/readme", "", "")] },
    Shown { code: Code::NestedExtends, edits: &[
        (AREA, "\"format\": 1,", "\"format\": 1, \"extends\": \"county\","),
        ("../county/area.json", "", "{ \"format\": 1, \"id\": \"county\", \"version\": \"1\", \"default_locale\": \"en\", \"extends\": \"nation\" }"),
    ] },
    Shown { code: Code::NoReason, edits: &[(AREA, "\"format\": 1,", "\"format\": 1, \"accepts\": [{ \"gap\": \"wrong-door:areas/tiny/covers\", \"reason\": \"\" }],")] },
    Shown { code: Code::UnknownFolder, edits: &[(AREA, "\"format\": 1,", "\"format\": 1, \"extends\": \"nation\",")] },
    Shown { code: Code::UnreadableFile, edits: &[("modules/folder.json/readme", "", "")] },
    Shown { code: Code::WrongFileName, edits: &[(CLINIC, "\"id\": \"clinic\"", "\"id\": \"klinik\"")] },
    Shown { code: Code::DuplicateValue, edits: &[("answers", "", "{ \"needs\": [\"worry\", \"worry\"] }")] },
    Shown { code: Code::CaseFailed, edits: &[(CASES, "\"not_eligible\": [\"clinic\", ", "\"not_eligible\": [\"line\", ")] },
    Shown { code: Code::ImpossiblePerson, edits: &[(FACTS, "\"values\": [\"here\", \"elsewhere\"]", "\"values\": [\"here\", \"elsewhere\"], \"never\": [{ \"values\": [\"here\"], \"when\": { \"between\": { \"fact\": \"age\", \"max\": 17 } } }]")] },
    Shown { code: Code::EmptyGold, edits: &[(PANEL, "", r#"[{ "id": "q01", "area": "tiny", "who": "Aged 16", "truth": {}, "gold": [], "why": "Page 2." }]"#)] },
    Shown { code: Code::OtherArea, edits: &[(PANEL, "", r#"[{ "id": "q01", "area": "town", "who": "Aged 16", "truth": {}, "gold": ["clinic"], "why": "Page 2." }]"#)] },
    Shown { code: Code::UnansweredQuestion, edits: &[(PANEL, "", r#"[{ "id": "q01", "area": "tiny", "who": "Aged 16", "truth": {}, "gold": ["clinic"], "why": "Page 2." }]"#), (FACTS, "[\"young-person\", \"parent-carer\", \"professional\"]", "[\"young-person\", \"parent-carer\", \"professional\"], \"required\": true")] },
    Shown { code: Code::WantedAndNot, edits: &[(PANEL, "", r#"[{ "id": "q01", "area": "tiny", "who": "Aged 16", "truth": {}, "gold": ["clinic"], "must_top3": ["line"], "why": "Page 2." }]"#)] },
    Shown { code: Code::DeadPart, edits: &[(CLINIC, "{ \"in\": {", "{ \"between\": { \"fact\": \"age\", \"min\": 9 } }, { \"in\": {")] },
    Shown { code: Code::MissingTranslation, edits: &[("locales/fr/words.json", "", "{}")] },
    Shown { code: Code::NamedNotRunning, edits: &[(LINE, "\"hours\"", "\"status\": \"paused\", \"hours\"")] },
    Shown { code: Code::HardWords, edits: &[(WORDS, "Somebody to talk to.", "Subsequent to identification of psychological difficulties, a multidisciplinary formulation is undertaken collaboratively, incorporating developmental considerations, with individualised interventions implemented systematically, proportionately and appropriately by accredited practitioners. Eligibility determinations necessitate comprehensive multidisciplinary consideration.")] },
    Shown { code: Code::HiddenCharacter, edits: &[(WORDS, "Somebody to talk to.", "Somebody\\u202e to talk to.")] },
    Shown { code: Code::LongSentence, edits: &[(WORDS, "Somebody to talk to.", "You can talk to us and to them and to him and to her and to me and to it and to all and to one and to two and to us.")] },
    Shown { code: Code::NamesSomebody, edits: &[(WORDS, "Somebody to talk to.", "Talk to Dr. Green.")] },
    Shown { code: Code::NothingToDo, edits: &[(LINE, "\"kind\": \"phone\", \"value\": \"116 123\"", "\"kind\": \"person\"")] },
    Shown { code: Code::OddNumber, edits: &[(LINE, "116 123", "0999 999 9999")] },
    Shown { code: Code::OutsideArea, edits: &[(CLINIC, "[\"here\"]", "[\"elsewhere\"]")] },
    Shown { code: Code::RawText, edits: &[(WORDS, "Somebody to talk to.", "Somebody to <b>talk</b> to.")] },
    Shown { code: Code::ReviewDue, edits: &[(LINE, "\"2027-01-01\"", "\"2026-11-21\"")] },
    Shown { code: Code::SlowToAsk, edits: &[(CLINIC, "{ \"between\": { \"fact\": \"age\", \"min\": 11, \"max\": 18 } }", include_str!("../fixtures/slow-criterion.json"))] },
    Shown { code: Code::TellingLink, edits: &[(CLINIC, "\"https://clinic.example/\"", "\"https://clinic.example/?utm_source=x\"")] },
    Shown { code: Code::ToVerify, edits: &[] },
    Shown { code: Code::UnsearchableWords, edits: &[(WORDS, "\"words\": {", "\"search\": { \"same\": \"Mum\" }, \"words\": {")] },
    Shown { code: Code::UnsourcedContact, edits: &[(CLINIC, "\"value\": \"020 8356 5500\"", "\"value\": \"020 8356 5500\", \"verify\": true")] },
    Shown { code: Code::UnusedWords, edits: &[(WORDS, "\"words\": {", "\"words\": { \"other\": \"x\",")] },
    Shown { code: Code::UnwantedWords, edits: &[(WORDS, "Somebody to talk to.", "Somebody who will help.")] },
    Shown { code: Code::UnwantedWords, edits: &[
        (LINE, "\"hours\"", "\"concerns\": [{ \"about\": \"told\", \"source\": \"leaflet\" }], \"hours\""),
        (WORDS, "\"line\": {", "\"line\": { \"concern\": { \"told\": \"It is confidential.\" },"),
    ] },
    Shown { code: Code::AlertWithoutHelp, edits: &[] },
    Shown { code: Code::DangerFirst, edits: &[("groups.json", "\"id\": \"now\"", "\"id\": \"now\", \"safety\": true")] },
    Shown { code: Code::DeadAlert, edits: &[(ALERTS, "{ \"in\": { \"fact\": \"danger\", \"values\": [\"now\"] } }", "{ \"in\": { \"fact\": \"lives_in\", \"values\": [\"elsewhere\"] } }")] },
    Shown { code: Code::DeadBranch, edits: &[(CLINIC, "{ \"in\": {", "{ \"between\": { \"fact\": \"age\", \"min\": 9 } }, { \"in\": {")] },
    Shown { code: Code::DeadConsent, edits: &[
        (LINE, "\"hours\"", "\"consent\": [{ \"id\": \"them\", \"when\": { \"in\": { \"fact\": \"lives_in\", \"values\": [\"elsewhere\"] } } }], \"hours\""),
        (WORDS, "\"line\": {", "\"line\": { \"consent\": { \"them\": \"They say yes.\" },"),
    ] },
    Shown { code: Code::DeadQuestion, edits: &[(CLINIC, "\"group\"", "\"status\": \"paused\", \"group\"")] },
    Shown { code: Code::DeadRoute, edits: &[(LINE, "\"who\": \"self\",", "\"who\": \"self\", \"when\": { \"in\": { \"fact\": \"lives_in\", \"values\": [\"elsewhere\"] } },")] },
    Shown { code: Code::DeadService, edits: &[(CLINIC, "[\"here\"]", "[\"elsewhere\"]")] },
    Shown { code: Code::MaskedAlert, edits: &[(ALERTS, "{ \"in\": { \"fact\": \"danger\", \"values\": [\"now\"] } }", "{ \"all\": [{ \"in\": { \"fact\": \"danger\", \"values\": [\"now\"] } }, { \"between\": { \"fact\": \"age\", \"min\": 18 } }] }")] },
    Shown { code: Code::MissingSignal, edits: &[] },
    Shown { code: Code::NoAnswerLeft, edits: &[(FACTS, "[\"here\", \"elsewhere\"]", "[\"here\", \"elsewhere\"], \"never\": [{ \"values\": [\"here\", \"elsewhere\"], \"when\": { \"between\": { \"fact\": \"age\", \"max\": 4 } } }]")] },
    Shown { code: Code::NoLocalHelp, edits: &[] },
    Shown { code: Code::OnlyUrgent, edits: &[] },
    Shown { code: Code::StandsBefore, edits: &[(LINE, "\"hours\"", "\"after\": [\"clinic\"], \"hours\"")] },
    Shown { code: Code::UnaskedSignal, edits: &[(FACTS, "[\"no\", \"now\"]", "[\"no\", \"now\"], \"when\": { \"in\": { \"fact\": \"audience\", \"values\": [\"professional\"] } }")] },
    Shown { code: Code::UnusedAcceptance, edits: &[(AREA, "\"format\": 1,", "\"format\": 1, \"accepts\": [{ \"gap\": \"dead-route:services/none/routes/0\", \"reason\": \"It opens soon.\" }],")] },
    Shown { code: Code::WrongDoor, edits: &[] },
    Shown { code: Code::WrongDoorUnsaid, edits: &[] },
];

/// What the command prints that looks for codes of an origin.
fn report(origin: Origin, folder: &Path) -> String {
    let folder = text(folder);
    let run = match origin {
        Origin::Proof => nwd(&["prove", folder]),
        Origin::Answers => {
            let answers = fs::read_to_string(Path::new(folder).join("answers"));
            nwd_with(
                &["explain", folder, "--answers", "-"],
                &answers.unwrap_or("{}".into()),
            )
        }
        _ => nwd(&["check", folder, "--now", "2026-11-22"]),
    };
    run.out + &run.err
}

/// Whether a report has a finding of a code: on a line of its own, or after the place of a note.
fn has(report: &str, code: Code) -> bool {
    let note = format!(": {code}: ");
    report
        .lines()
        .any(|line| line == code.name() || line.contains(&note))
}

#[test]
fn each_code_is_brought_about_by_a_change() {
    let tiny = root().join(TINY);
    let unchanged = [Origin::Content, Origin::Answers, Origin::Proof].map(|it| report(it, &tiny));
    let [checked, explained, proved] = &unchanged;
    for Shown { code, edits } in TABLE {
        let origin = code.explanation().origin;
        let copy = copy_of_tiny(&format!("code-{code}"));
        for (file, from, to) in *edits {
            let file = copy.join(file);
            if from.is_empty() {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, to).unwrap();
                continue;
            }
            let before = fs::read_to_string(&file).unwrap();
            assert!(before.contains(from), "{code}: {from}");
            fs::write(&file, before.replacen(from, to, 1)).unwrap();
        }
        let after = report(origin, &copy);
        assert!(has(&after, *code), "{code} is not found:\n{after}");
        let before = match origin {
            Origin::Proof => proved,
            Origin::Answers => explained,
            _ => checked,
        };
        assert_eq!(has(before, *code), edits.is_empty(), "{code}:\n{before}");
    }
}

#[test]
fn every_code_that_is_not_the_readers_has_a_row() {
    let shown: BTreeSet<Code> = TABLE.iter().map(|shown| shown.code).collect();
    let others = Code::ALL.iter().copied();
    let others: BTreeSet<Code> = others
        .filter(|code| code.explanation().origin != Origin::Reader)
        .collect();
    assert_eq!(shown, others);
}

#[test]
fn the_document_of_diagnostics_is_fresh() {
    let file = root().join("docs/diagnostics.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, diagnostics()).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == diagnostics(),
        "docs/diagnostics.md is stale: run UPDATE=1 cargo test -p nwd --test nwd diagnostics"
    );
}

#[test]
fn a_code_is_explained_by_its_name() {
    let run = nwd(&["explain-code", "unknown-fact"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
    let all = nwd(&["explain-code"]);
    for code in Code::ALL {
        assert!(
            all.out.contains(&format!("\n  {code} ")),
            "{code}: {}",
            all.out
        );
        let what = code.explanation();
        let sentences = [what.meaning, what.remedy];
        assert!(
            sentences.iter().all(|text| text.ends_with('.')),
            "{code}: {what:?}"
        );
        assert!(
            nwd(&["explain-code", code.name()])
                .out
                .contains(what.example.lines().next().unwrap()),
            "{code}"
        );
    }
}

#[test]
fn a_code_that_there_is_not_brings_up_those_like_it() {
    let run = nwd(&["explain-code", "unknown-facts"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("unknown-fact,"), "{}", run.err);
    let run = nwd(&["explain-code", "zzz"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("nwd explain-code lists"), "{}", run.err);
}
