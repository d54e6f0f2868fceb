//! A command's transaction on PostgreSQL, and its retries.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::Conn;
use crate::Fault;
use crate::fault::FaultKind;
use crate::pool::{Pool, Seat};
use crate::tx::{Link, Tx, Verdict};

/// How often a transaction is tried again after a serialization failure or a deadlock.
const RETRIES_MAX: u32 = 5;

/// Locks are explicit (reliability rule 4), so READ COMMITTED, PostgreSQL's own default.
pub(crate) const WRITE: &str = "begin isolation level read committed read write";
/// One snapshot for all statements, as on SQLite.
pub(crate) const READ: &str = "begin isolation level repeatable read read only";

/// Runs `work` in a transaction of its own and returns when it is committed.
pub(crate) fn transact(
    pool: &Pool<Conn>,
    begin: &'static str,
    work: &mut dyn FnMut(&mut Tx) -> Verdict,
) -> Result<(), Fault> {
    for retry in 0..=RETRIES_MAX {
        let mut seat = begun(pool, begin)?;
        let Some(conn) = seat.conn.take() else { break };
        let mut tx = Tx::new(Link::Postgres(conn));
        let verdict = catch_unwind(AssertUnwindSafe(|| tx.run(work)));
        let Some(mut conn) = tx.into_postgres() else {
            break;
        };
        let ended = match verdict {
            Ok(Ok(Verdict::Keep)) => conn.batch("commit"),
            _ => conn.batch("rollback"),
        };
        // A connection whose transaction did not end cleanly is closed, which rolls it back.
        seat.conn = ended.is_ok().then_some(conn);
        drop(seat);
        match (verdict, ended) {
            (Err(payload), _) => resume_unwind(payload),
            (Ok(Err(fault)), _) => return Err(fault),
            (Ok(Ok(Verdict::Keep)), Err(fault)) if fault.kind() == FaultKind::Conflict && retry < RETRIES_MAX => {}
            (Ok(Ok(Verdict::Keep)), Err(fault)) => return Err(commit_fault(fault)),
            (Ok(Ok(Verdict::Again)), _) if retry < RETRIES_MAX => {}
            (Ok(Ok(_)), _) => return Ok(()),
        }
    }
    Err(Fault::new(
        FaultKind::Misuse,
        "the connection was lost in a panic of the store",
    ))
}

/// A connection with an open transaction. An idle one may have died since it was used; nothing was
/// begun on it, so the next is tried.
fn begun<'p>(pool: &'p Pool<Conn>, begin: &'static str) -> Result<Seat<'p, Conn>, Fault> {
    loop {
        let mut seat = pool.take()?;
        let Some(conn) = &mut seat.conn else { continue };
        match conn.batch(begin) {
            Ok(()) => return Ok(seat),
            Err(fault) if fault.kind() == FaultKind::Connection && !seat.is_new => seat.conn = None,
            Err(fault) => {
                seat.conn = None;
                return Err(fault);
            }
        }
    }
}

/// A commit without an answer, or with one that says the server is going down, may be done.
fn commit_fault(fault: Fault) -> Fault {
    match fault.kind() {
        FaultKind::Connection | FaultKind::Disk | FaultKind::Engine => {
            let text = format!("outcome unknown: the commit was not answered ({fault})");
            Fault::new(FaultKind::OutcomeUnknown, text)
        }
        _ => fault,
    }
}
