//! What can be said of criteria without answering everything: why one came out as it did, which
//! facts could still decide it, what several could come to together.

mod classes;
pub mod conflict;
mod influence;
mod pairs;
mod reasons;
mod residual;

pub use classes::{MOST_EFFORT, alike, stretches};
pub use influence::{Reach, could_change, could_decide, effort, is_too_tangled, reach, repeated};
pub use reasons::{Reason, reasons};
pub use residual::Seen;
