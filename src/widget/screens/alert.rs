//! What must be said first: a strip above the results, or the whole of the urgent page.

use crate::view::View;
use nwd_core::bundle::{Alert, Service, ServiceIx};
use nwd_core::domain::FactIx;
use nwd_core::keys::joined;
use nwd_core::search::raised_by;
use nwd_view::contact;
use nwd_view::{Attr, El, el, list};

/// Services named in one alert, at most: more would be a list to choose from, not somebody to call.
const MAX_NAMED: usize = 3;

/// What is raised: by the answers, and by a questionnaire.
pub fn raised<'a>(view: &View<'a>) -> Vec<&'a Alert> {
    let flagged = view
        .flagged
        .iter()
        .filter_map(|at| view.page.bundle.alerts.get(*at));
    let mut raised = view.outcome().alerts.clone();
    raised.extend(flagged.filter(|alert| {
        !view
            .outcome()
            .alerts
            .iter()
            .any(|other| other.id == alert.id)
    }));
    raised
}

/// The raised alerts above the results; who was named once, or is reached by the same link, is not
/// named again.
pub fn strips(view: &View<'_>) -> El {
    let mut named: Vec<(ServiceIx, Option<String>)> = Vec::new();
    let mut strips = list();
    for alert in raised(view) {
        let mut first = Vec::new();
        for ix in view.outcome().theirs(&[&alert.services_for(view.known)]) {
            let link = view.page.bundle.service(ix).and_then(Service::first_link);
            let said = named
                .iter()
                .any(|(other, there)| *other == ix || link.is_some() && *there == link);
            if first.len() < MAX_NAMED && !said {
                named.push((ix, link));
                first.push(ix);
            }
        }
        strips = strips.add(strip(view, alert, &first));
    }
    strips
}

/// The gravest alert that a value would raise, with the first of its services to call or text: what
/// a search that means danger is answered with at once.
pub fn answer(view: &View<'_>, fact: FactIx, value: u8) -> Option<El> {
    let alert = raised_by(view.page.bundle, fact, value).next()?;
    let mut services = view.outcome().theirs(&[&alert.services]).into_iter();
    let first = services.find(|ix| {
        let service = view.page.bundle.service(*ix);
        service.is_some_and(|service| {
            let contacts = service.urgent_contacts();
            contacts.iter().any(|contact| contact.kind.is_dialled())
        })
    });
    Some(strip(view, alert, first.as_slice()))
}

fn strip(view: &View<'_>, alert: &Alert, services: &[ServiceIx]) -> El {
    let id = joined(&["alert", &alert.id], "-");
    el("section")
        .class("alert")
        .part("alert")
        .attr(Attr::AriaLabelledby, id.clone())
        .add(
            el("p")
                .class("kind")
                .add(view.page.text("ui", "severity", alert.severity.name())),
        )
        .add(el("h3").id(id).add(words(view, alert, "title")))
        .add(el("p").add(words(view, alert, "body")))
        .add(
            el("ul")
                .class("contacts")
                .all(services.iter().filter_map(|ix| contacts(view, *ix))),
        )
        .add(what_happens(view, alert))
}

/// What to say, and what happens then.
pub fn what_happens(view: &View<'_>, alert: &Alert) -> El {
    let part = |heading: &str, part: &str| {
        let text = view.page.find("alert", &alert.id, part)?;
        Some(
            el("details")
                .add(el("summary").add(view.page.ui(heading)))
                .add(el("p").add(text)),
        )
    };
    list()
        .add(part("urgent.say", "say"))
        .add(part("urgent.happens", "happens"))
}

/// An alert's words.
pub fn words(view: &View<'_>, alert: &Alert, part: &str) -> String {
    view.page.find("alert", &alert.id, part).unwrap_or_default()
}

fn contacts(view: &View<'_>, service: ServiceIx) -> Option<El> {
    let service = view.page.bundle.service(service)?;
    let contacts = service.urgent_contacts();
    Some(contact::named(&view.page, service, &contacts))
}
