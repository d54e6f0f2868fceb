//! How PostgreSQL is connected to, and that it keeps what it answers (reliability rule 7).

use super::{Conn, tls};
use crate::fault::FaultKind;
use crate::{Durability, Fault};

/// The role the program works as: it owns nothing and bypasses nothing (reliability rule 16).
pub(crate) const APP_ROLE: &str = "kameral_app";
/// The oldest release of each series without the holes that were mended on 2026-05-14; later series
/// were begun after it.
const VERSIONS_MIN: [i64; 4] = [150_018, 160_014, 170_010, 180_004];

/// Settings without which an answered commit may be lost.
const DURABLE: [(&str, &str); 5] = [
    // Bytes that rot are seen when they are read: `pg_checksums --enable`, with the server stopped.
    ("data_checksums", "on"),
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
    let mut client = tls::connect(address)?;
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
    assert_role(&mut conn)?;
    Ok(conn)
}

/// The role worked in owns nothing here and passes no wall, whatever a database administrator gave
/// it since (reliability rule 16).
pub(crate) fn assert_role(conn: &mut Conn) -> Result<(), Fault> {
    let sql = "select case when r.rolsuper then 'a superuser'
                           when r.rolbypassrls then 'allowed to bypass row security'
                           when exists (select from pg_class as c where c.relowner = r.oid) then 'an owner of tables'
                           else '' end
               from pg_roles as r where r.rolname = current_user";
    let found: String = conn.client.query_one(sql, &[])?.try_get(0)?;
    if found.is_empty() {
        return Ok(());
    }
    Err(wrong(
        &format!("role {APP_ROLE}"),
        &found,
        "a role that owns and bypasses nothing",
    ))
}

/// Asks for every setting and refuses a wrong one by name.
pub(crate) fn assert_settings(conn: &mut Conn, durability: Durability) -> Result<(), Fault> {
    let version = setting(conn, "server_version_num")?;
    if !is_recent(version.parse().unwrap_or(0)) {
        return Err(wrong(
            "server_version_num",
            &version,
            "15.18, 16.14, 17.10, 18.4 or newer",
        ));
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
    let standbys = setting(conn, "synchronous_standby_names")?;
    if durability == Durability::Standby && standbys.is_empty() {
        let wanted = "the name of a standby, for durability=standby,";
        return Err(wrong("synchronous_standby_names", "empty", wanted));
    }
    Ok(())
}

/// Whether a release is at least the oldest good one of its series. Older series are refused.
fn is_recent(version: i64) -> bool {
    let series = |version: i64| version / 10_000;
    match VERSIONS_MIN.iter().find(|least| series(**least) == series(version)) {
        Some(least) => *least <= version,
        None => VERSIONS_MIN.iter().all(|least| series(*least) < series(version)),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule 7: releases with holes that are known and mended are not connected to.
    #[test]
    fn old_releases_are_told_from_recent_ones() {
        for (version, recent) in [
            (0, false),
            (140_023, false),
            (150_017, false),
            (150_018, true),
            (160_013, false),
            (170_010, true),
            (180_003, false),
            (190_000, true),
        ] {
            assert_eq!(is_recent(version), recent, "{version}");
        }
    }
}
