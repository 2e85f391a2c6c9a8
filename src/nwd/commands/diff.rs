//! `nwd diff`: between two versions of an area, who gains and who loses which service, and what else is less safe.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::content::target::Target;
use crate::output::report::number;
use crate::output::report::{Format, object};
use crate::output::{Failure, Finished, print};
use nwd_core::bundle::Bundle;
use nwd_core::format::Json;
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
/// For each: how many kinds of person, and the smallest set of answers with which everybody does. Whoever asks: alerts that
/// are less grave or name fewer services, the crisis panel, questionnaires with other bands or fewer flags. What is only
/// worded, ordered or described otherwise stands apart.
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
    /// What makes the exit status 1
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

/// What makes a comparison fail.
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
        let (mut old, mut new) = (Target::read(&self.old)?, Target::read(&self.new)?);
        let (before, old) = old.bundle_and_wire().map_err(Failure::Findings)?;
        let (after, new) = new.bundle_and_wire().map_err(Failure::Findings)?;
        let merged = MergedSpace::new(&before, &after).map_err(|odd| {
            let message = format!(
                "These facts are not of one type, or are too many together: {}.",
                odd.0.join(", ")
            );
            Failure::new(message, "Give a fact whose type changes a new id.")
        })?;
        let found =
            diff(&merged, Limits::default()).map_err(|fault| Failure::too_large(&fault, &after))?;
        // A folder says to editors what a bundle does not: as they are read, the two can be compared.
        let (old, new) = (old.write(Audience::Reader), new.write(Audience::Reader));
        let described = described_otherwise(&found, &old, &new);
        let standing = differences((&before, Some(&old)), (&after, Some(&new)));
        let words = wordings(&before, &after);
        let told = Told {
            before: &before,
            after: &after,
            diff: &found,
            described,
            standing,
            words,
        };
        match self.format {
            Format::Text => print(&told.text())?,
            Format::Json => {
                print(&format!(
                    "{}\n",
                    serde_json::to_string_pretty(&told.json()).unwrap_or_default()
                ))?;
            }
        }
        let failed = match self.fail_on {
            Some(FailOn::Loss) => found.has_loss() || told.has(Side::Loss),
            Some(FailOn::Change) => !found.changes.is_empty() || !told.standing.is_empty(),
            None => false,
        };
        Ok(if failed {
            Finished::Findings
        } else {
            Finished::Clean
        })
    }
}

/// What nobody gains or loses, and is described otherwise: its kind and id, and what of it.
fn described_otherwise(diff: &Diff, old: &Json, new: &Json) -> Vec<(Kind, String, Vec<String>)> {
    let told = |(kind, id): &(Kind, String)| {
        // How grave an alert is and whom it names is told apart.
        let (list, apart): (&str, &[&str]) = match kind {
            Kind::Service => ("services", &[]),
            Kind::Alert => ("alerts", &["severity", "services"]),
        };
        let changed = described(Some(old), Some(new), list, id, apart);
        (!changed.is_empty()).then(|| (*kind, id.clone(), changed))
    };
    diff.same.iter().filter_map(told).collect()
}

/// A comparison with what its words need.
struct Told<'a> {
    before: &'a Bundle,
    after: &'a Bundle,
    diff: &'a Diff,
    described: Vec<(Kind, String, Vec<String>)>,
    standing: Vec<Difference>,
    words: Vec<Wording>,
}

impl Told<'_> {
    fn has(&self, side: Side) -> bool {
        self.count(side) > 0
    }

    fn count(&self, side: Side) -> usize {
        self.standing
            .iter()
            .filter(|difference| difference.side == side)
            .count()
    }

    fn text(&self) -> String {
        let version = |bundle: &Bundle| format!("{} {}", bundle.id, bundle.version);
        let mut lines = vec![format!(
            "{} to {}",
            version(self.before),
            version(self.after)
        )];
        for change in &self.diff.changes {
            lines.push(format!(
                "\n{} {}: {}, before {}",
                change.kind.name(),
                change.id,
                kinds(change.has),
                grouped(change.had)
            ));
            let had = |party: &Party| {
                format!(
                    " ({}% of those who had it)",
                    percent(party.people, change.had)
                )
            };
            lines.extend(
                change
                    .lost
                    .as_ref()
                    .map(|party| self.line("lose", &had(party), party)),
            );
            lines.extend(
                change
                    .gained
                    .as_ref()
                    .map(|party| self.line("gain", "", party)),
            );
        }
        if self.diff.changes.is_empty() {
            lines.push("\nNobody gains or loses a service or an alert.".to_owned());
        }
        if !self.standing.is_empty() {
            lines.push("\nWhoever asks:".to_owned());
        }
        for Difference {
            side,
            of,
            what,
            old,
            new,
        } in &self.standing
        {
            lines.push(format!(
                "  {:<6}  {of}: {what}: before: {}; now: {}",
                side.name(),
                or_none(old),
                or_none(new)
            ));
        }
        if !self.described.is_empty() {
            lines.push("\nOnly told otherwise:".to_owned());
        }
        for (kind, id, what) in &self.described {
            lines.push(format!("  {} {id}: {}", kind.name(), what.join(", ")));
        }
        if !self.words.is_empty() {
            lines.push("\nOnly worded otherwise:".to_owned());
        }
        for Wording {
            locale,
            key,
            old,
            new,
        } in &self.words
        {
            lines.push(format!(
                "  {locale} {key}\n    before: {}\n    now:    {}",
                or_none(old),
                or_none(new)
            ));
        }
        let count = |who: fn(&Change) -> bool| {
            self.diff
                .changes
                .iter()
                .filter(|change| who(change))
                .count()
        };
        let (gained, lost) = (
            count(|change| change.gained.is_some()),
            count(|change| change.lost.is_some()),
        );
        lines.push(format!(
            "\nGained by somebody: {gained}; lost by somebody: {lost}. Whoever asks: {} gained, {} lost, {} changed. \
             Only told otherwise: {}; words: {}.",
            self.count(Side::Gain),
            self.count(Side::Loss),
            self.count(Side::Other),
            self.described.len(),
            self.words.len()
        ));
        lines.join("\n") + "\n"
    }

    fn line(&self, verb: &str, share: &str, party: &Party) -> String {
        format!(
            "  {}{share} {verb} it, such as: {}",
            kinds(party.people),
            party.example.words(&self.diff.bundle)
        )
    }

    fn json(&self) -> Json {
        let version = |bundle: &Bundle| {
            object([
                ("id", bundle.id.as_str().into()),
                ("version", bundle.version.as_str().into()),
            ])
        };
        let party = |party: &Option<Party>| {
            party.as_ref().map_or(Json::Null, |party| {
                object([
                    ("people", number(party.people)),
                    ("answers", party.example.answers(&self.diff.bundle)),
                    ("words", Json::Text(party.example.words(&self.diff.bundle))),
                ])
            })
        };
        let change = |change: &Change| {
            object([
                ("kind", change.kind.name().into()),
                ("id", change.id.as_str().into()),
                ("had", number(change.had)),
                ("has", number(change.has)),
                ("gained", party(&change.gained)),
                ("lost", party(&change.lost)),
            ])
        };
        let text = |text: &Option<String>| text.clone().map_or(Json::Null, Json::Text);
        let standing = |it: &Difference| {
            object([
                ("side", it.side.name().into()),
                ("of", it.of.as_str().into()),
                ("what", it.what.as_str().into()),
                ("old", text(&it.old)),
                ("new", text(&it.new)),
            ])
        };
        let wording = |it: &Wording| {
            object([
                ("locale", it.locale.as_str().into()),
                ("key", it.key.as_str().into()),
                ("old", text(&it.old)),
                ("new", text(&it.new)),
            ])
        };
        let described = |(kind, id, what): &(Kind, String, Vec<String>)| {
            object([
                ("kind", kind.name().into()),
                ("id", id.as_str().into()),
                (
                    "changed",
                    what.iter().map(|what| Json::Text(what.clone())).collect(),
                ),
            ])
        };
        object([
            ("old", version(self.before)),
            ("new", version(self.after)),
            ("changes", self.diff.changes.iter().map(change).collect()),
            ("standing", self.standing.iter().map(standing).collect()),
            (
                "told_otherwise",
                self.described.iter().map(described).collect(),
            ),
            ("words", self.words.iter().map(wording).collect()),
        ])
    }
}

fn or_none(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("none")
}
