//! 'Tell it once': what goes into a summary to take along, item by item, and the summary itself.

use super::results;
use crate::controls::choices::{choice, input, tick_of};
use crate::msg::{Msg, SavedAs, Tick};
use crate::view::View;
use nwd_core::answers::Answer;
use nwd_core::keys::joined;
use nwd_core::summary::{Summary, offered_answers, offered_services, said};
use nwd_view::{El, el};

/// The summary, and what to choose for it.
pub fn page(view: &View<'_>) -> El {
    let summary = Summary {
        bundle: view.page.bundle,
        outcome: view.outcome(),
        picks: view.picks,
        say: view.page.say,
        today: view.now.date,
    };
    let text = summary.text();
    el("section")
        .class("results")
        .add(view.back())
        .add(view.heading(view.page.ui("passport.title")))
        .add(el("p").class("lead").add(view.page.ui("passport.lead")))
        .add(answers(view))
        .add(services(view))
        .add(el("h3").add(view.page.ui("passport.preview")))
        .add(el("pre").class("preview").add(text.clone()))
        .add(
            el("div")
                .class("row foot")
                .add(view.button("second", "results.print", Msg::Print))
                .add(view.button("second", "passport.copy", Msg::Copy))
                .add(view.button("second", "passport.save", Msg::Save(SavedAs::Text)))
                .add(view.button("second", "passport.fhir", Msg::Save(SavedAs::Fhir))),
        )
        .add(results::copied(view, text))
        .add(view.hint("passport.stays"))
}

fn answers(view: &View<'_>) -> El {
    let ticks = offered_answers(view.page.bundle, view.outcome()).map(|(at, fact, value)| {
        let label = joined(
            &[
                view.page.text("fact", &fact.id, "short"),
                said(view.page.say, fact, Answer::Given(value)),
            ],
            ": ",
        );
        tick(
            view,
            ["answer", &fact.id],
            label,
            Tick::Answer(at),
            view.picks.answers.contains(at),
        )
    });
    choose(view, "passport.answers").all(ticks)
}

fn services(view: &View<'_>) -> El {
    let page = view.outcome().arrange();
    let ticks = offered_services(&page).map(|outcome| {
        let (at, service) = (outcome.ix, outcome.service);
        tick(
            view,
            ["service", &service.id],
            view.page.name(service),
            Tick::Service(at),
            view.picks.services.contains(&at),
        )
    });
    choose(view, "passport.services").all(ticks)
}

fn choose(view: &View<'_>, heading: &str) -> El {
    el("fieldset")
        .class("choose")
        .add(el("legend").add(el("h3").add(view.page.ui(heading))))
}

fn tick(view: &View<'_>, id: [&str; 2], label: String, what: Tick, on: bool) -> El {
    choice(
        input(view, "checkbox", on, tick_of(what)),
        joined(&id, "-"),
        label,
    )
}
