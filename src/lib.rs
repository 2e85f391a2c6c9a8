//! Which emotional wellbeing and mental health services are for me, why, and how to reach them: worked out in the page.
//!
//! One crate, three parts: a core that is a pure function of a bundle of services, what was said, and the time; a widget
//! that asks the questions and shows the outcome, compiled to WebAssembly; and `nwd`, the command with which editors
//! build, check and explain their bundles.
//!
//! # Invariants
//!
//! 1. The core does no I/O, reads no clock, uses no randomness and does not panic. `now` and the locale are inputs.
//! 2. Unknown is not false. Learning an answer never turns true into false or back.
//! 3. Safety alerts come first, and no rule, failed load or panic hides the crisis contacts.
//! 4. No answer leaves the page.
//! 5. A [`Bundle`] that exists is valid; reading one reports every fault, each with its place and remedy.
//! 6. An answer counts only while its question is part of the journey.
//! 7. Text is data: never HTML; links are https, mailto, tel or sms.
//! 8. Every statement about a service has a source, an as-of date and a review date.
//! 9. The same input gives the same output, byte for byte, natively and in wasm.
//!
//! # Modules, each resting only on those above it
//!
//! - [`truth`]: three-valued truth
//! - [`facts`], [`answers`]: what can be asked, and what was said
//! - [`criteria`]: the criteria tree: evaluate, explain, and find what could still decide it
//! - [`clock`]: London wall time
//! - [`bundle`]: the service bundle: wire form, validation, words
//! - [`journey`]: alerts, verdicts, routes, ranking, the next question
//! - [`passport`]: a summary to take along, as text and as FHIR R4
//! - [`screening`]: scored questionnaires for professionals
//! - [`search`]: finding one's own words in a list
//! - `check`, `exchange` (feature `cli`): lints and cases over a bundle; what comes in and goes out as data
//! - `widget` (feature `widget`), `directory` (feature `cli`): the questions and results, and the same bundle as plain pages
//! - `cli` (feature `cli`): the command

pub mod answers;
pub mod bundle;
pub mod clock;
pub mod criteria;
pub mod facts;
pub mod journey;
pub mod passport;
pub mod screening;
pub mod search;
pub mod truth;

#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod directory;
#[cfg(feature = "cli")]
pub mod exchange;
#[cfg(feature = "widget")]
pub mod widget;

pub use answers::{Answer, Answers, Knowledge, Value};
pub use bundle::{Bundle, Diagnostic};
pub use clock::{Date, Moment, Time};
pub use criteria::Criterion;
pub use facts::{Domain, FactIx, Facts};
pub use journey::Outcome;
pub use truth::Truth;
