//! What a bundle makes of what was said: alerts, verdicts, ways in, order, and what to ask next.
//!
//! One pure function of the bundle, the answers and the time: [`Outcome::of`].

mod ahead;
mod because;
mod birthdays;
mod decisive;
mod filter;
mod hours;
mod layout;
mod merit;
mod next;
mod order;
mod outcome;
mod plain_text;
mod service;
mod walk;

pub use ahead::Ahead;
pub use because::Because;
pub use birthdays::{Birthday, birthdays};
pub use filter::Filter;
pub use hours::{OpenNow, open_now};
pub use layout::Arrangement;
pub use outcome::Outcome;
pub use plain_text::{as_text, contact_lines, contact_words, hours_line, open_line, service_lines};
pub use service::{ConsentOutcome, RouteOutcome, ServiceOutcome};
pub use walk::{Screen, Walk};
