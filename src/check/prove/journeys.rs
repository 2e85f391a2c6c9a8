//! Short journeys: how many questions everybody is asked until nothing that is still open could change what they are shown.
//!
//! Journeys are followed for everybody at once. A stage is a set of questions that were asked; its people are those who
//! were asked exactly these. Which question comes next is worked out as `Outcome::next` does, as a set of people for each
//! question. So there are as many stages as there are different sets of questions, and not as many as there are people.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use oxidd::{BooleanFunction, Function};

use super::count::{Counter, least};
use super::diagram::{Fit, Limits, Set};
use super::example::Example;
use super::logic::Kleene;
use super::model::Model;
use super::space::Part;
use crate::bundle::{Service, ServiceIx, Status};
use crate::facts::{FactIx, FactSet};

/// How long journeys are.
#[derive(Clone, Debug)]
pub struct Journeys {
    /// In the order that the bundle states.
    pub stated: Lengths,
    /// What the longest is like.
    pub longest: Example,
    /// In the best order that was found, with that order; `None` where none was better.
    pub best: Option<(Lengths, Vec<FactIx>)>,
    /// Were the sensitive questions asked in their place and not last.
    pub sensitive_in_place: Lengths,
}

/// How long the journeys of all people are who answer every question that they are asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lengths {
    /// The most questions.
    pub longest: usize,
    /// The average over kinds of person.
    pub average: f64,
}

/// The most nodes of the people at one stage: of shipped content they have a quarter of that.
const MOST_NODES: usize = 40_000;

/// Follows everybody's journey; `None` where there are too many stages: the more services, the longer is each.
pub fn journeys(model: &Model<'_>, limits: Limits) -> Fit<Option<Journeys>> {
    let per_service = |most: usize| most.checked_div(model.bundle.services.len()).unwrap_or(0);
    let limits = Limits { stages: per_service(limits.stages), search: per_service(limits.search), ..limits };
    if limits.stages < model.bundle.facts.len() {
        return Ok(None);
    }
    let guide = Guide::new(model)?;
    let facts: Vec<FactIx> = model.bundle.facts.iter().map(|(at, _)| at).filter(|at| model.space.names(*at)).collect();
    let sensitive = |at: &FactIx| model.bundle.facts.get(*at).is_some_and(|fact| fact.sensitive);
    let (last, first): (Vec<FactIx>, Vec<FactIx>) = facts.iter().partition(|at| sensitive(at));
    let order = [first, last].concat();
    let Some(walked) = guide.walk(&order, limits.stages)? else { return Ok(None) };
    let Some(in_place) = guide.walk(&facts, limits.stages)? else { return Ok(None) };
    let stated = walked.lengths();
    let longest = walked.longest_example(model);
    let best = guide.better(&order, &sensitive, stated, limits)?;
    Ok(Some(Journeys { stated, longest, best, sensitive_in_place: in_place.lengths() }))
}

/// Where an answer to a question makes a difference to something that is shown, as a set over the other facts.
struct Piece {
    set: Set,
    facts: FactSet,
}

/// What could be decided about one service as things stand, where it is relevant and not ruled out.
struct Near {
    /// It is relevant and not ruled out; and an alert names it.
    open: Kleene,
    urgent: Set,
    facts: FactSet,
    /// By fact, where an answer decides: where an alert names it, and where none does.
    named: BTreeMap<FactIx, Piece>,
    unnamed: BTreeMap<FactIx, Piece>,
}

/// Says which question comes next.
struct Guide<'m> {
    model: &'m Model<'m>,
    people: Set,
    counter: RefCell<Counter<'m>>,
    /// By fact, where an answer could change what is shown, whatever else is said.
    left: BTreeMap<FactIx, Vec<Piece>>,
    /// By fact, where an answer could raise an alert.
    alerts: BTreeMap<FactIx, Vec<Piece>>,
    services: Vec<Near>,
    seen: RefCell<HashMap<(Set, u128, u128), Set>>,
    worth: RefCell<HashMap<(FactIx, u128, bool), Set>>,
}

/// Everybody's journey in one order: those who end at each stage.
struct Walked {
    ends: Vec<(FactSet, Set, u128)>,
    /// How many stages there were.
    stages: usize,
}

impl Walked {
    fn lengths(&self) -> Lengths {
        let (mut sum, mut people, mut longest) = (0.0, 0.0, 0);
        for (stage, _, count) in &self.ends {
            sum += *count as f64 * stage.len() as f64;
            people += *count as f64;
            longest = longest.max(stage.len());
        }
        Lengths { longest, average: if people > 0.0 { sum / people } else { 0.0 } }
    }

    /// What those say who are asked the most.
    fn longest_example(&self, model: &Model<'_>) -> Example {
        let longest = self.ends.iter().max_by_key(|(stage, _, _)| stage.len());
        let chosen = longest.and_then(|(stage, set, _)| {
            let chosen = least(model.space, set, model.space.support(set))?;
            let asked = |at: usize| {
                let variable = model.space.variables.get(at);
                variable.is_some_and(|variable| variable.part != Part::Withheld && stage.contains(variable.fact))
            };
            Some(chosen.into_iter().filter(|(at, _)| asked(*at)).collect())
        });
        Example::new(model.space, &chosen.unwrap_or_default())
    }
}

impl<'m> Guide<'m> {
    fn new(model: &'m Model<'m>) -> Fit<Self> {
        let named: FactSet = model.bundle.facts.iter().map(|(at, _)| at).filter(|at| model.space.names(*at)).collect();
        let people = model.people(named)?.and(&model.covered()?)?;
        let mut guide = Guide {
            model,
            people,
            counter: RefCell::new(Counter::new(model.space, named)),
            left: BTreeMap::new(),
            alerts: BTreeMap::new(),
            services: Vec::new(),
            seen: RefCell::default(),
            worth: RefCell::default(),
        };
        for alert in &model.bundle.alerts {
            let raised = [model.partial.truth(&alert.when)?.yes];
            for (fact, piece) in guide.pieces(&raised)? {
                guide.alerts.entry(fact).or_default().push(piece);
            }
            for (fact, piece) in guide.pieces(&raised)? {
                guide.left.entry(fact).or_default().push(piece);
            }
        }
        for (ix, service) in model.services().filter(|(_, service)| service.status == Status::Running) {
            guide.add(ix, service)?;
        }
        Ok(guide)
    }

    fn add(&mut self, ix: ServiceIx, service: &Service) -> Fit<()> {
        let (model, logic) = (self.model, &self.model.partial);
        let urgent = model.bundle.alerts.iter().filter(|alert| alert.services.contains(&ix));
        let urgent: Fit<Vec<Set>> = urgent.map(|alert| Ok(logic.truth(&alert.when)?.yes)).collect();
        let urgent = model.space.diagrams.any(&urgent?)?;
        let relevance = logic.truth(&service.relevance)?;
        let fits = logic.truth(&service.eligibility)?;
        let relevant = urgent.or(&relevance.no.not()?)?;
        let relevant = Kleene { no: relevant.not()?, yes: relevant };
        let possible = Kleene { yes: fits.no.not()?, no: fits.no.clone() };
        let mut shown = vec![logic.all(&[relevant.clone(), fits.clone()])?];
        let (mut named, mut unnamed) = (vec![fits.clone()], vec![logic.all(&[relevance.clone(), fits.clone()])?]);
        for route in &service.routes {
            let way = logic.all(&[logic.truth(&route.asker)?, logic.truth(&route.criterion)?])?;
            shown.push(logic.all(&[relevant.clone(), possible.clone(), way.clone()])?);
            named.push(logic.all(&[fits.clone(), way.clone()])?);
            unnamed.push(logic.all(&[relevance.clone(), fits.clone(), way])?);
        }
        for (fact, piece) in self.pieces(&both(&shown))? {
            self.left.entry(fact).or_default().push(piece);
        }
        let open = logic.all(&[relevant, possible])?;
        let facts = model.space.support(&open.yes).union(model.space.support(&urgent));
        let (named, unnamed) = (self.pieces(&both(&named))?, self.pieces(&both(&unnamed))?);
        self.services.push(Near { open, urgent, facts, named, unnamed });
        Ok(())
    }

    /// For each fact that one of these looks at, where an answer to it changes one of them.
    fn pieces(&self, shown: &[Set]) -> Fit<BTreeMap<FactIx, Piece>> {
        let space = self.model.space;
        let mut found: BTreeMap<FactIx, Set> = BTreeMap::new();
        for set in shown {
            for fact in space.support(set).iter() {
                let own = FactSet::from_iter([fact]);
                let (withheld, bit) = (space.withheld(fact), space.cube(own, |part| part == Part::Withheld)?);
                let said = space.diagrams.whichever(&set.and(&withheld.not()?)?, &bit)?;
                let unsaid = space.diagrams.whichever(&set.and(&withheld)?, &bit)?;
                let differs = said.xor(&unsaid)?.and(&space.has_value(fact)?)?;
                let differs = space.diagrams.whichever(&differs, &space.cube(own, |part| part != Part::Withheld)?)?;
                let all = found.entry(fact).or_insert_with(|| space.diagrams.none());
                *all = all.or(&differs)?;
            }
        }
        let piece = |(fact, set): (FactIx, Set)| (fact, Piece { facts: space.support(&set), set });
        Ok(found.into_iter().map(piece).filter(|(_, piece)| piece.set.satisfiable()).collect())
    }

    /// A set at a stage: what was asked is said, and the rest, said or not, may be anything (`free`) or is not said.
    fn at(&self, set: &Set, facts: FactSet, stage: FactSet, free: bool) -> Fit<Set> {
        let (asked, open) = (facts.intersection(stage), facts.without(stage));
        let key = (set.clone(), asked.bits(), if free { open.bits() } else { u128::MAX });
        if let Some(known) = self.seen.borrow().get(&key) {
            return Ok(known.clone());
        }
        let space = self.model.space;
        let mut there = set.clone();
        for fact in asked.iter() {
            there = there.and(&space.withheld(fact).not()?)?;
        }
        for fact in open.iter() {
            let withheld = space.withheld(fact);
            there = there.and(&if free { withheld.or(&space.has_value(fact)?)? } else { withheld })?;
        }
        let bits = space.cube(asked, |part| part == Part::Withheld)?.and(&space.cube(open, |_| true)?)?;
        let there = space.diagrams.whichever(&there, &bits)?;
        self.seen.borrow_mut().insert(key, there.clone());
        Ok(there)
    }

    fn pieces_at(&self, pieces: Option<&Vec<Piece>>, stage: FactSet) -> Fit<Set> {
        let mut whole = self.model.space.diagrams.none();
        for piece in pieces.into_iter().flatten() {
            whole = whole.or(&self.at(&piece.set, piece.facts, stage, true)?)?;
        }
        Ok(whole)
    }

    /// Those for whom, at a stage, a question can be put and an answer could change what they are shown.
    fn left(&self, fact: FactIx, stage: FactSet) -> Fit<Set> {
        let key = (fact, stage.bits(), false);
        if let Some(known) = self.worth.borrow().get(&key) {
            return Ok(known.clone());
        }
        let applies = self.model.partial.applies(fact).yes;
        let can_ask = self.at(&applies, self.model.space.support(&applies), stage, false)?;
        let left = self.pieces_at(self.left.get(&fact), stage)?.and(&can_ask)?;
        self.worth.borrow_mut().insert(key, left.clone());
        Ok(left)
    }

    /// Those of them for whom it could do so as things stand: no alert more, and nothing declined.
    fn soon(&self, fact: FactIx, stage: FactSet) -> Fit<Set> {
        let key = (fact, stage.bits(), true);
        if let Some(known) = self.worth.borrow().get(&key) {
            return Ok(known.clone());
        }
        let mut soon = self.pieces_at(self.alerts.get(&fact), stage)?;
        for near in &self.services {
            if !near.named.contains_key(&fact) && !near.unnamed.contains_key(&fact) {
                continue;
            }
            let open = self.at(&near.open.yes, near.facts, stage, false)?;
            let urgent = self.at(&near.urgent, near.facts, stage, false)?;
            for (side, pieces) in [(urgent.clone(), &near.named), (urgent.not()?, &near.unnamed)] {
                if let Some(piece) = pieces.get(&fact) {
                    let decides = self.at(&piece.set, piece.facts, stage, true)?;
                    soon = soon.or(&decides.and(&side)?.and(&open)?)?;
                }
            }
        }
        let soon = soon.and(&self.left(fact, stage)?)?;
        self.worth.borrow_mut().insert(key, soon.clone());
        Ok(soon)
    }

    /// Everybody's journey, with questions in this order; `None` where there are too many stages.
    fn walk(&self, order: &[FactIx], most: usize) -> Fit<Option<Walked>> {
        let mut stages: BTreeMap<(usize, u128), (FactSet, Set)> = BTreeMap::new();
        stages.insert((0, 0), (FactSet::default(), self.people.clone()));
        let mut walked = Walked { ends: Vec::new(), stages: 0 };
        while let Some((_, (stage, mut here))) = stages.pop_first() {
            walked.stages += 1;
            if walked.stages > most || here.node_count() > MOST_NODES {
                return Ok(None);
            }
            for soon in [true, false] {
                for fact in order.iter().filter(|fact| !stage.contains(**fact)) {
                    if !here.satisfiable() {
                        break;
                    }
                    let asked = if soon { self.soon(*fact, stage)? } else { self.left(*fact, stage)? };
                    let asked = here.and(&asked)?;
                    if asked.satisfiable() {
                        here = here.and(&asked.not()?)?;
                        let next = stage.union(FactSet::from_iter([*fact]));
                        let none = || (next, self.model.space.diagrams.none());
                        let slot = stages.entry((next.len(), next.bits())).or_insert_with(none);
                        slot.1 = slot.1.or(&asked)?;
                    }
                }
            }
            if here.satisfiable() {
                let people = self.counter.borrow_mut().count(&here);
                walked.ends.push((stage, here, people));
            }
        }
        Ok(Some(walked))
    }

    /// A better order, found by moving one question at a time for as long as that helps: not proved to be the best.
    /// What must be said stays first, and sensitive questions last.
    fn better(
        &self,
        stated: &[FactIx],
        sensitive: &dyn Fn(&FactIx) -> bool,
        lengths: Lengths,
        limits: Limits,
    ) -> Fit<Option<(Lengths, Vec<FactIx>)>> {
        let required = |at: &FactIx| self.model.bundle.facts.get(*at).is_some_and(|fact| fact.required);
        let first = stated.iter().take_while(|at| required(at)).count();
        let last = stated.iter().take_while(|at| !sensitive(at)).count();
        let mut best: Option<(Lengths, Vec<FactIx>)> = None;
        let mut spent = 0;
        let (mut from, mut since) = (first, 0);
        while spent < limits.search && since < last.saturating_sub(first) {
            let now = best.as_ref().map_or(lengths, |(lengths, _)| *lengths);
            let order = best.as_ref().map_or(stated.to_vec(), |(_, order)| order.clone());
            let mut found = None;
            for to in (first..last).filter(|to| *to != from) {
                let mut moved = order.clone();
                let fact = moved.remove(from);
                moved.insert(to, fact);
                let Some(walked) = self.walk(&moved, limits.stages)? else { return Ok(best) };
                spent += walked.stages;
                let lengths = walked.lengths();
                if lengths.average + 1e-9 < now.average && lengths.longest <= now.longest {
                    found = Some((lengths, moved));
                    break;
                }
                if spent >= limits.search {
                    break;
                }
            }
            since = if found.is_some() { 0 } else { since + 1 };
            best = found.or(best);
            from = if from + 1 < last { from + 1 } else { first };
        }
        Ok(best)
    }
}

/// Where each of these holds and where it does not.
fn both(all: &[Kleene]) -> Vec<Set> {
    all.iter().flat_map(|kleene| [kleene.yes.clone(), kleene.no.clone()]).collect()
}
