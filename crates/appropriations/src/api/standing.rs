//! `/appropriation-status`: what was given, charged and is left.

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore};
use kameral_site::api::{Api, ApiVisit, Asked, Operation, json};
use kameral_site::{asked, told};
use kameral_ui::web::Problem;

use super::year;
use crate::queries::{self, Until};
use crate::standing::Standing;
use crate::store::overflow;

asked! {
    /// Which year, and how far.
    pub struct AppropriationStatusAsked {
        /// Budget year; this one when left out.
        year: Option<i64>,
        /// Up to this day of it, by the dates of vouchers and decisions; everything when left out.
        day: Option<Date>,
    }
}

told! {
    /// An item as it stands, with its parts.
    pub struct AppropriationStatusTold {
        /// Designation.
        item: String,
        /// Level in the tree, from 1.
        level: i64,
        /// Total disposable amount, öre.
        disposable_ore: i64,
        /// Expenditure charged, öre.
        expenditure_ore: i64,
        /// Revenue charged, öre.
        income_ore: i64,
        /// What is left without credit, öre.
        left_ore: i64,
        /// Credit, öre.
        credit_ore: i64,
        /// What is left with credit, öre.
        left_with_credit_ore: i64,
        /// `enough`, `low`, `on_credit` or `beyond_credit`.
        state: String,
        /// What may be kept if the year ended now, öre.
        kept_ore: i64,
        /// What would be carried away if the year ended now, öre.
        carried_away_ore: i64,
        /// The last year in which saving may be used, of an item that stands in the State's budget no more.
        usable_through: Option<i64>,
        /// Credit used if the year ended now, öre.
        credit_used_ore: i64,
    }
}

told! {
    /// Every item as it stands. Empty for who may meet some rows only.
    pub struct AppropriationStatusesTold {
        /// Budget year.
        year: i64,
        /// The items, each followed by its parts.
        items: Vec<AppropriationStatusTold>,
        /// What was charged with financiers that no item finances, net öre.
        unlinked_ore: i64,
    }
}

pub(super) fn routes() -> Api {
    Api::new("appropriations").get(
        "/api/v1/entities/{entity}/appropriation-status",
        show,
        Operation::new("What was given, charged and is left of every item")
            .needs(Permission::BooksRead)
            .asks::<AppropriationStatusAsked>()
            .gives::<AppropriationStatusesTold>(),
    )
}

async fn show(visit: ApiVisit, Asked(asked): Asked<AppropriationStatusAsked>) -> Response {
    visit
        .answer(move |visit| {
            let year = year(visit, asked.year);
            let until = asked.day.map_or(Until::End, Until::Day);
            let found = queries::standings(&visit.cx, Permission::BooksRead, year, until);
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let items = found.items.iter().map(|standing| told(visit, standing));
            let told = AppropriationStatusesTold {
                year,
                items: items.collect::<Result<_, Problem>>()?,
                unlinked_ore: found.unlinked.get(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

fn told(visit: &ApiVisit, standing: &Standing) -> Result<AppropriationStatusTold, Problem> {
    let disposable: Option<Ore> = standing.whole.disposable();
    Ok(AppropriationStatusTold {
        item: standing.item.item.clone(),
        level: i64::try_from(standing.level).unwrap_or(i64::MAX),
        disposable_ore: disposable.ok_or_else(|| visit.fault(&overflow()))?.get(),
        expenditure_ore: standing.whole.charged.expenditure.get(),
        income_ore: standing.whole.charged.income.get(),
        left_ore: standing.left.get(),
        credit_ore: standing.rules.credit.get(),
        left_with_credit_ore: standing.left_with_credit.get(),
        state: standing.alarm.word().to_owned(),
        kept_ore: standing.closing.kept.get(),
        carried_away_ore: standing.closing.withdrawn.get(),
        usable_through: standing.rules.usable_through,
        credit_used_ore: standing.closing.credit_used.get(),
    })
}
