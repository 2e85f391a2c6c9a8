//! What holds of every fault that is told. (The fuzzer takes this file by itself: it is built without
//! the rest.)

use nwd_core::Diagnostic;

/// Each fault has a place, and words for what is wrong and what to do.
pub fn assert_told(faults: &[Diagnostic]) {
    for fault in faults {
        assert!(
            !fault.message.is_empty() && !fault.help.is_empty(),
            "{fault:?}"
        );
        assert!(
            fault.pointer.is_empty() || fault.pointer.starts_with('/'),
            "{fault:?}"
        );
    }
}
