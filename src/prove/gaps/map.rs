//! The sets of [`super::help`], counted: for each need, of the young and of all, and by age and place.

use std::cell::RefCell;
use std::cmp::Reverse;

use oxidd::BooleanFunction;

use super::super::count::Counter;
use super::super::diagram::{Fit, Set};
use super::super::example::{Example, joined, smallest};
use super::super::model::Model;
use super::super::space::Part;
use super::help::{Help, help_with, offers, only};
use super::{Gaps, Lack, Need, Share, YOUNG};
use nwd_core::criterion::{Leaf, Test};
use nwd_core::domain::{Domain, FactIx, FactSet};
use nwd_core::vocabulary;
use nwd_core::words::Person;

/// The facts by which a gap is told beside age: area, GP and level, where a bundle has them.
const TOLD_BY: [&str; 3] = [vocabulary::LIVES_IN, vocabulary::GP_IN, vocabulary::LEVEL];

/// Works the map out; empty where a bundle does not ask what is going on. The space must tell the young apart, as
/// [`super::young_test`] makes it.
pub fn gaps(model: &Model<'_>) -> Fit<Gaps> {
    let Some(needs) = model.bundle.facts.known().needs else {
        return Ok(Gaps::default());
    };
    let Some(Domain::AnyOf(values)) = model.bundle.facts.get(needs).map(|fact| &fact.domain) else {
        return Ok(Gaps::default());
    };
    let offers = offers(model)?;
    let all = (0..values.len()).filter_map(|at| u8::try_from(at).ok());
    let help: Vec<Help> = all
        .map(|at| help_with(model, needs, at, &offers))
        .collect::<Fit<_>>()?;
    let map = Map::new(model, needs, &help)?;
    let mut gaps = Gaps {
        facts: map.facts,
        people: map.count(&map.people)?,
        young: map
            .young
            .as_ref()
            .map(|young| map.count(young))
            .transpose()?,
        ages: map
            .ages(&Help::nobody(model))?
            .into_iter()
            .map(|share| share.who)
            .collect(),
        needs: help
            .iter()
            .map(|help| map.need(&map.possible(help)?))
            .collect::<Fit<_>>()?,
    };
    gaps.needs
        .sort_by_key(|need| Reverse((need.first().people(), need.all.people(), need.all.urgent)));
    Ok(gaps)
}

fn told_by(model: &Model<'_>) -> Vec<FactIx> {
    let others = TOLD_BY.iter().filter_map(|id| model.bundle.facts.find(id));
    model
        .bundle
        .facts
        .known()
        .age
        .into_iter()
        .chain(others)
        .filter(|fact| model.space.names(*fact))
        .collect()
}

struct Map<'m> {
    model: &'m Model<'m>,
    /// The people of the area, with their needs and over the other facts alone.
    whole: Set,
    people: Set,
    /// The young among them, where there are some.
    young: Option<Set>,
    facts: FactSet,
    needs: FactIx,
    counter: RefCell<Counter<'m>>,
}

impl<'m> Map<'m> {
    /// Over the questions on which this help depends.
    fn new(model: &'m Model<'m>, needs: FactIx, help: &[Help]) -> Fit<Self> {
        let covered = model.covered()?;
        let own = FactSet::from_iter([needs]);
        let told = model
            .scope(&covered)
            .union(told_by(model).into_iter().collect())
            .union(own);
        let facts = help
            .iter()
            .flat_map(Help::sets)
            .fold(told, |facts, set| facts.union(model.scope(set)));
        let facts = model.whole.closure(facts);
        let whole = model.people(facts)?.and(&covered)?;
        let people = model.space.diagrams.whichever(
            &whole,
            &model.space.cube(own, |part| part != Part::Withheld)?,
        )?;
        let facts = facts.without(own);
        let counter = RefCell::new(Counter::new(model.space, facts));
        let young = young(model, &people)?;
        Ok(Map {
            model,
            whole,
            people,
            young,
            facts,
            needs,
            counter,
        })
    }

    /// Those who are told of first.
    fn first(&self) -> &Set {
        self.young.as_ref().unwrap_or(&self.people)
    }

    /// Of these the ones who can have that need and no other.
    fn possible(&self, help: &Help) -> Fit<Help> {
        let space = self.model.space;
        let bits = space.cube(FactSet::from_iter([self.needs]), |part| {
            part != Part::Withheld
        })?;
        let there = space.diagrams.whichever(
            &self.whole.and(&only(self.model, self.needs, help.at)?)?,
            &bits,
        )?;
        help.among(&there)
    }

    fn count(&self, set: &Set) -> Fit<u128> {
        Ok(self.counter.borrow_mut().count(&set.and(&self.people)?))
    }

    /// How many of some people are in the gap.
    fn lack(&self, help: &Help, people: &Set) -> Fit<Lack> {
        let help = help.among(people)?;
        Ok(Lack {
            general: self.count(&help.general)?,
            national: self.count(&help.national)?,
            urgent: self.count(&help.urgent)?,
            through_others: self.count(&help.through_others)?,
            of: self.count(people)?,
        })
    }

    fn need(&self, help: &Help) -> Fit<Need> {
        let gap = help.gap()?.and(&self.people)?;
        let first = gap.and(self.first())?;
        let (mut by, mut wholly) = (Vec::new(), Vec::new());
        for fact in told_by(self.model)
            .into_iter()
            .filter(|_| first.satisfiable())
        {
            let shares = self.shares_of(fact, help, self.first())?;
            let total = shares
                .iter()
                .filter(|share| share.lack.is_total())
                .map(|share| share.test.clone());
            wholly.extend(
                joined(&total.collect::<Vec<_>>())
                    .into_iter()
                    .map(|test| self.who(fact, test)),
            );
            by.extend(shares.into_iter().filter(|share| share.lack.people() > 0));
        }
        let fact = self.model.bundle.facts.get(self.needs);
        let id = fact.map_or("", |fact| fact.domain.name(help.at));
        Ok(Need {
            id: id.to_owned(),
            label: self.label(help.at),
            all: self.lack(help, &self.people)?,
            young: self
                .young
                .as_ref()
                .map(|young| self.lack(help, young))
                .transpose()?,
            by,
            wholly,
            ages: self.ages(help)?,
            example: self.example(if first.satisfiable() { &first } else { &gap })?,
            urgent: self.example(&help.urgent.and(&self.people)?)?,
        })
    }

    /// The smallest set of answers with which everybody is among these; `None` where there are none.
    fn example(&self, these: &Set) -> Fit<Option<Example>> {
        if !these.satisfiable() {
            return Ok(None);
        }
        let scope = self.model.scope(these).intersection(self.facts);
        let chosen = smallest(self.model.space, these, &self.people, scope)?;
        Ok(chosen.map(|chosen| Example::new(self.model.space, &chosen)))
    }

    fn label(&self, at: u8) -> String {
        let bundle = self.model.bundle;
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        bundle
            .facts
            .get(self.needs)
            .map(|fact| speech.value(fact, at))
            .unwrap_or_default()
    }

    /// By stretch of age.
    fn ages(&self, help: &Help) -> Fit<Vec<Share>> {
        let age = self.model.bundle.facts.known().age;
        age.map_or_else(
            || Ok(Vec::new()),
            |age| self.shares_of(age, help, &self.people),
        )
    }

    /// How many of some people with each value of a fact are in the gap.
    fn shares_of(&self, fact: FactIx, help: &Help, people: &Set) -> Fit<Vec<Share>> {
        let id = self
            .model
            .bundle
            .facts
            .get(fact)
            .map_or("", |fact| &fact.id);
        let mut shares = Vec::new();
        for (_, variable) in self
            .model
            .space
            .of(fact)
            .filter(|(_, variable)| variable.part == Part::Value)
        {
            for class in &variable.classes {
                let Some(test) = &class.test else { continue };
                let lack = self.lack(help, &people.and(&class.set)?)?;
                if lack.of > 0 {
                    let who = self.who(fact, test.clone());
                    shares.push(Share {
                        fact: id.to_owned(),
                        who,
                        test: test.clone(),
                        lack,
                    });
                }
            }
        }
        Ok(shares)
    }

    /// The people with some values of a fact, in words.
    fn who(&self, fact: FactIx, test: Test) -> String {
        let bundle = self.model.bundle;
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        speech.phrase(
            &Leaf {
                fact,
                test,
                words: None,
            },
            false,
            &bundle.facts,
        )
    }
}

/// The young among these people, where there are some.
fn young(model: &Model<'_>, people: &Set) -> Fit<Option<Set>> {
    let Some(age) = model.bundle.facts.known().age else {
        return Ok(None);
    };
    // By its value alone: whether the question is part of their journey may depend on the needs, which are left open here.
    let young = model
        .space
        .passes(
            age,
            &Test::Between {
                min: None,
                max: Some(YOUNG),
            },
        )?
        .and(people)?;
    Ok(Some(young).filter(BooleanFunction::satisfiable))
}
