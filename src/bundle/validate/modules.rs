//! Scored questionnaires: allowed on a screen, with bands that cover every total, and flags that raise alerts there are.

use super::Validator;
use crate::bundle::read::say;
use crate::bundle::{Place, wire};
use crate::screening::{Band, Choice, Flag, Module};

impl Validator<'_> {
    pub(super) fn modules(&mut self, place: &Place<'_>) -> Vec<Module> {
        let wire = self.wire;
        wire.modules.iter().enumerate().filter_map(|(at, module)| self.module(module, &place.item(at))).collect()
    }

    fn module(&mut self, module: &wire::Module, place: &Place<'_>) -> Option<Module> {
        self.licence(&module.licence, &place.key("licence"));
        let (mut ids, mut options) = (Vec::new(), Vec::new());
        for (at, option) in module.options.iter().enumerate() {
            let list = place.key("options");
            let item = list.item(at);
            self.once(&option.id, &mut ids, &item.key("id"));
            let score = self.score(option.score, &item.key("score"));
            options.push(Choice { id: option.id.clone(), score });
        }
        let mut ids = Vec::new();
        for (at, item) in module.items.iter().enumerate() {
            self.once(item, &mut ids, &place.key("items").item(at));
        }
        let empty = module.items.is_empty() || options.is_empty() || module.min_age > module.max_age;
        if empty && !self.faults.has_gap(place) {
            let help = say!("Give it items, options, and the lower age first.");
            self.report("empty-module", place, say!("Nobody could be asked this."), help);
        }
        let source = self.source(&module.source, &place.key("source"));
        let as_of = self.date(&module.as_of, &place.key("as_of"));
        let review = self.date(&module.review, &place.key("review"));
        let flags = self.flags(module, place);
        let module = Module {
            id: module.id.clone(),
            ages: (module.min_age, module.max_age),
            options,
            items: module.items.clone(),
            bands: self.bands(&module.bands, &place.key("bands")),
            flags,
            source: source?,
            as_of: as_of?,
            review: review?,
        };
        // What could not be read has been reported; of the rest nothing is known.
        if !self.faults.has_gap(place) {
            self.every_total_has_a_band(&module, &place.key("bands"));
        }
        Some(module)
    }

    fn licence(&mut self, licence: &wire::Licence, place: &Place<'_>) {
        let says = licence.electronic && !licence.statement.trim().is_empty();
        if !says && !self.faults.has_gap(place) {
            let message = say!("Nothing says that this may be filled in on a screen.");
            let help = say!("Leave it out, or give the owner's statement that allows electronic use.");
            self.report("not-licensed", place, message, help);
        }
    }

    fn score(&mut self, score: i32, place: &Place<'_>) -> u32 {
        u32::try_from(score).unwrap_or_else(|_| {
            self.report("bad-score", place, say!("A score cannot be less than 0."), say!("Write 0 or more."));
            0
        })
    }

    fn bands(&mut self, bands: &[wire::Band], place: &Place<'_>) -> Vec<Band> {
        let mut read = Vec::new();
        for (at, band) in bands.iter().enumerate() {
            let place = place.item(at);
            let (min, max) = (self.score(band.min, &place.key("min")), self.score(band.max, &place.key("max")));
            read.push(Band { id: band.id.clone(), min, max });
        }
        read
    }

    /// From 0 to the highest total, each band begins where the one before it ended.
    fn every_total_has_a_band(&mut self, module: &Module, place: &Place<'_>) {
        let mut next = 0;
        let joined = module.bands.iter().all(|band| {
            let joins = band.min == next && band.max >= band.min;
            next = band.max.saturating_add(1);
            joins
        });
        let end = module.most().saturating_add(1);
        if !joined || next != end {
            let message = say!("The bands leave totals out, or name some twice.");
            let help =
                say!("Let the first begin at 0, each next one where the last ended, the last end at {}.", end - 1);
            self.report("broken-bands", place, message, help);
        }
    }

    fn flags(&mut self, module: &wire::Module, place: &Place<'_>) -> Vec<Flag> {
        let items_are_whole = !self.faults.has_gap(&place.key("items"));
        let place = &place.key("flags");
        let mut read = Vec::new();
        for (at, flag) in module.flags.iter().enumerate() {
            let place = place.item(at);
            let item = module.items.iter().position(|item| *item == flag.item);
            if item.is_none() && items_are_whole {
                let help = say!("Write one of: {}.", module.items.join(", "));
                self.report("unknown-item", &place.key("item"), say!("No item is called \"{}\".", flag.item), help);
            }
            let alert = self.alert_ids.position(&flag.alert);
            if self.alert_ids.lacks(&flag.alert) {
                let help = say!("Write the id of an alert.");
                self.report("unknown-alert", &place.key("alert"), say!("No alert is called \"{}\".", flag.alert), help);
            }
            let min = self.score(flag.min, &place.key("min"));
            read.extend(item.zip(alert).map(|(item, alert)| Flag { item, min, alert }));
        }
        read
    }
}
