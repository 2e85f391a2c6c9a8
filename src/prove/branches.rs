//! Each branch of each criterion can decide; what contradicts or repeats another is shown with both places.
//!
//! A part of a criterion is pivotal for somebody where the rest leaves it to this part. It can decide where it holds for one
//! for whom it is pivotal, and fails for another. What restates the condition of another part's question ('pregnant,
//! before 28 weeks') reads well and is let be.

use oxidd::BooleanFunction;

use super::diagram::{Fit, Set};
use super::finding::Finding;
use super::logic::Logic;
use super::model::Model;
use nwd_core::analysis::conflict::{Needed, conflict};
use nwd_core::criterion::Criterion;
use nwd_core::domain::FactSet;
use nwd_core::facts::Facts;
use nwd_core::format::{Code, Place};

/// Every part of a criterion that can decide nothing.
pub fn branches(model: &Model<'_>) -> Fit<Vec<Finding>> {
    let unconditional = unconditional(&model.bundle.facts);
    let free = Logic::whole(model.space, &unconditional)?;
    let named: FactSet = model.bundle.facts.iter().map(|(at, _)| at).collect();
    let (people, anybody) = (model.people(named)?, free.people(named, &[&free])?);
    let mut survey = Survey {
        model,
        free,
        people,
        anybody,
        found: Vec::new(),
    };
    survey.all()?;
    Ok(survey.found)
}

/// The same facts, each part of every journey.
fn unconditional(facts: &Facts) -> Facts {
    Facts::new(facts.iter().map(|(_, fact)| fact.unconditional()).collect())
}

struct Survey<'a, 'f> {
    model: &'a Model<'a>,
    /// The logic in which every question is part of every journey.
    free: Logic<'f>,
    people: Set,
    anybody: Set,
    found: Vec<Finding>,
}

/// A part of a criterion, and where it is pivotal.
struct Branch<'c, 'p> {
    part: &'c Criterion,
    whole: &'c Criterion,
    place: &'p Place<'p>,
    /// For these people the rest leaves it to this part.
    pivotal: Set,
    /// The same where every question is part of every journey.
    free: Set,
    /// It stands in an `all`.
    in_all: bool,
    /// The parts beside it, the nearest first.
    beside: Vec<Beside<'c>>,
}

/// A part beside a branch.
#[derive(Clone)]
struct Beside<'c> {
    part: &'c Criterion,
    pointer: String,
    /// It leaves it to the branch where it holds; else where it fails.
    in_all: bool,
}

impl Survey<'_, '_> {
    fn all(&mut self) -> Fit<()> {
        let bundle = self.model.bundle;
        let root = Place::ROOT;
        let (areas, facts, alerts, services) = (
            root.key("areas"),
            root.key("facts"),
            root.key("alerts"),
            root.key("services"),
        );
        for (at, area) in bundle.areas.iter().enumerate() {
            self.criterion(&area.covers, &areas.item(at).key("covers"))?;
        }
        for (at, fact) in bundle.facts.iter() {
            let place = facts.item(at.index());
            fact.when
                .iter()
                .try_for_each(|when| self.criterion(when, &place.key("when")))?;
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
            let (routes, consents) = (place.key("routes"), place.key("consent"));
            for (at, route) in service.routes.iter().enumerate() {
                self.criterion(&route.when, &routes.item(at).key("when"))?;
            }
            for (at, consent) in service.consents.iter().enumerate() {
                self.criterion(&consent.when, &consents.item(at).key("when"))?;
            }
        }
        Ok(())
    }

    fn criterion(&mut self, whole: &Criterion, place: &Place<'_>) -> Fit<()> {
        let (pivotal, free) = (self.people.clone(), self.anybody.clone());
        self.branch(&Branch {
            part: whole,
            whole,
            place,
            pivotal,
            free,
            in_all: false,
            beside: Vec::new(),
        })
    }

    fn branch(&mut self, branch: &Branch<'_, '_>) -> Fit<()> {
        if branch.part.leaves().is_empty() {
            return Ok(());
        }
        if let Some(holds) = self.settled(branch)? {
            if !(holds && self.restates(branch)?) {
                self.report(branch, holds)?;
            }
            return Ok(());
        }
        match branch.part {
            Criterion::Leaf(_) => Ok(()),
            Criterion::Not(part) => {
                let place = branch.place.key("not");
                let (pivotal, free, beside) = (
                    branch.pivotal.clone(),
                    branch.free.clone(),
                    branch.beside.clone(),
                );
                self.branch(&Branch {
                    part,
                    place: &place,
                    pivotal,
                    free,
                    beside,
                    in_all: false,
                    whole: branch.whole,
                })
            }
            Criterion::All(parts) => self.parts(branch, parts, true),
            Criterion::Any(parts) => self.parts(branch, parts, false),
        }
    }

    fn parts(&mut self, branch: &Branch<'_, '_>, parts: &[Criterion], in_all: bool) -> Fit<()> {
        let place = branch.place.key(if in_all { "all" } else { "any" });
        for (at, part) in parts.iter().enumerate() {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
            let (mut pivotal, mut free) = (branch.pivotal.clone(), branch.free.clone());
            for (_, other) in others.clone() {
                let leaves = |logic: &Logic<'_>| {
                    Ok(logic.truth(other)?).map(|it| if in_all { it.yes } else { it.no })
                };
                pivotal = pivotal.and(&leaves(&self.model.whole)?)?;
                free = free.and(&leaves(&self.free)?)?;
            }
            let item = place.item(at);
            let near = others.map(|(at, part)| Beside {
                part,
                pointer: place.item(at).pointer(),
                in_all,
            });
            let beside = near.chain(branch.beside.iter().cloned()).collect();
            self.branch(&Branch {
                part,
                whole: branch.whole,
                place: &item,
                pivotal,
                free,
                in_all,
                beside,
            })?;
        }
        Ok(())
    }

    /// What a part comes to wherever it is pivotal, if that is always the same.
    fn settled(&self, branch: &Branch<'_, '_>) -> Fit<Option<bool>> {
        let it = self.model.whole.truth(branch.part)?;
        let (holds, fails) = (branch.pivotal.and(&it.yes)?, branch.pivotal.and(&it.no)?);
        Ok(match (holds.satisfiable(), fails.satisfiable()) {
            (true, true) => None,
            (holds, _) => Some(holds),
        })
    }

    /// Whether it only restates the condition of another part's question.
    fn restates(&self, branch: &Branch<'_, '_>) -> Fit<bool> {
        let it = self.free.truth(branch.part)?;
        let alive =
            branch.free.and(&it.yes)?.satisfiable() && branch.free.and(&it.no)?.satisfiable();
        let named: FactSet = branch.whole.leaves().iter().map(|leaf| leaf.fact).collect();
        let own: FactSet = branch.part.leaves().iter().map(|leaf| leaf.fact).collect();
        let needed = named
            .without(own)
            .iter()
            .fold(FactSet::default(), |all, fact| {
                all.union(self.model.whole.closure(FactSet::from_iter([fact])))
            });
        Ok(alive && branch.in_all && own.without(needed).is_empty())
    }

    fn report(&mut self, branch: &Branch<'_, '_>, holds: bool) -> Fit<()> {
        let own = branch.place.pointer();
        let (message, others) = match (self.within(branch), self.culprit(branch)?) {
            (Some(within), _) => (
                "This part never holds, so it decides nothing.".to_owned(),
                within.to_vec(),
            ),
            (None, Some((relation, other))) => (
                format!("This part {relation} another, so it decides nothing."),
                vec![other],
            ),
            (None, None) => {
                let always = if holds { "always holds" } else { "never holds" };
                (
                    format!(
                        "This part decides nothing: wherever the rest leaves it open, it {always}."
                    ),
                    Vec::new(),
                )
            }
        };
        // Of two that contradict or repeat each other the first is shown, with the place of the other.
        if self
            .found
            .iter()
            .any(|found| found.lint.what.others == [own.as_str()])
        {
            return Ok(());
        }
        let help = "Leave it out, or look for what was meant.";
        self.found
            .push(Finding::warning(Code::DeadBranch, branch.place, message, help).beside(others));
        Ok(())
    }

    /// The two parts of this one that rule each other out, if that is why it never holds: nobody beside it is to blame.
    fn within(&self, branch: &Branch<'_, '_>) -> Option<[String; 2]> {
        conflict(
            vec![Needed::holds(branch.part, branch.place)],
            &self.model.bundle.facts,
        )
    }

    /// The nearest part that settles this one: because it leaves it only to those for whom it is always the same.
    fn culprit(&self, branch: &Branch<'_, '_>) -> Fit<Option<(&'static str, String)>> {
        let own = self.model.whole.truth(branch.part)?.yes.and(&self.people)?;
        for beside in &branch.beside {
            let it = self.model.whole.truth(beside.part)?.yes.and(&self.people)?;
            let left = if beside.in_all {
                it.clone()
            } else {
                self.people.and(&it.not()?)?
            };
            if own.and(&left)?.satisfiable() && left.and(&own.not()?)?.satisfiable() {
                continue;
            }
            let relation = match () {
                () if own == it => "repeats",
                () if !own.and(&it)?.satisfiable() => "contradicts",
                () => "is settled by",
            };
            return Ok(Some((relation, beside.pointer.clone())));
        }
        Ok(None)
    }
}
