//! One person's way through: where they are in their walk, and the answer that they are making.

use std::cell::{Cell, OnceCell};

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, wasm_bindgen::JsCast};
use yew::{Callback, Html, NodeRef};

use super::config::{Config, EarlyAnswers};
use super::draft::{Choice, Form};
use super::host::Host;
use super::msg::{Msg, SavedAs, Tick};
use super::screens::{heard, question, questionnaire, results, summary, urgent};
use super::view::View;
use nwd_core::answers::Answer;
use nwd_core::clock::Moment;
use nwd_core::domain::{FactIx, FactSet, Value, ValueSet};
use nwd_core::journey::{Filter, Outcome, Screen, Walk, as_text};
use nwd_core::knowledge::Knowledge;
use nwd_core::summary::{Picks, Summary};
use nwd_core::words::{Person, Speech};
use nwd_view::Page;
use nwd_view::{Attr, el};

/// The time without a key after which somebody has stopped typing.
const TYPING_PAUSE_MS: u32 = 600;

/// One person's way through.
pub struct Session {
    walk: Walk,
    /// Where they came back from, the nearest last.
    ahead: Vec<Walk>,
    /// The moment of the last step, which all that is on the screen is of.
    now: Moment,
    /// What is drawn, until it is shown.
    page: Cell<Html>,
    form: Form,
    search: String,
    /// What the search found last is said for this: not at every key, or a screen reader would
    /// never come to an end.
    found_for: String,
    pause: Option<Timeout>,
    /// Whether the results could be put on the clipboard, after that was asked for.
    copied: Option<bool>,
    /// The results are to be there when the person comes back to the page.
    kept: bool,
    /// What the person wants to see alone of the rest of the results.
    only: Vec<Filter>,
    /// What is chosen for the summary, where that is on the screen.
    picks: Picks,
    /// What was answered to the questionnaire on the screen: forgotten when it is left.
    scored: Vec<Option<usize>>,
    /// The positions of the alerts that a questionnaire has raised.
    flagged: Vec<usize>,
    /// Answers half made when the person turned to urgent help.
    held: Option<(Screen, Form)>,
    /// They have gone on since the widget was drawn first, which is in the place of the same
    /// question.
    moved: bool,
    /// The page has been told that the widget is ready.
    told: bool,
    root: NodeRef,
    /// The next drawing is of something new: its heading, or what is to do first, takes the focus.
    focus: bool,
}

impl Session {
    /// Sets out, and carries on from what was said in the element's frame.
    pub fn start(config: &Config, send: &Callback<Msg>) -> Self {
        let now = now(&config.host);
        let walk = Walk::start(&config.bundle, &config.preset, now);
        let mut session = Session {
            walk,
            ahead: Vec::new(),
            now,
            page: Cell::default(),
            form: Form::default(),
            search: String::new(),
            found_for: String::new(),
            pause: None,
            copied: None,
            kept: false,
            only: Vec::new(),
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
        session.draw(config, send, None);
        session
    }

    /// Takes a message; whether there is something new to draw. A step looks at the clock once and
    /// makes one outcome at most, which what is drawn is of.
    pub fn update(&mut self, config: &Config, send: &Callback<Msg>, msg: Msg) -> bool {
        if let Msg::Type(fact, typed) = &msg
            && self.copied.is_none()
            && let Some(draft) = self.form.draft(*fact)
            && draft.choice.is_none()
        {
            // The field itself shows what is typed in it.
            draft.enter(typed.clone());
            return false;
        }
        let before = (self.walk.steps(), self.walk.screen());
        if msg.is_step() {
            self.now = now(&config.host);
        }
        if msg.leads_on() {
            self.ahead.clear();
        }
        self.copied = None;
        let mut outcome = self.take(config, send, msg);
        if before != (self.walk.steps(), self.walk.screen()) {
            outcome = self.made_of(config, outcome);
            self.arrive(config, outcome.as_ref());
        }
        self.draw(config, send, outcome);
        true
    }

    /// Changes what a message is about; the outcome, where that had to be made.
    fn take<'a>(
        &mut self,
        config: &'a Config,
        send: &Callback<Msg>,
        msg: Msg,
    ) -> Option<Outcome<'a>> {
        match msg {
            Msg::Choose(fact, choice) => {
                let draft = self.form.draft(fact)?;
                draft.choose(choice);
            }
            Msg::Tick(Tick::Value(fact, at), on) => {
                let draft = self.form.draft(fact)?;
                draft.tick(at, on);
            }
            Msg::Type(fact, typed) => {
                let draft = self.form.draft(fact)?;
                draft.enter(typed);
            }
            Msg::Search(typed) => {
                self.search = typed;
                let send = send.clone();
                self.pause = Some(Timeout::new(TYPING_PAUSE_MS, move || send.emit(Msg::Found)));
            }
            Msg::Found => self.found_for.clone_from(&self.search),
            Msg::Submit => return self.submit(config),
            Msg::FocusField(fact) => self.focus_on_field(config, fact),
            Msg::Jump(id) => {
                if let Some(part) = self.focus_on(&format!("#{id}")) {
                    part.scroll_into_view();
                }
            }
            Msg::Back => {
                self.ahead.push(self.walk.clone());
                self.walk.back();
            }
            Msg::Forward => {
                if let Some(walk) = self.ahead.pop() {
                    self.walk = walk;
                }
            }
            Msg::Change(fact) => self.walk.change(fact),
            Msg::Results => self.walk.results(),
            Msg::Urgent => self.urgent(),
            Msg::GoOn => self.walk.go_on(),
            Msg::StartAgain => {
                self.walk = Walk::start(&config.bundle, &config.preset, self.now);
                self.flagged.clear();
                self.only.clear();
                config.host.uncopy();
            }
            Msg::Print => config.host.print(),
            Msg::Copy => return Some(self.copy(config)),
            Msg::Share => return Some(self.share(config)),
            Msg::Open(to) => self.walk.open(to),
            Msg::Tick(Tick::Answer(fact), on) => self.picks.pick_answer(fact, on),
            Msg::Tick(Tick::Service(service), on) => self.picks.pick_service(service, on),
            Msg::Tick(Tick::Preferred(way), on) => return self.prefer(config, way, on),
            Msg::Tick(Tick::Only(filter), on) => {
                self.only.retain(|other| *other != filter);
                if on {
                    self.only.push(filter);
                }
            }
            Msg::Tick(Tick::Keep, on) => self.keep(config, on),
            Msg::Save(form) => return Some(self.save(config, form)),
            Msg::Score(item, option) => self.score(config, item, option),
        }
        None
    }

    /// Takes a way to be helped that the person would like, or would like no more.
    fn prefer<'a>(&mut self, config: &'a Config, way: u8, on: bool) -> Option<Outcome<'a>> {
        let prefers = config.bundle.facts.known().prefers?;
        let ways = match self.walk.answers().get(prefers) {
            Some(Answer::Given(Value::Any(ways))) => ways,
            _ => ValueSet::default(),
        };
        let way = ValueSet::default().with(way);
        let ways = if on {
            ways.union(way)
        } else {
            ways.without(way)
        };
        if ways.is_empty() {
            return Some(self.walk.take_back(&config.bundle, prefers, self.now));
        }
        let said = [(prefers, Answer::Given(Value::Any(ways)))];
        Some(self.walk.answer(&config.bundle, &said, self.now))
    }

    fn keep(&mut self, config: &Config, kept: bool) {
        self.kept = kept;
        config.host.keep(kept);
    }

    /// Shows what to do now; the answer in hand is kept for the way back.
    fn urgent(&mut self) {
        if self.walk.screen() != Screen::Urgent {
            self.held = Some((self.walk.screen(), self.form.clone()));
        }
        self.walk.urgent();
        self.focus = true;
    }

    /// What was drawn last, to be shown once: Yew asks for it after each update, and only then.
    pub fn view(&self) -> Html {
        self.page.take()
    }

    /// Draws what is on the screen, from the outcome where there is one already.
    pub fn draw(&mut self, config: &Config, send: &Callback<Msg>, outcome: Option<Outcome<'_>>) {
        let known = Knowledge::new(&config.bundle.facts, self.walk.answers());
        let view = View {
            page: Page {
                bundle: &config.bundle,
                say: speech(config, &known),
            },
            walk: &self.walk,
            outcome: outcome.map_or_else(OnceCell::new, OnceCell::from),
            known: &known,
            send,
            form: &self.form,
            search: &self.search,
            found_for: &self.found_for,
            copied: self.copied,
            kept: self.kept,
            only: &self.only,
            picks: &self.picks,
            scored: &self.scored,
            flagged: &self.flagged,
            now: self.now,
            can_share: config.host.shares(),
            feedback: &config.host.feedback(),
        };
        let page = match self.walk.screen() {
            Screen::Question(fact) => question::page(&view, fact),
            Screen::Heard(nth) => heard::page(&view, nth),
            Screen::Urgent => Some(urgent::page(&view)),
            Screen::Results => Some(results::page(&view)),
            Screen::Summary => Some(summary::page(&view)),
            Screen::Questionnaire(at) => questionnaire::page(&view, at),
        };
        let page = el("div")
            .class(if self.moved { "page later" } else { "page" })
            .attr(Attr::Lang, view.page.say.locale().to_owned())
            .attr(Attr::Dir, view.page.ui("dir"))
            .node_ref(&self.root)
            .add(page)
            .into();
        self.page.set(page);
    }

    /// What can only be done once it is drawn: the page is told, and the focus moves.
    pub fn drawn(&mut self, config: &Config) {
        if !std::mem::replace(&mut self.told, true) {
            let services = config.bundle.services.len();
            config
                .host
                .ready(u32::try_from(services).unwrap_or(u32::MAX));
            self.tell_step(config);
        }
        if std::mem::take(&mut self.focus) {
            self.focus_on("[data-focus]");
            // What is new begins at the top of what can be seen.
            if let (false, Some(page)) = (self.form.is_faulty(), self.root.cast::<Element>()) {
                page.scroll_into_view();
            }
        }
    }

    /// Carries on from what was said in the element's frame.
    fn take_early(&mut self, config: &Config) {
        let EarlyAnswers { given, chosen } = &config.early;
        let facts = &config.bundle.facts;
        for (id, value) in given {
            let Some((at, fact)) = facts.find(id).and_then(|at| Some((at, facts.get(at)?))) else {
                break;
            };
            let Some(value) = fact.domain.position(value) else {
                break;
            };
            let answer = Answer::Given(Value::One(value));
            self.walk.answer(&config.bundle, &[(at, answer)], self.now);
            self.focus = true;
        }
        self.form = self.blank(config, self.made_of(config, None).as_ref());
        if let [field] = self.form.fields.as_mut_slice() {
            let asked = facts.get(field.fact);
            let at = asked.and_then(|fact| fact.domain.position(chosen));
            field.draft.choice = at.map(Choice::One);
        }
    }

    fn submit<'a>(&mut self, config: &'a Config) -> Option<Outcome<'a>> {
        self.focus = true;
        let said = self.form.answers(&config.bundle.facts)?;
        let outcome = self.walk.answer(&config.bundle, &said, self.now);
        // Among the results the next question takes the place of this one, on the same screen.
        self.form = self.blank(config, Some(&outcome));
        Some(outcome)
    }

    /// The questions of the screen as they are at first: with what was answered before.
    fn blank(&self, config: &Config, outcome: Option<&Outcome<'_>>) -> Form {
        let asked = match self.walk.screen() {
            Screen::Question(at) => self.walk.asked_with(&config.bundle, at),
            Screen::Results => outcome.and_then(|it| it.next).into_iter().collect(),
            Screen::Heard(_) | Screen::Urgent | Screen::Summary | Screen::Questionnaire(_) => {
                FactSet::default()
            }
        };
        let mut form = Form::of(asked, self.walk.answers());
        if let Some(needs) = config.bundle.facts.known().needs
            && self.walk.answers().get(needs).is_none()
            && let Some(draft) = form.draft(needs)
        {
            draft.ticks = config.linked;
        }
        form
    }

    /// Readies a new screen: the earlier answers, no fault, the heading in focus.
    fn arrive(&mut self, config: &Config, outcome: Option<&Outcome<'_>>) {
        let held = self
            .held
            .take_if(|(screen, _)| *screen == self.walk.screen());
        self.form = match held {
            Some((_, form)) => form,
            None => self.blank(config, outcome),
        };
        self.moved = true;
        if self.kept && self.walk.screen() != Screen::Results {
            self.keep(config, false);
        }
        self.picks = match (self.walk.screen(), outcome) {
            (Screen::Summary, Some(outcome)) => Picks::at_first(&config.bundle, outcome),
            _ => Picks::default(),
        };
        self.scored.clear();
        self.search.clear();
        self.found_for.clear();
        self.pause = None;
        self.focus = true;
        self.tell_step(config);
    }

    fn tell_step(&self, config: &Config) {
        let depth = u32::try_from(self.walk.steps()).unwrap_or(u32::MAX);
        config.host.step(depth);
    }

    fn share<'a>(&self, config: &'a Config) -> Outcome<'a> {
        let outcome = self.outcome(config);
        config.host.share(&self.text(config, &outcome));
        outcome
    }

    /// Puts the summary on the clipboard where that is on the screen, else the results.
    fn copy<'a>(&mut self, config: &'a Config) -> Outcome<'a> {
        let outcome = self.outcome(config);
        self.copied = Some(config.host.copy(&self.text(config, &outcome)));
        outcome
    }

    fn text(&self, config: &Config, outcome: &Outcome<'_>) -> String {
        match self.walk.screen() {
            Screen::Summary => self.summary(config, outcome).text(),
            _ => as_text(&config.bundle, outcome, speech(config, &outcome.known)),
        }
    }

    fn summary<'s>(&'s self, config: &'s Config, outcome: &'s Outcome<'s>) -> Summary<'s> {
        Summary {
            bundle: &config.bundle,
            outcome,
            picks: &self.picks,
            say: speech(config, &outcome.known),
            today: self.now.date,
        }
    }

    fn save<'a>(&self, config: &'a Config, form: SavedAs) -> Outcome<'a> {
        let outcome = self.outcome(config);
        let summary = self.summary(config, &outcome);
        match form {
            SavedAs::Text => config
                .host
                .save("summary.txt", "text/plain", &summary.text()),
            SavedAs::Fhir => config.host.save(
                "summary.fhir.json",
                "application/fhir+json",
                &summary.fhir(),
            ),
        }
        outcome
    }

    /// Takes an answer to an item; an alert that it raises stays raised until somebody starts
    /// again.
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

    /// The outcome, where it is there or the screen is made of it.
    fn made_of<'a>(&self, config: &'a Config, outcome: Option<Outcome<'a>>) -> Option<Outcome<'a>> {
        match self.walk.screen() {
            Screen::Results | Screen::Summary => outcome.or_else(|| Some(self.outcome(config))),
            Screen::Question(_) | Screen::Heard(_) | Screen::Urgent | Screen::Questionnaire(_) => {
                outcome
            }
        }
    }

    /// What the answers so far come to, at the moment of the last step.
    fn outcome<'a>(&self, config: &'a Config) -> Outcome<'a> {
        self.walk.outcome(&config.bundle, self.now)
    }

    fn focus_on_field(&self, config: &Config, fact: FactIx) {
        if let Some(fact) = config.bundle.facts.get(fact) {
            let first = format!("#fact-{}", fact.id);
            self.focus_on(&format!(
                "{first} [data-first] input, {first} input[data-first]"
            ));
        }
    }

    /// Gives the focus to the first element of the screen that this names, and returns it.
    fn focus_on(&self, selector: &str) -> Option<HtmlElement> {
        let found = self
            .root
            .cast::<Element>()
            .and_then(|root| root.query_selector(selector).ok().flatten());
        let element: HtmlElement = found?.unchecked_into();
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
        Some(element)
    }
}

/// 'You' to somebody who asks for themselves, 'they' of somebody else.
fn speech<'a>(config: &'a Config, known: &Knowledge<'a>) -> Speech<'a> {
    let person = Person::spoken_to(known);
    config.bundle.words.speak(&config.lang, person)
}

/// London time, as the page tells it. The element always tells it in this form; were it to fail, a
/// moment that is plainly long past stands in for it.
fn now(host: &Host) -> Moment {
    Moment::parse(&host.now()).unwrap_or(Moment::FIRST)
}
