//! Areas and alerts: who they are for, what raises them, and the services that they name.

use super::Validator;
use crate::bundle::{Alert, Area, First, ServiceIx};
use crate::criterion::Criterion;
use crate::format::read::say;
use crate::format::{Code, Place, wire};

/// The services of an alert that open the results where it does not say how many.
const DEFAULT_LEADS: i32 = 2;

/// The most services of an alert that open the results: as many as there are steps to start with.
const MAX_LEADS: i32 = 3;

impl Validator<'_> {
    pub(super) fn areas(&mut self, place: &Place<'_>) -> Vec<Area> {
        let wire = self.wire;
        let area = |(at, area): (usize, &wire::Area)| {
            let item = place.item(at);
            let covers = area
                .covers
                .as_ref()
                .and_then(|covers| self.criterion(covers, &item.key("covers")));
            Area {
                id: area.id.clone(),
                covers: covers.unwrap_or_else(Criterion::everyone),
            }
        };
        wire.areas.iter().enumerate().map(area).collect()
    }

    pub(super) fn alerts(&mut self, place: &Place<'_>) -> Vec<Alert> {
        let wire = self.wire;
        let mut alerts = Vec::new();
        for (at, alert) in wire.alerts.iter().enumerate() {
            let place = place.item(at);
            let services = self.service_list(&alert.services, &place.key("services"));
            let first = self.first(alert, &place.key("first"));
            let leads = self.leads(alert.leads, &place.key("leads"));
            let when = self.criterion(&alert.when, &place.key("when"));
            if let Some(when) = when {
                let place = place.key("when");
                self.can_hold(
                    Code::AlertForNobody,
                    &[(&when, place)],
                    &place,
                    "No answers raise this alert.",
                );
                alerts.push(Alert {
                    id: alert.id.clone(),
                    severity: alert.severity,
                    when,
                    services,
                    first,
                    leads,
                });
            }
        }
        alerts
    }

    /// The services that come first for some people. Reports those that the alert does not name.
    fn first(&mut self, alert: &wire::Alert, place: &Place<'_>) -> Vec<First> {
        let mut found = Vec::new();
        for (at, first) in alert.first.iter().enumerate() {
            let item = place.item(at);
            let list = item.key("services");
            let services = self.service_list(&first.services, &list);
            for (at, id) in first.services.iter().enumerate() {
                if !alert.services.contains(id) && !self.services.lacks(id) {
                    self.report(
                        Code::UnknownService,
                        &list.item(at),
                        say!("This alert does not name \"{id}\"."),
                        say!("Add it to the alert's \"services\", or leave it out here."),
                    );
                }
            }
            let when = self.criterion(&first.when, &item.key("when"));
            found.extend(when.map(|when| First { when, services }));
        }
        found
    }

    fn leads(&mut self, leads: Option<i32>, place: &Place<'_>) -> usize {
        let leads = leads.unwrap_or(DEFAULT_LEADS);
        if !(1..=MAX_LEADS).contains(&leads) {
            self.report(
                Code::OutsideDomain,
                place,
                say!("{leads} services cannot open the results."),
                say!("Write 1, 2 or 3."),
            );
        }
        usize::try_from(leads).unwrap_or_default()
    }

    pub(super) fn service_list(&mut self, ids: &[String], place: &Place<'_>) -> Vec<ServiceIx> {
        for (at, id) in ids.iter().enumerate() {
            if self.services.lacks(id) {
                let help = say!("Write the id of a service, or add one.");
                self.report(
                    Code::UnknownService,
                    &place.item(at),
                    say!("No service is called \"{id}\"."),
                    help,
                );
            }
        }
        ids.iter()
            .filter_map(|id| self.services.position(id))
            .map(ServiceIx)
            .collect()
    }
}
