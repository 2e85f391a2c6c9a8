//! A service for search engines, in the words of schema.org (JSON-LD).
//!
//! What still has to be checked is left out: this form has no place for a doubt, and who finds a
//! number by a search may never see the page that has one.

use serde_json::{Map, Value, json};

use super::{Directory, stage};
use nwd_core::bundle::{Contact, ContactKind, Cost, Day, Doubt, Hours, Service, Status};
use nwd_core::clock::Time;

impl Directory<'_> {
    /// A service as JSON that can stand in a page; none where it does not surely run.
    pub(super) fn structured_data(&self, service: &Service) -> Option<String> {
        if service.status != Status::Running || service.may_have_ended() {
            return None;
        }
        let path = format!("service/{}.html", service.id);
        let facts = [
            ("@context", Some(json!("https://schema.org"))),
            ("@type", Some(json!("Service"))),
            ("name", Some(json!(self.page.name(service)))),
            (
                "description",
                self.page.service(service, "summary").map(Value::from),
            ),
            (
                "url",
                self.site.base.as_ref().map(|base| json!(base.join(&path))),
            ),
            ("areaServed", self.area_served(service)),
            ("audience", self.people(service)),
            ("availableChannel", channels(service)),
            ("hoursAvailable", opening(service)),
            ("offers", offer(service)),
        ];
        let facts: Map<String, Value> = facts
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        // Nothing in it can end the element that it stands in.
        Some(Value::Object(facts).to_string().replace('<', "\\u003c"))
    }

    /// The area of a local service.
    fn area_served(&self, service: &Service) -> Option<Value> {
        if !self.bundle().is_local(service) {
            return None;
        }
        let name = self.area_name(&service.area)?;
        Some(json!({ "@type": "AdministrativeArea", "name": name }))
    }

    /// The ages that it is for, where it is not for all.
    fn people(&self, service: &Service) -> Option<Value> {
        if service.verify.contains(&Doubt::Age) {
            return None;
        }
        let (min, max) = stage::ages(self.bundle(), service);
        let ages = [("requiredMinAge", min), ("requiredMaxAge", max)];
        let mut people = Map::new();
        for (name, age) in ages {
            if let Some(age) = age {
                people.insert(name.to_owned(), json!(age));
            }
        }
        if people.is_empty() {
            return None;
        }
        people.insert("@type".to_owned(), json!("PeopleAudience"));
        Some(Value::Object(people))
    }
}

/// The ways to reach it that are known for sure.
fn channels(service: &Service) -> Option<Value> {
    let sure = service.contacts.iter().filter(|contact| !contact.verify);
    listed(sure.filter_map(channel).collect())
}

fn channel(contact: &Contact) -> Option<Value> {
    let number = || json!({ "@type": "ContactPoint", "telephone": contact.value });
    let (name, value) = match contact.kind {
        ContactKind::Phone => ("servicePhone", number()),
        ContactKind::Text => ("serviceSmsNumber", number()),
        ContactKind::Web => ("serviceUrl", json!(contact.value)),
        ContactKind::Email | ContactKind::Visit | ContactKind::Person => return None,
    };
    Some(json!({ "@type": "ServiceChannel", name: value }))
}

/// When it is open.
fn opening(service: &Service) -> Option<Value> {
    if service.verify.contains(&Doubt::Hours) {
        return None;
    }
    let stretches = match service.hours.as_ref()? {
        Hours::Always => vec![stretch(Day::ALL, Time::default(), Time::END)],
        Hours::Weekly(openings) => openings
            .iter()
            .map(|opening| stretch(&opening.days, opening.from, opening.to))
            .collect(),
    };
    listed(stretches)
}

fn stretch(days: &[Day], from: Time, to: Time) -> Value {
    let days: Vec<&str> = days.iter().copied().map(day).collect();
    // A day of this form has no 24:00.
    let to = if to == Time::END {
        "23:59".to_owned()
    } else {
        to.to_string()
    };
    json!({
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": days,
        "opens": from.to_string(),
        "closes": to,
    })
}

fn day(day: Day) -> &'static str {
    match day {
        Day::Mon => "https://schema.org/Monday",
        Day::Tue => "https://schema.org/Tuesday",
        Day::Wed => "https://schema.org/Wednesday",
        Day::Thu => "https://schema.org/Thursday",
        Day::Fri => "https://schema.org/Friday",
        Day::Sat => "https://schema.org/Saturday",
        Day::Sun => "https://schema.org/Sunday",
    }
}

/// What it costs, where that is nothing.
fn offer(service: &Service) -> Option<Value> {
    if service.cost != Some(Cost::Free) {
        return None;
    }
    Some(json!({ "@type": "Offer", "price": 0, "priceCurrency": "GBP" }))
}

/// A list; none where there is nothing in it.
fn listed(values: Vec<Value>) -> Option<Value> {
    if values.is_empty() {
        return None;
    }
    Some(Value::Array(values))
}
