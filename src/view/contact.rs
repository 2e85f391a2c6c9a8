//! A way to get in touch: tap to call, text, mail or open; or who to ask.

use crate::el::{Attr, El, el, list};
use crate::page::Page;
use nwd_core::bundle::{Contact, ContactKind, Service};
use nwd_core::journey::contact_words;
use nwd_core::keys::joined;

/// A contact as a large button, or as a line where there is nothing to tap.
pub fn button(page: &Page<'_>, service: &Service, contact: &Contact) -> El {
    let (label, value) = contact_words(service, contact, page.say);
    let is_web = contact.kind == ContactKind::Web;
    let rel = if is_web {
        Some("noopener noreferrer")
    } else {
        None
    };
    el("li").add(match contact.link() {
        Some(link) => el("a")
            .class("contact")
            .part("button")
            .attr(Attr::Href, link)
            .attr(Attr::Rel, rel)
            .attr(
                Attr::AriaLabel,
                spoken(
                    contact,
                    &label,
                    value.as_ref().map_or("", |_| &contact.value),
                ),
            )
            .add(label)
            .add(value.map(|value| {
                el("span")
                    .class(if is_web { "value print-only" } else { "value" })
                    .add(value)
            })),
        None => el("p").class("ask").add(label),
    })
}

/// A service's name, and contacts of it.
pub fn named(page: &Page<'_>, service: &Service, contacts: &[&Contact]) -> El {
    let buttons = contacts
        .iter()
        .map(|contact| button(page, service, contact));
    list()
        .add(el("li").class("name").add(page.name(service)))
        .all(buttons)
}

/// A number is read out digit by digit: '0800' is not eight hundred.
fn spoken(contact: &Contact, label: &str, number: &str) -> Option<String> {
    if !contact.kind.is_dialled() {
        return None;
    }
    let mut spoken = String::new();
    for c in joined(&[label, number], " ").chars() {
        spoken.push(c);
        if c.is_ascii_digit() {
            spoken.push(' ');
        }
    }
    Some(spoken.trim_end().to_owned())
}
