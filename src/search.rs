//! Finding one's own words in a list: everyday terms, beginnings of words, and small slips of spelling.

/// Whether what was typed finds an entry with these terms (its label, and words that mean the same, comma-separated).
///
/// Each typed word has to be found: as a word's beginning, or with one slip in words of four letters and more, two in
/// words of eight and more. Small words that carry nothing ('a', 'the', 'my') are passed over.
///
/// ```
/// use no_wrong_door::search::finds;
///
/// assert!(finds("cuting", "Hurting myself on purpose, cutting, self harm"));
/// assert!(finds("cant sleep", "Trouble sleeping, can't sleep, insomnia"));
/// assert!(!finds("football", "Trouble sleeping, can't sleep, insomnia"));
/// ```
pub fn finds(typed: &str, terms: &str) -> bool {
    let entry: Vec<String> = words(terms).collect();
    let mut typed = words(typed).filter(|word| !is_small(word)).peekable();
    typed.peek().is_some() && typed.all(|word| entry.iter().any(|other| is_close(&word, other)))
}

/// The words of a text, without apostrophes, A to Z in small letters.
///
/// Letters beyond ASCII are taken as they are: the tables that tell them apart weigh as much as the rest of the search.
fn words(text: &str) -> impl Iterator<Item = String> {
    let mut plain: String = text.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    plain.make_ascii_lowercase();
    let separates = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    let parts: Vec<String> = plain.split(separates).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    parts.into_iter()
}

fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "all", "always", "am", "an", "and", "at", "be", "boy", "cant", "child", "daughter", "dont", "feel",
        "feeling", "feels", "for", "get", "gets", "girl", "go", "has", "have", "he", "her", "hes", "i", "im", "in",
        "is", "it", "ive", "just", "keep", "keeps", "kid", "me", "my", "no", "not", "of", "on", "or", "really", "she",
        "shes", "so", "son", "the", "they", "time", "to", "too", "up", "very", "want", "wants", "was", "with", "wont",
    ];
    SMALL.contains(&word)
}

fn is_close(typed: &str, other: &str) -> bool {
    let slips = match typed.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    other.starts_with(typed) || distance(typed, other, slips)
}

/// Whether at most so many letters added, lost, changed or swapped with a neighbour turn one word into the other.
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
                ([p, a_rest @ ..], [q, b_rest @ ..]) if x == q && y == p => edits(a_rest, b_rest, slips - 1),
                _ => false,
            };
            swapped || edits(a_rest, b, slips - 1) || edits(a, b_rest, slips - 1) || edits(a_rest, b_rest, slips - 1)
        }
    }
}
