//! Parts of what a service looks like that are the same among results and in the directory.

use nwd_core::bundle::Service;
use nwd_core::keys::{joined, key};

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

/// What people fear to ask, each with its answer; nothing where none is known.
pub fn concerns(page: &Page<'_>, service: &Service) -> Option<El> {
    let rows = service.concerns.iter().filter_map(|concern| {
        let name = concern.about.name();
        let answer = page.service(service, &key(&["concern", name]));
        row(page, &key(&["card.concern", name]), answer)
    });
    let rows = rows.collect::<El>().unless_empty()?;
    Some(el("dl").class("concerns").add(rows))
}

/// Where it was seen on public pages: whose they are and when, each once.
fn pages(page: &Page<'_>, service: &Service) -> Option<String> {
    let contacts = service.contacts.iter().map(|contact| &contact.page);
    let concerns = service.concerns.iter().map(|concern| &concern.page);
    let mut seen = Vec::new();
    for public in contacts.chain(concerns).flatten() {
        let date = page.say.date(public.seen);
        let parts = [("host", public.host()), ("date", &date)];
        let words = page.say.fill("ui.card.page", &parts);
        if !seen.contains(&words) {
            seen.push(words);
        }
    }
    let list = (!seen.is_empty()).then(|| page.say.both(&seen))?;
    Some(page.say.fill("ui.card.pages", &[("pages", &list)]))
}

/// That nobody knows whether it still runs, where that is so, and when it last was known to.
pub fn dated(page: &Page<'_>, service: &Service, tag: &'static str) -> Option<El> {
    if !service.may_have_ended() {
        return None;
    }
    let date = page.say.stated(service.as_of);
    let words = page.say.fill("ui.card.dated", &[("date", &date)]);
    Some(el(tag).class("dated").add(words))
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
    let (as_of, review) = (
        page.say.stated(service.as_of),
        page.say.date(service.review),
    );
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
        .add(pages(page, service).map(|words| el("p").add(words)))
        .add(doubts.map(|words| el("p").add(words)))
}
