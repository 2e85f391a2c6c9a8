//! What JavaScript calls.

// wasm-bindgen writes unsafe code for what crosses the boundary.
#![allow(unsafe_code)]

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::app::{App, Place};
use super::config::{Config, EarlyAnswers};
use super::host::Host;
use super::msg::Msg;
use super::received;
use nwd_core::bundle::Bundle;
use nwd_core::format::Code;

/// A place in the page, which one widget after another is drawn in.
#[wasm_bindgen]
pub struct Widget {
    handle: AppHandle<App>,
    bundle: Option<Rc<Bundle>>,
    config: Option<Config>,
}

#[wasm_bindgen]
impl Widget {
    /// An empty place.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element) -> Widget {
        Widget {
            handle: Renderer::<App>::with_root(root).render(),
            bundle: None,
            config: None,
        }
    }

    /// Reads the bundle that the browser has parsed. It is a step of its own so that the page can
    /// draw between this and the next.
    ///
    /// # Errors
    /// The code of the first fault of a bundle that is not valid.
    pub fn read(&mut self, bundle: &JsValue) -> Result<(), String> {
        let json = received::tree(bundle).ok_or(Code::TooDeep.name())?;
        match Bundle::from_json(&json) {
            Ok(bundle) => {
                self.bundle = Some(Rc::new(bundle));
                Ok(())
            }
            Err(faults) => Err(faults
                .first()
                .map_or("bad-bundle", |fault| fault.code.name())
                .to_owned()),
        }
    }

    /// Draws the first question of the bundle that was read last.
    ///
    /// `audience` is the asker that the page itself names; `answers` what was said before the wasm
    /// was there, as pairs of fact and value; `chosen` what is chosen of the question after those,
    /// and not yet sent; `linked` the needs that the link named which led here, with commas between.
    pub fn show(
        &mut self,
        lang: String,
        audience: &str,
        answers: &Array,
        chosen: String,
        linked: &str,
        host: Host,
    ) {
        let Some(bundle) = self.bundle.take() else {
            return;
        };
        let asker = bundle.facts.asker(audience);
        let linked = bundle.facts.needs_of(linked.split(','));
        self.config = Some(Config {
            bundle,
            lang,
            preset: asker.into_iter().collect(),
            linked,
            early: EarlyAnswers {
                given: received::pairs(answers),
                chosen,
            },
            host: Rc::new(host),
        });
        self.draw();
    }

    /// Shows what to do now.
    pub fn urgent(&self) {
        self.handle.send_message(Msg::Urgent);
    }

    /// Goes to the screen before.
    pub fn back(&self) {
        self.handle.send_message(Msg::Back);
    }

    /// Goes to the screen that somebody came back from.
    pub fn forward(&self) {
        self.handle.send_message(Msg::Forward);
    }

    /// Speaks another language.
    pub fn speak(&mut self, lang: String) {
        if let Some(config) = &mut self.config {
            config.lang = lang;
        }
        self.draw();
    }

    /// Empties the place: what was said and what was shown is gone.
    pub fn leave(&mut self) {
        self.config = None;
        self.draw();
    }

    fn draw(&mut self) {
        self.handle.update(Place {
            config: self.config.clone(),
        });
    }
}
