//! How near what a person sees first comes to what a professional would be content with.

use super::journey::Journey;
use nwd_core::answers::Answers;
use nwd_core::bundle::Bundle;
use nwd_core::clock::Moment;
use nwd_core::format::panel::Vignette;
use nwd_core::journey::Outcome;
use nwd_core::truth::Truth;

/// The first services, which a person surely reads.
pub(super) const FIRST: usize = 3;

/// What stands first for one person, and what is wrong with that.
#[derive(Clone, Debug)]
pub struct Score<'a> {
    /// The person.
    pub person: &'a Vignette,
    /// How many questions they are asked.
    pub asked: usize,
    /// How many of those come before the results.
    pub before_results: usize,
    /// On how many screens those are.
    pub screens: usize,
    /// The share of the first three that is in `gold` when the results come.
    pub p_at_results: f64,
    /// The first services that they see: what is about their needs and fits; where that is fewer
    /// than three, what may fit follows.
    pub first: Vec<&'a str>,
    /// The share of the first three that is in `gold`, as far as there can be.
    pub p_at_3: f64,
    /// What is wrong; nothing where they pass.
    pub faults: Vec<Fault>,
}

/// Something that a panel wants and that is not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The service or the alert.
    pub of: String,
    /// What is wrong with it, in words that go on from its name.
    pub words: String,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A service is among the first three and not in `gold`.
    Gold,
    /// One of `must_top3` is not among the first three.
    Must,
    /// One of `never_top3` is.
    Never,
    /// One of `must_fit` is not for them, or one of `must_not_fit` is.
    Fit,
    /// An alert is not raised that has to be, or one is and none may be.
    Alert,
}

impl FaultKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::Gold => "not-gold",
            FaultKind::Must => "must-top3",
            FaultKind::Never => "never-top3",
            FaultKind::Fit => "fit",
            FaultKind::Alert => "alert",
        }
    }
}

impl<'a> Score<'a> {
    /// Scores what a person sees after their first answers, or with `None` in the end.
    pub fn of(
        person: &'a Vignette,
        journey: &Journey,
        after: Option<usize>,
        bundle: &'a Bundle,
        now: Moment,
    ) -> Score<'a> {
        let answers = after.map_or_else(|| journey.whole(), |count| journey.after(count));
        let seen = Seen::new(person, answers, bundle, now);
        let results = journey.after(journey.before_results());
        let mut faults = seen.order_faults();
        faults.extend(seen.fit_faults());
        faults.extend(seen.alert_faults());
        Score {
            person,
            asked: journey.asked(),
            before_results: journey.before_results(),
            screens: journey.screens(),
            p_at_results: Seen::new(person, results, bundle, now).p_at_3(),
            first: seen.first().to_vec(),
            p_at_3: seen.p_at_3(),
            faults,
        }
    }

    /// Whether nothing is wrong.
    pub fn passes(&self) -> bool {
        self.faults.is_empty()
    }

    /// How many faults there are of a kind.
    pub fn count(&self, kind: FaultKind) -> usize {
        self.faults
            .iter()
            .filter(|fault| fault.kind == kind)
            .count()
    }
}

/// What a person sees.
struct Seen<'a> {
    person: &'a Vignette,
    outcome: Outcome<'a>,
    /// What is about their needs and fits, or may, in order.
    shown: Vec<&'a str>,
}

impl<'a> Seen<'a> {
    fn new(person: &'a Vignette, answers: &Answers, bundle: &'a Bundle, now: Moment) -> Self {
        let outcome = Outcome::with_next(bundle, answers, now, None);
        let mut shown = about(&outcome, Truth::True);
        if shown.len() < FIRST {
            shown.extend(about(&outcome, Truth::Unknown));
        }
        Seen {
            person,
            outcome,
            shown,
        }
    }

    fn first(&self) -> &[&'a str] {
        self.shown.get(..FIRST).unwrap_or(&self.shown)
    }

    fn p_at_3(&self) -> f64 {
        let gold = &self.person.gold;
        let hits = self.first().iter().filter(|id| has(gold, id)).count();
        let most = FIRST.min(gold.len()).min(self.shown.len());
        if most == 0 {
            0.0
        } else {
            hits as f64 / most as f64
        }
    }

    /// The verdict on a service; `None` where there is no such service.
    fn verdict(&self, id: &str) -> Option<Truth> {
        let services = &mut self.outcome.services.iter();
        let found = services.find(|outcome| outcome.service.id == id);
        found.map(|outcome| outcome.verdict)
    }

    /// What is wrong with the first three.
    fn order_faults(&self) -> Vec<Fault> {
        let first = self.first();
        let gold = &self.person.gold;
        let outside = first.iter().filter(|id| !has(gold, id));
        let mut faults: Vec<Fault> = outside
            .map(|id| fault(FaultKind::Gold, id, "is not in gold"))
            .collect();
        for id in &self.person.must_top3 {
            if !first.contains(&id.as_str()) {
                let words = format!("must be among the first three and {}", self.place(id));
                faults.push(fault(FaultKind::Must, id, &words));
            }
        }
        for id in &self.person.never_top3 {
            if let Some(at) = first.iter().position(|other| other == id) {
                let harm = self.person.harm.get(id).map_or("", String::as_str);
                let place = at.saturating_add(1);
                let words = format!("must never be among the first three and is {place}: {harm}");
                let words = words.trim_end_matches(": ");
                faults.push(fault(FaultKind::Never, id, words));
            }
        }
        faults
    }

    /// Where a service stands, or why it does not.
    fn place(&self, id: &str) -> String {
        match self.shown.iter().position(|other| *other == id) {
            Some(at) => format!("is {} of {}", at.saturating_add(1), self.shown.len()),
            None => standing(self.verdict(id)).to_owned(),
        }
    }

    /// What fits and should not, and what should and does not.
    fn fit_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for id in &self.person.must_fit {
            let verdict = self.verdict(id);
            if verdict.is_none_or(|verdict| verdict == Truth::False) {
                let words = format!("must fit and {}", standing(verdict));
                faults.push(fault(FaultKind::Fit, id, &words));
            }
        }
        for id in &self.person.must_not_fit {
            if self.verdict(id) == Some(Truth::True) {
                faults.push(fault(FaultKind::Fit, id, "must not fit and fits"));
            }
        }
        faults
    }

    /// The alerts that are missing, or that are raised where none may be.
    fn alert_faults(&self) -> Vec<Fault> {
        let Some(wanted) = &self.person.alerts else {
            return Vec::new();
        };
        let raised: Vec<&str> = self
            .outcome
            .alerts
            .iter()
            .map(|alert| alert.id.as_str())
            .collect();
        if wanted.is_empty() {
            let raised = raised.iter();
            return raised
                .map(|id| fault(FaultKind::Alert, id, "must not be raised and is"))
                .collect();
        }
        wanted
            .iter()
            .filter(|id| !raised.contains(&id.as_str()))
            .map(|id| fault(FaultKind::Alert, id, "must be raised and is not"))
            .collect()
    }
}

/// The services about what is going on that a verdict stands on, in the order of the results.
fn about<'a>(outcome: &Outcome<'a>, verdict: Truth) -> Vec<&'a str> {
    outcome
        .services
        .iter()
        .filter(|service| service.relevant && service.verdict == verdict)
        .map(|service| service.service.id.as_str())
        .collect()
}

fn has(ids: &[String], wanted: &str) -> bool {
    ids.iter().any(|id| id == wanted)
}

fn fault(kind: FaultKind, of: &str, words: &str) -> Fault {
    Fault {
        kind,
        of: of.to_owned(),
        words: words.to_owned(),
    }
}

fn standing(verdict: Option<Truth>) -> &'static str {
    match verdict {
        Some(Truth::True) => "fits, for something else",
        Some(Truth::Unknown) => "may fit",
        Some(Truth::False) => "does not fit",
        None => "is not there",
    }
}

/// What the scores of a panel come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// The people.
    pub people: usize,
    /// Those without a fault.
    pub passed: usize,
    /// The mean of their p@3.
    pub mean_p_at_3: f64,
    /// How often something of `must_top3` is among the first three.
    pub must_hit: usize,
    /// How often something has to be.
    pub must: usize,
    /// How often something of `never_top3` is.
    pub never: usize,
    /// How often something fits that must not, or does not that must.
    pub fit: usize,
    /// How often an alert is wrong.
    pub alert: usize,
    /// The mean of their p@3 when the results come.
    pub mean_p_at_results: f64,
    /// The number of questions that half of the people are asked at the most.
    pub median_asked: f64,
    /// The same of those before the results.
    pub median_before_results: f64,
    /// The same of the screens that those are on.
    pub median_screens: f64,
}

impl Totals {
    /// Adds up.
    pub fn of(scores: &[Score<'_>]) -> Totals {
        let count = |kind| scores.iter().map(|score| score.count(kind)).sum::<usize>();
        let musts = scores.iter().map(|score| score.person.must_top3.len());
        let must: usize = musts.sum();
        Totals {
            people: scores.len(),
            passed: scores.iter().filter(|score| score.passes()).count(),
            mean_p_at_3: mean(scores.iter().map(|score| score.p_at_3)),
            must_hit: must.saturating_sub(count(FaultKind::Must)),
            must,
            never: count(FaultKind::Never),
            fit: count(FaultKind::Fit),
            alert: count(FaultKind::Alert),
            mean_p_at_results: mean(scores.iter().map(|score| score.p_at_results)),
            median_asked: median(scores.iter().map(|score| score.asked).collect()),
            median_before_results: median(scores.iter().map(|it| it.before_results).collect()),
            median_screens: median(scores.iter().map(|score| score.screens).collect()),
        }
    }
}

/// The mean p@3 after each number of answers, from none to this many.
pub fn curve(
    people: &[Vignette],
    journeys: &[Journey],
    most: usize,
    bundle: &Bundle,
    now: Moment,
) -> Vec<f64> {
    let after = |answers| {
        let each = people.iter().zip(journeys);
        mean(each.map(|(person, journey)| {
            Seen::new(person, journey.after(answers), bundle, now).p_at_3()
        }))
    };
    (0..=most).map(after).collect()
}

/// The mean; nought of none.
fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1);
    values.sum::<f64>() / count as f64
}

/// The middle one, or the mean of the two in the middle; nought of none.
fn median(mut values: Vec<usize>) -> f64 {
    values.sort_unstable();
    let middle = values.len() / 2;
    let skipped = middle.saturating_sub(usize::from(values.len().is_multiple_of(2)));
    let taken: Vec<f64> = values
        .iter()
        .take(middle.saturating_add(1))
        .skip(skipped)
        .map(|value| *value as f64)
        .collect();
    mean(taken.into_iter())
}
