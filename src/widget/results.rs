//! What can help: what is urgent, what fits, what may, and then the rest, folded.

use yew::{Html, html};

use super::session::Act;
use super::view::View;
use super::{alert, card, question, recap};
use crate::bundle::key;
use crate::journey::{Arrangement, ServiceOutcome, as_text};

/// So many services stand in full view under one heading.
const FEW: usize = 4;

/// The results.
pub fn page(view: &View<'_>) -> Html {
    let page = view.outcome.arrange();
    html! {
        <section class="results" part="results">
            if view.walk.can_go_back() {
                <button type="button" class="link back" onclick={view.link.callback(|_| Act::Back)}>{ view.ui("back") }</button>
            }
            <h2 tabindex="-1" data-focus={view.fault.is_none().then_some("")}>{ view.ui("results.heading") }</h2>
            { alert::strips(view) }
            <p class="lead">{ sum(view, &page) }</p>
            <p class="hint">{ view.ui("results.not-promised") }</p>
            { friend(view) }
            // The question that could open most stands where it is seen: above what fits, while that is the smaller part.
            if page.may.len() > page.fit_count() {
                { one_more(view) }
                { groups(view, &page) }
            } else {
                { groups(view, &page) }
                { one_more(view) }
            }
            { may(view, &page) }
            { folded(view, "results.also", None, &page.also, card::fits) }
            { folded(view, "results.not-running", Some("results.not-running-lead"), &page.not_running, card::planned) }
            { folded(view, "results.not-now", Some("results.not-now-lead"), &page.not_now, card::not_now) }
            { recap::list(view) }
            { foot(view) }
        </section>
    }
}

fn sum(view: &View<'_>, page: &Arrangement<'_, '_>) -> String {
    let fit = match page.fit_count() {
        0 => view.ui("results.sum-none"),
        count => view.say.count("ui.results.sum", count),
    };
    match page.may.len() {
        0 => fit,
        more => format!("{fit} {}", view.say.count("ui.results.more", more)),
    }
}

fn groups(view: &View<'_>, page: &Arrangement<'_, '_>) -> Html {
    let group = |(at, services): &(usize, Vec<&ServiceOutcome<'_>>)| {
        let id = view.bundle.groups.get(*at).map_or("", String::as_str);
        let title = format!("group-{id}");
        html! {
            <section class="band" aria-labelledby={title.clone()} key={title.clone()}>
                <h3 id={title}>{ view.say.text(&key(&["group", id, "title"])) }</h3>
                if let Some(lead) = view.say.find(&key(&["group", id, "lead"])) { <p class="hint">{ lead.to_owned() }</p> }
                { first_few(view, services, card::fits) }
            </section>
        }
    };
    page.fits.iter().map(group).collect()
}

/// The question that could still open more, in its place.
fn one_more(view: &View<'_>) -> Html {
    let Some(next) = view.outcome.next else { return Html::default() };
    html! {
        <section class="one-more" aria-labelledby="one-more">
            <h3 id="one-more">{ view.ui("results.one-more") }</h3>
            <p class="hint">{ view.ui("results.one-more-lead") }</p>
            { question::inline(view, next) }
        </section>
    }
}

fn may(view: &View<'_>, page: &Arrangement<'_, '_>) -> Html {
    if page.may.is_empty() {
        return Html::default();
    }
    html! {
        <section class="band" aria-labelledby="may">
            <h3 id="may">{ view.ui("results.may") }</h3>
            <p class="hint">{ view.ui("results.may-lead") }</p>
            { first_few(view, &page.may, card::may) }
        </section>
    }
}

/// The first few in full view, and the rest behind one line: a list without end is no help.
fn first_few(view: &View<'_>, services: &[&ServiceOutcome<'_>], draw: Draw) -> Html {
    // One more fits where the line that hides it would stand.
    let few = if services.len() > FEW + 1 { FEW } else { services.len() };
    let (first, rest) = services.split_at_checked(few).unwrap_or((services, &[]));
    let drawn = |services: &[&ServiceOutcome<'_>]| services.iter().map(|service| draw(view, service)).collect::<Html>();
    html! {
        <>
            { drawn(first) }
            if !rest.is_empty() {
                <details class="rest" key="rest">
                    <summary>{ view.say.count("ui.results.rest", rest.len()) }</summary>
                    { drawn(rest) }
                </details>
            }
        </>
    }
}

fn friend(view: &View<'_>) -> Html {
    let is_friend = view.bundle.known.audience.and_then(|fact| view.chosen(fact)) == Some("friend");
    if !is_friend {
        return Html::default();
    }
    html! { <section class="band"><h3>{ view.ui("results.friend") }</h3><p>{ view.ui("results.friend-body") }</p></section> }
}

type Draw = fn(&View<'_>, &ServiceOutcome<'_>) -> Html;

fn folded(view: &View<'_>, heading: &str, lead: Option<&str>, services: &[&ServiceOutcome<'_>], draw: Draw) -> Html {
    if services.is_empty() {
        return Html::default();
    }
    html! {
        <details class="folded">
            <summary>{ view.ui(heading) }{ format!(" ({})", services.len()) }</summary>
            { lead.map(|lead| html! { <p class="hint">{ view.ui(lead) }</p> }) }
            <ul class="plain">{ services.iter().map(|service| html! { <li>{ draw(view, service) }</li> }).collect::<Html>() }</ul>
        </details>
    }
}

fn foot(view: &View<'_>) -> Html {
    let button = |key: &str, act: fn() -> Act| {
        html! { <button type="button" class="second" onclick={view.link.callback(move |_| act())}>{ view.ui(key) }</button> }
    };
    html! {
        <div class="foot">
            <div class="row">
                { button("results.print", || Act::Print) }
                { button("results.copy", || Act::Copy) }
                { button("results.again", || Act::StartAgain) }
            </div>
            <p role="status" class="quiet">{ view.copied.map(|copied| view.ui(if copied { "results.copied" } else { "results.copy-refused" })) }</p>
            if view.copied == Some(false) {
                <textarea readonly=true rows="8" data-focus="" aria-label={view.ui("results.copy")} value={as_text(view.bundle, view.outcome, view.say)} />
            }
            <p class="hint">{ view.ui("results.again-hint") }</p>
            <p class="hint">{ view.ui("results.wrong") }</p>
        </div>
    }
}
