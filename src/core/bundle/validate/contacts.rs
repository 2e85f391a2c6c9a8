//! Contacts: links and numbers that are what they say and nothing else.

use super::{Ids, Validator};
use crate::bundle::{Contact, ContactKind, Page};
use crate::format::read::say;
use crate::format::{Code, Place, limits, wire};

impl Validator<'_> {
    /// The contacts of a service, and their ids.
    pub(super) fn contacts<'s>(
        &mut self,
        service: &'s wire::Service,
        place: &Place<'_>,
    ) -> (Vec<Contact>, Ids<'s>) {
        self.at_most(service.contacts.len(), limits::WAYS, place);
        let ids = self.ids(
            service
                .contacts
                .iter()
                .map(|contact| contact.id.as_str())
                .collect(),
            place,
        );
        let mut contacts = Vec::with_capacity(service.contacts.len());
        for (at, contact) in service.contacts.iter().enumerate() {
            let place = &place.item(at);
            if !self.faults.is_unread(&place.key("kind")) {
                self.contact_value(contact, place);
            }
            contacts.push(Contact {
                id: contact.id.clone(),
                kind: contact.kind,
                value: contact.value.clone().unwrap_or_default(),
                body: contact.body.clone(),
                verify: contact.verify,
                page: self.page(&contact.page, &contact.seen, place),
            });
        }
        (contacts, ids)
    }

    /// A public page, and the day on which it was read: both or neither.
    pub(super) fn page(
        &mut self,
        page: &Option<String>,
        seen: &Option<String>,
        place: &Place<'_>,
    ) -> Option<Page> {
        let (link, seen) = match (page, seen) {
            (Some(link), Some(seen)) => (link, seen),
            (None, None) => return None,
            (None, _) => return self.half(place, "page"),
            (_, None) => return self.half(place, "seen"),
        };
        if !is_web_link(link) {
            let shown: String = link.chars().take(80).collect();
            self.report(
                Code::UnsafeLink,
                &place.key("page"),
                say!("\"{shown}\" cannot stand here."),
                mend_link(link),
            );
        }
        let seen = self.date(seen, &place.key("seen"))?;
        let link = link.clone();
        Some(Page { link, seen })
    }

    fn half(&mut self, place: &Place<'_>, missing: &str) -> Option<Page> {
        self.report(
            Code::MissingKey,
            place,
            say!("\"{missing}\" is missing: a page has the day on which it was read."),
            say!("Write both, or neither."),
        );
        None
    }

    fn contact_value(&mut self, contact: &wire::Contact, place: &Place<'_>) {
        let place = &place.key("value");
        let value = contact.value.as_deref();
        let wanted = match (contact.kind, value) {
            (ContactKind::Visit | ContactKind::Person, None) => return,
            (ContactKind::Visit | ContactKind::Person, Some(_)) => {
                say!("Remove it: words say who or where.")
            }
            (_, None) => say!("Give its value, or say who to ask with the kind \"person\"."),
            (ContactKind::Web, Some(link)) if !is_web_link(link) => mend_link(link),
            (ContactKind::Email, Some(address)) if !is_email(address) => {
                say!("Write an email address alone.")
            }
            (ContactKind::Phone | ContactKind::Text, Some(number)) if !is_number(number) => {
                say!("Write a telephone number: digits and spaces, with + in front at the most.")
            }
            _ => return,
        };
        let wordless =
            matches!(contact.kind, ContactKind::Visit | ContactKind::Person) || value.is_none();
        let code = if wordless {
            Code::WrongContact
        } else {
            Code::UnsafeLink
        };
        let shown: String = value.unwrap_or("nothing").chars().take(80).collect();
        self.report(code, place, say!("\"{shown}\" cannot stand here."), wanted);
    }
}

/// Whether it leads to a public host: no name or port with it, and plain characters alone.
fn is_web_link(link: &str) -> bool {
    link.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        is_host(host) && is_plain(rest)
    })
}

/// Names between dots, two at least.
fn is_host(host: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.contains('.') && host.split('.').all(is_name)
}

fn is_email(address: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    address
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && name.bytes().all(allowed) && is_host(host))
}

fn is_number(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b' ')
}

fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"<>\"\\".contains(&byte))
}

/// How to mend a link; a character that cannot be seen is named.
fn mend_link(link: &str) -> String {
    match link.chars().find(|c| !c.is_ascii()) {
        Some(hidden) => say!(
            "Take out the character U+{:04X}: type the link anew.",
            u32::from(hidden)
        ),
        None => say!("Write an https:// link to a public host."),
    }
}
