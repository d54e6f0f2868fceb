//! `/forklaring`: why somebody may, or may not.

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_access::explain::Explanation;
use kameral_site::{Answered, Needs, Pages, Visit};
use kameral_store::Stop;
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Badge, Cell, Choice, Column, ErrorSummary, Field, FilterBar, Notice, PageHead, Row, Table, Tone, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use crate::explanation::{Typed, Unreadable, answer, besides, role_name, rows, sentence, standing};

/// The routes. Everybody asks about themselves; the question about another asks for more.
pub(super) fn routes() -> Pages {
    Pages::new().get("/{entity}/forklaring", Needs::AnyRole, show)
}

/// The question, as the address has it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    anvandare: String,
    behorighet: String,
    objekt: String,
    datum: String,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked)).await
}

fn page(visit: &Visit, asked: &Asked) -> Answered {
    let words = visit.words;
    let own = own_login(visit)?;
    let login = if asked.anvandare.is_empty() {
        own
    } else {
        asked.anvandare.clone()
    };
    let day = asked.datum.trim();
    let typed = Typed {
        login: login.clone(),
        permission: asked.behorighet.clone(),
        object: asked.objekt.clone(),
        day: day.parse().ok(),
    };
    let wrong = |field: &str, key: &str| Spoken {
        name: "unreadable",
        line: None,
        field: Some(field.to_owned()),
        text: words.t(key),
        severity: "refused",
    };
    let (mut refusals, mut explained) = (Vec::new(), None);
    if !day.is_empty() && typed.day.is_none() {
        refusals.push(wrong("datum", "explain-day-unreadable"));
    } else if !asked.behorighet.is_empty() {
        match answer(&visit.cx, &typed) {
            Ok(Some(found)) => explained = Some(found),
            Ok(None) => refusals.push(wrong("anvandare", "explain-user-unknown")),
            Err(Stop::Refused(Unreadable::Permission)) => {
                refusals.push(wrong("behorighet", "explain-permission-unknown"));
            }
            Err(Stop::Refused(Unreadable::Object)) => refusals.push(wrong("objekt", "explain-object-unreadable")),
            Err(Stop::Denied(denied)) => return Err(denied.into()),
            Err(Stop::Fault(fault)) => return Err(fault.into()),
        }
    }
    let title = words.t("explain-title");
    let permissions = Permission::ALL.map(|permission| Choice::new(permission.code(), words.t(permission.text_key())));
    let mut filters = FilterBar::new(words, &visit.address);
    if visit.cx.may(Permission::UserManage) {
        filters = filters.field(
            Field::text("anvandare", words.t("explain-user"))
                .value(&login)
                .refusals(&refusals),
        );
    }
    let filters = filters
        .field(
            Field::select("behorighet", words.t("explain-permission"), permissions)
                .width(Width::Long)
                .value(&asked.behorighet)
                .refusals(&refusals),
        )
        .field(
            Field::text("objekt", words.t("explain-object"))
                .help(words.t("explain-object-help"))
                .value(&asked.objekt)
                .refusals(&refusals),
        )
        .field(
            Field::date("datum", words.t("explain-day"))
                .value(&asked.datum)
                .refusals(&refusals),
        );
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("explain-lead")))
        (ErrorSummary::new(words, &refusals))
        (filters)
        @if let Some(explained) = &explained { (told(visit, explained)) }
    };
    visit.page(&title, &[], &content)
}

/// One's own login.
fn own_login(visit: &Visit) -> Result<String, kameral_site::Miss> {
    let own = visit
        .site
        .store
        .read(|tx| kameral_access::login_of(tx, visit.cx.actor.user))?;
    Ok(own.unwrap_or_default())
}

fn told(visit: &Visit, explained: &Explanation) -> Markup {
    let words = visit.words;
    let said = sentence(words, explained);
    let notice = if explained.answer.is_yes() {
        Notice::success(said)
    } else {
        Notice::warning(said)
    };
    html! {
        (notice.spoken(words))
        @for said in besides(words, explained) { p { (said) } }
        (roles(visit, explained))
        (duties(visit, explained))
    }
}

fn roles(visit: &Visit, explained: &Explanation) -> Markup {
    let words = visit.words;
    let heading = words.t("explain-roles");
    let mut columns = vec![
        Column::wide(words.t("explain-role")),
        Column::code(words.t("explain-rows")),
        Column::code(words.t("explain-from")),
        Column::code(words.t("explain-to")),
        Column::text(words.t("explain-given")),
        Column::text(words.t("explain-standing")),
        Column::text(words.t("explain-gives")),
    ];
    let with_row = explained.roles.iter().any(|role| role.meets.is_some());
    if with_row {
        columns.push(Column::text(words.t("explain-meets")));
    }
    let yes = |yes: bool| words.t(if yes { "explain-word-yes" } else { "explain-word-no" });
    let day = |day: Option<kameral_base::Date>| day.map_or_else(Cell::empty, Cell::date);
    let table = Table::new(words, heading.as_str(), columns)
        .caption_shown()
        .rows(explained.roles.iter().map(|role| {
            let by = role.given_by.clone().unwrap_or_else(|| words.t("explain-by-operator"));
            let tone = if role.gives { Tone::Success } else { Tone::Neutral };
            let mut cells = vec![
                Cell::text(role_name(words, &role.name)),
                Cell::code(rows(role)),
                day(role.valid_from),
                day(role.valid_to),
                Cell::text(format!("{} {by}", role.given_at.strftime("%Y-%m-%d"))),
                Cell::text(standing(words, role)),
                Cell::badge(&Badge::new(tone, yes(role.gives))),
            ];
            if with_row {
                cells.push(role.meets.map_or_else(Cell::empty, |meets| Cell::text(yes(meets))));
            }
            Row::new(cells)
        }))
        .empty(html! { p { (words.t("explain-no-roles")) } });
    html! { (table) }
}

fn duties(visit: &Visit, explained: &Explanation) -> Markup {
    let words = visit.words;
    let heading = words.t("explain-duties");
    let columns = [
        Column::wide(words.t("duty-rule")),
        Column::code(words.t("explain-act")),
        Column::text(words.t("explain-by")),
        Column::code(words.t("explain-at")),
        Column::text(words.t("duty-exception")),
    ];
    let table = Table::new(words, heading.as_str(), columns)
        .caption_shown()
        .rows(explained.duties.iter().map(|said| {
            let exception = said
                .exception
                .as_ref()
                .map(|of| format!("{} – {}", of.number, of.valid_to));
            Row::new([
                Cell::text(super::duties::rule_name(words, &said.hit.rule)),
                Cell::code(&said.hit.command),
                Cell::text(&said.hit.by),
                Cell::code(said.hit.at.strftime("%Y-%m-%d %H:%M")),
                Cell::text(exception.unwrap_or_default()),
            ])
        }));
    html! { @if !explained.duties.is_empty() { (table) } }
}
