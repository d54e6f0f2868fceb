//! OCR references: what a payer types so that the payment finds its invoice.

use std::fmt;

use super::{from_str, is_digits, written};
use crate::check_digits::{luhn_digit, luhn_holds};
use crate::mistake::{mistakes, serde_by_text};

/// The fewest digits, check digit included.
pub const OCR_DIGITS_MIN: usize = 2;
/// The most digits, check digit included.
pub const OCR_DIGITS_MAX: usize = 25;

mistakes! {
    /// What is wrong with a text that should be an OCR reference.
    pub enum OcrMistake {
        /// Nothing was written.
        Empty = "ocr_empty", "mistake-ocr-empty";
        /// A character that is no digit.
        Character = "ocr_character", "mistake-ocr-character";
        /// Not two to twenty-five digits.
        Length = "ocr_length", "mistake-ocr-length";
        /// The last digit does not fit the others.
        CheckDigit = "ocr_check_digit", "mistake-ocr-check-digit";
        /// The last but one does not tell the length.
        LengthDigit = "ocr_length_digit", "mistake-ocr-length-digit";
        /// Not one of the lengths that were agreed.
        AgreedLength = "ocr_agreed_length", "mistake-ocr-agreed-length";
    }
}

/// What an OCR reference ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OcrEnding {
    /// A Luhn digit.
    CheckDigit,
    /// The last digit of the whole length, then a Luhn digit.
    LengthAndCheckDigit,
}

/// *OCR-kontroll*: how strictly a Bankgiro number checks its references, as agreed with the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OcrLevel<'a> {
    /// Level 1: other texts are let through too, as messages; what is an OCR reference has a Luhn digit.
    Soft,
    /// Level 2: always an OCR reference with a Luhn digit.
    Hard,
    /// Level 3: any length, told by the last digit but one.
    LengthDigit,
    /// Level 4: one of a few agreed lengths, check digit included.
    Lengths(&'a [usize]),
}

/// *OCR-nummer*: two to twenty-five digits, the last a Luhn digit. Leading zeros count.
///
/// ```
/// use kameral_base::{OcrEnding, OcrReference};
/// let reference = OcrReference::make("1234567890", OcrEnding::LengthAndCheckDigit).unwrap();
/// assert_eq!(reference.as_str(), "123456789023");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OcrReference(Box<str>);

impl OcrReference {
    /// What a payer or a file wrote; spaces are let through.
    pub fn parse(text: &str) -> Result<Self, OcrMistake> {
        let digits = digits_of(text)?;
        if !(OCR_DIGITS_MIN..=OCR_DIGITS_MAX).contains(&digits.len()) {
            return Err(OcrMistake::Length);
        }
        if !luhn_holds(&digits) {
            return Err(OcrMistake::CheckDigit);
        }
        Ok(Self(digits.into()))
    }

    /// The reference for a number, with its ending added. Refuses a number that leaves no room.
    pub fn make(number: &str, ending: OcrEnding) -> Result<Self, OcrMistake> {
        let mut digits = digits_of(number)?;
        if ending == OcrEnding::LengthAndCheckDigit {
            digits.push_str(&((digits.len() + 2) % 10).to_string());
        }
        let check_digit = luhn_digit(&digits).ok_or(OcrMistake::Character)?;
        digits.push(char::from(b'0' + check_digit));
        if OCR_DIGITS_MAX < digits.len() {
            return Err(OcrMistake::Length);
        }
        Ok(Self(digits.into()))
    }

    /// Whether the reference is one the level lets through.
    pub fn check(&self, level: OcrLevel<'_>) -> Result<(), OcrMistake> {
        match level {
            OcrLevel::Soft | OcrLevel::Hard => Ok(()),
            OcrLevel::LengthDigit if self.has_length_digit() => Ok(()),
            OcrLevel::LengthDigit => Err(OcrMistake::LengthDigit),
            OcrLevel::Lengths(lengths) if lengths.contains(&self.0.len()) => Ok(()),
            OcrLevel::Lengths(_) => Err(OcrMistake::AgreedLength),
        }
    }

    fn has_length_digit(&self) -> bool {
        let last_but_one = self.0.bytes().rev().nth(1).map(|byte| usize::from(byte - b'0'));
        last_but_one == Some(self.0.len() % 10)
    }

    /// All its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// All its digits, for files and keys.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.to_string()
    }
}

fn digits_of(text: &str) -> Result<String, OcrMistake> {
    let digits = written(text).ok_or(OcrMistake::Length)?;
    if digits.is_empty() {
        return Err(OcrMistake::Empty);
    }
    if !is_digits(&digits) {
        return Err(OcrMistake::Character);
    }
    Ok(digits)
}

impl fmt::Display for OcrReference {
    /// Without spaces: people copy it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

from_str!(OcrReference, OcrMistake);
serde_by_text!(OcrReference, as_str);
