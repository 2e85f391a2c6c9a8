//! Names made of parts.

/// A key: its parts with dots between them. (One small function; each `format!` in its place would
/// weigh more.)
#[inline(never)]
pub fn key(parts: &[&str]) -> String {
    joined(parts, ".")
}

/// Texts in a row with the same between them. (The standard library's `join` is written for speed,
/// and weighs several times as much.)
#[inline(never)]
pub fn joined<T: AsRef<str>>(parts: &[T], between: &str) -> String {
    let mut all = String::new();
    for (nth, part) in parts.iter().enumerate() {
        if nth > 0 {
            all.push_str(between);
        }
        all.push_str(part.as_ref());
    }
    all
}
