//! The parts of the results page: what fits, what may, and then the rest.

use crate::bundle::Status;
use crate::journey::service::ServiceOutcome;
use crate::truth::Truth;

/// A part of the results page, in their order on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::journey) enum Part {
    /// What is for this person and about what is going on.
    Fits,
    /// What may fit: something is not known.
    May,
    /// What is for this person, but about something else.
    Also,
    /// What would or may fit, and is announced, not open yet.
    NotRunning,
    /// What is about what is going on, but for other people.
    NotNow,
    /// What is not shown.
    Rest,
}

impl ServiceOutcome<'_> {
    /// The part of the results page that it stands in.
    pub(in crate::journey) fn part(&self) -> Part {
        if self.seen == Truth::False {
            return Part::Rest;
        }
        match (self.verdict, self.relevant) {
            (Truth::True, true) => Part::Fits,
            (Truth::Unknown, true) => Part::May,
            (Truth::True, false) => Part::Also,
            (Truth::False, true) => self.part_of_others(),
            (Truth::Unknown | Truth::False, false) => Part::Rest,
        }
    }

    /// The part of what is about what is going on, and not for this person now.
    fn part_of_others(&self) -> Part {
        match self.service.status {
            Status::Running => Part::NotNow,
            Status::Planned if self.fits != Truth::False => Part::NotRunning,
            _ => Part::Rest,
        }
    }
}
