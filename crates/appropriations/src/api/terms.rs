//! `/appropriations/{item}/terms/{year}`: the terms of a year.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore};
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::kept;

use super::items::AppropriationVersionTold;
use super::{number, ore};
use crate::commands::keep_terms;
use crate::model::{Instalment, Terms};
use crate::store::terms;

kept! {
    /// A transfer to the interest account.
    pub struct AppropriationInstalmentKept {
        /// Day it is on the account.
        due_on: Date,
        /// Amount, öre.
        amount_ore: i64,
    }
}

kept! {
    /// Terms of an appropriation or a revenue title for a year; what is left out follows the ordinance.
    pub struct AppropriationTermsKept {
        /// Part of the base that may be kept, per mille.
        saving_per_mille: Option<i64>,
        /// Budget years after the last one in the State's budget, during which saving may be used.
        saving_years: Option<i64>,
        /// Part of the base that the credit is, per mille.
        credit_per_mille: Option<i64>,
        /// Credit, öre.
        credit_ore: Option<i64>,
        /// Base of both parts, öre.
        base_ore: Option<i64>,
        /// Part of the disposable amount above which little is left, per mille.
        low_per_mille: Option<i64>,
        /// Estimated amount of a revenue title, öre.
        estimated_ore: Option<i64>,
        /// Frame for commitments, öre.
        commitment_limit_ore: Option<i64>,
        /// The whole appropriation, where other agencies have parts of it, öre.
        whole_ore: Option<i64>,
        /// Transfers to the interest account; twelfths when left out.
        instalments: Option<Vec<AppropriationInstalmentKept>>,
        /// The letter or decision.
        document: Option<String>,
        /// Day of the decision.
        decided_on: Option<Date>,
    }
}

pub(super) fn routes() -> Api {
    Api::new("appropriations")
        .get(
            "/api/v1/entities/{entity}/appropriations/{item}/terms/{year}",
            show,
            Operation::new("Terms of a year")
                .needs(Permission::BooksRead)
                .gives::<AppropriationTermsKept>(),
        )
        .put(
            "/api/v1/entities/{entity}/appropriations/{item}/terms/{year}",
            keep,
            Operation::new("Set the terms of a year")
                .needs(Permission::RegisterEdit)
                .takes::<AppropriationTermsKept>()
                .gives::<AppropriationVersionTold>(),
        )
}

async fn show(visit: ApiVisit, Path((_, item, year)): Path<(String, String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let (cx, year) = (&visit.cx, number(visit, &year)?);
            let known = cx.read(Permission::BooksRead, |tx| terms::of_year(tx, &cx.scope, year));
            let known = known.map_err(|stop| visit.stopped(stop))?;
            let terms = known.get(&item).ok_or_else(|| visit.not_found())?;
            json(StatusCode::OK, &told(terms))
        })
        .await
}

fn told(terms: &Terms) -> AppropriationTermsKept {
    let instalment = |part: &Instalment| AppropriationInstalmentKept {
        due_on: part.due_on,
        amount_ore: part.amount.get(),
    };
    AppropriationTermsKept {
        saving_per_mille: terms.saving_per_mille,
        saving_years: terms.saving_years,
        credit_per_mille: terms.credit_per_mille,
        credit_ore: terms.credit.map(Ore::get),
        base_ore: terms.base.map(Ore::get),
        low_per_mille: terms.low_per_mille,
        estimated_ore: terms.estimated.map(Ore::get),
        commitment_limit_ore: terms.commitment_limit.map(Ore::get),
        whole_ore: terms.whole.map(Ore::get),
        instalments: Some(terms.instalments.iter().map(instalment).collect()),
        document: (!terms.document.is_empty()).then(|| terms.document.clone()),
        decided_on: terms.decided_on,
    }
}

async fn keep(visit: ApiVisit, Path((_, item, year)): Path<(String, String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let year = number(visit, &year)?;
            let asked: AppropriationTermsKept = visit.read(&sent.0)?;
            let instalments = asked.instalments.unwrap_or_default().into_iter();
            let new = Terms {
                item,
                year,
                saving_per_mille: asked.saving_per_mille,
                saving_years: asked.saving_years,
                credit_per_mille: asked.credit_per_mille,
                credit: ore(asked.credit_ore),
                base: ore(asked.base_ore),
                low_per_mille: asked.low_per_mille,
                estimated: ore(asked.estimated_ore),
                commitment_limit: ore(asked.commitment_limit_ore),
                whole: ore(asked.whole_ore),
                instalments: instalments
                    .map(|part| Instalment {
                        due_on: part.due_on,
                        amount: Ore::new(part.amount_ore),
                    })
                    .collect(),
                document: asked.document.unwrap_or_default(),
                decided_on: asked.decided_on,
            };
            let key = visit.key(&sent.0)?;
            let version = keep_terms(&visit.cx, key.as_ref(), &new).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &AppropriationVersionTold { version })
        })
        .await
}
