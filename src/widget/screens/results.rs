//! What can help: what is urgent, what fits, what may, and then the rest, folded.

use super::{
    alert, birthdays, card, feedback, filters, landmark, landmark_under, not_now, preferences,
    question, recap, section, staff,
};
use crate::controls::choices::{choice, input, tick_of};
use crate::controls::unsent;
use crate::msg::{Msg, Tick};
use crate::view::View;
use nwd_core::journey::{Arrangement, Screen, ServiceOutcome, as_text};
use nwd_core::vocabulary::audience;
use nwd_view::{Attr, El, el, list};

/// Services that may fit, before the rest of them is folded.
const MAY_SHOWN: usize = 3;

/// The results.
pub fn page(view: &View<'_>) -> El {
    let whole = view.outcome().arrange();
    let mut page = whole.clone();
    page.narrow(view.page.bundle, view.only);
    // The question that could open most stands where it is seen: above what fits, while that is the
    // smaller part.
    let (first, then) = if whole.may.len() > whole.fit_count() {
        (one_more(view), what_else(view, &page))
    } else {
        (what_else(view, &page), one_more(view))
    };
    let recap = recap::list(view);
    let results = el("section")
        .class("results")
        .part("results")
        .add(view.back())
        .add(view.heading(view.page.ui("results.heading")))
        .add(alert::block(view, &page.start))
        .add(staff::safety(view))
        .add(start(view, &page))
        .add(keep(view))
        .add(el("p").class("lead").add(sum(view, &whole)))
        .add(jumps(view, &page, recap.is_some()))
        .add(preferences::list(view))
        .add(filters::list(view, &whole))
        .add(friend(view))
        .add(staff::consultations(view, &whole))
        .add(first)
        .add(then)
        .add(may(view, &page))
        .add(folded(
            view,
            "results.always",
            Some("results.always-lead"),
            &page.always,
            card::fits,
        ))
        .add(waiting(view))
        .add(birthdays::list(view))
        .add(staff::questionnaires(view));
    with_the_rest(results, view, &page)
        .add(recap)
        .add(foot(view))
}

/// The results, and after them what is not for now, each kind folded.
fn with_the_rest(results: El, view: &View<'_>, page: &Arrangement<'_, '_>) -> El {
    results
        .add(folded(view, "results.also", None, &page.also, card::fits))
        .add(folded(
            view,
            "results.not-running",
            Some("results.not-running-lead"),
            &page.not_running,
            card::planned,
        ))
        .add(not_now::list(view, &page.not_now))
}

/// Ways to the parts of the page that are there, each with how much is in it.
fn jumps(view: &View<'_>, page: &Arrangement<'_, '_>, answered: bool) -> El {
    let jump =
        |id: &'static str, words: &str| el("li").add(view.button("link", words, Msg::Jump(id)));
    let counted = |id: &'static str, words: &str, count: usize| {
        let words = format!("{} ({count})", view.page.ui(words));
        (count > 0).then(|| el("li").add(view.button_saying("link", words, Msg::Jump(id))))
    };
    el("ul")
        .class("jumps")
        .add(counted("else", "results.else", page.else_count()))
        .add(
            view.outcome()
                .next
                .map(|_| jump("one-more", "results.one-more")),
        )
        .add(counted("may", "results.may", page.may.len()))
        .add(answered.then(|| jump("answers", "results.answers")))
}

fn sum(view: &View<'_>, page: &Arrangement<'_, '_>) -> String {
    let fit = match page.fit_count() {
        0 => view.page.ui("results.sum-none"),
        count => view.page.say.count("ui.results.sum", count),
    };
    match page.may.len() {
        0 => fit,
        more => format!("{fit} {}", view.page.say.count("ui.results.more", more)),
    }
}

/// Whether the results are to be there when the person comes back from a page that they lead to.
fn keep(view: &View<'_>) -> El {
    let control = input(view, "checkbox", view.kept, tick_of(Tick::Keep));
    el("div")
        .class("keep")
        .add(choice(
            control,
            "keep".to_owned(),
            view.page.ui("results.keep"),
        ))
        .add(view.kept.then(|| view.hint("results.keep-hint")))
}

/// The steps to start with, in their order.
fn start(view: &View<'_>, page: &Arrangement<'_, '_>) -> Option<El> {
    let steps = drawn(view, &page.start, card::step).unless_empty()?;
    // A list without markers of its own is no list to some screen readers unless it says so.
    let steps = el("ol").class("steps").attr(Attr::Role, "list").add(steps);
    Some(landmark("band start", "start", view.page.ui("start.heading")).add(steps))
}

/// What else fits, under its headings.
fn what_else(view: &View<'_>, page: &Arrangement<'_, '_>) -> Option<El> {
    let mut groups = list();
    for (at, services) in &page.fits {
        groups = groups.add(group(view, *at, services));
    }
    let groups = groups.unless_empty()?;
    let what_else = landmark("band", "else", view.page.ui("results.else"))
        .add(view.hint("results.not-promised"))
        .add(groups);
    Some(what_else)
}

fn group(view: &View<'_>, at: usize, services: &[&ServiceOutcome<'_>]) -> El {
    let id = view
        .page
        .bundle
        .groups
        .get(at)
        .map_or("", |group| &group.id);
    let title = format!("group-{id}");
    let lead = view.page.find("group", id, "lead");
    landmark_under("h4", "band", &title, view.page.text("group", id, "title"))
        .key(&title)
        .add(lead.map(|lead| el("p").class("hint").add(lead)))
        .add(drawn(view, services, card::fits))
}

/// The question that could still open more, in its place.
fn one_more(view: &View<'_>) -> Option<El> {
    view.outcome().next?;
    let one_more = landmark("one-more", "one-more", view.page.ui("results.one-more"))
        .add(view.hint("results.one-more-lead"))
        .add(question::inline(view));
    Some(one_more)
}

fn may(view: &View<'_>, page: &Arrangement<'_, '_>) -> Option<El> {
    if page.may.is_empty() {
        return None;
    }
    let may =
        landmark("band", "may", view.page.ui("results.may")).add(view.hint("results.may-lead"));
    let (first, more) = page.may.split_at(page.may.len().min(MAY_SHOWN));
    let rest = (!more.is_empty()).then(|| {
        el("details")
            .class("folded")
            .add(el("summary").add(view.page.say.count("ui.results.may-rest", more.len())))
            .add(el("div").class("band").add(drawn(view, more, card::may)))
    });
    Some(may.add(drawn(view, first, card::may)).add(rest))
}

fn drawn(view: &View<'_>, services: &[&ServiceOutcome<'_>], draw: Draw) -> El {
    services.iter().map(|service| draw(view, service)).collect()
}

fn friend(view: &View<'_>) -> Option<El> {
    if view.known.audience() != Some(audience::FRIEND) {
        return None;
    }
    let body = el("p").add(view.page.ui("results.friend-body"));
    Some(section("band", view.page.ui("results.friend")).add(body))
}

type Draw = fn(&View<'_>, &ServiceOutcome<'_>) -> El;

fn folded(
    view: &View<'_>,
    heading: &str,
    lead: Option<&str>,
    services: &[&ServiceOutcome<'_>],
    draw: Draw,
) -> Option<El> {
    if services.is_empty() {
        return None;
    }
    let folded = el("details")
        .class("folded")
        .add(
            el("summary")
                .add(view.page.ui(heading))
                .add(format!(" ({})", services.len())),
        )
        .add(lead.map(|lead| view.hint(lead)))
        .add(
            el("ul").class("plain").all(
                services
                    .iter()
                    .map(|service| el("li").add(draw(view, service))),
            ),
        );
    Some(folded)
}

/// What helps meanwhile.
fn waiting(view: &View<'_>) -> El {
    let tips = (1..).map_while(|nth: usize| view.page.say.find(&format!("ui.wait.{nth}")));
    section("band waiting", view.page.ui("wait.heading")).add(
        el("ul")
            .class("tips")
            .all(tips.map(|tip| el("li").add(tip.to_owned()))),
    )
}

fn foot(view: &View<'_>) -> El {
    el("div")
        .class("foot")
        .add(
            el("div")
                .class("row")
                .add(view.button("second", "passport.open", Msg::Open(Screen::Summary)))
                .add(view.button("second", "results.print", Msg::Print))
                .add(view.button("second", "results.copy", Msg::Copy))
                .add(
                    view.can_share
                        .then(|| view.button("second", "results.share", Msg::Share)),
                )
                .add(view.button("second", "results.again", Msg::StartAgain)),
        )
        .add(copied(
            view,
            view.copied.map_or_else(String::new, |_| {
                as_text(view.page.bundle, view.outcome(), view.page.say)
            }),
        ))
        .add(view.hint("results.again-hint"))
        .add(feedback::link(view, None).unwrap_or_else(|| view.hint("results.wrong")))
}

/// Whether it was copied; where it could not be, the text to copy by hand.
pub fn copied(view: &View<'_>, text: String) -> El {
    let said = view.copied.map(|copied| {
        view.page.ui(if copied {
            "results.copied"
        } else {
            "results.copy-refused"
        })
    });
    let by_hand = if view.copied == Some(false) {
        let field = el("textarea")
            .attr(Attr::Readonly, "readonly")
            .attr(Attr::Rows, "8")
            .attr(Attr::DataFocus, "")
            .attr(Attr::AriaLabel, view.page.ui("results.copy"));
        Some(unsent().add(field.value(&text)))
    } else {
        None
    };
    list()
        .add(el("p").class("quiet").attr(Attr::Role, "status").add(said))
        .add(by_hand)
}
