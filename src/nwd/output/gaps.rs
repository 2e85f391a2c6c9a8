//! The map of unmet need, as `nwd prove` tells it: in lines for people and as JSON for machines.

use super::report::number;
use super::report::object;
use nwd_core::bundle::Bundle;
use nwd_core::format::Json;
use nwd_prove::figures::percent;
use nwd_prove::gaps::{Gaps, Lack, Need, Share};

/// The needs with the widest gaps, those first that most young people have no help for.
pub fn lines(gaps: &Gaps) -> Vec<String> {
    const MOST: usize = 12;
    let open: Vec<&Need> = gaps
        .needs
        .iter()
        .filter(|need| need.all.people() > 0)
        .collect();
    let first = open.iter().filter(|need| need.first().people() > 0).count();
    let all = gaps.young.map_or_else(String::new, |_| {
        format!(" ({} for somebody of any age)", open.len())
    });
    let mut lines = vec![format!(
        "  gaps      for {first} of {} needs somebody {} has no local service that is about it, \
         beside the emergency lines{all}",
        gaps.needs.len(),
        gaps.first(),
    )];
    lines.extend(open.iter().take(MOST).map(|need| line(need)));
    if open
        .iter()
        .take(MOST)
        .any(|need| need.first().through_others > 0)
    {
        lines.push(
            "          (through somebody else: a parent, GP or school, say, has to ask for it)"
                .to_owned(),
        );
    }
    if open.len() > MOST {
        lines.push(format!(
            "          and {} more: --format json has them all",
            open.len() - MOST
        ));
    }
    lines
}

/// One need: how many have no local service about it, of the young first, and what they have
/// instead.
fn line(need: &Need) -> String {
    let first = need.first();
    let all = need.young.map_or_else(String::new, |_| {
        format!(" ({}% of all ages)", need.all.percent())
    });
    let mut parts = vec![instead(first)];
    parts.extend(through_others(first));
    if !need.wholly.is_empty() && !first.is_total() {
        parts.push(format!("all who are {}", need.wholly.join(", ")));
    }
    format!(
        "    {:>3}%  {}{all}: {}",
        first.percent(),
        need.label,
        parts.join("; ")
    )
}

/// The help of those who have no local service about their need, in words: shares of all of them.
pub fn instead(lack: &Lack) -> String {
    let parts = [
        (lack.general, "only a general service"),
        (lack.national, "only national help"),
        (lack.urgent, "only urgent help"),
    ];
    let some = parts.into_iter().filter(|(people, _)| *people > 0);
    let words: Vec<String> = some
        .map(|(people, what)| format!("{}% {what}", percent(people, lack.of)))
        .collect();
    if words.is_empty() {
        "nobody".to_owned()
    } else {
        words.join(", ")
    }
}

/// The share of those without who could have it if somebody else asked, in words; nothing where
/// nobody could.
pub fn through_others(lack: &Lack) -> Option<String> {
    let share = percent(lack.through_others, lack.people());
    if share == 0 {
        return None;
    }
    Some(format!(
        "{share}% of them could have it through somebody else"
    ))
}

/// The whole map.
pub fn json(gaps: &Gaps, bundle: &Bundle) -> Json {
    let young = gaps.young.map_or(Json::Null, number);
    object([
        ("people", number(gaps.people)),
        ("young", young),
        (
            "needs",
            gaps.needs
                .iter()
                .map(|need| need_json(need, bundle))
                .collect(),
        ),
    ])
}

fn need_json(need: &Need, bundle: &Bundle) -> Json {
    let young = need
        .young
        .as_ref()
        .map_or(Json::Null, |young| Json::Object(figures(young)));
    let example = need
        .example
        .as_ref()
        .map_or(Json::Null, |example| example.answers(bundle));
    let mut members = named([
        ("need", need.id.as_str().into()),
        ("label", need.label.as_str().into()),
    ]);
    members.extend(figures(&need.all));
    members.extend(named([
        ("young", young),
        ("by", need.by.iter().map(share_json).collect()),
        ("ages", need.ages.iter().map(share_json).collect()),
        ("example", example),
    ]));
    Json::Object(members)
}

fn share_json(share: &Share) -> Json {
    let mut members = named([
        ("fact", share.fact.as_str().into()),
        ("who", share.who.as_str().into()),
    ]);
    members.extend(figures(&share.lack));
    Json::Object(members)
}

fn figures(lack: &Lack) -> Vec<(String, Json)> {
    named([
        ("only_general", number(lack.general)),
        ("only_national", number(lack.national)),
        ("only_urgent", number(lack.urgent)),
        ("through_others", number(lack.through_others)),
        ("of", number(lack.of)),
    ])
}

fn named<const N: usize>(members: [(&str, Json); N]) -> Vec<(String, Json)> {
    members
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
