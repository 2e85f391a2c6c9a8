//! A service among the results: what it is, the way in for this asker, why it fits, and the rest folded.

use yew::{Html, html};

use super::contact;
use super::view::View;
use crate::bundle::{Contact, Service, Who, key};
use crate::criteria::Reason;
use crate::journey::{ServiceOutcome, hours_line, open_line};
use crate::truth::Truth;

/// A service that fits.
pub fn fits(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Html {
    let chips = outcome.reasons(view.known).into_iter().filter(|reason| reason.holds == Truth::True);
    let service = outcome.service;
    html! {
        <article class="card" part="card" key={service.id.clone()}>
            <h4>{ view.name(service) }</h4>
            <p>{ view.service(service, "summary") }</p>
            { way_in(view, outcome) }
            { outcome.open_now.map(|open| html! { <p class="open">{ open_line(open, view.say) }</p> }) }
            { reasons(view, "card.because", chips) }
            { more(view, outcome, Html::default()) }
        </article>
    }
}

/// A service that may fit: what it is and what it depends on, the way in folded.
pub fn may(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Html {
    let service = outcome.service;
    let open = outcome.reasons(view.known).into_iter().filter(|reason| reason.holds == Truth::Unknown);
    html! {
        <article class="card" part="card" key={service.id.clone()}>
            <h4>{ view.name(service) }</h4>
            <p>{ view.service(service, "summary") }</p>
            { reasons(view, "card.unknown", open) }
            { more(view, outcome, way_in(view, outcome)) }
        </article>
    }
}

/// A service that is for others: its name and whom it is for.
pub fn not_now(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Html {
    let against = outcome.reasons(view.known).into_iter().filter(|reason| reason.holds == Truth::False);
    html! {
        <>
            <strong>{ view.name(outcome.service) }</strong>
            { reasons(view, "card.not-because", against) }
        </>
    }
}

/// A service that does not run yet: its name, what it is to be, and what professionals should know meanwhile.
pub fn planned(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Html {
    let service = outcome.service;
    html! {
        <>
            <strong>{ view.name(service) }</strong>
            <p>{ view.service(service, "summary") }</p>
            { for_professionals(view, service).map(|text| html! { <p>{ text }</p> }) }
        </>
    }
}

/// What a professional should know.
fn for_professionals(view: &View<'_>, service: &Service) -> Option<String> {
    (view.who() == Some(Who::Professional)).then(|| view.service(service, "professional")).flatten()
}

fn reasons<'a>(view: &View<'_>, heading: &str, reasons: impl Iterator<Item = Reason<'a>>) -> Html {
    let chips: Vec<Html> = reasons
        .map(|reason| html! { <li>{ view.say.phrase(reason.leaf, reason.negated, &view.bundle.facts) }</li> })
        .collect();
    if chips.is_empty() {
        return Html::default();
    }
    html! { <div class="why-fits"><span>{ view.ui(heading) }{ ":" }</span><ul class="chips">{ chips }</ul></div> }
}

/// The best way in.
fn way_in(view: &View<'_>, outcome: &ServiceOutcome<'_>) -> Html {
    let service = outcome.service;
    let Some(route) = outcome.way_in() else { return Html::default() };
    let contacts = route.contacts.iter().filter_map(|at| service.contacts.get(*at));
    html! {
        <div class="way-in">
            <p>{ view.service(service, &format!("route.{}", route.who.name())) }</p>
            <ul class="contacts">
                { contacts.take(3).map(|contact| contact::button(view, service, contact)).collect::<Html>() }
            </ul>
        </div>
    }
}

fn more(view: &View<'_>, outcome: &ServiceOutcome<'_>, first: Html) -> Html {
    let service = outcome.service;
    let consents: Vec<String> = service
        .consents
        .iter()
        .zip(&outcome.consents)
        .filter(|(_, applies)| **applies != Truth::False)
        .filter_map(|(consent, _)| view.service(service, &format!("consent.{}", consent.id)))
        .collect();
    html! {
        <details class="more">
            <summary>{ view.say.fill("ui.card.more", &[("name", &view.name(service))]) }</summary>
            { first }
            <dl>
                { row(view, "card.expect", view.service(service, "expect")) }
                { row(view, "card.consent", (!consents.is_empty()).then(|| consents.join(" "))) }
                { row(view, "card.professional", for_professionals(view, service)) }
                { row(view, "card.hours", hours_line(service, view.say)) }
                { row(view, "card.cost", service.cost.map(|cost| view.ui(&format!("card.{}", cost.name())))) }
            </dl>
            <h5>{ view.ui("card.contacts") }</h5>
            <ul class="contacts">
                { service.contacts.iter().map(|contact| contact::button(view, service, contact)).collect::<Html>() }
            </ul>
            { sources(view, service) }
        </details>
    }
}

fn row(view: &View<'_>, heading: &str, text: Option<String>) -> Html {
    text.map(|text| html! { <div><dt>{ view.ui(heading) }</dt><dd>{ text }</dd></div> }).unwrap_or_default()
}

/// Where it is known from, how old that is, and what nobody has checked yet.
fn sources(view: &View<'_>, service: &Service) -> Html {
    let titles: Vec<String> = service
        .sources
        .iter()
        .filter_map(|citation| view.bundle.sources.get(citation.source))
        .map(|source| view.say.text(&key(&["source", &source.id, "title"])))
        .collect();
    let dates = [("date", view.say.date(service.as_of)), ("date2", view.say.date(service.review))];
    let dates = dates.each_ref().map(|(name, date)| (*name, date.as_str()));
    let unchecked = |contacts: &[Contact]| contacts.iter().any(|contact| contact.verify).then_some("contact");
    let doubts: Vec<String> = service
        .verify
        .iter()
        .map(|doubt| doubt.name())
        .chain(unchecked(&service.contacts))
        .map(|doubt| view.ui(&format!("verify.{doubt}")))
        .collect();
    html! {
        <div class="source">
            <p>{ view.ui("card.source") }{ ": " }{ titles.join("; ") }{ ". " }{ view.say.fill("ui.card.as-of", &dates) }</p>
            if !doubts.is_empty() {
                <p>{ view.say.fill("ui.card.verify", &[("parts", &view.say.both(&doubts))]) }</p>
            }
        </div>
    }
}
