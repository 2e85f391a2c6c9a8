//! `nwd find`: what the search in people's own words finds.

use std::io::{self, BufRead};
use std::path::PathBuf;

use clap::Args;

use crate::content::target::Target;
use crate::output::report::{Format, object, plain};
use crate::output::{Failure, Finished, print};
use nwd_core::bundle::Bundle;
use nwd_core::domain::FactIx;
use nwd_core::facts::Fact;
use nwd_core::format::Json;
use nwd_core::search::{Found, find, raised_by};
use nwd_core::vocabulary;
use nwd_core::words::{Person, Speech};

/// The remedy for a line that is no search.
const LINE_HELP: &str =
    "Write one search a line, such as {\"q\": \"cant sleep\", \"who\": \"young-person\"}.";

/// Say what the search in people's own words finds, nearest first
///
/// It finds what the widget finds. A search means danger where a value that it finds could raise an
/// alert by itself.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd find content/kent cant sleep\n  \
    echo '{\"q\": \"my son hits me\", \"who\": \"parent-carer\"}' | nwd find content/kent --format json\n\n\
    Without WORDS it reads a search a line and answers each with a line. who may be left out.\n\
    Exit status: 0 searched, 2 not searched.")]
pub struct Find {
    /// A content folder or a bundle file
    bundle: PathBuf,
    /// What somebody types; left out, searches are read from standard input
    words: Vec<String>,
    /// Who asks, where a search does not say
    #[arg(long = "as", value_name = "AUDIENCE")]
    audience: Option<String>,
    /// The question whose values are searched
    #[arg(long, value_name = "ID", default_value = vocabulary::NEEDS)]
    fact: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Find {
    /// Runs the command.
    ///
    /// # Errors
    /// The bundle or a search is not valid.
    pub fn run(&self) -> Result<Finished, Failure> {
        let bundle = Target::read(&self.bundle)?
            .bundle()
            .map_err(Failure::Findings)?;
        let (at, fact) = searched(&bundle, &self.fact)?;
        let finder = Finder {
            bundle: &bundle,
            at,
            fact,
            format: self.format,
        };
        let asker = self.audience.as_deref();
        let asker = asker.map_or(Ok(Person::You), |name| finder.person(name, "--as"))?;
        if !self.words.is_empty() {
            print(&finder.line(&self.words.join(" "), asker))?;
            return Ok(Finished::Clean);
        }
        for (number, line) in (1..).zip(io::stdin().lock().lines()) {
            let line = line.map_err(|error| bad_line(number, &format!("{error}.")))?;
            let json = read_line(number, &line)?;
            let typed = text_of(&json, number, "q")?
                .ok_or_else(|| bad_line(number, "\"q\" is not there."))?;
            let place = format!("standard input, line {number}, \"who\"");
            let asker = text_of(&json, number, "who")?
                .map_or(Ok(asker), |name| finder.person(name, &place))?;
            print(&finder.line(typed, asker))?;
        }
        Ok(Finished::Clean)
    }
}

/// The question that is searched.
fn searched<'a>(bundle: &'a Bundle, id: &str) -> Result<(FactIx, &'a Fact), Failure> {
    let lists = || {
        let facts = bundle.facts.iter();
        facts.filter(|(_, fact)| !fact.domain.values().is_empty())
    };
    lists().find(|(_, fact)| fact.id == id).ok_or_else(|| {
        let ids: Vec<&str> = lists().map(|(_, fact)| fact.id.as_str()).collect();
        Failure::new(
            format!("--fact: {id} is not a question with values in this bundle."),
            format!("Name one of {}.", ids.join(", ")),
        )
    })
}

fn read_line(number: usize, line: &str) -> Result<Json, Failure> {
    let json = Json::parse(line.as_bytes()).map_err(|error| {
        let what = format!("column {}: this is not JSON.", error.column());
        bad_line(number, &what)
    })?;
    match json {
        Json::Object(_) => Ok(json),
        other => {
            let what = format!("this is {}, not an object.", other.kind());
            Err(bad_line(number, &what))
        }
    }
}

/// A text of a search, where it is there.
fn text_of<'a>(json: &'a Json, number: usize, key: &str) -> Result<Option<&'a str>, Failure> {
    let Some(value) = json.get(key) else {
        return Ok(None);
    };
    let text = value.as_text();
    text.map(Some).ok_or_else(|| {
        let what = format!("\"{key}\" is {}, not a text.", value.kind());
        bad_line(number, &what)
    })
}

fn bad_line(number: usize, what: &str) -> Failure {
    Failure::new(format!("standard input, line {number}: {what}"), LINE_HELP)
}

/// A question, and how its finds are told.
struct Finder<'a> {
    bundle: &'a Bundle,
    at: FactIx,
    fact: &'a Fact,
    format: Format,
}

impl<'a> Finder<'a> {
    /// Who the words speak to, for an asker that is named at a place.
    fn person(&self, name: &str, place: &str) -> Result<Person<'a>, Failure> {
        let fact = self.bundle.facts.known().audience;
        let fact = fact.and_then(|at| self.bundle.facts.get(at));
        let known = fact.map_or(&[][..], |fact| fact.domain.values());
        match known.iter().find(|value| *value == name) {
            Some(audience) => Ok(Person::asking(audience)),
            None => Err(Failure::new(
                format!("{place}: nobody asks as {name} in this bundle."),
                format!("Name one of {}, or leave it out.", known.join(", ")),
            )),
        }
    }

    fn line(&self, typed: &str, asker: Person<'_>) -> String {
        let words = &self.bundle.words;
        let say = words.speak(words.default_locale(), asker);
        let found = find(self.bundle, say, self.at, typed);
        match self.format {
            Format::Text => plain(&self.text(typed, &found, say)) + "\n",
            Format::Json => self.json(typed, &found),
        }
    }

    fn json(&self, typed: &str, found: &Found) -> String {
        let names = found
            .values
            .iter()
            .map(|value| self.fact.domain.name(*value));
        let json = object([
            ("q", typed.into()),
            ("hits", names.map(Json::from).collect()),
            ("danger", Json::Bool(found.danger.is_some())),
        ]);
        serde_json::to_string(&json).unwrap_or_default() + "\n"
    }

    fn text(&self, typed: &str, found: &Found, say: Speech<'_>) -> String {
        let values = found.values.iter().map(|value| {
            let label = say.value(self.fact, *value);
            format!("{} ({label})", self.fact.domain.name(*value))
        });
        let values: Vec<String> = values.collect();
        let values = if values.is_empty() {
            "nothing".to_owned()
        } else {
            values.join(", ")
        };
        let alert = found
            .danger
            .and_then(|value| raised_by(self.bundle, self.at, value).next());
        let danger = alert.map_or_else(String::new, |alert| format!("; danger: {}", alert.id));
        format!("{typed}: {values}{danger}")
    }
}
