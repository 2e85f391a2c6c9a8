//! A list that allows several: ticks, in groups where it is long, with a search that knows everyday
//! words.

use super::choices::{choice, input, radio, tick_of, typed};
use crate::draft::{Choice, Field};
use crate::msg::{Msg, Tick};
use crate::screens::alert;
use crate::view::View;
use nwd_core::domain::{FactIx, ValueSet};
use nwd_core::facts::{Fact, Section};
use nwd_core::keys::{joined, key};
use nwd_core::search::{self, Found};
use nwd_view::Handler;
use nwd_view::{Attr, El, el, list};

/// Values of a section that are named before it is opened.
const SAMPLE_LEN: usize = 3;

/// The ticks of an any-of fact.
pub fn control(view: &View<'_>, field: &Field, fact: &Fact) -> El {
    let at = field.fact;
    let words = if fact.sections.is_empty() {
        "decline"
    } else {
        "unsure"
    };
    let unsure = radio(
        view,
        field,
        fact,
        ValueSet::CAPACITY + 1,
        Choice::Declined,
        view.page.ui(words),
    );
    let offered = view.page.bundle.choices(at, view.known);
    if fact.sections.is_empty() {
        let none = radio(
            view,
            field,
            fact,
            ValueSet::CAPACITY,
            Choice::NoneOfThese,
            view.page.ui("none"),
        );
        list()
            .add(ticks(view, field, fact, offered.iter(), "tick", true))
            .add(el("div").class("otherwise").add(none).add(unsure))
    } else {
        list()
            .add(search(view, field, fact, offered))
            .all(
                fact.sections
                    .iter()
                    .filter_map(|section| section_of(view, field, fact, section, offered)),
            )
            .add(el("div").class("otherwise").add(unsure))
    }
}

/// What a search finds of the offered values.
fn find(view: &View<'_>, at: FactIx, words: &str, offered: ValueSet) -> Found {
    let mut found = search::find(view.page.bundle, view.page.say, at, words);
    found.values.retain(|value| offered.contains(*value));
    found
}

fn search(view: &View<'_>, field: &Field, fact: &Fact, offered: ValueSet) -> El {
    let at = field.fact;
    let found = find(view, at, view.search, offered);
    let count = if view.found_for == view.search {
        found.values.len()
    } else {
        find(view, at, view.found_for, offered).values.len()
    };
    let danger = found
        .danger
        .and_then(|value| alert::answer(view, at, value));
    let told = match (view.found_for.trim().is_empty(), count) {
        (true, _) => String::new(),
        (_, 0) => view.page.ui("search.none"),
        (_, count) => view.page.say.count("ui.search.found", count),
    };
    el("div")
        .class("search")
        .add(
            el("label")
                .attr(Attr::For, "search")
                .add(view.page.ui("search.label")),
        )
        .add(view.hint("search.hint").id("search-hint"))
        .add(search_field(view))
        .add(el("div").attr(Attr::Role, "alert").add(danger))
        .add(el("p").class("quiet").attr(Attr::Role, "status").add(told))
        .add(ticks(
            view,
            field,
            fact,
            found.values.into_iter(),
            "found",
            false,
        ))
}

fn search_field(view: &View<'_>) -> El {
    typed("search".to_owned())
        .attr(Attr::Role, "searchbox")
        .attr(Attr::Spellcheck, "false")
        .attr(Attr::DataFirst, "")
        .attr(Attr::AriaDescribedby, "search-hint")
        .value(view.search)
        .on(view.send, Handler::Type(Box::new(Msg::Search)))
        .on(view.send, Handler::Enter)
}

fn section_of(
    view: &View<'_>,
    field: &Field,
    fact: &Fact,
    section: &Section,
    offered: ValueSet,
) -> Option<El> {
    let values = section.values.intersection(offered);
    if values.is_empty() {
        return None;
    }
    let name = view
        .page
        .say
        .text(&key(&["fact", &fact.id, "section", &section.id]));
    let ticked = values.intersection(field.draft.ticks).len();
    let count = if ticked > 0 {
        let count = view.page.say.count("ui.ticked", ticked);
        Some(el("span").class("count").add(count))
    } else {
        None
    };
    let group = el("details")
        .class("group")
        .key(&section.id)
        .add(
            el("summary")
                .add(el("span").class("name").add(name))
                .add(count)
                .add(sample(view, fact, values)),
        )
        .add(ticks(view, field, fact, values.iter(), "tick", false));
    Some(group)
}

/// The first values of a section, by name.
fn sample(view: &View<'_>, fact: &Fact, values: ValueSet) -> El {
    let mut names = Vec::new();
    for value in values.iter().take(SAMPLE_LEN) {
        names.push(view.page.say.value(fact, value));
    }
    let more = if values.len() > SAMPLE_LEN {
        " …"
    } else {
        ""
    };
    el("span")
        .class("sample")
        .add(joined(&names, " · "))
        .add(more)
}

fn ticks(
    view: &View<'_>,
    field: &Field,
    fact: &Fact,
    values: impl Iterator<Item = u8>,
    place: &str,
    first: bool,
) -> El {
    values
        .enumerate()
        .map(|(nth, value)| tick(view, field, fact, value, place, first && nth == 0))
        .collect()
}

fn tick(view: &View<'_>, field: &Field, fact: &Fact, value: u8, place: &str, first: bool) -> El {
    let id = format!("{}-{place}-{value}", fact.id);
    let name = fact.domain.name(value);
    let tick = input(
        view,
        "checkbox",
        field.draft.ticks.contains(value),
        tick_of(Tick::Value(field.fact, value)),
    );
    choice(tick.value(name), id, view.page.say.value(fact, value)).attr(Attr::DataFirst, first)
}
