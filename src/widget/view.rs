//! What every part of the page is drawn from.

use std::ops::Deref;

use yew::html::Scope;

use super::app::App;
use super::draft::{Draft, Fault};
use super::el::{Attr, El, el};
use super::on::On;
use super::session::Act;
use crate::answers::{Knowledge, Value};
use crate::bundle::{Bundle, Service, Speech, Who, key};
use crate::clock::Moment;
use crate::facts::{Fact, FactIx};
use crate::journey::{Outcome, Walk};
use crate::passport::Picks;

/// All that is needed to say what a service is, to whoever reads it.
pub struct Page<'a> {
    pub bundle: &'a Bundle,
    pub say: Speech<'a>,
}

/// What every part of the page is drawn from.
pub struct View<'a> {
    pub page: Page<'a>,
    pub walk: &'a Walk,
    pub outcome: &'a Outcome<'a>,
    pub known: &'a Knowledge<'a>,
    pub link: &'a Scope<App>,
    pub draft: &'a Draft,
    pub fault: Option<Fault>,
    pub search: &'a str,
    pub found_for: &'a str,
    /// Whether the results could be put on the clipboard, after that was asked for.
    pub copied: Option<bool>,
    /// What is chosen for the summary, where that is on the screen.
    pub picks: &'a Picks,
    /// What was answered to the questionnaire on the screen.
    pub scored: &'a [Option<usize>],
    /// The positions of the alerts that a questionnaire has raised.
    pub flagged: &'a [usize],
    pub now: Moment,
}

impl<'a> Deref for View<'a> {
    type Target = Page<'a>;

    fn deref(&self) -> &Page<'a> {
        &self.page
    }
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

impl View<'_> {
    /// A button that does something at once.
    pub fn button(&self, class: &'static str, words: &str, act: Act) -> El {
        self.button_saying(class, self.ui(words), act)
    }

    /// The same with words that are not the interface's.
    pub fn button_saying(&self, class: &'static str, words: String, act: Act) -> El {
        el("button")
            .class(class)
            .attr(Attr::Type, "button")
            .on(self.link, On::Click(act))
            .add(words)
    }

    /// The way back, where there is one.
    pub fn back(&self) -> Option<El> {
        self.walk
            .can_go_back()
            .then(|| self.button("link back", "back", Act::Back))
    }

    /// The heading of a screen: it takes the focus, unless there is a fault to be told first.
    pub fn heading(&self, words: String) -> El {
        let focus = self.fault.is_none().then_some("");
        el("h2")
            .attr(Attr::Tabindex, "-1")
            .attr(Attr::DataFocus, focus)
            .add(words)
    }

    /// A quiet line that helps.
    pub fn hint(&self, words: &str) -> El {
        el("p").class("hint").add(self.ui(words))
    }

    /// The asker's kind of way in, once that is known.
    pub fn who(&self) -> Option<Who> {
        let audience = self.chosen(self.bundle.known.audience?)?;
        Who::ALL
            .iter()
            .copied()
            .find(|who| who.audiences().contains(&audience))
    }

    /// Whether a professional asks.
    pub fn is_professional(&self) -> bool {
        self.who() == Some(Who::Professional)
    }

    /// The name of a one-of fact's known value.
    pub fn chosen(&self, fact: FactIx) -> Option<&str> {
        match self.known.value(fact)? {
            Value::One(at) => self
                .bundle
                .facts
                .get(fact)?
                .domain
                .values()
                .get(usize::from(at))
                .map(String::as_str),
            _ => None,
        }
    }
}
