//! A number, typed; and 'not sure' beside it.

use web_sys::HtmlInputElement;
use yew::TargetCast;

use super::choices::radio;
use super::draft::Choice;
use super::el::{Attr, El, On, el, list};
use super::session::Act;
use super::view::View;
use crate::bundle::key;
use crate::facts::Fact;

/// The field of an integer fact.
pub fn control(view: &View<'_>, fact: &Fact) -> El {
    let label = view.say.text(&key(&["fact", &fact.id, "short"]));
    let unit = view.say.find(&key(&["fact", &fact.id, "unit"])).map(|unit| format!(" ({unit})")).unwrap_or_default();
    list()
        .add(
            el("div").class("number").add(el("label").attr(Attr::For, "number").add(label).add(unit)).add(
                el("input")
                    .attr(Attr::Id, "number")
                    .attr(Attr::Type, "text")
                    .attr(Attr::Inputmode, "numeric")
                    .attr(Attr::Autocomplete, "off")
                    .attr(Attr::Maxlength, "20")
                    .attr(Attr::DataFirst, "")
                    .attr(Attr::AriaInvalid, view.fault.map(|_| "true"))
                    .attr(Attr::AriaDescribedby, if view.fault.is_some() { "hint fault" } else { "hint" })
                    .value(view.draft.typed.clone())
                    .on(On::Input, view.link, |event| {
                        Act::Type(
                            event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default(),
                        )
                    }),
            ),
        )
        .add((!fact.required).then(|| radio(view, fact, 0, Choice::Declined, view.ui("decline"), None)))
}
