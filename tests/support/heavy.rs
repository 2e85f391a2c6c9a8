//! Bundles that are heavy to work out, each in a way of its own and in any size: what limits must
//! refuse, or the page must bear.

use nwd_core::domain::{Domain, FactIx, Value};
use nwd_core::journey::{Screen, Walk};
use nwd_core::{Answer, Bundle};
use serde_json::{Map, Value as Json, json};

/// A way to be heavy: its name, and what makes a bundle of a size.
pub type Shape = (&'static str, fn(usize) -> Json);

/// Every way that is known. The size is a count of services, but where a name says otherwise.
pub const SHAPES: [Shape; 13] = [
    ("services", services),
    ("services by role", by_role),
    ("services with fifty ways in", ways_in),
    ("alerts that name every service", alerts),
    ("services that stand behind the next", behind),
    ("services that share a door", doors),
    ("tangled services", tangled),
    ("services with what never decides", undecided),
    ("services with many facts", many_facts),
    ("services with long criteria", long),
    ("conditions, each on all before", chained),
    ("answers that leave one answer each", settled),
    ("services that name a chain", named_chain),
];

/// The largest bundle of a shape that is accepted, up to the most services that there may be: its
/// size, and its bytes. One of size 1 always is.
pub fn largest(make: fn(usize) -> Json) -> (usize, Vec<u8>) {
    let bytes = |size| make(size).to_string().into_bytes();
    let (mut fits, mut over) = (1, 4001);
    while over - fits > 1 {
        let size = usize::midpoint(fits, over);
        if Bundle::read(&bytes(size)).is_ok() {
            fits = size;
        } else {
            over = size;
        }
    }
    (fits, bytes(fits))
}

/// What somebody does next who takes the first choice each time.
pub enum Step {
    Answer(Vec<(FactIx, Answer)>),
    Done,
}

/// Goes on from whatever is no question.
pub fn steps(bundle: &Bundle, walk: &mut Walk) -> Step {
    loop {
        match walk.screen() {
            Screen::Question(at) => return Step::Answer(vec![(at, first_choice(bundle, at))]),
            Screen::Heard(_) | Screen::Urgent => walk.go_on(),
            _ => return Step::Done,
        }
    }
}

fn first_choice(bundle: &Bundle, at: FactIx) -> Answer {
    Answer::Given(match bundle.facts.get(at).unwrap().domain {
        Domain::OneOf(_) => Value::One(0),
        Domain::AnyOf(_) => Value::Any([0].into_iter().collect()),
        Domain::Integer { min, .. } => Value::Integer(min),
        Domain::YesNo => Value::YesNo(true),
    })
}

/// A bundle with these services and the usual questions.
struct Area {
    facts: Vec<Json>,
    alerts: Vec<Json>,
    services: Vec<Json>,
}

impl Area {
    fn of(count: usize, service: impl Fn(usize) -> Json) -> Area {
        let named = |at: usize| with(service(at), "id", json!(format!("s{at}")));
        let lives_in = named_values("p", 20);
        Area {
            facts: vec![
                json!({ "id": "audience", "type": "one-of",
                    "values": ["young-person", "friend", "parent-carer", "professional"] }),
                json!({ "id": "needs", "type": "any-of", "values": named_values("n", 30) }),
                json!({ "id": "age", "type": "integer", "min": 0, "max": 120 }),
                json!({ "id": "lives_in", "type": "one-of", "values": lives_in, "rest": "p0" }),
            ],
            alerts: Vec::new(),
            services: (0..count).map(named).collect(),
        }
    }

    fn with_facts(mut self, facts: impl IntoIterator<Item = Json>) -> Area {
        self.facts.extend(facts);
        self
    }

    fn json(self) -> Json {
        json!({
            "format": 1, "id": "heavy", "version": "2026.11.1", "default_locale": "en",
            "areas": [{ "id": "heavy" }, { "id": "national" }],
            "groups": [{ "id": "advice" }],
            "crisis": ["s0"],
            "sources": [{ "id": "book" }],
            "modules": [],
            "locales": { "en": self.words() },
            "facts": self.facts, "alerts": self.alerts, "services": self.services,
        })
    }

    /// Words as short as may be.
    fn words(&self) -> Json {
        let mut words = Map::new();
        let mut say = |key: String| drop(words.insert(key, json!("w")));
        for fact in &self.facts {
            let id = text(&fact["id"]);
            say(format!("fact.{id}.question"));
            say(format!("fact.{id}.short"));
            for value in fact["values"].as_array().into_iter().flatten() {
                say(format!("fact.{id}.value.{}", text(value)));
            }
        }
        for alert in &self.alerts {
            say(format!("alert.{}.title", text(&alert["id"])));
        }
        for service in &self.services {
            let id = text(&service["id"]);
            ["name", "summary", "contact.c"]
                .iter()
                .for_each(|key| say(format!("service.{id}.{key}")));
            for route in service["routes"].as_array().into_iter().flatten() {
                say(format!("service.{id}.route.{}", text(&route["who"])));
            }
        }
        say("group.advice.title".to_owned());
        say("source.book.title".to_owned());
        Json::Object(words)
    }
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap()
}

fn with(mut json: Json, key: &str, value: Json) -> Json {
    json[key] = value;
    json
}

fn named_values(letter: &str, count: usize) -> Vec<String> {
    (0..count).map(|at| format!("{letter}{at}")).collect()
}

fn is(fact: impl AsRef<str>) -> Json {
    json!({ "is": { "fact": fact.as_ref(), "value": true } })
}

fn lives_in(at: usize) -> Json {
    json!({ "in": { "fact": "lives_in", "values": [format!("p{}", at % 20)] } })
}

fn aged(at: usize) -> Json {
    json!({ "between": { "fact": "age", "min": at % 18, "max": at % 18 + 10 } })
}

fn includes(at: usize) -> Json {
    json!({ "includes": { "fact": "needs", "values": [format!("n{}", at % 30)] } })
}

fn yes_no(count: usize) -> impl Iterator<Item = Json> {
    (0..count).map(|at| json!({ "id": format!("f{at}"), "type": "yes-no" }))
}

/// A service for these people, with one way in.
fn service(criterion: Json) -> Json {
    json!({
        "group": "advice", "for": criterion,
        "contacts": [{ "id": "c", "kind": "phone", "value": "116 123" }],
        "routes": [{ "who": "self", "contacts": ["c"] }],
        "sources": [{ "source": "book" }], "as_of": "2026-01", "review": "2027-01-31",
    })
}

/// Somebody of an age in a place, with a need.
fn ordinary(at: usize) -> Json {
    let service = service(json!({ "all": [aged(at), lives_in(at)] }));
    with(service, "helps_with", json!([format!("n{}", at % 30)]))
}

fn services(count: usize) -> Json {
    Area::of(count, ordinary).json()
}

fn by_role(count: usize) -> Json {
    let roles = named_values("r", 64);
    let staff = |at: usize| json!([format!("r{}", at % 64)]);
    Area::of(count, |at| with(ordinary(at), "staff", staff(at)))
        .with_facts([json!({ "id": "role", "type": "one-of", "values": roles })])
        .json()
}

fn ways_in(count: usize) -> Json {
    let way = |at: usize| {
        let who = ["self", "parent-carer", "professional"][at % 3];
        json!({ "who": who, "contacts": ["c"], "when": { "all": [is(format!("f{}", at % 40)), aged(0)] } })
    };
    Area::of(count, |at| {
        with(service(aged(at % 9)), "routes", (0..50).map(way).collect())
    })
    .with_facts(yes_no(40))
    .json()
}

fn alerts(count: usize) -> Json {
    let mut area = Area::of(count, ordinary);
    let all = named_values("s", count);
    let alert = |at: usize| {
        let when = is(format!("f{at}"));
        json!({ "id": format!("a{at}"), "severity": "urgent", "when": when, "services": all })
    };
    area.alerts = (0..60).map(alert).collect();
    area.with_facts(yes_no(60)).json()
}

fn behind(count: usize) -> Json {
    let after = |at: usize| {
        named_values("s", count)[at + 1..]
            .iter()
            .take(1)
            .cloned()
            .collect()
    };
    Area::of(count, |at| with(service(lives_in(0)), "after", after(at))).json()
}

fn doors(count: usize) -> Json {
    let far = |at: usize| {
        let service = with(service(lives_in(0)), "door", json!(format!("d{at}")));
        with(service, "area", json!("national"))
    };
    Area::of(count, far).json()
}

/// Each age by itself, each need by itself: the combinations are looked at one by one.
fn tangled(count: usize) -> Json {
    let any = |parts: Vec<Json>| json!({ "any": parts });
    let twice = |at: usize| {
        let needs = (0..3).map(|need| includes(at + need)).collect();
        let ages =
            (0..10).map(|age| json!({ "between": { "fact": "age", "min": age, "max": age } }));
        let places = (0..3).map(|place| lives_in(at + place)).collect();
        service(json!({ "all": [any(needs), any(ages.collect()), any(places)] }))
    };
    Area::of(count, twice).json()
}

/// Facts that could decide only where an age is two ages at once: to see that takes each combination.
fn undecided(count: usize) -> Json {
    let any = |parts: Vec<Json>| json!({ "any": parts });
    let all = |parts: Vec<Json>| json!({ "all": parts });
    let age = |age: usize| json!({ "between": { "fact": "age", "min": age, "max": age } });
    let pair = |at: usize| all(vec![age(2 * at), any(vec![lives_in(at), lives_in(at + 1)])]);
    let other = |at: usize| {
        all(vec![
            age(2 * at + 1),
            any(vec![lives_in(at + 1), lives_in(at + 2)]),
        ])
    };
    let never = all(vec![
        any((0..8).map(pair).collect()),
        any((0..8).map(other).collect()),
    ]);
    let facts = all((0..10).map(|at| is(format!("f{at}"))).collect());
    let criterion = any(vec![aged(3), all(vec![facts, never])]);
    Area::of(count, |_| service(criterion.clone()))
        .with_facts(yes_no(10))
        .json()
}

/// What depends on one fact only, and names a hundred.
fn many_facts(count: usize) -> Json {
    let absorbed = |at: usize| {
        let both = json!({ "all": [is("f0"), is(format!("f{at}"))] });
        json!({ "any": [is("f0"), both] })
    };
    let parts: Vec<Json> = (1..66).map(absorbed).collect();
    Area::of(count, |_| service(json!({ "all": parts })))
        .with_facts(yes_no(100))
        .json()
}

fn long(count: usize) -> Json {
    let parts: Vec<Json> = (0..100).map(|at| is(format!("f{at}"))).collect();
    Area::of(count, |_| service(json!({ "all": parts })))
        .with_facts(yes_no(100))
        .json()
}

fn chained(count: usize) -> Json {
    let link = |at: usize| {
        let fact = json!({ "id": format!("f{at}"), "type": "yes-no" });
        let before: Vec<Json> = (0..at).map(|at| is(format!("f{at}"))).collect();
        if at == 0 {
            fact
        } else {
            with(fact, "when", json!({ "any": before }))
        }
    };
    let count = count.min(120);
    Area::of(10, |_| service(is(format!("f{}", count - 1))))
        .with_facts((0..count).map(link))
        .json()
}

/// Services that each name the last of forty questions that each depend on the one before.
fn named_chain(count: usize) -> Json {
    let link = |at: usize| {
        let fact = json!({ "id": format!("f{at}"), "type": "yes-no" });
        if at == 0 {
            fact
        } else {
            with(fact, "when", is(format!("f{}", at - 1)))
        }
    };
    Area::of(count, |at| service(json!({ "all": [is("f39"), aged(at)] })))
        .with_facts((0..40).map(link))
        .json()
}

/// A first answer that leaves one answer to each question after it.
fn settled(count: usize) -> Json {
    let left = |at: usize| {
        let never = json!([{ "values": ["a"], "when": { "in": { "fact": "audience", "values": ["young-person"] } } }]);
        json!({ "id": format!("f{at}"), "type": "one-of", "values": ["a", "b"], "never": never })
    };
    let asks = |at: usize| {
        let values = json!([if at.is_multiple_of(2) { "a" } else { "b" }]);
        let asks = json!({ "in": { "fact": format!("f{}", at % 100), "values": values } });
        service(json!({ "all": [asks, aged(at)] }))
    };
    Area::of(count, asks).with_facts((0..100).map(left)).json()
}
