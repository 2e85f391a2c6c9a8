//! Reads the people of a panel.

use crate::named;
use nwd_core::answers::Answer;
use nwd_core::bundle::Bundle;
use nwd_core::domain::FactIx;
use nwd_core::format::answers::from_json;
use nwd_core::format::cases::Said;
use nwd_core::format::panel::Vignette;
use nwd_core::format::read::Read;
use nwd_core::format::{Code, Diagnostic, Diagnostics, Json, Place};

use super::journey::{known, truth};
use super::score::FIRST;

/// Reads the panel of a bundle.
///
/// # Errors
/// Every fault, each with its place in `panel.json`.
pub fn read(json: &Json, bundle: &Bundle) -> Result<Vec<Vignette>, Vec<Diagnostic>> {
    let mut faults = Diagnostics::default();
    let mut people = Vec::<Vignette>::read(json, &Place::ROOT, &mut faults);
    for (at, person) in people.iter().enumerate() {
        let place = &Place::ROOT.item(at);
        let earlier = people.get(..at).unwrap_or_default();
        if earlier.iter().any(|other| other.id == person.id) {
            faults.report(
                Code::DuplicateId,
                &place.key("id"),
                format!("\"{}\" is the id of somebody before.", person.id),
                "Give each person an id of their own.",
            );
        }
        check(person, bundle, place, &mut faults);
    }
    if faults.is_empty() {
        people
            .iter_mut()
            .for_each(|person| by_todays_names(person, bundle));
        Ok(people)
    } else {
        Err(faults.into_vec())
    }
}

/// Names services as they are called now, each once.
fn by_todays_names(person: &mut Vignette, bundle: &Bundle) {
    let today = |id: &str| {
        let found = bundle.find_service(id).and_then(|ix| bundle.service(ix));
        found.map_or_else(|| id.to_owned(), |service| service.id.clone())
    };
    for list in person.lists_mut() {
        let named = std::mem::take(list);
        for id in named.iter().map(|id| today(id)) {
            if !list.contains(&id) {
                list.push(id);
            }
        }
    }
    let harm = person.harm.iter();
    person.harm = harm.map(|(id, why)| (today(id), why.clone())).collect();
}

fn check(person: &Vignette, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    if !bundle.own_areas().iter().any(|area| area.id == person.area) {
        faults.report(
            Code::OtherArea,
            &place.key("area"),
            format!(
                "This is the content of {}, not of \"{}\".",
                bundle.id, person.area
            ),
            format!("Write \"{}\", or move the person.", bundle.id),
        );
    }
    said(&known(&person.truth), bundle, &place.key("truth"), faults);
    said(&person.answers, bundle, &place.key("answers"), faults);
    answered(person, bundle, &place.key("truth"), faults);
    named_once(person, bundle, place, faults);
    enough(person, place, faults);
    not_both(person, place, faults);
    harm(person, place, faults);
}

/// Reports answers that the bundle does not have, and those that cannot be together.
fn said(said: &Said, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    let answers = from_json(&said.0, &bundle.facts, place, faults);
    named::possible(&answers, bundle, place, faults);
}

/// Reports questions that have to be answered and that nothing is known of.
fn answered(person: &Vignette, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    let truth = truth(&person.truth, bundle);
    let open = |at: FactIx| !matches!(truth.get(at), Some(Answer::Given(_)));
    for (_, fact) in bundle
        .facts
        .iter()
        .filter(|(at, fact)| fact.required && open(*at))
    {
        if !faults.has_gap(&place.key(&fact.id)) {
            let message = format!("Nothing says what {} is, which everyone answers.", fact.id);
            let help = format!("Add \"{}\".", fact.id);
            faults.report(Code::UnansweredQuestion, place, message, help);
        }
    }
}

/// Reports services and alerts that there are not, and those that stand twice in a list.
fn named_once(person: &Vignette, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    for (key, ids) in person.lists() {
        once(ids, &place.key(key), faults);
        for (at, id) in ids.iter().enumerate() {
            named::service(id, bundle, &place.key(key).item(at), faults);
        }
    }
    for id in person.harm.keys() {
        named::service(id, bundle, &place.key("harm").name(id), faults);
    }
    let alerts = person.alerts.as_deref().unwrap_or_default();
    once(alerts, &place.key("alerts"), faults);
    for (at, id) in alerts.iter().enumerate() {
        named::alert(id, bundle, &place.key("alerts").item(at), faults);
    }
}

fn once(ids: &[String], place: &Place<'_>, faults: &mut Diagnostics) {
    for (at, id) in ids.iter().enumerate() {
        if ids.get(..at).is_some_and(|earlier| earlier.contains(id)) {
            let message = format!("\"{id}\" stands twice.");
            let help = "Keep one of the two.";
            faults.report(Code::DuplicateId, &place.item(at), message, help);
        }
    }
}

/// Reports what nobody could show: nothing, or more than there are places.
fn enough(person: &Vignette, place: &Place<'_>, faults: &mut Diagnostics) {
    if person.gold.is_empty() {
        let message = "Nothing is named that should stand first.";
        let help = "Name at least one service.";
        faults.report(Code::EmptyGold, &place.key("gold"), message, help);
    }
    if person.must_top3.len() > FIRST {
        let message = format!("More than {FIRST} cannot be among the first {FIRST}.");
        let help = "Keep those without which it would be wrong.";
        faults.report(Code::WantedAndNot, &place.key("must_top3"), message, help);
    }
}

/// Reports services that are wanted and are not.
fn not_both(person: &Vignette, place: &Place<'_>, faults: &mut Diagnostics) {
    let gold = ("gold", &person.gold);
    let fit = ("must_fit", &person.must_fit);
    let unfit = ("must_not_fit", &person.must_not_fit);
    let contradictions = [
        (("must_top3", &person.must_top3), gold, false),
        (("never_top3", &person.never_top3), gold, true),
        (unfit, fit, true),
        (unfit, gold, true),
    ];
    for ((key, ids), (other, others), wrong) in contradictions {
        for (at, id) in ids.iter().enumerate() {
            if others.contains(id) == wrong && !faults.has_gap(&place.key(other)) {
                let is = if wrong { "too" } else { "not" };
                let message = format!("\"{id}\" is in {key}, and {is} in {other}.");
                let help = "See which of the two is meant.";
                faults.report(Code::WantedAndNot, &place.key(key).item(at), message, help);
            }
        }
    }
}

/// Reports harm that is told of a service that may stand first.
fn harm(person: &Vignette, place: &Place<'_>, faults: &mut Diagnostics) {
    for id in person.harm.keys() {
        let never = person.never_top3.iter().any(|other| other == id);
        if !never && !faults.has_gap(&place.key("never_top3")) {
            let message = format!("Harm is told of \"{id}\", which is not in never_top3.");
            let help = "Add it there, or take the harm out.";
            let place = place.key("harm");
            faults.report(Code::WantedAndNot, &place.name(id), message, help);
        }
    }
}
