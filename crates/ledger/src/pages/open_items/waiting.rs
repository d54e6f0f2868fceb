//! The lines that wait, to be chosen and paired. Their sum is told as they are chosen.

use kameral_access::Permission;
use kameral_base::{Date, Ore};
use kameral_site::Visit;
use kameral_ui::parts::{Button, Cell, Column, Form as FormPart, Pagination, PickBar, Row, Table};
use maud::{Markup, html};

use super::account::Refused;
use super::{Asked, here, order_address};
use crate::open_item::OpenItem;
use crate::pages::path;

/// Lines on a page.
const PAGE: usize = 200;

/// The field of the chosen lines.
pub(super) const CHOSEN: &str = "post";

/// A line as the form sends it: where it stands, and what was open of it when it was chosen.
pub(super) fn choice(item: &OpenItem) -> String {
    format!("{}.{}.{}", item.journal_seq, item.line_no, item.open.get())
}

/// A line's place in the list: the next page begins after it, whether it is there still or not.
type At = (Date, i64, i64);

fn at(item: &OpenItem) -> At {
    (item.date, item.journal_seq, item.line_no)
}

/// The same in the address.
fn cursor(item: &OpenItem) -> String {
    format!("{}.{}.{}", item.date, item.journal_seq, item.line_no)
}

fn read_cursor(text: &str) -> Option<At> {
    let mut parts = text.split('.');
    let day = parts.next()?.parse().ok()?;
    Some((day, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

pub(super) fn view(visit: &Visit, found: &[OpenItem], asked: &Asked, refused: &Refused) -> Markup {
    let words = visit.words;
    let after = read_cursor(&asked.efter);
    let from = after.map_or(0, |after| found.partition_point(|item| at(item) <= after));
    let shown = &found[from..found.len().min(from + PAGE)];
    let next = (from + PAGE < found.len()).then(|| shown.last().map(cursor)).flatten();
    let may_pair = visit.cx.may(Permission::AccountReconcile);
    let table = table(visit, shown, may_pair, refused);
    let pages = Pagination::new(words, &here(visit)).next(next);
    if !may_pair {
        return html! { (table) (pages) };
    }
    let button = Button::submit(words.t("open-items-pair")).primary().key("p");
    let form = FormPart::post(order_address(visit, "oppna-poster/para"), &visit.csrf)
        .wide()
        .content(html! { @if !shown.is_empty() { (PickBar::new(words, button)) } (table) });
    html! { (form) (pages) }
}

fn table(visit: &Visit, shown: &[OpenItem], may_pair: bool, refused: &Refused) -> Table {
    let words = visit.words;
    let mut columns = Vec::new();
    if may_pair {
        columns.push(Column::code(words.t("open-items-choose")));
    }
    columns.extend([
        Column::code(words.t("vouchers-number")),
        Column::code(words.t("vouchers-date")),
        Column::number(words.t("open-items-age")),
        Column::wide(words.t("line-text")),
        Column::text(words.t("voucher-counterparty")),
        Column::code(words.t("open-items-reference")),
        Column::number(words.t("line-amount")),
        Column::number(words.t("open-items-open")),
    ]);
    Table::new(words, words.t("open-items-waiting"), columns)
        .scrolls()
        .rows(shown.iter().map(|item| row(visit, item, may_pair, refused)))
        .empty(html! { p { (words.t("open-items-none")) } })
}

fn row(visit: &Visit, item: &OpenItem, may_pair: bool, refused: &Refused) -> Row {
    let mut cells = Vec::new();
    if may_pair {
        let value = choice(item);
        let is_chosen = refused.chosen.contains(&value);
        cells.push(Cell::pick(
            CHOSEN,
            &value,
            &label(visit, item, item.open),
            item.open,
            is_chosen,
        ));
    }
    cells.extend([
        Cell::code_link(&path::voucher(visit, &item.number), item.number.to_string()),
        Cell::date(item.date),
        Cell::count(item.age_days(visit.cx.today)),
        Cell::text(&item.text),
        Cell::text(&item.counterparty),
        Cell::code(&item.reference),
        Cell::money(item.amount),
        Cell::money(item.open),
    ]);
    Row::new(cells)
}

/// What a reader hears of a line that can be chosen.
pub(super) fn label(visit: &Visit, item: &OpenItem, amount: Ore) -> String {
    visit.words.t_args(
        "open-items-choice",
        &[
            ("number", item.number.to_string().into()),
            ("line", item.line_no.into()),
            ("amount", amount.to_string().into()),
        ],
    )
}
