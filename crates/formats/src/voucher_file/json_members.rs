//! The members of a JSON object, with their raw text and the line each value stands on.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Names and raw values in the order of the file, repeated names and all.
#[derive(Debug)]
pub(super) struct Members<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

/// What kind of JSON a raw value is; its first byte tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Text,
    Number,
    Other,
}

impl Kind {
    pub fn of(raw: &RawValue) -> Self {
        match raw.get().bytes().next() {
            Some(b'n') => Self::Null,
            Some(b'"') => Self::Text,
            Some(b'-' | b'0'..=b'9') => Self::Number,
            _ => Self::Other,
        }
    }
}

/// Finds the lines of values, which are asked for in the order of the file.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    file: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    pub fn new(file: &'a str) -> Self {
        Self { file, at: 0, line: 1 }
    }

    /// The line on which a value begins. The value borrows from the file, so its address tells
    /// where in it the value stands.
    pub fn line_of(&mut self, raw: &RawValue) -> u32 {
        let start = raw.get().as_ptr().addr().wrapping_sub(self.file.as_ptr().addr());
        let between = self.file.as_bytes().get(self.at..start).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', between).count();
        self.line += u32::try_from(breaks).unwrap_or(u32::MAX);
        self.at = self.at.max(start);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_knows_its_line() {
        let file = "[{\n \"a\": 1,\n\n \"b\": \"x\"}]";
        let all: Vec<Members<'_>> = serde_json::from_str(file).unwrap();
        let mut lines = Lines::new(file);
        let found: Vec<_> = all[0]
            .0
            .iter()
            .map(|(name, raw)| (name.as_str(), lines.line_of(raw), Kind::of(raw)))
            .collect();
        assert_eq!(found, [("a", 2, Kind::Number), ("b", 4, Kind::Text)]);
    }
}
