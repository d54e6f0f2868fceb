//! The values of fields: amounts, quantities, dates, periods, numbers.

use kameral_base::{Date, Ore, Period, Quantity};

/// A decimal number of the form `-1234.50`, in units of ten to the minus `decimals`.
struct Decimal {
    units: i64,
    /// The decimals after those, if one of them says something: the first of them.
    beyond: Option<u8>,
}

/// What is wrong with a number: small, because every number may come back as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// Another form than `-1234.50`.
    Form,
    /// More than 64 bits hold.
    Size,
    /// More decimals than the unit has.
    Decimals,
}

/// `-`, digits, and perhaps a point with digits after it. No plus sign, no blanks, no comma (5.9).
fn decimal(bytes: &[u8], decimals: usize) -> Result<Decimal, NumberFault> {
    let (negative, number) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    let whole_digits = number
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(number.len());
    let (whole, fraction) = number.split_at(whole_digits);
    let fraction = match fraction {
        [] => fraction,
        [b'.', digits @ ..] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => digits,
        _ => return Err(NumberFault::Form),
    };
    if whole.is_empty() {
        return Err(NumberFault::Form);
    }
    let (kept, beyond) = fraction.split_at(fraction.len().min(decimals));
    let missing = u32::try_from(decimals - kept.len()).unwrap_or(0);
    let units = append(0, whole)
        .and_then(|units| append(units, kept))
        .and_then(|units| units.checked_mul(10_u64.pow(missing)))
        .ok_or(NumberFault::Size)?;
    let beyond = beyond.iter().any(|digit| *digit != b'0').then(|| beyond[0]);
    let units = if negative {
        0_i64.checked_sub_unsigned(units)
    } else {
        i64::try_from(units).ok()
    };
    Ok(Decimal {
        units: units.ok_or(NumberFault::Size)?,
        beyond,
    })
}

/// The number with more digits after it; `None` when it is too large.
fn append(number: u64, digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(number, |number, digit| {
        number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
    })
}

/// *Belopp*: at most two decimals, more only when they are zeros.
pub(super) fn amount(bytes: &[u8]) -> Result<Ore, NumberFault> {
    let Decimal { units, beyond } = decimal(bytes, 2)?;
    if beyond.is_some() {
        Err(NumberFault::Decimals)
    } else {
        Ok(Ore::new(units))
    }
}

/// *Kvantitet*, and whether it was rounded: halves away from zero, to thousandths.
pub(super) fn quantity(bytes: &[u8]) -> Result<(Quantity, bool), NumberFault> {
    let Decimal { units, beyond } = decimal(bytes, 3)?;
    let step = match beyond {
        Some(b'5'..) if bytes.starts_with(b"-") => -1,
        Some(b'5'..) => 1,
        _ => 0,
    };
    let rounded = units.checked_add(step).ok_or(NumberFault::Size)?;
    Ok((Quantity::new(rounded), beyond.is_some()))
}

/// *Datum*: eight digits that are a day.
pub(super) fn date(bytes: &[u8]) -> Option<Date> {
    let number = digits::<8>(bytes)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// *Period*: six digits that are a calendar month.
pub(super) fn period(bytes: &[u8]) -> Option<Period> {
    Period::from_i64(i64::from(digits::<6>(bytes)?))
        .ok()
        .filter(|period| period.is_month())
}

/// *Årsnummer*: 0 for the current year, -1 for the year before, and so on.
pub(super) fn year(bytes: &[u8]) -> Option<i16> {
    match bytes {
        b"0" => Some(0),
        [b'-', digits @ ..] if !digits.is_empty() && digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => {
            let year = digits.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
            (year != 0).then_some(-year)
        }
        _ => None,
    }
}

/// *Dimensionsnummer*: up to nine digits.
pub(super) fn dimension(bytes: &[u8]) -> Option<u32> {
    let is_number = (1..=9).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit);
    is_number.then(|| {
        bytes
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    })
}

/// Exactly `COUNT` digits, at most nine, as a number.
fn digits<const COUNT: usize>(bytes: &[u8]) -> Option<u32> {
    let digits: &[u8; COUNT] = bytes.try_into().ok()?;
    let is_number = digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| {
        digits
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    })
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check<T: std::fmt::Debug>(read: fn(&[u8]) -> T, texts: &str, expected: Expect) {
        let texts = texts.split_ascii_whitespace();
        let found: Vec<String> = texts
            .map(|text| format!("{text} {:?}", read(text.as_bytes())))
            .collect();
        expected.assert_eq(&found.join("\n"));
    }

    #[test]
    fn amounts_have_at_most_two_decimals_and_no_ornaments() {
        check(
            amount,
            "0 -0.00 12 12.5 -12.50 12.500000 12.505 1,5 +1 .5 1. - 1e3 1_000.00 92233720368547758.07 \
             -92233720368547758.08 92233720368547758.08 99999999999999999999999",
            expect![[r"
                0 Ok(Ore(0))
                -0.00 Ok(Ore(0))
                12 Ok(Ore(1200))
                12.5 Ok(Ore(1250))
                -12.50 Ok(Ore(-1250))
                12.500000 Ok(Ore(1250))
                12.505 Err(Decimals)
                1,5 Err(Form)
                +1 Err(Form)
                .5 Err(Form)
                1. Err(Form)
                - Err(Form)
                1e3 Err(Form)
                1_000.00 Err(Form)
                92233720368547758.07 Ok(Ore(9223372036854775807))
                -92233720368547758.08 Ok(Ore(-9223372036854775808))
                92233720368547758.08 Err(Size)
                99999999999999999999999 Err(Size)"]],
        );
    }

    #[test]
    fn quantities_are_rounded_to_thousandths_and_say_so() {
        check(
            quantity,
            "10.000000 -1.5 0.0005 -0.0005 0.00049 1.2344 9223372036854775.8075 x",
            expect![[r"
                10.000000 Ok((Quantity(10000), false))
                -1.5 Ok((Quantity(-1500), false))
                0.0005 Ok((Quantity(1), true))
                -0.0005 Ok((Quantity(-1), true))
                0.00049 Ok((Quantity(0), true))
                1.2344 Ok((Quantity(1234), true))
                9223372036854775.8075 Err(Size)
                x Err(Form)"]],
        );
    }

    #[test]
    fn dates_periods_and_numbers_are_digits() {
        check(
            date,
            "20260131 20240229 20260229 2026-01-31 260131 202601310",
            expect![[r"
                20260131 Some(2026-01-31)
                20240229 Some(2024-02-29)
                20260229 None
                2026-01-31 None
                260131 None
                202601310 None"]],
        );
        check(
            period,
            "202601 202600 202613 2026",
            expect![[r"
                202601 Some(Period(202601))
                202600 None
                202613 None
                2026 None"]],
        );
        check(
            year,
            "0 -1 -12 1 -0 - 0000",
            expect![[r"
                0 Some(0)
                -1 Some(-1)
                -12 Some(-12)
                1 None
                -0 None
                - None
                0000 None"]],
        );
        check(
            dimension,
            "1 020 999999999 9999999999 -1 x",
            expect![[r"
                1 Some(1)
                020 Some(20)
                999999999 Some(999999999)
                9999999999 None
                -1 None
                x None"]],
        );
    }
}
