//! What was said, each with a way to change it.

use super::el::{Attr, El, On, el};
use super::session::Act;
use super::view::View;
use crate::answers::{Answer, Value};
use crate::bundle::key;
use crate::facts::{Fact, FactIx};

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
    el("div").add(el("dt").add(short.clone())).add(el("dd").add(said(view, fact, answer))).add(
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

fn said(view: &View<'_>, fact: &Fact, answer: Answer) -> String {
    match answer {
        Answer::Declined => view.ui("results.declined"),
        Answer::Given(Value::One(at)) => view.say.value(fact, at),
        Answer::Given(Value::YesNo(yes)) => {
            view.say.text(&key(&["fact", &fact.id, "value", if yes { "true" } else { "false" }]))
        }
        Answer::Given(Value::Integer(n)) => n.to_string(),
        Answer::Given(Value::Any(ticks)) if ticks.is_empty() => view.ui("results.none-ticked"),
        Answer::Given(Value::Any(ticks)) => {
            ticks.iter().map(|at| view.say.value(fact, at)).collect::<Vec<_>>().join("; ")
        }
    }
}
