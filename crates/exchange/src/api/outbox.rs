//! `/outbox`: files that were made, as they were made.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Ore, Timestamp};
use kameral_formats::hermes::RecordKey;
use kameral_ledger::voucher::VoucherNumber;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, PeriodText, json};
use kameral_site::{Needs, asked, told};
use kameral_store::outbox::OutboxFile;

use super::saved;
use crate::commands::{Explained, HermesKind, Source, compare_files, content, explain, files, since};

/// The most files a list has.
const FILES_MAX: u32 = 1_000;

asked! {
    /// Which files.
    pub struct OutboxAsked {
        /// Only this kind: `hermes`, `hermes-real`, `tdb`.
        kind: Option<String>,
    }
}

asked! {
    /// What to compare with.
    pub struct ComparisonAsked {
        /// Number of the other file, of the same kind; left out, the books as they are.
        with: Option<i64>,
    }
}

told! {
    /// A file of the outbox.
    pub struct OutboxFileTold {
        /// Kind: `hermes`, `hermes-real`, `tdb`.
        kind: String,
        /// Number within the kind, from 1.
        number: i64,
        /// What it is called where it is going.
        file_name: String,
        /// First period it tells of.
        period_from: PeriodText,
        /// Last period, included.
        period_to: PeriodText,
        /// The end of the journal it was made from.
        journal_seq: i64,
        /// Character set.
        charset: String,
        /// Its length.
        file_bytes: i64,
        /// SHA-256 of its bytes.
        sha256: String,
        /// When it was made.
        made_at: Timestamp,
        /// Who made it.
        made_by: String,
    }
}

told! {
    /// Files of the outbox, the latest first.
    pub struct OutboxTold {
        /// The files.
        files: Vec<OutboxFileTold>,
    }
}

told! {
    /// A record that the two do not have alike.
    pub struct DifferenceTold {
        /// `X` opening balance, `U` outturn.
        record_type: String,
        /// Account or S-code.
        account: String,
        /// Financier or result account.
        financing: String,
        /// `I`, `M` or nothing.
        counterparty_type: String,
        /// Counterparty.
        counterparty: String,
        /// Whole öre in the file of the address; null where it has no such record.
        first_ore: Option<i64>,
        /// Whole öre in the other, or in the books.
        second_ore: Option<i64>,
    }
}

told! {
    /// Two files, or a file and the books, record by record.
    pub struct ComparisonTold {
        /// Records that both have with the same amount.
        same: u64,
        /// The others.
        differences: Vec<DifferenceTold>,
    }
}

told! {
    /// A posted line under a record.
    pub struct ExplainedLineTold {
        /// The voucher.
        voucher: VoucherNumber,
        /// Line of the voucher.
        line: i64,
        /// Period.
        period: PeriodText,
        /// Account.
        account: String,
        /// Whole öre, debit positive.
        amount_ore: i64,
        /// Text.
        text: String,
    }
}

told! {
    /// What lies under a record.
    pub struct ExplainedTold {
        /// Account or S-code of the record.
        account: String,
        /// Whole öre of the record.
        amount_ore: i64,
        /// Conditions of a report that shows it, as its parameter `where`.
        filters: Vec<String>,
        /// Its lines.
        lines: Vec<ExplainedLineTold>,
        /// Whether there are more.
        more: bool,
        /// Whole öre carried from earlier years.
        carried_ore: i64,
        /// Whole öre of internal accounts dissolved onto it.
        dissolved_ore: i64,
        /// Whether lines, what was carried and what was dissolved come to the record's amount.
        agrees: bool,
    }
}

pub fn routes() -> Api {
    let reads = |summary| Operation::new(summary).needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]));
    Api::new("exchange")
        .get(
            "/api/v1/entities/{entity}/outbox",
            list,
            Operation::new("Files that were made to leave")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .asks::<OutboxAsked>()
                .gives::<OutboxTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/outbox/{kind}/{number}",
            one,
            reads("A file of the outbox").gives::<OutboxFileTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/outbox/{kind}/{number}/content",
            bytes,
            reads("Its bytes, compared with its hash").gives_bytes("application/octet-stream"),
        )
        .get(
            "/api/v1/entities/{entity}/outbox/{kind}/{number}/comparison",
            compared,
            reads("Two files for Hermes, or a file and the books as they are, record by record")
                .asks::<ComparisonAsked>()
                .gives::<ComparisonTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/outbox/{kind}/{number}/records/{record}",
            explained,
            reads("The vouchers under a record of a file for Hermes, counted from 1").gives::<ExplainedTold>(),
        )
}

async fn list(visit: ApiVisit, Asked(asked): Asked<OutboxAsked>) -> Response {
    visit
        .answer(move |visit| {
            let found = files(&visit.cx, asked.kind.as_deref(), FILES_MAX).map_err(|stop| visit.problem(stop))?;
            let files = found.into_iter().map(told_file).collect();
            json(StatusCode::OK, &OutboxTold { files })
        })
        .await
}

fn told_file(file: OutboxFile) -> OutboxFileTold {
    OutboxFileTold {
        kind: file.key.kind,
        number: file.key.number,
        file_name: file.file_name,
        period_from: PeriodText(file.period_from),
        period_to: PeriodText(file.period_to),
        journal_seq: file.journal_seq,
        charset: file.charset,
        file_bytes: file.file_bytes,
        sha256: file.sha256,
        made_at: file.made_at,
        made_by: file.made_by_name,
    }
}

async fn one(visit: ApiVisit, Path((_, kind, number)): Path<(String, String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let found = found(visit, &kind, &number)?;
            json(StatusCode::OK, &told_file(found.file))
        })
        .await
}

async fn bytes(visit: ApiVisit, Path((_, kind, number)): Path<(String, String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let found = found(visit, &kind, &number)?;
            Ok(saved(&found.file.file_name, found.bytes))
        })
        .await
}

fn found(visit: &ApiVisit, kind: &str, number: &str) -> Result<crate::commands::Content, kameral_ui::web::Problem> {
    let number = number.parse().map_err(|_| visit.not_found())?;
    content(&visit.cx, kind, number).map_err(|stop| visit.problem(stop))
}

async fn compared(
    visit: ApiVisit,
    Path((_, kind, number)): Path<(String, String, String)>,
    Asked(asked): Asked<ComparisonAsked>,
) -> Response {
    visit
        .answer(move |visit| {
            let kind = HermesKind::from_outbox(&kind).ok_or_else(|| visit.not_found())?;
            let number = number.parse().map_err(|_| visit.not_found())?;
            let found = match asked.with {
                Some(other) => compare_files(&visit.cx, kind, number, other),
                None => since(&visit.cx, kind, number).map(|since| since.comparison),
            };
            let found = found.map_err(|stop| visit.problem(stop))?;
            let told = |difference: crate::compare::Difference| {
                let RecordKey {
                    account,
                    kind,
                    financing,
                    counterparty_kind,
                    counterparty,
                } = difference.key;
                DifferenceTold {
                    record_type: kind.code().to_owned(),
                    account,
                    financing,
                    counterparty_type: counterparty_kind.code().to_owned(),
                    counterparty,
                    first_ore: difference.first.map(Ore::get),
                    second_ore: difference.second.map(Ore::get),
                }
            };
            let comparison = ComparisonTold {
                same: found.same as u64,
                differences: found.differences.into_iter().map(told).collect(),
            };
            json(StatusCode::OK, &comparison)
        })
        .await
}

async fn explained(
    visit: ApiVisit,
    Path((_, kind, number, record)): Path<(String, String, String, String)>,
) -> Response {
    visit
        .answer(move |visit| {
            let kind = HermesKind::from_outbox(&kind).ok_or_else(|| visit.not_found())?;
            let number = number.parse().map_err(|_| visit.not_found())?;
            let record = record.parse().map_err(|_| visit.not_found())?;
            let found = explain(&visit.cx, &Source::File(kind, number), record);
            told_explained(found.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

fn told_explained(found: Explained) -> Answer {
    let line = |line: crate::commands::ExplainedLine| ExplainedLineTold {
        voucher: line.voucher,
        line: line.line_no,
        period: PeriodText(line.period),
        account: line.account,
        amount_ore: line.amount.get(),
        text: line.text,
    };
    json(
        StatusCode::OK,
        &ExplainedTold {
            account: found.record.account,
            amount_ore: found.record.amount.get(),
            filters: found.filters,
            lines: found.lines.into_iter().map(line).collect(),
            more: found.more,
            carried_ore: found.carried.get(),
            dissolved_ore: found.dissolved.get(),
            agrees: found.agrees,
        },
    )
}
