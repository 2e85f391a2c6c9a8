//! Ways in, and what must be agreed first: who each is for, and that somebody can take it.

use super::criteria::leaf;
use super::{Ids, Validator};
use crate::bundle::{Consent, Route, Who};
use crate::criterion::{Criterion, Test};
use crate::domain::ValueSet;
use crate::format::read::say;
use crate::format::{Code, Place, limits, wire};
use crate::vocabulary;

impl Validator<'_> {
    pub(super) fn routes(
        &mut self,
        service: &wire::Service,
        contacts: &Ids<'_>,
        eligibility: Option<&Criterion>,
        service_place: &Place<'_>,
    ) -> Vec<Route> {
        let (place, whom) = (&service_place.key("routes"), service_place.key("for"));
        self.at_most(service.routes.len(), limits::WAYS, place);
        if service.routes.is_empty() {
            self.report(
                Code::NoRoutes,
                place,
                say!("There is no way in to this service."),
                say!("Add a route, if only a person to ask."),
            );
        }
        let mut routes = Vec::new();
        for (at, route) in service.routes.iter().enumerate() {
            let place = &place.item(at);
            let contacts = self.route_contacts(contacts, route, &place.key("contacts"));
            let roles = self.roles(route, place);
            let when = route
                .when
                .as_ref()
                .map(|when| self.criterion(when, &place.key("when")));
            let Some(when) = when.unwrap_or_else(|| Some(Criterion::everyone())) else {
                continue;
            };
            let (asker, by_role) = (self.asked_by(route.who), self.by_role(roles));
            if !self.faults.has_gap(place) {
                let own = [
                    (&asker, place.key("who")),
                    (&when, place.key("when")),
                    (&by_role, place.key("roles")),
                ];
                let open: Vec<_> = eligibility
                    .map(|criterion| (criterion, whom))
                    .into_iter()
                    .chain(own)
                    .collect();
                self.can_hold(
                    Code::RouteForNobody,
                    &open,
                    place,
                    "Nobody whom this service is for can take this way in.",
                );
            }
            routes.push(Route {
                who: route.who,
                contacts,
                roles,
                when,
                by_role,
                asker,
            });
        }
        routes
    }

    fn route_contacts(
        &mut self,
        contacts: &Ids<'_>,
        route: &wire::Route,
        place: &Place<'_>,
    ) -> Vec<usize> {
        if route.contacts.is_empty() {
            let help = say!("Name at least one contact, if only a person to ask.");
            self.report(
                Code::RouteForNobody,
                place,
                say!("This way in leads nowhere."),
                help,
            );
        }
        for (at, id) in route.contacts.iter().enumerate() {
            if contacts.lacks(id) {
                let help = say!("Write the id of one of its contacts.");
                self.report(
                    Code::UnknownContact,
                    &place.item(at),
                    say!("This service has no contact \"{id}\"."),
                    help,
                );
            }
        }
        route
            .contacts
            .iter()
            .filter_map(|id| contacts.position(id))
            .collect()
    }

    fn roles(&mut self, route: &wire::Route, place: &Place<'_>) -> ValueSet {
        if route.roles.is_empty() {
            return ValueSet::default();
        }
        let roles = &place.key("roles");
        let Some(domain) = self.known_domain(vocabulary::ROLE, roles) else {
            return ValueSet::default();
        };
        if route.who != Who::Professional && !self.faults.is_unread(&place.key("who")) {
            let help = say!("Leave \"roles\" out, or let \"who\" be \"professional\".");
            self.report(
                Code::WrongRoute,
                roles,
                say!("Only professionals have roles."),
                help,
            );
        }
        self.values(&domain, &route.roles, roles)
    }

    /// A professional must have one of the roles; for other askers it is open through somebody who
    /// has.
    fn by_role(&self, roles: ValueSet) -> Criterion {
        match self.clear(self.facts.known().role) {
            Some(role) if !roles.is_empty() => {
                let theirs = leaf(role, Test::In(roles), &None);
                Criterion::Any(vec![
                    Criterion::Not(Box::new(self.asked_by(Who::Professional))),
                    theirs,
                ])
            }
            _ => Criterion::everyone(),
        }
    }

    /// The asker is of this kind.
    fn asked_by(&self, who: Who) -> Criterion {
        let Some((audience, fact)) = self
            .clear(self.facts.known().audience)
            .and_then(|at| Some((at, self.facts.get(at)?)))
        else {
            return Criterion::everyone();
        };
        let values = who
            .audiences()
            .iter()
            .filter_map(|name| fact.domain.position(name))
            .collect();
        leaf(audience, Test::In(values), &None)
    }

    pub(super) fn consents(&mut self, service: &wire::Service, place: &Place<'_>) -> Vec<Consent> {
        self.at_most(service.consent.len(), limits::WAYS, place);
        let mut consents = Vec::new();
        for (at, consent) in service.consent.iter().enumerate() {
            let place = place.item(at);
            self.id(&consent.id, &place.key("id"));
            if let Some(when) = self.criterion(&consent.when, &place.key("when")) {
                consents.push(Consent {
                    id: consent.id.clone(),
                    when,
                });
            }
        }
        consents
    }
}
