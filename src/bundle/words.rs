//! The words of a bundle, by language and key, and the sentences that are made from them.

use std::collections::BTreeMap;

use crate::criteria::{Leaf, Test};
use crate::facts::{Domain, Fact, Facts};

/// Who the words speak to or of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Person {
    /// The reader: 'you'.
    #[default]
    You,
    /// Somebody that the reader asks for: 'they'.
    They,
}

/// The words of a bundle.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(super) default_locale: String,
    pub(super) locales: BTreeMap<String, BTreeMap<String, String>>,
}

/// Words in one language, to or of one person.
#[derive(Clone, Copy, Debug)]
pub struct Speech<'a> {
    words: &'a Words,
    locale: &'a str,
    person: Person,
}

impl Words {
    /// The words in a language, or in the bundle's own where it lacks that one. `en-GB` is served by `en`.
    pub fn speak(&self, locale: &str, person: Person) -> Speech<'_> {
        let base = locale.split('-').next().unwrap_or_default();
        let found = [locale, base].into_iter().find_map(|name| self.locales.get_key_value(name));
        Speech { words: self, locale: found.map_or(&self.default_locale, |(name, _)| name), person }
    }

    /// The languages that there are words in.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.locales.keys().map(String::as_str)
    }

    fn find(&self, locale: &str, key: &str) -> Option<&str> {
        let default = &self.default_locale;
        [locale, default].into_iter().find_map(|name| self.locales.get(name)?.get(key)).map(String::as_str)
    }
}

impl<'a> Speech<'a> {
    /// The language.
    pub fn locale(self) -> &'a str {
        self.locale
    }

    /// The words under a key, where there are any: those for this person before those for everyone.
    pub fn find(self, key: &str) -> Option<&'a str> {
        let they = match self.person {
            Person::They => self.words.find(self.locale, &format!("{key}@they")),
            Person::You => None,
        };
        they.or_else(|| self.words.find(self.locale, key))
    }

    /// The words under a key; the key itself where there are none, so that a gap is seen.
    pub fn text(self, key: &str) -> String {
        self.find(key).unwrap_or(key).to_owned()
    }

    /// The words under a key with each `{name}` replaced.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.text(key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// The words under a key for a number: its `-one` twin for exactly one.
    pub fn count(self, key: &str, count: usize) -> String {
        let one = format!("{key}-one");
        let key = if count == 1 && self.find(&one).is_some() { &one } else { key };
        self.fill(key, &[("count", &count.to_string())])
    }

    /// The label of a fact's value.
    pub fn value(self, fact: &Fact, at: u8) -> String {
        let name = fact.domain.values().get(usize::from(at)).map_or("", String::as_str);
        self.text(&format!("fact.{}.value.{name}", fact.id))
    }

    /// Several things in a row: 'a, b or c'.
    pub fn either(self, items: &[String]) -> String {
        self.list(items, "list.or")
    }

    /// Several things in a row: 'a, b and c'.
    pub fn both(self, items: &[String]) -> String {
        self.list(items, "list.and")
    }

    fn list(self, items: &[String], last: &str) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., end] => format!("{}{}{end}", first.join(&self.text("list.comma")), self.text(last)),
        }
    }

    /// What a leaf asks for, as a short phrase: 'aged 11 to 19', or negated 'not working with a social worker'.
    pub fn phrase(self, leaf: &Leaf, negated: bool, facts: &Facts) -> String {
        if let Some(own) = leaf.words.as_ref().and_then(|name| self.find(&format!("words.{name}"))) {
            return own.to_owned();
        }
        let Some(fact) = facts.get(leaf.fact) else { return String::new() };
        let not = if negated { "not-" } else { "" };
        let key = |pattern: &str| format!("fact.{}.{not}{pattern}", fact.id);
        match &leaf.test {
            Test::Between { min, max } => {
                // An end that is the domain's own says nothing: 'aged 0 to 18' is 'aged 18 or under'.
                let (min, max) = match fact.domain {
                    Domain::Integer { min: lowest, max: highest } => {
                        (min.filter(|min| *min > lowest), max.filter(|max| *max < highest))
                    }
                    _ => (*min, *max),
                };
                let pattern = match (min, max) {
                    (Some(min), Some(max)) if min == max => "exactly",
                    (Some(_), Some(_)) => "between",
                    (Some(_), None) => "from",
                    (None, _) => "to",
                };
                let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
                self.fill(&key(pattern), &[("min", &number(min)), ("max", &number(max))])
            }
            Test::In(values) => self.fill(&key("in"), &[("values", &self.values(fact, values.iter()))]),
            Test::Includes(values) => self.fill(&key("includes"), &[("values", &self.values(fact, values.iter()))]),
            Test::Is(wanted) => self.text(&format!("fact.{}.is-{}", fact.id, *wanted != negated)),
        }
    }

    fn values(self, fact: &Fact, values: impl Iterator<Item = u8>) -> String {
        let phrase = |at: u8| {
            let name = fact.domain.values().get(usize::from(at)).map_or("", String::as_str);
            self.find(&format!("fact.{}.phrase.{name}", fact.id)).map_or_else(|| self.value(fact, at), str::to_owned)
        };
        self.either(&values.map(phrase).collect::<Vec<_>>())
    }
}
