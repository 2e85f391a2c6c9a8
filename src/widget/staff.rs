//! What professionals see beside the results: a child's safety first, what changes with age, and questionnaires.

use super::el::{Attr, El, el, list};
use super::session::Act;
use super::view::View;
use super::{alert, contact};
use crate::answers::Value;
use crate::bundle::{Alert, Contact, Route, Service, Severity, Who, key};
use crate::facts::FactIx;
use crate::journey::{Arrangement, Birthday, Screen, ServiceOutcome, birthdays};
use crate::truth::Truth;

/// So many birthdays are looked ahead to.
const BIRTHDAYS: usize = 4;

/// So many are named who keep children safe.
const TOLD: usize = 2;

/// What to do about a child's safety, before any service; not where an alert says it already.
pub fn safety(view: &View<'_>) -> Option<El> {
    // Whichever of these alerts it is, it names those who keep children safe here first.
    let alert = view.bundle.alerts.iter().find(|alert| alert.severity == Severity::Safeguarding)?;
    let said = alert::raised(view).iter().any(|raised| raised.severity == alert.severity);
    if said || !view.is_professional() {
        return None;
    }
    let row = |(service, contact): (&Service, &Contact)| {
        let name = el("li").class("name").add(view.name(service));
        list().add(name).add(contact::button(view, service, contact))
    };
    let box_of = el("section")
        .class("staff")
        .attr(Attr::AriaLabelledby, "safety")
        .add(el("h3").attr(Attr::Id, "safety").add(view.ui("professional.safe-heading")))
        .add(el("p").add(view.ui("professional.safe")))
        .add(el("ul").class("contacts").all(to_tell(view, alert).into_iter().map(row)))
        .add(el("p").class("nobody").add(view.ui("professional.safe-nobody")));
    Some(box_of)
}

/// Whom to talk it over with before a referral: of what fits or may fit, who says that they do.
pub fn consultations(view: &View<'_>, page: &Arrangement<'_, '_>) -> Option<El> {
    let fitting = page.fits.iter().flat_map(|(_, outcomes)| outcomes).chain(&page.may);
    let row = |outcome: &&ServiceOutcome<'_>| {
        let how = view.service(outcome.service, "consult")?;
        Some(el("div").add(el("dt").add(view.name(outcome.service))).add(el("dd").add(how)))
    };
    let rows: Vec<El> = fitting.filter_map(row).collect();
    (view.is_professional() && !rows.is_empty()).then(|| {
        el("section")
            .class("band")
            .add(el("h3").add(view.ui("professional.consult")))
            .add(el("p").class("hint").add(view.ui("professional.consult-lead")))
            .add(el("dl").class("listing").all(rows))
    })
}

/// Who keeps children safe here, each with how a professional reaches them; no link twice.
fn to_tell<'a>(view: &View<'a>, alert: &Alert) -> Vec<(&'a Service, &'a Contact)> {
    let mut found: Vec<(&Service, &Contact)> = Vec::new();
    for outcome in alert.services.iter().filter_map(|at| view.outcome.service(*at)) {
        let service = outcome.service;
        let own = |route: &&Route| route.who == Who::Professional && outcome.verdict != Truth::False;
        let route = outcome.way_in().filter(own);
        let mut contacts = route.iter().flat_map(|route| &route.contacts).filter_map(|at| service.contacts.get(*at));
        let Some(contact) = contacts.find(|contact| contact.link().is_some()) else { continue };
        if !found.iter().any(|(_, other)| other.link() == contact.link()) {
            found.push((service, contact));
        }
    }
    found.truncate(TOLD);
    found
}

/// What ends, begins or eases at the birthdays to come.
pub fn ages(view: &View<'_>) -> Option<El> {
    let found = if view.is_professional() { birthdays(view.bundle, view.walk.answers(), view.now) } else { Vec::new() };
    (!found.is_empty()).then(|| {
        el("section").class("band").add(el("h3").add(view.ui("professional.birthdays"))).add(
            el("dl").class("listing").all(found.iter().take(BIRTHDAYS).map(|birthday| birthday_row(view, birthday))),
        )
    })
}

fn birthday_row(view: &View<'_>, birthday: &Birthday<'_>) -> El {
    let part = |words: &str, services: &[&Service]| {
        let names: Vec<String> = services.iter().map(|service| view.name(service)).collect();
        let said = || view.say.fill(&key(&["ui.professional", words]), &[("services", &view.say.both(&names))]);
        (!names.is_empty()).then(|| el("dd").add(said()))
    };
    let age = birthday.age.to_string();
    el("div")
        .add(el("dt").add(view.say.fill("ui.professional.birthday", &[("age", &age)])))
        .add(part("ends", &birthday.ends))
        .add(part("begins", &birthday.begins))
        .add(part("eases", &birthday.eases))
}

/// The questionnaires that are for somebody of this age.
pub fn questionnaires(view: &View<'_>) -> Option<El> {
    let age = view.bundle.known.age.and_then(|fact: FactIx| match view.known.value(fact)? {
        Value::Integer(age) => Some(age),
        _ => None,
    });
    let fitting = view.bundle.modules.iter().enumerate().filter(|(_, module)| module.is_for(age));
    let open = |at: usize, id: &str| {
        view.button_saying("second", view.say.text(&key(&["module", id, "title"])), Act::Open(Screen::Screening(at)))
    };
    let buttons: Vec<El> = fitting.map(|(at, module)| open(at, &module.id)).collect();
    (view.is_professional() && !buttons.is_empty()).then(|| {
        el("section")
            .class("band tools")
            .add(el("h3").add(view.ui("screening.open")))
            .add(el("p").class("hint").add(view.ui("screening.not-diagnosis")))
            .add(el("div").class("row").all(buttons))
    })
}
