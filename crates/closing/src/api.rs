//! Resources of a closing: its trial, its run, its checks, and transfers.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Ore, Period};
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::model;
use kameral_ledger::voucher::{PostedVoucher, VoucherNumber};
use kameral_site::api::{Answer, Api, ApiVisit, Operation, PeriodText, Sent, json};
use kameral_site::{Needs, asked, told};

use crate::commands::{CloseOrder, TransferOrder, checklist, close_year, post_transfers, read_transfers, trial};
use crate::plan::Plan;
use crate::transfer::{Instalment, Repayment, TransferKind};

const CLOSING: &str = "/api/v1/entities/{entity}/closings/{year}";
const TRANSFERS: &str = "/api/v1/entities/{entity}/transfers/{period}";

told! {
    /// A coding of an entry that differs from what is posted.
    pub struct PlanRowTold {
        /// Account and values.
        coding: String,
        /// What shall stand there, debit positive.
        required_ore: i64,
        /// What earlier runs posted.
        posted_ore: i64,
        /// What a run would post.
        left_ore: i64,
    }
}

told! {
    /// *Provbokslut*: both entries of a year as a run would post them.
    pub struct TrialTold {
        /// Fiscal year.
        year: i64,
        /// The result against capital.
        result: Vec<PlanRowTold>,
        /// The opening balances of the year after.
        opening: Vec<PlanRowTold>,
    }
}

asked! {
    /// A run of a closing.
    pub struct CloseAsked {
        /// Accepts warnings, with the reason that is kept on the vouchers.
        accept_warnings: Option<String>,
    }
}

told! {
    /// Vouchers that were posted; none where nothing was left.
    pub struct ClosedTold {
        /// Their numbers.
        vouchers: Vec<VoucherNumber>,
    }
}

told! {
    /// What a check found.
    pub struct FoundTold {
        /// Account and values, where it concerns some.
        coding: String,
        /// Period, where it concerns one.
        period: Option<PeriodText>,
        /// Debit positive.
        amount_ore: i64,
    }
}

told! {
    /// A check of a closing.
    pub struct CheckTold {
        /// What is checked.
        check: String,
        /// The group of accounts, in Swedish, where it is of one.
        group: String,
        /// Whether it is as it should be.
        green: bool,
        /// What was found.
        found: Vec<FoundTold>,
    }
}

told! {
    /// The checklist of a year.
    pub struct ChecksTold {
        /// The checks, in order.
        checks: Vec<CheckTold>,
    }
}

asked! {
    /// Funds to be moved to the interest account month by month.
    pub struct InstalmentAsked {
        /// Financier.
        financier: String,
        /// What the year comes to.
        year_amount_ore: i64,
    }
}

asked! {
    /// Funds to be paid back.
    pub struct RepaymentAsked {
        /// Financier.
        financier: String,
        /// What is paid back in the year.
        amount_ore: i64,
        /// Interest from the turn of the year.
        interest_ore: Option<i64>,
        /// Values of the interest, by dimension.
        interest_values: Option<BTreeMap<String, String>>,
    }
}

asked! {
    /// Which transfers to post.
    pub struct TransfersAsked {
        /// Only this kind.
        kind: Option<String>,
        /// Only this financier.
        financier: Option<String>,
        /// Funds to the interest account.
        instalments: Option<Vec<InstalmentAsked>>,
        /// Funds paid back.
        repayments: Option<Vec<RepaymentAsked>>,
        /// Accepts warnings, with the reason that is kept on the vouchers.
        accept_warnings: Option<String>,
    }
}

told! {
    /// A line of a proposal.
    pub struct ProposalLineTold {
        /// Account and values.
        coding: String,
        /// Debit positive.
        amount_ore: i64,
    }
}

told! {
    /// A transfer that may be posted.
    pub struct ProposalTold {
        /// `appropriation`, `title`, `title-from-interest`, `instalment`, `repayment` or `state-capital`.
        kind: String,
        /// Financier.
        financier: String,
        /// Amount.
        amount_ore: i64,
        /// Its lines.
        lines: Vec<ProposalLineTold>,
    }
}

told! {
    /// An amount that cannot be moved by what the books say.
    pub struct UnexplainedTold {
        /// Why.
        reason: String,
        /// Account, where it concerns one.
        account: String,
        /// Financier, where it has one.
        financier: String,
        /// Debit positive.
        amount_ore: i64,
    }
}

told! {
    /// The State's current account at the end of a period.
    pub struct TransfersTold {
        /// What may be posted.
        proposals: Vec<ProposalTold>,
        /// What cannot be told.
        unexplained: Vec<UnexplainedTold>,
    }
}

/// The routes.
pub fn routes() -> Api {
    let run = Operation::new("Post the year's result and the next year's opening balances, as what earlier runs lack");
    let post = Operation::new("Post transfers of the State's current account");
    Api::new("closing")
        .get(
            CLOSING,
            tried,
            Operation::new("Both entries of a closing as a run would post them")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .gives::<TrialTold>(),
        )
        .post(
            CLOSING,
            closed,
            run.needs(Needs::Whole(&[Permission::BooksRead, Permission::ClosingLead]))
                .takes::<CloseAsked>()
                .gives::<ClosedTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/closings/{year}/checks",
            checked,
            Operation::new("The checklist of a closing")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .gives::<ChecksTold>(),
        )
        .get(
            TRANSFERS,
            proposed,
            Operation::new("Transfers of the State's current account, and what cannot be told")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .gives::<TransfersTold>(),
        )
        .post(
            TRANSFERS,
            transferred,
            post.needs(Needs::Whole(&[Permission::BooksRead, Permission::VoucherPost]))
                .takes::<TransfersAsked>()
                .gives::<ClosedTold>(),
        )
}

fn loaded(visit: &ApiVisit) -> Result<std::sync::Arc<AccountingModel>, kameral_ui::web::Problem> {
    let cx = &visit.cx;
    cx.read(Permission::BooksRead, |tx| model::load(tx, cx))
        .map_err(|stop| visit.stopped(stop))
}

async fn tried(visit: ApiVisit, Path((_, year)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let year: i64 = year.parse().map_err(|_| visit.not_found())?;
            let model = loaded(visit)?;
            let trial = trial(&visit.cx, year).map_err(|stop| visit.problem(stop))?;
            let rows = |plan: &Plan| {
                let rows = plan.differing().map(|row| PlanRowTold {
                    coding: coding_words(&model, &row.coding),
                    required_ore: row.required.get(),
                    posted_ore: row.posted.get(),
                    left_ore: row.left.get(),
                });
                rows.collect()
            };
            let (result, opening) = (rows(&trial.result), rows(&trial.opening));
            json(StatusCode::OK, &TrialTold { year, result, opening })
        })
        .await
}

async fn closed(visit: ApiVisit, Path((_, year)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let year: i64 = year.parse().map_err(|_| visit.not_found())?;
            let asked: CloseAsked = visit.read(&sent.0)?;
            let key = visit.key(&sent.0)?;
            let order = CloseOrder {
                year,
                accept_warnings: asked.accept_warnings,
            };
            let posted = close_year(&visit.cx, key.as_ref(), &order).map_err(|stop| visit.problem(stop))?;
            numbers(posted)
        })
        .await
}

async fn checked(visit: ApiVisit, Path((_, year)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let year: i64 = year.parse().map_err(|_| visit.not_found())?;
            let checks = checklist(&visit.cx, year).map_err(|stop| visit.problem(stop))?;
            let checks = checks.into_iter().map(|check| CheckTold {
                check: check.kind.word().to_owned(),
                green: check.is_green(),
                group: check.group.0,
                found: check
                    .found
                    .into_iter()
                    .map(|found| FoundTold {
                        coding: found.coding,
                        period: found.period.map(PeriodText),
                        amount_ore: found.amount.get(),
                    })
                    .collect(),
            });
            let checks = checks.collect();
            json(StatusCode::OK, &ChecksTold { checks })
        })
        .await
}

async fn proposed(visit: ApiVisit, Path((_, period)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let period = Period::parse(&period).map_err(|_| visit.not_found())?;
            let model = loaded(visit)?;
            let reading = read_transfers(&visit.cx, &TransferOrder::all(period));
            let reading = reading.map_err(|stop| visit.problem(stop))?;
            let proposals = reading.proposals.iter().map(|proposal| ProposalTold {
                kind: proposal.kind.word().to_owned(),
                financier: proposal.financier.clone(),
                amount_ore: proposal.amount.get(),
                lines: proposal
                    .lines
                    .iter()
                    .map(|(coding, amount)| ProposalLineTold {
                        coding: coding_words(&model, coding),
                        amount_ore: amount.get(),
                    })
                    .collect(),
            });
            let unexplained = reading.unexplained.iter().map(|row| UnexplainedTold {
                reason: row.reason.word().to_owned(),
                account: row.account.clone(),
                financier: row.financier.clone(),
                amount_ore: row.amount.get(),
            });
            let told = TransfersTold {
                proposals: proposals.collect(),
                unexplained: unexplained.collect(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

async fn transferred(visit: ApiVisit, Path((_, period)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let period = Period::parse(&period).map_err(|_| visit.not_found())?;
            let asked: TransfersAsked = visit.read(&sent.0)?;
            let key = visit.key(&sent.0)?;
            let order = order(visit, period, asked)?;
            let posted = post_transfers(&visit.cx, key.as_ref(), &order).map_err(|stop| visit.problem(stop))?;
            numbers(posted)
        })
        .await
}

fn order(visit: &ApiVisit, period: Period, asked: TransfersAsked) -> Result<TransferOrder, kameral_ui::web::Problem> {
    let mut order = TransferOrder::all(period);
    if let Some(word) = &asked.kind {
        let kind = TransferKind::from_word(word).ok_or_else(|| visit.not_found())?;
        order.kinds = Some(vec![kind]);
    }
    order.financier = asked.financier;
    order.accept_warnings = asked.accept_warnings;
    let instalments = asked.instalments.into_iter().flatten().map(|plan| Instalment {
        financier: plan.financier,
        year_amount: Ore::new(plan.year_amount_ore),
    });
    order.plans.instalments = instalments.collect();
    let repayments = asked.repayments.into_iter().flatten().map(|plan| Repayment {
        financier: plan.financier,
        amount: Ore::new(plan.amount_ore),
        interest: Ore::new(plan.interest_ore.unwrap_or(0)),
        interest_values: plan.interest_values.into_iter().flatten().collect(),
    });
    order.plans.repayments = repayments.collect();
    Ok(order)
}

fn numbers(posted: Vec<PostedVoucher>) -> Answer {
    let vouchers = posted.into_iter().map(|voucher| voucher.number).collect();
    json(StatusCode::OK, &ClosedTold { vouchers })
}
