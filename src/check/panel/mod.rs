//! Panels: people as professionals of the area describe them, and how near what the journey shows
//! first comes to what those would be content to see. `panel.json` beside an area's content holds
//! them; `nwd panel` scores them.

mod journey;
mod moved;
mod people;
mod score;

pub use journey::Journey;
pub use moved::{Moved, Turn, moved};
pub use people::read;
pub use score::{Fault, FaultKind, Score, Totals, curve};

/// The time at which a panel is scored where no other is asked for, so that figures can be
/// compared: a Monday in the morning, when most services are open.
pub const USUAL_TIME: &str = "2026-11-23T10:00";
