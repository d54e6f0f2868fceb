//! One row, and the voucher that grows of rows.

use kameral_base::{Date, Period};

use super::header::{Header, Known};
use super::limits::VOUCHER_LINES_MAX;
use super::mistake::Mistake;
use super::record::{DimensionValue, LineRecord, VoucherRecord};
use super::value::{self, Read};
use crate::mistake::{Mistakes, excerpt};

/// The fields of one row by column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub line: u32,
    pub header: &'a Header,
    pub fields: &'a csv::StringRecord,
}

impl<'a> Row<'a> {
    /// The text of a column, empty where there is no such column.
    fn field(&self, column: Known) -> &'a str {
        self.header
            .place(column)
            .and_then(|place| self.fields.get(place))
            .unwrap_or_default()
    }

    /// The key that tells whose row it is.
    pub fn key(&self) -> &'a str {
        self.field(Known::Voucher).trim()
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.trim().is_empty())
    }

    /// The number of fields, not counting empty ones past the last column.
    pub fn width(&self) -> usize {
        let past =
            (self.header.columns..self.fields.len()).filter_map(|place| self.fields.get(place));
        if past.into_iter().all(|field| field.trim().is_empty()) {
            self.fields.len().min(self.header.columns)
        } else {
            self.fields.len()
        }
    }

    /// The line of the voucher, or `None` when a field was refused.
    fn line_record(&self, mistakes: &mut Mistakes<Mistake>) -> Option<LineRecord> {
        let mut take = Take {
            row: self,
            mistakes,
        };
        let account = take.required(Known::Account, |text| Ok(text.to_owned()));
        let amount = take.required(Known::Amount, value::amount);
        let quantity = take.optional(Known::Quantity, value::quantity);
        let unit = take.optional(Known::Unit, |text| Ok(text.to_owned()));
        let text = take.optional(Known::LineText, |text| Ok(text.to_owned()));
        let dimensions = take.dimensions();
        Some(LineRecord {
            line: self.line,
            account: account?,
            dimensions: dimensions?,
            amount: amount?,
            quantity: quantity?,
            unit: unit?,
            text: text?.unwrap_or_default(),
        })
    }
}

/// Takes fields of a row and notes what is wrong with them.
struct Take<'r, 'a, 'm> {
    row: &'r Row<'a>,
    mistakes: &'m mut Mistakes<Mistake>,
}

impl<'a> Take<'_, 'a, '_> {
    /// A field that may be empty: `Some(None)` then, and `None` when it was refused.
    fn optional<T>(
        &mut self,
        column: Known,
        read: impl Fn(&'a str) -> Read<T>,
    ) -> Option<Option<T>> {
        let read = match value::text(self.row.field(column)) {
            Ok("") => return Some(None),
            text => text.and_then(read),
        };
        match read {
            Ok(value) => Some(Some(value)),
            Err(mistake) => {
                self.mistakes
                    .push(self.row.line, Some(column.name()), mistake);
                None
            }
        }
    }

    fn required<T>(&mut self, column: Known, read: impl Fn(&'a str) -> Read<T>) -> Option<T> {
        let value = self.optional(column, read)?;
        if value.is_none() {
            self.mistakes
                .push(self.row.line, Some(column.name()), Mistake::FieldMissing);
        }
        value
    }

    fn dimensions(&mut self) -> Option<Vec<DimensionValue>> {
        let mut dimensions = Some(Vec::new());
        for (place, dimension) in &self.row.header.dimensions {
            match value::text(self.row.fields.get(*place).unwrap_or_default()) {
                Ok("") => {}
                Ok(text) => {
                    let value = DimensionValue {
                        dimension: dimension.clone(),
                        value: text.to_owned(),
                    };
                    dimensions
                        .iter_mut()
                        .for_each(|dimensions| dimensions.push(value.clone()));
                }
                Err(mistake) => {
                    let field = Some(dimension.to_string().into());
                    self.mistakes.add(crate::LineMistake {
                        line: self.row.line,
                        field,
                        mistake,
                    });
                    dimensions = None;
                }
            }
        }
        dimensions
    }
}

/// A voucher whose rows are being gathered.
#[derive(Debug)]
pub(super) struct Growing {
    pub key: String,
    line: u32,
    series: Option<String>,
    date: Option<Date>,
    period: Option<Period>,
    text: Option<String>,
    lines: Vec<LineRecord>,
    is_refused: bool,
}

impl Growing {
    /// The voucher that begins with a row.
    pub fn begin(row: Row<'_>, mistakes: &mut Mistakes<Mistake>) -> Self {
        let mut take = Take {
            row: &row,
            mistakes,
        };
        let key = take.required(Known::Voucher, |text| Ok(text.to_owned()));
        let series = take.optional(Known::Series, |text| Ok(text.to_owned()));
        let date = take.required(Known::Date, value::date);
        let period = take.optional(Known::Period, value::period);
        let text = take.optional(Known::Text, |text| Ok(text.to_owned()));
        let is_refused = key.is_none()
            || series.is_none()
            || date.is_none()
            || period.is_none()
            || text.is_none();
        let mut growing = Self {
            key: row.key().to_owned(),
            line: row.line,
            series: series.flatten(),
            date,
            period: period.flatten(),
            text: text.flatten(),
            lines: Vec::new(),
            is_refused,
        };
        growing.add_line(row, mistakes);
        growing
    }

    /// Takes one more row with the same key.
    pub fn add(&mut self, row: Row<'_>, mistakes: &mut Mistakes<Mistake>) {
        let mut take = Take {
            row: &row,
            mistakes,
        };
        let series = take.optional(Known::Series, |text| Ok(text.to_owned()));
        let date = take.optional(Known::Date, value::date);
        let period = take.optional(Known::Period, value::period);
        let text = take.optional(Known::Text, |text| Ok(text.to_owned()));
        let (Some(series), Some(date), Some(period), Some(text)) = (series, date, period, text)
        else {
            self.is_refused = true;
            return;
        };
        let contradicts = [
            contradiction(Known::Series, self.series.as_ref(), series.as_ref()),
            contradiction(Known::Date, self.date.as_ref(), date.as_ref()),
            contradiction(Known::Period, self.period.as_ref(), period.as_ref()),
            contradiction(Known::Text, self.text.as_ref(), text.as_ref()),
        ];
        for (column, mistake) in contradicts.into_iter().flatten() {
            // The first row had a date that could not be read: that has been told.
            let was_unread = column == Known::Date && self.date.is_none();
            if !was_unread {
                mistakes.push(row.line, Some(column.name()), mistake);
            }
            self.is_refused = true;
        }
        self.add_line(row, mistakes);
    }

    fn add_line(&mut self, row: Row<'_>, mistakes: &mut Mistakes<Mistake>) {
        if self.lines.len() == VOUCHER_LINES_MAX {
            if !self.is_refused {
                let voucher = excerpt(&self.key);
                mistakes.push(
                    self.line,
                    None,
                    Mistake::VoucherTooLarge {
                        voucher,
                        limit: VOUCHER_LINES_MAX,
                    },
                );
            }
            self.is_refused = true;
            return;
        }
        match row.line_record(mistakes) {
            Some(line) => self.lines.push(line),
            None => self.is_refused = true,
        }
    }

    /// The voucher, unless something in it was refused.
    pub fn finish(self) -> Option<VoucherRecord> {
        if self.is_refused {
            return None;
        }
        Some(VoucherRecord {
            line: self.line,
            key: self.key,
            series: self.series,
            date: self.date?,
            period: self.period,
            text: self.text.unwrap_or_default(),
            lines: self.lines,
        })
    }
}

/// The mistake of a later row that says something else than the first about the whole voucher. What
/// the first row left empty cannot be told later either.
fn contradiction<T: PartialEq + ToString>(
    column: Known,
    first: Option<&T>,
    later: Option<&T>,
) -> Option<(Known, Mistake)> {
    let later = later.filter(|later| first != Some(*later))?;
    let first = first
        .map(|first| excerpt(&first.to_string()))
        .unwrap_or_default();
    Some((
        column,
        Mistake::Contradiction {
            value: excerpt(&later.to_string()),
            first,
        },
    ))
}
