//! Which facts could still decide a criterion: those, and no others, are worth asking.
//!
//! A fact could decide when some further answers, this one last, change what the criterion comes
//! to. The analysis is exact. A criterion in which every open fact is named once is settled in one
//! pass a fact, because the parts of such a criterion take their values independently. Facts that
//! are named more than once are first given each value that the criterion can tell apart, and the
//! rest is again settled in one pass.

use super::classes::classes;
use super::residual::{Residual, Seen, Tree, names_only};
use crate::criterion::{Criterion, Test};
use crate::domain::{Domain, FactIx, FactSet, Value};
use crate::knowledge::Knowledge;
use crate::truth::Truth;

/// The facts whose answer, now or after other answers, could change whether all these criteria
/// hold.
///
/// Facts in `settled` are passed over: a caller that already knows of them saves the work.
///
/// ```text
/// all(aged 11 to 19, any(lives here, has a GP here))
///
/// known: aged 14                ->  lives_in, gp_in
/// known: aged 14, lives here    ->  none: it holds
/// known: aged 30                ->  none: it does not
/// ```
pub fn could_decide(criteria: &[&Criterion], known: &Knowledge<'_>, settled: FactSet) -> FactSet {
    // Most often a caller knows already of all that is named, and nothing need be analysed.
    if criteria
        .iter()
        .all(|criterion| names_only(criterion, settled, known))
    {
        return FactSet::default();
    }
    could_decide_residual(&Residual::of_all(criteria, known), known, settled)
}

/// The facts whose answer, now or after other answers, could change what is seen; less those in
/// `settled`.
pub fn could_change(seen: &Seen<'_>, known: &Knowledge<'_>, settled: FactSet) -> FactSet {
    if seen.names_only(settled, known) {
        return FactSet::default();
    }
    could_decide_residual(&Residual::of_seen(seen, known), known, settled)
}

fn could_decide_residual(
    residual: &Residual<'_>,
    known: &Knowledge<'_>,
    settled: FactSet,
) -> FactSet {
    let Residual::Undecided(tree) = residual else {
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
    let tree = match Residual::of_all(criteria, known) {
        Residual::Decided(holds) => {
            return Reach {
                holds,
                fails: !holds,
            };
        }
        Residual::Undecided(tree) => tree,
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

/// How many combinations of values of facts named more than once an analysis has to look at: 1 for
/// most criteria.
///
/// A bundle with a criterion past [`MOST_EFFORT`](super::MOST_EFFORT) is refused, so that no page ever waits on one.
pub fn effort(criteria: &[&Criterion], known: &Knowledge<'_>) -> usize {
    repeated(criteria, known)
        .into_iter()
        .fold(1, |product, (_, values)| product.saturating_mul(values))
}

/// The facts that criteria name more than once, each with how many answers have to be told apart,
/// none at all among them.
pub fn repeated(criteria: &[&Criterion], known: &Knowledge<'_>) -> Vec<(FactIx, usize)> {
    let Residual::Undecided(tree) = Residual::of_all(criteria, known) else {
        return Vec::new();
    };
    let survey = Survey::of(&tree, known);
    survey
        .repeated
        .iter()
        .map(|fact| (fact, survey.classes(fact).len().saturating_add(1)))
        .collect()
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

    /// Every pair of this set combined with every pair of the other: right only where the two vary
    /// independently.
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
    /// The fact that is learnt between before and after, and the value that it takes, where that is
    /// fixed.
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

    /// Gives these facts every combination of values that the tree tells apart, and of being
    /// unknown, until `found`.
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
