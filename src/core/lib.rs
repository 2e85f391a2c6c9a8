//! Which emotional wellbeing and mental health services are for me, why, and how to reach them:
//! worked out in the page.
//!
//! The core is a pure function of a bundle of services, what was said, and the time.
//!
//! # Invariants
//!
//! 1. The core does no I/O, reads no clock, uses no randomness and does not panic. `now` and the
//!    locale are inputs.
//! 2. Unknown is not false. Learning an answer never turns true into false or back.
//! 3. Safety alerts come first, and no rule, failed load or panic hides the crisis contacts.
//! 4. No answer leaves the page.
//! 5. A [`Bundle`] that exists is valid; reading one reports every fault, each with its place and
//!    remedy.
//! 6. An answer counts only while its question is part of the journey.
//! 7. Text is data: never HTML; links are https, mailto, tel or sms.
//! 8. Every statement about a service has a source, an as-of date and a review date.
//! 9. The same input gives the same output, byte for byte, natively and in wasm.
//!
//! # Modules, each resting only on those above it
//!
//! - [`truth`]: three-valued truth; [`clock`]: London wall time; [`keys`]: names made of parts
//! - [`vocabulary`]: the names that the engine itself knows
//! - [`domain`]: what an answer may be
//! - [`criterion`]: who something is for, as a tree
//! - [`facts`], [`answers`]: what can be asked, and what was said
//! - [`mod@format`]: JSON with the place of every fault; the wire form of bundles, cases, panels and answers
//! - [`knowledge`]: what counts of what was said, and what a criterion comes to by it
//! - [`analysis`]: why a criterion came out as it did, and what could still decide it
//! - [`words`]: the words of a bundle, and the sentences that are made from them
//! - [`questionnaire`]: scored questionnaires for professionals
//! - [`bundle`]: the service bundle, validated
//! - [`journey`]: alerts, verdicts, ways in, order, the next question
//! - [`summary`]: a summary to take along, as text and as FHIR R4
//! - [`search`]: finding one's own words in a list

// What holds invariant 1: src/core/clippy.toml names each way out of it. Its tests may go out.
#![cfg_attr(
    not(test),
    deny(
        clippy::disallowed_macros,
        clippy::disallowed_methods,
        clippy::disallowed_types
    )
)]

pub mod analysis;
pub mod answers;
pub mod bundle;
pub mod clock;
pub mod criterion;
pub mod domain;
pub mod facts;
pub mod format;
pub mod journey;
pub mod keys;
pub mod knowledge;
pub mod questionnaire;
pub mod search;
pub mod summary;
pub mod truth;
pub mod vocabulary;
pub mod words;

pub use answers::{Answer, Answers};
pub use bundle::Bundle;
pub use clock::{Date, Moment, Time};
pub use criterion::Criterion;
pub use domain::{Domain, FactIx, Value};
pub use facts::Facts;
pub use format::Diagnostic;
pub use journey::Outcome;
pub use knowledge::Knowledge;
pub use truth::Truth;
