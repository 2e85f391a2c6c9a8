//! Criteria as sets: the people they surely hold for, and the people they surely do not hold for.
//!
//! The rules are those of [`Knowledge::truth`](nwd_core::Knowledge::truth), for all people at once:
//! each truth value is a set of people, and since every person has exactly one of the three, two
//! sets say it all ([`Kleene`]).
//!
//! ```text
//! criterion            aged 11 to 19 and living here
//! surely holds         those who say that they are 11 to 19 and live here
//! surely does not      those who say that they are of another age, and those who say that they
//!                      live elsewhere
//! not known            the rest, such as those of 15 who withhold where they live
//! ```
//!
//! There are two logics over one space. In that of people who say everything the third set is
//! empty. In the partial one a point is a person together with what they withhold; so a person who
//! may withhold three answers is eight points there, and a set must be freed of those bits
//! (`Set::exists`) before people are counted.

use super::diagram::Set;
use super::space::{Space, named};
use crate::Result;
use nwd_core::bundle::Route;
use nwd_core::criterion::{Criterion, Leaf};
use nwd_core::domain::{FactIx, FactSet};
use nwd_core::facts::{Fact, Facts, Never};

/// The sets where something surely holds and where it surely does not; elsewhere it is not known
/// (Kleene's three values).
#[derive(Clone)]
pub struct Kleene {
    /// The people for whom it holds.
    pub yes: Set,
    /// The people for whom it does not.
    pub no: Set,
}

/// The logic of criteria over a space.
pub struct Logic<'a> {
    space: &'a Space,
    facts: &'a Facts,
    /// Answers may be withheld.
    withheld: bool,
    /// The truth of each fact's question being part of the journey.
    applies: Vec<Kleene>,
}

impl<'a> Logic<'a> {
    /// The logic of people who say everything.
    pub fn whole(space: &'a Space, facts: &'a Facts) -> Result<Self> {
        Self::new(space, facts, false)
    }

    /// The logic of people who may each withhold some answers.
    pub fn partial(space: &'a Space, facts: &'a Facts) -> Result<Self> {
        Self::new(space, facts, true)
    }

    fn new(space: &'a Space, facts: &'a Facts, withheld: bool) -> Result<Self> {
        let mut logic = Logic {
            space,
            facts,
            withheld,
            applies: Vec::with_capacity(facts.len()),
        };
        for (_, fact) in facts.iter() {
            // A condition names earlier facts only, so all that it needs stands already.
            let applies = match &fact.when {
                Some(when) => logic.truth(when)?,
                None => logic.always(),
            };
            logic.applies.push(applies);
        }
        Ok(logic)
    }

    /// The truth of what holds for everyone.
    pub fn always(&self) -> Kleene {
        Kleene {
            yes: self.space.diagrams.all(),
            no: self.space.diagrams.none(),
        }
    }

    /// Whether a fact's question is part of the journey.
    pub fn applies(&self, fact: FactIx) -> Kleene {
        self.applies
            .get(fact.index())
            .cloned()
            .unwrap_or_else(|| self.always())
    }

    /// The truth of a criterion: `all` is the minimum, `any` the maximum, `not` the mirror.
    pub fn truth(&self, criterion: &Criterion) -> Result<Kleene> {
        match criterion {
            Criterion::Leaf(leaf) => self.leaf(leaf),
            Criterion::All(parts) => self.all(&self.truths(parts)?),
            Criterion::Any(parts) => self.any(&self.truths(parts)?),
            Criterion::Not(part) => {
                let Kleene { yes, no } = self.truth(part)?;
                Ok(Kleene { yes: no, no: yes })
            }
        }
    }

    /// Whether a way in is this asker's and open.
    pub fn way_in(&self, route: &Route) -> Result<Kleene> {
        self.all(&[
            self.truth(&route.asker)?,
            self.truth(&route.when)?,
            self.truth(&route.by_role)?,
        ])
    }

    fn truths(&self, parts: &[Criterion]) -> Result<Vec<Kleene>> {
        parts.iter().map(|part| self.truth(part)).collect()
    }

    /// The lowest of these.
    pub fn all(&self, parts: &[Kleene]) -> Result<Kleene> {
        let diagrams = &self.space.diagrams;
        let yes = diagrams.intersection(parts.iter().map(|part| &part.yes))?;
        Ok(Kleene {
            yes,
            no: diagrams.union(parts.iter().map(|part| &part.no))?,
        })
    }

    /// The highest of these.
    pub fn any(&self, parts: &[Kleene]) -> Result<Kleene> {
        let diagrams = &self.space.diagrams;
        let yes = diagrams.union(parts.iter().map(|part| &part.yes))?;
        Ok(Kleene {
            yes,
            no: diagrams.intersection(parts.iter().map(|part| &part.no))?,
        })
    }

    /// The truth of a leaf: outside the journey it is false, of what is withheld not known.
    fn leaf(&self, leaf: &Leaf) -> Result<Kleene> {
        let applies = self.applies(leaf.fact);
        let passes = self.space.passes(leaf.fact, &leaf.test)?;
        if !self.withheld {
            let yes = applies.yes.and(&passes)?;
            return Ok(Kleene {
                no: yes.not()?,
                yes,
            });
        }
        let said = applies.yes.without(&self.space.withheld(leaf.fact))?;
        Ok(Kleene {
            yes: said.and(&passes)?,
            no: applies.no.or(&said.without(&passes)?)?,
        })
    }

    /// These facts and those that their conditions name.
    pub fn closure(&self, facts: FactSet) -> FactSet {
        let mut whole = facts;
        // Conditions name earlier facts: from the last to the first nothing is missed.
        let mut all: Vec<(FactIx, &Fact)> = self.facts.iter().collect();
        all.reverse();
        for (at, fact) in all {
            if whole.contains(at) {
                for condition in fact.conditions() {
                    whole = whole.union(condition.facts());
                }
            }
        }
        whole
    }

    /// The people that there can be, as far as these facts say (with those that they depend on):
    /// each has one value of every fact that is part of their journey, and none of the others.
    ///
    /// Where answers may be withheld these are people with what they withhold: never what must be
    /// said. `whole` says whose journeys there are: a question is part of somebody's, and a value
    /// can be theirs, where it is by one of them.
    pub fn people(&self, facts: FactSet, whole: &[&Logic<'_>]) -> Result<Set> {
        let mut people = self.space.diagrams.all();
        for (at, fact) in self.facts.iter() {
            if !facts.contains(at) || !self.space.names(at) {
                continue;
            }
            let applies: Vec<Kleene> = whole.iter().map(|logic| logic.applies(at)).collect();
            let Kleene {
                yes: inside,
                no: outside,
            } = self.any(&applies)?;
            let mut answered = self.space.has_value(at)?;
            if self.withheld && fact.required {
                answered = answered.without(&self.space.withheld(at))?;
            }
            let nothing = self.nothing(at)?;
            let one = inside.and(&answered)?.or(&outside.and(&nothing)?)?;
            people = people.and(&one)?.and(&self.possible(at, whole)?)?;
        }
        Ok(people)
    }

    /// The set where one of these logics has nothing against a fact's value.
    fn possible(&self, at: FactIx, whole: &[&Logic<'_>]) -> Result<Set> {
        let mut possible = self.space.diagrams.none();
        for logic in whole {
            possible = possible.or(&logic.impossible(at)?.not()?)?;
        }
        Ok(possible)
    }

    /// The set where a fact's value is one that it cannot have.
    fn impossible(&self, at: FactIx) -> Result<Set> {
        let mut impossible = self.space.diagrams.none();
        let Some(fact) = self.facts.get(at) else {
            return Ok(impossible);
        };
        for Never { values, when } in &fact.never {
            let one = self
                .space
                .passes(at, &named(&fact.domain, *values))?
                .and(&self.truth(when)?.yes)?;
            impossible = impossible.or(&one)?;
        }
        Ok(impossible)
    }

    /// The set where a fact cannot have a value.
    pub fn ruled_out(&self, fact: &Fact, value: u8) -> Result<Set> {
        let mut out = self.space.diagrams.none();
        for never in &fact.never {
            if never.values.contains(value) {
                out = out.or(&self.truth(&never.when)?.yes)?;
            }
        }
        Ok(out)
    }

    fn nothing(&self, fact: FactIx) -> Result<Set> {
        let nothing = self.space.has_no_answer(fact)?;
        if self.withheld {
            return Ok(nothing);
        }
        nothing.exists(&self.space.all_withheld_bits()?)
    }
}
