//! What the person does to an element, and what the widget is told of it.

use web_sys::{Event, HtmlInputElement, KeyboardEvent, wasm_bindgen::JsCast};
use yew::html::Scope;
use yew::virtual_dom::{Listener, ListenerKind};

use super::app::App;
use super::session::{Act, Tick};

/// What is listened to, and what it means.
pub enum On {
    /// A button.
    Click(Act),
    /// A link; the page does not follow it.
    Follow(Act),
    /// A radio button.
    Choose(Act),
    /// A tick.
    Tick(Tick),
    /// A field, and what is typed in it.
    Type(fn(String) -> Act),
    /// The Enter key in a field, which does not send the form.
    Enter,
    /// A form; the page does not send it.
    Submit(Act),
}

/// Listens on an element.
pub struct Ear {
    pub on: On,
    pub link: Scope<App>,
}

impl Listener for Ear {
    fn kind(&self) -> ListenerKind {
        match self.on {
            On::Click(_) | On::Follow(_) => ListenerKind::onclick,
            On::Choose(_) | On::Tick(_) => ListenerKind::onchange,
            On::Type(_) => ListenerKind::oninput,
            On::Enter => ListenerKind::onkeydown,
            On::Submit(_) => ListenerKind::onsubmit,
        }
    }

    fn handle(&self, event: Event) {
        // These are events of fields alone.
        let field = || {
            event
                .target()
                .map(|field| field.unchecked_into::<HtmlInputElement>())
        };
        let act = match &self.on {
            On::Click(act) | On::Choose(act) => act.clone(),
            On::Follow(act) | On::Submit(act) => {
                event.prevent_default();
                act.clone()
            }
            On::Tick(what) => Act::Tick(*what, field().is_some_and(|input| input.checked())),
            On::Type(act) => act(field().map(|input| input.value()).unwrap_or_default()),
            On::Enter => {
                if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
                    event.prevent_default();
                }
                return;
            }
        };
        self.link.send_message(act);
    }

    fn passive(&self) -> bool {
        false
    }
}
