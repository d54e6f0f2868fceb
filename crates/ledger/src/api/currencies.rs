//! `/currencies`: currencies and their rates (GL-22).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};

use super::model::{RegisterChanged, change, loaded};
use crate::model::{Currency, CurrencyRate};
use crate::register::Change;

asked! {
    /// What a currency shall be.
    pub struct CurrencyAsked {
        /// Name.
        name: String,
        /// Decimals of its minor unit.
        decimals: i64,
    }
}

asked! {
    /// What a rate shall be.
    pub struct RateAsked {
        /// Price of one unit, in millionths of the entity's currency.
        rate_micro: i64,
    }
}

told! {
    /// *Valutakurs* from a day on.
    pub struct RateTold {
        /// First day it is used.
        valid_from: Date,
        /// Price of one unit, in millionths of the entity's currency.
        rate_micro: i64,
    }
}

told! {
    /// *Valuta*.
    pub struct CurrencyTold {
        /// ISO code.
        currency: String,
        /// Name.
        name: String,
        /// Decimals of its minor unit.
        decimals: i64,
        /// Rates, oldest first.
        rates: Vec<RateTold>,
    }
}

told! {
    /// Currencies, by code.
    pub struct CurrenciesTold {
        /// The currencies.
        currencies: Vec<CurrencyTold>,
    }
}

pub fn routes() -> Api {
    let changing = |summary| {
        Operation::new(summary)
            .needs(Permission::RegisterEdit)
            .gives::<RegisterChanged>()
    };
    Api::new("currencies")
        .get(
            "/api/v1/entities/{entity}/currencies",
            list,
            Operation::new("Currencies and their rates")
                .needs(Permission::BooksRead)
                .gives::<CurrenciesTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/currencies/{currency}",
            set,
            changing("Add or change a currency").takes::<CurrencyAsked>(),
        )
        .put(
            "/api/v1/entities/{entity}/currencies/{currency}/rates/{valid_from}",
            set_rate,
            changing("Add or change the rate from a day").takes::<RateAsked>(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let rate = |rate: &CurrencyRate| RateTold {
                valid_from: rate.valid_from,
                rate_micro: rate.rate_micro,
            };
            let currencies = model.currencies.values().map(|currency| CurrencyTold {
                currency: currency.currency.clone(),
                name: currency.name.clone(),
                decimals: currency.decimals,
                rates: currency.rates.iter().map(rate).collect(),
            });
            json(
                StatusCode::OK,
                &CurrenciesTold {
                    currencies: currencies.collect(),
                },
            )
        })
        .await
}

async fn set(visit: ApiVisit, Path((_, currency)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: CurrencyAsked = visit.read(&sent.0)?;
            let row = Currency {
                currency: currency.clone(),
                name: asked.name,
                decimals: asked.decimals,
                rates: Vec::new(),
            };
            change(visit, &sent.0, &currency, Change::Currency(row))
        })
        .await
}

async fn set_rate(
    visit: ApiVisit,
    Path((_, currency, valid_from)): Path<(String, String, String)>,
    sent: Sent,
) -> Response {
    visit
        .answer(move |visit| {
            let valid_from: Date = valid_from.parse().map_err(|_| visit.not_found())?;
            let asked: RateAsked = visit.read(&sent.0)?;
            let rate = CurrencyRate {
                valid_from,
                rate_micro: asked.rate_micro,
            };
            change(
                visit,
                &sent.0,
                &format!("{currency} {valid_from}"),
                Change::Rate { currency, rate },
            )
        })
        .await
}
