//! The search of the pages that list every service: what its script goes by, and the script.

use serde_json::{Map, Value, json};

use super::Directory;
use super::layout::Script;
use nwd_core::bundle::{Service, Who};
use nwd_core::keys::key;
use nwd_core::search::raised_by;

/// Its source; what it goes by stands before it.
const SCRIPT: &str = include_str!("../../../www/directory/directory.js");

/// The words that it shows.
const WORDS: [&str; 6] = ["label", "hint", "only", "found", "none", "danger"];

impl Directory<'_> {
    /// What a page that lists every service loads; nothing where there is none to find.
    pub(super) fn finder_script(&self) -> Option<Script> {
        self.running().next().map(|_| Script::Finder)
    }

    /// What is loaded.
    pub(super) fn finder(&self) -> Option<String> {
        self.finder_script()?;
        let of_language = |name| {
            self.page
                .say
                .find(&key(&["search", name]))
                .unwrap_or_default()
        };
        let services = self.a_to_z_ids();
        let directory = json!({
            "services": services,
            "needs": self.findable_needs(&services),
            "filters": self.filters(&services),
            "nothing": of_language("nothing"),
            "same": of_language("same"),
            "endings": of_language("endings"),
            "words": self.finder_words(),
        });
        Some(format!("const DIRECTORY = {directory};\n{SCRIPT}"))
    }

    fn a_to_z_ids(&self) -> Vec<&str> {
        let named = self.by_name().into_iter();
        named.map(|(_, service)| service.id.as_str()).collect()
    }

    fn finder_words(&self) -> Map<String, Value> {
        let own = WORDS.map(|name| (name, self.word(&format!("find.{name}"))));
        let counts = ["count", "count-one"].map(|name| (name, self.word(name)));
        let words = own.into_iter().chain(counts);
        words
            .map(|(name, word)| (name.to_owned(), json!(word)))
            .collect()
    }

    /// The needs that some service helps with: the phrases that each is found by, its label among
    /// them, and its services in the order of its page.
    fn findable_needs(&self, services: &[&str]) -> Vec<Value> {
        let facts = &self.bundle().facts;
        let Some((at, fact)) = facts
            .known()
            .needs
            .and_then(|at| Some((at, facts.get(at)?)))
        else {
            return Vec::new();
        };
        let needs = self.needs.iter().flat_map(|group| &group.needs);
        let find = |need: &u8| {
            let name = self.need_id(*need);
            let everyday = self
                .page
                .say
                .find(&key(&["fact", &fact.id, "search", &name]));
            let label = plain(&self.need_title(*need));
            // A label without everyday words is found by each of its own.
            let phrases = match everyday {
                Some(everyday) => format!("{label},{everyday}"),
                None => label.replace(' ', ","),
            };
            json!({
                "phrases": phrases,
                "services": places(services, self.of_need(*need).into_iter()),
                "danger": raised_by(self.bundle(), at, *need).next().is_some(),
            })
        };
        needs.map(find).collect()
    }

    /// What can be asked of a service: who may ask it, and the ways to be helped that it has. What
    /// holds of none or of all of them tells nothing.
    fn filters(&self, services: &[&str]) -> Vec<Value> {
        let mut filters = vec![
            (
                self.page.ui("filter.no-referral"),
                self.asked_by(&[Who::Myself, Who::ParentCarer]),
            ),
            (self.word("find.self"), self.asked_by(&[Who::Myself])),
            (
                self.word("find.parent-carer"),
                self.asked_by(&[Who::ParentCarer]),
            ),
        ];
        let facts = &self.bundle().facts;
        if let Some(fact) = facts.known().prefers.and_then(|at| facts.get(at)) {
            for way in fact.domain.all_values().iter() {
                let has = |service: &&Service| service.ranking.offers.contains(way);
                filters.push((
                    self.page.say.value(fact, way),
                    self.running().filter(has).collect(),
                ));
            }
        }
        let telling = filters
            .into_iter()
            .map(|(label, found)| (label, places(services, found.into_iter())))
            .filter(|(_, found)| !found.is_empty() && found.len() < services.len());
        telling
            .map(|(label, found)| json!({ "label": label, "services": found }))
            .collect()
    }

    /// The services that one of these can ask by themselves.
    fn asked_by(&self, askers: &[Who]) -> Vec<&Service> {
        let open = |service: &&Service| {
            let mut routes = service.routes.iter();
            routes.any(|route| askers.contains(&route.who))
        };
        self.running().filter(open).collect()
    }
}

/// The positions of services among all.
fn places<'s>(all: &[&str], services: impl Iterator<Item = &'s Service>) -> Vec<usize> {
    services
        .filter_map(|service| all.iter().position(|id| *id == service.id))
        .collect()
}

/// A label as a phrase: small letters, without apostrophes and signs.
fn plain(label: &str) -> String {
    let letters = label.chars().filter(|c| !matches!(c, '\'' | '’'));
    letters
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                ' '
            }
        })
        .collect()
}
