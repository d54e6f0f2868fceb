//! *Standardkonfiguration*: what a new entity begins with, read from `standard/` (OPS-07, EM-32).
//!
//! The files are part of the program. Columns and grades are described in `standard/README.md`.
//! Nothing here knows an account number: a rule set is the rows of its files.

mod duties;
mod posting_rules;

use std::collections::BTreeMap;

use csv::StringRecord;
use kameral_base::{Date, Pattern};
use thiserror::Error;

use crate::model::{
    Account, AccountKind, AccountLevel, AccountPosting, CombinationRule, Currency, Dimension, DimensionValue,
    Requirement, RuleSet, Series, StatementLine, VoucherKind,
};
use crate::register::Change;

pub use duties::{duty_rules, four_eyes};
pub use posting_rules::posting_rules;

/// The files of one rule set, by name.
struct Files {
    account_levels: &'static str,
    accounts: &'static str,
    statements: &'static str,
    dimensions: &'static str,
    series: &'static str,
    voucher_kinds: &'static str,
    rules_proposed: &'static str,
    values_proposed: &'static str,
    roles: &'static str,
    role_duties: &'static str,
    role_second_factor: &'static str,
}

macro_rules! files {
    ($folder:literal) => {
        Files {
            account_levels: include_str!(concat!("../../../standard/", $folder, "/account_levels.csv")),
            accounts: include_str!(concat!("../../../standard/", $folder, "/accounts.csv")),
            statements: include_str!(concat!("../../../standard/", $folder, "/statements.csv")),
            dimensions: include_str!(concat!("../../../standard/", $folder, "/dimensions.csv")),
            series: include_str!(concat!("../../../standard/", $folder, "/series.csv")),
            voucher_kinds: include_str!(concat!("../../../standard/", $folder, "/voucher_kinds.csv")),
            rules_proposed: include_str!(concat!("../../../standard/", $folder, "/rules-proposed.csv")),
            values_proposed: include_str!(concat!("../../../standard/", $folder, "/values-proposed.csv")),
            roles: include_str!(concat!("../../../standard/", $folder, "/roles.csv")),
            role_duties: include_str!(concat!("../../../standard/", $folder, "/role_duties.csv")),
            role_second_factor: include_str!(concat!("../../../standard/", $folder, "/role_second_factor.csv")),
        }
    };
}

static STATE: Files = files!("state");
static MUNICIPAL: Files = files!("municipal");

fn files(rules: RuleSet) -> &'static Files {
    match rules {
        RuleSet::State => &STATE,
        RuleSet::Municipal => &MUNICIPAL,
    }
}

/// A row of the standard configuration that cannot be read. The program's own tests meet it first.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("standard configuration, {file}, row {row}: {what}")]
pub struct StandardMistake {
    /// File.
    pub file: &'static str,
    /// Row, the header being 1.
    pub row: usize,
    /// What is wrong.
    pub what: String,
}

/// What a new entity of a rule set begins with: levels, accounts, statements, dimensions, series,
/// voucher kinds, currencies. Combination rules bind only when configured: see [`proposed`].
pub fn changes(rules: RuleSet) -> Result<Vec<Change>, StandardMistake> {
    let files = files(rules);
    let mut changes = read("account_levels.csv", files.account_levels, level)?;
    changes.extend(read("accounts.csv", files.accounts, account)?);
    changes.extend(statements(files.statements)?);
    changes.extend(
        read("dimensions.csv", files.dimensions, dimension)?
            .into_iter()
            .flatten(),
    );
    changes.extend(read("series.csv", files.series, series)?);
    changes.extend(read("voucher_kinds.csv", files.voucher_kinds, kind)?);
    changes.extend(currencies());
    Ok(changes)
}

/// The proposed values and combination rules of a rule set, loaded on request. `positions` are the
/// entity's dimensions by code.
pub fn proposed(rules: RuleSet, positions: &BTreeMap<String, u8>) -> Result<Vec<Change>, StandardMistake> {
    let files = files(rules);
    let mut changes = read("values-proposed.csv", files.values_proposed, |row| {
        let code = row.text("dimension")?;
        let position = *positions.get(&code).ok_or_else(|| format!("no dimension {code}"))?;
        let mut value = DimensionValue::plain(position, &row.text("value")?, &row.text("name_sv")?);
        let form = row.text("financing_form")?;
        if !form.is_empty() {
            value.attributes = serde_json::json!({ "financing_form": form });
        }
        Ok(Change::Value(value))
    })?;
    changes.extend(read("rules-proposed.csv", files.rules_proposed, rule)?);
    Ok(changes)
}

/// A role of the standard configuration with the permission codes it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardRole {
    /// Code.
    pub role: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Duties in words.
    pub description: String,
    /// Permission codes.
    pub permissions: Vec<String>,
}

/// Roles of a rule set (SEC-01 to SEC-08).
pub fn roles(rules: RuleSet) -> Result<Vec<StandardRole>, StandardMistake> {
    let files = files(rules);
    let duties = read("role_duties.csv", files.role_duties, |row| {
        Ok((row.text("role")?, row.text("permission")?))
    })?;
    read("roles.csv", files.roles, |row| {
        let role = row.text("role")?;
        Ok(StandardRole {
            permissions: duties
                .iter()
                .filter(|(of, _)| *of == role)
                .map(|(_, duty)| duty.clone())
                .collect(),
            name: row.text("name_sv")?,
            name_en: row.text("name_en")?,
            description: row.text("description")?,
            role,
        })
    })
}

/// Roles of a rule set that require a second factor (SEC-12).
pub fn second_factor_roles(rules: RuleSet) -> Result<Vec<String>, StandardMistake> {
    read("role_second_factor.csv", files(rules).role_second_factor, |row| {
        row.text("role")
    })
}

/// One row of a file of the standard configuration, its columns found by name.
#[derive(Debug)]
pub struct Record<'a> {
    columns: &'a BTreeMap<String, usize>,
    fields: &'a StringRecord,
}

impl Record<'_> {
    /// What stands in a column, without the spaces around it.
    pub fn text(&self, column: &str) -> Result<String, String> {
        let at = self.columns.get(column).ok_or_else(|| format!("no column {column}"))?;
        Ok(self.fields.get(*at).unwrap_or_default().trim().to_owned())
    }

    fn date(&self, column: &str) -> Result<Option<Date>, String> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|error| format!("{column}: {error}"))
    }

    /// A whole number.
    pub fn number(&self, column: &str) -> Result<i64, String> {
        let text = self.text(column)?;
        text.parse().map_err(|_| format!("{column}: {text} is no whole number"))
    }

    /// `true`, or `false` where nothing stands.
    pub fn truth(&self, column: &str) -> Result<bool, String> {
        match self.text(column)?.as_str() {
            "true" => Ok(true),
            "false" | "" => Ok(false),
            other => Err(format!("{column}: {other} is neither true nor false")),
        }
    }
}

/// Every row of a file, made into a thing; the first that cannot be is told.
pub fn read<T>(
    file: &'static str,
    text: &str,
    mut row: impl FnMut(&Record<'_>) -> Result<T, String>,
) -> Result<Vec<T>, StandardMistake> {
    let mistake = |at: usize, what: String| StandardMistake { file, row: at, what };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: BTreeMap<String, usize> = reader
        .headers()
        .map_err(|error| mistake(1, error.to_string()))?
        .iter()
        .enumerate()
        .map(|(at, name)| (name.to_owned(), at))
        .collect();
    let mut rows = Vec::new();
    for (at, fields) in (2..).zip(reader.records()) {
        let fields = fields.map_err(|error| mistake(at, error.to_string()))?;
        let record = Record {
            columns: &columns,
            fields: &fields,
        };
        rows.push(row(&record).map_err(|what| mistake(at, what))?);
    }
    Ok(rows)
}

fn word<T>(row: &Record<'_>, column: &str, of: fn(&str) -> Option<T>) -> Result<T, String> {
    let text = row.text(column)?;
    of(&text).ok_or_else(|| format!("{column}: {text} is not a known word"))
}

fn level(row: &Record<'_>) -> Result<Change, String> {
    Ok(Change::Level(AccountLevel {
        prefix: row.text("prefix")?,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
    }))
}

fn account(row: &Record<'_>) -> Result<Change, String> {
    Ok(Change::Account(Account {
        account: row.text("account")?,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
        kind: word(row, "kind", AccountKind::from_word)?,
        posting: word(row, "posting", AccountPosting::from_word)?,
        s_code: row.text("s_code")?,
        counterparty_kind: row.text("counterparty_kind")?,
        flow: row.text("flow")?,
        role: row.text("role")?,
        unit: String::new(),
        open_items: row.truth("open_items")?,
        valid_from: row.date("valid_from")?,
        valid_to: row.date("valid_to")?,
        grade: row.text("grade")?,
        source: row.text("source")?,
        note: row.text("note")?,
    }))
}

/// Several rows with one line number are the ranges of one line, in the order of the file.
fn statements(text: &str) -> Result<Vec<Change>, StandardMistake> {
    let mut parts: BTreeMap<(String, i64), i64> = BTreeMap::new();
    read("statements.csv", text, |row| {
        let (statement, line_no) = (row.text("statement")?, row.number("line_no")?);
        let part = parts.entry((statement.clone(), line_no)).or_insert(0);
        *part += 1;
        Ok(Change::Statement(StatementLine {
            statement,
            line_no,
            part: *part,
            section: row.text("section_sv")?,
            section_en: row.text("section_en")?,
            name: row.text("line_sv")?,
            name_en: row.text("line_en")?,
            account_from: row.text("account_from")?,
            account_to: row.text("account_to")?,
            s_code_from: row.text("s_code_from")?,
            s_code_to: row.text("s_code_to")?,
            sign: row.number("sign")?,
        }))
    })
}

/// The account itself stands in the file at place 0; it is not a dimension of its own.
fn dimension(row: &Record<'_>) -> Result<Option<Change>, String> {
    let position = u8::try_from(row.number("position")?).map_err(|_| "position out of range".to_owned())?;
    if position == 0 {
        return Ok(None);
    }
    Ok(Some(Change::Dimension(Dimension {
        position,
        code: row.text("code")?,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
        indirect: row.text("kind")? == "indirect",
        derived_by: String::new(),
        free_values: row.text("register")? == "free",
        length_max: row.number("max_length")?,
        sie_dimension: if row.text("sie_dimension")?.is_empty() {
            0
        } else {
            row.number("sie_dimension")?
        },
        valid_from: row.date("valid_from")?,
        valid_to: None,
    })))
}

fn series(row: &Record<'_>) -> Result<Change, String> {
    Ok(Change::Series(Series {
        series: row.text("series")?,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
        outside: row.text("numbered_by")? == "outside",
    }))
}

fn kind(row: &Record<'_>) -> Result<Change, String> {
    Ok(Change::Kind(VoucherKind {
        kind: row.text("kind")?,
        series: row.text("series")?,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
    }))
}

fn rule(row: &Record<'_>) -> Result<Change, String> {
    let pattern = |column: &str| {
        let text = row.text(column)?;
        Pattern::parse(&text).map_err(|mistake| format!("{column}: {mistake:?}"))
    };
    let (requirement, value) = (row.text("requirement")?, row.text("value_pattern")?);
    let when = row.text("when_dimension")?;
    Ok(Change::Rule(CombinationRule {
        rule: row.text("rule")?,
        accounts: pattern("account_pattern")?,
        dimension: row.text("dimension")?,
        requirement: Requirement::from_words(&requirement, &value)
            .ok_or_else(|| format!("requirement: {requirement} with {value}"))?,
        when: if when.is_empty() {
            None
        } else {
            Some((when, pattern("when_pattern")?))
        },
        kinds: if row.text("kind_pattern")?.is_empty() {
            None
        } else {
            Some(pattern("kind_pattern")?)
        },
        warning: row.text("severity")? == "warn",
        valid_from: row.date("valid_from")?,
        valid_to: row.date("valid_to")?,
        text_sv: row.text("text_sv")?,
        text_en: row.text("text_en")?,
    }))
}

/// Currencies most agencies meet; rates are the agency's own to register (GL-22).
fn currencies() -> Vec<Change> {
    let known = [
        ("EUR", "Euro"),
        ("USD", "US-dollar"),
        ("GBP", "Brittiskt pund"),
        ("NOK", "Norsk krona"),
        ("DKK", "Dansk krona"),
        ("CHF", "Schweizisk franc"),
    ];
    known
        .into_iter()
        .map(|(currency, name)| {
            Change::Currency(Currency {
                currency: currency.to_owned(),
                name: name.to_owned(),
                decimals: 2,
                rates: Vec::new(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// EM-01, EM-02, EM-04, OPS-07: both rule sets are whole and readable.
    #[test]
    fn both_rule_sets_are_read() {
        for rules in [RuleSet::State, RuleSet::Municipal] {
            let changes = changes(rules).expect("standard configuration");
            let count = |register: &str| changes.iter().filter(|change| change.subject().0 == register).count();
            assert!(100 < count("account"), "accounts of {}", rules.word());
            assert!(3 < count("dimension"));
            assert!(roles(rules).expect("roles").iter().all(|role| !role.name.is_empty()));
        }
    }

    #[test]
    fn em_01_the_state_has_account_and_seven_fields() {
        let changes = changes(RuleSet::State).expect("standard configuration");
        let codes: Vec<String> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Dimension(dimension) => Some(format!("{} {}", dimension.position, dimension.code)),
                _ => None,
            })
            .collect();
        assert_eq!(
            codes,
            ["1 ORG", "2 VHT", "3 PROJ", "4 FIN", "5 MP", "6 RESURS", "7 OVR"]
        );
    }

    #[test]
    fn proposed_rules_are_read() {
        let positions: BTreeMap<String, u8> = [("ORG", 1), ("VHT", 2), ("PROJ", 3), ("FIN", 4), ("MP", 5)]
            .map(|(code, at)| (code.to_owned(), at))
            .into();
        let proposed = proposed(RuleSet::State, &positions).expect("proposed");
        assert!(proposed.iter().any(|change| matches!(change, Change::Rule(_))));
    }

    /// EM-31, EM-27: every account that can be posted on lies on exactly one statement line, or in a
    /// range that is said to lie outside the statements.
    #[test]
    fn every_account_lies_on_one_statement_line() {
        for (rules, outside) in [
            (
                RuleSet::State,
                include_str!("../../../standard/state/statements-unmapped.csv"),
            ),
            (
                RuleSet::Municipal,
                include_str!("../../../standard/municipal/statements-unmapped.csv"),
            ),
        ] {
            let changes = changes(rules).expect("standard configuration");
            let outside = read("statements-unmapped.csv", outside, |row| {
                Ok((row.text("account_from")?, row.text("account_to")?))
            })
            .expect("ranges outside the statements");
            let lines: Vec<&StatementLine> = changes
                .iter()
                .filter_map(|change| match change {
                    Change::Statement(line) => Some(line),
                    _ => None,
                })
                .collect();
            for change in &changes {
                let Change::Account(account) = change else { continue };
                if account.posting == AccountPosting::Heading {
                    continue;
                }
                // A longer account lies where its first digits lie.
                let within = |from: &str, to: &str| {
                    let number = &account.account;
                    let cut = |end: &str| number.get(..end.len().min(number.len())).unwrap_or(number).to_owned();
                    from <= cut(from).as_str() && cut(to).as_str() <= to
                };
                let on: std::collections::BTreeSet<(&str, i64)> = lines
                    .iter()
                    .filter(|line| within(&line.account_from, &line.account_to))
                    .map(|line| (line.statement.as_str(), line.line_no))
                    .collect();
                let apart = outside.iter().any(|(from, to)| within(from, to));
                assert!(
                    on.len() == usize::from(!apart),
                    "{} {}: {on:?}",
                    rules.word(),
                    account.account
                );
            }
        }
    }
}
