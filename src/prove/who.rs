//! The people of an area in a set of answers: how many they are, and the smallest answers among
//! them.

use crate::Result;
use crate::figures::{kinds, percent};
use crate::sets::count::count;
use crate::sets::diagram::Set;
use crate::sets::example::{Among, Example, compatible_with};
use crate::sets::model::Model;
use nwd_core::domain::FactSet;

/// Some people of an area.
#[derive(Clone, Debug)]
pub struct Who {
    /// The questions on which it depends who they are.
    pub facts: FactSet,
    /// The number of kinds of person, as far as those questions tell them apart.
    pub people: u128,
    /// The number of kinds of person that the area is for, told apart in the same way.
    pub of: u128,
    /// The smallest set of answers of one of them.
    pub example: Example,
    /// The number of kinds of person that it stands for.
    pub stands_for: u128,
}

impl Who {
    /// The people of the area who can give answers in a set; `None` where there are none.
    pub fn of(model: &Model<'_>, set: &Set) -> Result<Option<Who>> {
        let covered = model.covered()?;
        let facts = model.scope(set).union(model.scope(&covered));
        let people = model.people(facts)?.and(&covered)?;
        Who::among(model, set, &people, facts)
    }

    /// The same of some people, whom these questions tell apart.
    pub fn among(
        model: &Model<'_>,
        set: &Set,
        people: &Set,
        facts: FactSet,
    ) -> Result<Option<Who>> {
        let space = model.space;
        let within = model.answers(facts)?.and(people)?;
        let these = set.and(&within)?;
        let among = Among {
            space,
            journeys: &[&model.whole],
            people: &within,
            facts,
        };
        let Some(chosen) = among.smallest_withholding(&these)? else {
            return Ok(None);
        };
        let all = these.exists(&space.withheld_bits(facts)?)?;
        let stands_for = people.and(&compatible_with(space, &chosen)?)?;
        Ok(Some(Who {
            facts,
            people: count(space, &all, facts),
            of: count(space, people, facts),
            example: Example::new(space, &chosen),
            stands_for: count(space, &stands_for, facts),
        }))
    }

    /// How many the example stands for, of how many.
    pub fn figures(&self) -> String {
        format!(
            "{} of the {} who can end so, {}% of the area's people",
            kinds(self.stands_for),
            kinds(self.people),
            percent(self.people, self.of)
        )
    }
}
