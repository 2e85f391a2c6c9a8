//! Small bundles with everything that their order goes by.

use nwd_core::Bundle;
use serde_json::{Value as Json, json};

use crate::small::Case;

/// Numbers that are drawn from one.
struct Draw(u64);

impl Draw {
    /// One below this.
    fn below(&mut self, count: usize) -> usize {
        // Knuth's numbers for a linear congruential generator: the high bits are the random ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// The same case with doors, two headings of which some are for danger, services of the nation, who sees them,
/// what they are made for, and what stands behind what, drawn from a number. Where `circles` are
/// not wanted, no heading is to stand behind one that is to stand behind it.
pub fn ordered(case: &Case, drawn: u64, circles: bool) -> Case {
    let mut draw = Draw(drawn);
    let mut json = case.json.clone();
    let groups = ["help", "risk"].map(|id| json!({ "id": id, "safety": draw.once_in(2) }));
    json["groups"] = groups.into();
    json["locales"]["en"]["group.risk.title"] = "words".into();
    let covers = json["areas"][0].clone();
    json["areas"] = json!([covers, { "id": "nation" }]);
    let mut services = json["services"].take();
    let mut headings: Vec<usize> = Vec::new();
    for (at, service) in services.as_array_mut().unwrap().iter_mut().enumerate() {
        let heading = draw.below(2);
        headings.push(heading);
        service["group"] = ["help", "risk"][heading].into();
        decorate(case, service, &mut draw);
        // Only behind earlier ones: there is no circle of services.
        let mut after: Vec<String> = Vec::new();
        for (other, of) in headings[..at].iter().enumerate() {
            if draw.once_in(2) && (circles || *of <= heading) {
                after.push(format!("s{other}"));
            }
        }
        service["after"] = after.into();
    }
    for alert in json["alerts"].as_array_mut().unwrap() {
        lead(alert, &services, &mut draw);
    }
    json["services"] = services;
    for fact in json["facts"].as_array_mut().unwrap() {
        if fact["type"] == "one-of" && draw.once_in(2) {
            fact["telling"] = json!([fact["values"][0]]);
        }
    }
    Case {
        small: case.small.clone(),
        bundle: Bundle::read(json.to_string().as_bytes())
            .unwrap_or_else(|faults| panic!("{faults:#?}")),
        json,
    }
}

/// What a service says of itself.
fn decorate(case: &Case, service: &mut Json, draw: &mut Draw) {
    let has = |id: &str| case.small.facts.iter().any(|fact| fact.id == id);
    if draw.once_in(2) {
        service["area"] = "nation".into();
    }
    if draw.once_in(2) {
        service["door"] = ["one", "two"][draw.below(2)].into();
    }
    if draw.once_in(3)
        && let Some(need) = service["helps_with"].get(0).cloned()
    {
        service["made_for"] = json!([need]);
    }
    if draw.once_in(6) {
        service["also_about"] = service["for"].clone();
    }
    if draw.once_in(8) {
        service["only_some"] = true.into();
    }
    if draw.once_in(4) && has("audience") {
        service["seen_by"] = json!(["professional"]);
    }
    if draw.once_in(4) && has("role") {
        service["staff"] = json!(["school"]);
    }
}

/// How many an alert leads to, and who comes first for some people.
fn lead(alert: &mut Json, services: &Json, draw: &mut Draw) {
    alert["leads"] = (1 + draw.below(3)).into();
    let named = alert["services"].as_array().unwrap();
    if let Some(last) = named.last().filter(|_| draw.once_in(2)) {
        let when = services[draw.below(services.as_array().unwrap().len())]["for"].clone();
        alert["first"] = json!([{ "when": when, "services": [last] }]);
    }
}
