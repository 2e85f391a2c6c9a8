//! The wire form of `cases.json`: people, and what they should see.

use super::diagnostic::{Diagnostics, Place};
use super::json::Json;
use super::read::{Read, record, wrong_type};
use super::table::Table;
use super::write::{Audience, Write};

record! {
    /// A person, and what they should see.
    pub struct CaseFile {
        /// Who it is, in a few words; each case has its own.
        name: String,
        /// The time in London, `YYYY-MM-DDTHH:MM`.
        now: String,
        /// What they say: fact id to value; `null` for asked, and not known or not said.
        answers: Said,
        /// What they should see. What is not named is not looked at.
        expect: Expected,
    }
}

record! {
    /// What somebody should see.
    pub struct Expected {
        /// Services that are for them.
        eligible: Vec<String> = default,
        /// Services that are not for them.
        not_eligible: Vec<String> = default,
        /// Services of which that is not known yet.
        unknown: Vec<String> = default,
        /// The alerts that are raised: these and no others, in any order.
        alerts: Option<Vec<String>> = default,
        /// Ways in, by service and who takes them: open, closed (or none), or with `null` not known
        /// yet.
        routes: Table<Table<Known>> = default,
        /// The question that comes next; `null` for none.
        next_question: Option<Next> = default,
    }
}

impl Expected {
    /// The services that each verdict is expected of, with the key that they stand under.
    pub fn verdicts(&self) -> [(&'static str, &[String]); 3] {
        [
            ("eligible", &self.eligible),
            ("not_eligible", &self.not_eligible),
            ("unknown", &self.unknown),
        ]
    }
}

/// Answers as they stand in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Said(pub Json);

impl Default for Said {
    fn default() -> Self {
        Said(Json::Object(Vec::new()))
    }
}

impl Read for Said {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        match json {
            Json::Object(_) => Said(json.clone()),
            _ => wrong_type(json, "an object, in braces", place, faults),
        }
    }
}

impl Write for Said {
    fn write(&self, _: Audience) -> Json {
        self.0.clone()
    }
}

/// Yes, no, or `null`: not known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Known(pub Option<bool>);

impl Read for Known {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        match json {
            Json::Null => Known(None),
            Json::Bool(known) => Known(Some(*known)),
            _ => wrong_type(json, "true, false or null", place, faults),
        }
    }
}

impl Write for Known {
    fn write(&self, _: Audience) -> Json {
        self.0.map_or(Json::Null, Json::Bool)
    }
}

/// A fact's id, or `null` for no question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Next(pub Option<String>);

impl Read for Next {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        match json {
            Json::Null => Next(None),
            Json::Text(fact) => Next(Some(fact.clone())),
            _ => wrong_type(json, "a fact's id or null", place, faults),
        }
    }
}

impl Write for Next {
    fn write(&self, _: Audience) -> Json {
        self.0.as_deref().map_or(Json::Null, Json::from)
    }
}
