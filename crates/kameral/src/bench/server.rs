//! The same on a PostgreSQL server, in a database of its own that is dropped afterwards.

use std::time::{Duration, Instant};

use kameral_ledger::commands::post;
use postgres::types::{ToSql, Type};
use postgres::{Client, NoTls, Row};

use super::books::{TOGETHER, agency, fill, requests};
use super::figure::{Runs, micros, per_second};
use super::{Figure, Limit, Ratio, Say, Size, Unit, history, reading};
use crate::outcome::Ending;

/// Runs of bulk posting.
const RUNS: usize = 3;
/// Tables whose rows the bare loop inserts.
const TABLES: [&str; 4] = ["voucher", "voucher_line", "coding", "balance"];
/// Bulk posting is at least half as fast as inserting the same rows and nothing else.
const BULK_LEAST: Limit = Limit::AtLeast(Ratio(50));

impl From<postgres::Error> for Ending {
    fn from(error: postgres::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

pub fn figures(size: Size, address: &str, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    let mut figures = vec![bulk(size, address, say)?];
    let scratch = Scratch::new(address, 0)?;
    let cx = agency(&scratch.address)?;
    fill(&cx, size.read, say)?;
    let mut bare = Client::connect(&scratch.address, NoTls)?;
    bare.batch_execute("analyze")?;
    let bare = std::cell::RefCell::new(bare);
    figures.extend(reading::both(&cx, size.read, |sql| {
        let began = Instant::now();
        bare.borrow_mut().query(sql, &[])?;
        Ok(micros(began.elapsed()))
    })?);
    figures.push(reading::page(&cx, size.read)?);
    figures.push(reading::statements(&cx, size.read)?);
    figures.push(history::page(&cx, size.read, say)?);
    drop((bare, cx));
    scratch.remove()?;
    Ok(figures)
}

/// Version and durability of the server.
pub fn version(address: &str) -> Result<String, Ending> {
    let mut client = Client::connect(address, NoTls)?;
    let mut setting =
        |name: &str| -> Result<String, postgres::Error> { client.query_one(&format!("show {name}"), &[])?.try_get(0) };
    let (version, commit, sync) = (
        setting("server_version")?,
        setting("synchronous_commit")?,
        setting("fsync")?,
    );
    Ok(format!(
        "PostgreSQL {version}, synchronous_commit {commit}, fsync {sync}"
    ))
}

fn bulk(size: Size, address: &str, say: Say<'_>) -> Result<Figure, Ending> {
    let requests = requests(size.bulk);
    let mut runs = Runs::default();
    for run in 1..=RUNS {
        say(&format!("bulk posting, run {run} of {RUNS}"));
        let scratch = Scratch::new(address, run)?;
        let cx = agency(&scratch.address)?;
        let began = Instant::now();
        for request in &requests {
            post(&cx, None, request)?;
        }
        let took = began.elapsed();
        drop(cx);
        let bare = bare(&scratch.address)?;
        runs.push(per_second(size.bulk, took), per_second(size.bulk, bare));
        scratch.remove()?;
    }
    let what = format!(
        "posting {} vouchers, 1,000 a transaction, against bare inserts of the same rows",
        size.bulk
    );
    Ok(runs.figure("bulk_posting", what, Unit::VouchersPerSecond, BULK_LEAST))
}

/// A prepared insert a row into tables of the same shape, a thousand vouchers a transaction.
fn bare(address: &str) -> Result<Duration, Ending> {
    let mut client = Client::connect(address, NoTls)?;
    let mut took = Duration::ZERO;
    for table in TABLES {
        client.batch_execute(&format!("create table bare_{table} (like {table} including indexes)"))?;
        let rows = client.query(&format!("select * from {table}"), &[])?;
        let vouchers = if table == "voucher" { TOGETHER } else { TOGETHER * 4 };
        for rows in rows.chunks(vouchers) {
            took += insert(&mut client, table, rows)?;
        }
    }
    Ok(took)
}

fn insert(client: &mut Client, table: &str, rows: &[Row]) -> Result<Duration, Ending> {
    let Some(width) = rows.first().map(Row::len) else {
        return Ok(Duration::ZERO);
    };
    let places: Vec<String> = (1..=width).map(|place| format!("${place}")).collect();
    let values: Vec<Vec<Box<dyn ToSql + Sync>>> = rows.iter().map(values).collect::<Result<_, _>>()?;
    let began = Instant::now();
    let mut tx = client.transaction()?;
    let statement = tx.prepare(&format!("insert into bare_{table} values ({})", places.join(", ")))?;
    for row in &values {
        let row: Vec<&(dyn ToSql + Sync)> = row.iter().map(|value| &**value as &(dyn ToSql + Sync)).collect();
        tx.execute(&statement, &row)?;
    }
    tx.commit()?;
    Ok(began.elapsed())
}

fn values(row: &Row) -> Result<Vec<Box<dyn ToSql + Sync>>, Ending> {
    let value = |(at, column): (usize, &postgres::Column)| -> Result<Box<dyn ToSql + Sync>, postgres::Error> {
        Ok(match *column.type_() {
            Type::INT8 => Box::new(row.try_get::<_, Option<i64>>(at)?),
            Type::BYTEA => Box::new(row.try_get::<_, Option<Vec<u8>>>(at)?),
            Type::BOOL => Box::new(row.try_get::<_, Option<bool>>(at)?),
            Type::DATE => Box::new(row.try_get::<_, Option<jiff::civil::Date>>(at)?),
            _ => Box::new(row.try_get::<_, Option<String>>(at)?),
        })
    };
    Ok(row.columns().iter().enumerate().map(value).collect::<Result<_, _>>()?)
}

/// A database of its own on the server.
struct Scratch {
    server: String,
    name: String,
    address: String,
}

impl Scratch {
    fn new(server: &str, number: usize) -> Result<Self, Ending> {
        let name = format!("kameral_bench_{}_{number}", std::process::id());
        Client::connect(server, NoTls)?.batch_execute(&format!("create database {name}"))?;
        Ok(Self {
            address: beside(server, &name),
            server: server.to_owned(),
            name,
        })
    }

    fn remove(self) -> Result<(), Ending> {
        Ok(
            Client::connect(&self.server, NoTls)?
                .batch_execute(&format!("drop database {} with (force)", self.name))?,
        )
    }
}

/// The address of another database of the same server.
fn beside(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map_or(address.len(), |at| host + at);
    let options = if options.is_empty() {
        String::new()
    } else {
        format!("?{options}")
    };
    format!("{}/{name}{options}", &address[..end])
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_database_beside_another() {
        assert_eq!(beside("postgres://u@h:5433/a?x=1", "b"), "postgres://u@h:5433/b?x=1");
        assert_eq!(beside("postgres:///a?host=/run/pg", "b"), "postgres:///b?host=/run/pg");
        assert_eq!(beside("postgres://h", "b"), "postgres://h/b");
    }
}
