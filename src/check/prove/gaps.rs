//! Gaps: who has only national or only urgent help for what is going on; the map of unmet need.
//!
//! For each need, people with that need and no other. Help is a running service that is about it, fits, and has a way in
//! that is theirs: local where the area itself, or one of those that were joined, has it; urgent where there are only the
//! emergency lines.

use std::cell::RefCell;

use oxidd::BooleanFunction;

use super::count::{Counter, count};
use super::diagram::{Fit, Set};
use super::example::{Example, smallest};
use super::figures::{kinds, percent};
use super::finding::Finding;
use super::model::Model;
use super::space::Part;
use crate::bundle::{Bundle, Person, Place, Service, ServiceIx};
use crate::criteria::{Leaf, Test};
use crate::facts::{Domain, FactIx, FactSet};

/// The map of unmet need.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    /// The questions that help depends on, beside the needs.
    pub facts: FactSet,
    /// How many kinds of person the area is for, as far as those questions go.
    pub people: u128,
    /// The rows of the map: stretches of age.
    pub ages: Vec<String>,
    /// By need, most people first; needs that are met for everybody included.
    pub needs: Vec<Need>,
}

/// Who has which help for one need.
#[derive(Clone, Debug)]
pub struct Need {
    /// The need's value.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Kinds of person with national help only.
    pub national: u128,
    /// Kinds of person with urgent help only.
    pub urgent: u128,
    /// Where the gap is widest, by age, area, GP and level.
    pub by: Vec<Share>,
    /// By stretch of age.
    pub ages: Vec<Share>,
    /// The smallest set of answers with which everybody is in the gap.
    pub example: Option<Example>,
}

/// How many of some people have no local help.
#[derive(Clone, Debug)]
pub struct Share {
    /// The fact by which they are told apart.
    pub fact: String,
    /// Who they are.
    pub who: String,
    /// Kinds of person among them with national help only.
    pub national: u128,
    /// Kinds of person among them with urgent help only.
    pub urgent: u128,
    /// How many kinds there are.
    pub of: u128,
}

impl Need {
    /// Kinds of person without local help.
    pub fn people(&self) -> u128 {
        self.national.saturating_add(self.urgent)
    }
}

impl Gaps {
    /// The names by which an area accepts its gaps, such as `only-national:eating`.
    pub fn names(&self) -> Vec<String> {
        let name = |kind: &str, need: &Need, people: u128| (people > 0).then(|| format!("{kind}:{}", need.id));
        let names = self
            .needs
            .iter()
            .flat_map(|need| [name("only-national", need, need.national), name("only-urgent", need, need.urgent)]);
        names.flatten().collect()
    }

    /// The needs for which somebody has only urgent help, as findings.
    pub fn findings(&self, bundle: &Bundle) -> Vec<Finding> {
        let root = Place::ROOT;
        let place = root.key("areas");
        let finding = |need: &Need| {
            let who = need.example.as_ref().map(|example| example.words(bundle)).unwrap_or_default();
            let message =
                format!("{} have only urgent help for \"{}\", such as: {who}.", kinds(need.urgent), need.label);
            let help = "Add a service for it, or accept it in area.json with the reason.";
            Finding::warning("only-urgent", &place.item(0).key("covers"), message, help).called(&need.id)
        };
        self.needs.iter().filter(|need| need.urgent > 0).map(finding).collect()
    }
}

impl Share {
    /// How much of them has no local help, in hundredths.
    pub fn percent(&self) -> u128 {
        percent(self.national.saturating_add(self.urgent), self.of)
    }
}

/// The facts by which a gap is told beside age: area, GP and level, where a bundle has them.
const TOLD_BY: [&str; 3] = ["lives_in", "gp_in", "level"];

/// Help for one need, as sets over the other facts.
struct Help {
    at: u8,
    national: Set,
    urgent: Set,
}

/// Works the map out; empty where a bundle does not ask what is going on.
pub fn gaps(model: &Model<'_>) -> Fit<Gaps> {
    let Some(needs) = model.bundle.known.needs else { return Ok(Gaps::default()) };
    let Some(Domain::AnyOf(values)) = model.bundle.facts.get(needs).map(|fact| &fact.domain) else {
        return Ok(Gaps::default());
    };
    let covered = model.covered()?;
    let open = open_services(model)?;
    let mut help = Vec::new();
    let mut facts = model.scope(&covered);
    for at in (0..values.len()).filter_map(|at| u8::try_from(at).ok()) {
        let one = help_with(model, needs, at, &open)?;
        facts = facts.union(model.scope(&one.national)).union(model.scope(&one.urgent));
        help.push(one);
    }
    let own = FactSet::from_iter([needs]);
    let facts = model.whole.closure(facts.union(told_by(model).into_iter().collect()).union(own));
    let whole = model.people(facts)?.and(&covered)?;
    let people = model.space.diagrams.whichever(&whole, &model.space.cube(own, |part| part != Part::Withheld)?)?;
    let facts = facts.without(own);
    let mut gaps = Gaps { facts, people: count(model.space, &people, facts), ..Gaps::default() };
    let counter = RefCell::new(Counter::new(model.space, facts));
    let map = Map { model, whole, people, facts, needs, counter };
    gaps.ages = map.ages(&map.nobody())?.into_iter().map(|share| share.who).collect();
    for one in help {
        gaps.needs.push(map.need(map.possible(one)?)?);
    }
    gaps.needs.sort_by_key(|need| (std::cmp::Reverse(need.people()), std::cmp::Reverse(need.urgent)));
    Ok(gaps)
}

/// Every service with those to whom it is open.
fn open_services<'m>(model: &Model<'m>) -> Fit<Vec<(ServiceIx, &'m Service, Set)>> {
    model.services().map(|(ix, service)| Ok((ix, service, model.open(service, &model.whole)?))).collect()
}

fn told_by(model: &Model<'_>) -> Vec<FactIx> {
    let others = TOLD_BY.iter().filter_map(|id| model.bundle.facts.find(id));
    model.bundle.known.age.into_iter().chain(others).filter(|fact| model.space.names(*fact)).collect()
}

/// Those with one need and no other who have only national help for it, and those who have only urgent help.
fn help_with(model: &Model<'_>, needs: FactIx, at: u8, open: &[(ServiceIx, &Service, Set)]) -> Fit<Help> {
    let diagrams = &model.space.diagrams;
    let only = only(model, needs, at)?;
    let bits = model.space.cube(FactSet::from_iter([needs]), |part| part != Part::Withheld)?;
    let (mut local, mut national) = (diagrams.none(), diagrams.none());
    let own = model.bundle.own_areas();
    for (ix, service, open) in open {
        let about = service.helps_with.is_none_or(|values| values.contains(at));
        if about && !model.is_emergency_line(*ix) {
            let open = diagrams.whichever(&open.and(&only)?, &bits)?;
            let is_local = own.iter().any(|area| area.id == service.area);
            let side = if is_local { &mut local } else { &mut national };
            *side = side.or(&open)?;
        }
    }
    let none_here = local.not()?;
    Ok(Help { at, national: none_here.and(&national)?, urgent: none_here.and(&national.not()?)? })
}

/// Those who have one need and no other.
fn only(model: &Model<'_>, needs: FactIx, at: u8) -> Fit<Set> {
    let mut only = model.space.diagrams.all();
    for (_, variable) in model.space.of(needs).filter(|(_, variable)| variable.part == Part::Tick) {
        for class in &variable.classes {
            let own = matches!(class.test, Some(Test::Includes(values)) if values.contains(at));
            let ticked = class.test.is_some();
            if ticked {
                only = only.and(&if own { class.set.clone() } else { class.set.not()? })?;
            }
        }
    }
    Ok(only)
}

struct Map<'m> {
    model: &'m Model<'m>,
    /// The people of the area, with their needs and over the other facts alone.
    whole: Set,
    people: Set,
    facts: FactSet,
    needs: FactIx,
    counter: RefCell<Counter<'m>>,
}

impl Map<'_> {
    fn nobody(&self) -> Help {
        let none = self.model.space.diagrams.none();
        Help { at: 0, national: none.clone(), urgent: none }
    }

    /// Of these the ones who can have that need and no other.
    fn possible(&self, help: Help) -> Fit<Help> {
        let space = self.model.space;
        let bits = space.cube(FactSet::from_iter([self.needs]), |part| part != Part::Withheld)?;
        let there = space.diagrams.whichever(&self.whole.and(&only(self.model, self.needs, help.at)?)?, &bits)?;
        Ok(Help { at: help.at, national: help.national.and(&there)?, urgent: help.urgent.and(&there)? })
    }

    fn count(&self, set: &Set) -> Fit<u128> {
        Ok(self.counter.borrow_mut().count(&set.and(&self.people)?))
    }

    fn need(&self, help: Help) -> Fit<Need> {
        let id =
            self.model.bundle.facts.get(self.needs).and_then(|fact| fact.domain.values().get(usize::from(help.at)));
        let gap = help.national.or(&help.urgent)?.and(&self.people)?;
        let mut by = Vec::new();
        for fact in told_by(self.model).into_iter().filter(|_| gap.satisfiable()) {
            by.extend(self.shares_of(fact, &help)?.into_iter().filter(|share| share.percent() > 0));
        }
        let scope = self.model.scope(&gap).intersection(self.facts);
        let chosen = smallest(self.model.space, &gap, &self.people, scope)?;
        Ok(Need {
            id: id.cloned().unwrap_or_default(),
            label: self.label(help.at),
            national: self.count(&help.national)?,
            urgent: self.count(&help.urgent)?,
            by,
            ages: self.ages(&help)?,
            example: chosen.filter(|_| gap.satisfiable()).map(|chosen| Example::new(self.model.space, &chosen)),
        })
    }

    fn label(&self, at: u8) -> String {
        let bundle = self.model.bundle;
        let speech = bundle.words.speak(bundle.words.default_locale(), Person::You);
        bundle.facts.get(self.needs).map(|fact| speech.value(fact, at)).unwrap_or_default()
    }

    /// By stretch of age.
    fn ages(&self, help: &Help) -> Fit<Vec<Share>> {
        self.model.bundle.known.age.map_or_else(|| Ok(Vec::new()), |age| self.shares_of(age, help))
    }

    /// How much of the people with each value of a fact is in the gap.
    fn shares_of(&self, fact: FactIx, help: &Help) -> Fit<Vec<Share>> {
        let (bundle, space) = (self.model.bundle, self.model.space);
        let id = bundle.facts.get(fact).map_or("", |fact| &fact.id);
        let speech = bundle.words.speak(bundle.words.default_locale(), Person::You);
        let mut shares = Vec::new();
        for (_, variable) in space.of(fact).filter(|(_, variable)| variable.part == Part::Value) {
            for class in &variable.classes {
                let Some(test) = &class.test else { continue };
                let of = self.count(&class.set)?;
                if of > 0 {
                    let leaf = Leaf { fact, test: test.clone(), words: None };
                    let who = speech.phrase(&leaf, false, &bundle.facts);
                    let national = self.count(&help.national.and(&class.set)?)?;
                    let urgent = self.count(&help.urgent.and(&class.set)?)?;
                    shares.push(Share { fact: id.to_owned(), who, national, urgent, of });
                }
            }
        }
        Ok(shares)
    }
}
