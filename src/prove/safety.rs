//! Safety is never masked: everybody who says that there is danger, thoughts of suicide or abuse
//! ends with its alert, whatever else they say or withhold.

use crate::Result;
use crate::finding::Finding;
use crate::sets::example::{Among, Example};
use crate::sets::model::Model;
use crate::who::Who;
use nwd_core::bundle::{Alert, Bundle, Severity};
use nwd_core::criterion::Test;
use nwd_core::domain::{Domain, FactIx, ValueSet};
use nwd_core::format::{Code, Place};
use nwd_core::vocabulary::{CIRCUMSTANCES, DANGER, NEEDS, circumstances, danger, needs};

/// An answer that must raise an alert: the fact, the value, and the least grave alert that will do.
///
/// These are names of the vocabulary that all areas share: a bundle that lacks one cannot hear it,
/// which [`safety`] finds.
pub const SIGNALS: [(&str, &str, Severity); 8] = [
    (DANGER, danger::NOW, Severity::Emergency),
    (DANGER, danger::WORRIED, Severity::Urgent),
    (NEEDS, needs::SUICIDAL_THOUGHTS, Severity::Urgent),
    (NEEDS, needs::SELF_HARM, Severity::Urgent),
    (NEEDS, needs::DOMESTIC_ABUSE, Severity::Safeguarding),
    (NEEDS, needs::SEXUAL_ABUSE, Severity::Safeguarding),
    (NEEDS, needs::VIOLENCE, Severity::Safeguarding),
    (
        CIRCUMSTANCES,
        circumstances::CHILD_PROTECTION,
        Severity::Safeguarding,
    ),
];

/// The proofs of the signals and of the alerts.
#[derive(Clone, Debug, Default)]
pub struct Safety {
    /// The number of signals that hold: everybody of the area can give them, and nobody gives them
    /// without their alert.
    pub hold: usize,
    /// The signals that somebody cannot give, because the bundle has no such answer or does not ask
    /// them.
    pub signals_not_askable: Vec<Finding>,
    /// The signals that can be given without their alert.
    pub signals_without_alert: Vec<Finding>,
    /// The alerts that can be raised with nobody to turn to.
    pub alerts_without_help: Vec<Finding>,
}

/// Proves of every signal that it can be given and is heard, and of every alert that there is
/// somebody to turn to.
pub fn safety(model: &Model<'_>) -> Result<Safety> {
    let mut safety = Safety::default();
    for (id, value, severity) in SIGNALS {
        let Some((fact, test)) = signal_test(model.bundle, id, value) else {
            let missing = missing_signal(model.bundle, id, value);
            safety.signals_not_askable.push(missing);
            continue;
        };
        let not_askable = signal_not_askable(model, fact, value)?;
        let without_alert = signal_without_alert(model, fact, &test, value, severity)?;
        if not_askable.is_none() && without_alert.is_none() {
            safety.hold += 1;
        }
        safety.signals_not_askable.extend(not_askable);
        safety.signals_without_alert.extend(without_alert);
    }
    for (at, alert) in model.bundle.alerts.iter().enumerate() {
        let without_help = alert_without_help(model, at, alert)?;
        safety.alerts_without_help.extend(without_help);
    }
    Ok(safety)
}

/// The signals that a bundle has, each as the test that it is.
pub fn signal_tests(bundle: &Bundle) -> Vec<(FactIx, Test)> {
    SIGNALS
        .into_iter()
        .filter_map(|(id, value, _)| signal_test(bundle, id, value))
        .collect()
}

fn signal_test(bundle: &Bundle, id: &str, value: &str) -> Option<(FactIx, Test)> {
    let fact = bundle.facts.find(id)?;
    let domain = &bundle.facts.get(fact)?.domain;
    let values = ValueSet::default().with(domain.position(value)?);
    match domain {
        Domain::OneOf(_) => Some((fact, Test::In(values))),
        Domain::AnyOf(_) => Some((fact, Test::Includes(values))),
        Domain::Integer { .. } | Domain::YesNo => None,
    }
}

/// A signal that a bundle does not have.
fn missing_signal(bundle: &Bundle, id: &str, value: &str) -> Finding {
    let root = Place::ROOT;
    let facts = root.key("facts");
    let at = bundle.facts.find(id).map(|fact| facts.item(fact.index()));
    let place = at.as_ref().map_or(facts, |item| item.key("values"));
    let message = format!(
        "\"{value}\" ({id}) cannot be said: there is no such answer, so its alert cannot be raised."
    );
    let help = "Let the question have this answer, and an alert hold wherever it is given.";
    Finding::error(Code::MissingSignal, &place, message, help).called(&format!("{id}/{value}"))
}

/// The people of the area who cannot give a signal: its question is not asked of them, or the
/// answer is ruled out.
fn signal_not_askable(model: &Model<'_>, fact: FactIx, value: &str) -> Result<Option<Finding>> {
    let Some(own) = model.bundle.facts.get(fact) else {
        return Ok(None);
    };
    let id = &own.id;
    let covered = model.covered()?;
    let ruled_out = match own.domain.position(value) {
        Some(at) => model.whole.ruled_out(own, at)?,
        None => model.space.diagrams.none(),
    };
    let not_asked = model.whole.applies(fact).yes.not()?;
    let never = not_asked.or(&ruled_out)?;
    let facts = model.scope(&never).union(model.scope(&covered));
    let people = model.people(facts)?.and(&covered)?;
    let never = never.and(&people)?;
    let among = Among {
        space: model.space,
        journeys: &[&model.whole],
        people: &people,
        facts,
    };
    let Some(chosen) = among.smallest(&never)? else {
        return Ok(None);
    };
    let words = Example::new(model.space, &chosen).words(model.bundle);
    let root = Place::ROOT;
    let facts = root.key("facts");
    let item = facts.item(fact.index());
    let place = if not_asked.is_disjoint(&people)? {
        item.key("never")
    } else {
        item.key("when")
    };
    let message = format!("\"{value}\" ({id}) can never be said by somebody who is: {words}.");
    let help = "Let everybody say this: leave out the question's \"when\", \
                and this answer in its \"never\".";
    Ok(Some(
        Finding::error(Code::UnaskedSignal, &place, message, help).called(&format!("{id}/{value}")),
    ))
}

/// The people who give a signal and end without an alert for it.
fn signal_without_alert(
    model: &Model<'_>,
    fact: FactIx,
    test: &Test,
    value: &str,
    severity: Severity,
) -> Result<Option<Finding>> {
    let given = model.space.passes(fact, test)?;
    let mut masked = given.without(&model.space.withheld(fact))?;
    let mut first = None;
    for (at, alert) in model.bundle.alerts.iter().enumerate() {
        if alert.severity <= severity && asks_for(alert, fact, test) {
            masked = masked.without(&model.partial.truth(&alert.when)?.yes)?;
            first = first.or(Some(at));
        }
    }
    let Some(who) = Who::of(model, &masked)? else {
        return Ok(None);
    };
    let id = model.bundle.facts.get(fact).map_or("", |fact| &fact.id);
    let root = Place::ROOT;
    let alerts = root.key("alerts");
    let place = first.map(|at| alerts.item(at));
    let place = place.as_ref().map_or(alerts, |item| item.key("when"));
    let message = format!(
        "\"{value}\" ({id}) can be said without its alert ({} or graver): {}. That is {}.",
        severity.name(),
        who.example.words(model.bundle),
        who.figures()
    );
    let help = "Let an alert of this severity hold wherever this is said.";
    Ok(Some(Finding::error(
        Code::MaskedAlert,
        &place,
        message,
        help,
    )))
}

/// Whether an alert looks at a fact for what a signal is.
fn asks_for(alert: &Alert, fact: FactIx, signal: &Test) -> bool {
    alert
        .when
        .leaves()
        .iter()
        .any(|leaf| leaf.fact == fact && names(&leaf.test, signal))
}

fn names(test: &Test, signal: &Test) -> bool {
    match (test, signal) {
        (Test::In(values), Test::In(signal)) | (Test::Includes(values), Test::Includes(signal)) => {
            !values.intersection(*signal).is_empty()
        }
        _ => false,
    }
}

/// The people who raise an alert and find none of its services open.
fn alert_without_help(model: &Model<'_>, at: usize, alert: &Alert) -> Result<Option<Finding>> {
    let mut remaining = model.partial.truth(&alert.when)?.yes;
    for ix in &alert.services {
        if let Some(service) = model.bundle.service(*ix) {
            remaining = remaining.without(&model.open(service, &model.partial)?)?;
        }
    }
    let Some(who) = Who::of(model, &remaining)? else {
        return Ok(None);
    };
    let root = Place::ROOT;
    let alerts = root.key("alerts");
    let message = format!(
        "The alert {} can be raised with no service to turn to: {}. That is {}.",
        alert.id,
        who.example.words(model.bundle),
        who.figures()
    );
    let help = "Name a running service that is open to everybody who raises it.";
    Ok(Some(Finding::error(
        Code::AlertWithoutHelp,
        &alerts.item(at).key("services"),
        message,
        help,
    )))
}
