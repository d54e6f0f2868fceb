//! What the driver alone does: the same rows into tables of the same shape, a prepared statement a
//! row, without checks, triggers, chain or balances to reckon.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::outcome::Ending;

/// Tables whose rows go by voucher.
const BY_VOUCHER: [&str; 2] = ["voucher", "voucher_line"];
/// Tables whose rows come once.
const ONCE: [&str; 2] = ["coding", "balance"];
/// Vouchers whose rows are in memory at a time.
const CHUNK: i64 = 1_000;

/// How long the rows of some vouchers took to insert.
pub struct Bare {
    /// How many vouchers.
    pub vouchers: usize,
    /// The time of inserts and commits alone, not of reading the rows.
    pub took: Duration,
}

impl From<rusqlite::Error> for Ending {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

/// Inserts what stands in `from` into a new database `to`, committing after so many vouchers; at
/// most so many of them. Settings are those of the store.
pub fn insert(from: &Path, to: &Path, commit_every: i64, at_most: i64) -> Result<Bare, Ending> {
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let target = Connection::open(to)?;
    target.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off;
         pragma cache_size = -65536; pragma wal_autocheckpoint = 4000;",
    )?;
    for table in BY_VOUCHER.iter().chain(&ONCE) {
        copy_shape(&source, &target, table)?;
    }
    let mut bare = Bare {
        vouchers: 0,
        took: Duration::ZERO,
    };
    let end: i64 = source.query_row("select coalesce(max(journal_seq), 0) from voucher", [], |row| {
        row.get(0)
    })?;
    let end = end.min(at_most);
    let mut first = 1;
    while first <= end {
        let last = (first + CHUNK - 1).min(end);
        insert_chunk(&source, &target, (first, last), commit_every, &mut bare)?;
        first = last + 1;
    }
    for table in ONCE {
        let rows = rows(&source, &format!("select * from {table}"), [])?;
        let began = Instant::now();
        target.execute_batch("begin immediate")?;
        insert_rows(&target, table, &rows)?;
        target.execute_batch("commit")?;
        bare.took += began.elapsed();
    }
    Ok(bare)
}

fn insert_chunk(
    source: &Connection,
    target: &Connection,
    (first, last): (i64, i64),
    commit_every: i64,
    bare: &mut Bare,
) -> Result<(), Ending> {
    let of = |table: &str| {
        // The key begins with the entity, and the measured books have one.
        let sql =
            format!("select * from {table} where entity_id = 1 and journal_seq between ?1 and ?2 order by journal_seq");
        rows(source, &sql, [first, last])
    };
    let (vouchers, lines) = (of("voucher")?, of("voucher_line")?);
    let mut lines = lines.chunk_by(|a, b| a[1] == b[1]);
    let began = Instant::now();
    let mut waiting = 0;
    for voucher in &vouchers {
        if waiting == 0 {
            target.execute_batch("begin immediate")?;
        }
        insert_rows(target, "voucher", std::slice::from_ref(voucher))?;
        insert_rows(target, "voucher_line", lines.next().unwrap_or_default())?;
        waiting += 1;
        if waiting == commit_every {
            target.execute_batch("commit")?;
            waiting = 0;
        }
    }
    if 0 < waiting {
        target.execute_batch("commit")?;
    }
    bare.took += began.elapsed();
    bare.vouchers += vouchers.len();
    Ok(())
}

/// Tables and indexes as they are, without triggers.
fn copy_shape(source: &Connection, target: &Connection, table: &str) -> Result<(), Ending> {
    let sql = "select sql from sqlite_master where tbl_name = ?1 and sql is not null
               and type in ('table', 'index') order by type desc";
    let mut statement = source.prepare(sql)?;
    let texts = statement.query_map([table], |row| row.get::<_, String>(0))?;
    for text in texts {
        target.execute_batch(&text?)?;
    }
    Ok(())
}

fn rows(source: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Vec<Value>>, Ending> {
    let mut statement = source.prepare(sql)?;
    let width = statement.column_count();
    let mut found = statement.query(params)?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push((0..width).map(|at| row.get(at)).collect::<Result<_, _>>()?);
    }
    Ok(rows)
}

fn insert_rows(target: &Connection, table: &str, rows: &[Vec<Value>]) -> Result<(), Ending> {
    let Some(width) = rows.first().map(Vec::len) else {
        return Ok(());
    };
    let text = insert_text(table, width);
    let mut statement = target.prepare_cached(&text)?;
    for row in rows {
        statement.execute(rusqlite::params_from_iter(row))?;
    }
    Ok(())
}

fn insert_text(table: &str, width: usize) -> String {
    format!("insert into {table} values ({})", vec!["?"; width].join(", "))
}
