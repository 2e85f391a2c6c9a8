//! Which question comes next, worked out as `Outcome::next` does, for everybody at a stage at once.

use std::cell::RefCell;
use std::collections::HashMap;

use oxidd::BooleanFunction;

use super::rules::{Piece, Rules};
use crate::diagram::{Fit, Set};
use crate::model::Model;
use crate::space::Part;
use nwd_core::domain::{Domain, FactIx, FactSet};
use nwd_core::facts::Fact;

/// Says which question comes next.
pub struct Guide<'m> {
    /// The bundle over its people.
    pub model: &'m Model<'m>,
    /// Whether people decline to answer, each what they withhold; else everybody answers what they are asked.
    pub declining: bool,
    rules: &'m Rules,
    /// A set at a stage, by what of the stage it looks at.
    seen: RefCell<HashMap<(Set, u128, u128), Set>>,
    worth: RefCell<HashMap<(FactIx, u128, When), Set>>,
    /// By question, where one answer to it is left.
    settled: RefCell<HashMap<FactIx, Set>>,
}

/// When an answer could change what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// As things stand: no alert more, and nothing declined. Those questions come first.
    Soon,
    /// Whatever else is said.
    Ever,
}

/// What of a set is asked for at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// What was not asked may be anything.
    Free,
    /// What was not asked is not said.
    Unsaid,
}

impl<'m> Guide<'m> {
    /// A guide for people who answer, or for people who decline what they withhold.
    pub fn new(model: &'m Model<'m>, rules: &'m Rules, declining: bool) -> Self {
        Guide {
            model,
            declining,
            rules,
            seen: RefCell::default(),
            worth: RefCell::default(),
            settled: RefCell::default(),
        }
    }

    /// The questions that can be put to somebody at a stage and matter.
    pub fn open(&self, stage: FactSet, order: &[FactIx]) -> Fit<FactSet> {
        let mut open = FactSet::default();
        for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
            if self.worth_asking(*fact, stage, When::Ever)?.satisfiable() {
                open.insert(*fact);
            }
        }
        Ok(open)
    }

    /// How the people at a stage go on: those who are asked each of these questions, and those who are at their end.
    pub fn part(
        &self,
        stage: FactSet,
        here: &Set,
        order: &[FactIx],
    ) -> Fit<(Vec<(FactIx, Set)>, Set)> {
        let (mut asked, mut here) = (Vec::new(), here.clone());
        for when in [When::Soon, When::Ever] {
            for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
                if !here.satisfiable() {
                    return Ok((asked, here));
                }
                let worth = self.worth_asking(*fact, stage, when)?;
                let these = here.and(&worth)?;
                if these.satisfiable() {
                    here = here.and(&worth.not()?)?;
                    asked.push((*fact, these));
                }
            }
        }
        Ok((asked, here))
    }

    /// Of those whose turn it is at a stage to be asked a question, the ones who are asked, and the ones who are not because
    /// one answer is left. As [`nwd_core::journey::Ahead`].
    pub fn asked_and_settled(&self, fact: FactIx, stage: FactSet, these: &Set) -> Fit<(Set, Set)> {
        let only = self.one_left(fact)?;
        if !only.satisfiable() {
            return Ok((these.clone(), only));
        }
        let settled = self.at(&only, self.model.space.support(&only), stage, Rest::Unsaid)?;
        let mut unasked = these.and(&settled)?;
        if self.declining {
            // Nobody declines what they are not asked.
            unasked = unasked.and(&self.model.space.withheld(fact).not()?)?;
        }
        Ok((these.and(&settled.not()?)?, unasked))
    }

    fn one_left(&self, fact: FactIx) -> Fit<Set> {
        if let Some(known) = self.settled.borrow().get(&fact) {
            return Ok(known.clone());
        }
        let mut left = self.model.space.diagrams.none();
        let limited = |own: &&Fact| matches!(own.domain, Domain::OneOf(_)) && !own.never.is_empty();
        if let Some(own) = self.model.bundle.facts.get(fact).filter(limited) {
            for value in own.domain.all_values().iter() {
                let mut only = self.model.partial.ruled_out(own, value)?.not()?;
                for other in own
                    .domain
                    .all_values()
                    .iter()
                    .filter(|other| *other != value)
                {
                    only = only.and(&self.model.partial.ruled_out(own, other)?)?;
                }
                left = left.or(&only)?;
            }
        }
        self.settled.borrow_mut().insert(fact, left.clone());
        Ok(left)
    }

    /// Those who, at a stage, could be asked a question sooner or later.
    pub fn could_be_asked(&self, fact: FactIx, stage: FactSet) -> Fit<Set> {
        let applies = self.model.partial.applies(fact).yes;
        let could = self.at(
            &applies,
            self.model.space.support(&applies),
            stage,
            Rest::Free,
        )?;
        self.pieces_at(self.rules.left.get(&fact), stage)?
            .and(&could)
    }

    /// Those for whom, at a stage, a question can be put and an answer could change what they are shown.
    pub fn worth_asking(&self, fact: FactIx, stage: FactSet, when: When) -> Fit<Set> {
        let key = (fact, stage.bits(), when);
        if let Some(known) = self.worth.borrow().get(&key) {
            return Ok(known.clone());
        }
        let worth = match when {
            When::Soon => self.soon(fact, stage)?,
            When::Ever => self.ever(fact, stage)?,
        };
        self.worth.borrow_mut().insert(key, worth.clone());
        Ok(worth)
    }

    fn ever(&self, fact: FactIx, stage: FactSet) -> Fit<Set> {
        let applies = self.model.partial.applies(fact).yes;
        let can_ask = self.at(
            &applies,
            self.model.space.support(&applies),
            stage,
            Rest::Unsaid,
        )?;
        self.pieces_at(self.rules.left.get(&fact), stage)?
            .and(&can_ask)
    }

    fn soon(&self, fact: FactIx, stage: FactSet) -> Fit<Set> {
        let mut soon = self.pieces_at(self.rules.alerts.get(&fact), stage)?;
        for near in &self.rules.services {
            if !near.named.contains_key(&fact) && !near.unnamed.contains_key(&fact) {
                continue;
            }
            let open = self.at(&near.open, near.facts, stage, Rest::Unsaid)?;
            let urgent = self.at(&near.urgent, near.facts, stage, Rest::Unsaid)?;
            for (side, pieces) in [
                (urgent.clone(), &near.named),
                (urgent.not()?, &near.unnamed),
            ] {
                if let Some(piece) = pieces.get(&fact) {
                    let decides = self.at(&piece.set, piece.facts, stage, Rest::Free)?;
                    soon = soon.or(&decides.and(&side)?.and(&open)?)?;
                }
            }
        }
        soon.and(&self.worth_asking(fact, stage, When::Ever)?)
    }

    fn pieces_at(&self, pieces: Option<&Vec<Piece>>, stage: FactSet) -> Fit<Set> {
        let mut whole = self.model.space.diagrams.none();
        for piece in pieces.into_iter().flatten() {
            whole = whole.or(&self.at(&piece.set, piece.facts, stage, Rest::Free)?)?;
        }
        Ok(whole)
    }

    /// A set at a stage, as a set over what was asked.
    fn at(&self, set: &Set, facts: FactSet, stage: FactSet, rest: Rest) -> Fit<Set> {
        let (asked, open) = (facts.intersection(stage), facts.without(stage));
        let key = (
            set.clone(),
            asked.bits(),
            if rest == Rest::Free {
                open.bits()
            } else {
                u128::MAX
            },
        );
        if let Some(known) = self.seen.borrow().get(&key) {
            return Ok(known.clone());
        }
        let space = self.model.space;
        let (mut there, mut bits) = (set.clone(), space.cube(open, |_| true)?);
        if !self.declining {
            for fact in asked.iter() {
                there = there.and(&space.withheld(fact).not()?)?;
            }
            bits = bits.and(&space.cube(asked, |part| part == Part::Withheld)?)?;
        }
        for fact in open.iter() {
            let withheld = space.withheld(fact);
            let free = rest == Rest::Free;
            there = there.and(&if free {
                withheld.or(&space.has_value(fact)?)?
            } else {
                withheld
            })?;
        }
        let there = space.diagrams.whichever(&there, &bits)?;
        self.seen.borrow_mut().insert(key, there.clone());
        Ok(there)
    }
}
