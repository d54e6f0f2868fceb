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

/// Sees what is decided and disposed of.
const SEEING: Needs = Needs::AnyOf(&[P::RecordsManage, P::DisposalDecide]);

/// The routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/arkiv", P::RecordsManage, packages::list)
        .get("/{entity}/gallring", SEEING, disposal::show)
        .post("/{entity}/gallring", P::RecordsManage, disposal::propose)
        .post(
            "/{entity}/gallring/{decision}/beslut",
            P::DisposalDecide,
            disposal::decide,
        )
        .post("/{entity}/gallring/{decision}/korning", P::RecordsManage, disposal::run)
        .get("/{entity}/gallringsstopp", SEEING, holds::show)
        .post("/{entity}/gallringsstopp", P::RecordsManage, holds::hold)
        .post(
            "/{entity}/gallringsstopp/{hold}/havning",
            P::RecordsManage,
            holds::release,
        )
}

/// A permission by which the visitor sees these pages.
fn seeing(visit: &Visit) -> P {
    if visit.cx.may(P::RecordsManage) {
        P::RecordsManage
    } else {
        P::DisposalDecide
    }
}

/// The way between the pages.
fn ways(visit: &Visit) -> Markup {
    let words = visit.words;
    let mut tabs = Tabs::new(words.t("records-ways"), &visit.address);
    if visit.cx.may(P::RecordsManage) {
        tabs = tabs.page(visit.at("arkiv"), words.t("records-archive"));
    }
    let tabs = tabs
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
    let entity = cx.read(seeing(visit), |tx| {
        kameral_ledger::store::entities::by_id(tx, cx.entity())
    })?;
    Ok(retention::classes(entity.rules)?)
}

/// A moment as people read it: the day and the minute, UTC.
fn moment(text: &str) -> String {
    text.get(..16).unwrap_or(text).replace('T', " ")
}
