//! Bankgiro and Plusgiro numbers.

use std::fmt;

use super::{from_str, is_digits, written};
use crate::check_digits::luhn_holds;
use crate::mistake::{mistakes, serde_by_text};

mistakes! {
    /// What is wrong with a text that should be a Bankgiro number.
    pub enum BankgiroMistake {
        /// Nothing was written.
        Empty = "bankgiro_empty", "mistake-bankgiro-empty";
        /// A character that is no digit, or a hyphen elsewhere than before the last four.
        Character = "bankgiro_character", "mistake-bankgiro-character";
        /// Not seven or eight digits, or a zero first.
        Length = "bankgiro_length", "mistake-bankgiro-length";
        /// The last digit does not fit the others.
        CheckDigit = "bankgiro_check_digit", "mistake-bankgiro-check-digit";
    }
}

mistakes! {
    /// What is wrong with a text that should be a Plusgiro number.
    pub enum PlusgiroMistake {
        /// Nothing was written.
        Empty = "plusgiro_empty", "mistake-plusgiro-empty";
        /// A character that is no digit, or a hyphen elsewhere than before the last.
        Character = "plusgiro_character", "mistake-plusgiro-character";
        /// Not two to eight digits, or a zero first.
        Length = "plusgiro_length", "mistake-plusgiro-length";
        /// The last digit does not fit the others.
        CheckDigit = "plusgiro_check_digit", "mistake-plusgiro-check-digit";
    }
}

/// *Bankgironummer*: seven or eight digits, the last a Luhn digit.
///
/// ```
/// use kameral_base::Bankgiro;
/// assert_eq!(Bankgiro::parse("54029681").unwrap().to_string(), "5402-9681");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bankgiro(u32);

impl Bankgiro {
    /// What a person wrote: `5402-9681`, `297-3675`, `54029681`.
    pub fn parse(text: &str) -> Result<Self, BankgiroMistake> {
        let written = written(text).ok_or(BankgiroMistake::Length)?;
        if written.is_empty() {
            return Err(BankgiroMistake::Empty);
        }
        let digits = without_hyphen(&written, 4).ok_or(BankgiroMistake::Character)?;
        if digits.starts_with('0') {
            return Err(BankgiroMistake::Length);
        }
        digits
            .parse()
            .map_err(|_| BankgiroMistake::Length)
            .and_then(Self::from_number)
    }

    /// The number without hyphen and leading zeros, as it stands in padded fields of files.
    pub fn from_number(number: u64) -> Result<Self, BankgiroMistake> {
        if !(1_000_000..=99_999_999).contains(&number) {
            return Err(BankgiroMistake::Length);
        }
        if !luhn_holds(&number.to_string()) {
            return Err(BankgiroMistake::CheckDigit);
        }
        u32::try_from(number).map(Self).map_err(|_| BankgiroMistake::Length)
    }

    /// Digits only: `54029681`.
    #[must_use]
    pub fn plain(self) -> String {
        self.0.to_string()
    }
}

impl fmt::Display for Bankgiro {
    /// With a hyphen before the last four: `5402-9681`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:04}", self.0 / 10_000, self.0 % 10_000))
    }
}

from_str!(Bankgiro, BankgiroMistake);
serde_by_text!(Bankgiro, plain);

/// *Plusgironummer*: two to eight digits, the last a Luhn digit.
///
/// ```
/// use kameral_base::Plusgiro;
/// assert_eq!(Plusgiro::parse("4105468-5").unwrap().to_string(), "410 54 68-5");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plusgiro(u32);

impl Plusgiro {
    /// What a person wrote: `410 54 68-5`, `4105468-5`, `41054685`.
    pub fn parse(text: &str) -> Result<Self, PlusgiroMistake> {
        let written = written(text).ok_or(PlusgiroMistake::Length)?;
        if written.is_empty() {
            return Err(PlusgiroMistake::Empty);
        }
        let digits = without_hyphen(&written, 1).ok_or(PlusgiroMistake::Character)?;
        if digits.starts_with('0') {
            return Err(PlusgiroMistake::Length);
        }
        digits
            .parse()
            .map_err(|_| PlusgiroMistake::Length)
            .and_then(Self::from_number)
    }

    /// The number without hyphen and leading zeros, as it stands in padded fields of files.
    pub fn from_number(number: u64) -> Result<Self, PlusgiroMistake> {
        if !(10..=99_999_999).contains(&number) {
            return Err(PlusgiroMistake::Length);
        }
        if !luhn_holds(&number.to_string()) {
            return Err(PlusgiroMistake::CheckDigit);
        }
        u32::try_from(number).map(Self).map_err(|_| PlusgiroMistake::Length)
    }

    /// Digits only: `41054685`.
    #[must_use]
    pub fn plain(self) -> String {
        self.0.to_string()
    }
}

impl fmt::Display for Plusgiro {
    /// In pairs from the right, a single first digit joined to its neighbours: `410 54 68-5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = (self.0 / 10).to_string();
        let mut text = String::with_capacity(12);
        for (position, digit) in number.char_indices() {
            let left = number.len() - position;
            if 1 < position && left.is_multiple_of(2) {
                text.push(' ');
            }
            text.push(digit);
        }
        f.pad(&format!("{text}-{}", self.0 % 10))
    }
}

from_str!(Plusgiro, PlusgiroMistake);
serde_by_text!(Plusgiro, plain);

/// The digits, when there is at most one hyphen and so many digits after it; else `None`.
fn without_hyphen(written: &str, digits_after: usize) -> Option<String> {
    let digits = match written.split_once('-') {
        Some((before, after)) if after.len() == digits_after && !before.is_empty() => {
            format!("{before}{after}")
        }
        Some(_) => return None,
        None => written.to_owned(),
    };
    is_digits(&digits).then_some(digits)
}
