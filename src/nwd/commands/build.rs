//! `nwd build`: one content folder, with what it extends, into one bundle.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::content::build::bundle;
use crate::content::folder::{is_folder, no_folder};
use crate::output::file::write_whole;
use crate::output::report::plain;
use crate::output::{Failure, Finished, print, say};

/// Compile a content folder, with the folder that it extends, into one bundle that a page loads
///
/// Several folders become one bundle for them all: what they share stands once; a service, a source
/// or words whose name stands in two of them gets its area's id before it, such as kent_kooth.
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
    pub fn run(&self) -> Result<Finished, Failure> {
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
        Ok(Finished::Clean)
    }
}
