//! A number, typed; and 'not sure' beside it.

use web_sys::{HtmlInputElement, InputEvent};
use yew::{Html, TargetCast, html};

use super::choices::radio;
use super::draft::Choice;
use super::session::Act;
use super::view::View;
use crate::bundle::key;
use crate::facts::Fact;

/// The field of an integer fact.
pub fn control(view: &View<'_>, fact: &Fact) -> Html {
    let input = view.link.callback(|event: InputEvent| {
        Act::Type(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default())
    });
    let label = view.say.text(&key(&["fact", &fact.id, "short"]));
    let unit = view.say.find(&key(&["fact", &fact.id, "unit"])).map(|unit| format!(" ({unit})")).unwrap_or_default();
    html! {
        <>
            <div class="number">
                <label for="number">{ label }{ unit }</label>
                <input id="number" type="text" inputmode="numeric" autocomplete="off" maxlength="20" data-first=""
                    value={view.draft.typed.clone()} oninput={input}
                    aria-invalid={view.fault.map(|_| "true")} aria-describedby={if view.fault.is_some() { "hint fault" } else { "hint" }} />
            </div>
            if !fact.required { { radio(view, fact, 0, Choice::Declined, view.ui("decline"), None) } }
        </>
    }
}
