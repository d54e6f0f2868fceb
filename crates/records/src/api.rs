//! `/api/v1/entities/{entity}/…`: packages, decisions on disposal, what is gone, holds.
//!
//! Deciding on a proposal and carrying it out are not here: a person does that, on the page or at the command line.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::Date;
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::{Needs, asked, told};
use kameral_store::disposed;

use crate::commands;
use crate::disposal::{Decision, Hold, HoldOrder, Proposal};
use crate::store::{decisions, holds, packages};

/// Manages records: what is told is of the whole entity.
const MANAGING: Needs = Needs::Whole(&[Permission::BooksRead, Permission::RecordsManage]);
/// Rows of the log that are told.
const LOG_ROWS: u32 = 1_000;

told! {
    /// *Arkivpaket*: a package that was made.
    pub struct ArchivePackageTold {
        /// Number, from 1.
        package: i64,
        /// Fiscal year.
        year: i64,
        /// History and files registered before this day are in it.
        as_of: Date,
        /// Where it was written.
        folder: String,
        /// Files in it.
        files: i64,
        /// Their bytes.
        bytes: i64,
        /// Place of the year's last voucher in the journal.
        journal_seq: i64,
        /// Hash of that voucher.
        journal_hash: String,
        /// SHA-256 of its manifest.
        manifest_sha256: String,
        /// When, UTC.
        made_at: String,
        /// Who.
        made_by: String,
        /// When it was last verified, UTC.
        verified_at: Option<String>,
        /// Faults that were found then.
        damages: Option<i64>,
    }
}

told! {
    /// Packages, the latest first.
    pub struct ArchivePackagesTold {
        /// The packages.
        archive_packages: Vec<ArchivePackageTold>,
    }
}

asked! {
    /// A decision on disposal to propose.
    pub struct DisposalDecisionAsked {
        /// `attachment`, `inbox`, `outbox`, `draft`, `voucher_text` or `sign_in`.
        record: String,
        /// The authority's own reference of its decision.
        reference: String,
        /// The day the authority decided.
        decided_on: Date,
        /// The last fiscal year it reaches.
        through_year: i64,
        /// The first day it may be carried out.
        earliest_on: Date,
        /// Of `voucher_text`: the series it reaches; left out, every series.
        series: Option<Vec<String>>,
    }
}

told! {
    /// *Gallringsbeslut*: a decision on disposal.
    pub struct DisposalDecisionTold {
        /// Number, from 1.
        decision: i64,
        /// Type of record.
        record: String,
        /// The authority's own reference.
        reference: String,
        /// The day the authority decided.
        decided_on: Date,
        /// The last fiscal year it reaches.
        through_year: i64,
        /// The first day it may be carried out.
        earliest_on: Date,
        /// Of `voucher_text`: the series it reaches; empty is every series.
        series: Vec<String>,
        /// Who proposed.
        proposed_by: String,
        /// Whether another approved; none while it waits.
        approved: Option<bool>,
        /// Who decided.
        decided_by: Option<String>,
    }
}

told! {
    /// Decisions on disposal, the latest first.
    pub struct DisposalDecisionsTold {
        /// The decisions.
        disposal_decisions: Vec<DisposalDecisionTold>,
    }
}

told! {
    /// *Gallrat*: something that is gone.
    pub struct DisposedTold {
        /// Place in the log, from 1.
        number: i64,
        /// Type of record.
        record: String,
        /// Which.
        subject: String,
        /// SHA-256 of what it was.
        sha256: String,
        /// Its length.
        bytes: i64,
        /// Vouchers it belonged to.
        about: String,
        /// The decision.
        decision: i64,
        /// The run.
        run: i64,
        /// When, UTC.
        disposed_at: String,
        /// Who.
        disposed_by: String,
    }
}

told! {
    /// What is gone, the latest first.
    pub struct DisposedLogTold {
        /// The log.
        disposed: Vec<DisposedTold>,
    }
}

asked! {
    /// A hold to make.
    pub struct DisposalHoldAsked {
        /// Type of record; left out, every type.
        record: Option<String>,
        /// First fiscal year.
        year_from: Option<i64>,
        /// Last fiscal year.
        year_to: Option<i64>,
        /// A voucher whose documents and texts are held.
        voucher: Option<String>,
        /// Why.
        reason: String,
        /// First day; left out, today.
        valid_from: Option<Date>,
        /// Last day; left out, until it is lifted.
        valid_to: Option<Date>,
    }
}

asked! {
    /// Why a hold is lifted.
    pub struct DisposalReleaseAsked {
        /// The reason.
        reason: String,
    }
}

told! {
    /// *Gallringsstopp*: a hold.
    pub struct DisposalHoldTold {
        /// Number, from 1.
        hold: i64,
        /// Type of record; empty is every type.
        record: String,
        /// First fiscal year.
        year_from: Option<i64>,
        /// Last fiscal year.
        year_to: Option<i64>,
        /// A voucher whose documents and texts are held; empty is all that the rest says.
        voucher: String,
        /// Why.
        reason: String,
        /// First day.
        valid_from: Date,
        /// Last day.
        valid_to: Option<Date>,
        /// Who made it.
        made_by: String,
        /// When it was lifted, UTC.
        released_at: Option<String>,
    }
}

told! {
    /// Holds, the latest first.
    pub struct DisposalHoldsTold {
        /// The holds.
        disposal_holds: Vec<DisposalHoldTold>,
    }
}

told! {
    /// The number of what was made.
    pub struct RecordsNumberTold {
        /// The number.
        number: i64,
    }
}

/// The routes of archives and disposal.
pub fn routes() -> Api {
    Api::new("records")
        .get(
            "/api/v1/entities/{entity}/archive-packages",
            archive_packages,
            Operation::new("Archive packages that were made")
                .needs(MANAGING)
                .gives::<ArchivePackagesTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/disposal-decisions",
            all_decisions,
            Operation::new("Decisions on disposal")
                .needs(MANAGING)
                .gives::<DisposalDecisionsTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/disposal-decisions",
            propose,
            Operation::new("Propose to dispose of a type of record, by the authority's decision")
                .needs(MANAGING)
                .takes::<DisposalDecisionAsked>()
                .gives::<RecordsNumberTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/disposed",
            log,
            Operation::new("What is gone, by which decision")
                .needs(MANAGING)
                .gives::<DisposedLogTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/disposal-holds",
            all_holds,
            Operation::new("Holds on disposal")
                .needs(MANAGING)
                .gives::<DisposalHoldsTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/disposal-holds",
            hold,
            Operation::new("Hold records, so that nothing of them goes")
                .needs(MANAGING)
                .takes::<DisposalHoldAsked>()
                .gives::<RecordsNumberTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/disposal-holds/{hold}/release",
            release,
            Operation::new("Lift a hold")
                .needs(MANAGING)
                .takes::<DisposalReleaseAsked>()
                .silent(),
        )
}

async fn archive_packages(visit: ApiVisit) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let found = cx.read(Permission::RecordsManage, |tx| packages::all(tx, cx.entity()));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let told = found.into_iter().map(|package| ArchivePackageTold {
                package: package.package_no,
                year: package.year,
                as_of: package.as_of,
                folder: package.folder,
                files: package.file_count,
                bytes: package.file_bytes,
                journal_seq: package.journal_seq,
                journal_hash: package.journal_hash,
                manifest_sha256: package.manifest_sha256,
                made_at: package.made_at,
                made_by: package.made_by,
                damages: package.verified.as_ref().map(|verified| verified.1),
                verified_at: package.verified.map(|verified| verified.0),
            });
            let archive_packages = told.collect();
            json(StatusCode::OK, &ArchivePackagesTold { archive_packages })
        })
        .await
}

async fn all_decisions(visit: ApiVisit) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let found = cx.read(Permission::RecordsManage, |tx| decisions::all(tx, cx.entity()));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let disposal_decisions = found.into_iter().map(told_decision).collect();
            json(StatusCode::OK, &DisposalDecisionsTold { disposal_decisions })
        })
        .await
}

fn told_decision(decision: Decision) -> DisposalDecisionTold {
    let proposal = decision.proposal;
    DisposalDecisionTold {
        decision: decision.decision_no,
        record: proposal.record,
        reference: proposal.reference,
        decided_on: proposal.decided_on,
        through_year: proposal.through_year,
        earliest_on: proposal.earliest_on,
        series: proposal.series,
        proposed_by: decision.proposed_by.name,
        approved: decision.verdict.as_ref().map(|verdict| verdict.approved),
        decided_by: decision.verdict.map(|verdict| verdict.given_by.name),
    }
}

async fn propose(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: DisposalDecisionAsked = visit.read(&sent.0)?;
            let proposal = Proposal {
                record: asked.record,
                reference: asked.reference,
                decided_on: asked.decided_on,
                through_year: asked.through_year,
                earliest_on: asked.earliest_on,
                series: asked.series.unwrap_or_default(),
            };
            let once = visit.key(&sent.0)?;
            let number = commands::propose(&visit.cx, once.as_ref(), &proposal);
            let number = number.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &RecordsNumberTold { number })
        })
        .await
}

async fn log(visit: ApiVisit) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let found = cx.read(Permission::RecordsManage, |tx| {
                disposed::latest(tx, cx.entity(), None, LOG_ROWS)
            });
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let told = found.into_iter().map(|gone| DisposedTold {
                number: gone.disposed_no,
                record: gone.record,
                subject: gone.subject,
                sha256: gone.sha256,
                bytes: gone.file_bytes,
                about: gone.about,
                decision: gone.decision_no,
                run: gone.run_no,
                disposed_at: gone.disposed_at.to_string(),
                disposed_by: gone.disposed_by,
            });
            let disposed = told.collect();
            json(StatusCode::OK, &DisposedLogTold { disposed })
        })
        .await
}

async fn all_holds(visit: ApiVisit) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let found = cx.read(Permission::RecordsManage, |tx| holds::all(tx, cx.entity()));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let disposal_holds = found.into_iter().map(told_hold).collect();
            json(StatusCode::OK, &DisposalHoldsTold { disposal_holds })
        })
        .await
}

fn told_hold(hold: Hold) -> DisposalHoldTold {
    let order = hold.order;
    DisposalHoldTold {
        hold: hold.hold_no,
        record: order.record,
        year_from: order.year_from,
        year_to: order.year_to,
        voucher: order.voucher,
        reason: order.reason,
        valid_from: order.valid_from,
        valid_to: order.valid_to,
        made_by: hold.made_by.name,
        released_at: hold.released.map(|(at, ..)| at),
    }
}

async fn hold(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: DisposalHoldAsked = visit.read(&sent.0)?;
            let order = HoldOrder {
                record: asked.record.unwrap_or_default(),
                year_from: asked.year_from,
                year_to: asked.year_to,
                voucher: asked.voucher.unwrap_or_default(),
                reason: asked.reason,
                valid_from: asked.valid_from.unwrap_or(visit.cx.today),
                valid_to: asked.valid_to,
            };
            let once = visit.key(&sent.0)?;
            let number = commands::hold(&visit.cx, once.as_ref(), &order).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &RecordsNumberTold { number })
        })
        .await
}

async fn release(visit: ApiVisit, Path((_, hold)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let number: i64 = hold.parse().map_err(|_| visit.not_found())?;
            let asked: DisposalReleaseAsked = visit.read(&sent.0)?;
            let once = visit.key(&sent.0)?;
            let released = commands::release(&visit.cx, once.as_ref(), number, &asked.reason);
            released.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
