//! What is for danger opens no other trouble.

use super::steps::Steps;
use super::{Broken, Law};
use crate::Result;
use crate::finding::Finding;
use crate::sets::diagram::Set;
use crate::who::Who;
use nwd_core::bundle::{Bundle, Service, ServiceIx};
use nwd_core::format::{Code, Place};

/// Each heading for danger that people have a service of to start with though they raise no alert
/// and said nothing that it is made for.
pub fn broken(steps: &Steps<'_, '_>) -> Result<Vec<Broken>> {
    let bundle = steps.model.bundle;
    let mut found = Vec::new();
    if !bundle.groups.iter().any(|group| group.safety) {
        return Ok(found);
    }
    let with_nothing_else = with_nothing_else(steps)?;
    for (group, heading) in bundle.groups.iter().enumerate() {
        if !heading.safety {
            continue;
        }
        let mut people = steps.model.space.diagrams.none();
        for (ix, service) in steps.model.services() {
            if service.group == group {
                people = people.or(&steps.may_be_first(ix, service)?)?;
            }
        }
        let who = Who::of(steps.model, &people.and(&with_nothing_else)?)?;
        let law = Law::Danger { group };
        found.extend(who.map(|who| Broken { law, who }));
    }
    Ok(found)
}

/// The people of the area who raise no alert and have nothing to start with but what is for danger.
fn with_nothing_else(steps: &Steps<'_, '_>) -> Result<Set> {
    let model = steps.model;
    let people = model.covered()?.without(&steps.alerted()?)?;
    let services = model.broadest_first().into_iter();
    let others = services.map(|(ix, service)| other_step(steps, ix, service));
    model.left_over(&model.partial, people, others)
}

/// The people who may have a service as their first step, and not as one for danger.
fn other_step(steps: &Steps<'_, '_>, ix: ServiceIx, service: &Service) -> Result<Set> {
    let may_be = steps.may_be_first(ix, service)?;
    let group = steps.model.bundle.groups.get(service.group);
    if group.is_some_and(|group| group.safety) {
        return may_be.and(&steps.made_for_what_is_said(service)?);
    }
    Ok(may_be)
}

/// The finding that there is nothing but what stands under a heading for danger.
pub fn finding(bundle: &Bundle, group: usize, who: &str) -> Finding {
    let id = bundle.groups.get(group).map_or("", |group| &group.id);
    let message = format!(
        "Nothing but what is for danger ({id}) is there to start with for somebody who named none: \
         {who}"
    );
    let help = "Let something else be for them too, or say what one of these services is \
                \"made_for\".";
    let root = Place::ROOT;
    let groups = root.key("groups");
    let item = groups.item(group);
    Finding::error(Code::DangerFirst, &item.key("safety"), message, help).called(id)
}
