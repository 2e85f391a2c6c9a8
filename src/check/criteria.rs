//! Criteria with a part that does nothing, and services that nobody of the area can use.

use nwd_core::analysis::conflict::{Needed, conflict};
use nwd_core::analysis::{Seen, is_too_tangled, reach};
use nwd_core::answers::Answers;
use nwd_core::bundle::{Bundle, Service, Status};
use nwd_core::criterion::Criterion;
use nwd_core::facts::Facts;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::knowledge::Knowledge;

/// How many leaves are looked at for one service; what would take more to settle is left alone.
const MOST: usize = 100_000;

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
        let mut remainder = Remainder {
            whole,
            left: whole.clone(),
            known: [&unconditional, &known],
        };
        let look = || {
            dead_parts(&mut remainder, whole, &[], place, &mut found);
            found.extend(outside_area(bundle, service, place, &known));
        };
        known.within(MOST, || unconditional.within(MOST, look));
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
    !known.is_spent()
        && !is_too_tangled(&Seen::all(criteria), known)
        && !reach(criteria, known).holds
}

/// A criterion, and what is left of it once the parts that were found are left out.
struct Remainder<'a> {
    whole: &'a Criterion,
    left: Criterion,
    /// With every question part of every journey, and as it is.
    known: [&'a Knowledge<'a>; 2],
}

/// Reports the parts that could be left out without a difference: the largest, not what is inside
/// them, and of parts that are dead because of each other only those that still make none once the
/// ones before are left out. The path is of positions; 0 for what stands under a `not`.
fn dead_parts(
    remainder: &mut Remainder<'_>,
    part: &Criterion,
    path: &[usize],
    place: &Place<'_>,
    found: &mut Vec<Lint>,
) {
    let (parts, key, neutral) = match part {
        Criterion::Leaf(_) => return,
        Criterion::All(parts) => (parts, "all", Criterion::All(Vec::new())),
        Criterion::Any(parts) => (parts, "any", Criterion::Any(Vec::new())),
        Criterion::Not(part) => {
            let path = [path, &[0]].concat();
            return dead_parts(remainder, part, &path, &place.key("not"), found);
        }
    };
    let place = place.key(key);
    let mut kept = parts.len();
    for (at, inner) in parts.iter().enumerate() {
        let place = &place.item(at);
        let path = [path, &[at]].concat();
        if kept > 1 && remainder.leave_out(&path, &neutral) {
            kept -= 1;
            let message =
                "This part makes no difference: the rest of the criterion settles the same people.";
            found.push(Lint::warning(
                Code::DeadPart,
                place,
                message,
                "Leave it out, or look for what was meant.",
            ));
        } else {
            dead_parts(remainder, inner, &path, place, found);
        }
    }
}

impl Remainder<'_> {
    /// Leaves a part out where that makes no difference, neither by itself nor with those before
    /// it.
    fn leave_out(&mut self, path: &[usize], neutral: &Criterion) -> bool {
        let left = replaced(&self.left, path, neutral);
        let makes_none = self.is_same(&replaced(self.whole, path, neutral)) && self.is_same(&left);
        if makes_none {
            self.left = left;
        }
        makes_none
    }

    /// Whether the whole holds for the same people as another criterion.
    fn is_same(&self, other: &Criterion) -> bool {
        let not_other = Criterion::Not(Box::new(other.clone()));
        let not_whole = Criterion::Not(Box::new(self.whole.clone()));
        self.known.iter().all(|known| {
            never(&[self.whole, &not_other], known) && never(&[other, &not_whole], known)
        })
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
