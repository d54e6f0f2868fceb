//! A report as a page: filters, verdict, table.

use kameral_base::{Arg, Period};
use kameral_ledger::model::AccountingModel;
use kameral_site::Visit;
use kameral_ui::parts::{
    Badge, Button, Cell, Column as Heading, ErrorSummary, Field, FilterBar, PageHead, Pagination, PeriodPicker,
    Row as Shown, Table as Grid, Tone, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};

use super::href;
use crate::output::{Format, told};
use crate::table::{Kind, Row, RowKind, Table, Value};
use crate::{Address, Offer, Reconciles, Report, Written};

/// The way here: the report above this one.
pub(super) fn crumbs(visit: &Visit, table: &Table) -> Vec<Crumb> {
    let up = table.head.up.as_ref();
    up.map(|up| Crumb::new(visit.words.sentence(&up.report.title()), href(visit, up)))
        .into_iter()
        .collect()
}

/// The list of reports.
pub(super) fn list(visit: &Visit, title: &str, reports: &[Report]) -> Markup {
    let words = visit.words;
    let columns = [
        Heading::text(words.t("page-report-list-report")),
        Heading::wide(words.t("page-report-list-about")),
    ];
    let rows = reports.iter().map(|report| {
        let to = href(visit, &Address::new(*report));
        let name = words.sentence(&report.title());
        Shown::new([Cell::link(&to, name), Cell::text(words.sentence(&report.about()))])
    });
    html! {
        (PageHead::new(title))
        (Grid::new(words, title, columns).rows(rows))
    }
}

/// The whole page.
pub(super) fn page(visit: &Visit, model: &AccountingModel, written: &Written, table: &Table) -> Markup {
    let words = visit.words;
    let title = words.sentence(&table.head.title);
    let csv = visit
        .address
        .clone()
        .with("format", Format::CsvSwedish.word())
        .to_string();
    let head = PageHead::new(title.as_str())
        .badge(verdict(visit, table))
        .lead(lead(visit, table))
        .action(Button::link(csv, words.t("page-report-as-csv")));
    let next = table.tail.next.as_ref().map(ToString::to_string);
    html! {
        (head)
        (filters(visit, model, written))
        (grid(visit, table))
        @if next.is_some() { (Pagination::new(words, &visit.address).next(next)) }
        @for note in &table.tail.notes { p.note { (words.sentence(note)) } }
    }
}

/// The page of a question that is refused: the same filters, and what is wrong.
pub(super) fn refused(
    visit: &Visit,
    model: &AccountingModel,
    written: &Written,
    title: &str,
    spoken: &[Spoken],
) -> Markup {
    html! {
        (PageHead::new(title))
        (ErrorSummary::new(visit.words, spoken))
        (filters(visit, model, written))
    }
}

fn verdict(visit: &Visit, table: &Table) -> Badge {
    let words = visit.words;
    match table.tail.reconciles {
        Reconciles::Agrees => Badge::new(Tone::Success, words.t("page-report-agrees")),
        Reconciles::Part { rest } => Badge::new(
            Tone::Info,
            words.t_args("page-report-part", &[("rest", Arg::Amount(rest))]),
        ),
        Reconciles::Differs { by } => Badge::new(
            Tone::Refused,
            words.t_args("page-report-differs", &[("by", Arg::Amount(by))]),
        ),
    }
}

fn lead(visit: &Visit, table: &Table) -> String {
    let words = visit.words;
    let periods = table
        .head
        .periods
        .map(|periods| periods.to_string())
        .unwrap_or_default();
    let args = [
        ("periods", Arg::Text(periods)),
        ("currency", Arg::Text(table.head.currency.clone())),
        ("seq", Arg::Text(table.head.seq.to_string())),
    ];
    words.t_args(
        if table.head.as_of_asked {
            "page-report-lead-as-of"
        } else {
            "page-report-lead"
        },
        &args,
    )
}

fn filters(visit: &Visit, model: &AccountingModel, written: &Written) -> Markup {
    let words = visit.words;
    let of = |code: &str| {
        let found = written
            .filters
            .iter()
            .find_map(|filter| filter.split_once('=').filter(|(key, _)| key.eq_ignore_ascii_case(code)));
        found.map_or(String::new(), |(_, pattern)| pattern.to_owned())
    };
    let today = visit.cx.today;
    let year = i64::from(today.year());
    // A report asks only what it can be asked, and shows what was asked of it.
    let offers = Report::from_name(&written.name).map_or(&[][..], Report::offers);
    let asks = |offer: Offer, asked: bool| asked || offers.contains(&offer);
    let mut bar = FilterBar::new(words, &visit.address).field(
        PeriodPicker::new(words, &visit.address)
            .preset(Period::of(today).to_string(), words.t("page-report-this-period"))
            .preset(format!("{year}01..{year}12"), words.t("page-report-this-year"))
            .preset(format!("{0}00..{0}13", year - 1), words.t("page-report-last-year"))
            .field(),
    );
    if asks(Offer::Where, !written.filters.is_empty()) {
        bar = bar.field(
            Field::lookup(words, "KONTO", "konto", words.t("page-report-account"))
                .value(of("KONTO"))
                .width(Width::Short),
        );
        for dimension in &model.dimensions {
            let code = dimension.code.as_str();
            let field = Field::lookup(words, code, format!("d-{code}"), code);
            bar = bar.field(field.value(of(code)).width(Width::Short));
        }
    }
    if asks(Offer::By, !written.by.is_empty()) {
        bar = bar.field(
            Field::text("by", words.t("page-report-by"))
                .value(&written.by)
                .help(words.t("page-report-by-help"))
                .width(Width::Long),
        );
    }
    if asks(Offer::AsOf, !written.as_of.is_empty()) {
        bar = bar.field(
            Field::text("as-of", words.t("page-report-as-of"))
                .value(&written.as_of)
                .width(Width::Medium),
        );
    }
    html! { (bar) }
}

fn grid(visit: &Visit, table: &Table) -> Markup {
    let words = visit.words;
    // Where one column is what the report is read by, the others are as narrow as they are.
    let is_read_by_one = table.head.columns.iter().any(|column| column.wide);
    let columns = table.head.columns.iter().map(|column| {
        let label = column.label.text(words);
        match column.kind {
            Kind::Text if column.wide || !is_read_by_one => Heading::wide(label),
            kind if kind.is_number() => Heading::number(label),
            _ => Heading::code(label),
        }
    });
    let caption = words.sentence(&table.head.title);
    let mut grid = Grid::new(words, caption, columns)
        .rows(table.rows.iter().map(|row| shown(visit, table, row)))
        .empty(html! { p { (words.t("page-report-empty")) } })
        .scrolls();
    if let Some(total) = &table.tail.totals {
        grid = grid.totals(total.cells.iter().map(|value| cell(visit, value, None)));
    }
    html! { (grid) }
}

fn shown(visit: &Visit, table: &Table, row: &Row) -> Shown {
    let cells = row.cells.iter().enumerate().map(|(at, value)| {
        let to = table.address(row, at).map(|address| href(visit, &address));
        cell(visit, value, to.as_deref())
    });
    // Each figure is a link of its own, for the periods its column is about.
    let shown = Shown::new(cells);
    match row.kind {
        RowKind::Heading | RowKind::Opened | RowKind::Subtotal | RowKind::Total | RowKind::Closing => shown.strong(),
        // A control that is not zero is looked at first.
        RowKind::Control if is_zero(row) => shown.quiet(),
        RowKind::Opening | RowKind::More => shown.quiet(),
        RowKind::Control | RowKind::Unclosed => shown.marked(),
        RowKind::Line => shown,
    }
}

fn is_zero(row: &Row) -> bool {
    let is_something = |value: &Value| matches!(value, Value::Amount(amount) if !amount.is_zero());
    !row.cells.iter().any(is_something)
}

fn cell(visit: &Visit, value: &Value, to: Option<&str>) -> Cell {
    let words = visit.words;
    match (value, to) {
        (Value::Empty, _) => Cell::empty(),
        (Value::Amount(amount), Some(to)) => Cell::money_link(*amount, to),
        (Value::Amount(amount), None) => Cell::money(*amount),
        (Value::Quantity(quantity), _) => Cell::quantity(*quantity, None),
        (Value::Date(date), _) => Cell::date(*date),
        (Value::Period(period), _) => Cell::period(*period),
        (Value::Count(count), _) => Cell::count(count),
        (Value::Share(_), _) => Cell::number(told(value, words)),
        (value, Some(to)) => Cell::link(to, told(value, words)),
        (value, None) => Cell::text(told(value, words)),
    }
}
