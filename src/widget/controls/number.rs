//! A number, typed; and 'not sure' beside it.

use super::choices::{decline, typed};
use crate::draft::Field;
use crate::msg::Msg;
use crate::view::View;
use nwd_core::facts::Fact;
use nwd_view::Handler;
use nwd_view::{Attr, El, el, list};

/// The field of an integer fact.
pub fn control(view: &View<'_>, field: &Field, fact: &Fact) -> El {
    let label = view.page.text("fact", &fact.id, "short");
    let unit = view
        .page
        .fact(fact, "unit")
        .map(|unit| format!(" ({unit})"))
        .unwrap_or_default();
    let id = format!("number-{}", fact.id);
    let at = field.fact;
    let label = el("label").attr(Attr::For, id.clone()).add(label).add(unit);
    let input = typed(id)
        .attr(Attr::Inputmode, "numeric")
        .attr(Attr::Maxlength, "20")
        .attr(Attr::DataFirst, "")
        .attr(Attr::AriaInvalid, field.fault.map(|_| "true"))
        .attr(Attr::AriaDescribedby, view.described_by(field, fact))
        .value(&field.draft.typed)
        .on(
            view.send,
            Handler::Type(Box::new(move |typed| Msg::Type(at, typed))),
        );
    list()
        .add(el("div").class("number").add(label).add(input))
        .add(decline(view, field, fact, 0))
}
