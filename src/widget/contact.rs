//! A way to get in touch: tap to call, text, mail or open; or who to ask.

use yew::{Html, html};

use super::view::View;
use crate::bundle::{Contact, ContactKind, Service};

/// A contact as a large button, or as a line where there is nothing to tap.
pub fn button(view: &View<'_>, service: &Service, contact: &Contact) -> Html {
    let label = label(view, service, contact);
    match link(contact) {
        Some(link) => html! {
            <li><a class="contact" part="button" href={link.clone()} rel={is_web(contact).then_some("noopener noreferrer")}
                aria-label={spoken(contact, &label)}>{ label }{ shown(contact, service, view) }</a></li>
        },
        None => html! { <li><p class="ask">{ label }</p></li> },
    }
}

fn label(view: &View<'_>, service: &Service, contact: &Contact) -> String {
    view.say.text(&format!("service.{}.contact.{}", service.id, contact.id))
}

/// The number or address, where the label does not hold it already.
fn shown(contact: &Contact, service: &Service, view: &View<'_>) -> Html {
    if label(view, service, contact).contains(&contact.value) {
        return Html::default();
    }
    let value = match &contact.body {
        Some(body) => view.say.fill("ui.contact.text-body", &[("body", body), ("number", &contact.value)]),
        None => contact.value.clone(),
    };
    html! { <span class={if is_web(contact) { "value print-only" } else { "value" }}>{ value }</span> }
}

fn is_web(contact: &Contact) -> bool {
    contact.kind == ContactKind::Web
}

/// The link that a tap follows.
fn link(contact: &Contact) -> Option<String> {
    let value = &contact.value;
    let digits: String = value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    match contact.kind {
        ContactKind::Phone => Some(format!("tel:{digits}")),
        ContactKind::Text => Some(match &contact.body {
            Some(body) => format!("sms:{digits}?body={}", escape(body)),
            None => format!("sms:{digits}"),
        }),
        ContactKind::Web => Some(value.clone()),
        ContactKind::Email => Some(format!("mailto:{value}")),
        ContactKind::Visit | ContactKind::Person => None,
    }
}

fn escape(body: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric();
    body.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// A number is read out digit by digit.
fn spoken(contact: &Contact, label: &str) -> Option<String> {
    matches!(contact.kind, ContactKind::Phone | ContactKind::Text).then(|| {
        let digits: Vec<String> = contact.value.chars().filter(char::is_ascii_digit).map(String::from).collect();
        let body = contact.body.as_ref().map(|body| format!(" {body}")).unwrap_or_default();
        format!("{}{body} {}", label.replace(&contact.value, "").trim(), digits.join(" "))
    })
}
