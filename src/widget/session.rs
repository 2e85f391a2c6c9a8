//! One person's way through: where they are in their walk, and the answer that they are making.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, wasm_bindgen::JsCast};
use yew::html::Scope;
use yew::{Html, NodeRef};

use super::app::App;
use super::boundary::Host;
use super::draft::{Choice, Draft, Fault};
use super::el::{Attr, el};
use super::view::{Page, View};
use super::{question, results, screening, summary, urgent};
use crate::answers::{Answer, Knowledge, Value};
use crate::bundle::{Bundle, Person, ServiceIx, Speech};
use crate::clock::{Date, Moment, Time};
use crate::facts::FactIx;
use crate::journey::{Outcome, Screen, Walk, as_text};
use crate::passport::{Passport, Picks};

/// What the element gives to the widget.
#[derive(Clone)]
pub struct Guest {
    pub bundle: Rc<Bundle>,
    pub lang: String,
    /// Answers that the page itself gives: the audience, on a staff page.
    pub preset: Vec<(FactIx, Value)>,
    pub early: Early,
    pub host: Rc<Host>,
}

/// What was said before the wasm was there.
#[derive(Clone)]
pub struct Early {
    /// 'fact value fact value'.
    pub answers: String,
    /// Chosen, and not yet sent.
    pub chosen: String,
}

/// Something that the person does.
#[derive(Clone)]
pub enum Act {
    Choose(Choice),
    /// Something is ticked, or is no more.
    Tick(Tick, bool),
    Type(String),
    Search(String),
    /// They have stopped typing: what the search found is said aloud.
    Found,
    Submit(FactIx),
    FocusField,
    Back,
    Change(FactIx),
    Results,
    Urgent,
    GoOn,
    StartAgain,
    Print,
    Copy,
    /// To a screen that is made of the results.
    Open(Screen),
    Save(Form),
    /// An item of the questionnaire on the screen is answered: the item, and the option.
    Score(usize, usize),
}

/// What can be ticked.
#[derive(Clone, Copy)]
pub enum Tick {
    /// A value of the fact that is asked for.
    Value(u8),
    /// An answer that is to stand in the summary.
    Answer(FactIx),
    /// A service that is to stand in the summary.
    Service(ServiceIx),
}

/// What a summary is saved as.
#[derive(Clone, Copy)]
pub enum Form {
    Text,
    Fhir,
}

/// Milliseconds without a key after which somebody has stopped typing.
const PAUSE: u32 = 600;

pub struct Session {
    walk: Walk,
    draft: Draft,
    fault: Option<Fault>,
    search: String,
    /// What the search found last is said for this: not at every key, or a screen reader would never come to an end.
    found_for: String,
    pause: Option<Timeout>,
    /// Whether the results could be put on the clipboard, after that was asked for.
    copied: Option<bool>,
    /// What is chosen for the summary, where that is on the screen.
    picks: Picks,
    /// What was answered to the questionnaire on the screen: forgotten when it is left.
    scored: Vec<Option<usize>>,
    /// The positions of the alerts that a questionnaire has raised.
    flagged: Vec<usize>,
    /// An answer half made when the person turned to urgent help.
    held: Option<(Screen, Draft)>,
    /// They have gone on since the widget was drawn first, which is in the place of the same question.
    moved: bool,
    /// The page has been told that the widget is ready.
    told: bool,
    root: NodeRef,
    /// The next drawing is of something new: its heading, or what is to do first, takes the focus.
    focus: bool,
}

impl Session {
    pub fn start(guest: &Guest) -> Self {
        let walk = Walk::start(&guest.bundle, &guest.preset, now(&guest.host));
        let mut session = Session {
            walk,
            draft: Draft::default(),
            fault: None,
            search: String::new(),
            found_for: String::new(),
            pause: None,
            copied: None,
            picks: Picks::default(),
            scored: Vec::new(),
            flagged: Vec::new(),
            held: None,
            moved: false,
            told: false,
            root: NodeRef::default(),
            focus: false,
        };
        session.take_early(guest);
        session
    }

    pub fn update(&mut self, guest: &Guest, link: &Scope<App>, act: Act) {
        let (step, screen) = (self.walk.steps(), self.walk.screen());
        self.copied = None;
        match act {
            Act::Choose(choice) => {
                self.draft.choice = Some(choice);
                self.draft.ticks = Default::default();
                self.draft.typed.clear();
            }
            Act::Tick(Tick::Value(at), on) => {
                let only = [at].into_iter().collect();
                self.draft.ticks = if on {
                    self.draft.ticks.with(at)
                } else {
                    self.draft.ticks.without(only)
                };
                self.draft.choice = None;
            }
            Act::Type(typed) => {
                self.draft.typed = typed;
                self.draft.choice = None;
            }
            Act::Search(typed) => {
                self.search = typed;
                let link = link.clone();
                self.pause = Some(Timeout::new(PAUSE, move || link.send_message(Act::Found)));
            }
            Act::Found => self.found_for.clone_from(&self.search),
            Act::Submit(fact) => {
                self.submit(guest, fact);
                // Among the results the next question takes the place of this one, on the same screen.
                if self.walk.screen() == Screen::Results && self.fault.is_none() {
                    self.draft = Draft::default();
                }
            }
            Act::FocusField => self.focus_on("[data-first] input, input[data-first]"),
            Act::Back => self.walk.back(),
            Act::Change(fact) => self.walk.change(fact),
            Act::Results => self.walk.results(),
            Act::Urgent => {
                if screen != Screen::Urgent {
                    self.held = Some((screen, self.draft.clone()));
                }
                self.walk.urgent();
                self.focus = true;
            }
            Act::GoOn => self.walk.go_on(&guest.bundle, now(&guest.host)),
            Act::StartAgain => {
                self.walk = Walk::start(&guest.bundle, &guest.preset, now(&guest.host));
                self.flagged.clear();
            }
            Act::Print => guest.host.print(),
            Act::Copy => self.copied = Some(guest.host.copy(&self.to_copy(guest))),
            Act::Open(to) => self.walk.open(to),
            Act::Tick(Tick::Answer(fact), on) => self.picks.pick_answer(fact, on),
            Act::Tick(Tick::Service(service), on) => self.picks.pick_service(service, on),
            Act::Save(form) => self.save(guest, form),
            Act::Score(item, option) => self.score(guest, item, option),
        }
        if (step, screen) != (self.walk.steps(), self.walk.screen()) {
            self.arrive(guest);
        }
    }

    pub fn view(&self, guest: &Guest, link: &Scope<App>) -> Html {
        let outcome = self.outcome(guest);
        let view = View {
            page: Page {
                bundle: &guest.bundle,
                say: self.speech(guest),
            },
            walk: &self.walk,
            outcome: &outcome,
            known: &outcome.known,
            link,
            draft: &self.draft,
            fault: self.fault,
            search: &self.search,
            found_for: &self.found_for,
            copied: self.copied,
            picks: &self.picks,
            scored: &self.scored,
            flagged: &self.flagged,
            now: now(&guest.host),
        };
        let page = match self.walk.screen() {
            Screen::Question(fact) => question::page(&view, fact),
            Screen::Urgent => Some(urgent::page(&view)),
            Screen::Results => Some(results::page(&view)),
            Screen::Summary => Some(summary::page(&view)),
            Screen::Screening(at) => screening::page(&view, at),
        };
        el("div")
            .class(if self.moved { "page later" } else { "page" })
            .attr(Attr::Lang, view.say.locale().to_owned())
            .attr(Attr::Dir, view.ui("dir"))
            .node_ref(&self.root)
            .add(page)
            .into()
    }

    /// What can only be done once it is drawn: the page is told, and the focus moves.
    pub fn drawn(&mut self, guest: &Guest) {
        if !std::mem::replace(&mut self.told, true) {
            guest
                .host
                .tell("ready", to_u32(guest.bundle.services.len()), 0);
            self.tell_step(guest);
        }
        if std::mem::take(&mut self.focus) {
            self.focus_on("[data-focus]");
        }
    }

    /// Carries on from what was said in the element's frame.
    fn take_early(&mut self, guest: &Guest) {
        let Early { answers, chosen } = &guest.early;
        let facts = &guest.bundle.facts;
        let mut said = answers.split(' ');
        while let (Some(id), Some(value)) = (said.next(), said.next()) {
            let Some((at, fact)) = facts.find(id).and_then(|at| Some((at, facts.get(at)?))) else {
                break;
            };
            let Some(value) = fact.domain.position(value) else {
                break;
            };
            self.walk.answer(
                &guest.bundle,
                at,
                Answer::Given(Value::One(value)),
                now(&guest.host),
            );
            self.focus = true;
        }
        if let Screen::Question(at) = self.walk.screen() {
            let at = facts.get(at).and_then(|fact| fact.domain.position(chosen));
            self.draft.choice = at.map(Choice::One);
        }
    }

    fn submit(&mut self, guest: &Guest, fact: FactIx) {
        let Some(asked) = guest.bundle.facts.get(fact) else {
            return;
        };
        self.focus = true;
        match self.draft.answer(asked) {
            Ok(answer) => {
                self.walk
                    .answer(&guest.bundle, fact, answer, now(&guest.host));
                self.fault = None;
            }
            Err(fault) => self.fault = Some(fault),
        }
    }

    /// Readies a new screen: the earlier answer, no fault, the heading in focus.
    fn arrive(&mut self, guest: &Guest) {
        let asked = match self.walk.screen() {
            Screen::Question(fact) => Some(fact),
            _ => None,
        };
        let held = self
            .held
            .take_if(|(screen, _)| *screen == self.walk.screen());
        let earlier = || Draft::of(asked.and_then(|fact| self.walk.answers().get(fact)));
        self.draft = held.map_or_else(earlier, |(_, draft)| draft);
        self.moved = true;
        self.picks = match self.walk.screen() {
            Screen::Summary => Picks::at_first(&guest.bundle, &self.outcome(guest)),
            _ => Picks::default(),
        };
        self.scored.clear();
        self.fault = None;
        self.search.clear();
        self.found_for.clear();
        self.pause = None;
        self.focus = true;
        self.tell_step(guest);
    }

    /// What 'Copy' puts on the clipboard: the summary where that is on the screen, else the results.
    fn to_copy(&self, guest: &Guest) -> String {
        let outcome = self.outcome(guest);
        match self.walk.screen() {
            Screen::Summary => self.passport(guest, &outcome).text(),
            _ => as_text(&guest.bundle, &outcome, self.speech(guest)),
        }
    }

    fn passport<'a>(&'a self, guest: &'a Guest, outcome: &'a Outcome<'a>) -> Passport<'a> {
        let (picks, today) = (&self.picks, now(&guest.host).date);
        Passport {
            bundle: &guest.bundle,
            outcome,
            picks,
            say: self.speech(guest),
            today,
        }
    }

    fn save(&self, guest: &Guest, form: Form) {
        let outcome = self.outcome(guest);
        let passport = self.passport(guest, &outcome);
        match form {
            Form::Text => guest
                .host
                .save("summary.txt", "text/plain", &passport.text()),
            Form::Fhir => guest.host.save(
                "summary.fhir.json",
                "application/fhir+json",
                &passport.fhir(),
            ),
        }
    }

    /// Takes an answer to an item; an alert that it raises stays raised until somebody starts again.
    fn score(&mut self, guest: &Guest, item: usize, option: usize) {
        let Screen::Screening(at) = self.walk.screen() else {
            return;
        };
        let Some(module) = guest.bundle.modules.get(at) else {
            return;
        };
        self.scored.resize(module.items.len(), None);
        if let Some(slot) = self.scored.get_mut(item) {
            *slot = Some(option);
        }
        for alert in module.score(&self.scored).alerts {
            if !self.flagged.contains(&alert) {
                self.flagged.push(alert);
            }
        }
    }

    /// Tells the page how far the person is: counts alone.
    fn tell_step(&self, guest: &Guest) {
        let outcome = self.outcome(guest);
        guest.host.tell(
            "step",
            to_u32(self.walk.steps()),
            to_u32(outcome.left().len()),
        );
        if self.walk.screen() == Screen::Results {
            let page = outcome.arrange();
            guest
                .host
                .tell("results", to_u32(page.fit_count()), to_u32(page.may.len()));
        }
    }

    /// What the answers so far mean, now.
    fn outcome<'a>(&self, guest: &'a Guest) -> Outcome<'a> {
        Outcome::of(&guest.bundle, self.walk.answers(), now(&guest.host))
    }

    /// 'You' to somebody who asks for themselves, 'they' of somebody else.
    fn speech<'a>(&self, guest: &'a Guest) -> Speech<'a> {
        let known = Knowledge::new(&guest.bundle.facts, self.walk.answers());
        guest
            .bundle
            .words
            .speak(&guest.lang, Person::spoken_to(&guest.bundle, &known))
    }

    fn focus_on(&self, selector: &str) {
        let found = self
            .root
            .cast::<Element>()
            .and_then(|root| root.query_selector(selector).ok().flatten());
        if let Some(element) = found {
            // An element that cannot take the focus leaves it where it is.
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    }
}

/// London time, as the page tells it. The element always tells it in this form; were it to fail, a moment that is plainly
/// long past stands in for it.
fn now(host: &Host) -> Moment {
    let nothing = Moment {
        date: Date {
            year: 1,
            month: 1,
            day: 1,
        },
        time: Time::default(),
    };
    Moment::parse(&host.now()).unwrap_or(nothing)
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
