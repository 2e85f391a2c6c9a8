//! Parts of what a service looks like that are the same among results and in the directory.

use nwd_core::bundle::Service;
use nwd_core::keys::joined;

use crate::el::{El, el};
use crate::page::Page;

/// A heading and what stands under it, in a list of those.
pub fn row(page: &Page<'_>, heading: &str, text: Option<String>) -> Option<El> {
    text.map(|text| {
        el("div")
            .add(el("dt").add(page.ui(heading)))
            .add(el("dd").add(text))
    })
}

/// The documents that it is known from, how old they are, and what nobody has checked yet.
pub fn sources(page: &Page<'_>, service: &Service) -> El {
    let mut titles = Vec::new();
    for source in service
        .sources
        .iter()
        .filter_map(|citation| page.bundle.sources.get(citation.source))
    {
        titles.push(page.text("source", &source.id, "title"));
    }
    titles.dedup();
    let (as_of, review) = (page.say.date(service.as_of), page.say.date(service.review));
    let mut doubts = Vec::new();
    for doubt in &service.verify {
        doubts.push(page.text("ui", "verify", doubt.name()));
    }
    if service.contacts.iter().any(|contact| contact.verify) {
        doubts.push(page.ui("verify.contact"));
    }
    let doubts = if doubts.is_empty() {
        None
    } else {
        let parts = page.say.both(&doubts);
        Some(page.say.fill("ui.card.verify", &[("parts", &parts)]))
    };
    el("div")
        .class("source")
        .add(
            el("p")
                .add(page.ui("card.source"))
                .add(": ")
                .add(joined(&titles, "; "))
                .add(". ")
                .add(
                    page.say
                        .fill("ui.card.as-of", &[("date", &as_of), ("date2", &review)]),
                ),
        )
        .add(doubts.map(|words| el("p").add(words)))
}
