//! Whatever somebody says and does, in whatever bundle: the journey ends, and its laws hold.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use nwd_core::domain::FactSet;
use nwd_core::journey::{Screen, Walk, as_text, birthdays};
use nwd_core::summary::{Picks, Summary};
use nwd_core::words::Person;
use nwd_core::{Answer, Answers, Bundle, Knowledge, Moment, Outcome, Truth};
use nwd_fuzz::{Changes, Move, answer, forward, moment};

/// More would only be slower.
const MOST_MOVES: usize = 8;

#[derive(Arbitrary, Debug)]
struct Input {
    moves: Vec<(Move, u32)>,
    said: [u32; 16],
    minutes: u32,
    is_staff_page: bool,
    changes: Changes,
}

fuzz_target!(|input: Input| {
    let Some(bundle) = input.changes.bundle() else {
        return;
    };
    let now = moment(input.minutes);
    unknown_is_not_no(&bundle, &answers(&bundle, &input), now);
    let preset = input
        .is_staff_page
        .then(|| bundle.facts.asker("professional"));
    let preset: Vec<_> = preset.flatten().into_iter().collect();
    let mut walk = Walk::start(&bundle, &preset, now);
    for (step, pick) in input.moves.iter().take(MOST_MOVES) {
        step.make(&mut walk, &bundle, *pick, now);
        let outcome = Outcome::of(&bundle, walk.answers(), now);
        let left = outcome.left();
        assert!(outcome.next.is_none_or(|next| left.contains(next)));
        shown(&bundle, &walk.outcome(&bundle, now), now);
    }
    birthdays(&bundle, walk.answers(), now);
    ends(&bundle, &mut walk, &input.said, now);
});

/// What is said to each question, whether it would be asked or not.
fn answers(bundle: &Bundle, input: &Input) -> Answers {
    let nobody = Answers::default();
    let known = Knowledge::new(&bundle.facts, &nobody);
    let picks = input.said.iter().cycle();
    let said = bundle.facts.iter().zip(picks);
    said.filter(|(_, pick)| *pick % 16 != 15)
        .fold(nobody.clone(), |answers, ((at, _), pick)| {
            answers.with(at, answer(bundle, &known, at, *pick))
        })
}

/// Where an answer is withheld or not given, nothing becomes true or false that was not.
fn unknown_is_not_no(bundle: &Bundle, answers: &Answers, now: Moment) {
    let told = truths(&Outcome::with_next(bundle, answers, now, None));
    for (at, _) in bundle.facts.iter() {
        for withheld in [None, Some(Answer::Declined)] {
            let mut less = answers.clone();
            less.set(at, withheld);
            let known = truths(&Outcome::with_next(bundle, &less, now, None));
            for (before, after) in told.iter().zip(&known) {
                assert!(after == before || *after == Truth::Unknown, "{at:?}");
            }
        }
    }
}

/// What is so of each service and its ways in, in the bundle's order.
fn truths(outcome: &Outcome<'_>) -> Vec<Truth> {
    let mut services: Vec<_> = outcome.services.iter().collect();
    services.sort_by_key(|service| service.ix);
    let mut truths = Vec::new();
    for service in services {
        truths.extend([service.fits, service.verdict, service.seen]);
        truths.extend(service.routes.iter().map(|way| way.open));
        truths.extend(service.consents.iter().map(|consent| consent.applies));
    }
    truths
}

/// Whoever goes straight on comes to the results, and is asked nothing twice.
fn ends(bundle: &Bundle, walk: &mut Walk, said: &[u32], now: Moment) {
    // What cannot be, by a later answer, is forgotten.
    let is_kept = bundle.facts.iter().all(|(_, fact)| fact.never.is_empty());
    let mut asked = FactSet::default();
    for pick in said.iter().cycle().take(most_screens(bundle)) {
        match walk.screen() {
            Screen::Question(at) => {
                assert!(!is_kept || !asked.contains(at), "{at:?} is asked twice");
                asked.insert(at);
            }
            Screen::Heard(_) | Screen::Urgent => {}
            Screen::Results | Screen::Summary | Screen::Questionnaire(_) => break,
        }
        forward(walk, bundle, *pick, now);
    }
    let outcome = walk.outcome(bundle, now);
    assert!(
        !matches!(
            walk.screen(),
            Screen::Question(_) | Screen::Heard(_) | Screen::Urgent
        ),
        "the journey does not end"
    );
    shown(bundle, &outcome, now);
}

/// The most screens before the results: each question may raise something, on a screen of its own,
/// and somebody may set out from two that were raised.
fn most_screens(bundle: &Bundle) -> usize {
    2 * bundle.facts.len() + 2
}

/// All that is made of an outcome can be made; whoever a crisis service may be for is offered it.
fn shown(bundle: &Bundle, outcome: &Outcome<'_>, now: Moment) {
    let offered = outcome.theirs(&[&bundle.crisis]);
    for ix in &bundle.crisis {
        let verdict = outcome.service(*ix).map(|service| service.verdict);
        assert_eq!(offered.contains(ix), verdict > Some(Truth::False));
    }
    let say = bundle.words.speak("en", Person::spoken_to(&outcome.known));
    as_text(bundle, outcome, say);
    let picks = Picks::at_first(bundle, outcome);
    let today = now.date;
    let summary = Summary {
        bundle,
        outcome,
        picks: &picks,
        say,
        today,
    };
    summary.text();
    summary.fhir();
    for service in &outcome.services {
        service.reasons(&outcome.known);
        service.contacts();
    }
}
