//! Answers while they are being made: what is ticked, chosen or typed, before 'Continue'.

use nwd_core::answers::{Answer, Answers};
use nwd_core::domain::{Domain, FactIx, FactSet, Value, ValueSet};
use nwd_core::facts::{Fact, Facts};

/// The answers to the questions of a screen while they are being made.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Each question, in their order.
    pub fields: Vec<Field>,
}

/// A question, and its answer while it is being made.
#[derive(Clone, Debug)]
pub struct Field {
    /// The question.
    pub fact: FactIx,
    /// The answer so far.
    pub draft: Draft,
    /// Why it could not be sent.
    pub fault: Option<Fault>,
}

impl Form {
    /// These questions, with what was answered to them before.
    pub fn of(facts: FactSet, answers: &Answers) -> Form {
        let field = |fact| Field {
            fact,
            draft: Draft::of(answers.get(fact)),
            fault: None,
        };
        Form {
            fields: facts.iter().map(field).collect(),
        }
    }

    /// The draft of a question that is on the screen.
    pub fn draft(&mut self, fact: FactIx) -> Option<&mut Draft> {
        let field = self.fields.iter_mut().find(|field| field.fact == fact);
        field.map(|field| &mut field.draft)
    }

    /// Whether something has to be put right.
    pub fn is_faulty(&self) -> bool {
        self.fields.iter().any(|field| field.fault.is_some())
    }

    /// The answers, where all are made; else each field says what is still to do.
    pub fn answers(&mut self, facts: &Facts) -> Option<Vec<(FactIx, Answer)>> {
        let mut answers = Vec::new();
        for field in &mut self.fields {
            match field.draft.answer(facts.get(field.fact)?) {
                Ok(answer) => {
                    field.fault = None;
                    answers.push((field.fact, answer));
                }
                Err(fault) => field.fault = Some(fault),
            }
        }
        if self.is_faulty() {
            None
        } else {
            Some(answers)
        }
    }
}

/// An answer while it is being made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// What is chosen of a list that allows one.
    pub choice: Option<Choice>,
    /// What is ticked of a list that allows several.
    pub ticks: ValueSet,
    /// What is typed where a number is asked for.
    pub typed: String,
}

/// One choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A named value.
    One(u8),
    /// Yes or no.
    YesNo(bool),
    /// Nothing on the list fits.
    NoneOfThese,
    /// Not sure, or rather not say.
    Declined,
}

impl Choice {
    /// Its name in the page.
    pub fn name(self, fact: &Fact) -> &str {
        match self {
            Choice::One(at) => fact.domain.name(at),
            Choice::YesNo(true) => "true",
            Choice::YesNo(false) => "false",
            Choice::NoneOfThese => "none",
            Choice::Declined => "declined",
        }
    }
}

/// Why a draft is no answer yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is chosen.
    Choose,
    /// Nothing is ticked or chosen.
    Tick,
    /// What is typed is no number.
    Number,
    /// The number is not in the fact's range.
    Range {
        /// The lowest.
        min: i32,
        /// The highest.
        max: i32,
    },
}

impl Draft {
    /// The draft that an earlier answer came from.
    pub fn of(answer: Option<Answer>) -> Draft {
        let mut draft = Draft::default();
        match answer {
            None => {}
            Some(Answer::Declined) => draft.choice = Some(Choice::Declined),
            Some(Answer::Given(Value::One(at))) => draft.choice = Some(Choice::One(at)),
            Some(Answer::Given(Value::YesNo(yes))) => draft.choice = Some(Choice::YesNo(yes)),
            Some(Answer::Given(Value::Integer(n))) => draft.typed = n.to_string(),
            Some(Answer::Given(Value::Any(ticks))) if ticks.is_empty() => {
                draft.choice = Some(Choice::NoneOfThese)
            }
            Some(Answer::Given(Value::Any(ticks))) => draft.ticks = ticks,
        }
        draft
    }

    /// Makes a choice; what was ticked or typed instead is gone.
    pub fn choose(&mut self, choice: Choice) {
        *self = Draft::default();
        self.choice = Some(choice);
    }

    /// Ticks a value, or takes the tick away; what was chosen instead is gone.
    pub fn tick(&mut self, value: u8, on: bool) {
        self.ticks = if on {
            self.ticks.with(value)
        } else {
            self.ticks.without(ValueSet::default().with(value))
        };
        self.choice = None;
    }

    /// Takes what is typed; what was chosen instead is gone.
    pub fn enter(&mut self, typed: String) {
        self.typed = typed;
        self.choice = None;
    }

    /// The answer that it makes, or what is still to do.
    pub fn answer(&self, fact: &Fact) -> Result<Answer, Fault> {
        if self.choice == Some(Choice::Declined) {
            return Ok(Answer::Declined);
        }
        let value = match (&fact.domain, self.choice) {
            (Domain::OneOf(_), Some(Choice::One(at))) => Value::One(at),
            (Domain::YesNo, Some(Choice::YesNo(yes))) => Value::YesNo(yes),
            (Domain::OneOf(_) | Domain::YesNo, _) => return Err(Fault::Choose),
            (Domain::AnyOf(_), Some(Choice::NoneOfThese)) => Value::Any(ValueSet::default()),
            (Domain::AnyOf(_), _) if self.ticks.is_empty() => return Err(Fault::Tick),
            (Domain::AnyOf(_), _) => Value::Any(self.ticks),
            (Domain::Integer { min, max }, _) => {
                Value::Integer(read_number(&self.typed, *min, *max)?)
            }
        };
        Ok(Answer::Given(value))
    }
}

/// A number as people type it: spaces around it and a unit behind it ('14 ', '14 years') are fine.
fn read_number(typed: &str, min: i32, max: i32) -> Result<i32, Fault> {
    let typed = typed.trim();
    let (digits, behind) = typed
        .split_at_checked(typed.bytes().take_while(u8::is_ascii_digit).count())
        .unwrap_or_default();
    // A unit may stand behind, 'years' or 'years old', but not 'and a half'.
    let plain = !behind.contains(|c: char| c.is_ascii_punctuation() || c.is_ascii_digit());
    let unit = plain && behind.split(' ').filter(|word| !word.is_empty()).count() <= 2;
    match digits.parse() {
        Ok(n) if unit && (min..=max).contains(&n) => Ok(n),
        Ok(_) if unit => Err(Fault::Range { min, max }),
        Err(_) if unit && !digits.is_empty() => Err(Fault::Range { min, max }),
        _ => Err(Fault::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Fault = Fault::Range { min: 0, max: 120 };

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for (typed, expected) in [
            ("14", Ok(14)),
            (" 14 ", Ok(14)),
            ("014", Ok(14)),
            ("14 years", Ok(14)),
            ("14years", Ok(14)),
            ("14 years old", Ok(14)),
            ("0", Ok(0)),
            ("120", Ok(120)),
            ("121", Err(RANGE)),
            ("99999999999", Err(RANGE)),
            ("", Err(Fault::Number)),
            ("  ", Err(Fault::Number)),
            ("fourteen", Err(Fault::Number)),
            ("-1", Err(Fault::Number)),
            ("14.5", Err(Fault::Number)),
            ("14½", Ok(14)),
            ("14 15", Err(Fault::Number)),
            ("14 and a half", Err(Fault::Number)),
        ] {
            assert_eq!(read_number(typed, 0, 120), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_choice_a_tick_and_what_is_typed_take_each_others_place() {
        let mut draft = Draft::default();
        draft.tick(3, true);
        draft.tick(5, true);
        draft.tick(3, false);
        assert_eq!(draft.ticks, ValueSet::default().with(5));
        draft.choose(Choice::Declined);
        assert_eq!(
            (draft.choice, draft.ticks),
            (Some(Choice::Declined), ValueSet::default())
        );
        draft.enter("14".to_owned());
        assert_eq!((draft.choice, draft.typed.as_str()), (None, "14"));
        draft.choose(Choice::Declined);
        assert_eq!(draft.typed, "");
    }
}
