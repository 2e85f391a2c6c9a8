//! What is too large is refused.

use nwd_prove::{Limits, TooLarge, prove};

use crate::support::LIMITS;
use nwd_testing::sample;

#[test]
fn a_domain_that_is_too_large_is_refused_with_its_size() {
    let fault = prove(
        &sample::bundle(),
        Limits {
            nodes: 64,
            ..LIMITS
        },
    )
    .unwrap_err();
    assert_eq!(fault.nodes, 64);
    assert!(
        fault.to_string().contains(&format!("{} bits", fault.bits)) && fault.bits > 8,
        "{fault}"
    );
    assert!(prove(&sample::bundle(), LIMITS).is_ok());
    // In words it says whose people they are, and which questions to look at; long numbers are grouped.
    let told = TooLarge {
        bits: 210,
        nodes: 16_777_216,
    }
    .of(&sample::bundle());
    assert!(told.starts_with(&sample::bundle().id), "{told}");
    assert!(
        told.contains("16,777,216 nodes") && told.contains("age (121 values), "),
        "{told}"
    );
}
