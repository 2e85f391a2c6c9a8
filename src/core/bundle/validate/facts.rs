//! Facts: domains, conditions and sections; and values, which must be of their fact's domain.

use super::Validator;
use crate::criterion::Criterion;
use crate::domain::{Domain, FactIx, FactSet, ValueSet};
use crate::facts::{Fact, Facts, Never, Section, Was};
use crate::format::read::say;
use crate::format::{Code, Place, limits, wire};
use crate::vocabulary;

impl Validator<'_> {
    pub(super) fn all_facts(&mut self, place: &Place<'_>) -> Facts {
        // What is more than may be has no position.
        let wire = self.wire.facts.iter().take(FactSet::CAPACITY);
        let facts = (0..)
            .map(FactIx)
            .zip(wire.clone())
            .map(|(ix, fact)| self.fact(ix, fact, &place.item(ix.index())));
        self.facts = Facts::new(facts.collect());
        // Conditions are read once every fact is known, so that a late one can be told from an
        // unknown one.
        let mut facts: Vec<Fact> = self.facts.iter().map(|(_, fact)| fact.clone()).collect();
        for (ix, (wire, fact)) in (0..).map(FactIx).zip(wire.zip(&mut facts)) {
            let item = place.item(ix.index());
            fact.when = wire
                .when
                .as_ref()
                .and_then(|when| self.condition(ix, when, &item.key("when")));
            fact.never = self.never(ix, wire, &fact.domain, &item.key("never"));
        }
        Facts::new(facts)
    }

    /// A criterion over the questions before this one.
    fn condition(
        &mut self,
        ix: FactIx,
        wire: &wire::Criterion,
        place: &Place<'_>,
    ) -> Option<Criterion> {
        let condition = self.criterion(wire, place)?;
        if condition.leaves().iter().any(|leaf| leaf.fact >= ix) {
            let message = say!("This names a question that is not asked before.");
            let help = say!("Name earlier questions only, or move this one down.");
            self.report(Code::LateCondition, place, message, help);
            return None;
        }
        Some(condition)
    }

    fn never(
        &mut self,
        ix: FactIx,
        fact: &wire::Fact,
        domain: &Domain,
        place: &Place<'_>,
    ) -> Vec<Never> {
        if fact.never.is_empty() || self.unclear.contains(ix) {
            return Vec::new();
        }
        // A required question can be on screen before the others are known; and what is going on
        // may always be said.
        if fact.required || fact.id == vocabulary::NEEDS || domain.values().is_empty() {
            let message = say!("This question always has all its answers.");
            let help = say!(
                "Leave \"never\" out: it is for lists of named values, but for needs and what must \
                 be answered."
            );
            self.report(Code::WrongDomain, place, message, help);
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, never) in fact.never.iter().enumerate() {
            let item = place.item(at);
            let values = self.values(domain, &never.values, &item.key("values"));
            found.extend(
                self.condition(ix, &never.when, &item.key("when"))
                    .map(|when| Never { values, when }),
            );
        }
        found
    }

    fn fact(&mut self, ix: FactIx, fact: &wire::Fact, place: &Place<'_>) -> Fact {
        let domain = self.domain(fact, place);
        let (mut rest, mut sections, mut was) = (None, Vec::new(), Vec::new());
        let mut telling = ValueSet::default();
        match &domain {
            Some(domain) => {
                rest = fact
                    .rest
                    .as_ref()
                    .and_then(|value| self.value(domain, value, &place.key("rest")));
                sections = self.sections(fact, domain, &place.key("sections"));
                if !fact.telling.is_empty() {
                    telling = self.values(domain, &fact.telling, &place.key("telling"));
                }
                was = self.was(fact, domain, &place.key("was"));
            }
            None => self.unclear.insert(ix),
        }
        if let Some(screen) = &fact.screen {
            self.id(screen, &place.key("screen"));
        }
        Fact {
            id: fact.id.clone(),
            domain: domain.unwrap_or(Domain::YesNo),
            when: None,
            never: Vec::new(),
            sensitive: fact.sensitive,
            required: fact.required,
            rest,
            sections,
            telling,
            screen: fact.screen.clone(),
            was,
        }
    }

    /// What values were called before. Reports a name that is a value's still, and what is no value
    /// now or stands twice.
    fn was(&mut self, fact: &wire::Fact, domain: &Domain, place: &Place<'_>) -> Vec<Was> {
        let mut all = Vec::new();
        if domain.values().is_empty() && fact.was.keys().next().is_some() {
            let message = say!("This type of fact has no values.");
            self.report(Code::WrongDomain, place, message, say!("Remove \"was\"."));
            return all;
        }
        for (old, values) in fact.was.iter() {
            if domain.position(old).is_some() {
                let message = say!("\"{old}\" is a value still.");
                let help = say!("Take it out of the values, or out of \"was\".");
                self.report(Code::DuplicateId, &place.name(old), message, help);
            }
            let place = &place.key(old);
            let now = self.values(domain, values, place);
            for (at, value) in values.iter().enumerate() {
                if values.iter().take(at).any(|earlier| earlier == value) {
                    let message = say!("\"{value}\" stands twice.");
                    let help = say!("Keep one of the two.");
                    self.report(Code::DuplicateId, &place.item(at), message, help);
                }
            }
            let name = old.to_owned();
            all.push(Was { name, now });
        }
        all
    }

    /// The values that a fact takes; `None` where that cannot be told, which has been reported.
    fn domain(&mut self, fact: &wire::Fact, place: &Place<'_>) -> Option<Domain> {
        self.value_names(&fact.values, &place.key("values"));
        if ["type", "values", "min", "max"]
            .iter()
            .any(|key| self.faults.has_gap(&place.key(key)))
        {
            return None;
        }
        let known = vocabulary::type_name(&fact.id);
        if let Some(known) = known.filter(|known| *known != fact.r#type.name()) {
            let message = say!(
                "The engine itself looks at \"{}\", and knows it as {}.",
                fact.id,
                known
            );
            let help = say!("Write \"{}\", or give this fact another id.", known);
            self.report(Code::WrongDomain, &place.key("type"), message, help);
            return None;
        }
        let named = matches!(fact.r#type, wire::FactType::OneOf | wire::FactType::AnyOf);
        if named == fact.values.is_empty() {
            let (message, help) = if named {
                (
                    say!("This type of fact needs values."),
                    say!("Add \"values\"."),
                )
            } else {
                (
                    say!("This type of fact has no values."),
                    say!("Remove \"values\"."),
                )
            };
            self.report(Code::WrongDomain, &place.key("values"), message, help);
            return None;
        }
        match (fact.r#type, fact.min.unwrap_or(0), fact.max) {
            (wire::FactType::OneOf, ..) => Some(Domain::OneOf(fact.values.clone())),
            (wire::FactType::AnyOf, ..) => Some(Domain::AnyOf(fact.values.clone())),
            (wire::FactType::YesNo, ..) => Some(Domain::YesNo),
            (wire::FactType::Integer, min, Some(max)) if min <= max => {
                Some(Domain::Integer { min, max })
            }
            (wire::FactType::Integer, ..) => {
                let help = say!("Give \"min\" and \"max\", the lower first.");
                self.report(
                    Code::WrongDomain,
                    place,
                    say!("An integer needs a lowest and a highest value."),
                    help,
                );
                None
            }
        }
    }

    fn value_names(&mut self, values: &[String], place: &Place<'_>) {
        self.at_most(values.len(), limits::VALUES, place);
        let mut seen = Vec::new();
        for (at, value) in values.iter().enumerate() {
            let place = &place.item(at);
            self.id(value, place);
            self.once(value, &mut seen, place);
        }
    }

    fn sections(&mut self, fact: &wire::Fact, domain: &Domain, place: &Place<'_>) -> Vec<Section> {
        let mut sections = Vec::new();
        for (at, section) in fact.sections.iter().enumerate() {
            let item = place.item(at);
            let values = self.values(domain, &section.values, &item.key("values"));
            sections.push(Section {
                id: section.id.clone(),
                values,
            });
        }
        let listed = sections.iter().fold(ValueSet::default(), |all, section| {
            all.union(section.values)
        });
        if !sections.is_empty() && listed != domain.all_values() && !self.faults.has_gap(place) {
            let message = say!("Some values are in no section.");
            self.report(
                Code::UnlistedValue,
                place,
                message,
                say!("Put every value in a section."),
            );
        }
        sections
    }

    fn value(&mut self, domain: &Domain, value: &str, place: &Place<'_>) -> Option<u8> {
        let found = domain.position(value);
        if found.is_none() {
            let help = self.instead(domain, value);
            self.report(
                Code::OutsideDomain,
                place,
                say!("\"{value}\" is not a value of this fact."),
                help,
            );
        }
        found
    }

    /// What to write where there is no such value: what is so called now, or any that there is.
    fn instead(&self, domain: &Domain, value: &str) -> String {
        if !cfg!(feature = "messages") {
            return String::new();
        }
        let facts = self.wire.facts.iter();
        let mut now = facts
            .filter(|fact| fact.values == domain.values())
            .filter_map(|fact| fact.was.get(value));
        match now.next() {
            Some(now) => say!(
                "It was parted or renamed. Write what is meant of: {}.",
                now.join(", ")
            ),
            None => say!("Write one of: {}.", domain.values().join(", ")),
        }
    }

    pub(super) fn values(
        &mut self,
        domain: &Domain,
        values: &[String],
        place: &Place<'_>,
    ) -> ValueSet {
        if values.is_empty() {
            self.report(
                Code::OutsideDomain,
                place,
                say!("There are no values here."),
                say!("Name at least one."),
            );
        }
        values
            .iter()
            .enumerate()
            .filter_map(|(at, value)| self.value(domain, value, &place.item(at)))
            .collect()
    }
    /// The domain of a fact that the engine itself looks at. Reports that it is not there, unless
    /// it may be.
    pub(super) fn known_domain(&mut self, id: &str, place: &Place<'_>) -> Option<Domain> {
        if self.fact_ids.lacks(id) {
            let help = say!("Add the fact \"{id}\", or leave this out.");
            self.report(
                Code::UnknownFact,
                place,
                say!("This bundle has no fact \"{id}\"."),
                help,
            );
        }
        let fact = self
            .facts
            .find(id)
            .filter(|fact| !self.unclear.contains(*fact))?;
        self.facts.get(fact).map(|fact| fact.domain.clone())
    }
}
