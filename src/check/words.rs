//! Words that a language lacks, and words that nothing in the bundle uses.

use std::collections::BTreeSet;

use nwd_core::bundle::{Bundle, Service};
use nwd_core::criterion::Criterion;
use nwd_core::facts::Fact;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::questionnaire::Questionnaire;

pub(super) fn lints(bundle: &Bundle) -> Vec<Lint> {
    let words = &bundle.words;
    let own: BTreeSet<&str> = words.keys(words.default_locale()).collect();
    let named = named_words(bundle);
    let place = Place::ROOT;
    let locales = place.key("locales");
    let mut found = Vec::new();
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

/// The names of the words that leaves carry of their own.
fn named_words(bundle: &Bundle) -> BTreeSet<&str> {
    let leaves = bundle.criteria().flat_map(Criterion::leaves);
    leaves.filter_map(|leaf| leaf.words.as_deref()).collect()
}

/// Whether anything can use a key. The interface's own words are its own business.
fn is_used(bundle: &Bundle, named: &BTreeSet<&str>, key: &str) -> bool {
    let (key, twin) = key
        .split_once('@')
        .map_or((key, "they"), |(key, twin)| (key, twin));
    let audiences = bundle
        .facts
        .known()
        .audience
        .and_then(|at| bundle.facts.get(at))
        .map(|fact| &fact.domain);
    if twin != "they" && audiences.is_none_or(|domain| domain.position(twin).is_none()) {
        return false;
    }
    let mut steps = key.splitn(3, '.');
    let (Some(kind), Some(id)) = (steps.next(), steps.next()) else {
        return true;
    };
    let rest = steps.next();
    match (kind, rest) {
        ("fact", Some(rest)) => bundle
            .facts
            .find(id)
            .and_then(|at| bundle.facts.get(at))
            .is_some_and(|fact| fact_uses(fact, rest)),
        ("service", Some(rest)) => {
            let service = bundle.find_service(id).and_then(|at| bundle.service(at));
            service.is_some_and(|service| service_uses(service, rest))
        }
        ("module", Some(rest)) => bundle
            .questionnaires
            .iter()
            .any(|module| module.id == id && module_uses(module, rest)),
        ("group", Some(rest)) => {
            bundle.groups.iter().any(|group| group == id) && ["title", "lead"].contains(&rest)
        }
        ("alert", Some(rest)) => {
            bundle.alerts.iter().any(|alert| alert.id == id)
                && ["title", "body", "say", "happens"].contains(&rest)
        }
        ("source", Some(rest)) => {
            bundle.sources.iter().any(|source| source.id == id)
                && ["title", "publisher", "link"].contains(&rest)
        }
        ("area", Some(_)) => bundle.areas.iter().any(|area| area.id == id),
        ("words", None) => named.contains(id),
        ("fact" | "service" | "module" | "group" | "alert" | "source" | "area" | "words", _) => {
            false
        }
        _ => true,
    }
}

fn fact_uses(fact: &Fact, rest: &str) -> bool {
    const PLAIN: &[&str] = &[
        "question", "short", "why", "hint", "unit", "unit-one", "example", "search", "is-true",
        "is-false", "between", "exactly", "from", "to", "in", "includes",
    ];
    let has_value = |name: &str| {
        let name = name.split('.').next().unwrap_or_default();
        fact.domain.position(name).is_some() || ["true", "false", "yes", "no"].contains(&name)
    };
    match rest.split_once('.') {
        None => PLAIN.contains(&rest.strip_prefix("not-").unwrap_or(rest)),
        Some(("value" | "phrase" | "example" | "hint" | "search", name)) => has_value(name),
        Some(("section", id)) => fact.sections.iter().any(|section| section.id == id),
        Some(_) => false,
    }
}

fn module_uses(module: &Questionnaire, rest: &str) -> bool {
    match rest.split_once('.') {
        None => ["title", "stem", "note"].contains(&rest),
        Some(("item", id)) => module.items.iter().any(|item| item == id),
        Some(("option", id)) => module.options.iter().any(|(option, _)| option == id),
        Some(("band", id)) => module.bands.iter().any(|(band, _)| band == id),
        Some(_) => false,
    }
}

fn service_uses(service: &Service, rest: &str) -> bool {
    match rest.split_once('.') {
        None => [
            "name",
            "summary",
            "expect",
            "hours",
            "professional",
            "consult",
        ]
        .contains(&rest),
        Some(("contact", id)) => service.contacts.iter().any(|contact| contact.id == id),
        Some(("route", who)) => service.routes.iter().any(|route| route.who.name() == who),
        Some(("consent", id)) => service.consents.iter().any(|consent| consent.id == id),
        Some(_) => false,
    }
}
