//! The table itself: which column is what, and what its cells say.
//!
//! Columns are known by Swedish and English names, in any order and case. Columns that are not
//! known are passed over and told. A cell that is empty leaves name, kind and posting as they are;
//! in every other column it says that there is nothing.

use kameral_base::Date;
use kameral_formats::table_file::{self, Mistake, TableRow, Wanted};

use super::refusal::{ChartCause, ChartRefusal};
use crate::model::{Account, AccountKind, AccountPosting};

/// A column that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Account,
    Name,
    NameEn,
    Kind,
    Posting,
    SCode,
    CounterpartyKind,
    Flow,
    Role,
    Unit,
    OpenItems,
    ValidFrom,
    ValidTo,
    Grade,
    Source,
    Note,
}

/// What the column of numbers may be called; a row with one of these is the header.
const ACCOUNT_NAMES: [&str; 6] = [
    "account",
    "konto",
    "kontonr",
    "kontonummer",
    "konto nr",
    "account number",
];

/// What each column may be called, in small letters and without what is neither letter nor digit.
const NAMES: [(Column, &[&str]); 16] = [
    (
        Column::Account,
        &["account", "konto", "kontonr", "kontonummer", "accountnumber"],
    ),
    (
        Column::Name,
        &[
            "namesv",
            "name",
            "benämning",
            "kontobenämning",
            "namn",
            "kontonamn",
            "accountname",
        ],
    ),
    (
        Column::NameEn,
        &["nameen", "benämningen", "engelskbenämning", "englishname"],
    ),
    (
        Column::Kind,
        &["kind", "type", "accounttype", "typ", "kontotyp", "kontoslag", "slag"],
    ),
    (Column::Posting, &["posting", "bokföring"]),
    (Column::SCode, &["scode", "skod"]),
    (Column::CounterpartyKind, &["counterpartykind", "motpartstyp"]),
    (Column::Flow, &["flow", "flöde"]),
    (Column::Role, &["role", "roll"]),
    (Column::Unit, &["unit", "enhet"]),
    (Column::OpenItems, &["openitems", "öppnaposter"]),
    (
        Column::ValidFrom,
        &[
            "validfrom",
            "gällerfrån",
            "giltigfrån",
            "giltigtfrån",
            "frånochmed",
            "from",
            "från",
        ],
    ),
    (
        Column::ValidTo,
        &[
            "validto",
            "gällertill",
            "giltigtill",
            "giltigttill",
            "tillochmed",
            "tom",
            "to",
            "till",
        ],
    ),
    (Column::Grade, &["grade", "beläggsgrad"]),
    (Column::Source, &["source", "källa"]),
    (Column::Note, &["note", "anmärkning", "kommentar"]),
];

/// A field of an account by its name in the standard configuration, and what it says.
type Field = (&'static str, fn(&Account) -> String);

/// Every field but the number.
pub(super) const FIELDS: [Field; 15] = [
    ("name_sv", |account| account.name.clone()),
    ("name_en", |account| account.name_en.clone()),
    ("kind", |account| account.kind.word().to_owned()),
    ("posting", |account| account.posting.word().to_owned()),
    ("s_code", |account| account.s_code.clone()),
    ("counterparty_kind", |account| account.counterparty_kind.clone()),
    ("flow", |account| account.flow.clone()),
    ("role", |account| account.role.clone()),
    ("unit", |account| account.unit.clone()),
    ("open_items", |account| account.open_items.to_string()),
    ("valid_from", |account| day(account.valid_from)),
    ("valid_to", |account| day(account.valid_to)),
    ("grade", |account| account.grade.clone()),
    ("source", |account| account.source.clone()),
    ("note", |account| account.note.clone()),
];

fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// *Kontotabell*: a table of accounts whose columns are known. The default has none, and no rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChartFile {
    columns: Vec<Option<Column>>,
    header: Vec<String>,
    rows: Vec<TableRow>,
}

impl ChartFile {
    /// Reads a spreadsheet or a CSV file: the first sheet, or the one that is named. Titles above
    /// the header are passed over.
    pub fn read(file: &[u8], sheet: Option<&str>) -> Result<Self, Vec<ChartRefusal>> {
        let table = read_table(file, sheet).map_err(|mistakes| {
            let told = mistakes.into_iter().map(|mistake| ChartRefusal {
                line: mistake.line,
                field: None,
                cause: ChartCause::Format(mistake),
            });
            told.collect::<Vec<_>>()
        })?;
        let columns: Vec<Option<Column>> = table.header.iter().map(|name| column(name)).collect();
        let twice = columns.iter().enumerate().filter_map(|(at, column)| {
            let first = columns[..at]
                .iter()
                .position(|before| column.is_some() && before == column)?;
            let cause = ChartCause::ColumnTwice {
                column: table.header[at].clone(),
                first: table.header[first].clone(),
            };
            Some(ChartRefusal {
                line: table.header_line,
                field: Some(table.header[at].clone()),
                cause,
            })
        });
        let twice: Vec<ChartRefusal> = twice.collect();
        if !twice.is_empty() {
            return Err(twice);
        }
        Ok(Self {
            columns,
            header: table.header,
            rows: table.rows,
        })
    }

    /// Columns that mean nothing here, by name.
    pub fn ignored(&self) -> Vec<&str> {
        let names = self.columns.iter().zip(&self.header);
        names
            .filter(|(column, name)| column.is_none() && !name.is_empty())
            .map(|(_, name)| name.as_str())
            .collect()
    }

    /// What the table calls a column.
    pub(super) fn name_of(&self, column: Column) -> &str {
        let at = self.columns.iter().position(|known| *known == Some(column));
        at.and_then(|at| self.header.get(at)).map_or("", String::as_str)
    }

    /// Line, account number, and the other known cells with their column and its name.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &str, Vec<(Column, &str, &str)>)> {
        self.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(&self.header).zip(&row.fields);
            let mut cells: Vec<(Column, &str, &str)> = cells
                .filter_map(|((column, name), cell)| Some(((*column)?, name.as_str(), cell.as_str())))
                .collect();
            let number = cells.iter().position(|(column, ..)| *column == Column::Account);
            let number = number.map_or("", |at| cells.remove(at).2);
            (row.line, number, cells)
        })
    }
}

/// The table below the first row that names the column of numbers.
fn read_table(file: &[u8], sheet: Option<&str>) -> Result<table_file::Table, Vec<table_file::LineMistake>> {
    let mut no_header = Vec::new();
    for name in ACCOUNT_NAMES {
        match table_file::read(
            file,
            &Wanted {
                sheet,
                columns: &[name],
                ..Wanted::default()
            },
        ) {
            Err(mistakes) if matches!(mistakes[..], [ref one] if is_no_header(&one.mistake)) => {
                if no_header.is_empty() {
                    no_header = mistakes;
                }
            }
            read => return read,
        }
    }
    for mistake in &mut no_header {
        mistake.mistake = Mistake::HeaderMissing {
            columns: ACCOUNT_NAMES[..2].join(", "),
        };
    }
    Err(no_header)
}

fn is_no_header(mistake: &Mistake) -> bool {
    matches!(mistake, Mistake::HeaderMissing { .. })
}

fn column(name: &str) -> Option<Column> {
    let plain: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&plain.as_str()))
        .map(|(column, _)| *column)
}

/// The sort of account a cell tells; none where it is empty. A letter is SIE's.
pub(super) fn kind(cell: &str) -> Result<Option<AccountKind>, ChartCause> {
    let kind = match cell.to_lowercase().as_str() {
        "" => return Ok(None),
        "t" | "tillgång" => Some(AccountKind::Asset),
        "s" | "skuld" | "kapital" | "skuld, kapital" => Some(AccountKind::Liability),
        "i" | "intäkt" => Some(AccountKind::Income),
        "k" | "kostnad" => Some(AccountKind::Expense),
        "intern" | "internt" | "internkonto" => Some(AccountKind::Internal),
        word => AccountKind::from_word(word),
    };
    kind.map(Some)
        .ok_or_else(|| ChartCause::KindUnknown { value: cell.to_owned() })
}

/// Puts a cell into an account.
pub(super) fn set(account: &mut Account, column: Column, cell: &str) -> Result<(), ChartCause> {
    match column {
        // The number is what the account is known by; its sort is read by `kind`.
        Column::Account | Column::Kind => {}
        // What an account must have is kept where the cell is empty.
        Column::Name | Column::Posting if cell.is_empty() => {}
        Column::Posting => account.posting = posting(cell)?,
        Column::OpenItems => account.open_items = truth(cell)?,
        Column::ValidFrom => account.valid_from = date(cell)?,
        Column::ValidTo => account.valid_to = date(cell)?,
        Column::Name => cell.clone_into(&mut account.name),
        Column::NameEn => cell.clone_into(&mut account.name_en),
        Column::SCode => cell.clone_into(&mut account.s_code),
        Column::CounterpartyKind => cell.clone_into(&mut account.counterparty_kind),
        Column::Flow => cell.clone_into(&mut account.flow),
        Column::Role => cell.clone_into(&mut account.role),
        Column::Unit => cell.clone_into(&mut account.unit),
        Column::Grade => cell.clone_into(&mut account.grade),
        Column::Source => cell.clone_into(&mut account.source),
        Column::Note => cell.clone_into(&mut account.note),
    }
    Ok(())
}

fn posting(cell: &str) -> Result<AccountPosting, ChartCause> {
    let posting = match cell.to_lowercase().as_str() {
        "öppet" | "öppen" => Some(AccountPosting::Open),
        "budget" | "endast budget" => Some(AccountPosting::BudgetOnly),
        "rubrik" => Some(AccountPosting::Heading),
        word => AccountPosting::from_word(word),
    };
    posting.ok_or_else(|| ChartCause::PostingUnknown { value: cell.to_owned() })
}

fn truth(cell: &str) -> Result<bool, ChartCause> {
    match cell.to_lowercase().as_str() {
        "true" | "ja" | "yes" | "j" | "x" | "1" => Ok(true),
        "" | "false" | "nej" | "no" | "n" | "0" => Ok(false),
        _ => Err(ChartCause::TruthMalformed { value: cell.to_owned() }),
    }
}

/// `2026-01-31` or `20260131`; empty is no limit.
fn date(cell: &str) -> Result<Option<Date>, ChartCause> {
    if cell.is_empty() {
        return Ok(None);
    }
    let parsed = cell.parse().ok().filter(|_| cell.len() == 10 || cell.len() == 8);
    parsed
        .map(Some)
        .ok_or_else(|| ChartCause::DateMalformed { value: cell.to_owned() })
}
