//! VAT numbers of Sweden and the other countries of the Union.

use std::fmt;

use super::{OrgNumber, from_str, written};
use crate::check_digits::luhn_holds;
use crate::mistake::{mistakes, serde_by_text};

mistakes! {
    /// What is wrong with a text that should be a VAT number.
    pub enum VatNumberMistake {
        /// Nothing was written.
        Empty = "vat_number_empty", "mistake-vat-number-empty";
        /// It does not begin with the two letters of a country in the Union, or of Northern Ireland.
        Country = "vat_number_country", "mistake-vat-number-country";
        /// Not the length or the form of that country's numbers.
        Format = "vat_number_format", "mistake-vat-number-format";
        /// A Swedish number that does not fit its check digit.
        CheckDigit = "vat_number_check_digit", "mistake-vat-number-check-digit";
    }
}

/// *Momsregistreringsnummer, VAT-nummer*: mervärdesskattelagen (2023:200), directive 2006/112/EC
/// article 215.
///
/// A Swedish number is `SE`, ten digits with a Luhn digit, and `01`. Of other countries' numbers only
/// length and form are checked here; whether one is registered, only the country itself knows.
///
/// ```
/// use kameral_base::VatNumber;
/// let number = VatNumber::parse("SE 2021005026 01").unwrap();
/// assert_eq!(number.org_number().unwrap().to_string(), "202100-5026");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VatNumber(Box<str>);

impl VatNumber {
    /// What a person or a file wrote; small letters, spaces and `-`, `.`, `:`, `/` are let through.
    pub fn parse(text: &str) -> Result<Self, VatNumberMistake> {
        let text = written(text)
            .ok_or(VatNumberMistake::Format)?
            .replace(['-', '.', ':', '/'], "")
            .to_ascii_uppercase();
        if text.is_empty() {
            return Err(VatNumberMistake::Empty);
        }
        let (country, number) = text.split_at_checked(2).ok_or(VatNumberMistake::Country)?;
        let (_, forms) = FORMS
            .iter()
            .find(|(code, _)| *code == country)
            .ok_or(VatNumberMistake::Country)?;
        if !forms.split(' ').any(|form| has_form(number, form)) {
            return Err(VatNumberMistake::Format);
        }
        if country == "SE" && !luhn_holds(&number[..10]) {
            return Err(VatNumberMistake::CheckDigit);
        }
        Ok(Self(text.into()))
    }

    pub(super) fn of_org_number(number: OrgNumber) -> Self {
        Self(format!("SE{}01", number.plain()).into())
    }

    /// The two letters it begins with: the country, where Greece is `EL` and Northern Ireland `XI`.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.0[..2]
    }

    /// Whether it is Swedish.
    #[must_use]
    pub fn is_swedish(&self) -> bool {
        self.country() == "SE"
    }

    /// The organisation number within a Swedish number; `None` for other countries, and for a person,
    /// whose number holds the personal identity number.
    #[must_use]
    pub fn org_number(&self) -> Option<OrgNumber> {
        let ten = self.0.strip_prefix("SE")?.get(..10)?;
        OrgNumber::parse(ten).ok()
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

/// The forms of each country's numbers after its letters, in a small notation of our own: `9` stands
/// for a digit, `a` for a letter, `x` for either, `*` for either or the signs `+` and `*`; a capital
/// and a `0` or a `1` for themselves.
///
/// After the European Commission's list of VAT number structures (VIES).
const FORMS: &[(&str, &str)] = &[
    ("AT", "U99999999"),
    ("BE", "0999999999 1999999999"),
    ("BG", "999999999 9999999999"),
    ("CY", "99999999a"),
    ("CZ", "99999999 999999999 9999999999"),
    ("DE", "999999999"),
    ("DK", "99999999"),
    ("EE", "999999999"),
    ("EL", "999999999"),
    ("ES", "x9999999a a99999999"),
    ("FI", "99999999"),
    ("FR", "xx999999999"),
    ("HR", "99999999999"),
    ("HU", "99999999"),
    ("IE", "9*99999a 9999999aa"),
    ("IT", "99999999999"),
    ("LT", "999999999 999999999999"),
    ("LU", "99999999"),
    ("LV", "99999999999"),
    ("MT", "99999999"),
    ("NL", "************"),
    ("PL", "9999999999"),
    ("PT", "999999999"),
    ("RO", "99 999 9999 99999 999999 9999999 99999999 999999999 9999999999"),
    ("SE", "999999999901"),
    ("SI", "99999999"),
    ("SK", "9999999999"),
    ("XI", "999999999 999999999999 GD999 HA999"),
];

fn has_form(number: &str, form: &str) -> bool {
    number.len() == form.len()
        && number.bytes().zip(form.bytes()).all(|(byte, wanted)| match wanted {
            b'9' => byte.is_ascii_digit(),
            b'a' => byte.is_ascii_uppercase(),
            b'x' => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            b'*' => byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'+' | b'*'),
            literal => byte == literal,
        })
}

impl fmt::Display for VatNumber {
    /// Without spaces: people copy it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

from_str!(VatNumber, VatNumberMistake);
serde_by_text!(VatNumber, as_str);
