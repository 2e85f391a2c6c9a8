//! What it takes to find out what to ask: a page stops at a bound, and asks from there on whatever is
//! open.

use std::cmp::Reverse;

use nwd_core::answers::Answers;
use nwd_core::bundle::{Bundle, ServiceIx};
use nwd_core::clock::{Date, Moment, Time};
use nwd_core::format::limits::EFFORT;
use nwd_core::format::{Code, Lint, Place};
use nwd_core::journey::Outcome;

/// Where it is told: half of where a page stops.
const NEAR: usize = EFFORT / 2;

/// No more than this is counted.
const MOST: usize = 100 * EFFORT;

pub(super) fn lints(bundle: &Bundle, today: Date) -> Option<Lint> {
    let time = Time::parse("12:00")?;
    let now = Moment { date: today, time };
    // Where nothing is known there is most to find out.
    let outcome = Outcome::with_next(bundle, &Answers::default(), now, None);
    let effort = outcome.effort(MOST);
    let each = outcome.services.iter();
    let each = each.map(|service| (outcome.effort_of(service, MOST), service.ix));
    let (own, ix) = each.max_by_key(|(effort, ix)| (*effort, Reverse(*ix)))?;
    // What others settle when nothing is known is its own to find out once they are ruled out.
    (effort.max(own) > NEAR).then(|| lint(bundle, effort, own, ix))
}

fn lint(bundle: &Bundle, effort: usize, own: usize, ix: ServiceIx) -> Lint {
    let id = bundle.service(ix).map_or("", |service| &service.id);
    let message = format!(
        "To find out what {id} may ask, {own} leaves of criteria are looked at where nothing is answered, and \
         {effort} for all services together. A page stops at {EFFORT}, and asks from there on whatever is open."
    );
    let help = "Name fewer facts in it, and each once: in one list or one range. Or make two services of it.";
    let services = Place::ROOT.key("services");
    Lint::warning(Code::SlowToAsk, &services.item(ix.0), message, help)
}
