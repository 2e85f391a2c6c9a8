//! What is asked before the results: the questions whose answer could change an alert or the steps
//! to start with. What else is left is asked among the results.

use super::because::Because;
use super::order::STEPS;
use super::outcome::Outcome;
use super::service::ServiceOutcome;
use crate::answers::{Answer, Answers};
use crate::clock::Moment;
use crate::criterion::Criterion;
use crate::domain::{FactIx, FactSet, Value};
use crate::format::limits;
use crate::truth::Truth;

impl Outcome<'_> {
    /// The questions that can be asked now and are asked before the results: what is going on, what
    /// must be answered, what could change an alert, whatever else is answered, what could decide
    /// whether something that would be a step is for this person, and what moves the steps.
    pub(super) fn decisive(&self, answers: &Answers, now: Moment) -> FactSet {
        let decisive = self.known.within(limits::EFFORT, || self.deciding());
        let is_asked = |at: &FactIx| self.known.can_ask(*at) && self.known.only(*at).is_none();
        let needs = self.bundle.facts.known().needs;
        let is_decisive = |at: &FactIx| {
            let is_required = self.bundle.facts.get(*at).is_some_and(|fact| fact.required);
            is_required
                || needs == Some(*at)
                || decisive.contains(*at)
                || self.moves_steps(*at, answers, now)
        };
        let left = self.left().iter();
        left.filter(is_asked).filter(is_decisive).collect()
    }

    /// The facts that could change an alert, or decide something that would be a step.
    fn deciding(&self) -> FactSet {
        let mut deciding = self.for_alerts(FactSet::default());
        for outcome in self.contenders() {
            deciding = deciding.union(outcome.ask(&self.known));
            deciding = deciding.union(outcome.worth_asking(&self.known, deciding));
        }
        deciding
    }

    /// The services that may be for this person and could be steps if they were: an alert names
    /// them, more speaks for them than for the last of the steps, or there is room for another.
    /// What is for few counts where it is made for what they named, or where there is no step.
    fn contenders(&self) -> impl Iterator<Item = &ServiceOutcome<'_>> {
        let steps: Vec<_> = self
            .services
            .iter()
            .filter(|it| it.start.is_some())
            .collect();
        // Nothing takes the place of one that an alert leads to but another that it names.
        let chosen = steps.iter().filter(|it| it.start != Some(Because::Urgent));
        let least = chosen.map(|it| it.merit.points()).min();
        let count = steps.len();
        self.services.iter().filter(move |it| {
            let may_be = it.relevant && it.verdict == Truth::Unknown && it.seen != Truth::False;
            let is_ordinary = !it.merit.for_danger || !self.alerts.is_empty();
            let is_better = || least.is_some_and(|least| it.merit.points() > least);
            may_be
                && (it.urgent
                    || count == 0
                    || is_ordinary && (count < STEPS || is_better()) && self.is_likely(it))
        })
    }

    /// Whether it may be for somebody who answers what is left as most people do, or is made for a
    /// need that they named.
    fn is_likely(&self, outcome: &ServiceOutcome<'_>) -> bool {
        outcome.merit.made_for_need || self.usual(&outcome.service.eligibility) != Truth::False
    }

    /// What a criterion comes to of somebody who answers what is left as most people do.
    fn usual(&self, criterion: &Criterion) -> Truth {
        match criterion {
            Criterion::Leaf(leaf) => match self.known.truth_of_leaf(leaf) {
                Truth::Unknown if self.bundle.facts.is_telling(leaf) => Truth::False,
                truth => truth,
            },
            Criterion::All(parts) => {
                let parts = parts.iter().map(|part| self.usual(part));
                parts.min().unwrap_or(Truth::True)
            }
            Criterion::Any(parts) => {
                let parts = parts.iter().map(|part| self.usual(part));
                parts.max().unwrap_or(Truth::False)
            }
            Criterion::Not(part) => !self.usual(part),
        }
    }

    /// Whether an answer to a question that the order itself looks at would lead to other steps.
    fn moves_steps(&self, at: FactIx, answers: &Answers, now: Moment) -> bool {
        let of_order = self.bundle.order_facts().any(|other| other == at);
        of_order
            && self.bundle.choices(at, &self.known).iter().any(|value| {
                let answer = Answer::Given(Value::One(value));
                let answers = answers.clone().with(at, answer);
                let then = Outcome::with_next(self.bundle, &answers, now, None);
                !self.has_steps_of(&then) || !then.has_steps_of(self)
            })
    }

    fn has_steps_of(&self, other: &Outcome<'_>) -> bool {
        let is_step = |it: &ServiceOutcome<'_>| it.start.is_some();
        other.services.iter().filter(|it| is_step(it)).all(|step| {
            let same = self.services.iter().find(|it| it.ix == step.ix);
            same.is_some_and(is_step)
        })
    }
}
