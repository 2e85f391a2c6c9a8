//! A scored questionnaire, for a professional and a young person together: a prompt for a
//! conversation, not a diagnosis.

use super::alert;
use crate::controls::choices::{choice, input};
use crate::msg::Msg;
use crate::view::View;
use nwd_core::keys::{joined, key};
use nwd_core::questionnaire::{Questionnaire, Score};
use nwd_view::Handler;
use nwd_view::{Attr, El, el};

/// A questionnaire on a screen of its own.
pub fn page(view: &View<'_>, at: usize) -> Option<El> {
    let module = view.page.bundle.questionnaires.get(at)?;
    let page = el("section")
        .class("results")
        .add(view.back())
        .add(view.heading(words(view, module, "title")))
        .add(el("p").class("lead").add(view.page.ui("screening.lead")))
        .add(el("p").add(words(view, module, "note")))
        .add(el("p").class("stem").add(words(view, module, "stem")))
        .all((0..module.items.len()).map(|item| item_of(view, module, item)))
        .add(total(view, module, &module.score(view.scored)))
        .add(source(view, module));
    Some(page)
}

fn words(view: &View<'_>, module: &Questionnaire, part: &str) -> String {
    view.page.text("module", &module.id, part)
}

fn item_of(view: &View<'_>, module: &Questionnaire, item: usize) -> El {
    let id = module.items.get(item).map_or("", String::as_str);
    let name = joined(&[&module.id, id], "-");
    let chosen = view.scored.get(item).copied().flatten();
    let options = module.options.iter().enumerate().map(|(at, (option, _))| {
        let radio = input(
            view,
            "radio",
            chosen == Some(at),
            Handler::Choose(Msg::Score(item, at)),
        );
        let label = words(view, module, &key(&["option", option]));
        choice(
            radio.attr(Attr::Name, name.clone()),
            format!("{name}-{at}"),
            label,
        )
    });
    el("fieldset")
        .class("item")
        .key(id)
        .add(el("legend").add(format!(
            "{}. {}",
            item.saturating_add(1),
            words(view, module, &key(&["item", id]))
        )))
        .all(options)
        .add(raised_by(view, module, item))
}

/// What an answer raises, said at once, beside it and aloud: nobody reads on without it.
fn raised_by(view: &View<'_>, module: &Questionnaire, item: usize) -> Option<El> {
    if module.flags.iter().all(|flag| flag.item != item) {
        return None;
    }
    let before = |at: &usize| {
        (0..item).any(|it| {
            module
                .raised_by(it, view.scored)
                .any(|raised| raised == *at)
        })
    };
    let raised = module.raised_by(item, view.scored).filter(|at| !before(at));
    let alerts = raised.filter_map(|at| view.page.bundle.alerts.get(at));
    let alerts = alerts.map(|raised| alert::alone(view, raised));
    Some(el("div").attr(Attr::Role, "alert").all(alerts))
}

/// The total, only once every item is answered.
fn total(view: &View<'_>, module: &Questionnaire, score: &Score) -> El {
    let band = score.band.and_then(|at| module.bands.get(at));
    let said = match (score.total, band) {
        (Some(total), Some((band, _))) => {
            let (total, most) = (total.to_string(), module.most().to_string());
            let band = words(view, module, &key(&["band", band]));
            view.page.say.fill(
                "ui.screening.total",
                &[("total", &total), ("most", &most), ("band", &band)],
            )
        }
        _ => {
            let left = module
                .items
                .len()
                .saturating_sub(view.scored.iter().flatten().count());
            view.page.say.count("ui.screening.left", left)
        }
    };
    el("div")
        .class("total")
        .add(el("p").attr(Attr::Role, "status").class("lead").add(said))
        .add(view.hint("screening.not-diagnosis"))
}

fn source(view: &View<'_>, module: &Questionnaire) -> El {
    let source = view
        .page
        .bundle
        .sources
        .get(module.source)
        .map_or("", |source| &source.id);
    el("p")
        .class("hint")
        .add(view.page.ui("card.source"))
        .add(": ")
        .add(joined(
            &[
                view.page.text("source", source, "title"),
                view.page.text("source", source, "publisher"),
            ],
            ". ",
        ))
}
