//! `nwd explain-code`: what a code means, an example, and the remedy; and `docs/diagnostics.md`,
//! which says it of all.

use clap::Args;
use nwd_core::format::{Code, Origin};

use crate::output::{Failure, Finished, print};

/// Say what a code means, with an example and the remedy
///
/// Every finding of `check`, `prove` and the other commands has a code. Without one, all are
/// listed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nwd explain-code unknown-fact\n  nwd explain-code\n\n\
    Exit status: 0 explained, 2 no such code."
)]
pub struct ExplainCode {
    /// The code, such as unknown-fact; all of them where it is left out
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl ExplainCode {
    /// Runs the command.
    ///
    /// # Errors
    /// There is no such code.
    pub fn run(&self) -> Result<Finished, Failure> {
        match &self.code {
            None => print(&list())?,
            Some(name) => print(&explained(find(name)?))?,
        }
        Ok(Finished::Clean)
    }
}

fn find(name: &str) -> Result<Code, Failure> {
    let found = Code::ALL.iter().find(|code| code.name() == name);
    found.copied().ok_or_else(|| {
        let near = near(name);
        let help = if near.is_empty() {
            "Write one of those that nwd explain-code lists.".to_owned()
        } else {
            format!("Is it one of these: {}?", near.join(", "))
        };
        Failure::new(format!("No code is called \"{name}\"."), help)
    })
}

/// The names that are most like one, the nearest first.
fn near(name: &str) -> Vec<&'static str> {
    const LEAST: f64 = 0.75;
    const MOST: usize = 3;
    let mut near: Vec<(f64, &str)> = Code::ALL
        .iter()
        .map(|code| (strsim::jaro_winkler(name, code.name()), code.name()))
        .filter(|(likeness, _)| *likeness >= LEAST)
        .collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    near.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// Every code with its meaning, by the part that finds it.
fn list() -> String {
    let longest = Code::ALL.iter().map(|code| code.name().len()).max();
    let width = longest.unwrap_or_default();
    let mut text = String::new();
    for (origin, heading) in ORIGINS {
        text.push_str(&format!("{heading}\n"));
        for code in of(*origin) {
            let meaning = code.explanation().meaning;
            text.push_str(&format!("  {code:width$}  {meaning}\n"));
        }
        text.push('\n');
    }
    text.push_str("nwd explain-code CODE gives an example and the remedy.\n");
    text
}

fn explained(code: Code) -> String {
    let what = code.explanation();
    let example = what.example.replace('\n', "\n  ");
    format!(
        "{code}\n\n{}\n\nExample:\n  {example}\n\nWhat to do: {}\n",
        what.meaning, what.remedy
    )
}

/// The parts that find something, in the order in which content meets them.
const ORIGINS: &[(Origin, &str)] = &[
    (Origin::Content, "Reading a content folder"),
    (Origin::Reader, "Reading a bundle or what it is made of"),
    (Origin::Answers, "Reading answers"),
    (Origin::Cases, "Reading and running cases.json"),
    (Origin::Panel, "Reading panel.json"),
    (Origin::Lint, "What nwd check notices in valid content"),
    (Origin::Proof, "What nwd prove finds"),
];

fn of(origin: Origin) -> impl Iterator<Item = Code> {
    let codes = Code::ALL.iter().copied();
    codes.filter(move |code| code.explanation().origin == origin)
}

/// The text of `docs/diagnostics.md`.
pub fn diagnostics() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         Every code that `nwd` reports, what it means, content that has it, and what to do. \
         `nwd explain-code CODE` prints the\nsame. A code stays the same between versions; messages may not.\n\n\
         Made from `src/core/format/code.rs`: \
         `UPDATE=1 cargo test -p nwd --test nwd diagnostics` writes it again.\n",
    );
    for (origin, heading) in ORIGINS {
        text.push_str(&format!("\n## {heading}\n"));
        for code in of(*origin) {
            let what = code.explanation();
            text.push_str(&format!(
                "\n### `{code}`\n\n{}\n\n```text\n{}\n```\n\nWhat to do: {}\n",
                what.meaning, what.example, what.remedy
            ));
        }
    }
    text
}
