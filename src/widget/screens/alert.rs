//! What must be said first: a block above the results, and parts of the screens that are about it.

use crate::view::View;
use nwd_core::bundle::{Alert, ServiceIx};
use nwd_core::domain::FactIx;
use nwd_core::journey::ServiceOutcome;
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

/// What is raised, in one block above all else. Where a step below it is of an alert, the step says
/// whom to turn to, and the alert is behind its title if it is not the gravest. No link stands twice.
pub fn block(view: &View<'_>, steps: &[&ServiceOutcome<'_>]) -> Option<El> {
    let raised = raised(view);
    let mut named = Vec::new();
    for step in steps {
        named.push((step.ix, step.urgent_link()));
    }
    let gravest = raised.first()?;
    let mut block = beginning(view, gravest);
    for alert in &raised {
        let services = alert.services_for(view.known);
        let has_step = steps.iter().any(|step| services.contains(&step.ix));
        block = if !has_step {
            block.add(said(view, alert, &new_to(view, &services, &mut named)))
        } else if alert.id == gravest.id {
            block.add(said(view, alert, &[]))
        } else {
            block.add(folded(view, alert))
        };
    }
    Some(block)
}

/// An alert behind its title.
fn folded(view: &View<'_>, alert: &Alert) -> El {
    el("details")
        .add(el("summary").id(id(alert)).add(words(view, alert, "title")))
        .add(el("p").add(words(view, alert, "body")))
        .add(what_happens(view, alert))
}

/// Those of an alert's services to name that were not named yet, nor are reached by the same link.
fn new_to(
    view: &View<'_>,
    services: &[ServiceIx],
    named: &mut Vec<(ServiceIx, Option<String>)>,
) -> Vec<ServiceIx> {
    let mut new = Vec::new();
    for ix in view.outcome().theirs(&[services]) {
        let link = view
            .outcome()
            .service(ix)
            .and_then(ServiceOutcome::urgent_link);
        let was_named = named
            .iter()
            .any(|(other, there)| *other == ix || link.is_some() && *there == link);
        if new.len() < MAX_NAMED && !was_named {
            named.push((ix, link));
            new.push(ix);
        }
    }
    new
}

/// The gravest alert that a value would raise, with the first of its services to call or text: what
/// a search that means danger is answered with at once.
pub fn answer(view: &View<'_>, fact: FactIx, value: u8) -> Option<El> {
    let alert = raised_by(view.page.bundle, fact, value).next()?;
    let first = to_dial(view, &alert.services, &[]);
    Some(beginning(view, alert).add(said(view, alert, first.as_slice())))
}

/// An alert by itself, with whom to turn to.
pub fn alone(view: &View<'_>, alert: &Alert) -> El {
    let services = alert.services_for(view.known);
    let named = new_to(view, &services, &mut Vec::new());
    beginning(view, alert).add(said(view, alert, &named))
}

/// The first of these services to call or text, but for what is reached by a link that was named.
pub fn to_dial(
    view: &View<'_>,
    services: &[ServiceIx],
    named: &[Option<String>],
) -> Option<ServiceIx> {
    let mut theirs = view.outcome().theirs(&[services]).into_iter();
    theirs.find(|ix| {
        view.outcome().service(*ix).is_some_and(|outcome| {
            let contacts = outcome.urgent_contacts();
            contacts.iter().any(|contact| contact.kind.is_dialled())
                && !named.contains(&outcome.urgent_link())
        })
    })
}

fn beginning(view: &View<'_>, alert: &Alert) -> El {
    el("section")
        .class("alert")
        .part("alert")
        .attr(Attr::AriaLabelledby, id(alert))
        .add(
            el("p")
                .class("kind")
                .add(view.page.text("ui", "severity", alert.severity.name())),
        )
}

/// An alert in full: its title, what it says, and whom to turn to.
pub fn said(view: &View<'_>, alert: &Alert, services: &[ServiceIx]) -> El {
    list()
        .add(el("h3").id(id(alert)).add(words(view, alert, "title")))
        .add(el("p").add(words(view, alert, "body")))
        .add(contacts(view, services))
        .add(what_happens(view, alert))
}

fn id(alert: &Alert) -> String {
    joined(&["alert", &alert.id], "-")
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
    el("div")
        .class("asides")
        .add(part("urgent.say", "say"))
        .add(part("urgent.happens", "happens"))
}

/// An alert's words.
pub fn words(view: &View<'_>, alert: &Alert, part: &str) -> String {
    view.page.find("alert", &alert.id, part).unwrap_or_default()
}

/// What to use of these services when it is urgent.
pub fn contacts(view: &View<'_>, services: &[ServiceIx]) -> Option<El> {
    let mut rows = list();
    for outcome in services.iter().filter_map(|ix| view.outcome().service(*ix)) {
        rows = rows.add(contact::named(
            &view.page,
            outcome.service,
            &outcome.urgent_contacts(),
        ));
    }
    Some(el("ul").class("contacts first").add(rows.unless_empty()?))
}
