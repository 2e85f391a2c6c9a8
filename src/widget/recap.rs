//! What was said, each with a way to change it.

use yew::{Html, html};

use super::session::Act;
use super::view::View;
use crate::answers::{Answer, Value};
use crate::bundle::key;
use crate::facts::{Fact, FactIx};

/// The answers that the person gave.
pub fn list(view: &View<'_>) -> Html {
    let answered = view.bundle.facts.iter().filter_map(|(at, fact)| {
        let answer = view.walk.answers().get(at).filter(|_| !view.walk.is_preset(at))?;
        Some(row(view, at, fact, answer))
    });
    let rows: Vec<Html> = answered.collect();
    if rows.is_empty() {
        return Html::default();
    }
    html! { <section class="recap"><h3>{ view.ui("results.answers") }</h3><dl>{ rows }</dl></section> }
}

fn row(view: &View<'_>, at: FactIx, fact: &Fact, answer: Answer) -> Html {
    let short = view.say.text(&key(&["fact", &fact.id, "short"]));
    let change = view.link.callback(move |_| Act::Change(at));
    let label = view.ui("results.change");
    html! {
        <div>
            <dt>{ short.clone() }</dt>
            <dd>{ said(view, fact, answer) }</dd>
            <dd><button type="button" class="link" onclick={change} aria-label={format!("{label}: {short}")}>{ label.clone() }</button></dd>
        </div>
    }
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
