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
        let past = (self.header.columns..self.fields.len()).filter_map(|place| self.fields.get(place));
        if past.into_iter().all(|field| field.trim().is_empty()) {
            self.fields.len().min(self.header.columns)
        } else {
            self.fields.len()
        }
    }

    /// The line of the voucher.
    fn line_record(&self, mistakes: &mut Mistakes<Mistake>) -> Result<LineRecord, Told> {
        let mut take = Take { row: self, mistakes };
        let account = take.required(Known::Account, own);
        let amount = take.required(Known::Amount, value::amount);
        let quantity = take.optional(Known::Quantity, value::quantity);
        let unit = take.optional(Known::Unit, own);
        let text = take.optional(Known::LineText, own);
        let currency = take.optional(Known::Currency, value::currency);
        let thousandths = take.optional(Known::CurrencyAmount, value::thousandths);
        let in_currency = value::in_currency(currency?, thousandths?);
        let in_currency = in_currency.map_err(|mistake| take.tell(Known::CurrencyAmount, mistake));
        let dimensions = take.dimensions();
        Ok(LineRecord {
            line: self.line,
            account: account?,
            dimensions: dimensions?,
            amount: amount?,
            quantity: quantity?,
            unit: unit?,
            text: text?.unwrap_or_default(),
            currency: in_currency?,
        })
    }
}

/// A mistake that has been noted; there is nothing more to say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Told;

/// The text itself, as a value.
#[allow(
    clippy::unnecessary_wraps,
    reason = "read where other fields are read by parsers that refuse"
)]
fn own(text: &str) -> Read<String> {
    Ok(text.to_owned())
}

/// Takes fields of a row and notes what is wrong with them.
struct Take<'r, 'a, 'm> {
    row: &'r Row<'a>,
    mistakes: &'m mut Mistakes<Mistake>,
}

impl<'a> Take<'_, 'a, '_> {
    /// A field that may be empty.
    fn optional<T>(&mut self, column: Known, read: impl Fn(&'a str) -> Read<T>) -> Result<Option<T>, Told> {
        let read = match value::text(self.row.field(column)) {
            Ok("") => return Ok(None),
            text => text.and_then(read),
        };
        read.map(Some).map_err(|mistake| self.tell(column, mistake))
    }

    fn required<T>(&mut self, column: Known, read: impl Fn(&'a str) -> Read<T>) -> Result<T, Told> {
        let value = self.optional(column, read)?;
        value.ok_or_else(|| self.tell(column, Mistake::FieldMissing))
    }

    fn tell(&mut self, column: Known, mistake: Mistake) -> Told {
        self.mistakes.push(self.row.line, Some(column.name()), mistake);
        Told
    }

    /// The dimensions that have a value.
    fn dimensions(&mut self) -> Result<Vec<DimensionValue>, Told> {
        let mut dimensions = Vec::new();
        let mut result = Ok(());
        for (place, dimension) in &self.row.header.dimensions {
            match value::text(self.row.fields.get(*place).unwrap_or_default()) {
                Ok("") => {}
                Ok(text) => dimensions.push(DimensionValue {
                    dimension: dimension.clone(),
                    value: text.to_owned(),
                }),
                Err(mistake) => {
                    let field = Some(dimension.to_string().into());
                    self.mistakes.add(crate::LineMistake {
                        line: self.row.line,
                        field,
                        mistake,
                    });
                    result = Err(Told);
                }
            }
        }
        result.map(|()| dimensions)
    }
}

/// What concerns the whole voucher, as one row has it.
struct Whole {
    series: Result<Option<String>, Told>,
    date: Result<Option<Date>, Told>,
    period: Result<Option<Period>, Told>,
    text: Result<Option<String>, Told>,
    kind: Result<Option<String>, Told>,
    number: Result<Option<i64>, Told>,
    event_date: Result<Option<Date>, Told>,
    counterparty: Result<Option<String>, Told>,
    link: Result<Option<String>, Told>,
}

impl Whole {
    fn of(take: &mut Take<'_, '_, '_>) -> Self {
        Self {
            series: take.optional(Known::Series, own),
            date: take.optional(Known::Date, value::date),
            period: take.optional(Known::Period, value::period),
            text: take.optional(Known::Text, own),
            kind: take.optional(Known::Kind, own),
            number: take.optional(Known::Number, value::number),
            event_date: take.optional(Known::EventDate, value::date),
            counterparty: take.optional(Known::Counterparty, own),
            link: take.optional(Known::Link, own),
        }
    }

    /// What a later row says otherwise, column by column.
    fn contradictions(&self, later: &Self) -> [(Known, Result<Option<Mistake>, Told>); 9] {
        let (date, event_date) = (&self.date, &self.event_date);
        [
            (Known::Series, contradiction(&self.series, &later.series)),
            (Known::Date, contradiction(date, &later.date)),
            (Known::Period, contradiction(&self.period, &later.period)),
            (Known::Text, contradiction(&self.text, &later.text)),
            (Known::Kind, contradiction(&self.kind, &later.kind)),
            (Known::Number, contradiction(&self.number, &later.number)),
            (Known::EventDate, contradiction(event_date, &later.event_date)),
            (
                Known::Counterparty,
                contradiction(&self.counterparty, &later.counterparty),
            ),
            (Known::Link, contradiction(&self.link, &later.link)),
        ]
    }
}

/// A voucher whose rows are being gathered.
pub(super) struct Growing {
    pub key: String,
    line: u32,
    whole: Whole,
    lines: Vec<LineRecord>,
    is_refused: bool,
}

impl Growing {
    /// The voucher that begins with a row.
    pub fn begin(row: Row<'_>, mistakes: &mut Mistakes<Mistake>) -> Self {
        let mut take = Take { row: &row, mistakes };
        let key = take.required(Known::Voucher, own);
        let whole = Whole::of(&mut take);
        let has_date = match whole.date {
            Ok(None) => Err(take.tell(Known::Date, Mistake::FieldMissing)),
            date => date.map(|_| ()),
        };
        let is_refused = key.is_err() || has_date.is_err();
        let mut growing = Self {
            key: row.key().to_owned(),
            line: row.line,
            whole,
            lines: Vec::new(),
            is_refused,
        };
        growing.add_line(row, mistakes);
        growing
    }

    /// Takes one more row with the same key.
    pub fn add(&mut self, row: Row<'_>, mistakes: &mut Mistakes<Mistake>) {
        let mut take = Take { row: &row, mistakes };
        let later = Whole::of(&mut take);
        for (column, mistake) in self.whole.contradictions(&later) {
            match mistake {
                Ok(None) => {}
                Ok(Some(mistake)) => {
                    take.tell(column, mistake);
                    self.is_refused = true;
                }
                Err(Told) => self.is_refused = true,
            }
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
            Ok(line) => self.lines.push(line),
            Err(Told) => self.is_refused = true,
        }
    }

    /// The voucher, unless something in it was refused.
    pub fn finish(self) -> Option<VoucherRecord> {
        if self.is_refused {
            return None;
        }
        let whole = self.whole;
        Some(VoucherRecord {
            line: self.line,
            key: self.key,
            series: whole.series.ok()?,
            date: whole.date.ok().flatten()?,
            period: whole.period.ok()?,
            text: whole.text.ok()?.unwrap_or_default(),
            kind: whole.kind.ok()?,
            number: whole.number.ok()?,
            event_date: whole.event_date.ok()?,
            counterparty: whole.counterparty.ok()?.unwrap_or_default(),
            link: whole.link.ok()?.unwrap_or_default(),
            lines: self.lines,
        })
    }
}

/// The mistake of a later row that says something else than the first about the whole voucher. What
/// the first row left empty cannot be told later either. `Err` where either could not be read.
fn contradiction<T: PartialEq + ToString>(
    first: &Result<Option<T>, Told>,
    later: &Result<Option<T>, Told>,
) -> Result<Option<Mistake>, Told> {
    let (Ok(first), Ok(later)) = (first, later) else {
        return Err(Told);
    };
    if later.is_none() || first == later {
        return Ok(None);
    }
    let text = |value: &Option<T>| {
        value
            .as_ref()
            .map(|value| excerpt(&value.to_string()))
            .unwrap_or_default()
    };
    Ok(Some(Mistake::Contradiction {
        value: text(later),
        first: text(first),
    }))
}
