//! What JavaScript calls, and what it is called with. Nothing else in the crate knows of it.

// wasm-bindgen writes unsafe code for what crosses the boundary.
#![allow(unsafe_code)]

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::app::{App, Early, Props};
use crate::answers::Value;
use crate::bundle::Bundle;

#[wasm_bindgen]
extern "C" {
    /// The element that the widget stands in.
    pub type Host;

    /// The moment in London, `YYYY-MM-DDTHH:MM`.
    #[wasm_bindgen(method)]
    pub fn now(this: &Host) -> String;

    /// Fires an event with two counts.
    #[wasm_bindgen(method)]
    pub fn tell(this: &Host, event: &str, first: u32, second: u32);

    /// Puts text on the clipboard; whether it could.
    #[wasm_bindgen(method)]
    pub fn copy(this: &Host, text: &str) -> bool;

    /// Prints the widget alone.
    #[wasm_bindgen(method)]
    pub fn print(this: &Host);
}

/// A running widget.
#[wasm_bindgen]
pub struct Widget {
    handle: AppHandle<App>,
    props: Props,
}

#[wasm_bindgen]
impl Widget {
    /// Reads the bundle and draws the first question.
    ///
    /// `audience` is the asker that the page itself names; `answers` what was said before the wasm was there, as 'fact value fact value'; `chosen` what is chosen of the question after those, and not yet sent.
    ///
    /// # Errors
    /// The code of the first fault of a bundle that is not valid.
    #[wasm_bindgen(constructor)]
    pub fn new(
        root: Element,
        bundle: &[u8],
        lang: &str,
        audience: &str,
        answers: &str,
        chosen: &str,
        host: Host,
    ) -> Result<Widget, String> {
        let bundle = Bundle::read(bundle)
            .map_err(|faults| faults.first().map_or("bad-bundle", |fault| fault.code).to_owned())?;
        let asker = bundle.known.audience.and_then(|fact| {
            let at = bundle.facts.get(fact)?.domain.position(audience)?;
            Some((fact, Value::One(at)))
        });
        let props = Props {
            bundle: Rc::new(bundle),
            lang: lang.to_owned(),
            preset: asker.into_iter().collect(),
            early: Early { answers: answers.to_owned(), chosen: chosen.to_owned() },
            host: Rc::new(host),
        };
        let handle = Renderer::<App>::with_root_and_props(root, props.clone()).render();
        Ok(Widget { handle, props })
    }

    /// Shows what to do now.
    pub fn urgent(&self) {
        self.handle.send_message(super::app::Act::Urgent);
    }

    /// Speaks another language.
    pub fn speak(&mut self, lang: &str) {
        self.props.lang = lang.to_owned();
        self.handle.update(self.props.clone());
    }

    /// Takes the widget out of the page and frees what it holds.
    pub fn destroy(self) {
        self.handle.destroy();
    }
}
