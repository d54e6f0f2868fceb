//! Swedish bank accounts.

use std::fmt;

use serde::Deserialize;

use super::clearing::{self, ClearingRange, Rule};
use super::{from_str, is_dash};
use crate::check_digits::{luhn_digit, luhn_holds, mod11_holds};
use crate::mistake::mistakes;

/// Clearing numbers of accounts that bear the owner's personal identity number.
const PERSONAL: [u16; 2] = [3300, 3782];
/// Digits in a clearing number, without the fifth some have.
const CLEARING_DIGITS: usize = 4;

mistakes! {
    /// What is wrong with a text that should be a bank account.
    pub enum BankAccountMistake {
        /// Nothing was written.
        Empty = "bank_account_empty", "mistake-bank-account-empty";
        /// A character that is no digit, space, hyphen, comma or point.
        Character = "bank_account_character", "mistake-bank-account-character";
        /// No bank has the clearing number.
        Clearing = "bank_account_clearing", "mistake-bank-account-clearing";
        /// Too few or too many digits for the bank, or only zeros.
        Length = "bank_account_length", "mistake-bank-account-length";
        /// The fifth clearing digit does not fit the four before it.
        ClearingCheckDigit = "bank_account_clearing_check_digit", "mistake-bank-account-clearing-check-digit";
        /// The account does not fit its check digit. Only a warning: some old accounts never have.
        CheckDigit = "bank_account_check_digit", "mistake-bank-account-check-digit", Warning;
    }
}

/// *Bankkonto*: a Swedish clearing number and an account number, checked as its bank checks it.
///
/// Two ways of writing the same account are equal: padding and the fifth clearing digit do not count.
///
/// ```
/// use kameral_base::BankAccount;
/// let account = BankAccount::parse("8424-4 983 189 224-6").unwrap();
/// assert_eq!(account.to_string(), "8424-4 9831892246");
/// assert_eq!(account.bank(), "Swedbank");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankAccount {
    clearing: u16,
    account: u64,
}

impl BankAccount {
    /// What a person wrote: clearing number first, separated or not.
    pub fn parse(text: &str) -> Result<Self, BankAccountMistake> {
        let account = Self::parse_unverified(text)?;
        if !account.check_digit_fits() {
            return Err(BankAccountMistake::CheckDigit);
        }
        Ok(account)
    }

    /// The same, but a check digit that does not fit is let through.
    ///
    /// For the register, after a second person has accepted the warning, and for reading it back.
    pub fn parse_unverified(text: &str) -> Result<Self, BankAccountMistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BankAccountMistake::Empty);
        }
        let digits = digits_of(text)?;
        let Some((four, rest)) = digits.split_at_checked(CLEARING_DIGITS) else {
            return Err(BankAccountMistake::Length);
        };
        let clearing = four.parse().map_err(|_| BankAccountMistake::Clearing)?;
        let range = clearing::range_of(clearing).ok_or(BankAccountMistake::Clearing)?;
        let account = match range.rule {
            Rule::LuhnWithFifth => without_fifth(four, rest, clearing_digits_shown(text))?,
            _ => rest,
        };
        if !range.rule.digits().contains(&account.len()) {
            return Err(BankAccountMistake::Length);
        }
        let account = account.parse().map_err(|_| BankAccountMistake::Length)?;
        if account == 0 {
            return Err(BankAccountMistake::Length);
        }
        Ok(Self { clearing, account })
    }

    /// The parts as they stand in padded fields of files: four clearing digits and the account.
    pub fn from_parts(clearing: u16, account: u64) -> Result<Self, BankAccountMistake> {
        let range = clearing::range_of(clearing).ok_or(BankAccountMistake::Clearing)?;
        if account == 0 || *range.rule.digits().end() < account.to_string().len() {
            return Err(BankAccountMistake::Length);
        }
        let account = Self { clearing, account };
        if !account.check_digit_fits() {
            return Err(BankAccountMistake::CheckDigit);
        }
        Ok(account)
    }

    /// The four clearing digits.
    #[must_use]
    pub fn clearing(self) -> u16 {
        self.clearing
    }

    /// The account number with the digits its bank writes.
    #[must_use]
    pub fn account(self) -> String {
        format!("{:0width$}", self.account, width = self.range().rule.width())
    }

    /// The bank's name.
    #[must_use]
    pub fn bank(self) -> &'static str {
        self.range().bank
    }

    /// Whether the account number is the owner's personal identity number, and must be kept as one.
    #[must_use]
    pub fn is_personal(self) -> bool {
        PERSONAL.contains(&self.clearing)
    }

    /// Whether the check digit fits. Always so after [`parse`](Self::parse).
    #[must_use]
    pub fn check_digit_fits(self) -> bool {
        let account = self.account();
        match self.range().rule {
            Rule::Mod11WithThree => mod11_holds(&format!("{:03}{account}", self.clearing % 1000)),
            Rule::Mod11WithFour => mod11_holds(&format!("{:04}{account}", self.clearing)),
            Rule::Mod11Nine => mod11_holds(&account),
            Rule::LuhnTen | Rule::LuhnWithFifth | Rule::LuhnPlusgiro => luhn_holds(&account),
        }
    }

    /// Clearing and account parted by a space, for files, keys and the database: `8424 9831892246`.
    #[must_use]
    pub fn plain(self) -> String {
        format!("{:04} {}", self.clearing, self.account())
    }

    /// Sixteen digits: the clearing and the account padded to twelve, as in Bankgirot's files.
    #[must_use]
    pub fn sixteen_digits(self) -> String {
        format!("{:04}{:012}", self.clearing, self.account)
    }

    fn range(self) -> &'static ClearingRange {
        clearing::range_of(self.clearing).expect("no account is made without a range")
    }
}

/// The digits of a written account, without what parts them.
fn digits_of(text: &str) -> Result<String, BankAccountMistake> {
    let mut digits = String::with_capacity(16);
    for character in text.chars() {
        match character {
            '0'..='9' if digits.len() < 32 => digits.push(character),
            '0'..='9' => return Err(BankAccountMistake::Length),
            _ if is_separator(character) => {}
            _ => return Err(BankAccountMistake::Character),
        }
    }
    Ok(digits)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || is_dash(character) || matches!(character, ',' | '.')
}

/// How many clearing digits the separators show, four or five; `None` when they show nothing.
fn clearing_digits_shown(text: &str) -> Option<usize> {
    let mut groups = text.split(is_separator).filter(|group| !group.is_empty()).map(str::len);
    match (groups.next()?, groups.next()?, groups.next()) {
        (4, 1, Some(_)) | (5, _, _) => Some(5),
        (4, _, _) => Some(4),
        _ => None,
    }
}

/// The account after a clearing number that may have a fifth digit. The caller checks the length.
///
/// When nothing shows where the account begins, its own check digit tells. Both readings can only
/// hold when the digit in question is 0, and then they are the same account.
fn without_fifth<'a>(four: &str, rest: &'a str, shown: Option<usize>) -> Result<&'a str, BankAccountMistake> {
    let has_fifth = luhn_digit(four).is_some_and(|digit| rest.starts_with(char::from(b'0' + digit)));
    let after_fifth = rest.get(1..).unwrap_or_default();
    let may_be_all = rest.len() <= *Rule::LuhnWithFifth.digits().end();
    let after_fits = has_fifth && luhn_holds(after_fifth);
    match shown {
        Some(CLEARING_DIGITS) => Ok(rest),
        None if may_be_all && !after_fits => Ok(rest),
        _ if has_fifth => Ok(after_fifth),
        _ => Err(BankAccountMistake::ClearingCheckDigit),
    }
}

impl fmt::Display for BankAccount {
    /// Clearing, a fifth digit where the bank writes one, and account: `8424-4 9831892246`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clearing = format!("{:04}", self.clearing);
        match luhn_digit(&clearing).filter(|_| self.range().rule == Rule::LuhnWithFifth) {
            Some(fifth) => f.pad(&format!("{clearing}-{fifth} {}", self.account())),
            None => f.pad(&format!("{clearing} {}", self.account())),
        }
    }
}

impl fmt::Debug for BankAccount {
    /// The account is masked when it is a personal identity number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_personal() {
            return write!(f, "BankAccount({:04} masked)", self.clearing);
        }
        write!(f, "BankAccount({})", self.plain())
    }
}

from_str!(BankAccount, BankAccountMistake);

impl serde::Serialize for BankAccount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

impl<'de> Deserialize<'de> for BankAccount {
    /// Lets an accepted check digit through: what was once kept must be readable.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse_unverified(&text).map_err(serde::de::Error::custom)
    }
}
