//! What is worth asking: the facts that could still change what is shown, and which of them comes
//! next.

use super::outcome::Outcome;
use super::service::ServiceOutcome;
use crate::analysis::{Seen, could_change, could_decide};
use crate::bundle::Alert;
use crate::criterion::Criterion;
use crate::domain::{FactIx, FactSet};
use crate::format::limits;
use crate::knowledge::Knowledge;
use crate::truth::Truth;

impl Outcome<'_> {
    /// The questions whose answer, now or after other answers, could change what is offered: the
    /// alerts raised and, of each service that is relevant and not ruled out, its verdict and its
    /// ways in. No more than these are left.
    pub fn left(&self) -> FactSet {
        self.known
            .within(limits::EFFORT, || self.left_among(self.every_fact()))
    }

    /// How many leaves of criteria are looked at to find out what is left to ask, up to so many. (Only
    /// `nwd` asks.)
    pub fn effort(&self, most: usize) -> usize {
        let everything = self.every_fact();
        self.known.count(most, || self.left_among(everything)).1
    }

    /// The same of one service by itself.
    pub fn effort_of(&self, service: &ServiceOutcome<'_>, most: usize) -> usize {
        let could = || service.could_show(&self.bundle.alerts, &self.known, FactSet::default());
        self.known.count(most, could).1
    }

    /// The questions that can still be asked and could change what stands first among services
    /// that are shown: how much things get in the way, and what a professional works in.
    fn for_order(&self) -> FactSet {
        let facts = self.bundle.facts.known();
        let shown = || {
            self.services
                .iter()
                .filter(|outcome| outcome.relevant && outcome.verdict != Truth::False)
        };
        let suits = |outcome: &ServiceOutcome<'_>| {
            let group = self.bundle.groups.get(outcome.service.group);
            outcome.service.ranking.suits.is_some()
                || group.is_some_and(|group| !group.suits.is_empty())
        };
        let by_level = facts.level.filter(|_| shown().any(suits));
        let by_role = facts
            .role
            .filter(|_| shown().any(|outcome| !outcome.service.ranking.staff.is_empty()));
        by_level
            .into_iter()
            .chain(by_role)
            .filter(|fact| self.known.can_ask(*fact))
            .collect()
    }

    /// The questions whose answer, now or after other answers, could change the alerts raised; less
    /// those in `anyway`.
    pub(super) fn for_alerts(&self, anyway: FactSet) -> FactSet {
        let mut found = FactSet::default();
        for alert in &self.bundle.alerts {
            let seen = Seen::Sure(&alert.when);
            found = found.union(could_change(&seen, &self.known, anyway.union(found)));
        }
        found
    }

    fn every_fact(&self) -> FactSet {
        self.bundle.facts.iter().map(|(at, _)| at).collect()
    }

    /// Those of these facts that are left.
    fn left_among(&self, facts: FactSet) -> FactSet {
        let others = self.every_fact().without(facts);
        let mut found = self.for_order().intersection(facts);
        found = found.union(self.for_alerts(others.union(found)));
        for outcome in &self.services {
            if facts.without(found).is_empty() {
                break;
            }
            found = found.union(outcome.could_show(
                &self.bundle.alerts,
                &self.known,
                others.union(found),
            ));
        }
        found
    }

    /// What matters as things stand before what else is left.
    pub(super) fn next_question(&self) -> Option<FactIx> {
        self.known
            .within(limits::EFFORT, || self.first_that_matters())
    }

    fn first_that_matters(&self) -> Option<FactIx> {
        let mut soon = self.worth_asking();
        while let Some(first) = self.first_to_ask(soon) {
            let only = FactSet::from_iter([first]);
            if self.left_among(only) == only {
                return Some(first);
            }
            soon = soon.without(only);
        }
        self.first_to_ask(self.left())
    }

    /// The first of these facts in the order of asking, sensitive ones after all others.
    pub(super) fn first_to_ask(&self, facts: FactSet) -> Option<FactIx> {
        facts
            .iter()
            .filter(|fact| self.known.can_ask(*fact))
            .min_by_key(|at| {
                let fact = self.bundle.facts.get(*at);
                (fact.is_some_and(|fact| fact.sensitive), *at)
            })
    }

    /// The facts that could raise an alert, or decide a service, as things stand.
    fn worth_asking(&self) -> FactSet {
        let mut worth = self.for_order();
        worth = worth.union(self.for_alerts(worth));
        for outcome in &self.services {
            worth = worth.union(outcome.worth_asking(&self.known, worth));
        }
        worth
    }
}

impl ServiceOutcome<'_> {
    /// The facts that could still decide the verdict.
    pub fn ask(&self, known: &Knowledge<'_>) -> FactSet {
        if !self.is_running() {
            return FactSet::default();
        }
        let eligibility = &self.service.eligibility;
        if self.service.only_some {
            return could_change(&Seen::Possible(eligibility), known, FactSet::default());
        }
        could_decide(&[eligibility], known, FactSet::default())
    }

    /// The facts that could still decide whether the service is for this person, or whether a way
    /// in is open to them, as things stand: no alert more, and nothing that is still open declined.
    /// Those are asked before any others.
    pub(super) fn worth_asking(&self, known: &Knowledge<'_>, anyway: FactSet) -> FactSet {
        if !self.relevant || self.verdict == Truth::False {
            return FactSet::default();
        }
        let everyone = Criterion::everyone();
        let relevance = if self.urgent {
            &everyone
        } else {
            &self.service.relevance
        };
        let fits = [relevance, &self.service.eligibility];
        if self.service.only_some {
            let may = Seen::All(fits.map(Seen::Possible).into());
            return could_change(&may, known, anyway);
        }
        let mut worth = could_decide(&fits, known, anyway);
        for route in &self.service.routes {
            let open = [&fits[..], &route.criteria()].concat();
            worth = worth.union(could_decide(&open, known, anyway.union(worth)));
        }
        worth
    }

    /// The facts whose answer could change how the service is shown, whatever else is answered or
    /// declined and whatever alerts that raises; less those in `anyway`.
    fn could_show(&self, alerts: &[Alert], known: &Knowledge<'_>, anyway: FactSet) -> FactSet {
        if !self.is_running() {
            return FactSet::default();
        }
        let relevant = if self.urgent {
            Seen::All(Vec::new())
        } else {
            self.service.relevant(alerts)
        };
        let mut could = FactSet::default();
        for shown in self.service.shown(relevant) {
            could = could.union(could_change(&shown, known, anyway.union(could)));
        }
        could
    }
}
