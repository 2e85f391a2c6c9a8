//! The words that a search goes by, of one language and for one kind of asker.

use super::text::{plain, words};
use crate::facts::Fact;
use crate::keys::{joined, key};
use crate::words::Speech;

/// The words that a search goes by. Each list is text: phrases with commas between them, in small
/// letters and without apostrophes.
pub struct Lists<'a> {
    /// The phrases of each value, by position.
    pub values: Vec<Phrases<'a>>,
    /// `search.nothing`: what tells nothing. Single words count little in any phrase; longer
    /// entries are passed over as a whole: 'dead battery'.
    pub nothing: &'a str,
    /// `search.same`: words that are the same to a search; the first stands for the others in
    /// phrases.
    pub same: &'a str,
    /// `search.endings`: endings that a word is forgiven, each with what stands in its place where
    /// that is something: `ies y`.
    pub endings: &'a str,
    /// `search.instead`: the words that say that what follows is not so, and those that then say
    /// what is: `not isnt, just but`.
    pub instead: &'a str,
}

/// The phrases of a value.
pub struct Phrases<'a> {
    /// Its label as one phrase; or, where it has no everyday words, each word of it as one.
    label: String,
    everyday: &'a str,
}

impl Phrases<'_> {
    /// Each phrase.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        phrases(&self.label).chain(phrases(self.everyday))
    }
}

impl<'a> Lists<'a> {
    /// The lists for a fact.
    pub fn of(say: Speech<'a>, fact: &Fact) -> Lists<'a> {
        let of_language = |name| say.find(&key(&["search", name])).unwrap_or_default();
        let mut values = Vec::new();
        for (value, name) in (0..).zip(fact.domain.values()) {
            let everyday = say.find(&key(&["fact", &fact.id, "search", name]));
            let label = plain(&say.value(fact, value));
            let label: Vec<&str> = words(&label).collect();
            values.push(Phrases {
                label: joined(&label, if everyday.is_some() { " " } else { "," }),
                everyday: everyday.unwrap_or_default(),
            });
        }
        Lists {
            values,
            nothing: of_language("nothing"),
            same: of_language("same"),
            endings: of_language("endings"),
            instead: of_language("instead"),
        }
    }

    /// Every word that a phrase or a group of same ones has.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let values = self.values.iter().flat_map(Phrases::iter);
        let others = phrases(self.nothing).chain(phrases(self.same));
        values.chain(others).flat_map(words_of)
    }
}

/// The phrases of a list.
pub fn phrases(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
}

/// The words of a phrase.
pub fn words_of(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(' ').filter(|word| !word.is_empty())
}

/// The word that is all of a phrase, where it is one.
pub fn only_word(phrase: &str) -> Option<&str> {
    Some(phrase.trim()).filter(|word| !word.contains(' '))
}
