//! The element's HTML: the crisis contacts and the fallback stand in it, so that they are there
//! without a script.

use crate::directory::escape;
use nwd_core::bundle::{Bundle, Contact, Service};
use nwd_core::journey::contact_lines;
use nwd_core::words::Speech;

/// The element, with these attributes of where its bundle is.
pub fn element(attributes: &str, bundle: &Bundle, speech: Speech<'_>) -> String {
    format!(
        "<no-wrong-door {attributes} lang=\"{}\">{}\n{}</no-wrong-door>",
        escape(bundle.words.default_locale()),
        crisis(bundle, speech),
        elsewhere(speech),
    )
}

/// Where else to find help.
fn elsewhere(speech: Speech<'_>) -> String {
    format!(
        "<p><a href=\"{}\">{}</a></p>",
        escape(&speech.text("embed.elsewhere-link")),
        escape(&speech.text("embed.elsewhere"))
    )
}

/// The crisis contacts as the page holds them, whether or not the element ever loads. In one
/// paragraph: the element shows its first lines until somebody opens it.
fn crisis(bundle: &Bundle, speech: Speech<'_>) -> String {
    let services = bundle.crisis.iter().filter_map(|ix| bundle.service(*ix));
    let items: String = services
        .map(|service| format!(" {}.", item(service, speech)))
        .collect();
    let now = escape(&speech.text("embed.heading"));
    format!(
        "<aside slot=\"crisis\" aria-label=\"{now}\">\
         <p><strong>{now}</strong>{items}</p></aside>"
    )
}

/// A service with what to use when it is urgent.
fn item(service: &Service, speech: Speech<'_>) -> String {
    let name = escape(&speech.text(&format!("service.{}.name", service.id)));
    let ways: Vec<String> = service
        .urgent_contacts()
        .into_iter()
        .map(|contact| way(service, contact, speech))
        .collect();
    format!("{name}: {}", ways.join(", "))
}

/// A contact, as a link where it is one.
fn way(service: &Service, contact: &Contact, speech: Speech<'_>) -> String {
    let line = escape(&contact_lines(service, contact, speech));
    match contact.link() {
        Some(link) => format!("<a href=\"{}\">{line}</a>", escape(&link)),
        None => line,
    }
}
