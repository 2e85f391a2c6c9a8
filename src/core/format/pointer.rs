//! The steps of a JSON pointer (RFC 6901).

/// A key as a step of a pointer.
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The key that a step of a pointer names.
pub fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
