//! What is wrong, where, and what to do about it.

use std::fmt;

use super::code::Code;
use super::pointer;

/// A fault found in a bundle, a content folder or a set of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault it is.
    pub code: Code,
    /// The place, as a JSON pointer (RFC 6901); empty for the whole document.
    pub pointer: String,
    /// The key there is meant, not the value that stands under it.
    pub of_key: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The other places that it is about, as pointers: one that this contradicts or repeats, or two
    /// that rule each other out.
    pub others: Vec<String>,
}

impl Diagnostic {
    /// A fault at a place.
    pub fn new(
        code: Code,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        let of_key = matches!(place.step, Step::Name(_));
        Diagnostic {
            code,
            pointer: place.pointer(),
            of_key,
            message: message.into(),
            help: help.into(),
            others: Vec::new(),
        }
    }

    /// The same with the other places.
    #[must_use]
    pub fn beside(self, others: impl IntoIterator<Item = String>) -> Diagnostic {
        Diagnostic {
            others: others.into_iter().collect(),
            ..self
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() {
            "the document"
        } else {
            &self.pointer
        };
        write!(f, "{}: {place}: {} {}", self.code, self.message, self.help)
    }
}

/// A place in a document, as the path of steps that leads to it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Name(&'a str),
    Item(usize),
}

impl<'a> Place<'a> {
    /// The whole document.
    pub const ROOT: Place<'static> = Place {
        parent: None,
        step: Step::Root,
    };

    /// The value under a key of the object here.
    pub fn key(&'a self, key: &'a str) -> Place<'a> {
        Place {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    /// A key of the object here, itself.
    pub fn name(&'a self, key: &'a str) -> Place<'a> {
        Place {
            parent: Some(self),
            step: Step::Name(key),
        }
    }

    /// The item at a position of the list here.
    pub fn item(&'a self, at: usize) -> Place<'a> {
        Place {
            parent: Some(self),
            step: Step::Item(at),
        }
    }

    /// How many steps from the root.
    pub fn depth(&self) -> usize {
        std::iter::successors(self.parent, |place| place.parent).count()
    }

    /// The JSON pointer of this place.
    pub fn pointer(&self) -> String {
        let mut pointer = self.parent.map(Place::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) | Step::Name(key) => {
                pointer.push('/');
                pointer.push_str(&pointer::escape(key));
            }
            Step::Item(at) => {
                pointer.push('/');
                pointer.push_str(&at.to_string());
            }
        }
        pointer
    }
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// The places of what could not be read.
    unread: Vec<String>,
}

impl Diagnostics {
    /// The most faults that are kept; one more line then says that there are others.
    pub const MOST: usize = 1000;

    /// Records a fault at a place, unless what stands there could not be read: the fault only
    /// follows from that.
    pub fn report(
        &mut self,
        code: Code,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.found.len() <= Self::MOST && !self.is_unread(place) {
            self.keep(Diagnostic::new(code, place, message, help));
        }
    }

    /// Names the other places that what was reported last is about, if it was at this place.
    pub fn name_others(&mut self, place: &Place<'_>, others: impl IntoIterator<Item = String>) {
        if let Some(fault) = self
            .found
            .last_mut()
            .filter(|fault| fault.pointer == place.pointer())
        {
            fault.others.extend(others);
        }
    }

    /// Records that what stands at a place cannot be read, and why.
    pub fn refuse(
        &mut self,
        code: Code,
        place: &Place<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(code, place, message, help);
        self.leave_unread(place);
    }

    /// Marks a place where nothing is known of what stands there, once that has been reported. Once
    /// there are more faults than are kept there is no use in marking: nothing more is reported.
    pub fn leave_unread(&mut self, place: &Place<'_>) {
        if self.found.len() <= Self::MOST {
            self.unread.push(place.pointer());
        }
    }

    /// Whether what stands at a place, or what it stands in, could not be read.
    pub fn is_unread(&self, place: &Place<'_>) -> bool {
        !self.unread.is_empty() && {
            let pointer = place.pointer();
            self.unread.iter().any(|unread| is_within(&pointer, unread))
        }
    }

    /// Whether anything at a place could not be read: what is worked out from it would mislead.
    pub fn has_gap(&self, place: &Place<'_>) -> bool {
        !self.unread.is_empty() && {
            let pointer = place.pointer();
            self.unread
                .iter()
                .any(|unread| is_within(&pointer, unread) || is_within(unread, &pointer))
        }
    }

    fn keep(&mut self, fault: Diagnostic) {
        self.found.push(if self.found.len() < Self::MOST {
            fault
        } else {
            let message = "There are more faults than are listed.";
            Diagnostic::new(
                Code::TooManyFaults,
                &Place::ROOT,
                message,
                "Mend these and check again.",
            )
        });
    }

    /// How many faults are kept so far.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing has been found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What was found, in the order found.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// Whether a pointer is another one or leads further in from there.
fn is_within(pointer: &str, around: &str) -> bool {
    pointer
        .strip_prefix(around)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
