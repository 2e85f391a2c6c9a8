//! What to do now: call, text, go, in that order, local help first; and a way on from here.

use super::alert;
use crate::msg::Msg;
use crate::view::View;
use nwd_core::bundle::{ContactKind, Severity};
use nwd_core::journey::ServiceOutcome;
use nwd_view::contact;
use nwd_view::{El, el, list};

/// The urgent page.
pub fn page(view: &View<'_>) -> El {
    let raised = view.outcome().alerts.first().copied();
    let emergency = raised.filter(|alert| alert.severity == Severity::Emergency);
    let heading = emergency.map_or_else(
        || view.page.ui("urgent.heading"),
        |alert| alert::words(view, alert, "title"),
    );
    let lead = emergency.map_or_else(
        || view.page.ui("urgent.lead"),
        |alert| alert::words(view, alert, "body"),
    );
    let services = services(view);
    el("section")
        .class("urgent")
        .part("urgent")
        .add(view.heading(heading))
        .add(el("p").class("lead").add(lead))
        .add(ways(view, &services, "urgent.call", &[ContactKind::Phone]))
        .add(ways(view, &services, "urgent.text", &[ContactKind::Text]))
        .add(ways(
            view,
            &services,
            "urgent.go",
            &[ContactKind::Visit, ContactKind::Person],
        ))
        .add(ways(
            view,
            &services,
            "urgent.online",
            &[ContactKind::Web, ContactKind::Email],
        ))
        .add(emergency.map(|alert| alert::what_happens(view, alert)))
        .add(el("p").class("nobody").add(view.page.ui("urgent.nobody")))
        .add(view.hint("urgent.on-hint"))
        .add(view.button("main", "urgent.on", Msg::GoOn).part("button"))
}

/// The services of the crisis panel, then those that raised alerts name, but none that is for
/// others.
fn services<'v>(view: &'v View<'_>) -> Vec<&'v ServiceOutcome<'v>> {
    let mut named = view.page.bundle.crisis.clone();
    for alert in &view.outcome().alerts {
        named.extend(alert.services_for(view.known));
    }
    view.outcome()
        .theirs(&[&named])
        .into_iter()
        .filter_map(|ix| view.outcome().service(ix))
        .collect()
}

fn ways(
    view: &View<'_>,
    services: &[&ServiceOutcome<'_>],
    heading: &str,
    kinds: &[ContactKind],
) -> Option<El> {
    let mut rows = list();
    // Each number and link once.
    let mut seen = Vec::new();
    for outcome in services {
        let mut contacts = outcome.contacts();
        contacts.retain(|contact| {
            let link = contact.link();
            let is_new = link.is_none() || !seen.contains(&link);
            seen.push(link);
            is_new && kinds.contains(&contact.kind)
        });
        if !contacts.is_empty() {
            rows = rows.add(contact::named(&view.page, outcome.service, &contacts));
        }
    }
    let rows = rows.unless_empty()?;
    let class = if heading == "urgent.call" {
        "contacts first"
    } else {
        "contacts"
    };
    Some(
        list()
            .add(el("h3").add(view.page.ui(heading)))
            .add(el("ul").class(class).add(rows)),
    )
}
