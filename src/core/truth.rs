//! Three-valued truth: what holds, what does not, and what is not yet known.

use std::ops::Not;

/// A truth value of Kleene's strong logic.
///
/// `False < Unknown < True`: a conjunction is the minimum, a disjunction the maximum, negation the
/// mirror. Unknown is not false: an answer that nobody gave never rules anything out.
///
/// ```
/// use nwd_core::Truth::{False, True, Unknown};
///
/// assert_eq!(True.min(Unknown), Unknown);
/// assert_eq!(True.max(Unknown), True);
/// assert_eq!(!Unknown, Unknown);
/// assert_eq!(!False, True);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold, whatever else is learnt.
    False,
    /// What is known does not settle it.
    Unknown,
    /// It holds, whatever else is learnt.
    True,
}

impl Truth {
    /// All three, lowest first.
    pub const ALL: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];

    /// `Some(true)`, `Some(false)`, or `None` where it is not known.
    pub fn known(self) -> Option<bool> {
        match self {
            Truth::False => Some(false),
            Truth::Unknown => None,
            Truth::True => Some(true),
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::True } else { Truth::False }
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}
