//! One question: what is asked, why, the control, and the ways on and back.

use web_sys::SubmitEvent;
use yew::{Html, html};

use super::draft::Fault;
use super::session::Act;
use super::view::View;
use super::{choices, number, ticks};
use crate::bundle::key;
use crate::facts::{Domain, Fact, FactIx};

/// A longer way than this is not counted out loud: it would only put people off, and it is rarely walked to the end.
const MOST_LEFT: usize = 8;

/// A question on a screen of its own.
pub fn page(view: &View<'_>, at: FactIx) -> Html {
    let Some(fact) = view.bundle.facts.get(at) else { return Html::default() };
    let back = view.walk.can_go_back().then(|| {
        html! { <button type="button" class="link back" onclick={view.link.callback(|_| Act::Back)}>{ view.ui("back") }</button> }
    });
    // The results mean little before it is known what is going on.
    let needs = view.bundle.known.needs;
    let skip = needs.is_none_or(|needs| view.walk.answers().get(needs).is_some()).then(|| {
        html! { <button type="button" class="link" onclick={view.link.callback(|_| Act::Results)}>{ view.ui("skip") }</button> }
    });
    let left = view.outcome.left().len();
    html! {
        <section class="question" part="question" key={fact.id.clone()}>
            { back }
            { form(view, at, fact, "question") }
            <div class="on">
                { skip }
                if (1..=MOST_LEFT).contains(&left) {
                    <p class="quiet">{ view.say.count("ui.left", left) }</p>
                }
            </div>
        </section>
    }
}

/// A question in its place among other things.
pub fn inline(view: &View<'_>, at: FactIx) -> Html {
    let Some(fact) = view.bundle.facts.get(at) else { return Html::default() };
    html! { <div class="question inline" key={fact.id.clone()}>{ form(view, at, fact, "inline") }</div> }
}

fn form(view: &View<'_>, at: FactIx, fact: &Fact, place: &'static str) -> Html {
    let submit = view.link.callback(move |event: SubmitEvent| {
        event.prevent_default();
        Act::Submit(at)
    });
    let words = |part: &str| view.say.find(&key(&["fact", &fact.id, part])).map(str::to_owned);
    let control = match fact.domain {
        Domain::OneOf(_) | Domain::YesNo => choices::control(view, at, fact),
        Domain::AnyOf(_) => ticks::control(view, at, fact),
        Domain::Integer { .. } => number::control(view, fact),
    };
    let is_number = matches!(fact.domain, Domain::Integer { .. });
    let question = words("question").unwrap_or_default();
    let focus = (place == "question" && view.fault.is_none()).then_some("");
    let described: Vec<&str> =
        [words("hint").map(|_| "hint"), view.fault.map(|_| "fault")].into_iter().flatten().collect();
    // A number's field is described itself; a list is by what holds it.
    let described = (!described.is_empty() && !is_number).then(|| described.join(" "));
    html! {
        <form novalidate=true onsubmit={submit}>
            { view.fault.map(|fault| summary(view, fault, place)) }
            <fieldset aria-describedby={described}>
                <legend>
                    if place == "question" {
                        <h2 tabindex="-1" data-focus={focus}>{ question }</h2>
                    } else {
                        <h4>{ question }</h4>
                    }
                </legend>
                if let Some(hint) = words("hint") { <p class="hint" id="hint">{ hint }</p> }
                if let Some(why) = words("why") {
                    <details class="why"><summary>{ view.ui("why") }</summary><p>{ why }</p></details>
                }
                if let Some(fault) = view.fault { <p class="fault" id="fault">{ fault_words(view, fault) }</p> }
                { control }
            </fieldset>
            <button type="submit" class="main" part="button">{ view.ui("continue") }</button>
        </form>
    }
}

/// What to do first, with a way to the field.
fn summary(view: &View<'_>, fault: Fault, place: &str) -> Html {
    let heading = view.ui("error.heading");
    let go = view.link.callback(|event: yew::MouseEvent| {
        event.prevent_default();
        Act::FocusField
    });
    html! {
        <div class="summary" role="alert" tabindex="-1" data-focus="">
            if place == "question" { <h2>{ heading }</h2> } else { <h4>{ heading }</h4> }
            <p><a href="#fault" onclick={go}>{ fault_words(view, fault) }</a></p>
        </div>
    }
}

fn fault_words(view: &View<'_>, fault: Fault) -> String {
    match fault {
        Fault::Choose => view.ui("error.choose"),
        Fault::Tick => view.ui("error.tick"),
        Fault::Number => view.say.fill("ui.error.number", &[("example", &view.ui("number.example"))]),
        Fault::Range { min, max } => {
            view.say.fill("ui.error.range", &[("min", &min.to_string()), ("max", &max.to_string())])
        }
    }
}
