//! Who has which help for one need, as sets.

use oxidd::BooleanFunction;

use super::super::diagram::{Fit, Set};
use super::super::model::Model;
use super::super::space::Part;
use nwd_core::bundle::Service;
use nwd_core::criterion::{Criterion, Test};
use nwd_core::domain::{FactIx, FactSet};

/// Those who have no local service about a need, by what they have instead: sets over the other facts.
pub struct Help {
    /// The need's position.
    pub at: u8,
    /// They have a local service for anything.
    pub general: Set,
    /// They have only national help.
    pub national: Set,
    /// They have only urgent help.
    pub urgent: Set,
    /// Of all these, the ones whom a local service about it fits but who need somebody else to ask for it.
    pub through_others: Set,
}

/// A service, and to whom it is open.
pub struct Offer<'m> {
    service: &'m Service,
    kind: Kind,
    open: Set,
    /// Those whom it fits, where whoever asks for them may be another; looked at where it is [`Kind::Named`] only.
    whoever_asks: Set,
}

/// How near a service comes to a need that it is about.
enum Kind {
    /// It is local and says what it is about.
    Named,
    /// It is local and for anything.
    General,
    /// It is not local.
    National,
}

/// Every service but the emergency lines.
pub fn offers<'m>(model: &Model<'m>) -> Fit<Vec<Offer<'m>>> {
    let services = model
        .services()
        .filter(|(ix, _)| !model.is_emergency_line(*ix));
    services.map(|(_, service)| offer(model, service)).collect()
}

fn offer<'m>(model: &Model<'m>, service: &'m Service) -> Fit<Offer<'m>> {
    let is_local = model
        .bundle
        .own_areas()
        .iter()
        .any(|area| area.id == service.area);
    let kind = match (is_local, service.helps_with) {
        (false, _) => Kind::National,
        (true, None) => Kind::General,
        (true, Some(_)) => Kind::Named,
    };
    let open = model.open(service, &model.whole)?;
    let whoever_asks = match kind {
        Kind::Named => whoever_asks(model, service, &open)?,
        Kind::General | Kind::National => model.space.diagrams.none(),
    };
    Ok(Offer {
        service,
        kind,
        open,
        whoever_asks,
    })
}

/// Those whom a service fits and to whom it would be open if somebody asked for them. What is asked only of some askers
/// may be answered otherwise then; everything else stays as it is.
fn whoever_asks(model: &Model<'_>, service: &Service, open: &Set) -> Fit<Set> {
    let askers = of_askers(model);
    let people = model.people(model.whole.closure(model.scope(open).union(askers)))?;
    let bits = model.space.cube(askers, |part| part != Part::Withheld)?;
    let to_somebody = model.space.diagrams.whichever(&open.and(&people)?, &bits)?;
    model
        .whole
        .truth(&service.eligibility)?
        .yes
        .and(&to_somebody)
}

/// The facts of who asks, and those that are asked only of some askers.
fn of_askers(model: &Model<'_>) -> FactSet {
    let known = model.bundle.facts.known();
    let mut askers: FactSet = known.audience.into_iter().chain(known.role).collect();
    // Conditions name earlier facts: from the first to the last nothing is missed.
    for (at, fact) in model.bundle.facts.iter() {
        if fact
            .when
            .iter()
            .flat_map(Criterion::leaves)
            .any(|leaf| askers.contains(leaf.fact))
        {
            askers.insert(at);
        }
    }
    askers
}

/// Which help those have who have one need and no other.
pub fn help_with(model: &Model<'_>, needs: FactIx, at: u8, offers: &[Offer<'_>]) -> Fit<Help> {
    let diagrams = &model.space.diagrams;
    let only = only(model, needs, at)?;
    let bits = model
        .space
        .cube(FactSet::from_iter([needs]), |part| part != Part::Withheld)?;
    let of_need = |set: &Set| diagrams.whichever(&set.and(&only)?, &bits);
    let [mut named, mut general, mut national, mut whoever_asks] =
        [(); 4].map(|()| diagrams.none());
    for offer in offers.iter().filter(|offer| {
        offer
            .service
            .helps_with
            .is_none_or(|values| values.contains(at))
    }) {
        let side = match offer.kind {
            Kind::Named => &mut named,
            Kind::General => &mut general,
            Kind::National => &mut national,
        };
        *side = side.or(&of_need(&offer.open)?)?;
        whoever_asks = whoever_asks.or(&of_need(&offer.whoever_asks)?)?;
    }
    let gap = named.not()?;
    let none_here = gap.and(&general.not()?)?;
    Ok(Help {
        at,
        general: gap.and(&general)?,
        national: none_here.and(&national)?,
        urgent: none_here.and(&national.not()?)?,
        through_others: gap.and(&whoever_asks)?,
    })
}

/// Those who have one need and no other.
pub fn only(model: &Model<'_>, needs: FactIx, at: u8) -> Fit<Set> {
    let mut only = model.space.diagrams.all();
    for (_, variable) in model
        .space
        .of(needs)
        .filter(|(_, variable)| variable.part == Part::Tick)
    {
        for class in &variable.classes {
            let own = matches!(class.test, Some(Test::Includes(values)) if values.contains(at));
            let ticked = class.test.is_some();
            if ticked {
                only = only.and(&if own {
                    class.set.clone()
                } else {
                    class.set.not()?
                })?;
            }
        }
    }
    Ok(only)
}

impl Help {
    /// A gap in which nobody is.
    pub fn nobody(model: &Model<'_>) -> Help {
        let [general, national, urgent, through_others] =
            [(); 4].map(|()| model.space.diagrams.none());
        Help {
            at: 0,
            general,
            national,
            urgent,
            through_others,
        }
    }

    /// Its sets.
    pub fn sets(&self) -> [&Set; 4] {
        [
            &self.general,
            &self.national,
            &self.urgent,
            &self.through_others,
        ]
    }

    /// Everybody who is in the gap.
    pub fn gap(&self) -> Fit<Set> {
        self.general.or(&self.national)?.or(&self.urgent)
    }

    /// The same of some people.
    pub fn among(&self, people: &Set) -> Fit<Help> {
        Ok(Help {
            at: self.at,
            general: self.general.and(people)?,
            national: self.national.and(people)?,
            urgent: self.urgent.and(people)?,
            through_others: self.through_others.and(people)?,
        })
    }
}
