//! The sets of [`super::help`], counted: for each need, of the young and of all, and by age and
//! place.

use std::cell::RefCell;
use std::cmp::Reverse;

use super::help::{Help, help_with, offers, only};
use super::{Gaps, Lack, Need, Share, YOUNG};
use crate::Result;
use crate::sets::count::Counter;
use crate::sets::diagram::Set;
use crate::sets::example::{Among, Example, joined, phrase};
use crate::sets::model::Model;
use crate::sets::space::Aspect;
use nwd_core::criterion::Test;
use nwd_core::domain::{Domain, FactIx, FactSet};
use nwd_core::vocabulary;
use nwd_core::words::Person;

/// The facts by which a gap is reported beside age: area, GP and level, where a bundle has them.
const REPORT_FACTS: [&str; 3] = [vocabulary::LIVES_IN, vocabulary::GP_IN, vocabulary::LEVEL];

/// Works the map out; empty where a bundle does not ask what is going on. The space must tell the
/// young apart, as [`super::young_test`] makes it.
pub fn gaps(model: &Model<'_>) -> Result<Gaps> {
    let Some(needs) = model.bundle.facts.known().needs else {
        return Ok(Gaps::default());
    };
    let Some(Domain::AnyOf(values)) = model.bundle.facts.get(needs).map(|fact| &fact.domain) else {
        return Ok(Gaps::default());
    };
    let offers = offers(model)?;
    let help = (0..values.len())
        .filter_map(|at| u8::try_from(at).ok())
        .map(|need| help_with(model, needs, need, &offers))
        .collect::<Result<Vec<Help>>>()?;
    let map = Map::new(model, needs, &help)?;
    let people = map.count(&map.people)?;
    let young = match &map.young {
        Some(young) => Some(map.count(young)?),
        None => None,
    };
    let ages = map.ages(&Help::nobody(model))?;
    let mut needs = Vec::new();
    for help in &help {
        needs.push(map.need(&map.possible(help)?)?);
    }
    needs.sort_by_key(|need| Reverse((need.first().people(), need.all.people(), need.all.urgent)));
    Ok(Gaps {
        facts: map.facts,
        people,
        young,
        ages: ages.into_iter().map(|share| share.who).collect(),
        needs,
    })
}

fn report_facts(model: &Model<'_>) -> Vec<FactIx> {
    let facts = &model.bundle.facts;
    let others = REPORT_FACTS.iter().filter_map(|id| facts.find(id));
    let mut found: Vec<FactIx> = facts.known().age.into_iter().chain(others).collect();
    found.retain(|fact| model.space.names(*fact));
    found
}

struct Map<'m> {
    model: &'m Model<'m>,
    /// The people of the area, with their needs.
    with_needs: Set,
    /// The same over the other facts alone.
    people: Set,
    /// The young among them, where there are some.
    young: Option<Set>,
    facts: FactSet,
    needs: FactIx,
    counter: RefCell<Counter<'m>>,
}

impl<'m> Map<'m> {
    /// Over the questions on which this help depends.
    fn new(model: &'m Model<'m>, needs: FactIx, help: &[Help]) -> Result<Self> {
        let covered = model.covered()?;
        let own = FactSet::from_iter([needs]);
        let mut facts = model.scope(&covered).union(own);
        for fact in report_facts(model) {
            facts.insert(fact);
        }
        for set in help.iter().flat_map(Help::sets) {
            facts = facts.union(model.scope(set));
        }
        let facts = model.whole.closure(facts);
        let with_needs = model.people(facts)?.and(&covered)?;
        let people = with_needs.exists(&model.space.value_bits(own)?)?;
        let facts = facts.without(own);
        let counter = RefCell::new(Counter::new(model.space, facts));
        let young = young(model, &people)?;
        Ok(Map {
            model,
            with_needs,
            people,
            young,
            facts,
            needs,
            counter,
        })
    }

    /// The people who are told of first.
    fn first(&self) -> &Set {
        self.young.as_ref().unwrap_or(&self.people)
    }

    /// The people who have that need and no other.
    fn with_only(&self, need: u8) -> Result<Set> {
        self.with_needs.and(&only(self.model, self.needs, need)?)
    }

    /// The same help of those who can have that need and no other.
    fn possible(&self, help: &Help) -> Result<Help> {
        let own = FactSet::from_iter([self.needs]);
        let bits = self.model.space.value_bits(own)?;
        help.among(&self.with_only(help.need)?.exists(&bits)?)
    }

    fn count(&self, set: &Set) -> Result<u128> {
        Ok(self.counter.borrow_mut().count(&set.and(&self.people)?))
    }

    /// The number of some people in the gap.
    fn lack(&self, help: &Help, people: &Set) -> Result<Lack> {
        let help = help.among(people)?;
        Ok(Lack {
            general: self.count(&help.general)?,
            national: self.count(&help.national)?,
            urgent: self.count(&help.urgent)?,
            through_others: self.count(&help.through_others)?,
            of: self.count(people)?,
        })
    }

    fn need(&self, help: &Help) -> Result<Need> {
        let gap = help.gap()?.and(&self.people)?;
        let first = gap.and(self.first())?;
        let mut by = Vec::new();
        let mut wholly = Vec::new();
        if !first.is_empty() {
            for fact in report_facts(self.model) {
                let mut shares = self.shares_of(fact, help, self.first())?;
                let mut total = Vec::new();
                for share in &shares {
                    if share.lack.is_total() {
                        total.push(share.test.clone());
                    }
                }
                for test in joined(&total) {
                    wholly.push(self.who(fact, test));
                }
                shares.retain(|share| share.lack.people() > 0);
                by.extend(shares);
            }
        }
        let all = self.lack(help, &self.people)?;
        let young = match &self.young {
            Some(young) => Some(self.lack(help, young)?),
            None => None,
        };
        Ok(Need {
            id: self.id(help.need),
            label: self.label(help.need),
            all,
            young,
            by,
            wholly,
            ages: self.ages(help)?,
            example: self.example(if first.is_empty() { &gap } else { &first }, help.need)?,
            urgent: self.example(&help.urgent.and(&self.people)?, help.need)?,
        })
    }

    fn id(&self, need: u8) -> String {
        let fact = self.model.bundle.facts.get(self.needs);
        fact.map_or("", |fact| fact.domain.name(need)).to_owned()
    }

    fn label(&self, need: u8) -> String {
        let bundle = self.model.bundle;
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        bundle
            .facts
            .get(self.needs)
            .map(|fact| speech.value(fact, need))
            .unwrap_or_default()
    }

    /// The smallest set of answers with which everybody who has a need and no other is among these;
    /// `None` where there are none.
    fn example(&self, these: &Set, need: u8) -> Result<Option<Example>> {
        if these.is_empty() {
            return Ok(None);
        }
        let own = FactSet::from_iter([self.needs]);
        let scope = self.model.whole.closure(self.model.scope(these).union(own));
        let others = self.model.space.value_bits(self.facts.without(scope))?;
        let people = self.with_only(need)?.exists(&others)?;
        let among = Among {
            space: self.model.space,
            journeys: &[&self.model.whole],
            people: &people,
            facts: scope,
        };
        let chosen = among.smallest(&these.and(&people)?)?;
        Ok(chosen.map(|chosen| Example::new(self.model.space, &chosen)))
    }

    /// The shares by stretch of age.
    fn ages(&self, help: &Help) -> Result<Vec<Share>> {
        match self.model.bundle.facts.known().age {
            Some(age) => self.shares_of(age, help, &self.people),
            None => Ok(Vec::new()),
        }
    }

    /// The shares of some people with each value of a fact who are in the gap.
    fn shares_of(&self, fact: FactIx, help: &Help, people: &Set) -> Result<Vec<Share>> {
        let id = self
            .model
            .bundle
            .facts
            .get(fact)
            .map_or("", |fact| &fact.id);
        let mut shares = Vec::new();
        for variable in self.model.space.variables_of(fact) {
            if variable.aspect != Aspect::Value {
                continue;
            }
            for class in &variable.classes {
                let Some(test) = &class.test else { continue };
                let lack = self.lack(help, &people.and(&class.set)?)?;
                if lack.of > 0 {
                    shares.push(Share {
                        fact: id.to_owned(),
                        who: self.who(fact, test.clone()),
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
        phrase(fact, test, false, bundle, speech)
    }
}

/// The young among these people, where there are some.
fn young(model: &Model<'_>, people: &Set) -> Result<Option<Set>> {
    let Some(age) = model.bundle.facts.known().age else {
        return Ok(None);
    };
    let test = Test::Between {
        min: None,
        max: Some(YOUNG),
    };
    // By its value alone: whether the question is part of their journey may depend on the needs,
    // which are left open here.
    let young = model.space.passes(age, &test)?.and(people)?;
    Ok(if young.is_empty() { None } else { Some(young) })
}
