//! What professionals see beside the results: a child's safety first, and questionnaires.

use super::alert;
use super::{landmark, section};
use crate::msg::Msg;
use crate::view::View;
use nwd_core::answers::Answer;
use nwd_core::bundle::{Alert, Contact, Service, Severity, Who};
use nwd_core::journey::{Arrangement, Outcome, Screen};
use nwd_core::summary::offered_services;
use nwd_view::contact;
use nwd_view::{El, el, list};

/// From this age on somebody is no child, in years.
const ADULT: i32 = 18;
/// Safeguarding contacts shown.
const SAFEGUARDING_SHOWN: usize = 2;

/// What to do about a child's safety, before any service; not where an alert says it already.
pub fn safety(view: &View<'_>) -> Option<El> {
    // Whichever of these alerts it is, it names those who keep children safe here first.
    let alert = view
        .page
        .bundle
        .alerts
        .iter()
        .find(|alert| alert.severity == Severity::Safeguarding)?;
    let said = alert::raised(view)
        .iter()
        .any(|raised| raised.severity == alert.severity);
    if said || !view.is_professional() {
        return None;
    }
    let mut contacts = el("ul").class("contacts");
    for (service, contact) in safeguarding_contacts(view, alert) {
        contacts = contacts.add(contact::named(&view.page, service, &[contact]));
    }
    let safety = landmark("staff", "safety", view.page.ui("professional.safe-heading"))
        .add(el("p").add(view.page.ui("professional.safe")))
        .add(contacts)
        .add(
            el("p")
                .class("nobody")
                .add(view.page.ui("professional.safe-nobody")),
        );
    Some(safety)
}

/// Services to talk a referral over with: those that fit or may fit, and say that they do.
pub fn consultations(view: &View<'_>, page: &Arrangement<'_, '_>) -> Option<El> {
    if !view.is_professional() {
        return None;
    }
    let mut rows = list();
    for outcome in offered_services(page) {
        if let Some(how) = view.page.service(outcome.service, "consult") {
            let row = el("div")
                .add(el("dt").add(view.page.name(outcome.service)))
                .add(el("dd").add(how));
            rows = rows.add(row);
        }
    }
    let rows = rows.unless_empty()?;
    let consultations = section("band consult", view.page.ui("professional.consult"))
        .add(view.hint("professional.consult-lead"))
        .add(el("dl").class("listing").add(rows));
    Some(consultations)
}

/// Who keeps children safe here, each with how a professional reaches them; no link twice.
fn safeguarding_contacts<'a>(view: &View<'a>, alert: &Alert) -> Vec<(&'a Service, &'a Contact)> {
    let mut found: Vec<(&Service, &Contact)> = Vec::new();
    let of_a_child = of_a_child(view);
    let outcome = of_a_child.as_ref().unwrap_or(view.outcome());
    for outcome in outcome
        .theirs(&[&alert.services_for(&outcome.known)])
        .into_iter()
        .filter_map(|ix| outcome.service(ix))
    {
        let service = outcome.service;
        let route = outcome
            .way_in()
            .filter(|route| route.who == Who::Professional);
        let mut contacts = route
            .iter()
            .flat_map(|route| &route.contacts)
            .filter_map(|at| service.contacts.get(*at));
        let Some(contact) = contacts.find(|contact| contact.link().is_some()) else {
            continue;
        };
        if !found
            .iter()
            .any(|(_, other)| other.link() == contact.link())
        {
            found.push((service, contact));
        }
    }
    found.truncate(SAFEGUARDING_SHOWN);
    found
}

/// Where it is asked about a grown-up, what it comes to of somebody whose age is not known: the
/// child who may not be safe is theirs.
fn of_a_child<'a>(view: &View<'a>) -> Option<Outcome<'a>> {
    let bundle = view.page.bundle;
    let age = bundle.facts.known().age?;
    view.known.age().filter(|age| *age >= ADULT)?;
    let answers = view.walk.answers().clone().with(age, Answer::Declined);
    Some(Outcome::of(bundle, &answers, view.now))
}

/// The questionnaires that are for somebody of this age.
pub fn questionnaires(view: &View<'_>) -> Option<El> {
    if !view.is_professional() {
        return None;
    }
    let age = view.known.age();
    let mut buttons = list();
    for (at, module) in view.page.bundle.questionnaires.iter().enumerate() {
        if module.is_for(age) {
            let title = view.page.text("module", &module.id, "title");
            let open = Msg::Open(Screen::Questionnaire(at));
            buttons = buttons.add(view.button_saying("second", title, open));
        }
    }
    let buttons = buttons.unless_empty()?;
    let tools = section("band tools", view.page.ui("screening.open"))
        .add(view.hint("screening.not-diagnosis"))
        .add(el("div").class("row").add(buttons));
    Some(tools)
}
