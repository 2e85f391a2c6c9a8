//! `nwd prove`: what holds for everybody at once, and where it does not the smallest answers that show it.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::report::{self, Finding, Format, Tally, colour, object};
use super::target::Target;
use super::{Failure, Status, print};
use crate::bundle::{Bundle, Json};
use crate::check::prove::gaps::{Gaps, Need, Share, percent};
use crate::check::prove::safety::{grouped, kinds};
use crate::check::prove::{Limits, Proof, TooLarge, finding, prove};

/// Prove, for all people and all answers at once, that no door is wrong
///
/// Everybody whom the area is for finds a service beside the emergency lines; nothing is dead; no answer hides an alert;
/// and who has only national or only urgent help. What does not hold is shown by the smallest set of answers.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd prove content/city-and-hackney\n  nwd prove content/*/ --format json\n\n\
    A kind of person is one truthful way to answer the questions concerned.\n\
    Exit status: 0 all of it holds, 1 something does not, 2 it could not be worked out.")]
pub struct Prove {
    /// Content folders, bundle files, or both
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What came of one path.
struct Proved {
    bundle: Bundle,
    proof: Proof,
    findings: Vec<Finding>,
}

impl Prove {
    /// Runs the command.
    ///
    /// # Errors
    /// A path is not valid, or its domain is too large.
    pub fn run(&self) -> Result<Status, Failure> {
        let mut clean = true;
        let mut all = Vec::new();
        for path in &self.paths {
            let proved = proved(Target::read(path)?)?;
            clean &= Tally::of(&proved.findings).is_clean();
            match self.format {
                Format::Text => print(&proved.text())?,
                Format::Json => all.push(proved.json()),
            }
        }
        if self.format == Format::Json {
            let json = Json::Object(vec![("areas".to_owned(), Json::List(all))]);
            print(&format!("{}\n", serde_json::to_string_pretty(&json).unwrap_or_default()))?;
        }
        Ok(if clean { Status::Clean } else { Status::Findings })
    }
}

fn proved(mut target: Target) -> Result<Proved, Failure> {
    let bundle = target.bundle().map_err(Failure::Findings)?;
    let proof = prove(&bundle, Limits::default()).map_err(|fault| too_large(&fault))?;
    let found = proof.findings.iter().filter_map(|finding| placed(&target, finding));
    let mut findings: Vec<Finding> = found.collect();
    findings.sort_by_key(|finding| finding.severity);
    Ok(Proved { bundle, proof, findings })
}

/// A domain that is too large, with the remedy.
pub fn too_large(fault: &TooLarge) -> Failure {
    Failure::new(fault.to_string(), "Split the area, or let its rules tell fewer values of a fact apart.")
}

/// A finding at its place in a file, with the other place named.
fn placed(target: &Target, found: &finding::Finding) -> Option<Finding> {
    let mut finding = target.finding(found.lint.severity, found.lint.what.clone())?;
    if let Some(other) = &found.other {
        let there = crate::bundle::Diagnostic { pointer: other.clone(), ..found.lint.what.clone() };
        if let Some(there) = target.finding(found.lint.severity, there) {
            finding.what.message.push_str(&format!(" The other is at {}.", there.place()));
        }
    }
    Some(finding)
}

impl Proved {
    // For people.

    fn text(&self) -> String {
        let gaps = &self.proof.gaps;
        let mut lines = vec![format!(
            "{} {}: {} questions, {}",
            self.bundle.id,
            self.bundle.version,
            self.proof.questions,
            kinds(self.proof.people)
        )];
        let found = |codes: &[&str]| self.findings.iter().filter(|finding| codes.contains(&finding.what.code)).count();
        let line = |what: &str, codes: &[&str], holds: String| match found(codes) {
            0 => format!("  proved    {what}: {holds}"),
            count => format!("  not so    {what}: {count} found"),
        };
        lines.push(line(
            "no wrong door",
            &["wrong-door", "wrong-door-unsaid"],
            "for all of them, whatever they withhold".to_owned(),
        ));
        lines.push(line(
            "safety is never masked",
            &["masked-alert", "alert-without-help"],
            "every signal raises its alert, every alert names a way to help".to_owned(),
        ));
        lines.push(line(
            "nothing dead",
            &["dead-service", "dead-route", "dead-alert", "dead-consent", "dead-branch"],
            "each service, way in, alert and branch decides for somebody".to_owned(),
        ));
        lines.extend(gap_lines(gaps));
        lines.push(String::new());
        let tally = Tally::of(&self.findings);
        format!("{}\n{}Found {tally}.\n", lines.join("\n"), report::text(&self.findings, colour(&io::stdout())))
    }

    // For machines.

    fn json(&self) -> Json {
        let Proof { doors, gaps, questions, people, nodes, .. } = &self.proof;
        let shut = |shut: &Option<crate::check::prove::doors::Shut>| {
            shut.as_ref().map_or(Json::Null, |shut| {
                object([
                    ("people", number(shut.people)),
                    ("stands_for", number(shut.stands_for)),
                    ("answers", shut.example.answers(&self.bundle)),
                    ("words", Json::Text(shut.example.words(&self.bundle))),
                ])
            })
        };
        object([
            (
                "bundle",
                object([("id", self.bundle.id.as_str().into()), ("version", self.bundle.version.as_str().into())]),
            ),
            ("questions", number(*questions as u128)),
            ("people", number(*people)),
            ("nodes", number(*nodes as u128)),
            (
                "no_wrong_door",
                object([
                    ("people", number(doors.people)),
                    ("whole", shut(&doors.whole)),
                    ("withholding", shut(&doors.partial)),
                ]),
            ),
            ("gaps", gaps_json(gaps, &self.bundle)),
            ("found", report::json(&self.findings)),
        ])
    }
}

/// The needs with the widest gaps, most people first.
fn gap_lines(gaps: &Gaps) -> Vec<String> {
    const MOST: usize = 12;
    let open: Vec<&Need> = gaps.needs.iter().filter(|need| need.people() > 0).collect();
    let mut lines =
        vec![format!("  gaps      {} of {} needs have no local help for somebody", open.len(), gaps.needs.len())];
    for need in open.iter().take(MOST) {
        let wide = need.by.iter().filter(|share| share.percent() == 100).map(|share| share.who.clone());
        let wide: Vec<String> = wide.take(6).collect();
        let wide = if wide.is_empty() { String::new() } else { format!("; all who are {}", wide.join(", ")) };
        lines.push(format!(
            "    {:>3}%  {}: {}% only national, {}% only urgent{wide}",
            percent(need.people(), gaps.people),
            need.label,
            percent(need.national, gaps.people),
            percent(need.urgent, gaps.people),
        ));
    }
    if open.len() > MOST {
        lines.push(format!("          and {} more: --format json has them all", open.len() - MOST));
    }
    lines
}

fn gaps_json(gaps: &Gaps, bundle: &Bundle) -> Json {
    let share = |share: &Share| {
        object([
            ("fact", share.fact.as_str().into()),
            ("who", share.who.as_str().into()),
            ("only_national", number(share.national)),
            ("only_urgent", number(share.urgent)),
            ("of", number(share.of)),
        ])
    };
    let need = |need: &Need| {
        object([
            ("need", need.id.as_str().into()),
            ("label", need.label.as_str().into()),
            ("only_national", number(need.national)),
            ("only_urgent", number(need.urgent)),
            ("by", need.by.iter().map(share).collect()),
            ("ages", need.ages.iter().map(share).collect()),
            ("example", need.example.as_ref().map_or(Json::Null, |example| example.answers(bundle))),
        ])
    };
    object([("people", number(gaps.people)), ("needs", gaps.needs.iter().map(need).collect())])
}

/// A count; one past what JSON's readers keep exact is a text.
pub fn number(count: u128) -> Json {
    const EXACT: u128 = 1 << 53;
    match i64::try_from(count) {
        Ok(small) if count <= EXACT => Json::Integer(small),
        _ => Json::Text(grouped(count)),
    }
}
