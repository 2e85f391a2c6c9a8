//! `nwd render`: a bundle as a folder of plain pages, that need no script and can be printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::content::target::Target;
use crate::directory::{Address, Directory, Poster, Site};
use crate::output::{Failure, Finished, say};

/// Write every service as plain pages: who it is for and how to reach it, by age and by need
///
/// The pages need no script, can be printed and put anywhere. They are written whole or not at all,
/// however the run ends; a folder that was written before is replaced.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nwd render content/city-and-hackney -o dist/directory\n  \
    nwd render city-and-hackney.json -o directory\n  \
    nwd render content/kent -o directory --questions https://your.site/help --poster\n\n\
    The same content gives the same bytes. Exit status: 0 written, 2 not written."
)]
pub struct Render {
    /// A content folder or a bundle file; or several folders, as joined into one bundle
    #[arg(required = true, value_name = "AREA")]
    areas: Vec<PathBuf>,
    /// The folder to write
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The language to write in; the bundle's own where it is left out
    #[arg(long)]
    lang: Option<String>,
    /// The page with the questions, which every page of the directory then leads to
    #[arg(long, value_name = "URL")]
    questions: Option<Address>,
    /// The folder that the directory is published in; then search engines find a sitemap
    #[arg(long, value_name = "URL", value_parser = Address::of_folder)]
    base: Option<Address>,
    /// Write poster.html too: a page for a noticeboard, with the crisis contacts and a code that a
    /// phone opens the questions with
    #[arg(long)]
    poster: bool,
}

/// The list of what was written, by which the folder is known again.
const LIST: &str = ".nwd-render";

impl Render {
    /// Runs the command.
    ///
    /// # Errors
    /// The content is not valid, or the folder cannot be written or is not ours to replace.
    pub fn run(&self) -> Result<Finished, Failure> {
        // What has no last part, as '.' has none, is written in full.
        let folder = fs::canonicalize(&self.output).unwrap_or_else(|_| self.output.clone());
        let site = self.site()?;
        may_replace(&folder)?;
        let bundle = Target::read_all(&self.areas)?
            .bundle()
            .map_err(Failure::Findings)?;
        let own = bundle.words.default_locale();
        let lang = self.lang.as_deref().unwrap_or(own);
        if !bundle.words.locales().any(|known| known == lang) {
            let known: Vec<&str> = bundle.words.locales().collect();
            let message = format!("There are no words in \"{lang}\".");
            return Err(Failure::new(
                message,
                format!("Write one of: {}.", known.join(", ")),
            ));
        }
        let files = Directory::new(&bundle, lang, site)
            .files()
            .map_err(|error| unwritten(&folder, &error))?;
        replace(&folder, &files).map_err(|error| unwritten(&folder, &error))?;
        say(&format!(
            "Wrote {}: {} services, {} files.",
            bundle.id,
            bundle.services.len(),
            files.len()
        ));
        Ok(Finished::Clean)
    }

    fn site(&self) -> Result<Site, Failure> {
        Ok(Site {
            questions: self.questions.clone(),
            base: self.base.clone(),
            poster: if self.poster {
                Some(self.poster()?)
            } else {
                None
            },
        })
    }

    fn poster(&self) -> Result<Poster, Failure> {
        let questions = self.questions.as_ref().ok_or_else(|| {
            Failure::new(
                "A poster leads to the questions, and where they are is not known.",
                "Name their page: --questions https://your.site/help",
            )
        })?;
        Poster::new(questions).ok_or_else(|| {
            Failure::new(
                "The address of the questions is too long for the code on a poster.",
                "Give --questions a short address that leads there.",
            )
        })
    }
}

fn unwritten(folder: &Path, error: &io::Error) -> Failure {
    let message = format!("{} cannot be written: {error}.", folder.display());
    Failure::new(
        message,
        "Name a folder in one that exists and that you may write to.",
    )
}

/// Whether what stands at the path is not there, empty, or all written by this command.
fn may_replace(folder: &Path) -> Result<(), Failure> {
    let found = match found_in(folder, "") {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unwritten(folder, &error)),
    };
    let list = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let ours: BTreeSet<&str> = list.lines().chain([LIST]).collect();
    match found.iter().find(|path| !ours.contains(path.as_str())) {
        None => Ok(()),
        Some(path) => {
            let message = format!(
                "{} holds {path}, which nwd render did not write.",
                folder.display()
            );
            Err(Failure::new(
                message,
                "Name a new folder, or take out of it what is to be kept.",
            ))
        }
    }
}

/// The files in a folder and those below it, with the way to each.
fn found_in(folder: &Path, way: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{way}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            found.extend(found_in(&entry.path(), &format!("{name}/"))?);
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes the folder beside its place first, then moves it there; what stood there before goes
/// last.
fn replace(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    let name = folder
        .file_name()
        .ok_or(io::ErrorKind::InvalidInput)?
        .to_string_lossy()
        .into_owned();
    let beside =
        |what: &str| folder.with_file_name(format!(".{name}.{}.{what}", std::process::id()));
    let new = beside("part");
    let old = beside("old");
    let written = write(&new, files).and_then(|()| swap(folder, &new, &old));
    if written.is_err() {
        // What went wrong is told; a leftover that cannot be removed either adds nothing to that.
        drop(fs::remove_dir_all(&new));
    } else {
        sweep(folder, &name);
    }
    written
}

/// Removes what runs that were ended half-way left beside the folder.
fn sweep(folder: &Path, name: &str) {
    let around = folder.parent().filter(|it| !it.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(around.unwrap_or(Path::new("."))) else {
        return;
    };
    for entry in entries.flatten() {
        let found = entry.file_name().to_string_lossy().into_owned();
        let of_a_run = found.strip_prefix(&format!(".{name}.")).and_then(|rest| {
            let (process, what) = rest.split_once('.')?;
            Some(process.parse::<u32>().is_ok() && matches!(what, "part" | "old"))
        });
        if of_a_run == Some(true) {
            // What cannot be removed harms nobody.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

fn write(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (path, text) in files {
        let path = folder.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    let list: String = files.keys().map(|path| format!("{path}\n")).collect();
    fs::write(folder.join(LIST), list)
}

/// Exchanges two folders at once: a run that is ended leaves the one or the other, whole.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn swap(folder: &Path, new: &Path, old: &Path) -> io::Result<()> {
    if !folder.exists() {
        return fs::rename(new, folder);
    }
    if exchange(new, folder).is_ok() {
        return fs::remove_dir_all(new);
    }
    // Where a system cannot exchange the two at once there is a moment without a folder.
    fs::rename(folder, old)?;
    if let Err(error) = fs::rename(new, folder) {
        // What was there goes back to its place.
        drop(fs::rename(old, folder));
        return Err(error);
    }
    fs::remove_dir_all(old)
}
