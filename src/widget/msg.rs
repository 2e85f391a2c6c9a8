//! What the person does, as messages to the session.

use super::draft::Choice;
use nwd_core::bundle::ServiceIx;
use nwd_core::domain::FactIx;
use nwd_core::journey::{Filter, Screen};

/// Something that the person does.
#[derive(Clone)]
pub enum Msg {
    /// A choice of a question's list that allows one is made.
    Choose(FactIx, Choice),
    /// Something is ticked, or is no more.
    Tick(Tick, bool),
    /// The field of a question's number holds this now.
    Type(FactIx, String),
    /// The search field holds this now.
    Search(String),
    /// They have stopped typing: what the search found is said aloud.
    Found,
    /// What is on the screen is sent.
    Submit,
    /// The focus goes to the field of a question.
    FocusField(FactIx),
    /// The focus goes to a part of the screen, by the id of its heading.
    Jump(&'static str),
    /// The screen before is shown again.
    Back,
    /// The screen that somebody came back from is shown again.
    Forward,
    /// A question that was answered is asked again.
    Change(FactIx),
    /// The results are shown as they stand.
    Results,
    /// What to do now is shown.
    Urgent,
    /// The person goes on from what to do now, or from what they were told at once.
    GoOn,
    /// Every answer is forgotten, and the first question is asked.
    StartAgain,
    /// The screen is printed.
    Print,
    /// The screen is put on the clipboard as text.
    Copy,
    /// What can help is shared by the system's own sheet.
    Share,
    /// A screen that is made of the results is shown.
    Open(Screen),
    /// The summary is saved as a file.
    Save(SavedAs),
    /// An item of the questionnaire on the screen is answered: the item, and the option.
    Score(usize, usize),
}

impl Msg {
    /// Whether what somebody came back from is no more what comes next.
    pub fn leads_on(&self) -> bool {
        let goes = matches!(self, Msg::Back | Msg::Forward);
        self.is_step() && !goes || matches!(self, Msg::Tick(Tick::Preferred(_), _))
    }

    /// Whether it is a step of the journey. The others change what is in hand on a screen, at the
    /// moment of its step.
    pub fn is_step(&self) -> bool {
        matches!(
            self,
            Msg::Submit
                | Msg::Back
                | Msg::Forward
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
    /// A value of a question.
    Value(FactIx, u8),
    /// An answer that is to stand in the summary.
    Answer(FactIx),
    /// A service that is to stand in the summary.
    Service(ServiceIx),
    /// A way to be helped that the person would like, of those among the results.
    Preferred(u8),
    /// What the person wants to see alone of the rest of the results.
    Only(Filter),
    /// The results are to be there when the person comes back to the page.
    Keep,
}

/// What a summary is saved as.
#[derive(Clone, Copy)]
pub enum SavedAs {
    /// Plain text.
    Text,
    /// A FHIR R4 document.
    Fhir,
}
