//! A scored panel as a page that professionals read and sign.

use super::page::page;
use super::panel::{Scored, heading};
use crate::directory::escape;
use nwd_check::panel::{Fault, FaultKind, Score, Totals};
use nwd_core::keys::key;
use nwd_core::words::{Person, Speech};

/// Instructions for reading the page.
const HOW: &str = "<p>Each row is one person, described by professionals of the area. \
    'Stands first' is what the page shows them first, by what they were asked and said. \
    'Should stand first' was written down before: what a good professional would be content with, \
    best first; what must be among the first three is in bold. \
    Sign where the first three are right for this person, and say what is wrong where they are \
    not.</p>\n";

/// The head of the table.
const HEAD: &str = "<div class=\"scroll\"><table>\n<thead><tr>\
    <th scope=\"col\">Who<th scope=\"col\">Stands first<th scope=\"col\">Should stand first\
    <th scope=\"col\">What differs<th scope=\"col\">Agreed, or what is wrong</tr></thead>\n\
    <tbody>\n";

/// The head of the table in which people sign.
const SIGNED: &str = "<section>\n<h2>Signed</h2>\n<table>\n<thead><tr>\
    <th scope=\"col\">Name<th scope=\"col\">Role<th scope=\"col\">Date<th scope=\"col\">Signature\
    </tr></thead>\n<tbody>\n";

/// Room for one of them.
const SIGNER: &str = "<tr><td class=\"blank\">&nbsp;<td class=\"blank\"><td class=\"blank\">\
    <td class=\"blank\"></tr>\n";

/// How many can sign.
const SIGNERS: usize = 4;

/// The page.
pub fn html(scored: &Scored<'_>, area: &str) -> String {
    let title = format!("What stands first, and for whom: {area}");
    page(&title, scored.bundle.words.default_locale(), &body(scored))
}

/// What stands on it.
pub fn body(scored: &Scored<'_>) -> String {
    let words = &scored.bundle.words;
    let speech = words.speak(words.default_locale(), Person::You);
    let rows: String = scored.scores.iter().map(|it| row(it, speech)).collect();
    format!(
        "<p>{}. {}</p>\n{HOW}{HEAD}{rows}</tbody>\n</table></div>\n\
         {SIGNED}{}</tbody>\n</table>\n</section>\n",
        escape(&heading(scored)),
        summary(&scored.totals),
        SIGNER.repeat(SIGNERS)
    )
}

/// The totals, in words.
fn summary(totals: &Totals) -> String {
    format!(
        "For {} of {} people nothing differs. Of what must be among the first three {} of {} is; \
         what must never be there is {} times.",
        totals.passed, totals.people, totals.must_hit, totals.must, totals.never
    )
}

/// A person's row, with an empty cell to sign in.
fn row(score: &Score<'_>, speech: Speech<'_>) -> String {
    let person = score.person;
    let first = score.first.iter().map(|id| name(speech, id)).collect();
    let wanted = person.gold.iter().map(|id| {
        let name = name(speech, id);
        if person.must_top3.contains(id) {
            format!("<strong>{name}</strong>")
        } else {
            name
        }
    });
    let faults = score.faults.iter().map(|it| told(it, speech)).collect();
    let missing = person.missing.as_deref().map(escape);
    let missing = missing.map_or_else(String::new, |it| format!("<p>Not in the content: {it}</p>"));
    format!(
        "<tr><th scope=\"row\">{}<br>{}<td>{}<td>{}{missing}<p>{}</p><td>{}\
         <td class=\"blank\"></tr>\n",
        escape(&person.id),
        escape(&person.who),
        list("ol", first),
        list("ol", wanted.collect()),
        escape(&person.why),
        list("ul", faults)
    )
}

/// What differs, escaped.
fn told(fault: &Fault, speech: Speech<'_>) -> String {
    let of = match fault.kind {
        FaultKind::Alert => format!("The alert {}", escape(&fault.of)),
        _ => name(speech, &fault.of),
    };
    let words = match fault.kind {
        FaultKind::Gold => "is not among what should stand first",
        _ => &fault.words,
    };
    format!("{of} {}", escape(words))
}

/// A service's name, escaped.
fn name(speech: Speech<'_>, id: &str) -> String {
    escape(&speech.text(&key(&["service", id, "name"])))
}

/// A list of HTML; nothing where it is empty.
fn list(tag: &str, items: Vec<String>) -> String {
    if items.is_empty() {
        return String::new();
    }
    format!("<{tag}><li>{}</{tag}>", items.join("<li>"))
}
