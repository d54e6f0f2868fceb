//! Chance: the one place of the program where it is drawn.
//!
//! Tokens of sessions and browsers, salts of passwords and the key of the throttle come from the
//! operating system. Nothing that is decided or posted depends on any of them.

use std::fmt;

use kameral_store::{Fault, FaultKind};
use sha2::{Digest, Sha256};

/// Bytes of a token: 256 bits cannot be guessed (reliability §4.7).
const TOKEN_BYTES: usize = 32;

/// A token that opens something for whoever has it. The database keeps its SHA-256 only, and
/// `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new token.
    pub(crate) fn draw() -> Result<Self, Fault> {
        Ok(Self(hex(&bytes::<TOKEN_BYTES>()?)))
    }

    /// A token as a cookie brought it; none when it cannot be one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let right =
            text.len() == 2 * TOKEN_BYTES && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        right.then(|| Self(text.to_owned()))
    }

    /// Another secret that follows from this one: who has the first can make the second, nobody
    /// can go back.
    pub(crate) fn derived(&self, purpose: &str) -> Self {
        Self(hex(&Sha256::new()
            .chain_update(purpose)
            .chain_update([0])
            .chain_update(&self.0)
            .finalize()))
    }

    /// What the database keeps.
    pub(crate) fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }

    /// The token itself, for a cookie or a form.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Bytes from the operating system.
#[expect(clippy::disallowed_methods, reason = "the one place where chance is drawn")]
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        Fault::new(
            FaultKind::Engine,
            format!("the operating system gives no random bytes: {error}"),
        )
    })?;
    Ok(bytes)
}

/// Bytes in small hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// Bytes out of hexadecimal digits as [`hex`] writes them; none when anything is written otherwise.
pub(crate) fn exact_hex(text: &str) -> Option<Vec<u8>> {
    unhex(text).filter(|bytes| hex(bytes) == text)
}

/// Bytes out of hexadecimal digits, two each; none when the text has others.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_new_each_time_and_never_shown() {
        let (one, other) = (Secret::draw().unwrap(), Secret::draw().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), 64);
        assert_eq!(Secret::parse(one.reveal()), Some(one.clone()));
        assert_eq!(format!("{one:?}"), "Secret(…)");
        assert_ne!(one.derived("csrf"), one.derived("other"));
        assert_eq!(one.derived("csrf"), one.derived("csrf"));
    }

    #[test]
    fn only_the_form_of_a_token_is_looked_for() {
        for wrong in ["", "abc", &"g".repeat(64), &"A".repeat(64), &"a".repeat(65)] {
            assert_eq!(Secret::parse(wrong), None);
        }
    }

    #[test]
    fn bytes_are_written_as_two_digits_each() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
