//! What is for other people, by what it is that they are and this person is not.

use crate::view::View;
use nwd_core::journey::ServiceOutcome;
use nwd_core::keys::joined;
use nwd_core::truth::Truth;
use nwd_view::{El, el};

/// The services for other people, those of one reason under it.
pub fn list(view: &View<'_>, services: &[&ServiceOutcome<'_>]) -> Option<El> {
    if services.is_empty() {
        return None;
    }
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for outcome in services {
        let (reason, name) = (reason(view, outcome), view.page.name(outcome.service));
        match reasons.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    let summary = format!("{} ({})", view.page.ui("results.not-now"), services.len());
    let folded = el("details")
        .class("folded")
        .add(el("summary").add(summary))
        .add(view.hint("results.not-now-lead"))
        .add(
            el("dl")
                .class("by-reason")
                .all(reasons.into_iter().map(row)),
        );
    Some(folded)
}

fn row((reason, names): (String, Vec<String>)) -> El {
    let names = names
        .into_iter()
        .map(|name| el("dd").class("name").add(name));
    el("div").add(el("dt").add(reason)).all(names)
}

/// Why a service is not for this person: the words of the question that decides it, where it alone
/// does and has some, else what it asks for.
fn reason(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> String {
    let facts = &view.page.bundle.facts;
    let mut against = outcome.reasons(view.known);
    against.retain(|reason| reason.holds == Truth::False);
    if let [only] = against.as_slice()
        && only.leaf.words.is_none()
        && let Some(fact) = facts.get(only.leaf.fact)
        && let Some(words) = view.page.fact(fact, "not-now")
    {
        return words;
    }
    let mut phrases = Vec::new();
    for reason in against {
        phrases.push(view.page.say.phrase(reason.leaf, reason.negated, facts));
    }
    let people = view.page.ui("card.not-because");
    format!("{people}: {}", joined(&phrases, "; "))
}
