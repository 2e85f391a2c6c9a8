//! What every part of the page is drawn from.

use std::cell::OnceCell;

use yew::Callback;

use super::draft::{Field, Form};
use super::msg::Msg;
use nwd_core::bundle::Who;
use nwd_core::clock::Moment;
use nwd_core::facts::Fact;
use nwd_core::journey::{Filter, Outcome, Walk};
use nwd_core::knowledge::Knowledge;
use nwd_core::summary::Picks;
use nwd_view::{Attr, El, Handler, Page, el};

/// What every part of the page is drawn from.
pub struct View<'a> {
    /// The bundle, and its words as this person is spoken to.
    pub page: Page<'a>,
    /// Where they are, and what they said.
    pub walk: &'a Walk,
    /// The outcome, once something is drawn from it: see [`View::outcome`].
    pub outcome: OnceCell<Outcome<'a>>,
    /// What counts of what they said.
    pub known: &'a Knowledge<'a>,
    /// Where messages go.
    pub send: &'a Callback<Msg>,
    /// The answers that they are making.
    pub form: &'a Form,
    /// What is in the search field.
    pub search: &'a str,
    /// The search whose result was said last.
    pub found_for: &'a str,
    /// Whether the results could be put on the clipboard, after that was asked for.
    pub copied: Option<bool>,
    /// The results are to be there when the person comes back to the page.
    pub kept: bool,
    /// What is to be seen alone of the rest of the results.
    pub only: &'a [Filter],
    /// What is chosen for the summary, where that is on the screen.
    pub picks: &'a Picks,
    /// What was answered to the questionnaire on the screen.
    pub scored: &'a [Option<usize>],
    /// The positions of the alerts that a questionnaire has raised.
    pub flagged: &'a [usize],
    /// The moment of the last step.
    pub now: Moment,
    /// The system has a sheet to share with.
    pub can_share: bool,
    /// Where to say that something is wrong; empty where the page does not say.
    pub feedback: &'a str,
}

impl<'a> View<'a> {
    /// What the answers so far come to. A question is drawn without it, so that no key that is
    /// pressed there makes one.
    pub fn outcome(&self) -> &Outcome<'a> {
        self.outcome
            .get_or_init(|| self.walk.outcome(self.page.bundle, self.now))
    }

    /// A button that does something at once.
    pub fn button(&self, class: &'static str, words: &str, msg: Msg) -> El {
        self.button_saying(class, self.page.ui(words), msg)
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
        if self.walk.can_go_back() {
            Some(self.button("link back", "back", Msg::Back))
        } else {
            None
        }
    }

    /// The heading of a screen: it takes the focus, unless there is a fault to be told first.
    pub fn heading(&self, words: String) -> El {
        el("h2")
            .attr(Attr::Tabindex, "-1")
            .attr(Attr::DataFocus, !self.form.is_faulty())
            .add(words)
    }

    /// The ids of what describes the field of a question: what helps, and what was wrong.
    pub fn described_by(&self, field: &Field, fact: &Fact) -> Option<String> {
        let hint = self.page.fact(fact, "hint").map(|_| part_id("hint", fact));
        let fault = field.fault.map(|_| part_id("fault", fact));
        match (hint, fault) {
            (Some(hint), Some(fault)) => Some(format!("{hint} {fault}")),
            (hint, fault) => hint.or(fault),
        }
    }

    /// A quiet line that helps.
    pub fn hint(&self, words: &str) -> El {
        el("p").class("hint").add(self.page.ui(words))
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

/// The id of a part of a question on the screen.
pub fn part_id(part: &str, fact: &Fact) -> String {
    format!("{part}-{}", fact.id)
}
