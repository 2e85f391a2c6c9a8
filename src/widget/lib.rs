//! The inside of the custom element: questions, urgent help and results, drawn with Yew.
//!
//! - `boundary`: what JavaScript calls and is called with; the only place that knows of it
//! - `received`: the bundle and early answers, from values of JavaScript
//! - `config`: what the element gives; `msg`: what the person does
//! - `app`: the Yew component, a place that outlives whoever is in it
//! - `session`: the state, one reducer over [`nwd_core::journey::Walk`]
//! - `draft`: an answer while it is being made
//! - `view`: what every part of the page is drawn from
//! - one file a part of the page: `question` and its controls `choices`, `ticks`, `number`; `urgent`; `results` with
//!   `card`, `alert`, `recap` and `staff`; and what is made of them: `summary`, `questionnaire`
//!
//! Styles, the crisis bar and 'Exit this page' stand in the element's frame (`www/element`), which needs no wasm.

mod alert;
mod app;
mod boundary;
mod card;
mod choices;
mod config;
mod draft;
mod msg;
mod number;
mod question;
mod questionnaire;
mod recap;
mod received;
mod results;
mod session;
mod staff;
mod summary;
mod ticks;
mod urgent;
mod view;
