//! What an answer may be: the values of each kind of fact, and sets of values and of facts.

/// The position of a fact in [`Facts`](crate::Facts): its place in the order of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIx(pub(crate) u8);

impl FactIx {
    /// The position as a number, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The values that an answer may take: always finite, so that every question about a bundle can be
/// settled.
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

    /// The name of the value at a position; empty where there is none.
    pub fn name(&self, at: u8) -> &str {
        self.values()
            .get(usize::from(at))
            .map_or("", String::as_str)
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
    pub fn bits(self) -> u128 {
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

/// A value of a fact's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// One of the named values, by position.
    One(u8),
    /// The named values that were ticked; the others are false.
    Any(ValueSet),
    /// A whole number.
    Integer(i32),
    /// Yes or no.
    YesNo(bool),
}
