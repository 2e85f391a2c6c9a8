//! How somebody would like to be helped: ticks among the results, which move what stands first.

use crate::controls::choices::{choice, input, tick_of};
use crate::msg::Tick;
use crate::view::View;
use nwd_core::domain::{Value, ValueSet};
use nwd_core::journey::ServiceOutcome;
use nwd_core::truth::Truth;
use nwd_view::{El, el};

/// The ways to be helped that something that fits or may fit says it has, or has not; nothing where
/// none does.
pub fn list(view: &View<'_>) -> Option<El> {
    let page = &view.page;
    let at = page.bundle.facts.known().prefers?;
    let fact = page.bundle.facts.get(at)?;
    let liked = match view.known.value(at) {
        Some(Value::Any(ways)) => ways,
        _ => ValueSet::default(),
    };
    let ways = ways(&view.outcome().services).union(liked);
    if ways.is_empty() {
        return None;
    }
    let tick = |way: u8| {
        let control = input(
            view,
            "checkbox",
            liked.contains(way),
            tick_of(Tick::Preferred(way)),
        );
        let id = format!("{}-{way}", fact.id);
        choice(control, id, page.say.value(fact, way))
    };
    let question = page.text("fact", &fact.id, "question");
    let list = el("details")
        .class("folded prefer")
        .add(el("summary").add(question))
        .add(view.hint("results.prefer"))
        .add(el("div").class("ways").all(ways.iter().map(tick)));
    Some(list)
}

/// The ways that one of these has, or has not, where it may be for this person.
fn ways(services: &[ServiceOutcome<'_>]) -> ValueSet {
    let shown = services
        .iter()
        .filter(|outcome| outcome.relevant && outcome.verdict != Truth::False);
    shown.fold(ValueSet::default(), |all, outcome| {
        let ranking = &outcome.service.ranking;
        all.union(ranking.offers).union(ranking.lacks)
    })
}
