//! The address of a page with its query, as the place where all of a page's state lives.
//!
//! Filters, order, tab and place in a list stand in the address, so that a page can be sent to
//! a colleague, opened beside another and returned to with Back.

use std::fmt::{self, Write as _};

/// A path and its query, taken apart: `/verifikationer?period=202603&sortera=-datum`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    path: String,
    query: Vec<(String, String)>,
}

impl Address {
    /// Reads what the browser sent. Nothing is refused: bytes that are no UTF-8 become U+FFFD.
    pub fn parse(path_and_query: &str) -> Self {
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        Self {
            path: path.to_owned(),
            query: query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        }
    }

    /// The path without its query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The first value of a name in the query.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// All names and values of the query, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same address with `name` set to `value`, where it stood before or last.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let at = self.query.iter().position(|(key, _)| key == name);
        let mut address = Self {
            query: Vec::new(),
            path: std::mem::take(&mut self.path),
        };
        let mut value = Some(value.into());
        for (index, (key, old)) in self.query.into_iter().enumerate() {
            if key != name {
                address.query.push((key, old));
            } else if Some(index) == at {
                address.query.push((key, value.take().unwrap_or_default()));
            }
        }
        if let Some(value) = value {
            address.query.push((name.to_owned(), value));
        }
        address
    }

    /// The same address without `name`.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.query.retain(|(key, _)| key != name);
        self
    }

    /// Whether this may be gone back to after a form: a path of this site, nothing a browser
    /// could read as another host.
    pub fn is_local(&self) -> bool {
        let mut characters = self.path.chars();
        characters.next() == Some('/')
            && !matches!(characters.next(), Some('/' | '\\'))
            && !self.path.contains(|c: char| c.is_control() || c == '\\')
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (at, (name, value)) in self.pairs().enumerate() {
            f.write_char(if at == 0 { '?' } else { '&' })?;
            write!(f, "{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

/// Percent-encoding of one name or value. Letters, digits and `-._~` stay, and `*,:/` for the
/// sake of readable patterns and ranges.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~*,:/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string takes what it is given");
        }
    }
    out
}

/// One name or value as [`encode`] or a browser's form has written it. Bytes that are no UTF-8 become U+FFFD.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, after) = match (first, tail) {
            (b'+', _) => (b' ', tail),
            (b'%', [high, low, after @ ..]) => match hex(*high).zip(hex(*low)) {
                Some((high, low)) => (high * 16 + low, after),
                None => (b'%', tail),
            },
            _ => (*first, tail),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_state_of_a_page_is_changed_in_place() {
        let address = Address::parse("/verifikationer?konto=4*&sortera=datum&sortera=x&text=fika+%C3%A5");
        assert_eq!(address.get("text"), Some("fika å"));
        assert_eq!(
            address.clone().with("sortera", "-datum").without("konto").to_string(),
            "/verifikationer?sortera=-datum&text=fika%20%C3%A5"
        );
        assert_eq!(
            address.without("sortera").with("period", "202601..202603").to_string(),
            "/verifikationer?konto=4*&text=fika%20%C3%A5&period=202601..202603"
        );
    }

    #[test]
    fn only_a_path_of_this_site_is_local() {
        for (address, local) in [
            ("/", true),
            ("/a?b=//x", true),
            ("//x", false),
            ("/\\x", false),
            ("http://x", false),
            ("", false),
            ("/a\tb", false),
            ("/a\\..", false),
        ] {
            assert_eq!(Address::parse(address).is_local(), local, "{address}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(path in "/[a-z/]{0,8}", pairs in prop::collection::vec((".{1,6}", ".{0,8}"), 0..5)) {
            let mut address = Address::parse(&path);
            for (name, value) in &pairs {
                address = address.with(name, value.clone());
            }
            prop_assert_eq!(Address::parse(&address.to_string()), address);
        }

        #[test]
        fn nothing_the_browser_sends_is_refused(text in ".{0,40}") {
            let _ = Address::parse(&text);
        }
    }
}
