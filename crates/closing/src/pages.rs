//! Pages of a closing. A page is a handler and a view; addresses are Swedish and hold all state.

mod closing;
mod transfers;

use axum::Router;
use axum::routing::get;
use kameral_base::{FiscalYear, PeriodRange};
use kameral_site::{Visit, Web};

/// The routes, each under the entity's code.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/{entity}/bokslut", get(closing::show).post(closing::run))
        .route(
            "/{entity}/bokslut/omforingar",
            get(transfers::show).post(transfers::post),
        )
}

/// The lines of an account in a year: where a figure came from.
fn ledger(visit: &Visit, year: FiscalYear, account: &str) -> String {
    let periods = PeriodRange::new(year.opening(), year.closing());
    let periods = periods.map_or_else(|_| year.closing().to_string(), |periods| periods.to_string());
    visit.at(&format!("rapporter/huvudbok?period={periods}&where=KONTO%3D{account}"))
}
