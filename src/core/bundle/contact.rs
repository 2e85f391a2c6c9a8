//! A way to get in touch, and the link that a tap follows.

use super::ContactKind;
use crate::clock::Date;

/// A way to get in touch.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The name that its label is filed under.
    pub id: String,
    /// What kind of contact.
    pub kind: ContactKind,
    /// The number, address or link, as people read it; empty for `visit` and `person`.
    pub value: String,
    /// What to write in a text message.
    pub body: Option<String>,
    /// No source gives this; it waits to be checked.
    pub verify: bool,
    /// The public page that it was read on.
    pub page: Option<Page>,
}

/// A public page that something is known from.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its https link.
    pub link: String,
    /// The day on which it was read.
    pub seen: Date,
}

impl Page {
    /// Whose page it is: the host of its link, without `www.`.
    pub fn host(&self) -> &str {
        let rest = self.link.strip_prefix("https://").unwrap_or(&self.link);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

impl ContactKind {
    /// What has a number.
    pub const DIALLED: [ContactKind; 2] = [ContactKind::Phone, ContactKind::Text];

    /// Whether it has a number.
    pub fn is_dialled(self) -> bool {
        ContactKind::DIALLED.contains(&self)
    }
}

impl Contact {
    /// What to use of these when it is urgent: the numbers to call and text; where there is none,
    /// the first with something to tap, or else the first.
    pub fn urgent(contacts: Vec<&Contact>) -> Vec<&Contact> {
        let mut urgent = contacts.clone();
        urgent.retain(|contact| contact.kind.is_dialled());
        if urgent.is_empty() {
            let first = contacts.iter().find(|contact| contact.link().is_some());
            urgent.extend(first.or_else(|| contacts.first()));
        }
        urgent
    }

    /// The link that a tap follows: https, mailto, tel or sms; none where there is only a place or
    /// a person.
    pub fn link(&self) -> Option<String> {
        let value = &self.value;
        let number: String = value.chars().filter(|c| *c != ' ').collect();
        match (self.kind, &self.body) {
            (ContactKind::Phone, _) => Some(format!("tel:{number}")),
            (ContactKind::Text, None) => Some(format!("sms:{number}")),
            (ContactKind::Text, Some(body)) => Some(format!("sms:{number}?body={}", percent(body))),
            (ContactKind::Web, _) => Some(value.clone()),
            (ContactKind::Email, _) => Some(format!("mailto:{value}")),
            (ContactKind::Visit | ContactKind::Person, _) => None,
        }
    }
}

/// Text as it may stand in a part of an address (RFC 3986).
fn percent(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}
