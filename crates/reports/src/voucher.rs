//! *Verifikation*: one voucher with every line, and its links both ways (GL-07, GL-24).

use std::collections::BTreeMap;

use kameral_base::PeriodRange;
use kameral_ledger::model::Dimension;
use kameral_ledger::store::vouchers::{Voucher, VoucherLine};

use crate::setting::{Setting, amount};
use crate::source::dimension_name;
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key, Report};

/// A voucher as it is shown: only columns in which some line has something.
pub struct Sheet<'a> {
    setting: Setting<'a>,
    voucher: &'a Voucher,
    dimensions: Vec<&'a Dimension>,
    quantities: bool,
    currencies: bool,
    rules: bool,
    corrections: BTreeMap<i64, Value>,
}

impl<'a> Sheet<'a> {
    /// The sheet of a voucher.
    pub fn new(setting: Setting<'a>, voucher: &'a Voucher) -> Self {
        let lines = &voucher.lines;
        let used = |dimension: &&Dimension| {
            lines.iter().any(|line| {
                line.coding
                    .values()
                    .iter()
                    .any(|(position, _)| *position == dimension.position)
            })
        };
        let corrections = voucher.corrected.iter();
        Self {
            setting,
            voucher,
            dimensions: setting.model.direct_dimensions().filter(used).collect(),
            quantities: lines.iter().any(|line| line.quantity.is_some()),
            currencies: lines.iter().any(|line| !line.currency.is_empty()),
            rules: lines.iter().any(|line| !line.generated_by.is_empty()),
            corrections: corrections
                .map(|found| (found.line_no, Value::Voucher(found.by.clone())))
                .collect(),
        }
    }

    /// The columns.
    pub fn columns(&self) -> Vec<Column> {
        let column = |key: &str, label, kind| Column::new(key, Caption::key(label), kind);
        let period = Some(PeriodRange::only(self.voucher.header.period));
        let mut columns = vec![
            column("line_no", "report-column-line", Kind::Count),
            column("account", "report-column-account", Kind::Account).opened_for(period),
            column("name", "report-column-name", Kind::Text).opened_for(period),
        ];
        columns.extend(self.dimensions.iter().map(|dimension| {
            let name = dimension_name(dimension, self.setting.question.language);
            Column::new(dimension.code.as_str(), Caption::Name(name.to_owned()), Kind::Text)
        }));
        columns.push(column("text", "report-column-text", Kind::Text));
        if self.quantities {
            columns.push(column("quantity_milli", "report-column-quantity", Kind::Quantity));
            columns.push(column("unit", "report-column-unit", Kind::Text));
        }
        if self.currencies {
            columns.push(column("currency", "report-column-currency", Kind::Text));
            columns.push(column("currency_minor", "report-column-currency-minor", Kind::Count));
        }
        columns.push(amount("debit_ore", "report-column-debit-short"));
        columns.push(amount("credit_ore", "report-column-credit-short"));
        if self.rules {
            columns.push(column("rule", "report-column-rule", Kind::Text));
        }
        if !self.corrections.is_empty() {
            columns.push(column("corrected_by", "report-column-corrected-by", Kind::Voucher));
        }
        columns
    }

    /// A line.
    pub fn row(&self, line: &VoucherLine) -> Row {
        let account = line.coding.account();
        let mut cells = vec![
            Value::Count(line.line_no),
            Value::Account(account.to_owned()),
            self.setting.account_name(account),
        ];
        let values = line.coding.values();
        cells.extend(self.dimensions.iter().map(|dimension| {
            let found = values.iter().find(|(position, _)| *position == dimension.position);
            found.map_or(Value::Empty, |(_, value)| Value::text(value))
        }));
        cells.push(Value::text(&line.text));
        if self.quantities {
            cells.push(line.quantity.map_or(Value::Empty, Value::Quantity));
            cells.push(Value::text(&line.unit));
        }
        if self.currencies {
            cells.push(Value::text(&line.currency));
            cells.push(line.currency_minor.map_or(Value::Empty, Value::Count));
        }
        cells.push(Value::side(line.amount, true));
        cells.push(Value::side(line.amount, false));
        if self.rules {
            cells.push(Value::text(&line.generated_by));
        }
        if !self.corrections.is_empty() {
            cells.push(self.corrections.get(&line.line_no).cloned().unwrap_or_default());
        }
        Row::new(RowKind::Line, 0, cells).leading_to(ledger_of(account))
    }

    /// A row with only debit and credit, and a label where the text stands.
    pub fn total(&self, label: Value, debit: Value, credit: Value) -> Row {
        let columns = self.columns();
        let cells = columns.iter().map(|column| match column.key.as_str() {
            "text" => label.clone(),
            "debit_ore" => debit.clone(),
            "credit_ore" => credit.clone(),
            _ => Value::Empty,
        });
        Row::new(RowKind::Total, 0, cells.collect())
    }

    /// What the header says, in the order of FBF 14 §, with the vouchers it is tied to.
    pub fn facts(&self) -> Vec<(Caption, Value)> {
        let header = &self.voucher.header;
        let text = |text: &str| Value::text(text);
        let correction = header.correction.as_ref();
        let attachments: Vec<&str> = self
            .voucher
            .attachments
            .iter()
            .map(|found| found.name.as_str())
            .collect();
        let facts = [
            ("report-fact-number", Value::Voucher(header.number.clone())),
            ("report-fact-date", Value::Date(header.date)),
            (
                "report-fact-event-date",
                header.event_date.map_or(Value::Empty, Value::Date),
            ),
            ("report-fact-period", Value::Period(header.period)),
            ("report-fact-kind", self.kind_name(&header.kind)),
            ("report-fact-text", text(&header.text)),
            ("report-fact-counterparty", text(&header.counterparty)),
            ("report-fact-registered-at", text(&header.registered_at)),
            ("report-fact-registered-by", text(&header.registered_by_name)),
            ("report-fact-seq", Value::Count(header.journal_seq)),
            ("report-fact-source", text(&header.source)),
            ("report-fact-source-key", text(&header.source_key)),
            ("report-fact-link", text(&header.link)),
            (
                "report-fact-corrects",
                self.voucher.corrects.clone().map_or(Value::Empty, Value::Voucher),
            ),
            (
                "report-fact-reason",
                correction.map_or(Value::Empty, |found| text(&found.reason)),
            ),
            ("report-fact-warnings", text(&header.warnings)),
            ("report-fact-attachments", text(&attachments.join(", "))),
        ];
        let said = facts.into_iter().filter(|(_, value)| *value != Value::Empty);
        said.map(|(key, value)| (Caption::key(key), value)).collect()
    }

    fn kind_name(&self, kind: &str) -> Value {
        let english = self.setting.question.language == kameral_ui::Language::En;
        Value::text(match self.setting.model.kinds.get(kind) {
            Some(found) if english && !found.name_en.is_empty() => &found.name_en,
            Some(found) => &found.name,
            None => kind,
        })
    }
}

/// The general ledger of an account, of everything in it.
fn ledger_of(account: &str) -> Option<Address> {
    Some(Address::new(Report::GeneralLedger).narrowed(Filter::exact(Key::account(), account)?))
}
