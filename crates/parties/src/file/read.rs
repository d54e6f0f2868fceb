//! Reading a table of parties. Pure: what is in the register is asked for afterwards.

use std::collections::BTreeMap;

use kameral_base::Date;
use kameral_formats::csv_safe::would_run;
use kameral_formats::table_file::{self, Table, TableRow, Wanted};

use super::{COLUMNS, WANTED};
use crate::asked::{AddressAsked, PartyAsked, RouteAsked};
use crate::refusal::{Cause, PartyRefusal};

/// The largest file that is read, in bytes.
pub const PARTY_FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The most rows of a file.
pub const ROWS_MAX: usize = 20_000;

/// A row of a file: what its cells say, and nothing of the columns the file has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The line of the file or the row of the sheet, from 1.
    pub line: u32,
    cells: BTreeMap<&'static str, String>,
}

/// Reads a file: its rows, or everything that is wrong with it as a table.
pub fn read(file: &[u8]) -> Result<Vec<FileRow>, Vec<PartyRefusal>> {
    let of_table = |mistake: table_file::LineMistake| Cause::Table(mistake).at("file");
    if PARTY_FILE_BYTES_MAX < file.len() {
        return Err(vec![of_table(table_file::LineMistake {
            line: 0,
            field: None,
            mistake: table_file::Mistake::FileTooLarge {
                limit_bytes: PARTY_FILE_BYTES_MAX,
            },
        })]);
    }
    let wanted = Wanted {
        columns: &WANTED,
        ..Wanted::default()
    };
    let table = table_file::read(file, &wanted);
    let table = table.map_err(|mistakes| mistakes.into_iter().map(of_table).collect::<Vec<_>>())?;
    if ROWS_MAX < table.rows.len() {
        return Err(vec![Cause::FileTooMany { max: ROWS_MAX }.at("file")]);
    }
    let columns = columns(&table)?;
    let rows: Vec<FileRow> = table.rows.iter().map(|row| file_row(row, &columns)).collect();
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in &rows {
        let number = row.cell("number").unwrap_or_default().to_uppercase();
        if !number.is_empty() && seen.insert(number.clone(), row.line).is_some() {
            wrong.push(Cause::RowTwice { party: number }.at("number").on_line(row.line));
        }
    }
    if wrong.is_empty() { Ok(rows) } else { Err(wrong) }
}

/// Where each column stands. One that means nothing here is refused, for a misspelt one would be passed over.
fn columns(table: &Table) -> Result<Vec<(usize, &'static str)>, Vec<PartyRefusal>> {
    let mut known = Vec::new();
    let mut wrong = Vec::new();
    for (at, name) in table.header.iter().enumerate() {
        match COLUMNS.iter().find(|column| **column == name.to_lowercase()) {
            Some(column) => known.push((at, *column)),
            None if name.is_empty() => {}
            None => {
                let columns = COLUMNS.join(", ");
                wrong.push(Cause::ColumnUnknown { columns }.at("file").on_line(table.header_line));
            }
        }
    }
    if wrong.is_empty() { Ok(known) } else { Err(wrong) }
}

fn file_row(row: &TableRow, columns: &[(usize, &'static str)]) -> FileRow {
    let cells = columns.iter().map(|(at, column)| (*column, plain(row, *at).to_owned()));
    FileRow {
        line: row.line,
        cells: cells.collect(),
    }
}

/// A cell without the apostrophe that keeps spreadsheets from running it.
fn plain(row: &TableRow, at: usize) -> &str {
    let cell = row.fields.get(at).map_or("", String::as_str);
    cell.strip_prefix('\'').filter(|rest| would_run(rest)).unwrap_or(cell)
}

impl FileRow {
    /// A cell, where the file has its column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    /// The party as it shall be: as it is, but for the columns of the file. Everything that cannot be read is
    /// told with the line.
    pub fn asked(&self, before: Option<PartyAsked>) -> Result<PartyAsked, Vec<PartyRefusal>> {
        let mut wrong = Vec::new();
        let mut asked = before.unwrap_or_default();
        self.texts(&mut asked);
        self.address(&mut asked);
        let mut truth = |column: &'static str, before: Option<bool>| match self.cell(column).map(str::to_lowercase) {
            None => before,
            Some(cell) => match cell.as_str() {
                "" => None,
                "true" | "ja" | "yes" | "1" | "sant" => Some(true),
                "false" | "nej" | "no" | "0" | "falskt" => Some(false),
                _ => {
                    wrong.push(Cause::TruthUnreadable.at(column));
                    before
                }
            },
        };
        asked.within_eu = truth("within_eu", asked.within_eu);
        asked.agreement = truth("agreement", Some(asked.agreement)).unwrap_or_default();
        asked.protected = truth("protected", Some(asked.protected)).unwrap_or_default();
        asked.direct_debit = truth("direct_debit", Some(asked.direct_debit)).unwrap_or_default();
        match self.cell("term_days") {
            None => {}
            Some("") => asked.term_days = None,
            Some(cell) => match cell.parse() {
                Ok(days) => asked.term_days = Some(days),
                Err(_) => wrong.push(Cause::WholeUnreadable.at("term_days")),
            },
        }
        match self.cell("valid_from") {
            None | Some("") => {}
            Some(cell) => match cell.parse::<Date>() {
                Ok(day) => asked.valid_from = Some(day),
                Err(_) => wrong.push(Cause::DayUnreadable.at("valid_from")),
            },
        }
        if wrong.is_empty() {
            Ok(asked)
        } else {
            Err(wrong.into_iter().map(|refusal| refusal.on_line(self.line)).collect())
        }
    }

    fn texts(&self, asked: &mut PartyAsked) {
        let text = |column: &str, field: &mut String| {
            if let Some(cell) = self.cell(column) {
                cell.clone_into(field);
            }
        };
        let optional = |column: &str, field: &mut Option<String>| {
            if let Some(cell) = self.cell(column) {
                *field = Some(cell.to_owned()).filter(|cell| !cell.is_empty());
            }
        };
        let several = |column: &str, field: &mut Vec<String>| {
            if let Some(cell) = self.cell(column) {
                *field = cell.split_whitespace().map(str::to_owned).collect();
            }
        };
        text("name", &mut asked.name);
        text("kind", &mut asked.kind);
        optional("number", &mut asked.number);
        optional("org_number", &mut asked.org_number);
        optional("personal_number", &mut asked.personal_number);
        optional("vat_number", &mut asked.vat_number);
        optional("gln", &mut asked.gln);
        optional("peppol", &mut asked.peppol);
        optional("email", &mut asked.email);
        optional("language", &mut asked.language);
        optional("counterparty", &mut asked.counterparty);
        optional("counterparty_kind", &mut asked.counterparty_kind);
        optional("vat_treatment", &mut asked.vat_treatment);
        optional("currency", &mut asked.currency);
        optional("state", &mut asked.state);
        several("roles", &mut asked.roles);
        several("groups", &mut asked.groups);
        if let Some(cell) = self.cell("other_names") {
            asked.other_names = lines(cell);
        }
    }

    /// The postal address; others stay as they are.
    fn address(&self, asked: &mut PartyAsked) {
        let columns = ["address", "postal_code", "city", "country"];
        if columns.iter().all(|column| self.cell(column).is_none()) {
            return;
        }
        let is_postal = |address: &AddressAsked| address.used_for.as_deref().is_none_or(|word| word == "postal");
        let at = asked.addresses.iter().position(is_postal);
        let mut address = at.map(|at| asked.addresses.remove(at)).unwrap_or_default();
        if let Some(cell) = self.cell("address") {
            address.lines = lines(cell);
        }
        if let Some(cell) = self.cell("postal_code") {
            cell.clone_into(&mut address.postal_code);
        }
        if let Some(cell) = self.cell("city") {
            cell.clone_into(&mut address.city);
        }
        if let Some(cell) = self.cell("country") {
            address.country = Some(cell.to_owned()).filter(|cell| !cell.is_empty());
        }
        if !address.lines.is_empty() || !address.city.is_empty() || !address.postal_code.is_empty() {
            asked.addresses.push(address);
        }
    }

    /// Accounts that stand in the row.
    #[must_use]
    pub fn routes(&self) -> Vec<RouteAsked> {
        let mut routes = Vec::new();
        for kind in ["bankgiro", "plusgiro", "bank_account", "iban"] {
            for line in self.cell(kind).map(lines).unwrap_or_default() {
                let (account, bic) = match line.split_once('/') {
                    Some((iban, bic)) if kind == "iban" => (iban.to_owned(), Some(bic.to_owned())),
                    _ => (line, None),
                };
                routes.push(RouteAsked {
                    kind: kind.to_owned(),
                    account,
                    bic,
                });
            }
        }
        routes
    }
}

fn lines(cell: &str) -> Vec<String> {
    let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}
