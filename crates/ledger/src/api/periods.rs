//! `/periods`: which periods take vouchers.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::Period;
use kameral_site::api::{Answer, Api, ApiVisit, Operation, PeriodText, Sent, json};
use kameral_site::{asked, told};

use super::fields::{ModuleWord, StateWord};
use crate::commands::set_period;
use crate::model::Module;
use crate::store::periods;

asked! {
    /// What a period's state shall be.
    pub struct PeriodAsked {
        /// The state.
        state: StateWord,
        /// In which modules; left out, in all.
        modules: Option<Vec<ModuleWord>>,
        /// Why; a closed period is opened again with a reason only.
        reason: Option<String>,
    }
}

told! {
    /// A period and its state in each module.
    pub struct PeriodTold {
        /// Fiscal year, by the calendar year it ends in.
        year: i64,
        /// Period.
        period: PeriodText,
        /// State by module.
        states: BTreeMap<String, StateWord>,
    }
}

told! {
    /// Every period of the entity, in order.
    pub struct PeriodsTold {
        /// The periods.
        periods: Vec<PeriodTold>,
    }
}

pub fn routes() -> Api {
    Api::new("periods")
        .get(
            "/api/v1/entities/{entity}/periods",
            list,
            Operation::new("Every period and its state")
                .needs(Permission::BooksRead)
                .gives::<PeriodsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/periods/{period}",
            set,
            Operation::new("Open, hold or close a period")
                .needs(Permission::PeriodManage)
                .takes::<PeriodAsked>()
                .silent(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit.answer(listed).await
}

fn listed(visit: &ApiVisit) -> Answer {
    let cx = &visit.cx;
    let states = cx.read(Permission::BooksRead, |tx| periods::all(tx, cx.entity()));
    let mut told: Vec<PeriodTold> = Vec::new();
    for (year, period, module, state) in states.map_err(|stop| visit.stopped(stop))? {
        let known = told
            .last()
            .is_some_and(|last| last.year == year && last.period.0 == period);
        if !known {
            told.push(PeriodTold {
                year,
                period: PeriodText(period),
                states: BTreeMap::new(),
            });
        }
        if let Some(last) = told.last_mut() {
            last.states.insert(module.word().to_owned(), StateWord(state));
        }
    }
    json(StatusCode::OK, &PeriodsTold { periods: told })
}

async fn set(visit: ApiVisit, Path((_, period)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let period = Period::parse(&period).map_err(|_| visit.not_found())?;
            let asked: PeriodAsked = visit.read(&sent.0)?;
            let modules = asked
                .modules
                .map(|modules| modules.into_iter().map(|module| module.0).collect());
            let modules: Vec<Module> = modules.unwrap_or_else(|| Module::ALL.to_vec());
            let reason = asked.reason.unwrap_or_default();
            let key = visit.key(&sent.0)?;
            let set = set_period(&visit.cx, key.as_ref(), period, &modules, asked.state.0, &reason);
            set.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
