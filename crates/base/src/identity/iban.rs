//! International bank account numbers.

use std::fmt;

use iban::{BaseIban, IbanLike, ParseBaseIbanError, ParseIbanError};

use super::{from_str, in_fours, is_digits, written};
use crate::mistake::{mistakes, serde_by_text};

mistakes! {
    /// What is wrong with a text that should be an IBAN.
    pub enum IbanMistake {
        /// Nothing was written.
        Empty = "iban_empty", "mistake-iban-empty";
        /// Too short, too long, or without country letters and two digits first.
        Format = "iban_format", "mistake-iban-format";
        /// The check digits do not fit the rest.
        CheckDigits = "iban_check_digits", "mistake-iban-check-digits";
        /// The country has no IBAN.
        Country = "iban_country", "mistake-iban-country";
        /// The length or the form is not the country's.
        CountryFormat = "iban_country_format", "mistake-iban-country-format";
    }
}

/// *IBAN, internationellt bankkontonummer*: ISO 13616; a Swedish one has 24 characters.
///
/// ```
/// use kameral_base::Iban;
/// let iban = Iban::parse("se4550000000058398257466").unwrap();
/// assert_eq!(iban.to_string(), "SE45 5000 0000 0583 9825 7466");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Iban(BaseIban);

impl Iban {
    /// What a person or a file wrote; small letters, spaces, points and hyphens are let through.
    pub fn parse(text: &str) -> Result<Self, IbanMistake> {
        let text = written(text)
            .ok_or(IbanMistake::Format)?
            .replace(['-', '.'], "")
            .to_ascii_uppercase();
        if text.is_empty() {
            return Err(IbanMistake::Empty);
        }
        match text.parse::<iban::Iban>() {
            Ok(iban) => Ok(Self(iban.into())),
            Err(ParseIbanError::UnknownCountry(base)) => in_missing_country(base),
            Err(ParseIbanError::InvalidBban(_)) => Err(IbanMistake::CountryFormat),
            Err(ParseIbanError::InvalidBaseIban { source }) => Err(match source {
                ParseBaseIbanError::InvalidFormat => IbanMistake::Format,
                ParseBaseIbanError::InvalidChecksum => IbanMistake::CheckDigits,
            }),
        }
    }

    /// Without spaces, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.electronic_str()
    }

    /// Without spaces, for files and keys.
    #[must_use]
    pub fn plain(&self) -> String {
        self.as_str().to_owned()
    }

    /// The two letters of the country.
    #[must_use]
    pub fn country(&self) -> &str {
        self.0.country_code()
    }

    /// Whether it is a Swedish account.
    #[must_use]
    pub fn is_swedish(&self) -> bool {
        self.country() == "SE"
    }
}

/// Countries of the register that the library does not know: four letters of a bank, and then so
/// many characters, digits only or not.
const MISSING: [(&str, usize, bool); 2] = [("HN", 20, true), ("PK", 16, false)];

fn in_missing_country(base: BaseIban) -> Result<Iban, IbanMistake> {
    let missing = MISSING.iter().find(|(country, ..)| *country == base.country_code());
    let (_, chars, digits_only) = missing.ok_or(IbanMistake::Country)?;
    let (bank, account) = base
        .bban_unchecked()
        .split_at_checked(4)
        .ok_or(IbanMistake::CountryFormat)?;
    let bank_fits = bank.bytes().all(|byte| byte.is_ascii_uppercase());
    let account_fits = account.len() == *chars && (!digits_only || is_digits(account));
    if !bank_fits || !account_fits {
        return Err(IbanMistake::CountryFormat);
    }
    Ok(Iban(base))
}

impl fmt::Display for Iban {
    /// In groups of four.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&in_fours(self.as_str()))
    }
}

impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Iban({})", self.as_str())
    }
}

from_str!(Iban, IbanMistake);
serde_by_text!(Iban, as_str);
