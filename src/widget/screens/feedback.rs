//! Where to say that something is wrong: the page's own address, told which service it is about and
//! nothing that was answered.

use crate::view::View;
use nwd_core::bundle::Service;
use nwd_view::{Attr, El, el};

/// The link, about a service or about all; none where the page names no address.
pub fn link(view: &View<'_>, about: Option<&Service>) -> Option<El> {
    if view.feedback.is_empty() {
        return None;
    }
    let about = about.map(|service| (service.id.as_str(), view.page.name(service)));
    let link = el("a")
        .attr(Attr::Href, address(view.feedback, about))
        .attr(Attr::Rel, "noopener noreferrer")
        .add(view.page.ui("feedback"));
    Some(el("p").class("feedback").add(link))
}

/// A mail has the name as its subject; a form of the page's own is told the id.
fn address(feedback: &str, about: Option<(&str, String)>) -> String {
    let Some((id, name)) = about else {
        return feedback.to_owned();
    };
    let told = if feedback.starts_with("mailto:") {
        ("subject", name)
    } else {
        ("service", id.to_owned())
    };
    let joint = if feedback.contains('?') { '&' } else { '?' };
    let value = String::from(js_sys::encode_uri_component(&told.1));
    format!("{feedback}{joint}{}={value}", told.0)
}
