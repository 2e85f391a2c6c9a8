//! What was said, each with a way to change it.

use super::el::{Attr, El, On, el};
use super::session::Act;
use super::view::View;
use crate::answers::Answer;
use crate::bundle::key;
use crate::facts::{Fact, FactIx};
use crate::passport::said;

/// The answers that the person gave.
pub fn list(view: &View<'_>) -> Option<El> {
    let answered = view.bundle.facts.iter().filter_map(|(at, fact)| {
        let answer = view.walk.answers().get(at).filter(|_| !view.walk.is_preset(at))?;
        Some(row(view, at, fact, answer))
    });
    let rows: Vec<El> = answered.collect();
    (!rows.is_empty())
        .then(|| el("section").class("recap").add(el("h3").add(view.ui("results.answers"))).add(el("dl").all(rows)))
}

fn row(view: &View<'_>, at: FactIx, fact: &Fact, answer: Answer) -> El {
    let short = view.say.text(&key(&["fact", &fact.id, "short"]));
    let label = view.ui("results.change");
    el("div").add(el("dt").add(short.clone())).add(el("dd").add(said(view.say, fact, answer))).add(
        el("dd").add(
            el("button")
                .class("link")
                .attr(Attr::Type, "button")
                .attr(Attr::AriaLabel, format!("{label}: {short}"))
                .on(On::Click, view.link, move |_| Act::Change(at))
                .add(label),
        ),
    )
}
