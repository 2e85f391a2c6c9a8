//! Life stages: which services are for somebody of an age.

use nwd_core::analysis::reach;
use nwd_core::answers::{Answer, Answers};
use nwd_core::bundle::{Bundle, Service};
use nwd_core::criterion::{Criterion, Leaf, Test};
use nwd_core::domain::{Domain, FactIx, Value};
use nwd_core::knowledge::Knowledge;
use nwd_core::vocabulary;

/// A stage of life, by the ages in whole years that it has. Each ends before the next begins, so
/// that what starts at five stands with the school years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before birth, and until the fifth birthday.
    FirstYears,
    /// From five until the eleventh birthday.
    Primary,
    /// From eleven until the sixteenth birthday.
    Secondary,
    /// From sixteen until the twenty-sixth birthday.
    YoungAdult,
}

impl Stage {
    /// Every stage, youngest first.
    pub const ALL: [Stage; 4] = [
        Stage::FirstYears,
        Stage::Primary,
        Stage::Secondary,
        Stage::YoungAdult,
    ];

    /// The name that its page and its words are filed under.
    pub fn id(self) -> &'static str {
        match self {
            Stage::FirstYears => "0-5",
            Stage::Primary => "5-11",
            Stage::Secondary => "11-16",
            Stage::YoungAdult => "16-25",
        }
    }

    /// The first and the last age of it.
    fn ages(self) -> (i32, i32) {
        match self {
            Stage::FirstYears => (0, 4),
            Stage::Primary => (5, 10),
            Stage::Secondary => (11, 15),
            Stage::YoungAdult => (16, 25),
        }
    }

    /// Whether a service can be for somebody at this stage.
    ///
    /// What is for a pregnancy or a baby belongs to the first years; to those of the parent only
    /// where it is made for young parents.
    pub fn has(self, bundle: &Bundle, service: &Service) -> bool {
        let Some(age) = bundle.facts.known().age else {
            return true;
        };
        let (min, max) = self.ages();
        let anyone = Answers::default();
        let no_baby = no_baby(bundle);
        let known = Knowledge::new(&bundle.facts, &anyone);
        let without_a_baby = Knowledge::new(&bundle.facts, &no_baby);
        let criterion = &service.eligibility;
        match self {
            Stage::FirstYears => {
                can_hold(criterion, age, min, Some(max), &known)
                    || !can_hold(criterion, age, 0, None, &without_a_baby)
            }
            Stage::Primary => can_hold(criterion, age, min, Some(max), &without_a_baby),
            Stage::Secondary | Stage::YoungAdult => {
                can_hold(criterion, age, min, Some(max), &without_a_baby)
                    // It is for young parents.
                    || can_hold(criterion, age, min, Some(max), &known)
                        && !can_hold(criterion, age, GROWN_UP, None, &known)
            }
        }
    }
}

/// The first and the last age that a service can be for, where not everybody is younger or older.
pub fn ages(bundle: &Bundle, service: &Service) -> (Option<i32>, Option<i32>) {
    let age = bundle.facts.known().age;
    let domain = age.and_then(|age| Some((age, &bundle.facts.get(age)?.domain)));
    let Some((age, Domain::Integer { min, max })) = domain else {
        return (None, None);
    };
    let anyone = Answers::default();
    let known = Knowledge::new(&bundle.facts, &anyone);
    let has = |at: &i32| can_hold(&service.eligibility, age, *at, Some(*at), &known);
    let first = (*min..=*max).find(has).filter(|first| first != min);
    let last = (*min..=*max).rev().find(has).filter(|last| last != max);
    (first, last)
}

/// Whether a criterion can hold for somebody of an age between these.
fn can_hold(
    criterion: &Criterion,
    age: FactIx,
    min: i32,
    max: Option<i32>,
    known: &Knowledge<'_>,
) -> bool {
    let of_this_age = Criterion::Leaf(Leaf {
        fact: age,
        test: Test::Between {
            min: Some(min),
            max,
        },
        words: None,
    });
    reach(&[criterion, &of_this_age], known).holds
}

/// The age from which a parent is not young.
const GROWN_UP: i32 = 26;

/// The answer of somebody without a pregnancy or a baby, where the bundle asks for it.
fn no_baby(bundle: &Bundle) -> Answers {
    let mut answers = Answers::default();
    if let Some(fact) = bundle.facts.find(vocabulary::PERINATAL)
        && let Some(asked) = bundle.facts.get(fact)
        && let Some(no) = asked.domain.position(vocabulary::perinatal::NO)
    {
        answers = answers.with(fact, Answer::Given(Value::One(no)));
    }
    answers
}
