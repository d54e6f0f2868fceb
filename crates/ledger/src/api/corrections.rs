//! `/vouchers/{number}/reversal`, `/recoding`, `/annulment`: corrections by new vouchers.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore};
use kameral_site::api::{Answer, Api, ApiVisit, Operation, PeriodText, Sent, json};
use kameral_site::asked;
use kameral_store::Stop;

use super::model::understood;
use super::voucher_draft::values;
use super::vouchers::PostedTold;
use crate::commands::{annul, recode, reverse};
use crate::correct::{CorrectionOrder, Move};
use crate::model::AccountingModel;
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::VoucherNumber;

asked! {
    /// When and why a voucher is corrected.
    pub struct CorrectionAsked {
        /// Voucher date of the correction; left out, today.
        date: Option<Date>,
        /// Period; left out, the month of the date.
        period: Option<PeriodText>,
        /// Why, in words an auditor will read.
        reason: String,
    }
}

asked! {
    /// A re-coding.
    pub struct RecodingAsked {
        /// Voucher date of the correction; left out, today.
        date: Option<Date>,
        /// Period; left out, the month of the date.
        period: Option<PeriodText>,
        /// Why, in words an auditor will read.
        reason: String,
        /// Where lines, or parts of them, are moved.
        moves: Vec<MoveAsked>,
    }
}

asked! {
    /// One move.
    pub struct MoveAsked {
        /// Line of the voucher.
        line: i64,
        /// New account; left out, the old.
        account: Option<String>,
        /// Dimension values that change, by code; an empty value takes the old one away.
        dimensions: Option<BTreeMap<String, String>>,
        /// Part of the amount that moves, in whole öre; left out, all of it.
        amount_ore: Option<i64>,
    }
}

pub fn routes() -> Api {
    let correcting = |summary| {
        Operation::new(summary)
            .needs(Permission::VoucherCorrect)
            .gives::<PostedTold>()
            .made()
    };
    Api::new("vouchers")
        .post(
            "/api/v1/entities/{entity}/vouchers/{number}/reversal",
            reversal,
            correcting("Post the same lines with opposite signs").takes::<CorrectionAsked>(),
        )
        .post(
            "/api/v1/entities/{entity}/vouchers/{number}/recoding",
            recoding,
            correcting("Move chosen lines to another coding").takes::<RecodingAsked>(),
        )
        .post(
            "/api/v1/entities/{entity}/vouchers/{number}/annulment",
            annulment,
            correcting("Keep an unused number as an empty voucher").takes::<CorrectionAsked>(),
        )
}

async fn reversal(visit: ApiVisit, Path((_, number)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let (number, order) = (of(visit, &number)?, order(visit, visit.read(&sent.0)?));
            let posted = reverse(&visit.cx, visit.key(&sent.0)?.as_ref(), &number, &order);
            json(
                StatusCode::CREATED,
                &PostedTold::from(posted.map_err(|stop| visit.problem(stop))?),
            )
        })
        .await
}

async fn annulment(visit: ApiVisit, Path((_, number)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let (number, order) = (of(visit, &number)?, order(visit, visit.read(&sent.0)?));
            let posted = annul(&visit.cx, visit.key(&sent.0)?.as_ref(), &number, &order);
            json(
                StatusCode::CREATED,
                &PostedTold::from(posted.map_err(|stop| visit.problem(stop))?),
            )
        })
        .await
}

async fn recoding(visit: ApiVisit, Path((_, number)): Path<(String, String)>, sent: Sent) -> Response {
    visit.answer(move |visit| recoded(visit, &number, &sent.0)).await
}

fn recoded(visit: &ApiVisit, number: &str, body: &[u8]) -> Answer {
    let number = of(visit, number)?;
    let asked: RecodingAsked = visit.read(body)?;
    let moves = moves(&asked.moves, &*understood(visit)?).map_err(|wrong| visit.problem(Stop::Refused(wrong)))?;
    let order = order(
        visit,
        CorrectionAsked {
            date: asked.date,
            period: asked.period,
            reason: asked.reason,
        },
    );
    let posted = recode(&visit.cx, visit.key(body)?.as_ref(), &number, &order, &moves);
    json(
        StatusCode::CREATED,
        &PostedTold::from(posted.map_err(|stop| visit.problem(stop))?),
    )
}

fn of(visit: &ApiVisit, number: &str) -> Result<VoucherNumber, kameral_ui::web::Problem> {
    VoucherNumber::parse(number).ok_or_else(|| visit.not_found())
}

fn order(visit: &ApiVisit, asked: CorrectionAsked) -> CorrectionOrder {
    CorrectionOrder {
        date: asked.date.unwrap_or(visit.cx.today),
        period: asked.period.map(|period| period.0),
        reason: asked.reason,
    }
}

fn moves(asked: &[MoveAsked], model: &AccountingModel) -> Result<Vec<Move>, Vec<PostRefusal>> {
    let mut wrong = Vec::new();
    let moves = asked.iter().map(|step| {
        let line = u32::try_from(step.line).unwrap_or(u32::MAX);
        let given = step.dimensions.clone().unwrap_or_default();
        let values = values(&given, model, |dimension| {
            wrong.push(PostRefusal::of_line(
                line,
                None,
                PostCause::DimensionUnknown { dimension },
            ));
        });
        Move {
            line: step.line,
            account: step.account.clone(),
            values,
            amount: step.amount_ore.map(Ore::new),
        }
    });
    let moves = moves.collect();
    if wrong.is_empty() { Ok(moves) } else { Err(wrong) }
}
