//! A criterion in plain words: what it asks for, as phrases and lists of phrases.

use nwd_core::criterion::Criterion;
use nwd_core::keys::key;
use nwd_core::knowledge::Knowledge;
use nwd_core::truth::Truth;
use nwd_core::words::Speech;

/// The people that something is for, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// People described by a phrase: 'aged 11 to 19'.
    Are(String),
    /// People described by all of these; with none, everyone.
    All(Vec<Audience>),
    /// People described by at least one of these; with none, nobody.
    Any(Vec<Audience>),
}

/// The people that a criterion still asks for, given what is known: what is settled is not said.
pub fn audience(criterion: &Criterion, known: &Knowledge<'_>, say: Speech<'_>) -> Audience {
    read(criterion, false, known, say)
}

/// The people that several criteria still ask for together.
pub fn audience_of_all(
    criteria: &[&Criterion],
    known: &Knowledge<'_>,
    say: Speech<'_>,
) -> Audience {
    all(criteria
        .iter()
        .map(|criterion| audience(criterion, known, say))
        .collect())
}

/// `not` is said of the single things: not (a or b) is 'not a' and 'not b'.
fn read(criterion: &Criterion, negated: bool, known: &Knowledge<'_>, say: Speech<'_>) -> Audience {
    match known.truth(criterion) {
        Truth::Unknown => {}
        settled => {
            return if (settled == Truth::True) == negated {
                Audience::Any(Vec::new())
            } else {
                Audience::All(Vec::new())
            };
        }
    }
    let parts = |parts: &[Criterion]| {
        parts
            .iter()
            .map(|part| read(part, negated, known, say))
            .collect()
    };
    match criterion {
        Criterion::Leaf(leaf) => Audience::Are(say.phrase(leaf, negated, known.facts())),
        Criterion::Not(part) => read(part, !negated, known, say),
        Criterion::All(all) if negated => any(parts(all), say),
        Criterion::Any(some) if negated => all(parts(some)),
        Criterion::All(some) => all(parts(some)),
        Criterion::Any(some) => any(parts(some), say),
    }
}

/// All of these, without lists in lists and without saying a thing twice.
fn all(parts: Vec<Audience>) -> Audience {
    let mut flat = Vec::new();
    for part in parts {
        match part {
            Audience::All(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
            Audience::Any(inner) if inner.is_empty() => return Audience::Any(inner),
            other => add(&mut flat, other),
        }
    }
    only(flat).unwrap_or_else(Audience::All)
}

/// At least one of these: a phrase where each is one, else a list in which each is as short as can
/// be.
fn any(parts: Vec<Audience>, say: Speech<'_>) -> Audience {
    let mut flat = Vec::new();
    for part in parts {
        match part {
            Audience::Any(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
            Audience::All(inner) if inner.is_empty() => return Audience::All(inner),
            other => add(&mut flat, other),
        }
    }
    let flat = match only(flat) {
        Ok(only) => return only,
        Err(flat) => flat,
    };
    let short: Option<Vec<String>> = flat.iter().map(Audience::phrase).collect();
    match short {
        Some(phrases) => Audience::Are(join(&phrases, "or", say)),
        None => Audience::Any(flat.into_iter().map(|part| part.shortened(say)).collect()),
    }
}

fn add(parts: &mut Vec<Audience>, part: Audience) {
    if !parts.contains(&part) {
        parts.push(part);
    }
}

/// The one part, or all of them back.
fn only(mut parts: Vec<Audience>) -> Result<Audience, Vec<Audience>> {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => Ok(only),
        (last, _) => {
            parts.extend(last);
            Err(parts)
        }
    }
}

impl Audience {
    /// The phrase, where it is one.
    fn phrase(&self) -> Option<String> {
        match self {
            Audience::Are(phrase) => Some(phrase.clone()),
            Audience::All(_) | Audience::Any(_) => None,
        }
    }

    /// Several things that must all be so as one phrase, where each is one.
    fn shortened(self, say: Speech<'_>) -> Audience {
        let Audience::All(parts) = &self else {
            return self;
        };
        let phrases: Option<Vec<String>> = parts.iter().map(Audience::phrase).collect();
        phrases.map_or(self, |phrases| Audience::Are(join(&phrases, "and", say)))
    }

    /// The same on one line, where there is no room for a list.
    pub fn line(&self, say: Speech<'_>) -> String {
        let lines =
            |parts: &[Audience]| parts.iter().map(|part| part.line(say)).collect::<Vec<_>>();
        match self {
            Audience::Are(phrase) => phrase.clone(),
            Audience::All(parts) if parts.is_empty() => say.text("directory.anyone"),
            Audience::All(parts) => lines(parts).join(&say.text("directory.list.then")),
            Audience::Any(parts) => join(&lines(parts), "or", say),
        }
    }
}

/// 'a or b'; 'a or b, or c' where 'or' stands in one of them already.
fn join(phrases: &[String], word: &str, say: Speech<'_>) -> String {
    let plain = say.text(&key(&["list", word]));
    match phrases {
        [one, other]
            if ![one, other]
                .iter()
                .any(|phrase| phrase.contains(&say.text("list.or"))) =>
        {
            format!("{one}{plain}{other}")
        }
        [first @ .., last] if !first.is_empty() => {
            let comma = say.text("list.comma");
            format!(
                "{}{}{last}",
                first.join(&comma),
                say.text(&key(&["directory", "list", word]))
            )
        }
        phrases => phrases.concat(),
    }
}
