//! What is on the screen: a file for each screen, and for each part of one.

pub mod alert;
pub mod heard;
pub mod question;
pub mod questionnaire;
pub mod results;
pub mod summary;
pub mod urgent;

mod birthdays;
mod card;
mod feedback;
mod filters;
mod not_now;
mod preferences;
mod recap;
mod staff;

use nwd_view::{Attr, El, el};

/// A part of a screen under its heading.
fn section(class: &'static str, heading: String) -> El {
    el("section").class(class).add(el("h3").add(heading))
}

/// The same, which a screen reader lists by its heading.
fn landmark(class: &'static str, id: &str, heading: String) -> El {
    landmark_under("h3", class, id, heading)
}

/// The same, with a heading of this level.
fn landmark_under(level: &'static str, class: &'static str, id: &str, heading: String) -> El {
    el("section")
        .class(class)
        .attr(Attr::AriaLabelledby, id.to_owned())
        .add(
            el(level)
                .id(id.to_owned())
                .attr(Attr::Tabindex, "-1")
                .add(heading),
        )
}
