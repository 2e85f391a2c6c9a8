//! Nothing dead: each service can be reached, each way in be open, each alert be raised, and each
//! question matter.

use crate::Result;
use crate::finding::Finding;
use crate::sets::diagram::Set;
use crate::sets::model::Model;
use nwd_core::analysis::conflict::{Needed, conflict};
use nwd_core::bundle::{Bundle, Route, Service, ServiceIx, Status};
use nwd_core::criterion::Criterion;
use nwd_core::domain::{Domain, FactIx, FactSet};
use nwd_core::format::{Code, Place};

/// Everything that nobody of the area can ever meet.
pub fn dead(model: &Model<'_>) -> Result<Vec<Finding>> {
    let people = model.people(model.facts())?;
    let covered = model.covered()?.and(&people)?;
    let root = Place::ROOT;
    let services = root.key("services");
    let mut found = Vec::new();
    for (ix, service) in model.services() {
        if service.status == Status::Running {
            let meant_for = if service.outside {
                people.without(&model.covered_by(&service.area)?)?
            } else {
                covered.clone()
            };
            let place = services.item(ix.0);
            found.extend(dead_in_service(model, ix, service, &meant_for, &place)?);
        }
    }
    found.extend(dead_alerts(model, &covered)?);
    found.extend(questions_without_answers(model)?);
    found.extend(dead_questions(model)?);
    Ok(found)
}

/// The dead parts of a service: all of it, or some of its ways in and consents.
fn dead_in_service(
    model: &Model<'_>,
    ix: ServiceIx,
    service: &Service,
    meant_for: &Set,
    place: &Place<'_>,
) -> Result<Vec<Finding>> {
    let logic = &model.whole;
    let fits = logic.truth(&service.eligibility)?.yes.and(meant_for)?;
    let fits = fits.and(&model.relevant(ix, service, logic)?)?;
    let needed = needed(model, ix, service, place);
    if model
        .open_where_there_is_one(service, logic)?
        .is_disjoint(&fits)?
    {
        return Ok(vec![dead_service(model, service, &needed, place)]);
    }
    let mut found = dead_routes(model, service, &fits, &needed, place)?;
    found.extend(dead_consents(model, service, &fits, &needed, place)?);
    Ok(found)
}

fn dead_service(
    model: &Model<'_>,
    service: &Service,
    needed: &[Needed],
    place: &Place<'_>,
) -> Finding {
    let ways = service.routes.iter().map(|route| {
        Criterion::All(vec![
            route.asker.clone(),
            route.when.clone(),
            route.by_role.clone(),
        ])
    });
    let ways = Needed::holds(&Criterion::Any(ways.collect()), &place.key("routes"));
    let both = clash(model, needed, vec![ways]);
    let message = format!("Nobody whom {} is for can reach it.", service.id);
    let help = "Let its criterion, its ways in and the area have somebody in common, \
                or say that it is for those \"outside\".";
    Finding::warning(Code::DeadService, &place.key("for"), message, help).beside(both)
}

/// The ways in that none of the people a service is for can take.
fn dead_routes(
    model: &Model<'_>,
    service: &Service,
    fits: &Set,
    needed: &[Needed],
    place: &Place<'_>,
) -> Result<Vec<Finding>> {
    let routes = place.key("routes");
    let mut found = Vec::new();
    for (at, route) in service.routes.iter().enumerate() {
        if model.whole.way_in(route)?.yes.is_disjoint(fits)? {
            let place = routes.item(at);
            let both = clash(model, needed, needed_for(route, &place));
            let message = format!("Nobody whom {} is for can take this way in.", service.id);
            found.push(Finding::warning(Code::DeadRoute, &place, message, LOOK).beside(both));
        }
    }
    Ok(found)
}

/// The consents that none of the people a service is for needs.
fn dead_consents(
    model: &Model<'_>,
    service: &Service,
    fits: &Set,
    needed: &[Needed],
    place: &Place<'_>,
) -> Result<Vec<Finding>> {
    let consents = place.key("consent");
    let mut found = Vec::new();
    for (at, consent) in service.consents.iter().enumerate() {
        if model.whole.truth(&consent.when)?.yes.is_disjoint(fits)? {
            let item = consents.item(at);
            let place = item.key("when");
            let both = clash(model, needed, vec![Needed::holds(&consent.when, &place)]);
            let message = format!(
                "Nobody whom {} is for needs the consent {}.",
                service.id, consent.id
            );
            found.push(Finding::warning(Code::DeadConsent, &place, message, LOOK).beside(both));
        }
    }
    Ok(found)
}

fn dead_alerts(model: &Model<'_>, covered: &Set) -> Result<Vec<Finding>> {
    let root = Place::ROOT;
    let alerts = root.key("alerts");
    let mut found = Vec::new();
    for (at, alert) in model.bundle.alerts.iter().enumerate() {
        if model.whole.truth(&alert.when)?.yes.is_disjoint(covered)? {
            let item = alerts.item(at);
            let place = item.key("when");
            let raised = vec![Needed::holds(&alert.when, &place)];
            let both = clash(model, &[covered_here(model.bundle)], raised);
            let message = format!(
                "Nobody whom the area is for can raise the alert {}.",
                alert.id
            );
            found.push(Finding::warning(Code::DeadAlert, &place, message, LOOK).beside(both));
        }
    }
    Ok(found)
}

/// Two of all these that rule each other out, where there are such.
fn clash(model: &Model<'_>, needed: &[Needed], more: Vec<Needed>) -> Vec<String> {
    conflict([needed, &more].concat(), &model.bundle.facts)
        .map(Vec::from)
        .unwrap_or_default()
}

/// The remedy for parts that nobody can meet together.
const LOOK: &str = "Look for parts that rule each other out, or take it out.";

/// The conditions that the people of a service meet: they are of those it is meant for, it fits,
/// and it is about what is going on.
fn needed(model: &Model<'_>, ix: ServiceIx, service: &Service, place: &Place<'_>) -> Vec<Needed> {
    let bundle = model.bundle;
    let mut relevance = vec![service.relevance.clone()];
    relevance.extend(model.alerts_naming(ix).map(|alert| alert.when.clone()));
    let area = if service.outside {
        outside(bundle, &service.area)
    } else {
        Some(covered_here(bundle))
    };
    let mut needed = Vec::new();
    needed.extend(area);
    needed.push(Needed::holds(&service.eligibility, &place.key("for")));
    needed.push(Needed::holds(
        &Criterion::Any(relevance),
        &place.key("helps_with"),
    ));
    needed
}

/// The conditions of a way in: the asker, the condition that an editor wrote, and the role that
/// was made from a list.
fn needed_for(route: &Route, place: &Place<'_>) -> Vec<Needed> {
    vec![
        Needed::holds(&route.asker, &place.key("who")),
        Needed::holds(&route.when, &place.key("when")),
        Needed::holds(&route.by_role, &place.key("roles")),
    ]
}

/// The people of the bundle's own areas.
fn covered_here(bundle: &Bundle) -> Needed {
    let root = Place::ROOT;
    let areas = root.key("areas");
    match bundle.own_areas() {
        [only] => Needed::holds(&only.covers, &areas.item(0).key("covers")),
        several => Needed::holds(
            &Criterion::Any(several.iter().map(|area| area.covers.clone()).collect()),
            &areas,
        ),
    }
}

/// The people who are not of an area.
fn outside(bundle: &Bundle, area: &str) -> Option<Needed> {
    let (at, area) = bundle
        .areas
        .iter()
        .enumerate()
        .find(|(_, own)| own.id == area)?;
    let root = Place::ROOT;
    Some(Needed::fails(
        &area.covers,
        &root.key("areas").item(at).key("covers"),
    ))
}

/// The questions that leave somebody without any answer: a proof would be vacuous for them.
fn questions_without_answers(model: &Model<'_>) -> Result<Vec<Finding>> {
    let root = Place::ROOT;
    let facts = root.key("facts");
    let mut found = Vec::new();
    for (at, fact) in model.bundle.facts.iter() {
        if fact.never.is_empty()
            || !model.space.names(at)
            || !matches!(fact.domain, Domain::OneOf(_))
        {
            continue;
        }
        let mut nothing = model.whole.applies(at).yes;
        for value in fact.domain.all_values().iter() {
            nothing = nothing.and(&model.whole.ruled_out(fact, value)?)?;
        }
        let people = model.people(model.scope(&nothing))?;
        if !people.is_disjoint(&nothing)? {
            let place = facts.item(at.index());
            let message = format!("Some people have no answer left to {}.", fact.id);
            let help = "Leave at least one value that there can be, whatever was said before.";
            found.push(Finding::error(
                Code::NoAnswerLeft,
                &place.key("never"),
                message,
                help,
            ));
        }
    }
    Ok(found)
}

/// The questions where no answer ever changes what anybody of the area is shown.
fn dead_questions(model: &Model<'_>) -> Result<Vec<Finding>> {
    let named = model.facts();
    let within = model.answers(named)?.and(&model.covered()?)?;
    let of_order: FactSet = model.bundle.order_facts().collect();
    let mut open: Vec<FactIx> = named.without(of_order).iter().collect();
    for (ix, service) in model.services() {
        if open.is_empty() {
            break;
        }
        let seen = seen(model, ix, service)?;
        open = still_dead(model, open, &seen, &within)?;
    }
    let mut alerts = Vec::new();
    for alert in &model.bundle.alerts {
        alerts.push(model.partial.truth(&alert.when)?.yes);
    }
    let open = still_dead(model, open, &alerts, &within)?;
    let root = Place::ROOT;
    let facts = root.key("facts");
    let help = "It is never asked here; nothing needs doing unless some rule should look at it.";
    let mut found = Vec::new();
    for fact in open {
        let id = model.bundle.facts.get(fact).map_or("", |fact| &fact.id);
        let message = format!("No answer to {id} ever changes what somebody of the area is shown.");
        let place = facts.item(fact.index());
        found.push(Finding::note(Code::DeadQuestion, &place, message, help));
    }
    Ok(found)
}

/// The parts of a service that are shown: whether it is, whether it fits, and how its ways in
/// stand.
fn seen(model: &Model<'_>, ix: ServiceIx, service: &Service) -> Result<Vec<Set>> {
    if service.status != Status::Running {
        return Ok(Vec::new());
    }
    let logic = &model.partial;
    let relevant = model.relevant(ix, service, logic)?;
    let fits = logic.truth(&service.eligibility)?;
    let shown = relevant.without(&fits.no)?;
    let mut seen = vec![shown.clone(), relevant.and(&fits.yes)?];
    for route in &service.routes {
        let way = logic.way_in(route)?;
        seen.extend([shown.and(&way.yes)?, shown.and(&way.no)?]);
    }
    Ok(seen)
}

/// The facts on which none of these sets depends.
fn still_dead(
    model: &Model<'_>,
    facts: Vec<FactIx>,
    seen: &[Set],
    within: &Set,
) -> Result<Vec<FactIx>> {
    let mut dead = Vec::new();
    for fact in facts {
        if !matters(model, fact, seen, within)? {
            dead.push(fact);
        }
    }
    Ok(dead)
}

/// Whether for somebody it makes a difference to one of these sets to answer a question.
fn matters(model: &Model<'_>, fact: FactIx, seen: &[Set], within: &Set) -> Result<bool> {
    if !model.space.names(fact) {
        return Ok(false);
    }
    let withheld = model.space.withheld(fact);
    let bit = model.space.withheld_bits(FactSet::from_iter([fact]))?;
    for set in seen {
        if !model.space.support(set).contains(fact) {
            continue;
        }
        let said = set.without(&withheld)?.exists(&bit)?;
        let unsaid = set.and(&withheld)?.exists(&bit)?;
        let within = within.without(&withheld)?.exists(&bit)?;
        if !said.xor(&unsaid)?.is_disjoint(&within)? {
            return Ok(true);
        }
    }
    Ok(false)
}
