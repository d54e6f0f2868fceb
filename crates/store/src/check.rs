//! Integrity checks: numbered queries that must return no rows.
//!
//! Each crate brings its own (a balance that differs from its lines, a line without a voucher);
//! SQLite's check of the file itself is among them.

use kameral_base::EntityId;

use crate::fault::FaultKind;
use crate::{Engine, Fault, Store, Tx};

/// One thing that must always hold, as a query for what breaks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// Its number in logs and in the handbook; 1 to 9 are the engine's own.
    pub number: u16,
    /// What must hold, in one line.
    pub title: &'static str,
    /// Why it matters.
    pub reason: &'static str,
    /// Returns the rows that break it; without parameters, the same on both engines.
    pub sql: &'static str,
}

/// A check that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub check: Check,
    /// The first rows that break it, `column=value, …` each. They may hold personal data.
    pub rows: Vec<String>,
    /// How many rows break it.
    pub row_count: u64,
}

/// Rows of a finding that are kept as text: enough to see the pattern.
pub const FINDING_ROWS_MAX: usize = 100;

/// The lowest number of a check that is not the engine's own.
const NUMBER_MIN: u16 = 10;

const FILE: Check = Check {
    number: 1,
    title: "the database file is whole",
    reason: "pages, indexes and constraints agree with each other",
    sql: "pragma integrity_check",
};

const REFERENCES: Check = Check {
    number: 2,
    title: "every reference leads to a row",
    reason: "foreign keys are kept by the connection that writes, so another program may break them",
    sql: "pragma foreign_key_check",
};

impl Store {
    /// Runs the engine's own checks and those given, in one snapshot, over the rows of `entities`.
    /// Returns the findings; none is good.
    pub fn run_checks(&self, checks: &[Check], entities: &[EntityId]) -> Result<Vec<Finding>, Fault> {
        if let Some(check) = checks.iter().find(|check| check.number < NUMBER_MIN) {
            let text = format!(
                "check {} ({}): numbers begin at {NUMBER_MIN}",
                check.number, check.title
            );
            return Err(Fault::new(FaultKind::Misuse, text));
        }
        self.read(|tx| {
            tx.for_entities(entities)?;
            let mut findings = if tx.engine() == Engine::Sqlite {
                of_the_file(tx)?
            } else {
                Vec::new()
            };
            for check in checks {
                let told = |fault: Fault| fault.within(&format!("check {}", check.number));
                findings.extend(run(tx, check).map_err(told)?);
            }
            Ok(findings)
        })
    }
}

fn of_the_file(tx: &mut Tx) -> Result<Vec<Finding>, Fault> {
    let Some(db) = tx.sqlite() else {
        return Ok(Vec::new());
    };
    let mut findings = Vec::new();
    for check in [FILE, REFERENCES] {
        let rows = pragma(db, check.sql)?;
        if !rows.is_empty() {
            findings.push(Finding {
                check,
                row_count: rows.len() as u64,
                rows,
            });
        }
    }
    Ok(findings)
}

/// The rows of a checking pragma, each as text; `ok` is no finding.
pub(crate) fn pragma(db: &rusqlite::Connection, sql: &'static str) -> Result<Vec<String>, Fault> {
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let told = crate::Row::new(sql, 1, crate::row::Source::Sqlite(row)).tell();
        if told != "integrity_check=ok" {
            found.push(told);
        }
    }
    Ok(found)
}

fn run(tx: &mut Tx, check: &Check) -> Result<Option<Finding>, Fault> {
    let (mut rows, mut row_count) = (Vec::new(), 0);
    tx.each(check.sql, &[], |row| {
        row_count += 1;
        if rows.len() < FINDING_ROWS_MAX {
            rows.push(row.tell());
        }
        Ok(())
    })?;
    Ok((0 < row_count).then_some(Finding {
        check: *check,
        rows,
        row_count,
    }))
}
