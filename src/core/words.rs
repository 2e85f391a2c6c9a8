//! The words of a bundle, by language and key, and the sentences that are made from them.

pub mod catalogue;

use crate::clock::{Date, Stated, Time};
use crate::criterion::{Leaf, Test};
use crate::domain::Domain;
use crate::facts::{Fact, Facts};
use crate::format::Table;
use crate::keys::{joined, key};
use crate::knowledge::Knowledge;
use crate::vocabulary::audience;

/// Who the words speak to or of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Person<'a> {
    /// The reader: 'you'.
    #[default]
    You,
    /// Somebody that the reader asks for: 'they'. The reader is of this audience: `parent-carer`,
    /// `professional`, `friend`.
    They(&'a str),
}

impl<'a> Person<'a> {
    /// 'You' to somebody who asks for themselves, or has not said who it is for; 'they' of somebody
    /// else.
    pub fn spoken_to(known: &Knowledge<'a>) -> Person<'a> {
        known.audience().map_or(Person::You, Person::asking)
    }

    /// The person that words for this audience are said to.
    pub fn asking(asker: &'a str) -> Person<'a> {
        if asker == audience::YOUNG_PERSON {
            Person::You
        } else {
            Person::They(asker)
        }
    }
}

/// The words of a bundle.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(crate) default_locale: String,
    pub(crate) locales: Table<Table<String>>,
}

/// Words in one language, to or of one person.
#[derive(Clone, Copy, Debug)]
pub struct Speech<'a> {
    words: &'a Words,
    locale: &'a str,
    person: Person<'a>,
}

impl Words {
    /// The words in a language, or in the bundle's own where it lacks that one. `en-GB` is served
    /// by `en`.
    pub fn speak<'a>(&'a self, locale: &str, person: Person<'a>) -> Speech<'a> {
        let base = locale.split('-').next().unwrap_or_default();
        let found = [locale, base]
            .into_iter()
            .find_map(|name| self.locales.entry(name));
        Speech {
            words: self,
            locale: found.map_or(&self.default_locale, |(name, _)| name),
            person,
        }
    }

    /// The languages that there are words in.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.locales.keys()
    }

    /// The language that the words fall back to.
    pub fn default_locale(&self) -> &str {
        &self.default_locale
    }

    /// The keys that have words of their own in a language, in order.
    pub fn keys(&self, locale: &str) -> impl Iterator<Item = &str> {
        self.locales.get(locale).into_iter().flat_map(Table::keys)
    }
}

impl<'a> Speech<'a> {
    /// The language.
    pub fn locale(self) -> &'a str {
        self.locale
    }

    /// The words under a key, where there are any: those for this audience (`key@professional`)
    /// before those about somebody else (`key@they`) before those for everyone, and each in this
    /// language before the bundle's own.
    pub fn find(self, key: &str) -> Option<&'a str> {
        let twins = match self.person {
            Person::You => [None, None],
            Person::They(audience) => {
                [audience, "they"].map(|twin| Some(joined(&[key, twin], "@")))
            }
        };
        let default = self.words.default_locale.as_str();
        [self.locale, default].into_iter().find_map(|locale| {
            let words = self.words.locales.get(locale)?;
            let twin = twins.iter().flatten().find_map(|twin| words.get(twin));
            twin.or_else(|| words.get(key)).map(String::as_str)
        })
    }

    /// The words under a key; the key itself where there are none, so that a gap is seen.
    pub fn text(self, key: &str) -> String {
        self.find(key).unwrap_or(key).to_owned()
    }

    /// The words under a key with each `{name}` replaced.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let template = self.find(key).unwrap_or(key);
        let mut parts = template.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            }
            filled.push_str(rest);
        }
        filled
    }

    /// The words under a key for a number: its `-one` twin for exactly one.
    pub fn count(self, key: &str, count: usize) -> String {
        let one = format!("{key}-one");
        let key = if count == 1 && self.find(&one).is_some() {
            &one
        } else {
            key
        };
        self.fill(key, &[("count", &count.to_string())])
    }

    /// The label of a fact's value.
    pub fn value(self, fact: &Fact, at: u8) -> String {
        let name = fact.domain.name(at);
        self.text(&key(&["fact", &fact.id, "value", name]))
    }

    /// The name of a yes or a no to a fact.
    pub fn yes_no(self, fact: &Fact, yes: bool) -> String {
        self.text(&key(&[
            "fact",
            &fact.id,
            "value",
            if yes { "true" } else { "false" },
        ]))
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
            [first @ .., end] => format!(
                "{}{}{end}",
                joined(first, &self.text("list.comma")),
                self.text(last)
            ),
        }
    }

    /// A time of day as this language writes it: '6pm', '6:30pm', 'midnight'.
    pub fn time(self, time: Time) -> String {
        let (hours, minutes) = time.parts();
        let key = match (hours, minutes) {
            (0 | 24, 0) => "time.midnight",
            (12, 0) => "time.midday",
            (..12, 0) => "time.am",
            (..12, _) => "time.am-minutes",
            (_, 0) => "time.pm",
            _ => "time.pm-minutes",
        };
        let twelve = if hours % 12 == 0 { 12 } else { hours % 12 };
        let values = [
            ("hour", twelve.to_string()),
            ("hour24", hours.to_string()),
            ("minutes", format!("{minutes:02}")),
        ];
        self.fill(
            key,
            &values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str())),
        )
    }

    /// When something was so, no closer than it is known: '1 April 2021', 'June 2022', '2021'.
    pub fn stated(self, at: Stated) -> String {
        match at {
            Stated::Year(year) => year.to_string(),
            Stated::Month(year, month) => self.fill(
                "time.month",
                &[
                    ("month", &self.text(&format!("month.{month}"))),
                    ("year", &year.to_string()),
                ],
            ),
            Stated::Day(date) => self.date(date),
        }
    }

    /// A day as this language writes it: '1 April 2021'.
    pub fn date(self, date: Date) -> String {
        let month = self.text(&format!("month.{}", date.month()));
        self.fill(
            "time.date",
            &[
                ("day", &date.day().to_string()),
                ("month", &month),
                ("year", &date.year().to_string()),
            ],
        )
    }

    /// What a leaf asks for, as a short phrase: 'aged 11 to 19', or negated 'not working with a
    /// social worker'.
    pub fn phrase(self, leaf: &Leaf, negated: bool, facts: &Facts) -> String {
        if let Some(own) = leaf
            .words
            .as_ref()
            .and_then(|name| self.find(&format!("words.{name}")))
        {
            return own.to_owned();
        }
        let Some(fact) = facts.get(leaf.fact) else {
            return String::new();
        };
        let key = phrase_key(leaf, negated, fact);
        match &leaf.test {
            Test::Between { min, max } => {
                let (min, max) = told_ends(*min, *max, fact);
                let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
                self.fill(&key, &[("min", &number(min)), ("max", &number(max))])
            }
            Test::In(values) | Test::Includes(values) => {
                self.fill(&key, &[("values", &self.values(fact, values.iter()))])
            }
            Test::Is(_) => self.text(&key),
        }
    }

    fn values(self, fact: &Fact, values: impl Iterator<Item = u8>) -> String {
        self.either(
            &values
                .map(|at| self.value_in_phrase(fact, at))
                .collect::<Vec<_>>(),
        )
    }

    /// The name of a fact's value in the middle of a phrase: its own, or its label.
    pub fn value_in_phrase(self, fact: &Fact, at: u8) -> String {
        let name = fact.domain.name(at);
        self.find(&key(&["fact", &fact.id, "phrase", name]))
            .map_or_else(|| self.value(fact, at), str::to_owned)
    }
}

/// The key of the pattern that makes a phrase of a leaf without words of its own:
/// `fact.age.between`, `fact.lives_in.not-in`.
pub fn phrase_key(leaf: &Leaf, negated: bool, fact: &Fact) -> String {
    let pattern = match &leaf.test {
        Test::Between { min, max } => match told_ends(*min, *max, fact) {
            (Some(min), Some(max)) if min == max => "exactly",
            (Some(_), Some(_)) => "between",
            (Some(_), None) => "from",
            (None, _) => "to",
        },
        Test::In(_) => "in",
        Test::Includes(_) => "includes",
        Test::Is(wanted) => return format!("fact.{}.is-{}", fact.id, *wanted != negated),
    };
    let not = if negated { "not-" } else { "" };
    format!("fact.{}.{not}{pattern}", fact.id)
}

/// The ends of a range that are told. An end that is the domain's own says nothing: 'aged 0 to 18'
/// is 'aged 18 or under'.
fn told_ends(min: Option<i32>, max: Option<i32>, fact: &Fact) -> (Option<i32>, Option<i32>) {
    let Domain::Integer {
        min: lowest,
        max: highest,
    } = fact.domain
    else {
        return (min, max);
    };
    let (min, max) = (min.unwrap_or(lowest), max.unwrap_or(highest));
    let one = min == max;
    (
        Some(min).filter(|min| one || *min > lowest),
        Some(max).filter(|max| one || *max < highest),
    )
}
