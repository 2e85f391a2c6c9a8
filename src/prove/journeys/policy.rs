//! Which question comes next, worked out as `Outcome::next` does, for everybody at a stage at once.

use std::cell::RefCell;
use std::collections::HashMap;

use super::rules::{Influence, Rules};
use crate::Result;
use crate::sets::diagram::Set;
use crate::sets::model::Model;
use nwd_core::domain::{Domain, FactIx, FactSet};

/// Says which question comes next.
pub struct Policy<'m> {
    /// The bundle over its people.
    pub model: &'m Model<'m>,
    /// Whether people decline to answer, each what they withhold; else everybody answers what they
    /// are asked.
    pub declining: bool,
    rules: &'m Rules,
    /// A set at a stage, by the facts of it that were asked and those that may be anything.
    at_stage: RefCell<HashMap<(Set, u128, u128), Set>>,
    worth: RefCell<HashMap<(FactIx, u128, When), Set>>,
    /// The people with one answer left to a question, by question.
    one_left: RefCell<HashMap<FactIx, Set>>,
}

/// When an answer could change what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// As things stand: no alert more, and nothing declined. Those questions come first.
    Soon,
    /// Whatever else is said.
    Ever,
}

/// The value assumed of facts that were not asked at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unasked {
    /// They may be anything.
    Free,
    /// They are not said.
    Unsaid,
}

/// The ways on for the people at a stage.
pub struct Split {
    /// The people who are asked each question.
    pub asked: Vec<(FactIx, Set)>,
    /// The people who are at their end.
    pub ended: Set,
}

impl<'m> Policy<'m> {
    /// Of people who answer, or of people who decline what they withhold.
    pub fn new(model: &'m Model<'m>, rules: &'m Rules, declining: bool) -> Self {
        Policy {
            model,
            declining,
            rules,
            at_stage: RefCell::default(),
            worth: RefCell::default(),
            one_left: RefCell::default(),
        }
    }

    /// The questions that can be put to somebody at a stage and matter.
    pub fn open(&self, stage: FactSet, order: &[FactIx]) -> Result<FactSet> {
        let mut open = FactSet::default();
        for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
            if !self.worth_asking(*fact, stage, When::Ever)?.is_empty() {
                open.insert(*fact);
            }
        }
        Ok(open)
    }

    /// The ways on for the people at a stage, with questions in this order.
    pub fn split(&self, stage: FactSet, here: &Set, order: &[FactIx]) -> Result<Split> {
        let mut asked = Vec::new();
        let mut remaining = here.clone();
        for when in [When::Soon, When::Ever] {
            for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
                if remaining.is_empty() {
                    break;
                }
                let worth = self.worth_asking(*fact, stage, when)?;
                let these = remaining.and(&worth)?;
                if !these.is_empty() {
                    remaining = remaining.without(&worth)?;
                    asked.push((*fact, these));
                }
            }
        }
        Ok(Split {
            asked,
            ended: remaining,
        })
    }

    /// Of those whose turn it is at a stage to be asked a question, the ones who are asked, and the
    /// ones who are not because one answer is left. As [`nwd_core::journey::Ahead`].
    pub fn asked_and_settled(
        &self,
        fact: FactIx,
        stage: FactSet,
        these: &Set,
    ) -> Result<(Set, Set)> {
        let one_left = self.one_left(fact)?;
        if one_left.is_empty() {
            return Ok((these.clone(), one_left));
        }
        let settled = self.over_own_facts(&one_left, stage, Unasked::Unsaid)?;
        let mut unasked = these.and(&settled)?;
        if self.declining {
            // Nobody declines what they are not asked.
            unasked = unasked.without(&self.model.space.withheld(fact))?;
        }
        Ok((these.without(&settled)?, unasked))
    }

    /// The people with one answer to a question left, because all others are ruled out.
    fn one_left(&self, fact: FactIx) -> Result<Set> {
        if let Some(known) = self.one_left.borrow().get(&fact) {
            return Ok(known.clone());
        }
        let logic = &self.model.partial;
        let mut left = self.model.space.diagrams.none();
        if let Some(own) = self.model.bundle.facts.get(fact)
            && matches!(own.domain, Domain::OneOf(_))
            && !own.never.is_empty()
        {
            for value in own.domain.all_values().iter() {
                let mut only = logic.ruled_out(own, value)?.not()?;
                for other in own.domain.all_values().iter() {
                    if other != value {
                        only = only.and(&logic.ruled_out(own, other)?)?;
                    }
                }
                left = left.or(&only)?;
            }
        }
        self.one_left.borrow_mut().insert(fact, left.clone());
        Ok(left)
    }

    /// The people who, at a stage, could be asked a question sooner or later.
    pub fn could_be_asked(&self, fact: FactIx, stage: FactSet) -> Result<Set> {
        self.matters(fact, stage, Unasked::Free)
    }

    /// The people at a stage who can be asked a question and whose answer could change what they
    /// are shown.
    pub fn worth_asking(&self, fact: FactIx, stage: FactSet, when: When) -> Result<Set> {
        let key = (fact, stage.bits(), when);
        if let Some(known) = self.worth.borrow().get(&key) {
            return Ok(known.clone());
        }
        let worth = match when {
            When::Soon => self.matters_soon(fact, stage)?,
            When::Ever => self.matters(fact, stage, Unasked::Unsaid)?,
        };
        self.worth.borrow_mut().insert(key, worth.clone());
        Ok(worth)
    }

    /// The people at a stage who have a question in their journey and could be shown something else
    /// by an answer to it.
    fn matters(&self, fact: FactIx, stage: FactSet, unasked: Unasked) -> Result<Set> {
        let applies = self.model.partial.applies(fact).yes;
        let can_ask = self.over_own_facts(&applies, stage, unasked)?;
        self.influenced(self.rules.shown.get(&fact), stage)?
            .and(&can_ask)
    }

    fn matters_soon(&self, fact: FactIx, stage: FactSet) -> Result<Set> {
        let mut soon = self.influenced(self.rules.alerts.get(&fact), stage)?;
        for service in &self.rules.services {
            if !service.named.contains_key(&fact) && !service.unnamed.contains_key(&fact) {
                continue;
            }
            let open = self.at_stage(&service.open, service.facts, stage, Unasked::Unsaid)?;
            let urgent = self.at_stage(&service.urgent, service.facts, stage, Unasked::Unsaid)?;
            for (side, influences) in [
                (urgent.clone(), &service.named),
                (urgent.not()?, &service.unnamed),
            ] {
                if let Some(Influence { set, facts }) = influences.get(&fact) {
                    let decides = self.at_stage(set, *facts, stage, Unasked::Free)?;
                    soon = soon.or(&decides.and(&side)?.and(&open)?)?;
                }
            }
        }
        soon.and(&self.worth_asking(fact, stage, When::Ever)?)
    }

    /// The people at a stage for whom one of these could still come to be.
    fn influenced(&self, influences: Option<&Vec<Influence>>, stage: FactSet) -> Result<Set> {
        let mut whole = self.model.space.diagrams.none();
        for Influence { set, facts } in influences.into_iter().flatten() {
            whole = whole.or(&self.at_stage(set, *facts, stage, Unasked::Free)?)?;
        }
        Ok(whole)
    }

    fn over_own_facts(&self, set: &Set, stage: FactSet, unasked: Unasked) -> Result<Set> {
        self.at_stage(set, self.model.space.support(set), stage, unasked)
    }

    /// A set over these facts, at a stage, as a set over those of them that were asked.
    fn at_stage(&self, set: &Set, facts: FactSet, stage: FactSet, unasked: Unasked) -> Result<Set> {
        let asked = facts.intersection(stage);
        let open = facts.without(stage);
        let free = match unasked {
            Unasked::Free => open.bits(),
            Unasked::Unsaid => u128::MAX,
        };
        let key = (set.clone(), asked.bits(), free);
        if let Some(known) = self.at_stage.borrow().get(&key) {
            return Ok(known.clone());
        }
        let space = self.model.space;
        let mut there = set.clone();
        let mut bits = space.bits(open)?;
        if !self.declining {
            for fact in asked.iter() {
                there = there.without(&space.withheld(fact))?;
            }
            bits = bits.and(&space.withheld_bits(asked)?)?;
        }
        for fact in open.iter() {
            let withheld = space.withheld(fact);
            there = match unasked {
                Unasked::Free => there.and(&withheld.or(&space.has_value(fact)?)?)?,
                Unasked::Unsaid => there.and(&withheld)?,
            };
        }
        let there = there.exists(&bits)?;
        self.at_stage.borrow_mut().insert(key, there.clone());
        Ok(there)
    }
}
