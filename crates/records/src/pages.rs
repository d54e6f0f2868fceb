//! Pages of archives and disposal. Addresses are Swedish and hold all state.

mod disposal;
mod holds;
mod packages;

use kameral_access::Permission as P;
use kameral_site::{Needs, Pages, Visit};
use kameral_ui::Language;
use kameral_ui::parts::{Choice, Tabs};
use maud::{Markup, html};

use crate::retention::{self, RetentionClass};

/// Manages records: what is shown is of the whole entity.
const MANAGING: Needs = Needs::Whole(&[P::BooksRead, P::RecordsManage]);
/// Decides on what another has proposed.
const DECIDING: Needs = Needs::Whole(&[P::BooksRead, P::RecordsManage, P::DisposalDecide]);

/// The routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/arkiv", MANAGING, packages::list)
        .get("/{entity}/gallring", MANAGING, disposal::show)
        .post("/{entity}/gallring", MANAGING, disposal::propose)
        .post("/{entity}/gallring/{decision}/beslut", DECIDING, disposal::decide)
        .post("/{entity}/gallring/{decision}/korning", MANAGING, disposal::run)
        .get("/{entity}/gallringsstopp", MANAGING, holds::show)
        .post("/{entity}/gallringsstopp", MANAGING, holds::hold)
        .post("/{entity}/gallringsstopp/{hold}/havning", MANAGING, holds::release)
}

/// The way between the pages.
fn ways(visit: &Visit) -> Markup {
    let words = visit.words;
    let tabs = Tabs::new(words.t("records-ways"), &visit.address)
        .page(visit.at("arkiv"), words.t("records-archive"))
        .page(visit.at("gallring"), words.t("records-disposal"))
        .page(visit.at("gallringsstopp"), words.t("records-holds"));
    html! { (tabs) }
}

/// What a type of record is called.
fn called(visit: &Visit, classes: &[RetentionClass], record: &str) -> String {
    let class = classes.iter().find(|class| class.record == record);
    match (class, visit.words.language()) {
        (None, _) => visit.words.t("records-type-all"),
        (Some(class), Language::En) => class.name_en.clone(),
        (Some(class), Language::Sv) => class.name.clone(),
    }
}

/// The types that can go, to choose from.
fn choices(visit: &Visit, classes: &[RetentionClass]) -> Vec<Choice> {
    let disposable = classes.iter().filter(|class| class.disposable);
    let choice = |class: &RetentionClass| Choice::new(class.record.as_str(), called(visit, classes, &class.record));
    disposable.map(choice).collect()
}

/// The classes of the entity's rule set.
fn classes(visit: &Visit) -> Result<Vec<RetentionClass>, kameral_site::Miss> {
    let cx = &visit.cx;
    let entity = cx.read(P::RecordsManage, |tx| {
        kameral_ledger::store::entities::by_id(tx, cx.entity())
    })?;
    Ok(retention::classes(entity.rules)?)
}

/// A moment as people read it: the day and the minute, UTC.
fn moment(text: &str) -> String {
    text.get(..16).unwrap_or(text).replace('T', " ")
}
