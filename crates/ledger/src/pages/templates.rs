//! `/mallar`: vouchers to begin from, one's own and those the entity shares (peers §4, *Copy / reverse / template*).

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Ore, Place, Timestamp};
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_ui::Crumb;
use kameral_ui::parts::{
    Badge, Button, Cell, Column, Facts, Field, FilterBar, Form as FormPart, PageHead, Row, Table, Tone,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{entry, path};
use crate::commands;
use crate::model::AccountingModel;
use crate::store::model;
use crate::store::templates::{self, TemplateRow};
use crate::template::{TemplateContent, TemplateRefusal};
use crate::voucher::DraftLine;

/// The forms that begin a voucher, where buttons in the head of the page send them.
const BEGIN: &str = "borja";

/// The filter, as the address has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    namn: String,
}

/// With or without the amounts of what a voucher begins from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    belopp: String,
}

impl Wanted {
    pub(super) fn with_amounts(&self) -> bool {
        self.belopp == AMOUNTS
    }
}

/// What a button sends that wants them.
const AMOUNTS: &str = "ja";

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| listed(visit, &asked)).await
}

fn listed(visit: &Visit, asked: &Asked) -> Answered {
    let rows = usable(visit)?;
    let sought = asked.namn.trim().to_lowercase();
    let found = rows.iter().filter(|row| row.name.to_lowercase().contains(&sought));
    let words = visit.words;
    let title = words.t("templates-title");
    let filters =
        FilterBar::new(words, &visit.address).field(Field::text("namn", words.t("template-name")).value(&asked.namn));
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::wide(words.t("template-name")),
            Column::text(words.t("template-begin")),
            Column::text(words.t("template-whose")),
            Column::text(words.t("drafts-owner")),
            Column::code(words.t("template-saved")),
        ],
    )
    .rows(found.map(|row| {
        Row::new([
            Cell::text(&row.name),
            Cell::markup(html! { (begin_form(visit, &row.name)) }),
            Cell::badge(&whose(visit, row)),
            Cell::text(&row.owner_name),
            saved(visit, row),
        ])
        .href(path::template(visit, &row.name))
    }))
    .empty(html! { p { (words.t("templates-none")) } });
    let head = PageHead::new(title.as_str()).lead(words.t("templates-lead"));
    visit.page(&title, &[], &html! { (head) (filters) (table) })
}

fn usable(visit: &Visit) -> Result<Vec<TemplateRow>, Miss> {
    let cx = &visit.cx;
    Ok(cx.read(Permission::VoucherDraft, |tx| {
        templates::usable(tx, &cx.scope, cx.actor.user)
    })?)
}

/// Whether a template the visitor may use has the name.
pub(super) fn is_usable(visit: &Visit, name: &str) -> Result<bool, Miss> {
    Ok(usable(visit)?.iter().any(|row| row.name == name))
}

fn whose(visit: &Visit, row: &TemplateRow) -> Badge {
    let words = visit.words;
    if row.shared {
        Badge::new(Tone::Info, words.t("template-shared"))
    } else {
        Badge::new(Tone::Neutral, words.t("template-own"))
    }
}

fn saved(visit: &Visit, row: &TemplateRow) -> Cell {
    let at: Option<Timestamp> = row.saved_at.parse().ok();
    at.map_or_else(Cell::empty, |at| Cell::date((visit.site.day)(at)))
}

fn begin_form(visit: &Visit, name: &str) -> FormPart {
    let words = visit.words;
    FormPart::post(format!("{}/borja", path::template(visit, name)), &visit.csrf)
        .button(Button::submit(words.t("template-without")).sends("belopp", "nej"))
        .button(Button::submit(words.t("template-with")).sends("belopp", "ja"))
}

pub(super) async fn show(visit: Visit, Path((_, name)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| page(visit, &name)).await
}

/// The template as it was saved, with its amounts.
fn page(visit: &Visit, name: &str) -> Answered {
    let row = usable(visit)?.into_iter().find(|row| row.name == name);
    let row = row.ok_or(Miss::NotFound)?;
    let content = commands::use_template(&visit.cx, name, true).map_err(|stop| unknown(visit, stop))?;
    let cx = &visit.cx;
    let model = cx.read(Permission::VoucherDraft, |tx| model::load(tx, cx))?;
    let words = visit.words;
    let begin = |label: &str, amounts: &str| Button::submit(words.t(label)).of_form(BEGIN).sends("belopp", amounts);
    let mut head = PageHead::new(name)
        .badge(whose(visit, &row))
        .lead(words.t("template-lead"))
        .action(begin("template-begin-without", "nej").primary().key("n"))
        .action(begin("template-begin-with", "ja").key("b"));
    let address = path::template(visit, name);
    if row.owner == visit.cx.actor.user {
        head = head.action(Button::link(format!("{address}/radera"), words.t("template-delete")).danger());
    }
    let content = html! {
        (head)
        (facts(visit, &row, &content))
        (lines(visit, &model, &content.voucher.lines))
        (FormPart::post(format!("{address}/borja"), &visit.csrf).id(BEGIN))
    };
    let crumbs = [Crumb::new(words.t("templates-title"), visit.at("mallar"))];
    visit.page(name, &crumbs, &content)
}

fn facts(visit: &Visit, row: &TemplateRow, content: &TemplateContent) -> Markup {
    let words = visit.words;
    let voucher = &content.voucher;
    let mut facts = Facts::new().text(words.t("drafts-owner"), row.owner_name.as_str());
    if let Ok(at) = row.saved_at.parse::<Timestamp>() {
        facts = facts.date(words.t("template-saved"), (visit.site.day)(at));
    }
    for (key, value) in [
        ("voucher-text", &voucher.text),
        ("voucher-counterparty", &voucher.counterparty),
        ("vouchers-series", &voucher.series),
    ] {
        if !value.is_empty() {
            facts = facts.text(words.t(key), value.as_str());
        }
    }
    if !content.required.is_empty() {
        let wanted: Vec<String> = content.required.iter().map(|at| place(visit, at)).collect();
        facts = facts.text(words.t("template-required"), wanted.join(", "));
    }
    html! { (facts) }
}

/// A field that must be filled, in words.
fn place(visit: &Visit, at: &Place) -> String {
    let words = visit.words;
    let field = match at.field.as_deref() {
        Some("date") => words.t("voucher-date"),
        Some("text") => words.t("voucher-text"),
        Some("amount") => words.t("line-amount"),
        Some("account") => words.t("line-account"),
        Some(other) => other.to_owned(),
        None => String::new(),
    };
    match at.line {
        Some(line) => words.t_args(
            "recode-cell",
            &[("line", i64::from(line).into()), ("column", field.into())],
        ),
        None => field,
    }
}

fn lines(visit: &Visit, model: &AccountingModel, lines: &[DraftLine]) -> Table {
    let words = visit.words;
    let used: Vec<_> = model
        .direct_dimensions()
        .filter(|dimension| lines.iter().any(|line| value(line, dimension.position).is_some()))
        .collect();
    let mut columns = vec![
        Column::number(words.t("line-number")),
        Column::code(words.t("line-account")),
        Column::text(words.t("line-name")),
    ];
    columns.extend(used.iter().map(|dimension| Column::code(dimension.code.as_str())));
    columns.extend([
        Column::wide(words.t("line-text")),
        Column::number(words.t("line-debit")),
        Column::number(words.t("line-credit")),
    ]);
    let rows = (1..).zip(lines).map(|(number, line): (i64, &DraftLine)| {
        let mut cells = vec![
            Cell::count(number),
            Cell::code(&line.account),
            Cell::text(model.account_name(&line.account)),
        ];
        cells.extend(
            used.iter()
                .map(|dimension| value(line, dimension.position).map_or_else(Cell::empty, Cell::code)),
        );
        cells.push(Cell::text(&line.text));
        let size = line.amount.checked_abs().unwrap_or(line.amount);
        let (debit, credit) = if line.amount.is_negative() {
            (Ore::ZERO, size)
        } else {
            (size, Ore::ZERO)
        };
        cells.extend([Cell::money_or_blank(debit), Cell::money_or_blank(credit)]);
        Row::new(cells)
    });
    Table::new(words, words.t("voucher-lines"), columns)
        .rows(rows)
        .scrolls()
        .empty(html! { p { (words.t("template-no-lines")) } })
}

fn value(line: &DraftLine, position: u8) -> Option<&str> {
    let found = line.values.iter().find(|(at, _)| *at == position);
    found.map(|(_, value)| value.as_str())
}

/// A draft begins as the template says, and is typed on.
pub(super) async fn begin(
    visit: Visit,
    Path((_, name)): Path<(String, String)>,
    Form(wanted): Form<Wanted>,
) -> Response {
    visit
        .answer(move |visit| {
            let content = commands::use_template(&visit.cx, &name, wanted.with_amounts());
            let content = content.map_err(|stop| unknown(visit, stop))?;
            entry::begin(visit, &content.voucher)
        })
        .await
}

/// The question before a template is deleted.
pub(super) async fn ask_delete(visit: Visit, Path((_, name)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let row = usable(visit)?.into_iter().find(|row| row.name == name);
            row.filter(|row| row.owner == visit.cx.actor.user)
                .ok_or(Miss::NotFound)?;
            let words = visit.words;
            let title = words.t_args("template-delete-ask", &[("name", name.clone().into())]);
            let own = path::template(visit, &name);
            let form = FormPart::post(format!("{own}/radera"), &visit.csrf)
                .button(Button::submit(words.t("template-delete")).danger())
                .button(Button::link(own.as_str(), words.t("dialog-cancel")));
            let crumbs = [
                Crumb::new(words.t("templates-title"), visit.at("mallar")),
                Crumb::new(name.as_str(), own),
            ];
            let head = PageHead::new(title.as_str()).lead(words.t("template-delete-lead"));
            visit.page(&title, &crumbs, &html! { (head) (form) })
        })
        .await
}

pub(super) async fn delete(visit: Visit, Path((_, name)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            commands::delete_template(&visit.cx, None, &name).map_err(|stop| unknown(visit, stop))?;
            visit.go_to(&visit.at("mallar"))
        })
        .await
}

/// A template that is gone, or another's: no page leads to what is refused here.
fn unknown(visit: &Visit, stop: Stop<Vec<TemplateRefusal>>) -> Miss {
    match visit.refused(stop) {
        Ok(_) => Miss::NotFound,
        Err(miss) => miss,
    }
}
