//! Facts: domains, conditions and sections; and values, which must be of their fact's domain.

use super::Validator;
use crate::bundle::read::say;
use crate::bundle::{Place, limits, wire};
use crate::criteria::Criterion;
use crate::facts::{Domain, Fact, Facts, Section, ValueSet};

impl Validator<'_> {
    pub(super) fn all_facts(&mut self, place: &Place<'_>) -> Facts {
        let wire = self.wire;
        let facts = wire.facts.iter().map(|(at, fact)| self.fact(fact, &place.item(at))).collect();
        self.facts = Facts::new(facts);
        // Conditions are read once every fact is known, so that a late one can be told from an unknown one.
        let mut facts: Vec<Fact> = self.facts.iter().map(|(_, fact)| fact.clone()).collect();
        for (ix, ((at, wire), fact)) in wire.facts.iter().zip(&mut facts).enumerate() {
            let item = place.item(at);
            let place = item.key("when");
            fact.when = wire.when.as_ref().and_then(|when| self.criterion(when, &place));
            let late = fact.when.iter().flat_map(Criterion::leaves).any(|leaf| leaf.fact.index() >= ix);
            if late {
                let message = say!("This names a question that is not asked before.");
                self.report(
                    "late-condition",
                    &place,
                    message,
                    say!("Name earlier questions only, or move this one down."),
                );
                fact.when = None;
            }
        }
        Facts::new(facts)
    }

    fn fact(&mut self, fact: &wire::Fact, place: &Place<'_>) -> Fact {
        self.at_most(fact.values.len(), limits::VALUES, &place.key("values"));
        let domain = self.domain(fact, place);
        let rest = fact.rest.as_ref().and_then(|value| self.value(&domain, value, &place.key("rest")));
        let sections = fact.sections.iter().enumerate().map(|(at, section)| {
            let sections = place.key("sections");
            let item = sections.item(at);
            Section { id: section.id.clone(), values: self.values(&domain, &section.values, &item.key("values")) }
        });
        let sections: Vec<Section> = sections.collect();
        let listed = sections.iter().fold(ValueSet::default(), |all, section| all.union(section.values));
        if !sections.is_empty() && listed != domain.all_values() {
            let message = say!("Some values are in no section.");
            self.report("unlisted-value", &place.key("sections"), message, say!("Put every value in a section."));
        }
        Fact {
            id: fact.id.clone(),
            domain,
            when: None,
            sensitive: fact.sensitive,
            required: fact.required,
            rest,
            sections,
        }
    }

    fn domain(&mut self, fact: &wire::Fact, place: &Place<'_>) -> Domain {
        let named = matches!(fact.r#type, wire::FactType::OneOf | wire::FactType::AnyOf);
        if named == fact.values.is_empty() {
            let (message, help) = if named {
                (say!("This type of fact needs values."), say!("Add \"values\"."))
            } else {
                (say!("This type of fact has no values."), say!("Remove \"values\"."))
            };
            self.report("wrong-domain", &place.key("values"), message, help);
        }
        let mut seen = Vec::new();
        for (at, value) in fact.values.iter().enumerate() {
            let values = place.key("values");
            let place = &values.item(at);
            self.id(value, place);
            self.once(value, &mut seen, place);
        }
        match fact.r#type {
            wire::FactType::OneOf => Domain::OneOf(fact.values.clone()),
            wire::FactType::AnyOf => Domain::AnyOf(fact.values.clone()),
            wire::FactType::YesNo => Domain::YesNo,
            wire::FactType::Integer => {
                let (min, max) = (fact.min.unwrap_or(0), fact.max.unwrap_or(-1));
                if min > max {
                    let help = say!("Give \"min\" and \"max\", the lower first.");
                    self.report("wrong-domain", place, say!("An integer needs a lowest and a highest value."), help);
                }
                Domain::Integer { min, max: max.max(min) }
            }
        }
    }

    fn value(&mut self, domain: &Domain, value: &str, place: &Place<'_>) -> Option<u8> {
        let found = domain.position(value);
        if found.is_none() {
            let help = say!("Write one of: {}.", domain.values().join(", "));
            self.report("outside-domain", place, say!("\"{value}\" is not a value of this fact."), help);
        }
        found
    }

    pub(super) fn values(&mut self, domain: &Domain, values: &[String], place: &Place<'_>) -> ValueSet {
        if values.is_empty() {
            self.report("outside-domain", place, say!("There are no values here."), say!("Name at least one."));
        }
        values.iter().enumerate().filter_map(|(at, value)| self.value(domain, value, &place.item(at))).collect()
    }
}
