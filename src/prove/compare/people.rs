//! Between two versions of a bundle: who gains and who loses which service and which alert, for
//! everybody at once.

use std::collections::BTreeSet;

use super::merged_space::MergedSpace;
use crate::sets::count::count;
use crate::sets::diagram::{Limits, Set};
use crate::sets::example::{Among, Example};
use crate::sets::logic::Logic;
use crate::sets::model::Model;
use crate::sets::space::{Space, tested_facts, tested_facts_with};
use crate::{Result, TooLarge, in_space};
use nwd_core::bundle::Bundle;
use nwd_core::domain::FactSet;

/// The changes between two versions.
#[derive(Clone, Debug)]
pub struct Diff {
    /// Services and alerts that somebody gains or loses.
    pub changes: Vec<Change>,
    /// The services and alerts that nobody gains or loses, by kind and id.
    pub same: Vec<(Kind, String)>,
    /// The newer version over the facts of both: examples are told in its words.
    pub bundle: Bundle,
}

/// The kinds of thing that somebody can gain or lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A service that is about what is going on and open to them, or to somebody who asks for them
    /// where they have no way in of their own.
    Service,
    /// An alert.
    Alert,
}

/// The people who gain and lose one thing.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Kinds of person who have it in the older version.
    pub had: u128,
    /// The same in the newer version.
    pub has: u128,
    /// The people who did not have it and do.
    pub gained: Option<Party>,
    /// The people who had it and do not.
    pub lost: Option<Party>,
}

/// People who gain or lose.
#[derive(Clone, Debug)]
pub struct Party {
    /// The number of kinds of person.
    pub people: u128,
    /// The smallest set of answers with which everybody is one of them.
    pub example: Example,
}

impl Kind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Service => "service",
            Kind::Alert => "alert",
        }
    }
}

impl Diff {
    /// Whether somebody loses something.
    pub fn has_loss(&self) -> bool {
        self.changes.iter().any(|change| change.lost.is_some())
    }
}

/// Compares two versions that were put over the same facts.
///
/// # Errors
/// Their domain is too large.
pub fn diff(merged: &MergedSpace, limits: Limits) -> Result<Diff, TooLarge> {
    // What one version's rules ask of may depend on other facts in the other.
    let tests = tested_facts_with(&merged.new, tested_facts(&merged.old));
    let tests = tested_facts_with(&merged.old, tests);
    in_space(&merged.facts, &tests, limits, |space| {
        Comparison::new(merged, space)?.all()
    })
}

struct Comparison<'a> {
    old: Model<'a>,
    new: Model<'a>,
    space: &'a Space,
    anyone: Logic<'a>,
}

impl<'a> Comparison<'a> {
    fn new(merged: &'a MergedSpace, space: &'a Space) -> Result<Self> {
        Ok(Comparison {
            old: Model::new(&merged.old, space)?,
            new: Model::new(&merged.new, space)?,
            space,
            anyone: Logic::whole(space, &merged.facts)?,
        })
    }

    fn all(&self) -> Result<Diff> {
        let mut diff = Diff {
            changes: Vec::new(),
            same: Vec::new(),
            bundle: self.new.bundle.clone(),
        };
        for kind in [Kind::Service, Kind::Alert] {
            let mut all: BTreeSet<&str> = BTreeSet::new();
            all.extend(ids(self.old.bundle, kind));
            all.extend(ids(self.new.bundle, kind));
            for id in all {
                match self.change(kind, id)? {
                    Some(change) => diff.changes.push(change),
                    None => diff.same.push((kind, id.to_owned())),
                }
            }
        }
        Ok(diff)
    }

    fn change(&self, kind: Kind, id: &str) -> Result<Option<Change>> {
        let (own_before, had) = who_has(&self.old, kind, id)?;
        let (own_now, has) = who_has(&self.new, kind, id)?;
        let scope = |model: &Model<'_>, own, any| model.scope(own).union(model.scope(any));
        let before = scope(&self.old, &own_before, &had);
        let facts = self.closure(before.union(scope(&self.new, &own_now, &has)));
        let people = self
            .anyone
            .people(facts, &[&self.old.whole, &self.new.whole])?;
        let (own_before, own_now) = (own_before.and(&people)?, own_now.and(&people)?);
        let (had, has) = (had.and(&people)?, has.and(&people)?);
        // A way of one's own is more than somebody else's.
        let gained = own_now.without(&own_before)?.or(&has.without(&had)?)?;
        let lost = own_before.without(&own_now)?.or(&had.without(&has)?)?;
        let gained = self.party(&gained, &people, facts)?;
        let lost = self.party(&lost, &people, facts)?;
        if gained.is_none() && lost.is_none() {
            return Ok(None);
        }
        Ok(Some(Change {
            kind,
            id: id.to_owned(),
            had: count(self.space, &had, facts),
            has: count(self.space, &has, facts),
            gained,
            lost,
        }))
    }

    /// These facts and those that their conditions name in either version.
    fn closure(&self, facts: FactSet) -> FactSet {
        let more = self.old.whole.closure(self.new.whole.closure(facts));
        if more == facts {
            facts
        } else {
            self.closure(more)
        }
    }

    /// A party of some of these people; `None` where there are none.
    fn party(&self, some: &Set, people: &Set, facts: FactSet) -> Result<Option<Party>> {
        let among = Among {
            space: self.space,
            journeys: &[&self.old.whole, &self.new.whole],
            people,
            facts,
        };
        let Some(chosen) = among.smallest(some)? else {
            return Ok(None);
        };
        Ok(Some(Party {
            people: count(self.space, some, facts),
            example: Example::new(self.space, &chosen),
        }))
    }
}

fn ids(bundle: &Bundle, kind: Kind) -> Vec<&str> {
    match kind {
        Kind::Service => bundle.services.iter().map(|it| it.id.as_str()).collect(),
        Kind::Alert => bundle.alerts.iter().map(|it| it.id.as_str()).collect(),
    }
}

/// The people who find a door in a service, by a way in of their own and by any, or who raise an
/// alert; nobody where a version has none of that id.
fn who_has(model: &Model<'_>, kind: Kind, id: &str) -> Result<(Set, Set)> {
    match kind {
        Kind::Service => {
            if let Some((ix, service)) = model.services().find(|(_, service)| service.id == id) {
                let whole = &model.whole;
                let relevant = model.relevant(ix, service, whole)?;
                let own = model.open_where_there_is_one(service, whole)?;
                let others = model.open_through_others(service, whole)?;
                return Ok((own.and(&relevant)?, own.or(&others)?.and(&relevant)?));
            }
        }
        Kind::Alert => {
            if let Some(alert) = model.bundle.alerts.iter().find(|alert| alert.id == id) {
                let raised = model.whole.truth(&alert.when)?.yes;
                return Ok((raised.clone(), raised));
            }
        }
    }
    let none = model.space.diagrams.none();
    Ok((none.clone(), none))
}
