//! Criteria of which a part does nothing, and services that nobody of the area can use.

use nwd_core::analysis::conflict::{Needed, conflict};
use nwd_core::analysis::{MOST_EFFORT, effort, reach};
use nwd_core::answers::Answers;
use nwd_core::bundle::{Bundle, Status};
use nwd_core::criterion::Criterion;
use nwd_core::facts::Facts;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::knowledge::Knowledge;

pub(super) fn lints(bundle: &Bundle) -> Vec<Lint> {
    let nothing = Answers::default();
    let known = Knowledge::new(&bundle.facts, &nothing);
    // A part that only repeats the condition of another part's question reads well: 'pregnant, before 28 weeks'.
    let unconditional = Facts::new(
        bundle
            .facts
            .iter()
            .map(|(_, fact)| fact.unconditional())
            .collect(),
    );
    let unconditional = Knowledge::new(&unconditional, &nothing);
    let place = Place::ROOT;
    let (areas, services) = (place.key("areas"), place.key("services"));
    let mut found = Vec::new();
    for (at, service) in bundle.services.iter().enumerate() {
        let place = &services.item(at);
        let whole = &service.eligibility;
        dead_parts(
            &Context {
                whole,
                known: &unconditional,
                path: &[],
            },
            whole,
            &place.key("for"),
            &mut found,
        );
        let Some((number, area)) = bundle
            .areas
            .iter()
            .enumerate()
            .find(|(_, area)| area.id == service.area)
        else {
            continue;
        };
        if service.status == Status::Running
            && !service.outside
            && never(&[&area.covers, whole], &known)
        {
            let message = format!("Nobody whom the area is for can use {}.", service.id);
            let help = "Let the criterion and the area's \"covers\" have somebody in common, or say that it is for those \"outside\".";
            let (whom, own) = (place.key("for"), areas.item(number));
            let needed = vec![
                Needed::holds(&area.covers, &own.key("covers")),
                Needed::holds(whole, &whom),
            ];
            let both = conflict(needed, &bundle.facts).into_iter().flatten();
            found.push(Lint::warning(Code::OutsideArea, &whom, message, help).beside(both));
        }
    }
    found
}

/// Whether these can never hold together; what would take too long to settle is left alone.
fn never(criteria: &[&Criterion], known: &Knowledge<'_>) -> bool {
    effort(criteria, known) <= MOST_EFFORT && !reach(criteria, known).holds
}

/// Where a part stands in a whole criterion.
struct Context<'a> {
    whole: &'a Criterion,
    known: &'a Knowledge<'a>,
    /// The positions that lead to it; 0 for what stands under a `not`.
    path: &'a [usize],
}

/// Reports the parts that could be left out without a difference: the largest, not what is inside them.
fn dead_parts(context: &Context<'_>, part: &Criterion, place: &Place<'_>, found: &mut Vec<Lint>) {
    let (parts, key, neutral) = match part {
        Criterion::Leaf(_) => return,
        Criterion::All(parts) => (
            parts.iter().collect::<Vec<_>>(),
            "all",
            Some(Criterion::All(Vec::new())),
        ),
        Criterion::Any(parts) => (
            parts.iter().collect(),
            "any",
            Some(Criterion::Any(Vec::new())),
        ),
        Criterion::Not(part) => (vec![&**part], "not", None),
    };
    let place = place.key(key);
    for (at, inner) in parts.iter().enumerate() {
        let item = place.item(at);
        let place = if neutral.is_some() { &item } else { &place };
        let path = [context.path, &[at]].concat();
        let context = Context {
            path: &path,
            ..*context
        };
        let dead = parts.len() > 1
            && neutral
                .as_ref()
                .is_some_and(|neutral| context.is_same_with(neutral));
        if dead {
            let message =
                "This part makes no difference: the rest of the criterion settles the same people.";
            found.push(Lint::warning(
                Code::DeadPart,
                place,
                message,
                "Leave it out, or look for what was meant.",
            ));
        } else {
            dead_parts(&context, inner, place, found);
        }
    }
}

impl Context<'_> {
    /// Whether the whole holds for the same people with something else in this place.
    fn is_same_with(&self, other: &Criterion) -> bool {
        let with = replaced(self.whole, self.path, other);
        let not_with = Criterion::Not(Box::new(with.clone()));
        let not_whole = Criterion::Not(Box::new(self.whole.clone()));
        never(&[self.whole, &not_with], self.known) && never(&[&with, &not_whole], self.known)
    }
}

fn replaced(whole: &Criterion, path: &[usize], other: &Criterion) -> Criterion {
    let Some((step, rest)) = path.split_first() else {
        return other.clone();
    };
    let each = |parts: &[Criterion]| {
        let part = |(at, part): (usize, &Criterion)| {
            if at == *step {
                replaced(part, rest, other)
            } else {
                part.clone()
            }
        };
        parts.iter().enumerate().map(part).collect()
    };
    match whole {
        Criterion::Leaf(_) => whole.clone(),
        Criterion::All(parts) => Criterion::All(each(parts)),
        Criterion::Any(parts) => Criterion::Any(each(parts)),
        Criterion::Not(part) => Criterion::Not(Box::new(replaced(part, rest, other))),
    }
}
