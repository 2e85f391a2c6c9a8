//! A number, typed; and 'not sure' beside it.

use super::choices::decline;
use crate::msg::Msg;
use crate::view::View;
use nwd_core::facts::Fact;
use nwd_view::Handler;
use nwd_view::{Attr, El, el, list};

/// The field of an integer fact.
pub fn control(view: &View<'_>, fact: &Fact) -> El {
    let label = view.page.text("fact", &fact.id, "short");
    let unit = view
        .page
        .fact(fact, "unit")
        .map(|unit| format!(" ({unit})"))
        .unwrap_or_default();
    let label = el("label").attr(Attr::For, "number").add(label).add(unit);
    let field = el("input")
        .id("number")
        .attr(Attr::Type, "text")
        .attr(Attr::Inputmode, "numeric")
        .attr(Attr::Autocomplete, "off")
        .attr(Attr::Maxlength, "20")
        .attr(Attr::DataFirst, "")
        .attr(Attr::AriaInvalid, view.fault.map(|_| "true"))
        .attr(
            Attr::AriaDescribedby,
            if view.fault.is_some() {
                "hint fault"
            } else {
                "hint"
            },
        )
        .value(&view.draft.typed)
        .on(view.send, Handler::Type(Msg::Type));
    list()
        .add(el("div").class("number").add(label).add(field))
        .add(decline(view, fact, 0))
}
