//! Pages of allocation. Addresses are Swedish and hold all state.

mod differences;
mod form;
mod keys;
mod prices;
mod run;

use axum::Router;
use axum::routing::{get, post};
use kameral_base::Period;
use kameral_site::{Visit, Web};
use kameral_ui::Spoken;
use kameral_ui::address::encode;
use kameral_ui::parts::{Field, Tabs};
use maud::{Markup, html};
use serde::Deserialize;

/// The routes, each under the entity's code.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/{entity}/fordelning", get(keys::list))
        .route("/{entity}/fordelning/ny", get(form::new).post(form::save))
        .route("/{entity}/fordelning/nycklar/{key}", get(keys::one).post(keys::change))
        .route("/{entity}/fordelning/nycklar/{key}/godta", post(keys::accept))
        .route("/{entity}/fordelning/korning", get(run::show).post(run::run))
        .route(
            "/{entity}/fordelning/differenser",
            get(differences::show).post(differences::treat),
        )
        .route("/{entity}/fordelning/priser", get(prices::list).post(prices::save))
}

/// What the address asks for, and the forms send.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
struct Asked {
    period: String,
    nyckel: String,
    hantering: String,
    godkann: String,
}

impl Asked {
    fn period(&self) -> Option<Period> {
        Period::parse(self.period.trim()).ok()
    }

    /// What is wrong with the period, when one is said.
    fn unreadable(&self, visit: &Visit) -> Option<Spoken> {
        let wrong = !self.period.trim().is_empty() && self.period().is_none();
        wrong.then(|| unreadable(visit, "period"))
    }

    fn accepted(&self) -> Option<String> {
        Some(self.godkann.trim().to_owned()).filter(|reason| !reason.is_empty())
    }
}

/// A field that cannot be read.
fn unreadable(visit: &Visit, field: &str) -> Spoken {
    Spoken {
        name: "unreadable",
        line: None,
        field: Some(field.to_owned()),
        text: visit.words.t("allocation-unreadable"),
        severity: "refused",
    }
}

/// A key's page, at one of its versions.
fn key_path(visit: &Visit, key: &str) -> String {
    visit.at(&format!("fordelning/nycklar/{}", encode(key)))
}

/// The way between the pages of allocation.
fn ways(visit: &Visit) -> Markup {
    let words = visit.words;
    let tabs = Tabs::new(words.t("allocation-ways"), &visit.address)
        .page(visit.at("fordelning"), words.t("allocation-keys"))
        .page(visit.at("fordelning/korning"), words.t("allocation-run"))
        .page(visit.at("fordelning/differenser"), words.t("allocation-differences"))
        .page(visit.at("fordelning/priser"), words.t("allocation-prices"));
    html! { (tabs) }
}

/// The reason with which warnings are accepted; shown where something was refused.
fn reason(visit: &Visit, asked: &Asked) -> Field {
    Field::text("godkann", visit.words.t("allocation-accept-warnings")).value(&asked.godkann)
}
