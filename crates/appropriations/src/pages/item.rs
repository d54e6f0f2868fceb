//! `/anslag/post/{beteckning}`: an item with its amounts, movements, terms, links and versions.

use axum::extract::{Path, Query};
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_ledger::store::model;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Crumb;
use kameral_ui::parts::{Button, Cell, Column, Facts, Form as FormPart, PageHead, Row, Table};
use maud::{Markup, html};
use serde::Deserialize;

use super::{figures, overview, path};
use crate::model::{Flow, Instalment, Item, ItemKind, Movement, Terms};
use crate::plan;
use crate::queries;
use crate::standing::Standing;
use crate::store::items::ItemVersion;
use crate::store::{items, movements};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ar: String,
}

/// What the page shows.
struct Seen {
    year: i64,
    standing: Standing,
    movements: Vec<Movement>,
    versions: Vec<ItemVersion>,
    instalments: Vec<Instalment>,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, item)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit.answer(move |visit| page(visit, &item, &asked.ar)).await
}

fn page(visit: &Visit, code: &str, asked: &str) -> Answered {
    let seen = seen(visit, code, asked)?.ok_or(Miss::NotFound)?;
    let (words, standing, year) = (visit.words, &seen.standing, seen.year);
    let item = &standing.item;
    let title = format!("{} {}", item.item, overview::name(visit, standing));
    let mut head = PageHead::new(title.as_str());
    if !item.text.is_empty() {
        head = head.lead(item.text.as_str());
    }
    if item.kind == ItemKind::Appropriation && standing.is_used() {
        head = head.badge(overview::level(visit, standing));
    }
    if visit.cx.may(Permission::RegisterEdit) {
        let to = |page: &str| path::of_item(visit, code, page, year);
        if item.kind == ItemKind::Appropriation {
            head = head.action(
                Button::link(to("belopp"), words.t("appropriation-movement-new"))
                    .primary()
                    .key("n"),
            );
        }
        head = head
            .action(Button::link(to("villkor"), words.t("appropriation-terms-change")))
            .action(Button::link(to("andra"), words.t("appropriations-change")));
    }
    let crumbs = [Crumb::new(words.t("appropriations-title"), path::overview(visit, year))];
    let figures_title = words.t_args("appropriation-figures", &[("year", year.to_string().into())]);
    let content = html! {
        (head)
        h2 { (figures_title) }
        (figures::facts(visit, standing))
        @if let Some(year) = standing.rules.usable_through {
            p.note { (words.t_args("appropriation-usable-through", &[("year", year.to_string().into())])) }
        }
        @if item.kind == ItemKind::Appropriation { (amounts(visit, &seen)) }
        (terms(visit, standing.terms.as_ref(), year))
        @if item.flow == Flow::InterestBearing && item.kind == ItemKind::Appropriation && !seen.instalments.is_empty() {
            (instalments(visit, &seen.instalments))
        }
        (facts(visit, item))
        (history(visit, &seen.versions))
    };
    visit.page(&title, &crumbs, &content)
}

fn seen(visit: &Visit, code: &str, asked: &str) -> Result<Option<Seen>, Miss> {
    let cx = &visit.cx;
    let seen = cx.read(Permission::BooksRead, |tx| {
        let model = model::load(tx, cx)?;
        let year = overview::year_of(&model, asked, cx.today);
        let standings = queries::of_year(tx, &cx.scope, &model, year, queries::Until::End)?;
        let Some(standing) = standings.of(code).cloned() else {
            return Ok(None);
        };
        let days = model.years.iter().find(|known| i64::from(known.year()) == year);
        let given = standing.own.given().unwrap_or_default();
        let instalments = days.map_or_else(Vec::new, |days| {
            plan::instalments(standing.terms.as_ref(), *days, given)
        });
        Ok(Some(Seen {
            year,
            movements: movements::of_item(tx, &cx.scope, code)?,
            versions: items::versions(tx, &cx.scope, code)?,
            instalments,
            standing,
        }))
    })?;
    Ok(seen)
}

fn amounts(visit: &Visit, seen: &Seen) -> Markup {
    let words = visit.words;
    let title = words.t("appropriation-movements");
    let of_year = seen.movements.iter().filter(|movement| movement.year == seen.year);
    let may = visit.cx.may(Permission::RegisterEdit);
    let mut columns = vec![
        Column::code(words.t("appropriation-movement")),
        Column::code(words.t("appropriation-decided-on")),
        Column::text(words.t("appropriation-kind")),
        Column::wide(words.t("appropriation-document")),
        Column::number(words.t("appropriation-amount")),
        Column::code(words.t("appropriation-takes-back")),
        Column::text(words.t("appropriation-registered-by")),
    ];
    if may {
        columns.push(Column::text(words.t("appropriation-take-back")));
    }
    let table = Table::new(words, title.as_str(), columns)
        .rows(of_year.map(|movement| {
            let mut cells = vec![
                Cell::code(movement.movement),
                Cell::date(movement.decided_on),
                Cell::text(words.t(&format!("appropriation-movement-{}", movement.kind.word()))),
                Cell::text(said(movement)),
                Cell::money(movement.amount),
                movement.takes_back.map_or_else(Cell::empty, Cell::code),
                Cell::text(&movement.registered_by),
            ];
            if may {
                cells.push(Cell::markup(take_back(visit, seen, movement)));
            }
            Row::new(cells)
        }))
        .empty(html! { p { (words.t("appropriation-movements-none")) } });
    html! { h2 { (title) } (table) }
}

fn said(movement: &Movement) -> String {
    if movement.note.is_empty() {
        movement.document.clone()
    } else {
        format!("{} – {}", movement.document, movement.note)
    }
}

/// The button that takes a movement back, where it can be.
fn take_back(visit: &Visit, seen: &Seen, movement: &Movement) -> Markup {
    let taken = seen
        .movements
        .iter()
        .any(|other| other.takes_back == Some(movement.movement));
    if taken || movement.takes_back.is_some() {
        return html! {};
    }
    let action = path::of_item(visit, &movement.item, "aterta", seen.year);
    let label = visit.words.t("appropriation-take-back");
    let form = FormPart::post(action, &visit.csrf)
        .content(html! { input type="hidden" name="movement" value=(movement.movement); })
        .button(Button::submit(label));
    html! { (form) }
}

fn terms(visit: &Visit, terms: Option<&Terms>, year: i64) -> Markup {
    let Some(terms) = terms else { return html! {} };
    let words = visit.words;
    let mut facts = Facts::new();
    let numbers = [
        ("appropriation-saving-per-mille", terms.saving_per_mille),
        ("appropriation-saving-years", terms.saving_years),
        ("appropriation-credit-per-mille", terms.credit_per_mille),
        ("appropriation-low-per-mille", terms.low_per_mille),
    ];
    for (key, number) in numbers {
        if let Some(number) = number {
            facts = facts.text(words.t(key), number.to_string());
        }
    }
    let amounts = [
        ("appropriation-credit-amount", terms.credit),
        ("appropriation-base", terms.base),
        ("appropriation-estimated", terms.estimated),
        ("appropriation-commitment-limit", terms.commitment_limit),
        ("appropriation-whole", terms.whole),
    ];
    for (key, amount) in amounts {
        if let Some(amount) = amount {
            facts = facts.money(words.t(key), amount);
        }
    }
    if !terms.document.is_empty() {
        facts = facts.text(words.t("appropriation-document"), terms.document.as_str());
    }
    let title = words.t_args("appropriation-terms", &[("year", year.to_string().into())]);
    html! { h2 { (title) } (facts) }
}

fn instalments(visit: &Visit, plan: &[Instalment]) -> Markup {
    let words = visit.words;
    let title = words.t("appropriation-instalments");
    let columns = [
        Column::code(words.t("appropriation-due-on")),
        Column::number(words.t("appropriation-amount")),
    ];
    let rows = plan
        .iter()
        .map(|part| Row::new([Cell::date(part.due_on), Cell::money(part.amount)]));
    let table = Table::new(words, title.as_str(), columns).rows(rows);
    html! { details { summary { (title) } (table) } }
}

fn facts(visit: &Visit, item: &Item) -> Facts {
    let words = visit.words;
    let yes_no = |yes: bool| words.t(if yes { "appropriation-yes" } else { "appropriation-no" });
    let mut facts = Facts::new()
        .text(
            words.t("appropriation-kind"),
            words.t(&format!("appropriation-kind-{}", item.kind.word())),
        )
        .text(
            words.t("appropriation-flow"),
            words.t(&format!("appropriation-flow-{}", item.flow.word())),
        );
    if let Some(parent) = &item.parent {
        facts = facts.text(words.t("appropriation-parent"), parent.as_str());
    }
    let bases = match item.kind {
        ItemKind::Appropriation => "appropriation-basis",
        ItemKind::RevenueTitle => "appropriation-title-basis",
    };
    facts = facts.text(
        words.t("appropriation-basis"),
        words.t(&format!("{bases}-{}", item.basis.word())),
    );
    if item.kind == ItemKind::Appropriation {
        facts = facts
            .text(words.t("appropriation-administrative"), yes_no(item.administrative))
            .text(words.t("appropriation-carried-forward"), yes_no(item.carried_forward))
            .text(
                words.t("appropriation-beyond"),
                words.t(&format!("appropriation-beyond-{}", item.beyond.word())),
            );
    }
    facts = facts.text(words.t("appropriation-gross"), yes_no(item.gross));
    if !item.links.is_empty() {
        let links = item
            .links
            .iter()
            .map(|link| days(&link.financier, link.valid_from, link.valid_to));
        facts = facts.text(words.t("appropriation-links"), links.collect::<Vec<_>>().join(", "));
    }
    if !item.document.is_empty() {
        facts = facts.text(words.t("appropriation-document"), item.document.as_str());
    }
    if let Some(day) = item.decided_on {
        facts = facts.date(words.t("appropriation-decided-on"), day);
    }
    if let Some(day) = item.valid_from {
        facts = facts.date(words.t("appropriation-valid-from"), day);
    }
    if let Some(day) = item.valid_to {
        facts = facts.date(words.t("appropriation-valid-to"), day);
    }
    facts
}

/// A financier with the days it is financed.
pub(super) fn days(financier: &str, from: Option<Date>, to: Option<Date>) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match (from, to) {
        (None, None) => financier.to_owned(),
        (from, to) => format!("{financier} {}..{}", day(from), day(to)),
    }
}

fn history(visit: &Visit, versions: &[ItemVersion]) -> Markup {
    let words = visit.words;
    let title = words.t("appropriation-versions");
    let columns = [
        Column::number(words.t("appropriation-version")),
        Column::wide(words.t("appropriation-name")),
        Column::text(words.t("appropriation-links")),
        Column::text(words.t("appropriation-changed-by")),
        Column::code(words.t("appropriation-changed-at")),
    ];
    let table = Table::new(words, title.as_str(), columns).rows(versions.iter().map(|version| {
        let links = version.item.links.iter();
        let links = links.map(|link| days(&link.financier, link.valid_from, link.valid_to));
        Row::new([
            Cell::count(version.version),
            Cell::text(&version.item.name),
            Cell::text(links.collect::<Vec<_>>().join(", ")),
            Cell::text(&version.changed_by),
            Cell::code(&version.changed_at),
        ])
    }));
    html! { details { summary { (title) } (table) } }
}
