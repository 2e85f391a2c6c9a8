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
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd build content/city-and-hackney -o dist/city-and-hackney.json\n  \
    nwd build content/city-and-hackney -o - | jq .version\n\n\
    The same content gives the same bytes. Exit status: 0 built, 2 not built.")]
pub struct Build {
    /// The content folder, such as content/city-and-hackney
    area: PathBuf,
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
        if !is_folder(&self.area) {
            return Err(no_folder(&self.area));
        }
        let built = bundle(&self.area)?;
        if self.output == Path::new("-") {
            print(&built.text)?;
        } else {
            replace(&self.output, built.text.as_bytes()).map_err(|error| {
                let message = format!("{} cannot be written: {error}.", self.output.display());
                Failure::new(message, "Name a file in a folder that exists and that you may write to.")
            })?;
        }
        say(&format!("Built {}: {} services, {} bytes.", plain(&built.id), built.services, built.text.len()));
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

/// Builds a content folder, or passes a bundle on.
///
/// # Errors
/// It is not valid.
pub fn bundle(path: &Path) -> Result<Built, Failure> {
    let mut target = Target::read(path)?;
    let bundle = target.bundle().map_err(Failure::Findings)?;
    let mut text = target.json().and_then(|json| serde_json::to_string(&for_readers(json)).ok()).unwrap_or_default();
    text.push('\n');
    if text.len() > limits::BYTES {
        let message = format!("The bundle of {} has {} bytes; the most is {}.", bundle.id, text.len(), limits::BYTES);
        return Err(Failure::new(message, "Split the area, or shorten its words."));
    }
    Ok(Built { id: bundle.id, services: bundle.services.len(), text })
}

/// The bundle without what is only for editors: `$schema`, and the notes of services.
fn for_readers(json: &Json) -> Json {
    match json {
        Json::Object(members) => {
            let kept = members.iter().filter(|(key, _)| key != "$schema");
            Json::Object(
                kept.map(|(key, value)| {
                    (key.clone(), if key == "services" { without_notes(value) } else { for_readers(value) })
                })
                .collect(),
            )
        }
        Json::List(items) => Json::List(items.iter().map(for_readers).collect()),
        other => other.clone(),
    }
}

fn without_notes(services: &Json) -> Json {
    let Json::List(services) = services else { return services.clone() };
    let service = |service: &Json| match for_readers(service) {
        Json::Object(members) => Json::Object(members.into_iter().filter(|(key, _)| key != "note").collect()),
        other => other,
    };
    Json::List(services.iter().map(service).collect())
}

/// Writes a file whole or not at all: beside its place first, then moved there. A link leads to the file that it names;
/// what is no file (a terminal, a pipe) is written to as it is.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.exists() && !path.is_file() {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let beside = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
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
