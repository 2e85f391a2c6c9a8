//! Criteria: each leaf asks a fact that there is, in its own way, for values that it takes;
//! somebody can meet the whole.

use super::Validator;
use super::budget::OF_TANGLES;
use crate::analysis::conflict::{Needed, conflict};
use crate::analysis::{MOST_EFFORT, Seen, is_too_tangled, reach, repeated};
use crate::answers::Answers;
use crate::criterion::{Criterion, Leaf, Test};
use crate::domain::{Domain, FactIx};
use crate::format::read::say;
use crate::format::{Code, Place, limits, wire};
use crate::knowledge::Knowledge;

impl Validator<'_> {
    /// The criterion; `None` where anything is wrong with it: what is worked out from it would
    /// mislead.
    pub(super) fn criterion(
        &mut self,
        wire: &wire::Criterion,
        place: &Place<'_>,
    ) -> Option<Criterion> {
        let before = self.faults.len();
        let read = self.tree(wire, place)?;
        let leaves = read.leaves().len();
        self.at_most(leaves, limits::LEAVES, place);
        self.leaves += leaves;
        (self.faults.len() == before && !self.faults.has_gap(place)).then_some(read)
    }

    fn tree(&mut self, wire: &wire::Criterion, place: &Place<'_>) -> Option<Criterion> {
        match wire {
            wire::Criterion::Between(between) => self.between(between, &place.key("between")),
            wire::Criterion::In(listed) => {
                self.listed(listed, wire::FactType::OneOf, &place.key("in"))
            }
            wire::Criterion::Includes(listed) => {
                self.listed(listed, wire::FactType::AnyOf, &place.key("includes"))
            }
            wire::Criterion::Is(is) => {
                let place = place.key("is");
                let fact = self.fact_of(&is.fact, wire::FactType::YesNo, &place)?;
                Some(leaf(fact, Test::Is(is.value), &is.words))
            }
            wire::Criterion::All(parts) => self.parts(parts, &place.key("all")).map(Criterion::All),
            wire::Criterion::Any(parts) => {
                let place = place.key("any");
                if parts.is_empty() {
                    self.report(
                        Code::EmptyAny,
                        &place,
                        say!("With no parts this holds for nobody."),
                        say!("Add a part."),
                    );
                }
                self.parts(parts, &place).map(Criterion::Any)
            }
            wire::Criterion::Not(part) => self
                .tree(part, &place.key("not"))
                .map(|part| Criterion::Not(Box::new(part))),
        }
    }

    fn parts(&mut self, parts: &[wire::Criterion], place: &Place<'_>) -> Option<Vec<Criterion>> {
        let read: Vec<_> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| self.tree(part, &place.item(at)))
            .collect();
        read.into_iter().collect()
    }

    fn between(&mut self, wire: &wire::Between, place: &Place<'_>) -> Option<Criterion> {
        let fact = self.fact_of(&wire.fact, wire::FactType::Integer, place)?;
        let Domain::Integer {
            min: lowest,
            max: highest,
        } = self.facts.get(fact)?.domain
        else {
            return None;
        };
        if self.faults.has_gap(place) {
            return None;
        }
        for (end, value) in [("min", wire.min), ("max", wire.max)] {
            if value.is_some_and(|value| !(lowest..=highest).contains(&value)) {
                let help = say!("Write a number from {lowest} to {highest}.");
                self.report(
                    Code::OutsideDomain,
                    &place.key(end),
                    say!("\"{}\" never takes this value.", wire.fact),
                    help,
                );
            }
        }
        if wire.min.is_none() && wire.max.is_none() {
            let help = say!("Give at least one end: \"min\", \"max\" or both.");
            self.report(
                Code::OpenRange,
                place,
                say!("With no end this decides nothing: every number is in it."),
                help,
            );
        }
        if wire.min.unwrap_or(lowest) > wire.max.unwrap_or(highest) {
            self.report(
                Code::EmptyRange,
                place,
                say!("No number is in this range."),
                say!("Put the lower end in \"min\"."),
            );
        }
        Some(leaf(
            fact,
            Test::Between {
                min: wire.min,
                max: wire.max,
            },
            &wire.words,
        ))
    }

    fn listed(
        &mut self,
        wire: &wire::Listed,
        kind: wire::FactType,
        place: &Place<'_>,
    ) -> Option<Criterion> {
        let fact = self.fact_of(&wire.fact, kind, place)?;
        let domain = self.facts.get(fact)?.domain.clone();
        let values = self.values(&domain, &wire.values, &place.key("values"));
        let test = if kind == wire::FactType::OneOf {
            Test::In(values)
        } else {
            Test::Includes(values)
        };
        Some(leaf(fact, test, &wire.words))
    }

    fn fact_of(&mut self, id: &str, kind: wire::FactType, place: &Place<'_>) -> Option<FactIx> {
        let place = &place.key("fact");
        if self.fact_ids.lacks(id) {
            let help = say!("Write one of: {}.", self.fact_ids.ids.join(", "));
            self.report(
                Code::UnknownFact,
                place,
                say!("No fact is called \"{id}\"."),
                help,
            );
        }
        let found = self
            .facts
            .find(id)
            .filter(|fact| !self.unclear.contains(*fact))?;
        let type_name = self.facts.get(found)?.domain.type_name();
        if type_name != kind.name() {
            let leaf = match type_name {
                "one-of" => "in",
                "any-of" => "includes",
                "integer" => "between",
                _ => "is",
            };
            let message = say!("\"{id}\" is {type_name}; this asks for {}.", kind.name());
            self.report(
                Code::WrongLeaf,
                place,
                message,
                say!("Ask with \"{leaf}\"."),
            );
            return None;
        }
        Some(found)
    }

    /// Whether somebody can meet these, each with its place. Reports that nobody can, and that it
    /// would take too long to find out.
    pub(super) fn can_hold(
        &mut self,
        code: Code,
        placed: &[(&Criterion, Place<'_>)],
        place: &Place<'_>,
        message: &str,
    ) -> bool {
        if self.is_endless() {
            return true;
        }
        let nothing = Answers::default();
        let known = Knowledge::new(&self.facts, &nothing);
        let criteria: Vec<&Criterion> = placed.iter().map(|(criterion, _)| *criterion).collect();
        let seen = Seen::all(&criteria);
        let is_tangled = || cfg!(feature = "messages") && is_too_tangled(&seen, &known);
        if self.counted(&known, OF_TANGLES, is_tangled) {
            let message = say!("This names {}", tangled(&seen, &known));
            self.report(Code::TooTangled, place, message, say!("{UNTANGLE}"));
            return false;
        }
        let holds = self.counted(&known, 1, || reach(&criteria, &known).holds);
        if self.is_endless() {
            self.endless_reading(place);
        } else if !holds {
            self.report(
                code,
                place,
                message,
                say!("Look for parts that rule each other out."),
            );
            if cfg!(feature = "messages") {
                self.name_conflict(placed, place);
            }
        }
        holds
    }

    /// Names the two places that rule each other out.
    fn name_conflict(&mut self, placed: &[(&Criterion, Place<'_>)], place: &Place<'_>) {
        let needed = placed
            .iter()
            .map(|(criterion, place)| Needed::holds(criterion, place))
            .collect();
        self.faults
            .name_others(place, conflict(needed, &self.facts).into_iter().flatten());
    }
}

/// What to do about criteria that are too tangled.
pub(super) const UNTANGLE: &str = "Name the first of these facts fewer times: put what is asked of \
    it into one list or one range, or make two services of this one.";

/// How far what is seen is too tangled, and which facts are the most of it.
pub(super) fn tangled(seen: &Seen<'_>, known: &Knowledge<'_>) -> String {
    const MOST: usize = 5;
    let mut facts = repeated(seen, known);
    facts.sort_by_key(|(_, answers)| std::cmp::Reverse(*answers));
    let name = |fact: FactIx| known.facts().get(fact).map_or("", |fact| &fact.id);
    // Of one fact no more are counted than are needed to refuse it.
    let told = |(fact, answers): &(FactIx, usize)| match answers {
        ..=MOST_EFFORT => format!("{} ({answers} answers to tell apart)", name(*fact)),
        _ => format!(
            "{} (more than {MOST_EFFORT} answers to tell apart)",
            name(*fact)
        ),
    };
    let largest: Vec<String> = facts.iter().take(MOST).map(told).collect();
    format!(
        "the same facts so often that more than {MOST_EFFORT} combinations of answers would have to \
         be looked at. Named more than once, the largest first: {}.",
        largest.join(", ")
    )
}

pub(super) fn leaf(fact: FactIx, test: Test, words: &Option<String>) -> Criterion {
    Criterion::Leaf(Leaf {
        fact,
        test,
        words: words.clone(),
    })
}
