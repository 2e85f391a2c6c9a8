//! A way to get in touch: tap to call, text, mail or open; or who to ask.

use super::el::{Attr, El, el};
use super::view::View;
use crate::bundle::{Contact, ContactKind, Service, key};
use crate::journey::holds;

/// A contact as a large button, or as a line where there is nothing to tap.
pub fn button(view: &View<'_>, service: &Service, contact: &Contact) -> El {
    let label = label(view, service, contact);
    el("li").add(match contact.link() {
        Some(link) => el("a")
            .class("contact")
            .attr(Attr::Part, "button")
            .attr(Attr::Href, link.clone())
            .attr(Attr::Rel, is_web(contact).then_some("noopener noreferrer"))
            .attr(Attr::AriaLabel, spoken(contact, &label))
            .add(label)
            .add(shown(contact, service, view)),
        None => el("p").class("ask").add(label),
    })
}

fn label(view: &View<'_>, service: &Service, contact: &Contact) -> String {
    view.say.text(&key(&["service", &service.id, "contact", &contact.id]))
}

/// The number or address, where the label does not hold it already.
fn shown(contact: &Contact, service: &Service, view: &View<'_>) -> Option<El> {
    if holds(&label(view, service, contact), &contact.value) {
        return None;
    }
    let value = match &contact.body {
        Some(body) => view.say.fill("ui.contact.text-body", &[("body", body), ("number", &contact.value)]),
        None => contact.value.clone(),
    };
    Some(el("span").class(if is_web(contact) { "value print-only" } else { "value" }).add(value))
}

fn is_web(contact: &Contact) -> bool {
    contact.kind == ContactKind::Web
}

/// A number is read out digit by digit: '0800' is not eight hundred.
fn spoken(contact: &Contact, label: &str) -> Option<String> {
    let digit = |c: char| if c.is_ascii_digit() { format!("{c} ") } else { c.to_string() };
    let dialled = matches!(contact.kind, ContactKind::Phone | ContactKind::Text);
    dialled.then(|| {
        let number = if holds(label, &contact.value) { "" } else { &contact.value };
        [label, number].join(" ").chars().map(digit).collect::<String>().trim_end().to_owned()
    })
}
