//! A list that allows several: ticks, in groups where it is long, with a search that knows everyday words.

use web_sys::{Event, HtmlInputElement, KeyboardEvent, wasm_bindgen::JsCast};
use yew::TargetCast;

use super::choices::radio;
use super::draft::Choice;
use super::el::{Attr, El, On, el, list};
use super::session::Act;
use super::view::View;
use crate::bundle::key;
use crate::facts::{Fact, FactIx, Section, ValueSet};
use crate::search::finds;

/// The ticks of an any-of fact.
pub fn control(view: &View<'_>, at: FactIx, fact: &Fact) -> El {
    let short = fact.sections.is_empty();
    let ticks = if short {
        view.bundle.choices(at).iter().enumerate().map(|(nth, value)| tick(view, fact, value, nth == 0)).collect()
    } else {
        list().add(search(view, fact)).all(fact.sections.iter().map(|section| section_of(view, fact, section)))
    };
    let none = || radio(view, fact, ValueSet::CAPACITY, Choice::NoneOfThese, view.ui("none"), None);
    let unsure = view.ui(if short { "decline" } else { "unsure" });
    list().add(ticks).add(el("div").class("otherwise").add(short.then(none)).add(radio(
        view,
        fact,
        ValueSet::CAPACITY + 1,
        Choice::Declined,
        unsure,
        None,
    )))
}

fn search(view: &View<'_>, fact: &Fact) -> El {
    let typed = view.search.trim();
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
    el("div")
        .class("search")
        .add(el("label").attr(Attr::For, "search").add(view.ui("search.label")))
        .add(el("p").class("hint").attr(Attr::Id, "search-hint").add(view.ui("search.hint")))
        .add(
            el("input")
                .attr(Attr::Id, "search")
                .attr(Attr::Type, "search")
                .attr(Attr::Autocomplete, "off")
                .attr(Attr::Spellcheck, "false")
                .attr(Attr::DataFirst, "")
                .attr(Attr::AriaDescribedby, "search-hint")
                .value(view.search.to_owned())
                .on(On::Input, view.link, |event| {
                    Act::Search(
                        event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default(),
                    )
                })
                .on(On::Keydown, view.link, stay),
        )
        .add(el("p").class("quiet").attr(Attr::Role, "status").add(told))
        .all(found.iter().map(|value| tick_in(view, fact, value, false, "found")))
}

/// Enter in the search is for searching, not for going on with nothing ticked.
fn stay(event: &Event) -> Option<Act> {
    if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
        event.prevent_default();
    }
    None
}

fn section_of(view: &View<'_>, fact: &Fact, section: &Section) -> El {
    let ticked = section.values.intersection(view.draft.ticks).len();
    let labels: Vec<String> = section.values.iter().take(3).map(|value| view.say.value(fact, value)).collect();
    el("details")
        .class("group")
        .key(&section.id)
        .add(
            el("summary")
                .add(el("span").class("name").add(view.say.text(&key(&["fact", &fact.id, "section", &section.id]))))
                .add((ticked > 0).then(|| el("span").class("count").add(view.say.count("ui.ticked", ticked))))
                .add(el("span").class("sample").add(labels.join(" · ")).add(if section.values.len() > 3 {
                    " …"
                } else {
                    ""
                })),
        )
        .all(section.values.iter().map(|value| tick(view, fact, value, false)))
}

fn tick(view: &View<'_>, fact: &Fact, value: u8, first: bool) -> El {
    tick_in(view, fact, value, first, "tick")
}

fn tick_in(view: &View<'_>, fact: &Fact, value: u8, first: bool, place: &'static str) -> El {
    let id = format!("{}-{place}-{value}", fact.id);
    let name = fact.domain.values().get(usize::from(value)).cloned().unwrap_or_default();
    el("div")
        .class("choice")
        .attr(Attr::DataFirst, first.then_some(""))
        .key(&id)
        .add(
            el("input")
                .attr(Attr::Type, "checkbox")
                .attr(Attr::Id, id.clone())
                .value(name)
                .checked(view.draft.ticks.contains(value))
                .on(On::Change, view.link, move |event| {
                    let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
                    Act::Tick(value, on)
                }),
        )
        .add(el("label").attr(Attr::For, id).add(view.say.value(fact, value)))
}
