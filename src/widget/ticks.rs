//! A list that allows several: ticks, in groups where it is long, with a search that knows everyday words.

use web_sys::{HtmlInputElement, InputEvent};
use yew::{Html, TargetCast, html};

use super::choices::radio;
use super::draft::Choice;
use super::session::Act;
use super::view::View;
use crate::bundle::key;
use crate::facts::{Fact, FactIx, Section, ValueSet};
use crate::search::finds;

/// The ticks of an any-of fact.
pub fn control(view: &View<'_>, at: FactIx, fact: &Fact) -> Html {
    let list = if fact.sections.is_empty() {
        view.bundle.choices(at).iter().enumerate().map(|(nth, value)| tick(view, fact, value, nth == 0)).collect()
    } else {
        html! { <>{ search(view, fact) }{ sections(view, fact) }</> }
    };
    let unsure = if fact.sections.is_empty() { "decline" } else { "unsure" };
    html! {
        <>
            { list }
            <div class="otherwise">
                if fact.sections.is_empty() {
                    { radio(view, fact, ValueSet::CAPACITY, Choice::NoneOfThese, view.ui("none"), None) }
                }
                { radio(view, fact, ValueSet::CAPACITY + 1, Choice::Declined, view.ui(unsure), None) }
            </div>
        </>
    }
}

fn search(view: &View<'_>, fact: &Fact) -> Html {
    let typed = view.search.trim();
    let input = view.link.callback(|event: InputEvent| {
        Act::Search(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default())
    });
    let terms = |value: u8| {
        let name = fact.domain.values().get(usize::from(value)).map_or("", String::as_str);
        let more = view.say.find(&key(&["fact", &fact.id, "search", name])).unwrap_or_default();
        format!("{} {more}", view.say.value(fact, value))
    };
    let find = |typed: &str| -> ValueSet {
        fact.domain.all_values().iter().filter(|value| finds(typed, &terms(*value))).collect()
    };
    let found = find(typed);
    let told = match (view.found_for.trim().is_empty(), find(view.found_for).len()) {
        (true, _) => String::new(),
        (_, 0) => view.ui("search.none"),
        (_, count) => view.say.count("ui.search.found", count),
    };
    let enter = yew::Callback::from(|event: yew::KeyboardEvent| {
        // Enter in the search is for searching, not for going on with nothing ticked.
        if event.key() == "Enter" {
            event.prevent_default();
        }
    });
    html! {
        <div class="search">
            <label for="search">{ view.ui("search.label") }</label>
            <p class="hint" id="search-hint">{ view.ui("search.hint") }</p>
            <input id="search" type="search" autocomplete="off" spellcheck="false" data-first=""
                aria-describedby="search-hint" value={view.search.to_owned()} oninput={input} onkeydown={enter} />
            <p role="status" class="quiet">{ told }</p>
            { found.iter().map(|value| tick_in(view, fact, value, false, "found")).collect::<Html>() }
        </div>
    }
}

fn sections(view: &View<'_>, fact: &Fact) -> Html {
    fact.sections.iter().map(|section| section_of(view, fact, section)).collect()
}

fn section_of(view: &View<'_>, fact: &Fact, section: &Section) -> Html {
    let ticked = section.values.intersection(view.draft.ticks).len();
    let labels: Vec<String> = section.values.iter().take(3).map(|value| view.say.value(fact, value)).collect();
    html! {
        <details class="group" key={section.id.clone()}>
            <summary>
                <span class="name">{ view.say.text(&key(&["fact", &fact.id, "section", &section.id])) }</span>
                if ticked > 0 { <span class="count">{ view.say.count("ui.ticked", ticked) }</span> }
                <span class="sample">{ labels.join(" · ") }{ if section.values.len() > 3 { " …" } else { "" } }</span>
            </summary>
            { section.values.iter().map(|value| tick(view, fact, value, false)).collect::<Html>() }
        </details>
    }
}

fn tick(view: &View<'_>, fact: &Fact, value: u8, first: bool) -> Html {
    tick_in(view, fact, value, first, "tick")
}

fn tick_in(view: &View<'_>, fact: &Fact, value: u8, first: bool, place: &'static str) -> Html {
    let id = format!("{}-{place}-{value}", fact.id);
    let name = fact.domain.values().get(usize::from(value)).cloned().unwrap_or_default();
    let change = view.link.callback(move |event: yew::Event| {
        let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
        Act::Tick(value, on)
    });
    html! {
        <div class="choice" data-first={first.then_some("")} key={id.clone()}>
            <input type="checkbox" id={id.clone()} value={name} onchange={change}
                checked={view.draft.ticks.contains(value)} />
            <label for={id}>{ view.say.value(fact, value) }</label>
        </div>
    }
}
