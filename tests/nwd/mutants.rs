//! Faults are sown in the shipped content, each by itself, and each must be found: by the reader, by the proofs, or in the
//! comparison with what was there.

use nwd_testing::mistakes::mistaken;
use nwd_testing::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::thread;

use nwd_core::format::Grade;
use nwd_core::format::Json as Tree;
use nwd_core::format::answers::read_tree;
use nwd_core::{Answers, Bundle, Criterion, Knowledge};
use nwd_prove::compare::merged_space::MergedSpace;
use nwd_prove::compare::people::diff;
use nwd_prove::compare::unconditional::{Side, differences};
use nwd_prove::safety::{safety, signal_tests};
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Space, tested_facts_with};
use nwd_prove::sign_off::{Coverage, Sheet, sheets};
use nwd_prove::{Limits, prove};
use serde_json::Value as Json;

use crate::content::areas;
use crate::run::{nwd, text};

/// Journeys are not followed: what they find is no fault.
const LIMITS: Limits = Limits {
    nodes: 1 << 20,
    stages: 0,
    search: 0,
};

/// The most mutants of one kind and area.
const MOST: usize = 10;

/// By what a fault is found.
#[derive(Debug, Default)]
struct Tally {
    /// Alerts that are broken one by one, all of them proved wrong.
    alerts: usize,
    /// The reader refuses the bundle.
    refused: usize,
    /// By what is proved of the bundle by itself.
    proved: usize,
    /// In the comparison with what was there.
    compared: usize,
    /// By both of these.
    both: usize,
    missed: Vec<String>,
}

impl Tally {
    /// How many were sown.
    fn sown(&self) -> usize {
        self.refused + self.proved + self.compared - self.both + self.missed.len()
    }

    fn add(&mut self, other: Tally) {
        self.alerts += other.alerts;
        self.refused += other.refused;
        self.proved += other.proved;
        self.compared += other.compared;
        self.both += other.both;
        self.missed.extend(other.missed);
    }

    /// The sentence of the README.
    fn told(&self) -> String {
        let Tally {
            alerts,
            refused,
            proved,
            compared,
            both,
            ..
        } = self;
        format!(
            "Of {} faults sown one by one in the shipped content, the reader refuses {refused}, `prove` finds {proved} in the bundle \
             by itself and `diff` finds {compared} against the version before ({both} are found by both); all {alerts} broken \
             alerts are proved wrong.",
            self.sown()
        )
    }
}

/// Each shipped area's bundle, as JSON and by the folder's name.
fn shipped() -> Vec<(String, Json)> {
    let built = |area: &PathBuf| nwd(&["build", text(area), "-o", "-"]).out;
    areas()
        .iter()
        .map(|area| {
            (
                text(area).to_owned(),
                serde_json::from_str(&built(area)).unwrap(),
            )
        })
        .collect()
}

/// All areas, side by side.
fn tally() -> Tally {
    let shipped = shipped();
    thread::scope(|scope| {
        let areas = shipped.iter();
        let areas: Vec<_> = areas
            .map(|(area, json)| scope.spawn(|| tally_of(area, json)))
            .collect();
        let mut tally = Tally::default();
        for area in areas {
            tally.add(area.join().unwrap());
        }
        tally
    })
}

/// What is found of the faults that are sown in one area.
fn tally_of(area: &str, json: &Json) -> Tally {
    let mut tally = Tally {
        alerts: broken_alerts_that_are_proved_wrong(area, json),
        ..Tally::default()
    };
    let bundle = read(json).unwrap();
    let before = wrong(&bundle);
    for (what, other) in mutants(json) {
        let Some(mutant) = read(&other) else {
            tally.refused += 1;
            continue;
        };
        let proved = !wrong(&mutant).is_subset(&before);
        let compared = differs(&bundle, &mutant) || loses((&bundle, json), (&mutant, &other));
        tally.proved += usize::from(proved);
        tally.compared += usize::from(compared);
        tally.both += usize::from(proved && compared);
        tally
            .missed
            .extend((!proved && !compared).then(|| format!("{area}: {what}")));
    }
    tally
}

#[test]
fn every_fault_that_is_sown_is_found_and_the_readme_says_by_what() {
    let tally = tally();
    assert!(tally.missed.is_empty(), "{:#?}", tally.missed);
    assert!(tally.sown() >= 200 && tally.alerts >= 50, "{tally:?}");
    let told = tally.told();
    println!("{told}");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(
        words(&readme).contains(&words(&told)),
        "README.md should say: {told}"
    );
}

/// Every mistake in whom a service is for changes a row of its sheet, or the verdict on nobody; and the sheet says how many do.
#[test]
fn every_mistake_in_the_shipped_rules_changes_a_row_of_the_sheet() {
    let mut sown = 0;
    for (area, json) in shipped() {
        let bundle = read(&json).unwrap();
        let sheets = sheets(&bundle, None, LIMITS).unwrap();
        let people = |sheet: &Sheet| -> Vec<Answers> {
            let rows = sheet.rows.iter();
            rows.map(|row| read_tree(&row.answers, &bundle.facts).unwrap())
                .collect()
        };
        let everybody: Vec<Answers> = sheets.iter().flat_map(people).collect();
        let known = |people: &'_ [Answers]| {
            people
                .iter()
                .map(|said| Knowledge::new(&bundle.facts, said))
                .collect::<Vec<_>>()
        };
        let everybody = known(&everybody);
        for (sheet, service) in sheets.iter().zip(&bundle.services) {
            let criterion = &service.eligibility;
            let changes = |other: &Criterion, known: &[Knowledge<'_>]| {
                // The people of other sheets say nothing of what those do not ask.
                known.iter().any(|known| {
                    let verdict = |criterion| known.truth(criterion).known();
                    let both = verdict(other).zip(verdict(criterion));
                    both.is_some_and(|(other, own)| other != own)
                })
            };
            let rows = people(sheet);
            let rows = known(&rows);
            let (shown, not): (Vec<_>, Vec<_>) = mistaken(criterion, &bundle.facts)
                .into_iter()
                .partition(|other| changes(other, &rows));
            assert_eq!(
                sheet.faults,
                Coverage {
                    possible: shown.len(),
                    shown: shown.len()
                },
                "{area} {}",
                service.id
            );
            for other in not {
                assert!(
                    !changes(&other, &everybody),
                    "{area} {}: {other:?}",
                    service.id
                );
            }
            sown += shown.len();
        }
    }
    assert!(sown > 5000, "{sown}");
}

/// How many alerts can be broken in some way; each must be proved to leave somebody unheard or with nobody to turn to.
fn broken_alerts_that_are_proved_wrong(area: &str, json: &Json) -> usize {
    // What raises these is no safety signal: that they lead to somebody is proved, not that they are raised.
    let heard = |what: &String| {
        let unproved = ["\"psychosis\"", "\"not-eating\""];
        !unproved.iter().any(|alert| what.starts_with(alert)) || what.contains("nobody")
    };
    let mut count = 0;
    for (what, mutant) in broken_alerts(json)
        .into_iter()
        .filter(|(what, _)| heard(what))
    {
        // Some the reader refuses by itself.
        let Some(bundle) = read(&mutant) else {
            continue;
        };
        assert!(is_unsafe(&bundle), "{area}: {what}");
        count += 1;
    }
    count
}

fn read(json: &Json) -> Option<Bundle> {
    Bundle::from_json(&tree(json)).ok()
}

fn tree(json: &Json) -> Tree {
    Tree::parse(json.to_string().as_bytes()).unwrap()
}

/// The names of what is proved not to hold; notes left out.
fn wrong(bundle: &Bundle) -> BTreeSet<String> {
    let found = prove(bundle, LIMITS).unwrap().findings;
    found
        .iter()
        .filter(|it| it.lint.grade != Grade::Note)
        .map(|it| it.name(bundle))
        .collect()
}

/// Whether the proof of alerts finds somebody who is not heard, or has nobody to turn to.
fn is_unsafe(bundle: &Bundle) -> bool {
    let space = Space::new(
        &bundle.facts,
        &tested_facts_with(bundle, signal_tests(bundle)),
        LIMITS,
    )
    .unwrap();
    let safety = safety(&Model::new(bundle, &space).unwrap()).unwrap();
    !(safety.signals_without_alert.is_empty() && safety.alerts_without_help.is_empty())
}

fn differs(old: &Bundle, new: &Bundle) -> bool {
    !diff(&MergedSpace::new(old, new).unwrap(), LIMITS)
        .unwrap()
        .changes
        .is_empty()
}

/// Whether whoever asks loses something.
fn loses(old: (&Bundle, &Json), new: (&Bundle, &Json)) -> bool {
    let (before, after) = (tree(old.1), tree(new.1));
    let found = differences((old.0, &before), (new.0, &after));
    found.iter().any(|difference| difference.side == Side::Loss)
}

fn mutants(json: &Json) -> Vec<(String, Json)> {
    let kinds = [
        dropped_services(json),
        paused(json),
        narrowed(json),
        fewer_values(json),
        broken_alerts(json),
        closed_routes(json),
        dropped_laws(json),
    ];
    kinds.into_iter().flat_map(spread).collect()
}

/// As many as there may be, evenly from all.
fn spread(all: Vec<(String, Json)>) -> Vec<(String, Json)> {
    let step = all.len().div_ceil(MOST).max(1);
    all.into_iter().step_by(step).collect()
}

fn list<'a>(json: &'a Json, key: &str) -> &'a Vec<Json> {
    json.get(key).unwrap().as_array().unwrap()
}

/// The same with one place changed.
fn with(json: &Json, pointer: &str, change: impl Fn(&mut Json)) -> Json {
    let mut mutant = json.clone();
    change(mutant.pointer_mut(pointer).unwrap());
    mutant
}

/// Each service that runs for those of the area, taken out of everything that names it.
fn dropped_services(json: &Json) -> Vec<(String, Json)> {
    let services = list(json, "services")
        .iter()
        .enumerate()
        .filter(|(_, service)| runs(service));
    let mutant = |(at, service): (usize, &Json)| {
        let id = service.get("id").unwrap().clone();
        let mut mutant = with(json, "/services", |services| {
            drop(services.as_array_mut().unwrap().remove(at))
        });
        let without = |names: &mut Json| names.as_array_mut().unwrap().retain(|name| *name != id);
        without(mutant.pointer_mut("/crisis").unwrap());
        for alert in mutant
            .pointer_mut("/alerts")
            .unwrap()
            .as_array_mut()
            .unwrap()
        {
            without(alert.pointer_mut("/services").unwrap());
        }
        (format!("{id} dropped"), mutant)
    };
    services.map(mutant).collect()
}

fn runs(service: &Json) -> bool {
    service
        .get("status")
        .is_none_or(|status| status == "running")
}

fn paused(json: &Json) -> Vec<(String, Json)> {
    let services = list(json, "services")
        .iter()
        .enumerate()
        .filter(|(_, service)| runs(service));
    let mutant = |(at, service): (usize, &Json)| {
        let paused = with(json, &format!("/services/{at}"), |service| {
            service
                .as_object_mut()
                .unwrap()
                .insert("status".into(), "paused".into());
        });
        (format!("{} paused", service.get("id").unwrap()), paused)
    };
    services.map(mutant).collect()
}

/// Every place of a leaf of one kind in the criteria of running services.
fn leaves(json: &Json, kind: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, service) in list(json, "services")
        .iter()
        .enumerate()
        .filter(|(_, service)| runs(service))
    {
        find(
            service.get("for").unwrap(),
            &format!("/services/{at}/for"),
            kind,
            &mut found,
        );
    }
    found
}

fn find(json: &Json, place: &str, kind: &str, found: &mut Vec<String>) {
    match json {
        Json::Object(members) => {
            for (key, inner) in members {
                let place = format!("{place}/{key}");
                if key == kind {
                    found.push(place);
                } else {
                    find(inner, &place, kind, found);
                }
            }
        }
        Json::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, inner)| find(inner, &format!("{place}/{at}"), kind, found));
        }
        _ => {}
    }
}

/// Each range a year narrower at each end.
fn narrowed(json: &Json) -> Vec<(String, Json)> {
    let mut mutants = Vec::new();
    for place in leaves(json, "between") {
        for (end, by) in [("min", 1), ("max", -1)] {
            let Some(value) = json
                .pointer(&place)
                .unwrap()
                .get(end)
                .and_then(Json::as_i64)
            else {
                continue;
            };
            let mutant = with(json, &format!("{place}/{end}"), |end| {
                *end = (value + by).into()
            });
            mutants.push((format!("{place}/{end} narrowed"), mutant));
        }
    }
    mutants
}

/// Each list of values with the first left out.
fn fewer_values(json: &Json) -> Vec<(String, Json)> {
    // Who asks decides whose way in is open, which the comparison follows; an asker for whom a service fits and who has no
    // way in of their own has nothing that it could see lost.
    let not_of_askers = |place: &String| {
        let fact = json.pointer(place).and_then(|leaf| leaf.get("fact"));
        fact.and_then(Json::as_str) != Some("audience")
    };
    let places = leaves(json, "in")
        .into_iter()
        .filter(not_of_askers)
        .chain(leaves(json, "includes"));
    let mutant = |place: String| {
        let values = format!("{place}/values");
        let mutant = with(json, &values, |values| {
            drop(values.as_array_mut().unwrap().remove(0))
        });
        (format!("{values} without the first"), mutant)
    };
    places.map(mutant).collect()
}

/// Each alert dropped, raised by one value fewer, raised for adults only, and left with nobody to turn to.
fn broken_alerts(json: &Json) -> Vec<(String, Json)> {
    let mut mutants = Vec::new();
    for (at, alert) in list(json, "alerts").iter().enumerate() {
        let id = alert.get("id").unwrap();
        mutants.push((
            format!("{id} dropped"),
            with(json, "/alerts", |alerts| {
                drop(alerts.as_array_mut().unwrap().remove(at))
            }),
        ));
        let nobody = with(json, &format!("/alerts/{at}/services"), |services| {
            *services = Json::Array(Vec::new())
        });
        mutants.push((format!("{id} with nobody to turn to"), nobody));
        let adults = with(json, &format!("/alerts/{at}/when"), |when| {
            *when = serde_json::json!({ "all": [when.clone(), { "between": { "fact": "age", "min": 18 } }] });
        });
        mutants.push((format!("{id} for adults only"), adults));
    }
    mutants
}

/// Each way in closed that is the only one of its kind of asker.
fn closed_routes(json: &Json) -> Vec<(String, Json)> {
    let mut mutants = Vec::new();
    for (at, service) in list(json, "services")
        .iter()
        .enumerate()
        .filter(|(_, service)| runs(service))
    {
        let routes = list(service, "routes");
        for (way, route) in routes.iter().enumerate() {
            let same = routes
                .iter()
                .filter(|other| other.get("who") == route.get("who"))
                .count();
            if routes.len() > 1 && same == 1 {
                let routes = format!("/services/{at}/routes");
                let closed = with(json, &routes, |routes| {
                    drop(routes.as_array_mut().unwrap().remove(way))
                });
                mutants.push((format!("{routes}/{way} closed"), closed));
            }
        }
    }
    mutants
}

/// Each service with nothing that it stands behind, and each heading for danger no more for it.
fn dropped_laws(json: &Json) -> Vec<(String, Json)> {
    let mut mutants = Vec::new();
    for (list_of, law) in [("services", "after"), ("groups", "safety")] {
        for (at, item) in list(json, list_of).iter().enumerate() {
            if item.get(law).is_some() {
                let mutant = with(json, &format!("/{list_of}/{at}"), |item| {
                    item.as_object_mut().unwrap().remove(law);
                });
                mutants.push((format!("{} without {law}", item.get("id").unwrap()), mutant));
            }
        }
    }
    mutants
}
