//! What is listed: the stages and needs that some service is for, and the services of each in order.

use super::order::Nearness;
use super::{Directory, Stage};
use nwd_core::answers::{Answer, Answers};
use nwd_core::bundle::{Service, Status};
use nwd_core::domain::Value;
use nwd_core::keys::key;
use nwd_core::knowledge::Knowledge;
use nwd_core::truth::Truth;

/// Needs under one heading.
pub struct NeedGroup {
    /// The name that its page is filed under.
    pub id: String,
    pub title: String,
    /// The needs, where some service helps with them.
    pub needs: Vec<u8>,
}

impl NeedGroup {
    /// Its need, where it has one alone.
    pub fn only_need(&self) -> Option<u8> {
        match self.needs.as_slice() {
            [need] => Some(*need),
            _ => None,
        }
    }

    /// The place of a need on its group's page.
    pub fn path_of(&self, directory: &Directory<'_>, need: u8) -> String {
        format!("need/{}.html#{}", self.id, directory.need_id(need))
    }
}

impl<'a> Directory<'a> {
    /// The stages that some service is for; none where the bundle does not ask for an age.
    pub(super) fn filled_stages(&self) -> Vec<Stage> {
        if self.bundle().facts.known().age.is_none() {
            return Vec::new();
        }
        Stage::ALL
            .into_iter()
            .filter(|stage| self.of_stage(*stage).next().is_some())
            .collect()
    }

    /// The needs in their groups, or where they are in none each by itself; those that no service
    /// helps with left out.
    pub(super) fn need_groups(&self) -> Vec<NeedGroup> {
        let Some(fact) = self
            .bundle()
            .facts
            .known()
            .needs
            .and_then(|at| self.bundle().facts.get(at))
        else {
            return Vec::new();
        };
        let filled = |at: &u8| !self.of_need(*at).is_empty();
        if fact.sections.is_empty() {
            let needs = fact.domain.all_values().iter();
            needs.filter(filled).map(|at| self.own_group(at)).collect()
        } else {
            let groups = fact.sections.iter().map(|section| NeedGroup {
                id: section.id.clone(),
                title: self
                    .page
                    .say
                    .text(&key(&["fact", &fact.id, "section", &section.id])),
                needs: section.values.iter().filter(filled).collect(),
            });
            groups.filter(|group| !group.needs.is_empty()).collect()
        }
    }

    /// The group of a need that stands by itself.
    fn own_group(&self, need: u8) -> NeedGroup {
        NeedGroup {
            id: self.need_id(need),
            title: self.need_title(need),
            needs: vec![need],
        }
    }

    /// The services that somebody at this stage may use, less those for people from elsewhere.
    pub(super) fn of_stage(&self, stage: Stage) -> impl Iterator<Item = &'a Service> {
        let bundle = self.bundle();
        self.running()
            .filter(move |service| !service.outside && stage.has(bundle, service))
    }

    /// The same in their order: what is for few other stages first.
    pub(super) fn of_stage_in_order(&self, stage: Stage) -> Vec<&'a Service> {
        let stages = |service: &Service| {
            let its = self.stages.iter();
            its.filter(|stage| stage.has(self.bundle(), service))
                .count()
        };
        let key = |service: &Service| (self.is_for_danger(service), stages(service));
        self.kept_behind(self.in_order(self.of_stage(stage), key))
    }

    /// The services that help with a need, in their order; first those named by an alert that this
    /// need alone raises.
    pub(super) fn of_need(&self, need: u8) -> Vec<&'a Service> {
        let bundle = self.bundle();
        let mut answers = Answers::default();
        if let Some(fact) = bundle.facts.known().needs {
            let only = [need].into_iter().collect();
            answers = answers.with(fact, Answer::Given(Value::Any(only)));
        }
        let known = Knowledge::new(&bundle.facts, &answers);
        let raised = bundle
            .alerts
            .iter()
            .filter(|alert| known.truth(&alert.when) == Truth::True);
        let mut found: Vec<&'a Service> = Vec::new();
        let named = raised
            .flat_map(|alert| &alert.services)
            .filter_map(|ix| bundle.service(*ix));
        let named = named.filter(|service| service.status == Status::Running);
        let helping = self
            .running()
            .filter(|service| service.helps_with.is_some_and(|helps| helps.contains(need)));
        let helping = self.in_order(helping, |it| Nearness::to_need(self, it, need));
        for service in named.chain(helping) {
            if !found.iter().any(|other| other.id == service.id) {
                found.push(service);
            }
        }
        self.kept_behind(found)
    }

    pub(super) fn stage_title(&self, stage: Stage) -> String {
        self.word(&format!("stage.{}", stage.id()))
    }

    pub(super) fn need_id(&self, need: u8) -> String {
        let fact = self
            .bundle()
            .facts
            .known()
            .needs
            .and_then(|at| self.bundle().facts.get(at));
        fact.map_or_else(String::new, |fact| fact.domain.name(need).to_owned())
    }

    pub(super) fn need_title(&self, need: u8) -> String {
        let fact = self
            .bundle()
            .facts
            .known()
            .needs
            .and_then(|at| self.bundle().facts.get(at));
        fact.map(|fact| self.page.say.value(fact, need))
            .unwrap_or_default()
    }

    /// The services by name, as people look for them.
    pub(super) fn by_name(&self) -> Vec<(String, &'a Service)> {
        let mut named: Vec<_> = self
            .running()
            .map(|service| (self.page.name(service), service))
            .collect();
        named.sort_by_cached_key(|(name, service)| (name.to_lowercase(), service.id.clone()));
        named
    }
}
