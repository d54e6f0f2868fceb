//! `/anslag`: what is left of every appropriation, as a tree with a bar, and the revenue titles.

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::model;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, Field, FilterBar, Notice, PageHead, Row, Table, Tone, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::path;
use crate::model::ItemKind;
use crate::queries::{self, Standings};
use crate::standing::{Level, Standing};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ar: String,
    per: String,
    sok: String,
    visa: String,
}

/// The word in the address for items with little left.
const LITTLE: &str = "lite";

impl Asked {
    fn day(&self) -> Option<Date> {
        self.per.trim().parse().ok()
    }
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked)).await
}

fn page(visit: &Visit, asked: &Asked) -> Answered {
    let cx = &visit.cx;
    let day = asked.day();
    let (model, standings) = cx.read(Permission::BooksRead, |tx| {
        let model = model::load(tx, cx)?;
        let year = year_of(&model, &asked.ar, day.unwrap_or(cx.today));
        let of_year = |day: &Date| model.year_of(*day).is_some_and(|found| i64::from(found.year()) == year);
        let until = day.filter(of_year).map_or(queries::Until::End, queries::Until::Day);
        let standings = queries::of_year(tx, &cx.scope, &model, year, until)?;
        Ok((model, standings))
    })?;
    let words = visit.words;
    let title = words.t("appropriations-title");
    let lead = match day {
        Some(day) => words.t_args("appropriations-lead-on", &[("day", day.into())]),
        None => words.t("appropriations-lead"),
    };
    let mut head = PageHead::new(title.as_str()).lead(lead);
    if cx.may(Permission::RegisterEdit) {
        let next = words.t_args(
            "appropriations-begin",
            &[("year", (standings.year + 1).to_string().into())],
        );
        head = head
            .action(Button::link(visit.at("anslag/ny"), words.t("appropriations-new")).key("n"))
            .action(Button::link(
                visit.at("anslag/ny?slag=revenue_title"),
                words.t("appropriations-new-title"),
            ))
            .action(Button::link(
                visit.at(&format!("anslag/borja?ar={}", standings.year + 1)),
                next,
            ));
    }
    let content = html! {
        (head)
        (filters(visit, &model))
        @if !queries::sees_all(&cx.scope) {
            (Notice::info(words.t("appropriations-restricted")).spoken(words))
        }
        @if !standings.unlinked.is_zero() {
            (Notice::warning(words.t_args("appropriations-unlinked", &[("amount", standings.unlinked.into())])).spoken(words))
        }
        (appropriations(visit, &model, &standings, asked))
        (titles(visit, &model, &standings, asked))
    };
    visit.page(&title, &[], &content)
}

/// The year asked for, or the one a day lies in, or the last there is.
pub(super) fn year_of(model: &AccountingModel, asked: &str, day: Date) -> i64 {
    let known = model.years.iter().map(|year| i64::from(year.year()));
    let wanted = asked
        .trim()
        .parse()
        .ok()
        .or_else(|| Some(i64::from(model.year_of(day)?.year())));
    wanted.or_else(|| known.max()).unwrap_or_else(|| i64::from(day.year()))
}

fn filters(visit: &Visit, model: &AccountingModel) -> FilterBar {
    let words = visit.words;
    let years = model.years.iter().rev().map(|year| {
        let year = year.year().to_string();
        Choice::new(year.clone(), year)
    });
    let current = Choice::new("", words.t("appropriation-show-all"));
    let little = Choice::new(LITTLE, words.t("appropriation-show-little"));
    FilterBar::new(words, &visit.address)
        .field(
            Field::select("ar", words.t("appropriation-year"), years)
                .value(year_of(model, visit.address.get("ar").unwrap_or_default(), visit.cx.today).to_string()),
        )
        .field(Field::date("per", words.t("appropriation-day")))
        .field(Field::text("sok", words.t("appropriation-search")).width(Width::Medium))
        .field(Field::select("visa", words.t("appropriation-show"), [current, little]))
}

/// Whether an item is shown: by designation or name, and by how much is left.
fn wanted(asked: &Asked, standing: &Standing) -> bool {
    let sought = asked.sok.trim().to_lowercase();
    let like = |text: &str| text.to_lowercase().contains(&sought);
    let item = &standing.item;
    let named = sought.is_empty() || like(&item.item) || like(&item.name) || like(&item.name_en);
    named && (asked.visa != LITTLE || standing.alarm != Level::Enough)
}

fn appropriations(visit: &Visit, model: &AccountingModel, standings: &Standings, asked: &Asked) -> Table {
    let words = visit.words;
    let shown = |standing: &&Standing| standing.item.kind == ItemKind::Appropriation && wanted(asked, standing);
    let none = if standings.items.is_empty() {
        "appropriations-none"
    } else {
        "appropriations-none-like"
    };
    Table::new(
        words,
        words.t("appropriations-title"),
        [
            Column::code(words.t("appropriation-item")),
            Column::wide(words.t("appropriation-name")),
            Column::number(words.t("appropriation-disposable")),
            Column::number(words.t("appropriation-expenditure")),
            Column::number(words.t("appropriation-income")),
            Column::number(words.t("appropriation-left")),
            Column::text(words.t("appropriation-used")),
            Column::number(words.t("appropriation-credit")),
            Column::text(words.t("appropriation-level")),
        ],
    )
    .rows(standings.items.iter().filter(shown).map(|standing| {
        let (item, whole) = (&standing.item, &standing.whole);
        let opened = |amount: Ore, role: &str| {
            let href = path::drill(visit, model, &standings.items, &item.item, standings.year, role);
            opened(amount, href)
        };
        Row::new([
            Cell::code(&item.item),
            Cell::text(indented(standing, name(visit, standing))),
            Cell::money(whole.disposable().unwrap_or(Ore::MAX)),
            opened(whole.charged.expenditure, queries::CHARGE),
            opened(whole.charged.income, queries::CHARGE_GROSS),
            Cell::money(whole.left().unwrap_or(Ore::MAX)),
            Cell::markup(bar(visit, standing)),
            Cell::money_or_blank(standing.rules.credit),
            Cell::badge(&level(visit, standing)),
        ])
        .href(path::item(visit, &item.item, standings.year))
    }))
    .empty(html! { p { (words.t(none)) } })
}

fn titles(visit: &Visit, model: &AccountingModel, standings: &Standings, asked: &Asked) -> Markup {
    let words = visit.words;
    let mut shown = standings
        .items
        .iter()
        .filter(|standing| standing.item.kind == ItemKind::RevenueTitle && wanted(asked, standing))
        .peekable();
    if shown.peek().is_none() {
        return html! {};
    }
    let title = words.t("appropriations-titles");
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("appropriation-item")),
            Column::wide(words.t("appropriation-name")),
            Column::number(words.t("appropriation-estimated")),
            Column::number(words.t("appropriation-income")),
            Column::number(words.t("appropriation-expenditure")),
        ],
    )
    .rows(shown.map(|standing| {
        let (item, whole) = (&standing.item, &standing.whole);
        let estimated = standing.terms.as_ref().and_then(|terms| terms.estimated);
        let opened = |amount: Ore, role: &str| {
            let href = path::drill(visit, model, &standings.items, &item.item, standings.year, role);
            opened(amount, href)
        };
        Row::new([
            Cell::code(&item.item),
            Cell::text(indented(standing, name(visit, standing))),
            estimated.map_or_else(Cell::empty, Cell::money),
            opened(whole.charged.income, queries::TITLE),
            opened(whole.charged.expenditure, queries::TITLE_GROSS),
        ])
        .href(path::item(visit, &item.item, standings.year))
    }));
    html! { h2 { (title) } (table) }
}

/// An amount that opens its vouchers; a blank where there are none.
fn opened(amount: Ore, href: Option<String>) -> Cell {
    match href {
        Some(href) if !amount.is_zero() => Cell::money_link(amount, &href),
        _ => Cell::money_or_blank(amount),
    }
}

/// A name as deep as its item stands in the tree.
fn indented(standing: &Standing, name: &str) -> String {
    format!("{}{name}", "\u{2003}".repeat(standing.level - 1))
}

pub(super) fn name<'s>(visit: &Visit, standing: &'s Standing) -> &'s str {
    match visit.words.language() {
        kameral_ui::Language::En if !standing.item.name_en.is_empty() => &standing.item.name_en,
        _ => &standing.item.name,
    }
}

/// How much is used, as a bar with its share in words.
fn bar(visit: &Visit, standing: &Standing) -> Markup {
    let used = standing.used_per_mille();
    let said = visit.words.t_args(
        "appropriation-used-of",
        &[
            ("item", standing.item.item.as_str().into()),
            ("share", (used / 10).into()),
        ],
    );
    html! { progress value=(used) max="1000" aria-label=(said) title=(said) {} }
}

pub(super) fn level(visit: &Visit, standing: &Standing) -> Badge {
    let tone = match standing.alarm {
        Level::Enough => Tone::Success,
        Level::Low => Tone::Info,
        Level::OnCredit => Tone::Warning,
        Level::BeyondCredit => Tone::Refused,
    };
    let key = format!("appropriation-level-{}", standing.alarm.word());
    Badge::new(tone, visit.words.t(&key))
}
