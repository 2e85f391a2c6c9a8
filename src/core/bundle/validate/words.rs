//! Words: those that a page could not do without.

use super::Validator;
use crate::format::read::say;
use crate::format::{Code, Place, wire};
use crate::keys::key;
use crate::words::catalogue::{ALERT, FACT, GROUP, MODULE, Parts, SCREEN, SERVICE, SOURCE};

impl Validator<'_> {
    /// Reports the words that a page could not do without and that the bundle's own language lacks.
    pub(super) fn words(&mut self) {
        let (root, wire) = (Place::ROOT, self.wire);
        if self.faults.is_unread(&root.key("default_locale")) {
            return;
        }
        let locales = root.key("locales");
        let place = locales.key(&wire.default_locale);
        let Some(words) = wire.locales.get(&wire.default_locale) else {
            self.report(
                Code::MissingWords,
                &place,
                say!("The bundle's own language has no words."),
                say!("Add its locale files."),
            );
            return;
        };
        for key in self.needed_words() {
            // What has no id is called by no words.
            let nameless = key.split('.').any(str::is_empty);
            if !nameless && words.0.get(&key).is_none_or(|text| text.trim().is_empty()) {
                let message = say!("\"{key}\" has no words.");
                self.report(
                    Code::MissingWords,
                    &place.key(&key),
                    message,
                    say!("Add them to the locale file."),
                );
            }
        }
    }

    fn needed_words(&self) -> Vec<String> {
        let (root, wire) = (Place::ROOT, self.wire);
        let mut keys = Vec::new();
        for (_, fact) in self.facts.iter() {
            let id = &fact.id;
            needed(FACT, id, &mut keys);
            let values = fact.domain.values().iter();
            keys.extend(values.map(|value| key(&["fact", id, "value", value])));
            let sections = fact.sections.iter();
            keys.extend(sections.map(|section| key(&["fact", id, "section", &section.id])));
            if let Some(screen) = &fact.screen {
                needed(SCREEN, screen, &mut keys);
            }
        }
        for group in &wire.groups {
            needed(GROUP, &group.id, &mut keys);
        }
        for alert in &wire.alerts {
            needed(ALERT, &alert.id, &mut keys);
        }
        for source in &wire.sources {
            needed(SOURCE, &source.id, &mut keys);
        }
        for module in &wire.modules {
            let id = &module.id;
            needed(MODULE, id, &mut keys);
            for (part, names) in [
                ("item", &module.items),
                ("option", &module.options),
                ("band", &module.bands),
            ] {
                keys.extend(names.iter().map(|name| key(&["module", id, part, name])));
            }
        }
        for (at, service) in wire.services.iter().enumerate() {
            self.service_words(service, &root.key("services").item(at), &mut keys);
        }
        keys
    }

    fn service_words(&self, service: &wire::Service, place: &Place<'_>, keys: &mut Vec<String>) {
        let id = &service.id;
        needed(SERVICE, id, keys);
        keys.extend(
            service
                .contacts
                .iter()
                .map(|contact| key(&["service", id, "contact", &contact.id])),
        );
        let routes = place.key("routes");
        for (at, route) in service.routes.iter().enumerate() {
            if !self.faults.is_unread(&routes.item(at).key("who")) {
                keys.push(key(&["service", id, "route", route.who.name()]));
            }
        }
        keys.extend(
            service
                .consent
                .iter()
                .map(|consent| key(&["service", id, "consent", &consent.id])),
        );
        let concerns = place.key("concerns");
        for (at, concern) in service.concerns.iter().enumerate() {
            if !self.faults.is_unread(&concerns.item(at).key("about")) {
                keys.push(key(&["service", id, "concern", concern.about.name()]));
            }
        }
    }
}

/// The keys of the parts that a thing cannot do without, beside those that have names.
fn needed(parts: Parts, id: &str, keys: &mut Vec<String>) {
    keys.extend(parts.needed.iter().map(|part| key(&[parts.kind, id, part])));
}
