//! What somebody must look at before release: contacts that reach nobody, doubts, reviews that
//! are due, and services that people in danger are sent to and that do not run.

use super::reach;
use nwd_core::bundle::{Bundle, Contact, ContactKind, Service, ServiceIx, Status};
use nwd_core::clock::Date;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::words::Person;

pub(super) fn lints(bundle: &Bundle, today: Date) -> Vec<Lint> {
    let mut found = Vec::new();
    let place = Place::ROOT;
    let services = place.key("services");
    for (at, service) in bundle.services.iter().enumerate() {
        let place = &services.item(at);
        contacts(service, place, &mut found);
        found.extend(nothing_to_do(bundle, service, place));
        doubts(service, place, &mut found);
        found.extend(alert_names_closed_service(
            bundle,
            service,
            ServiceIx(at),
            place,
        ));
        if service.review < today {
            let message = format!(
                "{} was to be looked at again by {}.",
                service.id, service.review
            );
            let help = "See whether it still holds, and set \"as_of\" and \"review\".";
            found.push(Lint::note(
                Code::ReviewDue,
                &place.key("review"),
                message,
                help,
            ));
        }
    }
    found
}

fn contacts(service: &Service, place: &Place<'_>, found: &mut Vec<Lint>) {
    let place = place.key("contacts");
    for (at, contact) in service.contacts.iter().enumerate() {
        let place = place.item(at);
        found.extend(reach::lint(contact, &place));
        found.extend(to_verify(service, contact, &place));
    }
}

/// A contact that stands in no document: which page it was read on, or that nothing gives it.
fn to_verify(service: &Service, contact: &Contact, place: &Place<'_>) -> Option<Lint> {
    let (id, value) = (&contact.id, &contact.value);
    let unsourced = format!("{}: no source gives the contact \"{id}\".", service.id);
    let ask = "Ask the service, and remove \"verify\".";
    match &contact.page {
        _ if !contact.verify => None,
        None if !value.is_empty() => {
            let help = "Give the page where it was read and the day, as \"page\" and \"seen\", or leave it out.";
            Some(Lint::warning(
                Code::UnsourcedContact,
                place,
                unsourced,
                help,
            ))
        }
        None => Some(Lint::note(Code::ToVerify, place, unsourced, ask)),
        Some(page) => {
            let message = format!(
                "{}: {value} (\"{id}\") was read on {} on {}.",
                service.id, page.link, page.seen
            );
            Some(Lint::note(Code::ToVerify, place, message, ask))
        }
    }
}

/// Whether a label has a sentence to say, in quotes.
fn is_to_say(label: &str) -> bool {
    label.contains('"') || label.contains(": '")
}

/// Whether one of its contacts is a sentence to say.
pub(super) fn has_something_to_say(service: &Service, bundle: &Bundle) -> bool {
    let language = bundle.words.default_locale();
    let say = bundle.words.speak(language, Person::You);
    service.contacts.iter().any(|contact| {
        let label = format!("service.{}.contact.{}", service.id, contact.id);
        say.find(&label).is_some_and(is_to_say)
    })
}

/// A running service with nothing to call, write to, look at or go to, and nothing to say.
fn nothing_to_do(bundle: &Bundle, service: &Service, place: &Place<'_>) -> Option<Lint> {
    let is_reachable = |contact: &Contact| contact.kind != ContactKind::Person;
    let has_something =
        service.contacts.iter().any(is_reachable) || has_something_to_say(service, bundle);
    let is_running = service.status == Status::Running;
    if !is_running || has_something {
        return None;
    }
    let message = format!("{} gives people nothing to do.", service.id);
    let help = "Look for its own published way in; where there is none, give a sentence to say, in quotes.";
    let place = place.key("contacts");
    Some(Lint::warning(Code::NothingToDo, &place, message, help))
}

fn doubts(service: &Service, place: &Place<'_>, found: &mut Vec<Lint>) {
    let place = place.key("verify");
    for (at, doubt) in service.verify.iter().enumerate() {
        let message = format!("{}: the source leaves open: {}.", service.id, doubt.name());
        found.push(Lint::note(
            Code::ToVerify,
            &place.item(at),
            message,
            "Ask the service, and take it out of \"verify\".",
        ));
    }
}

/// A service that does not run, where the crisis panel or an alert names it.
fn alert_names_closed_service(
    bundle: &Bundle,
    service: &Service,
    ix: ServiceIx,
    place: &Place<'_>,
) -> Option<Lint> {
    let mut naming = Vec::new();
    if bundle.crisis.contains(&ix) {
        naming.push("the crisis panel".to_owned());
    }
    for alert in bundle.alerts.iter().filter(|it| it.services.contains(&ix)) {
        naming.push(format!("the alert {}", alert.id));
    }
    if service.status == Status::Running || naming.is_empty() {
        return None;
    }
    let message = format!(
        "{} is {}, and named by {}.",
        service.id,
        service.status.name(),
        naming.join(", ")
    );
    Some(Lint::warning(
        Code::NamedNotRunning,
        &place.key("status"),
        message,
        "Name a service there that runs.",
    ))
}
