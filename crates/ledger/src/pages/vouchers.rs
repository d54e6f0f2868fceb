//! `/verifikationer`: the vouchers, newest first, with the filters in the address (GL-13).

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Arg, Date, Ore, Pattern, Period, PeriodRange};
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, Field, FilterBar, Notice, PageHead, Pagination, PeriodPicker, Row, Table,
    Tone, Width,
};
use maud::html;
use serde::Deserialize;

use crate::sight::Sight;
use crate::store::model;
use crate::store::vouchers::{self, LOOKED_THROUGH_MAX, VoucherFilter, VoucherRow};

/// Vouchers on a page.
const PAGE: i64 = 100;

/// The filters, as the address has them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    serie: String,
    typ: String,
    period: String,
    fran: String,
    till: String,
    nummer: String,
    belopp: String,
    registrerad: String,
    konto: String,
    efter: Option<i64>,
}

impl Asked {
    /// What can be read of them; what cannot lets everything through and is told beside the field.
    fn filter(&self) -> VoucherFilter {
        let mut filter = VoucherFilter {
            series: self.serie.clone(),
            kind: self.typ.clone(),
            ..VoucherFilter::default()
        };
        if let Ok(range) = PeriodRange::parse(&self.period) {
            filter.periods = (range.from(), range.to());
        }
        let day = |text: &str, other: Date| text.parse().unwrap_or(other);
        filter.dates = (day(&self.fran, filter.dates.0), day(&self.till, filter.dates.1));
        if let Ok(number) = self.nummer.trim().parse() {
            filter.numbers = (number, number);
        }
        filter.amounts = amounts(&self.belopp);
        if let Ok(day) = self.registrerad.parse::<Date>() {
            let next = day.tomorrow().unwrap_or(day);
            filter.registered = (day.to_string(), next.to_string());
        }
        filter
    }

    /// Conditions on lines: the account, and each dimension under its own code.
    fn coded(&self, more: &BTreeMap<String, String>) -> Vec<(String, Pattern)> {
        let account = ("KONTO".to_owned(), self.konto.clone());
        let dimensions = more
            .iter()
            .filter_map(|(name, text)| Some((name.strip_prefix("d-")?.to_owned(), text.clone())));
        std::iter::once(account)
            .chain(dimensions)
            .filter(|(_, text)| !text.trim().is_empty())
            .filter_map(|(code, text)| Some((code, Pattern::parse(text.trim()).ok()?)))
            .collect()
    }
}

/// `100`, or `100..200`.
fn amounts(text: &str) -> Option<(Ore, Ore)> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let size = |text: &str| Ore::parse(text.trim()).ok().and_then(Ore::checked_abs);
    Some((size(from)?, size(to)?))
}

pub(super) async fn list(
    visit: Visit,
    Query(asked): Query<Asked>,
    Query(more): Query<BTreeMap<String, String>>,
) -> Response {
    visit.answer(move |visit| show(visit, &asked, &more)).await
}

fn show(visit: &Visit, asked: &Asked, more: &BTreeMap<String, String>) -> Answered {
    let before = asked.efter.unwrap_or(i64::MAX);
    let (found, model) = visit.cx.read(Permission::BooksRead, |tx| {
        let (sight, model) = (Sight::load(tx, &visit.cx)?, model::load(tx, &visit.cx)?);
        let filter = VoucherFilter {
            coded: asked.coded(more),
            ..asked.filter()
        };
        Ok((vouchers::search(tx, &sight, &model, &filter, before, PAGE)?, model))
    })?;
    let words = visit.words;
    let title = words.t("vouchers-title");
    let series = model
        .series
        .values()
        .map(|series| Choice::new(&series.series, format!("{} {}", series.series, series.name)));
    let kinds = model.kinds.values().map(|kind| Choice::new(&kind.kind, &kind.name));
    let any = || Choice::new("", words.t("vouchers-any"));
    let current = Period::of(visit.cx.today).to_string();
    let filters = FilterBar::new(words, &visit.address)
        .field(
            PeriodPicker::new(words, &visit.address)
                .preset(&current, words.t("vouchers-this-period"))
                .field(),
        )
        .field(
            Field::select(
                "serie",
                words.t("vouchers-series"),
                std::iter::once(any()).chain(series),
            )
            .value(&asked.serie),
        )
        .field(Field::select("typ", words.t("vouchers-kind"), std::iter::once(any()).chain(kinds)).value(&asked.typ))
        .field(Field::date("fran", words.t("vouchers-from")).value(&asked.fran))
        .field(Field::date("till", words.t("vouchers-to")).value(&asked.till))
        .field(
            Field::number("nummer", words.t("vouchers-number"))
                .value(&asked.nummer)
                .width(Width::Short),
        )
        .field(
            Field::text("belopp", words.t("line-amount"))
                .value(&asked.belopp)
                .width(Width::Short),
        )
        .field(Field::date("registrerad", words.t("voucher-registered")).value(&asked.registrerad))
        .field(
            Field::lookup(words, "KONTO", "konto", words.t("line-account"))
                .value(&asked.konto)
                .width(Width::Short),
        );
    let filters = model.direct_dimensions().fold(filters, |filters, dimension| {
        let name = format!("d-{}", dimension.code);
        let value = more.get(&name).cloned().unwrap_or_default();
        filters.field(
            Field::lookup(words, dimension.code.as_str(), name, dimension.code.as_str())
                .value(value)
                .width(Width::Short),
        )
    });
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("vouchers-number")),
            Column::code(words.t("vouchers-date")),
            Column::code(words.t("vouchers-period")),
            Column::wide(words.t("vouchers-text")),
            Column::number(words.t("vouchers-turnover")),
            Column::number(words.t("vouchers-lines")),
            Column::text(words.t("vouchers-registered-by")),
        ],
    )
    .rows(found.rows.iter().map(|row| table_row(visit, row)))
    .empty(html! { p { (words.t(if found.gave_up { "vouchers-none-yet" } else { "vouchers-none" })) } });
    let mut head = PageHead::new(title.as_str());
    if visit.cx.may(Permission::VoucherDraft) {
        head = head.action(
            Button::link(visit.at("verifikationer/ny"), words.t("vouchers-new"))
                .primary()
                .key("n"),
        );
    }
    let pages = Pagination::new(words, &visit.address).next(found.next_before.map(|seq| seq.to_string()));
    let looked_through = [(
        "count",
        Arg::Number(i64::try_from(LOOKED_THROUGH_MAX).unwrap_or(i64::MAX)),
    )];
    let gave_up = found
        .gave_up
        .then(|| Notice::warning(words.t_args("vouchers-gave-up", &looked_through)).spoken(words));
    visit.page(
        &title,
        &[],
        &html! { (head) (filters) @if let Some(notice) = gave_up { (notice) } (table) (pages) },
    )
}

fn table_row(visit: &Visit, row: &VoucherRow) -> Row {
    let words = visit.words;
    let text = html! {
        (row.text)
        @if !row.correction.is_empty() { " " (Badge::new(Tone::Info, words.t(&format!("correction-{}", row.correction)))) }
    };
    Row::new([
        Cell::code(&row.number),
        Cell::date(row.date),
        Cell::period(row.period),
        Cell::markup(text),
        Cell::money(row.turnover),
        Cell::count(row.line_count),
        Cell::text(&row.registered_by),
    ])
    .href(super::path::voucher(visit, &row.number))
}
