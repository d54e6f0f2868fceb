//! A feeder's file as drafts: the decision. Pure: the bytes, the mapping and the accounting model as facts.
//!
//! Every fault is told with its row and column. A voucher with a fault in any of its rows is no draft; a
//! file that is no table, or lacks a column that the mapping names, has no vouchers at all.

use std::collections::BTreeMap;

use kameral_base::{Date, Ore, Period, Quantity};
use kameral_formats::table_file::{self, Charset, Mistake, Table, TableRow, Wanted};
use kameral_formats::voucher_file::CurrencyAmount;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};

use super::check::column_number;
use super::model::{FeederSystem, Field, FieldSource, FileCharset, FileForm, Separator, Untranslated};
use super::refusal::{FeederCause, FeederRefusal};

/// Kind of a voucher whose feeder tells no kind: that of files.
const FILE_KIND: &str = "file_import";

/// The key of the one voucher of a file that tells no vouchers.
const ONLY_VOUCHER: &str = "1";

/// *Verifikation ur en försystemsfil*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FedVoucher {
    /// The key its rows share.
    pub key: String,
    /// The feeder's own name of it, taken once; empty where the mapping has none.
    pub reference: String,
    /// Its first row.
    pub line: u32,
    /// The draft, whole when nothing is wrong.
    pub draft: DraftVoucher,
    /// What is wrong with its rows.
    pub wrong: Vec<FeederRefusal>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Rows below the header.
    pub rows: usize,
    /// The vouchers, in the order of their first rows.
    pub vouchers: Vec<FedVoucher>,
    /// Faults of rows that name no voucher.
    pub homeless: Vec<FeederRefusal>,
}

/// Reads a file by a feeder's mapping, or tells why it cannot be read at all.
pub fn read(model: &AccountingModel, feeder: &FeederSystem, file: &[u8]) -> Result<Reading, Vec<FeederRefusal>> {
    let table = table(feeder, file)?;
    if table.rows.is_empty() {
        return Err(vec![FeederCause::NoRows.into()]);
    }
    let mut reader = Reader::new(model, feeder, &table)?;
    for row in &table.rows {
        reader.row(row);
    }
    Ok(Reading {
        rows: table.rows.len(),
        vouchers: reader.vouchers,
        homeless: reader.homeless,
    })
}

fn table(feeder: &FeederSystem, file: &[u8]) -> Result<Table, Vec<FeederRefusal>> {
    let columns = feeder.fields.iter().map(|source| source.column.as_str());
    let columns: Vec<&str> = columns.filter(|column| !column.is_empty()).collect();
    let last = columns.iter().filter_map(|column| column_number(column)).max();
    let wanted = Wanted {
        sheet: Some(feeder.sheet.as_str()).filter(|sheet| !sheet.is_empty()),
        columns: if feeder.header { &columns } else { &[] },
        headless: (!feeder.header).then(|| last.map_or(1, |last| last + 1)),
        separator: (feeder.form == FileForm::Delimited).then(|| separator(feeder.separator)),
        charset: match feeder.charset {
            FileCharset::Utf8 => Charset::Utf8,
            FileCharset::Windows1252 => Charset::Windows1252,
        },
    };
    let told = |mistakes: Vec<table_file::LineMistake>| mistakes.into_iter().map(FeederRefusal::Table).collect();
    match table_file::read(file, &wanted) {
        Ok(table) => Ok(table),
        Err(mistakes) if matches!(mistakes[..], [ref one] if is_no_header(&one.mistake)) => {
            let first = table_file::read(file, &Wanted { columns: &[], ..wanted });
            let missing = first.map(|table| missing(&columns, &table)).unwrap_or_default();
            Err(if missing.is_empty() { told(mistakes) } else { missing })
        }
        Err(mistakes) => Err(told(mistakes)),
    }
}

fn is_no_header(mistake: &Mistake) -> bool {
    matches!(mistake, Mistake::HeaderMissing { .. })
}

/// The columns that the first row with anything in it does not have.
fn missing(columns: &[&str], table: &Table) -> Vec<FeederRefusal> {
    let missing = columns.iter().filter(|column| table.column(column).is_none());
    let refusal = |column: &&str| FeederRefusal::Own {
        line: Some(table.header_line),
        column: (*column).to_owned(),
        voucher: String::new(),
        cause: FeederCause::ColumnMissing {
            column: (*column).to_owned(),
        },
    };
    missing.map(refusal).collect()
}

fn separator(separator: Separator) -> u8 {
    match separator {
        Separator::Semicolon => b';',
        Separator::Comma => b',',
        Separator::Tab => b'\t',
        Separator::Bar => b'|',
    }
}

/// A field with its place in the rows, and its pairs ready to be looked in.
struct Place<'f> {
    source: &'f FieldSource,
    column: Option<usize>,
    pairs: BTreeMap<&'f str, &'f str>,
}

/// A value, and whether it stood in the row.
struct Value {
    text: String,
    is_told: bool,
}

struct Reader<'f> {
    model: &'f AccountingModel,
    feeder: &'f FeederSystem,
    fields: BTreeMap<Field, Place<'f>>,
    dimensions: Vec<(u8, Place<'f>)>,
    places: BTreeMap<String, usize>,
    vouchers: Vec<FedVoucher>,
    homeless: Vec<FeederRefusal>,
}

/// What is wrong in one row, with the columns.
type Wrong = Vec<(String, FeederCause)>;

impl<'f> Reader<'f> {
    fn new(model: &'f AccountingModel, feeder: &'f FeederSystem, table: &Table) -> Result<Self, Vec<FeederRefusal>> {
        let (mut fields, mut dimensions, mut unknown) = (BTreeMap::new(), Vec::new(), Vec::new());
        for source in &feeder.fields {
            let column = match (source.column.as_str(), feeder.header) {
                ("", _) => None,
                (column, true) => table.column(column),
                (column, false) => column_number(column),
            };
            let pairs = source.pairs.iter().map(|(their, ours)| (their.as_str(), ours.as_str()));
            let place = Place {
                source,
                column,
                pairs: pairs.collect(),
            };
            let dimension = model.dimension(&source.field).filter(|dimension| !dimension.indirect);
            match (Field::from_word(&source.field), dimension) {
                (Some(field), _) => {
                    fields.insert(field, place);
                }
                (None, Some(dimension)) => dimensions.push((dimension.position, place)),
                // The model has changed since the mapping was kept.
                (None, None) => unknown.push(FeederCause::FieldUnknown {
                    field: source.field.clone(),
                }),
            }
        }
        if !unknown.is_empty() {
            return Err(unknown.into_iter().map(FeederRefusal::from).collect());
        }
        Ok(Self {
            model,
            feeder,
            fields,
            dimensions,
            places: BTreeMap::new(),
            vouchers: Vec::new(),
            homeless: Vec::new(),
        })
    }

    fn row(&mut self, row: &TableRow) {
        let mut wrong = Wrong::new();
        let key = match self.key(row) {
            Ok(key) => key,
            Err((column, cause)) => {
                self.homeless.push(placed(row, "", column, cause));
                return;
            }
        };
        let at = *self.places.entry(key.clone()).or_insert(self.vouchers.len());
        if at == self.vouchers.len() {
            let voucher = self.first(row, &key, &mut wrong);
            self.vouchers.push(voucher);
        } else {
            self.follows(row, at, &mut wrong);
        }
        let date = self.vouchers[at].draft.date;
        let line = self.line(row, date, &mut wrong);
        let voucher = &mut self.vouchers[at];
        voucher.draft.lines.push(line);
        let told = wrong.into_iter();
        voucher
            .wrong
            .extend(told.map(|(column, cause)| placed(row, &key, column, cause)));
    }

    fn key(&self, row: &TableRow) -> Result<String, (String, FeederCause)> {
        let Some(place) = self.fields.get(&Field::Voucher) else {
            return Ok(ONLY_VOUCHER.to_owned());
        };
        let column = || self.feeder.column_of(Field::Voucher.word());
        match value(place, row) {
            Ok(value) if value.text.is_empty() => Err((column(), FeederCause::Missing)),
            Ok(value) => Ok(value.text),
            Err(cause) => Err((column(), cause)),
        }
    }

    /// A voucher, from its first row.
    fn first(&self, row: &TableRow, key: &str, wrong: &mut Wrong) -> FedVoucher {
        let date = self.needed(Field::Date, row, wrong);
        let date = date.and_then(|text| self.day(Field::Date, &text, wrong));
        let event_date = self.text(Field::EventDate, row, wrong);
        let event_date = event_date.and_then(|text| self.day(Field::EventDate, &text, wrong));
        let period = self.text(Field::Period, row, wrong).and_then(|value| {
            let period = Period::parse(&value);
            if period.is_err() {
                self.note(Field::Period, FeederCause::PeriodUnreadable { value }, wrong);
            }
            period.ok()
        });
        let mut told = |field| self.text(field, row, wrong).unwrap_or_default();
        let (text, counterparty) = (told(Field::Text), told(Field::Counterparty));
        let reference = if self.fields.contains_key(&Field::Reference) {
            self.needed(Field::Reference, row, wrong).unwrap_or_default()
        } else {
            String::new()
        };
        let kind = &self.feeder.kind;
        let draft = DraftVoucher {
            series: self.feeder.series.clone(),
            kind: if kind.is_empty() {
                FILE_KIND.to_owned()
            } else {
                kind.clone()
            },
            date,
            event_date,
            period,
            text,
            counterparty,
            source_key: self.feeder.mark(if reference.is_empty() { key } else { &reference }),
            ..DraftVoucher::default()
        };
        FedVoucher {
            key: key.to_owned(),
            reference,
            line: row.line,
            draft,
            wrong: Vec::new(),
        }
    }

    /// What a later row says of its voucher: nothing, or the same as the first.
    fn follows(&self, row: &TableRow, at: usize, wrong: &mut Wrong) {
        let first = &self.vouchers[at];
        let draft = &first.draft;
        for field in [
            Field::Date,
            Field::EventDate,
            Field::Period,
            Field::Text,
            Field::Counterparty,
            Field::Reference,
        ] {
            let Some(place) = self.fields.get(&field) else {
                continue;
            };
            let told = match value(place, row) {
                Ok(told) if told.is_told => told.text,
                Ok(_) => continue,
                Err(cause) => {
                    self.note(field, cause, wrong);
                    continue;
                }
            };
            let days = |was: Option<Date>, wrong: &mut Wrong| {
                let read = self.day(field, &told, wrong);
                (
                    read.is_none() || read == was,
                    was.map(|day| day.to_string()).unwrap_or_default(),
                )
            };
            let (same, was) = match field {
                Field::Date => days(draft.date, wrong),
                Field::EventDate => days(draft.event_date, wrong),
                Field::Period => {
                    let was = draft.period.map(|period| period.to_string()).unwrap_or_default();
                    (Period::parse(&told).ok() == draft.period, was)
                }
                Field::Text => (told == draft.text, draft.text.clone()),
                Field::Counterparty => (told == draft.counterparty, draft.counterparty.clone()),
                _ => (told == first.reference, first.reference.clone()),
            };
            if !same {
                let cause = FeederCause::Contradiction {
                    value: told,
                    first: was,
                };
                self.note(field, cause, wrong);
            }
        }
    }

    fn line(&self, row: &TableRow, date: Option<Date>, wrong: &mut Wrong) -> DraftLine {
        let account = self.needed(Field::Account, row, wrong).unwrap_or_default();
        let amount = self.amount(row, wrong).unwrap_or_default();
        let quantity = self.text(Field::Quantity, row, wrong);
        let quantity = quantity.and_then(|text| self.thousandths(Field::Quantity, &text, wrong));
        let (currency, currency_minor) = self.currency(row, wrong);
        let mut line = DraftLine {
            account,
            amount,
            quantity,
            unit: self.text(Field::Unit, row, wrong).unwrap_or_default(),
            currency,
            currency_minor,
            text: self.text(Field::LineText, row, wrong).unwrap_or_default(),
            source_row: Some(i64::from(row.line)),
            ..DraftLine::default()
        };
        for (position, place) in &self.dimensions {
            match value(place, row) {
                Ok(value) if value.text.is_empty() => {}
                Ok(value) => line.values.push((*position, value.text)),
                Err(cause) => wrong.push((self.feeder.column_of(&place.source.field), cause)),
            }
        }
        self.relate(&mut line, date, wrong);
        line
    }

    /// Dimensions that relations give, each in its turn, where the row has none.
    fn relate(&self, line: &mut DraftLine, date: Option<Date>, wrong: &mut Wrong) {
        let Some(date) = date else {
            return;
        };
        for (position, place) in &self.dimensions {
            let relation = &place.source.relation;
            if relation.is_empty() || line.values.iter().any(|(known, _)| known == position) {
                continue;
            }
            if let Some(value) = self.model.related(relation, &line.account, &line.values, date) {
                line.values.push((*position, value));
            } else {
                let relation = relation.clone();
                let column = self.feeder.column_of(&place.source.field);
                wrong.push((column, FeederCause::RelationEmpty { relation }));
            }
        }
    }

    /// The amount, debit positive, by our sign.
    fn amount(&self, row: &TableRow, wrong: &mut Wrong) -> Option<Ore> {
        let amount = if self.fields.contains_key(&Field::Amount) {
            let text = self.needed(Field::Amount, row, wrong)?;
            self.ore(Field::Amount, &text, wrong)?
        } else {
            let before = wrong.len();
            let (debit, credit) = (
                self.text(Field::Debit, row, wrong),
                self.text(Field::Credit, row, wrong),
            );
            if debit.is_none() && credit.is_none() {
                if wrong.len() == before {
                    self.note(Field::Debit, FeederCause::Missing, wrong);
                }
                return None;
            }
            let side = |field, text: Option<String>, wrong: &mut Wrong| match text {
                Some(text) => self.ore(field, &text, wrong),
                None => Some(Ore::ZERO),
            };
            let (debit, credit) = (side(Field::Debit, debit, wrong)?, side(Field::Credit, credit, wrong)?);
            self.large(debit.checked_sub(credit), wrong)?
        };
        if self.feeder.turned {
            return self.large(amount.checked_neg(), wrong);
        }
        Some(amount)
    }

    fn large(&self, amount: Option<Ore>, wrong: &mut Wrong) -> Option<Ore> {
        if amount.is_none() {
            self.note(Field::Amount, FeederCause::AmountTooLarge, wrong);
        }
        amount
    }

    /// The currency and the amount in its minor units, with the amount's sign.
    fn currency(&self, row: &TableRow, wrong: &mut Wrong) -> (String, Option<i64>) {
        let currency = self.text(Field::Currency, row, wrong).unwrap_or_default();
        let told = self.text(Field::CurrencyAmount, row, wrong);
        let read = told
            .as_ref()
            .and_then(|text| self.thousandths(Field::CurrencyAmount, text, wrong));
        let Some(thousandths) = read.map(Quantity::get) else {
            return (currency, None);
        };
        let thousandths = if self.feeder.turned { -thousandths } else { thousandths };
        // A currency that is not registered is refused when the voucher is decided on.
        let decimals = self.model.currencies.get(&currency).map(|currency| currency.decimals);
        let amount = CurrencyAmount {
            currency: currency.clone(),
            thousandths,
        };
        let minor = decimals.map_or(Some(0), |decimals| amount.minor(decimals));
        if minor.is_none() {
            let value = told.unwrap_or_default();
            self.note(Field::CurrencyAmount, FeederCause::AmountTooFine { value }, wrong);
        }
        (currency, minor)
    }

    /// A value that is told, or nothing.
    fn text(&self, field: Field, row: &TableRow, wrong: &mut Wrong) -> Option<String> {
        match value(self.fields.get(&field)?, row) {
            Ok(value) => Some(value.text).filter(|text| !text.is_empty()),
            Err(cause) => {
                self.note(field, cause, wrong);
                None
            }
        }
    }

    /// A value that must be told.
    fn needed(&self, field: Field, row: &TableRow, wrong: &mut Wrong) -> Option<String> {
        let before = wrong.len();
        let text = self.text(field, row, wrong);
        if text.is_none() && wrong.len() == before {
            self.note(field, FeederCause::Missing, wrong);
        }
        text
    }

    fn day(&self, field: Field, text: &str, wrong: &mut Wrong) -> Option<Date> {
        let read = self.feeder.day(text);
        read.map_err(|cause| self.note(field, cause, wrong)).ok()
    }

    fn ore(&self, field: Field, text: &str, wrong: &mut Wrong) -> Option<Ore> {
        let read = self.feeder.amount(text);
        read.map_err(|cause| self.note(field, cause, wrong)).ok()
    }

    fn thousandths(&self, field: Field, text: &str, wrong: &mut Wrong) -> Option<Quantity> {
        let read = self.feeder.thousandths(text);
        read.map_err(|cause| self.note(field, cause, wrong)).ok()
    }

    fn note(&self, field: Field, cause: FeederCause, wrong: &mut Wrong) {
        wrong.push((self.feeder.column_of(field.word()), cause));
    }
}

/// What a row has of a field: the column's value in our codes, or what stands fixed.
fn value(place: &Place<'_>, row: &TableRow) -> Result<Value, FeederCause> {
    let cell = place.column.and_then(|column| row.fields.get(column));
    let cell = cell.map(String::as_str).unwrap_or_default();
    if cell.is_empty() {
        let text = place.source.fixed.clone();
        return Ok(Value { text, is_told: false });
    }
    if cell.starts_with('=') {
        let value = cell.to_owned();
        return Err(FeederCause::Formula { value });
    }
    let ours = match place.pairs.get(cell) {
        Some(ours) => ours,
        None if place.pairs.is_empty() || place.source.untranslated == Some(Untranslated::Keep) => cell,
        None => {
            let value = cell.to_owned();
            return Err(FeederCause::Untranslated { value });
        }
    };
    Ok(Value {
        text: ours.to_owned(),
        is_told: true,
    })
}

fn placed(row: &TableRow, voucher: &str, column: String, cause: FeederCause) -> FeederRefusal {
    FeederRefusal::Own {
        line: Some(row.line),
        column,
        voucher: voucher.to_owned(),
        cause,
    }
}
