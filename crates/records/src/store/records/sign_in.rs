//! Traces of sign-in that open nothing any more: sessions by the day they began, browsers by the day they were
//! last used, recovery codes by the day they were used up, tokens of programs by the day they ended.
//!
//! They are the installation's. A decision reaches those of users who hold or held a role in its entity, and of
//! users who hold none anywhere; a hold of any other entity where the same user works stops it too. Ways to
//! sign in that still open something are no traces, and what was signed in stands in the processing history,
//! which stays. Proofs of other people's protocols bear no person and are forgotten by themselves.

use kameral_base::EntityId;
use kameral_ledger::chain::hex;
use kameral_store::{Fault, Tx, params};

use super::{Candidate, Reach};
use crate::package::unhex;

/// The next traces after a subject. Each is named by the hash of what its holder had, and by no person.
pub(super) fn candidates(tx: &mut Tx, reach: &Reach, after: &str, rows_max: u32) -> Result<Vec<Candidate>, Fault> {
    let (kind, mark) = after.split_once('/').unwrap_or_default();
    let mark = unhex(mark).unwrap_or_default();
    let until = reach.until.to_string();
    let given = params![reach.entity, until, kind, mark, rows_max];
    let found: Vec<(String, Vec<u8>, i64, i64)> =
        tx.all(include_str!("../../sql/reach_sign_in.sql"), given, |row| {
            Ok((
                row.get("kind")?,
                row.get("mark")?,
                row.get("user_id")?,
                row.get("file_bytes")?,
            ))
        })?;
    let mut candidates = Vec::with_capacity(found.len());
    for (kind, mark, user, file_bytes) in found {
        let given = params![user, reach.entity];
        let elsewhere = tx.all(include_str!("../../sql/works_elsewhere.sql"), given, |row| {
            Ok(EntityId(row.get("entity_id")?))
        })?;
        let sha256 = hex(&mark);
        candidates.push(Candidate {
            subject: format!("{kind}/{sha256}"),
            sha256,
            file_bytes,
            vouchers: Vec::new(),
            elsewhere,
            in_work: false,
        });
    }
    Ok(candidates)
}

/// Lets a trace go that the log has named.
pub(super) fn remove(tx: &mut Tx, subject: &str) -> Result<u64, Fault> {
    let (kind, mark) = subject.split_once('/').unwrap_or_default();
    let mark = unhex(mark).unwrap_or_default();
    let mut gone = 0;
    let statements: &[&'static str] = match kind {
        "browser" => &[include_str!("../../sql/remove_browser.sql")],
        "code" => &[include_str!("../../sql/remove_code.sql")],
        "session" => &[include_str!("../../sql/remove_session.sql")],
        _ => &[
            include_str!("../../sql/remove_token_permissions.sql"),
            include_str!("../../sql/remove_token_places.sql"),
            include_str!("../../sql/remove_token.sql"),
        ],
    };
    for sql in statements {
        gone += tx.exec(sql, params![mark.as_slice()])?;
    }
    Ok(gone)
}
