//! What people type of a plan: `10=1200000,00`, and the coding `ORG=1 FIN=30`.

use kameral_base::Ore;

/// A financier and an amount. Nothing where either is missing or is no amount.
pub fn financier_amount(text: &str) -> Option<(String, Ore)> {
    let (financier, amount) = text.split_once('=')?;
    let financier = financier.trim();
    let amount = Ore::parse(amount.trim()).ok()?;
    (!financier.is_empty()).then(|| (financier.to_owned(), amount))
}

/// Dimensions and values, parted by spaces. Nothing where a part is no pair.
pub fn coding(text: &str) -> Option<Vec<(String, String)>> {
    let pair = |word: &str| {
        let (dimension, value) = word.split_once('=')?;
        (!dimension.is_empty() && !value.is_empty()).then(|| (dimension.to_owned(), value.to_owned()))
    };
    text.split_whitespace().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_read_as_they_are_typed() {
        assert_eq!(
            financier_amount("10=1200000,50"),
            Some(("10".to_owned(), Ore::new(120_000_050)))
        );
        for wrong in ["10", "=5", "10=x", ""] {
            assert_eq!(financier_amount(wrong), None, "{wrong}");
        }
        let pair = |code: &str, value: &str| (code.to_owned(), value.to_owned());
        assert_eq!(coding("ORG=1  FIN=30"), Some(vec![pair("ORG", "1"), pair("FIN", "30")]));
        assert_eq!(coding(""), Some(vec![]));
        assert_eq!(coding("ORG"), None);
    }
}
