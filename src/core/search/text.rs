//! Words of a text, and how near two of them are.

/// The text without apostrophes, A to Z in small letters.
///
/// Letters beyond ASCII are taken as they are: the tables that tell them apart weigh as much as the
/// rest of the search.
pub fn plain(text: &str) -> String {
    let mut plain: String = text.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    plain.make_ascii_lowercase();
    plain
}

/// The words of a plain text, as somebody writes it.
pub fn words(plain: &str) -> impl Iterator<Item = &str> {
    plain
        .split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// How far a typed word is from another: the letters added, lost, changed or swapped with a
/// neighbour; a letter doubled or not counts for nothing. `None` where it is further than a word of
/// that length may be, or begins with another letter.
pub fn slips(typed: &str, other: &str) -> Option<usize> {
    if typed.as_bytes().first() != other.as_bytes().first() {
        return None;
    }
    let (a, b) = (single(typed), single(other));
    if a == b {
        return Some(0);
    }
    let most = match typed.len().min(other.len()) {
        0..=3 => return None,
        4 | 5 => return is_swapped(&a, &b).then_some(1),
        6..=7 => 1,
        _ => 2,
    };
    (1..=most).find(|slips| a.len().abs_diff(b.len()) <= *slips && is_near(&a, &b, *slips))
}

/// The letters, each doubled one once.
fn single(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters
}

/// Whether the two differ in two neighbours that changed places.
fn is_swapped(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    match (a.get(same..), b.get(same..)) {
        (Some([p, q, a_rest @ ..]), Some([r, s, b_rest @ ..])) => {
            p == s && q == r && a_rest == b_rest
        }
        _ => false,
    }
}

fn is_near(a: &[char], b: &[char], slips: usize) -> bool {
    match (a, b) {
        ([], rest) | (rest, []) => rest.len() <= slips,
        ([x, a_rest @ ..], [y, b_rest @ ..]) if x == y => is_near(a_rest, b_rest, slips),
        _ if slips == 0 => false,
        ([x, a_rest @ ..], [y, b_rest @ ..]) => {
            let swapped = match (a_rest, b_rest) {
                ([p, a_rest @ ..], [q, b_rest @ ..]) if x == q && y == p => {
                    is_near(a_rest, b_rest, slips - 1)
                }
                _ => false,
            };
            swapped
                || is_near(a_rest, b, slips - 1)
                || is_near(a, b_rest, slips - 1)
                || is_near(a_rest, b_rest, slips - 1)
        }
    }
}
