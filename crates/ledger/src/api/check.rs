//! `/check`: the integrity check of the entity's books.

use std::sync::atomic::AtomicBool;

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};

use super::fields::Sha256Text;
use crate::check::{Finding, check, check_store, verify_since};

asked! {
    /// How far the check goes.
    pub struct CheckAsked {
        /// A place known from outside, from which the journal is checked; left out, everything is.
        since: Option<SinceAsked>,
    }
}

asked! {
    /// A place in the journal and its hash, as an earlier check told them.
    pub struct SinceAsked {
        /// Place.
        journal_seq: i64,
        /// Hash.
        hash: Sha256Text,
    }
}

told! {
    /// One thing that does not hold.
    pub struct FindingTold {
        /// Number of the rule.
        number: String,
        /// Stable name.
        name: String,
        /// Where.
        place: String,
        /// Column.
        column: String,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
        /// Whether it is only worth knowing.
        information: bool,
        /// In words.
        text: String,
    }
}

told! {
    /// What a check came to.
    pub struct CheckTold {
        /// Whether everything holds, and everything was looked at.
        clean: bool,
        /// Vouchers checked.
        vouchers: u64,
        /// Lines checked.
        lines: u64,
        /// Place of the last voucher, to keep outside the database.
        head_seq: i64,
        /// Its hash.
        head_hash: Sha256Text,
        /// Findings beyond those that are told.
        left_out: u64,
        /// The findings.
        findings: Vec<FindingTold>,
        /// What the database finds in itself: its file, and rows that belong to nothing.
        store: Vec<FindingTold>,
    }
}

pub fn routes() -> Api {
    Api::new("check").post(
        "/api/v1/entities/{entity}/check",
        run,
        Operation::new("Recompute chain, numbers, sums and balances, and name every difference")
            .note("Changes nothing. A large journal takes minutes.")
            .harmless()
            .needs(Permission::SystemManage)
            .takes::<CheckAsked>()
            .gives::<CheckTold>(),
    )
}

async fn run(visit: ApiVisit, sent: Sent) -> Response {
    visit.answer(move |visit| checked(visit, &sent.0)).await
}

fn checked(visit: &ApiVisit, body: &[u8]) -> Answer {
    let asked: CheckAsked = visit.read(body)?;
    let (stop, mut progress) = (AtomicBool::new(false), |_| {});
    let report = match asked.since {
        Some(since) => verify_since(&visit.cx, since.journal_seq, &since.hash.0, &mut progress, &stop),
        None => check(&visit.cx, &mut progress, &stop),
    };
    let report = report.map_err(|stop| visit.stopped(stop))?;
    let store = check_store(&visit.cx).map_err(|stop| visit.stopped(stop))?;
    let told_all = |findings: &[Finding]| findings.iter().map(|finding| finding_told(visit, finding)).collect();
    let told = CheckTold {
        clean: report.is_clean() && store.is_empty(),
        vouchers: report.vouchers,
        lines: report.lines,
        head_seq: report.head.0,
        findings: told_all(&report.findings),
        store: told_all(&store),
        head_hash: Sha256Text(report.head.1),
        left_out: report.left_out,
    };
    json(StatusCode::OK, &told)
}

fn finding_told(visit: &ApiVisit, finding: &Finding) -> FindingTold {
    FindingTold {
        number: finding.kind.number().to_string(),
        name: finding.kind.name().to_owned(),
        place: finding.place.to_string(),
        column: finding.place.column.clone(),
        expected: finding.expected.clone(),
        found: finding.found.clone(),
        information: finding.is_information(),
        text: visit.words.sentence(&finding.sentence()),
    }
}
