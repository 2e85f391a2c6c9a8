//! What else differs between two versions, whoever asks: how grave alerts are and whom they name, the crisis panel, the
//! questionnaires, the questions themselves, and the words.

use std::collections::BTreeSet;

use nwd_core::bundle::{Alert, Bundle, ServiceIx};
use nwd_core::format::Json;
use nwd_core::questionnaire::Questionnaire;
use nwd_core::words::Person;

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Whether it is a loss.
    pub side: Side,
    /// What it belongs to, such as `alert danger-now`.
    pub of: String,
    /// What of it.
    pub what: String,
    /// What it was; `None` where it was not there.
    pub old: Option<String>,
    /// What it is.
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
    /// What they were; `None` where there were none.
    pub old: Option<String>,
    /// What they are.
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

/// Everything that differs whoever asks, losses first. What is described is compared in the wire form, where there is one.
pub fn differences(
    old: (&Bundle, Option<&Json>),
    new: (&Bundle, Option<&Json>),
) -> Vec<Difference> {
    let mut found = Found::default();
    found.alerts(old.0, new.0);
    found.list(
        "crisis panel",
        "services",
        &ids(old.0, &old.0.crisis),
        &ids(new.0, &new.0.crisis),
    );
    found.modules(old.0, new.0);
    for (key, kind, apart) in DESCRIBED {
        found.described(key, kind, apart, (items(old.1, key), items(new.1, key)));
    }
    found.0.sort_by_key(|difference| difference.side);
    found.0
}

/// What is compared as it is described: the list, what its items are called, and the members that are compared apart.
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
        let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (
            old.words.keys(locale).collect(),
            new.words.keys(locale).collect(),
        );
        let word = |bundle: &Bundle, own: &BTreeSet<&str>, key: &str| {
            own.contains(key)
                .then(|| bundle.words.speak(locale, Person::You).text(key))
        };
        for key in before.union(&after) {
            let (was, is) = (word(old, &before, key), word(new, &after, key));
            if was != is {
                found.push(Wording {
                    locale: locale.to_owned(),
                    key: (*key).to_owned(),
                    old: was,
                    new: is,
                });
            }
        }
    }
    found
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
        let all = |names: &[String]| Some(names.join(", "));
        let without = |names: &[String], others: &[String]| {
            names
                .iter()
                .filter(|name| !others.contains(name))
                .cloned()
                .collect::<Vec<_>>()
        };
        let (gone, come) = (without(old, new), without(new, old));
        if !gone.is_empty() {
            self.put(
                Side::Loss,
                of,
                &format!("{what}, without {}", gone.join(", ")),
                all(old),
                all(new),
            );
        }
        if !come.is_empty() {
            self.put(
                Side::Gain,
                of,
                &format!("{what}, with {}", come.join(", ")),
                all(old),
                all(new),
            );
        }
        if without(old, &gone) != without(new, &come) {
            self.put(
                Side::Other,
                of,
                &format!("order of {what}"),
                all(old),
                all(new),
            );
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
        for after in new
            .alerts
            .iter()
            .filter(|after| old.alerts.iter().all(|alert| alert.id != after.id))
        {
            let severity = Some(after.severity.name().to_owned());
            self.put(
                Side::Gain,
                &format!("alert {}", after.id),
                "the alert",
                None,
                severity,
            );
        }
    }

    fn modules(&mut self, old: &Bundle, new: &Bundle) {
        let whole = |module: &Questionnaire| Some(format!("{} items", module.items.len()));
        for before in &old.questionnaires {
            let of = format!("questionnaire {}", before.id);
            match new
                .questionnaires
                .iter()
                .find(|module| module.id == before.id)
            {
                None => self.put(Side::Loss, &of, "the questionnaire", whole(before), None),
                Some(after) => self.module(&of, (old, before), (new, after)),
            }
        }
        for after in new.questionnaires.iter().filter(|after| {
            old.questionnaires
                .iter()
                .all(|module| module.id != after.id)
        }) {
            self.put(
                Side::Gain,
                &format!("questionnaire {}", after.id),
                "the questionnaire",
                None,
                whole(after),
            );
        }
    }

    fn module(&mut self, of: &str, old: (&Bundle, &Questionnaire), new: (&Bundle, &Questionnaire)) {
        let (before, after) = (old.1, new.1);
        self.list(of, "items", &before.items, &after.items);
        // Another score or another cut-off puts people into another band: whichever way, somebody must have meant it.
        let scores = |module: &Questionnaire| told(&module.options, "scores");
        self.one(Side::Loss, of, "answers", &scores(before), &scores(after));
        let bands = |module: &Questionnaire| told(&module.bands, "from");
        self.one(Side::Loss, of, "bands", &bands(before), &bands(after));
        let ages = |module: &Questionnaire| format!("{} to {}", module.ages.0, module.ages.1);
        let narrower = after.ages.0 > before.ages.0 || after.ages.1 < before.ages.1;
        self.one(
            if narrower { Side::Loss } else { Side::Gain },
            of,
            "ages",
            &ages(before),
            &ages(after),
        );
        self.flags(of, &flags(old.0, before), &flags(new.0, after));
    }

    fn flags(&mut self, of: &str, old: &[RaisedBy<'_>], new: &[RaisedBy<'_>]) {
        let same = |one: &RaisedBy<'_>, other: &RaisedBy<'_>| {
            one.item == other.item && one.alert.id == other.alert.id
        };
        for before in old {
            let what = format!("flag of item {} for alert {}", before.item, before.alert.id);
            let after = new.iter().find(|after| same(before, after));
            let side = if after.is_some_and(|after| after.min <= before.min) {
                Side::Gain
            } else {
                Side::Loss
            };
            if after.map(|after| after.min) != Some(before.min) {
                self.put(
                    side,
                    of,
                    &what,
                    Some(before.told()),
                    after.map(RaisedBy::told),
                );
            }
        }
        for after in new
            .iter()
            .filter(|after| !old.iter().any(|before| same(before, after)))
        {
            let what = format!("flag of item {} for alert {}", after.item, after.alert.id);
            self.put(Side::Gain, of, &what, None, Some(after.told()));
        }
    }

    /// Items that are described otherwise, come or go, or stand in another order.
    fn described(
        &mut self,
        list: &str,
        kind: &str,
        apart: &[&str],
        (old, new): (&[Json], &[Json]),
    ) {
        for before in old {
            let of = format!("{kind} {}", id(before));
            match find(new, &id(before)) {
                Some(after) => {
                    for key in changed(before, after, apart) {
                        // What somebody cannot say any more: whichever way, somebody must have meant it.
                        let side = if key == "never" {
                            Side::Loss
                        } else {
                            Side::Other
                        };
                        self.put(
                            side,
                            &of,
                            &key,
                            before.get(&key).map(written),
                            after.get(&key).map(written),
                        );
                    }
                }
                // A questionnaire that goes has been told.
                None if apart.is_empty() => self.put(
                    Side::Other,
                    &of,
                    &format!("the {kind}"),
                    Some(id(before)),
                    None,
                ),
                None => {}
            }
        }
        let (before, after): (Vec<String>, Vec<String>) =
            (old.iter().map(id).collect(), new.iter().map(id).collect());
        for come in after
            .iter()
            .filter(|id| apart.is_empty() && !before.contains(id))
        {
            self.put(
                Side::Other,
                &format!("{kind} {come}"),
                &format!("the {kind}"),
                None,
                Some(come.clone()),
            );
        }
        let both = |ids: &[String], others: &[String]| {
            ids.iter()
                .filter(|id| others.contains(id))
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        };
        self.one(
            Side::Other,
            list,
            "order",
            &both(&before, &after),
            &both(&after, &before),
        );
    }
}

/// What raises an alert from a questionnaire.
struct RaisedBy<'a> {
    item: &'a str,
    min: i32,
    alert: &'a Alert,
}

impl RaisedBy<'_> {
    fn told(&self) -> String {
        format!("raised from {}", self.min)
    }
}

fn flags<'a>(bundle: &'a Bundle, module: &'a Questionnaire) -> Vec<RaisedBy<'a>> {
    let raised = module.flags.iter().filter_map(|flag| {
        let (item, alert) = (module.items.get(flag.item)?, bundle.alerts.get(flag.alert)?);
        Some(RaisedBy {
            item,
            min: flag.min,
            alert,
        })
    });
    raised.collect()
}

fn ids(bundle: &Bundle, services: &[ServiceIx]) -> Vec<String> {
    services
        .iter()
        .filter_map(|ix| bundle.service(*ix))
        .map(|service| service.id.clone())
        .collect()
}

/// Names with a number each: 'mild from 5'.
fn told(named: &[(String, i32)], how: &str) -> String {
    named
        .iter()
        .map(|(name, number)| format!("{name} {how} {number}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The members in which one item of a list is described otherwise; what is compared apart is left out.
pub fn described(
    old: Option<&Json>,
    new: Option<&Json>,
    list: &str,
    id: &str,
    apart: &[&str],
) -> Vec<String> {
    match (find(items(old, list), id), find(items(new, list), id)) {
        (Some(old), Some(new)) => changed(old, new, apart),
        _ => Vec::new(),
    }
}

fn items<'a>(json: Option<&'a Json>, list: &str) -> &'a [Json] {
    match json.and_then(|json| json.get(list)) {
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

/// What is only for editors: it is not in every version.
const FOR_EDITORS: [&str; 2] = ["$schema", "note"];

/// The members in which two objects differ, by name.
fn changed(old: &Json, new: &Json, apart: &[&str]) -> Vec<String> {
    let keys = |json: &Json| match json {
        Json::Object(members) => members.iter().map(|(key, _)| key.clone()).collect(),
        _ => Vec::new(),
    };
    let keys: BTreeSet<String> = keys(old).into_iter().chain(keys(new)).collect();
    let is_apart =
        |key: &String| FOR_EDITORS.contains(&key.as_str()) || apart.contains(&key.as_str());
    keys.into_iter()
        .filter(|key| !is_apart(key) && old.get(key) != new.get(key))
        .collect()
}

/// A value as it is written in files; a text by itself.
fn written(json: &Json) -> String {
    json.as_text().map_or_else(
        || serde_json::to_string(json).unwrap_or_default(),
        str::to_owned,
    )
}
