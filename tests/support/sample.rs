//! One valid bundle, which the tables change a little at a time.

use nwd_core::{Answer, Answers, Bundle, Domain, Moment, Value};
use serde_json::Value as Json;

/// A Sunday afternoon.
pub fn now() -> Moment {
    Moment::parse("2026-11-22T14:30").unwrap()
}

/// Reads a bundle that is valid.
pub fn read(json: &Json) -> Bundle {
    Bundle::read(json.to_string().as_bytes()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

pub fn bundle() -> Bundle {
    read(&valid())
}

/// The position of a fact.
pub fn fact(json: &Json, id: &str) -> usize {
    json["facts"]
        .as_array()
        .unwrap()
        .iter()
        .position(|fact| fact["id"] == id)
        .unwrap()
}

/// What somebody says, by name.
#[derive(Clone, Copy, Debug)]
pub enum Say {
    Declined,
    Named(&'static str),
    Ticked(&'static [&'static str]),
    Number(i32),
    YesNo(bool),
}

pub fn answers(bundle: &Bundle, said: &[(&str, Say)]) -> Answers {
    let mut answers = Answers::default();
    for (id, say) in said {
        let at = bundle.facts.find(id).unwrap();
        let domain = &bundle.facts.get(at).unwrap().domain;
        let position = |name: &str| Domain::position(domain, name).unwrap();
        let value = match say {
            Say::Declined => None,
            Say::Named(name) => Some(Value::One(position(name))),
            Say::Ticked(names) => Some(Value::Any(
                names.iter().map(|name| position(name)).collect(),
            )),
            Say::Number(number) => Some(Value::Integer(*number)),
            Say::YesNo(yes) => Some(Value::YesNo(*yes)),
        };
        answers.set(at, Some(value.map_or(Answer::Declined, Answer::Given)));
    }
    answers
}

/// A bundle with at least one of everything.
pub fn valid() -> Json {
    serde_json::from_str(include_str!("../fixtures/town.json")).unwrap()
}
