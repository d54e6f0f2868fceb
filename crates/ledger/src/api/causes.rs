//! `/vouchers/{number}/lines/{line}/causes`: what a line of a run came of (GL-12, APR-03).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, PeriodText, json};
use kameral_site::{asked, told};

use super::fields::limit;
use super::model::loaded;
use crate::charge::{LineCauses, Stretch, coding_words};
use crate::commands::line_causes;
use crate::model::AccountingModel;
use crate::voucher::VoucherNumber;

asked! {
    /// Which of the causing lines.
    pub struct CausesAsked {
        /// How many are passed over: `next_after` of the page before.
        after: Option<i64>,
        /// Most lines of the page, at most 1000; left out, 100.
        limit: Option<i64>,
    }
}

told! {
    /// *Varför denna rad?*: what a line of a run came of. `required_ore` less `posted_ore` and with
    /// `rest_ore` is `amount_ore`.
    pub struct LineCausesTold {
        /// The voucher of the run.
        number: VoucherNumber,
        /// The line there.
        line: i64,
        /// Period of the run.
        period: PeriodText,
        /// Account and values: `1741 FIN=20`.
        coding: String,
        /// Whole öre, debit positive.
        amount_ore: i64,
        /// Rule.
        rule: String,
        /// Version of the rule.
        version: i64,
        /// How many causing lines there are.
        cause_count: i64,
        /// What they require together.
        required_ore: i64,
        /// How many lines the version had posted on the coding before.
        earlier_count: i64,
        /// What those come to together.
        posted_ore: i64,
        /// What a rule that takes parts of amounts rounds; of others nothing.
        rest_ore: i64,
        /// The causing lines of this page, in the order of the journal.
        causes: Vec<CauseTold>,
        /// What the version had posted before, at most as many as the page holds.
        earlier: Vec<EarlierTold>,
        /// `after` of the next page; none at the end.
        next_after: Option<i64>,
    }
}

told! {
    /// A line that the rule was tried on.
    pub struct CauseTold {
        /// Its voucher.
        number: VoucherNumber,
        /// Number within the voucher.
        line: i64,
        /// Place in the journal of its voucher.
        journal_seq: i64,
        /// Voucher date.
        date: Date,
        /// Account and values.
        coding: String,
        /// Its text, or that of its voucher.
        text: String,
        /// Its amount.
        amount_ore: i64,
        /// What it requires on the coding of the run's line.
        share_ore: i64,
    }
}

told! {
    /// A line that the version had posted before.
    pub struct EarlierTold {
        /// Its voucher.
        number: VoucherNumber,
        /// Number within the voucher.
        line: i64,
        /// Place in the journal of its voucher.
        journal_seq: i64,
        /// Voucher date.
        date: Date,
        /// Its amount.
        amount_ore: i64,
    }
}

pub fn routes() -> Api {
    let shown = Operation::new("What a line that a run for the period posted came of")
        .note("Not found where no run posted such a line; other lines say themselves what they came of.")
        .needs(Permission::BooksRead);
    Api::new("automatic posting rules").get(
        "/api/v1/entities/{entity}/vouchers/{number}/lines/{line}/causes",
        show,
        shown.asks::<CausesAsked>().gives::<LineCausesTold>(),
    )
}

async fn show(
    visit: ApiVisit,
    Path((_, number, line)): Path<(String, String, String)>,
    Asked(asked): Asked<CausesAsked>,
) -> Response {
    visit.answer(move |visit| shown(visit, &number, &line, &asked)).await
}

fn shown(visit: &ApiVisit, number: &str, line: &str, asked: &CausesAsked) -> Answer {
    let number = VoucherNumber::parse(number).ok_or_else(|| visit.not_found())?;
    let line: i64 = line.parse().map_err(|_| visit.not_found())?;
    let stretch = Stretch {
        after: asked.after.unwrap_or(0).max(0),
        limit: limit(asked.limit),
    };
    let model = loaded(visit)?;
    let told = line_causes(&visit.cx, &number, line, stretch).map_err(|stop| visit.stopped(stop))?;
    let told = told.ok_or_else(|| visit.not_found())?;
    json(StatusCode::OK, &LineCausesTold::of(told, &model, stretch))
}

impl LineCausesTold {
    /// What was found, as programs read it: the same for the API and for `kameral voucher why`.
    pub fn of(told: LineCauses, model: &AccountingModel, stretch: Stretch) -> Self {
        Self {
            next_after: told.next(stretch),
            number: told.number,
            line: told.line_no,
            period: PeriodText(told.period),
            coding: coding_words(model, &told.coding),
            amount_ore: told.amount.get(),
            rule: told.rule,
            version: told.version,
            cause_count: told.cause_count,
            required_ore: told.required.get(),
            earlier_count: told.earlier_count,
            posted_ore: told.posted.get(),
            rest_ore: told.rest.get(),
            causes: told
                .causes
                .into_iter()
                .map(|cause| CauseTold {
                    number: cause.at.number,
                    line: cause.at.line_no,
                    journal_seq: cause.at.journal_seq,
                    date: cause.at.date,
                    coding: coding_words(model, &cause.coding),
                    text: cause.text,
                    amount_ore: cause.amount.get(),
                    share_ore: cause.share.get(),
                })
                .collect(),
            earlier: told
                .earlier
                .into_iter()
                .map(|line| EarlierTold {
                    number: line.at.number,
                    line: line.at.line_no,
                    journal_seq: line.at.journal_seq,
                    date: line.at.date,
                    amount_ore: line.amount.get(),
                })
                .collect(),
        }
    }
}
