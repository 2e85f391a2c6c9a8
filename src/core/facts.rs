//! What can be asked: each fact's type, domain and place in the journey.

use crate::criterion::{Criterion, Leaf, Test};
use crate::domain::{Domain, FactIx, FactSet, Value, ValueSet};
use crate::vocabulary;

/// One thing that can be asked.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The name that criteria and answers use, such as `age`.
    pub id: String,
    /// The values that an answer may take.
    pub domain: Domain,
    /// Where this holds the question is part of the journey; an answer counts only then.
    pub when: Option<Criterion>,
    /// Values that cannot be where something else holds: not offered then, and nobody's.
    pub never: Vec<Never>,
    /// Asked with more care, and after everything else.
    pub sensitive: bool,
    /// On screen there is no 'not sure' to choose.
    pub required: bool,
    /// The value that stands on screen for all those that no rule mentions, such as `elsewhere`.
    pub rest: Option<u8>,
    /// A long list's groups of values, each under its heading.
    pub sections: Vec<Section>,
    /// The values that most people do not have.
    pub telling: ValueSet,
    /// Questions that name the same screen are asked on one.
    pub screen: Option<String>,
    /// What values were called before: answers may still say so.
    pub was: Vec<Was>,
}

/// Values of a fact that nobody can have where something else holds: nobody of 9 is pregnant.
///
/// It says what to offer and who things are proved of. In a journey what cannot be is forgotten,
/// and the one value left counts as said; answers that are handed over count as they stand.
#[derive(Clone, Debug)]
pub struct Never {
    /// The values.
    pub values: ValueSet,
    /// Where they cannot be; it names earlier facts only.
    pub when: Criterion,
}

/// A group of a list's values under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The name that its words are filed under.
    pub id: String,
    /// The values in it.
    pub values: ValueSet,
}

/// What values were called before they were renamed, or parted from one another.
#[derive(Clone, Debug)]
pub struct Was {
    /// The name that is no value's any more.
    pub name: String,
    /// The values that it is now.
    pub now: ValueSet,
}

impl Fact {
    /// The criteria over earlier facts that say whether it is asked, and which of its values there
    /// can be.
    pub fn conditions(&self) -> impl Iterator<Item = &Criterion> {
        self.when
            .iter()
            .chain(self.never.iter().map(|never| &never.when))
    }

    /// The values that are meant by a name: the one so called, or those that were so called before.
    pub fn meant(&self, name: &str) -> Option<ValueSet> {
        let before = || self.was.iter().find(|was| was.name == name);
        match self.domain.position(name) {
            Some(value) => Some(ValueSet::default().with(value)),
            None => before().map(|was| was.now),
        }
    }

    /// The same fact, part of every journey and free to take all its values.
    pub fn unconditional(&self) -> Fact {
        Fact {
            when: None,
            never: Vec::new(),
            ..self.clone()
        }
    }
}

/// Every fact of a bundle, in the order of asking.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    list: Vec<Fact>,
    known: KnownFacts,
}

/// The facts that the engine itself looks at, where the bundle has them.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownFacts {
    /// Who is asking: decides whose routes are shown.
    pub audience: Option<FactIx>,
    /// What is going on: decides which services are relevant.
    pub needs: Option<FactIx>,
    /// A professional's setting: decides which referral routes are theirs.
    pub role: Option<FactIx>,
    /// How old the person is: decides which examples are given.
    pub age: Option<FactIx>,
    /// How much things get in the way: decides, among other things, what stands first.
    pub level: Option<FactIx>,
    /// Whether anybody is in danger.
    pub danger: Option<FactIx>,
    /// How somebody would like to be helped.
    pub prefers: Option<FactIx>,
}

impl Facts {
    /// The facts in this order; what is past [`FactSet::CAPACITY`] is dropped (a bundle with more
    /// is refused before).
    pub fn new(mut facts: Vec<Fact>) -> Self {
        facts.truncate(FactSet::CAPACITY);
        let mut facts = Facts {
            list: facts,
            known: KnownFacts::default(),
        };
        facts.known = KnownFacts {
            audience: facts.find(vocabulary::AUDIENCE),
            needs: facts.find(vocabulary::NEEDS),
            role: facts.find(vocabulary::ROLE),
            age: facts.find(vocabulary::AGE),
            level: facts.find(vocabulary::LEVEL),
            danger: facts.find(vocabulary::DANGER),
            prefers: facts.find(vocabulary::PREFERS),
        };
        facts
    }

    /// The fact at a position.
    pub fn get(&self, at: FactIx) -> Option<&Fact> {
        self.list.get(at.index())
    }

    /// The fact with this id.
    pub fn find(&self, id: &str) -> Option<FactIx> {
        self.list
            .iter()
            .position(|fact| fact.id == id)
            .and_then(|at| u8::try_from(at).ok())
            .map(FactIx)
    }

    /// Every fact with its position.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (FactIx, &Fact)> {
        (0..self.list.len() as u8).map(FactIx).zip(&self.list)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The answer that somebody is an asker of this kind; none where the bundle does not ask for
    /// that.
    pub fn asker(&self, audience: &str) -> Option<(FactIx, Value)> {
        let at = self.known.audience?;
        let value = self.get(at)?.domain.position(audience)?;
        Some((at, Value::One(value)))
    }

    /// The needs that these names mean; others are passed over.
    pub fn needs_of<'n>(&self, names: impl Iterator<Item = &'n str>) -> ValueSet {
        let needs = self.known.needs.and_then(|at| self.get(at));
        let mut found = ValueSet::default();
        for name in names {
            let meant = needs.and_then(|needs| needs.meant(name));
            found = found.union(meant.unwrap_or_default());
        }
        found
    }

    /// Whether a leaf asks for an answer that most people do not give: a tick of a list but what is
    /// going on, a yes, or values that are all telling.
    pub fn is_telling(&self, leaf: &Leaf) -> bool {
        let telling = || self.get(leaf.fact).map(|fact| fact.telling);
        match leaf.test {
            Test::Includes(_) => Some(leaf.fact) != self.known.needs,
            Test::In(values) => telling().is_some_and(|telling| values.without(telling).is_empty()),
            Test::Is(yes) => yes,
            Test::Between { .. } => false,
        }
    }

    /// The facts that the engine itself looks at.
    pub fn known(&self) -> &KnownFacts {
        &self.known
    }
}
