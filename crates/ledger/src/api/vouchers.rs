//! `/vouchers`: posting, the list, and one voucher.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore, Pattern};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, PeriodText, Sent, json};
use kameral_site::{asked, told};
use kameral_store::Stop;

use super::fields::limit;
use super::model::understood;
use super::voucher_draft::VoucherDraft;
use super::voucher_told::{PreviewTold, VoucherTold};
use crate::commands::{PostRequest, post, preview};
use crate::model::ACCOUNT_DIMENSION;
use crate::posting::Source;
use crate::sight::Sight;
use crate::store::model;
use crate::store::vouchers::{self, VoucherFilter, VoucherRow};
use crate::voucher::{PostedVoucher, VoucherNumber};

const PATH: &str = "/api/v1/entities/{entity}/vouchers";

asked! {
    /// Vouchers to post together: all of them or none.
    pub struct PostAsked {
        /// The vouchers, in order.
        vouchers: Vec<VoucherDraft>,
        /// Accepts warnings, with the reason that is kept on the vouchers.
        accept_warnings: Option<String>,
        /// Checks everything, posts nothing, and answers 200 with the vouchers as they would be.
        dry_run: Option<bool>,
    }
}

told! {
    /// What posting gave.
    pub struct PostedTold {
        /// Number.
        number: VoucherNumber,
        /// Place in the journal.
        journal_seq: i64,
        /// Period.
        period: PeriodText,
        /// Hash that seals it and everything before it.
        hash: String,
    }
}

told! {
    /// What posting gave, in the order of the request.
    pub struct PostedAllTold {
        /// The vouchers.
        vouchers: Vec<PostedTold>,
    }
}

told! {
    /// What posting would give.
    pub struct PreviewAllTold {
        /// The vouchers as they would be.
        vouchers: Vec<PreviewTold>,
    }
}

asked! {
    /// Which vouchers.
    pub struct VouchersAsked {
        /// Series.
        series: Option<String>,
        /// Kind.
        kind: Option<String>,
        /// Only this period.
        period: Option<PeriodText>,
        /// First period; opening and closing periods are met by this, not by dates.
        period_from: Option<PeriodText>,
        /// Last period.
        period_to: Option<PeriodText>,
        /// First voucher date.
        date_from: Option<Date>,
        /// Last voucher date.
        date_to: Option<Date>,
        /// Number within series and year.
        number: Option<i64>,
        /// Account of some line.
        account: Option<Pattern>,
        /// Smallest size of some line's amount, whichever its side.
        amount_from_ore: Option<i64>,
        /// Largest size of that amount.
        amount_to_ore: Option<i64>,
        /// Registered before this place in the journal: the next page.
        before: Option<i64>,
        /// Most vouchers of the page, at most 1000; left out, 100.
        limit: Option<i64>,
    }
}

told! {
    /// A voucher in a list.
    pub struct VoucherRowTold {
        /// Number.
        number: VoucherNumber,
        /// Place in the journal.
        journal_seq: i64,
        /// Voucher date.
        date: Date,
        /// Period.
        period: PeriodText,
        /// Kind.
        kind: String,
        /// Text.
        text: String,
        /// Other side.
        counterparty: String,
        /// Who registered it.
        registered_by: String,
        /// When, UTC.
        registered_at: String,
        /// Where it came from.
        source: String,
        /// `reversal`, `recoding`, `annulled` or empty.
        correction: String,
        /// Lines.
        line_count: i64,
        /// Sum of the debit lines.
        turnover_ore: i64,
    }
}

told! {
    /// A page of vouchers, newest first.
    pub struct VouchersTold {
        /// The vouchers.
        vouchers: Vec<VoucherRowTold>,
        /// `before` of the next page; none at the end.
        next_before: Option<i64>,
        /// Whether the page ended before it was full, because 100000 vouchers had been looked
        /// through; the next page goes on there, and nothing is passed over.
        gave_up: bool,
    }
}

pub fn routes() -> Api {
    let posted = Operation::new("Post vouchers, all or none")
        .note("With dry_run the answer is 200 and PreviewAllTold.")
        .needs(Permission::VoucherPost)
        .takes::<PostAsked>()
        .gives::<PostedAllTold>()
        .made();
    let listed = Operation::new("Vouchers, newest first").needs(Permission::BooksRead);
    let shown = Operation::new("One voucher with every line and its links both ways").needs(Permission::BooksRead);
    Api::new("vouchers")
        .post(PATH, post_vouchers, posted)
        .get(PATH, list, listed.asks::<VouchersAsked>().gives::<VouchersTold>())
        .get(
            "/api/v1/entities/{entity}/vouchers/{number}",
            show,
            shown.gives::<VoucherTold>(),
        )
}

async fn post_vouchers(visit: ApiVisit, sent: Sent) -> Response {
    visit.answer(move |visit| posted(visit, &sent.0)).await
}

fn posted(visit: &ApiVisit, body: &[u8]) -> Answer {
    let asked: PostAsked = visit.read(body)?;
    let key = visit.key(body)?;
    let cx = &visit.cx;
    let dry_run = asked.dry_run.unwrap_or(false);
    let model = understood(visit)?;
    let mut drafts = Vec::with_capacity(asked.vouchers.len());
    let mut wrong = Vec::new();
    for voucher in asked.vouchers {
        match voucher.draft(&model) {
            Ok(draft) => drafts.push(draft),
            Err(refusals) => wrong.extend(refusals),
        }
    }
    if !wrong.is_empty() {
        return Err(visit.problem(Stop::Refused(wrong)));
    }
    let request = PostRequest {
        drafts,
        source: Source {
            name: "api",
            sha256: None,
        },
        accept_warnings: asked.accept_warnings,
        subject: "api".to_owned(),
    };
    if dry_run {
        let vouchers = preview(cx, &request).map_err(|stop| visit.problem(stop))?;
        let vouchers = vouchers
            .iter()
            .map(|voucher| PreviewTold::of(voucher, &model))
            .collect();
        return json(StatusCode::OK, &PreviewAllTold { vouchers });
    }
    let posted = post(cx, key.as_ref(), &request).map_err(|stop| visit.problem(stop))?;
    let vouchers = posted.into_iter().map(PostedTold::from).collect();
    json(StatusCode::CREATED, &PostedAllTold { vouchers })
}

impl From<Vec<PostedVoucher>> for PostedAllTold {
    fn from(posted: Vec<PostedVoucher>) -> Self {
        Self {
            vouchers: posted.into_iter().map(PostedTold::from).collect(),
        }
    }
}

impl From<PostedVoucher> for PostedTold {
    fn from(posted: PostedVoucher) -> Self {
        Self {
            number: posted.number,
            journal_seq: posted.journal_seq,
            period: PeriodText(posted.period),
            hash: posted.hash,
        }
    }
}

async fn list(visit: ApiVisit, Asked(asked): Asked<VouchersAsked>) -> Response {
    visit.answer(move |visit| listed(visit, asked)).await
}

fn listed(visit: &ApiVisit, asked: VouchersAsked) -> Answer {
    let (all, amounts) = (VoucherFilter::default(), amounts(&asked));
    let filter = VoucherFilter {
        series: asked.series.unwrap_or_default(),
        kind: asked.kind.unwrap_or_default(),
        periods: (
            asked
                .period
                .or(asked.period_from)
                .map_or(all.periods.0, |period| period.0),
            asked
                .period
                .or(asked.period_to)
                .map_or(all.periods.1, |period| period.0),
        ),
        dates: (
            asked.date_from.unwrap_or(all.dates.0),
            asked.date_to.unwrap_or(all.dates.1),
        ),
        numbers: asked.number.map_or(all.numbers, |number| (number, number)),
        amounts,
        coded: asked
            .account
            .map(|pattern| (ACCOUNT_DIMENSION.to_owned(), pattern))
            .into_iter()
            .collect(),
        ..all
    };
    let (before, limit) = (asked.before.unwrap_or(i64::MAX), limit(asked.limit));
    let cx = &visit.cx;
    let found = cx.read(Permission::BooksRead, |tx| {
        let (sight, model) = (Sight::load(tx, cx)?, model::load(tx, cx)?);
        vouchers::search(tx, &sight, &model, &filter, before, limit)
    });
    let found = found.map_err(|stop| visit.stopped(stop))?;
    json(
        StatusCode::OK,
        &VouchersTold {
            vouchers: found.rows.into_iter().map(row).collect(),
            next_before: found.next_before,
            gave_up: found.gave_up,
        },
    )
}

/// The bounds of a line's amount, if any is given.
fn amounts(asked: &VouchersAsked) -> Option<(Ore, Ore)> {
    let (from, to) = (asked.amount_from_ore, asked.amount_to_ore);
    let given = from.is_some() || to.is_some();
    given.then(|| (from.map_or(Ore::ZERO, Ore::new), to.map_or(Ore::MAX, Ore::new)))
}

fn row(row: VoucherRow) -> VoucherRowTold {
    VoucherRowTold {
        number: row.number,
        journal_seq: row.journal_seq,
        date: row.date,
        period: PeriodText(row.period),
        kind: row.kind,
        text: row.text,
        counterparty: row.counterparty,
        registered_by: row.registered_by,
        registered_at: row.registered_at,
        source: row.source,
        correction: row.correction,
        line_count: row.line_count,
        turnover_ore: row.turnover.get(),
    }
}

async fn show(visit: ApiVisit, Path((_, number)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| shown(visit, &number)).await
}

fn shown(visit: &ApiVisit, number: &str) -> Answer {
    let cx = &visit.cx;
    let number = VoucherNumber::parse(number).ok_or_else(|| visit.not_found())?;
    let found = cx.read(Permission::BooksRead, |tx| {
        let sight = Sight::load(tx, cx)?;
        let Some(seq) = vouchers::seq_of(tx, &sight, &number)? else {
            return Ok(None);
        };
        Ok(Some((
            vouchers::voucher(tx, &sight, seq, 1, i64::MAX)?,
            model::load(tx, cx)?,
        )))
    });
    let (voucher, model) = found
        .map_err(|stop| visit.stopped(stop))?
        .ok_or_else(|| visit.not_found())?;
    let seq = voucher.header.journal_seq;
    crate::secrecy::open_voucher(cx, seq, &number.to_string()).map_err(|stop| visit.stopped(stop))?;
    json(StatusCode::OK, &VoucherTold::of(&voucher, &model))
}
