//! Criteria with a part that does nothing, and services that nobody of the area can use.

use nwd_core::analysis::conflict::{Needed, conflict};
use nwd_core::analysis::{MOST_EFFORT, effort, reach};
use nwd_core::answers::Answers;
use nwd_core::bundle::{Bundle, Service, Status};
use nwd_core::criterion::Criterion;
use nwd_core::facts::Facts;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::knowledge::Knowledge;

pub(super) fn lints(bundle: &Bundle) -> Vec<Lint> {
    let nothing = Answers::default();
    let known = Knowledge::new(&bundle.facts, &nothing);
    // A part that only repeats the condition of another part's question reads well: 'pregnant,
    // before 28 weeks'.
    let unconditional = Facts::new(
        bundle
            .facts
            .iter()
            .map(|(_, fact)| fact.unconditional())
            .collect(),
    );
    let unconditional = Knowledge::new(&unconditional, &nothing);
    let mut found = Vec::new();
    let place = Place::ROOT;
    let services = place.key("services");
    for (at, service) in bundle.services.iter().enumerate() {
        let service_place = services.item(at);
        let place = &service_place.key("for");
        let whole = &service.eligibility;
        let context = Context {
            whole,
            known: &unconditional,
            path: &[],
        };
        dead_parts(&context, whole, place, &mut found);
        found.extend(outside_area(bundle, service, place, &known));
    }
    found
}

/// A service that runs, and that nobody of its area can use; where it says that it is for those
/// outside, that is meant.
fn outside_area(
    bundle: &Bundle,
    service: &Service,
    place: &Place<'_>,
    known: &Knowledge<'_>,
) -> Option<Lint> {
    let mut areas = bundle.areas.iter().enumerate();
    let (number, area) = areas.find(|(_, area)| area.id == service.area)?;
    let criterion = &service.eligibility;
    if service.status != Status::Running
        || service.outside
        || !never(&[&area.covers, criterion], known)
    {
        return None;
    }
    let message = format!("Nobody whom the area is for can use {}.", service.id);
    let help = "Let the criterion and the area's \"covers\" have somebody in common, \
                or say that it is for those \"outside\".";
    let root = Place::ROOT;
    let areas = root.key("areas");
    let needed = vec![
        Needed::holds(&area.covers, &areas.item(number).key("covers")),
        Needed::holds(criterion, place),
    ];
    let both = conflict(needed, &bundle.facts).into_iter().flatten();
    Some(Lint::warning(Code::OutsideArea, place, message, help).beside(both))
}

/// Whether these can never hold together; what would take too long to settle is left alone.
fn never(criteria: &[&Criterion], known: &Knowledge<'_>) -> bool {
    effort(criteria, known) <= MOST_EFFORT && !reach(criteria, known).holds
}

/// The place of a part in a whole criterion.
struct Context<'a> {
    whole: &'a Criterion,
    known: &'a Knowledge<'a>,
    /// The positions that lead to it; 0 for what stands under a `not`.
    path: &'a [usize],
}

/// Reports the parts that could be left out without a difference: the largest, not what is inside
/// them.
fn dead_parts(context: &Context<'_>, part: &Criterion, place: &Place<'_>, found: &mut Vec<Lint>) {
    let (parts, key, neutral) = match part {
        Criterion::Leaf(_) => return,
        Criterion::All(parts) => (parts, "all", Criterion::All(Vec::new())),
        Criterion::Any(parts) => (parts, "any", Criterion::Any(Vec::new())),
        Criterion::Not(part) => {
            let path = [context.path, &[0]].concat();
            let context = context.at(&path);
            return dead_parts(&context, part, &place.key("not"), found);
        }
    };
    let place = place.key(key);
    for (at, inner) in parts.iter().enumerate() {
        let place = &place.item(at);
        let path = [context.path, &[at]].concat();
        let context = context.at(&path);
        if parts.len() > 1 && context.is_same_with(&neutral) {
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
    /// The same at another place.
    fn at<'b>(&'b self, path: &'b [usize]) -> Context<'b> {
        Context { path, ..*self }
    }

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
    let mut whole = whole.clone();
    match &mut whole {
        Criterion::Leaf(_) => {}
        Criterion::All(parts) | Criterion::Any(parts) => {
            if let Some(part) = parts.get_mut(*step) {
                *part = replaced(part, rest, other);
            }
        }
        Criterion::Not(part) => **part = replaced(part, rest, other),
    }
    whole
}
