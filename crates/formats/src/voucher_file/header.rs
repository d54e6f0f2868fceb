//! The first row: which column is what.

use std::sync::Arc;

use super::limits::{COLUMNS_MAX, DIMENSION_CHARS_MAX};
use super::mistake::Mistake;
use crate::mistake::excerpt;

/// A column that is not a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Voucher,
    Series,
    Date,
    Period,
    Text,
    Kind,
    Number,
    EventDate,
    Counterparty,
    Link,
    Account,
    Amount,
    Quantity,
    Unit,
    LineText,
    Currency,
    CurrencyAmount,
}

impl Known {
    pub const ALL: [Self; 17] = [
        Self::Voucher,
        Self::Series,
        Self::Date,
        Self::Period,
        Self::Text,
        Self::Kind,
        Self::Number,
        Self::EventDate,
        Self::Counterparty,
        Self::Link,
        Self::Account,
        Self::Amount,
        Self::Quantity,
        Self::Unit,
        Self::LineText,
        Self::Currency,
        Self::CurrencyAmount,
    ];

    /// The name of the column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Voucher => "voucher",
            Self::Series => "series",
            Self::Date => "date",
            Self::Period => "period",
            Self::Text => "text",
            Self::Kind => "kind",
            Self::Number => "number",
            Self::EventDate => "event_date",
            Self::Counterparty => "counterparty",
            Self::Link => "link",
            Self::Account => "account",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::Unit => "unit",
            Self::LineText => "line_text",
            Self::Currency => "currency",
            Self::CurrencyAmount => "currency_amount",
        }
    }

    fn is_required(self) -> bool {
        matches!(self, Self::Voucher | Self::Date | Self::Account | Self::Amount)
    }
}

/// What each column is, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Where each known column stands, in the order of [`Known::ALL`].
    known: [Option<usize>; Known::ALL.len()],
    /// The dimensions and where they stand.
    pub dimensions: Vec<(usize, Arc<str>)>,
    /// How many columns there are.
    pub columns: usize,
}

impl Header {
    /// Where a known column stands.
    pub fn place(&self, column: Known) -> Option<usize> {
        self.known[column as usize]
    }

    /// Reads the names. An empty name at the end of the row is no column.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Result<Self, Vec<Mistake>> {
        let mut names: Vec<&str> = names.map(str::trim).collect();
        while names.last() == Some(&"") {
            names.pop();
        }
        if COLUMNS_MAX < names.len() {
            return Err(vec![Mistake::TooManyColumns { limit: COLUMNS_MAX }]);
        }
        let mut header = Self {
            columns: names.len(),
            ..Self::default()
        };
        let mut mistakes = Vec::new();
        for (place, name) in names.into_iter().enumerate() {
            if let Err(mistake) = header.take(place, name) {
                mistakes.push(mistake);
            }
        }
        let missing = Known::ALL
            .into_iter()
            .filter(|column| column.is_required() && header.place(*column).is_none());
        mistakes.extend(missing.map(|column| Mistake::ColumnMissing {
            column: column.name().into(),
        }));
        if mistakes.is_empty() { Ok(header) } else { Err(mistakes) }
    }

    fn take(&mut self, place: usize, name: &str) -> Result<(), Mistake> {
        let column = || excerpt(name);
        if let Some(known) = Known::ALL
            .into_iter()
            .find(|known| known.name().eq_ignore_ascii_case(name))
        {
            if self.known[known as usize].replace(place).is_some() {
                return Err(Mistake::ColumnRepeated { column: column() });
            }
            return Ok(());
        }
        if !can_be_dimension(name) {
            return Err(Mistake::ColumnUnknown { column: column() });
        }
        if self.dimensions.iter().any(|(_, dimension)| **dimension == *name) {
            return Err(Mistake::ColumnRepeated { column: column() });
        }
        self.dimensions.push((place, name.into()));
        Ok(())
    }
}

/// Whether a name could be the code of a dimension: letters, digits and underscores, no more than
/// twenty. A heading in words is none.
pub(super) fn can_be_dimension(name: &str) -> bool {
    let length = name.chars().count();
    (1..=DIMENSION_CHARS_MAX).contains(&length) && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use kameral_base::Refusal;

    use super::*;

    fn told(names: &str) -> Vec<String> {
        match Header::of(names.split(',')) {
            Ok(header) => header
                .dimensions
                .iter()
                .map(|(place, name)| format!("{place} {name}"))
                .collect(),
            Err(mistakes) => mistakes
                .iter()
                .map(|mistake| format!("{} {mistake:?}", mistake.name()))
                .collect(),
        }
    }

    #[test]
    fn an_unknown_column_may_be_a_dimension() {
        assert_eq!(told("voucher,Date,ACCOUNT,ORG,amount,ÖVR,,"), ["3 ORG", "5 ÖVR"]);
    }

    #[test]
    fn a_header_is_refused_column_by_column() {
        assert_eq!(
            told("voucher,Belopp kr,date,ORG,ORG,date"),
            [
                "voucher_file_column_unknown ColumnUnknown { column: \"Belopp kr\" }",
                "voucher_file_column_repeated ColumnRepeated { column: \"ORG\" }",
                "voucher_file_column_repeated ColumnRepeated { column: \"date\" }",
                "voucher_file_column_missing ColumnMissing { column: \"account\" }",
                "voucher_file_column_missing ColumnMissing { column: \"amount\" }",
            ]
        );
    }
}
