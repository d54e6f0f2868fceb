//! Codes of banks.

use std::fmt;

use super::mistake::Mistake;
use crate::mistake::excerpt;

/// *BIC*: a bank's code (ISO 9362), eight or eleven capital letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bic(Box<str>);

impl Bic {
    /// Four letters or digits of the bank, two letters of the country, two of the place, and three
    /// of the branch or none.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let plain = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let bytes = text.as_bytes();
        let country = bytes
            .get(4..6)
            .is_some_and(|two| two.iter().all(u8::is_ascii_uppercase));
        if !matches!(bytes.len(), 8 | 11) || !bytes.iter().all(plain) || !country {
            return Err(Mistake::BicMalformed { value: excerpt(text) });
        }
        Ok(Self(text.into()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Bic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
