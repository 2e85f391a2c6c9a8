//! What counts of what was said, and what a criterion comes to by it.

use crate::answers::{Answer, Answers};
use crate::criterion::{Criterion, Leaf};
use crate::domain::{Domain, FactIx, FactSet, Value, ValueSet};
use crate::facts::Facts;
use crate::truth::Truth;
use std::cell::Cell;

/// Where a fact stands, given what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Said, and counting.
    Known(Value),
    /// Said, but whether its question is part of the journey is not known, so it does not count
    /// yet.
    Pending(Value),
    /// Not yet said.
    Open,
    /// Never to be known.
    Declined,
    /// Not part of this journey: everything said of it is false.
    Outside,
}

/// What counts of the answers: each fact's standing.
///
/// An answer counts only while its question is part of the journey; where that is not yet known,
/// neither is the answer. So learning an answer only ever makes the unknown known.
#[derive(Clone, Debug)]
pub struct Knowledge<'a> {
    facts: &'a Facts,
    standings: Vec<Standing>,
    /// Whether the question is part of the journey.
    applies: Vec<Truth>,
    /// What is open of the question and of those that its condition looks at.
    open: Vec<FactSet>,
    /// How many leaves analyses may look at still.
    left: Cell<usize>,
}

impl<'a> Knowledge<'a> {
    /// Works out what counts of what was said.
    pub fn new(facts: &'a Facts, answers: &Answers) -> Self {
        let count = facts.len();
        let mut knowledge = Knowledge {
            facts,
            standings: Vec::with_capacity(count),
            applies: Vec::with_capacity(count),
            open: Vec::with_capacity(count),
            left: Cell::new(usize::MAX),
        };
        for (at, fact) in facts.iter() {
            // A condition names earlier facts only, so all that it needs stands already.
            let applies = fact
                .when
                .as_ref()
                .map_or(Truth::True, |when| knowledge.truth(when));
            let standing = match (applies, answers.get(at)) {
                (Truth::False, _) => Standing::Outside,
                (_, Some(Answer::Declined)) => Standing::Declined,
                (Truth::True, Some(Answer::Given(value))) => Standing::Known(value),
                (Truth::Unknown, Some(Answer::Given(value))) => Standing::Pending(value),
                (_, None) => Standing::Open,
            };
            let mut open = FactSet::default();
            if matches!(standing, Standing::Open | Standing::Pending(_)) {
                open.insert(at);
            }
            if let Some(when) = &fact.when {
                for named in when.facts().iter() {
                    open = open.union(knowledge.open_with(named));
                }
            }
            knowledge.standings.push(standing);
            knowledge.applies.push(applies);
            knowledge.open.push(open);
        }
        knowledge
    }

    /// Does work whose analyses look at no more leaves than this; what they have not found out by
    /// then is taken to be open.
    pub fn within<T>(&self, leaves: usize, work: impl FnOnce() -> T) -> T {
        let before = self.left.get();
        self.left.set(leaves.min(before));
        let done = work();
        self.left.set(before);
        done
    }

    /// The same, and how many leaves its analyses looked at, up to so many.
    pub fn count<T>(&self, most: usize, work: impl FnOnce() -> T) -> (T, usize) {
        self.within(most, || (work(), most.saturating_sub(self.left.get())))
    }

    /// Whether analyses may look at nothing more.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Notes that this many leaves are looked at.
    pub(crate) fn spend(&self, leaves: usize) {
        self.left.set(self.left.get().saturating_sub(leaves));
    }

    /// Every fact that is open, or open with its condition.
    pub(crate) fn all_open(&self) -> FactSet {
        let all = self.open.iter();
        all.fold(FactSet::default(), |all, open| all.union(*open))
    }

    /// The facts that this is about.
    pub fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// The standing of a fact.
    pub fn standing(&self, fact: FactIx) -> Standing {
        self.standings
            .get(fact.index())
            .copied()
            .unwrap_or(Standing::Open)
    }

    /// What is open of a question and of those that its condition looks at: not answered yet, or
    /// answered without counting yet.
    pub fn open_with(&self, fact: FactIx) -> FactSet {
        self.open.get(fact.index()).copied().unwrap_or_default()
    }

    /// Whether its question is part of the journey.
    pub fn applies(&self, fact: FactIx) -> Truth {
        self.applies
            .get(fact.index())
            .copied()
            .unwrap_or(Truth::Unknown)
    }

    /// The value, where one was given and counts.
    pub fn value(&self, fact: FactIx) -> Option<Value> {
        match self.standing(fact) {
            Standing::Known(value) => Some(value),
            Standing::Pending(_) | Standing::Open | Standing::Declined | Standing::Outside => None,
        }
    }

    /// The name of a one-of fact's known value.
    pub fn name(&self, fact: FactIx) -> Option<&'a str> {
        match self.value(fact)? {
            Value::One(at) => Some(self.facts.get(fact)?.domain.name(at)),
            Value::Any(_) | Value::Integer(_) | Value::YesNo(_) => None,
        }
    }

    /// The kind of asker, where it is known.
    pub fn audience(&self) -> Option<&'a str> {
        self.name(self.facts.known().audience?)
    }

    /// The age in completed years, where it is known.
    pub fn age(&self) -> Option<i32> {
        match self.value(self.facts.known().age?)? {
            Value::Integer(age) => Some(age),
            Value::One(_) | Value::Any(_) | Value::YesNo(_) => None,
        }
    }

    /// The named values that there can be.
    pub fn possible(&self, fact: FactIx) -> ValueSet {
        let Some(own) = self.facts.get(fact) else {
            return ValueSet::default();
        };
        let never = own
            .never
            .iter()
            .filter(|never| self.truth(&never.when) == Truth::True);
        never.fold(own.domain.all_values(), |left, never| {
            left.without(never.values)
        })
    }

    /// The one value that there can be, where only one is left: there is nothing to ask then.
    pub fn only(&self, fact: FactIx) -> Option<Value> {
        self.facts
            .get(fact)
            .filter(|own| matches!(own.domain, Domain::OneOf(_)) && !own.never.is_empty())?;
        let possible = self.possible(fact);
        possible
            .iter()
            .next()
            .filter(|_| possible.len() == 1)
            .map(Value::One)
    }

    /// What is left of an answer once what cannot be is taken from it; nothing where nothing is.
    pub fn left(&self, fact: FactIx, answers: &Answers) -> Option<Answer> {
        let possible = self.possible(fact);
        match answers.get(fact)? {
            Answer::Given(Value::One(at)) if !possible.contains(at) => None,
            Answer::Given(Value::Any(ticks)) => {
                let left = ticks.intersection(possible);
                if left.is_empty() && !ticks.is_empty() {
                    None
                } else {
                    Some(Answer::Given(Value::Any(left)))
                }
            }
            other => Some(other),
        }
    }

    /// Whether the question can be put now: part of the journey, and not yet answered or declined.
    pub fn can_ask(&self, fact: FactIx) -> bool {
        self.standing(fact) == Standing::Open && self.applies(fact) == Truth::True
    }

    /// What a criterion comes to: `all` is the minimum, `any` the maximum, `not` the mirror.
    pub fn truth(&self, criterion: &Criterion) -> Truth {
        match criterion {
            Criterion::Leaf(leaf) => self.truth_of_leaf(leaf),
            Criterion::All(parts) => parts
                .iter()
                .map(|part| self.truth(part))
                .min()
                .unwrap_or(Truth::True),
            Criterion::Any(parts) => parts
                .iter()
                .map(|part| self.truth(part))
                .max()
                .unwrap_or(Truth::False),
            Criterion::Not(part) => !self.truth(part),
        }
    }

    /// What a leaf comes to. What is said of a fact outside the journey is false.
    pub fn truth_of_leaf(&self, leaf: &Leaf) -> Truth {
        match self.standing(leaf.fact) {
            Standing::Known(value) => leaf.test.passes(value).into(),
            Standing::Pending(_) | Standing::Open | Standing::Declined => Truth::Unknown,
            Standing::Outside => Truth::False,
        }
    }
}

impl Answers {
    /// Records an answer, and forgets those to questions that are no longer part of the journey and
    /// those that can no longer be.
    pub fn answer(&mut self, facts: &Facts, fact: FactIx, answer: Answer) {
        self.set(fact, Some(answer));
        let mut known = Knowledge::new(facts, self);
        // Conditions name earlier facts only: from the first to the last nothing is missed.
        for (at, fact) in facts.iter() {
            if fact.conditions().next().is_some() {
                let applies = known.applies(at) == Truth::True;
                let left = if applies { known.left(at, self) } else { None };
                if left != self.get(at) {
                    self.set(at, left);
                    known = Knowledge::new(facts, self);
                }
            }
        }
    }
}
