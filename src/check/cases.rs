//! Cases: people, and what they should see. `cases.json` beside an area's content holds them; `nwd
//! check` and the tests run them.

use crate::named;
use nwd_core::answers::Answers;
use nwd_core::bundle::{Bundle, Who};
use nwd_core::clock::Moment;
use nwd_core::format::Table;
use nwd_core::format::answers;
use nwd_core::format::cases::{CaseFile, Expected, Known, Next};
use nwd_core::format::read::{Read, wrong_type};
use nwd_core::format::{Code, Diagnostic, Diagnostics, Json, Place};
use nwd_core::journey::{Ahead, Outcome, ServiceOutcome};
use nwd_core::truth::Truth;

/// A case that can be run: every id in it is one of the bundle's.
#[derive(Clone, Debug)]
pub struct Case {
    /// The person, in words.
    pub name: String,
    now: Moment,
    answers: Answers,
    expected: Expected,
}

/// Reads the cases of a bundle.
///
/// # Errors
/// Every fault, each with its place in `cases.json`.
pub fn read(json: &Json, bundle: &Bundle) -> Result<Vec<Case>, Vec<Diagnostic>> {
    let mut faults = Diagnostics::default();
    let Json::List(items) = json else {
        wrong_type::<()>(
            json,
            "a list, in square brackets",
            &Place::ROOT,
            &mut faults,
        );
        return Err(faults.into_vec());
    };
    let mut cases = Vec::new();
    for (at, item) in items.iter().enumerate() {
        cases.extend(case(item, bundle, &Place::ROOT.item(at), &mut faults));
    }
    if faults.is_empty() {
        Ok(cases)
    } else {
        Err(faults.into_vec())
    }
}

fn case(json: &Json, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) -> Option<Case> {
    let file = CaseFile::read(json, place, faults);
    let now = Moment::parse(&file.now);
    if now.is_none() {
        let message = format!("\"{}\" is not a day and a time.", file.now);
        faults.report(
            Code::BadTime,
            &place.key("now"),
            message,
            "Write YYYY-MM-DDTHH:MM, 00:00 to 23:59.",
        );
    }
    let answers = answers::from_json(
        &file.answers.0,
        &bundle.facts,
        &place.key("answers"),
        faults,
    );
    named::possible(&answers, bundle, &place.key("answers"), faults);
    known_ids(&file.expect, bundle, &place.key("expect"), faults);
    Some(Case {
        name: file.name,
        now: now?,
        answers,
        expected: file.expect,
    })
}

/// Reports ids that are none of the bundle's: a case that names them would pass or fail for no
/// reason.
fn known_ids(expected: &Expected, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    for (key, ids) in expected.verdicts() {
        for (at, id) in ids.iter().enumerate() {
            named::service(id, bundle, &place.key(key).item(at), faults);
        }
    }
    let routes = place.key("routes");
    for (id, ways) in expected.routes.iter() {
        named::service(id, bundle, &routes.name(id), faults);
        known_askers(ways, &routes.key(id), faults);
    }
    for (at, id) in expected.alerts.iter().flatten().enumerate() {
        named::alert(id, bundle, &place.key("alerts").item(at), faults);
    }
    if let Some(Next(Some(id))) = &expected.next_question
        && bundle.facts.find(id).is_none()
    {
        let message = format!("No fact is called \"{id}\".");
        faults.report(
            Code::UnknownFact,
            &place.key("next_question"),
            message,
            "Write the id of a fact, or null.",
        );
    }
}

/// Reports askers that there are none of.
fn known_askers(ways: &Table<Known>, place: &Place<'_>, faults: &mut Diagnostics) {
    for who in ways.keys() {
        if !Who::ALL.iter().any(|known| known.name() == who) {
            let names: Vec<&str> = Who::ALL.iter().map(|who| who.name()).collect();
            let help = format!("Write one of: {}.", names.join(", "));
            faults.report(
                Code::UnknownValue,
                &place.name(who),
                format!("\"{who}\" takes no way in."),
                help,
            );
        }
    }
}

impl Case {
    /// The differences from what is expected, each in a sentence; none where the case passes.
    pub fn differences(&self, bundle: &Bundle) -> Vec<String> {
        let outcome = Outcome::of(bundle, &self.answers, self.now);
        let find = |id: &str| bundle.find_service(id).and_then(|ix| outcome.service(ix));
        let mut found = Vec::new();
        for ((key, ids), wanted) in
            self.expected
                .verdicts()
                .into_iter()
                .zip([Truth::True, Truth::False, Truth::Unknown])
        {
            for service in ids
                .iter()
                .filter_map(|id| find(id))
                .filter(|service| service.verdict != wanted)
            {
                let is = verdict(service.verdict);
                found.push(format!(
                    "{} should be {key} and is {is}.",
                    service.service.id
                ));
            }
        }
        for (id, ways) in self.expected.routes.iter() {
            found.extend(
                find(id)
                    .iter()
                    .flat_map(|service| route_differences(service, ways)),
            );
        }
        found.extend(self.alert_difference(&outcome));
        found.extend(self.next_difference(bundle));
        found
    }

    fn alert_difference(&self, outcome: &Outcome<'_>) -> Option<String> {
        let mut wanted: Vec<&str> = self
            .expected
            .alerts
            .as_ref()?
            .iter()
            .map(String::as_str)
            .collect();
        let mut raised: Vec<&str> = outcome
            .alerts
            .iter()
            .map(|alert| alert.id.as_str())
            .collect();
        wanted.sort_unstable();
        raised.sort_unstable();
        if wanted == raised {
            return None;
        }
        Some(format!(
            "The alerts should be [{}] and are [{}].",
            wanted.join(", "),
            raised.join(", ")
        ))
    }

    fn next_difference(&self, bundle: &Bundle) -> Option<String> {
        let Next(wanted) = self.expected.next_question.as_ref()?;
        let next = Ahead::of(bundle, &self.answers, self.now)
            .next
            .and_then(|fact| bundle.facts.get(fact))
            .map(|fact| fact.id.as_str());
        let wanted = wanted.as_deref();
        if next == wanted {
            return None;
        }
        Some(format!(
            "The next question should be {} and is {}.",
            wanted.unwrap_or("none"),
            next.unwrap_or("none")
        ))
    }
}

/// A kind of asker's way in is as open as the most open of their routes; with none it is closed.
fn route_differences(outcome: &ServiceOutcome<'_>, ways: &Table<Known>) -> Vec<String> {
    let mut found = Vec::new();
    for (who, Known(wanted)) in ways.iter() {
        let open = outcome
            .routes
            .iter()
            .filter(|way| way.route.who.name() == who)
            .map(|way| way.open)
            .max()
            .unwrap_or(Truth::False)
            .known();
        if open != *wanted {
            let id = &outcome.service.id;
            found.push(format!(
                "The way in to {id} for {who} should be {} and is {}.",
                state(*wanted),
                state(open)
            ));
        }
    }
    found
}

fn state(open: Option<bool>) -> &'static str {
    match open {
        Some(true) => "open",
        Some(false) => "closed",
        None => "unknown",
    }
}

fn verdict(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "eligible",
        Truth::False => "not_eligible",
        Truth::Unknown => "unknown",
    }
}
