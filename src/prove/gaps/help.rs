//! Who has which help for one need, as sets.

use crate::Result;
use crate::sets::diagram::Set;
use crate::sets::model::Model;
use crate::sets::space::Aspect;
use nwd_core::bundle::Service;
use nwd_core::criterion::Test;
use nwd_core::domain::{FactIx, FactSet};

/// The people who have no local service about a need, by what they have instead: sets over the
/// other facts.
pub struct Help {
    /// The need's position.
    pub need: u8,
    /// The people who have a local service for anything.
    pub general: Set,
    /// The people who have only national help.
    pub national: Set,
    /// The people who have only urgent help.
    pub urgent: Set,
    /// The people among all these who need somebody else to ask: a local service about the need is
    /// for them.
    pub through_others: Set,
}

/// A service, and the people it is open to.
pub struct Offer<'m> {
    service: &'m Service,
    reach: Reach,
    open: Set,
    /// The people it would be open to if somebody else asked; looked at where it is
    /// [`Reach::Named`] only.
    open_through_someone_else: Set,
}

/// The nearness of a service to a need that it is about.
enum Reach {
    /// A local service that says what it is about.
    Named,
    /// A local service for anything.
    General,
    /// A service that is not local.
    National,
}

/// Every service but the emergency lines.
pub fn offers<'m>(model: &Model<'m>) -> Result<Vec<Offer<'m>>> {
    let services = model
        .services()
        .filter(|(ix, _)| !model.is_emergency_line(*ix));
    services.map(|(_, service)| offer(model, service)).collect()
}

fn offer<'m>(model: &Model<'m>, service: &'m Service) -> Result<Offer<'m>> {
    let reach = if !model.bundle.is_local(service) {
        Reach::National
    } else if service.helps_with.is_none() {
        Reach::General
    } else {
        Reach::Named
    };
    let open = model.open(service, &model.whole)?;
    let open_through_someone_else = match reach {
        Reach::Named => open_through_someone_else(model, service, &open)?,
        Reach::General | Reach::National => model.space.diagrams.none(),
    };
    Ok(Offer {
        service,
        reach,
        open,
        open_through_someone_else,
    })
}

/// People who would be served if somebody else asked on their behalf. What is asked only of some
/// askers may be answered otherwise then; everything else stays as it is.
fn open_through_someone_else(model: &Model<'_>, service: &Service, open: &Set) -> Result<Set> {
    let askers = asker_facts(model);
    let told = model.scope(open).union(askers).union(tied(model, askers));
    let people = model.people(model.whole.closure(told))?;
    let to_somebody = open
        .and(&people)?
        .exists(&model.space.value_bits(askers)?)?;
    model
        .whole
        .truth(&service.eligibility)?
        .yes
        .and(&to_somebody)
}

/// The facts of who asks, and those that are asked only of some askers.
fn asker_facts(model: &Model<'_>) -> FactSet {
    let known = model.bundle.facts.known();
    let mut askers: FactSet = known.audience.into_iter().chain(known.role).collect();
    // Conditions name earlier facts: from the first to the last nothing is missed.
    for (at, fact) in model.bundle.facts.iter() {
        if let Some(when) = &fact.when
            && !when.facts().intersection(askers).is_empty()
        {
            askers.insert(at);
        }
    }
    askers
}

/// The facts whose values not every asker can have, or that not every asker is asked.
fn tied(model: &Model<'_>, askers: FactSet) -> FactSet {
    let all = model.bundle.facts.iter();
    let tied = all.filter(|(_, fact)| {
        let mut conditions = fact.conditions();
        conditions.any(|condition| !condition.facts().intersection(askers).is_empty())
    });
    tied.map(|(at, _)| at).collect()
}

/// The help of those who have one need and no other.
pub fn help_with(model: &Model<'_>, needs: FactIx, need: u8, offers: &[Offer<'_>]) -> Result<Help> {
    let only = only(model, needs, need)?;
    let bits = model.space.value_bits(FactSet::from_iter([needs]))?;
    let with_the_need = |set: &Set| set.and(&only)?.exists(&bits);
    let mut named = model.space.diagrams.none();
    let mut general = named.clone();
    let mut national = named.clone();
    let mut through_others = named.clone();
    for offer in offers {
        if let Some(needs) = offer.service.helps_with
            && !needs.contains(need)
        {
            continue;
        }
        let open = with_the_need(&offer.open)?;
        match offer.reach {
            Reach::Named => named = named.or(&open)?,
            Reach::General => general = general.or(&open)?,
            Reach::National => national = national.or(&open)?,
        }
        through_others = through_others.or(&with_the_need(&offer.open_through_someone_else)?)?;
    }
    let gap = named.not()?;
    let none_here = gap.without(&general)?;
    Ok(Help {
        need,
        general: gap.and(&general)?,
        national: none_here.and(&national)?,
        urgent: none_here.without(&national)?,
        through_others: gap.and(&through_others)?,
    })
}

/// The people who have one need and no other.
pub fn only(model: &Model<'_>, needs: FactIx, need: u8) -> Result<Set> {
    let mut only = model.space.diagrams.all();
    for variable in model.space.variables_of(needs) {
        if variable.aspect != Aspect::Tick {
            continue;
        }
        for class in &variable.classes {
            let Some(Test::Includes(values)) = class.test else {
                continue;
            };
            only = if values.contains(need) {
                only.and(&class.set)?
            } else {
                only.without(&class.set)?
            };
        }
    }
    Ok(only)
}

impl Help {
    /// A gap in which nobody is.
    pub fn nobody(model: &Model<'_>) -> Help {
        let none = model.space.diagrams.none();
        Help {
            need: 0,
            general: none.clone(),
            national: none.clone(),
            urgent: none.clone(),
            through_others: none,
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
    pub fn gap(&self) -> Result<Set> {
        self.general.or(&self.national)?.or(&self.urgent)
    }

    /// The same of some people.
    pub fn among(&self, people: &Set) -> Result<Help> {
        Ok(Help {
            need: self.need,
            general: self.general.and(people)?,
            national: self.national.and(people)?,
            urgent: self.urgent.and(people)?,
            through_others: self.through_others.and(people)?,
        })
    }
}
