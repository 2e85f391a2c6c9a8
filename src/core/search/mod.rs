//! Finding one's own words in a list: the values of a fact that what was typed is about.
//!
//! Everything about a language stands in its locale files: each value's everyday phrases, and
//! `search.endings`, `search.same`, `search.nothing` and `search.instead`, which `lists.rs`
//! explains.

mod lists;
mod phrase;
mod reading;
mod text;

use crate::bundle::{Alert, Bundle};
use crate::criterion::Criterion;
use crate::domain::{FactIx, ValueSet};
use crate::words::Speech;
use lists::Lists;
use phrase::{Match, matches};
use reading::readings;
use std::cmp::Reverse;

/// The most values that a search finds.
const MAX_FOUND: usize = 5;

/// What weighs less than one part in this many of the greatest weight is left out, but for what
/// raises an alert.
const MIN_PART: u32 = 3;

/// What a search finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The values, the nearest first.
    pub values: Vec<u8>,
    /// The nearest of them that could raise an alert by itself, were it given as the answer: the
    /// search means danger.
    pub danger: Option<u8>,
}

/// The values of a fact that what was typed is about, the nearest first.
///
/// A phrase is found where all its words are typed, in its order and near each other; the longer,
/// the more it tells. A phrase within a longer one that is found is passed over: 'missing lessons'
/// is not about missing somebody. A word is forgiven its ending and small slips, and the last one
/// may be half typed; but a value that raises an alert is not found by a guess alone. What is said
/// not to be so counts least: 'not sad, just tired'.
pub fn find(bundle: &Bundle, say: Speech<'_>, at: FactIx, typed: &str) -> Found {
    let Some(fact) = bundle.facts.get(at) else {
        return Found::default();
    };
    let lists = Lists::of(say, fact);
    let typed = readings(typed, &lists);
    let alarming = alarming(bundle, at, fact.domain.all_values());
    let found = nearest_first(&matches(&typed, &lists), alarming);
    let mut nearest = found.iter().copied();
    Found {
        danger: nearest.find(|value| alarming.contains(*value)),
        values: found,
    }
}

/// The alerts that an answer could raise by itself, the gravest first.
pub fn raised_by(bundle: &Bundle, fact: FactIx, value: u8) -> impl Iterator<Item = &Alert> {
    let alerts = bundle.alerts.iter();
    alerts.filter(move |alert| raises(&alert.when, fact, value))
}

/// Whether a value, and nothing beside it, raises an alert.
fn raises(when: &Criterion, fact: FactIx, value: u8) -> bool {
    match when {
        Criterion::Leaf(leaf) => leaf.fact == fact && leaf.test.names(value),
        Criterion::Not(_) => false,
        Criterion::All(parts) => {
            !parts.is_empty() && parts.iter().all(|part| raises(part, fact, value))
        }
        Criterion::Any(parts) => parts.iter().any(|part| raises(part, fact, value)),
    }
}

/// The values that could raise an alert by themselves.
fn alarming(bundle: &Bundle, fact: FactIx, values: ValueSet) -> ValueSet {
    values
        .iter()
        .filter(|value| raised_by(bundle, fact, *value).next().is_some())
        .fold(ValueSet::default(), ValueSet::with)
}

/// The values by weight, at most [`MAX_FOUND`] of those near the greatest; the weight of one that
/// raises an alert counts twice for its place.
fn nearest_first(matches: &[Match], alarming: ValueSet) -> Vec<u8> {
    let mut weights = weights(matches, alarming);
    let greatest = weights.iter().map(|(_, weight)| *weight).max();
    let least = greatest.unwrap_or_default().div_ceil(MIN_PART);
    weights.retain(|(value, weight)| *weight >= least || alarming.contains(*value));
    let mut found = Vec::new();
    while let Some(at) = (0..weights.len()).max_by_key(|at| {
        let (value, weight) = weights.get(*at).copied().unwrap_or_default();
        let is_alarming = alarming.contains(value);
        let place = weight * if is_alarming { 2 } else { 1 };
        (place, is_alarming, Reverse(value))
    }) {
        found.push(weights.swap_remove(at).0);
    }
    found.truncate(MAX_FOUND);
    found
}

/// Each value's weight: that of its longest phrase, and one for each other.
fn weights(matches: &[Match], alarming: ValueSet) -> Vec<(u8, u32)> {
    let mut weights: Vec<(u8, u32)> = Vec::new();
    for found in matches {
        let Some(value) = found.value else {
            continue;
        };
        if !found.is_sure && alarming.contains(value) {
            continue;
        }
        match weights.iter_mut().find(|(other, _)| *other == value) {
            Some((_, weight)) => *weight = found.weight.max(*weight) + 1,
            None => weights.push((value, found.weight)),
        }
    }
    weights
}
