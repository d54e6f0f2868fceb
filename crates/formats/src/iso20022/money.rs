//! Money as these messages have it: whole minor units of a currency.

use std::fmt;

use kameral_base::Ore;

use super::limits::AMOUNT_MINOR_MAX;
use super::mistake::Mistake;
use crate::mistake::excerpt;

/// Currencies of ISO 4217 without decimals.
const WITHOUT_DECIMALS: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
];
/// Currencies of ISO 4217 with three decimals.
const WITH_THREE: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// The decimals an amount may be written with (`fractionDigits` of the schemas).
const DECIMALS_MAX: usize = 5;
/// The digits an amount may be written with (`totalDigits` of the schemas).
const DIGITS_MAX: usize = 18;

/// *Valutakod*: three letters of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Swedish krona.
    pub const SEK: Self = Self(*b"SEK");
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Three capital letters.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        match text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|byte| byte.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(Mistake::CurrencyMalformed { value: excerpt(text) }),
        }
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals its amounts have (ISO 4217).
    pub fn decimals(self) -> usize {
        if WITHOUT_DECIMALS.contains(&self.as_str()) {
            0
        } else if WITH_THREE.contains(&self.as_str()) {
            3
        } else {
            2
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// *Belopp*: minor units of a currency, öre of kronor and cents of euro. Amounts in these messages
/// have no sign; where one is taken out or in, it stands here.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// So many minor units of a currency.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Öre.
    #[must_use]
    pub const fn ore(amount: Ore) -> Self {
        Self::new(amount.get(), Currency::SEK)
    }

    /// The amount in öre, if it is in kronor.
    #[must_use]
    pub fn as_ore(self) -> Option<Ore> {
        (self.currency == Currency::SEK).then(|| Ore::new(self.minor))
    }

    /// An amount as a message has it: digits, with a point before decimals if there are any.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Mistake> {
        let (units, decimals) = digits(text)?;
        let too_large = || Mistake::AmountTooLarge { value: excerpt(text) };
        let minor = match decimals.checked_sub(currency.decimals()) {
            None => power(currency.decimals() - decimals).and_then(|factor| units.checked_mul(factor)),
            Some(beyond) => {
                let factor = power(beyond).ok_or_else(too_large)?;
                if units % factor != 0 {
                    return Err(Mistake::AmountTooFine {
                        value: excerpt(text),
                        currency: currency.to_string(),
                    });
                }
                Some(units / factor)
            }
        };
        let minor = minor
            .and_then(|minor| i64::try_from(minor).ok())
            .ok_or_else(too_large)?;
        if AMOUNT_MINOR_MAX < minor {
            return Err(too_large());
        }
        Ok(Self { minor, currency })
    }

    /// The amount as a message has it, with all decimals of its currency: `1234.50`.
    #[must_use]
    pub fn plain(self) -> String {
        with_decimals(i128::from(self.minor), self.currency.decimals())
    }
}

impl fmt::Display for Money {
    /// For files and mistakes: `1234.50 SEK`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.plain(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A sum of amounts whatever their currencies, as control sums are: hundred thousandths of a unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ControlSum(i128);

impl ControlSum {
    pub fn add(&mut self, amount: Money) {
        let factor = power(DECIMALS_MAX - amount.currency.decimals()).unwrap_or_default();
        // At most 2^31 amounts of at most 10^15, each times 10^5: far from the limits of the type.
        self.0 += i128::from(amount.minor) * i128::try_from(factor).unwrap_or_default();
    }

    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let (units, decimals) = digits(text)?;
        let factor = power(DECIMALS_MAX - decimals).unwrap_or_default();
        let sum = units.checked_mul(factor).and_then(|sum| i128::try_from(sum).ok());
        sum.map(Self)
            .ok_or_else(|| Mistake::AmountTooLarge { value: excerpt(text) })
    }

    /// With two decimals, or as many more as it needs.
    pub fn plain(self) -> String {
        let all = with_decimals(self.0, DECIMALS_MAX);
        let needed = all.trim_end_matches('0').len();
        all[..needed.max(all.len() - (DECIMALS_MAX - 2))].to_owned()
    }
}

/// Digits without their point, and how many stood after it.
fn digits(text: &str) -> Result<(u128, usize), Mistake> {
    let malformed = || Mistake::AmountMalformed { value: excerpt(text) };
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let all = || whole.bytes().chain(fraction.bytes());
    if all().next().is_none() || !all().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    let fraction_digits = fraction.trim_end_matches('0').len();
    if DECIMALS_MAX < fraction_digits || DIGITS_MAX < whole.trim_start_matches('0').len() + fraction_digits {
        return Err(Mistake::AmountTooLarge { value: excerpt(text) });
    }
    let kept = whole.bytes().chain(fraction.bytes().take(fraction_digits));
    let units = kept.fold(0_u128, |units, byte| units.saturating_mul(10) + u128::from(byte - b'0'));
    Ok((units, fraction_digits))
}

fn power(exponent: usize) -> Option<u128> {
    10_u128.checked_pow(u32::try_from(exponent).ok()?)
}

pub(super) fn with_decimals(units: i128, decimals: usize) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", units.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let point = if decimals == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, currency: &str) -> String {
        let currency = Currency::parse(currency).expect("a currency");
        match Money::parse(text, currency) {
            Ok(money) => money.to_string(),
            Err(mistake) => kameral_base::Refusal::name(&mistake).to_owned(),
        }
    }

    #[test]
    fn amounts_are_whole_minor_units_of_their_currency() {
        for (text, currency, expected) in [
            ("1234.5", "SEK", "1234.50 SEK"),
            ("1234", "SEK", "1234.00 SEK"),
            ("5.04000", "EUR", "5.04 EUR"),
            (".5", "EUR", "0.50 EUR"),
            ("1000", "JPY", "1000 JPY"),
            ("1.234", "KWD", "1.234 KWD"),
            ("1.234", "SEK", "iso20022_amount_too_fine"),
            ("0.5", "JPY", "iso20022_amount_too_fine"),
            ("9999999999999.99", "SEK", "9999999999999.99 SEK"),
            ("10000000000000.00", "SEK", "iso20022_amount_too_large"),
            ("1.0000001", "SEK", "iso20022_amount_too_large"),
            ("99999999999999999999", "SEK", "iso20022_amount_too_large"),
            ("-1", "SEK", "iso20022_amount_malformed"),
            ("1,50", "SEK", "iso20022_amount_malformed"),
            ("1e3", "SEK", "iso20022_amount_malformed"),
            ("", "SEK", "iso20022_amount_malformed"),
            (".", "SEK", "iso20022_amount_malformed"),
            ("1 000", "SEK", "iso20022_amount_malformed"),
        ] {
            assert_eq!(read(text, currency), expected, "{text}");
        }
    }

    #[test]
    fn control_sums_are_of_amounts_in_any_currency() {
        let mut sum = ControlSum::default();
        for (minor, currency) in [(150, "SEK"), (7, "JPY"), (1_234, "KWD")] {
            sum.add(Money::new(minor, Currency::parse(currency).expect("a currency")));
        }
        assert_eq!(sum.plain(), "9.734");
        assert_eq!(ControlSum::parse("9.73400"), Ok(sum));
        assert_eq!(ControlSum::default().plain(), "0.00");
    }
}
