//! `nwd embed`: the three lines of HTML that put the widget into a page.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use sha2::{Digest, Sha384};

use crate::content::build;
use crate::content::documents::read_bytes;
use crate::directory::escape;
use crate::output::{Failure, Finished, print};
use nwd_core::bundle::{Bundle, Contact, Service};
use nwd_core::journey::contact_lines;
use nwd_core::words::{Person, Speech};

/// Print the HTML that puts the widget into a page: script, element, and the crisis contacts that
/// are there without it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd embed content/city-and-hackney\n  \
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
}

/// The element's script in its folder.
const SCRIPT: &str = "no-wrong-door.js";

impl Embed {
    /// Runs the command.
    ///
    /// # Errors
    /// The element is not built, or the bundle is not valid.
    pub fn run(&self) -> Result<Finished, Failure> {
        let script = self.dist.join(SCRIPT);
        let bytes = read_script(&script)?;
        let published = self.published()?;
        let bundle = Bundle::read(&published)
            .map_err(|_| Failure::new("The bundle cannot be read.", "Build it again."))?;
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        let lang = bundle.words.default_locale();
        let base = self.base.trim_end_matches('/');
        let lines = [
            format!(
                "<script type=\"module\" src=\"{}\" integrity=\"{}\" \
                 crossorigin=\"anonymous\"></script>",
                escape(&format!("{base}/{SCRIPT}")),
                integrity(&bytes),
            ),
            format!(
                "<no-wrong-door src=\"{}\" integrity=\"{}\" lang=\"{}\">{}",
                escape(&format!("{base}/{}", self.file_name(&bundle.id))),
                integrity(&published),
                escape(lang),
                crisis(&bundle, speech),
            ),
            format!(
                "<p><a href=\"{}\">{}</a></p></no-wrong-door>",
                escape(&speech.text("embed.elsewhere-link")),
                escape(&speech.text("embed.elsewhere"))
            ),
        ];
        print(&format!("{}\n", lines.join("\n")))?;
        Ok(Finished::Clean)
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

fn read_script(path: &Path) -> Result<Vec<u8>, Failure> {
    read_bytes(path).map_err(|error| {
        Failure::new(
            format!("{} cannot be read: {error}.", path.display()),
            "Build the element first, or name its folder with --dist.",
        )
    })
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The crisis contacts as the page holds them, whether or not the element ever loads.
fn crisis(bundle: &Bundle, speech: Speech<'_>) -> String {
    let services = bundle.crisis.iter().filter_map(|ix| bundle.service(*ix));
    let items: String = services
        .map(|service| format!("<li>{}</li>", item(service, speech)))
        .collect();
    let now = escape(&speech.text("embed.heading"));
    format!(
        "<aside slot=\"crisis\" aria-label=\"{now}\">\
         <p><strong>{now}</strong></p><ul>{items}</ul></aside>"
    )
}

/// A service with what to use when it is urgent.
fn item(service: &Service, speech: Speech<'_>) -> String {
    let name = escape(&speech.text(&format!("service.{}.name", service.id)));
    let ways: Vec<String> = service
        .urgent_contacts()
        .into_iter()
        .map(|contact| way(service, contact, speech))
        .collect();
    format!("{name}: {}", ways.join(", "))
}

/// A contact, as a link where it is one.
fn way(service: &Service, contact: &Contact, speech: Speech<'_>) -> String {
    let line = escape(&contact_lines(service, contact, speech));
    match contact.link() {
        Some(link) => format!("<a href=\"{}\">{line}</a>", escape(&link)),
        None => line,
    }
}
