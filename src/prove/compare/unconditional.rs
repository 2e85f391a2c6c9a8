//! What else differs between two versions, for everybody alike: how grave alerts are and which
//! services they name, what stands behind what, the crisis panel, the questionnaires, the questions themselves, and the
//! words.

use std::collections::{BTreeMap, BTreeSet};

use nwd_core::bundle::{Alert, Bundle, Service, ServiceIx};
use nwd_core::format::Json;
use nwd_core::questionnaire::Questionnaire;
use nwd_core::words::Person;

/// A difference for everybody alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Whether it is a loss.
    pub side: Side,
    /// The thing that it belongs to, such as `alert danger-now`.
    pub of: String,
    /// The part of it that differs.
    pub what: String,
    /// The older value; `None` where it was not there.
    pub old: Option<String>,
    /// The newer value.
    pub new: Option<String>,
}

/// Whether people are less safe by a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Something of what keeps people safe is less or not the same.
    Loss,
    /// Something is more.
    Gain,
    /// Neither by itself.
    Other,
}

/// Words that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The language.
    pub locale: String,
    /// Their key.
    pub key: String,
    /// The older words; `None` where there were none.
    pub old: Option<String>,
    /// The newer words.
    pub new: Option<String>,
}

impl Side {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Side::Loss => "loss",
            Side::Gain => "gain",
            Side::Other => "change",
        }
    }
}

/// Everything that differs for everybody alike, losses first. What is described is compared in the
/// wire form as it is written for readers: without what is only for editors.
pub fn differences(old: (&Bundle, &Json), new: (&Bundle, &Json)) -> Vec<Difference> {
    let mut found = Found::default();
    found.alerts(old.0, new.0);
    found.laws(old.0, new.0);
    found.list(
        "crisis panel",
        "services",
        &ids(old.0, &old.0.crisis),
        &ids(new.0, &new.0.crisis),
    );
    found.questionnaires(old.0, new.0);
    for (key, kind, apart) in DESCRIBED {
        found.described(key, kind, apart, items(old.1, key), items(new.1, key));
    }
    found.0.sort_by_key(|difference| difference.side);
    found.0
}

/// The lists that are compared as they are described: the list, what its items are called, and the
/// members that are compared apart.
const DESCRIBED: [(&str, &str, &[&str]); 4] = [
    ("facts", "question", &[]),
    ("groups", "group", &[]),
    ("areas", "area", &[]),
    (
        "modules",
        "questionnaire",
        &[
            "items", "options", "scores", "bands", "cut_offs", "flags", "min_age", "max_age",
        ],
    ),
];

/// Every word that differs, by language and key.
pub fn wordings(old: &Bundle, new: &Bundle) -> Vec<Wording> {
    let locales: BTreeSet<&str> = old.words.locales().chain(new.words.locales()).collect();
    let mut found = Vec::new();
    for locale in locales {
        let before = words(old, locale);
        let after = words(new, locale);
        let keys: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        for key in keys {
            let was = before.get(key).cloned();
            let is = after.get(key).cloned();
            if was != is {
                found.push(Wording {
                    locale: locale.to_owned(),
                    key: key.to_owned(),
                    old: was,
                    new: is,
                });
            }
        }
    }
    found
}

/// The words of one language by key.
fn words<'a>(bundle: &'a Bundle, locale: &str) -> BTreeMap<&'a str, String> {
    let speech = bundle.words.speak(locale, Person::You);
    let keys = bundle.words.keys(locale);
    keys.map(|key| (key, speech.text(key))).collect()
}

#[derive(Default)]
struct Found(Vec<Difference>);

impl Found {
    fn put(&mut self, side: Side, of: &str, what: &str, old: Option<String>, new: Option<String>) {
        self.0.push(Difference {
            side,
            of: of.to_owned(),
            what: what.to_owned(),
            old,
            new,
        });
    }

    /// Something that is told in one way each; where `side` says nothing it is the same.
    fn one(&mut self, side: Side, of: &str, what: &str, old: &str, new: &str) {
        if old != new {
            self.put(side, of, what, Some(old.to_owned()), Some(new.to_owned()));
        }
    }

    /// A list in which each name that goes is a loss and each that comes a gain.
    fn list(&mut self, of: &str, what: &str, old: &[String], new: &[String]) {
        let gone = without(old, new);
        let come = without(new, old);
        let before = old.join(", ");
        let after = new.join(", ");
        if !gone.is_empty() {
            let what = format!("{what}, without {}", gone.join(", "));
            self.one(Side::Loss, of, &what, &before, &after);
        }
        if !come.is_empty() {
            let what = format!("{what}, with {}", come.join(", "));
            self.one(Side::Gain, of, &what, &before, &after);
        }
        if without(old, &gone) != without(new, &come) {
            let what = format!("order of {what}");
            self.one(Side::Other, of, &what, &before, &after);
        }
    }

    fn alerts(&mut self, old: &Bundle, new: &Bundle) {
        for before in &old.alerts {
            let of = format!("alert {}", before.id);
            let Some(after) = new.alerts.iter().find(|alert| alert.id == before.id) else {
                self.put(
                    Side::Loss,
                    &of,
                    "the alert",
                    Some(before.severity.name().to_owned()),
                    None,
                );
                continue;
            };
            let side = if after.severity > before.severity {
                Side::Loss
            } else {
                Side::Gain
            };
            self.one(
                side,
                &of,
                "severity",
                before.severity.name(),
                after.severity.name(),
            );
            self.list(
                &of,
                "services",
                &ids(old, &before.services),
                &ids(new, &after.services),
            );
        }
        for after in &new.alerts {
            if old.alerts.iter().all(|alert| alert.id != after.id) {
                let of = format!("alert {}", after.id);
                let severity = Some(after.severity.name().to_owned());
                self.put(Side::Gain, &of, "the alert", None, severity);
            }
        }
    }

    /// What stands behind what in the order of results; that a heading is for danger is told with
    /// the rest of it.
    fn laws(&mut self, old: &Bundle, new: &Bundle) {
        for before in &old.services {
            let all = &mut new.services.iter();
            if let Some(after) = all.find(|after| after.id == before.id) {
                let sorted = |bundle: &Bundle, service: &Service| {
                    let mut ids = ids(bundle, &service.ranking.after);
                    ids.sort();
                    ids
                };
                let of = format!("service {}", before.id);
                self.list(&of, "after", &sorted(old, before), &sorted(new, after));
            }
        }
    }

    fn questionnaires(&mut self, old: &Bundle, new: &Bundle) {
        for before in &old.questionnaires {
            let of = format!("questionnaire {}", before.id);
            let mut all = new.questionnaires.iter();
            match all.find(|after| after.id == before.id) {
                None => self.put(Side::Loss, &of, "the questionnaire", length(before), None),
                Some(after) => {
                    self.questionnaire(&of, before, after);
                    self.flags(&of, &flags(old, before), &flags(new, after));
                }
            }
        }
        for after in &new.questionnaires {
            if old.questionnaires.iter().all(|it| it.id != after.id) {
                let of = format!("questionnaire {}", after.id);
                self.put(Side::Gain, &of, "the questionnaire", None, length(after));
            }
        }
    }

    fn questionnaire(&mut self, of: &str, before: &Questionnaire, after: &Questionnaire) {
        self.list(of, "items", &before.items, &after.items);
        // Another score or another cut-off puts people into another band: whichever way, somebody
        // must have meant it.
        let scores = numbered(&before.options, "scores");
        let new_scores = numbered(&after.options, "scores");
        self.one(Side::Loss, of, "answers", &scores, &new_scores);
        let bands = numbered(&before.bands, "from");
        let new_bands = numbered(&after.bands, "from");
        self.one(Side::Loss, of, "bands", &bands, &new_bands);
        let narrower = after.ages.0 > before.ages.0 || after.ages.1 < before.ages.1;
        let side = if narrower { Side::Loss } else { Side::Gain };
        let ages = format!("{} to {}", before.ages.0, before.ages.1);
        let new_ages = format!("{} to {}", after.ages.0, after.ages.1);
        self.one(side, of, "ages", &ages, &new_ages);
    }

    fn flags(&mut self, of: &str, old: &[RaisedBy<'_>], new: &[RaisedBy<'_>]) {
        for before in old {
            let after = new.iter().find(|after| after.is_same_flag(before));
            let kept = after.is_some_and(|after| after.min <= before.min);
            if after.map(|after| after.min) != Some(before.min) {
                self.put(
                    if kept { Side::Gain } else { Side::Loss },
                    of,
                    &before.name(),
                    Some(before.told()),
                    after.map(RaisedBy::told),
                );
            }
        }
        for after in new {
            if !old.iter().any(|before| before.is_same_flag(after)) {
                self.put(Side::Gain, of, &after.name(), None, Some(after.told()));
            }
        }
    }

    /// Items that are described otherwise, come or go, or stand in another order.
    fn described(&mut self, list: &str, kind: &str, apart: &[&str], old: &[Json], new: &[Json]) {
        for before in old {
            let of = format!("{kind} {}", id(before));
            match find(new, &id(before)) {
                Some(after) => self.members(&of, apart, before, after),
                // A questionnaire that goes has been told.
                None if apart.is_empty() => {
                    self.put(
                        Side::Other,
                        &of,
                        &format!("the {kind}"),
                        Some(id(before)),
                        None,
                    );
                }
                None => {}
            }
        }
        let before: Vec<String> = old.iter().map(id).collect();
        let after: Vec<String> = new.iter().map(id).collect();
        let come = without(&after, &before);
        if apart.is_empty() {
            for id in &come {
                let of = format!("{kind} {id}");
                self.put(
                    Side::Other,
                    &of,
                    &format!("the {kind}"),
                    None,
                    Some(id.clone()),
                );
            }
        }
        let gone = without(&before, &after);
        let order = without(&before, &gone).join(", ");
        let new_order = without(&after, &come).join(", ");
        self.one(Side::Other, list, "order", &order, &new_order);
    }

    /// Adds the members of one item that are described otherwise.
    fn members(&mut self, of: &str, apart: &[&str], before: &Json, after: &Json) {
        for key in changed(before, after, apart) {
            let side = match key.as_str() {
                // What somebody cannot say any more: whichever way, somebody must have meant it.
                "never" => Side::Loss,
                // What is for danger and may open other trouble now.
                "safety" if before.get("safety") == Some(&Json::Bool(true)) => Side::Loss,
                _ => Side::Other,
            };
            let old = before.get(&key).map(written);
            self.put(side, of, &key, old, after.get(&key).map(written));
        }
    }
}

/// The item and score that raise an alert from a questionnaire.
struct RaisedBy<'a> {
    item: &'a str,
    min: i32,
    alert: &'a Alert,
}

impl RaisedBy<'_> {
    fn name(&self) -> String {
        format!("flag of item {} for alert {}", self.item, self.alert.id)
    }

    fn is_same_flag(&self, other: &RaisedBy<'_>) -> bool {
        self.item == other.item && self.alert.id == other.alert.id
    }

    fn told(&self) -> String {
        format!("raised from {}", self.min)
    }
}

fn flags<'a>(bundle: &'a Bundle, questionnaire: &'a Questionnaire) -> Vec<RaisedBy<'a>> {
    let mut raised = Vec::new();
    for flag in &questionnaire.flags {
        if let Some(item) = questionnaire.items.get(flag.item)
            && let Some(alert) = bundle.alerts.get(flag.alert)
        {
            raised.push(RaisedBy {
                item,
                min: flag.min,
                alert,
            });
        }
    }
    raised
}

fn length(questionnaire: &Questionnaire) -> Option<String> {
    Some(format!("{} items", questionnaire.items.len()))
}

fn ids(bundle: &Bundle, services: &[ServiceIx]) -> Vec<String> {
    services
        .iter()
        .filter_map(|ix| bundle.service(*ix))
        .map(|service| service.id.clone())
        .collect()
}

/// Names with a number each: 'mild from 5'.
fn numbered(named: &[(String, i32)], how: &str) -> String {
    named
        .iter()
        .map(|(name, number)| format!("{name} {how} {number}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The names that are not among the others.
fn without(names: &[String], others: &[String]) -> Vec<String> {
    let mut left = names.to_vec();
    left.retain(|name| !others.contains(name));
    left
}

/// The members in which one item of a list is described otherwise; what is compared apart is left
/// out.
pub fn described(old: &Json, new: &Json, list: &str, id: &str, apart: &[&str]) -> Vec<String> {
    match (find(items(old, list), id), find(items(new, list), id)) {
        (Some(old), Some(new)) => changed(old, new, apart),
        _ => Vec::new(),
    }
}

fn items<'a>(json: &'a Json, list: &str) -> &'a [Json] {
    match json.get(list) {
        Some(Json::List(items)) => items,
        _ => &[],
    }
}

fn id(item: &Json) -> String {
    item.get("id")
        .and_then(Json::as_text)
        .unwrap_or_default()
        .to_owned()
}

fn find<'a>(items: &'a [Json], wanted: &str) -> Option<&'a Json> {
    items.iter().find(|item| id(item) == wanted)
}

/// The members in which two objects differ, by name.
fn changed(old: &Json, new: &Json, apart: &[&str]) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for json in [old, new] {
        if let Json::Object(members) = json {
            keys.extend(members.iter().map(|(key, _)| key.as_str()));
        }
    }
    keys.into_iter()
        .filter(|key| !apart.contains(key))
        .filter(|key| old.get(key) != new.get(key))
        .map(str::to_owned)
        .collect()
}

/// A value as it is written in files; a text by itself.
fn written(json: &Json) -> String {
    match json.as_text() {
        Some(text) => text.to_owned(),
        None => serde_json::to_string(json).unwrap_or_default(),
    }
}
