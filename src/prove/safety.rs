//! Safety is never masked: whoever says that there is danger, thoughts of suicide or abuse ends with its alert, whatever
//! else they say or withhold.

use oxidd::BooleanFunction;

use super::count::count;
use super::diagram::{Fit, Set};
use super::example::{self, Example, given, withholding};
use super::figures::{kinds, percent};
use super::finding::Finding;
use super::model::Model;
use super::space::Part;
use nwd_core::bundle::{Alert, Bundle, Severity};
use nwd_core::criterion::Test;
use nwd_core::domain::{Domain, FactIx, ValueSet};
use nwd_core::format::{Code, Place};
use nwd_core::vocabulary::{CIRCUMSTANCES, DANGER, NEEDS, circumstances, danger, needs};

/// An answer that must raise an alert: the fact, the value, and the least grave alert that will do.
///
/// These are names of the vocabulary that all areas share: a bundle that lacks one cannot hear it, which [`safety`] finds.
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

/// What was proved of the signals and of the alerts.
#[derive(Clone, Debug, Default)]
pub struct Safety {
    /// How many of the signals hold: everybody of the area can give them, and nobody gives them without their alert.
    pub hold: usize,
    /// The signals that somebody cannot give, because the bundle has no such answer or does not ask them.
    pub unsayable: Vec<Finding>,
    /// The signals that can be given without their alert, and the alerts that can be raised with nobody to turn to.
    pub unheard: Vec<Finding>,
}

/// Proves of every signal that it can be given and is heard, and of every alert that there is somebody to turn to.
pub fn safety(model: &Model<'_>) -> Fit<Safety> {
    let mut safety = Safety::default();
    for (id, value, severity) in SIGNALS {
        let Some((fact, test)) = signal_test(model.bundle, id, value) else {
            safety.unsayable.push(missing(model.bundle, id, value));
            continue;
        };
        let (unasked, unheard) = (
            unasked(model, fact, value)?,
            unheard(model, fact, &test, value, severity)?,
        );
        safety.hold += usize::from(unasked.is_none() && unheard.is_none());
        safety.unsayable.extend(unasked);
        safety.unheard.extend(unheard);
    }
    for (at, alert) in model.bundle.alerts.iter().enumerate() {
        safety.unheard.extend(helpless(model, at, alert)?);
    }
    Ok(safety)
}

/// A signal that a bundle does not have.
fn missing(bundle: &Bundle, id: &str, value: &str) -> Finding {
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

/// Those of the area who cannot give a signal: its question is not asked of them, or the answer is ruled out.
fn unasked(model: &Model<'_>, fact: FactIx, value: &str) -> Fit<Option<Finding>> {
    let Some(own) = model.bundle.facts.get(fact) else {
        return Ok(None);
    };
    let id = &own.id;
    let covered = model.covered()?;
    let ruled_out = own
        .domain
        .position(value)
        .map(|at| model.whole.ruled_out(own, at))
        .transpose()?;
    let not_asked = model.whole.applies(fact).yes.not()?;
    let never = not_asked.or(&ruled_out.unwrap_or_else(|| model.space.diagrams.none()))?;
    let facts = model.scope(&never).union(model.scope(&covered));
    let people = model.people(facts)?.and(&covered)?;
    let never = never.and(&people)?;
    let chosen = example::smallest(model.space, &never, &people, facts)?;
    let Some(chosen) = chosen.filter(|_| never.satisfiable()) else {
        return Ok(None);
    };
    let words = Example::new(model.space, &chosen).words(model.bundle);
    let root = Place::ROOT;
    let facts = root.key("facts");
    let message = format!("\"{value}\" ({id}) can never be said by somebody who is: {words}.");
    let help = "Let everybody say this: leave out the question's \"when\", and this answer in its \"never\".";
    let item = facts.item(fact.index());
    let place = if not_asked.and(&people)?.satisfiable() {
        item.key("when")
    } else {
        item.key("never")
    };
    Ok(Some(
        Finding::error(Code::UnaskedSignal, &place, message, help).called(&format!("{id}/{value}")),
    ))
}

/// Those who give a signal and end without an alert for it.
fn unheard(
    model: &Model<'_>,
    fact: FactIx,
    test: &Test,
    value: &str,
    severity: Severity,
) -> Fit<Option<Finding>> {
    let about = |alert: &&Alert| {
        alert.severity <= severity
            && alert
                .when
                .leaves()
                .iter()
                .any(|leaf| leaf.fact == fact && names(&leaf.test, test))
    };
    let mut masked = model
        .space
        .passes(fact, test)?
        .and(&model.space.withheld(fact).not()?)?;
    let mut nearest = None;
    for (at, alert) in model
        .bundle
        .alerts
        .iter()
        .enumerate()
        .filter(|(_, alert)| about(alert))
    {
        masked = masked.and(&model.partial.truth(&alert.when)?.yes.not()?)?;
        nearest = nearest.or(Some(at));
    }
    let Some((words, kinds)) = smallest(model, &masked)? else {
        return Ok(None);
    };
    let id = model.bundle.facts.get(fact).map_or("", |fact| &fact.id);
    let root = Place::ROOT;
    let alerts = root.key("alerts");
    let place = nearest.map(|at| alerts.item(at));
    let place = place.as_ref().map_or(alerts, |item| item.key("when"));
    let message = format!(
        "\"{value}\" ({id}) can be said without its alert ({} or graver): {words}. That is {kinds}.",
        severity.name()
    );
    let help = "Let an alert of this severity hold wherever this is said.";
    Ok(Some(Finding::error(
        Code::MaskedAlert,
        &place,
        message,
        help,
    )))
}

fn names(test: &Test, signal: &Test) -> bool {
    match (test, signal) {
        (Test::In(values), Test::In(signal)) | (Test::Includes(values), Test::Includes(signal)) => {
            !values.intersection(*signal).is_empty()
        }
        _ => false,
    }
}

/// Those who raise an alert of which no service is open to them.
fn helpless(model: &Model<'_>, at: usize, alert: &Alert) -> Fit<Option<Finding>> {
    let mut left = model.partial.truth(&alert.when)?.yes;
    for service in alert
        .services
        .iter()
        .filter_map(|ix| model.bundle.service(*ix))
    {
        left = left.and(&model.open(service, &model.partial)?.not()?)?;
    }
    let Some((words, kinds)) = smallest(model, &left)? else {
        return Ok(None);
    };
    let root = Place::ROOT;
    let alerts = root.key("alerts");
    let message = format!(
        "The alert {} can be raised with no service to turn to: {words}. That is {kinds}.",
        alert.id
    );
    let help = "Name a running service that is open to everybody who raises it.";
    Ok(Some(Finding::error(
        Code::AlertWithoutHelp,
        &alerts.item(at).key("services"),
        message,
        help,
    )))
}

/// The smallest answers of people of the area in a set, in words, and how many kinds of person can give such; `None` where
/// there are none.
fn smallest(model: &Model<'_>, set: &Set) -> Fit<Option<(String, String)>> {
    let covered = model.covered()?;
    let facts = model.scope(set).union(model.scope(&covered));
    let people = model.people(facts)?.and(&covered)?;
    let within = model.answers(facts)?.and(&people)?;
    let these = set.and(&within)?;
    let Some(chosen) = withholding(model.space, &these, &within, facts)? else {
        return Ok(None);
    };
    let stands_for = count(
        model.space,
        &people.and(&given(model.space, &chosen)?)?,
        facts,
    );
    let all = model.space.diagrams.whichever(
        &these,
        &model.space.cube(facts, |part| part == Part::Withheld)?,
    )?;
    let all = count(model.space, &all, facts);
    let words = Example::new(model.space, &chosen).words(model.bundle);
    let share = percent(all, count(model.space, &people, facts));
    let people = format!(
        "{} of the {} who can end so, {share}% of the area's people",
        kinds(stands_for),
        kinds(all)
    );
    Ok(Some((words, people)))
}

/// The signals that a bundle has, each as the test that it is.
pub fn signal_tests(bundle: &Bundle) -> Vec<(FactIx, Test)> {
    SIGNALS
        .into_iter()
        .filter_map(|(id, value, _)| signal_test(bundle, id, value))
        .collect()
}
