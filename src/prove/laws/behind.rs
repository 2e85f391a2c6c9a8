//! What an area declares to come never before what never does.

use super::steps::Steps;
use super::{Broken, Law, Why};
use crate::Result;
use crate::finding::Finding;
use crate::who::Who;
use nwd_core::bundle::{Bundle, Service, ServiceIx};
use nwd_core::format::{Code, Place};

/// Each service and one that it is `after`, where somebody sees the first before the second.
pub fn broken(steps: &Steps<'_, '_>) -> Result<Vec<Broken>> {
    let model = steps.model;
    let mut found = Vec::new();
    let mut services = model.bundle.services.iter();
    if services.all(|service| service.ranking.after.is_empty()) {
        return Ok(found);
    }
    let led = steps.led_though_all_wait()?;
    let stuck = stuck_headings(model.bundle);
    for ((service, own), led) in model.services().zip(&led) {
        for (at, other) in own.ranking.after.iter().enumerate() {
            let both = steps.fits(service).and(&steps.fits(*other))?;
            let broken = |why: Why, who: Who| Broken {
                law: Law::Behind { service, at, why },
                who,
            };
            let heading = model.bundle.service(*other).map(|other| other.group);
            if let Some(who) = Who::of(model, &both.and(led)?)? {
                found.push(broken(Why::Led, who));
            } else if heading.is_some_and(|it| it != own.group && stuck.contains(&it)) {
                found.extend(Who::of(model, &both)?.map(|who| broken(Why::Headings, who)));
            }
        }
    }
    Ok(found)
}

/// The headings that wait for others in a circle, or for such.
fn stuck_headings(bundle: &Bundle) -> Vec<usize> {
    let waits_for = |heading: usize, other: usize| {
        let mut under = bundle.services.iter().filter(|own| own.group == heading);
        under.any(|own| {
            let before = own.ranking.after.iter();
            let mut before = before.filter_map(|ix| bundle.service(*ix));
            before.any(|before| before.group == other)
        })
    };
    let mut stuck: Vec<usize> = (0..bundle.groups.len()).collect();
    loop {
        let before = stuck.clone();
        let is_stuck = |own: usize| {
            before
                .iter()
                .any(|other| own != *other && waits_for(own, *other))
        };
        stuck.retain(|own| is_stuck(*own));
        if stuck.len() == before.len() {
            return stuck;
        }
    }
}

/// The finding that a service can stand before one that it is `after`.
pub fn finding(bundle: &Bundle, service: ServiceIx, at: usize, why: Why, who: &str) -> Finding {
    let own = bundle.service(service);
    let other = own
        .and_then(|own| own.ranking.after.get(at))
        .and_then(|other| bundle.service(*other));
    let id = |service: Option<&Service>| service.map_or(String::new(), |it| it.id.clone());
    let (own, other) = (id(own), id(other));
    let (why, help) = match why {
        Why::Led => (
            "an alert leads to nobody else",
            "Let the alert name the other too, or somebody whom they can turn to and who is \
             \"after\" nobody; or leave this out.",
        ),
        Why::Headings => (
            "their headings are to stand behind each other",
            "Put both under one heading, or leave this out.",
        ),
    };
    let message = format!("{own} can stand before {other}, as {why}: {who}");
    let root = Place::ROOT;
    let services = root.key("services");
    let item = services.item(service.0);
    let after = item.key("after");
    Finding::error(Code::StandsBefore, &after.item(at), message, help)
        .called(&format!("{own}/{other}"))
}
