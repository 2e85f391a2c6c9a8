//! From a JSON pointer to the place in the text: what a label points at, and its line and column.

use std::collections::HashMap;
use std::ops::Range;

use nwd_core::format::pointer::escape;

/// The part of an object's member that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// The value; where the key stands twice, the first, which is the one that counts.
    Value,
    /// The key; where it stands twice, the last.
    Key,
}

/// Where everything stands in a valid JSON text, looked up once for all that is found in it.
#[derive(Debug, Default)]
pub struct Places {
    values: HashMap<String, Range<usize>>,
    keys: HashMap<String, Range<usize>>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl Places {
    /// The places of a text.
    pub fn of(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut places = Places {
            lines: std::iter::once(0).chain(starts).collect(),
            ..Places::default()
        };
        let mut scanner = Scanner {
            text,
            at: 0,
            depth: 0,
        };
        scanner.note(&mut String::new(), &mut places);
        places
    }

    /// The bytes of what a pointer names, or of the nearest thing around it that is there.
    pub fn locate(&self, pointer: &str, part: Member) -> Range<usize> {
        let key = self.keys.get(pointer).filter(|_| part == Member::Key);
        let mut around = pointer;
        loop {
            if let Some(found) = key.or_else(|| self.values.get(around)) {
                return found.clone();
            }
            let Some((outer, _)) = around.rsplit_once('/') else {
                return 0..0;
            };
            around = outer;
        }
    }

    /// The line and the column of a byte, both from 1; columns count characters.
    pub fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied();
        let before = text.get(start.unwrap_or(0)..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
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

/// The levels of objects and lists that are looked into.
const DEEPEST: usize = 130;
/// The bytes of the pointers to what is looked into: all that is in it repeats them.
const LONGEST: usize = 2000;

/// Walks over a text that is known to be JSON.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// How many objects and lists it is in.
    depth: usize,
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

    /// Notes the value here, and all that is in it, under its pointer.
    fn note(&mut self, pointer: &mut String, places: &mut Places) {
        self.space();
        let start = self.at;
        self.depth += 1;
        match self.peek() {
            // What nests deeper, or under longer names, is no content: what is in it is not noted.
            _ if self.depth > DEEPEST || pointer.len() > LONGEST => drop(self.value()),
            Some(b'{') => self.members(pointer, places),
            Some(b'[') => self.items(pointer, places),
            _ => drop(self.value()),
        }
        self.depth -= 1;
        places.values.insert(pointer.clone(), start..self.at);
    }

    fn members(&mut self, pointer: &mut String, places: &mut Places) {
        let outer = pointer.len();
        self.at += 1;
        while self.is_inside(b'}') {
            let key = self.string();
            let quoted = self.text.get(key.clone()).unwrap_or_default();
            let name = serde_json::from_str::<String>(quoted).unwrap_or_default();
            pointer.push('/');
            pointer.push_str(&escape(&name));
            self.space();
            self.at += 1;
            // Of a key that stands twice the first value counts.
            match places.keys.insert(pointer.clone(), key) {
                None => self.note(pointer, places),
                Some(_) => drop(self.value()),
            }
            pointer.truncate(outer);
        }
    }

    fn items(&mut self, pointer: &mut String, places: &mut Places) {
        let outer = pointer.len();
        self.at += 1;
        let mut nth = 0;
        while self.is_inside(b']') {
            pointer.push_str(&format!("/{nth}"));
            self.note(pointer, places);
            pointer.truncate(outer);
            nth += 1;
        }
    }

    /// Goes on to the next member or item; at the end, past it.
    fn is_inside(&mut self, end: u8) -> bool {
        loop {
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == end => {
                    self.at += 1;
                    return false;
                }
                found => return found.is_some(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{ \"a\": [1, {\"b\\u0021\": \"x, ]\"}],\n  \"ä\": tru, \"a\": 2 }";

    fn found(pointer: &str, part: Member) -> &'static str {
        TEXT.get(Places::of(TEXT).locate(pointer, part))
            .unwrap_or("?")
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
        let places = Places::of(TEXT);
        let place = places.locate("/a", Member::Key);
        assert_eq!(places.line_and_column(TEXT, place.start), (2, 13));
    }

    #[test]
    fn columns_count_characters() {
        let places = Places::of(TEXT);
        let place = places.locate("/ä", Member::Value);
        assert_eq!(places.line_and_column(TEXT, place.start), (2, 8));
        assert_eq!(offset(TEXT, 2, 4), TEXT.find('ä').unwrap_or(0));
    }
}
