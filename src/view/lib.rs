//! Elements, and what a service looks like: drawn in the browser by the widget, and natively by the
//! directory.
//!
//! Nothing here knows who draws: what a person does to an element becomes a message of the caller's
//! own.

pub mod contact;
pub mod el;
mod handler;
mod page;
pub mod service;

pub use el::{Attr, El, el, list};
pub use handler::Handler;
pub use page::Page;
