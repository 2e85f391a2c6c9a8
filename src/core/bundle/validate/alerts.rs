//! Areas and alerts: who they are for, what raises them, and the services that they name.

use super::Validator;
use crate::bundle::{Alert, Area, ServiceIx};
use crate::criterion::Criterion;
use crate::format::read::say;
use crate::format::{Code, Place, wire};

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
                });
            }
        }
        alerts
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
