//! What somebody has just said that must not wait: its words, its first number, and on.

use super::alert;
use crate::msg::Msg;
use crate::view::View;
use nwd_core::journey::ServiceOutcome;
use nwd_view::{El, el};

/// What an answer raised, gravest first.
pub fn page(view: &View<'_>, nth: usize) -> Option<El> {
    let raised = view.walk.heard(nth, view.outcome());
    let heading = alert::words(view, raised.first()?, "title");
    let mut page = el("section")
        .class("heard urgent")
        .part("urgent")
        .add(view.back())
        .add(el("p").class("kind").add(view.page.ui("heard.thanks")))
        .add(view.heading(heading));
    let mut named = Vec::new();
    for (at, alert) in raised.into_iter().enumerate() {
        let first = alert::to_dial(view, &alert.services_for(view.known), &named);
        page = if at == 0 {
            page.add(el("p").class("lead").add(alert::words(view, alert, "body")))
                .add(alert::contacts(view, first.as_slice()))
                .add(alert::what_happens(view, alert))
        } else {
            page.add(alert::said(view, alert, first.as_slice()))
        };
        let outcome = first.and_then(|ix| view.outcome().service(ix));
        named.extend(outcome.map(ServiceOutcome::urgent_link));
    }
    let page = page
        .add(el("p").class("nobody").add(view.page.ui("urgent.nobody")))
        .add(view.hint("heard.on-hint"))
        .add(view.button("main", "heard.on", Msg::GoOn).part("button"));
    Some(page)
}
