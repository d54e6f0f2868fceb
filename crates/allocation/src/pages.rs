//! Pages of allocation. Addresses are Swedish and hold all state.

mod differences;
mod form;
mod keys;
mod prices;
mod run;

use kameral_access::Permission as P;
use kameral_base::Period;
use kameral_site::{Needs, Pages, Visit};
use kameral_ui::Spoken;
use kameral_ui::address::encode;
use kameral_ui::parts::{Field, Tabs};
use maud::{Markup, html};
use serde::Deserialize;

/// Posts.
const POSTING: Needs = Needs::Whole(&[P::BooksRead, P::VoucherPost]);
/// Changes registers.
const EDITING: Needs = Needs::Whole(&[P::BooksRead, P::RegisterEdit]);

/// Reads what concerns the whole entity.
const WHOLE: Needs = Needs::Whole(&[P::BooksRead]);

/// The routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/fordelning", WHOLE, keys::list)
        .get("/{entity}/fordelning/ny", EDITING, form::new)
        .post("/{entity}/fordelning/ny", EDITING, form::save)
        .get("/{entity}/fordelning/nycklar/{key}", WHOLE, keys::one)
        .post("/{entity}/fordelning/nycklar/{key}", EDITING, keys::change)
        .post("/{entity}/fordelning/nycklar/{key}/godta", EDITING, keys::accept)
        .get("/{entity}/fordelning/korning", POSTING, run::show)
        .post("/{entity}/fordelning/korning", POSTING, run::run)
        .get("/{entity}/fordelning/differenser", POSTING, differences::show)
        .post("/{entity}/fordelning/differenser", POSTING, differences::treat)
        .get("/{entity}/fordelning/priser", WHOLE, prices::list)
        .post("/{entity}/fordelning/priser", EDITING, prices::save)
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
