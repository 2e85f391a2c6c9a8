//! What every part of the page is drawn from.

use yew::html::Scope;

use super::app::App;
use super::draft::{Draft, Fault};
use super::el::{Attr, El, el};
use super::on::On;
use super::session::Act;
use crate::answers::{Knowledge, Value};
use crate::bundle::{Bundle, Service, ServiceIx, Speech, Who, key};
use crate::facts::{Fact, FactIx};
use crate::journey::{Outcome, Walk};
use crate::truth::Truth;

/// What every part of the page is drawn from.
pub struct View<'a> {
    pub bundle: &'a Bundle,
    pub walk: &'a Walk,
    pub outcome: &'a Outcome<'a>,
    pub known: &'a Knowledge<'a>,
    pub say: Speech<'a>,
    pub link: &'a Scope<App>,
    pub draft: &'a Draft,
    pub fault: Option<Fault>,
    pub search: &'a str,
    pub found_for: &'a str,
    /// Whether the results could be put on the clipboard, after that was asked for.
    pub copied: Option<bool>,
}

impl View<'_> {
    /// Words of the interface.
    pub fn ui(&self, name: &str) -> String {
        self.say.text(&key(&["ui", name]))
    }

    /// A button that does something at once.
    pub fn button(&self, class: &'static str, words: &str, act: Act) -> El {
        el("button").class(class).attr(Attr::Type, "button").on(self.link, On::Click(act)).add(self.ui(words))
    }

    /// The way back, where there is one.
    pub fn back(&self) -> Option<El> {
        self.walk.can_go_back().then(|| self.button("link back", "back", Act::Back))
    }

    /// A quiet line that helps.
    pub fn hint(&self, words: &str) -> El {
        el("p").class("hint").add(self.ui(words))
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

    /// The name of a yes or a no to a fact.
    pub fn yes_no(&self, fact: &Fact, yes: bool) -> String {
        self.say.text(&key(&["fact", &fact.id, "value", if yes { "true" } else { "false" }]))
    }

    /// Words of something; the key where it has none, so that the gap is seen.
    pub fn text(&self, what: &str, id: &str, part: &str) -> String {
        self.say.text(&key(&[what, id, part]))
    }

    /// Words of something; none where it has none of this kind.
    pub fn find(&self, what: &str, id: &str, part: &str) -> Option<String> {
        self.say.find(&key(&[what, id, part])).map(str::to_owned)
    }

    /// The asker's kind of way in, once that is known.
    pub fn who(&self) -> Option<Who> {
        let audience = self.chosen(self.bundle.known.audience?)?;
        Who::ALL.iter().copied().find(|who| who.audiences().contains(&audience))
    }

    /// Whether a service is not for others alone.
    pub fn may_be_theirs(&self, service: ServiceIx) -> bool {
        self.outcome.service(service).is_some_and(|outcome| outcome.verdict != Truth::False)
    }

    /// The name of a one-of fact's known value.
    pub fn chosen(&self, fact: FactIx) -> Option<&str> {
        match self.known.value(fact)? {
            Value::One(at) => self.bundle.facts.get(fact)?.domain.values().get(usize::from(at)).map(String::as_str),
            _ => None,
        }
    }
}
