//! `nwd panel`: how near what the journey shows first comes to what professionals of the area would
//! be content to see.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::now::moment;
use super::table::area_name;
use crate::content::documents::{Documents, read_bytes};
use crate::content::target::Target;
use crate::output::file::write_whole;
use crate::output::panel::{Scored, json, text};
use crate::output::panel_page::html;
use crate::output::{Failure, Finished, json_text, print};
use nwd_check::panel::{Journey, Score, Totals, USUAL_TIME, curve, read};
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::format::panel::Vignette;

/// Score what the journey shows first, against what professionals would be content with
///
/// Each person is asked as the journey asks and says what is so of them. What then stands first is
/// compared with what a professional of the area would be content to see first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd panel content/kent\n  \
    nwd panel content/kent --after 5 --format json\n  \
    nwd panel content/kent --format html -o to-sign.html\n\n\
    Without --panel it is panel.json in the content folder. p@3 is the share of the first three that\n\
    the panel would be content with.\n\
    Exit status: 0 everybody passes, 1 somebody does not, 2 not scored.")]
pub struct Panel {
    /// A content folder or a bundle file
    path: PathBuf,
    /// The people, where they are not the folder's own
    #[arg(long, value_name = "FILE")]
    panel: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: PanelFormat,
    /// The time in London at which they ask
    #[arg(long, value_name = "TIME", value_parser = moment, default_value = USUAL_TIME)]
    now: Moment,
    /// Score what they see after their first N answers; after all of them where it is left out
    #[arg(long, value_name = "N")]
    after: Option<usize>,
    /// Where to write it; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

/// The format of a scored panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PanelFormat {
    /// For people: those who do not pass, and the totals.
    #[default]
    Text,
    /// For machines: one JSON object.
    Json,
    /// A page to print and to sign, with everybody.
    Html,
}

/// The most answers that the curve goes to.
const CURVE: usize = 12;

impl Panel {
    /// Runs the command.
    ///
    /// # Errors
    /// The content or the panel is not valid, or the result cannot be written.
    pub fn run(&self) -> Result<Finished, Failure> {
        let mut target = Target::read(&self.path)?;
        let bundle = target.bundle().map_err(Failure::Findings)?;
        let people = self.people(&target, &bundle)?;
        let journeys = journeys(&people, &bundle, self.now);
        let scored = scored(&people, &journeys, &bundle, self.now, self.after);
        let written = match self.format {
            PanelFormat::Text => text(&scored),
            PanelFormat::Json => {
                let curve = curve(&people, &journeys, CURVE, &bundle, self.now);
                json_text(&json(&scored, &curve))
            }
            PanelFormat::Html => html(&scored, &area_name(&bundle)),
        };
        if self.output == Path::new("-") {
            print(&written)?;
        } else {
            write_whole(&self.output, written.as_bytes())?;
        }
        Ok(if scored.scores.iter().all(Score::passes) {
            Finished::Clean
        } else {
            Finished::Findings
        })
    }

    /// The people of the file that is named, or of the folder's own panel.
    fn people(&self, target: &Target, bundle: &Bundle) -> Result<Vec<Vignette>, Failure> {
        match &self.panel {
            Some(file) => read_file(file, bundle),
            None if target.panel.is_none() => Err(Failure::new(
                format!("{} has no panel.json.", self.path.display()),
                "Write one, or name a file with --panel.",
            )),
            None => target.people(bundle).map_err(Failure::Findings),
        }
    }
}

/// How each of these people is asked.
pub fn journeys(people: &[Vignette], bundle: &Bundle, now: Moment) -> Vec<Journey> {
    let people = people.iter();
    people
        .map(|person| Journey::of(person, bundle, now))
        .collect()
}

/// The scores of these people at a time, after so many of their answers.
pub fn scored<'a>(
    people: &'a [Vignette],
    journeys: &[Journey],
    bundle: &'a Bundle,
    now: Moment,
    after: Option<usize>,
) -> Scored<'a> {
    let each = people.iter().zip(journeys);
    let scores: Vec<Score<'_>> = each
        .map(|(person, journey)| Score::of(person, journey, after, bundle, now))
        .collect();
    Scored {
        bundle,
        now,
        after,
        totals: Totals::of(&scores),
        scores,
    }
}

/// Reads a panel that is not in a folder.
fn read_file(path: &Path, bundle: &Bundle) -> Result<Vec<Vignette>, Failure> {
    let name = path.display().to_string();
    let bytes = read_bytes(path).map_err(|error| {
        Failure::new(
            format!("{name} cannot be read: {error}."),
            "Name a file with one JSON list of people, or - for standard input.",
        )
    })?;
    let mut documents = Documents::default();
    let (document, json) = documents.parse(name, &bytes);
    match json.map(|json| read(&json, bundle)) {
        Some(Ok(people)) => return Ok(people),
        Some(Err(faults)) => faults
            .into_iter()
            .for_each(|fault| documents.report(document, fault)),
        None => {}
    }
    Err(Failure::Findings(documents.findings))
}
