//! *Bokslutsdefinition*: which accounts close to which, read from `standard/` (CLS-08, CLS-10, EM-32).
//!
//! The files are part of the program; their columns are described in `standard/README.md`.

mod capital;
mod transfers;

use std::collections::BTreeMap;

use kameral_base::{Date, Pattern};
use kameral_ledger::model::{AccountingModel, RuleSet};
use thiserror::Error;

pub use capital::{CapitalRow, Condition};
pub use transfers::{Named, Transfers};

const STATE: &str = include_str!("../../../standard/state/closing.csv");
const MUNICIPAL: &str = include_str!("../../../standard/municipal/closing.csv");

/// A row of the definition that cannot be read. The program's own tests meet it first.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("closing definition, {file}, row {row}: {what}")]
pub struct DefinitionMistake {
    /// File.
    pub file: &'static str,
    /// Row, the header being 1.
    pub row: usize,
    /// What is wrong.
    pub what: String,
}

/// What a rule set's year closes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The result of the year against capital.
    pub result: ResultRow,
    /// Where balances open; the first row that speaks of a coding applies.
    pub openings: Vec<OpeningRow>,
    /// Swedish name of the entry that opens a year.
    pub opening_name: String,
    /// Costs of a year that are set against State capital in the next.
    pub capital: Vec<CapitalRow>,
    /// Groups of accounts that shall sum to zero when the year is closed.
    pub zeros: Vec<ZeroRow>,
    /// Relation of accounts that shall sum to zero two and two, where the rule set has one.
    pub pairs: Option<String>,
    /// Transfers of the State's current account; none where there is no such account.
    pub transfers: Option<Transfers>,
}

/// *Resultatets bokföring*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// Accounts of the result, the closing account among them.
    pub accounts: Pattern,
    /// The account that closes them.
    pub closing: String,
    /// The account of capital against it.
    pub capital: String,
    /// Dimensions that follow.
    pub values: Vec<Follows>,
    /// Swedish name of the entry.
    pub name: String,
}

/// Where balances of some accounts open the next year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningRow {
    /// Accounts.
    pub accounts: Pattern,
    /// What the coding shall meet; none speaks of every coding.
    pub when: Option<Condition>,
    /// The account they open on; none is the same account.
    pub to: Option<String>,
    /// Dimensions that follow.
    pub values: Vec<Follows>,
}

/// A dimension that follows with a balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follows {
    /// Dimension.
    pub dimension: String,
    /// Whether a value that has ended gives way: to its successor, or to nothing.
    pub gives_way: bool,
}

/// Accounts that shall sum to zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZeroRow {
    /// Accounts.
    pub accounts: Pattern,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
}

impl Definition {
    /// The definition of a rule set.
    pub fn of(rules: RuleSet) -> Result<Self, DefinitionMistake> {
        let (text, transfers) = match rules {
            RuleSet::State => (STATE, Some(Transfers::state()?)),
            RuleSet::Municipal => (MUNICIPAL, None),
        };
        Self::read(text, transfers)
    }

    /// The definition the program carries.
    ///
    /// # Panics
    /// When a file of the standard configuration is malformed, which a test meets first.
    pub fn standard(rules: RuleSet) -> Self {
        Self::of(rules).expect("the standard configuration can be read")
    }

    fn read(text: &str, transfers: Option<Transfers>) -> Result<Self, DefinitionMistake> {
        let (mut result, mut pairs) = (None, None);
        let (mut openings, mut zeros, mut opening_name) = (Vec::new(), Vec::new(), String::new());
        let mut capital = Vec::new();
        read("closing.csv", text, |row| {
            match row.text("step")?.as_str() {
                "result" => result = Some(result_row(row)?),
                "opening" => {
                    openings.push(opening_row(row)?);
                    opening_name = row.text("name_sv")?;
                }
                "state_capital" => capital.push(CapitalRow::read(row)?),
                "zero" => zeros.push(zero_row(row)?),
                "pairs" => pairs = Some(row.text("accounts")?),
                other => return Err(format!("step: {other} is not known")),
            }
            Ok(())
        })?;
        let missing = || DefinitionMistake {
            file: "closing.csv",
            row: 1,
            what: "no row result".to_owned(),
        };
        Ok(Self {
            result: result.ok_or_else(missing)?,
            openings,
            opening_name,
            capital,
            zeros,
            pairs,
            transfers,
        })
    }

    /// The first row that speaks of a balance.
    pub fn opening_of(&self, model: &AccountingModel, account: &str, values: &[(u8, String)]) -> Option<&OpeningRow> {
        self.openings.iter().find(|row| {
            row.accounts.matches(account) && row.when.as_ref().is_none_or(|when| when.is_met(model, values))
        })
    }
}

/// The values of a coding that follow it to a day.
pub fn followed(model: &AccountingModel, follows: &[Follows], values: &[(u8, String)], day: Date) -> Vec<(u8, String)> {
    let kept = values.iter().filter_map(|(position, value)| {
        let dimension = model.dimension_at(*position)?;
        let follow = follows
            .iter()
            .find(|follow| follow.dimension.eq_ignore_ascii_case(&dimension.code))?;
        let value = match model.value(*position, value) {
            Some(row) if follow.gives_way && !row.valid_on(day) => {
                let successor = model.value(*position, &row.successor)?;
                successor.valid_on(day).then(|| successor.value.clone())?
            }
            _ => value.clone(),
        };
        Some((*position, value))
    });
    kept.collect()
}

fn result_row(row: &Record<'_>) -> Result<ResultRow, String> {
    Ok(ResultRow {
        accounts: row.pattern("accounts")?,
        closing: row.text("to")?,
        capital: row.text("against")?,
        values: follows(&row.text("values")?),
        name: row.text("name_sv")?,
    })
}

fn opening_row(row: &Record<'_>) -> Result<OpeningRow, String> {
    let when = row.text("when")?;
    let to = row.text("to")?;
    Ok(OpeningRow {
        accounts: row.pattern("accounts")?,
        when: match when.as_str() {
            "" => None,
            text => Some(Condition::parse(text)?),
        },
        to: (!to.is_empty()).then_some(to),
        values: follows(&row.text("values")?),
    })
}

fn zero_row(row: &Record<'_>) -> Result<ZeroRow, String> {
    Ok(ZeroRow {
        accounts: row.pattern("accounts")?,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
    })
}

/// `ORG? FIN`: ORG where its value is valid, FIN always.
fn follows(text: &str) -> Vec<Follows> {
    let of = |word: &str| Follows {
        dimension: word.trim_end_matches('?').to_owned(),
        gives_way: word.ends_with('?'),
    };
    text.split_whitespace().map(of).collect()
}

/// One row, its columns found by name.
struct Record<'a> {
    columns: &'a BTreeMap<String, usize>,
    fields: &'a csv::StringRecord,
}

impl Record<'_> {
    fn text(&self, column: &str) -> Result<String, String> {
        let at = self.columns.get(column).ok_or_else(|| format!("no column {column}"))?;
        Ok(self.fields.get(*at).unwrap_or_default().trim().to_owned())
    }

    fn pattern(&self, column: &str) -> Result<Pattern, String> {
        Pattern::parse(&self.text(column)?).map_err(|mistake| format!("{column}: {mistake:?}"))
    }
}

fn read(
    file: &'static str,
    text: &str,
    mut row: impl FnMut(&Record<'_>) -> Result<(), String>,
) -> Result<(), DefinitionMistake> {
    let mistake = |at: usize, what: String| DefinitionMistake { file, row: at, what };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| mistake(1, error.to_string()))?;
    let columns: BTreeMap<String, usize> = headers.iter().map(str::to_owned).zip(0..).collect();
    for (at, fields) in (2..).zip(reader.records()) {
        let fields = fields.map_err(|error| mistake(at, error.to_string()))?;
        let record = Record {
            columns: &columns,
            fields: &fields,
        };
        row(&record).map_err(|what| mistake(at, what))?;
    }
    Ok(())
}
