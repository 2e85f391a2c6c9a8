//! Who can have which service as the first step of all, as sets: the rules of
//! `nwd_core::journey::order`, as far as they do not weigh services against each other.

use crate::Result;
use crate::sets::diagram::Set;
use crate::sets::logic::Logic;
use crate::sets::model::Model;
use nwd_core::bundle::{Alert, Service, ServiceIx, Severity, Status};
use nwd_core::criterion::{Criterion, Leaf, Test};
use nwd_core::domain::FactIx;

/// The services of a bundle as steps.
pub struct Steps<'m, 'a> {
    pub model: &'m Model<'a>,
    /// By service, the people for whom it stands among what fits.
    fits: Vec<Set>,
}

impl<'m, 'a> Steps<'m, 'a> {
    /// The services as steps.
    pub fn new(model: &'m Model<'a>) -> Result<Self> {
        let services = model.services();
        let fits = services.map(|(ix, service)| fits(model, ix, service));
        Ok(Steps {
            model,
            fits: fits.collect::<Result<_>>()?,
        })
    }

    fn logic(&self) -> &Logic<'a> {
        &self.model.partial
    }

    fn none(&self) -> Set {
        self.model.space.diagrams.none()
    }

    /// The people for whom it stands among what fits.
    pub fn fits(&self, ix: ServiceIx) -> Set {
        self.fits.get(ix.0).cloned().unwrap_or_else(|| self.none())
    }

    /// The people for whom a service that it never stands before fits too.
    pub fn waits(&self, service: &Service) -> Result<Set> {
        let diagrams = &self.model.space.diagrams;
        let before = service.ranking.after.iter();
        diagrams.union(before.filter_map(|other| self.fits.get(other.0)))
    }

    /// The people for whom it may be the first step: it fits and waits for nobody, and no local
    /// service with its door does.
    pub fn may_be_first(&self, ix: ServiceIx, service: &Service) -> Result<Set> {
        let free = self.fits(ix).without(&self.waits(service)?)?;
        free.without(&self.replaced(service)?)
    }

    /// The people for whom a local service with its door fits, and waits for nobody.
    fn replaced(&self, service: &Service) -> Result<Set> {
        let door = &service.ranking.door;
        let mut replaced = self.none();
        if door.is_none() || self.model.bundle.is_local(service) {
            return Ok(replaced);
        }
        for (ix, other) in self.model.services() {
            if other.ranking.door == *door && self.model.bundle.is_local(other) {
                replaced = replaced.or(&self.fits(ix).without(&self.waits(other)?)?)?;
            }
        }
        Ok(replaced)
    }

    /// The people who said something that it is made for.
    pub fn made_for_what_is_said(&self, service: &Service) -> Result<Set> {
        let logic = self.logic();
        let needs = self.model.bundle.facts.known().needs;
        let made_for = service.ranking.made_for;
        let counts = |leaf: &Leaf| {
            let is_need = Some(leaf.fact) == needs && matches!(leaf.test, Test::Includes(_));
            self.model.bundle.facts.is_telling(leaf) || is_need && made_for.is_empty()
        };
        let mut made = self.holding(&service.eligibility, &counts)?;
        if let Some(also) = &service.ranking.also_about {
            // Who asks is no reason.
            let audience = self.model.bundle.facts.known().audience;
            let told = self.holding(also, &|leaf| Some(leaf.fact) != audience)?;
            made = made.or(&logic.truth(also)?.yes.and(&told)?)?;
        }
        if let Some(needs) = needs {
            made = made.or(&logic.truth(&asked(needs, Test::Includes(made_for)))?.yes)?;
        }
        Ok(made)
    }

    /// The people for whom one of these leaves holds, and holds a criterion up.
    fn holding(&self, criterion: &Criterion, counts: &dyn Fn(&Leaf) -> bool) -> Result<Set> {
        let mut found = self.none();
        match criterion {
            Criterion::Leaf(leaf) if counts(leaf) => found = self.logic().truth(criterion)?.yes,
            Criterion::Leaf(_) | Criterion::Not(_) => {}
            Criterion::All(parts) => {
                for part in parts {
                    found = found.or(&self.holding(part, counts)?)?;
                }
            }
            Criterion::Any(parts) => {
                for part in parts {
                    let holds = self.logic().truth(part)?.yes;
                    found = found.or(&self.holding(part, counts)?.and(&holds)?)?;
                }
            }
        }
        Ok(found)
    }

    /// The people who raise an alert.
    pub fn alerted(&self) -> Result<Set> {
        self.raised(|_| true)
    }

    fn raised(&self, which: impl Fn(&Alert) -> bool) -> Result<Set> {
        let mut raised = self.none();
        for alert in self.model.bundle.alerts.iter().filter(|alert| which(alert)) {
            raised = raised.or(&self.logic().truth(&alert.when)?.yes)?;
        }
        Ok(raised)
    }

    /// By service, the people whom alerts lead to it first, while everybody whom they lead to
    /// waits for others.
    pub fn led_though_all_wait(&self) -> Result<Vec<Set>> {
        let bundle = self.model.bundle;
        let mut first = vec![self.none(); bundle.services.len()];
        let mut somebody_free = self.none();
        let mut not_led_yet = self.model.space.diagrams.all();
        let mut alerts: Vec<&Alert> = bundle.alerts.iter().collect();
        alerts.sort_by_key(|alert| (!self.is_first(alert), alert.severity));
        for alert in alerts {
            let leads = self.leads(alert)?;
            for (people, services) in self.orders(alert)? {
                let people = people.and(&leads)?;
                for ix in services {
                    let Some(service) = bundle.service(ix) else {
                        continue;
                    };
                    let led = self.usable(alert, ix, service)?.and(&people)?;
                    if let Some(first) = first.get_mut(ix.0) {
                        *first = first.or(&led.and(&not_led_yet)?)?;
                    }
                    not_led_yet = not_led_yet.without(&led)?;
                    somebody_free = somebody_free.or(&led.without(&self.waits(service)?)?)?;
                }
            }
        }
        first
            .iter()
            .map(|first| first.without(&somebody_free))
            .collect()
    }

    /// Whether an alert comes before those that only say that there is danger.
    fn is_first(&self, alert: &Alert) -> bool {
        alert.severity == Severity::Emergency || self.model.bundle.is_about_needs(alert)
    }

    /// The people for whom an alert is raised and leads.
    fn leads(&self, alert: &Alert) -> Result<Set> {
        let raised = self.logic().truth(&alert.when)?.yes;
        if self.is_first(alert) {
            return Ok(raised);
        }
        raised.without(&self.raised(|other| self.model.bundle.is_about_needs(other))?)
    }

    /// The orders of an alert's services, each with the people who have it.
    fn orders(&self, alert: &Alert) -> Result<Vec<(Set, Vec<ServiceIx>)>> {
        let mut orders = Vec::new();
        let mut others = self.model.space.diagrams.all();
        for first in &alert.first {
            let own = self.logic().truth(&first.when)?.yes;
            orders.push((others.and(&own)?, alert.services_after(Some(first))));
            others = others.without(&own)?;
        }
        orders.push((others, alert.services_after(None)));
        Ok(orders)
    }

    /// The people who can turn to a service as an alert says.
    fn usable(&self, alert: &Alert, ix: ServiceIx, service: &Service) -> Result<Set> {
        let model = self.model;
        let logic = self.logic();
        let mut usable = self
            .fits(ix)
            .and(&model.open(service, logic)?)?
            .without(&self.replaced(service)?)?;
        let staff = service.ranking.staff;
        if let Some(role) = model.bundle.facts.known().role {
            let own_team = logic.truth(&asked(role, Test::In(staff)))?.yes;
            usable = usable.without(&own_team)?;
        }
        if alert.severity != Severity::Emergency && model.bundle.is_about_needs(alert) {
            usable = usable.without(&logic.truth(&service.relevance)?.no)?;
        }
        Ok(usable)
    }
}

/// The people for whom a service stands among what fits. As the part `Fits` of a page.
fn fits(model: &Model<'_>, ix: ServiceIx, service: &Service) -> Result<Set> {
    let logic = &model.partial;
    if service.status != Status::Running || service.only_some {
        return Ok(model.space.diagrams.none());
    }
    logic
        .truth(&service.eligibility)?
        .yes
        .and(&model.relevant(ix, service, logic)?)?
        .without(&logic.truth(&service.seen_by)?.no)
}

fn asked(fact: FactIx, test: Test) -> Criterion {
    Criterion::Leaf(Leaf {
        fact,
        test,
        words: None,
    })
}
