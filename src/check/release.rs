//! What somebody must look at before release: numbers that cannot be dialled, urgent help that does not run, doubts, and
//! reviews that are due.

use phonenumber::country::Id;

use super::Lint;
use crate::bundle::{Bundle, Contact, ContactKind, Place, Service, ServiceIx, Status};
use crate::clock::Date;

/// Numbers that are dialled as they stand and that the numbering plan's general rules do not know.
const SPECIAL: &[&str] = &["08001111"];

/// The longest number that can be a short code, such as 999, 116123 or 85258.
const SHORT: usize = 6;

pub(super) fn lints(bundle: &Bundle, today: Date) -> Vec<Lint> {
    let mut found = Vec::new();
    let place = Place::ROOT;
    let services = place.key("services");
    for (at, service) in bundle.services.iter().enumerate() {
        let place = &services.item(at);
        contacts(service, place, &mut found);
        doubts(service, place, &mut found);
        if service.review < today {
            let message = format!("{} was to be looked at again by {}.", service.id, service.review);
            let help = "See whether it still holds, and set \"as_of\" and \"review\".";
            found.push(Lint::note("review-due", &place.key("review"), message, help));
        }
    }
    urgent_help(bundle, &mut found);
    found
}

/// A service that an alert or the crisis panel names must be there to be called.
fn urgent_help(bundle: &Bundle, found: &mut Vec<Lint>) {
    let place = Place::ROOT;
    let alerts = place.key("alerts");
    let mut closed = |list: &[ServiceIx], place: &Place<'_>| {
        for (at, service) in list.iter().enumerate().filter_map(|(at, ix)| Some((at, bundle.service(*ix)?))) {
            if service.status != Status::Running {
                let message = format!("{} is named for urgent help and is {}.", service.id, service.status.name());
                let help = "Name services that run, or see whether it does.";
                found.push(Lint::warning("urgent-help-closed", &place.item(at), message, help));
            }
        }
    };
    for (at, alert) in bundle.alerts.iter().enumerate() {
        closed(&alert.services, &alerts.item(at).key("services"));
    }
    closed(&bundle.crisis, &place.key("crisis"));
}

fn contacts(service: &Service, place: &Place<'_>, found: &mut Vec<Lint>) {
    let place = place.key("contacts");
    for (at, contact) in service.contacts.iter().enumerate() {
        let place = place.item(at);
        if is_odd(contact) {
            let message = format!("\"{}\" cannot be a number in the United Kingdom.", contact.value);
            found.push(Lint::warning(
                "odd-number",
                &place.key("value"),
                message,
                "Look for a digit too many or too few.",
            ));
        }
        if contact.verify {
            let message = match contact.value.as_str() {
                "" => format!("{}: no source gives the contact \"{}\".", service.id, contact.id),
                value => format!("{}: no source gives {value} (\"{}\").", service.id, contact.id),
            };
            found.push(Lint::note("to-verify", &place, message, "Ask the service, and remove \"verify\"."));
        }
    }
}

fn doubts(service: &Service, place: &Place<'_>, found: &mut Vec<Lint>) {
    let place = place.key("verify");
    for (at, doubt) in service.verify.iter().enumerate() {
        let message = format!("{}: the source leaves open: {}.", service.id, doubt.name());
        found.push(Lint::note(
            "to-verify",
            &place.item(at),
            message,
            "Ask the service, and take it out of \"verify\".",
        ));
    }
}

fn is_odd(contact: &Contact) -> bool {
    if !matches!(contact.kind, ContactKind::Phone | ContactKind::Text) {
        return false;
    }
    let digits: String = contact.value.chars().filter(|c| *c != ' ').collect();
    if digits.len() <= SHORT && !digits.starts_with('+') || SPECIAL.contains(&digits.as_str()) {
        return false;
    }
    !phonenumber::parse(Some(Id::GB), &digits).is_ok_and(|number| phonenumber::is_valid(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_numbers_are_told_from_good_ones() {
        for (value, odd) in [
            ("999", false),
            ("111", false),
            ("116 123", false),
            ("85258", false),
            ("18000", false),
            ("0800 1111", false),
            ("0800 068 4141", false),
            ("020 8356 5500", false),
            ("+44 20 8356 5500", false),
            ("07860 039967", false),
            ("020 8356 550", true),
            ("020 8356 55000", true),
            ("0999 999 9999", true),
        ] {
            let (id, body) = (String::new(), None);
            let contact = Contact { id, kind: ContactKind::Phone, value: value.into(), body, verify: false };
            assert_eq!(is_odd(&contact), odd, "{value}");
        }
    }
}
