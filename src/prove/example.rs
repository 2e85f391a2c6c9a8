//! The smallest set of answers that leads somewhere: as a set, in plain words, and as answers to try out.

use oxidd::{BooleanFunction, Function};

use super::count::{Chosen, least};
use super::diagram::{Fit, Set};
use super::space::{Part, Space};
use nwd_core::bundle::Bundle;
use nwd_core::criterion::{Leaf, Test};
use nwd_core::domain::Value;
use nwd_core::domain::{Domain, FactIx, FactSet, ValueSet};
use nwd_core::facts::Fact;
use nwd_core::format::Json;
use nwd_core::keys::key;
use nwd_core::words::{Person, Speech};

/// Some answers, and what is withheld; what is not named does not matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// By fact, in the order of asking.
    pub said: Vec<(FactIx, Said)>,
}

/// What somebody says to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// They do not say.
    Withheld,
    /// The question is not part of their journey.
    Outside,
    /// A value that passes each of these, and none of the others.
    Given {
        /// What holds of it.
        holds: Vec<Test>,
        /// What does not.
        not: Vec<Test>,
    },
}

/// The most facts that are tried together, and the most facts of which every few are tried.
const MOST_TOGETHER: usize = 3;
const MOST_FACTS: usize = 14;

/// The most nodes of a set of which that is tried: past this each try would take as long as all the rest.
const MOST_NODES: usize = 2000;

/// The answers of a set that say least, where answers may be withheld.
pub fn withholding(
    space: &Space,
    target: &Set,
    within: &Set,
    facts: FactSet,
) -> Fit<Option<Chosen>> {
    let Some(mut chosen) = least(space, target, facts) else {
        return Ok(None);
    };
    widen(space, target, within, &mut chosen)?;
    Ok(Some(chosen))
}

/// The fewest answers with which everybody of `within` is in `target`: exact up to three facts of a set that is not too
/// large, and else such that none of them can be left out.
pub fn smallest(space: &Space, target: &Set, within: &Set, facts: FactSet) -> Fit<Option<Chosen>> {
    if !target.satisfiable() {
        return Ok(None);
    }
    let named: Vec<FactIx> = facts.iter().filter(|fact| space.names(*fact)).collect();
    if named.len() <= MOST_FACTS && target.node_count() <= MOST_NODES {
        for count in 0..=MOST_TOGETHER.min(named.len()) {
            for few in combinations(&named, count) {
                if let Some(mut chosen) =
                    settled_by(space, target, within, facts, few.iter().copied().collect())?
                {
                    shrink(space, target, within, &mut chosen)?;
                    return Ok(Some(chosen));
                }
            }
        }
    }
    let Some(chosen) = least(space, target, facts) else {
        return Ok(None);
    };
    let mut chosen = values_only(space, chosen);
    shrink(space, target, within, &mut chosen)?;
    Ok(Some(chosen))
}

/// Answers to these facts alone with which everybody is in the target, if there are any.
fn settled_by(
    space: &Space,
    target: &Set,
    within: &Set,
    all: FactSet,
    few: FactSet,
) -> Fit<Option<Chosen>> {
    let others = space.cube(all.without(few), |part| part != Part::Withheld)?;
    let outside = within.and(&target.not()?)?;
    let settled = target
        .exists_in(&others)?
        .and(&outside.exists_in(&others)?.not()?)?;
    Ok(least(space, &settled, few).map(|chosen| values_only(space, chosen)))
}

/// Quantification under a name of its own.
trait Exists: Sized {
    fn exists_in(&self, bits: &Self) -> Fit<Self>;
}

impl Exists for Set {
    fn exists_in(&self, bits: &Self) -> Fit<Self> {
        oxidd::BooleanFunctionQuant::exists(self, bits)
    }
}

fn values_only(space: &Space, chosen: Chosen) -> Chosen {
    let value = |at: usize| {
        space
            .variables
            .get(at)
            .is_some_and(|variable| variable.part != Part::Withheld)
    };
    chosen.into_iter().filter(|(at, _)| value(*at)).collect()
}

fn combinations(of: &[FactIx], count: usize) -> Vec<Vec<FactIx>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (at, first) in of.iter().enumerate() {
        let rest = of.get(at + 1..).unwrap_or_default();
        found.extend(
            combinations(rest, count - 1)
                .into_iter()
                .map(|rest| [vec![*first], rest].concat()),
        );
    }
    found
}

/// Leaves out what makes no difference, and then widens what is left.
fn shrink(space: &Space, target: &Set, within: &Set, chosen: &mut Chosen) -> Fit<()> {
    let mut at = chosen.len();
    while let Some(before) = at.checked_sub(1) {
        at = before;
        let mut fewer = chosen.clone();
        fewer.remove(at);
        if all_in(space, target, within, &fewer)? {
            *chosen = fewer;
        }
    }
    widen(space, target, within, chosen)
}

/// Adds to each choice the classes that lead to the same.
fn widen(space: &Space, target: &Set, within: &Set, chosen: &mut Chosen) -> Fit<()> {
    for at in 0..chosen.len() {
        let Some((variable, _)) = chosen.get(at).cloned() else {
            continue;
        };
        let Some(variable) = space
            .variables
            .get(variable)
            .filter(|variable| variable.part == Part::Value)
        else {
            continue;
        };
        for class in 0..variable.classes.len() {
            let mut wider = chosen.clone();
            if let Some((_, classes)) = wider.get_mut(at)
                && !classes.contains(&class)
            {
                *classes = vec![class];
                if each_is_somebody(space, within, &wider)?
                    && all_in(space, target, within, &wider)?
                {
                    chosen
                        .get_mut(at)
                        .into_iter()
                        .for_each(|(_, classes)| classes.push(class));
                }
            }
        }
        chosen
            .get_mut(at)
            .into_iter()
            .for_each(|(_, classes)| classes.sort_unstable());
    }
    Ok(())
}

/// Whether somebody answers in each way of choosing one class of each.
fn each_is_somebody(space: &Space, within: &Set, chosen: &Chosen) -> Fit<bool> {
    let others = space
        .variables
        .iter()
        .enumerate()
        .filter(|(at, _)| chosen.iter().all(|(own, _)| own != at));
    let others = space
        .diagrams
        .every(others.map(|(_, variable)| &variable.cube))?;
    Ok(!cube(space, chosen)?
        .and(&within.exists_in(&others)?.not()?)?
        .satisfiable())
}

fn all_in(space: &Space, target: &Set, within: &Set, chosen: &Chosen) -> Fit<bool> {
    let these = within.and(&cube(space, chosen)?)?;
    Ok(!these.and(&target.not()?)?.satisfiable())
}

/// Those who answer so.
pub fn cube(space: &Space, chosen: &Chosen) -> Fit<Set> {
    chosen
        .iter()
        .try_fold(space.diagrams.all(), |whole, (at, classes)| {
            let Some(variable) = space.variables.get(*at) else {
                return Ok(whole);
            };
            let sets = classes
                .iter()
                .filter_map(|class| variable.classes.get(*class))
                .map(|class| &class.set);
            whole.and(&space.diagrams.any(sets)?)
        })
}

/// Those who could answer so: what is withheld may be anything.
pub fn given(space: &Space, chosen: &Chosen) -> Fit<Set> {
    let withheld: Vec<FactIx> = withheld(space, chosen);
    let said = chosen.iter().filter(|(at, _)| {
        let variable = space.variables.get(*at);
        variable.is_some_and(|variable| {
            variable.part != Part::Withheld && !withheld.contains(&variable.fact)
        })
    });
    cube(space, &said.cloned().collect())
}

fn withheld(space: &Space, chosen: &Chosen) -> Vec<FactIx> {
    let withheld = chosen.iter().filter_map(|(at, classes)| {
        let variable = space.variables.get(*at)?;
        (variable.part == Part::Withheld && *classes == [1]).then_some(variable.fact)
    });
    withheld.collect()
}

impl Example {
    /// What was chosen, by fact.
    pub fn new(space: &Space, chosen: &Chosen) -> Example {
        let withheld = withheld(space, chosen);
        let mut said: Vec<(FactIx, Said)> = Vec::new();
        for (at, classes) in chosen {
            let Some(variable) = space.variables.get(*at) else {
                continue;
            };
            let fact = variable.fact;
            let of = |class: &usize| {
                variable
                    .classes
                    .get(*class)
                    .and_then(|class| class.test.clone())
            };
            let tests: Vec<Test> = classes.iter().filter_map(of).collect();
            let ticked = variable.classes.get(1).and_then(|class| class.test.clone());
            let (holds, not) = match variable.part {
                Part::Withheld => continue,
                Part::Value => (joined(&tests), Vec::new()),
                Part::Tick if tests.is_empty() => (Vec::new(), ticked.into_iter().collect()),
                Part::Tick => (tests, Vec::new()),
            };
            let one = match (withheld.contains(&fact), variable.part, holds.is_empty()) {
                (true, _, _) => Said::Withheld,
                (false, Part::Value, true) => Said::Outside,
                _ => Said::Given { holds, not },
            };
            match said.iter_mut().find(|(other, _)| *other == fact) {
                Some((_, before)) => before.add(one),
                None => said.push((fact, one)),
            }
        }
        said.sort_by_key(|(fact, _)| *fact);
        Example { said }
    }

    /// In plain words: 'aged 26 or over; living in Hackney'. It is one person: where many values lead to the same, one of
    /// them is shown.
    pub fn words(&self, bundle: &Bundle) -> String {
        let speech = bundle
            .words
            .speak(bundle.words.default_locale(), Person::You);
        let phrases: Vec<String> = self
            .said
            .iter()
            .filter_map(|(fact, said)| said.words(*fact, bundle, speech))
            .collect();
        let unsaid = self.said.iter().filter(|(_, said)| *said == Said::Withheld);
        let unsaid = unsaid.filter_map(|(fact, _)| bundle.facts.get(*fact));
        let unsaid: Vec<String> = unsaid.map(|fact| short(fact, speech)).collect();
        let said = phrases.join("; ");
        match (phrases.is_empty(), unsaid.len()) {
            (true, 0) => "anybody".to_owned(),
            (false, 0) => said,
            (true, ..=MOST_UNSAID) => format!("somebody who does not say: {}", unsaid.join("; ")),
            (false, ..=MOST_UNSAID) => format!("{said}; who does not say: {}", unsaid.join("; ")),
            (true, _) => "somebody who says no more than they must".to_owned(),
            (false, _) => format!("{said}; who says nothing else"),
        }
    }

    /// As answers for `nwd explain`.
    pub fn answers(&self, bundle: &Bundle) -> Json {
        let one = |(at, said): &(FactIx, Said)| {
            let fact = bundle.facts.get(*at)?;
            let json = match said {
                Said::Withheld => Json::Null,
                Said::Outside => return None,
                Said::Given { holds, not } => value_json(&fact.domain, value(fact, holds, not)?),
            };
            Some((fact.id.clone(), json))
        };
        Json::Object(self.said.iter().filter_map(one).collect())
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
    let passes = |value: Value| {
        holds.iter().any(|test| test.passes(value)) && !not.iter().any(|test| test.passes(value))
    };
    match &fact.domain {
        Domain::YesNo => [true, false]
            .map(Value::YesNo)
            .into_iter()
            .find(|value| passes(*value)),
        Domain::Integer { min, max } => (*min..=*max)
            .map(Value::Integer)
            .find(|value| passes(*value)),
        Domain::OneOf(_) => {
            let passing = fact
                .domain
                .all_values()
                .iter()
                .filter(|at| passes(Value::One(*at)))
                .collect();
            one_of(fact, passing).map(Value::One)
        }
        Domain::AnyOf(_) => Some(Value::Any(ticks(fact, holds).collect())),
    }
}

/// One of these values to stand for them all: the one that stands for the rest on screen, else the first.
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

/// What a question is about, in the middle of a sentence: 'age', 'GP surgery'.
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
const MOST_SHOWN: usize = 2;

/// The most questions that are named because they are not answered: what is neither named nor said does not matter.
const MOST_UNSAID: usize = 4;

impl Said {
    fn add(&mut self, more: Said) {
        if let (
            Said::Given { holds, not },
            Said::Given {
                holds: also,
                not: neither,
            },
        ) = (self, more)
        {
            holds.extend(also);
            not.extend(neither);
        }
    }

    /// `None` where there is nothing to say.
    fn words(&self, at: FactIx, bundle: &Bundle, speech: Speech<'_>) -> Option<String> {
        let (Said::Given { holds, not }, Some(fact)) = (self, bundle.facts.get(at)) else {
            return None;
        };
        let phrase = |test: Test, negated: bool| phrase(at, test, negated, bundle, speech);
        if let Domain::AnyOf(_) = fact.domain {
            return Some(match (holds.as_slice(), included(not)) {
                ([], values) if values.is_empty() => return None,
                ([], values) if values.len() <= MOST_SHOWN => phrase(Test::Includes(values), true),
                ([], _) => format!("ticking nothing under \"{}\"", label(fact, speech)),
                ([Test::Includes(values)], _) if values.len() <= MOST_SHOWN => {
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

/// What of a test is shown: few values, or one that stands for them all. A stretch of numbers stays whole: it is hardly
/// longer in words than one of them, and says how far it goes.
fn shown_of(fact: &Fact, test: &Test) -> Test {
    match test {
        Test::In(values) if values.len() > MOST_SHOWN => {
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
