//! `nwd diff`: between two versions of an area, who gains and who loses which service, and what
//! else is less safe.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::now::moment;
use crate::content::target::Target;
use crate::output::panel::{moved_json, moved_lines};
use crate::output::report::number;
use crate::output::report::{Format, object};
use crate::output::{Failure, Finished, print};
use nwd_check::panel::{Moved, USUAL_TIME, moved};
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::format::Json;
use nwd_core::format::panel::Vignette;
use nwd_core::format::write::{Audience, Write};
use nwd_prove::Limits;
use nwd_prove::compare::merged_space::MergedSpace;
use nwd_prove::compare::people::{Change, Diff, Kind, Party, diff};
use nwd_prove::compare::unconditional::{
    Difference, Side, Wording, described, differences, wordings,
};
use nwd_prove::figures::{grouped, kinds, percent};

/// Say, between two versions of an area, who gains and who loses which service and which alert
///
/// For each: how many kinds of person, and the smallest set of answers with which everybody does.
/// Whoever asks: alerts that are less grave or name fewer services, the crisis panel,
/// questionnaires with other bands or fewer flags. Where the newer version is a folder with a
/// panel, its people who see others first. What is only worded, ordered or described
/// otherwise stands apart.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nwd diff released/kent.json content/kent\n  \
    nwd diff released/kent.json content/kent --fail-on loss\n\n\
    Exit status: 0 compared, 1 with --fail-on something of that kind is there, 2 not compared."
)]
pub struct DiffCommand {
    /// The older version: a content folder or a bundle file
    old: PathBuf,
    /// The newer version
    new: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The time in London at which the people of the panel ask
    #[arg(long, value_name = "TIME", value_parser = moment, default_value = USUAL_TIME)]
    now: Moment,
    /// What makes the exit status 1
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

/// The kinds of change that make a comparison fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Somebody loses a service or an alert, or what keeps people safe is less.
    Loss,
    /// That, a gain, or another question, group, area or questionnaire.
    Change,
}

impl DiffCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// A version is not valid, or the two cannot be compared.
    pub fn run(&self) -> Result<Finished, Failure> {
        let versions = Versions::read(&self.old, &self.new)?;
        let told = versions.told(self.now)?;
        match self.format {
            Format::Text => print(&told.text())?,
            Format::Json => print(&format!(
                "{}\n",
                serde_json::to_string_pretty(&told.json()).unwrap_or_default()
            ))?,
        }
        Ok(if self.fails(&told) {
            Finished::Findings
        } else {
            Finished::Clean
        })
    }

    /// Whether something is there that makes the exit status 1.
    fn fails(&self, told: &Told<'_>) -> bool {
        match self.fail_on {
            Some(FailOn::Loss) => told.diff.has_loss() || told.count(Side::Loss) > 0,
            Some(FailOn::Change) => !told.diff.changes.is_empty() || !told.standing.is_empty(),
            None => false,
        }
    }
}

/// Two versions as they were read.
pub struct Versions {
    before: Bundle,
    after: Bundle,
    // A folder says to editors what a bundle does not: as readers have them, the two can be
    // compared.
    old: Json,
    new: Json,
    /// The people of the newer version's panel.
    people: Vec<Vignette>,
}

impl Versions {
    /// Reads both.
    ///
    /// # Errors
    /// One is not valid.
    pub fn read(old: &Path, new: &Path) -> Result<Versions, Failure> {
        let (mut old, mut new) = (Target::read(old)?, Target::read(new)?);
        let (before, old) = old.bundle_and_wire().map_err(Failure::Findings)?;
        let (after, wire) = new.bundle_and_wire().map_err(Failure::Findings)?;
        let people = new.people(&after).map_err(Failure::Findings)?;
        Ok(Versions {
            old: old.write(Audience::Reader),
            new: wire.write(Audience::Reader),
            before,
            after,
            people,
        })
    }

    /// Compares them; the people of the panel ask at this time.
    ///
    /// # Errors
    /// They cannot be compared.
    pub fn told(&self, now: Moment) -> Result<Told<'_>, Failure> {
        let (before, after) = (&self.before, &self.after);
        let diff = diff(&merged(before, after)?, Limits::default())
            .map_err(|fault| Failure::too_large(&fault, after))?;
        Ok(Told {
            described: described_otherwise(&diff, &self.old, &self.new),
            standing: differences((before, &self.old), (after, &self.new)),
            words: wordings(before, after),
            moved: moved(&self.people, before, after, now),
            people: self.people.len(),
            before,
            after,
            diff,
        })
    }
}

/// The two versions over the facts of both.
fn merged(before: &Bundle, after: &Bundle) -> Result<MergedSpace, Failure> {
    MergedSpace::new(before, after).map_err(|odd| {
        let message = format!(
            "These facts are not of one type, or are too many together: {}.",
            odd.0.join(", ")
        );
        Failure::new(message, "Give a fact whose type changes a new id.")
    })
}

/// A service or an alert that nobody gains or loses and that is described otherwise.
struct Redescribed {
    kind: Kind,
    id: String,
    /// The members that changed, by name.
    changed: Vec<String>,
}

impl Redescribed {
    fn json(&self) -> Json {
        object([
            ("kind", self.kind.name().into()),
            ("id", self.id.as_str().into()),
            (
                "changed",
                self.changed.iter().cloned().map(Json::Text).collect(),
            ),
        ])
    }
}

/// The services and alerts that nobody gains or loses and that are described otherwise.
fn described_otherwise(diff: &Diff, old: &Json, new: &Json) -> Vec<Redescribed> {
    let mut found = Vec::new();
    for (kind, id) in &diff.same {
        // The severity of an alert, the services that it names and what a service stands behind are
        // told apart.
        let (list, apart): (&str, &[&str]) = match kind {
            Kind::Service => ("services", &["after"]),
            Kind::Alert => ("alerts", &["severity", "services"]),
        };
        let changed = described(old, new, list, id, apart);
        if !changed.is_empty() {
            found.push(Redescribed {
                kind: *kind,
                id: id.clone(),
                changed,
            });
        }
    }
    found
}

/// A comparison with what its words need.
pub struct Told<'a> {
    before: &'a Bundle,
    after: &'a Bundle,
    diff: Diff,
    described: Vec<Redescribed>,
    standing: Vec<Difference>,
    words: Vec<Wording>,
    moved: Vec<Moved<'a>>,
    /// The people of the newer version's panel.
    people: usize,
}

impl Told<'_> {
    fn count(&self, side: Side) -> usize {
        self.standing
            .iter()
            .filter(|difference| difference.side == side)
            .count()
    }

    /// The ids of the services that somebody gains or loses.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        let changes = self.diff.changes.iter();
        let services = changes.filter(|change| change.kind == Kind::Service);
        services.map(|change| change.id.as_str())
    }

    // For people.

    /// What there is to tell.
    pub fn text(&self) -> String {
        let mut lines = vec![format!(
            "{} {} to {} {}",
            self.before.id, self.before.version, self.after.id, self.after.version
        )];
        lines.extend(self.change_lines());
        lines.extend(self.standing_lines());
        lines.extend(moved_lines(&self.moved, self.people));
        lines.extend(self.described_lines());
        lines.extend(self.wording_lines());
        lines.push(self.summary());
        lines.join("\n") + "\n"
    }

    /// The people who gain or lose a service or an alert, a heading for each.
    fn change_lines(&self) -> Vec<String> {
        if self.diff.changes.is_empty() {
            return vec!["\nNobody gains or loses a service or an alert.".to_owned()];
        }
        let mut lines = Vec::new();
        for change in &self.diff.changes {
            lines.push(format!(
                "\n{} {}: {}, before {}",
                change.kind.name(),
                change.id,
                kinds(change.has),
                grouped(change.had)
            ));
            if let Some(party) = &change.lost {
                let share = percent(party.people, change.had);
                let of_those = format!(" ({share}% of those who had it)");
                lines.push(self.party_line("lose", &of_those, party));
            }
            if let Some(party) = &change.gained {
                lines.push(self.party_line("gain", "", party));
            }
        }
        lines
    }

    fn party_line(&self, verb: &str, share: &str, party: &Party) -> String {
        format!(
            "  {}{share} {verb} it, such as: {}",
            kinds(party.people),
            party.example.words(&self.diff.bundle)
        )
    }

    /// The differences for everybody alike, under their heading.
    fn standing_lines(&self) -> Vec<String> {
        let lines = self.standing.iter().map(|difference| {
            format!(
                "  {:<6}  {}: {}: before: {}; now: {}",
                difference.side.name(),
                difference.of,
                difference.what,
                or_none(&difference.old),
                or_none(&difference.new)
            )
        });
        under("\nWhoever asks:", lines.collect())
    }

    /// The services and alerts described otherwise, under their heading.
    fn described_lines(&self) -> Vec<String> {
        let lines = self.described.iter().map(|it| {
            let changed = it.changed.join(", ");
            format!("  {} {}: {changed}", it.kind.name(), it.id)
        });
        under("\nOnly told otherwise:", lines.collect())
    }

    /// Words that differ, under their heading.
    fn wording_lines(&self) -> Vec<String> {
        let lines = self.words.iter().map(|wording| {
            format!(
                "  {} {}\n    before: {}\n    now:    {}",
                wording.locale,
                wording.key,
                or_none(&wording.old),
                or_none(&wording.new)
            )
        });
        under("\nOnly worded otherwise:", lines.collect())
    }

    /// The number of changes of each kind, in one line.
    fn summary(&self) -> String {
        let changes = &self.diff.changes;
        let gained = changes.iter().filter(|it| it.gained.is_some()).count();
        let lost = changes.iter().filter(|it| it.lost.is_some()).count();
        format!(
            "\nGained by somebody: {gained}; lost by somebody: {lost}. \
             Whoever asks: {} gained, {} lost, {} changed. \
             Only told otherwise: {}; words: {}.",
            self.count(Side::Gain),
            self.count(Side::Loss),
            self.count(Side::Other),
            self.described.len(),
            self.words.len()
        )
    }

    // For machines.

    fn json(&self) -> Json {
        let changes = &self.diff.changes;
        object([
            ("old", version_json(self.before)),
            ("new", version_json(self.after)),
            (
                "changes",
                changes.iter().map(|it| self.change_json(it)).collect(),
            ),
            (
                "standing",
                self.standing.iter().map(difference_json).collect(),
            ),
            ("panel", self.moved.iter().map(moved_json).collect()),
            (
                "told_otherwise",
                self.described.iter().map(Redescribed::json).collect(),
            ),
            ("words", self.words.iter().map(wording_json).collect()),
        ])
    }

    fn change_json(&self, change: &Change) -> Json {
        object([
            ("kind", change.kind.name().into()),
            ("id", change.id.as_str().into()),
            ("had", number(change.had)),
            ("has", number(change.has)),
            ("gained", self.party_json(change.gained.as_ref())),
            ("lost", self.party_json(change.lost.as_ref())),
        ])
    }

    fn party_json(&self, party: Option<&Party>) -> Json {
        let Some(party) = party else {
            return Json::Null;
        };
        object([
            ("people", number(party.people)),
            ("answers", party.example.answers(&self.diff.bundle)),
            ("words", Json::Text(party.example.words(&self.diff.bundle))),
        ])
    }
}

/// Lines under a heading; nothing where there are none.
fn under(heading: &str, mut lines: Vec<String>) -> Vec<String> {
    if !lines.is_empty() {
        lines.insert(0, heading.to_owned());
    }
    lines
}

fn or_none(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("none")
}

fn version_json(bundle: &Bundle) -> Json {
    object([
        ("id", bundle.id.as_str().into()),
        ("version", bundle.version.as_str().into()),
    ])
}

fn difference_json(difference: &Difference) -> Json {
    object([
        ("side", difference.side.name().into()),
        ("of", difference.of.as_str().into()),
        ("what", difference.what.as_str().into()),
        ("old", optional_text(&difference.old)),
        ("new", optional_text(&difference.new)),
    ])
}

fn wording_json(wording: &Wording) -> Json {
    object([
        ("locale", wording.locale.as_str().into()),
        ("key", wording.key.as_str().into()),
        ("old", optional_text(&wording.old)),
        ("new", optional_text(&wording.new)),
    ])
}

fn optional_text(text: &Option<String>) -> Json {
    text.clone().map_or(Json::Null, Json::Text)
}
