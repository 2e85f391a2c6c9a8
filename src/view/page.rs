//! The bundle and its words, as one reader is spoken to.

use nwd_core::bundle::{Bundle, Service};
use nwd_core::facts::Fact;
use nwd_core::keys::key;
use nwd_core::words::Speech;

/// The bundle and its words, as one reader is spoken to.
pub struct Page<'a> {
    /// The bundle.
    pub bundle: &'a Bundle,
    /// The words, as this reader is spoken to.
    pub say: Speech<'a>,
}

impl Page<'_> {
    /// Words of the interface.
    pub fn ui(&self, name: &str) -> String {
        self.say.text(&key(&["ui", name]))
    }

    /// Words of a service; none where it has none of this kind.
    pub fn service(&self, service: &Service, part: &str) -> Option<String> {
        self.find("service", &service.id, part)
    }

    /// A service's name.
    pub fn name(&self, service: &Service) -> String {
        self.text("service", &service.id, "name")
    }

    /// Words of a fact; none where it has none of this kind.
    pub fn fact(&self, fact: &Fact, part: &str) -> Option<String> {
        self.find("fact", &fact.id, part)
    }

    /// Words of something; the key where it has none, so that the gap is seen.
    pub fn text(&self, what: &str, id: &str, part: &str) -> String {
        self.say.text(&key(&[what, id, part]))
    }

    /// Words of something; none where it has none of this kind.
    pub fn find(&self, what: &str, id: &str, part: &str) -> Option<String> {
        self.say.find(&key(&[what, id, part])).map(str::to_owned)
    }
}
