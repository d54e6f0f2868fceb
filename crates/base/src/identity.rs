//! Numbers that say who or where: parsed once, and then the type is the proof.
//!
//! Every parser takes what people write (spaces of any kind, hyphens and dashes) and refuses what
//! cannot be right with a mistake that names it. `plain()` is the form for files, keys and the
//! database; `Display` is the form for people; both are read again by `parse`.

mod bank_account;
mod clearing;
mod creditor_reference;
mod giro;
mod iban;
mod ocr_reference;
mod org_number;
mod personal_identity_number;
mod vat_number;

pub use bank_account::{BankAccount, BankAccountMistake};
pub use creditor_reference::{CreditorReference, CreditorReferenceMistake};
pub use giro::{Bankgiro, BankgiroMistake, Plusgiro, PlusgiroMistake};
pub use iban::{Iban, IbanMistake};
pub use ocr_reference::{OcrEnding, OcrLevel, OcrMistake, OcrReference};
pub use org_number::{OrgNumber, OrgNumberMistake};
pub use personal_identity_number::{PersonalIdentityNumber, PersonalIdentityNumberMistake};
pub use vat_number::{VatNumber, VatNumberMistake};

/// Longer than any number with any separators; what is longer is refused unread.
const WRITTEN_CHARS_MAX: usize = 64;

/// The text without any spaces and with every dash a hyphen; `None` when it is far too long.
fn written(text: &str) -> Option<String> {
    let mut chars = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if is_dash(c) { '-' } else { c });
    let written: String = chars.by_ref().take(WRITTEN_CHARS_MAX).collect();
    chars.next().is_none().then_some(written)
}

/// Hyphen, non-breaking hyphen, figure dash, en dash and minus: what word processors make of one key.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Groups of four with spaces between, as IBAN and references are printed.
fn in_fours(text: &str) -> String {
    let mut grouped = String::with_capacity(text.len() + text.len() / 4);
    for (position, character) in text.chars().enumerate() {
        if position != 0 && position.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}

/// `FromStr` by `parse`.
macro_rules! from_str {
    ($type:ty, $mistake:ty) => {
        impl std::str::FromStr for $type {
            type Err = $mistake;

            fn from_str(text: &str) -> Result<Self, $mistake> {
                Self::parse(text)
            }
        }
    };
}

use from_str;
