//! The phrases of the lists that are found in what was typed.

use super::lists::{Lists, only_word, phrases, words_of};
use super::reading::{Ground, Typed, first_byte, first_bytes};

/// What a word adds to the weight of a phrase, and one that tells nothing by itself.
const WORD: u32 = 5;
const QUIET_WORD: u32 = 3;

/// What a phrase weighs that is said not to be so.
const DENIED: u32 = 1;

/// Words that tell something and may stand within a phrase without being of it.
const MAX_BETWEEN: usize = 2;

/// Where a phrase was found.
#[derive(Clone, Copy)]
pub struct Match {
    /// The value that it is of; none of what tells nothing.
    pub value: Option<u8>,
    /// How much it tells.
    pub weight: u32,
    /// It is more than a guess.
    pub is_sure: bool,
    /// The positions of its words, a bit each.
    place: u64,
}

/// The phrases that are found, but for those within longer ones.
pub fn matches(typed: &[Typed], lists: &Lists<'_>) -> Vec<Match> {
    let mut all = Vec::new();
    let bytes = first_bytes(typed);
    for (value, list) in (0..).zip(&lists.values) {
        for phrase in list.iter() {
            matches_of(phrase, Some(value), bytes, typed, &mut all);
        }
    }
    for phrase in phrases(lists.nothing).filter(|phrase| only_word(phrase).is_none()) {
        matches_of(phrase, None, bytes, typed, &mut all);
    }
    let mut left = all.clone();
    left.retain(|found| !all.iter().any(|other| found.is_within(other)));
    left
}

impl Match {
    fn is_within(&self, other: &Match) -> bool {
        let is_wider = other.place != self.place || other.value.is_none();
        other.place & self.place == self.place && is_wider && other.is_sure
    }
}

fn matches_of(phrase: &str, value: Option<u8>, bytes: u128, typed: &[Typed], all: &mut Vec<Match>) {
    let first = words_of(phrase).next().unwrap_or_default();
    if bytes & first_byte(first) == 0 {
        return;
    }
    for (start, word) in typed.iter().enumerate() {
        if word.is(first) {
            all.extend(match_at(phrase, value, start, typed));
        }
    }
}

/// A phrase whose first word is the typed one at a position. What tells nothing has nothing between
/// its words.
fn match_at(phrase: &str, value: Option<u8>, start: usize, typed: &[Typed]) -> Option<Match> {
    let mut wanted = words_of(phrase).peekable();
    let mut between = value.map_or(0, |_| MAX_BETWEEN);
    let (mut place, mut weight, mut guesses, mut told) = (0, 0, 0, 0);
    let is_denied = typed.get(start).is_some_and(|word| word.is_denied);
    for (at, word) in typed.iter().enumerate().skip(start) {
        if wanted.next_if(|wanted| word.is(wanted)).is_some() {
            place |= 1 << at;
            weight += if word.is_quiet { QUIET_WORD } else { WORD };
            if word.ground == Ground::Guess {
                guesses += 1;
            } else if !word.is_quiet {
                told += 1;
            }
        } else if !word.is_quiet {
            between = usize::checked_sub(between, 1)?;
        }
        if wanted.peek().is_none() {
            return Some(Match {
                value,
                weight: if is_denied { DENIED } else { weight - guesses },
                is_sure: guesses == 0 || told > 0,
                place,
            });
        }
    }
    None
}
