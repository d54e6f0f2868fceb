//! *Råbalans*: previous balance, debit, credit and closing balance by account, dimension, or both
//! (REP-24, EM-11).

use kameral_base::{Ore, Period, PeriodRange, Quantity, Sentence};
use kameral_ledger::model::ACCOUNT_DIMENSION;
use kameral_store::Fault;

use crate::question::Question;
use crate::selection::Selection;
use crate::setting::{Setting, amount};
use crate::sheet::{Figures, Sheet, too_large};
use crate::source::Source;
use crate::table::{Column, Head, Kind, Row, RowKind, Table, Tail, Value};
use crate::words::Caption;
use crate::{Address, Cursor, Filter, Key, Reconciles, Report};

/// Digits of the most detailed account level that has names of its own (EM-18).
const LEVELS: usize = 3;

/// Stands for a unit that has no name.
const NO_UNIT: &str = "\u{2013}";

/// What the rows are grouped by: what was asked, or the account.
pub fn keys(question: &Question) -> Vec<(Key, Source)> {
    if question.by.is_empty() {
        vec![(Key::account(), Source::Account)]
    } else {
        question.by.clone()
    }
}

/// The trial balance of a sheet whose groups are those of [`keys`].
///
/// `limit` is the most rows of the page, none for all of them; `after` is where it begins.
pub fn table(
    setting: Setting<'_>,
    selection: &Selection,
    sheet: &Sheet,
    after: Option<Cursor>,
    limit: Option<usize>,
) -> Result<Table, Fault> {
    let keys = keys(setting.question);
    let units = if setting.question.address.quantities {
        sheet.units()
    } else {
        Vec::new()
    };
    let skipped = match after {
        Some(Cursor::Rows(rows)) => rows,
        _ => 0,
    };
    let shown: Vec<(usize, &[String])> = selection
        .in_order()
        .filter(|(group, _)| has_figures(sheet, *group, !units.is_empty()))
        .collect();
    let end = limit
        .map_or(shown.len(), |limit| skipped.saturating_add(limit))
        .min(shown.len());
    let page = shown.get(skipped..end).unwrap_or_default();
    let is_last = end == shown.len();
    let maker = Maker {
        setting,
        sheet,
        keys: &keys,
        units: &units,
    };
    let mut rows = page
        .iter()
        .map(|(group, values)| maker.row(*group, values))
        .collect::<Result<Vec<_>, _>>()?;
    if is_last && !sheet.unclosed.is_zero() {
        rows.push(maker.unclosed());
    }
    let by = keys.iter().map(|(key, _)| key.clone()).collect();
    Ok(Table {
        head: Head {
            by,
            ..setting.head(maker.columns())
        },
        rows,
        tail: maker.tail(page, skipped, is_last)?,
    })
}

fn has_figures(sheet: &Sheet, group: usize, quantities: bool) -> bool {
    !sheet.figures[group].is_empty() || (quantities && sheet.quantities_of(group).next().is_some())
}

/// Total debit equals total credit in every period of the whole books (REP-24).
fn sides_differ(question: &Question, total: &Figures) -> Result<Ore, Fault> {
    if question.is_whole() {
        total.period()
    } else {
        Ok(Ore::ZERO)
    }
}

/// What the reader of figures that begin with earlier years should know.
pub fn notes(question: &Question, sheet: &Sheet) -> Vec<Sentence> {
    let mut notes = Vec::new();
    if let (Some(last), Some(first)) = (sheet.carried_from.first(), sheet.carried_from.last()) {
        let years = if first == last {
            first.to_string()
        } else {
            format!("{first}\u{2013}{last}")
        };
        let year = question.year_number().to_string();
        notes.push(
            Sentence::new("report-note-carried")
                .with("year", year)
                .with("years", years),
        );
    }
    if !sheet.unclosed.is_zero() {
        notes.push(Sentence::new("report-note-unclosed").with("amount", sheet.unclosed));
    }
    notes
}

struct Maker<'a> {
    setting: Setting<'a>,
    sheet: &'a Sheet,
    keys: &'a [(Key, Source)],
    units: &'a [String],
}

impl Maker<'_> {
    fn columns(&self) -> Vec<Column> {
        let question = self.setting.question;
        let (before, within, through) = (question.before(), Some(question.periods), Some(question.through()));
        let mut columns = Vec::new();
        for (key, source) in self.keys {
            columns.extend(self.key_columns(key, source, within));
        }
        columns.extend([
            amount("opening_ore", "report-column-opening").opened_for(before),
            amount("debit_ore", "report-column-debit").opened_for(within),
            amount("credit_ore", "report-column-credit").opened_for(within),
            amount("period_ore", "report-column-period").opened_for(within),
            amount("closing_ore", "report-column-closing").opened_for(through),
        ]);
        columns.extend(
            self.units
                .iter()
                .flat_map(|unit| quantity_columns(unit, within, through)),
        );
        columns
    }

    /// Code and name of a key. The account's name, or else the first key's, is `name`.
    fn key_columns(&self, key: &Key, source: &Source, drill: Option<PeriodRange>) -> [Column; 2] {
        let code = match source {
            Source::Account => "account".to_owned(),
            Source::Level(digits) => format!("account_{digits}"),
            Source::SCode => "s_code".to_owned(),
            _ => key.to_string(),
        };
        let named = self
            .keys
            .iter()
            .find(|(key, _)| key.is_account())
            .unwrap_or(&self.keys[0]);
        let name = if named.0 == *key {
            "name".to_owned()
        } else {
            format!("{code}_name")
        };
        let kind = if key.code() == ACCOUNT_DIMENSION {
            Kind::Account
        } else {
            Kind::Text
        };
        let label = source.caption(self.setting.model, self.setting.question.language);
        [
            Column::new(code, label, kind).opened_for(drill),
            Column::new(name, Caption::key("report-column-name"), Kind::Text).opened_for(drill),
        ]
    }

    fn row(&self, group: usize, values: &[String]) -> Result<Row, Fault> {
        let mut cells = Vec::with_capacity(2 * self.keys.len() + 5);
        for ((key, source), value) in self.keys.iter().zip(values) {
            let account = key.code() == ACCOUNT_DIMENSION;
            cells.push(if account {
                Value::Account(value.clone())
            } else {
                Value::text(value)
            });
            let name = source.name_of(self.setting.model, value, self.setting.question.language);
            cells.push(if value.is_empty() {
                Value::words("report-no-value")
            } else {
                Value::text(name)
            });
        }
        cells.extend(amounts(&self.sheet.figures[group])?);
        for unit in self.units {
            let found = self.sheet.quantities_of(group).find(|(known, _)| known == unit);
            cells.extend(match found {
                Some((_, quantities)) => [
                    Value::Quantity(quantities.period),
                    Value::Quantity(quantities.closing()?),
                ],
                None => [Value::Empty, Value::Empty],
            });
        }
        Ok(Row::new(RowKind::Line, 0, cells).leading_to(self.below(values)))
    }

    /// Where a row leads: to the ledger of its account, the next level of accounts, or the accounts
    /// of its values.
    fn below(&self, values: &[String]) -> Option<Address> {
        let here = &self.setting.question.address;
        let mut address = Address {
            report: Report::TrialBalance,
            by: Vec::new(),
            ..here.clone()
        };
        for ((key, source), value) in self.keys.iter().zip(values) {
            match source {
                Source::Level(digits) => {
                    // An account shorter than the level stands there for itself alone.
                    let is_account = value.len() < *digits;
                    let filter = if is_account { Filter::exact } else { Filter::beginning };
                    address = address.narrowed(filter(Key::account(), value)?);
                    if *digits < LEVELS {
                        address.by = vec![Key::level(digits + 1)];
                    }
                }
                Source::Node(node) => {
                    address = address.narrowed(Filter::exact(key.clone(), value)?);
                    address.by = vec![key.next_level(node.level, node.depth)];
                }
                _ => address = address.narrowed(Filter::exact(key.clone(), value)?),
            }
        }
        if self.keys.iter().any(|(key, _)| key.is_account()) {
            address = Address {
                report: Report::GeneralLedger,
                by: Vec::new(),
                quantities: false,
                ..address
            };
        }
        Some(address)
    }

    /// What nobody has moved to capital; it leads to the year it is of.
    fn unclosed(&self) -> Row {
        let sum = Value::Amount(self.sheet.unclosed);
        let mut cells = self.labelled(Value::words("report-row-unclosed"));
        let zero = || Value::Amount(Ore::ZERO);
        cells.extend([sum.clone(), zero(), zero(), zero(), sum]);
        cells.resize(cells.len() + 2 * self.units.len(), Value::Empty);
        let year = self.sheet.carried_from.first().and_then(|year| {
            let year = i32::try_from(*year).ok()?;
            self.setting.model.years.iter().find(|known| known.year() == year)
        });
        let address = year.and_then(|year| {
            let periods = PeriodRange::new(Period::of(year.starts_on()), year.closing()).ok()?;
            Some(self.setting.question.address.clone().over(periods))
        });
        let row = Row::new(RowKind::Unclosed, 0, cells);
        // Its columns would open it for the periods of this year; the address is for a link of its own.
        row.leading_to(address)
    }

    /// What stands under a page that begins after so many rows.
    fn tail(&self, page: &[(usize, &[String])], skipped: usize, is_last: bool) -> Result<Tail, Fault> {
        let (question, sheet) = (self.setting.question, self.sheet);
        let total = sheet.total()?;
        let is_page = skipped != 0 || !is_last;
        Ok(Tail {
            totals: Some(self.total("report-total", &total)?),
            page_totals: is_page.then(|| self.page_total(page, is_last)).transpose()?,
            notes: notes(question, sheet),
            reconciles: Reconciles::judge(
                question.is_whole(),
                total.closing()?,
                sheet.whole.closing()?,
                sides_differ(question, &total)?,
            ),
            after: (skipped != 0).then_some(Cursor::Rows(skipped)),
            next: (!is_last).then(|| Cursor::Rows(skipped + page.len())),
        })
    }

    fn total(&self, label: &'static str, total: &Figures) -> Result<Row, Fault> {
        let mut cells = self.labelled(Value::words(label));
        cells.extend(amounts(total)?);
        for unit in self.units {
            let of_unit = self.sheet.quantities.iter().filter(|((_, known), _)| known == unit);
            let (mut period, mut closing) = (Quantity::ZERO, Quantity::ZERO);
            for (_, quantities) in of_unit {
                period = period.checked_add(quantities.period).ok_or_else(too_large)?;
                closing = closing.checked_add(quantities.closing()?).ok_or_else(too_large)?;
            }
            cells.extend([Value::Quantity(period), Value::Quantity(closing)]);
        }
        Ok(Row::new(RowKind::Total, 0, cells))
    }

    fn page_total(&self, page: &[(usize, &[String])], is_last: bool) -> Result<Row, Fault> {
        let unclosed = if is_last { self.sheet.unclosed } else { Ore::ZERO };
        let start = Figures {
            opening: unclosed,
            ..Figures::default()
        };
        let sum = page
            .iter()
            .try_fold(start, |sum, (group, _)| sum.plus(&self.sheet.figures[*group]))?;
        let mut cells = self.labelled(Value::words("report-page-total"));
        cells.extend(amounts(&sum)?);
        cells.resize(cells.len() + 2 * self.units.len(), Value::Empty);
        Ok(Row::new(RowKind::Total, 0, cells))
    }

    /// The cells left of the amounts, with a label where the first name stands.
    fn labelled(&self, label: Value) -> Vec<Value> {
        let mut cells = vec![Value::Empty; 2 * self.keys.len()];
        cells[1] = label;
        cells
    }
}

fn quantity_columns(unit: &str, within: Option<PeriodRange>, through: Option<PeriodRange>) -> [Column; 2] {
    let column = |key: String, label: &'static str| {
        let label = Sentence::new(label).with("unit", if unit.is_empty() { NO_UNIT } else { unit });
        Column::new(key, Caption::Words(label), Kind::Quantity)
    };
    [
        column(format!("quantity_{unit}_milli"), "report-column-quantity-period").opened_for(within),
        column(
            format!("quantity_closing_{unit}_milli"),
            "report-column-quantity-closing",
        )
        .opened_for(through),
    ]
}

fn amounts(figures: &Figures) -> Result<[Value; 5], Fault> {
    Ok([
        figures.opening,
        figures.debit,
        figures.credit,
        figures.period()?,
        figures.closing()?,
    ]
    .map(Value::Amount))
}
