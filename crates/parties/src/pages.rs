//! Pages of the register of parties. Addresses are Swedish and hold all state.

mod account_form;
mod file;
mod list;
mod party;
mod party_form;
mod settings;
mod typed;

use kameral_access::Permission as P;
use kameral_access::proposal::{ProposalKind, takes_two};
use kameral_base::Refusal;
use kameral_site::fields::{Fields, field};
use kameral_site::{Answered, Miss, Needs, Pages, Visit};
use kameral_store::Stop;
use kameral_ui::address::encode;
use kameral_ui::parts::{Field, Tabs, Width};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};

use crate::{EDIT, READ};

/// Reads the register, which belongs to the whole entity.
const READING: Needs = Needs::Whole(&[READ]);
/// Changes the register.
const EDITING: Needs = Needs::Whole(&[READ, EDIT]);

/// The routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/motparter", READING, list::list)
        .get(
            "/{entity}/motparter/fil.csv",
            Needs::Whole(&[READ, P::FileExport]),
            file::export,
        )
        .get("/{entity}/motparter/ny", EDITING, party_form::new)
        .post("/{entity}/motparter/ny", EDITING, party_form::add)
        .get("/{entity}/motparter/ur-fil", EDITING, file::show)
        .post("/{entity}/motparter/ur-fil", EDITING, file::take)
        .get("/{entity}/motparter/grupper", READING, settings::show)
        .post("/{entity}/motparter/grupper", EDITING, settings::save_group)
        .post(
            "/{entity}/motparter/dagar",
            Needs::Whole(&[READ, P::SettingEdit]),
            settings::save_days,
        )
        .post("/{entity}/motparter/myndigheter", EDITING, settings::load)
        .get("/{entity}/motparter/part/{party}", READING, party::show)
        .get("/{entity}/motparter/part/{party}/andra", EDITING, party_form::of)
        .post("/{entity}/motparter/part/{party}/andra", EDITING, party_form::change)
        .post("/{entity}/motparter/part/{party}/sparr", EDITING, party::block)
        .get("/{entity}/motparter/part/{party}/konto", EDITING, account_form::new)
        .post("/{entity}/motparter/part/{party}/konto", EDITING, account_form::add)
        .get(
            "/{entity}/motparter/part/{party}/konto/{account}",
            EDITING,
            account_form::of,
        )
        .post(
            "/{entity}/motparter/part/{party}/konto/{account}",
            EDITING,
            account_form::change,
        )
}

/// A party's page.
fn party_path(visit: &Visit, party: &str) -> String {
    visit.at(&format!("motparter/part/{}", encode(party)))
}

/// The way to the list, above every page but itself.
fn crumb(visit: &Visit) -> Crumb {
    Crumb::new(visit.words.t("parties-title"), visit.at("motparter"))
}

/// The way between the pages of the register.
fn ways(visit: &Visit) -> Markup {
    let words = visit.words;
    let tabs = Tabs::new(words.t("parties-ways"), &visit.address)
        .page(visit.at("motparter"), words.t("parties-title"))
        .page(visit.at("motparter/grupper"), words.t("parties-groups"));
    let tabs = if visit.cx.may(EDIT) {
        tabs.page(visit.at("motparter/ur-fil"), words.t("parties-file"))
    } else {
        tabs
    };
    html! { (tabs) }
}

/// What a word of the model is called: `parties-kind-company`.
fn word(visit: &Visit, of: &str, word: &str) -> String {
    visit.words.t(&format!("parties-{of}-{word}"))
}

/// Words of the model as choices.
fn choices<'a>(
    visit: &Visit,
    of: &'static str,
    words: impl IntoIterator<Item = &'a str>,
) -> Vec<kameral_ui::parts::Choice> {
    let told = words.into_iter();
    told.map(|code| kameral_ui::parts::Choice::new(code, word(visit, of, code)))
        .collect()
}

/// A field that cannot be read.
fn unreadable(visit: &Visit, field: &str) -> Spoken {
    Spoken {
        name: "unreadable",
        line: None,
        field: Some(field.to_owned()),
        text: visit.words.t("parties-unreadable"),
        severity: "refused",
    }
}

/// The reason with which warnings are accepted; shown where something was refused.
fn accept_field(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Markup {
    html! {
        @if !refusals.is_empty() {
            (Field::text("accept_warnings", visit.words.t("parties-accept-warnings"))
                .value(field(fields, "accept_warnings")).help(visit.words.t("parties-accept-warnings-help")).width(Width::Long))
        }
    }
}

/// Whether a change has to be proposed when the visitor makes it.
fn is_proposed(visit: &Visit, kind: &'static ProposalKind) -> Result<bool, Miss> {
    Ok(takes_two(&visit.cx, kind)?)
}

/// Where a change leads, or what was refused.
type Done = Result<Result<String, Vec<Spoken>>, Miss>;

fn done<T, R: Refusal>(visit: &Visit, made: Result<T, Stop<Vec<R>>>, leads: impl FnOnce(T) -> String) -> Done {
    match made {
        Ok(made) => Ok(Ok(leads(made))),
        Err(stop) => Ok(Err(visit.spoken(&visit.refused(stop)?))),
    }
}

/// Goes where a change leads, or shows the form again.
fn answered(visit: &Visit, done: Done, again: impl FnOnce(&[Spoken]) -> Answered) -> Answered {
    match done? {
        Ok(path) => visit.go_to(&path),
        Err(refusals) => again(&refusals),
    }
}
