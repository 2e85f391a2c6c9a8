//! What every part of the page is drawn from.

use std::cell::OnceCell;
use std::ops::Deref;

use yew::Callback;

use super::draft::{Draft, Fault};
use super::msg::Msg;
use nwd_core::bundle::Who;
use nwd_core::clock::Moment;
use nwd_core::journey::{Outcome, Walk};
use nwd_core::knowledge::Knowledge;
use nwd_core::summary::Picks;
use nwd_view::{Attr, El, Handler, Page, el};

/// What every part of the page is drawn from.
pub struct View<'a> {
    pub page: Page<'a>,
    pub walk: &'a Walk,
    /// The outcome, once something is drawn from it: see [`View::outcome`].
    pub outcome: OnceCell<Outcome<'a>>,
    pub known: &'a Knowledge<'a>,
    pub send: &'a Callback<Msg>,
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

impl<'a> View<'a> {
    /// What the answers so far come to. A question is drawn without it, so that no key that is pressed there makes one.
    pub fn outcome(&self) -> &Outcome<'a> {
        self.outcome
            .get_or_init(|| self.walk.outcome(self.page.bundle, self.now))
    }

    /// A button that does something at once.
    pub fn button(&self, class: &'static str, words: &str, msg: Msg) -> El {
        self.button_saying(class, self.ui(words), msg)
    }

    /// The same with words that are not the interface's.
    pub fn button_saying(&self, class: &'static str, words: String, msg: Msg) -> El {
        el("button")
            .class(class)
            .attr(Attr::Type, "button")
            .on(self.send, Handler::Click(msg))
            .add(words)
    }

    /// The way back, where there is one.
    pub fn back(&self) -> Option<El> {
        self.walk
            .can_go_back()
            .then(|| self.button("link back", "back", Msg::Back))
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
        let audience = self.known.audience()?;
        Who::ALL
            .iter()
            .copied()
            .find(|who| who.audiences().contains(&audience))
    }

    /// Whether a professional asks.
    pub fn is_professional(&self) -> bool {
        self.who() == Some(Who::Professional)
    }
}
