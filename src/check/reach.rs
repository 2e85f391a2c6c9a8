//! Numbers and links that reach nobody, cost somebody, or tell others who follows them.

use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use phonenumber::{PhoneNumber, Type};

use nwd_core::bundle::{Contact, ContactKind};
use nwd_core::format::{Code, Lint, Place};

/// Short numbers that are called as they stand: emergencies, helplines of the 116 series, Relay UK.
const SHORT_CALLS: &[&str] = &[
    "999", "112", "101", "105", "111", "119", "159", "116000", "116006", "116111", "116117",
    "116123", "18000", "18001",
];
/// Helplines with numbers of their own that the numbering plan's general rules do not know.
const SPECIAL: &[&str] = &["08001111"];
/// The length of the short codes that are texted; they begin with 6, 7 or 8.
const TEXT_CODE: std::ops::RangeInclusive<usize> = 5..=6;
/// Parts of a link that say where somebody came from.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "dclid", "msclkid", "igshid", "twclid", "yclid", "mc_cid", "mc_eid",
    "_hsenc", "_hsmi", "mkt_tok", "vero_id",
];

/// What is wrong with a contact's value, if anything.
pub(super) fn lint(contact: &Contact, place: &Place<'_>) -> Option<Lint> {
    let value = &contact.value;
    let (code, why, help) = match contact.kind {
        ContactKind::Phone | ContactKind::Text => {
            let (why, help) = odd_number(contact.kind, value)?;
            (Code::OddNumber, why, help)
        }
        ContactKind::Web => {
            let (why, help) = telling_link(value)?;
            (Code::TellingLink, why, help)
        }
        _ => return None,
    };
    let message = format!("\"{value}\" {why}.");
    Some(Lint::warning(code, &place.key("value"), message, help))
}

/// What is wrong, and the remedy.
type Odd = (&'static str, &'static str);

fn odd_number(kind: ContactKind, value: &str) -> Option<Odd> {
    let digits: String = value.chars().filter(|c| *c != ' ').collect();
    let is_text = kind == ContactKind::Text;
    if is_short(&digits) {
        return odd_short(is_text, &digits);
    }
    if digits.starts_with("+440") {
        return Some((
            "has a 0 after +44",
            "Leave the 0 out, or write it without +44.",
        ));
    }
    if !digits.starts_with(['+', '0']) {
        return Some((
            "begins with neither 0 nor +",
            "Write the whole number: a spreadsheet may have taken the first 0, or the +.",
        ));
    }
    if SPECIAL.contains(&digits.as_str()) {
        return None;
    }
    let digit = "Look for a digit too many or too few.";
    let parsed = phonenumber::parse(Some(Id::GB), &digits).ok();
    match parsed.filter(PhoneNumber::is_valid) {
        None => Some(("cannot be a number in the United Kingdom", digit)),
        Some(number) => odd_kind(is_text, number.number_type(&DATABASE)),
    }
}

/// So short that no exchange has it.
fn is_short(digits: &str) -> bool {
    digits.len() <= *TEXT_CODE.end() && !digits.starts_with('+')
}

fn odd_short(is_text: bool, digits: &str) -> Option<Odd> {
    let is_code = TEXT_CODE.contains(&digits.len()) && digits.starts_with(['6', '7', '8']);
    match (is_text, is_code, SHORT_CALLS.contains(&digits)) {
        (true, true, _) | (false, _, true) => None,
        (true, ..) => Some((
            "cannot be texted by everybody",
            "Give a short code or a mobile number; 999 takes texts of registered phones alone.",
        )),
        (false, ..) => Some((
            "is no short number that is known",
            "Look for a digit that is wrong or missing.",
        )),
    }
}

fn odd_kind(is_text: bool, kind: Type) -> Option<Odd> {
    match kind {
        Type::PremiumRate | Type::SharedCost | Type::PersonalNumber => Some((
            "costs those who call more than an ordinary call",
            "Give a free number, or one that begins with 01, 02 or 03.",
        )),
        Type::Pager => Some(("is a pager", "Give a number that somebody answers.")),
        Type::Mobile | Type::FixedLineOrMobile => None,
        _ if is_text => Some((
            "is no mobile number",
            "A text to another line is read out or lost: give a mobile number or a short code.",
        )),
        _ => None,
    }
}

/// A link that says who follows it, or that leads over another place.
fn telling_link(link: &str) -> Option<Odd> {
    let rest = link.strip_prefix("https://").unwrap_or(link);
    let (host, after) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if host.split('.').any(|part| part.starts_with("xn--")) {
        return Some((
            "has a host whose letters may look like others",
            "Compare it letter by letter with the service's own, and give a name in plain letters.",
        ));
    }
    let query = after.split_once('?').map_or("", |(_, query)| query);
    let mut parts = query.split('#').next().unwrap_or_default().split('&');
    let found = parts.find_map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let (name, value) = (name.to_ascii_lowercase(), value.to_ascii_lowercase());
        let is_address = value.contains("%40") || value.contains('@');
        let leads_on =
            value.starts_with("http") && (value.contains("%3a") || value.contains("://"));
        let is_tracking = name.starts_with("utm_") || TRACKING.contains(&name.as_str());
        match (is_address, leads_on, is_tracking) {
            (true, ..) => Some("has somebody's address in it"),
            (_, true, _) => Some("leads over another website, which learns who follows it"),
            (.., true) => Some("tells where somebody came from"),
            _ => None,
        }
    });
    found.map(|why| {
        (
            why,
            "Open it, and give the address of the page itself, without what follows the ?.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: ContactKind, value: &str) -> Option<&'static str> {
        let odd = match kind {
            ContactKind::Web => telling_link(value),
            _ => odd_number(kind, value),
        };
        odd.map(|(why, _)| why)
    }

    #[test]
    fn good_ones_are_left_alone() {
        let phones = [
            "999",
            "111",
            "116 123",
            "18000",
            "0800 1111",
            "0800 068 4141",
            "020 8356 5500",
            "+44 20 8356 5500",
            "07860 039967",
            "0300 123 4496",
            "+353 1 800 0000",
        ];
        let texts = ["85258", "07520 618850", "+44 7520 618850"];
        let links = [
            "https://www.nhs.uk/",
            "https://help.example.org/find?id=7&page=2#top",
            "https://help.example.org/a@b",
        ];
        let all = [
            (ContactKind::Phone, &phones[..]),
            (ContactKind::Text, &texts[..]),
            (ContactKind::Web, &links[..]),
        ];
        for (kind, values) in all {
            for value in values {
                assert_eq!(found(kind, value), None, "{value}");
            }
        }
    }

    #[test]
    fn others_are_found_by_what_is_wrong() {
        for (kind, value, wanted) in [
            (ContactKind::Phone, "020 8356 550", "cannot be"),
            (ContactKind::Phone, "020 8356 55000", "cannot be"),
            (ContactKind::Phone, "0999 999 9999", "cannot be"),
            (ContactKind::Phone, "+44 020 7946 0018", "0 after +44"),
            (ContactKind::Phone, "+4407860 039967", "0 after +44"),
            (ContactKind::Phone, "20 7946 0018", "neither"),
            (ContactKind::Phone, "44 20 7946 0018", "neither"),
            (ContactKind::Phone, "7860 039967", "neither"),
            (ContactKind::Phone, "0", "no short number"),
            (ContactKind::Phone, "7", "no short number"),
            (ContactKind::Phone, "116 124", "no short number"),
            (ContactKind::Phone, "999 999", "no short number"),
            (ContactKind::Phone, "0909 879 0000", "costs"),
            (ContactKind::Phone, "0871 222 3333", "costs"),
            (ContactKind::Phone, "0844 222 3333", "costs"),
            (ContactKind::Text, "020 7946 0018", "no mobile"),
            (ContactKind::Text, "0800 068 4141", "no mobile"),
            (ContactKind::Text, "999", "cannot be texted"),
            (ContactKind::Text, "1234", "cannot be texted"),
            (
                ContactKind::Web,
                "https://help.example.org/?fbclid=abc",
                "tells",
            ),
            (
                ContactKind::Web,
                "https://help.example.org/a?b=1&utm_source=mail",
                "tells",
            ),
            (
                ContactKind::Web,
                "https://eu1.guard.example/?url=https%3A%2F%2Fhelp.example.org",
                "leads over",
            ),
            (
                ContactKind::Web,
                "https://guard.example/?u=http://help.example.org",
                "leads over",
            ),
            (
                ContactKind::Web,
                "https://help.example.org/?me=editor%40council.example",
                "address",
            ),
            (ContactKind::Web, "https://xn--nhs-abc.example/", "letters"),
        ] {
            let why = found(kind, value).unwrap_or_default();
            assert!(why.contains(wanted), "{value}: {why}");
        }
    }
}
