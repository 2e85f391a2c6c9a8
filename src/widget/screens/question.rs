//! A screen of questions: what is asked, why, the controls, and the ways on and back.

use crate::controls::{choices, number, ticks, unsent};
use crate::draft::{Fault, Field};
use crate::msg::Msg;
use crate::view::{View, part_id};
use nwd_core::domain::{Domain, FactIx};
use nwd_core::facts::Fact;
use nwd_view::Handler;
use nwd_view::{Attr, El, el};

/// From so many steps on, how many there will be is not known well.
const SURE_STEPS: usize = 5;

/// A question, with those that are asked on the same screen.
pub fn page(view: &View<'_>, at: FactIx) -> Option<El> {
    let fact = view.page.bundle.facts.get(at)?;
    // The results mean little before it is known what is going on.
    let needs = view.page.bundle.facts.known().needs;
    let can_skip = needs.is_none_or(|needs| view.walk.answers().get(needs).is_some());
    let skip = if can_skip {
        Some(view.button("link", "skip", Msg::Results))
    } else {
        None
    };
    let left = match view.walk.left(view.page.bundle) {
        // Most of these will not be asked.
        SURE_STEPS.. => view.page.ui("left-few"),
        left => view.page.say.count("ui.left", left),
    };
    let title = match (view.form.fields.as_slice(), &fact.screen) {
        ([_, _, ..], Some(screen)) => Some(view.heading(view.page.text("screen", screen, "title"))),
        _ => None,
    };
    let level = if title.is_some() {
        Level::Under
    } else {
        Level::Page
    };
    let page = el("section")
        .class("question")
        .part("question")
        .key(&fact.id)
        .add(view.back())
        .add(title)
        .add(form(view, level))
        .add(
            el("div")
                .class("on")
                .add(skip)
                .add(el("p").class("quiet").add(left)),
        );
    Some(page)
}

/// A question in its place among other things.
pub fn inline(view: &View<'_>) -> El {
    el("div").class("question").add(form(view, Level::Inline))
}

/// Where a question's heading stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// It is the page's.
    Page,
    /// It is under the page's.
    Under,
    /// It is among other things.
    Inline,
}

fn form(view: &View<'_>, level: Level) -> El {
    let fields = view.form.fields.iter();
    unsent()
        .add(summary(view, level))
        .all(fields.filter_map(|field| fieldset(view, field, level)))
        .add(
            el("button")
                .class("main")
                .attr(Attr::Type, "submit")
                .part("button")
                .on(view.send, Handler::Follow(Msg::Submit))
                .add(view.page.ui("continue")),
        )
}

/// The question, what helps to answer it, what was wrong with the answer, and the control.
fn fieldset(view: &View<'_>, field: &Field, level: Level) -> Option<El> {
    let fact = view.page.bundle.facts.get(field.fact)?;
    let question = view.page.text("fact", &fact.id, "question");
    let heading = match level {
        Level::Page => view.heading(question),
        Level::Under => el("h3").add(question),
        Level::Inline => el("h4").add(question),
    };
    // A number's field is described itself; a list is by what holds it.
    let is_number = matches!(fact.domain, Domain::Integer { .. });
    let described = view.described_by(field, fact).filter(|_| !is_number);
    let hint = view.page.fact(fact, "hint");
    let hint = hint.map(|hint| el("p").class("hint").id(part_id("hint", fact)).add(hint));
    let fault = field.fault.map(|fault| {
        let words = fault_words(view, fault);
        el("p").class("fault").id(part_id("fault", fact)).add(words)
    });
    let fieldset = el("fieldset")
        .id(part_id("fact", fact))
        .key(&fact.id)
        .attr(Attr::AriaDescribedby, described)
        .add(el("legend").add(heading))
        .add(hint)
        .add(fault)
        .add(control(view, field, fact))
        .add(why(view, fact));
    Some(fieldset)
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

fn control(view: &View<'_>, field: &Field, fact: &Fact) -> El {
    match fact.domain {
        Domain::OneOf(_) | Domain::YesNo => choices::control(view, field, fact),
        Domain::AnyOf(_) => ticks::control(view, field, fact),
        Domain::Integer { .. } => number::control(view, field, fact),
    }
}

/// What to do first, with a way to each field that has a fault.
fn summary(view: &View<'_>, level: Level) -> Option<El> {
    let mut links = Vec::new();
    for field in &view.form.fields {
        if let Some((fault, fact)) = field.fault.zip(view.page.bundle.facts.get(field.fact)) {
            links.push(el("p").add(link(view, field.fact, fact, fault, level)));
        }
    }
    let level = if level == Level::Inline { "h4" } else { "h2" };
    let heading = view.page.say.count("ui.error.heading", links.len());
    let is_needed = !links.is_empty();
    let summary = el("div")
        .class("summary")
        .attr(Attr::Role, "alert")
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::DataFocus, "")
        .add(el(level).add(heading))
        .all(links);
    Some(summary).filter(|_| is_needed)
}

/// The way to a field that has a fault; where there are others it is called by its name.
fn link(view: &View<'_>, at: FactIx, fact: &Fact, fault: Fault, level: Level) -> El {
    let words = fault_words(view, fault);
    let words = if level == Level::Under {
        format!("{}: {words}", view.page.text("fact", &fact.id, "short"))
    } else {
        words
    };
    el("a")
        .attr(Attr::Href, format!("#{}", part_id("fact", fact)))
        .on(view.send, Handler::Follow(Msg::FocusField(at)))
        .add(words)
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
