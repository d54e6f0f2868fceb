//! Check digits: Luhn, modulus 11 and modulus 97.
//!
//! All take text and never panic: what is not a digit makes the number wrong.

/// The Luhn check digit (modulus 10) for digits that have none yet; `None` when there are other
/// characters or no digits.
///
/// From the right every other digit, beginning with the last, is doubled, and nine taken from what
/// passes nine; the check digit makes the sum a multiple of ten.
///
/// ```
/// use kameral_base::check_digits::luhn_digit;
/// assert_eq!(luhn_digit("123"), Some(0));
/// ```
#[must_use]
pub fn luhn_digit(digits: &str) -> Option<u8> {
    if digits.is_empty() {
        return None;
    }
    let mut sum = 0_u8;
    let mut double = true;
    for digit in digits_of(digits).rev() {
        let mut term = digit?;
        if double {
            term = if 4 < term { 2 * term - 9 } else { 2 * term };
        }
        // Reduced in every step, so that no length overflows.
        sum = (sum + term) % 10;
        double = !double;
    }
    Some((10 - sum) % 10)
}

/// Whether the last digit is the Luhn check digit of those before it; at least two are needed.
#[must_use]
pub fn luhn_holds(digits: &str) -> bool {
    match digits.split_at_checked(digits.len().saturating_sub(1)) {
        Some((number, last)) => luhn_digit(number).is_some_and(|digit| digits_of(last).eq([Some(digit)])),
        None => false,
    }
}

/// Whether the weighted sum is a multiple of eleven, with weights 1, 2 … 10, 1, 2 … from the right.
#[must_use]
pub fn mod11_holds(digits: &str) -> bool {
    let sum = digits_of(digits)
        .rev()
        .zip((1..=10_u32).cycle())
        .try_fold(0, |sum, (digit, weight)| Some((sum + u32::from(digit?) * weight) % 11));
    !digits.is_empty() && sum == Some(0)
}

/// The remainder by 97 of a text where letters stand for 10 to 35, as in IBAN and ISO 11649.
///
/// `None` when there are other characters than ASCII digits and letters, or none at all.
#[must_use]
pub fn mod97(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    text.chars().try_fold(0, |rest, character| {
        let value = character.to_digit(36)?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}

/// Each byte as a digit; `None` for what is not one.
fn digits_of(text: &str) -> impl DoubleEndedIterator<Item = Option<u8>> {
    text.bytes().map(|byte| byte.is_ascii_digit().then(|| byte - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_knows_its_digit() {
        assert_eq!(luhn_digit("202100502"), Some(6));
        assert!(luhn_holds("2021005026") && !luhn_holds("2021005025"));
        assert!(!luhn_holds("") && !luhn_holds("0") && !luhn_holds("1a") && !luhn_holds("é") && !luhn_holds("1é"));
        assert_eq!(luhn_digit(""), None);
    }

    #[test]
    fn moduli_know_their_numbers() {
        assert!(mod11_holds("0714172383") && !mod11_holds("0714172384") && !mod11_holds("") && !mod11_holds("1x"));
        assert_eq!(mod97("539007547034RF00"), Some(98 - 18));
        assert_eq!(mod97("539007547034RF18"), Some(1));
        assert_eq!(mod97(""), None);
        assert_eq!(mod97("Å"), None);
    }
}
