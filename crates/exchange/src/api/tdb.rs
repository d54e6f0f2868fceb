//! `/tdb`: the file of purchases, and its list of rejects.

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::PeriodRange;
use kameral_ledger::voucher::VoucherNumber;
use kameral_site::api::{Api, ApiVisit, Asked, Operation, PeriodText, Sent, json};
use kameral_site::{Needs, asked, told};
use kameral_ui::web::Problem;

use super::MadeTold;
use crate::commands::{TdbOrder, make_tdb, prepare_tdb, read_rejects};

/// The largest list of rejects a request brings.
const REJECTS_BYTES_MAX: usize = 16 * 1024 * 1024;

asked! {
    /// A file of purchases.
    pub struct TdbAsked {
        /// The month, or the first of the quarter.
        period_from: PeriodText,
        /// The last month of the quarter; left out, a month.
        period_to: Option<PeriodText>,
        /// Whether purchases that nothing identifies are left out and listed, instead of refused.
        leave_out: Option<bool>,
    }
}

told! {
    /// Control totals of a period.
    pub struct TdbTotalTold {
        /// Period.
        period: PeriodText,
        /// Transactions.
        count: i64,
        /// Whole öre.
        amount_ore: i64,
    }
}

told! {
    /// A purchase that is left out.
    pub struct PurchaseTold {
        /// The voucher.
        voucher: VoucherNumber,
        /// Account.
        account: String,
        /// Whole öre.
        amount_ore: i64,
    }
}

told! {
    /// A file of purchases as it would be made now.
    pub struct TdbPreviewTold {
        /// What it would be called.
        file_name: String,
        /// By period.
        totals: Vec<TdbTotalTold>,
        /// What is left out.
        left_out: Vec<PurchaseTold>,
    }
}

told! {
    /// A rejected transaction, and what in the books it is.
    pub struct RejectedTold {
        /// Its line in the list.
        line: u64,
        /// The voucher number that was sent.
        sent: String,
        /// The voucher; null when there is none.
        voucher: Option<VoucherNumber>,
        /// Lines of it with the transaction's account and amount.
        lines: Vec<i64>,
        /// Account.
        account: String,
        /// Whole öre.
        amount_ore: i64,
        /// Supplier, by code.
        supplier: String,
        /// What the register calls it.
        supplier_name: String,
    }
}

told! {
    /// A list of rejected transactions.
    pub struct RejectsTold {
        /// The transactions.
        rejected: Vec<RejectedTold>,
    }
}

pub fn routes() -> Api {
    Api::new("exchange")
        .get(
            "/api/v1/entities/{entity}/tdb",
            preview,
            Operation::new(
                "Control totals of the file of purchases as it would be made now, or everything that is missing",
            )
            .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
            .asks::<TdbAsked>()
            .gives::<TdbPreviewTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/tdb",
            made,
            Operation::new("Make the file of purchases and keep it in the outbox")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
                .takes::<TdbAsked>()
                .gives::<MadeTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/tdb/rejects",
            rejects,
            Operation::new("Find each transaction of a list of rejects in the books")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
                .takes_bytes("text/plain")
                .gives::<RejectsTold>()
                .harmless(),
        )
}

fn order(visit: &ApiVisit, asked: &TdbAsked) -> Result<TdbOrder, Problem> {
    let to = asked.period_to.unwrap_or(asked.period_from).0;
    let periods =
        PeriodRange::new(asked.period_from.0, to).map_err(|_| visit.malformed("period_to: before period_from"))?;
    Ok(TdbOrder {
        periods,
        leave_out: asked.leave_out.unwrap_or(false),
    })
}

async fn preview(visit: ApiVisit, Asked(asked): Asked<TdbAsked>) -> Response {
    visit
        .answer(move |visit| {
            let prepared = prepare_tdb(&visit.cx, &order(visit, &asked)?).map_err(|stop| visit.problem(stop))?;
            let totals = prepared.decided.totals.iter().map(|(period, total)| TdbTotalTold {
                period: PeriodText(*period),
                count: total.count,
                amount_ore: total.amount.get(),
            });
            let left_out = prepared.decided.unidentified.iter().map(|purchase| PurchaseTold {
                voucher: purchase.voucher.clone(),
                account: purchase.coding.account().to_owned(),
                amount_ore: purchase.amount.get(),
            });
            let told = TdbPreviewTold {
                totals: totals.collect(),
                left_out: left_out.collect(),
                file_name: prepared.file_name,
            };
            json(StatusCode::OK, &told)
        })
        .await
}

async fn made(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let order = order(visit, &visit.read(&sent.0)?)?;
            let key = visit.key(&sent.0)?;
            let made = make_tdb(&visit.cx, key.as_ref(), &order).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &MadeTold::from(made))
        })
        .await
}

async fn rejects(visit: ApiVisit, sent: Sent<REJECTS_BYTES_MAX>) -> Response {
    visit
        .answer(move |visit| {
            let rejected = read_rejects(&visit.cx, &sent.0).map_err(|stop| visit.problem(stop))?;
            let told = |found: crate::tdb::Rejected| RejectedTold {
                line: found.line as u64,
                sent: found.record.voucher,
                voucher: found.voucher,
                lines: found.lines,
                account: found.record.account,
                amount_ore: found.record.amount.get(),
                supplier: found.supplier,
                supplier_name: found.supplier_name,
            };
            let rejected = rejected.into_iter().map(told).collect();
            json(StatusCode::OK, &RejectsTold { rejected })
        })
        .await
}
