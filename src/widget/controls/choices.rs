//! A list that allows one choice: named values, or yes and no, and 'not sure' after them.

use crate::draft::{Choice, Field};
use crate::msg::{Msg, Tick};
use crate::view::View;
use nwd_core::domain::Domain;
use nwd_core::facts::Fact;
use nwd_core::keys::key;
use nwd_view::Handler;
use nwd_view::{Attr, El, el, list};

/// The choices of a one-of or yes-no fact.
pub fn control(view: &View<'_>, field: &Field, fact: &Fact) -> El {
    let yes_no = |nth, yes| {
        radio(
            view,
            field,
            fact,
            nth,
            Choice::YesNo(yes),
            view.page.say.yes_no(fact, yes),
        )
    };
    let choices: El = match fact.domain {
        Domain::YesNo => list().add(yes_no(0, true)).add(yes_no(1, false)),
        _ => {
            let mut choices = list();
            let offered = view.page.bundle.choices(field.fact, view.known);
            for (nth, value) in offered.iter().enumerate() {
                let label = view.page.say.value(fact, value);
                choices = choices.add(radio(view, field, fact, nth, Choice::One(value), label));
            }
            choices
        }
    };
    let nth = choices.count();
    choices.add(decline(view, field, fact, nth))
}

/// 'Not sure', where it can be chosen.
pub fn decline(view: &View<'_>, field: &Field, fact: &Fact, nth: usize) -> Option<El> {
    if fact.required {
        return None;
    }
    let label = view.page.ui("decline");
    Some(radio(view, field, fact, nth, Choice::Declined, label))
}

/// A native radio button or tick.
pub fn input(view: &View<'_>, kind: &'static str, checked: bool, handler: Handler<Msg>) -> El {
    el("input")
        .attr(Attr::Type, kind)
        .checked(checked)
        .on(view.send, handler)
}

/// A field that is typed in. A browser that asks its maker what a field is for tells its name and
/// type: they are the same for all, so that what is asked does not follow from what was answered.
pub fn typed(id: String) -> El {
    el("input")
        .id(id)
        .attr(Attr::Name, "typed")
        .attr(Attr::Type, "text")
        .attr(Attr::Autocomplete, "off")
}

/// What is sent for something that can be ticked.
pub fn tick_of(what: Tick) -> Handler<Msg> {
    Handler::Tick {
        on: Msg::Tick(what, true),
        off: Msg::Tick(what, false),
    }
}

/// One of several things to choose, drawn large; the native control is under it.
pub fn choice(control: El, id: String, label: String) -> El {
    let label = el("label").attr(Attr::For, id.clone()).add(label);
    el("div")
        .class("choice")
        .key(&id)
        .add(control.id(id))
        .add(label)
}

/// An answer of a list that allows one.
pub fn radio(
    view: &View<'_>,
    field: &Field,
    fact: &Fact,
    nth: usize,
    answer: Choice,
    label: String,
) -> El {
    let id = format!("{}-{nth}", fact.id);
    let value = answer.name(fact);
    let example = match answer {
        Choice::One(_) => example(view, fact, value),
        Choice::YesNo(_) | Choice::NoneOfThese | Choice::Declined => None,
    };
    let hint = format!("{id}-hint");
    let radio = input(
        view,
        "radio",
        field.draft.choice == Some(answer),
        Handler::Choose(Msg::Choose(field.fact, answer)),
    )
    .attr(Attr::Name, fact.id.clone())
    .attr(
        Attr::AriaDescribedby,
        example.as_ref().map(|_| hint.clone()),
    )
    .value(value);
    choice(radio, id, label)
        .class(if answer == Choice::Declined {
            "choice apart"
        } else {
            "choice"
        })
        .attr(Attr::DataFirst, nth == 0)
        .add(example.map(|example| el("p").class("hint").id(hint).add(example)))
}

/// An everyday example of a value, for the age of the person that it is about.
fn example(view: &View<'_>, fact: &Fact, value: &str) -> Option<String> {
    let band = age_band(view.known.age());
    view.page
        .say
        .find(&key(&["fact", &fact.id, "example", value, band]))
        .map(str::to_owned)
}

/// Whose everyday life an example is from: at primary school, at secondary school (and where the
/// age is not known), grown up.
fn age_band(age: Option<i32>) -> &'static str {
    match age {
        Some(..=10) => "under-11",
        Some(18..) => "adult",
        _ => "11-17",
    }
}
