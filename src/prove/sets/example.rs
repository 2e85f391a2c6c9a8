//! The smallest set of answers that leads somewhere: as a set, in plain words, and as answers to
//! try out.

use super::count::{Choice, Chosen, least};
use super::diagram::Set;
use super::logic::Logic;
use super::space::{Aspect, Space, TICKED, UNTICKED, Variable, WITHHELD};
use crate::Result;
use nwd_core::bundle::Bundle;
use nwd_core::criterion::{Leaf, Test};
use nwd_core::domain::{Domain, FactIx, FactSet, Value, ValueSet};
use nwd_core::facts::Fact;
use nwd_core::format::Json;
use nwd_core::keys::key;
use nwd_core::words::{Person, Speech};

/// Some answers, and what is withheld; what is not named does not matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The replies by fact, in the order of asking.
    pub replies: Vec<(FactIx, Reply)>,
}

/// The reply of somebody to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// No reply: they do not say.
    Withheld,
    /// The question is not part of their journey.
    Outside,
    /// A value that passes each of these, and none of the others.
    Given {
        /// The tests that hold of it.
        holds: Vec<Test>,
        /// The tests that do not.
        not: Vec<Test>,
    },
}

/// The most facts that are tried together.
const MAX_FACTS_TOGETHER: usize = 3;

/// The most facts that a set may depend on for that.
const MAX_FACTS: usize = 14;

/// The most nodes of a set for that: past this each try would take as long as all the rest.
const MAX_NODES: usize = 2000;

/// People, and the questions that are asked of them.
///
/// An example is told by answers alone, so none may rest on a question that is not asked: what it
/// names is asked of everybody it stands for who gives these answers, and there is somebody.
pub struct Among<'a> {
    /// The space that they are in.
    pub space: &'a Space,
    /// A question is part of somebody's journey where it is by one of these.
    pub journeys: &'a [&'a Logic<'a>],
    /// All of them; the set looks at no other facts.
    pub people: &'a Set,
    /// The facts that tell them apart, with those that their conditions name.
    pub facts: FactSet,
}

impl Among<'_> {
    /// The answers of some of these people that say least, where answers may be withheld.
    pub fn smallest_withholding(&self, target: &Set) -> Result<Option<Chosen>> {
        let Some(mut chosen) = least(self.space, target, self.facts) else {
            return Ok(None);
        };
        self.widen(target, &mut chosen)?;
        Ok(Some(chosen))
    }

    /// The fewest answers with which everybody is in `target`: exact up to three facts of a set
    /// that is not too large, and else such that none of them can be left out.
    pub fn smallest(&self, target: &Set) -> Result<Option<Chosen>> {
        if target.is_empty() {
            return Ok(None);
        }
        let chosen = match self.settled_by_few(target)? {
            Some(chosen) => Some(chosen),
            None => self.least_said(target)?,
        };
        let Some(mut chosen) = chosen else {
            return Ok(None);
        };
        self.shrink(target, &mut chosen)?;
        self.widen(target, &mut chosen)?;
        Ok(Some(chosen))
    }

    /// Answers to as few facts as may be, if a few are enough and the set is not too large to look
    /// for them.
    fn settled_by_few(&self, target: &Set) -> Result<Option<Chosen>> {
        let facts = self.facts.iter();
        let named: Vec<FactIx> = facts.filter(|fact| self.space.names(*fact)).collect();
        if named.len() > MAX_FACTS || target.node_count() > MAX_NODES {
            return Ok(None);
        }
        for count in 0..=MAX_FACTS_TOGETHER.min(named.len()) {
            for few in combinations(&named, count) {
                let chosen = self.settled_by(target, few.into_iter().collect())?;
                if chosen.is_some() {
                    return Ok(chosen);
                }
            }
        }
        Ok(None)
    }

    /// Answers to these facts alone with which everybody is in the target, if there are any.
    fn settled_by(&self, target: &Set, few: FactSet) -> Result<Option<Chosen>> {
        let others = self.space.value_bits(self.facts.without(few))?;
        let outside = self.people.without(target)?;
        let able = target.and(&self.asked(few)?)?;
        let settled = able.exists(&others)?.without(&outside.exists(&others)?)?;
        let chosen = least(self.space, &settled, few);
        Ok(chosen.map(|chosen| values_only(self.space, chosen)))
    }

    /// Every answer of the one in the target who says least.
    fn least_said(&self, target: &Set) -> Result<Option<Chosen>> {
        let Some(chosen) = least(self.space, target, self.facts) else {
            return Ok(None);
        };
        let mut chosen = values_only(self.space, chosen);
        let person = cube_of(self.space, &chosen)?;
        let mut asked = FactSet::default();
        for fact in self.facts.iter() {
            if !self
                .asked(FactSet::from_iter([fact]))?
                .is_disjoint(&person)?
            {
                asked.insert(fact);
            }
        }
        chosen.retain(|choice| {
            variable(self.space, choice).is_some_and(|variable| asked.contains(variable.fact))
        });
        Ok(Some(chosen))
    }

    /// The set where each of these questions is asked.
    fn asked(&self, facts: FactSet) -> Result<Set> {
        let mut all = self.space.diagrams.all();
        for fact in facts.iter() {
            let applies: Vec<Set> = self
                .journeys
                .iter()
                .map(|logic| logic.applies(fact).yes)
                .collect();
            all = all.and(&self.space.diagrams.union(&applies)?)?;
        }
        Ok(all)
    }

    /// Leaves out what makes no difference.
    fn shrink(&self, target: &Set, chosen: &mut Chosen) -> Result<()> {
        for at in (0..chosen.len()).rev() {
            let mut fewer = chosen.clone();
            fewer.remove(at);
            if self.all_in(target, &fewer)? && self.is_somebody(&fewer)? {
                *chosen = fewer;
            }
        }
        Ok(())
    }

    /// Adds to each choice the classes that lead to the same.
    fn widen(&self, target: &Set, chosen: &mut Chosen) -> Result<()> {
        for at in 0..chosen.len() {
            let Some(choice) = chosen.get(at).cloned() else {
                continue;
            };
            let Some(values) = variable(self.space, &choice).and_then(values) else {
                continue;
            };
            let mut classes = choice.classes;
            if !classes.iter().all(|class| values.contains(class)) {
                continue;
            }
            for class in values {
                if classes.contains(&class) {
                    continue;
                }
                let mut other = chosen.clone();
                if let Some(choice) = other.get_mut(at) {
                    choice.classes = vec![class];
                }
                if self.each_is_somebody(&other)? && self.all_in(target, &other)? {
                    classes.push(class);
                }
            }
            classes.sort_unstable();
            if let Some(choice) = chosen.get_mut(at) {
                choice.classes = classes;
            }
        }
        Ok(())
    }

    fn all_in(&self, target: &Set, chosen: &Chosen) -> Result<bool> {
        let like = self.people.and(&cube_of(self.space, chosen)?)?;
        like.is_within(target)
    }

    /// Whether somebody is asked all this and answers so.
    fn is_somebody(&self, chosen: &Chosen) -> Result<bool> {
        let said = cube_of(self.space, &self.with_whole_lists(chosen))?;
        Ok(!self.who_answer(chosen)?.is_disjoint(&said)?)
    }

    /// Whether somebody does so in each way of choosing one class of each.
    fn each_is_somebody(&self, chosen: &Chosen) -> Result<bool> {
        let whole = self.with_whole_lists(chosen);
        let variables = self.space.variables.iter().enumerate();
        let others = variables.filter(|(at, _)| whole.iter().all(|choice| choice.variable != *at));
        let others = self
            .space
            .diagrams
            .intersection(others.map(|(_, variable)| &variable.cube))?;
        let ways = self.who_answer(chosen)?.exists(&others)?;
        cube_of(self.space, &whole)?.is_within(&ways)
    }

    /// The people of whom everything is asked that is answered here.
    fn who_answer(&self, chosen: &Chosen) -> Result<Set> {
        let facts = chosen
            .iter()
            .filter_map(|choice| variable(self.space, choice));
        let facts: FactSet = facts.map(|variable| variable.fact).collect();
        let answered = facts.without(withheld(self.space, chosen));
        self.people.and(&self.asked(answered)?)
    }

    /// The same with the lists as they are answered: what is not ticked is not.
    fn with_whole_lists(&self, chosen: &Chosen) -> Chosen {
        let named = chosen
            .iter()
            .filter_map(|choice| variable(self.space, choice));
        let facts: FactSet = named.map(|variable| variable.fact).collect();
        let mut whole = chosen.clone();
        for (at, variable) in self.space.variables.iter().enumerate() {
            let is_named = || chosen.iter().any(|choice| choice.variable == at);
            if variable.aspect == Aspect::Tick && facts.contains(variable.fact) && !is_named() {
                whole.push(Choice {
                    variable: at,
                    classes: vec![UNTICKED],
                });
            }
        }
        whole
    }
}

/// The classes of a value's variable that are answers; `None` of another variable.
fn values(variable: &Variable) -> Option<Vec<usize>> {
    let classes = variable.classes.iter().enumerate();
    let answers = classes.filter(|(_, class)| class.test.is_some());
    (variable.aspect == Aspect::Value).then(|| answers.map(|(at, _)| at).collect())
}

fn combinations(of: &[FactIx], count: usize) -> Vec<Vec<FactIx>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (at, first) in of.iter().enumerate() {
        let rest = of.get(at + 1..).unwrap_or_default();
        for rest in combinations(rest, count - 1) {
            found.push([vec![*first], rest].concat());
        }
    }
    found
}

/// The same without what is said of withholding.
pub fn values_only(space: &Space, mut chosen: Chosen) -> Chosen {
    chosen.retain(|choice| {
        variable(space, choice).is_some_and(|variable| variable.aspect != Aspect::Withheld)
    });
    chosen
}

fn variable<'a>(space: &'a Space, choice: &Choice) -> Option<&'a Variable> {
    space.variables.get(choice.variable)
}

/// The people who answer so.
pub fn cube_of(space: &Space, chosen: &Chosen) -> Result<Set> {
    let mut whole = space.diagrams.all();
    for choice in chosen {
        let Some(variable) = variable(space, choice) else {
            continue;
        };
        let classes = choice.classes.iter();
        let sets = classes.filter_map(|class| Some(&variable.classes.get(*class)?.set));
        whole = whole.and(&space.diagrams.union(sets)?)?;
    }
    Ok(whole)
}

/// The people who could answer so: what is withheld may be anything.
pub fn compatible_with(space: &Space, chosen: &Chosen) -> Result<Set> {
    let withheld = withheld(space, chosen);
    let mut said = values_only(space, chosen.clone());
    said.retain(|choice| {
        variable(space, choice).is_some_and(|variable| !withheld.contains(variable.fact))
    });
    cube_of(space, &said)
}

fn withheld(space: &Space, chosen: &Chosen) -> FactSet {
    let mut facts = FactSet::default();
    for choice in chosen {
        if let Some(variable) = variable(space, choice)
            && variable.aspect == Aspect::Withheld
            && choice.classes == [WITHHELD]
        {
            facts.insert(variable.fact);
        }
    }
    facts
}

impl Example {
    /// The replies that choices come to, by fact.
    pub fn new(space: &Space, chosen: &Chosen) -> Example {
        let withheld = withheld(space, chosen);
        let mut replies: Vec<(FactIx, Reply)> = Vec::new();
        for choice in chosen {
            let Some(variable) = variable(space, choice) else {
                continue;
            };
            let fact = variable.fact;
            let Some(mut reply) = reply(variable, &choice.classes) else {
                continue;
            };
            if withheld.contains(fact) {
                reply = Reply::Withheld;
            }
            match replies.iter_mut().find(|(other, _)| *other == fact) {
                Some((_, before)) => before.add(reply),
                None => replies.push((fact, reply)),
            }
        }
        replies.sort_by_key(|(fact, _)| *fact);
        Example { replies }
    }

    /// The example in plain words: 'aged 26 or over; living in Hackney'. It is one person: where
    /// many values lead to the same, one of them is shown.
    pub fn words(&self, bundle: &Bundle) -> String {
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        let mut phrases = Vec::new();
        let mut unsaid = Vec::new();
        for (at, reply) in &self.replies {
            phrases.extend(reply.words(*at, bundle, speech));
            if let Reply::Withheld = reply
                && let Some(fact) = bundle.facts.get(*at)
            {
                unsaid.push(short(fact, speech));
            }
        }
        let said = phrases.join("; ");
        match (phrases.is_empty(), unsaid.len()) {
            (true, 0) => "anybody".to_owned(),
            (false, 0) => said,
            (true, ..=MAX_UNSAID) => format!("somebody who does not say: {}", unsaid.join("; ")),
            (false, ..=MAX_UNSAID) => format!("{said}; who does not say: {}", unsaid.join("; ")),
            (true, _) => "somebody who says no more than they must".to_owned(),
            (false, _) => format!("{said}; who says nothing else"),
        }
    }

    /// The example as answers for `nwd explain`.
    pub fn answers(&self, bundle: &Bundle) -> Json {
        let mut answers = Vec::new();
        for (at, reply) in &self.replies {
            if let Some(fact) = bundle.facts.get(*at)
                && let Some(json) = reply.answer(fact)
            {
                answers.push((fact.id.clone(), json));
            }
        }
        Json::Object(answers)
    }
}

/// The reply of somebody who chooses one of these classes; `None` where the variable does not say
/// it.
fn reply(variable: &Variable, classes: &[usize]) -> Option<Reply> {
    let test = |class: usize| variable.classes.get(class)?.test.clone();
    let tests: Vec<Test> = classes.iter().filter_map(|class| test(*class)).collect();
    match variable.aspect {
        Aspect::Withheld => None,
        Aspect::Value if tests.is_empty() => Some(Reply::Outside),
        Aspect::Value => Some(Reply::Given {
            holds: joined(&tests),
            not: Vec::new(),
        }),
        Aspect::Tick if tests.is_empty() => Some(Reply::Given {
            holds: Vec::new(),
            not: test(TICKED).into_iter().collect(),
        }),
        Aspect::Tick => Some(Reply::Given {
            holds: tests,
            not: Vec::new(),
        }),
    }
}

/// Tests of the same fact as few: values next to each other are one range, named values one list.
pub fn joined(tests: &[Test]) -> Vec<Test> {
    let mut found: Vec<Test> = Vec::new();
    for test in tests {
        match (found.last_mut(), test) {
            (Some(Test::In(all)), Test::In(more)) => *all = all.union(*more),
            (Some(Test::Between { max, .. }), Test::Between { min, max: end })
                if max.and_then(|max| max.checked_add(1)) == *min =>
            {
                *max = *end;
            }
            _ => found.push(test.clone()),
        }
    }
    found
}

/// A value that passes one of the first and none of the second: the same that the words show.
fn value(fact: &Fact, holds: &[Test], not: &[Test]) -> Option<Value> {
    let passes = |value: &Value| {
        holds.iter().any(|test| test.passes(*value)) && !not.iter().any(|test| test.passes(*value))
    };
    match &fact.domain {
        Domain::YesNo => [true, false].map(Value::YesNo).into_iter().find(passes),
        Domain::Integer { min, max } => (*min..=*max).map(Value::Integer).find(passes),
        Domain::OneOf(_) => {
            let mut passing = fact.domain.all_values().iter().collect::<Vec<u8>>();
            passing.retain(|at| passes(&Value::One(*at)));
            one_of(fact, passing.into_iter().collect()).map(Value::One)
        }
        Domain::AnyOf(_) => Some(Value::Any(ticks(fact, holds).collect())),
    }
}

/// One of these values to stand for them all: the one that stands for the rest on screen, else the
/// first.
fn one_of(fact: &Fact, values: ValueSet) -> Option<u8> {
    fact.rest
        .filter(|rest| values.contains(*rest))
        .or_else(|| values.iter().next())
}

/// One tick for each of these.
fn ticks<'a>(fact: &'a Fact, holds: &'a [Test]) -> impl Iterator<Item = u8> + 'a {
    holds.iter().filter_map(|test| match test {
        Test::Includes(values) => one_of(fact, *values),
        _ => None,
    })
}

fn value_json(domain: &Domain, value: Value) -> Json {
    let name = |at: u8| Json::from(domain.name(at));
    match value {
        Value::One(at) => name(at),
        Value::Any(ticks) => ticks.iter().map(name).collect(),
        Value::Integer(number) => Json::Integer(number.into()),
        Value::YesNo(said) => Json::Bool(said),
    }
}

/// The subject of a question, in the middle of a sentence: 'age', 'GP surgery'.
fn short(fact: &Fact, speech: Speech<'_>) -> String {
    let short = label(fact, speech);
    let mut letters = short.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(short.chars().skip(1)).collect()
        }
        // Capitals that stand for words stay.
        _ => short,
    }
}

fn label(fact: &Fact, speech: Speech<'_>) -> String {
    speech.text(&key(&["fact", &fact.id, "short"]))
}

/// The most values that are shown: of more, one stands for all.
const MAX_SHOWN: usize = 2;

/// The most questions that are named because they are not answered: what is neither named nor said
/// does not matter.
const MAX_UNSAID: usize = 4;

impl Reply {
    fn add(&mut self, more: Reply) {
        if let Reply::Given { holds, not } = self
            && let Reply::Given {
                holds: also,
                not: neither,
            } = more
        {
            holds.extend(also);
            not.extend(neither);
        }
    }

    /// The reply as it stands in answers; `None` where the question is not asked.
    fn answer(&self, fact: &Fact) -> Option<Json> {
        match self {
            Reply::Withheld => Some(Json::Null),
            Reply::Outside => None,
            Reply::Given { holds, not } => Some(value_json(&fact.domain, value(fact, holds, not)?)),
        }
    }

    /// `None` where there is nothing to say.
    fn words(&self, at: FactIx, bundle: &Bundle, speech: Speech<'_>) -> Option<String> {
        let Reply::Given { holds, not } = self else {
            return None;
        };
        let fact = bundle.facts.get(at)?;
        let phrase = |test: Test, negated: bool| phrase(at, test, negated, bundle, speech);
        if let Domain::AnyOf(_) = fact.domain {
            return Some(match (holds.as_slice(), included(not)) {
                ([], values) if values.is_empty() => return None,
                ([], values) if values.len() <= MAX_SHOWN => phrase(Test::Includes(values), true),
                ([], _) => format!("ticking nothing under \"{}\"", label(fact, speech)),
                ([Test::Includes(values)], _) if values.len() <= MAX_SHOWN => {
                    phrase(Test::Includes(*values), false)
                }
                _ => together(fact, ticks(fact, holds), speech),
            });
        }
        holds
            .first()
            .map(|test| phrase(shown_of(fact, test), false))
    }
}

/// The part of a test that is shown: few values, or one that stands for them all. A stretch of
/// numbers stays whole: it is hardly longer in words than one of them, and says how far it goes.
fn shown_of(fact: &Fact, test: &Test) -> Test {
    match test {
        Test::In(values) if values.len() > MAX_SHOWN => {
            Test::In(one_of(fact, *values).map_or(*values, |at| ValueSet::default().with(at)))
        }
        other => other.clone(),
    }
}

/// Everything that one of these ticks.
fn included(tests: &[Test]) -> ValueSet {
    tests
        .iter()
        .fold(ValueSet::default(), |all, test| match test {
            Test::Includes(values) => all.union(*values),
            _ => all,
        })
}

/// A test in words.
pub fn phrase(
    fact: FactIx,
    test: Test,
    negated: bool,
    bundle: &Bundle,
    speech: Speech<'_>,
) -> String {
    let leaf = Leaf {
        fact,
        test,
        words: None,
    };
    let own = speech.phrase(&leaf, negated, &bundle.facts);
    // A bundle need not have a pattern for each kind of test: the value by itself then says it.
    if own.starts_with("fact.") {
        plainly(&leaf, negated, bundle, speech)
    } else {
        own
    }
}

/// Several ticks in one phrase: 'wanting help with sleep and anger'.
fn together(fact: &Fact, ticks: impl Iterator<Item = u8>, speech: Speech<'_>) -> String {
    let own = key(&["fact", &fact.id, "includes"]);
    let ticks: Vec<u8> = ticks.collect();
    if speech.find(&own).is_none() {
        let labels: Vec<String> = ticks.iter().map(|at| speech.value(fact, *at)).collect();
        return format!("{}: {}", short(fact, speech), speech.both(&labels));
    }
    let names: Vec<String> = ticks
        .iter()
        .map(|at| speech.value_in_phrase(fact, *at))
        .collect();
    speech.fill(&own, &[("values", &speech.both(&names))])
}

/// A test in no pattern: what the question is about, and the values.
fn plainly(leaf: &Leaf, negated: bool, bundle: &Bundle, speech: Speech<'_>) -> String {
    let Some(fact) = bundle.facts.get(leaf.fact) else {
        return String::new();
    };
    let values = match &leaf.test {
        Test::Between { min, max } if min == max => {
            min.map(|min| min.to_string()).unwrap_or_default()
        }
        Test::Between { min, max } => [min, max]
            .map(|end| end.map(|end| end.to_string()).unwrap_or_default())
            .join(" to "),
        Test::In(values) | Test::Includes(values) => speech.either(
            &values
                .iter()
                .map(|at| speech.value(fact, at))
                .collect::<Vec<_>>(),
        ),
        Test::Is(value) => if *value { "yes" } else { "no" }.to_owned(),
    };
    let not = if negated { "not " } else { "" };
    format!("{}: {not}{values}", short(fact, speech))
}
