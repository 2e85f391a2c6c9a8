//! Words that are hard to read, or that people should not be told.

use nwd_core::bundle::Bundle;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::words::Person;

/// The most words of a sentence.
const LONGEST: usize = 25;
/// The hardest that what is said of one thing may be, as a school grade of the United States; a
/// reading age is about five more.
const HARDEST: f64 = 7.0;
/// Too little to say how hard it is.
const FEWEST: usize = 30;

/// What nobody is told, each with what to say in its place. A star stands for any ending.
const UNWANTED: &[(&str, &str)] = &[
    ("will help", "can help"),
    ("eligible", "who it is for"),
    ("threshold*", "what it takes"),
    ("symptom*", "how it feels"),
    ("tier", "what it is"),
    ("unfortunately", "what there is"),
    ("don't worry", "what happens next"),
    ("private talk*", "confidential"),
    ("private service", "confidential"),
    ("in private", "without others hearing"),
    (
        "between you",
        "confidential, and when somebody is told all the same",
    ),
];

/// Titles that stand before somebody's name.
const TITLES: &[&str] = &["Dr", "Mr", "Mrs", "Ms", "Miss", "Prof", "Professor"];

/// Signs of mark-up, and of what is not written yet.
const RAW: &[&str] = &[
    "</", "<br", "<p>", "<b>", "<i>", "<a ", "**", "__", "](", "TODO", "FIXME", "TBC", "XXX",
];

pub(super) fn lints(bundle: &Bundle) -> Vec<Lint> {
    let root = Place::ROOT;
    let locales = root.key("locales");
    let mut found = Vec::new();
    for language in bundle.words.locales() {
        let place = locales.key(language);
        let speech = bundle.words.speak(language, Person::You);
        let texts: Vec<(&str, &str)> = bundle
            .words
            .keys(language)
            .filter(|key| !is_of_search(key))
            .filter_map(|key| Some((key, speech.find(key)?)))
            .collect();
        for (key, text) in &texts {
            let place = place.key(key);
            found.extend(raw(text, &place));
            found.extend(hidden(text, &place));
            found.extend(named(text, &place));
            if language.starts_with("en") && is_for_families(key) {
                found.extend(unwanted(text, &place));
                found.extend(bare_promise(key, text, &place));
                found.extend(too_long(text, &place));
            }
        }
        if language.starts_with("en") {
            found.extend(hard(bundle, &texts, &place));
        }
    }
    found
}

/// Whether words are what a search goes by.
fn is_of_search(key: &str) -> bool {
    key.starts_with("search.") || key.contains(".search.")
}

/// Whether families read these words: those of services and alerts, but for what professionals are
/// told.
fn is_for_families(key: &str) -> bool {
    let is_told = key.starts_with("service.") || key.starts_with("alert.");
    let last = key.rsplit('.').next().unwrap_or_default();
    is_told && !key.ends_with("@professional") && !matches!(last, "professional" | "consult")
}

fn raw(text: &str, place: &Place<'_>) -> Option<Lint> {
    let sign = RAW.iter().find(|sign| text.contains(**sign))?;
    let message = format!("\"{sign}\" is not for readers.");
    let help = "Write plain text: nothing is drawn from mark-up.";
    Some(Lint::warning(Code::RawText, place, message, help))
}

/// A character that nobody sees: it changes what stands round it, or goes along when it is copied.
/// The marks that scripts need to join letters and to tell directions are none.
fn hidden(text: &str, place: &Place<'_>) -> Option<Lint> {
    let is_hidden = |c: &char| {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let is_empty = matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
        turns || is_empty || c.is_control() && *c != '\n'
    };
    let found = text.chars().find(is_hidden)?;
    let message = format!("There is a hidden character, U+{:04X}.", u32::from(found));
    let help = "Take it out: type the words anew.";
    Some(Lint::warning(Code::HiddenCharacter, place, message, help))
}

/// Somebody's name: it changes sooner than the service.
fn named(text: &str, place: &Place<'_>) -> Option<Lint> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let pair = words.windows(2).find(|pair| match pair {
        [title, name] => TITLES.contains(&title.trim_end_matches('.')) && is_name(name),
        _ => false,
    })?;
    let message = format!("\"{}\" names somebody.", pair.join(" "));
    let help = "Say what their work is: people change sooner than services.";
    Some(Lint::warning(Code::NamesSomebody, place, message, help))
}

fn unwanted(text: &str, place: &Place<'_>) -> Option<Lint> {
    let plain = plain(text);
    let (words, instead) = UNWANTED.iter().find(|(words, _)| has(&plain, words))?;
    let message = format!(
        "\"{}\" is not said to families.",
        words.trim_end_matches('*')
    );
    let help = format!("Say {instead}.");
    Some(Lint::warning(Code::UnwantedWords, place, message, help))
}

/// The answer to 'Who is told?' that says 'confidential' and nothing of when it is not: a young
/// person who learns that later tells nobody any more.
fn bare_promise(key: &str, text: &str, place: &Place<'_>) -> Option<Lint> {
    const EXCEPTED: [&str; 4] = ["ask*", "safe", "risk", "danger"];
    let plain = plain(text);
    let is_bare = key.contains(".concern.told")
        && has(&plain, "confidential")
        && !EXCEPTED.iter().any(|words| has(&plain, words));
    let message = "\"confidential\" is not said alone.";
    let help = "Say when somebody is told all the same, or to ask first.";
    is_bare.then(|| Lint::warning(Code::UnwantedWords, place, message, help))
}

/// Whether words stand in a text, as whole words.
fn has(text: &str, words: &str) -> bool {
    let begun = words.strip_suffix('*');
    let sought = format!(" {}", begun.unwrap_or(words));
    text.match_indices(&sought).any(|(at, _)| {
        let after = text.get(at + sought.len()..).unwrap_or_default();
        begun.is_some() || !after.starts_with(char::is_alphabetic)
    })
}

/// A text in small letters, each word with a space before it.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    let words = lower.split_whitespace();
    words.fold(String::new(), |all, word| {
        all + " " + word.trim_start_matches(|c: char| !c.is_alphanumeric())
    })
}

fn too_long(text: &str, place: &Place<'_>) -> Option<Lint> {
    let longest = text
        .split_inclusive(['.', '?', '!'])
        .map(|sentence| sentence.split_whitespace().count())
        .max()?;
    if longest <= LONGEST {
        return None;
    }
    let message = format!("A sentence of {longest} words.");
    let help = format!("Make it two: {LONGEST} words at the most.");
    Some(Lint::warning(Code::LongSentence, place, message, help))
}

/// The services whose words, read one after another, are hard to read.
fn hard(bundle: &Bundle, texts: &[(&str, &str)], place: &Place<'_>) -> Vec<Lint> {
    let mut found = Vec::new();
    for service in &bundle.services {
        let of = format!("service.{}.", service.id);
        let said = texts.iter().filter(|(key, _)| {
            key.starts_with(&of) && is_for_families(key) && !key.contains('@') && !is_label(key)
        });
        let said: Vec<&str> = said.map(|(_, text)| *text).collect();
        let said = said.join(" ");
        let grade = textstat::flesch_kincaid_grade(&said);
        if textstat::lexicon_count(&said) >= FEWEST && grade > HARDEST {
            let message = format!(
                "{}: what is said of it reads as at {:.0} years of age.",
                service.id,
                grade + 5.0
            );
            let help = "Use shorter sentences and everyday words.";
            let key = format!("{of}expect");
            found.push(Lint::warning(
                Code::HardWords,
                &place.key(&key),
                message,
                help,
            ));
        }
    }
    found
}

/// Whether words are a name or a label, which are no sentences.
fn is_label(key: &str) -> bool {
    key.ends_with(".name") || key.contains(".contact.")
}
