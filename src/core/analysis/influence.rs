//! Which facts could still decide a criterion: those, and no others, are worth asking.
//!
//! A fact could decide when some further answers, this one last, change what the criterion comes
//! to. The analysis is exact, unless it is cut short ([`Knowledge::within`]): then a fact too many
//! may be worth asking, and none too few. A criterion in which every open fact is named once is
//! settled in one pass a fact, because the parts of such a criterion take their values
//! independently. Facts that are named more than once are given each value that the criterion can
//! tell apart, the first of them first; after each the parts that it settles are folded away, so
//! that of ten questions that each depend on those before, the first that is answered with no
//! settles all the others.

use super::classes::{MOST_EFFORT, classes};
use super::pairs::Pairs;
use super::residual::{Residual, Seen, Tree, is_settled};
use crate::criterion::{Criterion, Test};
use crate::domain::{Domain, FactIx, FactSet, Value};
use crate::format::limits;
use crate::knowledge::{Knowledge, Standing};
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
        .all(|criterion| is_settled(criterion, settled, known))
    {
        return FactSet::default();
    }
    could_change(&Seen::all(criteria), known, settled)
}

/// The facts whose answer, now or after other answers, could change what is seen; less those in
/// `settled`. Once the effort that is allowed is spent, every open fact may.
pub fn could_change(seen: &Seen<'_>, known: &Knowledge<'_>, settled: FactSet) -> FactSet {
    if seen.is_settled(settled, known) {
        return FactSet::default();
    }
    if known.is_spent() {
        return known.all_open().without(settled);
    }
    let Residual::Undecided(tree) = Residual::of_seen(seen, known) else {
        return FactSet::default();
    };
    let survey = Survey::of(&tree, known);
    let facts = survey.named.without(settled).iter();
    facts.filter(|fact| survey.could_decide(*fact)).collect()
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
    let tree = match Residual::of_seen(&Seen::all(criteria), known) {
        Residual::Decided(holds) => {
            return Reach {
                holds,
                fails: !holds,
            };
        }
        Residual::Undecided(tree) => tree,
    };
    let survey = Survey::of(&tree, known);
    let could = |truth| survey.could(None, Pairs::same(truth), &mut Vec::new());
    Reach {
        holds: could(Truth::True),
        fails: could(Truth::False),
    }
}

/// Whether an analysis of what is seen would have to look at more than [`MOST_EFFORT`]
/// combinations of answers; not, where that is not found out within the leaves that may be looked at.
///
/// A bundle with such a criterion is refused, so that no page ever waits on one.
pub fn is_too_tangled(seen: &Seen<'_>, known: &Knowledge<'_>) -> bool {
    // Few answers to tell apart cannot make many combinations, and most often there are few.
    let answers = repeated(seen, known).into_iter();
    let product = answers.fold(1_usize, |product, (_, count)| product.saturating_mul(count));
    product > MOST_EFFORT && effort(seen, known) > MOST_EFFORT
}

/// How many combinations of values of facts named more than once an analysis has to look at: 1 for
/// most criteria. Past [`MOST_EFFORT`] no more are counted. Where the conditions of questions have
/// many leaves, which are looked at with each, one counts for several.
///
/// It is the most that is looked at for one fact, and for what could still be reached. Answers that
/// are learnt only fold more away: it never grows.
pub fn effort(seen: &Seen<'_>, known: &Knowledge<'_>) -> usize {
    let Residual::Undecided(tree) = Residual::of_seen(seen, known) else {
        return 1;
    };
    let survey = Survey::of(&tree, known);
    let facts = survey.named.iter();
    let focuses = facts.map(|fact| survey.focuses(fact));
    focuses.chain([vec![None]]).fold(1, |most, focuses| {
        if most > MOST_EFFORT || known.is_spent() {
            most
        } else {
            most.max(survey.count(&focuses))
        }
    })
}

/// The facts that are named more than once, each with how many answers have to be told apart, none
/// at all among them.
pub fn repeated(seen: &Seen<'_>, known: &Knowledge<'_>) -> Vec<(FactIx, usize)> {
    let Residual::Undecided(tree) = Residual::of_seen(seen, known) else {
        return Vec::new();
    };
    let survey = Survey::of(&tree, known);
    let repeated = survey.repeated.iter();
    repeated
        .map(|(fact, values)| (*fact, values.len().saturating_add(1)))
        .collect()
}

/// A fact with the value that it has throughout a pass; with `None` it is unknown throughout.
type Assigned = (FactIx, Option<Value>);

/// The fact that is learnt between before and after, and the value that it takes, where that is
/// fixed.
type Focus = Option<(FactIx, Option<Value>)>;

/// What a part could come to, and what that hangs on.
#[derive(Clone, Copy)]
struct Look {
    /// Exact where no fact is repeated; else there may be some too many.
    pairs: Pairs,
    /// The facts that are not given a value.
    named: FactSet,
    /// Those named more than once.
    repeated: FactSet,
}

impl Look {
    fn of(pairs: Pairs, named: FactSet) -> Self {
        // What comes to the same whatever is answered hangs on nothing.
        let named = if pairs.is_one() {
            FactSet::default()
        } else {
            named
        };
        Look {
            pairs,
            named,
            repeated: FactSet::default(),
        }
    }

    fn map(self, f: impl Fn(Truth) -> Truth) -> Self {
        let pairs = self.pairs.map(f);
        if pairs.is_one() {
            return Self::of(pairs, FactSet::default());
        }
        Look { pairs, ..self }
    }

    fn combine(self, other: Self, f: impl Fn(Truth, Truth) -> Truth) -> Self {
        let pairs = self.pairs.combine(other.pairs, f);
        let mut both = Self::of(pairs, self.named.union(other.named));
        if !pairs.is_one() {
            let twice = self.named.intersection(other.named);
            both.repeated = self.repeated.union(other.repeated).union(twice);
        }
        both
    }

    /// The same of a leaf whose question counts only where this holds.
    fn when_it_holds(self, leaf: Self) -> Self {
        let holds = |(before, after)| before == Truth::True || after == Truth::True;
        if !self.pairs.iter().any(holds) {
            return self;
        }
        self.combine(
            leaf,
            |when, leaf| {
                if when == Truth::True { leaf } else { when }
            },
        )
    }
}

/// How one pass looks at the facts.
struct View<'a> {
    survey: &'a Survey<'a>,
    focus: Focus,
    /// The facts that do not change.
    assigned: &'a [Assigned],
    /// What the conditions of questions could come to, each worked out once.
    conditions: Vec<(FactIx, Look)>,
}

impl<'a> View<'a> {
    fn look(survey: &'a Survey<'a>, focus: Focus, assigned: &'a [Assigned]) -> Look {
        let mut view = View {
            survey,
            focus,
            assigned,
            conditions: Vec::new(),
        };
        // Conditions name earlier facts only, so all that one needs stands already.
        for (fact, condition) in &survey.conditions {
            let look = view.tree(condition);
            view.conditions.push((*fact, look));
        }
        view.tree(survey.tree)
    }

    fn tree(&self, tree: &Tree<'_>) -> Look {
        match tree {
            Tree::Leaf(fact, test) => {
                // Its condition is looked for among the others.
                self.survey.known.spend(1 + self.conditions.len() / 16);
                let leaf = self.leaf(*fact, test);
                let mut conditions = self.conditions.iter();
                match conditions.find(|(gated, _)| gated == fact) {
                    Some((_, condition)) => condition.when_it_holds(leaf),
                    None => leaf,
                }
            }
            Tree::Not(part) => self.tree(part).map(|truth| !truth),
            Tree::Resolve(unknown, part) => self.tree(part).map(|truth| {
                if truth == Truth::Unknown {
                    (*unknown).into()
                } else {
                    truth
                }
            }),
            Tree::All(parts) => self.fold(parts, Truth::True, Truth::min),
            Tree::Any(parts) => self.fold(parts, Truth::False, Truth::max),
        }
    }

    fn fold(&self, parts: &[Tree<'_>], neutral: Truth, f: fn(Truth, Truth) -> Truth) -> Look {
        let mut all = Look::of(Pairs::same(neutral), FactSet::default());
        for part in parts {
            // What is decisive stays so, whatever the other parts come to.
            if all.pairs == Pairs::same(!neutral) {
                break;
            }
            all = all.combine(self.tree(part), f);
        }
        all
    }

    fn leaf(&self, fact: FactIx, test: &Test) -> Look {
        let truth = |value: Option<Value>| value.map_or(Truth::Unknown, |v| test.passes(v).into());
        let fixed = |pairs| Look::of(pairs, FactSet::default());
        match self.survey.known.standing(fact) {
            Standing::Pending(value) => return fixed(Pairs::same(truth(Some(value)))),
            Standing::Declined => return fixed(Pairs::same(Truth::Unknown)),
            _ => {}
        }
        if let Some((_, value)) = self.assigned.iter().find(|(assigned, _)| *assigned == fact) {
            return fixed(Pairs::same(truth(*value)));
        }
        match self.focus {
            Some((focus, Some(value))) if focus == fact => {
                fixed(Pairs::of(Truth::Unknown, truth(Some(value))))
            }
            Some((focus, None)) if focus == fact => {
                fixed(self.possible(fact, test, |truth| Pairs::of(Truth::Unknown, truth)))
            }
            _ => Look::of(
                self.possible(fact, test, Pairs::same)
                    .union(Pairs::same(Truth::Unknown)),
                FactSet::from_iter([fact]),
            ),
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
    /// The conditions of the questions in it that are not settled, in the order of asking.
    conditions: Vec<(FactIx, Tree<'a>)>,
    named: FactSet,
    /// The facts that are named more than once where they are not settled, each with one value for
    /// each set of its values that the tree cannot tell apart.
    repeated: Vec<(FactIx, Vec<Value>)>,
    /// What one combination counts: as many as there are times the most leaves of one criterion.
    weight: usize,
}

impl<'a> Survey<'a> {
    fn of(tree: &'a Tree<'a>, known: &'a Knowledge<'a>) -> Self {
        let mut survey = Survey {
            tree,
            known,
            conditions: Vec::new(),
            named: FactSet::default(),
            repeated: Vec::new(),
            weight: 1,
        };
        let mut leaves = 0_usize;
        let (mut named, mut twice) = (FactSet::default(), false);
        tree.visit(&mut |fact, _| {
            known.spend(1);
            twice |= named.contains(fact);
            named.insert(fact);
        });
        // Conditions name earlier facts: from the last to the first nothing is missed.
        for (at, fact) in known.facts().iter().rev() {
            if !named.contains(at) {
                continue;
            }
            if known.standing(at) == Standing::Open {
                survey.named.insert(at);
            }
            let when = fact.when.as_ref().map(|when| Residual::of(when, known));
            if let Some(Residual::Undecided(condition)) = when {
                condition.visit(&mut |fact, _| {
                    known.spend(1);
                    leaves = leaves.saturating_add(1);
                    twice |= named.contains(fact);
                    named.insert(fact);
                });
                survey.conditions.push((at, condition));
            }
        }
        survey.conditions.reverse();
        survey.weight = (leaves / limits::LEAVES).saturating_add(1);
        // Most often nothing is named twice, and nothing need be looked at.
        if twice {
            let repeated = View::look(&survey, None, &[]).repeated.iter();
            survey.repeated = repeated.map(|fact| (fact, survey.classes(fact))).collect();
        }
        survey
    }

    fn domain(&self, fact: FactIx) -> Option<&'a Domain> {
        self.known.facts().get(fact).map(|fact| &fact.domain)
    }

    fn could_decide(&self, fact: FactIx) -> bool {
        let mut focuses = self.focuses(fact).into_iter();
        focuses.any(|focus| self.could(focus, Pairs::CHANGES, &mut Vec::new()))
    }

    /// A fact to learn, with each value that it has to be given.
    fn focuses(&self, fact: FactIx) -> Vec<Focus> {
        match self.told_apart(fact) {
            Some(values) => values
                .iter()
                .map(|value| Some((fact, Some(*value))))
                .collect(),
            None => vec![Some((fact, None))],
        }
    }

    /// Whether one of these pairs can be, whatever values the facts take that are named more than
    /// once.
    fn could(&self, focus: Focus, wanted: Pairs, assigned: &mut Vec<Assigned>) -> bool {
        if self.known.is_spent() {
            return true;
        }
        let look = View::look(self, focus, assigned);
        if !look.pairs.has_any(wanted) {
            return false;
        }
        let Some(fact) = look.repeated.iter().next() else {
            return true;
        };
        self.values(fact).any(|value| {
            assigned.push((fact, value));
            let could = self.could(focus, wanted, assigned);
            assigned.pop();
            could
        })
    }

    /// How many combinations there are to look at for these together.
    fn count(&self, focuses: &[Focus]) -> usize {
        let mut left = MOST_EFFORT.saturating_add(1);
        for focus in focuses {
            self.take(*focus, &mut Vec::new(), &mut left);
        }
        MOST_EFFORT.saturating_add(1).saturating_sub(left)
    }

    /// Takes one off for each combination, while there are some left.
    fn take(&self, focus: Focus, assigned: &mut Vec<Assigned>, left: &mut usize) {
        let Some(fact) = View::look(self, focus, assigned).repeated.iter().next() else {
            *left = left.saturating_sub(self.weight);
            return;
        };
        for value in self.values(fact) {
            if *left > 0 && !self.known.is_spent() {
                assigned.push((fact, value));
                self.take(focus, assigned, left);
                assigned.pop();
            }
        }
    }

    /// The values of a fact that are told apart, and of its being unknown.
    fn values(&self, fact: FactIx) -> impl Iterator<Item = Option<Value>> {
        let values = self.told_apart(fact).unwrap_or_default().iter();
        values.copied().map(Some).chain([None])
    }

    /// The values of a fact that are told apart, where it is named more than once.
    fn told_apart(&self, fact: FactIx) -> Option<&[Value]> {
        let found = self.repeated.iter().find(|(named, _)| *named == fact);
        found.map(|(_, values)| values.as_slice())
    }

    /// One value for each set of the fact's values that the tree cannot tell apart.
    fn classes(&self, fact: FactIx) -> Vec<Value> {
        let mut tests = Vec::new();
        let trees = self.conditions.iter().map(|(_, condition)| condition);
        for tree in trees.chain([self.tree]) {
            tree.visit(&mut |named, test| {
                if named == fact && !tests.contains(&test) {
                    tests.push(test);
                }
            });
        }
        self.domain(fact)
            .map_or_else(Vec::new, |domain| classes(domain, &tests))
    }
}
