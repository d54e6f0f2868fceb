//! `/verifikationer`: the vouchers, newest first, with the filters in the address (GL-13).

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Period, PeriodRange};
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Badge, Button, Cell, Choice, Column, Field, FilterBar, PageHead, Pagination, PeriodPicker, Row, Table, Tone, Width};
use maud::html;
use serde::Deserialize;

use crate::store::vouchers::{self, VoucherFilter, VoucherRow};
use crate::store::model;

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
    efter: Option<i64>,
}

impl Asked {
    /// What can be read of them; what cannot lets everything through and is told beside the field.
    fn filter(&self) -> VoucherFilter {
        let mut filter = VoucherFilter { series: self.serie.clone(), kind: self.typ.clone(), ..VoucherFilter::default() };
        if let Ok(range) = PeriodRange::parse(&self.period) {
            filter.periods = (range.from(), range.to());
        }
        let day = |text: &str, other: Date| text.parse().unwrap_or(other);
        filter.dates = (day(&self.fran, filter.dates.0), day(&self.till, filter.dates.1));
        if let Ok(number) = self.nummer.trim().parse() {
            filter.numbers = (number, number);
        }
        filter
    }
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| show(visit, &asked)).await
}

fn show(visit: &Visit, asked: &Asked) -> Answered {
    let before = asked.efter.unwrap_or(i64::MAX);
    let (mut rows, model) = visit.cx.read(Permission::BooksRead, |tx| {
        let rows = vouchers::page(tx, &visit.cx.scope, &asked.filter(), before, PAGE + 1)?;
        Ok((rows, model::load(tx, &visit.cx)?))
    })?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let words = visit.words;
    let title = words.t("vouchers-title");
    let series = model.series.values().map(|series| Choice::new(&series.series, format!("{} {}", series.series, series.name)));
    let kinds = model.kinds.values().map(|kind| Choice::new(&kind.kind, &kind.name));
    let any = || Choice::new("", words.t("vouchers-any"));
    let current = Period::of(visit.cx.today).to_string();
    let filters = FilterBar::new(words, &visit.address)
        .field(PeriodPicker::new(words, &visit.address).preset(&current, words.t("vouchers-this-period")).field())
        .field(Field::select("serie", words.t("vouchers-series"), std::iter::once(any()).chain(series)).value(&asked.serie))
        .field(Field::select("typ", words.t("vouchers-kind"), std::iter::once(any()).chain(kinds)).value(&asked.typ))
        .field(Field::date("fran", words.t("vouchers-from")).value(&asked.fran))
        .field(Field::date("till", words.t("vouchers-to")).value(&asked.till))
        .field(Field::number("nummer", words.t("vouchers-number")).value(&asked.nummer).width(Width::Short));
    let next = if more { rows.last().map(|row| row.journal_seq.to_string()) } else { None };
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
    .rows(rows.iter().map(|row| table_row(visit, row)))
    .empty(html! { p { (words.t("vouchers-none")) } });
    let mut head = PageHead::new(title.as_str());
    if visit.cx.may(Permission::VoucherDraft) {
        head = head.action(Button::link(visit.at("verifikationer/ny"), words.t("vouchers-new")).primary().key("n"));
    }
    let pages = Pagination::new(words, &visit.address).next(next);
    visit.page(&title, &[], &html! { (head) (filters) (table) (pages) })
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
