//! Small bundles at random: numbers that any facts can be read from, and what they come to.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::json;

use super::{Alert, Case, Fact, Json, Kind, LOWEST, Route, Service, Small, Tree};

/// This many cases, or as many as `PROPTEST_CASES` says. What fails is filed beside its test and tried first from then on.
pub fn config(cases: u32) -> ProptestConfig {
    let given = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() {
        given.cases
    } else {
        cases
    };
    ProptestConfig {
        cases,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource(
            "proptest-regressions",
        ))),
        ..given
    }
}

/// A criterion in numbers, to be read against whatever facts there are.
#[derive(Clone, Debug)]
enum Raw {
    Leaf(u8, u8, u8),
    All(Vec<Raw>),
    Any(Vec<Raw>),
    Not(Box<Raw>),
}

fn raw_tree(depth: u32) -> impl Strategy<Value = Raw> {
    let leaf = any::<(u8, u8, u8)>().prop_map(|(fact, a, b)| Raw::Leaf(fact, a, b));
    leaf.prop_recursive(depth, 10, 3, |part| {
        prop_oneof![
            3 => prop::collection::vec(part.clone(), 0..=3).prop_map(Raw::All),
            3 => prop::collection::vec(part.clone(), 1..=3).prop_map(Raw::Any),
            2 => part.prop_map(|part| Raw::Not(Box::new(part))),
        ]
    })
}

fn tree(raw: &Raw, facts: &[Fact]) -> Tree {
    match raw {
        Raw::Leaf(fact, a, b) => leaf(
            usize::from(*fact) % facts.len(),
            usize::from(*a),
            usize::from(*b),
            facts,
        ),
        Raw::All(parts) => Tree::All(parts.iter().map(|part| tree(part, facts)).collect()),
        Raw::Any(parts) => Tree::Any(parts.iter().map(|part| tree(part, facts)).collect()),
        Raw::Not(part) => Tree::Not(Box::new(tree(part, facts))),
    }
}

fn leaf(fact: usize, a: usize, b: usize, facts: &[Fact]) -> Tree {
    let Fact { id, kind, .. } = &facts[fact];
    let count = kind.count();
    let (json, passes): (Json, Vec<bool>) = match kind {
        Kind::YesNo => (
            json!({ "is": { "fact": id, "value": a % 2 == 1 } }),
            vec![a % 2 != 1, a % 2 == 1],
        ),
        Kind::Integer { lowest, .. } => {
            // One past the last stands for an end left open, which both cannot be.
            let (low, high) = match (a % (count + 1), b % (count + 1)) {
                (low, high) if low < count && high < count => (low.min(high), low.max(high)),
                (low, high) if low == count && high == count => (0, high),
                ends => ends,
            };
            let mut between = json!({ "fact": id });
            for (end, at) in [("min", low), ("max", high)]
                .into_iter()
                .filter(|(_, at)| *at < count)
            {
                between[end] = (lowest + at as i32).into();
            }
            let from = if low == count { 0 } else { low };
            (
                json!({ "between": between }),
                (0..count).map(|at| from <= at && at <= high).collect(),
            )
        }
        Kind::OneOf(names) => {
            let mask = 1 + a % ((1 << names.len()) - 1);
            (
                json!({ "in": listed(id, names, mask) }),
                (0..count).map(|at| mask >> at & 1 == 1).collect(),
            )
        }
        Kind::AnyOf(names) => {
            let mask = 1 + a % ((1 << names.len()) - 1);
            (
                json!({ "includes": listed(id, names, mask) }),
                (0..count).map(|at| at & mask != 0).collect(),
            )
        }
    };
    Tree::Leaf { fact, passes, json }
}

fn listed(id: &str, names: &[String], mask: usize) -> Json {
    json!({ "fact": id, "values": picked(names, mask) })
}

fn picked(names: &[String], mask: usize) -> Vec<String> {
    names
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask >> bit & 1 == 1)
        .map(|(_, name)| name.clone())
        .collect()
}

#[derive(Clone, Debug)]
struct RawFact {
    kind: u8,
    when: Option<Raw>,
    sensitive: bool,
}

#[derive(Clone, Debug)]
struct RawService {
    helps_with: u8,
    eligibility: Raw,
    routes: Vec<(u8, u8, Option<Raw>)>,
    paused: bool,
}

fn raw_fact() -> impl Strategy<Value = RawFact> {
    (
        any::<u8>(),
        prop::option::weighted(0.4, raw_tree(1)),
        prop::bool::weighted(0.3),
    )
        .prop_map(|(kind, when, sensitive)| RawFact {
            kind,
            when,
            sensitive,
        })
}

fn raw_service() -> impl Strategy<Value = RawService> {
    let route = (
        any::<u8>(),
        any::<u8>(),
        prop::option::weighted(0.4, raw_tree(1)),
    );
    (
        any::<u8>(),
        raw_tree(3),
        prop::collection::vec(route, 1..=2),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(helps_with, eligibility, routes, paused)| RawService {
            helps_with,
            eligibility,
            routes,
            paused,
        })
}

/// Three to five facts, some of them gated, some of them those that the engine knows; up to four
/// services.
pub fn case() -> impl Strategy<Value = Case> {
    case_with(any::<u8>())
}

/// The same with those facts that the engine knows which these bits say: 1 the audience, 2 the
/// needs, 5 a role as well.
pub fn case_with(known: impl Strategy<Value = u8>) -> impl Strategy<Value = Case> {
    let facts = prop::collection::vec(raw_fact(), 3..=5);
    let alerts = prop::collection::vec((raw_tree(2), any::<u8>()), 0..=2);
    let services = prop::collection::vec(raw_service(), 1..=4);
    (known, facts, alerts, services).prop_map(|(known, facts, alerts, services)| {
        let facts = make_facts(known, &facts);
        let needs = names_of(&facts, "needs");
        let roles = names_of(&facts, "role");
        let count = services.len();
        let services = services
            .iter()
            .map(|raw| make_service(raw, &facts, &needs, &roles))
            .collect();
        let alerts = alerts.iter().map(|(when, named)| Alert {
            when: tree(when, &facts),
            services: (0..count).filter(|at| named >> at & 1 == 1).collect(),
        });
        let alerts = alerts.collect();
        Small {
            facts,
            alerts,
            services,
        }
        .read()
    })
}

fn names_of(facts: &[Fact], id: &str) -> Vec<String> {
    facts
        .iter()
        .find(|fact| fact.id == id)
        .map_or_else(Vec::new, |fact| fact.kind.names().to_vec())
}

fn make_facts(known: u8, raw: &[RawFact]) -> Vec<Fact> {
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    let mut facts: Vec<Fact> = Vec::new();
    for (at, raw) in raw.iter().enumerate() {
        // Of eight bundles half have an audience, half have needs, a quarter a role as well.
        let (id, kind) = match at {
            0 if known & 1 == 1 => (
                "audience",
                Kind::OneOf(names(&["young-person", "parent-carer", "professional"])),
            ),
            1 if known & 2 == 2 => ("needs", Kind::AnyOf(names(&["worry", "sleep"]))),
            2 if known & 5 == 5 => ("role", Kind::OneOf(names(&["school", "doctor"]))),
            _ => (
                ["f0", "f1", "f2", "f3", "f4"][at],
                match raw.kind % 5 {
                    0 | 1 => Kind::YesNo,
                    2 => Kind::Integer {
                        lowest: LOWEST,
                        count: 4,
                    },
                    3 => Kind::OneOf(names(&["a", "b", "c"])),
                    _ => Kind::AnyOf(names(&["x", "y"])),
                },
            ),
        };
        let when = match (id, &raw.when) {
            (_, None) => None,
            ("role", Some(_)) => Some(Raw::Leaf(0, 3, 0)), // the audience is professional
            (_, Some(when)) => (at > 0).then(|| when.clone()),
        };
        let when = when.map(|when| tree(&when, &facts));
        facts.push(Fact {
            id: id.to_owned(),
            kind,
            when,
            never: None,
            sensitive: raw.sensitive,
        });
    }
    facts
}

fn make_service(raw: &RawService, facts: &[Fact], needs: &[String], roles: &[String]) -> Service {
    let some = |names: &[String], pick: u8| {
        if names.is_empty() {
            Vec::new()
        } else {
            picked(names, usize::from(pick) % (1 << names.len()))
        }
    };
    let routes = raw.routes.iter().map(|(who, pick, when)| {
        let who = ["self", "parent-carer", "professional"][usize::from(*who) % 3];
        let roles = if who == "professional" {
            some(roles, *pick)
        } else {
            Vec::new()
        };
        Route {
            who,
            roles,
            when: when.as_ref().map(|when| tree(when, facts)),
        }
    });
    let routes = routes.collect();
    let helps_with = some(needs, raw.helps_with);
    Service {
        helps_with,
        eligibility: tree(&raw.eligibility, facts),
        routes,
        running: !raw.paused,
    }
}

/// Numbers from which [`Case::said`] makes answers to at most five facts.
pub fn raw_said() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec(any::<(u8, u8)>(), 5)
}
