//! Several areas in one bundle: what they share stands once, and what only has the same name is
//! kept apart.

mod area;

use std::collections::{BTreeMap, BTreeSet};

pub use area::Area;
use area::{Item, Named, Words};
use nwd_core::format::wire::{self, Alert, Criterion, First, Service};
use nwd_core::format::{Table, Texts};

/// A list of a bundle.
type List<T> = fn(&wire::Bundle) -> &[T];

/// The bundle of several areas that rest on the same base.
///
/// A service, a source or a leaf's words whose name stands in two areas gets its area's id before
/// it. What the areas say of the base's things in words of their own is said in the base's. A
/// service that does not ask where people are is for those that its area is for: in a bundle of its
/// own the page is its place. Services for those that an area is not for are joined into one for
/// those that none of them is for.
pub fn join(mut areas: Vec<Area>, base: &Area) -> wire::Bundle {
    let outside = outside(&areas);
    keep_apart(&mut areas, base, &outside);
    let ids: Vec<&str> = areas.iter().map(Area::id).collect();
    let crisis = areas
        .iter()
        .map(|area| area.names(Named::Service, &area.bundle.crisis));
    let first = areas.first().unwrap_or(base);
    wire::Bundle {
        format: base.bundle.format,
        id: ids.join("_"),
        version: latest(&areas),
        default_locale: first.bundle.default_locale.clone(),
        areas: own_first(&areas, base, |bundle| &bundle.areas),
        facts: first_by_id(&areas, base, |bundle| &bundle.facts),
        groups: first_by_id(&areas, base, |bundle| &bundle.groups),
        alerts: alerts(&areas, base),
        crisis: merged(&crisis.collect::<Vec<_>>()),
        services: services(&areas, base, &outside),
        modules: first_by_id(&areas, base, |bundle| &bundle.modules),
        sources: own_first(&areas, base, |bundle| &bundle.sources),
        locales: locales(&areas, base, &outside),
    }
}

/// The ids of services that are for those that an area is not for, in every area that has them.
fn outside(areas: &[Area]) -> BTreeSet<String> {
    let (outside, others): (Vec<&Service>, Vec<&Service>) = areas
        .iter()
        .flat_map(Area::own)
        .partition(|service| service.outside);
    let outside = outside.into_iter().map(|service| service.id.as_str());
    outside
        .filter(|id| others.iter().all(|other| other.id != *id))
        .map(str::to_owned)
        .collect()
}

/// Gives new names to what stands under the same name in two areas.
fn keep_apart(areas: &mut [Area], base: &Area, outside: &BTreeSet<String>) {
    let mut holders: BTreeMap<(Named, String), Vec<usize>> = BTreeMap::new();
    for (at, area) in areas.iter().enumerate() {
        for name in own_names(area, base, outside) {
            holders.entry(name).or_default().push(at);
        }
    }
    for ((named, name), holders) in holders {
        for at in holders.iter().filter(|_| holders.len() > 1) {
            if let Some(area) = areas.get_mut(*at) {
                area.rename(named, &name);
            }
        }
    }
}

/// The names of what is an area's own.
fn own_names(area: &Area, base: &Area, outside: &BTreeSet<String>) -> Vec<(Named, String)> {
    let mut names = Vec::new();
    for service in area.own().filter(|service| !outside.contains(&service.id)) {
        names.push((Named::Service, service.id.clone()));
    }
    for source in &area.bundle.sources {
        if !base.bundle.sources.contains(source) {
            names.push((Named::Source, source.id.clone()));
        }
    }
    let base_words = base.named_words();
    for (name, said) in area.named_words() {
        if base_words.get(name) != Some(&said) {
            names.push((Named::Words, name.to_owned()));
        }
    }
    names
}

/// The highest version.
fn latest(areas: &[Area]) -> String {
    let versions = areas.iter().map(|area| &area.bundle.version);
    versions
        .max_by_key(|version| numbers(version))
        .cloned()
        .unwrap_or_default()
}

/// The numbers of a version; what is no number counts as 0.
fn numbers(version: &str) -> Vec<u32> {
    let parts = version.split('.');
    parts.map(|part| part.parse().unwrap_or(0)).collect()
}

/// The items that are each area's own, by their new names, and then what they share.
fn own_first<T: Item>(areas: &[Area], base: &Area, list: List<T>) -> Vec<T> {
    let shared = list(&base.bundle);
    let mut items = Vec::new();
    for area in areas {
        let own = list(&area.bundle)
            .iter()
            .filter(|item| !shared.contains(item));
        items.extend(own.map(|item| renamed(item, area)));
    }
    items.extend(shared.iter().cloned());
    items
}

/// The items of the base, and those that areas add to it or have in another form; of two areas the
/// first counts.
fn first_by_id<T: Item>(areas: &[Area], base: &Area, list: List<T>) -> Vec<T> {
    let shared = list(&base.bundle);
    let mut items = shared.to_vec();
    let mut changed: BTreeSet<&str> = BTreeSet::new();
    for area in areas {
        for item in list(&area.bundle) {
            if shared.contains(item) || !changed.insert(item.id()) {
                continue;
            }
            let item = renamed(item, area);
            match items.iter_mut().find(|other| other.id() == item.id()) {
                Some(other) => *other = item,
                None => items.push(item),
            }
        }
    }
    items
}

fn renamed<T: Item>(item: &T, area: &Area) -> T {
    let mut item = item.clone();
    item.rename(area);
    item
}

/// Each alert with the services that any of the areas names, and raised where any of them raises
/// it.
fn alerts(areas: &[Area], base: &Area) -> Vec<Alert> {
    let mut order: Vec<&str> = Vec::new();
    for area in areas.iter().chain([base]) {
        for alert in &area.bundle.alerts {
            if !order.contains(&alert.id.as_str()) {
                order.push(&alert.id);
            }
        }
    }
    let joined = order.into_iter().map(|id| joined_alert(areas, id));
    joined.flatten().collect()
}

/// An alert of all the areas that have it, as grave as the gravest of them.
fn joined_alert(areas: &[Area], id: &str) -> Option<Alert> {
    let mut services = Vec::new();
    let mut whens = Vec::new();
    for (area, alert) in areas.iter().filter_map(|it| Some((it, it.alert(id)?))) {
        services.push(area.names(Named::Service, &alert.services));
        let when = area.criterion(&alert.when);
        if !whens.contains(&when) {
            whens.push(when);
        }
    }
    let alerts = areas.iter().filter_map(|area| area.alert(id));
    let severity = alerts.map(|alert| alert.severity).min()?;
    let when = match whens.as_slice() {
        [only] => only.clone(),
        _ => Criterion::Any(whens),
    };
    Some(Alert {
        id: id.to_owned(),
        severity,
        when,
        services: merged(&services),
        first: first_services(areas, id),
        leads: areas.iter().filter_map(|area| area.alert(id)?.leads).max(),
    })
}

/// What comes first for some people, of every area: where the areas have the same for the same
/// people, once.
fn first_services(areas: &[Area], id: &str) -> Vec<First> {
    let mut found: Vec<First> = Vec::new();
    for (area, alert) in areas.iter().filter_map(|it| Some((it, it.alert(id)?))) {
        for first in &alert.first {
            let when = area.criterion(&first.when);
            let services = area.names(Named::Service, &first.services);
            match found.iter_mut().find(|other| other.when == when) {
                Some(other) => other.services = merged(&[other.services.clone(), services]),
                None => found.push(First { when, services }),
            }
        }
    }
    found
}

/// Several lists as one, each in its own order: what only one has stands before what follows it
/// there, and after what others have put there. So 999 stays first where it is, and local help
/// before national.
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

/// Each area's own services by their new names, in the areas' order, and then those of the base.
fn services(areas: &[Area], base: &Area, outside: &BTreeSet<String>) -> Vec<Service> {
    let mut items = Vec::new();
    let mut joined: BTreeSet<&str> = BTreeSet::new();
    for area in areas {
        for service in area.own() {
            if !outside.contains(&service.id) {
                items.push(Service {
                    id: area.name(Named::Service, &service.id),
                    ..area.service(service, &area.at_home(service))
                });
            } else if joined.insert(&service.id) {
                items.push(Service {
                    r#for: Criterion::All(outside_all(areas, &service.id)),
                    ..area.service(service, &service.r#for)
                });
            }
        }
    }
    items.extend(base.bundle.services.iter().cloned());
    items
}

/// The people that no area is for: what each says of it, or that it does not cover them.
fn outside_all(areas: &[Area], id: &str) -> Vec<Criterion> {
    let mut parts = Vec::new();
    for area in areas {
        if let Some(service) = area.own_service(id) {
            parts.push(area.criterion(&service.r#for));
        } else if let Some(covers) = area.covers() {
            parts.push(Criterion::Not(Box::new(area.criterion(covers))));
        }
    }
    parts
}

/// The words by language.
fn locales(areas: &[Area], base: &Area, outside: &BTreeSet<String>) -> Table<Texts> {
    let mut locales = Table::default();
    for language in areas.iter().flat_map(|area| area.bundle.locales.keys()) {
        if locales.get(language).is_none() {
            let mut words = joined_words(areas, base, outside, language);
            describe_outside(areas, outside, &mut words);
            locales.add(language, Texts(words.into_iter().collect()));
        }
    }
    locales
}

/// The words of a language: the base's, and each area's own under their new names. Of a service for
/// those outside, the words of the first area that has some.
fn joined_words(areas: &[Area], base: &Area, outside: &BTreeSet<String>, language: &str) -> Words {
    let mut words = base.words(language);
    let mut told: BTreeSet<String> = BTreeSet::new();
    for area in areas {
        let mut here: BTreeSet<String> = BTreeSet::new();
        for (key, word) in area.words(language) {
            let mut steps = key.split('.');
            let service = steps.next().filter(|first| *first == "service");
            let service = service.and_then(|_| steps.next()).unwrap_or_default();
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
    words
}

/// Describes the joined service for those outside in the interface's words, with the names of all
/// the areas.
fn describe_outside(areas: &[Area], outside: &BTreeSet<String>, words: &mut Words) {
    let names: Vec<String> = areas
        .iter()
        .filter_map(|area| words.get(&format!("area.{}.name", area.id())).cloned())
        .collect();
    for part in ["summary", "summary@they"] {
        let Some(text) = words.get(&format!("outside.{part}")) else {
            continue;
        };
        let text = text.replace("{areas}", &names.join("; "));
        for id in outside {
            words.insert(format!("service.{id}.{part}"), text.clone());
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
mod tests {
    use nwd_core::format::wire::{self, Citation, Criterion, Is, Service, Source};

    use super::{Area, join, merged};

    /// An area with a service, a source and a leaf's words under names that every such area uses,
    /// some of them its own id.
    fn area(id: &str) -> Area {
        let source = Source {
            id: "kent".to_owned(),
            published: Some(id.to_owned()),
            ..Source::default()
        };
        let service = Service {
            id: "clinic".to_owned(),
            area: Some(id.to_owned()),
            r#for: Criterion::Not(Box::new(Criterion::Is(Is {
                words: Some("kent".to_owned()),
                ..Is::default()
            }))),
            sources: vec![Citation {
                source: source.id.clone(),
                r#where: None,
            }],
            ..Service::default()
        };
        let mut bundle = wire::Bundle {
            id: id.to_owned(),
            areas: vec![wire::Area {
                id: id.to_owned(),
                covers: None,
            }],
            crisis: vec![service.id.clone()],
            services: vec![service],
            sources: vec![source],
            ..wire::Bundle::default()
        };
        let words = [("words.kent@they".to_owned(), id.to_owned())];
        let words = nwd_core::format::Texts(words.into_iter().collect());
        bundle.locales.add("en", words);
        Area::new(bundle)
    }

    #[test]
    fn what_has_a_new_name_goes_by_it_wherever_it_is_referred_to() {
        let base = Area::new(wire::Bundle::default());
        let joined = join(vec![area("kent"), area("hull")], &base);
        assert_eq!(joined.id, "kent_hull");
        let areas: Vec<&str> = joined.areas.iter().map(|area| area.id.as_str()).collect();
        assert_eq!(areas, ["kent", "hull"], "an area keeps its name");
        assert_eq!(joined.crisis, ["kent_clinic", "hull_clinic"]);
        for (at, id) in areas.into_iter().enumerate() {
            assert_eq!(joined.sources[at].id, format!("{id}_kent"));
            let service = &joined.services[at];
            assert_eq!(service.id, format!("{id}_clinic"));
            assert_eq!(service.sources[0].source, format!("{id}_kent"));
            let words = format!("{id}_kent");
            assert!(
                matches!(&service.r#for, Criterion::Not(part)
                    if matches!(&**part, Criterion::Is(leaf) if leaf.words.as_ref() == Some(&words))),
                "{service:?}"
            );
            let said = joined.locales.get("en").unwrap();
            let said = said.0.get(&format!("words.{id}_kent@they")).unwrap();
            assert_eq!(said, id);
        }
    }

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
