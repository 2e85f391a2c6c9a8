//! Proofs over a bundle: what holds for all people and all answers at once, and where it does not the smallest answers that
//! show it (native).
//!
//! Every fact takes one of finitely many values, so the people that there can be are a finite set, and so is what each may
//! withhold. Sets of them are decision diagrams: [`space`] gives them bits, [`logic`] makes criteria into sets by the rules
//! of [`nwd_core::journey`], and each proof asks whether some set is empty.

// A diagram is told by its place, which nothing changes: it may be a key.
#![allow(clippy::mutable_key_type)]

pub mod branches;
pub mod count;
pub mod dead;
pub mod diagram;
pub mod diff;
pub mod doors;
pub mod example;
pub mod figures;
pub mod finding;
pub mod gaps;
pub mod journeys;
pub mod logic;
pub mod merged_space;
pub mod model;
pub mod safety;
pub mod sign_off;
pub mod space;
pub mod unconditional;

use std::fmt;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub use diagram::Limits;

use count::count;
use doors::{Doors, Shut};
use figures::{grouped, kinds, percent};
use finding::Finding;
use gaps::{Gaps, young_test};
use journeys::{Averages, Extremes, Journeys};
use model::Model;
use nwd_core::bundle::Bundle;
use nwd_core::criterion::Test;
use nwd_core::domain::{Domain, FactIx, FactSet};
use nwd_core::facts::Facts;
use nwd_core::format::{Code, Place};
use oxidd::BooleanFunction;
use safety::{Safety, signal_tests};
use space::Space;

/// What was proved of a bundle, and what does not hold.
#[derive(Clone, Debug)]
pub struct Proof {
    /// How many questions some rule names.
    pub questions: usize,
    /// How many kinds of person the area is for.
    pub people: u128,
    /// How large the diagrams grew.
    pub nodes: usize,
    /// Whether everybody finds a door.
    pub doors: Doors,
    /// How many of the signals of [`safety::SIGNALS`] everybody can give and nobody gives without their alert.
    pub signals: usize,
    /// Everything that does not hold: wrong doors, masked alerts, what is dead.
    pub findings: Vec<Finding>,
    /// How long journeys are; `None` where there are too many different ones.
    pub journeys: Option<Journeys>,
    /// The map of unmet need.
    pub gaps: Gaps,
}

/// A domain is too large for the method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How many bits tell its people apart.
    pub bits: usize,
    /// How many nodes there may be.
    pub nodes: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TooLarge { bits, nodes } = self;
        let nodes = grouped(*nodes as u128);
        write!(
            f,
            "The answers take {bits} bits to tell apart, and their diagrams more than {nodes} nodes."
        )
    }
}

impl TooLarge {
    /// The same in plain words: whose people they are, and which questions have most answers.
    pub fn of(&self, bundle: &Bundle) -> String {
        const MOST: usize = 5;
        let size = |domain: &Domain| match domain {
            Domain::Integer { min, max } => u64::from(max.abs_diff(*min)).saturating_add(1),
            Domain::YesNo => 2,
            Domain::OneOf(values) | Domain::AnyOf(values) => values.len() as u64,
        };
        let mut sizes: Vec<(u64, &str)> = bundle
            .facts
            .iter()
            .map(|(_, fact)| (size(&fact.domain), fact.id.as_str()))
            .collect();
        sizes.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
        let largest: Vec<String> = sizes
            .into_iter()
            .take(MOST)
            .map(|(size, id)| format!("{id} ({} values)", grouped(u128::from(size))))
            .collect();
        format!(
            "{} tells too many kinds of people apart to work them all out. {self} Its largest questions: {}.",
            bundle.id,
            largest.join(", ")
        )
    }
}

/// Proves what can be proved of a bundle.
///
/// # Errors
/// Its domain is too large.
pub fn prove(bundle: &Bundle, limits: Limits) -> Result<Proof, TooLarge> {
    let mut tests = space::tests_with(bundle, signal_tests(bundle));
    tests.extend(young_test(bundle, &tests));
    // Half of the work has a space of its own, so that neither waits for the other and both come out the same each time.
    let vain = AtomicBool::new(false);
    let (averages, rest) = thread::scope(|scope| {
        let averages = scope.spawn(|| {
            let averages = in_space(&bundle.facts, &tests, limits, |space| {
                averages(bundle, space, limits)
            });
            vain.store(!matches!(averages, Ok((Some(_), _))), Ordering::Relaxed);
            averages
        });
        let rest = in_space(&bundle.facts, &tests, limits, |space| {
            rest(bundle, space, limits, &vain)
        });
        (
            averages.join().unwrap_or_else(|panic| resume_unwind(panic)),
            rest,
        )
    });
    let ((averages, nodes), (mut proof, extremes)) = (averages?, rest?);
    proof.nodes += nodes;
    proof.journeys = averages
        .zip(extremes)
        .map(|(averages, extremes)| Journeys::of(averages, extremes));
    Ok(proof)
}

/// Works something out in the space in which these tests can be told apart.
fn in_space<T>(
    facts: &Facts,
    tests: &[(FactIx, Test)],
    limits: Limits,
    work: impl FnOnce(&Space) -> diagram::Fit<T>,
) -> Result<T, TooLarge> {
    let too_large = |bits| TooLarge {
        bits,
        nodes: limits.nodes,
    };
    let space = Space::new(facts, tests, limits).map_err(|_| too_large(tests.len()))?;
    work(&space).map_err(|_| too_large(space.bits()))
}

/// How long journeys are on average, and how large the diagrams grew.
fn averages(
    bundle: &Bundle,
    space: &Space,
    limits: Limits,
) -> diagram::Fit<(Option<Averages>, usize)> {
    let averages = journeys::averages(&Model::new(bundle, space)?, limits)?;
    Ok((averages, space.diagrams.nodes()))
}

/// Everything else.
fn rest(
    bundle: &Bundle,
    space: &Space,
    limits: Limits,
    vain: &AtomicBool,
) -> diagram::Fit<(Proof, Option<Extremes>)> {
    let model = Model::new(bundle, space)?;
    let named: FactSet = bundle
        .facts
        .iter()
        .map(|(at, _)| at)
        .filter(|at| space.names(*at))
        .collect();
    let people = model.people(named)?.and(&model.covered()?)?;
    let doors = doors::doors(&model)?;
    let mut findings = wrong_doors(bundle, &doors);
    let Safety {
        hold: signals,
        unsayable,
        unheard,
    } = safety::safety(&model)?;
    findings.extend(unsayable);
    findings.extend(unheard);
    findings.extend(dead::dead(&model)?);
    findings.extend(branches::branches(&model)?);
    let gaps = gaps::gaps(&model)?;
    findings.extend(gaps.findings(bundle));
    let (questions, people) = (named.len(), count(space, &people, named));
    let extremes = journeys::extremes(&model, limits, vain)?;
    let nodes = space.diagrams.nodes();
    Ok((
        Proof {
            questions,
            people,
            nodes,
            doors,
            signals,
            findings,
            journeys: None,
            gaps,
        },
        extremes,
    ))
}

/// The doors that are wrong, as findings.
fn wrong_doors(bundle: &Bundle, doors: &Doors) -> Vec<Finding> {
    let root = Place::ROOT;
    let areas = root.key("areas");
    let place = areas.item(0);
    let finding = |shut: &Shut, code, how: &str| {
        let message = format!(
            "Nothing but the emergency lines is open {how}: {}. That stands for {}; {} of {} can end so, {}%.",
            shut.example.words(bundle),
            kinds(shut.stands_for),
            grouped(shut.people),
            kinds(doors.people),
            percent(shut.people, doors.people),
        );
        Finding::error(
            code,
            &place.key("covers"),
            message,
            "Add a service, or widen one, so that there is a next step for them too.",
        )
    };
    let whole = doors
        .whole
        .as_ref()
        .map(|shut| finding(shut, Code::WrongDoor, "to somebody who says everything"));
    let partial = doors.partial.as_ref().map(|shut| {
        finding(
            shut,
            Code::WrongDoorUnsaid,
            "to somebody who does not say all",
        )
    });
    whole.into_iter().chain(partial).collect()
}
