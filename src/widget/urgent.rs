//! What to do now: call, text, go, in that order, local help first; and a way on from here.

use yew::{Html, html};

use super::alert;
use super::contact;
use super::session::Act;
use super::view::View;
use crate::bundle::{ContactKind, Service, ServiceIx, Severity};
use crate::truth::Truth;

/// The urgent page.
pub fn page(view: &View<'_>) -> Html {
    let raised = view.outcome.alerts.first().copied();
    let emergency = raised.filter(|alert| alert.severity == Severity::Emergency);
    let heading = emergency.map_or_else(|| view.ui("urgent.heading"), |alert| alert::words(view, alert, "title"));
    let lead = emergency.map_or_else(|| view.ui("urgent.lead"), |alert| alert::words(view, alert, "body"));
    let services = services(view);
    let go_on = view.link.callback(|_| Act::GoOn);
    html! {
        <section class="urgent" part="urgent">
            <h2 tabindex="-1" data-focus="">{ heading }</h2>
            <p class="lead">{ lead }</p>
            { ways(view, &services, "urgent.call", &[ContactKind::Phone]) }
            { ways(view, &services, "urgent.text", &[ContactKind::Text]) }
            { ways(view, &services, "urgent.go", &[ContactKind::Visit, ContactKind::Person]) }
            { ways(view, &services, "urgent.online", &[ContactKind::Web, ContactKind::Email]) }
            { emergency.map(|alert| alert::what_happens(view, alert)) }
            <p class="nobody">{ view.ui("urgent.nobody") }</p>
            <p class="hint">{ view.ui("urgent.on-hint") }</p>
            <button type="button" class="main" part="button" onclick={go_on}>{ view.ui("urgent.on") }</button>
        </section>
    }
}

/// The services of the crisis panel, then those that raised alerts name, but none that is for others.
fn services<'a>(view: &View<'a>) -> Vec<&'a Service> {
    let named = view.outcome.alerts.iter().flat_map(|alert| &alert.services);
    let mut found: Vec<ServiceIx> = Vec::new();
    for ix in view.bundle.crisis.iter().chain(named) {
        let theirs = view.outcome.service(*ix).is_some_and(|outcome| outcome.verdict != Truth::False);
        if theirs && !found.contains(ix) {
            found.push(*ix);
        }
    }
    found.into_iter().filter_map(|ix| view.bundle.service(ix)).collect()
}

fn ways(view: &View<'_>, services: &[&Service], heading: &str, kinds: &[ContactKind]) -> Html {
    let rows: Vec<Html> = services
        .iter()
        .filter_map(|service| {
            let contacts: Vec<_> = service.contacts.iter().filter(|contact| kinds.contains(&contact.kind)).collect();
            (!contacts.is_empty()).then(|| {
                html! {
                    <>
                        <li class="name">{ view.name(service) }</li>
                        { contacts.into_iter().map(|contact| contact::button(view, service, contact)).collect::<Html>() }
                    </>
                }
            })
        })
        .collect();
    if rows.is_empty() {
        return Html::default();
    }
    let class = if heading == "urgent.call" { "contacts first" } else { "contacts" };
    html! { <><h3>{ view.ui(heading) }</h3><ul {class}>{ rows }</ul></> }
}
