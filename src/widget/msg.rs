//! What the person does, as messages to the session.

use super::draft::Choice;
use nwd_core::bundle::ServiceIx;
use nwd_core::domain::FactIx;
use nwd_core::journey::Screen;

/// Something that the person does.
#[derive(Clone)]
pub enum Msg {
    /// A choice of a list that allows one is made.
    Choose(Choice),
    /// Something is ticked, or is no more.
    Tick(Tick, bool),
    /// The number's field holds this now.
    Type(String),
    /// The search field holds this now.
    Search(String),
    /// They have stopped typing: what the search found is said aloud.
    Found,
    /// The draft is sent as the answer to this question.
    Submit(FactIx),
    /// To the field that has a fault.
    FocusField,
    /// To the screen before.
    Back,
    /// To a question that was answered, to change that.
    Change(FactIx),
    /// To the results as they stand.
    Results,
    /// To what to do now.
    Urgent,
    /// On from what to do now.
    GoOn,
    /// To the first question, with every answer forgotten.
    StartAgain,
    /// The screen is printed.
    Print,
    /// The screen is put on the clipboard as text.
    Copy,
    /// To a screen that is made of the results.
    Open(Screen),
    /// The summary is saved as a file.
    Save(Form),
    /// An item of the questionnaire on the screen is answered: the item, and the option.
    Score(usize, usize),
}

impl Msg {
    /// Whether it is a step of the journey. The others change what is in hand on a screen, at the moment of its step.
    pub fn is_step(&self) -> bool {
        matches!(
            self,
            Msg::Submit(_)
                | Msg::Back
                | Msg::Change(_)
                | Msg::Results
                | Msg::Urgent
                | Msg::GoOn
                | Msg::StartAgain
                | Msg::Open(_)
        )
    }
}

/// What can be ticked.
#[derive(Clone, Copy)]
pub enum Tick {
    /// A value of the fact that is asked for.
    Value(u8),
    /// An answer that is to stand in the summary.
    Answer(FactIx),
    /// A service that is to stand in the summary.
    Service(ServiceIx),
}

/// What a summary is saved as.
#[derive(Clone, Copy)]
pub enum Form {
    /// Plain text.
    Text,
    /// A FHIR R4 document.
    Fhir,
}
