//! `nwd explain`: what the journey makes of a set of answers, and why.

use std::path::PathBuf;

use clap::Args;

use super::now::{moment, now};
use crate::content::documents::{Documents, read_bytes};
use crate::content::target::Target;
use crate::output::report::{Format, object, plain};
use crate::output::{Failure, print, print_json};
use nwd_core::analysis::Reason;
use nwd_core::answers::Answers;
use nwd_core::bundle::{Alert, Bundle, Service, Status};
use nwd_core::clock::Moment;
use nwd_core::domain::Value;
use nwd_core::domain::{FactIx, FactSet};
use nwd_core::format::Json;
use nwd_core::format::answers;
use nwd_core::journey::{Ahead, Outcome, RouteOutcome, ServiceOutcome};
use nwd_core::knowledge::Knowledge;
use nwd_core::truth::Truth;
use nwd_core::words::{Person, Speech};

/// Say what the journey makes of a set of answers: alerts, each service with its reasons, and the
/// next question
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nwd explain content/city-and-hackney --answers answers.json\n  \
    echo '{\"age\": 12, \"lives_in\": \"hackney\"}' | \
    nwd explain dist/city-and-hackney.json --answers - --format json\n\n\
    Answers are one JSON object, fact id to value. null: asked, and not known or not said. \
    What a journey would not\nask, because only one answer is left, is named; it counts once it stands among the answers.\n\
    Exit status: 0 explained, 2 not explained."
)]
pub struct Explain {
    /// A bundle file or a content folder; or several folders, as joined into one bundle
    #[arg(required = true, value_name = "BUNDLE")]
    bundles: Vec<PathBuf>,
    /// The answers; - for standard input
    #[arg(long, value_name = "FILE")]
    answers: PathBuf,
    /// The time in London, such as 2026-11-22T14:30; now where it is left out
    #[arg(long, value_name = "TIME", value_parser = moment)]
    now: Option<Moment>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Explain {
    /// Runs the command.
    ///
    /// # Errors
    /// The bundle or the answers are not valid.
    pub fn run(&self) -> Result<crate::output::Finished, Failure> {
        let bundle = Target::read_all(&self.bundles)?
            .bundle()
            .map_err(Failure::Findings)?;
        let answers = self.read_answers(&bundle)?;
        let now = self.now.map_or_else(now, Ok)?;
        let explained = Explained::new(&bundle, &answers, now);
        match self.format {
            Format::Text => print(&explained.text())?,
            Format::Json => print_json(&explained.json())?,
        }
        Ok(crate::output::Finished::Clean)
    }

    fn read_answers(&self, bundle: &Bundle) -> Result<Answers, Failure> {
        let name = if self.answers.as_os_str() == "-" {
            "answers".to_owned()
        } else {
            self.answers.display().to_string()
        };
        let bytes = read_bytes(&self.answers).map_err(|error| {
            Failure::new(
                format!("{name} cannot be read: {error}."),
                "Name a file with one JSON object, or - for standard input.",
            )
        })?;
        let mut documents = Documents::default();
        let (document, json) = documents.parse(name, &bytes);
        let read = json.map(|json| answers::read_tree(&json, &bundle.facts));
        match read {
            Some(Ok(answers)) => return Ok(answers),
            Some(Err(faults)) => faults
                .into_iter()
                .for_each(|fault| documents.report(document, fault)),
            None => {}
        }
        Err(Failure::Findings(documents.findings))
    }
}

/// An outcome with what its words need.
struct Explained<'a> {
    bundle: &'a Bundle,
    known: Knowledge<'a>,
    outcome: Outcome<'a>,
    speech: Speech<'a>,
    now: Moment,
    ahead: Ahead,
}

impl<'a> Explained<'a> {
    fn new(bundle: &'a Bundle, answers: &Answers, now: Moment) -> Self {
        let known = Knowledge::new(&bundle.facts, answers);
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::spoken_to(&known));
        let ahead = Ahead::of(bundle, answers, now);
        Explained {
            bundle,
            known,
            outcome: Outcome::of(bundle, answers, now),
            speech,
            now,
            ahead,
        }
    }

    fn fact(&self, fact: FactIx) -> &'a str {
        self.bundle.facts.get(fact).map_or("", |fact| &fact.id)
    }

    fn ids(&self, facts: FactSet) -> Vec<&'a str> {
        facts.iter().map(|fact| self.fact(fact)).collect()
    }

    fn phrase(&self, reason: &Reason<'_>) -> String {
        self.speech
            .phrase(reason.leaf, reason.negated, &self.bundle.facts)
    }

    // For machines.

    fn json(&self) -> Json {
        let alerts = self.outcome.alerts.iter();
        let services = self.outcome.services.iter();
        let next = self.ahead.next;
        let explained = object([
            ("bundle", self.bundle_json()),
            ("alerts", alerts.map(|alert| alert_json(alert)).collect()),
            (
                "services",
                services.map(|it| self.service_json(it)).collect(),
            ),
            (
                "next_question",
                next.map_or(Json::Null, |fact| self.fact(fact).into()),
            ),
            ("enough", Json::Bool(self.ahead.is_enough)),
        ]);
        match explained {
            Json::Object(mut members) if !self.ahead.settled.is_empty() => {
                let settled = self
                    .settled_values()
                    .map(|(fact, value)| (fact.to_owned(), value.into()));
                members.push(("settled".to_owned(), Json::Object(settled.collect())));
                Json::Object(members)
            }
            other => other,
        }
    }

    fn bundle_json(&self) -> Json {
        object([
            ("id", self.bundle.id.as_str().into()),
            ("version", self.bundle.version.as_str().into()),
        ])
    }

    /// The questions that a journey would not ask, with the one answer that is left.
    fn settled_values(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.ahead.settled.iter().filter_map(|(fact, value)| {
            let Value::One(at) = value else {
                return None;
            };
            let fact = self.bundle.facts.get(*fact)?;
            Some((fact.id.as_str(), fact.domain.name(*at)))
        })
    }

    fn service_json(&self, outcome: &ServiceOutcome<'a>) -> Json {
        let reasons = outcome.reasons(&self.known);
        let service = object([
            ("id", outcome.service.id.as_str().into()),
            ("verdict", verdict(outcome.verdict).into()),
            ("relevant", Json::Bool(outcome.relevant)),
            (
                "reasons",
                reasons.iter().map(|it| self.reason_json(it)).collect(),
            ),
            (
                "ask",
                self.ids(outcome.ask(&self.known))
                    .into_iter()
                    .map(Json::from)
                    .collect(),
            ),
            ("routes", outcome.routes.iter().map(route_json).collect()),
        ]);
        let Json::Object(mut members) = service else {
            return service;
        };
        if !outcome.service.was.is_empty() {
            let was = outcome.service.was.iter().map(|was| was.as_str().into());
            members.push(("was".to_owned(), was.collect()));
        }
        members.push(("start".to_owned(), Json::Bool(outcome.start.is_some())));
        if let Some(because) = &outcome.start {
            let phrase = because.phrase(self.bundle, self.speech);
            members.push(("because".to_owned(), Json::Text(phrase)));
        }
        if outcome.service.status != Status::Running {
            let status = outcome.service.status.name();
            members.push(("status".to_owned(), status.into()));
        }
        Json::Object(members)
    }

    fn reason_json(&self, reason: &Reason<'_>) -> Json {
        object([
            ("fact", self.fact(reason.leaf.fact).into()),
            ("holds", truth(reason.holds)),
            ("text", Json::Text(self.phrase(reason))),
        ])
    }

    // For editors.

    fn text(&self) -> String {
        let mut lines = vec![format!(
            "{} {}, at {} {}",
            self.bundle.id, self.bundle.version, self.now.date, self.now.time
        )];
        for alert in &self.outcome.alerts {
            let title = self.speech.text(&format!("alert.{}.title", alert.id));
            lines.extend([
                String::new(),
                format!("ALERT {} ({}): {title}", alert.id, alert.severity.name()),
            ]);
        }
        for service in &self.outcome.services {
            lines.push(String::new());
            self.service_text(service, &mut lines);
        }
        lines.extend([
            String::new(),
            format!("Next question: {}", self.next_text()),
        ]);
        let settled = self.settled_values().map(|(fact, value)| {
            format!("A journey does not ask {fact}: one answer is left, {value}")
        });
        lines.extend(settled);
        lines.push(String::new());
        lines
            .iter()
            .map(|line| plain(line))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn next_text(&self) -> String {
        let Some(fact) = self.ahead.next else {
            return "none: no answer that can still be asked for would change what is shown".into();
        };
        let id = self.fact(fact);
        let question = self.speech.text(&format!("fact.{id}.question"));
        if self.ahead.is_enough {
            format!("{id} (among the results): {question}")
        } else {
            format!("{id}: {question}")
        }
    }

    fn service_text(&self, outcome: &ServiceOutcome<'a>, lines: &mut Vec<String>) {
        let id = &outcome.service.id;
        let name = self.speech.text(&format!("service.{id}.name"));
        lines.push(format!("{name} [{id}]: {}", standing(outcome).join(", ")));
        if let Some(because) = &outcome.start {
            let phrase = because.phrase(self.bundle, self.speech);
            lines.push(format!("  to start with: {phrase}"));
        }
        for reason in outcome.reasons(&self.known) {
            lines.push(format!("  {} {}", mark(reason.holds), self.phrase(&reason)));
        }
        if !outcome.ask(&self.known).is_empty() {
            lines.push(format!(
                "  could still decide it: {}",
                self.ids(outcome.ask(&self.known)).join(", ")
            ));
        }
        lines.extend(
            outcome
                .routes
                .iter()
                .map(|way| way_line(outcome.service, way)),
        );
    }
}

/// A way in: for which kind of asker, whether it is open, and by which contacts.
fn way_line(service: &Service, way: &RouteOutcome<'_>) -> String {
    let contacts: Vec<&str> = way
        .route
        .contacts
        .iter()
        .filter_map(|at| service.contacts.get(*at))
        .map(|contact| contact.id.as_str())
        .collect();
    let theirs = if way.for_this_asker == Truth::True {
        ", who is asking"
    } else {
        ""
    };
    let state = match way.open {
        Truth::True => "open",
        Truth::False => "closed",
        Truth::Unknown => "not known yet",
    };
    format!(
        "  way in for {}{theirs}: {state}, by {}",
        way.route.who.name(),
        contacts.join(", ")
    )
}

/// The standing of a service: its verdict, whether it runs, and why it is or is not in view.
fn standing(outcome: &ServiceOutcome<'_>) -> Vec<&'static str> {
    let mut about = vec![verdict(outcome.verdict)];
    if outcome.service.status != Status::Running {
        about.push(outcome.service.status.name());
    }
    if outcome.urgent {
        about.push("named by an alert");
    } else if !outcome.relevant {
        about.push("not about what is going on");
    }
    about
}

fn alert_json(alert: &Alert) -> Json {
    object([
        ("id", alert.id.as_str().into()),
        ("severity", alert.severity.name().into()),
    ])
}

fn route_json(way: &RouteOutcome<'_>) -> Json {
    object([
        ("who", way.route.who.name().into()),
        ("open", truth(way.open)),
    ])
}

fn verdict(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "eligible",
        Truth::False => "not-eligible",
        Truth::Unknown => "unknown",
    }
}

fn truth(truth: Truth) -> Json {
    truth.known().map_or(Json::Null, Json::Bool)
}

fn mark(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes:",
        Truth::False => "no: ",
        Truth::Unknown => "?:  ",
    }
}
