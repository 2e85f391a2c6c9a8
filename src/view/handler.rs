//! What a person does to an element, and the message that is sent for it.

use web_sys::{Event, HtmlInputElement, KeyboardEvent, wasm_bindgen::JsCast};
use yew::Callback;
use yew::virtual_dom::{Listener, ListenerKind};

/// What is listened to, and the message that it means.
pub enum Handler<M> {
    /// A button is pressed.
    Click(M),
    /// A link is followed, or the button of a form is pressed, by Enter in a field too; the page goes
    /// nowhere. (A frame that allows no forms never tells of one that is sent.)
    Follow(M),
    /// A radio button is chosen.
    Choose(M),
    /// A box is ticked, or is no more.
    Tick {
        /// It is ticked.
        on: M,
        /// It is not.
        off: M,
    },
    /// Something is typed in a field.
    Type(Box<dyn Fn(String) -> M>),
    /// The Enter key does not send the form of the field.
    Enter,
}

/// Listens on an element, and sends the message.
pub(crate) struct Listening<M> {
    pub(crate) handler: Handler<M>,
    pub(crate) send: Callback<M>,
}

impl<M: Clone + 'static> Listener for Listening<M> {
    fn kind(&self) -> ListenerKind {
        match self.handler {
            Handler::Click(_) | Handler::Follow(_) => ListenerKind::onclick,
            Handler::Choose(_) | Handler::Tick { .. } => ListenerKind::onchange,
            Handler::Type(_) => ListenerKind::oninput,
            Handler::Enter => ListenerKind::onkeydown,
        }
    }

    fn handle(&self, event: Event) {
        let message = match &self.handler {
            Handler::Click(message) | Handler::Choose(message) => message.clone(),
            Handler::Follow(message) => {
                event.prevent_default();
                message.clone()
            }
            Handler::Tick { on, off } => {
                let ticked = field(&event).is_some_and(|input| input.checked());
                if ticked { on.clone() } else { off.clone() }
            }
            Handler::Type(message) => {
                message(field(&event).map(|input| input.value()).unwrap_or_default())
            }
            Handler::Enter => {
                if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
                    event.prevent_default();
                }
                return;
            }
        };
        self.send.emit(message);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// The field of an event that only fields have.
fn field(event: &Event) -> Option<HtmlInputElement> {
    event.target().map(JsCast::unchecked_into)
}
