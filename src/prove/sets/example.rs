//! The smallest set of answers that leads somewhere: as a set, in plain words, and as answers to
//! try out.

use super::count::{Choice, Chosen, least};
use super::diagram::Set;
use super::space::{Aspect, Space, TICKED, Variable, WITHHELD};
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

/// The answers of a set that say least, where answers may be withheld.
pub fn smallest_withholding(
    space: &Space,
    target: &Set,
    within: &Set,
    facts: FactSet,
) -> Result<Option<Chosen>> {
    let Some(mut chosen) = least(space, target, facts) else {
        return Ok(None);
    };
    widen(space, target, within, &mut chosen)?;
    Ok(Some(chosen))
}

/// The fewest answers with which everybody of `within` is in `target`: exact up to three facts of a
/// set that is not too large, and else such that none of them can be left out.
pub fn smallest(
    space: &Space,
    target: &Set,
    within: &Set,
    facts: FactSet,
) -> Result<Option<Chosen>> {
    if target.is_empty() {
        return Ok(None);
    }
    let chosen = match settled_by_few(space, target, within, facts)? {
        Some(chosen) => Some(chosen),
        None => least(space, target, facts).map(|chosen| values_only(space, chosen)),
    };
    let Some(mut chosen) = chosen else {
        return Ok(None);
    };
    shrink(space, target, within, &mut chosen)?;
    Ok(Some(chosen))
}

/// Answers to as few facts as may be, if a few are enough and the set is not too large to look for
/// them.
fn settled_by_few(
    space: &Space,
    target: &Set,
    within: &Set,
    facts: FactSet,
) -> Result<Option<Chosen>> {
    let named: Vec<FactIx> = facts.iter().filter(|fact| space.names(*fact)).collect();
    if named.len() > MAX_FACTS || target.node_count() > MAX_NODES {
        return Ok(None);
    }
    for count in 0..=MAX_FACTS_TOGETHER.min(named.len()) {
        for few in combinations(&named, count) {
            let few = few.into_iter().collect();
            let chosen = settled_by(space, target, within, facts, few)?;
            if chosen.is_some() {
                return Ok(chosen);
            }
        }
    }
    Ok(None)
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

/// Answers to these facts alone with which everybody is in the target, if there are any.
fn settled_by(
    space: &Space,
    target: &Set,
    within: &Set,
    all: FactSet,
    few: FactSet,
) -> Result<Option<Chosen>> {
    let others = space.value_bits(all.without(few))?;
    let outside = within.without(target)?;
    let settled = target.exists(&others)?.without(&outside.exists(&others)?)?;
    Ok(least(space, &settled, few).map(|chosen| values_only(space, chosen)))
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

/// Leaves out what makes no difference, and then widens what is left.
fn shrink(space: &Space, target: &Set, within: &Set, chosen: &mut Chosen) -> Result<()> {
    for at in (0..chosen.len()).rev() {
        let mut fewer = chosen.clone();
        fewer.remove(at);
        if all_in(space, target, within, &fewer)? {
            *chosen = fewer;
        }
    }
    widen(space, target, within, chosen)
}

/// Adds to each choice the classes that lead to the same.
fn widen(space: &Space, target: &Set, within: &Set, chosen: &mut Chosen) -> Result<()> {
    for at in 0..chosen.len() {
        let Some(choice) = chosen.get(at).cloned() else {
            continue;
        };
        let Some(variable) = variable(space, &choice) else {
            continue;
        };
        if variable.aspect != Aspect::Value {
            continue;
        }
        let mut classes = choice.classes;
        for class in 0..variable.classes.len() {
            if classes.contains(&class) {
                continue;
            }
            let mut other = chosen.clone();
            if let Some(choice) = other.get_mut(at) {
                choice.classes = vec![class];
            }
            if each_is_somebody(space, within, &other)? && all_in(space, target, within, &other)? {
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

/// Whether somebody answers in each way of choosing one class of each.
fn each_is_somebody(space: &Space, within: &Set, chosen: &Chosen) -> Result<bool> {
    let others = space
        .variables
        .iter()
        .enumerate()
        .filter(|(at, _)| chosen.iter().all(|choice| choice.variable != *at));
    let others = space
        .diagrams
        .intersection(others.map(|(_, variable)| &variable.cube))?;
    cube_of(space, chosen)?.is_within(&within.exists(&others)?)
}

fn all_in(space: &Space, target: &Set, within: &Set, chosen: &Chosen) -> Result<bool> {
    within.and(&cube_of(space, chosen)?)?.is_within(target)
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

fn phrase(fact: FactIx, test: Test, negated: bool, bundle: &Bundle, speech: Speech<'_>) -> String {
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
