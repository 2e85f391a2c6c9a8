//! A service among the results: a step in full, or a row that opens; what it is, the way in for this
//! asker, why it fits, and the rest.

use super::feedback;
use crate::view::View;
use nwd_core::bundle::Service;
use nwd_core::journey::{ServiceOutcome, hours_line, open_line};
use nwd_core::keys::{joined, key};
use nwd_core::truth::Truth;
use nwd_view::contact;
use nwd_view::service::{concerns, dated, row, sources};
use nwd_view::{El, el, list};

/// Contacts shown before "more".
const CONTACTS_SHOWN: usize = 3;
/// Questions that people fear to ask, named where their answers are folded.
const QUESTIONS_NAMED: usize = 2;

/// A service that fits, as a row that opens.
pub fn fits(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> El {
    let service = outcome.service;
    let inside = el("div")
        .add(way_in(view, outcome))
        .add(staff_notes(view, service))
        .add(open_now(view, outcome))
        .add(concerns(&view.page, service))
        .add(reasons(view, outcome, Truth::True, "card.because"))
        .add(el("div").class("more").add(rest(view, outcome)));
    row_of(view, service, inside)
}

/// A step to start with: what it is, why it stands first, what to do, and when; the rest folded.
pub fn step(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> El {
    let (page, service) = (&view.page, outcome.service);
    let because = outcome.start.as_ref();
    let why = because.map(|because| because.phrase(page.bundle, page.say));
    let more = joined(&questions(view, service), " ");
    el("li")
        .class("card")
        .part("card")
        .key(&service.id)
        .add(el("h4").add(page.name(service)))
        .add(el("p").add(page.service(service, "summary")))
        .add(why.map(|why| el("p").class("because").add(why)))
        .add(dated(page, service, "p"))
        .add(way_in(view, outcome))
        .add(staff_notes(view, service))
        .add(open_now(view, outcome))
        .add(
            el("details")
                .class("more")
                .add(el("summary").add(more))
                .add(concerns(page, service))
                .add(reasons(view, outcome, Truth::True, "card.because"))
                .add(rest(view, outcome)),
        )
}

/// What is behind a step's fold: the first questions that people fear to ask, and the rest.
fn questions(view: &View<'_>, service: &Service) -> Vec<String> {
    let (page, mut said) = (&view.page, Vec::new());
    for concern in service.concerns.iter().take(QUESTIONS_NAMED) {
        said.push(page.ui(&key(&["card.concern", concern.about.name()])));
    }
    let name = page.name(service);
    said.push(page.say.fill("ui.card.more", &[("name", &name)]));
    said
}

/// A service that may fit, as a row that opens: what it depends on, and then the way in.
pub fn may(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> El {
    let service = outcome.service;
    let more = el("div")
        .class("more")
        .add(way_in(view, outcome))
        .add(rest(view, outcome));
    let inside = el("div")
        .add(staff_notes(view, service))
        .add(reasons(view, outcome, Truth::Unknown, "card.unknown"))
        .add(more);
    row_of(view, service, inside)
}

/// A row that opens: the service's name, and what it is in a line.
fn row_of(view: &View<'_>, service: &Service, inside: El) -> El {
    el("details")
        .class("group")
        .part("card")
        .key(&service.id)
        .add(
            el("summary")
                .add(el("span").class("name").add(view.page.name(service)))
                .add(
                    el("span")
                        .class("line")
                        .add(view.page.service(service, "summary")),
                )
                .add(dated(&view.page, service, "span")),
        )
        .add(inside.class("card"))
}

/// A service that does not run yet: its name, what it is to be, and what professionals should know
/// meanwhile.
pub fn planned(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> El {
    let (page, service) = (&view.page, outcome.service);
    let date = page.say.stated(service.as_of);
    let known = page.say.fill("ui.card.known", &[("date", &date)]);
    list()
        .add(el("strong").add(page.name(service)))
        .add(el("p").add(page.service(service, "summary")))
        .add(el("p").class("dated").add(known))
        .add(for_professionals(view, service).map(|text| el("p").add(text)))
}

/// What professionals should know before they ask, and the level of need where the source names
/// one.
fn staff_notes(view: &View<'_>, service: &Service) -> Option<El> {
    if !view.is_professional() {
        return None;
    }
    let notes = el("dl")
        .class("notes")
        .add(row(
            &view.page,
            "card.professional",
            for_professionals(view, service),
        ))
        .add(row(
            &view.page,
            "professional.level",
            service
                .level
                .map(|level| view.page.text("ui", "level", level.name())),
        ));
    Some(notes)
}

/// What a professional should know.
fn for_professionals(view: &View<'_>, service: &Service) -> Option<String> {
    if view.is_professional() {
        view.page.service(service, "professional")
    } else {
        None
    }
}

/// The reasons that hold, are against it, or are not known yet.
fn reasons(
    view: &View<'_>,
    outcome: &ServiceOutcome<'_>,
    which: Truth,
    heading: &str,
) -> Option<El> {
    let mut chips = list();
    for reason in outcome.reasons(view.known) {
        if reason.holds == which {
            let facts = &view.page.bundle.facts;
            let phrase = view.page.say.phrase(reason.leaf, reason.negated, facts);
            chips = chips.add(el("li").add(phrase));
        }
    }
    let chips = chips.unless_empty()?;
    let reasons = el("div")
        .class("why-fits")
        .add(el("span").add(view.page.ui(heading)).add(":"))
        .add(el("ul").class("chips").add(chips));
    Some(reasons)
}

/// Whether it is open now, or when it next is.
fn open_now(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Option<El> {
    let open = outcome.open_now?;
    Some(el("p").class("open").add(open_line(open, view.page.say)))
}

/// The best way in, and the first ways to get in touch.
fn way_in(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Option<El> {
    let service = outcome.service;
    let route = outcome.way_in()?;
    let way_in = el("div")
        .class("way-in")
        .add(
            el("p").add(
                view.page
                    .service(service, &key(&["route", route.who.name()])),
            ),
        )
        .add(contacts(
            view,
            service,
            route.contacts.iter().take(CONTACTS_SHOWN),
        ));
    Some(way_in)
}

fn contacts<'a>(
    view: &View<'_>,
    service: &Service,
    which: impl Iterator<Item = &'a usize>,
) -> Option<El> {
    let contacts = which.filter_map(|at| service.contacts.get(*at));
    let buttons = contacts
        .map(|contact| contact::button(&view.page, service, contact))
        .collect::<El>()
        .unless_empty()?;
    Some(el("ul").class("contacts").add(buttons))
}

/// The rest of what is known of it.
fn rest(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> El {
    let service = outcome.service;
    let others = outcome
        .way_in()
        .and_then(|route| contacts(view, service, route.contacts.iter().skip(CONTACTS_SHOWN)));
    list()
        .add(details(view, outcome))
        .add(others.map(|others| {
            list()
                .add(el("h5").add(view.page.ui("card.contacts")))
                .add(others)
        }))
        .add(sources(&view.page, service))
        .add(feedback::link(view, Some(service)))
}

/// What to expect, what must be agreed, when it is open and what it costs.
fn details(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> El {
    let (page, service) = (&view.page, outcome.service);
    let expect = page.service(service, "expect");
    let hours = hours_line(service, page.say);
    let cost = service
        .cost
        .map(|cost| page.text("ui", "card", cost.name()));
    el("dl")
        .add(row(page, "card.expect", expect))
        .add(row(page, "card.consent", consents(view, outcome)))
        .add(row(page, "card.hours", hours))
        .add(row(page, "card.cost", cost))
}

/// What must be agreed first, or may have to be.
fn consents(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Option<String> {
    let mut consents = Vec::new();
    for rule in &outcome.consents {
        if rule.applies != Truth::False {
            let words = key(&["consent", &rule.consent.id]);
            consents.extend(view.page.service(outcome.service, &words));
        }
    }
    if consents.is_empty() {
        None
    } else {
        Some(joined(&consents, " "))
    }
}
