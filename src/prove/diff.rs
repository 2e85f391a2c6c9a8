//! Between two versions of a bundle: who gains and who loses which service and which alert, for everybody at once.

use std::collections::BTreeSet;

use oxidd::BooleanFunction;

use super::count::count;
use super::diagram::{Fit, Limits, Set};
use super::example::{Example, smallest};
use super::logic::Logic;
use super::merged_space::Joint;
use super::model::Model;
use super::space::{self, Space};
use super::{TooLarge, in_space};
use nwd_core::bundle::Bundle;
use nwd_core::domain::FactSet;

/// What changed between two versions.
#[derive(Clone, Debug)]
pub struct Diff {
    /// Services and alerts that somebody gains or loses.
    pub changes: Vec<Change>,
    /// What somebody is told otherwise, and nobody gains or loses: by kind and id.
    pub same: Vec<(Kind, String)>,
    /// Over whose facts examples are told: those of both versions.
    pub bundle: Bundle,
}

/// What somebody can gain or lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A service that is about what is going on and open to them.
    Service,
    /// An alert.
    Alert,
}

/// Who gains and loses one thing.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Kinds of person who have it in the older version, and in the newer.
    pub had: u128,
    /// The same in the newer version.
    pub has: u128,
    /// Those who did not have it and do.
    pub gained: Option<Party>,
    /// Those who had it and do not.
    pub lost: Option<Party>,
}

/// People who gain or lose.
#[derive(Clone, Debug)]
pub struct Party {
    /// How many kinds of person.
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
pub fn diff(joint: &Joint, limits: Limits) -> Result<Diff, TooLarge> {
    // What one version's rules ask of may depend on other facts in the other.
    let tests = space::tests_with(&joint.new, space::tests(&joint.old));
    let tests = space::tests_with(&joint.old, tests);
    in_space(&joint.facts, &tests, limits, |space| {
        Comparison::new(joint, space)?.all()
    })
}

struct Comparison<'a> {
    old: Model<'a>,
    new: Model<'a>,
    space: &'a Space,
    anyone: Logic<'a>,
}

impl<'a> Comparison<'a> {
    fn new(joint: &'a Joint, space: &'a Space) -> Fit<Self> {
        let (old, new) = (
            Model::new(&joint.old, space)?,
            Model::new(&joint.new, space)?,
        );
        Ok(Comparison {
            old,
            new,
            space,
            anyone: Logic::whole(space, &joint.facts)?,
        })
    }

    fn all(&self) -> Fit<Diff> {
        let mut diff = Diff {
            changes: Vec::new(),
            same: Vec::new(),
            bundle: self.new.bundle.clone(),
        };
        for kind in [Kind::Service, Kind::Alert] {
            let ids: BTreeSet<&str> = ids(self.old.bundle, kind)
                .chain(ids(self.new.bundle, kind))
                .collect();
            for id in ids {
                let (had, has) = (who_has(&self.old, kind, id)?, who_has(&self.new, kind, id)?);
                match self.change(kind, id, &had, &has)? {
                    Some(change) => diff.changes.push(change),
                    None => diff.same.push((kind, id.to_owned())),
                }
            }
        }
        Ok(diff)
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

    fn change(&self, kind: Kind, id: &str, had: &Set, has: &Set) -> Fit<Option<Change>> {
        let facts = self.closure(self.old.scope(had).union(self.new.scope(has)));
        let people = self
            .anyone
            .people(facts, &[&self.old.whole, &self.new.whole])?;
        let (had, has) = (had.and(&people)?, has.and(&people)?);
        let some = |set: &Set| -> Fit<Option<Party>> {
            let Some(chosen) =
                smallest(self.space, set, &people, facts)?.filter(|_| set.satisfiable())
            else {
                return Ok(None);
            };
            let example = Example::new(self.space, &chosen);
            Ok(Some(Party {
                people: count(self.space, set, facts),
                example,
            }))
        };
        let (gained, lost) = (some(&has.and(&had.not()?)?)?, some(&had.and(&has.not()?)?)?);
        if gained.is_none() && lost.is_none() {
            return Ok(None);
        }
        let kinds = |set: &Set| count(self.space, set, facts);
        Ok(Some(Change {
            kind,
            id: id.to_owned(),
            had: kinds(&had),
            has: kinds(&has),
            gained,
            lost,
        }))
    }
}

fn ids(bundle: &Bundle, kind: Kind) -> Box<dyn Iterator<Item = &str> + '_> {
    match kind {
        Kind::Service => Box::new(bundle.services.iter().map(|service| service.id.as_str())),
        Kind::Alert => Box::new(bundle.alerts.iter().map(|alert| alert.id.as_str())),
    }
}

/// Those to whom a service is open and about what is going on, or who raise an alert; nobody where there is none.
fn who_has(model: &Model<'_>, kind: Kind, id: &str) -> Fit<Set> {
    let found = match kind {
        Kind::Service => match model.services().find(|(_, service)| service.id == id) {
            Some((ix, service)) => Some(model.door(ix, service, &model.whole)?),
            None => None,
        },
        Kind::Alert => match model.bundle.alerts.iter().find(|alert| alert.id == id) {
            Some(alert) => Some(model.whole.truth(&alert.when)?.yes),
            None => None,
        },
    };
    Ok(found.unwrap_or_else(|| model.space.diagrams.none()))
}
