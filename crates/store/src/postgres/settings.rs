//! How PostgreSQL is connected to, and that it keeps what it answers (reliability rule 7).

use postgres::{Client, NoTls};

use super::Conn;
use crate::fault::FaultKind;
use crate::{Durability, Fault};

/// The role the program works as: it owns nothing and bypasses nothing (reliability rule 16).
pub(crate) const APP_ROLE: &str = "kameral_app";
/// PostgreSQL 15.0.
const VERSION_MIN: i64 = 150_000;

/// Settings without which an answered commit may be lost.
const DURABLE: [(&str, &str); 4] = [
    ("fsync", "on"),
    ("full_page_writes", "on"),
    ("synchronous_commit", "on"),
    ("data_sync_retry", "off"),
];

/// Orders of text that are the order of its bytes in UTF-8.
const COLLATIONS: [&str; 4] = ["C", "POSIX", "C.UTF-8", "C.utf8"];

/// Every session: a lock is waited for at most five seconds, so that nobody waits for ever behind
/// a command that hangs.
const SESSION: &str = "\
    set lock_timeout = '5s';
    set idle_in_transaction_session_timeout = '10min';
    set time zone 'UTC';
    set client_encoding = 'UTF8';
    set standard_conforming_strings = on;
    set search_path = public, pg_temp";

/// A connection as the signed-in user: settings and migrations only.
pub(crate) fn connect_owner(address: &str, durability: Durability) -> Result<Conn, Fault> {
    let mut client =
        Client::connect(address, NoTls).map_err(|error| Fault::from(error).within("no connection to the database"))?;
    client.batch_execute(SESSION)?;
    if durability == Durability::Test {
        client.batch_execute("set synchronous_commit = off")?;
    }
    let mut conn = Conn::new(client);
    assert_settings(&mut conn, durability)?;
    Ok(conn)
}

/// A connection to work with, in the role `kameral_app`.
pub(crate) fn connect(address: &str, durability: Durability) -> Result<Conn, Fault> {
    let mut conn = connect_owner(address, durability)?;
    conn.batch(&format!("set role {APP_ROLE}"))
        .map_err(|fault| fault.within(&format!("the database has no role {APP_ROLE}: it is not migrated")))?;
    Ok(conn)
}

/// Asks for every setting and refuses a wrong one by name.
pub(crate) fn assert_settings(conn: &mut Conn, durability: Durability) -> Result<(), Fault> {
    let version = setting(conn, "server_version_num")?;
    if version.parse::<i64>().unwrap_or(0) < VERSION_MIN {
        return Err(wrong("server_version_num", &version, "150000 or newer"));
    }
    let encoding = setting(conn, "server_encoding")?;
    if encoding != "UTF8" {
        return Err(wrong("server_encoding", &encoding, "UTF8"));
    }
    // Text must sort by its bytes, as it does in SQLite; Swedish order is made in Rust.
    let sql = "select datcollate from pg_database where datname = current_database()";
    let collation: String = conn.client.query_one(sql, &[])?.try_get(0)?;
    if !COLLATIONS.contains(&collation.as_str()) {
        let wanted = "C (create database … template template0 locale 'C' encoding 'UTF8')";
        return Err(wrong("datcollate", &collation, wanted));
    }
    if durability == Durability::Test {
        return Ok(());
    }
    for (name, wanted) in DURABLE {
        let found = setting(conn, name)?;
        // `remote_apply` waits for more than `on` does.
        let stronger = name == "synchronous_commit" && found == "remote_apply";
        if found != wanted && !stronger {
            return Err(wrong(name, &found, wanted));
        }
    }
    Ok(())
}

fn setting(conn: &mut Conn, name: &str) -> Result<String, Fault> {
    Ok(conn
        .client
        .query_one("select current_setting($1)", &[&name])?
        .try_get(0)?)
}

fn wrong(name: &str, found: &str, wanted: &str) -> Fault {
    let text = format!("PostgreSQL setting {name} is {found}, {wanted} is required");
    Fault::new(FaultKind::Settings, text)
}
