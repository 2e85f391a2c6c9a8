//! Nothing dead: each service can be reached, each way in be open, each alert be raised, and each question matter.

use oxidd::BooleanFunction;

use super::diagram::{Fit, Set};
use super::finding::Finding;
use super::logic::{Kleene, Logic};
use super::model::Model;
use super::space::Part;
use nwd_core::analysis::conflict::{Needed, conflict};
use nwd_core::bundle::{Bundle, Route, Service, ServiceIx, Status};
use nwd_core::criterion::Criterion;
use nwd_core::domain::{Domain, FactIx, FactSet};
use nwd_core::facts::Fact;
use nwd_core::format::{Code, Place};

/// Everything that nobody of the area can ever meet.
pub fn dead(model: &Model<'_>) -> Fit<Vec<Finding>> {
    let named: FactSet = model.bundle.facts.iter().map(|(at, _)| at).collect();
    let people = model.people(named)?;
    let covered = model.covered()?.and(&people)?;
    let root = Place::ROOT;
    let services = root.key("services");
    let mut found = Vec::new();
    for (ix, service) in model
        .services()
        .filter(|(_, service)| service.status == Status::Running)
    {
        let whom = if service.outside {
            people.and(&model.covered_by(&service.area)?.not()?)?
        } else {
            covered.clone()
        };
        service_for(model, ix, service, &whom, &services.item(ix.0), &mut found)?;
    }
    let alerts = root.key("alerts");
    for (at, alert) in model.bundle.alerts.iter().enumerate() {
        if !model
            .whole
            .truth(&alert.when)?
            .yes
            .and(&covered)?
            .satisfiable()
        {
            let message = format!(
                "Nobody whom the area is for can raise the alert {}.",
                alert.id
            );
            let item = alerts.item(at);
            let place = item.key("when");
            let needed = vec![
                covered_here(model.bundle),
                Needed::holds(&alert.when, &place),
            ];
            let both = conflict(needed, &model.bundle.facts).into_iter().flatten();
            found.push(Finding::warning(Code::DeadAlert, &place, message, LOOK).beside(both));
        }
    }
    found.extend(answerless(model)?);
    found.extend(questions(model, named)?);
    Ok(found)
}

/// The questions to which there is no answer left for somebody: a proof would hold of nobody then, and mean nothing.
fn answerless(model: &Model<'_>) -> Fit<Vec<Finding>> {
    let root = Place::ROOT;
    let facts = root.key("facts");
    let mut found = Vec::new();
    let limited = |(at, fact): &(FactIx, &Fact)| !fact.never.is_empty() && model.space.names(*at);
    for (at, fact) in model.bundle.facts.iter().filter(limited) {
        let Domain::OneOf(_) = fact.domain else {
            continue;
        };
        let mut nothing = model.whole.applies(at).yes;
        for value in fact.domain.all_values().iter() {
            nothing = nothing.and(&model.whole.ruled_out(fact, value)?)?;
        }
        if model
            .people(model.scope(&nothing))?
            .and(&nothing)?
            .satisfiable()
        {
            let message = format!("Some people have no answer left to {}.", fact.id);
            let help = "Leave at least one value that there can be, whatever was said before.";
            found.push(Finding::error(
                Code::NoAnswerLeft,
                &facts.item(at.index()).key("never"),
                message,
                help,
            ));
        }
    }
    Ok(found)
}

fn service_for(
    model: &Model<'_>,
    ix: ServiceIx,
    service: &Service,
    whom: &Set,
    place: &Place<'_>,
    found: &mut Vec<Finding>,
) -> Fit<()> {
    let fits = model.whole.truth(&service.eligibility)?.yes.and(whom)?;
    let fits = fits.and(&model.relevant(ix, service, &model.whole)?)?;
    let needed = needed(model, ix, service, place);
    let clash = |more: Vec<Needed>| {
        conflict([needed.clone(), more].concat(), &model.bundle.facts)
            .into_iter()
            .flatten()
    };
    let (routes, consents) = (place.key("routes"), place.key("consent"));
    if !model.open(service, &model.whole)?.and(&fits)?.satisfiable() {
        let ways = service.routes.iter().map(|route| {
            Criterion::All(vec![
                route.asker.clone(),
                route.when.clone(),
                route.by_role.clone(),
            ])
        });
        let both = clash(vec![Needed::holds(
            &Criterion::Any(ways.collect()),
            &routes,
        )]);
        let message = format!("Nobody whom {} is for can reach it.", service.id);
        let help = "Let its criterion, its ways in and the area have somebody in common, or say that it is for those \"outside\".";
        found.push(
            Finding::warning(Code::DeadService, &place.key("for"), message, help).beside(both),
        );
        return Ok(());
    }
    for (at, route) in service.routes.iter().enumerate() {
        let way = model.whole.way_in(route)?;
        if !way.yes.and(&fits)?.satisfiable() {
            let message = format!("Nobody whom {} is for can take this way in.", service.id);
            let place = routes.item(at);
            let both = clash(needed_for(route, &place));
            found.push(Finding::warning(Code::DeadRoute, &place, message, LOOK).beside(both));
        }
    }
    for (at, consent) in service.consents.iter().enumerate() {
        if !model
            .whole
            .truth(&consent.when)?
            .yes
            .and(&fits)?
            .satisfiable()
        {
            let message = format!(
                "Nobody whom {} is for needs the consent {}.",
                service.id, consent.id
            );
            let item = consents.item(at);
            let place = item.key("when");
            let both = clash(vec![Needed::holds(&consent.when, &place)]);
            found.push(Finding::warning(Code::DeadConsent, &place, message, LOOK).beside(both));
        }
    }
    Ok(())
}

/// What to do about parts of which nobody can meet all.
const LOOK: &str = "Look for parts that rule each other out, or take it out.";

/// What somebody must meet for whom a service is: they are of those it is meant for, it fits, and it is about what is going
/// on.
fn needed(model: &Model<'_>, ix: ServiceIx, service: &Service, place: &Place<'_>) -> Vec<Needed> {
    let bundle = model.bundle;
    let naming = bundle
        .alerts
        .iter()
        .filter(|alert| alert.services.contains(&ix))
        .map(|alert| alert.when.clone());
    let about = Criterion::Any(
        [service.relevance.clone()]
            .into_iter()
            .chain(naming)
            .collect(),
    );
    let whom = if service.outside {
        outside(bundle, &service.area)
    } else {
        Some(covered_here(bundle))
    };
    let own = [
        Needed::holds(&service.eligibility, &place.key("for")),
        Needed::holds(&about, &place.key("helps_with")),
    ];
    whom.into_iter().chain(own).collect()
}

/// What is needed for a way in: the asker, the condition that an editor wrote, and the role that was made from a list.
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

/// Those who are not of an area.
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

/// The questions of which no answer ever changes what anybody of the area is shown.
fn questions(model: &Model<'_>, named: FactSet) -> Fit<Vec<Finding>> {
    let within = model.answers(named)?.and(&model.covered()?)?;
    let mut open: Vec<FactIx> = named.iter().collect();
    for (ix, service) in model.services() {
        if open.is_empty() {
            break;
        }
        let seen = seen(model, ix, service)?;
        open = still_dead(model, open, &seen, &within)?;
    }
    let alerts: Fit<Vec<Set>> = model
        .bundle
        .alerts
        .iter()
        .map(|alert| Ok(model.partial.truth(&alert.when)?.yes))
        .collect();
    let open = still_dead(model, open, &alerts?, &within)?;
    let facts = Place::ROOT;
    let facts = facts.key("facts");
    let finding = |fact: FactIx| {
        let id = model.bundle.facts.get(fact).map_or("", |fact| &fact.id);
        let message = format!("No answer to {id} ever changes what somebody of the area is shown.");
        Finding::note(
            Code::DeadQuestion,
            &facts.item(fact.index()),
            message,
            "It is never asked here; nothing needs doing unless some rule should look at it.",
        )
    };
    Ok(open.into_iter().map(finding).collect())
}

/// Those of the facts on which none of these sets depends.
fn still_dead(
    model: &Model<'_>,
    facts: Vec<FactIx>,
    seen: &[Set],
    within: &Set,
) -> Fit<Vec<FactIx>> {
    let mut dead = Vec::new();
    for fact in facts {
        if !matters(model, fact, seen, within)? {
            dead.push(fact);
        }
    }
    Ok(dead)
}

/// Whether for somebody it makes a difference to one of these sets to answer a question.
fn matters(model: &Model<'_>, fact: FactIx, seen: &[Set], within: &Set) -> Fit<bool> {
    if !model.space.names(fact) {
        return Ok(false);
    }
    let own = FactSet::from_iter([fact]);
    let withheld = model.space.withheld(fact);
    let bit = model.space.cube(own, |part| part == Part::Withheld)?;
    for set in seen
        .iter()
        .filter(|set| model.space.support(set).contains(fact))
    {
        let said = model
            .space
            .diagrams
            .whichever(&set.and(&withheld.not()?)?, &bit)?;
        let unsaid = model.space.diagrams.whichever(&set.and(&withheld)?, &bit)?;
        let within = model
            .space
            .diagrams
            .whichever(&within.and(&withheld.not()?)?, &bit)?;
        if said.xor(&unsaid)?.and(&within)?.satisfiable() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What of a service is shown: whether it is, whether it fits, and how its ways in stand.
pub fn seen(model: &Model<'_>, ix: ServiceIx, service: &Service) -> Fit<Vec<Set>> {
    if service.status != Status::Running {
        return Ok(Vec::new());
    }
    let logic: &Logic<'_> = &model.partial;
    let relevant = model.relevant(ix, service, logic)?;
    let fits = logic.truth(&service.eligibility)?;
    let shown = relevant.and(&fits.no.not()?)?;
    let mut seen = vec![shown.clone(), relevant.and(&fits.yes)?];
    for route in &service.routes {
        let Kleene { yes, no } = logic.way_in(route)?;
        seen.extend([shown.and(&yes)?, shown.and(&no)?]);
    }
    Ok(seen)
}
