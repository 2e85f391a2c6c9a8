//! What can be asked: each fact's type, domain and place in the journey.

use crate::criteria::Criterion;

/// The position of a fact in [`Facts`]: its place in the order of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIx(pub(crate) u8);

impl FactIx {
    /// The position as a number, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

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
}

/// Values of a fact that nobody can have where something else holds: nobody of 9 is pregnant.
///
/// It says what to offer and whom to prove things of. In a journey what cannot be is forgotten, and the one value left counts
/// as said; answers that are handed over count as they stand.
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

impl Fact {
    /// The criteria over earlier facts that say whether it is asked, and which of its values there can be.
    pub fn conditions(&self) -> impl Iterator<Item = &Criterion> {
        self.when
            .iter()
            .chain(self.never.iter().map(|never| &never.when))
    }

    /// The same fact, part of every journey and free to take all its values.
    #[cfg(feature = "cli")]
    pub(crate) fn unconditional(&self) -> Fact {
        Fact {
            when: None,
            never: Vec::new(),
            ..self.clone()
        }
    }
}

/// The values that an answer may take: always finite, so that every question about a bundle can be settled.
#[derive(Clone, Debug)]
pub enum Domain {
    /// Exactly one of the named values.
    OneOf(Vec<String>),
    /// Any number of the named values, none included; what is not ticked is false.
    AnyOf(Vec<String>),
    /// A whole number from `min` to `max`, both included.
    Integer {
        /// The lowest value.
        min: i32,
        /// The highest value.
        max: i32,
    },
    /// Yes or no.
    YesNo,
}

impl Domain {
    /// The named values; none for integers and yes-no.
    pub fn values(&self) -> &[String] {
        match self {
            Domain::OneOf(values) | Domain::AnyOf(values) => values,
            Domain::Integer { .. } | Domain::YesNo => &[],
        }
    }

    /// The position of a named value.
    pub fn position(&self, value: &str) -> Option<u8> {
        self.values()
            .iter()
            .position(|v| v == value)
            .and_then(|at| u8::try_from(at).ok())
    }

    /// Every named value.
    pub fn all_values(&self) -> ValueSet {
        ValueSet::first(self.values().len())
    }

    /// The type's name in the wire form.
    pub fn type_name(&self) -> &'static str {
        match self {
            Domain::OneOf(_) => "one-of",
            Domain::AnyOf(_) => "any-of",
            Domain::Integer { .. } => "integer",
            Domain::YesNo => "yes-no",
        }
    }
}

/// A set of a fact's named values, by position; at most 64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ValueSet(u64);

impl ValueSet {
    /// The most values that a fact can have.
    pub const CAPACITY: usize = 64;

    /// The set of the first `count` positions.
    pub fn first(count: usize) -> Self {
        (0..count.min(Self::CAPACITY)).map(|at| at as u8).collect()
    }

    /// Whether it holds this position.
    pub fn contains(self, at: u8) -> bool {
        self.0
            .checked_shr(u32::from(at))
            .is_some_and(|bits| bits & 1 == 1)
    }

    /// With this position added.
    #[must_use]
    pub fn with(self, at: u8) -> Self {
        ValueSet(self.0 | 1_u64.checked_shl(u32::from(at)).unwrap_or(0))
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        ValueSet(self.0 & !other.0)
    }

    /// What is in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        ValueSet(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        ValueSet(self.0 & other.0)
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many values it holds.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The positions, lowest first.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..Self::CAPACITY as u8).filter(move |at| self.contains(*at))
    }
}

impl FromIterator<u8> for ValueSet {
    fn from_iter<I: IntoIterator<Item = u8>>(positions: I) -> Self {
        positions
            .into_iter()
            .fold(ValueSet::default(), ValueSet::with)
    }
}

/// A set of facts, by position; at most 128.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactSet(u128);

impl FactSet {
    /// The most facts that a bundle can have.
    pub const CAPACITY: usize = 128;

    /// Whether it holds this fact.
    pub fn contains(self, fact: FactIx) -> bool {
        self.0
            .checked_shr(u32::from(fact.0))
            .is_some_and(|bits| bits & 1 == 1)
    }

    /// A number of its own for each set.
    #[cfg(feature = "cli")]
    pub(crate) fn bits(self) -> u128 {
        self.0
    }

    /// Adds a fact.
    pub fn insert(&mut self, fact: FactIx) {
        self.0 |= 1_u128.checked_shl(u32::from(fact.0)).unwrap_or(0);
    }

    /// What is in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        FactSet(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        FactSet(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        FactSet(self.0 & !other.0)
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many facts it holds.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The facts, in the order of asking.
    pub fn iter(self) -> impl Iterator<Item = FactIx> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            let at = bits.trailing_zeros();
            bits &= bits.checked_sub(1)?;
            u8::try_from(at).ok().map(FactIx)
        })
    }
}

impl FromIterator<FactIx> for FactSet {
    fn from_iter<I: IntoIterator<Item = FactIx>>(facts: I) -> Self {
        let mut set = FactSet::default();
        facts.into_iter().for_each(|fact| set.insert(fact));
        set
    }
}

/// Every fact of a bundle, in the order of asking.
#[derive(Clone, Debug, Default)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// The facts in this order; what is past [`FactSet::CAPACITY`] is dropped (a bundle with more is refused before).
    pub(crate) fn new(mut facts: Vec<Fact>) -> Self {
        facts.truncate(FactSet::CAPACITY);
        Facts(facts)
    }

    /// The fact at a position.
    pub fn get(&self, at: FactIx) -> Option<&Fact> {
        self.0.get(at.index())
    }

    /// The fact with this id.
    pub fn find(&self, id: &str) -> Option<FactIx> {
        self.0
            .iter()
            .position(|fact| fact.id == id)
            .and_then(|at| u8::try_from(at).ok())
            .map(FactIx)
    }

    /// Every fact with its position.
    pub fn iter(&self) -> impl Iterator<Item = (FactIx, &Fact)> {
        (0..).map(FactIx).zip(&self.0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
