//! Values of a feeder's file: amounts by its decimal sign, dates by its pattern.

use kameral_base::{AmountMistake, Date, Ore, Quantity};

use super::model::{DecimalSign, FeederSystem, FileForm};
use super::refusal::FeederCause;

/// The parts of a date's pattern.
const PARTS: [&str; 3] = ["YYYY", "MM", "DD"];

impl FeederSystem {
    /// An amount, debit positive as the file has it.
    pub(super) fn amount(&self, text: &str) -> Result<Ore, FeederCause> {
        let value = || text.to_owned();
        if self.is_foreign(text) {
            return Err(FeederCause::AmountSign { value: value() });
        }
        Ore::parse(text).map_err(|mistake| match mistake {
            AmountMistake::TooManyDecimals => FeederCause::AmountTooFine { value: value() },
            _ => FeederCause::AmountUnreadable { value: value() },
        })
    }

    /// A quantity, or an amount in a currency, in thousandths.
    pub(super) fn thousandths(&self, text: &str) -> Result<Quantity, FeederCause> {
        let unreadable = || FeederCause::AmountUnreadable { value: text.to_owned() };
        if self.is_foreign(text) {
            return Err(FeederCause::AmountSign { value: text.to_owned() });
        }
        Quantity::parse(text).map_err(|_| unreadable())
    }

    /// Whether a number has the other decimal sign, which would be thousands to who wrote it. A
    /// spreadsheet's numbers come with a point.
    fn is_foreign(&self, text: &str) -> bool {
        match (self.form, self.decimal) {
            (FileForm::Spreadsheet, _) => false,
            (FileForm::Delimited, DecimalSign::Comma) => text.contains('.'),
            (FileForm::Delimited, DecimalSign::Point) => text.contains(','),
        }
    }

    /// A date by the pattern; a spreadsheet's own dates are always read.
    pub(super) fn day(&self, text: &str) -> Result<Date, FeederCause> {
        let own = (self.form == FileForm::Spreadsheet)
            .then(|| text.parse().ok())
            .flatten();
        own.or_else(|| by_pattern(&self.date_pattern, text))
            .ok_or_else(|| FeederCause::DateUnreadable {
                value: text.to_owned(),
                pattern: self.date_pattern.clone(),
            })
    }
}

/// Whether a pattern has year, month and day once each.
pub(super) fn is_pattern(pattern: &str) -> bool {
    pattern.is_ascii() && pattern.len() <= 20 && PARTS.iter().all(|part| pattern.matches(part).count() == 1)
}

/// The day a text tells by a pattern: digits where the parts stand, and what stands between as it is.
fn by_pattern(pattern: &str, text: &str) -> Option<Date> {
    if text.len() != pattern.len() || !text.is_ascii() {
        return None;
    }
    let mut read = [0_u32; 3];
    let mut at = 0;
    while at < pattern.len() {
        let part = PARTS.iter().position(|part| pattern[at..].starts_with(part));
        match part {
            Some(place) => {
                let digits = &text[at..at + PARTS[place].len()];
                if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                read[place] = digits.parse().ok()?;
                at += digits.len();
            }
            None if pattern.as_bytes()[at] == text.as_bytes()[at] => at += 1,
            None => return None,
        }
    }
    format!("{:04}-{:02}-{:02}", read[0], read[1], read[2]).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_by_its_pattern_alone() {
        let day = |pattern, text| by_pattern(pattern, text).map(|day: Date| day.to_string());
        assert_eq!(day("YYYY-MM-DD", "2026-03-05").as_deref(), Some("2026-03-05"));
        assert_eq!(day("DD.MM.YYYY", "05.03.2026").as_deref(), Some("2026-03-05"));
        assert_eq!(day("YYYYMMDD", "20260305").as_deref(), Some("2026-03-05"));
        for wrong in [
            "2026-13-05",
            "2026-02-30",
            "2026/03/05",
            "26-03-05",
            "2026-03-0å",
            "+026-03-05",
            "",
        ] {
            assert_eq!(day("YYYY-MM-DD", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_pattern_has_each_part_once() {
        for right in ["YYYY-MM-DD", "DD/MM/YYYY", "YYYYMMDD"] {
            assert!(is_pattern(right), "{right}");
        }
        for wrong in [
            "",
            "YYYY-MM",
            "YYYY-MM-DD-DD",
            "ÅÅÅÅ-MM-DD",
            "YYYY-MM-DDxxxxxxxxxxxxxxx",
        ] {
            assert!(!is_pattern(wrong), "{wrong}");
        }
    }
}
