//! A report as it was made: what every page, file and API answer of it is drawn from.

use kameral_base::{Date, Ore, Pattern, Period, PeriodRange, Quantity, Sentence, Timestamp};
use kameral_ledger::voucher::VoucherNumber;
use kameral_ui::Language;

use crate::words::Caption;
use crate::{Address, Cursor, Filter, Key, Reconciles, Report};

/// *Rapport*: a head, rows, and what stands under them.
#[derive(Debug, Clone)]
pub struct Table {
    /// What the report is, and its columns.
    pub head: Head,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// Totals, notes, the verdict, and where the next page begins.
    pub tail: Tail,
}

impl Table {
    /// Where a cell leads; nothing when it cannot be opened (GL-24).
    ///
    /// A voucher number leads to its voucher, and a cell with an address of its own there. Any other cell
    /// leads where its row leads, for the periods its column is about: the opening balance opens what
    /// came before.
    pub fn address(&self, row: &Row, column: usize) -> Option<Address> {
        if let Value::Voucher(number) = row.cells.get(column)? {
            return Some(self.head.address.to_voucher(number.clone()));
        }
        if let Some((_, own)) = row.cells_to.iter().find(|(at, _)| *at == column) {
            return Some(own.clone());
        }
        let periods = self.head.columns.get(column)?.drill?;
        let address = row.address.as_deref()?.clone();
        // Results of earlier years lead to their own year.
        Some(if row.kind == RowKind::Unclosed {
            address
        } else {
            address.over(periods)
        })
    }
}

/// What stands above the rows (REP-13).
#[derive(Debug, Clone)]
pub struct Head {
    /// Which report.
    pub report: Report,
    /// Its title.
    pub title: Sentence,
    /// The address it was asked by, with its periods filled in.
    pub address: Address,
    /// The report above this one, with the same conditions; none at the top.
    pub up: Option<Address>,
    /// The entity's code.
    pub entity: String,
    /// The entity's name.
    pub entity_name: String,
    /// Currency of every amount; shown in kronor and öre.
    pub currency: String,
    /// The fiscal year of the periods; none for a report that has no periods.
    pub year: Option<i64>,
    /// Periods; none for a report that has none.
    pub periods: Option<PeriodRange>,
    /// When it was made.
    pub run_at: Timestamp,
    /// Who made it.
    pub user: String,
    /// Conditions that were asked for.
    pub filters: Vec<FilterFact>,
    /// What rows are grouped by, asked for or the report's own; empty when they are lines.
    pub by: Vec<Key>,
    /// Conditions of what the user may see: rows that meet all of at least one list. None when that
    /// is every row.
    pub scope: Option<Vec<Vec<FilterFact>>>,
    /// The place in the journal the figures are of.
    pub seq: i64,
    /// Whether that place was asked for, so that later vouchers are left out.
    pub as_of_asked: bool,
    /// Further facts: those of the voucher that is shown.
    pub facts: Vec<(Caption, Value)>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Language of names.
    pub language: Language,
}

/// A condition as it is shown: by name, code and pattern.
#[derive(Debug, Clone)]
pub struct FilterFact {
    /// What the key is called.
    pub name: Caption,
    /// The key.
    pub key: Key,
    /// The pattern.
    pub pattern: Pattern,
}

impl FilterFact {
    /// As it is written in a query.
    pub fn filter(&self) -> Filter {
        Filter {
            key: self.key.clone(),
            pattern: self.pattern.clone(),
        }
    }
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Stable name, and the key of its cells in JSON; amounts end in `_ore`, quantities in `_milli`,
    /// shares in `_hundredths`.
    pub key: String,
    /// Heading.
    pub label: Caption,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell like the one above it may be left blank in print.
    pub once: bool,
    /// Whether it may be as wide as its words in print.
    pub wide: bool,
    /// The periods a cell is opened for; none when it cannot be.
    pub drill: Option<PeriodRange>,
}

impl Column {
    /// A column that cannot be opened.
    pub fn new(key: impl Into<String>, label: Caption, kind: Kind) -> Self {
        Self {
            key: key.into(),
            label,
            kind,
            once: false,
            wide: false,
            drill: None,
        }
    }

    /// The same column, opened for periods.
    #[must_use]
    pub fn opened_for(self, drill: Option<PeriodRange>) -> Self {
        Self { drill, ..self }
    }

    /// The same column, as wide in print as its words.
    #[must_use]
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The same column, its repeated cells blank in print.
    #[must_use]
    pub fn once(self) -> Self {
        Self { once: true, ..self }
    }
}

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words or a code.
    Text,
    /// An account number.
    Account,
    /// An amount in öre.
    Amount,
    /// A quantity in thousandths.
    Quantity,
    /// A date.
    Date,
    /// A period.
    Period,
    /// A voucher number.
    Voucher,
    /// A count or a number without unit.
    Count,
    /// A share in per cent.
    Share,
}

impl Kind {
    /// Whether cells stand to the right.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Amount | Self::Quantity | Self::Count | Self::Share)
    }

    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Account => "account",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Period => "period",
            Self::Voucher => "voucher",
            Self::Count => "count",
            Self::Share => "share",
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text out of the books or a register.
    Text(String),
    /// Words of ours.
    Words(Sentence),
    /// An account number.
    Account(String),
    /// Öre.
    Amount(Ore),
    /// Thousandths of the unit.
    Quantity(Quantity),
    /// A date.
    Date(Date),
    /// A period.
    Period(Period),
    /// A voucher number.
    Voucher(VoucherNumber),
    /// A count or a number without unit.
    Count(i64),
    /// Hundredths of a per cent, shown with two decimals.
    Share(i64),
}

impl Value {
    /// Text, or nothing when it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A text of ours without arguments.
    pub fn words(key: &'static str) -> Self {
        Self::Words(Sentence::new(key))
    }

    /// The amount on its side: a debit when `debit`, else a credit without its sign; nothing when it
    /// belongs on the other.
    pub fn side(amount: Ore, debit: bool) -> Self {
        match (amount.is_negative(), debit) {
            (false, true) => Self::Amount(amount),
            (true, false) => amount.checked_neg().map_or(Self::Empty, Self::Amount),
            _ => Self::Empty,
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// How far below the top it stands, from 0.
    pub level: u8,
    /// One cell a column.
    pub cells: Vec<Value>,
    /// Where its figures lead, before the column has said for which periods.
    pub address: Option<Box<Address>>,
    /// Cells that have an address of their own, by their place; its periods are those it is about.
    pub cells_to: Vec<(usize, Address)>,
}

impl Row {
    /// A row that leads nowhere.
    pub fn new(kind: RowKind, level: u8, cells: Vec<Value>) -> Self {
        Self {
            kind,
            level,
            cells,
            address: None,
            cells_to: Vec::new(),
        }
    }

    /// The same row, one of its cells leading somewhere of its own.
    #[must_use]
    pub fn cell_leading_to(mut self, at: usize, address: Option<Address>) -> Self {
        self.cells_to.extend(address.map(|address| (at, address)));
        self
    }

    /// The same row, leading somewhere.
    #[must_use]
    pub fn leading_to(self, address: Option<Address>) -> Self {
        Self {
            address: address.map(Box::new),
            ..self
        }
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A line of the report.
    Line,
    /// Names what follows.
    Heading,
    /// A balance something begins with.
    Opening,
    /// A balance something ends with.
    Closing,
    /// A line with what it is made up of below it.
    Opened,
    /// A sum of the rows above it.
    Subtotal,
    /// What must be zero.
    Control,
    /// Results of earlier years that no voucher has moved to capital.
    Unclosed,
    /// Says that rows are left out here.
    More,
    /// A total.
    Total,
}

impl RowKind {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Heading => "heading",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Opened => "opened",
            Self::Subtotal => "subtotal",
            Self::Control => "control",
            Self::Unclosed => "unclosed",
            Self::More => "more",
            Self::Total => "total",
        }
    }
}

/// What stands under the rows.
#[derive(Debug, Clone)]
pub struct Tail {
    /// Totals of everything that was asked for, also what stands on other pages.
    pub totals: Option<Row>,
    /// Totals of this page, where the report has pages (REP-13).
    pub page_totals: Option<Row>,
    /// What the reader should know.
    pub notes: Vec<Sentence>,
    /// Whether the report agrees with the ledger.
    pub reconciles: Reconciles,
    /// Where this page began.
    pub after: Option<Cursor>,
    /// Where the next page begins; none after the last row.
    pub next: Option<Cursor>,
}

impl Tail {
    /// Whether the page holds the whole report.
    pub fn is_complete(&self) -> bool {
        self.after.is_none() && self.next.is_none()
    }
}
