//! What an area's services come to: how many can be reached, by what, and how old what is known is.

use nwd_core::bundle::{Bundle, Contact, ContactKind, Service, Status};
use nwd_core::clock::{Date, Stated};

use super::release::has_something_to_say;

/// What the running services of an area come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The area, as its folder is called.
    pub area: String,
    /// Running services.
    pub running: usize,
    /// Those with a number, a mail address, a link or a place.
    pub reachable: usize,
    /// Those of the others that give a sentence to say.
    pub sayable: usize,
    /// Those whose hours are known.
    pub hours: usize,
    /// Those of which nobody knows whether they still run.
    pub doubtful: usize,
    /// Their numbers, mail addresses and links.
    pub contacts: usize,
    /// Those of them that no source gives, and that do not say where they were read.
    pub unsourced: usize,
    /// The first and the last day on which a page was read.
    pub seen: Option<(Date, Date)>,
    /// The first and the last year that something is known of.
    pub known: Option<(u16, u16)>,
}

/// What the areas of a bundle come to, each by itself, in the bundle's order.
pub fn summaries(bundle: &Bundle) -> Vec<Summary> {
    bundle
        .areas
        .iter()
        .map(|area| {
            let services = bundle.services.iter();
            let own = services.filter(|it| it.area == area.id && it.status == Status::Running);
            let mut summary = Summary {
                area: area.id.clone(),
                ..Summary::default()
            };
            own.for_each(|service| summary.add(service, bundle));
            summary
        })
        .collect()
}

impl Summary {
    fn add(&mut self, service: &Service, bundle: &Bundle) {
        self.running += 1;
        let is_reachable = |contact: &Contact| contact.kind != ContactKind::Person;
        if service.contacts.iter().any(is_reachable) {
            self.reachable += 1;
        } else if has_something_to_say(service, bundle) {
            self.sayable += 1;
        }
        self.hours += usize::from(service.hours.is_some());
        self.doubtful += usize::from(service.may_have_ended());
        for contact in service.contacts.iter().filter(|it| !it.value.is_empty()) {
            self.contacts += 1;
            self.unsourced += usize::from(contact.verify && contact.page.is_none());
            let seen = contact.page.as_ref().map(|page| page.seen);
            self.seen = widened(self.seen, seen);
        }
        self.known = widened(self.known, Some(year(service.as_of)));
    }
}

fn year(stated: Stated) -> u16 {
    match stated {
        Stated::Year(year) | Stated::Month(year, _) => year,
        Stated::Day(date) => date.year(),
    }
}

/// A stretch with one more in it.
fn widened<T: Ord + Copy>(stretch: Option<(T, T)>, more: Option<T>) -> Option<(T, T)> {
    let Some(more) = more else {
        return stretch;
    };
    let (first, last) = stretch.unwrap_or((more, more));
    Some((first.min(more), last.max(more)))
}
