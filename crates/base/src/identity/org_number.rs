//! Organisation numbers.

use std::fmt;

use super::{VatNumber, from_str, is_digits, written};
use crate::check_digits::luhn_holds;
use crate::mistake::{mistakes, serde_by_text};

mistakes! {
    /// What is wrong with a text that should be an organisation number.
    pub enum OrgNumberMistake {
        /// Nothing was written.
        Empty = "org_number_empty", "mistake-org-number-empty";
        /// A character that is no digit, or a hyphen in the wrong place.
        Character = "org_number_character", "mistake-org-number-character";
        /// Not ten digits, nor twelve.
        Length = "org_number_length", "mistake-org-number-length";
        /// Twelve digits that do not begin with 16.
        Prefix = "org_number_prefix", "mistake-org-number-prefix";
        /// The third digit is below 2: a personal identity number, perhaps.
        ThirdDigit = "org_number_third_digit", "mistake-org-number-third-digit";
        /// The last digit does not fit the others.
        CheckDigit = "org_number_check_digit", "mistake-org-number-check-digit";
    }
}

/// *Organisationsnummer*: lagen (1974:174) om identitetsbeteckning för juridiska personer m.fl.
///
/// Ten digits, the third at least 2, the last a Luhn digit; twelve digits when 16 stands before.
///
/// ```
/// use kameral_base::OrgNumber;
/// let number = OrgNumber::parse("162021005026").unwrap();
/// assert_eq!(number.to_string(), "202100-5026");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgNumber(u64);

impl OrgNumber {
    /// What a person or a file wrote: `202100-5026`, `2021005026`, `16202100-5026`.
    pub fn parse(text: &str) -> Result<Self, OrgNumberMistake> {
        let written = written(text).ok_or(OrgNumberMistake::Length)?;
        if written.is_empty() {
            return Err(OrgNumberMistake::Empty);
        }
        let digits = match written.split_once('-') {
            Some((number, last_four)) if last_four.len() == 4 => format!("{number}{last_four}"),
            Some(_) => return Err(OrgNumberMistake::Character),
            None => written,
        };
        if !is_digits(&digits) {
            return Err(OrgNumberMistake::Character);
        }
        let ten = match digits.len() {
            10 => &*digits,
            12 => digits.strip_prefix("16").ok_or(OrgNumberMistake::Prefix)?,
            _ => return Err(OrgNumberMistake::Length),
        };
        if ten.as_bytes()[2] < b'2' {
            return Err(OrgNumberMistake::ThirdDigit);
        }
        if !luhn_holds(ten) {
            return Err(OrgNumberMistake::CheckDigit);
        }
        ten.parse().map(Self).map_err(|_| OrgNumberMistake::Character)
    }

    /// Ten digits: `2021005026`.
    #[must_use]
    pub fn plain(self) -> String {
        format!("{:010}", self.0)
    }

    /// Twelve digits: `162021005026`, as the Tax Agency's files want it.
    #[must_use]
    pub fn twelve_digits(self) -> String {
        format!("16{:010}", self.0)
    }

    /// The VAT number the organisation would have, were it registered.
    #[must_use]
    pub fn vat_number(self) -> VatNumber {
        VatNumber::of_org_number(self)
    }

    /// Whether it lies in the series of state agencies, 2021 and 2022.
    ///
    /// Every agency lies there; that all who do are agencies is not known.
    #[must_use]
    pub fn is_in_state_series(self) -> bool {
        matches!(self.0 / 1_000_000, 2021 | 2022)
    }
}

impl fmt::Display for OrgNumber {
    /// With a hyphen: `202100-5026`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:06}-{:04}", self.0 / 10_000, self.0 % 10_000))
    }
}

from_str!(OrgNumber, OrgNumberMistake);
serde_by_text!(OrgNumber, plain);
