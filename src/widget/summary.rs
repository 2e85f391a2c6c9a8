//! 'Tell it once': what goes into a summary to take along, item by item, and the summary itself.

use web_sys::{Event, HtmlInputElement};
use yew::TargetCast;

use super::el::{Attr, El, On, el};
use super::results;
use super::session::{Act, Form};
use super::view::View;
use crate::answers::Answer;
use crate::bundle::key;
use crate::passport::{Passport, Picks, offered_answers, offered_services, said};

/// The summary, and what to choose for it.
pub fn page(view: &View<'_>) -> El {
    let nothing = Picks::default();
    let picks = view.picks.unwrap_or(&nothing);
    let passport = Passport { bundle: view.bundle, outcome: view.outcome, picks, say: view.say, today: view.now.date };
    let text = passport.text();
    el("section")
        .class("results summary-page")
        .add(view.button("link back", "back", Act::Back))
        .add(el("h2").attr(Attr::Tabindex, "-1").attr(Attr::DataFocus, "").add(view.ui("passport.title")))
        .add(el("p").class("lead").add(view.ui("passport.lead")))
        .add(answers(view, picks))
        .add(services(view, picks))
        .add(el("h3").add(view.ui("passport.preview")))
        .add(el("pre").class("preview").add(text.clone()))
        .add(
            el("div")
                .class("row foot")
                .add(view.button("second", "results.print", Act::Print))
                .add(view.button("second", "passport.copy", Act::Copy))
                .add(view.button("second", "passport.save", Act::Save(Form::Text)))
                .add(view.button("second", "passport.fhir", Act::Save(Form::Fhir))),
        )
        .add(results::copied(view, text))
}

fn answers(view: &View<'_>, picks: &Picks) -> El {
    let ticks = offered_answers(view.bundle, view.outcome).map(|(at, (fact, value))| {
        let short = view.say.text(&key(&["fact", &fact.id, "short"]));
        let label = format!("{short}: {}", said(view.say, fact, Answer::Given(value)));
        tick(view, format!("answer-{}", fact.id), picks.answers.contains(at), label, move |on| Act::PickAnswer(at, on))
    });
    choose(view, "passport.answers").all(ticks)
}

fn services(view: &View<'_>, picks: &Picks) -> El {
    let page = view.outcome.arrange();
    let ticks = offered_services(&page).map(|outcome| {
        let (at, service) = (outcome.ix, outcome.service);
        let on = picks.services.contains(&at);
        tick(view, format!("service-{}", service.id), on, view.name(service), move |on| Act::PickService(at, on))
    });
    choose(view, "passport.services").all(ticks)
}

fn choose(view: &View<'_>, heading: &str) -> El {
    el("fieldset").class("choose").add(el("legend").add(el("h3").add(view.ui(heading))))
}

fn tick(view: &View<'_>, id: String, on: bool, label: String, act: impl Fn(bool) -> Act + 'static) -> El {
    let is_on = |event: &Event| event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
    el("div")
        .class("choice")
        .key(&id)
        .add(el("input").attr(Attr::Type, "checkbox").attr(Attr::Id, id.clone()).checked(on).on(
            On::Change,
            view.link,
            move |event| act(is_on(event)),
        ))
        .add(el("label").attr(Attr::For, id).add(label))
}
