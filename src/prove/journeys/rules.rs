//! What an answer can change of what is shown: for each question, the people it makes a difference
//! for.

use std::collections::BTreeMap;

use crate::Result;
use crate::sets::diagram::Set;
use crate::sets::logic::Kleene;
use crate::sets::model::Model;
use crate::sets::space::Space;
use nwd_core::bundle::{Service, ServiceIx, Status};
use nwd_core::domain::{FactIx, FactSet};

/// The things that an answer can change, by question.
pub struct Rules {
    /// The people for whom an answer could change what is shown, in some journey.
    pub shown: BTreeMap<FactIx, Vec<Influence>>,
    /// The people for whom an answer could raise an alert.
    pub alerts: BTreeMap<FactIx, Vec<Influence>>,
    /// The decisions still open about each service that runs.
    pub services: Vec<ServiceRules>,
}

/// Where an answer to a question makes a difference to something that is shown, as a set over the
/// other facts.
#[derive(Clone)]
pub struct Influence {
    /// The people it makes a difference for.
    pub set: Set,
    /// The facts that the set looks at.
    pub facts: FactSet,
}

/// The decisions still open about one service as things stand, where it is relevant and not ruled
/// out.
pub struct ServiceRules {
    /// The people for whom it is relevant and not ruled out.
    pub open: Set,
    /// An alert names it.
    pub urgent: Set,
    /// The facts that these look at.
    pub facts: FactSet,
    /// By fact, where an answer decides, where an alert names it.
    pub named: BTreeMap<FactIx, Influence>,
    /// The same where none does.
    pub unnamed: BTreeMap<FactIx, Influence>,
}

impl Rules {
    /// Works out what can be changed in a bundle.
    pub fn new(model: &Model<'_>) -> Result<Self> {
        let mut rules = Rules {
            shown: BTreeMap::new(),
            alerts: BTreeMap::new(),
            services: Vec::new(),
        };
        for alert in &model.bundle.alerts {
            let raised = model.partial.truth(&alert.when)?.yes;
            for (fact, influence) in influences(model.space, &[raised])? {
                let shown = rules.shown.entry(fact).or_default();
                shown.push(influence.clone());
                rules.alerts.entry(fact).or_default().push(influence);
            }
        }
        for (ix, service) in model.services() {
            if service.status == Status::Running {
                rules.add(model, ix, service)?;
            }
        }
        Ok(rules)
    }

    fn add(&mut self, model: &Model<'_>, ix: ServiceIx, service: &Service) -> Result<()> {
        let space = model.space;
        let logic = &model.partial;
        let mut urgent = space.diagrams.none();
        for alert in model.alerts_naming(ix) {
            urgent = urgent.or(&logic.truth(&alert.when)?.yes)?;
        }
        let relevance = logic.truth(&service.relevance)?;
        let fits = logic.truth(&service.eligibility)?;
        let relevant = urgent.or(&relevance.no.not()?)?;
        let relevant = Kleene {
            no: relevant.not()?,
            yes: relevant,
        };
        let possible = Kleene {
            yes: fits.no.not()?,
            no: fits.no.clone(),
        };
        let mut shown = vec![logic.all(&[relevant.clone(), fits.clone()])?];
        let mut named = vec![fits.clone()];
        let mut unnamed = vec![logic.all(&[relevance.clone(), fits.clone()])?];
        for route in &service.routes {
            let way = logic.way_in(route)?;
            shown.push(logic.all(&[relevant.clone(), possible.clone(), way.clone()])?);
            named.push(logic.all(&[fits.clone(), way.clone()])?);
            unnamed.push(logic.all(&[relevance.clone(), fits.clone(), way])?);
        }
        for (fact, influence) in influences(space, &both(&shown))? {
            self.shown.entry(fact).or_default().push(influence);
        }
        let open = logic.all(&[relevant, possible])?.yes;
        self.services.push(ServiceRules {
            facts: space.support(&open).union(space.support(&urgent)),
            open,
            urgent,
            named: influences(space, &both(&named))?,
            unnamed: influences(space, &both(&unnamed))?,
        });
        Ok(())
    }
}

/// For each fact that one of these looks at, where an answer to it changes one of them.
fn influences(space: &Space, shown: &[Set]) -> Result<BTreeMap<FactIx, Influence>> {
    let mut changed: BTreeMap<FactIx, Set> = BTreeMap::new();
    for set in shown {
        for fact in space.support(set).iter() {
            let differs = changed_by(space, fact, set)?;
            let all = changed.entry(fact).or_insert_with(|| space.diagrams.none());
            *all = all.or(&differs)?;
        }
    }
    let mut found = BTreeMap::new();
    for (fact, set) in changed {
        if !set.is_empty() {
            let facts = space.support(&set);
            found.insert(fact, Influence { set, facts });
        }
    }
    Ok(found)
}

/// The people for whom answering a question makes a difference to a set, over the other facts.
fn changed_by(space: &Space, fact: FactIx, set: &Set) -> Result<Set> {
    let own = FactSet::from_iter([fact]);
    let withheld = space.withheld(fact);
    let bit = space.withheld_bits(own)?;
    let said = set.without(&withheld)?.exists(&bit)?;
    let unsaid = set.and(&withheld)?.exists(&bit)?;
    let differs = said.xor(&unsaid)?.and(&space.has_value(fact)?)?;
    differs.exists(&space.value_bits(own)?)
}

/// The sets where each of these holds and where it does not.
fn both(all: &[Kleene]) -> Vec<Set> {
    all.iter()
        .flat_map(|kleene| [kleene.yes.clone(), kleene.no.clone()])
        .collect()
}
