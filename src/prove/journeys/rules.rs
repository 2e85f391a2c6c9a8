//! What an answer can change of what is shown: for each question, for whom it makes a difference.

use std::collections::BTreeMap;

use oxidd::BooleanFunction;

use crate::diagram::{Fit, Set};
use crate::logic::Kleene;
use crate::model::Model;
use crate::space::{Part, Space};
use nwd_core::bundle::{Service, ServiceIx, Status};
use nwd_core::domain::{FactIx, FactSet};

/// What can be changed, by question.
pub struct Rules {
    /// Where an answer could change what is shown, whatever else is said.
    pub left: BTreeMap<FactIx, Vec<Piece>>,
    /// Where an answer could raise an alert.
    pub alerts: BTreeMap<FactIx, Vec<Piece>>,
    /// What could be decided about each service that runs.
    pub services: Vec<Near>,
}

/// Where an answer to a question makes a difference to something that is shown, as a set over the other facts.
#[derive(Clone)]
pub struct Piece {
    /// Those for whom it does.
    pub set: Set,
    /// The facts that the set looks at.
    pub facts: FactSet,
}

/// What could be decided about one service as things stand, where it is relevant and not ruled out.
pub struct Near {
    /// It is relevant and not ruled out.
    pub open: Set,
    /// An alert names it.
    pub urgent: Set,
    /// The facts that these look at.
    pub facts: FactSet,
    /// By fact, where an answer decides, where an alert names it.
    pub named: BTreeMap<FactIx, Piece>,
    /// The same where none does.
    pub unnamed: BTreeMap<FactIx, Piece>,
}

impl Rules {
    /// What can be changed in a bundle.
    pub fn new(model: &Model<'_>) -> Fit<Self> {
        let mut rules = Rules {
            left: BTreeMap::new(),
            alerts: BTreeMap::new(),
            services: Vec::new(),
        };
        for alert in &model.bundle.alerts {
            for (fact, piece) in pieces(model.space, &[model.partial.truth(&alert.when)?.yes])? {
                rules.left.entry(fact).or_default().push(piece.clone());
                rules.alerts.entry(fact).or_default().push(piece);
            }
        }
        for (ix, service) in model
            .services()
            .filter(|(_, service)| service.status == Status::Running)
        {
            rules.add(model, ix, service)?;
        }
        Ok(rules)
    }

    fn add(&mut self, model: &Model<'_>, ix: ServiceIx, service: &Service) -> Fit<()> {
        let (space, logic) = (model.space, &model.partial);
        let urgent = model
            .bundle
            .alerts
            .iter()
            .filter(|alert| alert.services.contains(&ix));
        let urgent: Fit<Vec<Set>> = urgent
            .map(|alert| Ok(logic.truth(&alert.when)?.yes))
            .collect();
        let urgent = space.diagrams.any(&urgent?)?;
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
        let (mut named, mut unnamed) = (
            vec![fits.clone()],
            vec![logic.all(&[relevance.clone(), fits.clone()])?],
        );
        for route in &service.routes {
            let way = logic.way_in(route)?;
            shown.push(logic.all(&[relevant.clone(), possible.clone(), way.clone()])?);
            named.push(logic.all(&[fits.clone(), way.clone()])?);
            unnamed.push(logic.all(&[relevance.clone(), fits.clone(), way])?);
        }
        for (fact, piece) in pieces(space, &both(&shown))? {
            self.left.entry(fact).or_default().push(piece);
        }
        let open = logic.all(&[relevant, possible])?.yes;
        let facts = space.support(&open).union(space.support(&urgent));
        let (named, unnamed) = (
            pieces(space, &both(&named))?,
            pieces(space, &both(&unnamed))?,
        );
        self.services.push(Near {
            open,
            urgent,
            facts,
            named,
            unnamed,
        });
        Ok(())
    }
}

/// For each fact that one of these looks at, where an answer to it changes one of them.
fn pieces(space: &Space, shown: &[Set]) -> Fit<BTreeMap<FactIx, Piece>> {
    let mut found: BTreeMap<FactIx, Set> = BTreeMap::new();
    for set in shown {
        for fact in space.support(set).iter() {
            let own = FactSet::from_iter([fact]);
            let (withheld, bit) = (
                space.withheld(fact),
                space.cube(own, |part| part == Part::Withheld)?,
            );
            let said = space
                .diagrams
                .whichever(&set.and(&withheld.not()?)?, &bit)?;
            let unsaid = space.diagrams.whichever(&set.and(&withheld)?, &bit)?;
            let differs = said.xor(&unsaid)?.and(&space.has_value(fact)?)?;
            let differs = space
                .diagrams
                .whichever(&differs, &space.cube(own, |part| part != Part::Withheld)?)?;
            let all = found.entry(fact).or_insert_with(|| space.diagrams.none());
            *all = all.or(&differs)?;
        }
    }
    let piece = |(fact, set): (FactIx, Set)| {
        (
            fact,
            Piece {
                facts: space.support(&set),
                set,
            },
        )
    };
    Ok(found
        .into_iter()
        .map(piece)
        .filter(|(_, piece)| piece.set.satisfiable())
        .collect())
}

/// Where each of these holds and where it does not.
fn both(all: &[Kleene]) -> Vec<Set> {
    all.iter()
        .flat_map(|kleene| [kleene.yes.clone(), kleene.no.clone()])
        .collect()
}
