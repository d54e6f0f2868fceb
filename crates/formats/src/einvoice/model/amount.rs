//! An amount in a currency.

use std::fmt;

use kameral_base::Ore;
use rust_decimal::Decimal;

/// An amount in a currency, with as many decimals as it was written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// How much.
    pub value: Decimal,
    /// Of what: ISO 4217.
    pub currency: String,
}

/// Currencies whose smallest unit is not a hundredth (ISO 4217).
const WITHOUT_HUNDREDTHS: &str = "BHD BIF CLF CLP DJF GNF IQD ISK JMD JOD JPY KMF KRW KWD LYD OMR PYG RWF TND UGX \
    UYI UYW VND VUV XAF XOF XPF";

impl Amount {
    /// An amount of hundredths of the currency.
    pub fn of_ore(amount: Ore, currency: &str) -> Self {
        Self {
            value: Decimal::new(amount.get(), 2),
            currency: currency.to_owned(),
        }
    }

    /// The amount in hundredths (öre), where the currency has them and the amount has no more decimals.
    pub fn ore(&self) -> Option<Ore> {
        if WITHOUT_HUNDREDTHS.split_whitespace().any(|code| code == self.currency) {
            return None;
        }
        let hundredths = self.value.checked_mul(Decimal::ONE_HUNDRED)?;
        if !hundredths.fract().is_zero() {
            return None;
        }
        i64::try_from(hundredths.trunc().mantissa() / 10_i128.checked_pow(hundredths.trunc().scale())?)
            .ok()
            .map(Ore::new)
    }
}

impl fmt::Display for Amount {
    /// For logs and tests: `12.50 SEK`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ore_are_exact_or_none() {
        let amount = |value: &str, currency: &str| Amount {
            value: value.parse().unwrap(),
            currency: currency.to_owned(),
        };
        assert_eq!(amount("12.5", "SEK").ore(), Some(Ore::new(1250)));
        assert_eq!(amount("-0.010", "EUR").ore(), Some(Ore::new(-1)));
        assert_eq!(amount("0.005", "SEK").ore(), None);
        assert_eq!(amount("100", "JPY").ore(), None);
        assert_eq!(amount("99999999999999999999999", "SEK").ore(), None);
        assert_eq!(Amount::of_ore(Ore::new(1250), "SEK"), amount("12.50", "SEK"));
    }
}
