//! Everybody's journey in one order of questions.
//!
//! Orders that are tried differ little, so that most stages are met again with the same people: how those part is kept.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use oxidd::BooleanFunction;

use super::Lengths;
use super::guide::Guide;
use crate::count::Counter;
use crate::diagram::{Fit, Set};
use nwd_core::domain::{FactIx, FactSet};

/// The most nodes that one walk may add: shipped content takes a tenth of that.
const MOST_NODES: usize = 8_000_000;

/// Walks with everybody.
pub struct Walker<'g> {
    guide: &'g Guide<'g>,
    people: Set,
    counter: Counter<'g>,
    /// By stage, the questions that matter to somebody there.
    open: HashMap<u128, FactSet>,
    partings: HashMap<(u128, Set, Vec<FactIx>), Rc<Parting>>,
}

/// How the people at one stage go on.
struct Parting {
    /// Those who are asked each question.
    asked: Vec<(FactIx, Set)>,
    /// How many kinds of person are at their end.
    ended: u128,
}

/// Everybody's journey in one order.
pub struct Walked {
    /// For each stage, how many questions were asked, and how many kinds of person end there.
    ends: Vec<(usize, u128)>,
    /// How many stages were not known from an order before.
    pub new_stages: usize,
    /// By fact, the questions that are open beside it at some stage.
    beside: Vec<FactSet>,
}

/// Stages yet to be looked at, those with the fewest answers first: for each how many questions were asked, and its people.
pub struct Stages(BTreeMap<(usize, u128, usize), (FactSet, Set)>);

impl Stages {
    /// The beginning, where everybody is.
    pub fn new(people: Set) -> Self {
        Stages(BTreeMap::from([((0, 0, 0), (FactSet::default(), people))]))
    }

    /// The next stage, how many questions were asked until there, and who is there.
    pub fn next(&mut self) -> Option<(FactSet, usize, Set)> {
        self.0
            .pop_first()
            .map(|((_, _, questions), (stage, here))| (stage, questions, here))
    }

    /// Lets people go on from a stage past a question, which counts for those who are asked it.
    pub fn go_on(
        &mut self,
        guide: &Guide<'_>,
        from: (FactSet, usize),
        fact: FactIx,
        these: &Set,
    ) -> Fit<()> {
        let next = from.0.union(FactSet::from_iter([fact]));
        let (asked, settled) = guide.asked_and_settled(fact, from.0, these)?;
        for (these, questions) in [(asked, from.1 + 1), (settled, from.1)] {
            if these.satisfiable() {
                let none = || (next, guide.model.space.diagrams.none());
                let slot = self
                    .0
                    .entry((next.len(), next.bits(), questions))
                    .or_insert_with(none);
                slot.1 = slot.1.or(&these)?;
            }
        }
        Ok(())
    }
}

impl<'g> Walker<'g> {
    /// A walk with these people, counted as the counter does.
    pub fn new(guide: &'g Guide<'g>, people: Set, counter: Counter<'g>) -> Self {
        Walker {
            guide,
            people,
            counter,
            open: HashMap::new(),
            partings: HashMap::new(),
        }
    }

    /// Everybody's journey, with questions in this order; `None` where there are too many stages.
    pub fn walk(&mut self, order: &[FactIx], most: usize) -> Fit<Option<Walked>> {
        let diagrams = &self.guide.model.space.diagrams;
        let nodes = diagrams.nodes();
        let mut stages = Stages::new(self.people.clone());
        let facts = self.guide.model.bundle.facts.len();
        let mut walked = Walked {
            ends: Vec::new(),
            new_stages: 0,
            beside: vec![FactSet::default(); facts],
        };
        let mut met = 0;
        while let Some((stage, questions, here)) = stages.next() {
            met += 1;
            if met > most || diagrams.nodes().saturating_sub(nodes) > MOST_NODES {
                return Ok(None);
            }
            let parting = self.parting(stage, &here, order, &mut walked)?;
            for (fact, these) in &parting.asked {
                stages.go_on(self.guide, (stage, questions), *fact, these)?;
            }
            walked.ends.push((questions, parting.ended));
        }
        Ok(Some(walked))
    }

    fn parting(
        &mut self,
        stage: FactSet,
        here: &Set,
        order: &[FactIx],
        walked: &mut Walked,
    ) -> Fit<Rc<Parting>> {
        let open = self.open(stage, order)?;
        for fact in open.iter() {
            walked
                .beside
                .get_mut(fact.index())
                .into_iter()
                .for_each(|beside| *beside = beside.union(open));
        }
        let order: Vec<FactIx> = order
            .iter()
            .copied()
            .filter(|fact| open.contains(*fact))
            .collect();
        let key = (stage.bits(), here.clone(), order);
        if let Some(known) = self.partings.get(&key) {
            return Ok(known.clone());
        }
        walked.new_stages += 1;
        let parting = Rc::new(self.part(stage, here, &key.2)?);
        self.partings.insert(key, parting.clone());
        Ok(parting)
    }

    fn open(&mut self, stage: FactSet, order: &[FactIx]) -> Fit<FactSet> {
        if let Some(known) = self.open.get(&stage.bits()) {
            return Ok(*known);
        }
        let open = self.guide.open(stage, order)?;
        self.open.insert(stage.bits(), open);
        Ok(open)
    }

    fn part(&mut self, stage: FactSet, here: &Set, order: &[FactIx]) -> Fit<Parting> {
        let (asked, done) = self.guide.part(stage, here, order)?;
        let people = if done.satisfiable() {
            self.counter.count(&done)
        } else {
            0
        };
        Ok(Parting {
            asked,
            ended: people,
        })
    }
}

impl Walked {
    /// The longest and the average.
    pub fn lengths(&self) -> Lengths {
        let (mut sum, mut people, mut longest) = (0.0, 0.0, 0);
        for (asked, count) in self.ends.iter().filter(|(_, count)| *count > 0) {
            sum += *count as f64 * *asked as f64;
            people += *count as f64;
            longest = longest.max(*asked);
        }
        Lengths {
            longest,
            average: if people > 0.0 { sum / people } else { 0.0 },
        }
    }

    /// Whether two questions that follow each other can change places and nobody be asked otherwise.
    pub fn is_same_with(&self, one: FactIx, other: FactIx) -> bool {
        self.beside
            .get(one.index())
            .is_none_or(|beside| !beside.contains(other))
    }
}
