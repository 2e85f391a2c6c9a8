//! Values under keys, in the order of the keys, and how they are read and written. (The standard
//! library's ordered map weighs kilobytes more in the wasm.)

use super::code::Code;
use super::diagnostic::{Diagnostics, Place};
use super::json::Json;
use super::limits;
use super::read::{Read, say, wrong_type};
use super::write::{Audience, Write};
use crate::keys::key;

/// Values under keys, in the order of the keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<T>(Vec<(String, T)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(Vec::new())
    }
}

impl<T> Table<T> {
    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.entry(key).map(|(_, value)| value)
    }

    /// A key, as the table holds it, and its value.
    pub fn entry(&self, key: &str) -> Option<(&str, &T)> {
        let at = self.position(key).ok()?;
        self.0.get(at).map(|(key, value)| (key.as_str(), value))
    }

    /// The keys and values, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// Puts a value under a new key; false, and nothing is changed, where the key is there already.
    pub fn add(&mut self, key: &str, value: T) -> bool {
        let place = self.position(key);
        if let Err(at) = place {
            self.0.insert(at, (key.to_owned(), value));
        }
        place.is_err()
    }

    /// The same keys with other values.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Table<U> {
        Table(
            self.0
                .into_iter()
                .map(|(key, value)| (key, change(value)))
                .collect(),
        )
    }

    fn position(&self, key: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(other, _)| other.as_str().cmp(key))
    }
}

/// The first counts of a key that stands twice.
impl<T> FromIterator<(String, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut table = Table::default();
        for (key, value) in entries {
            table.add(&key, value);
        }
        table
    }
}

impl<T: Read> Read for Table<T> {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        let Json::Object(entries) = json else {
            return wrong_type(json, "an object, in braces", place, faults);
        };
        let mut table = Table::default();
        for (key, json) in entries {
            if !table.add(key, T::read(json, &place.key(key), faults)) {
                twice(&place.name(key), faults);
            }
        }
        table
    }
}

impl<T: Write> Write for Table<T> {
    fn write(&self, audience: Audience) -> Json {
        let mut members = Vec::with_capacity(self.0.len());
        for (key, value) in &self.0 {
            members.push((key.clone(), value.write(audience)));
        }
        Json::Object(members)
    }
}

/// Words by key: an object of texts and of objects like it. A key's parts may be nested, or stand
/// in one key with dots.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts(pub Table<String>);

impl Read for Texts {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        let mut texts = Table::default();
        gather(json, "", place, &mut texts, faults);
        Texts(texts)
    }
}

fn gather(
    json: &Json,
    prefix: &str,
    place: &Place<'_>,
    texts: &mut Table<String>,
    faults: &mut Diagnostics,
) {
    let Json::Object(entries) = json else {
        return wrong_type(json, "a text, or an object of texts", place, faults);
    };
    for (name, json) in entries {
        let dotted = if prefix.is_empty() {
            name.clone()
        } else {
            key(&[prefix, name])
        };
        if dotted.len() > limits::WORDS_KEY {
            too_long(&place.name(name), faults);
            continue;
        }
        match json {
            Json::Text(text) if texts.add(&dotted, text.clone()) => {}
            Json::Text(_) => twice(&place.name(name), faults),
            _ => gather(json, &dotted, &place.key(name), texts, faults),
        }
    }
}

/// Every word under it would repeat it, and a few hundred kilobytes become gigabytes.
fn too_long(place: &Place<'_>, faults: &mut Diagnostics) {
    let most = limits::WORDS_KEY;
    faults.report(
        Code::LongKey,
        place,
        say!("This key, with those that it stands under, is longer than {most} bytes."),
        say!("Shorten it: the ids of what the words are of are enough."),
    );
}

fn twice(place: &Place<'_>, faults: &mut Diagnostics) {
    faults.report(
        Code::DuplicateKey,
        place,
        say!("This key stands twice."),
        say!("Keep one of the two."),
    );
}

/// Nested by the parts of their keys: dotted keys repeat themselves, and travel worse.
impl Write for Texts {
    fn write(&self, _: Audience) -> Json {
        let words: Vec<_> = self
            .0
            .iter()
            .map(|(key, text)| (key, text.as_str()))
            .collect();
        nested(&words)
    }
}

/// Words in the order of their keys as an object in which those whose keys begin alike stand in an
/// object of their own.
fn nested(words: &[(&str, &str)]) -> Json {
    let mut members = Vec::new();
    let mut rest = words;
    while let [(key, text), after @ ..] = rest {
        let Some(head) = head(key, words) else {
            members.push(((*key).to_owned(), Json::from(*text)));
            rest = after;
            continue;
        };
        let inner: Vec<_> = rest
            .iter()
            .map_while(|(key, text)| Some((key.strip_prefix(head)?.strip_prefix('.')?, *text)))
            .collect();
        members.push((head.to_owned(), nested(&inner)));
        rest = rest.get(inner.len()..).unwrap_or_default();
    }
    Json::Object(members)
}

/// The first part of a key, unless the key has to stay whole: a word under that part alone leaves
/// no room for an object, and an empty part would not be read again.
fn head<'k>(key: &'k str, words: &[(&str, &str)]) -> Option<&'k str> {
    let (head, _) = key.split_once('.')?;
    let taken = words.binary_search_by_key(&head, |(key, _)| key).is_ok();
    if head.is_empty() || taken {
        None
    } else {
        Some(head)
    }
}
