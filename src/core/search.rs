//! Finding one's own words in a list: everyday terms, beginnings of words, and small slips of
//! spelling.

/// The entries (each a label, and words that mean the same) that what was typed is about, by
/// position, the nearest first.
///
/// A typed word is found as a word's beginning (a short one only while it is the last); where no
/// entry has it so, with one slip in words of four letters and more, two in words of eight and
/// more. The fewer entries have a word and the longer it is, the more it tells: 'my' tells little,
/// in any language, and a word that none has is passed over. What has less than half of the nearest
/// entry's weight is left out.
///
/// ```
/// use nwd_core::search::find;
///
/// let entries = ["Hurting myself, cutting, self harm", "Trouble sleeping, can't sleep, insomnia"];
/// assert_eq!(find("cuting", &entries), [0]);
/// assert_eq!(find("I really cant sleep", &entries), [1]);
/// assert!(find("football", &entries).is_empty());
/// ```
pub fn find<E: AsRef<str>>(typed: &str, entries: &[E]) -> Vec<usize> {
    let entries: Vec<Vec<String>> = entries.iter().map(|entry| words(entry.as_ref())).collect();
    let mut weights = vec![0; entries.len()];
    let typed = words(typed);
    for (nth, word) in typed.iter().enumerate() {
        let is_last = nth + 1 == typed.len();
        let mut has = holders(&entries, word, 0, is_last);
        if !has.contains(&true) {
            has = holders(&entries, word, slips(word), is_last);
        }
        let count = has.iter().filter(|has| **has).count();
        let weight = (LETTER_WEIGHT * word.len().min(STEM_LEN))
            .checked_div(count)
            .unwrap_or(0);
        for (sum, has) in weights.iter_mut().zip(has) {
            *sum += if has { weight } else { 0 };
        }
    }
    nearest_first(&mut weights)
}

/// Which entries have a word, with at most this many slips.
fn holders(entries: &[Vec<String>], word: &str, slips: usize, is_last: bool) -> Vec<bool> {
    let mut has = Vec::with_capacity(entries.len());
    for entry in entries {
        has.push(
            entry
                .iter()
                .any(|other| is_close(word, other, slips, is_last)),
        );
    }
    has
}

/// The positions of the weights that are at least half of the greatest, in falling order; these are
/// then nought.
fn nearest_first(weights: &mut [usize]) -> Vec<usize> {
    let nearest = weights.iter().copied().max().unwrap_or(0);
    let mut found = Vec::new();
    while let Some((at, weight)) = weights
        .iter_mut()
        .enumerate()
        .rev()
        .max_by_key(|(_, weight)| **weight)
    {
        if *weight == 0 || *weight * 2 < nearest {
            break;
        }
        found.push(at);
        *weight = 0;
    }
    found
}

/// Weight of a letter of a word that one entry alone has.
const LETTER_WEIGHT: usize = 1 << 12;

/// Letters of a word that are compared, at most.
const STEM_LEN: usize = 6;

/// The words of a text, without apostrophes, A to Z in small letters.
///
/// Letters beyond ASCII are taken as they are: the tables that tell them apart weigh as much as the
/// rest of the search.
fn words(text: &str) -> Vec<String> {
    let mut plain: String = text.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    plain.make_ascii_lowercase();
    plain
        .split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How many slips a word may have.
fn slips(word: &str) -> usize {
    match word.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// A short word is the beginning of others only while it is being typed: 'at' is not about an
/// attack.
fn is_close(typed: &str, other: &str, slips: usize, is_last: bool) -> bool {
    (is_last || typed.len() > 3) && other.starts_with(typed) || distance(typed, other, slips)
}

/// Whether one word becomes the other by at most this many letters added, lost, changed or swapped
/// with a neighbour.
fn distance(a: &str, b: &str, slips: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if slips == 0 || a.len().abs_diff(b.len()) > slips {
        return a == b;
    }
    edits(&a, &b, slips)
}

fn edits(a: &[char], b: &[char], slips: usize) -> bool {
    match (a, b) {
        ([], rest) | (rest, []) => rest.len() <= slips,
        ([x, a_rest @ ..], [y, b_rest @ ..]) if x == y => edits(a_rest, b_rest, slips),
        _ if slips == 0 => false,
        ([x, a_rest @ ..], [y, b_rest @ ..]) => {
            let swapped = match (a_rest, b_rest) {
                ([p, a_rest @ ..], [q, b_rest @ ..]) if x == q && y == p => {
                    edits(a_rest, b_rest, slips - 1)
                }
                _ => false,
            };
            swapped
                || edits(a_rest, b, slips - 1)
                || edits(a, b_rest, slips - 1)
                || edits(a_rest, b_rest, slips - 1)
        }
    }
}
