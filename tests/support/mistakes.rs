//! Criteria that are one mistake away from one.

use nwd_core::criterion::{Leaf, Test};
use nwd_core::domain::ValueSet;
use nwd_core::{Criterion, Domain, Facts};

/// Every criterion that is one mistake away, as far as a bundle may have it.
pub fn mistaken(criterion: &Criterion, facts: &Facts) -> Vec<Criterion> {
    let mut found = vec![Criterion::Not(Box::new(criterion.clone()))];
    match criterion {
        Criterion::Leaf(leaf) => {
            let domain = &facts.get(leaf.fact).unwrap().domain;
            let with = |test: Test| {
                Criterion::Leaf(Leaf {
                    test,
                    ..leaf.clone()
                })
            };
            let toggled = |values: ValueSet| {
                let one = |at: u8| ValueSet::default().with(at);
                let all = domain.all_values().iter();
                let lists = all.map(move |at| {
                    if values.contains(at) {
                        values.without(one(at))
                    } else {
                        values.with(at)
                    }
                });
                lists.filter(|list| !list.is_empty())
            };
            match (&leaf.test, domain) {
                (Test::In(values), _) => {
                    found.extend(toggled(*values).map(|list| with(Test::In(list))))
                }
                (Test::Includes(values), _) => {
                    found.extend(toggled(*values).map(|list| with(Test::Includes(list))))
                }
                (
                    Test::Between { min, max },
                    Domain::Integer {
                        min: low,
                        max: high,
                    },
                ) => {
                    for by in [-1, 1] {
                        let ends = [
                            (min.map(|min| min + by), *max),
                            (*min, max.map(|max| max + by)),
                        ];
                        for (at, (from, to)) in ends.into_iter().enumerate() {
                            let shifted = [min, max][at].is_some();
                            let (first, last) = (from.unwrap_or(*low), to.unwrap_or(*high));
                            if shifted && *low <= first && first <= last && last <= *high {
                                found.push(with(Test::Between { min: from, max: to }));
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Criterion::Not(part) => found.extend(
            mistaken(part, facts)
                .into_iter()
                .map(|part| Criterion::Not(Box::new(part))),
        ),
        Criterion::All(parts) | Criterion::Any(parts) => {
            let is_all = matches!(criterion, Criterion::All(_));
            let joined = |parts: Vec<Criterion>, all: bool| {
                if all {
                    Criterion::All(parts)
                } else {
                    Criterion::Any(parts)
                }
            };
            found.push(joined(parts.clone(), !is_all));
            for at in 0..parts.len() {
                let mut without = parts.clone();
                without.remove(at);
                if is_all || !without.is_empty() {
                    found.push(joined(without, is_all));
                }
                for part in mistaken(&parts[at], facts) {
                    let mut with = parts.clone();
                    with[at] = part;
                    found.push(joined(with, is_all));
                }
            }
        }
    }
    found
}
