//! What was said, each with a way to change it.

use super::landmark;
use crate::msg::Msg;
use crate::view::View;
use nwd_core::answers::Answer;
use nwd_core::domain::FactIx;
use nwd_core::facts::Fact;
use nwd_core::keys::joined;
use nwd_core::summary::said;
use nwd_view::{Attr, El, el};

/// The answers that the person gave.
pub fn list(view: &View<'_>) -> Option<El> {
    let answered = view.page.bundle.facts.iter().filter_map(|(at, fact)| {
        let answer = view.walk.answers().get(at)?;
        if view.walk.is_preset(at) || view.walk.is_settled(at) {
            return None;
        }
        Some(row(view, at, fact, answer))
    });
    let rows = answered.collect::<El>().unless_empty()?;
    let words = format!("{} ({})", view.page.ui("results.answers-see"), rows.count());
    let folded = el("details")
        .class("folded")
        .add(el("summary").add(words))
        .add(el("dl").add(rows));
    Some(landmark("recap", "answers", view.page.ui("results.answers")).add(folded))
}

fn row(view: &View<'_>, at: FactIx, fact: &Fact, answer: Answer) -> El {
    let short = view.page.text("fact", &fact.id, "short");
    let label = view.page.ui("results.change");
    let change = view
        .button("link", "results.change", Msg::Change(at))
        .attr(Attr::AriaLabel, joined(&[&label, &short], ": "));
    el("div")
        .add(el("dt").add(short))
        .add(el("dd").add(said(view.page.say, fact, answer)))
        .add(el("dd").add(change))
}
