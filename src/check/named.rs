//! What cases and panels name: services and alerts of the bundle, and people who can be.

use nwd_core::answers::Answers;
use nwd_core::bundle::Bundle;
use nwd_core::format::{Code, Diagnostics, Place};
use nwd_core::knowledge::Knowledge;

/// Reports answers that nobody can give together: such a person says nothing of anybody.
pub fn possible(answers: &Answers, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    let known = Knowledge::new(&bundle.facts, answers);
    for (_, fact) in bundle
        .facts
        .iter()
        .filter(|(at, _)| known.left(*at, answers) != answers.get(*at))
    {
        let message = format!(
            "With the other answers, {} cannot be this: its \"never\" says so.",
            fact.id
        );
        let help = "Change one of the answers, or the \"never\" of the question.";
        faults.report(Code::ImpossiblePerson, &place.key(&fact.id), message, help);
    }
}

/// Reports a service that there is not.
pub fn service(id: &str, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    if bundle.find_service(id).is_none() {
        faults.report(
            Code::UnknownService,
            place,
            format!("No service is called \"{id}\"."),
            "Write the id of a service.",
        );
    }
}

/// Reports an alert that there is not.
pub fn alert(id: &str, bundle: &Bundle, place: &Place<'_>, faults: &mut Diagnostics) {
    if !bundle.alerts.iter().any(|alert| alert.id == *id) {
        faults.report(
            Code::UnknownAlert,
            place,
            format!("No alert is called \"{id}\"."),
            "Write the id of an alert.",
        );
    }
}
