//! What professionals see beside the results: a child's safety first, what changes with age, and questionnaires.

use super::el::{El, el};
use super::results::{landmark, section};
use super::session::Act;
use super::view::View;
use super::{alert, contact};
use crate::answers::Value;
use crate::bundle::{Contact, Service, Severity};
use crate::journey::{Birthday, Screen, birthdays};
use crate::screening::Module;

/// So many birthdays are looked ahead to.
const BIRTHDAYS: usize = 4;

/// So many of those who keep children safe are named.
const MOST_NAMED: usize = 2;

/// What to do about a child's safety, before any service; not where an alert says it already.
pub fn safety(view: &View<'_>) -> Option<El> {
    // Whichever of these alerts it is, it names those who keep children safe here first.
    let alert = view.bundle.alerts.iter().find(|alert| alert.severity == Severity::Safeguarding)?;
    let said = alert::raised(view).iter().any(|raised| raised.severity == alert.severity);
    if said || !view.is_professional() {
        return None;
    }
    let theirs = view.outcome.theirs(&[&alert.services]).into_iter().take(MOST_NAMED);
    let rows = theirs.filter_map(|ix| view.bundle.service(ix)).map(|service| {
        let linked = |contact: &&Contact| contact.link().is_some();
        let first = service.contacts.iter().find(linked).or(service.contacts.first());
        contact::named(view, service, first.as_slice())
    });
    let safety = landmark("staff", "safety", view.ui("professional.safe-heading"))
        .add(el("p").add(view.ui("professional.safe")))
        .add(el("ul").class("contacts").all(rows))
        .add(el("p").class("nobody").add(view.ui("professional.safe-nobody")));
    Some(safety)
}

/// What ends, begins or eases at the birthdays to come.
pub fn ages(view: &View<'_>) -> Option<El> {
    if !view.is_professional() {
        return None;
    }
    let found = birthdays(view.bundle, view.walk.answers(), view.now);
    let rows = found.iter().take(BIRTHDAYS).map(|birthday| row(view, birthday)).collect::<El>().unless_empty()?;
    Some(section("band", view.ui("professional.birthdays")).add(el("dl").class("ages").add(rows)))
}

fn row(view: &View<'_>, birthday: &Birthday<'_>) -> El {
    let part = |words: &str, services: &[&Service]| {
        let mut names = Vec::new();
        for service in services {
            names.push(view.name(service));
        }
        let said = || view.say.fill(words, &[("services", &view.say.both(&names))]);
        (!names.is_empty()).then(|| el("dd").add(said()))
    };
    let age = birthday.age.to_string();
    el("div")
        .add(el("dt").add(view.say.fill("ui.professional.birthday", &[("age", &age)])))
        .add(part("ui.professional.ends", &birthday.ends))
        .add(part("ui.professional.begins", &birthday.begins))
        .add(part("ui.professional.eases", &birthday.eases))
}

/// The questionnaires that are for somebody of this age.
pub fn questionnaires(view: &View<'_>) -> Option<El> {
    if !view.is_professional() {
        return None;
    }
    let age = view.bundle.known.age.and_then(|fact| match view.known.value(fact)? {
        Value::Integer(age) => Some(age),
        _ => None,
    });
    let fitting = view.bundle.modules.iter().enumerate().filter(|(_, module)| module.is_for(age));
    let open = |(at, module): (usize, &Module)| {
        let title = view.text("module", &module.id, "title");
        view.button_saying("second", title, Act::Open(Screen::Screening(at)))
    };
    let buttons = fitting.map(open).collect::<El>().unless_empty()?;
    let tools = section("band tools", view.ui("screening.open"))
        .add(view.hint("screening.not-diagnosis"))
        .add(el("div").class("row").add(buttons));
    Some(tools)
}
