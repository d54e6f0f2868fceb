//! The values of fields, the same in CSV and JSON.

use kameral_base::{AmountMistake, Date, Ore, Period, Quantity};

use super::mistake::Mistake;
use super::record::CurrencyAmount;
use crate::mistake::excerpt;

/// Why a value cannot be taken.
pub(super) type Read<T> = Result<T, Mistake>;

/// `1234.50`, `1 234,50`, `1234`; debit is positive.
pub(super) fn amount(text: &str) -> Read<Ore> {
    let value = || excerpt(text);
    Ore::parse(text).map_err(|mistake| match mistake {
        AmountMistake::TooManyDecimals => Mistake::AmountTooFine { value: value() },
        AmountMistake::TooLarge => Mistake::AmountTooLarge { value: value() },
        _ => Mistake::AmountMalformed { value: value() },
    })
}

/// A quantity with at most three decimals.
pub(super) fn quantity(text: &str) -> Read<Quantity> {
    Quantity::parse(text).map_err(|_| Mistake::QuantityMalformed { value: excerpt(text) })
}

/// A voucher number given by another system: a whole number above zero, in digits alone.
pub(super) fn number(text: &str) -> Read<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|number| digits && 0 < *number);
    number.ok_or_else(|| Mistake::NumberMalformed { value: excerpt(text) })
}

/// `EUR`.
pub(super) fn currency(text: &str) -> Read<String> {
    if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(text.to_owned());
    }
    Err(Mistake::CurrencyMalformed { value: excerpt(text) })
}

/// An amount in a foreign currency, in thousandths, written as [`amount`] is.
pub(super) fn thousandths(text: &str) -> Read<i64> {
    let read = Quantity::parse(text).map(Quantity::get);
    read.map_err(|_| Mistake::CurrencyAmountMalformed { value: excerpt(text) })
}

/// The currency and the amount in it: both or neither.
pub(super) fn in_currency(currency: Option<String>, thousandths: Option<i64>) -> Read<Option<CurrencyAmount>> {
    match (currency, thousandths) {
        (None, None) => Ok(None),
        (Some(currency), Some(thousandths)) => Ok(Some(CurrencyAmount { currency, thousandths })),
        _ => Err(Mistake::CurrencyIncomplete),
    }
}

/// `2026-03-15` or `20260315`.
pub(super) fn date(text: &str) -> Read<Date> {
    let read = || {
        let digits = match text.len() {
            8 => text.to_owned(),
            10 if text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-' => text.replace('-', ""),
            _ => return None,
        };
        let is_number = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number: i32 = digits.parse().ok().filter(|_| is_number)?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
    };
    read().ok_or_else(|| Mistake::DateMalformed { value: excerpt(text) })
}

/// `202603`; also `00` for opening and `13` to `16` for closing.
pub(super) fn period(text: &str) -> Read<Period> {
    Period::parse(text).map_err(|_| Mistake::PeriodMalformed { value: excerpt(text) })
}

/// The text without blanks around it; refuses control characters, line breaks among them.
pub(super) fn text(text: &str) -> Read<&str> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        Err(Mistake::ControlCharacter)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use kameral_base::Refusal;

    use super::*;

    #[test]
    fn dates_have_two_forms() {
        for (text, expected) in [
            ("2026-03-15", "2026-03-15"),
            ("20260315", "2026-03-15"),
            ("2026-02-29", "voucher_file_date_malformed"),
            ("2026/03/15", "voucher_file_date_malformed"),
            ("15/3 2026", "voucher_file_date_malformed"),
            ("+2026031", "voucher_file_date_malformed"),
            ("å026-3-15", "voucher_file_date_malformed"),
            ("", "voucher_file_date_malformed"),
        ] {
            let read = date(text).map_or_else(|mistake| mistake.name().to_owned(), |date| date.to_string());
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn amounts_say_what_is_wrong_with_them() {
        assert_eq!(amount("-1 234,50"), Ok(Ore::new(-123_450)));
        for (text, expected) in [
            ("1.234,50", "voucher_file_amount_malformed"),
            ("1.505", "voucher_file_amount_too_fine"),
            ("99999999999999999999", "voucher_file_amount_too_large"),
        ] {
            assert_eq!(amount(text).unwrap_err().name(), expected, "{text}");
        }
    }
}
