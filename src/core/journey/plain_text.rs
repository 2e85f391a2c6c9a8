//! The results in plain text: what somebody copies, and the lines that the widget shares with it.

use super::hours::OpenNow;
use super::outcome::Outcome;
use super::service::ServiceOutcome;
use crate::bundle::{Bundle, Contact, ContactKind, Day, Hours, Service};
use crate::clock::Time;
use crate::keys::{joined, key};
use crate::words::Speech;

/// The results as plain text: whom to turn to when it is urgent, then each other service that fits
/// and how to reach it. No answer is in it.
pub fn as_text(bundle: &Bundle, outcome: &Outcome<'_>, say: Speech<'_>) -> String {
    let mut lines = vec![say.text("ui.results.heading"), String::new()];
    let mut urgent = Vec::new();
    for alert in &outcome.alerts {
        urgent.extend(alert.services_for(&outcome.known));
    }
    urgent.extend(&bundle.crisis);
    lines.push(say.text("ui.urgent.heading"));
    for ix in outcome.theirs(&[&urgent]) {
        lines.extend(bundle.service(ix).map(|service| short(service, say)));
    }
    let page = outcome.arrange();
    under(&mut lines, say.text("ui.start.heading"), &page.start, say);
    for (group, services) in &page.fits {
        let id = bundle.groups.get(*group).map_or("", |group| &group.id);
        under(
            &mut lines,
            say.text(&key(&["group", id, "title"])),
            services,
            say,
        );
    }
    lines.push(String::new());
    lines.push(say.text("ui.results.copied-note"));
    joined(&lines, "\n") + "\n"
}

/// Services under a heading; nothing where there are none.
fn under(
    lines: &mut Vec<String>,
    heading: String,
    services: &[&ServiceOutcome<'_>],
    say: Speech<'_>,
) {
    if !services.is_empty() {
        lines.extend([String::new(), heading]);
    }
    for outcome in services {
        lines.push(String::new());
        lines.extend(service_lines(outcome, say));
    }
}

fn short(service: &Service, say: Speech<'_>) -> String {
    let name = say.text(&key(&["service", &service.id, "name"]));
    let contacts: Vec<String> = service
        .contacts
        .iter()
        .map(|contact| contact_lines(service, contact, say))
        .collect();
    format!("- {name}: {}", joined(&contacts, "; "))
}

/// A service in plain text: its name, what it is, the way in for this asker, and when it is open.
pub fn service_lines(outcome: &ServiceOutcome<'_>, say: Speech<'_>) -> Vec<String> {
    let service = outcome.service;
    let word = |part: &str| {
        say.find(&key(&["service", &service.id, part]))
            .map(str::to_owned)
    };
    let mut lines: Vec<String> = [word("name"), word("summary")]
        .into_iter()
        .flatten()
        .collect();
    if let Some(route) = outcome.way_in() {
        lines.extend(word(&format!("route.{}", route.who.name())));
        let contacts = route
            .contacts
            .iter()
            .filter_map(|at| service.contacts.get(*at));
        lines.extend(contacts.map(|contact| format!("- {}", contact_lines(service, contact, say))));
    }
    lines.extend(hours_line(service, say));
    lines
}

/// A contact as one line.
pub fn contact_lines(service: &Service, contact: &Contact, say: Speech<'_>) -> String {
    match contact_words(service, contact, say) {
        (label, Some(value)) => joined(&[label, value], ": "),
        (label, None) => label,
    }
}

/// A contact's label, and its number or address where the label does not hold it.
pub fn contact_words(
    service: &Service,
    contact: &Contact,
    say: Speech<'_>,
) -> (String, Option<String>) {
    let label = say.text(&key(&["service", &service.id, "contact", &contact.id]));
    if holds(&label, &contact.value) {
        return (label, None);
    }
    let value = match (contact.kind, &contact.body) {
        (ContactKind::Text, Some(body)) => say.fill(
            "ui.contact.text-body",
            &[("body", body), ("number", &contact.value)],
        ),
        _ => contact.value.clone(),
    };
    (label, Some(value))
}

/// Whether a label already says a value. (The general search of a text in a text weighs more than
/// all that is here.)
fn holds(label: &str, value: &str) -> bool {
    value.is_empty()
        || label
            .as_bytes()
            .windows(value.len())
            .any(|part| part == value.as_bytes())
}

/// When a service is open, in words; none where nobody knows.
pub fn hours_line(service: &Service, say: Speech<'_>) -> Option<String> {
    if let Some(own) = say.find(&key(&["service", &service.id, "hours"])) {
        return Some(own.to_owned());
    }
    match service.hours.as_ref()? {
        Hours::Always => Some(say.text("ui.hours.always")),
        Hours::Weekly(openings) => {
            let stretches = openings.iter().map(|opening| {
                let (from, to) = (say.time(opening.from), say.time(opening.to));
                say.fill(
                    "ui.hours.stretch",
                    &[
                        ("days", &days(&opening.days, say)),
                        ("from", &from),
                        ("to", &to),
                    ],
                )
            });
            Some(joined(&stretches.collect::<Vec<_>>(), "; "))
        }
    }
}

/// Whether it is open now, or when it next is, in words.
pub fn open_line(open: OpenNow, say: Speech<'_>) -> String {
    let (key, day, time) = match open {
        OpenNow::Always => return say.text("ui.open.always"),
        OpenNow::Until { in_days, day, at } => {
            // A night belongs to the day that it began on.
            let today = in_days == 0 || in_days == 1 && at <= Time::NOON;
            let key = if today {
                "ui.open.until"
            } else {
                "ui.open.until-day"
            };
            (key, day, at)
        }
        OpenNow::Opens { in_days, day, at } => {
            let key = match in_days {
                0 => "ui.open.today",
                1 => "ui.open.tomorrow",
                7 => "ui.open.week",
                _ => "ui.open.later",
            };
            (key, day, at)
        }
    };
    let day = say.text(&format!("day.{}", day.name()));
    say.fill(key, &[("time", &say.time(time)), ("day", &day)])
}

/// 'every day', 'Monday to Friday', or the days one by one.
fn days(days: &[Day], say: Speech<'_>) -> String {
    let name = |day: &Day| say.text(&format!("day.{}", day.name()));
    match days {
        _ if days.len() == Day::ALL.len() => say.text("day.all"),
        [first, .., last]
            if days.len() > 2
                && days
                    .windows(2)
                    .all(|pair| matches!(pair, [a, b] if *a as u8 + 1 == *b as u8)) =>
        {
            say.fill(
                "day.range",
                &[("first", &name(first)), ("last", &name(last))],
            )
        }
        _ => say.both(&days.iter().map(name).collect::<Vec<_>>()),
    }
}
