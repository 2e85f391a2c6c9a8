//! The controls of a question, a file for each kind.

pub mod choices;
pub mod number;
pub mod ticks;

use nwd_view::{Attr, El, el};

/// A form that is never sent: outside a dialog, its method leads nowhere. What can be typed or
/// holds text stands in one, since Chrome asks its maker what such fields are for, but not those of
/// a form that goes to a search.
pub fn unsent() -> El {
    el("form")
        .attr(Attr::Action, "/search")
        .attr(Attr::Method, "dialog")
        .attr(Attr::Novalidate, "novalidate")
}
