//! An area that is to be joined with others: what is its own, and the names that it goes by in the
//! joined bundle.

use std::collections::{BTreeMap, BTreeSet};

use nwd_core::format::wire::{self, Alert, Criterion, Fact, Group, Module, Service, Source};

/// An area's bundle in its wire form.
#[derive(Clone, Debug)]
pub struct Area {
    pub(super) bundle: wire::Bundle,
    /// New names, by kind and old name, of what another area calls the same.
    renamed: BTreeMap<(Named, String), String>,
}

/// The kinds of thing with a name of their own in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    Service,
    Source,
    Words,
}

/// The words of one language, by dotted key.
pub type Words = BTreeMap<String, String>;

impl Area {
    /// An area by its bundle.
    pub fn new(bundle: wire::Bundle) -> Area {
        Area {
            bundle,
            renamed: BTreeMap::new(),
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.bundle.id
    }

    /// The services that stand in the area's own folder.
    pub fn own(&self) -> impl Iterator<Item = &Service> {
        self.bundle
            .services
            .iter()
            .filter(|service| service.area.as_deref() == Some(self.id()))
    }

    /// Its own service with this id.
    pub fn own_service(&self, id: &str) -> Option<&Service> {
        self.own().find(|service| service.id == id)
    }

    /// Its alert with this id.
    pub fn alert(&self, id: &str) -> Option<&Alert> {
        self.bundle.alerts.iter().find(|alert| alert.id == id)
    }

    /// Its words in a language.
    pub fn words(&self, language: &str) -> Words {
        let words = self.bundle.locales.get(language);
        let words = words.into_iter().flat_map(|words| words.0.iter());
        words
            .map(|(key, word)| (key.to_owned(), word.clone()))
            .collect()
    }

    /// The names of the words that its own leaves carry, each with what it says in every language.
    pub fn named_words(&self) -> BTreeMap<&str, Vec<(&str, &str, &str)>> {
        let mut named: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (language, words) in self.bundle.locales.iter() {
            for (key, word) in words.0.iter() {
                if let Some(name) = key.strip_prefix("words.") {
                    let name = name.split('@').next().unwrap_or(name);
                    let said = (language, key, word.as_str());
                    named.entry(name).or_default().push(said);
                }
            }
        }
        named
    }

    /// The people that it is for; `None` where it is for everyone.
    pub fn covers(&self) -> Option<&Criterion> {
        let area = self
            .bundle
            .areas
            .iter()
            .find(|area| area.id == self.bundle.id)?;
        area.covers.as_ref()
    }

    /// The people that a service of its own is for beside other areas' services: one that does not
    /// ask where people live, learn or have their GP is for those that the area is for.
    pub fn at_home(&self, service: &Service) -> Criterion {
        match self.covers() {
            Some(covers) if facts_of(&service.r#for).is_disjoint(&facts_of(covers)) => {
                Criterion::All(vec![covers.clone(), service.r#for.clone()])
            }
            _ => service.r#for.clone(),
        }
    }

    // New names

    /// Gives something of the area a name of its own: its old one with the area's id before it.
    pub fn rename(&mut self, kind: Named, name: &str) {
        let new = format!("{}_{name}", self.id());
        self.renamed.insert((kind, name.to_owned()), new);
    }

    /// The name by which something of the area goes in the joined bundle.
    pub fn name(&self, kind: Named, name: &str) -> String {
        let new = self.renamed.get(&(kind, name.to_owned()));
        new.map_or_else(|| name.to_owned(), String::clone)
    }

    /// The names by which things of the area go in the joined bundle.
    pub fn names(&self, kind: Named, names: &[String]) -> Vec<String> {
        names.iter().map(|name| self.name(kind, name)).collect()
    }

    /// A criterion with its leaves' words by their new names.
    pub fn criterion(&self, criterion: &Criterion) -> Criterion {
        let mut renamed = criterion.clone();
        self.rename_words(&mut renamed);
        renamed
    }

    fn rename_words(&self, criterion: &mut Criterion) {
        let words = match criterion {
            Criterion::All(parts) | Criterion::Any(parts) => {
                return parts.iter_mut().for_each(|part| self.rename_words(part));
            }
            Criterion::Not(part) => return self.rename_words(part),
            Criterion::Between(leaf) => &mut leaf.words,
            Criterion::In(leaf) | Criterion::Includes(leaf) => &mut leaf.words,
            Criterion::Is(leaf) => &mut leaf.words,
        };
        if let Some(words) = words {
            *words = self.name(Named::Words, words);
        }
    }

    /// A service for these people, what it refers to by its new name.
    pub fn service(&self, service: &Service, whom: &Criterion) -> Service {
        let mut renamed = service.clone();
        renamed.r#for = self.criterion(whom);
        renamed.after = self.names(Named::Service, &service.after);
        if let Some(about) = &mut renamed.also_about {
            self.rename_words(about);
        }
        for when in renamed.routes.iter_mut().filter_map(|it| it.when.as_mut()) {
            self.rename_words(when);
        }
        for consent in &mut renamed.consent {
            self.rename_words(&mut consent.when);
        }
        for citation in &mut renamed.sources {
            citation.source = self.name(Named::Source, &citation.source);
        }
        renamed
    }

    /// The key of a word, by the new name of what it belongs to.
    pub fn key(&self, key: &str) -> String {
        let mut steps = key.splitn(3, '.');
        let Some(first) = steps.next() else {
            return key.to_owned();
        };
        let Some(second) = steps.next() else {
            return key.to_owned();
        };
        let kind = match first {
            "service" => Named::Service,
            "source" => Named::Source,
            "words" => Named::Words,
            _ => return key.to_owned(),
        };
        // Words for another person have their name before the `@`.
        let (name, person) = second.split_at(second.find('@').unwrap_or(second.len()));
        let rest = steps.next().map(|rest| format!(".{rest}"));
        let name = self.name(kind, name);
        format!("{first}.{name}{person}{}", rest.unwrap_or_default())
    }
}

/// A thing that an area shares with the base, adds to it or has in another form.
pub trait Item: Clone + PartialEq {
    /// Its name in its list.
    fn id(&self) -> &str;

    /// Gives what it refers to the new names that the area has for it.
    fn rename(&mut self, area: &Area);
}

impl Item for Fact {
    fn id(&self) -> &str {
        &self.id
    }

    fn rename(&mut self, area: &Area) {
        let never = self.never.iter_mut().map(|never| &mut never.when);
        for when in self.when.iter_mut().chain(never) {
            area.rename_words(when);
        }
    }
}

impl Item for Group {
    fn id(&self) -> &str {
        &self.id
    }

    fn rename(&mut self, _: &Area) {}
}

impl Item for Module {
    fn id(&self) -> &str {
        &self.id
    }

    fn rename(&mut self, area: &Area) {
        self.source = area.name(Named::Source, &self.source);
    }
}

impl Item for wire::Area {
    fn id(&self) -> &str {
        &self.id
    }

    fn rename(&mut self, area: &Area) {
        if let Some(covers) = &mut self.covers {
            area.rename_words(covers);
        }
    }
}

impl Item for Source {
    fn id(&self) -> &str {
        &self.id
    }

    fn rename(&mut self, area: &Area) {
        self.id = area.name(Named::Source, &self.id);
    }
}

/// The facts that a criterion asks about.
fn facts_of(criterion: &Criterion) -> BTreeSet<&str> {
    match criterion {
        Criterion::Between(leaf) => BTreeSet::from([leaf.fact.as_str()]),
        Criterion::In(leaf) | Criterion::Includes(leaf) => BTreeSet::from([leaf.fact.as_str()]),
        Criterion::Is(leaf) => BTreeSet::from([leaf.fact.as_str()]),
        Criterion::All(parts) | Criterion::Any(parts) => parts.iter().flat_map(facts_of).collect(),
        Criterion::Not(part) => facts_of(part),
    }
}
