//! Everybody's journey in one order of questions.
//!
//! Orders that are tried differ little, so that most stages are met again with the same people: how
//! those go on is kept.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::Lengths;
use super::policy::Policy;
use crate::Result;
use crate::sets::count::Counter;
use crate::sets::diagram::Set;
use nwd_core::domain::{FactIx, FactSet};

/// The most nodes that one walk may add: shipped content takes a tenth of that.
const MAX_NODES: usize = 8_000_000;

/// Walks with everybody.
pub struct Walker<'g> {
    policy: &'g Policy<'g>,
    people: Set,
    counter: Counter<'g>,
    /// The questions that matter to somebody at a stage, by stage.
    open: HashMap<u128, FactSet>,
    /// The ways on, by stage, its people, and the order of its open questions.
    splits: HashMap<(u128, Set, Vec<FactIx>), Rc<CountedSplit>>,
}

/// The ways on for the people at one stage.
struct CountedSplit {
    /// The people who are asked each question.
    asked: Vec<(FactIx, Set)>,
    /// The number of kinds of person at their end.
    ended: u128,
}

/// Everybody's journey in one order.
pub struct Walked {
    /// The number of questions asked and of kinds of person who end there, for each stage.
    ends: Vec<(usize, u128)>,
    /// The number of stages that were not known from an order before.
    pub new_stages: usize,
    /// The questions that are open beside a fact at some stage, by fact.
    beside: Vec<FactSet>,
}

/// Stages yet to be looked at, those with the fewest answers first.
pub struct Stages(BTreeMap<StageKey, Stage>);

/// The number of answers, which they are, and the number that were asked for.
type StageKey = (usize, u128, usize);

/// People who are at the same point of their journey.
pub struct Stage {
    /// The questions that are behind them.
    pub asked: FactSet,
    /// The number of those that they were asked; the others had one answer left.
    pub questions: usize,
    /// The people at it.
    pub people: Set,
}

impl Stages {
    /// The beginning, where everybody is.
    pub fn new(people: Set) -> Self {
        let beginning = Stage {
            asked: FactSet::default(),
            questions: 0,
            people,
        };
        Stages(BTreeMap::from([((0, 0, 0), beginning)]))
    }

    /// The next stage.
    pub fn next(&mut self) -> Option<Stage> {
        self.0.pop_first().map(|(_, stage)| stage)
    }

    /// Lets people go on from a stage past a question, which counts for those who are asked it.
    pub fn go_on(
        &mut self,
        policy: &Policy<'_>,
        stage: FactSet,
        questions: usize,
        fact: FactIx,
        these: &Set,
    ) -> Result<()> {
        let next = stage.union(FactSet::from_iter([fact]));
        let (asked, settled) = policy.asked_and_settled(fact, stage, these)?;
        self.add(policy, next, questions + 1, &asked)?;
        self.add(policy, next, questions, &settled)
    }

    fn add(
        &mut self,
        policy: &Policy<'_>,
        asked: FactSet,
        questions: usize,
        people: &Set,
    ) -> Result<()> {
        if people.is_empty() {
            return Ok(());
        }
        let key = (asked.len(), asked.bits(), questions);
        let stage = self.0.entry(key).or_insert_with(|| Stage {
            asked,
            questions,
            people: policy.model.space.diagrams.none(),
        });
        stage.people = stage.people.or(people)?;
        Ok(())
    }
}

impl<'g> Walker<'g> {
    /// A walk with these people, counted as the counter does.
    pub fn new(policy: &'g Policy<'g>, people: Set, counter: Counter<'g>) -> Self {
        Walker {
            policy,
            people,
            counter,
            open: HashMap::new(),
            splits: HashMap::new(),
        }
    }

    /// Everybody's journey, with questions in this order; `None` where there are too many stages.
    pub fn walk(&mut self, order: &[FactIx], max_stages: usize) -> Result<Option<Walked>> {
        let diagrams = &self.policy.model.space.diagrams;
        let nodes = diagrams.nodes();
        let mut stages = Stages::new(self.people.clone());
        let facts = self.policy.model.bundle.facts.len();
        let mut walked = Walked {
            ends: Vec::new(),
            new_stages: 0,
            beside: vec![FactSet::default(); facts],
        };
        let mut met = 0;
        while let Some(here) = stages.next() {
            met += 1;
            if met > max_stages || diagrams.nodes().saturating_sub(nodes) > MAX_NODES {
                return Ok(None);
            }
            let split = self.split(&here, order, &mut walked)?;
            for (fact, these) in &split.asked {
                stages.go_on(self.policy, here.asked, here.questions, *fact, these)?;
            }
            walked.ends.push((here.questions, split.ended));
        }
        Ok(Some(walked))
    }

    /// The ways on for the people at a stage, worked out where it is not known.
    fn split(
        &mut self,
        here: &Stage,
        order: &[FactIx],
        walked: &mut Walked,
    ) -> Result<Rc<CountedSplit>> {
        let open = self.open(here.asked, order)?;
        for fact in open.iter() {
            if let Some(beside) = walked.beside.get_mut(fact.index()) {
                *beside = beside.union(open);
            }
        }
        let mut order = order.to_vec();
        order.retain(|fact| open.contains(*fact));
        let key = (here.asked.bits(), here.people.clone(), order);
        if let Some(known) = self.splits.get(&key) {
            return Ok(known.clone());
        }
        walked.new_stages += 1;
        let split = self.policy.split(here.asked, &here.people, &key.2)?;
        let split = Rc::new(CountedSplit {
            asked: split.asked,
            ended: self.counter.count(&split.ended),
        });
        self.splits.insert(key, split.clone());
        Ok(split)
    }

    fn open(&mut self, stage: FactSet, order: &[FactIx]) -> Result<FactSet> {
        if let Some(known) = self.open.get(&stage.bits()) {
            return Ok(*known);
        }
        let open = self.policy.open(stage, order)?;
        self.open.insert(stage.bits(), open);
        Ok(open)
    }
}

impl Walked {
    /// The longest and the average.
    pub fn lengths(&self) -> Lengths {
        let mut sum = 0.0;
        let mut people = 0.0;
        let mut longest = 0;
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

    /// Whether two questions that follow each other can change places and nobody be asked
    /// otherwise.
    pub fn is_same_with(&self, one: FactIx, other: FactIx) -> bool {
        self.beside
            .get(one.index())
            .is_none_or(|beside| !beside.contains(other))
    }
}
