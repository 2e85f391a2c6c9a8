//! `nwd prove`: what holds for everybody at once, and where it does not the smallest answers that
//! show it.

use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::content::target::Target;
use crate::output::file::write_whole;
use crate::output::gaps;
use crate::output::gaps_page::map;
use crate::output::report::number;
use crate::output::report::{self, Finding, Format, Grade, Tally, colour, object};
use crate::output::{Failure, Finished, print};
use nwd_core::bundle::Bundle;
use nwd_core::domain::FactIx;
use nwd_core::format::wire::Acceptance;
use nwd_core::format::{Code, Diagnostic, Json, Place};
use nwd_prove::figures::{grouped, kinds};
use nwd_prove::journeys::{Journeys, Lengths, Longest, Orders};
use nwd_prove::safety::SIGNALS;
use nwd_prove::who::Who;
use nwd_prove::{Limits, Proof, finding, prove};

/// Prove, for all people and all answers at once, that no door is wrong
///
/// Everybody whom the area is for finds a service beside the emergency lines; nothing is dead; no
/// answer hides an alert; and who has no local service for what is going on. What does not hold is
/// shown by the smallest set of answers.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd prove content/city-and-hackney\n  \
    nwd prove content/kent content/bi-borough --format json\n\n\
    A kind of person is one truthful way to answer the questions concerned. \
    An example is one person: others of the\nsame kind end the same.\n\
    Exit status: 0 all of it holds, 1 something does not, 2 it could not be worked out.")]
pub struct Prove {
    /// Content folders, bundle files, or both
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the map of unmet need to this file too, as a page with a heat map of age by need (one
    /// path only)
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
}

/// The proof of one path, and its findings.
struct Proved {
    bundle: Bundle,
    proof: Proof,
    findings: Vec<Finding>,
    /// The gaps that are known and accepted.
    accepts: Vec<Acceptance>,
}

impl Prove {
    /// Runs the command.
    ///
    /// # Errors
    /// A path is not valid, or its domain is too large.
    pub fn run(&self) -> Result<Finished, Failure> {
        if self.page.is_some() && self.paths.len() > 1 {
            return Err(Failure::new(
                "A page is of one area.",
                "Name one path with --page.",
            ));
        }
        let mut clean = true;
        let mut all = Vec::new();
        for path in &self.paths {
            let proved = proved(Target::read(path)?, self.format)?;
            clean &= Tally::of(&proved.findings).is_clean();
            if let Some(page) = &self.page {
                let map = map(&proved.bundle, &proved.proof.gaps, &proved.accepts);
                write_whole(page, map.as_bytes())?;
            }
            match self.format {
                Format::Text => print(&proved.text())?,
                Format::Json => all.push(proved.json()),
            }
        }
        if self.format == Format::Json {
            let json = Json::Object(vec![("areas".to_owned(), Json::List(all))]);
            print(&format!(
                "{}\n",
                serde_json::to_string_pretty(&json).unwrap_or_default()
            ))?;
        }
        Ok(if clean {
            Finished::Clean
        } else {
            Finished::Findings
        })
    }
}

/// Proves one path, and tells apart the gaps that are accepted.
fn proved(mut target: Target, format: Format) -> Result<Proved, Failure> {
    let bundle = target.bundle().map_err(Failure::Findings)?;
    let proof =
        prove(&bundle, Limits::default()).map_err(|fault| Failure::too_large(&fault, &bundle))?;
    let accepts = target.accepts();
    let names: Vec<String> = proof
        .findings
        .iter()
        .map(|finding| finding.name(&bundle))
        .chain(proof.gaps.names())
        .collect();
    let mut findings = open_findings(&target, &bundle, &proof, accepts, format);
    findings.extend(unused_acceptances(&target, accepts, &names));
    findings.extend(target.accepted_without_reason());
    findings.sort_by_key(|finding| finding.grade);
    let accepts = accepts
        .iter()
        .filter(|known| names.contains(&known.gap))
        .cloned()
        .collect();
    Ok(Proved {
        bundle,
        proof,
        findings,
        accepts,
    })
}

/// The findings that are not accepted, each at its place in a file; told together where people read
/// it.
fn open_findings(
    target: &Target,
    bundle: &Bundle,
    proof: &Proof,
    accepts: &[Acceptance],
    format: Format,
) -> Vec<Finding> {
    let open: Vec<&finding::Finding> = proof
        .findings
        .iter()
        .filter(|finding| {
            let name = finding.name(bundle);
            accepts.iter().all(|known| known.gap != name)
        })
        .collect();
    let groups = match format {
        Format::Text => finding::together(&open),
        Format::Json => open.into_iter().map(|finding| vec![finding]).collect(),
    };
    groups
        .iter()
        .filter_map(|group| placed(target, bundle, group))
        .collect()
}

/// Acceptances of what is not found any more.
fn unused_acceptances(target: &Target, accepts: &[Acceptance], names: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, known) in accepts.iter().enumerate() {
        if !names.contains(&known.gap) {
            let what = Diagnostic::new(
                Code::UnusedAcceptance,
                &Place::ROOT.key("accepts").item(at),
                format!("Nothing of the name \"{}\" is found any more.", known.gap),
                "Take it out.",
            );
            findings.extend(target.finding_in_area(Grade::Warning, what));
        }
    }
    findings
}

/// Findings that are told together, at their place in a file, with the other place named.
fn placed(target: &Target, bundle: &Bundle, group: &[&finding::Finding]) -> Option<Finding> {
    let found = group.first()?;
    let what = Diagnostic {
        message: finding::message(group),
        ..found.lint.what.clone()
    };
    let mut finding = target.finding(found.lint.grade, what)?;
    if found.lint.grade != Grade::Note {
        let names: Vec<String> = group
            .iter()
            .map(|finding| format!("\"{}\"", finding.name(bundle)))
            .collect();
        finding.what.help.push_str(&format!(
            " Known and to stand: accept {} in area.json.",
            names.join(", ")
        ));
    }
    Some(finding)
}

/// The codes of what breaks the promise that no door is wrong.
const NO_WRONG_DOOR: &[Code] = &[Code::WrongDoor, Code::WrongDoorUnsaid, Code::NoAnswerLeft];

/// The codes of what masks a signal of danger.
const SAFETY: &[Code] = &[
    Code::MissingSignal,
    Code::UnaskedSignal,
    Code::MaskedAlert,
    Code::AlertWithoutHelp,
    Code::NoAnswerLeft,
];

/// The codes of what breaks a law of order.
const LAWS: &[Code] = &[Code::StandsBefore, Code::DangerFirst];

/// The codes of what decides for nobody.
const NOTHING_DEAD: &[Code] = &[
    Code::DeadService,
    Code::DeadRoute,
    Code::DeadAlert,
    Code::DeadConsent,
    Code::DeadBranch,
    Code::NoAnswerLeft,
];

impl Proved {
    // For people.

    fn text(&self) -> String {
        let mut lines = vec![format!(
            "{} {}: {} questions, {}",
            self.bundle.id,
            self.bundle.version,
            self.proof.questions,
            kinds(self.proof.people)
        )];
        lines.extend(self.proof_lines());
        lines.extend(self.journey_lines());
        lines.extend(gaps::lines(&self.proof.gaps));
        for known in &self.accepts {
            lines.push(format!("  accepted  {}: {}", known.gap, known.reason));
        }
        lines.push(String::new());
        let tally = Tally::of(&self.findings);
        format!(
            "{}\n{}Found {tally}.\n",
            lines.join("\n"),
            report::text(&self.findings, colour(&io::stdout()))
        )
    }

    /// Each thing that is proved, and whether it holds.
    fn proof_lines(&self) -> [String; 4] {
        let signals = format!("{} of {} signals", self.proof.signals, SIGNALS.len());
        let laws = &self.proof.laws;
        let laws = format!("{} of {} laws", laws.hold(), laws.declared);
        [
            self.proof_line(
                "no wrong door",
                NO_WRONG_DOOR,
                "for all of them, whatever they withhold",
            ),
            self.proof_line(
                &format!("safety is never masked ({signals} hold)"),
                SAFETY,
                "whoever says it raises its alert, every alert names a way to help",
            ),
            self.proof_line(
                &format!("the right order ({laws} hold)"),
                LAWS,
                "nothing stands before what it is after, and danger is for those who named it",
            ),
            self.proof_line(
                "nothing dead",
                NOTHING_DEAD,
                "each service, way in, alert and branch decides for somebody",
            ),
        ]
    }

    fn proof_line(&self, what: &str, codes: &[Code], holds: &str) -> String {
        let found = self
            .findings
            .iter()
            .filter(|finding| codes.contains(&finding.what.code))
            .count();
        match found {
            0 => format!("  proved    {what}: {holds}"),
            count => format!("  not so    {what}: {count} found"),
        }
    }

    fn journey_lines(&self) -> Vec<String> {
        let Some(journeys) = &self.proof.journeys else {
            return vec![self.too_many_journeys()];
        };
        vec![
            format!(
                "  journeys  {:.2} questions on average for those who answer what they are asked",
                journeys.stated.average
            ),
            format!("    {}", self.longest_words(&journeys.longest)),
            match &journeys.declining {
                None => {
                    "    whatever people decline to answer: not followed, there are too many ways"
                        .to_owned()
                }
                Some(longest) => format!(
                    "    whatever people decline to answer, {}",
                    self.longest_words(longest)
                ),
            },
            match &journeys.orders {
                None => "    other orders: not followed, there are too many journeys".to_owned(),
                Some(orders) => self.order_line(orders),
            },
            sensitive_line(journeys),
        ]
    }

    fn longest_words(&self, longest: &Longest) -> String {
        format!(
            "{} at the most: {}",
            longest.questions,
            longest.example.words(&self.bundle)
        )
    }

    /// Why journeys are not followed: how many different ones may be, what makes them many, and
    /// what helps.
    fn too_many_journeys(&self) -> String {
        let services = self.bundle.services.len();
        let most = Limits::default().stages.checked_div(services).unwrap_or(0);
        format!(
            "  journeys  not followed: of {} questions more than {} different sets are asked, \
             the most that are followed for {} services. \
             An area with fewer services, or with fewer questions that its rules look at, \
             can be followed",
            self.proof.questions,
            grouped(most as u128),
            grouped(services as u128),
        )
    }

    fn order_line(&self, Orders { stated, best }: &Orders) -> String {
        let search = if best.whole {
            "no other place for one question or two is shorter still"
        } else {
            "the search was cut off there"
        };
        let own = format!(
            "    {:.2} for those who tick one thing at most in all lists together",
            stated.average
        );
        let tried = format!("of {} orders tried ({search})", best.tried);
        if !is_more(stated.average, best.lengths.average) && stated.longest <= best.lengths.longest
        {
            return format!("{own}; no order is shorter for them by more than 0.005, {tried}");
        }
        format!(
            "{own}; {:.2} in the best {tried}: {}",
            best.lengths.average,
            self.ids(&best.facts).join(", ")
        )
    }

    fn ids(&self, facts: &[FactIx]) -> Vec<&str> {
        facts
            .iter()
            .filter_map(|at| self.bundle.facts.get(*at))
            .map(|fact| fact.id.as_str())
            .collect()
    }

    // For machines.

    fn json(&self) -> Json {
        object([
            ("bundle", self.bundle_json()),
            ("questions", number(self.proof.questions as u128)),
            ("people", number(self.proof.people)),
            ("nodes", number(self.proof.nodes as u128)),
            ("no_wrong_door", self.doors_json()),
            ("signals", self.signals_json()),
            ("laws", self.laws_json()),
            ("journeys", self.journeys_json()),
            ("gaps", gaps::json(&self.proof.gaps, &self.bundle)),
            ("accepted", self.accepts.iter().map(accepted).collect()),
            ("found", report::json(&self.findings)),
        ])
    }

    fn bundle_json(&self) -> Json {
        object([
            ("id", self.bundle.id.as_str().into()),
            ("version", self.bundle.version.as_str().into()),
        ])
    }

    fn doors_json(&self) -> Json {
        let doors = &self.proof.doors;
        object([
            ("people", number(doors.people)),
            ("whole", self.unserved_json(doors.full_disclosure.as_ref())),
            (
                "withholding",
                self.unserved_json(doors.partial_disclosure.as_ref()),
            ),
        ])
    }

    fn unserved_json(&self, unserved: Option<&Who>) -> Json {
        let Some(unserved) = unserved else {
            return Json::Null;
        };
        object([
            ("people", number(unserved.people)),
            ("stands_for", number(unserved.stands_for)),
            ("answers", unserved.example.answers(&self.bundle)),
            ("words", Json::Text(unserved.example.words(&self.bundle))),
        ])
    }

    fn signals_json(&self) -> Json {
        object([
            ("hold", number(self.proof.signals as u128)),
            ("of", number(SIGNALS.len() as u128)),
        ])
    }

    fn laws_json(&self) -> Json {
        object([
            ("hold", number(self.proof.laws.hold() as u128)),
            ("of", number(self.proof.laws.declared as u128)),
        ])
    }

    fn journeys_json(&self) -> Json {
        let Some(journeys) = &self.proof.journeys else {
            return Json::Null;
        };
        object([
            ("stated", lengths_json(&journeys.stated)),
            ("longest", self.longest_json(&journeys.longest)),
            (
                "longest_declining",
                match &journeys.declining {
                    Some(longest) => self.longest_json(longest),
                    None => Json::Null,
                },
            ),
            (
                "with_one_thing_at_most",
                match &journeys.orders {
                    Some(orders) => self.orders_json(orders),
                    None => Json::Null,
                },
            ),
            (
                "sensitive_in_place",
                lengths_json(&journeys.sensitive_in_place),
            ),
        ])
    }

    fn longest_json(&self, longest: &Longest) -> Json {
        object([
            ("questions", number(longest.questions as u128)),
            ("answers", longest.example.answers(&self.bundle)),
            ("words", Json::Text(longest.example.words(&self.bundle))),
        ])
    }

    fn orders_json(&self, Orders { stated, best }: &Orders) -> Json {
        let order = self.ids(&best.facts);
        object([
            ("stated", lengths_json(stated)),
            ("best", lengths_json(&best.lengths)),
            ("best_order", order.into_iter().map(Json::from).collect()),
            ("tried", number(best.tried as u128)),
            ("search_ended", Json::Bool(best.whole)),
        ])
    }
}

fn lengths_json(lengths: &Lengths) -> Json {
    object([
        ("average", Json::Fraction(lengths.average)),
        ("longest", number(lengths.longest as u128)),
    ])
}

fn accepted(known: &Acceptance) -> Json {
    object([
        ("gap", known.gap.as_str().into()),
        ("reason", known.reason.as_str().into()),
    ])
}

/// The cost of asking sensitive questions last.
fn sensitive_line(journeys: &Journeys) -> String {
    let stated = journeys.stated.average;
    let in_place = journeys.sensitive_in_place.average;
    if is_more(stated, in_place) {
        let cost = stated - in_place;
        format!("    asking sensitive questions last costs {cost:.2} questions on average")
    } else {
        "    asking sensitive questions last costs nothing".to_owned()
    }
}

/// Whether an average is the longer by what the report's two places show.
fn is_more(average: f64, other: f64) -> bool {
    average - other > 0.005
}
