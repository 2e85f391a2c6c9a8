//! What the element gives to the widget.

use std::rc::Rc;

use super::host::Host;
use nwd_core::bundle::Bundle;
use nwd_core::domain::{FactIx, Value, ValueSet};

/// What the element gives to the widget.
#[derive(Clone)]
pub struct Config {
    /// The services and their words.
    pub bundle: Rc<Bundle>,
    /// The language to speak, where the bundle has it.
    pub lang: String,
    /// Answers that the page itself gives: the audience, on a staff page.
    pub preset: Vec<(FactIx, Value)>,
    /// What is going on, as far as the link says that led here: ticked, and not yet said.
    pub linked: ValueSet,
    /// What was said before the wasm was there.
    pub early: EarlyAnswers,
    /// The page.
    pub host: Rc<Host>,
}

/// What was said before the wasm was there.
#[derive(Clone)]
pub struct EarlyAnswers {
    /// Facts, each with the name of the value that was chosen, in the order of asking.
    pub given: Vec<(String, String)>,
    /// The value that is chosen of the question after those, and not yet sent; empty for none.
    pub chosen: String,
}
