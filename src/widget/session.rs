//! One person's way through: where they are in their walk, and the answer that they are making.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, wasm_bindgen::JsCast};
use yew::{Callback, Html, NodeRef};

use super::boundary::Host;
use super::draft::{Choice, Draft, Fault};
use super::view::View;
use super::{question, questionnaire, results, summary, urgent};
use nwd_core::answers::Answer;
use nwd_core::bundle::{Bundle, ServiceIx};
use nwd_core::clock::{Date, Moment, Time};
use nwd_core::domain::FactIx;
use nwd_core::domain::Value;
use nwd_core::journey::{Outcome, Screen, Walk, as_text};
use nwd_core::knowledge::Knowledge;
use nwd_core::summary::{Picks, Summary};
use nwd_core::words::{Person, Speech};
use nwd_view::Page;
use nwd_view::{Attr, el};

/// What the element gives to the widget.
#[derive(Clone)]
pub struct Config {
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
pub enum Msg {
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
    pub fn start(config: &Config) -> Self {
        let walk = Walk::start(&config.bundle, &config.preset, now(&config.host));
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
        session.take_early(config);
        session
    }

    pub fn update(&mut self, config: &Config, send: &Callback<Msg>, msg: Msg) {
        let (step, screen) = (self.walk.steps(), self.walk.screen());
        self.copied = None;
        match msg {
            Msg::Choose(choice) => {
                self.draft.choice = Some(choice);
                self.draft.ticks = Default::default();
                self.draft.typed.clear();
            }
            Msg::Tick(Tick::Value(at), on) => {
                let only = [at].into_iter().collect();
                self.draft.ticks = if on {
                    self.draft.ticks.with(at)
                } else {
                    self.draft.ticks.without(only)
                };
                self.draft.choice = None;
            }
            Msg::Type(typed) => {
                self.draft.typed = typed;
                self.draft.choice = None;
            }
            Msg::Search(typed) => {
                self.search = typed;
                let send = send.clone();
                self.pause = Some(Timeout::new(PAUSE, move || send.emit(Msg::Found)));
            }
            Msg::Found => self.found_for.clone_from(&self.search),
            Msg::Submit(fact) => {
                self.submit(config, fact);
                // Among the results the next question takes the place of this one, on the same screen.
                if self.walk.screen() == Screen::Results && self.fault.is_none() {
                    self.draft = Draft::default();
                }
            }
            Msg::FocusField => self.focus_on("[data-first] input, input[data-first]"),
            Msg::Back => self.walk.back(),
            Msg::Change(fact) => self.walk.change(fact),
            Msg::Results => self.walk.results(),
            Msg::Urgent => {
                if screen != Screen::Urgent {
                    self.held = Some((screen, self.draft.clone()));
                }
                self.walk.urgent();
                self.focus = true;
            }
            Msg::GoOn => self.walk.go_on(&config.bundle, now(&config.host)),
            Msg::StartAgain => {
                self.walk = Walk::start(&config.bundle, &config.preset, now(&config.host));
                self.flagged.clear();
            }
            Msg::Print => config.host.print(),
            Msg::Copy => self.copied = Some(config.host.copy(&self.to_copy(config))),
            Msg::Open(to) => self.walk.open(to),
            Msg::Tick(Tick::Answer(fact), on) => self.picks.pick_answer(fact, on),
            Msg::Tick(Tick::Service(service), on) => self.picks.pick_service(service, on),
            Msg::Save(form) => self.save(config, form),
            Msg::Score(item, option) => self.score(config, item, option),
        }
        if (step, screen) != (self.walk.steps(), self.walk.screen()) {
            self.arrive(config);
        }
    }

    pub fn view(&self, config: &Config, send: &Callback<Msg>) -> Html {
        let outcome = self.outcome(config);
        let view = View {
            page: Page {
                bundle: &config.bundle,
                say: self.speech(config),
            },
            walk: &self.walk,
            outcome: &outcome,
            known: &outcome.known,
            send,
            draft: &self.draft,
            fault: self.fault,
            search: &self.search,
            found_for: &self.found_for,
            copied: self.copied,
            picks: &self.picks,
            scored: &self.scored,
            flagged: &self.flagged,
            now: now(&config.host),
        };
        let page = match self.walk.screen() {
            Screen::Question(fact) => question::page(&view, fact),
            Screen::Urgent => Some(urgent::page(&view)),
            Screen::Results => Some(results::page(&view)),
            Screen::Summary => Some(summary::page(&view)),
            Screen::Questionnaire(at) => questionnaire::page(&view, at),
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
    pub fn drawn(&mut self, config: &Config) {
        if !std::mem::replace(&mut self.told, true) {
            config
                .host
                .tell("ready", to_u32(config.bundle.services.len()), 0);
            self.tell_step(config);
        }
        if std::mem::take(&mut self.focus) {
            self.focus_on("[data-focus]");
        }
    }

    /// Carries on from what was said in the element's frame.
    fn take_early(&mut self, config: &Config) {
        let Early { answers, chosen } = &config.early;
        let facts = &config.bundle.facts;
        let mut said = answers.split(' ');
        while let (Some(id), Some(value)) = (said.next(), said.next()) {
            let Some((at, fact)) = facts.find(id).and_then(|at| Some((at, facts.get(at)?))) else {
                break;
            };
            let Some(value) = fact.domain.position(value) else {
                break;
            };
            self.walk.answer(
                &config.bundle,
                at,
                Answer::Given(Value::One(value)),
                now(&config.host),
            );
            self.focus = true;
        }
        if let Screen::Question(at) = self.walk.screen() {
            let at = facts.get(at).and_then(|fact| fact.domain.position(chosen));
            self.draft.choice = at.map(Choice::One);
        }
    }

    fn submit(&mut self, config: &Config, fact: FactIx) {
        let Some(asked) = config.bundle.facts.get(fact) else {
            return;
        };
        self.focus = true;
        match self.draft.answer(asked) {
            Ok(answer) => {
                self.walk
                    .answer(&config.bundle, fact, answer, now(&config.host));
                self.fault = None;
            }
            Err(fault) => self.fault = Some(fault),
        }
    }

    /// Readies a new screen: the earlier answer, no fault, the heading in focus.
    fn arrive(&mut self, config: &Config) {
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
            Screen::Summary => Picks::at_first(&config.bundle, &self.outcome(config)),
            _ => Picks::default(),
        };
        self.scored.clear();
        self.fault = None;
        self.search.clear();
        self.found_for.clear();
        self.pause = None;
        self.focus = true;
        self.tell_step(config);
    }

    /// What 'Copy' puts on the clipboard: the summary where that is on the screen, else the results.
    fn to_copy(&self, config: &Config) -> String {
        let outcome = self.outcome(config);
        match self.walk.screen() {
            Screen::Summary => self.summary(config, &outcome).text(),
            _ => as_text(&config.bundle, &outcome, self.speech(config)),
        }
    }

    fn summary<'a>(&'a self, config: &'a Config, outcome: &'a Outcome<'a>) -> Summary<'a> {
        let (picks, today) = (&self.picks, now(&config.host).date);
        Summary {
            bundle: &config.bundle,
            outcome,
            picks,
            say: self.speech(config),
            today,
        }
    }

    fn save(&self, config: &Config, form: Form) {
        let outcome = self.outcome(config);
        let summary = self.summary(config, &outcome);
        match form {
            Form::Text => config
                .host
                .save("summary.txt", "text/plain", &summary.text()),
            Form::Fhir => config.host.save(
                "summary.fhir.json",
                "application/fhir+json",
                &summary.fhir(),
            ),
        }
    }

    /// Takes an answer to an item; an alert that it raises stays raised until somebody starts again.
    fn score(&mut self, config: &Config, item: usize, option: usize) {
        let Screen::Questionnaire(at) = self.walk.screen() else {
            return;
        };
        let Some(module) = config.bundle.questionnaires.get(at) else {
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
    fn tell_step(&self, config: &Config) {
        let outcome = self.outcome(config);
        config.host.tell(
            "step",
            to_u32(self.walk.steps()),
            to_u32(outcome.left().len()),
        );
        if self.walk.screen() == Screen::Results {
            let page = outcome.arrange();
            config
                .host
                .tell("results", to_u32(page.fit_count()), to_u32(page.may.len()));
        }
    }

    /// What the answers so far mean, now.
    fn outcome<'a>(&self, config: &'a Config) -> Outcome<'a> {
        Outcome::of(&config.bundle, self.walk.answers(), now(&config.host))
    }

    /// 'You' to somebody who asks for themselves, 'they' of somebody else.
    fn speech<'a>(&self, config: &'a Config) -> Speech<'a> {
        let known = Knowledge::new(&config.bundle.facts, self.walk.answers());
        config
            .bundle
            .words
            .speak(&config.lang, Person::spoken_to(&known))
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
