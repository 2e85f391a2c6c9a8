//! `nwd build`: one content folder, with what it extends, into one bundle.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::content::{is_folder, no_folder};
use super::report::plain;
use super::target::Target;
use super::{Failure, Status, print, say};
use crate::bundle::{Json, limits};

/// Compile a content folder, with the folder that it extends, into one bundle that a page loads
///
/// Several folders become one bundle for them all: what they share stands once; a service, a source or words whose name
/// stands in two of them gets its area's id before it, such as kent_kooth.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nwd build content/city-and-hackney -o dist/city-and-hackney.json\n  \
    nwd build content/city-and-hackney -o - | jq .version\n  \
    nwd build content/kent content/bi-borough -o dist/both.json\n\n\
    The same content gives the same bytes. Exit status: 0 built, 2 not built."
)]
pub struct Build {
    /// The content folder, such as content/city-and-hackney, or several
    #[arg(required = true, value_name = "AREA")]
    areas: Vec<PathBuf>,
    /// Where to write the bundle; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl Build {
    /// Runs the command.
    ///
    /// # Errors
    /// The content is not valid, or the bundle cannot be written.
    pub fn run(&self) -> Result<Status, Failure> {
        if let Some(path) = self.areas.iter().find(|path| !is_folder(path)) {
            return Err(no_folder(path));
        }
        let built = bundle(&self.areas)?;
        if self.output == Path::new("-") {
            print(&built.text)?;
        } else {
            write_whole(&self.output, built.text.as_bytes())?;
        }
        say(&format!(
            "Built {}: {} services, {} bytes.",
            plain(&built.id),
            built.services,
            built.text.len()
        ));
        Ok(Status::Clean)
    }
}

/// A bundle that was built.
#[derive(Debug)]
pub struct Built {
    /// The area's id.
    pub id: String,
    /// How many services it holds.
    pub services: usize,
    /// The bundle's text.
    pub text: String,
}

/// Builds a content folder, or several into one; or passes a bundle on.
///
/// # Errors
/// It is not valid.
pub fn bundle(paths: &[PathBuf]) -> Result<Built, Failure> {
    let mut target = Target::read_all(paths)?;
    let bundle = target.bundle().map_err(Failure::Findings)?;
    let mut text = target
        .json()
        .and_then(|json| serde_json::to_string(&nested_words(for_readers(json))).ok())
        .unwrap_or_default();
    text.push('\n');
    if text.len() > limits::BYTES {
        let message = format!(
            "The bundle of {} has {} bytes; the most is {}.",
            bundle.id,
            text.len(),
            limits::BYTES
        );
        return Err(Failure::new(
            message,
            "Split the area, or shorten its words.",
        ));
    }
    Ok(Built {
        id: bundle.id,
        services: bundle.services.len(),
        text,
    })
}

/// The bundle without what is only for editors: `$schema`, notes, and the places in the sources.
fn for_readers(json: &Json) -> Json {
    match json {
        Json::Object(members) => {
            let kept = members.iter().filter(|(key, _)| key != "$schema");
            Json::Object(
                kept.map(|(key, value)| {
                    (
                        key.clone(),
                        if key == "services" || key == "modules" {
                            without_notes(value)
                        } else {
                            for_readers(value)
                        },
                    )
                })
                .collect(),
            )
        }
        Json::List(items) => Json::List(items.iter().map(for_readers).collect()),
        other => other.clone(),
    }
}

fn without_notes(items: &Json) -> Json {
    let Json::List(items) = items else {
        return items.clone();
    };
    let item = |item: &Json| match for_readers(item) {
        Json::Object(members) => Json::Object(
            members
                .into_iter()
                .filter(|(key, _)| key != "note")
                .map(without_places)
                .collect(),
        ),
        other => other,
    };
    Json::List(items.iter().map(item).collect())
}

/// The sources of a service, by name alone.
fn without_places((key, value): (String, Json)) -> (String, Json) {
    let plain = |citation: Json| match citation {
        Json::Object(members) => Json::Object(
            members
                .into_iter()
                .filter(|(key, _)| key != "where")
                .collect(),
        ),
        other => other,
    };
    match value {
        Json::List(citations) if key == "sources" => {
            (key, citations.into_iter().map(plain).collect())
        }
        value => (key, value),
    }
}

/// The bundle with its words nested by the parts of their keys, as they are in locale files: dotted keys repeat themselves,
/// and travel worse.
fn nested_words(bundle: Json) -> Json {
    map_member(bundle, "locales", |locales| match locales {
        Json::Object(languages) => Json::Object(
            languages
                .into_iter()
                .map(|(language, words)| (language, nested(words)))
                .collect(),
        ),
        other => other,
    })
}

fn map_member(object: Json, key: &str, change: impl Fn(Json) -> Json) -> Json {
    let Json::Object(members) = object else {
        return object;
    };
    let member = |(name, json): (String, Json)| {
        if name == key {
            (name, change(json))
        } else {
            (name, json)
        }
    };
    Json::Object(members.into_iter().map(member).collect())
}

/// An object without dots in its keys, from one with dotted keys in order.
fn nested(words: Json) -> Json {
    let Json::Object(words) = words else {
        return words;
    };
    let mut members: Vec<(String, Json)> = Vec::new();
    for (key, word) in words {
        match key.split_once('.') {
            None => members.push((key, word)),
            Some((head, rest)) => match members.last_mut() {
                Some((name, Json::Object(inner))) if name == head => {
                    inner.push((rest.to_owned(), word))
                }
                // A key that is the beginning of another cannot hold both its word and an object.
                Some((name, _)) if name == head => members.push((key, word)),
                _ => members.push((head.to_owned(), Json::Object(vec![(rest.to_owned(), word)]))),
            },
        }
    }
    Json::Object(
        members
            .into_iter()
            .map(|(key, json)| (key, nested(json)))
            .collect(),
    )
}

/// Writes a file whole or not at all.
///
/// # Errors
/// It cannot be written; what stood there before still does.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    replace(path, bytes).map_err(|error| {
        let message = format!("{} cannot be written: {error}.", path.display());
        Failure::new(
            message,
            "Name a file in a folder that exists and that you may write to.",
        )
    })
}

/// Writes a file whole or not at all: beside its place first, then moved there. A link leads to the file that it names;
/// what is no file (a terminal, a pipe) is written to as it is.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.exists() && !path.is_file() {
        return fs::OpenOptions::new()
            .write(true)
            .open(path)?
            .write_all(bytes);
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let beside = path.with_file_name(format!(
        ".{}.{}.part",
        name.to_string_lossy(),
        std::process::id()
    ));
    let written = write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What went wrong is told; a leftover that cannot be removed either adds nothing to that.
        drop(fs::remove_file(&beside));
    }
    written
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
