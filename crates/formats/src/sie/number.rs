//! The values of fields: amounts, quantities, dates, periods, numbers.

use kameral_base::{Date, Ore, Period, Quantity};

use super::lexer::Field;
use super::mistake::Mistake;
use crate::mistake::excerpt;

/// A decimal number of the form `-1234.50`, in units of ten to the minus `decimals`.
struct Decimal {
    units: i64,
    /// The decimals after those, if one of them says something: the first of them.
    beyond: Option<u8>,
}

/// What is wrong with the text of a number, before it is known what kind it is.
enum Unreadable {
    Form,
    Size,
}

/// `-`, digits, and perhaps a point with digits after it. No plus sign, no blanks, no comma (5.9).
fn decimal(bytes: &[u8], decimals: usize) -> Result<Decimal, Unreadable> {
    let (negative, digits) = match bytes.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, bytes),
    };
    let mut units: u64 = 0;
    let mut push = |digit: u8| {
        units = units.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        Some(())
    };
    let mut whole = 0;
    while let Some(digit @ b'0'..=b'9') = digits.get(whole) {
        push(*digit).ok_or(Unreadable::Size)?;
        whole += 1;
    }
    let fraction = match &digits[whole..] {
        [] => &[],
        [b'.', fraction @ ..] if !fraction.is_empty() && fraction.iter().all(u8::is_ascii_digit) => fraction,
        _ => return Err(Unreadable::Form),
    };
    if whole == 0 {
        return Err(Unreadable::Form);
    }
    for place in 0..decimals {
        push(fraction.get(place).copied().unwrap_or(b'0')).ok_or(Unreadable::Size)?;
    }
    let rest = fraction.get(decimals..).unwrap_or_default();
    let beyond = rest.iter().any(|digit| *digit != b'0').then(|| rest[0]);
    let units = i128::from(units) * if negative { -1 } else { 1 };
    Ok(Decimal { units: i64::try_from(units).map_err(|_| Unreadable::Size)?, beyond })
}

/// *Belopp*: at most two decimals, more only when they are zeros.
pub(super) fn amount(field: Field<'_>) -> Result<Ore, Mistake> {
    match decimal(field.bytes, 2) {
        Ok(Decimal { units, beyond: None }) => Ok(Ore::new(units)),
        Ok(Decimal { beyond: Some(_), .. }) => Err(Mistake::AmountTooFine { value: value(field) }),
        Err(Unreadable::Form) => Err(Mistake::AmountMalformed { value: value(field) }),
        Err(Unreadable::Size) => Err(Mistake::AmountTooLarge { value: value(field) }),
    }
}

/// *Kvantitet*, and whether it was rounded: halves away from zero, to thousandths.
pub(super) fn quantity(field: Field<'_>) -> Result<(Quantity, bool), Mistake> {
    let too_large = || Mistake::QuantityTooLarge { value: value(field) };
    match decimal(field.bytes, 3) {
        Ok(Decimal { units, beyond }) => {
            let step = if beyond < Some(b'5') {
                0
            } else if field.bytes.starts_with(b"-") {
                -1
            } else {
                1
            };
            let rounded = units.checked_add(step).ok_or_else(too_large)?;
            Ok((Quantity::new(rounded), beyond.is_some()))
        }
        Err(Unreadable::Form) => Err(Mistake::QuantityMalformed { value: value(field) }),
        Err(Unreadable::Size) => Err(too_large()),
    }
}

/// *Datum*: eight digits that are a day.
pub(super) fn date(field: Field<'_>) -> Result<Date, Mistake> {
    let read = || {
        let (year, month_day) = (digits::<8>(field.bytes)? / 10_000, digits::<8>(field.bytes)? % 10_000);
        let (month, day) = (month_day / 100, month_day % 100);
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    read().ok_or_else(|| Mistake::DateMalformed { value: value(field) })
}

/// *Period*: six digits that are a calendar month.
pub(super) fn period(field: Field<'_>) -> Result<Period, Mistake> {
    let read = || Period::from_i64(i64::from(digits::<6>(field.bytes)?)).ok().filter(|period| period.is_month());
    read().ok_or_else(|| Mistake::PeriodMalformed { value: value(field) })
}

/// *Årsnummer*: 0 for the current year, -1 for the year before, and so on.
pub(super) fn year(field: Field<'_>) -> Result<i16, Mistake> {
    let read = || match field.bytes {
        b"0" => Some(0),
        [b'-', digits @ ..] if !digits.is_empty() && digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => {
            let year = digits.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
            (year != 0).then_some(-year)
        }
        _ => None,
    };
    read().ok_or_else(|| Mistake::YearMalformed { value: value(field) })
}

/// *Dimensionsnummer*: up to nine digits.
pub(super) fn dimension(field: Field<'_>) -> Result<u32, Mistake> {
    let is_number = (1..=9).contains(&field.bytes.len()) && field.bytes.iter().all(u8::is_ascii_digit);
    if !is_number {
        return Err(Mistake::DimensionMalformed { value: value(field) });
    }
    Ok(field.bytes.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

/// Exactly `COUNT` digits, at most nine, as a number.
fn digits<const COUNT: usize>(bytes: &[u8]) -> Option<u32> {
    let digits: &[u8; COUNT] = bytes.try_into().ok()?;
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Some(number * 10 + u32::from(digit - b'0')),
        _ => None,
    })
}

/// What a mistake shows of the field.
pub(super) fn value(field: Field<'_>) -> String {
    excerpt(&field.text())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use kameral_base::Refusal;

    use super::super::encoding::Encoding;
    use super::super::lexer::{Lexer, LineText};
    use super::*;

    fn check<T: std::fmt::Debug>(read: fn(Field<'_>) -> Result<T, Mistake>, texts: &str, expected: Expect) {
        let mut lexer = Lexer::new(LineText::new(texts.as_bytes(), Encoding::Utf8).unwrap());
        let mut found = Vec::new();
        while let Some(field) = lexer.field().unwrap() {
            let text = field.text();
            found.push(match read(field) {
                Ok(value) => format!("{text:?} {value:?}"),
                Err(mistake) => format!("{text:?} {}", mistake.name()),
            });
        }
        expected.assert_eq(&found.join("\n"));
    }

    #[test]
    fn amounts_have_at_most_two_decimals_and_no_ornaments() {
        check(
            amount,
            "0 -0.00 12 12.5 -12.50 12.500000 12.505 1,5 +1 .5 1. - 1e3 \"1 000.00\" 92233720368547758.07 \
             -92233720368547758.08 92233720368547758.08 99999999999999999999999 \"\"",
            expect![[r#"
                "0" Ore(0)
                "-0.00" Ore(0)
                "12" Ore(1200)
                "12.5" Ore(1250)
                "-12.50" Ore(-1250)
                "12.500000" Ore(1250)
                "12.505" sie_amount_too_fine
                "1,5" sie_amount_malformed
                "+1" sie_amount_malformed
                ".5" sie_amount_malformed
                "1." sie_amount_malformed
                "-" sie_amount_malformed
                "1e3" sie_amount_malformed
                "1 000.00" sie_amount_malformed
                "92233720368547758.07" Ore(9223372036854775807)
                "-92233720368547758.08" Ore(-9223372036854775808)
                "92233720368547758.08" sie_amount_too_large
                "99999999999999999999999" sie_amount_too_large
                "" sie_amount_malformed"#]],
        );
    }

    #[test]
    fn quantities_are_rounded_to_thousandths_and_say_so() {
        check(
            quantity,
            "10.000000 -1.5 0.0005 -0.0005 0.00049 1.2344 9223372036854775.8075 x",
            expect![[r#"
                "10.000000" (Quantity(10000), false)
                "-1.5" (Quantity(-1500), false)
                "0.0005" (Quantity(1), true)
                "-0.0005" (Quantity(-1), true)
                "0.00049" (Quantity(0), true)
                "1.2344" (Quantity(1234), true)
                "9223372036854775.8075" sie_quantity_too_large
                "x" sie_quantity_malformed"#]],
        );
    }

    #[test]
    fn dates_periods_and_numbers_are_digits() {
        check(
            date,
            "20260131 20240229 20260229 2026-01-31 260131 202601310 \"\"",
            expect![[r#"
                "20260131" 2026-01-31
                "20240229" 2024-02-29
                "20260229" sie_date_malformed
                "2026-01-31" sie_date_malformed
                "260131" sie_date_malformed
                "202601310" sie_date_malformed
                "" sie_date_malformed"#]],
        );
        check(
            period,
            "202601 202600 202613 2026",
            expect![[r#"
                "202601" Period(202601)
                "202600" sie_period_malformed
                "202613" sie_period_malformed
                "2026" sie_period_malformed"#]],
        );
        check(
            year,
            "0 -1 -12 1 -0 - 0000",
            expect![[r#"
                "0" 0
                "-1" -1
                "-12" -12
                "1" sie_year_malformed
                "-0" sie_year_malformed
                "-" sie_year_malformed
                "0000" sie_year_malformed"#]],
        );
        check(
            dimension,
            "1 020 999999999 9999999999 -1 x",
            expect![[r#"
                "1" 1
                "020" 20
                "999999999" 999999999
                "9999999999" sie_dimension_malformed
                "-1" sie_dimension_malformed
                "x" sie_dimension_malformed"#]],
        );
    }
}
