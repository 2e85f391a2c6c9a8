//! `nwd pack`: one page to print and to sign for an area: what changed, what is to be verified and
//! with whom, who stands first for whom, and who each service is for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::diff::Versions;
use super::now::moment;
use super::panel::{journeys, scored};
use super::table;
use crate::content::target::Target;
use crate::directory::escape;
use crate::output::file::write_whole;
use crate::output::page::page;
use crate::output::panel_page;
use crate::output::{Failure, Finished, print};
use nwd_check::panel::USUAL_TIME;
use nwd_check::summary::summaries;
use nwd_core::bundle::{Bundle, Contact, Service, Status};
use nwd_core::clock::Moment;
use nwd_core::words::{Person, Speech};
use nwd_prove::Limits;
use nwd_prove::sign_off::sheets;

/// Write one page to print and to sign: changes, what to verify, the panel, and who each service is
/// for
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd pack content/kent -o kent.html\n  \
    nwd pack content/kent --since released/kent.json -o kent.html\n\n\
    Exit status: 0 written, 2 not written.")]
pub struct Pack {
    /// A content folder or a bundle file
    path: PathBuf,
    /// What was signed last, a content folder or a bundle file: what changed since is marked
    #[arg(long, value_name = "OLD")]
    since: Option<PathBuf>,
    /// The time in London at which the people of the panel ask
    #[arg(long, value_name = "TIME", value_parser = moment, default_value = USUAL_TIME)]
    now: Moment,
    /// Where to write it; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

impl Pack {
    /// Runs the command.
    ///
    /// # Errors
    /// The content, its panel or what was signed last is not valid, or the page cannot be written.
    pub fn run(&self) -> Result<Finished, Failure> {
        let mut target = Target::read(&self.path)?;
        let bundle = target.bundle().map_err(Failure::Findings)?;
        let people = target.people(&bundle).map_err(Failure::Findings)?;
        let journeys = journeys(&people, &bundle, self.now);
        let scored = scored(&people, &journeys, &bundle, self.now, None);
        let sheets = sheets(&bundle, None, Limits::default())
            .map_err(|fault| Failure::too_large(&fault, &bundle))?;
        let parts = [
            figures(&bundle),
            self.changes(&bundle)?,
            to_verify(&bundle),
            part("Who stands first, and for whom", &panel_page::body(&scored)),
            part("Who each service is for", &table::body(&bundle, &sheets)),
        ];
        let title = format!("To read and to sign: {}", table::area_name(&bundle));
        let written = page(&title, bundle.words.default_locale(), &parts.concat());
        if self.output == Path::new("-") {
            print(&written)?;
        } else {
            write_whole(&self.output, written.as_bytes())?;
        }
        Ok(Finished::Clean)
    }

    /// What changed since the last sign-off; nothing where none is named.
    fn changes(&self, bundle: &Bundle) -> Result<String, Failure> {
        let Some(old) = &self.since else {
            return Ok(String::new());
        };
        let versions = Versions::read(old, &self.path)?;
        let told = versions.told(self.now)?;
        let speech = speech(bundle);
        let services: String = told
            .services()
            .map(|id| {
                let name = speech.find(&format!("service.{id}.name")).unwrap_or(id);
                format!("<li><mark>{}</mark></li>\n", escape(name))
            })
            .collect();
        let services = if services.is_empty() {
            "<p>Everybody has the services that they had.</p>\n".to_owned()
        } else {
            format!("<p>Other people have these services than before:</p>\n<ul>\n{services}</ul>\n")
        };
        let text = told.text();
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let lines: String = lines
            .map(|line| format!("<p>{}</p>\n", escape(line)))
            .collect();
        let body = services + &lines;
        Ok(part("What changed since it was signed last", &body))
    }
}

fn part(title: &str, body: &str) -> String {
    format!("<h1>{}</h1>\n{body}", escape(title))
}

/// What the areas come to.
fn figures(bundle: &Bundle) -> String {
    let rows: String = summaries(bundle)
        .iter()
        .map(|area| {
            format!(
                "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td>{}<td>{}</tr>\n",
                escape(&area.area),
                area.running,
                area.reachable,
                area.sayable,
                area.hours,
                area.doubtful
            )
        })
        .collect();
    format!(
        "<p>{} {}.</p>\n<table>\n<thead><tr><th scope=\"col\">Area<th scope=\"col\">Running services\
         <th scope=\"col\">With a number, mail, link or address<th scope=\"col\">With a sentence to say\
         <th scope=\"col\">With hours<th scope=\"col\">May not run any more</tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n",
        escape(&bundle.id),
        escape(&bundle.version)
    )
}

/// What is to be verified, by the site that it was read on or whose document it is from.
fn to_verify(bundle: &Bundle) -> String {
    let speech = speech(bundle);
    let mut by_whom: BTreeMap<String, Vec<[String; 2]>> = BTreeMap::new();
    for service in bundle
        .services
        .iter()
        .filter(|it| it.status == Status::Running)
    {
        let name = speech.text(&format!("service.{}.name", service.id));
        for (whom, what) in doubts(service, bundle, speech) {
            let list = by_whom.entry(whom).or_default();
            list.push([name.clone(), what]);
        }
    }
    let sections: String = by_whom
        .iter()
        .map(|(whom, doubts)| section(whom, doubts))
        .collect();
    let body = format!(
        "<p>A list for each site where it was read, or for whose document it is from: send it to \
         whoever runs the service. What they confirm is taken out of \"verify\".</p>\n{sections}"
    );
    part("To be verified", &body)
}

/// The list of one site or publisher.
fn section(whom: &str, doubts: &[[String; 2]]) -> String {
    let rows: String = doubts
        .iter()
        .map(|[service, what]| {
            format!(
                "<tr><td>{}<td>{}<td class=\"blank\"></tr>\n",
                escape(service),
                escape(what)
            )
        })
        .collect();
    format!(
        "<section>\n<h2>{}</h2>\n<table>\n<thead><tr><th scope=\"col\">Service<th scope=\"col\">What\
         <th scope=\"col\">Right, or what is right</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>\n",
        escape(whom)
    )
}

/// What is to be verified of a service, each with whom to ask: whose page it was read on, or else
/// whose document it is from.
fn doubts(service: &Service, bundle: &Bundle, speech: Speech<'_>) -> Vec<(String, String)> {
    let publisher = service.sources.first().and_then(|citation| {
        let source = bundle.sources.get(citation.source)?;
        speech.find(&format!("source.{}.publisher", source.id))
    });
    let publisher = publisher.unwrap_or("Whoever runs it").to_owned();
    let host = |contact: &Contact| contact.page.as_ref().map(|page| page.host().to_owned());
    let own_host = service.contacts.iter().find_map(host);
    let whom = own_host.unwrap_or(publisher);
    let mut found = Vec::new();
    for contact in service.contacts.iter().filter(|contact| contact.verify) {
        let label = speech.text(&format!("service.{}.contact.{}", service.id, contact.id));
        let what = match &contact.page {
            Some(page) => format!(
                "{label}: {} (read on {} on {})",
                contact.value, page.link, page.seen
            ),
            None => format!("{label}: {}", contact.value),
        };
        found.push((host(contact).unwrap_or_else(|| whom.clone()), what));
    }
    for doubt in &service.verify {
        let what = speech.text(&format!("ui.verify.{}", doubt.name()));
        found.push((whom.clone(), what));
    }
    found
}

fn speech(bundle: &Bundle) -> Speech<'_> {
    let language = bundle.words.default_locale();
    bundle.words.speak(language, Person::You)
}
