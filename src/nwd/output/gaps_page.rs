//! The map of unmet need as a page: age by need, the darker the more have no local service that is
//! about it.

use super::gaps::{instead, through_others};
use super::page::page_with;
use crate::directory::escape;
use nwd_core::bundle::Bundle;
use nwd_core::format::wire::Acceptance;
use nwd_prove::figures::{kinds, percent};
use nwd_prove::gaps::{Gaps, Lack, Need};

/// The page. What the area's own file says of a need stands with it.
pub fn map(bundle: &Bundle, gaps: &Gaps, accepts: &[Acceptance]) -> String {
    let told: String = gaps
        .needs
        .iter()
        .filter(|need| need.all.people() > 0)
        .map(|need| told(need, bundle, gaps, accepts))
        .collect();
    let body = format!(
        "{}{}<h2>Where each gap is widest</h2>\n<ul>\n{told}</ul>\n",
        introduction(bundle, gaps),
        table(gaps),
    );
    page_with(
        &format!("Unmet need: {}", bundle.id),
        bundle.words.default_locale(),
        &style(),
        &body,
    )
}

fn introduction(bundle: &Bundle, gaps: &Gaps) -> String {
    let id = escape(&bundle.id);
    let version = escape(&bundle.version);
    let first = gaps.first();
    let people = kinds(gaps.young.unwrap_or(gaps.people));
    format!(
        "<p>{id} {version}. Each cell says of people of that age, \
         who have that need and no other, how many in a hundred have \
         no local service that names it and is open to them; \
         the emergency lines, which are for everybody, do not count. \
         The letters say what they have instead:</p>\n<dl class=\"legend\">\n\
         <dt class=\"general h8\">G<dd>a general service: a local one that is for anything\n\
         <dt class=\"national h8\">N<dd>only national help, such as a helpline\n\
         <dt class=\"urgent h8\">U<dd>only urgent help: the emergency lines\n</dl>\n\
         <p>Where there are several, a number says how many in a hundred have each, \
         and the colour is that of the most. \
         The needs come first for which most people {first} have no local service.</p>\n\
         <p>Some of those could have it through somebody else: \
         there is a local service that fits them, but a parent, a GP or a school, say, \
         has to ask for it. How many is said below the table.</p>\n\
         <p>Read it as a map of where nothing is, not as a number of residents: \
         people are counted by kind (each way to answer the questions on which help depends is one, \
         and there are {people} {first}), so that a rare kind counts as much as a common one.</p>\n",
    )
}

fn table(gaps: &Gaps) -> String {
    let young = gaps.young.map(|_| gaps.first());
    let head = young
        .iter()
        .map(String::as_str)
        .chain(["of any age"])
        .chain(gaps.ages.iter().map(String::as_str));
    let head: String = head
        .map(|who| format!("<th scope=\"col\">{}", escape(who)))
        .collect();
    let rows: String = gaps.needs.iter().map(row).collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Unmet need by age\">\
         <table class=\"map\">\n\
         <caption>People without a local service for their need, by age</caption>\n\
         <thead><tr><th scope=\"col\">Need{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}

fn row(need: &Need) -> String {
    let lacks = need
        .young
        .iter()
        .chain([&need.all])
        .chain(need.ages.iter().map(|share| &share.lack));
    let cells: String = lacks.map(cell).collect();
    format!(
        "<tr><th scope=\"row\">{}{cells}</tr>\n",
        escape(&need.label)
    )
}

/// A cell. The number and the letters say it; the shade and the colour only help to find it.
fn cell(lack: &Lack) -> String {
    let classes = [
        ("general", "G", lack.general),
        ("national", "N", lack.national),
        ("urgent", "U", lack.urgent),
    ];
    let some: Vec<_> = classes
        .into_iter()
        .filter(|(_, _, people)| *people > 0)
        .collect();
    let most = some
        .iter()
        .max_by_key(|(_, _, people)| *people)
        .map_or("none", |(class, _, _)| class);
    let letters: Vec<String> = match some.as_slice() {
        [(_, letter, _)] => vec![(*letter).to_owned()],
        several => several
            .iter()
            .map(|(_, letter, people)| format!("{letter}\u{a0}{}", percent(*people, lack.of)))
            .collect(),
    };
    let share = lack.percent();
    let shade = share.div_ceil(10);
    let title = escape(&instead(lack));
    let letters = letters.join(" ");
    format!(
        "<td class=\"share {most} h{shade}\" title=\"{title}\">{share}%<small>{letters}</small>"
    )
}

/// The text for a need, which the table cannot hold: who they are, who could ask for them, and what
/// the area says.
fn told(need: &Need, bundle: &Bundle, gaps: &Gaps, accepts: &[Acceptance]) -> String {
    let first = need.first();
    let all = need.young.map_or_else(String::new, |_| {
        format!("; {}% of all ages", need.all.percent())
    });
    let share = format!(
        "{}% of people {} ({}){all}",
        first.percent(),
        gaps.first(),
        instead(first)
    );
    let who = need.example.as_ref().map(|example| {
        format!(
            "Nobody has a local service for it who is: {}",
            example.words(bundle)
        )
    });
    let lines: String = [
        Some(joined([Some(share), through_others(first)])),
        who,
        elsewhere(need, bundle),
    ]
    .into_iter()
    .flatten()
    .map(|line| format!("<br>{}.\n", escape(&line)))
    .collect();
    let known = accepts
        .iter()
        .filter(|known| known.gap.rsplit(':').next() == Some(&need.id));
    let known: String = known
        .map(|known| format!("<br><em>Known:</em> {}\n", escape(&known.reason)))
        .collect();
    format!(
        "<li><strong>{}</strong>\n{lines}{known}",
        escape(&need.label)
    )
}

fn joined<const N: usize>(sentences: [Option<String>; N]) -> String {
    sentences
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(". ")
}

/// The groups for which it is worse than on average; of age the table says it.
fn elsewhere(need: &Need, bundle: &Bundle) -> Option<String> {
    let age = bundle
        .facts
        .known()
        .age
        .and_then(|age| bundle.facts.get(age))
        .map(|fact| fact.id.as_str());
    let average = need.first().percent();
    let worse: Vec<String> = need
        .by
        .iter()
        .filter(|share| Some(share.fact.as_str()) != age && share.lack.percent() > average)
        .map(|share| format!("{} ({}%)", share.who, share.lack.percent()))
        .collect();
    if worse.is_empty() {
        return None;
    }
    Some(format!("More often than on average: {}", worse.join("; ")))
}

/// The style that the map adds to that of a page: ten shades of each class.
fn style() -> String {
    let mut style = STYLE.to_owned();
    for (class, hue) in [("general", 205), ("national", 30), ("urgent", 350)] {
        for shade in 1..=10 {
            style.push_str(&format!(
                ".{class}.h{shade} {{ background: hsl({hue} 90% {}%) }}\n",
                100 - 4 * shade
            ));
        }
    }
    style
}

const STYLE: &str = "
.legend { display: grid; grid-template-columns: max-content auto; gap: .25rem .5rem }
.legend dt { min-width: 2rem; text-align: center; border: 1px solid #767676 }
.legend dd { margin: 0 }
.map { border-collapse: separate; border-spacing: 0; font-size: .875rem }
.map th[scope=row] { position: sticky; left: 0; min-width: 8rem; max-width: 14rem; \
    background: #fff }
.map small { display: block; font-size: .75rem }
.map .none { color: #595959 }
li { margin-block: .5rem }
";
