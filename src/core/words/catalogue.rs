//! The words that a thing of a bundle has, by kind: those a page cannot do without, and those that
//! are there for some.
//!
//! A key is `KIND.ID.PART`, or `KIND.ID.PART.NAME` for a part that has names of its own: the values
//! of a question, the contacts of a service. What a criterion needs is not told here: it depends on
//! what is asked ([`phrase_key`](super::phrase_key)).

/// The parts of one kind of thing.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// What the keys begin with.
    pub kind: &'static str,
    /// What a page cannot do without.
    pub needed: &'static [&'static str],
    /// What may be left out.
    pub optional: &'static [&'static str],
    /// Parts that have names and that each name needs.
    pub named: &'static [&'static str],
    /// Parts that have names and that a name may go without.
    pub optional_named: &'static [&'static str],
}

/// A question. Its patterns make phrases of what criteria ask; each may have a twin with `not-`
/// before it.
pub const FACT: Parts = Parts {
    kind: "fact",
    needed: &["question", "short"],
    optional: &[
        "why", "hint", "unit", "unit-one", "example", "search", "is-true", "is-false", "between",
        "exactly", "from", "to", "in", "includes", "not-now",
    ],
    named: &["value", "section"],
    optional_named: &["phrase", "example", "hint", "search"],
};

/// A screen of several questions.
pub const SCREEN: Parts = Parts {
    kind: "screen",
    needed: &["title"],
    optional: &[],
    named: &[],
    optional_named: &[],
};

/// A group of services.
pub const GROUP: Parts = Parts {
    kind: "group",
    needed: &["title"],
    optional: &["lead"],
    named: &[],
    optional_named: &[],
};

/// An alert.
pub const ALERT: Parts = Parts {
    kind: "alert",
    needed: &["title"],
    optional: &["body", "say", "happens"],
    named: &[],
    optional_named: &[],
};

/// A source.
pub const SOURCE: Parts = Parts {
    kind: "source",
    needed: &["title"],
    optional: &["publisher", "link"],
    named: &[],
    optional_named: &[],
};

/// A questionnaire.
pub const MODULE: Parts = Parts {
    kind: "module",
    needed: &["title", "stem", "note"],
    optional: &[],
    named: &["item", "option", "band"],
    optional_named: &[],
};

/// A service.
pub const SERVICE: Parts = Parts {
    kind: "service",
    needed: &["name", "summary"],
    optional: &["expect", "hours", "professional", "consult"],
    named: &["contact", "route", "consent"],
    optional_named: &[],
};

impl Parts {
    /// Whether a part without a name is one of these.
    pub fn has(&self, part: &str) -> bool {
        self.needed.contains(&part) || self.optional.contains(&part)
    }

    /// Whether a part with names is one of these.
    pub fn has_named(&self, part: &str) -> bool {
        self.named.contains(&part) || self.optional_named.contains(&part)
    }
}
