//! A content folder, or several, as one bundle that a page loads.

use std::path::PathBuf;

use nwd_core::format::{Json, limits};

use super::target::Target;
use crate::output::Failure;

/// A bundle that was built.
#[derive(Debug)]
pub struct Built {
    /// The area's id.
    pub id: String,
    /// How many services it holds.
    pub services: usize,
    /// The bundle's text.
    pub text: String,
}

/// Builds a content folder, or several into one; or passes a bundle on.
///
/// # Errors
/// It is not valid.
pub fn bundle(paths: &[PathBuf]) -> Result<Built, Failure> {
    let mut target = Target::read_all(paths)?;
    let bundle = target.bundle().map_err(Failure::Findings)?;
    let mut text = target
        .json()
        .and_then(|json| serde_json::to_string(&nested_words(for_readers(json))).ok())
        .unwrap_or_default();
    text.push('\n');
    if text.len() > limits::BYTES {
        let message = format!(
            "The bundle of {} has {} bytes; the most is {}.",
            bundle.id,
            text.len(),
            limits::BYTES
        );
        return Err(Failure::new(
            message,
            "Split the area, or shorten its words.",
        ));
    }
    Ok(Built {
        id: bundle.id,
        services: bundle.services.len(),
        text,
    })
}

/// The bundle without what is only for editors: `$schema`, notes, and the places in the sources.
fn for_readers(json: &Json) -> Json {
    match json {
        Json::Object(members) => {
            let kept = members.iter().filter(|(key, _)| key != "$schema");
            Json::Object(
                kept.map(|(key, value)| {
                    (
                        key.clone(),
                        if key == "services" || key == "modules" {
                            without_notes(value)
                        } else {
                            for_readers(value)
                        },
                    )
                })
                .collect(),
            )
        }
        Json::List(items) => Json::List(items.iter().map(for_readers).collect()),
        other => other.clone(),
    }
}

fn without_notes(items: &Json) -> Json {
    let Json::List(items) = items else {
        return items.clone();
    };
    let item = |item: &Json| match for_readers(item) {
        Json::Object(members) => Json::Object(
            members
                .into_iter()
                .filter(|(key, _)| key != "note")
                .map(without_places)
                .collect(),
        ),
        other => other,
    };
    Json::List(items.iter().map(item).collect())
}

/// The sources of a service, by name alone.
fn without_places((key, value): (String, Json)) -> (String, Json) {
    let plain = |citation: Json| match citation {
        Json::Object(members) => Json::Object(
            members
                .into_iter()
                .filter(|(key, _)| key != "where")
                .collect(),
        ),
        other => other,
    };
    match value {
        Json::List(citations) if key == "sources" => {
            (key, citations.into_iter().map(plain).collect())
        }
        value => (key, value),
    }
}

/// The bundle with its words nested by the parts of their keys, as they are in locale files: dotted keys repeat themselves,
/// and travel worse.
fn nested_words(bundle: Json) -> Json {
    map_member(bundle, "locales", |locales| match locales {
        Json::Object(languages) => Json::Object(
            languages
                .into_iter()
                .map(|(language, words)| (language, nested(words)))
                .collect(),
        ),
        other => other,
    })
}

fn map_member(object: Json, key: &str, change: impl Fn(Json) -> Json) -> Json {
    let Json::Object(members) = object else {
        return object;
    };
    let member = |(name, json): (String, Json)| {
        if name == key {
            (name, change(json))
        } else {
            (name, json)
        }
    };
    Json::Object(members.into_iter().map(member).collect())
}

/// An object without dots in its keys, from one with dotted keys in order.
fn nested(words: Json) -> Json {
    let Json::Object(words) = words else {
        return words;
    };
    let mut members: Vec<(String, Json)> = Vec::new();
    for (key, word) in words {
        match key.split_once('.') {
            None => members.push((key, word)),
            Some((head, rest)) => match members.last_mut() {
                Some((name, Json::Object(inner))) if name == head => {
                    inner.push((rest.to_owned(), word))
                }
                // A key that is the beginning of another cannot hold both its word and an object.
                Some((name, _)) if name == head => members.push((key, word)),
                _ => members.push((head.to_owned(), Json::Object(vec![(rest.to_owned(), word)]))),
            },
        }
    }
    Json::Object(
        members
            .into_iter()
            .map(|(key, json)| (key, nested(json)))
            .collect(),
    )
}
