//! Small bundles, at random, with an evaluator of the tests' own and every continuation of a set of
//! answers.

#[path = "random.rs"]
mod random;

use std::fmt;

use nwd_core::bundle::Bundle;
use nwd_core::domain::ValueSet;
use nwd_core::facts::Facts;
use nwd_core::format::Code;
use nwd_core::{Answer, Answers, FactIx, Value};
pub use random::{case, case_with, config, raw_said};
use serde_json::{Map, json};

pub type Json = serde_json::Value;

/// The lowest value of every integer fact: below 0, so that nothing rests on 0.
const LOWEST: i32 = -1;

/// What a fact takes; its values are numbered from 0.
#[derive(Clone, Debug)]
pub enum Kind {
    YesNo,
    /// So many numbers from the lowest.
    Integer {
        lowest: i32,
        count: usize,
    },
    OneOf(Vec<String>),
    AnyOf(Vec<String>),
}

impl Kind {
    /// How many values an answer may take.
    pub fn count(&self) -> usize {
        match self {
            Kind::YesNo => 2,
            Kind::Integer { count, .. } => *count,
            Kind::OneOf(names) => names.len(),
            Kind::AnyOf(names) => 1 << names.len(),
        }
    }

    fn value(&self, at: usize) -> Value {
        match self {
            Kind::YesNo => Value::YesNo(at == 1),
            Kind::Integer { lowest, .. } => Value::Integer(lowest + at as i32),
            Kind::OneOf(_) => Value::One(at as u8),
            Kind::AnyOf(names) => Value::Any(
                (0..names.len())
                    .filter(|bit| at >> bit & 1 == 1)
                    .map(|bit| bit as u8)
                    .collect::<ValueSet>(),
            ),
        }
    }

    pub fn names(&self) -> &[String] {
        match self {
            Kind::OneOf(names) | Kind::AnyOf(names) => names,
            Kind::YesNo | Kind::Integer { .. } => &[],
        }
    }
}

#[derive(Clone, Debug)]
pub struct Fact {
    pub id: String,
    pub kind: Kind,
    pub when: Option<Tree>,
    /// Where its first named value cannot be, or with `true` none but the last.
    pub never: Option<(bool, Tree)>,
    pub sensitive: bool,
}

impl Fact {
    /// The named values that it rules out somewhere, by position.
    fn ruled_out(&self) -> usize {
        let all_but_the_last = self.never.as_ref().is_some_and(|(all, _)| *all);
        if all_but_the_last {
            self.kind.names().len().saturating_sub(1)
        } else {
            1
        }
    }

    /// Whether an answer names a value that is ruled out somewhere.
    pub fn is_ruled_out(&self, value: usize) -> bool {
        let few = self.ruled_out();
        match self.kind {
            Kind::OneOf(_) => value < few,
            Kind::AnyOf(_) => value & ((1 << few) - 1) != 0,
            Kind::YesNo | Kind::Integer { .. } => false,
        }
    }

    /// What it says of those.
    pub fn never_json(&self) -> Option<Json> {
        let (_, never) = self.never.as_ref()?;
        Some(json!([{ "values": self.kind.names()[..self.ruled_out()], "when": never.json() }]))
    }
}

/// A criterion: a leaf has a row that says for each value whether it passes.
#[derive(Clone, Debug)]
pub enum Tree {
    Leaf {
        fact: usize,
        passes: Vec<bool>,
        json: Json,
    },
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
}

#[derive(Clone, Debug)]
pub struct Route {
    pub who: &'static str,
    pub roles: Vec<String>,
    pub when: Option<Tree>,
}

#[derive(Clone, Debug)]
pub struct Service {
    pub helps_with: Vec<String>,
    pub eligibility: Tree,
    pub routes: Vec<Route>,
    pub running: bool,
}

#[derive(Clone, Debug)]
pub struct Alert {
    pub when: Tree,
    pub services: Vec<usize>,
}

/// A small bundle, as the tests see it.
#[derive(Clone, Debug)]
pub struct Small {
    pub facts: Vec<Fact>,
    pub alerts: Vec<Alert>,
    pub services: Vec<Service>,
}

/// What is known of each fact: the number of its value, or nothing.
pub type Known = [Option<usize>];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Value(usize),
    Unknown,
    Outside,
}

impl Tree {
    pub fn everyone() -> Tree {
        Tree::All(Vec::new())
    }

    fn json(&self) -> Json {
        let list = |parts: &[Tree]| Json::from(parts.iter().map(Tree::json).collect::<Vec<_>>());
        match self {
            Tree::Leaf { json, .. } => json.clone(),
            Tree::All(parts) => json!({ "all": list(parts) }),
            Tree::Any(parts) => json!({ "any": list(parts) }),
            Tree::Not(part) => json!({ "not": part.json() }),
        }
    }

    fn evaluate(&self, standings: &[Standing]) -> Option<bool> {
        match self {
            Tree::Leaf { fact, passes, .. } => match standings[*fact] {
                Standing::Value(value) => Some(passes[value]),
                Standing::Unknown => None,
                Standing::Outside => Some(false),
            },
            Tree::All(parts) => all(parts.iter().map(|part| part.evaluate(standings))),
            Tree::Any(parts) => all(parts
                .iter()
                .map(|part| part.evaluate(standings).map(|v| !v)))
            .map(|v| !v),
            Tree::Not(part) => part.evaluate(standings).map(|v| !v),
        }
    }
}

/// Known to be true where every part is, known to be false where one part is.
pub fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut whole = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => whole = None,
        }
    }
    whole
}

/// What a person sees: the alerts raised and, for each service that is shown, its verdict and ways
/// in.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub alerts: Vec<bool>,
    pub services: Vec<Option<Card>>,
}

/// The verdict on a service, and whether each way in is open to the asker.
pub type Card = (Option<bool>, Vec<Option<bool>>);

impl Small {
    fn standings(&self, known: &Known) -> Vec<Standing> {
        let mut standings = Vec::with_capacity(known.len());
        for (fact, value) in self.facts.iter().zip(known) {
            let applies = fact
                .when
                .as_ref()
                .map_or(Some(true), |when| when.evaluate(&standings));
            standings.push(match (applies, value) {
                (Some(false), _) => Standing::Outside,
                (Some(true), Some(value)) => Standing::Value(*value),
                _ => Standing::Unknown,
            });
        }
        standings
    }

    /// What a criterion comes to.
    pub fn evaluate(&self, tree: &Tree, known: &Known) -> Option<bool> {
        tree.evaluate(&self.standings(known))
    }

    /// Whether a fact is part of the journey.
    pub fn applies(&self, fact: usize, known: &Known) -> Option<bool> {
        self.facts[fact]
            .when
            .as_ref()
            .map_or(Some(true), |when| self.evaluate(when, known))
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.facts.iter().position(|fact| fact.id == id)
    }

    fn named(&self, id: &str, names: &[&str], key: &str) -> Option<Tree> {
        let fact = self.find(id)?;
        let kind = &self.facts[fact].kind;
        let passes = (0..kind.count()).map(|at| {
            kind.names().iter().enumerate().any(|(bit, name)| {
                names.contains(&name.as_str())
                    && if key == "includes" {
                        at >> bit & 1 == 1
                    } else {
                        at == bit
                    }
            })
        });
        let passes = passes.collect();
        Some(Tree::Leaf {
            fact,
            passes,
            json: json!({ key: { "fact": id, "values": names } }),
        })
    }

    /// Whether a service is about what is going on.
    pub fn relevance(&self, service: &Service) -> Tree {
        let names: Vec<&str> = service.helps_with.iter().map(String::as_str).collect();
        (!names.is_empty())
            .then(|| self.named("needs", &names, "includes"))
            .flatten()
            .unwrap_or_else(Tree::everyone)
    }

    fn asked_by(&self, who: &str) -> Tree {
        let audiences: &[&str] = match who {
            "self" => &["young-person", "friend"],
            other => &[other],
        };
        self.named("audience", audiences, "in")
            .unwrap_or_else(Tree::everyone)
    }

    /// Whether the asker is one who takes this way in.
    pub fn asker(&self, route: &Route) -> Tree {
        self.asked_by(route.who)
    }

    /// What the way in needs: its condition and, from a professional, the right role.
    pub fn needed(&self, route: &Route) -> Tree {
        let when = route.when.clone().unwrap_or_else(Tree::everyone);
        let names: Vec<&str> = route.roles.iter().map(String::as_str).collect();
        let role = (!names.is_empty())
            .then(|| self.named("role", &names, "in"))
            .flatten();
        match role {
            Some(role) => {
                let other = Tree::Not(Box::new(self.asked_by("professional")));
                Tree::All(vec![when, Tree::Any(vec![other, role])])
            }
            None => when,
        }
    }

    /// What is shown, given what is known.
    pub fn shown(&self, known: &Known) -> Shown {
        let standings = self.standings(known);
        let alerts: Vec<bool> = self
            .alerts
            .iter()
            .map(|alert| alert.when.evaluate(&standings) == Some(true))
            .collect();
        let urgent = |at: usize| {
            self.alerts
                .iter()
                .zip(&alerts)
                .any(|(alert, on)| *on && alert.services.contains(&at))
        };
        let services = self.services.iter().enumerate().map(|(at, service)| {
            // What does not run is for nobody.
            let verdict = service
                .eligibility
                .evaluate(&standings)
                .filter(|_| service.running)
                .or(if service.running { None } else { Some(false) });
            let relevant =
                urgent(at) || self.relevance(service).evaluate(&standings) != Some(false);
            (relevant && verdict != Some(false)).then(|| {
                let route = |route: &Route| {
                    let parts = [
                        Some(service.running),
                        self.asker(route).evaluate(&standings),
                        self.needed(route).evaluate(&standings),
                    ];
                    all(parts.into_iter())
                };
                (verdict, service.routes.iter().map(route).collect())
            })
        });
        let services = services.collect();
        Shown { alerts, services }
    }

    /// Whether somebody else has to ask for a service, as no way in is this asker's, and can.
    pub fn is_through_others(&self, at: usize, known: &Known) -> bool {
        let standings = self.standings(known);
        let service = &self.services[at];
        let is_own = |route: &Route| self.asker(route).evaluate(&standings) != Some(false);
        let is_open = |route: &Route| {
            let when = route.when.as_ref();
            when.is_none_or(|when| when.evaluate(&standings) == Some(true))
        };
        service.running
            && service.eligibility.evaluate(&standings) == Some(true)
            && !service.routes.iter().any(is_own)
            && service.routes.iter().any(is_open)
    }

    /// The leaves that are left of a criterion once what is settled is folded away, with the
    /// conditions of their facts.
    pub fn open_leaves(&self, tree: &Tree, said: &[Said]) -> Vec<(usize, Vec<bool>)> {
        if self.evaluate(tree, &known(said)).is_some() {
            return Vec::new();
        }
        match tree {
            Tree::Leaf { fact, passes, .. } => {
                let gate = self.facts[*fact]
                    .when
                    .as_ref()
                    .map_or_else(Vec::new, |when| self.open_leaves(when, said));
                let own = (said[*fact] == Said::Nothing).then(|| (*fact, passes.clone()));
                gate.into_iter().chain(own).collect()
            }
            Tree::All(parts) | Tree::Any(parts) => parts
                .iter()
                .flat_map(|part| self.open_leaves(part, said))
                .collect(),
            Tree::Not(part) => self.open_leaves(part, said),
        }
    }

    /// The bundle's JSON, with all the words that it needs.
    pub fn json(&self) -> Json {
        let facts: Vec<Json> = self.facts.iter().map(fact_json).collect();
        let services: Vec<Json> = self
            .services
            .iter()
            .enumerate()
            .map(|(at, service)| service_json(at, service))
            .collect();
        let severities = ["safeguarding", "emergency", "urgent"];
        let alerts: Vec<Json> = (0..)
            .zip(&self.alerts)
            .map(|(at, alert): (usize, _)| {
                let services: Vec<String> =
                    alert.services.iter().map(|at| format!("s{at}")).collect();
                json!({
                    "id": format!("a{at}"), "severity": severities[at % 3],
                    "when": alert.when.json(), "services": services
                })
            })
            .collect();
        json!({
            "format": 1, "id": "small", "version": "2026.11.1", "default_locale": "en",
            "areas": [{ "id": "small" }], "facts": facts, "groups": [{ "id": "help" }],
            "alerts": alerts, "crisis": ["s0"], "services": services,
            "sources": [{ "id": "book" }], "locales": { "en": self.words() },
        })
    }

    fn words(&self) -> Map<String, Json> {
        let mut keys = vec![
            "group.help.title".to_owned(),
            "source.book.title".to_owned(),
        ];
        for fact in &self.facts {
            keys.extend(["question", "short"].map(|key| format!("fact.{}.{key}", fact.id)));
            keys.extend(
                fact.kind
                    .names()
                    .iter()
                    .map(|value| format!("fact.{}.value.{value}", fact.id)),
            );
        }
        keys.extend((0..self.alerts.len()).map(|at| format!("alert.a{at}.title")));
        for at in 0..self.services.len() {
            let parts = [
                "name",
                "summary",
                "contact.ask",
                "route.self",
                "route.parent-carer",
                "route.professional",
            ];
            keys.extend(parts.map(|part| format!("service.s{at}.{part}")));
        }
        keys.into_iter().map(|key| (key, "words".into())).collect()
    }

    /// Makes what the reader refuses, because nobody could ever meet it, into what everybody meets.
    fn mend(&mut self, pointer: &str) {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        let service = match steps.as_slice() {
            ["alerts", at, ..] => {
                self.alerts[at.parse::<usize>().unwrap()].when = Tree::everyone();
                return;
            }
            ["services", at, ..] => &mut self.services[at.parse::<usize>().unwrap()],
            _ => panic!("no remedy for a fault at {pointer}"),
        };
        if let ["services", _, "routes", at] = steps.as_slice() {
            let route = &mut service.routes[at.parse::<usize>().unwrap()];
            if route.when.take().is_some() | !std::mem::take(&mut route.roles).is_empty() {
                return;
            }
        }
        service.eligibility = Tree::everyone();
    }

    /// The bundle that this is.
    fn read(mut self) -> Case {
        for _ in 0..10 {
            let json = self.json();
            match Bundle::read(json.to_string().as_bytes()) {
                Ok(bundle) => {
                    return Case {
                        small: self,
                        bundle,
                        json,
                    };
                }
                Err(faults) => faults.iter().for_each(|fault| {
                    let expected = [
                        Code::AlertForNobody,
                        Code::ServiceForNobody,
                        Code::RouteForNobody,
                        Code::TooTangled,
                    ];
                    assert!(expected.contains(&fault.code), "{fault}\n{json:#}");
                    self.mend(&fault.pointer);
                }),
            }
        }
        panic!("beyond mending: {:#}", self.json());
    }
}

fn fact_json(fact: &Fact) -> Json {
    let mut json = match &fact.kind {
        Kind::YesNo => json!({ "type": "yes-no" }),
        Kind::Integer { lowest, count } => {
            json!({ "type": "integer", "min": lowest, "max": lowest + *count as i32 - 1 })
        }
        Kind::OneOf(names) => json!({ "type": "one-of", "values": names }),
        Kind::AnyOf(names) => json!({ "type": "any-of", "values": names }),
    };
    json["id"] = fact.id.as_str().into();
    json["sensitive"] = fact.sensitive.into();
    if let Some(when) = &fact.when {
        json["when"] = when.json();
    }
    if let Some(never) = fact.never_json() {
        json["never"] = never;
    }
    json
}

fn service_json(at: usize, service: &Service) -> Json {
    let routes: Vec<Json> = service
        .routes
        .iter()
        .map(|route| {
            let mut json = json!({ "who": route.who, "contacts": ["ask"], "roles": route.roles });
            if let Some(when) = &route.when {
                json["when"] = when.json();
            }
            json
        })
        .collect();
    json!({
        "id": format!("s{at}"), "group": "help",
        "status": if service.running { "running" } else { "paused" },
        "helps_with": service.helps_with, "for": service.eligibility.json(),
        "contacts": [{ "id": "ask", "kind": "person" }], "routes": routes,
        "sources": [{ "source": "book", "where": "p. 1" }],
        "as_of": "2026-01-01", "review": "2027-01-01",
    })
}

/// A small bundle as the tests and as the crate see it.
#[derive(Clone)]
pub struct Case {
    pub small: Small,
    pub bundle: Bundle,
    pub json: Json,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = ["facts", "alerts", "services"].map(|key| format!("{key}: {}", self.json[key]));
        f.write_str(&shown.join("\n"))
    }
}

/// What was said to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Nothing,
    Declined,
    Value(usize),
}

/// What is known once this was said.
pub fn known(said: &[Said]) -> Vec<Option<usize>> {
    let value = |said: &Said| match said {
        Said::Value(value) => Some(*value),
        Said::Nothing | Said::Declined => None,
    };
    said.iter().map(value).collect()
}

impl Case {
    pub fn fact(&self, at: usize) -> FactIx {
        self.facts().find(&self.small.facts[at].id).unwrap()
    }

    pub fn facts(&self) -> &Facts {
        &self.bundle.facts
    }

    pub fn value(&self, fact: usize, at: usize) -> Value {
        self.small.facts[fact].kind.value(at)
    }

    pub fn answer(&self, fact: usize, said: Said) -> Option<Answer> {
        match said {
            Said::Nothing => None,
            Said::Declined => Some(Answer::Declined),
            Said::Value(at) => Some(Answer::Given(self.value(fact, at))),
        }
    }

    pub fn answers(&self, said: &[Said]) -> Answers {
        let mut answers = Answers::default();
        for (fact, said) in said.iter().enumerate() {
            if *said != Said::Nothing {
                answers.set(self.fact(fact), self.answer(fact, *said));
            }
        }
        answers
    }

    /// What random numbers say: nothing, declined, or a value, in these proportions of 8.
    pub fn said(&self, raw: &[(u8, u8)], nothing: u8, declined: u8) -> Vec<Said> {
        let facts = self.small.facts.iter().zip(raw);
        let said = facts.map(|(fact, (what, value))| match what % 8 {
            what if what < nothing => Said::Nothing,
            what if what < nothing + declined => Said::Declined,
            _ => Said::Value(usize::from(*value) % fact.kind.count()),
        });
        said.collect()
    }

    /// A view of every continuation of what was said.
    pub fn continuations<T>(
        &self,
        said: &[Said],
        mut look: impl FnMut(&Known) -> T,
    ) -> Continuations<T> {
        let mut step = 1;
        let mut open = Vec::new();
        for (fact, said) in said.iter().enumerate() {
            if *said == Said::Nothing {
                let count = self.small.facts[fact].kind.count();
                open.push(Open { fact, count, step });
                step *= count + 1;
            }
        }
        let mut known = known(said);
        let rows = (0..step).map(|row| {
            for Open { fact, count, step } in &open {
                known[*fact] = (row / step % (count + 1)).checked_sub(1);
            }
            look(&known)
        });
        let rows = rows.collect();
        Continuations { open, rows }
    }
}

/// Every set of further answers, any of the open facts left out, and what is seen then.
pub struct Continuations<T> {
    open: Vec<Open>,
    pub rows: Vec<T>,
}

struct Open {
    fact: usize,
    count: usize,
    step: usize,
}

impl<T: PartialEq> Continuations<T> {
    /// The facts that, answered last, change what is seen.
    pub fn changing(&self) -> Vec<usize> {
        let changes = |open: &&Open| {
            let without = |row: &usize| (row / open.step).is_multiple_of(open.count + 1);
            let changes = |row: usize| {
                (1..=open.count).any(|value| self.rows[row] != self.rows[row + value * open.step])
            };
            (0..self.rows.len()).filter(without).any(changes)
        };
        self.open
            .iter()
            .filter(changes)
            .map(|open| open.fact)
            .collect()
    }

    /// The answers to this fact alone change what is seen.
    pub fn all_alike(&self) -> bool {
        self.rows.windows(2).all(|two| two[0] == two[1])
    }
}
