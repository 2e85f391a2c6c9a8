//! `nwd embed`: the lines of HTML that put the widget into a page.

mod element;
pub mod isolated;

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use sha2::{Digest, Sha384};

use crate::content::build;
use crate::content::documents::read_bytes;
use crate::directory::escape;
use crate::output::file::write_whole;
use crate::output::{Failure, Finished, print, say};
use nwd_core::bundle::Bundle;
use nwd_core::words::{Person, Speech};

/// Print the HTML that puts the widget into a page: script, element, and the crisis contacts that
/// are there without it
///
/// The element keeps what is in it from the page's scripts as far as a part of a page can; leave out
/// the word `closed` where a reading toolbar or an accessibility checker has to see it. Where other
/// scripts run in the page, --isolated keeps all of it from them: the widget stands in a frame of an
/// origin of its own.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd embed content/city-and-hackney\n  \
    nwd embed content/city-and-hackney --isolated\n  \
    nwd embed dist/city-and-hackney.json --base https://wellbeing.example/widget/\n\n\
    The integrity values are those of the files as they are now: print it again after each build.")]
pub struct Embed {
    /// A bundle file or a content folder; or several folders, as joined into one bundle
    #[arg(required = true, value_name = "BUNDLE")]
    bundles: Vec<PathBuf>,
    /// The folder with the built element
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The address under which the element and the bundle are published
    #[arg(long, value_name = "URL", default_value = "/")]
    base: String,
    /// Print a frame of an origin of its own, and write the page that stands in it to FILE: to
    /// AREA.html in the folder with the element, where no FILE is named. Publish it with
    /// no-wrong-door.isolated.js under the base address
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    isolated: Option<Option<PathBuf>>,
    /// The asker that the page itself names, such as professional; then nobody is asked who they are
    #[arg(long)]
    audience: Option<String>,
    /// Where 'Exit this page' goes; a weather page where it is left out
    #[arg(long, value_name = "URL")]
    exit_url: Option<String>,
    /// Where to say that something is wrong, an https or mailto address: it is told the service
    #[arg(long, value_name = "URL")]
    feedback_url: Option<String>,
    /// A style sheet for the page in the frame, which the host's own does not reach
    #[arg(long, value_name = "URL", requires = "isolated")]
    stylesheet: Option<String>,
}

/// The element's script in its folder.
const SCRIPT: &str = "no-wrong-door.js";

impl Embed {
    /// Runs the command.
    ///
    /// # Errors
    /// The element is not built, the bundle is not valid, or the page of the frame cannot be written.
    pub fn run(&self) -> Result<Finished, Failure> {
        let published = self.published()?;
        let bundle = read(&published)?;
        let speech = spoken(&bundle);
        let html = match &self.isolated {
            None => self.in_page(&published, &bundle, speech)?,
            Some(file) => self.in_frame(file.as_deref(), &published, &bundle, speech)?,
        };
        print(&format!("{html}\n"))?;
        Ok(Finished::Clean)
    }

    /// The lines of the form that stands in the page.
    fn in_page(
        &self,
        published: &[u8],
        bundle: &Bundle,
        speech: Speech<'_>,
    ) -> Result<String, Failure> {
        let script = self.script(SCRIPT)?;
        let base = self.base();
        let attributes = format!(
            "closed src=\"{}\" integrity=\"{}\"{}",
            escape(&format!("{base}/{}", self.file_name(&bundle.id))),
            integrity(published),
            self.attributes(),
        );
        Ok(format!(
            "<script type=\"module\" src=\"{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>\n{}",
            escape(&format!("{base}/{SCRIPT}")),
            integrity(&script),
            element::element(&attributes, bundle, speech),
        ))
    }

    /// The lines of the form that stands in a frame, whose page is written.
    fn in_frame(
        &self,
        file: Option<&Path>,
        published: &[u8],
        bundle: &Bundle,
        speech: Speech<'_>,
    ) -> Result<String, Failure> {
        self.script(isolated::SCRIPT)?;
        let own = self.dist.join(format!("{}.html", bundle.id));
        let file = file.unwrap_or(&own);
        let name = file.file_name().ok_or_else(|| {
            Failure::new(
                format!("{} is no file.", file.display()),
                "Name the page that is to be written after --isolated=.",
            )
        })?;
        let json = String::from_utf8_lossy(published);
        let page = isolated::Page {
            json: &json,
            base: self.base(),
            stylesheet: self.stylesheet.as_deref(),
            attributes: &self.attributes(),
        };
        write_whole(file, page.html(bundle, speech).as_bytes())?;
        say(&format!("Wrote {}.", file.display()));
        let src = format!("{}/{}", self.base(), name.to_string_lossy());
        Ok(isolated::frame(&src, speech))
    }

    /// The address of what is published, without what ends it.
    fn base(&self) -> &str {
        self.base.trim_end_matches('/')
    }

    /// What is given of the attributes that either form has.
    fn attributes(&self) -> String {
        let given = [
            ("audience", &self.audience),
            ("exit-url", &self.exit_url),
            ("feedback-url", &self.feedback_url),
        ];
        given
            .iter()
            .filter_map(|(name, value)| Some((name, value.as_deref()?)))
            .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)))
            .collect()
    }

    /// A script of the built element.
    fn script(&self, name: &str) -> Result<Vec<u8>, Failure> {
        let path = self.dist.join(name);
        read_bytes(&path).map_err(|error| {
            Failure::new(
                format!("{} cannot be read: {error}.", path.display()),
                "Build the element first, or name its folder with --dist.",
            )
        })
    }

    /// The bundle file that is named, where it is one.
    fn file(&self) -> Option<&Path> {
        self.bundles
            .first()
            .filter(|path| path.is_file())
            .map(PathBuf::as_path)
    }

    /// The bundle's bytes as a page will load them: a file's own, or what folders are built into.
    fn published(&self) -> Result<Vec<u8>, Failure> {
        let built = build::bundle(&self.bundles)?;
        let Some(file) = self.file() else {
            return Ok(built.text.into_bytes());
        };
        read_bytes(file).map_err(|error| {
            Failure::new(
                format!("{} cannot be read: {error}.", file.display()),
                "Name a content folder or a bundle.",
            )
        })
    }

    /// The bundle's name where it is published: its file's, or the area's.
    fn file_name(&self, id: &str) -> String {
        let name = self.file().and_then(Path::file_name);
        name.map_or_else(
            || format!("{id}.json"),
            |name| name.to_string_lossy().into_owned(),
        )
    }
}

/// A bundle that was built.
///
/// # Errors
/// It is of another release, or its link elsewhere is none.
pub fn read(published: &[u8]) -> Result<Bundle, Failure> {
    let bundle = Bundle::read(published)
        .map_err(|_| Failure::new("The bundle cannot be read.", "Build it again."))?;
    // A word like any other, so it may be anything.
    let link = spoken(&bundle)
        .find("embed.elsewhere-link")
        .unwrap_or_default();
    if link.starts_with("https://") {
        return Ok(bundle);
    }
    Err(Failure::new(
        format!("The words \"embed.elsewhere-link\" are no https link: \"{link}\"."),
        "Give them, in the locale file, the address of a page with help: https://...",
    ))
}

/// Its words, as they are said to somebody who is not known yet.
pub fn spoken(bundle: &Bundle) -> Speech<'_> {
    bundle
        .words
        .speak(bundle.words.default_locale(), Person::You)
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}
