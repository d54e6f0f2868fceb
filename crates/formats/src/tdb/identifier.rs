//! What a supplier's numbers look like in the file. Whether their check digits hold is for whoever
//! keeps the numbers.

use crate::fixed_width::Mistake;
use crate::mistake::excerpt;

/// The country code of Swedish numbers.
const SWEDEN: &str = "SE";
/// Digits of a Swedish organisation number.
const ORG_NUMBER_DIGITS: usize = 10;

/// A Swedish organisation number (ten digits, or SE and ten digits), or a foreign VAT number: two
/// letters and two to twelve capital letters or digits.
pub fn supplier_number(number: &str) -> Result<(), Mistake> {
    let digits = number.strip_prefix(SWEDEN).unwrap_or(number);
    let swedish = digits.len() == ORG_NUMBER_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = excerpt(number);
    if swedish {
        return Ok(());
    }
    let country = number
        .get(..2)
        .filter(|letters| letters.bytes().all(|byte| byte.is_ascii_uppercase()));
    match country {
        None | Some(SWEDEN) => Err(Mistake::OrgNumberForm { value }),
        Some(_) => {
            let rest = &number[2..];
            let plain = rest
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            if plain && (2..=12).contains(&rest.len()) {
                Ok(())
            } else {
                Err(Mistake::VatNumberForm { value })
            }
        }
    }
}

/// A giro number: digits alone, and no zeros to fill.
pub fn giro(number: &str) -> Result<(), Mistake> {
    let value = excerpt(number);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Mistake::NotDigits { value });
    }
    if number.starts_with('0') {
        return Err(Mistake::ZeroPadded { value });
    }
    Ok(())
}
