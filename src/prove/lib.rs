//! Proofs over a bundle: what holds for all people and all answers at once, and where it does not
//! the smallest answers that show it (native).
//!
//! Every fact takes one of finitely many values, so the people that there can be are a finite set,
//! and so is what each may withhold. Sets of them are decision diagrams: [`sets::space`] gives them
//! bits, [`sets::logic`] makes criteria into sets by the rules of [`nwd_core::journey`],
//! [`sets::model`] makes services into sets, and each proof asks whether some set is empty.
//!
//! - [`doors`]: everybody finds a service; [`safety`]: everybody who is in danger is heard
//! - [`dead`], [`branches`]: every service, way in, alert, question and part of a criterion decides
//!   something
//! - [`laws`]: nothing stands before what it never stands before, and what is for danger opens no
//!   other trouble
//! - [`gaps`]: who has no local service for their need; [`journeys`]: how many questions people are
//!   asked
//! - [`sign_off`]: people on both sides of every boundary of a service, and of every fault that is
//!   sown in its criterion ([`faults`]); [`compare`]: two versions of a bundle

// A set is told by where its diagram begins, which nothing changes: it may be a key.
#![allow(clippy::mutable_key_type)]

pub mod branches;
pub mod compare;
pub mod dead;
pub mod doors;
pub mod faults;
pub mod figures;
pub mod finding;
pub mod gaps;
pub mod journeys;
pub mod laws;
pub mod safety;
pub mod sets;
pub mod sign_off;
pub mod who;

use std::fmt;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use doors::Doors;
use figures::{grouped, kinds, percent};
use finding::Finding;
use gaps::{Gaps, young_test};
use journeys::{Averages, Extremes, Journeys};
use laws::{Laws, law_tests};
use nwd_core::bundle::Bundle;
use nwd_core::criterion::Test;
use nwd_core::domain::{Domain, FactIx};
use nwd_core::facts::Facts;
use nwd_core::format::{Code, Place};
use safety::{Safety, signal_tests};
use sets::count::count;
use sets::model::Model;
use sets::space::{Space, tested_facts_with};
use who::Who;

pub use sets::diagram::{Limits, OutOfMemory};

/// A result that was worked out within the nodes that there may be; most functions here can run out
/// of them.
pub type Result<T, E = OutOfMemory> = std::result::Result<T, E>;

/// The proofs of a bundle, and the findings where they fail.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The number of questions that some rule looks at.
    pub questions: usize,
    /// The number of kinds of person that the area is for.
    pub people: u128,
    /// The number of nodes of the diagrams.
    pub nodes: usize,
    /// Whether everybody finds a door.
    pub doors: Doors,
    /// How many of the signals of [`safety::SIGNALS`] everybody can give and nobody gives without
    /// their alert.
    pub signals: usize,
    /// How many laws of order are declared, and how many of them hold.
    pub laws: Laws,
    /// Everything that does not hold: wrong doors, masked alerts, broken laws, what is dead.
    pub findings: Vec<Finding>,
    /// The lengths of journeys; `None` where there are too many different ones.
    pub journeys: Option<Journeys>,
    /// The map of unmet need.
    pub gaps: Gaps,
}

/// Proves what can be proved of a bundle.
///
/// # Errors
/// Its domain is too large.
pub fn prove(bundle: &Bundle, limits: Limits) -> Result<Proof, TooLarge> {
    let own = signal_tests(bundle).into_iter().chain(law_tests(bundle));
    let mut tests = tested_facts_with(bundle, own);
    tests.extend(young_test(bundle, &tests));
    // Half of the work has a space of its own, so that neither waits for the other and both come
    // out the same each time.
    let cancelled = AtomicBool::new(false);
    let (averages, rest) = thread::scope(|scope| {
        let averages = scope.spawn(|| {
            let averages = in_space(&bundle.facts, &tests, limits, |space| {
                averages(bundle, space, limits)
            });
            // Without averages the rest of the journeys is not told.
            cancelled.store(!matches!(averages, Ok((Some(_), _))), Ordering::Relaxed);
            averages
        });
        let rest = in_space(&bundle.facts, &tests, limits, |space| {
            rest(bundle, space, limits, &cancelled)
        });
        let averages = averages.join().unwrap_or_else(|panic| resume_unwind(panic));
        (averages, rest)
    });
    let (averages, nodes) = averages?;
    let (mut proof, extremes) = rest?;
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
    work: impl FnOnce(&Space) -> Result<T>,
) -> Result<T, TooLarge> {
    let nodes = limits.nodes;
    let space = Space::new(facts, tests, limits).map_err(|OutOfMemory| TooLarge {
        bits: tests.len(),
        nodes,
    })?;
    work(&space).map_err(|OutOfMemory| TooLarge {
        bits: space.bit_count(),
        nodes,
    })
}

/// The average lengths of journeys, and the number of nodes that took.
fn averages(bundle: &Bundle, space: &Space, limits: Limits) -> Result<(Option<Averages>, usize)> {
    let averages = journeys::averages(&Model::new(bundle, space)?, limits)?;
    Ok((averages, space.diagrams.nodes()))
}

/// Everything else.
fn rest(
    bundle: &Bundle,
    space: &Space,
    limits: Limits,
    cancelled: &AtomicBool,
) -> Result<(Proof, Option<Extremes>)> {
    let model = Model::new(bundle, space)?;
    let named = space.facts();
    let people = model.people(named)?.and(&model.covered()?)?;
    let doors = doors::doors(&model)?;
    let mut findings = wrong_doors(bundle, &doors);
    let Safety {
        hold: signals,
        signals_not_askable,
        signals_without_alert,
        alerts_without_help,
    } = safety::safety(&model)?;
    findings.extend(signals_not_askable);
    findings.extend(signals_without_alert);
    findings.extend(alerts_without_help);
    let laws = laws::laws(&model)?;
    findings.extend(laws.broken.iter().map(|broken| broken.finding(bundle)));
    findings.extend(dead::dead(&model)?);
    findings.extend(branches::branches(&model)?);
    let gaps = gaps::gaps(&model)?;
    findings.extend(gaps.findings(bundle));
    let people = count(space, &people, named);
    let extremes = journeys::extremes(&model, limits, cancelled)?;
    let proof = Proof {
        questions: named.len(),
        people,
        nodes: space.diagrams.nodes(),
        doors,
        signals,
        laws,
        findings,
        journeys: None,
        gaps,
    };
    Ok((proof, extremes))
}

/// The doors that are wrong, as findings.
fn wrong_doors(bundle: &Bundle, doors: &Doors) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(unserved) = &doors.full_disclosure {
        let how = "to somebody who says everything";
        found.push(wrong_door(bundle, doors, unserved, Code::WrongDoor, how));
    }
    if let Some(unserved) = &doors.partial_disclosure {
        let how = "to somebody who does not say all";
        found.push(wrong_door(
            bundle,
            doors,
            unserved,
            Code::WrongDoorUnsaid,
            how,
        ));
    }
    found
}

fn wrong_door(bundle: &Bundle, doors: &Doors, unserved: &Who, code: Code, how: &str) -> Finding {
    let root = Place::ROOT;
    let areas = root.key("areas");
    let place = areas.item(0);
    let message = format!(
        "Nothing but the emergency lines is open {how}: {}. \
         That stands for {}; {} of {} can end so, {}%.",
        unserved.example.words(bundle),
        kinds(unserved.stands_for),
        grouped(unserved.people),
        kinds(doors.people),
        percent(unserved.people, doors.people),
    );
    let help = "Add a service, or widen one, so that there is a next step for them too.";
    Finding::error(code, &place.key("covers"), message, help)
}

/// A domain is too large for the method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The number of bits that tell its people apart.
    pub bits: usize,
    /// The number of nodes that there may be.
    pub nodes: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TooLarge { bits, nodes } = self;
        let nodes = grouped(*nodes as u128);
        write!(
            f,
            "The answers take {bits} bits to tell apart, \
             and their diagrams more than {nodes} nodes."
        )
    }
}

impl TooLarge {
    /// The same in plain words: whose people they are, and which questions have most answers.
    pub fn of(&self, bundle: &Bundle) -> String {
        const SHOWN: usize = 5;
        let mut sizes: Vec<(u64, &str)> = bundle
            .facts
            .iter()
            .map(|(_, fact)| (value_count(&fact.domain), fact.id.as_str()))
            .collect();
        sizes.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let largest: Vec<String> = sizes
            .into_iter()
            .take(SHOWN)
            .map(|(count, id)| format!("{id} ({} values)", grouped(u128::from(count))))
            .collect();
        format!(
            "{} tells too many kinds of people apart to work them all out. {self} \
             Its largest questions: {}.",
            bundle.id,
            largest.join(", ")
        )
    }
}

fn value_count(domain: &Domain) -> u64 {
    match domain {
        Domain::Integer { min, max } => u64::from(max.abs_diff(*min)).saturating_add(1),
        Domain::YesNo => 2,
        Domain::OneOf(values) | Domain::AnyOf(values) => values.len() as u64,
    }
}
