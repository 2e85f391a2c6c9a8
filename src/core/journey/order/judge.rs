//! How much speaks for a service to stand near the front, and why: points for each thing that can be
//! said of it.

use super::is_open;
use crate::bundle::{Alert, Bundle, Group, Service, Severity, Suits};
use crate::criterion::{Criterion, Leaf, Test};
use crate::domain::{Domain, FactIx, Value, ValueSet};
use crate::journey::because::Because;
use crate::journey::merit::Merit;
use crate::journey::service::ServiceOutcome;
use crate::knowledge::Knowledge;
use crate::truth::Truth;
use crate::vocabulary::audience;

/// Points for each situation that it is made for: an answer that most people do not give.
const SITUATION: usize = 4;
/// The same where it is made for certain needs as well, and none of them is theirs.
const SITUATION_ALONE: usize = 2;
/// Points for each need that it is made for.
const NEED: usize = 2;
/// The most situations, and the most needs, that count: more would drown all else.
const MOST: usize = 2;
/// Points where it is right for how much things get in the way.
const SUITS_WELL: usize = 3;
/// Points where it is one of the right things for that.
const SUITS_PARTLY: usize = 2;
/// Points lost where it is too much or too little for that, and not made for what they said.
const SUITS_BADLY: usize = 2;
/// Points where this asker can take it up.
const OPEN: usize = 1;
/// The same for a friend, who can ask nobody else to.
const OPEN_TO_FRIEND: usize = 3;
/// Points where it helps with something that they named.
const HELPS: usize = 1;
/// Points where it helps with all of the several things that they named.
const HELPS_WITH_ALL: usize = 1;
/// Points for what is local, or near everybody.
const LOCAL: usize = 1;
/// Points for the pointer to where help is, for those whom the place is not for.
const ELSEWHERE: usize = 2;
/// Points for what is for anything, where it is not known what is going on.
const FOR_ANYTHING: usize = 2;
/// What helps with so many needs, or more, is for anything.
const ANYTHING: usize = 10;
/// Points lost where nobody knows whether it still runs.
const UNSURE: usize = 2;
/// Points where it helps in a way that they would like.
const LIKED: usize = 3;
/// Points lost by what is for danger, where it is not made for what they said.
const FOR_DANGER: usize = 8;
/// Points lost where a professional would be sent to their own team, or to what is for parents.
const NOT_THEIRS: usize = 8;

/// A person, as far as the order looks at them.
pub struct Judge<'k, 'a> {
    bundle: &'a Bundle,
    known: &'k Knowledge<'k>,
    /// What is going on, where it is known.
    needs: Option<ValueSet>,
    level: Option<u8>,
    /// How they would like to be helped.
    likes: ValueSet,
    is_professional: bool,
    /// Points where this asker can take a service up.
    open: usize,
}

impl<'k, 'a> Judge<'k, 'a> {
    /// A person by what is known of them and the alerts that it raises.
    pub fn new(bundle: &'a Bundle, alerts: &[&Alert], known: &'k Knowledge<'k>) -> Self {
        let facts = bundle.facts.known();
        let ticked = |fact: Option<FactIx>| match fact.and_then(|fact| known.value(fact)) {
            Some(Value::Any(ticked)) => Some(ticked),
            _ => None,
        };
        let audience = known.audience();
        let is_friend = audience == Some(audience::FRIEND);
        Judge {
            bundle,
            known,
            needs: ticked(facts.needs),
            level: level(bundle, alerts, known),
            likes: ticked(facts.prefers).unwrap_or_default(),
            is_professional: audience == Some(audience::PROFESSIONAL),
            open: if is_friend { OPEN_TO_FRIEND } else { OPEN },
        }
    }

    /// What speaks for a service.
    pub fn merit(&self, outcome: &ServiceOutcome<'_>) -> Merit {
        let service = outcome.service;
        let ranking = &service.ranking;
        let leaves = self.leaves(service);
        let situations = self.situations(service, &leaves).len();
        let made_for = self.made_for(service, &leaves);
        let suits = self.suits(service);
        let met = self.met(service);
        let made = situations > 0 || !made_for.is_empty();
        let other_needs = made_for.is_empty() && !ranking.made_for.is_empty();
        let situation = if other_needs {
            SITUATION_ALONE
        } else {
            SITUATION
        };
        let own_team = self.is_own_team(service);
        let for_parents = self.is_professional && self.asks_for_askers(&leaves);
        let liked = self.liked(service).is_some();
        let for_danger = !made && self.group(service).is_some_and(|group| group.safety);
        let gained = [
            situation * situations.min(MOST),
            NEED * made_for.len().min(MOST),
            suits.gained(),
            when(is_open(outcome), self.open),
            when(met > 0, HELPS),
            when(self.is_all(met), HELPS_WITH_ALL),
            when(self.is_near(service), LOCAL),
            when(service.outside, ELSEWHERE),
            when(liked, LIKED),
            self.for_anything(service),
        ];
        let lost = [
            when(own_team, NOT_THEIRS),
            when(for_parents, NOT_THEIRS),
            when(for_danger, FOR_DANGER),
            when(service.may_have_ended(), UNSURE),
            when(!made && suits == Suit::Badly, SUITS_BADLY),
        ];
        Merit {
            gained: gained.iter().sum(),
            lost: lost.iter().sum(),
            near: ranking.near,
            met,
            years: self.years(&leaves),
            own_team,
            for_danger,
            liked,
            unliked: !ranking.lacks.intersection(self.likes).is_empty(),
            made_for_need: !made_for.is_empty(),
            to_the_point: made || met > 0 || matches!(suits, Suit::Well | Suit::Partly),
        }
    }

    /// The strongest reason for a service.
    pub fn because(&self, outcome: &ServiceOutcome<'_>) -> Because {
        let service = outcome.service;
        let leaves = self.leaves(service);
        let situations = self.situations(service, &leaves);
        let made_for = self.made_for(service, &leaves);
        let liked = self.liked(service);
        match (situations.first(), made_for.iter().next(), liked) {
            (Some(leaf), ..) => Because::Situation(self.said(leaf)),
            (None, Some(need), _) => Because::Need(need),
            (None, None, Some(way)) => Because::Liked(way),
            _ if service.outside => Because::Elsewhere,
            _ if self.suits(service) == Suit::Well && self.met(service) > 0 => Because::Level,
            _ if is_open(outcome) => Because::Open,
            _ => Because::Helps,
        }
    }

    /// The leaves that hold its criterion up.
    fn leaves<'s>(&self, service: &'s Service) -> Vec<&'s Leaf> {
        let mut leaves = Vec::new();
        self.holding(&service.eligibility, &mut leaves);
        leaves
    }

    /// The leaves that hold and hold a criterion up, but for those under a `not`.
    fn holding<'c>(&self, criterion: &'c Criterion, found: &mut Vec<&'c Leaf>) {
        match criterion {
            Criterion::Leaf(leaf) if self.known.truth_of_leaf(leaf) == Truth::True => {
                found.push(leaf)
            }
            Criterion::Leaf(_) | Criterion::Not(_) => {}
            Criterion::All(parts) => parts.iter().for_each(|part| self.holding(part, found)),
            Criterion::Any(parts) => {
                for part in parts {
                    if self.known.truth(part) == Truth::True {
                        self.holding(part, found);
                    }
                }
            }
        }
    }

    /// What they said that most people do not, and that it is made for or about: one leaf a
    /// question.
    fn situations<'s>(&self, service: &'s Service, leaves: &[&'s Leaf]) -> Vec<&'s Leaf> {
        let mut found: Vec<&Leaf> = Vec::new();
        for leaf in leaves {
            let is_new = !found.iter().any(|other| other.fact == leaf.fact);
            if is_new && self.bundle.facts.is_telling(leaf) {
                found.push(leaf);
            }
        }
        if let Some(also) = &service.ranking.also_about
            && self.known.truth(also) == Truth::True
        {
            let mut leaves = Vec::new();
            self.holding(also, &mut leaves);
            // Who asks is no reason.
            let audience = self.bundle.facts.known().audience;
            found.extend(leaves.iter().find(|leaf| Some(leaf.fact) != audience));
        }
        found
    }

    /// A leaf that asks for no more than what they said.
    fn said(&self, leaf: &Leaf) -> Leaf {
        let test = match (&leaf.test, self.known.value(leaf.fact)) {
            (Test::Includes(values), Some(Value::Any(said))) => {
                Test::Includes(values.intersection(said))
            }
            (Test::In(_), Some(Value::One(said))) => Test::In(ValueSet::default().with(said)),
            (test, _) => test.clone(),
        };
        Leaf {
            test,
            ..leaf.clone()
        }
    }

    /// The needs that they named and it is made for: as it says; where it says nothing, those that
    /// nobody without has it for.
    fn made_for(&self, service: &Service, leaves: &[&Leaf]) -> ValueSet {
        let mut made_for = service.ranking.made_for;
        if made_for.is_empty() {
            let needs = self.bundle.facts.known().needs;
            for leaf in leaves.iter().filter(|leaf| Some(leaf.fact) == needs) {
                if let Test::Includes(values) = leaf.test {
                    made_for = made_for.union(values);
                }
            }
        }
        made_for.intersection(self.needs.unwrap_or_default())
    }

    /// The first of the ways to be helped that they would like and it has.
    fn liked(&self, service: &Service) -> Option<u8> {
        service
            .ranking
            .offers
            .intersection(self.likes)
            .iter()
            .next()
    }

    fn met(&self, service: &Service) -> usize {
        let helps = service.helps_with.unwrap_or_default();
        helps.intersection(self.needs.unwrap_or_default()).len()
    }

    /// Whether that many needs are all of those that they named, and more than one.
    fn is_all(&self, met: usize) -> bool {
        met > 1 && self.needs.is_some_and(|needs| needs.len() == met)
    }

    fn suits(&self, service: &Service) -> Suit {
        let own = service.ranking.suits;
        let suits = own.or_else(|| self.group(service).map(|group| group.suits));
        Suit::of(suits.unwrap_or_default(), self.level)
    }

    fn group(&self, service: &Service) -> Option<&'a Group> {
        self.bundle.groups.get(service.group)
    }

    fn is_near(&self, service: &Service) -> bool {
        service.ranking.near || self.bundle.is_local(service)
    }

    fn for_anything(&self, service: &Service) -> usize {
        let helps = service.helps_with.map_or(ANYTHING, ValueSet::len);
        if self.needs.is_none() && helps >= ANYTHING {
            FOR_ANYTHING
        } else {
            0
        }
    }

    /// Whether the professional who asks works in it.
    fn is_own_team(&self, service: &Service) -> bool {
        let role = self.bundle.facts.known().role;
        let role = role.and_then(|role| self.known.value(role));
        matches!(role, Some(Value::One(role)) if service.ranking.staff.contains(role))
    }

    /// Whether it asks who asks.
    fn asks_for_askers(&self, leaves: &[&Leaf]) -> bool {
        let audience = self.bundle.facts.known().audience;
        leaves.iter().any(|leaf| Some(leaf.fact) == audience)
    }

    /// The years of age that it is for, as far as the leaves that hold say.
    fn years(&self, leaves: &[&Leaf]) -> u32 {
        let age = self.bundle.facts.known().age;
        let Some(Domain::Integer { min, max }) = age
            .and_then(|age| self.bundle.facts.get(age))
            .map(|fact| &fact.domain)
        else {
            return 0;
        };
        let (mut from, mut to) = (*min, *max);
        for leaf in leaves.iter().filter(|leaf| Some(leaf.fact) == age) {
            if let Test::Between { min, max } = leaf.test {
                from = from.max(min.unwrap_or(from));
                to = to.min(max.unwrap_or(to));
            }
        }
        to.abs_diff(from)
    }
}

/// Points where something holds.
fn when(holds: bool, points: usize) -> usize {
    if holds { points } else { 0 }
}

/// How well something suits how much things get in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suit {
    Well,
    Partly,
    /// Neither here nor there, or not known.
    So,
    Badly,
}

impl Suit {
    fn of(suits: Suits, level: Option<u8>) -> Self {
        let is_in = |values: ValueSet| level.is_some_and(|level| values.contains(level));
        if is_in(suits.well) {
            Suit::Well
        } else if is_in(suits.partly) {
            Suit::Partly
        } else if is_in(suits.badly) {
            Suit::Badly
        } else {
            Suit::So
        }
    }

    fn gained(self) -> usize {
        match self {
            Suit::Well => SUITS_WELL,
            Suit::Partly => SUITS_PARTLY,
            Suit::So | Suit::Badly => 0,
        }
    }
}

/// How much things get in the way, as they said; as much as can be, where what is going on raises an
/// urgent alert: that is never 'a bit'.
fn level(bundle: &Bundle, alerts: &[&Alert], known: &Knowledge<'_>) -> Option<u8> {
    let fact = bundle.facts.known().level?;
    let is_grave = alerts
        .iter()
        .any(|alert| alert.severity == Severity::Urgent && bundle.is_about_needs(alert));
    if is_grave {
        let levels = bundle.facts.get(fact)?.domain.values().len();
        return u8::try_from(levels.checked_sub(1)?).ok();
    }
    match known.value(fact)? {
        Value::One(level) => Some(level),
        Value::Any(_) | Value::Integer(_) | Value::YesNo(_) => None,
    }
}
