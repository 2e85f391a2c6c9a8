//! A person's way through the journey: the screen that they are on, and what they said on the way.

use super::ahead::pass_by;
use super::outcome::Outcome;
use crate::answers::{Answer, Answers};
use crate::bundle::{Alert, Bundle, Severity};
use crate::clock::Moment;
use crate::domain::Value;
use crate::domain::{FactIx, FactSet};
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// What a person is looking at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A question, with those that are asked on the same screen.
    Question(FactIx),
    /// What an answer raised, answered at once: by its place among the answers that raised
    /// something.
    Heard(usize),
    /// What to do now.
    Urgent,
    /// What there is for them.
    Results,
    /// A summary to take along.
    Summary,
    /// A scored questionnaire, by its position in the bundle.
    Questionnaire(usize),
}

impl Screen {
    /// Whether it is the results, or made of them.
    fn is_of_results(self) -> bool {
        match self {
            Screen::Results | Screen::Summary | Screen::Questionnaire(_) => true,
            Screen::Question(_) | Screen::Heard(_) | Screen::Urgent => false,
        }
    }
}

/// A person's way through the journey.
#[derive(Clone, Debug)]
pub struct Walk {
    answers: Answers,
    /// Given by the page, not by the person: neither asked nor shown for change.
    preset: FactSet,
    /// Answered without being asked, because one answer was left.
    settled: FactSet,
    /// The question that is asked next.
    next: Option<FactIx>,
    /// The questions that are asked before the results.
    decisive: FactSet,
    screen: Screen,
    past: Vec<Screen>,
    /// The positions of the alerts that each answer raised which raised any.
    heard: Vec<Vec<usize>>,
    /// They turned to urgent help themselves, and go back from it to where they were.
    turned: bool,
}

impl Walk {
    /// Sets out, with what the page already knows.
    pub fn start(bundle: &Bundle, preset: &[(FactIx, Value)], now: Moment) -> Walk {
        let answers = preset
            .iter()
            .fold(Answers::default(), |answers, (fact, value)| {
                answers.with(*fact, Answer::Given(*value))
            });
        let preset = preset.iter().map(|(fact, _)| *fact).collect();
        let mut walk = Walk {
            answers,
            preset,
            settled: FactSet::default(),
            next: None,
            decisive: FactSet::default(),
            screen: Screen::Results,
            past: Vec::new(),
            heard: Vec::new(),
            turned: false,
        };
        walk.settle(bundle, now);
        walk.screen = walk.next_screen();
        walk
    }

    /// What the answers so far come to. The next question is not looked for again.
    pub fn outcome<'a>(&self, bundle: &'a Bundle, now: Moment) -> Outcome<'a> {
        Outcome::with_next(bundle, &self.answers, now, self.next)
    }

    /// How many screens of questions there are before the results, as things stand, with the one
    /// that they are on.
    pub fn left(&self, bundle: &Bundle) -> usize {
        let mut asked = self.decisive;
        if let Screen::Question(at) = self.screen {
            asked.insert(at);
        }
        let mut screens = Vec::new();
        for at in asked.iter() {
            let first = together(bundle, at, asked).iter().next();
            if !screens.contains(&first) {
                screens.push(first);
            }
        }
        screens.len()
    }

    /// The questions on the screen of this one, in their order: those that are asked together with
    /// it before the results; and once it is answered all of them that are, too.
    pub fn asked_with(&self, bundle: &Bundle, at: FactIx) -> FactSet {
        let mut asked = self.decisive;
        if self.answers.get(at).is_some() {
            let answered = bundle.facts.iter().map(|(at, _)| at).filter(|at| {
                self.answers.get(*at).is_some() && !self.is_preset(*at) && !self.is_settled(*at)
            });
            answered.for_each(|at| asked.insert(at));
        }
        together(bundle, at, asked)
    }

    /// What was said so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What the person is looking at.
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// How many screens they have been through.
    pub fn steps(&self) -> usize {
        self.past.len()
    }

    /// Whether there is a screen to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether the page, not the person, answered this.
    pub fn is_preset(&self, fact: FactIx) -> bool {
        self.preset.contains(fact)
    }

    /// Whether it was answered without being asked, because one answer was left.
    pub fn is_settled(&self, fact: FactIx) -> bool {
        self.settled.contains(fact)
    }

    /// The alerts that an answer raised and that still stand, gravest first.
    pub fn heard<'a>(&self, nth: usize, outcome: &Outcome<'a>) -> Vec<&'a Alert> {
        let raised = self.heard.get(nth).map_or(&[][..], Vec::as_slice);
        standing(raised, outcome)
    }

    /// Takes the answers of a screen and goes on: to the urgent page the moment that an emergency is
    /// raised, to the words of any other alert that they raise, and otherwise to the next question
    /// or the results. A question answered among the results leaves the person there, and what it
    /// raises leads back there.
    ///
    /// The outcome is the one that decided it: what is drawn of this step is drawn from that.
    pub fn answer<'a>(
        &mut self,
        bundle: &'a Bundle,
        said: &[(FactIx, Answer)],
        now: Moment,
    ) -> Outcome<'a> {
        let before = raised(bundle, &self.answers);
        self.unsettle();
        for (fact, answer) in said {
            self.answers.answer(&bundle.facts, *fact, *answer);
        }
        let outcome = self.settle(bundle, now);
        self.forget_left_behind(&outcome);
        // Safety comes before everything else: what these answers raise is the next screen, from
        // any other.
        let facts = said.iter().map(|(fact, _)| *fact).collect();
        if let Some(raised) = self.aside(bundle, facts, &before, &outcome) {
            self.go(raised);
        } else if !self.screen.is_of_results() {
            self.go(self.next_screen());
        }
        outcome
    }

    /// Takes an answer back, where the person is: it is as if nothing had been said.
    pub fn take_back<'a>(&mut self, bundle: &'a Bundle, fact: FactIx, now: Moment) -> Outcome<'a> {
        self.answers.set(fact, None);
        self.outcome(bundle, now)
    }

    /// Goes on from what was raised: back to where somebody turned aside, or past the answer that
    /// raised it.
    pub fn go_on(&mut self) {
        let came_from = self.past.last().copied();
        if self.turned || came_from.is_some_and(Screen::is_of_results) {
            self.back();
        } else {
            self.go(self.next_screen());
        }
    }

    /// Goes back one screen; every answer is kept.
    pub fn back(&mut self) {
        self.turned = false;
        if let Some(screen) = self.past.pop() {
            self.screen = screen;
        }
    }

    /// Goes to a question that was answered before, to change it.
    pub fn change(&mut self, fact: FactIx) {
        self.go(Screen::Question(fact));
    }

    /// Goes to what to do now, from anywhere.
    pub fn urgent(&mut self) {
        if self.screen != Screen::Urgent {
            self.go(Screen::Urgent);
            self.turned = true;
        }
    }

    /// Goes from the results to something made of them.
    pub fn open(&mut self, screen: Screen) {
        self.go(screen);
    }

    /// Goes to the results as they stand.
    pub fn results(&mut self) {
        self.go(Screen::Results);
    }

    fn go(&mut self, screen: Screen) {
        self.turned = false;
        self.past.push(self.screen);
        self.screen = screen;
    }

    /// The screen of what an answer has raised, where it has.
    fn aside(
        &mut self,
        bundle: &Bundle,
        facts: FactSet,
        before: &[usize],
        outcome: &Outcome<'_>,
    ) -> Option<Screen> {
        let is_emergency = outcome.alerts.iter().any(|alert| {
            alert.severity == Severity::Emergency
                && !alert.when.facts().intersection(facts).is_empty()
        });
        if is_emergency {
            return Some(Screen::Urgent);
        }
        let mut new = raised(bundle, &self.answers);
        new.retain(|at| !before.contains(at));
        if new.is_empty() {
            return None;
        }
        self.heard.push(new);
        Some(Screen::Heard(self.heard.len().saturating_sub(1)))
    }

    /// 'Back' does not lead into a branch that was left behind, nor to what stands no more.
    fn forget_left_behind(&mut self, outcome: &Outcome<'_>) {
        let (known, heard) = (&outcome.known, &self.heard);
        self.past.retain(|screen| match screen {
            Screen::Question(fact) => {
                known.applies(*fact) == Truth::True && known.only(*fact).is_none()
            }
            Screen::Heard(nth) => heard
                .get(*nth)
                .is_some_and(|raised| !standing(raised, outcome).is_empty()),
            Screen::Urgent | Screen::Results | Screen::Summary | Screen::Questionnaire(_) => true,
        });
    }

    /// What has only one answer left is answered, not asked.
    fn settle<'a>(&mut self, bundle: &'a Bundle, now: Moment) -> Outcome<'a> {
        let (outcome, decisive) = pass_by(bundle, &mut self.answers, now, |fact, _| {
            self.settled.insert(fact);
        });
        self.next = outcome.next;
        self.decisive = decisive;
        outcome
    }

    /// Takes back what was not asked: with another answer there may be something to ask.
    fn unsettle(&mut self) {
        std::mem::take(&mut self.settled)
            .iter()
            .for_each(|fact| self.answers.set(fact, None));
    }

    fn next_screen(&self) -> Screen {
        let next = self.next.filter(|next| self.decisive.contains(*next));
        next.map_or(Screen::Results, Screen::Question)
    }
}

/// Those of these questions that are asked on one screen with a question, and itself.
fn together(bundle: &Bundle, at: FactIx, among: FactSet) -> FactSet {
    let screen = |at| bundle.facts.get(at).and_then(|fact| fact.screen.as_ref());
    let own = screen(at);
    among
        .iter()
        .filter(|other| own.is_some() && screen(*other) == own)
        .chain([at])
        .collect()
}

/// Those of these alerts that still stand, gravest first.
fn standing<'a>(raised: &[usize], outcome: &Outcome<'a>) -> Vec<&'a Alert> {
    let alerts = &outcome.bundle.alerts;
    let mut standing = outcome.alerts.clone();
    standing.retain(|alert| {
        let ids = raised.iter().filter_map(|at| alerts.get(*at));
        ids.map(|other| &other.id).any(|id| *id == alert.id)
    });
    standing
}

/// The positions of the alerts that answers raise.
fn raised(bundle: &Bundle, answers: &Answers) -> Vec<usize> {
    let known = Knowledge::new(&bundle.facts, answers);
    let is_raised =
        |(at, alert): (usize, &Alert)| (known.truth(&alert.when) == Truth::True).then_some(at);
    bundle
        .alerts
        .iter()
        .enumerate()
        .filter_map(is_raised)
        .collect()
}
