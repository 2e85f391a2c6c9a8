//! What must be said first: a strip above the results, or the whole of the urgent page.

use yew::{Html, html};

use super::contact;
use super::view::View;
use crate::bundle::{Alert, ContactKind, ServiceIx};
use crate::truth::Truth;

/// An alert above the results.
pub fn strip(view: &View<'_>, alert: &Alert) -> Html {
    html! {
        <section class="alert" part="alert" aria-labelledby={format!("alert-{}", alert.id)}>
            <p class="kind">{ view.ui(&format!("severity.{}", alert.severity.name())) }</p>
            <h3 id={format!("alert-{}", alert.id)}>{ words(view, alert, "title") }</h3>
            <p>{ words(view, alert, "body") }</p>
            <ul class="contacts">{ first_contacts(view, &alert.services, 3) }</ul>
            { what_happens(view, alert) }
        </section>
    }
}

/// What to say, and what happens then.
pub fn what_happens(view: &View<'_>, alert: &Alert) -> Html {
    let part = |heading: &str, part: &str| {
        let text = view.say.find(&format!("alert.{}.{part}", alert.id))?.to_owned();
        Some(html! { <details><summary>{ view.ui(heading) }</summary><p>{ text }</p></details> })
    };
    html! { <>{ part("urgent.say", "say") }{ part("urgent.happens", "happens") }</> }
}

/// An alert's words.
pub fn words(view: &View<'_>, alert: &Alert, part: &str) -> String {
    view.say.find(&format!("alert.{}.{part}", alert.id)).unwrap_or_default().to_owned()
}

/// The first tappable contact of each of the first so many services that may be for this person.
fn first_contacts(view: &View<'_>, services: &[ServiceIx], most: usize) -> Html {
    let may_be_theirs =
        |ix: &&ServiceIx| view.outcome.service(**ix).is_some_and(|outcome| outcome.verdict != Truth::False);
    let services = services.iter().filter(may_be_theirs).filter_map(|ix| view.bundle.service(*ix)).take(most);
    services
        .map(|service| {
            let tappable = |kind| !matches!(kind, ContactKind::Visit | ContactKind::Person);
            let first = service.contacts.iter().find(|contact| tappable(contact.kind)).or(service.contacts.first());
            html! {
                <>
                    <li class="name">{ view.name(service) }</li>
                    { first.map(|contact| contact::button(view, service, contact)) }
                </>
            }
        })
        .collect()
}
