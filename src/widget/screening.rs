//! A scored questionnaire, for a professional and a young person together: a prompt for a conversation, not a diagnosis.

use super::alert;
use super::el::{Attr, El, On, el};
use super::session::Act;
use super::view::View;
use crate::bundle::key;
use crate::screening::{Module, Score};

/// A questionnaire on a screen of its own.
pub fn page(view: &View<'_>, at: usize) -> El {
    let Some(module) = view.bundle.modules.get(at) else { return el("section") };
    let score = module.score(view.scored);
    let heading = el("h2").attr(Attr::Tabindex, "-1").attr(Attr::DataFocus, "").add(words(view, module, "title"));
    let raised = !score.alerts.is_empty();
    el("section")
        .class("results screening")
        .add(view.button("link back", "back", Act::Back))
        .add(heading)
        .add(el("p").class("lead").add(view.ui("screening.lead")))
        .add(el("p").add(words(view, module, "note")))
        // Said at once, and aloud: whoever reads on has seen it.
        .add(el("div").attr(Attr::Role, "alert").add(raised.then(|| alert::strips(view))))
        .add(el("p").class("stem").add(words(view, module, "stem")))
        .all((0..module.items.len()).map(|item| item_of(view, module, item)))
        .add(total(view, module, &score))
        .add(source(view, module))
}

fn words(view: &View<'_>, module: &Module, part: &str) -> String {
    view.say.text(&key(&["module", &module.id, part]))
}

fn item_of(view: &View<'_>, module: &Module, item: usize) -> El {
    let id = module.items.get(item).map_or("", String::as_str);
    let chosen = view.scored.get(item).copied().flatten();
    let options = module.options.iter().enumerate().map(|(at, (option, _))| {
        let name = format!("{}-{id}-{at}", module.id);
        el("div")
            .class("choice")
            .add(
                el("input")
                    .attr(Attr::Type, "radio")
                    .attr(Attr::Id, name.clone())
                    .attr(Attr::Name, format!("{}-{id}", module.id))
                    .checked(chosen == Some(at))
                    .on(On::Change, view.link, move |_| Act::Score(item, at)),
            )
            .add(el("label").attr(Attr::For, name).add(words(view, module, &format!("option.{option}"))))
    });
    el("fieldset")
        .class("item")
        .key(id)
        .add(el("legend").add(format!("{}. {}", item.saturating_add(1), words(view, module, &format!("item.{id}")))))
        .all(options)
}

/// The total, only once every item is answered.
fn total(view: &View<'_>, module: &Module, score: &Score) -> El {
    let left = module.items.len().saturating_sub(view.scored.iter().flatten().count());
    let band =
        score.band.and_then(|at| module.bands.get(at)).map(|(band, _)| words(view, module, &format!("band.{band}")));
    let said = match (score.total, band) {
        (Some(total), Some(band)) => {
            let (total, most) = (total.to_string(), module.most().to_string());
            view.say.fill("ui.screening.total", &[("total", &total), ("most", &most), ("band", &band)])
        }
        _ => view.say.count("ui.screening.left", left),
    };
    el("div")
        .class("total")
        .add(el("p").attr(Attr::Role, "status").class("lead").add(said))
        .add(el("p").class("hint").add(view.ui("screening.not-diagnosis")))
}

fn source(view: &View<'_>, module: &Module) -> El {
    let source = view.bundle.sources.get(module.source).map_or("", |source| &source.id);
    let titles = ["title", "publisher"].map(|part| view.say.text(&key(&["source", source, part])));
    el("p").class("hint").add(view.ui("card.source")).add(": ").add(titles.join(". "))
}
