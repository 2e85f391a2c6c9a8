//! What the widget asks of the element that it stands in.

// wasm-bindgen writes unsafe code for what crosses the boundary.
#![allow(unsafe_code)]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The element that the widget stands in.
    pub type Host;

    /// The moment in London, `YYYY-MM-DDTHH:MM`.
    #[wasm_bindgen(method)]
    pub fn now(this: &Host) -> String;

    /// The widget is ready, with how many services it has.
    #[wasm_bindgen(method)]
    pub fn ready(this: &Host, services: u32);

    /// The person is on a new screen, with how many came before it.
    #[wasm_bindgen(method)]
    pub fn step(this: &Host, depth: u32);

    /// Whether what is on the screen stays when the page is left, until that is said anew.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, kept: bool);

    /// What was put on the clipboard is cleared, if anything was.
    #[wasm_bindgen(method)]
    pub fn uncopy(this: &Host);

    /// Puts text on the clipboard; whether it could.
    #[wasm_bindgen(method)]
    pub fn copy(this: &Host, text: &str) -> bool;

    /// Whether the system has a sheet to share with.
    #[wasm_bindgen(method)]
    pub fn shares(this: &Host) -> bool;

    /// Opens that sheet with a text: where it goes is the person's choice.
    #[wasm_bindgen(method)]
    pub fn share(this: &Host, text: &str);

    /// Where to say that something is wrong, an https or mailto address; empty where the page names
    /// none.
    #[wasm_bindgen(method)]
    pub fn feedback(this: &Host) -> String;

    /// Gives the person a file of this name, type and text.
    #[wasm_bindgen(method)]
    pub fn save(this: &Host, name: &str, kind: &str, text: &str);

    /// Prints the widget alone.
    #[wasm_bindgen(method)]
    pub fn print(this: &Host);
}
