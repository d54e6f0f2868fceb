//! `/fordelning`: the register of keys; `/fordelning/nycklar/{key}`: one key, its versions and its history.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Facts, Field, Form as FormPart, PageHead, Row, Table, Tone,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use super::{key_path, unreadable, ways};
use crate::check::per_cent;
use crate::commands;
use crate::key::{AllocationKey, KeyState, Parting};
use crate::store::{self, Saved};
use crate::typed;

/// What ends a version, or switches it on or off.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Ended {
    version: String,
    lage: String,
    till: String,
}

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(show).await
}

fn show(visit: &Visit) -> Answered {
    let cx = &visit.cx;
    let keys = cx.read(Permission::BooksRead, |tx| store::keys(tx, cx.entity()))?;
    let words = visit.words;
    let title = words.t("allocation-keys");
    let columns = [
        Column::number(words.t("allocation-order")),
        Column::code(words.t("allocation-key")),
        Column::number(words.t("allocation-version")),
        Column::wide(words.t("allocation-name")),
        Column::text(words.t("allocation-parting")),
        Column::code(words.t("allocation-pool")),
        Column::code(words.t("allocation-from")),
        Column::code(words.t("allocation-to")),
        Column::text(words.t("allocation-state")),
    ];
    let mut rows: Vec<&AllocationKey> = keys.iter().collect();
    rows.sort_by(|a, b| (a.order, &a.key, a.version).cmp(&(b.order, &b.key, b.version)));
    let table = Table::new(words, title.as_str(), columns)
        .rows(rows.into_iter().map(|key| {
            Row::new([
                Cell::count(key.order),
                Cell::code(&key.key),
                Cell::count(key.version),
                Cell::text(name(visit, key)),
                Cell::text(words.t(&format!("allocation-parting-{}", key.parting.word()))),
                Cell::code(&key.pool.accounts),
                day(key.valid_from),
                day(key.valid_to),
                Cell::badge(&state(visit, key)),
            ])
            .href(format!("{}#v{}", key_path(visit, &key.key), key.version))
        }))
        .empty(html! { p { (words.t("allocation-none")) } });
    let mut head = PageHead::new(title.as_str()).lead(words.t("allocation-lead"));
    if cx.may(Permission::RegisterEdit) {
        head = head.action(Button::link(visit.at("fordelning/ny"), words.t("allocation-new")));
    }
    visit.page(&title, &[], &html! { (head) (ways(visit)) (table) })
}

pub(super) async fn one(visit: Visit, Path((_, key)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| page(visit, &key, &[])).await
}

pub(super) async fn change(visit: Visit, Path((_, key)): Path<(String, String)>, Form(ended): Form<Ended>) -> Response {
    visit.answer(move |visit| changed(visit, &key, &ended)).await
}

fn changed(visit: &Visit, code: &str, ended: &Ended) -> Answered {
    let cx = &visit.cx;
    let keys = cx.read(Permission::BooksRead, |tx| store::keys(tx, cx.entity()))?;
    let version = keys
        .iter()
        .find(|key| key.key == code && key.version.to_string() == ended.version);
    let version = version.ok_or(Miss::NotFound)?;
    let valid_to: Option<Date> = match ended.till.trim() {
        "" => None,
        text => match text.parse() {
            Ok(day) => Some(day),
            Err(_) => return page(visit, code, &[unreadable(visit, "till")]),
        },
    };
    let row = AllocationKey {
        valid_to,
        state: KeyState::from_word(&ended.lage).unwrap_or(version.state),
        ..version.clone()
    };
    match commands::save_key(cx, None, &row) {
        Ok(_) => visit.go_to(&key_path(visit, code)),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, code, &visit.spoken(&refusals))
        }
    }
}

pub(super) async fn accept(visit: Visit, Path((_, key)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| match commands::accept(&visit.cx, None, &key) {
            Ok(()) => visit.go_to(&key_path(visit, &key)),
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                page(visit, &key, &visit.spoken(&refusals))
            }
        })
        .await
}

/// Every version of a key, the latest first, and what was saved of it.
fn page(visit: &Visit, code: &str, refusals: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let seen = cx.read(Permission::BooksRead, |tx| {
        let keys = store::keys(tx, cx.entity())?;
        let prices = store::prices(tx, cx.entity())?;
        Ok((keys, store::key_history(tx, cx.entity())?, prices))
    });
    let (keys, history, prices) = seen?;
    let mut versions: Vec<&AllocationKey> = keys.iter().filter(|key| key.key == code).collect();
    versions.sort_by_key(|key| std::cmp::Reverse(key.version));
    let latest = versions.first().ok_or(Miss::NotFound)?;
    let title = format!("{code} {}", name(visit, latest));
    let crumbs = [Crumb::new(words.t("allocation-keys"), visit.at("fordelning"))];
    let may_edit = cx.may(Permission::RegisterEdit);
    let mut head = PageHead::new(title.as_str());
    if may_edit {
        let next = visit.at(&format!("fordelning/ny?nyckel={}", kameral_ui::address::encode(code)));
        head = head.action(Button::link(next, words.t("allocation-next-version")));
    }
    let waits = latest.state == KeyState::Proposed
        || matches!(&latest.parting, Parting::Price { dimension, .. }
            if prices.iter().any(|price| price.proposed && price.dimension.eq_ignore_ascii_case(dimension)));
    let content = html! {
        (head)
        (ErrorSummary::new(words, refusals))
        @if may_edit && waits {
            (FormPart::post(format!("{}/godta", key_path(visit, code)), &visit.csrf)
                .content(html! { p { (words.t("allocation-proposal-waits")) } })
                .button(Button::submit(words.t("allocation-accept")).primary()))
        }
        @for key in &versions { (version(visit, key, may_edit)) }
        (saves(visit, code, &history))
    };
    if refusals.is_empty() {
        visit.page(&title, &crumbs, &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
    }
}

fn version(visit: &Visit, key: &AllocationKey, may_edit: bool) -> Markup {
    let words = visit.words;
    let heading = words.t_args("allocation-of-version", &[("version", key.version.into())]);
    let pairs = |values: &[(String, kameral_base::Pattern)]| {
        let told = values.iter().map(|(code, pattern)| format!("{code}={pattern}"));
        told.collect::<Vec<_>>().join(" ")
    };
    let line = |line: &crate::key::KeyLine| {
        let account = typed::account(&line.account);
        let account = if account.is_empty() {
            words.t("allocation-copied")
        } else {
            account
        };
        format!("{account} {}", typed::values(&line.values))
    };
    let pool = format!("{} {}", key.pool.accounts, pairs(&key.pool.values));
    let mut facts = Facts::new()
        .markup(words.t("allocation-state"), html! { (state(visit, key)) })
        .text(words.t("allocation-order"), key.order.to_string())
        .text(words.t("allocation-pool"), pool)
        .text(
            words.t("allocation-reach"),
            words.t(&format!("allocation-reach-{}", key.reach.word())),
        )
        .text(
            words.t("allocation-parting"),
            words.t(&format!("allocation-parting-{}", key.parting.word())),
        );
    if let Some(basis) = key.parting.basis() {
        let unit = basis.unit.clone().unwrap_or_default();
        let told = format!("{} {} {unit}", basis.of.accounts, pairs(&basis.of.values));
        facts = facts.text(words.t("allocation-basis"), told);
    }
    facts = match &key.parting {
        Parting::Shares(_) | Parting::Weights(_) => {
            let rows = typed::receivers(&key.parting);
            facts.markup(
                words.t("allocation-receivers"),
                html! { @for row in rows.lines() { div { (row) } } },
            )
        }
        Parting::Basis { receivers, .. } => facts.text(words.t("allocation-receivers"), receivers.join(" ")),
        Parting::Rate { millionths, .. } => facts.text(words.t("allocation-rate"), per_cent(*millionths)),
        Parting::Price { dimension, .. } => facts.text(words.t("allocation-price-dimension"), dimension.as_str()),
    };
    facts = facts
        .text(words.t("allocation-charge"), line(&key.charge))
        .text(words.t("allocation-relief"), line(&key.relief));
    if let Some(own) = &key.difference {
        let told = format!("{} {}", own.charge, own.relief);
        facts = facts.text(words.t("allocation-difference-accounts"), told);
    }
    if let Some(from) = key.valid_from {
        facts = facts.date(words.t("allocation-from"), from);
    }
    if let Some(to) = key.valid_to {
        facts = facts.date(words.t("allocation-to"), to);
    }
    html! {
        h2 id=(format!("v{}", key.version)) { (heading) }
        @if !key.note.is_empty() { p { (key.note) } }
        (facts)
        @if may_edit && key.state != KeyState::Proposed { (end_form(visit, key)) }
    }
}

fn end_form(visit: &Visit, key: &AllocationKey) -> Markup {
    let words = visit.words;
    let states = [KeyState::InForce, KeyState::Off];
    let states = states.map(|state| Choice::new(state.word(), words.t(&format!("allocation-state-{}", state.word()))));
    let to = key.valid_to.map(|day| day.to_string()).unwrap_or_default();
    let form = FormPart::post(key_path(visit, &key.key), &visit.csrf)
        .id(format!("version-{}", key.version))
        .content(html! {
            input type="hidden" name="version" value=(key.version);
            (Field::select("lage", words.t("allocation-state"), states).value(key.state.word()))
            (Field::date("till", words.t("allocation-to")).value(to))
        })
        .button(Button::submit(words.t("allocation-change")));
    html! { details.add { summary { (words.t("allocation-end")) } (form) } }
}

fn saves(visit: &Visit, code: &str, history: &[Saved<AllocationKey>]) -> Table {
    let words = visit.words;
    let columns = [
        Column::number(words.t("allocation-version")),
        Column::text(words.t("allocation-state")),
        Column::code(words.t("allocation-to")),
        Column::wide(words.t("allocation-saved-by")),
        Column::code(words.t("allocation-saved-at")),
    ];
    let own = history.iter().rev().filter(|saved| saved.row.key == code);
    Table::new(words, words.t("allocation-history"), columns).rows(own.map(|saved| {
        Row::new([
            Cell::count(saved.row.version),
            Cell::text(words.t(&format!("allocation-state-{}", saved.row.state.word()))),
            day(saved.row.valid_to),
            Cell::text(&saved.by),
            Cell::code(saved.at.get(..16).unwrap_or(&saved.at).replace('T', " ")),
        ])
    }))
}

fn name(visit: &Visit, key: &AllocationKey) -> String {
    match visit.words.language() {
        kameral_ui::Language::En if !key.name_en.is_empty() => key.name_en.clone(),
        _ => key.name.clone(),
    }
}

fn state(visit: &Visit, key: &AllocationKey) -> Badge {
    let tone = match key.state {
        KeyState::InForce if key.is_valid_on(visit.cx.today) => Tone::Success,
        KeyState::InForce | KeyState::Proposed => Tone::Info,
        KeyState::Off => Tone::Neutral,
    };
    Badge::new(tone, visit.words.t(&format!("allocation-state-{}", key.state.word())))
}

fn day(day: Option<Date>) -> Cell {
    day.map_or_else(Cell::empty, Cell::date)
}
