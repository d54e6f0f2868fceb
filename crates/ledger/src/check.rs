//! *Integritetskontroll*: do the books hold together? Behind `kameral check`.
//!
//! Everything that follows from something else is computed anew and compared: the hash chain from
//! the vouchers, numbers and sums from the lines, balances from the lines, corrections both ways,
//! documents from their content, registers and periods from their history. It shares with posting
//! only the encoding of the hash; what it compares it reads row by row, column by column
//! (reliability rules 5 and 6, measurement M12). `tests/check_columns.rs` changes every column of every
//! table and sees it told; the few that nothing tells of stand there with their reasons.
//!
//! The journal goes by once. Memory holds codings, registers and balances, never lines.
//!
//! A chain kept in the same database stops nobody who can rewrite all of it: keep (sequence, hash)
//! of [`CheckReport::head`] elsewhere, and compare with [`verify_since`].

mod charges;
mod cube;
mod facts;
mod finding;
mod findings;
mod history;
mod journal;
mod links;
mod numbers;
mod outgoing;
mod pairings;
mod processing;
mod registers;
mod tombstones;
mod walk;

pub use finding::{Finding, FindingKind, FindingPlace};
pub use findings::FINDINGS_MAX;

use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};

use kameral_access::{Cx, Permission};
use kameral_base::EntityId;
use kameral_store::{Check, Fault, FaultKind, Stop};

use facts::Facts;
use findings::Findings;

/// The sentences of findings, in Swedish.
pub const TEXT_SV: &str = include_str!("../text/check.sv.ftl");
/// The same in English.
pub const TEXT_EN: &str = include_str!("../text/check.en.ftl");

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Whose books.
    pub entity: EntityId,
    /// What does not hold, and what is worth knowing, in the order it was met.
    pub findings: Vec<Finding>,
    /// Findings beyond [`FINDINGS_MAX`].
    pub left_out: u64,
    /// Vouchers checked.
    pub vouchers: u64,
    /// Lines checked.
    pub lines: u64,
    /// Place and hash of the last voucher: what to keep outside.
    pub head: (i64, Vec<u8>),
    /// Somebody stopped it before the end.
    pub stopped: bool,
}

impl CheckReport {
    /// Whether everything holds, and everything was looked at. What is wrong is not left out for what
    /// is only worth knowing, so what was kept tells.
    pub fn is_clean(&self) -> bool {
        !self.stopped && self.findings.iter().all(Finding::is_information)
    }
}

/// Which part of a check is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// History of the model, registers, periods.
    Model,
    /// Codings.
    Codings,
    /// Vouchers and lines.
    Journal,
    /// Balances and numbers.
    Balances,
    /// Corrections, documents, open items.
    Links,
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The part at work.
    pub part: Part,
    /// Vouchers met so far.
    pub done: i64,
    /// Vouchers there are.
    pub total: i64,
}

/// Who is told, and who may stop it.
struct Watch<'w> {
    progress: &'w mut dyn FnMut(Progress),
    stop: &'w AtomicBool,
    at: Progress,
}

impl Watch<'_> {
    fn part(&mut self, part: Part) {
        self.at.part = part;
        (self.progress)(self.at);
    }

    fn done(&mut self, done: i64) {
        self.at.done = done;
        (self.progress)(self.at);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Checks the books of the entity at hand, on one snapshot; posting goes on meanwhile.
///
/// `progress` is told now and then; `stop` ends it early. Only a fault of connection or permission
/// is an error: what cannot be read is a finding.
pub fn check(cx: &Cx, progress: &mut dyn FnMut(Progress), stop: &AtomicBool) -> Result<CheckReport, Stop<Infallible>> {
    check_as(cx, Permission::SystemManage, progress, stop)
}

/// The same for who holds another permission: a file that leaves is made of books that hold.
pub fn check_as(
    cx: &Cx,
    permission: Permission,
    progress: &mut dyn FnMut(Progress),
    stop: &AtomicBool,
) -> Result<CheckReport, Stop<Infallible>> {
    checked(cx, permission, None, progress, stop)
}

/// Compares the journal with a place and hash that are known outside the database, and checks what
/// was posted after it, as it stands on that hash (reliability M13).
pub fn verify_since(
    cx: &Cx,
    seq: i64,
    hash: &[u8],
    progress: &mut dyn FnMut(Progress),
    stop: &AtomicBool,
) -> Result<CheckReport, Stop<Infallible>> {
    checked(cx, Permission::SystemManage, Some((seq, hash)), progress, stop)
}

fn checked(
    cx: &Cx,
    permission: Permission,
    since: Option<(i64, &[u8])>,
    progress: &mut dyn FnMut(Progress),
    stop: &AtomicBool,
) -> Result<CheckReport, Stop<Infallible>> {
    let at = Progress {
        part: Part::Model,
        done: 0,
        total: 0,
    };
    let mut watch = Watch { progress, stop, at };
    cx.read(permission, |tx| {
        let mut findings = Findings::default();
        let report = walk::all(tx, cx.entity(), since, &mut watch, &mut findings)?;
        if since.is_none() && !watch.is_stopped() {
            walk::part(
                processing::all(tx, cx.entity(), &mut findings),
                "history",
                &mut findings,
            )?;
            walk::part(
                charges::all(tx, cx, &watch, &mut findings),
                "posting_rule",
                &mut findings,
            )?;
        }
        Ok(CheckReport {
            findings: findings.kept,
            left_out: findings.left_out,
            stopped: watch.is_stopped(),
            ..report
        })
    })
}

/// Checks the processing history of the entity at hand alone: the installation's own has no books.
pub fn check_history(cx: &Cx) -> Result<Vec<Finding>, Stop<Infallible>> {
    cx.read(Permission::SystemManage, |tx| {
        let mut findings = Findings::default();
        walk::part(
            processing::all(tx, cx.entity(), &mut findings),
            "history",
            &mut findings,
        )?;
        Ok(findings.kept)
    })
}

/// Checks of the store over all entities of the scope: SQLite's own of the file, and those of
/// [`CHECKS`]. The file is one for all entities, so they are run once, not for each.
pub fn check_store(cx: &Cx) -> Result<Vec<Finding>, Stop<Infallible>> {
    cx.require(Permission::SystemManage).map_err(Stop::Denied)?;
    let found = match cx.store.run_checks(CHECKS, cx.scope.entities()) {
        Ok(found) => found,
        Err(fault) if is_damage(&fault) => return Ok(vec![Finding::unreadable("", &fault)]),
        Err(fault) => return Err(Stop::Fault(fault)),
    };
    let told = |finding: &kameral_store::Finding| Finding {
        kind: FindingKind::StoreCheck,
        place: FindingPlace::default().named(format!("{} {}", finding.check.number, finding.check.title)),
        expected: String::new(),
        found: finding.rows.first().cloned().unwrap_or_default(),
    };
    Ok(found.iter().map(told).collect())
}

/// What SQL alone can tell, the same on both engines.
pub const CHECKS: &[Check] = &[
    Check {
        number: 100,
        title: "every row of the journal belongs to an entity that exists",
        reason: "rows of no entity stand in no report",
        sql: include_str!("sql/check_entities.sql"),
    },
    Check {
        number: 101,
        title: "a draft that was posted leads to its voucher",
        reason: "a draft that says it was posted, and was not, is a voucher forgotten",
        sql: include_str!("sql/check_posted_drafts.sql"),
    },
];

/// Whether a fault tells of damage, which is a finding, and not of trouble on the way.
fn is_damage(fault: &Fault) -> bool {
    matches!(
        fault.kind(),
        FaultKind::Disk | FaultKind::Mismatch | FaultKind::NotOne | FaultKind::Engine
    )
}
