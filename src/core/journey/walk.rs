//! A person's way through the journey: the screen that they are on, and what they said on the way.

use super::outcome::Outcome;
use crate::answers::{Answer, Answers};
use crate::bundle::{Bundle, Severity};
use crate::clock::Moment;
use crate::domain::Value;
use crate::domain::{FactIx, FactSet};
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// What a person is looking at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// One question.
    Question(FactIx),
    /// What to do now.
    Urgent,
    /// What there is for them.
    Results,
    /// A summary to take along.
    Summary,
    /// A scored questionnaire, by its position in the bundle.
    Questionnaire(usize),
}

/// A person's way through the journey.
#[derive(Clone, Debug)]
pub struct Walk {
    answers: Answers,
    /// Given by the page, not by the person: neither asked nor shown for change.
    preset: FactSet,
    /// Answered without being asked, because one answer was left.
    settled: FactSet,
    /// The question that is worth asking next.
    next: Option<FactIx>,
    /// The questions that are left.
    left: FactSet,
    screen: Screen,
    past: Vec<Screen>,
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
            left: FactSet::default(),
            screen: Screen::Results,
            past: Vec::new(),
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

    /// How many questions are left, at most.
    pub fn left(&self) -> usize {
        self.left.len()
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

    /// Takes an answer and goes on: to the urgent page the moment that an emergency is raised, and
    /// otherwise to the next question worth asking or the results. A question answered among the
    /// results leaves the person there.
    ///
    /// The outcome is the one that decided it: what is drawn of this step is drawn from that.
    pub fn answer<'a>(
        &mut self,
        bundle: &'a Bundle,
        fact: FactIx,
        answer: Answer,
        now: Moment,
    ) -> Outcome<'a> {
        self.unsettle();
        self.answers.answer(&bundle.facts, fact, answer);
        let outcome = self.settle(bundle, now);
        self.forget_left_behind(&outcome.known);
        // Safety comes before everything else: an emergency that this answer raises is the next
        // screen, from any other.
        let is_emergency = outcome.alerts.iter().any(|alert| {
            alert.severity == Severity::Emergency
                && alert.when.leaves().iter().any(|leaf| leaf.fact == fact)
        });
        match self.screen {
            _ if is_emergency => self.go(Screen::Urgent),
            Screen::Results | Screen::Summary | Screen::Questionnaire(_) => {}
            Screen::Question(_) | Screen::Urgent => self.go(self.next_screen()),
        }
        outcome
    }

    /// Goes on from the urgent page: back to where somebody turned to it, or past the answer that
    /// raised it.
    pub fn go_on(&mut self) {
        if self.turned {
            self.back();
        } else {
            self.go(self.next_screen());
        }
    }

    /// Goes back one screen; every answer is kept.
    pub fn back(&mut self) {
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

    /// 'Back' does not lead into a branch that was left behind.
    fn forget_left_behind(&mut self, known: &Knowledge<'_>) {
        self.past.retain(|screen| match screen {
            Screen::Question(fact) => {
                known.applies(*fact) == Truth::True && known.only(*fact).is_none()
            }
            Screen::Urgent | Screen::Results | Screen::Summary | Screen::Questionnaire(_) => true,
        });
    }

    /// What has only one answer left is answered, not asked.
    fn settle<'a>(&mut self, bundle: &'a Bundle, now: Moment) -> Outcome<'a> {
        let outcome = pass_by(bundle, &mut self.answers, now, |fact, _| {
            self.settled.insert(fact);
        });
        self.next = outcome.next;
        self.left = outcome.left();
        outcome
    }

    /// Takes back what was not asked: with another answer there may be something to ask.
    fn unsettle(&mut self) {
        std::mem::take(&mut self.settled)
            .iter()
            .for_each(|fact| self.answers.set(fact, None));
    }

    fn next_screen(&self) -> Screen {
        self.next.map_or(Screen::Results, Screen::Question)
    }
}

/// What comes next in a journey.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// Questions that have one answer left, with it: they are not asked.
    pub settled: Vec<(FactIx, Value)>,
    /// The question that is asked then.
    pub next: Option<FactIx>,
}

impl Ahead {
    /// Passes by what has one answer left.
    pub fn of(bundle: &Bundle, answers: &Answers, now: Moment) -> Ahead {
        let mut settled = Vec::new();
        let outcome = pass_by(bundle, &mut answers.clone(), now, |fact, only| {
            settled.push((fact, only));
        });
        Ahead {
            settled,
            next: outcome.next,
        }
    }
}

/// Answers the questions that have one answer left, as long as they come up; what it all comes to
/// then.
fn pass_by<'a>(
    bundle: &'a Bundle,
    answers: &mut Answers,
    now: Moment,
    mut passed: impl FnMut(FactIx, Value),
) -> Outcome<'a> {
    loop {
        let outcome = Outcome::of(bundle, answers, now);
        let Some((fact, only)) = outcome
            .next
            .and_then(|next| Some((next, outcome.known.only(next)?)))
        else {
            return outcome;
        };
        answers.set(fact, Some(Answer::Given(only)));
        passed(fact, only);
    }
}
