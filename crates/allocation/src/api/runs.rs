//! `/allocation-runs` and `/calculation-differences`: what keys give, what they posted, what differs.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::Period;
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::AccountingModel;
use kameral_site::api::{Answer, Api, ApiVisit, Operation, PeriodText, Sent, json};
use kameral_site::{Needs, asked, told};

use crate::commands::{self, Outcome, RunOrder, Shown, Treatment, TreatmentOrder};
use crate::share::Sums;
use crate::store;

asked! {
    /// A run of keys for a period.
    pub struct AllocationRunAsked {
        /// Period.
        period: String,
        /// One key; left out, every one in force.
        key: Option<String>,
        /// Reason with which warnings are accepted.
        accept_warnings: Option<String>,
    }
}

told! {
    /// What a run did for a key.
    pub struct AllocationOutcomeTold {
        /// Key.
        key: String,
        /// Version of the key.
        version: i64,
        /// Number of the voucher that took back what stood before.
        reversal: Option<String>,
        /// Number of the voucher that was posted.
        voucher: Option<String>,
    }
}

told! {
    /// What a run did; keys where nothing differed are not among them.
    pub struct AllocationOutcomesTold {
        /// By key.
        outcomes: Vec<AllocationOutcomeTold>,
    }
}

told! {
    /// Amount and quantity on a coding.
    pub struct AllocationPartTold {
        /// Account and values.
        coding: String,
        /// Öre, debit positive.
        amount_ore: i64,
        /// Thousandths of the unit.
        quantity_milli: i64,
        /// Unit.
        unit: String,
    }
}

told! {
    /// What a run would come to.
    pub struct AllocationTrialTold {
        /// Key.
        key: String,
        /// Version of the key.
        version: i64,
        /// The pool, before it is shared out.
        pool_ore: i64,
        /// What receivers are charged.
        charged_ore: i64,
        /// What is left on the pool.
        left_ore: i64,
        /// Whether it is what stands, so that a run changes nothing.
        stands: bool,
        /// At the receivers.
        receivers: Vec<AllocationPartTold>,
        /// At the pool.
        relief: Vec<AllocationPartTold>,
    }
}

told! {
    /// A run that was made.
    pub struct AllocationRunTold {
        /// Number, from 1.
        run: i64,
        /// Period.
        period: PeriodText,
        /// The mark its lines bear.
        mark: String,
        /// Version of the key.
        version: i64,
        /// Number of the voucher it posted.
        voucher: Option<String>,
        /// Number of the voucher that took back what stood before.
        reversal: Option<String>,
        /// When, UTC.
        posted_at: String,
        /// Who.
        posted_by: String,
    }
}

told! {
    /// What keys give for a period, and the runs of its year.
    pub struct AllocationTold {
        /// What a run would come to, key by key.
        trial: Vec<AllocationTrialTold>,
        /// The runs of the year, in order.
        runs: Vec<AllocationRunTold>,
    }
}

asked! {
    /// What is done about a calculation difference.
    pub struct TreatmentAsked {
        /// The year up to this period.
        period: String,
        /// Key.
        key: String,
        /// `spread`, `propose` or `carry`.
        treatment: String,
        /// Reason with which warnings are accepted.
        accept_warnings: Option<String>,
    }
}

asked! {
    /// A proposal that is accepted.
    pub struct AcceptAsked {
        /// Key.
        key: String,
    }
}

told! {
    /// *Kalkyldifferens*: what was charged, against what it cost, in the year so far.
    pub struct DifferenceTold {
        /// Key.
        key: String,
        /// Version in force.
        version: i64,
        /// What the pool has cost.
        real_ore: i64,
        /// What the year before left to be charged.
        carried_in_ore: i64,
        /// What was charged.
        charged_ore: i64,
        /// What was spread, below zero when it went back.
        spread_ore: i64,
        /// What is left to the next year.
        carried_out_ore: i64,
        /// What is left to treat: above zero, too much was charged.
        left_ore: i64,
    }
}

told! {
    /// Calculation differences.
    pub struct DifferencesTold {
        /// By key.
        differences: Vec<DifferenceTold>,
    }
}

pub(super) fn routes() -> Api {
    Api::new("allocation")
        .get(
            "/api/v1/entities/{entity}/allocations/{period}",
            show,
            Operation::new("What allocation keys give for a period, and what was run in its year")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::VoucherPost]))
                .gives::<AllocationTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/allocation-runs",
            run,
            Operation::new("Run allocation keys for a period, in place of what stands")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::VoucherPost]))
                .takes::<AllocationRunAsked>()
                .gives::<AllocationOutcomesTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/calculation-differences/{period}",
            differences,
            Operation::new("Calculation differences of a year up to a period")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::VoucherPost]))
                .gives::<DifferencesTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/calculation-differences",
            treat,
            Operation::new("Spread a difference, propose a rate or prices, or carry it to the next year")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::VoucherPost]))
                .takes::<TreatmentAsked>()
                .gives::<AllocationOutcomesTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/allocation-proposals",
            accept,
            Operation::new("Accept the rate or the prices that were proposed for a key")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::RegisterEdit]))
                .takes::<AcceptAsked>()
                .silent(),
        )
}

async fn show(visit: ApiVisit, Path((_, period)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let period = Period::parse(&period).map_err(|_| visit.not_found())?;
            let cx = &visit.cx;
            let trial = commands::trial(cx, period, None).map_err(|stop| visit.problem(stop))?;
            let seen = cx.read(Permission::VoucherPost, |tx| {
                let model = kameral_ledger::store::model::load(tx, cx)?;
                let year = model.year_of_period(period).map_or(0, |year| i64::from(year.year()));
                Ok((model, store::runs(tx, cx.entity(), year)?))
            });
            let (model, runs) = seen.map_err(|stop| visit.stopped(stop))?;
            let told = AllocationTold {
                trial: trial.iter().map(|shown| told_trial(&model, shown)).collect(),
                runs: runs
                    .into_iter()
                    .map(|run| AllocationRunTold {
                        run: run.run_no,
                        period: PeriodText(run.period),
                        mark: run.mark,
                        version: run.version,
                        voucher: run.voucher.map(|number| number.to_string()),
                        reversal: run.reversal.map(|number| number.to_string()),
                        posted_at: run.at,
                        posted_by: run.by,
                    })
                    .collect(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

fn told_trial(model: &AccountingModel, shown: &Shown) -> AllocationTrialTold {
    let given = &shown.given;
    AllocationTrialTold {
        key: given.key.clone(),
        version: given.version,
        pool_ore: given.pool.get(),
        charged_ore: given.charged().unwrap_or_default().get(),
        left_ore: given.left().unwrap_or_default().get(),
        stands: shown.stands(),
        receivers: parts(model, &given.charge),
        relief: parts(model, &given.relief),
    }
}

fn parts(model: &AccountingModel, sums: &Sums) -> Vec<AllocationPartTold> {
    let told = sums.iter().map(|((coding, unit), sum)| AllocationPartTold {
        coding: coding_words(model, coding),
        amount_ore: sum.amount.get(),
        quantity_milli: sum.quantity.get(),
        unit: unit.clone(),
    });
    told.collect()
}

async fn run(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: AllocationRunAsked = visit.read(&sent.0)?;
            let order = RunOrder {
                period: Period::parse(&asked.period).map_err(|_| visit.malformed("period: yyyymm"))?,
                key: asked.key,
                accept_warnings: asked.accept_warnings,
            };
            let once = visit.key(&sent.0)?;
            let outcomes = commands::run(&visit.cx, once.as_ref(), &order);
            told_outcomes(outcomes.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

fn told_outcomes(outcomes: Vec<Outcome>) -> Answer {
    let told = outcomes.into_iter().map(|outcome| AllocationOutcomeTold {
        key: outcome.key,
        version: outcome.version,
        reversal: outcome.reversal.map(|voucher| voucher.number.to_string()),
        voucher: outcome.voucher.map(|voucher| voucher.number.to_string()),
    });
    let outcomes = told.collect();
    json(StatusCode::OK, &AllocationOutcomesTold { outcomes })
}

async fn differences(visit: ApiVisit, Path((_, period)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let period = Period::parse(&period).map_err(|_| visit.not_found())?;
            let found = commands::differences(&visit.cx, period).map_err(|stop| visit.problem(stop))?;
            let told = found.into_iter().map(|found| DifferenceTold {
                key: found.key,
                version: found.version,
                real_ore: found.real.get(),
                carried_in_ore: found.carried_in.get(),
                charged_ore: found.charged.get(),
                spread_ore: found.spread.get(),
                carried_out_ore: found.carried_out.get(),
                left_ore: found.left.get(),
            });
            let differences = told.collect();
            json(StatusCode::OK, &DifferencesTold { differences })
        })
        .await
}

async fn treat(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: TreatmentAsked = visit.read(&sent.0)?;
            let treatment = Treatment::from_word(&asked.treatment);
            let order = TreatmentOrder {
                period: Period::parse(&asked.period).map_err(|_| visit.malformed("period: yyyymm"))?,
                key: asked.key,
                treatment: treatment.ok_or_else(|| visit.malformed("treatment: spread, propose or carry"))?,
                accept_warnings: asked.accept_warnings,
            };
            let once = visit.key(&sent.0)?;
            let outcomes = commands::treat(&visit.cx, once.as_ref(), &order);
            told_outcomes(outcomes.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

async fn accept(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: AcceptAsked = visit.read(&sent.0)?;
            let once = visit.key(&sent.0)?;
            let accepted = commands::accept(&visit.cx, once.as_ref(), &asked.key);
            accepted.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
