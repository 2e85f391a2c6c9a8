//! The widget's state: where the person is in their walk, and the answer that they are making.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, wasm_bindgen::JsCast};
use yew::{Component, Context, Html, NodeRef, Properties, html};

use super::boundary::Host;
use super::draft::{Choice, Draft, Fault};
use super::view::View;
use super::{question, results, urgent};
use crate::answers::{Answer, Knowledge, Value};
use crate::bundle::{Bundle, Person, Speech};
use crate::clock::{Date, Moment, Time};
use crate::facts::FactIx;
use crate::journey::{Outcome, Screen, Walk, as_text};

/// What the element gives to the widget.
#[derive(Clone, Properties)]
pub struct Props {
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

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bundle, &other.bundle) && self.lang == other.lang
    }
}

/// Something that the person does.
pub enum Act {
    Choose(Choice),
    Tick(u8, bool),
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
}

/// Milliseconds without a key after which somebody has stopped typing.
const PAUSE: u32 = 600;

pub struct App {
    walk: Walk,
    draft: Draft,
    fault: Option<Fault>,
    search: String,
    /// What the search found last is said for this: not at every key, or a screen reader would never come to an end.
    found_for: String,
    pause: Option<Timeout>,
    copied: bool,
    /// An answer half made when the person turned to urgent help.
    held: Option<(Screen, Draft)>,
    /// They have gone on since the widget was drawn first, which is in the place of the same question.
    moved: bool,
    root: NodeRef,
    /// The next drawing is of something new: its heading, or what is to do first, takes the focus.
    focus: bool,
}

impl Component for App {
    type Message = Act;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let walk = Walk::start(&props.bundle, &props.preset, now(&props.host));
        let mut app = App {
            walk,
            draft: Draft::default(),
            fault: None,
            search: String::new(),
            found_for: String::new(),
            pause: None,
            copied: false,
            held: None,
            moved: false,
            root: NodeRef::default(),
            focus: false,
        };
        app.take_early(props);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        let props = ctx.props();
        let (step, screen) = (self.walk.steps(), self.walk.screen());
        self.copied = false;
        match act {
            Act::Choose(choice) => {
                self.draft.choice = Some(choice);
                self.draft.ticks = Default::default();
                self.draft.typed.clear();
            }
            Act::Tick(at, on) => {
                let only = [at].into_iter().collect();
                self.draft.ticks = if on { self.draft.ticks.with(at) } else { self.draft.ticks.without(only) };
                self.draft.choice = None;
            }
            Act::Type(typed) => {
                self.draft.typed = typed;
                self.draft.choice = None;
            }
            Act::Search(typed) => {
                self.search = typed;
                let link = ctx.link().clone();
                self.pause = Some(Timeout::new(PAUSE, move || link.send_message(Act::Found)));
            }
            Act::Found => self.found_for.clone_from(&self.search),
            Act::Submit(fact) => {
                self.submit(props, fact);
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
            Act::GoOn => self.walk.go_on(&props.bundle, now(&props.host)),
            Act::StartAgain => self.walk = Walk::start(&props.bundle, &props.preset, now(&props.host)),
            Act::Print => props.host.print(),
            Act::Copy => {
                let outcome = Outcome::of(&props.bundle, self.walk.answers(), now(&props.host));
                self.copied = props.host.copy(&as_text(&props.bundle, &outcome, self.speech(props)));
            }
        }
        if (step, screen) != (self.walk.steps(), self.walk.screen()) {
            self.arrive(props);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let outcome = Outcome::of(&props.bundle, self.walk.answers(), now(&props.host));
        let view = View {
            bundle: &props.bundle,
            walk: &self.walk,
            outcome: &outcome,
            known: &outcome.known,
            say: self.speech(props),
            link: ctx.link(),
            draft: &self.draft,
            fault: self.fault,
            search: &self.search,
            found_for: &self.found_for,
            copied: self.copied,
        };
        let page = match self.walk.screen() {
            Screen::Question(fact) => question::page(&view, fact),
            Screen::Urgent => urgent::page(&view),
            Screen::Results => results::page(&view),
        };
        let class = if self.moved { "page later" } else { "page" };
        let (lang, dir) = (view.say.locale().to_owned(), view.ui("dir"));
        html! { <div {class} ref={self.root.clone()} {lang} {dir}>{ page }</div> }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            ctx.props().host.tell("ready", to_u32(ctx.props().bundle.services.len()), 0);
            self.tell_step(ctx.props());
        }
        if std::mem::take(&mut self.focus) {
            self.focus_on("[data-focus]");
        }
    }
}

impl App {
    /// Carries on from what was said in the element's frame.
    fn take_early(&mut self, props: &Props) {
        let Early { answers, chosen } = &props.early;
        let facts = &props.bundle.facts;
        let mut said = answers.split(' ');
        while let (Some(id), Some(value)) = (said.next(), said.next()) {
            let Some((at, fact)) = facts.find(id).and_then(|at| Some((at, facts.get(at)?))) else { break };
            let Some(value) = fact.domain.position(value) else { break };
            self.walk.answer(&props.bundle, at, Answer::Given(Value::One(value)), now(&props.host));
            self.focus = true;
        }
        if let Screen::Question(at) = self.walk.screen() {
            let at = facts.get(at).and_then(|fact| fact.domain.position(chosen));
            self.draft.choice = at.map(Choice::One);
        }
    }

    fn submit(&mut self, props: &Props, fact: FactIx) {
        let Some(asked) = props.bundle.facts.get(fact) else { return };
        self.focus = true;
        match self.draft.answer(asked) {
            Ok(answer) => {
                self.walk.answer(&props.bundle, fact, answer, now(&props.host));
                self.fault = None;
            }
            Err(fault) => self.fault = Some(fault),
        }
    }

    /// Readies a new screen: the earlier answer, no fault, the heading in focus.
    fn arrive(&mut self, props: &Props) {
        let asked = match self.walk.screen() {
            Screen::Question(fact) => Some(fact),
            Screen::Results | Screen::Urgent => None,
        };
        let held = self.held.take_if(|(screen, _)| *screen == self.walk.screen());
        let earlier = || Draft::of(asked.and_then(|fact| self.walk.answers().get(fact)));
        self.draft = held.map_or_else(earlier, |(_, draft)| draft);
        self.moved = true;
        self.fault = None;
        self.search.clear();
        self.found_for.clear();
        self.pause = None;
        self.focus = true;
        self.tell_step(props);
    }

    /// Tells the page how far the person is: counts alone.
    fn tell_step(&self, props: &Props) {
        let outcome = Outcome::of(&props.bundle, self.walk.answers(), now(&props.host));
        props.host.tell("step", to_u32(self.walk.steps()), to_u32(outcome.left().len()));
        if self.walk.screen() == Screen::Results {
            let page = outcome.arrange();
            props.host.tell("results", to_u32(page.fit_count()), to_u32(page.may.len()));
        }
    }

    /// 'You' to somebody who asks for themselves, 'they' of somebody else.
    fn speech<'a>(&self, props: &'a Props) -> Speech<'a> {
        let known = Knowledge::new(&props.bundle.facts, self.walk.answers());
        props.bundle.words.speak(&props.lang, Person::spoken_to(&props.bundle, &known))
    }

    fn focus_on(&self, selector: &str) {
        let found = self.root.cast::<Element>().and_then(|root| root.query_selector(selector).ok().flatten());
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus();
        }
    }
}

/// London time, as the page tells it. The element always tells it in this form; were it to fail, a moment that is plainly
/// long past stands in for it.
fn now(host: &Host) -> Moment {
    let nothing = Moment { date: Date { year: 1, month: 1, day: 1 }, time: Time::default() };
    Moment::parse(&host.now()).unwrap_or(nothing)
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
