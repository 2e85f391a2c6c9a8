//! A list that allows one choice: named values, or yes and no, and 'not sure' after them.

use super::draft::Choice;
use super::el::{Attr, El, On, el};
use super::session::Act;
use super::view::View;
use crate::answers::Value;
use crate::bundle::key;
use crate::facts::{Domain, Fact, FactIx};

/// The choices of a one-of or yes-no fact.
pub fn control(view: &View<'_>, at: FactIx, fact: &Fact) -> El {
    let mut choices = match fact.domain {
        Domain::YesNo => {
            let label =
                |yes: bool| view.say.text(&key(&["fact", &fact.id, "value", if yes { "true" } else { "false" }]));
            vec![(Choice::YesNo(true), label(true), None), (Choice::YesNo(false), label(false), None)]
        }
        _ => view
            .bundle
            .choices(at)
            .iter()
            .map(|value| (Choice::One(value), view.say.value(fact, value), example(view, fact, value)))
            .collect(),
    };
    if !fact.required {
        choices.push((Choice::Declined, view.ui("decline"), None));
    }
    choices
        .into_iter()
        .enumerate()
        .map(|(nth, (choice, label, hint))| radio(view, fact, nth, choice, label, hint))
        .collect()
}

/// One choice of several, drawn large; the native control is under it.
pub fn radio(view: &View<'_>, fact: &Fact, nth: usize, choice: Choice, label: String, hint: Option<String>) -> El {
    let id = format!("{}-{nth}", fact.id);
    let value = match choice {
        Choice::One(at) => fact.domain.values().get(usize::from(at)).cloned().unwrap_or_default(),
        Choice::YesNo(yes) => yes.to_string(),
        Choice::NoneOfThese => "none".into(),
        Choice::Declined => "declined".into(),
    };
    let described = hint.as_ref().map(|_| format!("{id}-hint"));
    el("div")
        .class(if choice == Choice::Declined { "choice apart" } else { "choice" })
        .attr(Attr::DataFirst, (nth == 0).then_some(""))
        .add(
            el("input")
                .attr(Attr::Type, "radio")
                .attr(Attr::Id, id.clone())
                .attr(Attr::Name, fact.id.clone())
                .attr(Attr::AriaDescribedby, described)
                .value(value)
                .checked(view.draft.choice == Some(choice))
                .on(On::Change, view.link, move |_| Act::Choose(choice)),
        )
        .add(el("label").attr(Attr::For, id.clone()).add(label))
        .add(hint.map(|hint| el("p").class("hint").attr(Attr::Id, format!("{id}-hint")).add(hint)))
}

/// An everyday example of a value, for the age of the person that it is about.
fn example(view: &View<'_>, fact: &Fact, value: u8) -> Option<String> {
    let age = view.bundle.known.age.and_then(|age| view.known.value(age));
    let name = fact.domain.values().get(usize::from(value))?;
    view.say.find(&key(&["fact", &fact.id, "example", name, age_band(age)])).map(str::to_owned)
}

/// Whose everyday life an example is from: at primary school, at secondary school (and where the age is not known), grown up.
fn age_band(age: Option<Value>) -> &'static str {
    match age {
        Some(Value::Integer(..=10)) => "under-11",
        Some(Value::Integer(18..)) => "adult",
        _ => "11-17",
    }
}
