//! What changes at the birthdays to come.

use super::section;
use crate::view::View;
use nwd_core::bundle::Service;
use nwd_core::journey::{Birthday, birthdays};
use nwd_view::{El, el};

/// The most birthdays that professionals are shown.
const SHOWN: usize = 4;
/// The most that young people and families are.
const SHOWN_TO_FAMILIES: usize = 2;

/// What ends, begins or eases at the birthdays to come; for young people and families those that
/// are near.
pub fn list(view: &View<'_>) -> Option<El> {
    let mut found = birthdays(view.page.bundle, view.walk.answers(), view.now);
    let most = if view.is_professional() {
        SHOWN
    } else {
        let age = view.known.age()?;
        found.retain(|birthday| birthday.is_for_families(age));
        SHOWN_TO_FAMILIES
    };
    let rows = found.iter().take(most).map(|birthday| row(view, birthday));
    let rows = rows.collect::<El>().unless_empty()?;
    Some(
        section("band", view.page.ui("professional.birthdays"))
            .add(el("dl").class("listing").add(rows)),
    )
}

fn row(view: &View<'_>, birthday: &Birthday<'_>) -> El {
    let part = |words: &str, services: &[&Service]| {
        let mut names = Vec::new();
        for service in services {
            names.push(view.page.name(service));
        }
        if names.is_empty() {
            return None;
        }
        let say = view.page.say;
        Some(el("dd").add(say.fill(words, &[("services", &say.both(&names))])))
    };
    let age = birthday.age.to_string();
    el("div")
        .add(
            el("dt").add(
                view.page
                    .say
                    .fill("ui.professional.birthday", &[("age", &age)]),
            ),
        )
        .add(part("ui.professional.ends", &birthday.ends))
        .add(part("ui.professional.begins", &birthday.begins))
        .add(part("ui.professional.eases", &birthday.eases))
}
