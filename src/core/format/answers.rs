//! Answers as JSON: one object, fact id to value; `null` for a question that was asked and not
//! answered.

use crate::answers::{Answer, Answers};
use crate::domain::Value;
use crate::domain::{Domain, ValueSet};
use crate::facts::{Fact, Facts};
use crate::format::{Code, Diagnostic, Diagnostics, Json, Place};

/// Reads answers from a JSON tree.
///
/// # Errors
/// Every fault, each with its place and what was expected there.
///
/// ```
/// use nwd_core::Facts;
/// use nwd_core::format::{Code, answers, read_json};
///
/// let json = read_json(br#"{"age": 12}"#).unwrap();
/// let faults = answers::read_tree(&json, &Facts::default()).unwrap_err();
/// assert_eq!(faults[0].code, Code::UnknownFact);
/// ```
pub fn read_tree(json: &Json, facts: &Facts) -> Result<Answers, Vec<Diagnostic>> {
    let mut faults = Diagnostics::default();
    let answers = from_json(json, facts, &Place::ROOT, &mut faults);
    if faults.is_empty() {
        Ok(answers)
    } else {
        Err(faults.into_vec())
    }
}

/// The most answers that one person can give: there are no more facts than this.
const MOST_ANSWERS: usize = 1000;

/// Reads answers from a place in a JSON tree: those without a fault.
pub fn from_json(
    json: &Json,
    facts: &Facts,
    place: &Place<'_>,
    faults: &mut Diagnostics,
) -> Answers {
    let mut answers = Answers::default();
    let Json::Object(entries) = json else {
        let message = format!("This is {}.", json.kind());
        let help = "Write one object: fact id to value.";
        faults.report(Code::WrongType, place, message, help);
        return answers;
    };
    if entries.len() > MOST_ANSWERS {
        let count = entries.len();
        let message = format!("There are {count} answers; the most is {MOST_ANSWERS}.");
        faults.report(Code::TooMany, place, message, "Name each fact once.");
        return answers;
    }
    for (at, (key, value)) in entries.iter().enumerate() {
        let (place, name) = (&place.key(key), &place.name(key));
        if entries.iter().take(at).any(|(earlier, _)| earlier == key) {
            let message = format!("\"{key}\" is answered twice.");
            faults.report(Code::DuplicateKey, name, message, "Keep one of the two.");
        }
        let Some((ix, fact)) = facts.find(key).and_then(|ix| Some((ix, facts.get(ix)?))) else {
            unknown_fact(key, facts, name, faults);
            continue;
        };
        let answer = match value {
            Json::Null => Some(Answer::Declined),
            _ => read_value(value, fact, place, faults).map(Answer::Given),
        };
        answers.set(ix, answer);
    }
    answers
}

fn unknown_fact(key: &str, facts: &Facts, place: &Place<'_>, faults: &mut Diagnostics) {
    let ids: Vec<&str> = facts.iter().map(|(_, fact)| fact.id.as_str()).collect();
    faults.report(
        Code::UnknownFact,
        place,
        format!("No fact is called \"{key}\"."),
        format!("Write one of: {}.", ids.join(", ")),
    );
}

fn read_value(
    json: &Json,
    fact: &Fact,
    place: &Place<'_>,
    faults: &mut Diagnostics,
) -> Option<Value> {
    match (&fact.domain, json) {
        (Domain::OneOf(_), Json::Text(text)) => one(text, fact, place, faults).map(Value::One),
        (Domain::AnyOf(_), Json::List(items)) => any_of(items, fact, place, faults),
        (Domain::Integer { min, max }, Json::Integer(number)) => {
            let value = i32::try_from(*number)
                .ok()
                .filter(|value| (min..=max).contains(&value));
            if value.is_none() {
                let message = format!("{number} is not a value of \"{}\".", fact.id);
                let help = format!("Write {}.", expected(fact));
                faults.report(Code::OutsideDomain, place, message, help);
            }
            value.map(Value::Integer)
        }
        (Domain::YesNo, Json::Bool(said)) => Some(Value::YesNo(*said)),
        _ => {
            let message = format!(
                "\"{}\" is {}; this is {}.",
                fact.id,
                fact.domain.type_name(),
                json.kind()
            );
            let help = format!("Write {}, or null.", expected(fact));
            faults.report(Code::WrongType, place, message, help);
            None
        }
    }
}

fn any_of(
    items: &[Json],
    fact: &Fact,
    place: &Place<'_>,
    faults: &mut Diagnostics,
) -> Option<Value> {
    let mut ticked = ValueSet::default();
    let mut whole = true;
    for (at, item) in items.iter().enumerate() {
        let place = &place.item(at);
        let Json::Text(text) = item else {
            let message = format!("This is {}.", item.kind());
            let help = format!("Write {}.", one_of(fact));
            faults.report(Code::WrongType, place, message, help);
            whole = false;
            continue;
        };
        if items.iter().take(at).any(|earlier| earlier == item) {
            faults.report(
                Code::DuplicateValue,
                place,
                format!("\"{text}\" stands twice."),
                "Keep one of the two.",
            );
            whole = false;
            continue;
        }
        match meant(text, fact, place, faults) {
            Some(values) => ticked = ticked.union(values),
            None => whole = false,
        }
    }
    if whole {
        Some(Value::Any(ticked))
    } else {
        None
    }
}

/// The one value that is meant by a name: also by an older one, unless that was parted since.
fn one(text: &str, fact: &Fact, place: &Place<'_>, faults: &mut Diagnostics) -> Option<u8> {
    let values = meant(text, fact, place, faults)?;
    if values.len() > 1 {
        let now: Vec<&str> = values.iter().map(|it| fact.domain.name(it)).collect();
        let message = format!("\"{text}\" of \"{}\" was parted.", fact.id);
        let help = format!("Write the one that is meant: {}.", now.join(", "));
        faults.report(Code::OutsideDomain, place, message, help);
        return None;
    }
    values.iter().next()
}

fn meant(text: &str, fact: &Fact, place: &Place<'_>, faults: &mut Diagnostics) -> Option<ValueSet> {
    let found = fact.meant(text);
    if found.is_none() {
        let shown: String = text.chars().take(80).collect();
        let message = format!("\"{shown}\" is not a value of \"{}\".", fact.id);
        faults.report(
            Code::OutsideDomain,
            place,
            message,
            format!("Write {}.", one_of(fact)),
        );
    }
    found
}

fn expected(fact: &Fact) -> String {
    match &fact.domain {
        Domain::OneOf(_) => one_of(fact),
        Domain::AnyOf(_) => format!(
            "a list, in square brackets, of any of: {}",
            fact.domain.values().join(", ")
        ),
        Domain::Integer { min, max } => {
            format!("a whole number from {min} to {max}, without a point or an exponent")
        }
        Domain::YesNo => "true or false".to_owned(),
    }
}

fn one_of(fact: &Fact) -> String {
    format!("one of: {}", fact.domain.values().join(", "))
}
