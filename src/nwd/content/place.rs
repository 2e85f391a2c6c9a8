//! From a JSON pointer to the place in the text: what a label points at, and its line and column.

use std::ops::Range;

use nwd_core::format::pointer::unescape;

/// The part of an object's member that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// The value; where the key stands twice, the first, which is the one that counts.
    Value,
    /// The key; where it stands twice, the last.
    Key,
}

/// The bytes of what a pointer names in a valid JSON text, or of the nearest thing around it that
/// is there.
pub fn locate(text: &str, pointer: &str, part: Member) -> Range<usize> {
    let mut scanner = Scanner { text, at: 0 };
    let steps: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    let mut found = scanner.value();
    for (at, step) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        scanner.at = found.start;
        match scanner.step(step, if last { part } else { Member::Value }) {
            Some(inner) => found = inner,
            None => break,
        }
    }
    found
}

/// The line and the column of a byte, both from 1; columns count characters.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// The byte at which a line (from 1) and a column (from 1, in bytes, as `serde_json` counts) stand.
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut offset = start
        .saturating_add(column.saturating_sub(1))
        .min(text.len());
    while !text.is_char_boundary(offset) {
        offset = offset.saturating_sub(1);
    }
    offset
}

/// Walks over a text that is known to be JSON.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Passes over one value and gives its bytes.
    fn value(&mut self) -> Range<usize> {
        self.space();
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => drop(self.string()),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b'}' | b']' if depth == 0 => break,
                byte if depth == 0 && byte.is_ascii_whitespace() => break,
                _ => self.at += 1,
            }
            if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
                break;
            }
        }
        start..self.at
    }

    /// Passes over one string and gives its bytes, quotes included.
    fn string(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        start..self.at
    }

    /// The place that a step leads to from the object or list here.
    fn step(&mut self, step: &str, part: Member) -> Option<Range<usize>> {
        let open = self.peek()?;
        self.at += 1;
        match open {
            b'{' => self.member(step, part),
            b'[' => self.item(step.parse().ok()?),
            _ => None,
        }
    }

    fn member(&mut self, wanted: &str, part: Member) -> Option<Range<usize>> {
        let mut found = None;
        loop {
            self.space();
            match self.peek()? {
                b'}' => return found,
                b',' => self.at += 1,
                _ => {
                    let key = self.string();
                    self.space();
                    self.at += 1;
                    let value = self.value();
                    let name = self
                        .text
                        .get(key.clone())
                        .and_then(|text| serde_json::from_str::<String>(text).ok());
                    match part {
                        _ if name.as_deref() != Some(wanted) => {}
                        Member::Value => return Some(value),
                        Member::Key => found = Some(key),
                    }
                }
            }
        }
    }

    fn item(&mut self, wanted: usize) -> Option<Range<usize>> {
        for _ in 0..wanted {
            self.value();
            self.space();
            if self.peek()? != b',' {
                return None;
            }
            self.at += 1;
        }
        let item = self.value();
        if item.is_empty() {
            return None;
        }
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{ \"a\": [1, {\"b\\u0021\": \"x, ]\"}],\n  \"ä\": tru, \"a\": 2 }";

    fn found(pointer: &str, part: Member) -> &'static str {
        TEXT.get(locate(TEXT, pointer, part)).unwrap_or("?")
    }

    #[test]
    fn finds_values_keys_and_the_nearest_around() {
        for (pointer, part, wanted) in [
            ("", Member::Value, TEXT),
            ("/a", Member::Value, r#"[1, {"b\u0021": "x, ]"}]"#),
            ("/a/0", Member::Value, "1"),
            ("/a/1/b!", Member::Value, r#""x, ]""#),
            ("/a/1/b!", Member::Key, r#""b\u0021""#),
            ("/a/1/c/d", Member::Value, r#"{"b\u0021": "x, ]"}"#),
            ("/a/2", Member::Value, r#"[1, {"b\u0021": "x, ]"}]"#),
            ("/ä", Member::Value, "tru"),
        ] {
            assert_eq!(found(pointer, part), wanted, "{pointer} {part:?}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_shown_where_it_stands_last() {
        let place = locate(TEXT, "/a", Member::Key);
        assert_eq!(line_and_column(TEXT, place.start), (2, 13));
    }

    #[test]
    fn columns_count_characters() {
        let place = locate(TEXT, "/ä", Member::Value);
        assert_eq!(line_and_column(TEXT, place.start), (2, 8));
        assert_eq!(offset(TEXT, 2, 4), TEXT.find('ä').unwrap_or(0));
    }
}
