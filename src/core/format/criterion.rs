//! The wire form of criteria.

use super::code::Code;
use super::diagnostic::{Diagnostics, Place};
use super::json::Json;
use super::read::{Read, record, say, wrong_type};
use super::write::{Audience, Write};

/// A criterion: one key that says what kind it is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "lowercase")
)]
pub enum Criterion {
    /// An integer in a range.
    Between(Between),
    /// A one-of answer that is one of these.
    In(Listed),
    /// An any-of answer with at least one of these.
    Includes(Listed),
    /// A yes-no answer.
    Is(Is),
    /// Every part holds.
    All(Vec<Criterion>),
    /// At least one part holds.
    Any(Vec<Criterion>),
    /// The part does not hold.
    Not(Box<Criterion>),
}

impl Default for Criterion {
    /// Holds for everyone.
    fn default() -> Self {
        Criterion::All(Vec::new())
    }
}

record! {
    /// An integer in a range, both ends included; at least one end is given.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("anyOf" = [{ "required": ["min"] }, { "required": ["max"] }]))
    )]
    pub struct Between {
        /// The fact.
        fact: String,
        /// The lowest value that passes; any where it is left out.
        min: Option<i32> = default,
        /// The highest value that passes; any where it is left out.
        max: Option<i32> = default,
        /// Words of its own, filed under `words.NAME`.
        words: Option<String> = default,
    }
}

record! {
    /// Named values of a fact.
    pub struct Listed {
        /// The fact.
        fact: String,
        /// The values that pass.
        values: Vec<String>,
        /// Words of its own, filed under `words.NAME`.
        words: Option<String> = default,
    }
}

record! {
    /// A yes-no answer.
    pub struct Is {
        /// The fact.
        fact: String,
        /// The answer that passes.
        value: bool,
        /// Words of its own, filed under `words.NAME`.
        words: Option<String> = default,
    }
}

/// How deep a criterion may nest.
const DEEPEST: usize = 24;

impl Read for Criterion {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        const KINDS: &str = "between, in, includes, is, all, any, not";
        let Json::Object(entries) = json else {
            return wrong_type(json, "a criterion, in braces", place, faults);
        };
        let [(kind, inner)] = entries.as_slice() else {
            let count = entries.len();
            let message = say!("A criterion has one key that says its kind; this has {count}.");
            let help = say!("Write one of: {KINDS}. Combine several with all or any.");
            faults.refuse(Code::NotACriterion, place, message, help);
            return Criterion::default();
        };
        let place = &place.key(kind);
        if place.depth() > DEEPEST * 2 {
            let message = say!("This criterion nests too deep.");
            faults.refuse(Code::TooDeep, place, message, say!("Write it flatter."));
            return Criterion::default();
        }
        match kind.as_str() {
            "between" => Criterion::Between(Read::read(inner, place, faults)),
            "in" => Criterion::In(Read::read(inner, place, faults)),
            "includes" => Criterion::Includes(Read::read(inner, place, faults)),
            "is" => Criterion::Is(Read::read(inner, place, faults)),
            "all" => Criterion::All(Read::read(inner, place, faults)),
            "any" => Criterion::Any(Read::read(inner, place, faults)),
            "not" => Criterion::Not(Read::read(inner, place, faults)),
            _ => {
                let message = say!("No criterion is of this kind.");
                let help = say!("Write one of: {KINDS}.");
                faults.refuse(Code::NotACriterion, place, message, help);
                Criterion::default()
            }
        }
    }
}

impl Write for Criterion {
    fn write(&self, audience: Audience) -> Json {
        let (kind, inner) = match self {
            Criterion::Between(between) => ("between", between.write(audience)),
            Criterion::In(listed) => ("in", listed.write(audience)),
            Criterion::Includes(listed) => ("includes", listed.write(audience)),
            Criterion::Is(is) => ("is", is.write(audience)),
            Criterion::All(parts) => ("all", parts.write(audience)),
            Criterion::Any(parts) => ("any", parts.write(audience)),
            Criterion::Not(part) => ("not", part.write(audience)),
        };
        Json::Object(vec![(kind.to_owned(), inner)])
    }
}
