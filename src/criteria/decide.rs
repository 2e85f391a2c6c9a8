//! Which facts could still decide a criterion: those, and no others, are worth asking.
//!
//! A fact could decide when some further answers, this one last, change what the criterion comes to. The analysis is
//! exact. A criterion in which every open fact is named once is settled in one pass a fact, because the parts of such a
//! criterion take their values independently. Facts that are named more than once are first given each value that the
//! criterion can tell apart, and the rest is again settled in one pass.

use super::{Criterion, Test};
use crate::answers::{Knowledge, Standing, Value};
use crate::facts::{Domain, FactIx, FactSet, ValueSet};
use crate::truth::Truth;

/// The facts of which an answer, now or after other answers, could change whether all these criteria hold.
///
/// Facts in `settled` are passed over: a caller that already knows of them saves the work.
///
/// ```text
/// known: aged 14                all(aged 11 to 19, any(lives here, has a GP here))  ->  lives_in, gp_in
/// known: aged 14, lives here    the same                                            ->  none: it holds
/// known: aged 30                the same                                            ->  none: it does not
/// ```
pub fn could_decide(criteria: &[&Criterion], known: &Knowledge<'_>, settled: FactSet) -> FactSet {
    // Most often a caller knows already of all that is named, and nothing need be analysed.
    if criteria
        .iter()
        .all(|criterion| names_only(criterion, settled, known))
    {
        return FactSet::default();
    }
    Open::of_all(criteria, known).could_decide(known, settled)
}

/// Something that is seen of criteria.
#[derive(Clone, Debug)]
pub enum Seen<'a> {
    /// What one comes to.
    Truth(&'a Criterion),
    /// Whether one is not ruled out.
    Possible(&'a Criterion),
    /// Whether one is sure.
    Sure(&'a Criterion),
    /// The lowest of these.
    All(Vec<Seen<'a>>),
    /// The highest of these.
    Any(Vec<Seen<'a>>),
}

/// The facts of which an answer, now or after other answers, could change what is seen; less those in `settled`.
pub fn could_change(seen: &Seen<'_>, known: &Knowledge<'_>, settled: FactSet) -> FactSet {
    if seen.names_only(settled, known) {
        return FactSet::default();
    }
    Open::of_seen(seen, known).could_decide(known, settled)
}

impl Seen<'_> {
    fn names_only(&self, settled: FactSet, known: &Knowledge<'_>) -> bool {
        match self {
            Seen::Truth(criterion) | Seen::Possible(criterion) | Seen::Sure(criterion) => {
                names_only(criterion, settled, known)
            }
            Seen::All(parts) | Seen::Any(parts) => {
                parts.iter().all(|part| part.names_only(settled, known))
            }
        }
    }
}

/// Whether every fact that is open, here or in the conditions of the questions named here, is one of these.
fn names_only(criterion: &Criterion, settled: FactSet, known: &Knowledge<'_>) -> bool {
    match criterion {
        Criterion::Leaf(leaf) => {
            let when = || {
                known
                    .facts()
                    .get(leaf.fact)
                    .and_then(|fact| fact.when.as_ref())
            };
            let open = matches!(
                known.standing(leaf.fact),
                Standing::Open | Standing::Pending(_)
            );
            (settled.contains(leaf.fact) || !open)
                && when().is_none_or(|when| names_only(when, settled, known))
        }
        Criterion::Not(part) => names_only(part, settled, known),
        Criterion::All(parts) | Criterion::Any(parts) => {
            parts.iter().all(|part| names_only(part, settled, known))
        }
    }
}

/// What criteria could still come to together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// All of them could hold.
    pub holds: bool,
    /// One of them could fail.
    pub fails: bool,
}

/// What these criteria could still come to together, whatever more is answered.
pub fn reach(criteria: &[&Criterion], known: &Knowledge<'_>) -> Reach {
    let tree = match Open::of_all(criteria, known) {
        Open::Settled(holds) => {
            return Reach {
                holds,
                fails: !holds,
            };
        }
        Open::Left(tree) => tree,
    };
    let survey = Survey::of(&tree, known);
    let mut found = Pairs::NONE;
    survey.each_assignment(survey.repeated, &mut |assigned| {
        found = found.union(tree.pairs(&View {
            survey: &survey,
            focus: None,
            assigned,
        }));
        found == Pairs::DIAGONAL
    });
    Reach {
        holds: found.has(Truth::True, Truth::True),
        fails: found.has(Truth::False, Truth::False),
    }
}

/// How many combinations of values of facts named more than once an analysis has to look at: 1 for most criteria.
///
/// A bundle with a criterion past [`MOST_EFFORT`] is refused, so that no page ever waits on one.
pub fn effort(criteria: &[&Criterion], known: &Knowledge<'_>) -> usize {
    repeated(criteria, known)
        .into_iter()
        .fold(1, |product, (_, values)| product.saturating_mul(values))
}

/// The facts that criteria name more than once, each with how many answers have to be told apart, none at all among them.
pub fn repeated(criteria: &[&Criterion], known: &Knowledge<'_>) -> Vec<(FactIx, usize)> {
    let Open::Left(tree) = Open::of_all(criteria, known) else {
        return Vec::new();
    };
    let survey = Survey::of(&tree, known);
    survey
        .repeated
        .iter()
        .map(|fact| (fact, survey.classes(fact).len().saturating_add(1)))
        .collect()
}

/// The most combinations that [`effort`] may come to.
pub const MOST_EFFORT: usize = 4096;

/// What is left of a criterion once the settled parts are folded away.
enum Open<'a> {
    Settled(bool),
    Left(Tree<'a>),
}

enum Tree<'a> {
    /// Whatever is answered: unknown for good, or what an answer comes to that does not count yet.
    Fixed(Truth),
    Leaf(FactIx, &'a Test),
    All(Vec<Tree<'a>>),
    Any(Vec<Tree<'a>>),
    Not(Box<Tree<'a>>),
    /// Unknown counts as true, or as false.
    Resolve(bool, Box<Tree<'a>>),
    /// A leaf whose question may not be part of the journey: it counts only where the condition holds.
    When(Box<Tree<'a>>, Box<Tree<'a>>),
}

impl<'a> Open<'a> {
    fn of(criterion: &'a Criterion, known: &Knowledge<'a>) -> Self {
        match criterion {
            Criterion::Leaf(leaf) => Self::of_leaf(leaf.fact, &leaf.test, known),
            Criterion::Not(part) => match Self::of(part, known) {
                Open::Settled(holds) => Open::Settled(!holds),
                Open::Left(tree) => Open::Left(Tree::Not(Box::new(tree))),
            },
            Criterion::All(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of(part, known)),
                false,
                Tree::All,
            ),
            Criterion::Any(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of(part, known)),
                true,
                Tree::Any,
            ),
        }
    }

    fn of_seen(seen: &Seen<'a>, known: &Knowledge<'a>) -> Self {
        let resolve = |criterion, unknown| match Self::of(criterion, known) {
            Open::Left(tree) => Open::Left(Tree::Resolve(unknown, Box::new(tree))),
            settled => settled,
        };
        match seen {
            Seen::Truth(criterion) => Self::of(criterion, known),
            Seen::Possible(criterion) => resolve(criterion, true),
            Seen::Sure(criterion) => resolve(criterion, false),
            Seen::All(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of_seen(part, known)),
                false,
                Tree::All,
            ),
            Seen::Any(parts) => Self::of_parts(
                parts.iter().map(|part| Self::of_seen(part, known)),
                true,
                Tree::Any,
            ),
        }
    }

    fn of_all(criteria: &[&'a Criterion], known: &Knowledge<'a>) -> Self {
        Self::of_parts(
            criteria.iter().map(|part| Self::of(part, known)),
            false,
            Tree::All,
        )
    }

    /// A part that comes to `decisive` settles the whole; one that comes to the opposite drops out.
    fn of_parts(
        parts: impl Iterator<Item = Self>,
        decisive: bool,
        combine: fn(Vec<Tree<'a>>) -> Tree<'a>,
    ) -> Self {
        let mut left = Vec::new();
        for part in parts {
            match part {
                Open::Settled(holds) if holds == decisive => return Open::Settled(decisive),
                Open::Settled(_) => {}
                Open::Left(tree) => left.push(tree),
            }
        }
        match left.pop() {
            None => Open::Settled(!decisive),
            Some(only) if left.is_empty() => Open::Left(only),
            Some(last) => {
                left.push(last);
                Open::Left(combine(left))
            }
        }
    }

    fn of_leaf(fact: FactIx, test: &'a Test, known: &Knowledge<'a>) -> Self {
        let leaf = match known.standing(fact) {
            Standing::Known(value) => return Open::Settled(test.passes(value)),
            Standing::Outside => return Open::Settled(false),
            Standing::Open => Tree::Leaf(fact, test),
            Standing::Declined => Tree::Fixed(Truth::Unknown),
            Standing::Pending(value) => Tree::Fixed(test.passes(value).into()),
        };
        let when = known
            .facts()
            .get(fact)
            .and_then(|fact| fact.when.as_ref())
            .map(|when| Self::of(when, known));
        match when {
            Some(Open::Left(when)) => Open::Left(Tree::When(Box::new(when), Box::new(leaf))),
            _ => Open::Left(leaf),
        }
    }

    fn could_decide(&self, known: &Knowledge<'_>, settled: FactSet) -> FactSet {
        let Open::Left(tree) = self else {
            return FactSet::default();
        };
        let survey = Survey::of(tree, known);
        survey
            .named
            .without(settled)
            .iter()
            .filter(|fact| survey.could_decide(*fact))
            .collect()
    }
}

/// A set of pairs of truths: what a tree comes to before and after the fact in focus is learnt.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pairs(u16);

impl Pairs {
    const NONE: Pairs = Pairs(0);
    /// Every pair of equals.
    const DIAGONAL: Pairs = Pairs(0b100_010_001);

    fn of(before: Truth, after: Truth) -> Self {
        Pairs(1 << Self::bit(before, after))
    }

    fn same(truth: Truth) -> Self {
        Self::of(truth, truth)
    }

    fn bit(before: Truth, after: Truth) -> u32 {
        (before as u32) * 3 + after as u32
    }

    fn has(self, before: Truth, after: Truth) -> bool {
        self.0 >> Self::bit(before, after) & 1 == 1
    }

    fn union(self, other: Self) -> Self {
        Pairs(self.0 | other.0)
    }

    fn changes(self) -> bool {
        self.0 & !Self::DIAGONAL.0 != 0
    }

    fn iter(self) -> impl Iterator<Item = (Truth, Truth)> {
        Truth::ALL
            .into_iter()
            .flat_map(|before| Truth::ALL.map(|after| (before, after)))
            .filter(move |(before, after)| self.has(*before, *after))
    }

    fn map(self, f: impl Fn(Truth) -> Truth) -> Self {
        self.iter().fold(Self::NONE, |all, (before, after)| {
            all.union(Self::of(f(before), f(after)))
        })
    }

    /// Every pair of this set combined with every pair of the other: right only where the two vary independently.
    fn combine(self, other: Self, f: impl Fn(Truth, Truth) -> Truth) -> Self {
        self.iter().fold(Self::NONE, |all, (before, after)| {
            other.iter().fold(all, |all, (b, a)| {
                all.union(Self::of(f(before, b), f(after, a)))
            })
        })
    }
}

/// A fact with the value that it has throughout a pass; with `None` it is unknown throughout.
type Assigned = (FactIx, Option<Value>);

/// How one pass looks at the facts.
struct View<'a> {
    survey: &'a Survey<'a>,
    /// The fact that is learnt between before and after, and the value that it takes, where that is fixed.
    focus: Option<(FactIx, Option<Value>)>,
    /// The facts that do not change.
    assigned: &'a [Assigned],
}

impl Tree<'_> {
    fn pairs(&self, view: &View<'_>) -> Pairs {
        match self {
            Tree::Fixed(truth) => Pairs::same(*truth),
            Tree::Leaf(fact, test) => view.leaf(*fact, test),
            Tree::Not(part) => part.pairs(view).map(|truth| !truth),
            Tree::Resolve(unknown, part) => part.pairs(view).map(|truth| {
                if truth == Truth::Unknown {
                    (*unknown).into()
                } else {
                    truth
                }
            }),
            Tree::All(parts) => Self::fold(parts, view, Truth::True, Truth::min),
            Tree::Any(parts) => Self::fold(parts, view, Truth::False, Truth::max),
            Tree::When(when, leaf) => when.pairs(view).combine(leaf.pairs(view), |when, leaf| {
                if when == Truth::True { leaf } else { when }
            }),
        }
    }

    fn fold(
        parts: &[Self],
        view: &View<'_>,
        neutral: Truth,
        f: fn(Truth, Truth) -> Truth,
    ) -> Pairs {
        parts.iter().fold(Pairs::same(neutral), |all, part| {
            all.combine(part.pairs(view), f)
        })
    }

    fn visit<'t>(&'t self, see: &mut impl FnMut(FactIx, &'t Test)) {
        match self {
            Tree::Fixed(_) => {}
            Tree::Leaf(fact, test) => see(*fact, test),
            Tree::Not(part) | Tree::Resolve(_, part) => part.visit(see),
            Tree::All(parts) | Tree::Any(parts) => parts.iter().for_each(|part| part.visit(see)),
            Tree::When(when, leaf) => {
                when.visit(see);
                leaf.visit(see);
            }
        }
    }
}

impl View<'_> {
    fn leaf(&self, fact: FactIx, test: &Test) -> Pairs {
        let before_and_after =
            |value: Option<Value>| value.map_or(Truth::Unknown, |v| test.passes(v).into());
        if let Some((_, value)) = self.assigned.iter().find(|(assigned, _)| *assigned == fact) {
            return Pairs::same(before_and_after(*value));
        }
        match self.focus {
            Some((focus, Some(value))) if focus == fact => {
                Pairs::of(Truth::Unknown, before_and_after(Some(value)))
            }
            Some((focus, None)) if focus == fact => {
                self.possible(fact, test, |truth| Pairs::of(Truth::Unknown, truth))
            }
            _ => self
                .possible(fact, test, Pairs::same)
                .union(Pairs::same(Truth::Unknown)),
        }
    }

    fn possible(&self, fact: FactIx, test: &Test, pairs: impl Fn(Truth) -> Pairs) -> Pairs {
        let Some(domain) = self.survey.domain(fact) else {
            return Pairs::NONE;
        };
        let passes = if test.can_pass(domain) {
            pairs(Truth::True)
        } else {
            Pairs::NONE
        };
        let fails = if test.can_fail(domain) {
            pairs(Truth::False)
        } else {
            Pairs::NONE
        };
        passes.union(fails)
    }
}

/// What a tree names.
struct Survey<'a> {
    tree: &'a Tree<'a>,
    known: &'a Knowledge<'a>,
    named: FactSet,
    /// Named more than once.
    repeated: FactSet,
}

impl<'a> Survey<'a> {
    fn of(tree: &'a Tree<'a>, known: &'a Knowledge<'a>) -> Self {
        let (mut named, mut repeated) = (FactSet::default(), FactSet::default());
        tree.visit(&mut |fact, _| {
            if named.contains(fact) {
                repeated.insert(fact)
            } else {
                named.insert(fact)
            }
        });
        Survey {
            tree,
            known,
            named,
            repeated,
        }
    }

    fn domain(&self, fact: FactIx) -> Option<&'a Domain> {
        self.known.facts().get(fact).map(|fact| &fact.domain)
    }

    fn could_decide(&self, fact: FactIx) -> bool {
        let values = if self.repeated.contains(fact) {
            self.classes(fact).into_iter().map(Some).collect()
        } else {
            vec![None]
        };
        let others = self.repeated.without(FactSet::from_iter([fact]));
        self.each_assignment(others, &mut |assigned| {
            values.iter().any(|value| {
                let view = View {
                    survey: self,
                    focus: Some((fact, *value)),
                    assigned,
                };
                self.tree.pairs(&view).changes()
            })
        })
    }

    /// Gives these facts every combination of values that the tree tells apart, and of being unknown, until `found`.
    fn each_assignment(&self, facts: FactSet, found: &mut dyn FnMut(&[Assigned]) -> bool) -> bool {
        let choices: Vec<(FactIx, Vec<Value>)> = facts
            .iter()
            .map(|fact| (fact, self.classes(fact)))
            .collect();
        assign(&choices, &mut Vec::with_capacity(choices.len()), found)
    }

    /// One value for each set of the fact's values that the tree cannot tell apart.
    fn classes(&self, fact: FactIx) -> Vec<Value> {
        let mut tests = Vec::new();
        self.tree.visit(&mut |named, test| {
            if named == fact && !tests.contains(&test) {
                tests.push(test);
            }
        });
        self.domain(fact)
            .map_or_else(Vec::new, |domain| classes(domain, &tests))
    }
}

fn assign(
    choices: &[(FactIx, Vec<Value>)],
    assigned: &mut Vec<Assigned>,
    found: &mut dyn FnMut(&[Assigned]) -> bool,
) -> bool {
    let Some(((fact, values), rest)) = choices.split_first() else {
        return found(assigned);
    };
    values.iter().copied().map(Some).chain([None]).any(|value| {
        assigned.push((*fact, value));
        let stop = assign(rest, assigned, found);
        assigned.pop();
        stop
    })
}

fn classes(domain: &Domain, tests: &[&Test]) -> Vec<Value> {
    match domain {
        Domain::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        Domain::Integer { min, max } => integer_classes(*min, *max, tests),
        Domain::OneOf(_) => distinct(domain.all_values().iter().map(Value::One), tests),
        Domain::AnyOf(_) => any_of_classes(domain, tests),
    }
}

/// The lowest value of each stretch between the ranges' ends.
fn integer_classes(min: i32, max: i32, tests: &[&Test]) -> Vec<Value> {
    distinct(
        starts(min, max, tests).into_iter().map(Value::Integer),
        tests,
    )
}

/// Where the stretches of a range begin, within which no test tells one integer from another; in order.
pub fn starts(min: i32, max: i32, tests: &[&Test]) -> Vec<i32> {
    let ends = tests.iter().flat_map(|test| match test {
        Test::Between { min, max } => [*min, max.and_then(|max| max.checked_add(1))],
        _ => [None, None],
    });
    let mut starts: Vec<i32> = ends
        .flatten()
        .chain([min])
        .filter(|start| (min..=max).contains(start))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// For each pattern of passed and failed tests, the fullest set of ticks that makes it, where there is one.
fn any_of_classes(domain: &Domain, tests: &[&Test]) -> Vec<Value> {
    let wanted = |test: &&Test| match test {
        Test::Includes(values) => *values,
        _ => ValueSet::default(),
    };
    let mut fullest = vec![domain.all_values()];
    for test in tests {
        let without: Vec<ValueSet> = fullest
            .iter()
            .map(|ticks| ticks.without(wanted(test)))
            .collect();
        for ticks in without {
            if !fullest.contains(&ticks) {
                fullest.push(ticks);
            }
        }
        // Past this the criterion is refused: the rest need not be counted.
        if fullest.len() > MOST_EFFORT {
            break;
        }
    }
    distinct(fullest.into_iter().map(Value::Any), tests)
}

/// The first value of each pattern of passed and failed tests.
fn distinct(values: impl Iterator<Item = Value>, tests: &[&Test]) -> Vec<Value> {
    // A plain list: there are seldom more than ten patterns, and a set would weigh a kilobyte of wasm.
    let mut seen: Vec<Vec<bool>> = Vec::new();
    let mut found = Vec::new();
    for value in values {
        let pattern: Vec<bool> = tests.iter().map(|test| test.passes(value)).collect();
        if !seen.contains(&pattern) {
            seen.push(pattern);
            found.push(value);
        }
    }
    found
}
