//! A content folder, or several, as one bundle that a page loads.

use std::path::PathBuf;

use nwd_core::format::limits;
use nwd_core::format::write::{Audience, Write};

use super::target::Target;
use crate::output::Failure;

/// A bundle that was built.
#[derive(Debug)]
pub struct Built {
    /// The area's id.
    pub id: String,
    /// The number of its services.
    pub services: usize,
    /// The bundle's text.
    pub text: String,
}

/// Builds a content folder, or several into one; or passes a bundle on.
///
/// # Errors
/// It is not valid.
pub fn bundle(paths: &[PathBuf]) -> Result<Built, Failure> {
    let mut target = Target::read_all(paths)?;
    let (bundle, wire) = target.bundle_and_wire().map_err(Failure::Findings)?;
    let mut text = serde_json::to_string(&wire.write(Audience::Reader)).unwrap_or_default();
    text.push('\n');
    if text.len() > limits::BYTES {
        let message = format!(
            "The bundle of {} has {} bytes; the most is {}.",
            bundle.id,
            text.len(),
            limits::BYTES
        );
        return Err(Failure::new(
            message,
            "Split the area, or shorten its words.",
        ));
    }
    Ok(Built {
        id: bundle.id,
        services: bundle.services.len(),
        text,
    })
}
