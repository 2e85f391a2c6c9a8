//! What was said.

use crate::domain::{FactIx, Value};

/// What somebody said to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They gave a value.
    Given(Value),
    /// They cannot or would rather not say: unknown for good, and not asked again.
    Declined,
}

/// What somebody has said so far. A fact that is absent has not been asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<Option<Answer>>);

impl Answers {
    /// What was said to this question.
    pub fn get(&self, fact: FactIx) -> Option<Answer> {
        self.0.get(fact.index()).copied().flatten()
    }

    /// Records an answer, or with `None` takes it back.
    pub fn set(&mut self, fact: FactIx, answer: Option<Answer>) {
        if self.0.len() <= fact.index() {
            self.0.resize(fact.index().saturating_add(1), None);
        }
        if let Some(slot) = self.0.get_mut(fact.index()) {
            *slot = answer;
        }
        // What was taken back leaves no trace, not even in the length.
        let said = self
            .0
            .iter()
            .rposition(Option::is_some)
            .map_or(0, |last| last.saturating_add(1));
        self.0.truncate(said);
    }

    /// The same with one answer more.
    #[must_use]
    pub fn with(mut self, fact: FactIx, answer: Answer) -> Self {
        self.set(fact, Some(answer));
        self
    }
}
