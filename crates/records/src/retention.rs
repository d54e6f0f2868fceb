//! *Bevarandeklasser*: how long each type of record is kept, and what may never go (RA-FS 2018:10, arkivlagen
//! 1990:782). Rows of `standard/…/retention.csv`; nothing here knows a number of years.

use kameral_base::Date;
use kameral_ledger::model::RuleSet;
use kameral_store::{Fault, FaultKind};

/// A type of record, with how long it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionClass {
    /// Code: `attachment`.
    pub record: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// What the class is called.
    pub class: String,
    /// Years after the end of the fiscal year; none when it is kept for ever.
    pub years: Option<i16>,
    /// Whether it may go at all, by a decision.
    pub disposable: bool,
    /// Statute or authority.
    pub source: String,
    /// What remains.
    pub note: String,
}

impl RetentionClass {
    /// The first day something of a year may go.
    pub fn earliest(&self, year_end: Date) -> Option<Date> {
        let years = self.years.filter(|_| self.disposable)?;
        Some(
            year_end
                .saturating_add(jiff::Span::new().years(years))
                .saturating_add(jiff::Span::new().days(1)),
        )
    }
}

/// The classes of a rule set, in the order of the file.
pub fn classes(rules: RuleSet) -> Result<Vec<RetentionClass>, Fault> {
    let text = match rules {
        RuleSet::State => include_str!("../../../standard/state/retention.csv"),
        RuleSet::Municipal => include_str!("../../../standard/municipal/retention.csv"),
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let unreadable = |error: &dyn std::fmt::Display| {
        Fault::new(FaultKind::Mismatch, format!("retention.csv cannot be read: {error}"))
    };
    let mut classes = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let years = match record.get(4) {
            None | Some("") => None,
            Some(years) => Some(years.parse().map_err(|error| unreadable(&error))?),
        };
        classes.push(RetentionClass {
            record: cell(0),
            name: cell(1),
            name_en: cell(2),
            class: cell(3),
            years,
            disposable: record.get(6) == Some("yes"),
            source: cell(7),
            note: cell(8),
        });
    }
    Ok(classes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disposal::RecordType;

    /// Each type the program can dispose of has its class and years; what is kept has none.
    #[test]
    fn what_may_go_and_what_never_goes() {
        for rules in [RuleSet::State, RuleSet::Municipal] {
            let classes = classes(rules).expect("the file is read");
            for class in &classes {
                assert_eq!(class.disposable, class.years.is_some(), "{}", class.record);
                assert_eq!(
                    class.disposable,
                    RecordType::from_code(&class.record).is_some(),
                    "{}",
                    class.record
                );
            }
            for record in RecordType::ALL {
                assert!(
                    classes.iter().any(|class| class.record == record.code()),
                    "{}",
                    record.code()
                );
            }
        }
    }
}
