//! The inside of the custom element: questions, urgent help and results, drawn with Yew.
//!
//! - `boundary`: what JavaScript calls; `host`: what it is asked for
//! - `received`: the bundle and early answers, from values of JavaScript
//! - `config`: what the element gives; `msg`: what the person does
//! - `app`: the Yew component, a place that outlives the session in it
//! - `session`: the state, one reducer over [`nwd_core::journey::Walk`]
//! - `draft`: an answer while it is being made
//! - `view`: what every part of the page is drawn from
//! - `screens`: what is on the screen; `controls`: what a question is answered with
//!
//! Styles, the crisis bar and 'Exit this page' stand in the element's frame (`www/element`), which
//! needs no wasm.

mod app;
mod boundary;
mod config;
mod controls;
mod draft;
mod host;
mod msg;
mod received;
mod screens;
mod session;
mod view;
