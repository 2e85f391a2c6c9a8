//! Scored questionnaires: allowed on a screen, with cut-offs in order, and flags that raise alerts
//! that there are.

use super::Validator;
use crate::format::read::say;
use crate::format::{Code, Place, wire};
use crate::questionnaire::{Flag, Questionnaire};

impl Validator<'_> {
    pub(super) fn questionnaires(&mut self, place: &Place<'_>) -> Vec<Questionnaire> {
        let wire = self.wire;
        wire.modules
            .iter()
            .enumerate()
            .filter_map(|(at, module)| self.questionnaire(module, &place.item(at)))
            .collect()
    }

    fn questionnaire(&mut self, wire: &wire::Module, place: &Place<'_>) -> Option<Questionnaire> {
        let allowed = wire.electronic_use && !wire.licence.trim().is_empty();
        if !allowed && !self.faults.has_gap(place) {
            let message = say!("Nothing says that this may be filled in on a screen.");
            let help =
                say!("Leave it out, or give the owner's statement that allows electronic use.");
            self.report(
                Code::NotLicensed,
                &place.key("electronic_use"),
                message,
                help,
            );
        }
        for (key, ids) in [
            ("items", &wire.items),
            ("options", &wire.options),
            ("bands", &wire.bands),
        ] {
            let (list, mut seen) = (place.key(key), Vec::new());
            for (at, id) in ids.iter().enumerate() {
                let place = list.item(at);
                self.once(id, &mut seen, &place);
                self.id(id, &place);
            }
        }
        let source = self.source(&wire.source, &place.key("source"));
        self.date(&wire.as_of, &place.key("as_of"));
        self.date(&wire.review, &place.key("review"));
        let named = |names: &[String], numbers: &[i32]| {
            names.iter().cloned().zip(numbers.iter().copied()).collect()
        };
        let questionnaire = Questionnaire {
            id: wire.id.clone(),
            ages: (wire.min_age, wire.max_age),
            items: wire.items.clone(),
            options: named(&wire.options, &wire.scores),
            bands: named(&wire.bands, &[&[0], wire.cut_offs.as_slice()].concat()),
            flags: self.flags(wire, place),
            source: source?,
        };
        // Of what could not be read nothing is known.
        if !self.faults.has_gap(place) {
            self.adds_up(wire, &questionnaire, place);
        }
        Some(questionnaire)
    }

    /// Reports that nobody can be asked it, that an answer has no score, or that no total reaches a
    /// band.
    fn adds_up(&mut self, wire: &wire::Module, questionnaire: &Questionnaire, place: &Place<'_>) {
        let mut fault = |fails: bool, code, key, help| {
            if fails {
                self.report(
                    code,
                    &place.key(key),
                    say!("This questionnaire does not add up."),
                    help,
                );
            }
        };
        let nobody = questionnaire.items.is_empty()
            || questionnaire.options.is_empty()
            || wire.min_age > wire.max_age;
        fault(
            nobody,
            Code::EmptyModule,
            "items",
            say!("Give it items, options, and the lower age first."),
        );
        let scored =
            wire.scores.len() == wire.options.len() && wire.scores.iter().all(|score| *score >= 0);
        fault(
            !scored,
            Code::BadScores,
            "scores",
            say!("Give each option one score, 0 or more."),
        );
        let starts: Vec<i32> = questionnaire.bands.iter().map(|(_, from)| *from).collect();
        let rising = starts
            .windows(2)
            .all(|pair| matches!(pair, [one, next] if one < next));
        let reached = starts
            .last()
            .is_some_and(|last| *last <= questionnaire.most());
        let cut = wire.bands.len() == wire.cut_offs.len().saturating_add(1) && rising && reached;
        let help = say!(
            "Give one cut-off less than bands, rising, none above the highest total, {}.",
            questionnaire.most()
        );
        fault(
            scored && !nobody && !cut,
            Code::BadCutOffs,
            "cut_offs",
            help,
        );
    }

    fn flags(&mut self, wire: &wire::Module, place: &Place<'_>) -> Vec<Flag> {
        let items_are_whole = !self.faults.has_gap(&place.key("items"));
        let list = place.key("flags");
        let mut read = Vec::new();
        for (at, flag) in wire.flags.iter().enumerate() {
            let place = list.item(at);
            let item = wire.items.iter().position(|item| *item == flag.item);
            if item.is_none() && items_are_whole {
                let help = say!("Write one of: {}.", wire.items.join(", "));
                self.report(
                    Code::UnknownItem,
                    &place.key("item"),
                    say!("No item is called \"{}\".", flag.item),
                    help,
                );
            }
            if self.alert_ids.lacks(&flag.alert) {
                let message = say!("No alert is called \"{}\".", flag.alert);
                self.report(
                    Code::UnknownAlert,
                    &place.key("alert"),
                    message,
                    say!("Write the id of an alert."),
                );
            }
            let alert = self.alert_ids.position(&flag.alert);
            read.extend(item.zip(alert).map(|(item, alert)| Flag {
                item,
                min: flag.min,
                alert,
            }));
        }
        read
    }
}
