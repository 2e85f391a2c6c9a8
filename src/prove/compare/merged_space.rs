//! Two versions of a bundle over the same facts, so that their criteria can be held against each
//! other.

use nwd_core::bundle::Bundle;
use nwd_core::criterion::{Criterion, Leaf, Test};
use nwd_core::domain::{Domain, FactSet, ValueSet};
use nwd_core::facts::{Fact, Facts, Never};

/// Two versions over the same facts. The criteria of both are those that they had.
pub struct MergedSpace {
    /// Every fact of either, with a condition where one of them has one.
    pub facts: Facts,
    /// The older version.
    pub old: Bundle,
    /// The newer version.
    pub new: Bundle,
}

/// Facts that changed their type, or that are too many together: the versions cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomparable(
    /// The facts.
    pub Vec<String>,
);

impl MergedSpace {
    /// Puts two versions over the same facts.
    ///
    /// # Errors
    /// A fact is of another type in each, or there are too many facts or values.
    pub fn new(old: &Bundle, new: &Bundle) -> Result<MergedSpace, Incomparable> {
        let mut facts: Vec<Fact> = new.facts.iter().map(|(_, fact)| fact.clone()).collect();
        let mut odd = Vec::new();
        for (_, before) in old.facts.iter() {
            match facts.iter_mut().find(|fact| fact.id == before.id) {
                None => facts.push(before.clone()),
                Some(fact) => match both(&fact.domain, &before.domain) {
                    Some(domain) => fact.domain = domain,
                    None => odd.push(before.id.clone()),
                },
            }
        }
        if !odd.is_empty() || facts.len() > FactSet::CAPACITY {
            return Err(Incomparable(odd));
        }
        let plain = Facts::new(facts.iter().map(Fact::unconditional).collect());
        let old = over(old, &plain);
        let new = over(new, &plain);
        let mut facts = Vec::new();
        for (at, fact) in plain.iter() {
            let condition = |bundle: &Bundle| bundle.facts.get(at)?.when.clone();
            facts.push(Fact {
                when: condition(&new).or_else(|| condition(&old)),
                ..fact.clone()
            });
        }
        Ok(MergedSpace {
            facts: Facts::new(facts),
            old,
            new,
        })
    }
}

/// The values of both domains; `None` where they are not of one type, or too many.
fn both(one: &Domain, other: &Domain) -> Option<Domain> {
    match (one, other) {
        (Domain::OneOf(one), Domain::OneOf(other)) => names(one, other).map(Domain::OneOf),
        (Domain::AnyOf(one), Domain::AnyOf(other)) => names(one, other).map(Domain::AnyOf),
        (
            Domain::Integer { min, max },
            Domain::Integer {
                min: low,
                max: high,
            },
        ) => Some(Domain::Integer {
            min: *min.min(low),
            max: *max.max(high),
        }),
        (Domain::YesNo, Domain::YesNo) => Some(Domain::YesNo),
        _ => None,
    }
}

/// The names of both, those of the first first; `None` where they are too many.
fn names(one: &[String], other: &[String]) -> Option<Vec<String>> {
    let mut all = one.to_vec();
    for name in other {
        if !one.contains(name) {
            all.push(name.clone());
        }
    }
    if all.len() > ValueSet::CAPACITY {
        return None;
    }
    Some(all)
}

/// A bundle with its criteria over other facts, which have all of its own.
fn over(bundle: &Bundle, facts: &Facts) -> Bundle {
    let to = |criterion: &Criterion| moved(criterion, &bundle.facts, facts);
    let mut moved = bundle.clone();
    moved.facts = Facts::new(
        facts
            .iter()
            .map(|(_, fact)| conditioned(fact, &bundle.facts, facts))
            .collect(),
    );
    for area in &mut moved.areas {
        area.covers = to(&area.covers);
    }
    for alert in &mut moved.alerts {
        alert.when = to(&alert.when);
    }
    for service in &mut moved.services {
        service.eligibility = to(&service.eligibility);
        service.relevance = to(&service.relevance);
        service.seen_by = to(&service.seen_by);
        for consent in &mut service.consents {
            consent.when = to(&consent.when);
        }
        for route in &mut service.routes {
            route.when = to(&route.when);
            route.by_role = to(&route.by_role);
            route.asker = to(&route.asker);
        }
    }
    moved
}

/// A fact with the conditions that it has in a bundle, where it is there.
fn conditioned(fact: &Fact, from: &Facts, to: &Facts) -> Fact {
    let Some(own) = from.find(&fact.id).and_then(|at| from.get(at)) else {
        return fact.clone();
    };
    let never = own.never.iter().map(|never| Never {
        values: renamed(never.values, &own.domain, &fact.domain),
        when: moved(&never.when, from, to),
    });
    Fact {
        when: own.when.as_ref().map(|when| moved(when, from, to)),
        never: never.collect(),
        ..fact.clone()
    }
}

/// The values of one domain as another has them.
fn renamed(values: ValueSet, from: &Domain, to: &Domain) -> ValueSet {
    values
        .iter()
        .filter_map(|at| to.position(from.name(at)))
        .collect()
}

fn moved(criterion: &Criterion, from: &Facts, to: &Facts) -> Criterion {
    criterion.map_leaves(&|leaf| moved_leaf(leaf, from, to))
}

fn moved_leaf(leaf: &Leaf, from: &Facts, to: &Facts) -> Leaf {
    let names = from.get(leaf.fact);
    let fact = names
        .and_then(|fact| to.find(&fact.id))
        .unwrap_or(leaf.fact);
    let values = |values: &ValueSet| match (names, to.get(fact)) {
        (Some(own), Some(there)) => renamed(*values, &own.domain, &there.domain),
        _ => ValueSet::default(),
    };
    let test = match &leaf.test {
        Test::In(own) => Test::In(values(own)),
        Test::Includes(own) => Test::Includes(values(own)),
        other => other.clone(),
    };
    Leaf {
        fact,
        test,
        words: leaf.words.clone(),
    }
}
