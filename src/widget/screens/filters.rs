//! What the rest of the results can be narrowed down to, each with how many it leaves.

use crate::controls::choices::{choice, input, tick_of};
use crate::msg::Tick;
use crate::view::View;
use nwd_core::journey::{Arrangement, Filter};
use nwd_view::{Attr, El, el, list as several};

/// The filters that would leave some of what is shown and take some away, and those that are ticked.
pub fn list(view: &View<'_>, page: &Arrangement<'_, '_>) -> Option<El> {
    let bundle = view.page.bundle;
    let total = page.rest().count();
    let mut left = page.clone();
    left.narrow(bundle, view.only);
    let mut ticks = several();
    for (nth, filter) in Filter::all(bundle).into_iter().enumerate() {
        let is_ticked = view.only.contains(&filter);
        let passes = |it: &Arrangement<'_, '_>| {
            let rest = it.rest().filter(|it| filter.passes(bundle, it));
            rest.count()
        };
        if is_ticked || (1..total).contains(&passes(page)) {
            ticks = ticks.add(tick(view, nth, filter, is_ticked, passes(&left)));
        }
    }
    let ticks = ticks.unless_empty()?;
    let told = match (view.only.is_empty(), left.rest().count()) {
        (true, _) => String::new(),
        (_, 0) => view.page.ui("filter.none"),
        (_, count) => view.page.say.count("ui.filter.left", count),
    };
    let list = el("details")
        .class("folded filters")
        .add(el("summary").add(view.page.ui("filter.heading")))
        .add(el("div").class("ways").add(ticks))
        .add(el("p").class("quiet").attr(Attr::Role, "status").add(told));
    Some(list)
}

fn tick(view: &View<'_>, nth: usize, filter: Filter, is_ticked: bool, count: usize) -> El {
    let control = input(view, "checkbox", is_ticked, tick_of(Tick::Only(filter)));
    let label = format!("{} ({count})", label(view, filter));
    choice(control, format!("only-{nth}"), label)
}

fn label(view: &View<'_>, filter: Filter) -> String {
    let page = &view.page;
    match filter {
        Filter::NoReferral => page.ui("filter.no-referral"),
        Filter::Free => page.ui("card.free"),
        Filter::OpenNow => page.ui("filter.open-now"),
        Filter::Local => page.ui("filter.local"),
        Filter::Way(fact, way) => {
            let fact = page.bundle.facts.get(fact);
            fact.map(|fact| page.say.value(fact, way))
                .unwrap_or_default()
        }
    }
}
