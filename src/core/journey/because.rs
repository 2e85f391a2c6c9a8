//! Why a service stands where it does, in a phrase.

use crate::bundle::Bundle;
use crate::criterion::Leaf;
use crate::domain::FactIx;
use crate::keys::key;
use crate::words::Speech;

/// Why a service is among the steps to start with: the strongest of its reasons.
#[derive(Clone, Debug, PartialEq)]
pub enum Because {
    /// A raised alert names it.
    Urgent,
    /// It is made for people of whom this is so, which most do not share.
    Situation(Leaf),
    /// It is made for this need.
    Need(u8),
    /// It helps in this way, which they would like.
    Liked(u8),
    /// It is for those whom this place is not for.
    Elsewhere,
    /// It is right for how much things get in the way.
    Level,
    /// This asker can take it up now.
    Open,
    /// It helps with what they named, or with anything.
    Helps,
}

impl Because {
    /// The name that its words are filed under, in `ui.because`.
    pub fn name(&self) -> &'static str {
        match self {
            Because::Urgent => "urgent",
            Because::Situation(_) => "situation",
            Because::Need(_) => "need",
            Because::Liked(_) => "liked",
            Because::Elsewhere => "elsewhere",
            Because::Level => "suits",
            Because::Open => "open",
            Because::Helps => "helps",
        }
    }

    /// The phrase, such as 'Made for this: in care'; its name alone where there are no words for it.
    pub fn phrase(&self, bundle: &Bundle, say: Speech<'_>) -> String {
        let key = key(&["ui", "because", self.name()]);
        if say.find(&key).is_none() {
            return self.name().to_owned();
        }
        let facts = bundle.facts.known();
        let value = |fact: Option<FactIx>, value| {
            let fact = fact.and_then(|fact| bundle.facts.get(fact));
            fact.map_or_else(String::new, |fact| say.value_in_phrase(fact, value))
        };
        let what = match self {
            Because::Situation(leaf) => say.phrase(leaf, false, &bundle.facts),
            Because::Need(need) => value(facts.needs, *need),
            Because::Liked(way) => value(facts.prefers, *way),
            _ => String::new(),
        };
        say.fill(&key, &[("what", &what)])
    }
}
