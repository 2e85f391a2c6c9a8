//! A scored panel, for people and for machines.

use super::report::{object, plain};
use nwd_check::panel::{Fault, Moved, Score, Totals, Turn};
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::format::Json;

/// The scores of a panel, with what they are of.
#[derive(Debug)]
pub struct Scored<'a> {
    /// The content.
    pub bundle: &'a Bundle,
    /// The time at which everybody asks.
    pub now: Moment,
    /// The number of answers after which it is scored; `None` for all.
    pub after: Option<usize>,
    /// Everybody, in the order of the panel.
    pub scores: Vec<Score<'a>>,
    /// What the scores come to.
    pub totals: Totals,
}

// For people.

/// Those who do not pass, and the totals.
pub fn text(scored: &Scored<'_>) -> String {
    let mut lines = vec![heading(scored)];
    for score in scored.scores.iter().filter(|score| !score.passes()) {
        lines.extend(person_lines(score));
    }
    lines.extend([String::new(), totals_line(&scored.totals)]);
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    lines.join("\n") + "\n"
}

/// What was scored, in one line.
pub fn heading(scored: &Scored<'_>) -> String {
    let after = match scored.after {
        Some(1) => ", after 1 answer".to_owned(),
        Some(count) => format!(", after {count} answers"),
        None => String::new(),
    };
    format!(
        "{} {}, at {} {}{after}",
        scored.bundle.id, scored.bundle.version, scored.now.date, scored.now.time
    )
}

fn person_lines(score: &Score<'_>) -> Vec<String> {
    let person = score.person;
    let mut lines = vec![
        String::new(),
        format!(
            "{}  p@3 {:.2}  {}",
            person.id,
            score.p_at_3,
            or_nothing(&score.first.join(" > "))
        ),
        format!("  {}", person.who),
    ];
    let faults = score.faults.iter();
    lines.extend(faults.map(|fault| format!("  {} {}", fault.of, fault.words)));
    lines.push(format!("  should: {}", person.gold.join(" > ")));
    if let Some(missing) = &person.missing {
        lines.push(format!("  missing: {missing}"));
    }
    lines.push(format!("  why: {}", person.why));
    lines
}

/// What the scores come to, in one line.
fn totals_line(totals: &Totals) -> String {
    format!(
        "mean p@3 {:.2} ({:.2} when the results come), must-top3 {}/{}, never-top3 violations {}, \
         fit faults {}, alert faults {}, {} questions on {} screens before the results and {} in \
         all (medians) over {} people; {} pass",
        totals.mean_p_at_3,
        totals.mean_p_at_results,
        totals.must_hit,
        totals.must,
        totals.never,
        totals.fit,
        totals.alert,
        totals.median_before_results,
        totals.median_screens,
        totals.median_asked,
        totals.people,
        totals.passed
    )
}

/// The people who see others first than before, under their heading; nothing where there is no
/// panel.
pub fn moved_lines(moved: &[Moved<'_>], people: usize) -> Vec<String> {
    if people == 0 {
        return Vec::new();
    }
    let count = |turn| moved.iter().filter(|it| it.turn() == turn).count();
    let mut lines = vec![format!(
        "\nOf {people} people of the panel {} have others first: {} better, {} worse, {} neither.",
        moved.len(),
        count(Turn::Better),
        count(Turn::Worse),
        count(Turn::Neither)
    )];
    for it in moved {
        let person = it.now.person;
        lines.extend([
            format!("  {} {}: {}", it.turn().name(), person.id, person.who),
            format!("    before: {}", first(&it.before)),
            format!("    now:    {}", first(&it.now)),
        ]);
    }
    lines.iter().map(|line| plain_line(line)).collect()
}

/// A line as it may be shown, with the empty one before it.
fn plain_line(line: &str) -> String {
    match line.strip_prefix('\n') {
        Some(rest) => format!("\n{}", plain(rest)),
        None => plain(line),
    }
}

fn first(score: &Score<'_>) -> String {
    let first = score.first.join(" > ");
    format!("{} (p@3 {:.2})", or_nothing(&first), score.p_at_3)
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

// For machines.

/// Everybody, the totals, and the mean p@3 after each number of answers.
pub fn json(scored: &Scored<'_>, curve: &[f64]) -> Json {
    let now = format!("{}T{}", scored.now.date, scored.now.time);
    object([
        (
            "bundle",
            object([
                ("id", scored.bundle.id.as_str().into()),
                ("version", scored.bundle.version.as_str().into()),
            ]),
        ),
        ("now", Json::Text(now)),
        ("after", scored.after.map_or(Json::Null, count)),
        ("people", scored.scores.iter().map(score_json).collect()),
        ("totals", totals_json(&scored.totals)),
        ("curve", curve.iter().copied().map(Json::Fraction).collect()),
    ])
}

fn score_json(score: &Score<'_>) -> Json {
    let gold = score.person.gold.iter();
    object([
        ("id", score.person.id.as_str().into()),
        ("who", score.person.who.as_str().into()),
        ("asked", count(score.asked)),
        ("before_results", count(score.before_results)),
        ("screens", count(score.screens)),
        ("p_at_results", Json::Fraction(score.p_at_results)),
        ("first", ids(score)),
        ("gold", gold.map(|id| id.as_str().into()).collect()),
        ("p_at_3", Json::Fraction(score.p_at_3)),
        ("faults", score.faults.iter().map(fault_json).collect()),
    ])
}

fn fault_json(fault: &Fault) -> Json {
    object([
        ("kind", fault.kind.name().into()),
        ("of", fault.of.as_str().into()),
        ("words", fault.words.as_str().into()),
    ])
}

fn totals_json(totals: &Totals) -> Json {
    object([
        ("people", count(totals.people)),
        ("passed", count(totals.passed)),
        ("mean_p_at_3", Json::Fraction(totals.mean_p_at_3)),
        (
            "must_top3",
            object([("hit", count(totals.must_hit)), ("of", count(totals.must))]),
        ),
        ("never_top3", count(totals.never)),
        ("fit_faults", count(totals.fit)),
        ("alert_faults", count(totals.alert)),
        (
            "mean_p_at_results",
            Json::Fraction(totals.mean_p_at_results),
        ),
        ("median_asked", Json::Fraction(totals.median_asked)),
        (
            "median_before_results",
            Json::Fraction(totals.median_before_results),
        ),
        ("median_screens", Json::Fraction(totals.median_screens)),
    ])
}

/// Somebody who sees others first than before.
pub fn moved_json(moved: &Moved<'_>) -> Json {
    let side = |score: &Score<'_>| {
        object([
            ("first", ids(score)),
            ("p_at_3", Json::Fraction(score.p_at_3)),
        ])
    };
    object([
        ("id", moved.now.person.id.as_str().into()),
        ("who", moved.now.person.who.as_str().into()),
        ("turn", moved.turn().name().into()),
        ("before", side(&moved.before)),
        ("now", side(&moved.now)),
    ])
}

fn ids(score: &Score<'_>) -> Json {
    score.first.iter().copied().map(Json::from).collect()
}

fn count(count: usize) -> Json {
    super::report::number(count as u128)
}
