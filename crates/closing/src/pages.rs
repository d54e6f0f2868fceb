//! Pages of a closing. A page is a handler and a view; addresses are Swedish and hold all state.

mod closing;
mod transfers;

use kameral_access::Permission as P;
use kameral_base::{FiscalYear, PeriodRange};
use kameral_site::{Needs, Pages, Visit};

/// Closes the year.
const CLOSING: Needs = Needs::Whole(&[P::BooksRead, P::ClosingLead]);
/// Posts transfers.
const POSTING: Needs = Needs::Whole(&[P::BooksRead, P::VoucherPost]);

/// Reads what concerns the whole entity.
const WHOLE: Needs = Needs::Whole(&[P::BooksRead]);

/// The routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/bokslut", WHOLE, closing::show)
        .post("/{entity}/bokslut", CLOSING, closing::run)
        .get("/{entity}/bokslut/omforingar", WHOLE, transfers::show)
        .post("/{entity}/bokslut/omforingar", POSTING, transfers::post)
}

/// The lines of an account in a year: where a figure came from.
fn ledger(visit: &Visit, year: FiscalYear, account: &str) -> String {
    let periods = PeriodRange::new(year.opening(), year.closing());
    let periods = periods.map_or_else(|_| year.closing().to_string(), |periods| periods.to_string());
    visit.at(&format!("rapporter/huvudbok?period={periods}&where=KONTO%3D{account}"))
}
