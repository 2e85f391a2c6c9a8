//! Each branch of each criterion can decide; what contradicts or repeats another is shown with both
//! places.
//!
//! A part of a criterion is pivotal for somebody where the rest leaves it to this part. It can
//! decide where it is pivotal for two people, and holds for one of them and fails for the other.
//! What restates the condition of another part's question ('pregnant, before 28 weeks') reads well
//! and is let be.
//!
//! Each finding says to leave a part out, and all of them can be followed together: of parts that
//! are dead because of each other, those are found that make no difference once the ones before are
//! left out.

use crate::Result;
use crate::finding::Finding;
use crate::sets::diagram::Set;
use crate::sets::logic::Logic;
use crate::sets::model::Model;
use nwd_core::analysis::conflict::{Needed, conflict};
use nwd_core::criterion::Criterion;
use nwd_core::domain::FactSet;
use nwd_core::facts::Facts;
use nwd_core::format::{Code, Place};

/// Every part of a criterion that can decide nothing.
pub fn branches(model: &Model<'_>) -> Result<Vec<Finding>> {
    let unconditional = unconditional(&model.bundle.facts);
    let free = Logic::whole(model.space, &unconditional)?;
    let facts = model.facts();
    let mut check = BranchCheck {
        people: model.people(facts)?,
        anybody: free.people(facts, &[&free])?,
        model,
        free,
        found: Vec::new(),
    };
    check.all()?;
    Ok(check.found)
}

/// The same facts, each part of every journey.
fn unconditional(facts: &Facts) -> Facts {
    Facts::new(facts.iter().map(|(_, fact)| fact.unconditional()).collect())
}

struct BranchCheck<'a, 'f> {
    model: &'a Model<'a>,
    /// The logic in which every question is part of every journey.
    free: Logic<'f>,
    /// The people that there can be.
    people: Set,
    /// The same where every question is part of every journey.
    anybody: Set,
    found: Vec<Finding>,
}

/// A part of a criterion, and where it is pivotal.
struct Branch<'c, 'p> {
    part: &'c Criterion,
    whole: &'c Criterion,
    place: &'p Place<'p>,
    /// The people for whom the rest leaves it to this part.
    pivotal: Set,
    /// The same where every question is part of every journey.
    free: Set,
    /// The same as `pivotal` once the parts that were found before are left out.
    left: Set,
    /// Where it stands.
    setting: Setting,
    /// The parts beside it, the nearest first.
    beside: Vec<Beside<'c>>,
}

/// What a part stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// Nothing: it is the whole criterion, or what a `not` is of.
    Alone,
    /// An `all`.
    All,
    /// An `any`; `last` where all others of it are left out.
    Any { last: bool },
}

/// A part beside a branch.
#[derive(Clone)]
struct Beside<'c> {
    part: &'c Criterion,
    pointer: String,
    /// It leaves it to the branch where it holds; else where it fails.
    in_all: bool,
}

impl BranchCheck<'_, '_> {
    fn all(&mut self) -> Result<()> {
        let bundle = self.model.bundle;
        let root = Place::ROOT;
        let areas = root.key("areas");
        let facts = root.key("facts");
        let alerts = root.key("alerts");
        let services = root.key("services");
        for (at, area) in bundle.areas.iter().enumerate() {
            self.criterion(&area.covers, &areas.item(at).key("covers"))?;
        }
        for (at, fact) in bundle.facts.iter() {
            let place = facts.item(at.index());
            if let Some(when) = &fact.when {
                self.criterion(when, &place.key("when"))?;
            }
            for (at, never) in fact.never.iter().enumerate() {
                self.criterion(&never.when, &place.key("never").item(at).key("when"))?;
            }
        }
        for (at, alert) in bundle.alerts.iter().enumerate() {
            self.criterion(&alert.when, &alerts.item(at).key("when"))?;
        }
        for (at, service) in bundle.services.iter().enumerate() {
            let place = services.item(at);
            self.criterion(&service.eligibility, &place.key("for"))?;
            let routes = place.key("routes");
            let consents = place.key("consent");
            for (at, route) in service.routes.iter().enumerate() {
                self.criterion(&route.when, &routes.item(at).key("when"))?;
            }
            for (at, consent) in service.consents.iter().enumerate() {
                self.criterion(&consent.when, &consents.item(at).key("when"))?;
            }
        }
        Ok(())
    }

    fn criterion(&mut self, whole: &Criterion, place: &Place<'_>) -> Result<()> {
        self.branch(&Branch {
            part: whole,
            whole,
            place,
            pivotal: self.people.clone(),
            free: self.anybody.clone(),
            left: self.people.clone(),
            setting: Setting::Alone,
            beside: Vec::new(),
        })?;
        Ok(())
    }

    /// The part without what was found in it; `None` where it is all left out.
    fn branch(&mut self, branch: &Branch<'_, '_>) -> Result<Option<Criterion>> {
        let as_is = || Some(branch.part.clone());
        if branch.part.leaves().is_empty() {
            return Ok(as_is());
        }
        if let Some(holds) = self.settled(branch)? {
            let stays = !self.makes_no_difference(branch)?
                || (holds && self.restates(branch)?)
                || !self.report(branch, holds)?;
            return Ok(if stays { as_is() } else { None });
        }
        match branch.part {
            Criterion::Leaf(_) => Ok(as_is()),
            Criterion::Not(part) => {
                let part = self.branch(&Branch {
                    part,
                    whole: branch.whole,
                    place: &branch.place.key("not"),
                    pivotal: branch.pivotal.clone(),
                    free: branch.free.clone(),
                    left: branch.left.clone(),
                    setting: Setting::Alone,
                    beside: branch.beside.clone(),
                })?;
                Ok(part.map(|part| Criterion::Not(Box::new(part))))
            }
            Criterion::All(parts) => self.parts(branch, parts, true).map(Some),
            Criterion::Any(parts) => self.parts(branch, parts, false).map(Some),
        }
    }

    fn parts(
        &mut self,
        branch: &Branch<'_, '_>,
        parts: &[Criterion],
        in_all: bool,
    ) -> Result<Criterion> {
        let place = branch.place.key(if in_all { "all" } else { "any" });
        let mut kept: Vec<Option<Criterion>> = parts.iter().cloned().map(Some).collect();
        for (at, part) in parts.iter().enumerate() {
            let mut left = branch.left.clone();
            let mut last = true;
            let others = kept.iter().enumerate().filter(|(other, _)| *other != at);
            for other in others.filter_map(|(_, other)| other.as_ref()) {
                left = left.and(&leaves_open(&self.model.whole, other, in_all)?)?;
                last = false;
            }
            let mut pivotal = branch.pivotal.clone();
            let mut free = branch.free.clone();
            let mut beside = Vec::new();
            for (other_at, other) in parts.iter().enumerate() {
                if other_at == at {
                    continue;
                }
                pivotal = pivotal.and(&leaves_open(&self.model.whole, other, in_all)?)?;
                free = free.and(&leaves_open(&self.free, other, in_all)?)?;
                beside.push(Beside {
                    part: other,
                    pointer: place.item(other_at).pointer(),
                    in_all,
                });
            }
            beside.extend(branch.beside.iter().cloned());
            let found = self.branch(&Branch {
                part,
                whole: branch.whole,
                place: &place.item(at),
                pivotal,
                free,
                left,
                setting: if in_all {
                    Setting::All
                } else {
                    Setting::Any { last }
                },
                beside,
            })?;
            if let Some(part) = kept.get_mut(at) {
                *part = found;
            }
        }
        let kept = kept.into_iter().flatten().collect();
        Ok(if in_all {
            Criterion::All(kept)
        } else {
            Criterion::Any(kept)
        })
    }

    /// Whether to leave it out changes nothing, once the parts found before are left out.
    fn makes_no_difference(&self, branch: &Branch<'_, '_>) -> Result<bool> {
        let truth = self.model.whole.truth(branch.part)?;
        match branch.setting {
            Setting::Alone => Ok(true),
            Setting::All => branch.left.is_disjoint(&truth.no),
            Setting::Any { last } => Ok(!last && branch.left.is_disjoint(&truth.yes)?),
        }
    }

    /// The value of a part wherever it is pivotal, if that is always the same.
    fn settled(&self, branch: &Branch<'_, '_>) -> Result<Option<bool>> {
        let truth = self.model.whole.truth(branch.part)?;
        let can_hold = !branch.pivotal.is_disjoint(&truth.yes)?;
        let can_fail = !branch.pivotal.is_disjoint(&truth.no)?;
        Ok(if can_hold && can_fail {
            None
        } else {
            Some(can_hold)
        })
    }

    /// Whether it only restates the condition of another part's question.
    fn restates(&self, branch: &Branch<'_, '_>) -> Result<bool> {
        let truth = self.free.truth(branch.part)?;
        if branch.free.is_disjoint(&truth.yes)? || branch.free.is_disjoint(&truth.no)? {
            return Ok(false);
        }
        let own = branch.part.facts();
        let mut conditions = FactSet::default();
        for fact in branch.whole.facts().without(own).iter() {
            let closure = self.model.whole.closure(FactSet::from_iter([fact]));
            conditions = conditions.union(closure);
        }
        Ok(branch.setting == Setting::All && own.without(conditions).is_empty())
    }

    /// Whether it is shown.
    fn report(&mut self, branch: &Branch<'_, '_>, holds: bool) -> Result<bool> {
        let own = branch.place.pointer();
        let (message, others) = self.explained(branch, holds)?;
        // Of two that contradict or repeat each other the first is shown, with the place of the
        // other.
        let mut found = self.found.iter();
        if found.any(|found| found.lint.what.others == [own.as_str()]) {
            return Ok(false);
        }
        let help = if branch.setting == Setting::Alone && !holds {
            "Look for what was meant, or take out what this is the condition of."
        } else {
            "Leave it out, or look for what was meant."
        };
        self.found
            .push(Finding::warning(Code::DeadBranch, branch.place, message, help).beside(others));
        Ok(true)
    }

    /// Why a part decides nothing, and the places of the others that make it so.
    fn explained(&self, branch: &Branch<'_, '_>, holds: bool) -> Result<(String, Vec<String>)> {
        if let Some(within) = self.within(branch) {
            let message = "This part never holds, so it decides nothing.".to_owned();
            return Ok((message, within.to_vec()));
        }
        if let Some((relation, other)) = self.culprit(branch)? {
            let message = format!("This part {relation} another, so it decides nothing.");
            return Ok((message, vec![other]));
        }
        let always = if holds { "always holds" } else { "never holds" };
        let message =
            format!("This part decides nothing: wherever the rest leaves it open, it {always}.");
        Ok((message, Vec::new()))
    }

    /// The two parts of this one that rule each other out, if that is why it never holds: nobody
    /// beside it is to blame.
    fn within(&self, branch: &Branch<'_, '_>) -> Option<[String; 2]> {
        conflict(
            vec![Needed::holds(branch.part, branch.place)],
            &self.model.bundle.facts,
        )
    }

    /// The nearest part that settles this one: wherever it leaves it open, this one is always the
    /// same.
    fn culprit(&self, branch: &Branch<'_, '_>) -> Result<Option<(&'static str, String)>> {
        let own = self.model.whole.truth(branch.part)?.yes.and(&self.people)?;
        for beside in &branch.beside {
            let other = self.model.whole.truth(beside.part)?.yes.and(&self.people)?;
            let left = if beside.in_all {
                other.clone()
            } else {
                self.people.without(&other)?
            };
            if !own.is_disjoint(&left)? && !left.is_within(&own)? {
                continue;
            }
            let relation = if own == other {
                "repeats"
            } else if own.is_disjoint(&other)? {
                "contradicts"
            } else {
                "is settled by"
            };
            return Ok(Some((relation, beside.pointer.clone())));
        }
        Ok(None)
    }
}

/// The people for whom a part leaves it to those beside it: in an `all` where it holds, in an `any`
/// where it fails.
fn leaves_open(logic: &Logic<'_>, part: &Criterion, in_all: bool) -> Result<Set> {
    let truth = logic.truth(part)?;
    Ok(if in_all { truth.yes } else { truth.no })
}
