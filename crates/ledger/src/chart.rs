//! *Kontoplan* out of a table: what it would change, account by account (EM-04, EM-32).
//!
//! The official chart comes as a table. It is held against the entity's own: what is added, what
//! changes field by field, what the table lacks. An account is never removed; one that the table
//! lacks may be closed from a day. Nothing here knows the number of any account: what sort a new
//! account is, the table tells, or else the accounts of the chart that begin as it does.

mod file;
mod refusal;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use kameral_access::KeyReused;
use kameral_base::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Account, AccountKind, AccountingModel};
use crate::register::{self, Change, RegisterRefusal, Used};
use file::Column;

pub use file::ChartFile;
pub use refusal::{ChartCause, ChartRefusal};

/// What a table would do to the chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Accounts the chart lacks, in the order of the table.
    pub added: Vec<AccountChange>,
    /// Accounts that say something else in the table, in its order.
    pub changed: Vec<AccountChange>,
    /// Accounts the table lacks, by number.
    pub missing: Vec<Missing>,
    /// How many accounts are the same in both.
    pub unchanged: usize,
}

/// An account as the table has it, and what is new in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChange {
    /// Line of the table, from 1.
    pub line: u32,
    /// What the account shall be.
    pub account: Account,
    /// The fields that differ; of an added account, those that say something.
    pub fields: Vec<FieldChange>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field, as the standard configuration's own table calls it.
    pub field: Cow<'static, str>,
    /// What it says; empty for an added account.
    pub old: String,
    /// What it shall say.
    pub new: String,
}

/// An account the table lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The account as it is.
    pub account: Account,
    /// The last day it shall be posted on, when missing accounts are to be closed and this one was
    /// not closed by then.
    pub closes_on: Option<Date>,
}

impl Comparison {
    /// The register changes that make the chart what the table says.
    pub fn changes(&self) -> Vec<Change> {
        let told = self
            .added
            .iter()
            .chain(&self.changed)
            .map(|change| change.account.clone());
        let closed = self.missing.iter().filter_map(|missing| {
            let valid_to = Some(missing.closes_on?);
            Some(Account {
                valid_to,
                ..missing.account.clone()
            })
        });
        told.chain(closed).map(Change::Account).collect()
    }

    /// Whether the chart is as the table says.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.missing.iter().all(|missing| missing.closes_on.is_none())
    }

    /// Checks every change against the model, and tells what is refused with its line.
    pub fn check(&self, model: &AccountingModel, used: &Used) -> Result<(), Vec<ChartRefusal>> {
        let lines: BTreeMap<&str, u32> = self
            .added
            .iter()
            .chain(&self.changed)
            .map(|change| (change.account.account.as_str(), change.line))
            .collect();
        let mut wrong = Vec::new();
        for change in self.changes() {
            if let Err(refusal) = register::check(model, used, &change) {
                let line = lines.get(change.subject().1.as_str()).copied().unwrap_or(0);
                wrong.push(ChartRefusal {
                    line,
                    ..ChartRefusal::from(refusal)
                });
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// Holds a table against the chart. With `close_missing`, that day is the last on which accounts the
/// table lacks may be posted on.
pub fn compare(
    model: &AccountingModel,
    file: &ChartFile,
    close_missing: Option<Date>,
) -> Result<Comparison, Vec<ChartRefusal>> {
    let mut comparison = Comparison {
        added: Vec::new(),
        changed: Vec::new(),
        missing: Vec::new(),
        unchanged: 0,
    };
    let mut met: BTreeMap<String, u32> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (line, number, cells) in file.rows() {
        let mut refuse = |field: Option<&str>, cause| {
            wrong.push(ChartRefusal {
                line,
                field: field.map(str::to_owned),
                cause,
            });
        };
        if let Some(first) = met.get(number).filter(|_| !number.is_empty()) {
            let (account, first) = (number.to_owned(), *first);
            refuse(
                Some(file.name_of(Column::Account)),
                ChartCause::AccountTwice { account, first },
            );
            continue;
        }
        met.insert(number.to_owned(), line);
        let old = model.accounts.get(number);
        let mut account = old
            .cloned()
            .unwrap_or_else(|| Account::plain(number, "", AccountKind::Expense));
        let mut kind = old.map(|old| old.kind);
        for (column, name, cell) in cells {
            let read = if column == Column::Kind {
                file::kind(cell).map(|told| kind = told.or(kind))
            } else {
                file::set(&mut account, column, cell)
            };
            if let Err(cause) = read {
                refuse(Some(name), cause);
            }
        }
        match kind.or_else(|| kind_of_neighbours(model, number)) {
            Some(kind) => account.kind = kind,
            None if number.is_empty() => {}
            None => refuse(
                Some("kind"),
                ChartCause::KindUnclear {
                    account: number.to_owned(),
                },
            ),
        }
        comparison.take(line, old, account);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let met: BTreeSet<&str> = met.keys().map(String::as_str).collect();
    let missing = model
        .accounts
        .values()
        .filter(|account| !met.contains(account.account.as_str()));
    comparison.missing = missing.map(|account| missing_one(account, close_missing)).collect();
    Ok(comparison)
}

impl Comparison {
    fn take(&mut self, line: u32, old: Option<&Account>, account: Account) {
        let fields = file::FIELDS.iter().filter_map(|(field, text)| {
            let (old, new) = (old.map(text).unwrap_or_default(), text(&account));
            let field = Cow::Borrowed(*field);
            (old != new).then_some(FieldChange { field, old, new })
        });
        let fields: Vec<FieldChange> = fields.collect();
        match old {
            None => self.added.push(AccountChange { line, account, fields }),
            Some(_) if fields.is_empty() => self.unchanged += 1,
            Some(_) => self.changed.push(AccountChange { line, account, fields }),
        }
    }
}

fn missing_one(account: &Account, close_missing: Option<Date>) -> Missing {
    let closes_on = close_missing.filter(|day| account.valid_to.is_none_or(|last| *day < last));
    Missing {
        account: account.clone(),
        closes_on,
    }
}

/// The sort that all accounts of the chart have which share the most first digits with a number;
/// none where none shares a digit, or where they differ.
fn kind_of_neighbours(model: &AccountingModel, number: &str) -> Option<AccountKind> {
    (1..=number.len())
        .rev()
        .filter_map(|length| number.get(..length))
        .find_map(|prefix| {
            let from = model.accounts.range(prefix.to_owned()..);
            let near = from.take_while(|(account, _)| account.starts_with(prefix));
            let kinds: BTreeSet<AccountKind> = near.map(|(_, account)| account.kind).collect();
            (!kinds.is_empty()).then_some(kinds)
        })
        .filter(|kinds| kinds.len() == 1)
        .and_then(|kinds| kinds.first().copied())
}

impl From<KeyReused> for ChartRefusal {
    fn from(reused: KeyReused) -> Self {
        RegisterRefusal::from(reused).into()
    }
}

impl From<RegisterRefusal> for ChartRefusal {
    fn from(refusal: RegisterRefusal) -> Self {
        let field = match refusal {
            RegisterRefusal::AccountMalformed { .. } => Some("account"),
            RegisterRefusal::NameMalformed { .. } => Some("name_sv"),
            RegisterRefusal::ValidityReversed { .. } => Some("valid_to"),
            RegisterRefusal::AccountKindInUse { .. } => Some("kind"),
            RegisterRefusal::KeyReused { .. } => Some("key"),
            _ => None,
        };
        Self {
            line: 0,
            field: field.map(str::to_owned),
            cause: ChartCause::Register(refusal),
        }
    }
}
