//! What must be said first: a strip above the results, or the whole of the urgent page.

use super::contact;
use super::el::{Attr, El, el, list};
use super::view::View;
use crate::bundle::{Alert, Contact, ContactKind, Service, ServiceIx, key};
use crate::truth::Truth;

/// More names than this in one alert would be a list to choose from, not somebody to call.
const MOST_NAMED: usize = 3;

/// What is raised: by the answers, and by a questionnaire.
pub fn raised<'a>(view: &View<'a>) -> Vec<&'a Alert> {
    let flagged = view.flagged.iter().filter_map(|at| view.bundle.alerts.get(*at));
    let mut raised = view.outcome.alerts.clone();
    raised.extend(flagged.filter(|alert| !view.outcome.alerts.iter().any(|other| other.id == alert.id)));
    raised
}

/// The raised alerts above the results; who was named in one is not named again in the next.
pub fn strips(view: &View<'_>) -> El {
    let mut named: Vec<ServiceIx> = Vec::new();
    let strip_of = |alert: &&Alert| {
        let services: Vec<ServiceIx> = alert.services.iter().copied().filter(|ix| !named.contains(ix)).collect();
        let first = contactable(view, &services, MOST_NAMED);
        named.extend(first.iter().map(|(ix, _)| *ix));
        strip(view, alert, &first)
    };
    raised(view).iter().map(strip_of).collect()
}

fn strip(view: &View<'_>, alert: &Alert, services: &[(ServiceIx, &Service)]) -> El {
    let id = format!("alert-{}", alert.id);
    el("section")
        .class("alert")
        .attr(Attr::Part, "alert")
        .attr(Attr::AriaLabelledby, id.clone())
        .add(el("p").class("kind").add(view.ui(&format!("severity.{}", alert.severity.name()))))
        .add(el("h3").attr(Attr::Id, id).add(words(view, alert, "title")))
        .add(el("p").add(words(view, alert, "body")))
        .add(el("ul").class("contacts").add(first_contacts(view, services)))
        .add(what_happens(view, alert))
}

/// What to say, and what happens then.
pub fn what_happens(view: &View<'_>, alert: &Alert) -> El {
    let part = |heading: &str, part: &str| {
        let text = view.say.find(&key(&["alert", &alert.id, part]))?.to_owned();
        Some(el("details").add(el("summary").add(view.ui(heading))).add(el("p").add(text)))
    };
    list().add(part("urgent.say", "say")).add(part("urgent.happens", "happens"))
}

/// An alert's words.
pub fn words(view: &View<'_>, alert: &Alert, part: &str) -> String {
    view.say.find(&key(&["alert", &alert.id, part])).unwrap_or_default().to_owned()
}

/// The first so many services that may be for this person.
fn contactable<'a>(view: &View<'a>, services: &[ServiceIx], most: usize) -> Vec<(ServiceIx, &'a Service)> {
    let may_be_theirs = |ix: &ServiceIx| {
        let outcome = view.outcome.service(*ix)?;
        (outcome.verdict != Truth::False).then_some((*ix, outcome.service))
    };
    services.iter().filter_map(may_be_theirs).take(most).collect()
}

/// Every number of each service to call or text; where it has none, its first other contact.
fn first_contacts(view: &View<'_>, services: &[(ServiceIx, &Service)]) -> El {
    let dialled = |contact: &&Contact| matches!(contact.kind, ContactKind::Phone | ContactKind::Text);
    let row = |(_, service): &(ServiceIx, &Service)| {
        let numbers: Vec<&Contact> = service.contacts.iter().filter(dialled).collect();
        let shown = if numbers.is_empty() { service.contacts.iter().take(1).collect() } else { numbers };
        list()
            .add(el("li").class("name").add(view.name(service)))
            .all(shown.into_iter().map(|contact| contact::button(view, service, contact)))
    };
    services.iter().map(row).collect()
}
