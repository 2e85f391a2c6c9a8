//! Several areas in one bundle: what they share stands once, and what only has the same name is kept apart.

use std::collections::{BTreeMap, BTreeSet};

use nwd_core::format::Json;

/// An area's bundle in its wire form, its words under dotted keys.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its id.
    pub id: String,
    json: Json,
    /// New names, by kind and old name, of what another area calls the same.
    renamed: BTreeMap<(Kind, String), String>,
}

/// What has a name of its own in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Service,
    Source,
    Words,
}

/// The words of one language, by dotted key.
type Words = BTreeMap<String, Json>;

impl Area {
    /// An area as it was assembled.
    pub fn new(json: &Json) -> Area {
        let id = text(json, "id").to_owned();
        Area {
            id,
            json: json.clone(),
            renamed: BTreeMap::new(),
        }
    }

    fn list(&self, key: &str) -> &[Json] {
        list(&self.json, key)
    }

    /// The services that stand in the area's own folder.
    fn own(&self) -> impl Iterator<Item = &Json> {
        self.list("services")
            .iter()
            .filter(|service| text(service, "area") == self.id)
    }

    fn words(&self, language: &str) -> Words {
        match self
            .json
            .get("locales")
            .and_then(|locales| locales.get(language))
        {
            Some(Json::Object(words)) => words.iter().cloned().collect(),
            _ => Words::new(),
        }
    }

    fn languages(&self) -> impl Iterator<Item = &str> {
        match self.json.get("locales") {
            Some(Json::Object(locales)) => locales.as_slice(),
            _ => &[],
        }
        .iter()
        .map(|(language, _)| language.as_str())
    }

    /// The names of the words that its own leaves carry, each with what it says in every language.
    fn named_words(&self) -> BTreeMap<String, Vec<(String, String, Json)>> {
        let mut named: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for language in self.languages() {
            for (key, word) in self.words(language) {
                if let Some(name) = key.strip_prefix("words.") {
                    let name = name.split('@').next().unwrap_or(name);
                    named.entry(name.to_owned()).or_default().push((
                        language.to_owned(),
                        key.clone(),
                        word,
                    ));
                }
            }
        }
        named
    }

    /// The people that it is for; `None` where it is for everyone.
    fn covers(&self) -> Option<&Json> {
        self.list("areas")
            .iter()
            .find(|area| text(area, "id") == self.id)?
            .get("covers")
    }

    /// A service of its own as it is beside other areas': one that does not ask where people live, learn or have their GP
    /// is for the people whom the area is for.
    fn at_home(&self, service: &Json) -> Json {
        let (Some(covers), Some(whom)) = (self.covers(), service.get("for")) else {
            return service.clone();
        };
        if facts_of(whom).is_disjoint(&facts_of(covers)) {
            let both = Json::Object(vec![(
                "all".to_owned(),
                [covers, whom].into_iter().cloned().collect(),
            )]);
            with(service, "for", both)
        } else {
            service.clone()
        }
    }

    fn rename(&mut self, kind: Kind, name: &str) {
        let new = format!("{}_{name}", self.id);
        self.renamed.insert((kind, name.to_owned()), new);
    }

    fn new_name(&self, kind: Kind, name: &str) -> Option<&str> {
        self.renamed
            .get(&(kind, name.to_owned()))
            .map(String::as_str)
    }

    /// What refers to something of the area, by its new name.
    fn retold(&self, json: &Json) -> Json {
        match json {
            Json::List(items) => items.iter().map(|item| self.retold(item)).collect(),
            Json::Object(members) => Json::Object(
                members
                    .iter()
                    .map(|(key, value)| self.member(key, value))
                    .collect(),
            ),
            other => other.clone(),
        }
    }

    fn member(&self, key: &str, value: &Json) -> (String, Json) {
        let kind = match key {
            "words" => Some(Kind::Words),
            "source" => Some(Kind::Source),
            _ => None,
        };
        let renamed = kind.and_then(|kind| self.new_name(kind, value.as_text()?));
        (
            key.to_owned(),
            renamed.map_or_else(|| self.retold(value), Json::from),
        )
    }

    /// The ids of services, by their new names.
    fn services_in(&self, list: Option<&Json>) -> Vec<String> {
        let Some(Json::List(ids)) = list else {
            return Vec::new();
        };
        let ids = ids.iter().filter_map(Json::as_text);
        ids.map(|id| self.new_name(Kind::Service, id).unwrap_or(id).to_owned())
            .collect()
    }

    /// The key of a word, by the new name of what it belongs to.
    fn key(&self, key: &str) -> String {
        let mut steps = key.splitn(3, '.');
        let (kind, name, rest) = (
            steps.next().unwrap_or_default(),
            steps.next().unwrap_or_default(),
            steps.next(),
        );
        let kind = match kind {
            "service" => Kind::Service,
            "source" => Kind::Source,
            "words" => Kind::Words,
            _ => return key.to_owned(),
        };
        let (name, twin) = name
            .split_once('@')
            .map_or((name, None), |(name, twin)| (name, Some(twin)));
        let Some(new) = self.new_name(kind, name) else {
            return key.to_owned();
        };
        let first = key.split('.').next().unwrap_or_default();
        let twin = twin.map(|twin| format!("@{twin}")).unwrap_or_default();
        let rest = rest.map(|rest| format!(".{rest}")).unwrap_or_default();
        format!("{first}.{new}{twin}{rest}")
    }
}

/// The bundle of several areas that rest on the same base.
///
/// A service, a source or a leaf's words whose name stands in two areas gets its area's id before it. What the areas say of
/// the base's things in words of their own is said in the base's. A service that does not ask where people are is for those
/// whom its area is for: in a bundle of its own the page is its place. Services for those whom an area is not for are joined
/// into one for those whom none of them is for.
pub fn join(mut areas: Vec<Area>, base: &Area) -> Json {
    let outside = outside(&areas);
    keep_apart(&mut areas, base, &outside);
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut put = |key: &str, json: Json| members.push((key.to_owned(), json));
    put(
        "format",
        base.json.get("format").cloned().unwrap_or(Json::Integer(1)),
    );
    put(
        "id",
        Json::Text(
            areas
                .iter()
                .map(|area| area.id.as_str())
                .collect::<Vec<_>>()
                .join("_"),
        ),
    );
    put("version", latest(&areas));
    put(
        "default_locale",
        areas
            .first()
            .and_then(|area| area.json.get("default_locale"))
            .cloned()
            .unwrap_or(Json::Null),
    );
    put(
        "areas",
        by_id(
            areas.iter().map(|area| (area, area.list("areas"))),
            base.list("areas"),
        ),
    );
    for key in ["facts", "groups", "modules"] {
        put(key, first_by_id(&areas, base, key));
    }
    put("alerts", alerts(&areas, base));
    let crisis: Vec<_> = areas
        .iter()
        .map(|area| area.services_in(area.json.get("crisis")))
        .collect();
    put("crisis", ids(&crisis));
    put("services", services(&areas, base, &outside));
    put(
        "sources",
        by_id(
            areas.iter().map(|area| (area, area.list("sources"))),
            base.list("sources"),
        ),
    );
    put("locales", locales(&areas, base, &outside));
    Json::Object(members)
}

/// The facts that a criterion asks about.
fn facts_of(criterion: &Json) -> BTreeSet<&str> {
    match criterion {
        Json::List(items) => items.iter().flat_map(facts_of).collect(),
        Json::Object(members) => {
            let own = members
                .iter()
                .filter(|(key, _)| key == "fact")
                .filter_map(|(_, value)| value.as_text());
            own.chain(members.iter().flat_map(|(_, value)| facts_of(value)))
                .collect()
        }
        _ => BTreeSet::new(),
    }
}

/// The ids of services that are for those whom an area is not for, in every area that has them.
fn outside(areas: &[Area]) -> BTreeSet<String> {
    let is_outside = |service: &Json| service.get("outside") == Some(&Json::Bool(true));
    let (outside, others): (Vec<&Json>, Vec<&Json>) = areas
        .iter()
        .flat_map(Area::own)
        .partition(|service| is_outside(service));
    let outside = outside.into_iter().map(|service| text(service, "id"));
    outside
        .filter(|id| others.iter().all(|other| text(other, "id") != *id))
        .map(str::to_owned)
        .collect()
}

/// Gives new names to what stands under the same name in two areas.
fn keep_apart(areas: &mut [Area], base: &Area, outside: &BTreeSet<String>) {
    let mut named: BTreeMap<(Kind, String), Vec<usize>> = BTreeMap::new();
    for (at, area) in areas.iter().enumerate() {
        let shared = |source: &&Json| base.list("sources").contains(source);
        let services = area
            .own()
            .map(|service| (Kind::Service, text(service, "id").to_owned()));
        let services = services.filter(|(_, id)| !outside.contains(id));
        let sources = area.list("sources").iter().filter(|source| !shared(source));
        let sources = sources.map(|source| (Kind::Source, text(source, "id").to_owned()));
        let base_words = base.named_words();
        let words = area
            .named_words()
            .into_iter()
            .filter(|(name, said)| base_words.get(name) != Some(said));
        let words = words.map(|(name, _)| (Kind::Words, name));
        for name in services.chain(sources).chain(words) {
            named.entry(name).or_default().push(at);
        }
    }
    for ((kind, name), holders) in named {
        for at in holders.iter().filter(|_| holders.len() > 1) {
            if let Some(area) = areas.get_mut(*at) {
                area.rename(kind, &name);
            }
        }
    }
}

/// The highest version.
fn latest(areas: &[Area]) -> Json {
    let number = |version: &str| {
        version
            .split('.')
            .map(|part| part.parse().unwrap_or(0))
            .collect::<Vec<u32>>()
    };
    let versions = areas.iter().map(|area| text(&area.json, "version"));
    versions
        .max_by_key(|version| number(version))
        .unwrap_or_default()
        .into()
}

/// The items that are each area's own, by their new names, and then what they share.
fn by_id<'a>(areas: impl Iterator<Item = (&'a Area, &'a [Json])>, shared: &'a [Json]) -> Json {
    let mut items: Vec<Json> = Vec::new();
    for (area, list) in areas {
        for item in list.iter().filter(|item| !shared.contains(item)) {
            let id = text(item, "id");
            let new = area
                .new_name(Kind::Source, id)
                .filter(|_| item.get("covers").is_none());
            items.push(with(&area.retold(item), "id", new.unwrap_or(id).into()));
        }
    }
    items.extend(shared.iter().cloned());
    items.into_iter().collect()
}

/// What the base has, and what areas add to it or have in another form; of two areas the first counts.
fn first_by_id(areas: &[Area], base: &Area, key: &str) -> Json {
    let mut items = base.list(key).to_vec();
    let mut changed: BTreeSet<String> = BTreeSet::new();
    for area in areas {
        for item in area
            .list(key)
            .iter()
            .filter(|item| !base.list(key).contains(item))
        {
            let id = text(item, "id");
            if !changed.insert(id.to_owned()) {
                continue;
            }
            let item_here = area.retold(item);
            match items.iter_mut().find(|other| text(other, "id") == id) {
                Some(other) => *other = item_here,
                None => items.push(item_here),
            }
        }
    }
    items.into_iter().collect()
}

/// Each alert with the services that any of the areas names, and raised where any of them raises it.
fn alerts(areas: &[Area], base: &Area) -> Json {
    let mut order: Vec<&str> = Vec::new();
    for alert in areas
        .iter()
        .flat_map(|area| area.list("alerts"))
        .chain(base.list("alerts"))
    {
        if !order.contains(&text(alert, "id")) {
            order.push(text(alert, "id"));
        }
    }
    let joined = order.into_iter().filter_map(|id| {
        let with_it: Vec<(&Area, &Json)> = areas
            .iter()
            .filter_map(|area| {
                Some((
                    area,
                    area.list("alerts")
                        .iter()
                        .find(|alert| text(alert, "id") == id)?,
                ))
            })
            .collect();
        let named: Vec<Vec<String>> = with_it
            .iter()
            .map(|(area, alert)| area.services_in(alert.get("services")))
            .collect();
        let mut whens: Vec<Json> = Vec::new();
        for when in with_it
            .iter()
            .filter_map(|(area, alert)| Some(area.retold(alert.get("when")?)))
        {
            if !whens.contains(&when) {
                whens.push(when);
            }
        }
        let gravest = |alert: &Json| {
            ["emergency", "urgent", "safeguarding"]
                .iter()
                .position(|name| *name == text(alert, "severity"))
        };
        let (_, alert) = with_it
            .iter()
            .min_by_key(|(_, alert)| gravest(alert).unwrap_or(usize::MAX))?;
        let when = match whens.as_slice() {
            [only] => only.clone(),
            _ => Json::Object(vec![("any".to_owned(), Json::List(whens))]),
        };
        Some(with(&with(alert, "when", when), "services", ids(&named)))
    });
    joined.collect()
}

/// Several lists as one, each in its own order: what only one has stands before what follows it there, and after what
/// others have put there. So 999 stays first where it is, and local help before national.
fn merged(lists: &[Vec<String>]) -> Vec<String> {
    let mut merged: Vec<String> = Vec::new();
    for list in lists {
        for (at, item) in list.iter().enumerate() {
            if merged.contains(item) {
                continue;
            }
            let next = list
                .iter()
                .skip(at)
                .find_map(|later| merged.iter().position(|other| other == later));
            merged.insert(next.unwrap_or(merged.len()), item.clone());
        }
    }
    merged
}

fn ids(lists: &[Vec<String>]) -> Json {
    merged(lists).into_iter().map(Json::Text).collect()
}

/// Each area's own services by their new names, in the areas' order, and then those of the base.
fn services(areas: &[Area], base: &Area, outside: &BTreeSet<String>) -> Json {
    let mut items: Vec<Json> = Vec::new();
    let mut joined: BTreeSet<&str> = BTreeSet::new();
    for area in areas {
        for service in area.own() {
            let id = text(service, "id");
            if outside.contains(id) {
                if joined.insert(id) {
                    let whom = Json::Object(vec![(
                        "all".to_owned(),
                        outside_all(areas, id).into_iter().collect(),
                    )]);
                    items.push(with(&area.retold(service), "for", whom));
                }
            } else {
                let new = area.new_name(Kind::Service, id).unwrap_or(id);
                items.push(with(&area.retold(&area.at_home(service)), "id", new.into()));
            }
        }
    }
    items.extend(base.list("services").iter().cloned());
    items.into_iter().collect()
}

/// Those whom no area is for: what each says of it, or that it does not cover them.
fn outside_all(areas: &[Area], id: &str) -> Vec<Json> {
    let whom = |area: &Area| {
        let own = area
            .own()
            .find(|service| text(service, "id") == id)
            .and_then(|service| service.get("for"));
        let not = |covers: &Json| Json::Object(vec![("not".to_owned(), covers.clone())]);
        own.cloned()
            .or_else(|| area.covers().map(not))
            .map(|whom| area.retold(&whom))
    };
    areas.iter().filter_map(whom).collect()
}

/// The words: the base's, and each area's own under their new names. The joined service for those outside is described in
/// the interface's words, with the names of all the areas.
fn locales(areas: &[Area], base: &Area, outside: &BTreeSet<String>) -> Json {
    let languages: BTreeSet<&str> = areas.iter().flat_map(Area::languages).collect();
    let mut locales = Vec::new();
    for language in languages {
        let mut words = base.words(language);
        let mut told: BTreeSet<String> = BTreeSet::new();
        for area in areas {
            let mut here: BTreeSet<String> = BTreeSet::new();
            for (key, word) in area.words(language) {
                let service = key
                    .strip_prefix("service.")
                    .and_then(|rest| rest.split('.').next())
                    .unwrap_or_default();
                if outside.contains(service) {
                    if told.contains(service) {
                        continue;
                    }
                    here.insert(service.to_owned());
                }
                words.entry(area.key(&key)).or_insert(word);
            }
            told.append(&mut here);
        }
        let names: Vec<String> = areas
            .iter()
            .filter_map(|area| {
                Some(
                    words
                        .get(&format!("area.{}.name", area.id))?
                        .as_text()?
                        .to_owned(),
                )
            })
            .collect();
        for id in outside {
            let said = |part: &str| {
                words
                    .get(&format!("outside.{part}"))
                    .and_then(Json::as_text)
                    .map(str::to_owned)
            };
            let (summary, they) = (said("summary"), said("summary@they"));
            for (part, text) in [("summary", summary), ("summary@they", they)] {
                let text = text.map(|text| text.replace("{areas}", &names.join("; ")));
                words.extend(text.map(|text| (format!("service.{id}.{part}"), Json::Text(text))));
            }
        }
        locales.push((
            language.to_owned(),
            Json::Object(words.into_iter().collect()),
        ));
    }
    Json::Object(locales)
}

/// An object with one member more, or another in its place.
fn with(object: &Json, key: &str, value: Json) -> Json {
    let Json::Object(members) = object else {
        return object.clone();
    };
    let mut members = members.clone();
    match members.iter_mut().find(|(name, _)| name == key) {
        Some((_, place)) => *place = value,
        None => members.push((key.to_owned(), value)),
    }
    Json::Object(members)
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_text).unwrap_or_default()
}

fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    match json.get(key) {
        Some(Json::List(items)) => items,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn lists_are_merged_each_in_its_own_order() {
        for (lists, wanted) in [
            (vec!["999 here 111", "999 111"], "999 here 111"),
            (vec!["999 111", "999 there 111"], "999 there 111"),
            (vec!["999 here 111", "999 there 111"], "999 here there 111"),
            (
                vec!["here too 111 999", "there 111 999"],
                "here too there 111 999",
            ),
            (vec!["a b", "c d"], "a b c d"),
            (vec!["a", "", "a b"], "a b"),
            (vec!["a b", "b a"], "a b"),
        ] {
            let lists: Vec<Vec<String>> = lists
                .into_iter()
                .map(|list| list.split_whitespace().map(str::to_owned).collect())
                .collect();
            assert_eq!(merged(&lists).join(" "), wanted);
        }
    }
}
