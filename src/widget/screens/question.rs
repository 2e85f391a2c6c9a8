//! One question: what is asked, why, the control, and the ways on and back.

use crate::controls::{choices, number, ticks};
use crate::draft::Fault;
use crate::msg::Msg;
use crate::view::View;
use nwd_core::domain::{Domain, FactIx};
use nwd_core::facts::Fact;
use nwd_view::Handler;
use nwd_view::{Attr, El, el};

/// The most questions left that are counted out loud: more would put people off, and they are
/// rarely all asked.
const MAX_COUNTED: usize = 8;

/// A question on a screen of its own.
pub fn page(view: &View<'_>, at: FactIx) -> Option<El> {
    let fact = view.page.bundle.facts.get(at)?;
    // The results mean little before it is known what is going on.
    let needs = view.page.bundle.facts.known().needs;
    let can_skip = needs.is_none_or(|needs| view.walk.answers().get(needs).is_some());
    let left = view.walk.left();
    let skip = if can_skip {
        Some(view.button("link", "skip", Msg::Results))
    } else {
        None
    };
    let count = if (1..=MAX_COUNTED).contains(&left) {
        let count = view.page.say.count("ui.left", left);
        Some(el("p").class("quiet").add(count))
    } else {
        None
    };
    let page = el("section")
        .class("question")
        .part("question")
        .key(&fact.id)
        .add(view.back())
        .add(form(view, at, fact, "question"))
        .add(el("div").class("on").add(skip).add(count));
    Some(page)
}

/// A question in its place among other things.
pub fn inline(view: &View<'_>, at: FactIx) -> Option<El> {
    let fact = view.page.bundle.facts.get(at)?;
    Some(
        el("div")
            .class("question")
            .key(&fact.id)
            .add(form(view, at, fact, "inline")),
    )
}

fn form(view: &View<'_>, at: FactIx, fact: &Fact, place: &'static str) -> El {
    el("form")
        .attr(Attr::Novalidate, "novalidate")
        .on(view.send, Handler::Submit(Msg::Submit(at)))
        .add(view.fault.map(|fault| summary(view, fault, place)))
        .add(fieldset(view, at, fact, place))
        .add(
            el("button")
                .class("main")
                .attr(Attr::Type, "submit")
                .part("button")
                .add(view.page.ui("continue")),
        )
}

/// The question, what helps to answer it, what was wrong with the answer, and the control.
fn fieldset(view: &View<'_>, at: FactIx, fact: &Fact, place: &'static str) -> El {
    let hint = view.page.fact(fact, "hint");
    let is_number = matches!(fact.domain, Domain::Integer { .. });
    let question = view.page.text("fact", &fact.id, "question");
    let heading = if place == "question" {
        view.heading(question)
    } else {
        el("h4").add(question)
    };
    // A number's field is described itself; a list is by what holds it.
    let described = match (&hint, view.fault) {
        _ if is_number => None,
        (Some(_), Some(_)) => Some("hint fault"),
        (Some(_), None) => Some("hint"),
        (None, Some(_)) => Some("fault"),
        (None, None) => None,
    };
    let fault = view.fault.map(|fault| {
        el("p")
            .class("fault")
            .id("fault")
            .add(fault_words(view, fault))
    });
    el("fieldset")
        .attr(Attr::AriaDescribedby, described)
        .add(el("legend").add(heading))
        .add(hint.map(|hint| el("p").class("hint").id("hint").add(hint)))
        .add(why(view, fact))
        .add(fault)
        .add(control(view, at, fact))
}

/// Why it is asked, folded.
fn why(view: &View<'_>, fact: &Fact) -> Option<El> {
    let why = view.page.fact(fact, "why")?;
    let folded = el("details")
        .class("why")
        .add(el("summary").add(view.page.ui("why")))
        .add(el("p").add(why));
    Some(folded)
}

fn control(view: &View<'_>, at: FactIx, fact: &Fact) -> El {
    match fact.domain {
        Domain::OneOf(_) | Domain::YesNo => choices::control(view, at, fact),
        Domain::AnyOf(_) => ticks::control(view, at, fact),
        Domain::Integer { .. } => number::control(view, fact),
    }
}

/// What to do first, with a way to the field.
fn summary(view: &View<'_>, fault: Fault, place: &str) -> El {
    let heading = if place == "question" { "h2" } else { "h4" };
    let link = el("a")
        .attr(Attr::Href, "#fault")
        .on(view.send, Handler::Follow(Msg::FocusField));
    el("div")
        .class("summary")
        .attr(Attr::Role, "alert")
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::DataFocus, "")
        .add(el(heading).add(view.page.ui("error.heading")))
        .add(el("p").add(link.add(fault_words(view, fault))))
}

fn fault_words(view: &View<'_>, fault: Fault) -> String {
    match fault {
        Fault::Choose => view.page.ui("error.choose"),
        Fault::Tick => view.page.ui("error.tick"),
        Fault::Number => view.page.say.fill(
            "ui.error.number",
            &[("example", &view.page.ui("number.example"))],
        ),
        Fault::Range { min, max } => view.page.say.fill(
            "ui.error.range",
            &[("min", &min.to_string()), ("max", &max.to_string())],
        ),
    }
}
