//! Values that tests cannot tell apart: one value of each class stands for all of it.

use crate::criterion::Test;
use crate::domain::{Domain, Value, ValueSet};

/// The most combinations that [`effort`](super::effort) may come to.
pub const MOST_EFFORT: usize = 4096;

/// One value for each set of values of the domain that the tests cannot tell apart.
pub(super) fn classes(domain: &Domain, tests: &[&Test]) -> Vec<Value> {
    match domain {
        Domain::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        Domain::Integer { min, max } => integer_classes(*min, *max, tests),
        Domain::OneOf(_) => alike(domain, tests)
            .iter()
            .filter_map(|values| values.iter().next().map(Value::One))
            .collect(),
        Domain::AnyOf(_) => any_of_classes(domain, tests),
    }
}

/// The lowest value of each stretch between the ranges' ends.
fn integer_classes(min: i32, max: i32, tests: &[&Test]) -> Vec<Value> {
    distinct(
        starts(min, max, tests).into_iter().map(Value::Integer),
        tests,
    )
}

/// The stretches of a range, first and last value, within which no test tells one integer from
/// another; in order.
pub fn stretches(min: i32, max: i32, tests: &[&Test]) -> Vec<(i32, i32)> {
    let starts = starts(min, max, tests);
    let next = starts.iter().skip(1).map(|next| next.saturating_sub(1));
    let ends = next.chain([max]);
    starts.iter().copied().zip(ends).collect()
}

/// The first values of those stretches.
fn starts(min: i32, max: i32, tests: &[&Test]) -> Vec<i32> {
    let ends = tests.iter().flat_map(|test| match test {
        Test::Between { min, max } => [*min, max.and_then(|max| max.checked_add(1))],
        _ => [None, None],
    });
    let mut starts: Vec<i32> = ends
        .flatten()
        .chain([min])
        .filter(|start| (min..=max).contains(start))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The named values, those together that each test names all or none of; in the order of the first
/// of each.
pub fn alike(domain: &Domain, tests: &[&Test]) -> Vec<ValueSet> {
    let mut found: Vec<(Vec<bool>, ValueSet)> = Vec::new();
    for at in domain.all_values().iter() {
        let pattern: Vec<bool> = tests.iter().map(|test| test.names(at)).collect();
        match found.iter_mut().find(|(other, _)| *other == pattern) {
            Some((_, values)) => *values = values.with(at),
            None => found.push((pattern, ValueSet::default().with(at))),
        }
    }
    found.into_iter().map(|(_, values)| values).collect()
}

/// The fullest set of ticks for each pattern of passed and failed tests that some set makes. Of two
/// of them one has a tick that the other lacks for a test that only the one passes: no two are alike.
fn any_of_classes(domain: &Domain, tests: &[&Test]) -> Vec<Value> {
    let mut fullest = vec![domain.all_values()];
    for test in tests {
        let Test::Includes(wanted) = test else {
            continue;
        };
        let without: Vec<ValueSet> = fullest.iter().map(|ticks| ticks.without(*wanted)).collect();
        for ticks in without {
            if !fullest.contains(&ticks) {
                fullest.push(ticks);
            }
        }
        // Past this the criterion is refused: the rest need not be counted.
        if fullest.len() > MOST_EFFORT {
            break;
        }
    }
    fullest.into_iter().map(Value::Any).collect()
}

/// The first value of each pattern of passed and failed tests.
fn distinct(values: impl Iterator<Item = Value>, tests: &[&Test]) -> Vec<Value> {
    // A plain list: there are seldom more than ten patterns, and a set would weigh a kilobyte of
    // wasm.
    let mut seen: Vec<Vec<bool>> = Vec::new();
    let mut found = Vec::new();
    for value in values {
        let pattern: Vec<bool> = tests.iter().map(|test| test.passes(value)).collect();
        if !seen.contains(&pattern) {
            seen.push(pattern);
            found.push(value);
        }
    }
    found
}
