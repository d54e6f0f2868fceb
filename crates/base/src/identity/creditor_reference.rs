//! Creditor references of ISO 11649.

use std::fmt;

use super::{from_str, in_fours, written};
use crate::check_digits::mod97;
use crate::mistake::{mistakes, serde_by_text};

/// `RF`, two check digits and at most 21 characters.
pub const CREDITOR_REFERENCE_CHARS_MAX: usize = 25;
/// `RF` and two check digits.
const HEAD_CHARS: usize = 4;

mistakes! {
    /// What is wrong with a text that should be a creditor reference.
    pub enum CreditorReferenceMistake {
        /// Nothing was written.
        Empty = "creditor_reference_empty", "mistake-creditor-reference-empty";
        /// A character that is neither digit nor letter A to Z.
        Character = "creditor_reference_character", "mistake-creditor-reference-character";
        /// It does not begin with RF and two digits.
        Prefix = "creditor_reference_prefix", "mistake-creditor-reference-prefix";
        /// Nothing after the check digits, or more than 21 characters.
        Length = "creditor_reference_length", "mistake-creditor-reference-length";
        /// The check digits do not fit the rest.
        CheckDigits = "creditor_reference_check_digits", "mistake-creditor-reference-check-digits";
    }
}

/// *Strukturerad betalningsreferens*: ISO 11649, `RF`, two check digits, up to 21 letters and digits.
///
/// ```
/// use kameral_base::CreditorReference;
/// let reference = CreditorReference::make("539007547034").unwrap();
/// assert_eq!(reference.to_string(), "RF18 5390 0754 7034");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditorReference(Box<str>);

impl CreditorReference {
    /// What a payer or a file wrote; small letters and spaces are let through.
    pub fn parse(text: &str) -> Result<Self, CreditorReferenceMistake> {
        let text = characters_of(text)?;
        let number = text.strip_prefix("RF").ok_or(CreditorReferenceMistake::Prefix)?;
        if !number.as_bytes().iter().take(2).all(u8::is_ascii_digit) {
            return Err(CreditorReferenceMistake::Prefix);
        }
        if !(HEAD_CHARS + 1..=CREDITOR_REFERENCE_CHARS_MAX).contains(&text.len()) {
            return Err(CreditorReferenceMistake::Length);
        }
        let (head, tail) = text.split_at(HEAD_CHARS);
        if mod97(&format!("{tail}{head}")) != Some(1) {
            return Err(CreditorReferenceMistake::CheckDigits);
        }
        Ok(Self(text.into()))
    }

    /// The reference for a number of up to 21 letters and digits.
    pub fn make(number: &str) -> Result<Self, CreditorReferenceMistake> {
        let number = characters_of(number)?;
        if CREDITOR_REFERENCE_CHARS_MAX - HEAD_CHARS < number.len() {
            return Err(CreditorReferenceMistake::Length);
        }
        let rest = mod97(&format!("{number}RF00")).ok_or(CreditorReferenceMistake::Character)?;
        Ok(Self(format!("RF{:02}{number}", 98 - rest).into()))
    }

    /// Without spaces, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without spaces, for files and keys.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.to_string()
    }
}

fn characters_of(text: &str) -> Result<String, CreditorReferenceMistake> {
    let text = written(text)
        .ok_or(CreditorReferenceMistake::Length)?
        .to_ascii_uppercase();
    if text.is_empty() {
        return Err(CreditorReferenceMistake::Empty);
    }
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(CreditorReferenceMistake::Character);
    }
    Ok(text)
}

impl fmt::Display for CreditorReference {
    /// In groups of four: `RF18 5390 0754 7034`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&in_fours(&self.0))
    }
}

from_str!(CreditorReference, CreditorReferenceMistake);
serde_by_text!(CreditorReference, as_str);
