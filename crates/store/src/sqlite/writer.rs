//! Group commit: waiting commands share a transaction and one sync of the disk.
//!
//! There is one writer connection, and whoever holds its lock writes. A command opens the
//! transaction if none is open, works inside a savepoint of its own, and joins the *batch*. If
//! others wait for the lock it leaves the transaction open for them; the last one commits for all
//! and tells each how it went. Nobody is answered before `commit` has returned.
//!
//! ```text
//!   eva   lock  begin  savepoint work release ─┐ waits ────────────────┐
//!   bo          ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ lock  savepoint work … │ commit ─▶ both are answered
//! ```
//!
//! Clients that work in step would just miss each other, so when the last commit had company, the
//! last to join waits a few hundred microseconds for as many as then were there. A lone client
//! never waits.
//!
//! No thread of its own: a closure may borrow from its caller.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use super::Conn;
use crate::fault::FaultKind;
use crate::tx::{Link, Tx, Verdict};
use crate::{Durability, Fault};

/// Commands that share a commit at most, so that the first does not wait for ever.
pub(crate) const BATCH_MEMBERS_MAX: usize = 64;
/// How long the last to join waits for as many as took part last time; a sync takes longer.
const GATHER_MAX: Duration = Duration::from_micros(400);
/// How often a command is run again because another command's failure took the transaction with it.
const RERUNS_MAX: usize = 3;

/// The writer connection and the batch that is open on it.
pub(crate) struct Writer {
    slot: Mutex<Slot>,
    /// Commands that wait for the lock. Whoever is counted here will take it.
    waiting: AtomicUsize,
    /// Why nothing is written any more: a commit or the disk failed, and what is there is not known.
    dead: OnceLock<String>,
    durability: Durability,
}

struct Slot {
    conn: Option<Box<Conn>>,
    batch: Option<Arc<Batch>>,
    members: usize,
    /// Commands that were at work when the last batch was committed.
    expected: usize,
}

/// How a batch ended, for everyone who waits for it.
#[derive(Default)]
struct Batch {
    outcome: Mutex<Option<Outcome>>,
    told: Condvar,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Committed,
    /// The engine rolled everything back, and nothing was written: run again.
    RolledBack,
    /// This command's own failure did that; its own answer stands.
    Spoilt,
    /// The commit failed; the store is dead.
    Unknown,
}

/// How one command's part ended, before the batch is committed.
enum Played {
    /// Its savepoint is released, or rolled back as it wished.
    Joined,
    /// The engine refused; its savepoint is rolled back.
    Failed(Fault),
    /// It panicked; its savepoint is rolled back.
    Panicked(Box<dyn Any + Send>),
}

impl Writer {
    pub(crate) fn new(conn: Conn, durability: Durability) -> Self {
        let slot = Slot {
            conn: Some(Box::new(conn)),
            batch: None,
            members: 0,
            expected: 0,
        };
        Self {
            slot: Mutex::new(slot),
            waiting: AtomicUsize::new(0),
            dead: OnceLock::new(),
            durability,
        }
    }

    /// Runs `work` in a savepoint and returns when its batch is on the disk.
    pub(crate) fn write(&self, work: &mut dyn FnMut(&mut Tx) -> Verdict) -> Result<(), Fault> {
        for _ in 0..=RERUNS_MAX {
            let (played, outcome) = self.take_part(work)?;
            match (played, outcome) {
                (Played::Panicked(payload), _) => resume_unwind(payload),
                (_, Outcome::Unknown) => return Err(self.outcome_unknown()),
                (Played::Failed(fault), _) => return Err(fault),
                (Played::Joined, Outcome::Committed | Outcome::Spoilt) => return Ok(()),
                (Played::Joined, Outcome::RolledBack) => {}
            }
        }
        let text = "rolled back with the failing commands beside it; nothing of it is written";
        Err(Fault::new(FaultKind::Busy, text))
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.dead.get().is_some()
    }

    /// Asks for the settings of the writer connection again.
    pub(crate) fn assert_settings(&self) -> Result<(), Fault> {
        let slot = self.lock();
        super::settings::assert_settings(&slot.conn()?.db, super::settings::Role::Writer, self.durability)
    }

    /// Lets a test see or fail each commit: `true` makes SQLite's `commit` fail.
    #[cfg(feature = "testing")]
    pub(crate) fn on_commit(&self, hook: impl FnMut() -> bool + Send + 'static) -> Result<(), Fault> {
        let mut slot = self.lock();
        let conn = slot.conn.as_mut().ok_or_else(lost_connection)?;
        Ok(conn.db.commit_hook(Some(hook))?)
    }

    /// Lets a test spoil the connection's settings.
    #[cfg(feature = "testing")]
    pub(crate) fn batch(&self, text: &str) -> Result<(), Fault> {
        self.lock().conn()?.batch(text)
    }

    fn take_part(&self, work: &mut dyn FnMut(&mut Tx) -> Verdict) -> Result<(Played, Outcome), Fault> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut slot = self.lock();
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        // A dead store has no open batch, so nobody waits for this command to commit.
        if self.is_dead() {
            return Err(self.outcome_unknown());
        }
        let batch = slot.open().inspect_err(|fault| self.end_at(fault))?;
        let played = slot.play(work);
        if let Played::Failed(fault) = &played {
            self.end_at(fault);
        }
        if self.is_dead() {
            slot.roll_all_back();
        }
        if !slot.in_transaction() {
            slot.close(&batch, Outcome::RolledBack, self.waiting.load(Ordering::SeqCst));
            return Ok((played, Outcome::Spoilt));
        }
        slot.members += 1;
        Ok((played, self.finish(slot, &batch)))
    }

    /// Commits the batch, or leaves that to another and waits.
    fn finish<'w>(&'w self, mut slot: MutexGuard<'w, Slot>, batch: &Arc<Batch>) -> Outcome {
        let mine = slot.members;
        if slot.members < BATCH_MEMBERS_MAX {
            if 0 < self.waiting.load(Ordering::SeqCst) {
                drop(slot);
                return batch.wait();
            }
            if slot.members < slot.expected {
                drop(slot);
                if let Some(outcome) = batch.wait_a_moment() {
                    return outcome;
                }
                slot = self.lock();
                let is_last = slot.batch.as_ref().is_some_and(|open| Arc::ptr_eq(open, batch)) && slot.members == mine;
                // Whoever joined or waits since then commits for us too.
                if !is_last || 0 < self.waiting.load(Ordering::SeqCst) {
                    drop(slot);
                    return batch.wait();
                }
            }
        }
        let outcome = self.commit(&slot);
        slot.close(batch, outcome, self.waiting.load(Ordering::SeqCst));
        outcome
    }

    fn commit(&self, slot: &Slot) -> Outcome {
        let committed = slot.conn().and_then(|conn| conn.control("commit").map(|()| conn));
        match committed {
            Ok(_) => Outcome::Committed,
            Err(fault) => {
                let _ = self.dead.set(fault.to_string());
                if let Ok(conn) = slot.conn() {
                    // What the engine still holds is let go; the answer stays "unknown".
                    let _ = conn.batch("rollback");
                }
                Outcome::Unknown
            }
        }
    }

    /// A disk that fails below a statement ends the store as one that fails a commit does: each
    /// later command would meet it too, and perhaps in a temporary file that only some of them need.
    fn end_at(&self, fault: &Fault) {
        if fault.is_of_the_engines_disk() {
            let _ = self.dead.set(fault.to_string());
        }
    }

    fn outcome_unknown(&self) -> Fault {
        let why = self.dead.get().map_or("", String::as_str);
        let text = format!("outcome unknown: the disk failed, nothing more is written until restart ({why})");
        Fault::new(FaultKind::OutcomeUnknown, text)
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        // A closure's panic is caught before the guard is dropped, so the slot is always whole.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slot {
    fn conn(&self) -> Result<&Conn, Fault> {
        self.conn.as_deref().ok_or_else(lost_connection)
    }

    /// The open batch; a new one begins the transaction.
    fn open(&mut self) -> Result<Arc<Batch>, Fault> {
        if let Some(batch) = &self.batch {
            return Ok(Arc::clone(batch));
        }
        self.conn()?.control("begin immediate")?;
        self.members = 0;
        Ok(Arc::clone(self.batch.insert(Arc::default())))
    }

    /// Tells everyone how it ended and makes room for the next batch.
    fn close(&mut self, batch: &Arc<Batch>, outcome: Outcome, waiting: usize) {
        self.expected = self.members + waiting;
        self.members = 0;
        self.batch = None;
        batch.tell(outcome);
    }

    /// Runs one command in its savepoint. A full disk may end the whole transaction instead.
    fn play(&mut self, work: &mut dyn FnMut(&mut Tx) -> Verdict) -> Played {
        let Some(conn) = self.conn.take() else {
            return Played::Failed(lost_connection());
        };
        if let Err(fault) = conn.control("savepoint command") {
            self.conn = Some(conn);
            self.roll_all_back();
            return Played::Failed(fault);
        }
        let mut tx = Tx::new(Link::Sqlite(conn));
        let verdict = catch_unwind(AssertUnwindSafe(|| tx.run(work)));
        self.conn = tx.into_sqlite();
        let ended = match verdict {
            Ok(Ok(Verdict::Keep)) => self.end_savepoint(&["release command"]),
            _ => self.end_savepoint(&["rollback to command", "release command"]),
        };
        match (verdict, ended) {
            (Err(payload), _) => Played::Panicked(payload),
            (Ok(Err(fault)), _) | (Ok(Ok(Verdict::Keep)), Err(fault)) => Played::Failed(fault),
            (Ok(Ok(_)), _) => Played::Joined,
        }
    }

    fn end_savepoint(&mut self, statements: &[&'static str]) -> Result<(), Fault> {
        if !self.in_transaction() {
            let text = "the engine rolled the transaction back; nothing of it is written";
            return Err(Fault::new(FaultKind::Disk, text));
        }
        let ended = statements
            .iter()
            .try_for_each(|statement| self.conn()?.control(statement));
        if ended.is_err() {
            self.roll_all_back();
        }
        ended
    }

    fn in_transaction(&self) -> bool {
        self.conn().is_ok_and(|conn| !conn.db.is_autocommit())
    }

    fn roll_all_back(&mut self) {
        if self.in_transaction()
            && let Ok(conn) = self.conn()
            && conn.batch("rollback").is_err()
        {
            // A connection that cannot even roll back is of no more use; closing it rolls back.
            self.conn = None;
        }
    }
}

/// Closed because it could not even roll back, or lost in a panic of the store.
fn lost_connection() -> Fault {
    Fault::new(FaultKind::Disk, "the writer connection is lost")
}

impl Batch {
    fn tell(&self, outcome: Outcome) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.told.notify_all();
    }

    fn wait(&self) -> Outcome {
        let mut outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(outcome) = *outcome {
                return outcome;
            }
            outcome = self.told.wait(outcome).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for company; the outcome, when someone else has committed meanwhile.
    fn wait_a_moment(&self) -> Option<Outcome> {
        let outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .told
            .wait_timeout_while(outcome, GATHER_MAX, |outcome| outcome.is_none());
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
