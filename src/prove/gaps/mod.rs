//! Gaps: who has no local service that is about what is going on, and what they have instead; the
//! map of unmet need.
//!
//! For each need, people with that need and no other. Help is a running service that fits and has a
//! way in that is theirs; it is local where the area itself, or one of those that were joined, has
//! it. People who have a local service that is about the need by name are in no gap. The others
//! have, the first that is so: a local service for anything; national help; or urgent help, which
//! is the emergency lines alone.

mod help;
mod map;

use crate::figures::{kinds, percent};
use crate::finding::Finding;
use crate::sets::example::Example;
use nwd_core::bundle::Bundle;
use nwd_core::criterion::Test;
use nwd_core::domain::{FactIx, FactSet};
use nwd_core::format::{Code, Place};

pub use map::gaps;

/// The last year of age, in completed years, of those whose gaps are told first.
///
/// The systems that the content is about are for people from birth to 25. There are four times as
/// many years of age after it as up to it, and they would outweigh these.
pub const YOUNG: i32 = 25;

/// The map of unmet need.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    /// The questions that help depends on, beside the needs.
    pub facts: FactSet,
    /// The number of kinds of person that the area is for, as far as those questions go.
    pub people: u128,
    /// The number of them who are young; `None` where no rule asks for age or none of them is.
    pub young: Option<u128>,
    /// The rows of the map: stretches of age.
    pub ages: Vec<String>,
    /// By need, those first that most young people have no help for; needs that are met for
    /// everybody included.
    pub needs: Vec<Need>,
}

/// The help that people have for one need.
#[derive(Clone, Debug)]
pub struct Need {
    /// The need's value.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The lack of people of all ages.
    pub all: Lack,
    /// The lack of young people; `None` as in [`Gaps::young`].
    pub young: Option<Lack>,
    /// The shares where the gap is widest, by age, area, GP and level, among those who are told
    /// first.
    pub by: Vec<Share>,
    /// Of those who are told first, the stretches of age and the places where nobody has one, in
    /// words.
    pub wholly: Vec<String>,
    /// The shares by stretch of age, of all ages.
    pub ages: Vec<Share>,
    /// The smallest set of answers with which everybody is in the gap; young people's where some of
    /// them are.
    pub example: Option<Example>,
    /// The smallest set of answers with which everybody has only urgent help.
    pub urgent: Option<Example>,
}

/// How many of some people have no local service that is about their need, by what they have
/// instead: kinds of person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lack {
    /// The people who have a local service for anything.
    pub general: u128,
    /// The people who have only national help.
    pub national: u128,
    /// The people who have only urgent help.
    pub urgent: u128,
    /// The people among these three who need somebody else to ask: a local service about it is for
    /// them.
    pub through_others: u128,
    /// The number of people that these are of.
    pub of: u128,
}

/// The same of the people with some value of a fact.
#[derive(Clone, Debug)]
pub struct Share {
    /// The fact by which they are told apart.
    pub fact: String,
    /// The people, in words.
    pub who: String,
    /// The values that they have.
    pub test: Test,
    /// Their lack.
    pub lack: Lack,
}

impl Lack {
    /// Kinds of person without a local service about it.
    pub fn people(&self) -> u128 {
        self.general
            .saturating_add(self.national)
            .saturating_add(self.urgent)
    }

    /// The share of all these people, in hundredths.
    pub fn percent(&self) -> u128 {
        percent(self.people(), self.of)
    }

    /// Whether there are such people and none of them has a local service about it.
    pub fn is_total(&self) -> bool {
        self.of > 0 && self.people() == self.of
    }
}

impl Need {
    /// The lack that is told first: of young people, or else of all.
    pub fn first(&self) -> &Lack {
        self.young.as_ref().unwrap_or(&self.all)
    }
}

impl Gaps {
    /// The people who are told of first, in words.
    pub fn first(&self) -> String {
        match self.young {
            Some(_) => format!("aged {YOUNG} or under"),
            None => "of any age".to_owned(),
        }
    }

    /// The names by which an area accepts its gaps, such as `only-national:eating`.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for need in &self.needs {
            let classes = [
                ("only-general", need.all.general),
                ("only-national", need.all.national),
                ("only-urgent", need.all.urgent),
            ];
            for (class, people) in classes {
                if people > 0 {
                    names.push(format!("{class}:{}", need.id));
                }
            }
        }
        names
    }

    /// The findings that an area has to mend or to accept: needs for which no young person has a
    /// local service, and needs for which somebody has only urgent help.
    pub fn findings(&self, bundle: &Bundle) -> Vec<Finding> {
        let root = Place::ROOT;
        let areas = root.key("areas");
        let area = areas.item(0);
        let place = area.key("covers");
        let mut found = Vec::new();
        for need in self.needs.iter().filter(|need| need.first().is_total()) {
            found.push(self.nowhere(need, &place));
        }
        for need in &self.needs {
            found.extend(only_urgent(need, bundle, &place));
        }
        found
    }

    /// A need for which nobody who is told of first has a local service.
    ///
    /// Only where that is so for all of them: then it does not depend on how kinds of person are
    /// counted, and such needs are few. It is a warning. The content may well be right, so it is no
    /// error; but a note asks for nothing, and somebody should either find the service that is
    /// missing here or say in the area's file why there is none.
    fn nowhere(&self, need: &Need, place: &Place<'_>) -> Finding {
        let stem = format!("Nobody {} has a local service that is about", self.first());
        let item = format!("\"{}\"", need.label);
        let help = "Add the local service where there is one.";
        Finding::listed(Code::NoLocalHelp, place, &stem, &item, help).called(&need.id)
    }
}

/// A need for which somebody has only urgent help.
fn only_urgent(need: &Need, bundle: &Bundle, place: &Place<'_>) -> Option<Finding> {
    let who = need.urgent.as_ref()?.words(bundle);
    let item = format!(
        "\"{}\" ({}, such as: {who})",
        need.label,
        kinds(need.all.urgent)
    );
    let stem = "Some have only urgent help for";
    let help = "Add a service for it.";
    Some(Finding::listed(Code::OnlyUrgent, place, stem, &item, help).called(&need.id))
}

/// What must be asked of age to tell who is young, where rules ask for age at all: none of them
/// needs that boundary.
pub fn young_test(bundle: &Bundle, tests: &[(FactIx, Test)]) -> Option<(FactIx, Test)> {
    let age = bundle.facts.known().age?;
    if !tests.iter().any(|(fact, _)| *fact == age) {
        return None;
    }
    let young = Test::Between {
        min: None,
        max: Some(YOUNG),
    };
    Some((age, young))
}
