//! Words that a language lacks, and words that nothing in the bundle uses.

use std::collections::BTreeSet;

use nwd_core::bundle::{Bundle, Service};
use nwd_core::criterion::{Criterion, Test};
use nwd_core::domain::Domain;
use nwd_core::facts::Fact;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::questionnaire::Questionnaire;
use nwd_core::words::catalogue::{ALERT, FACT, GROUP, MODULE, SCREEN, SERVICE, SOURCE};
use nwd_core::words::{Person, Speech, phrase_key};

pub(super) fn lints(bundle: &Bundle) -> Vec<Lint> {
    let words = &bundle.words;
    let own: BTreeSet<&str> = words.keys(words.default_locale()).collect();
    let named = named_words(bundle);
    let place = Place::ROOT;
    let locales = place.key("locales");
    let mut found = Vec::new();
    found.extend(missing_phrases(
        bundle,
        &locales.key(words.default_locale()),
    ));
    for language in words.locales() {
        let place = locales.key(language);
        let keys: BTreeSet<&str> = words.keys(language).collect();
        for key in own.difference(&keys).filter(|key| !key.contains('@')) {
            let message = format!("\"{key}\" has no words in \"{language}\".");
            found.push(Lint::warning(
                Code::MissingTranslation,
                &place.key(key),
                message,
                "Add them to the locale file.",
            ));
        }
        let speech = words.speak(language, Person::You);
        for key in keys.iter().filter(|key| is_of_search(key)) {
            let list = speech.find(key).unwrap_or_default();
            found.extend(unsearchable(key, list, &place));
        }
        for key in keys.iter().filter(|key| !is_used(bundle, &named, key)) {
            let message = format!("Nothing uses the words of \"{key}\".");
            let help = "Take them out, or look for a name that is not spelt as where it is used.";
            found.push(Lint::note(
                Code::UnusedWords,
                &place.key(key),
                message,
                help,
            ));
        }
    }
    found
}

/// Whether words under a key are what a search goes by.
fn is_of_search(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    matches!(parts.as_slice(), ["search", _] | ["fact", _, "search", _])
}

/// The first phrase of a search's list that nobody's typing comes to.
fn unsearchable(key: &str, list: &str, place: &Place<'_>) -> Option<Lint> {
    let is_typed = |c: char| !c.is_ascii() || c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_phrase = |phrase: &str| {
        let mut words = phrase.trim().split(' ').peekable();
        words.peek().is_some()
            && words.all(|word| word == "#" || !word.is_empty() && word.chars().all(is_typed))
    };
    let phrase = list.split(',').find(|phrase| !is_phrase(phrase))?;
    let message = format!(
        "\"{key}\": nothing that is typed comes to \"{}\".",
        phrase.trim()
    );
    let help = "Write phrases in small letters, without apostrophes or other signs, one comma between each two.";
    Some(Lint::warning(
        Code::UnsearchableWords,
        &place.key(key),
        message,
        help,
    ))
}

/// The words of answers and of criteria that the bundle's own language lacks: a page would show
/// their keys.
fn missing_phrases(bundle: &Bundle, place: &Place<'_>) -> Vec<Lint> {
    let speech = bundle
        .words
        .speak(bundle.words.default_locale(), Person::You);
    let mut missing = Vec::new();
    for (keys, shown, help) in [
        (
            criteria_keys(bundle, speech),
            "to say whom something is for",
            "Add them to the locale file, or give the part of the criterion words of its own.",
        ),
        (
            answer_keys(bundle),
            "in answers",
            "Add them to the locale file.",
        ),
    ] {
        for key in keys.iter().filter(|key| speech.find(key).is_none()) {
            let message = format!("\"{key}\" has no words, and is shown {shown}.");
            missing.push(Lint::warning(
                Code::MissingWords,
                &place.key(key),
                message,
                help,
            ));
        }
    }
    missing
}

/// The keys that criteria are told with, wherever pages and reasons tell one: whom a service is
/// for, what a way in needs, and whom a consent is for.
fn criteria_keys(bundle: &Bundle, speech: Speech<'_>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let role = bundle.facts.known().role;
    for service in &bundle.services {
        let routes = service.routes.iter();
        let told = routes.clone().map(|route| &route.when);
        let consents = service.consents.iter().map(|consent| &consent.when);
        for criterion in told.chain(consents).chain([&service.eligibility]) {
            needed_phrases(criterion, false, bundle, speech, &mut keys);
        }
        // Of a role nothing is told but which: who asks is known where it is.
        for leaf in routes.flat_map(|route| route.by_role.leaves()) {
            if Some(leaf.fact) == role {
                let leaf = Criterion::Leaf(leaf.clone());
                needed_phrases(&leaf, false, bundle, speech, &mut keys);
            }
        }
    }
    keys
}

/// The names of a yes and a no to each question that takes them, and what stands between ticks.
fn answer_keys(bundle: &Bundle) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (_, fact) in bundle.facts.iter() {
        match &fact.domain {
            Domain::YesNo => {
                let said = ["true", "false"].into_iter();
                keys.extend(said.map(|said| format!("fact.{}.value.{said}", fact.id)));
            }
            Domain::AnyOf(values) => keys.extend(list_keys("list.and", values.len())),
            Domain::OneOf(_) | Domain::Integer { .. } => {}
        }
    }
    keys
}

/// The keys of the patterns that the parts of a criterion are told with.
fn needed_phrases(
    criterion: &Criterion,
    negated: bool,
    bundle: &Bundle,
    speech: Speech<'_>,
    keys: &mut BTreeSet<String>,
) {
    match criterion {
        Criterion::Leaf(leaf) => {
            let own = leaf.words.as_ref().map(|name| format!("words.{name}"));
            let has_own = own.is_some_and(|key| speech.find(&key).is_some());
            if let Some(fact) = bundle.facts.get(leaf.fact).filter(|_| !has_own) {
                keys.insert(phrase_key(leaf, negated, fact));
                if let Test::In(values) | Test::Includes(values) = &leaf.test {
                    keys.extend(list_keys("list.or", values.len()));
                }
            }
        }
        Criterion::Not(part) => needed_phrases(part, !negated, bundle, speech, keys),
        Criterion::All(parts) | Criterion::Any(parts) => {
            for part in parts {
                needed_phrases(part, negated, bundle, speech, keys);
            }
        }
    }
}

/// The keys of what stands between several things: before the last, and between the others.
fn list_keys(last: &str, count: usize) -> impl Iterator<Item = String> {
    let between = [last.to_owned(), "list.comma".to_owned()];
    between.into_iter().take(count.saturating_sub(1))
}

/// The names of the words that leaves carry of their own.
fn named_words(bundle: &Bundle) -> BTreeSet<&str> {
    let leaves = bundle.criteria().flat_map(Criterion::leaves);
    leaves.filter_map(|leaf| leaf.words.as_deref()).collect()
}

/// Whether anything can use a key. The interface's own words are its own business.
fn is_used(bundle: &Bundle, named: &BTreeSet<&str>, key: &str) -> bool {
    let (key, twin) = key.split_once('@').unwrap_or((key, THEY));
    if !has_twin(bundle, twin) {
        return false;
    }
    let Some((kind, name)) = key.split_once('.') else {
        return true;
    };
    let (id, rest) = match name.split_once('.') {
        Some((id, rest)) => (id, Some(rest)),
        None => (name, None),
    };
    match kind {
        "fact" | "service" | "module" | "group" | "alert" | "source" => {
            rest.is_some_and(|rest| thing_uses(bundle, kind, id, rest))
        }
        "area" => rest.is_some() && bundle.areas.iter().any(|area| area.id == id),
        "words" => rest.is_none() && named.contains(id),
        _ => true,
    }
}

/// Whether the thing of this kind and id uses words.
fn thing_uses(bundle: &Bundle, kind: &str, id: &str, rest: &str) -> bool {
    match kind {
        "fact" => bundle
            .facts
            .find(id)
            .and_then(|at| bundle.facts.get(at))
            .is_some_and(|fact| fact_uses(fact, rest)),
        "service" => {
            // What it was called before has no words.
            let service = bundle.services.iter().find(|service| service.id == id);
            service.is_some_and(|service| service_uses(service, rest))
        }
        "module" => bundle
            .questionnaires
            .iter()
            .any(|module| module.id == id && module_uses(module, rest)),
        "screen" => {
            let mut facts = bundle.facts.iter();
            facts.any(|(_, fact)| fact.screen.as_deref() == Some(id)) && SCREEN.has(rest)
        }
        "group" => bundle.groups.iter().any(|group| group.id == id) && GROUP.has(rest),
        "alert" => bundle.alerts.iter().any(|alert| alert.id == id) && ALERT.has(rest),
        "source" => bundle.sources.iter().any(|source| source.id == id) && SOURCE.has(rest),
        _ => false,
    }
}

/// The twin of words for anybody who asks for somebody else.
const THEY: &str = "they";

/// Whether words can have this twin: that for anybody else who asks, or for one of the askers that
/// the bundle knows.
fn has_twin(bundle: &Bundle, twin: &str) -> bool {
    let audience = bundle.facts.known().audience;
    let fact = audience.and_then(|at| bundle.facts.get(at));
    twin == THEY || fact.is_some_and(|fact| fact.domain.position(twin).is_some())
}

fn fact_uses(fact: &Fact, rest: &str) -> bool {
    let Some((part, name)) = rest.split_once('.') else {
        return FACT.has(rest.strip_prefix("not-").unwrap_or(rest));
    };
    if part == "section" {
        return fact.sections.iter().any(|section| section.id == name);
    }
    let value = name.split('.').next().unwrap_or_default();
    let is_value =
        fact.domain.position(value).is_some() || ["true", "false", "yes", "no"].contains(&value);
    FACT.has_named(part) && is_value
}

fn module_uses(module: &Questionnaire, rest: &str) -> bool {
    match rest.split_once('.') {
        None => MODULE.has(rest),
        Some(("item", id)) => module.items.iter().any(|item| item == id),
        Some(("option", id)) => module.options.iter().any(|(option, _)| option == id),
        Some(("band", id)) => module.bands.iter().any(|(band, _)| band == id),
        Some(_) => false,
    }
}

fn service_uses(service: &Service, rest: &str) -> bool {
    match rest.split_once('.') {
        None => SERVICE.has(rest),
        Some(("contact", id)) => service.contacts.iter().any(|contact| contact.id == id),
        Some(("route", who)) => service.routes.iter().any(|route| route.who.name() == who),
        Some(("consent", id)) => service.consents.iter().any(|consent| consent.id == id),
        Some(("concern", about)) => {
            let mut concerns = service.concerns.iter();
            concerns.any(|concern| concern.about.name() == about)
        }
        Some(_) => false,
    }
}
