//! A way to get in touch: tap to call, text, mail or open; or who to ask.

use super::el::{Attr, El, el, list};
use super::view::Page;
use crate::bundle::{Contact, ContactKind, Service, key};
use crate::journey::holds;

/// A contact as a large button, or as a line where there is nothing to tap.
pub fn button(page: &Page<'_>, service: &Service, contact: &Contact) -> El {
    let label = label(page, service, contact);
    el("li").add(match contact.link() {
        Some(link) => el("a")
            .class("contact")
            .part("button")
            .attr(Attr::Href, link.clone())
            .attr(Attr::Rel, is_web(contact).then_some("noopener noreferrer"))
            .attr(Attr::AriaLabel, spoken(contact, &label))
            .add(label)
            .add(shown(contact, service, page)),
        None => el("p").class("ask").add(label),
    })
}

/// The contacts of these kinds.
pub fn of<'a>(service: &'a Service, kinds: &[ContactKind]) -> Vec<&'a Contact> {
    service.contacts.iter().filter(|contact| kinds.contains(&contact.kind)).collect()
}

/// A service's name, and contacts of it.
pub fn named(page: &Page<'_>, service: &Service, contacts: &[&Contact]) -> El {
    let buttons = contacts.iter().map(|contact| button(page, service, contact));
    list().add(el("li").class("name").add(page.name(service))).all(buttons)
}

fn label(page: &Page<'_>, service: &Service, contact: &Contact) -> String {
    page.say.text(&key(&["service", &service.id, "contact", &contact.id]))
}

/// The number or address, where the label does not hold it already.
fn shown(contact: &Contact, service: &Service, page: &Page<'_>) -> Option<El> {
    if holds(&label(page, service, contact), &contact.value) {
        return None;
    }
    let value = match &contact.body {
        Some(body) => page.say.fill("ui.contact.text-body", &[("body", body), ("number", &contact.value)]),
        None => contact.value.clone(),
    };
    Some(el("span").class(if is_web(contact) { "value print-only" } else { "value" }).add(value))
}

fn is_web(contact: &Contact) -> bool {
    contact.kind == ContactKind::Web
}

/// A number is read out digit by digit: '0800' is not eight hundred.
fn spoken(contact: &Contact, label: &str) -> Option<String> {
    let dialled = matches!(contact.kind, ContactKind::Phone | ContactKind::Text);
    dialled.then(|| {
        let number = if holds(label, &contact.value) { "" } else { &contact.value };
        let mut spoken = String::new();
        for c in label.chars().chain([' ']).chain(number.chars()) {
            spoken.push(c);
            if c.is_ascii_digit() {
                spoken.push(' ');
            }
        }
        spoken.trim_end().to_owned()
    })
}
