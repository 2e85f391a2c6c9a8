//! What typed words may be read as.

use super::lists::{Lists, only_word, phrases, words_of};
use super::text::{plain, slips, words};

/// Typed words that are looked at, at most.
const MAX_WORDS: usize = 40;

/// The shortest beginning by which a word is found while it is being typed.
const MIN_BEGINNING: usize = 3;

/// The shortest word that a slip may be forgiven in without being a guess.
const MIN_SURE: usize = 6;

/// The word that stands for any number in phrases.
const NUMBER: &str = "#";

/// A typed word, with all that it may be read as.
pub struct Typed {
    /// The words of the lists that it may be.
    forms: Vec<String>,
    /// How it was found.
    pub ground: Ground,
    /// It tells nothing by itself.
    pub is_quiet: bool,
    /// It is said not to be so.
    pub is_denied: bool,
}

/// How a word was found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// With more slips than its length can bear, or only as a beginning.
    Guess,
    /// With a small slip.
    Slip,
    /// As it stands, but for its ending.
    Exact,
}

impl Typed {
    /// Whether it may be read as a word of a phrase.
    pub fn is(&self, word: &str) -> bool {
        self.forms.iter().any(|form| form == word)
    }
}

/// The first bytes of what the typed words may be read as, as bits: most words of a list are set
/// aside by a look at one byte.
pub fn first_bytes(typed: &[Typed]) -> u128 {
    let forms = typed.iter().flat_map(|word| &word.forms);
    forms.fold(0, |bytes, form| bytes | first_byte(form))
}

/// The bit of a word's first byte.
pub fn first_byte(word: &str) -> u128 {
    word.bytes().next().map_or(0, |byte| 1 << (byte & 127))
}

/// The typed words.
pub fn readings(typed: &str, lists: &Lists<'_>) -> Vec<Typed> {
    let typed = plain(typed);
    let mut read = Vec::new();
    for word in words(&typed).take(MAX_WORDS) {
        read.push(Typed {
            forms: bases(word, lists.endings),
            ground: Ground::Guess,
            is_quiet: false,
            is_denied: false,
        });
    }
    find_exact(&mut read, lists);
    let last = read.len().saturating_sub(1);
    for (at, word) in read.iter_mut().enumerate() {
        if word.ground == Ground::Guess {
            guess(word, at == last, lists);
        }
    }
    find_quiet(&mut read, lists);
    find_denied(&mut read, lists);
    stand_for(&mut read, lists);
    read
}

/// Marks the words that some list has.
fn find_exact(read: &mut [Typed], lists: &Lists<'_>) {
    let bytes = first_bytes(read);
    for known in lists.known().filter(|known| bytes & first_byte(known) != 0) {
        for word in read.iter_mut() {
            if word.ground == Ground::Guess && word.is(known) {
                word.ground = Ground::Exact;
            }
        }
    }
}

/// Marks the words that tell nothing by themselves.
fn find_quiet(read: &mut [Typed], lists: &Lists<'_>) {
    for quiet in phrases(lists.nothing).filter_map(only_word) {
        for word in read.iter_mut() {
            word.is_quiet |= word.is(quiet);
        }
    }
}

/// Marks what is said not to be so, where something else then is: 'not sad, just tired'.
fn find_denied(read: &mut [Typed], lists: &Lists<'_>) {
    let Some((not, but)) = lists.instead.split_once(',') else {
        return;
    };
    let is_of = |word: &Typed, group| words_of(group).any(|other| word.is(other));
    let other = read.iter().rposition(|word| is_of(word, but));
    let mut is_denied = false;
    for word in read.iter_mut().take(other.unwrap_or_default()) {
        word.is_denied = is_denied;
        is_denied = is_of(word, not) || is_denied && word.is_quiet;
    }
}

/// Adds the words that stand for a group of same ones.
fn stand_for(read: &mut [Typed], lists: &Lists<'_>) {
    for group in phrases(lists.same) {
        for word in read.iter_mut() {
            let mut members = words_of(group);
            let head = words_of(group).next().filter(|head| !word.is(head));
            if let Some(head) = head.filter(|_| members.any(|member| word.is(member))) {
                word.forms.push(head.to_owned());
            }
        }
    }
}

/// The word, and what it is without an ending.
fn bases(word: &str, endings: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        bases.push(NUMBER.to_owned());
    }
    for entry in phrases(endings) {
        let mut parts = words_of(entry);
        let ending = parts.next().unwrap_or_default();
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) else {
            continue;
        };
        bases.push([stem, parts.next().unwrap_or_default()].concat());
        let mut letters = stem.chars();
        if letters.next_back() == letters.clone().next_back() {
            bases.push(letters.as_str().to_owned());
        }
    }
    bases
}

/// Reads a word that no list has as the known ones that are nearest, or that begin with it.
fn guess(word: &mut Typed, is_last: bool, lists: &Lists<'_>) {
    let mut least = usize::MAX;
    let mut nearest: Vec<String> = Vec::new();
    let bytes = word.forms.first().map_or(0, |form| first_byte(form));
    for known in lists.known().filter(|known| bytes & first_byte(known) != 0) {
        let slips = word
            .forms
            .iter()
            .filter_map(|form| slips(form, known))
            .min();
        let Some(slips) = slips.filter(|slips| *slips <= least) else {
            continue;
        };
        if slips < least {
            nearest.clear();
        }
        least = slips;
        nearest.push(known.to_owned());
    }
    let is_long = word.forms.iter().any(|form| form.len() >= MIN_SURE);
    if least == 0 || least == 1 && is_long {
        word.ground = Ground::Slip;
    } else if let Some(typed) = word.forms.first().filter(|_| is_last) {
        let begun = lists
            .known()
            .filter(|known| known.starts_with(typed.as_str()));
        if typed.len() >= MIN_BEGINNING {
            nearest.extend(begun.map(str::to_owned));
        }
    }
    word.forms.extend(nearest);
}
