//! Something that must be said first.

use super::{ServiceIx, Severity};
use crate::criterion::Criterion;

/// Something that must be said first.
#[derive(Clone, Debug)]
pub struct Alert {
    /// The name that its words are filed under.
    pub id: String,
    /// How it is shown.
    pub severity: Severity,
    /// The answers that raise it.
    pub when: Criterion,
    /// The services to turn to, in order.
    pub services: Vec<ServiceIx>,
}
