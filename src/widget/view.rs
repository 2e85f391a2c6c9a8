//! What every part of the page is drawn from.

use yew::html::Scope;

use super::app::App;
use super::draft::{Draft, Fault};
use super::el::{Attr, El, On, el};
use super::session::Act;
use crate::answers::{Knowledge, Value};
use crate::bundle::{Bundle, Service, Speech, Who, key};
use crate::clock::Moment;
use crate::facts::FactIx;
use crate::journey::{Outcome, Walk};
use crate::passport::Picks;

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
    /// What is chosen for the summary, where that is on the screen.
    pub picks: Option<&'a Picks>,
    /// What was answered to the questionnaire on the screen.
    pub scored: &'a [Option<usize>],
    /// The positions of the alerts that a questionnaire has raised.
    pub flagged: &'a [usize],
    pub now: Moment,
}

impl View<'_> {
    /// Words of the interface.
    pub fn ui(&self, key: &str) -> String {
        self.say.text(&format!("ui.{key}"))
    }

    /// A button that does something at once.
    pub fn button(&self, class: &'static str, words: &str, act: Act) -> El {
        self.button_saying(class, self.ui(words), act)
    }

    /// The same with words that are not the interface's.
    pub fn button_saying(&self, class: &'static str, words: String, act: Act) -> El {
        el("button").class(class).attr(Attr::Type, "button").on(On::Click, self.link, move |_| act.clone()).add(words)
    }

    /// Words of a service; none where it has none of this kind.
    pub fn service(&self, service: &Service, part: &str) -> Option<String> {
        self.say.find(&key(&["service", &service.id, part])).map(str::to_owned)
    }

    /// A service's name.
    pub fn name(&self, service: &Service) -> String {
        self.say.text(&key(&["service", &service.id, "name"]))
    }

    /// The asker's kind of way in, once that is known.
    pub fn who(&self) -> Option<Who> {
        let audience = self.chosen(self.bundle.known.audience?)?;
        Who::ALL.iter().copied().find(|who| who.audiences().contains(&audience))
    }

    /// Whether a professional asks.
    pub fn is_professional(&self) -> bool {
        self.who() == Some(Who::Professional)
    }

    /// The name of a one-of fact's known value.
    pub fn chosen(&self, fact: FactIx) -> Option<&str> {
        match self.known.value(fact)? {
            Value::One(at) => self.bundle.facts.get(fact)?.domain.values().get(usize::from(at)).map(String::as_str),
            _ => None,
        }
    }
}
