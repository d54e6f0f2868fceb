//! `/licenser`: how many persons may be of each class, and who is (SEC-13, SEC-14, SEC-16).

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{
    ClassSummary, LicenceHolding, LicenceNumber, LicenceRefusal, Permission, UserClass, assign_licence, class_summary,
    licence_holdings, licence_numbers, listed_users, managed_entities, move_licence, set_licence_number,
};
use kameral_base::EntityId;
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::forms::{Fields, csv_file, day, field};
use super::roles::class;
use super::users::summary_table;
use crate::licence_file;

/// What the page needs.
struct Seen {
    numbers: Vec<LicenceNumber>,
    holdings: Vec<LicenceHolding>,
    here: Vec<ClassSummary>,
    everywhere: Vec<ClassSummary>,
    /// Persons without a licence, by login and name, with the class they need.
    without: Vec<(String, String)>,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    format: String,
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| {
            if asked.format == "csv" {
                let held = seen(visit)?.holdings;
                return csv_file(visit, "licenser", licence_file::written(visit.words, &held));
            }
            page(visit, &Fields::new(), &[])
        })
        .await
}

fn seen(visit: &Visit) -> Result<Seen, Miss> {
    let cx = &visit.cx;
    let places: Vec<EntityId> = visit.places.iter().map(|place| place.id).collect();
    Ok(cx.read(Permission::UserManage, |tx| {
        let here = listed_users(tx, &[cx.entity()], cx.today)?;
        let managed = managed_entities(tx, cx, &places)?;
        let everywhere = listed_users(tx, &managed, cx.today)?;
        let without = everywhere
            .iter()
            .filter(|user| user.is_person && user.active && user.licence.is_none());
        let without = without.map(|user| (user.login.clone(), user.name.clone())).collect();
        // Whom else the numbers concern, others' lists tell.
        let met: Vec<_> = everywhere.iter().map(|user| user.user).collect();
        let holdings = licence_holdings(tx)?
            .into_iter()
            .filter(|held| met.contains(&held.user));
        Ok(Seen {
            numbers: licence_numbers(tx)?,
            holdings: holdings.filter(|held| !held.is_empty()).collect(),
            here: class_summary(tx, &here, cx.today)?,
            everywhere: class_summary(tx, &everywhere, cx.today)?,
            without,
        })
    })?)
}

fn page(visit: &Visit, typed: &Fields, refusals: &[Spoken]) -> Answered {
    let seen = seen(visit)?;
    let words = visit.words;
    let title = words.t("licences-title");
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("licences-lead")))
        (ErrorSummary::new(words, refusals))
        (summary_table(visit, words.t("licences-here"), &seen.here))
        (summary_table(visit, words.t("licences-everywhere"), &seen.everywhere))
        @if visit.cx.may(Permission::SystemManage) { (number_form(visit, typed, refusals)) }
        (assign_form(visit, &seen, typed, refusals))
        (holding_table(visit, &seen))
        (number_table(visit, &seen.numbers))
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[], &content)
}

fn classes(visit: &Visit) -> [Choice; 2] {
    UserClass::ALL.map(|class| Choice::new(class.word(), visit.words.t(class.text_key())))
}

fn day_or_today(visit: &Visit, typed: &Fields) -> String {
    match field(typed, "valid_from") {
        "" => visit.cx.today.to_string(),
        typed => typed.to_owned(),
    }
}

fn number_form(visit: &Visit, typed: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("licenser/antal"), &visit.csrf)
        .content(html! {
            (Field::select("class", words.t("users-class"), classes(visit)).value(field(typed, "class")).refusals(refusals))
            (Field::number("persons", words.t("licences-number")).value(field(typed, "persons")).help(words.t("licences-number-help")).width(Width::Short).refusals(refusals))
            (Field::date("valid_from", words.t("users-from")).value(day_or_today(visit, typed)).refusals(refusals))
        })
        .button(Button::submit(words.t("licences-keep")).primary());
    html! { details.add open[field(typed, "form") == "antal"] { summary { (words.t("licences-keep")) } (form) } }
}

fn assign_form(visit: &Visit, seen: &Seen, typed: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let people = seen
        .without
        .iter()
        .map(|(login, name)| Choice::new(login, format!("{name} ({login})")));
    let form = FormPart::post(visit.at("licenser"), &visit.csrf)
        .content(html! {
            (Field::select("login", words.t("users-name"), people).value(field(typed, "login")).refusals(refusals))
            (Field::select("class", words.t("users-class"), classes(visit)).value(field(typed, "class")).refusals(refusals))
            (Field::date("valid_from", words.t("users-from")).value(day_or_today(visit, typed)).refusals(refusals))
        })
        .button(Button::submit(words.t("licences-assign")).primary());
    html! { details.add open[!refusals.is_empty()] { summary { (words.t("licences-assign")) } (form) } }
}

fn holding_table(visit: &Visit, seen: &Seen) -> Table {
    let words = visit.words;
    let columns = [
        Column::text(words.t("users-name")),
        Column::code(words.t("users-login")),
        Column::text(words.t("users-class")),
        Column::code(words.t("users-from")),
        Column::code(words.t("users-to")),
        Column::wide(words.t("licences-move")),
    ];
    let rows = seen.holdings.iter().map(|held| {
        let ended = held.valid_to.is_some_and(|to| to < visit.cx.today);
        let row = Row::new([
            Cell::text(&held.name),
            Cell::code(&held.login),
            class(visit, Some(held.class)),
            Cell::date(held.valid_from),
            held.valid_to.map_or_else(Cell::empty, Cell::date),
            if ended {
                Cell::empty()
            } else {
                Cell::markup(moving(visit, seen, held))
            },
        ]);
        if held.holds_on(visit.cx.today) {
            row
        } else {
            row.quiet()
        }
    });
    Table::new(words, words.t("licences-holdings"), columns)
        .rows(rows)
        .empty(html! { p { (words.t("licences-none")) } })
        .csv(visit.at("licenser?format=csv"))
        .caption_shown()
        .scrolls()
}

/// To whom a licence moves, from today; nobody ends it.
fn moving(visit: &Visit, seen: &Seen, held: &LicenceHolding) -> Markup {
    let words = visit.words;
    let id = format!("to-{}", held.number);
    let form = FormPart::post(visit.at(&format!("licenser/{}/flytta", held.number)), &visit.csrf)
        .wide()
        .content(html! {
            label.unseen for=(id) { (words.t("licences-move-to")) }
            select id=(id) name="to" {
                option value="" { (words.t("licences-nobody")) }
                @for (login, name) in &seen.without { option value=(login) { (name) } }
            }
        })
        .button(Button::submit(words.t("licences-move")).quiet());
    html! { (form) }
}

fn number_table(visit: &Visit, numbers: &[LicenceNumber]) -> Table {
    let words = visit.words;
    let columns = [
        Column::wide(words.t("users-class")),
        Column::code(words.t("users-from")),
        Column::number(words.t("licences-number")),
    ];
    let rows = numbers.iter().rev().map(|number| {
        let persons = number.persons.map(|persons| persons.to_string());
        Row::new([
            class(visit, Some(number.class)),
            Cell::date(number.valid_from),
            Cell::number(persons.unwrap_or_else(|| words.t("licences-organisation"))),
        ])
    });
    Table::new(words, words.t("licences-numbers"), columns)
        .rows(rows)
        .empty(html! { p { (words.t("licences-unlimited-lead")) } })
        .caption_shown()
}

pub(super) async fn keep_number(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let persons = match field(&fields, "persons") {
                "" => None,
                typed => match typed.parse() {
                    Ok(persons) => Some(persons),
                    Err(_) => return page(visit, &fields, &[unreadable(visit, "persons")]),
                },
            };
            let (Some(class), Some(valid_from)) = asked(&fields) else {
                return page(visit, &fields, &[unreadable(visit, "valid_from")]);
            };
            let number = LicenceNumber {
                class,
                valid_from,
                persons,
            };
            after(visit, &fields, set_licence_number(&visit.cx, None, &number))
        })
        .await
}

pub(super) async fn assign(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let (Some(class), Some(from)) = asked(&fields) else {
                return page(visit, &fields, &[unreadable(visit, "valid_from")]);
            };
            let done = assign_licence(&visit.cx, None, field(&fields, "login"), class, from);
            after(visit, &fields, done.map(|_| ()))
        })
        .await
}

pub(super) async fn transfer(
    visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| Miss::NotFound)?;
            let to = Some(field(&fields, "to")).filter(|login| !login.is_empty());
            let done = move_licence(&visit.cx, None, number, to, visit.cx.today);
            after(visit, &fields, done.map(|_| ()))
        })
        .await
}

fn asked(fields: &Fields) -> (Option<UserClass>, Option<kameral_base::Date>) {
    (UserClass::from_word(field(fields, "class")), day(fields, "valid_from"))
}

fn unreadable(visit: &Visit, name: &str) -> Spoken {
    let key = if name == "persons" {
        "identity-number-unreadable"
    } else {
        "identity-day-unreadable"
    };
    Spoken {
        name: "unreadable",
        line: None,
        field: Some(name.to_owned()),
        text: visit.words.t(key),
        severity: "refused",
    }
}

fn after(visit: &Visit, fields: &Fields, done: Result<(), Stop<Vec<LicenceRefusal>>>) -> Answered {
    match done {
        Ok(()) => visit.go_to(&visit.at("licenser")),
        Err(stop) => {
            let refusals = visit.spoken(&visit.refused(stop)?);
            page(visit, fields, &refusals)
        }
    }
}
