//! What probably answers what: pairs to agree to.

use kameral_access::Permission;
use kameral_base::Ore;
use kameral_site::Visit;
use kameral_ui::parts::{Button, Cell, Column, Form as FormPart, Row, Table};
use maud::{Markup, html};

use super::{order_address, waiting};
use crate::open_item::{OpenItem, Part};
use crate::pages::path;

/// Pairs shown. When they are paired, the next are proposed.
pub(super) const PAIRS_MAX: usize = 100;

/// The field of the pairs that are agreed to.
pub(super) const AGREED: &str = "par";

pub(super) fn view(visit: &Visit, items: &[OpenItem], proposed: &[[Part; 2]]) -> Markup {
    let words = visit.words;
    let may_pair = visit.cx.may(Permission::AccountReconcile);
    let shown = &proposed[..proposed.len().min(PAIRS_MAX)];
    let mut columns = Vec::new();
    if may_pair {
        columns.push(Column::code(words.t("open-items-choose")));
    }
    columns.extend([
        Column::code(words.t("vouchers-number")),
        Column::code(words.t("vouchers-date")),
        Column::wide(words.t("line-text")),
        Column::text(words.t("voucher-counterparty")),
        Column::code(words.t("open-items-reference")),
        Column::number(words.t("open-items-open")),
    ]);
    let rows = shown.iter().flat_map(|pair| {
        let [earlier, later] = pair.map(|part| item_of(items, part));
        let both = earlier.zip(later);
        both.map(|(earlier, later)| rows_of(visit, earlier, later, may_pair))
            .into_iter()
            .flatten()
    });
    let table = Table::new(words, words.t("open-items-proposed"), columns)
        .rows(rows)
        .empty(html! { p { (words.t("open-items-no-proposals")) } });
    if !may_pair || shown.is_empty() {
        return html! { (table) };
    }
    let form = FormPart::post(order_address(visit, "oppna-poster/para-forslag"), &visit.csrf)
        .wide()
        .content(html! { p { (words.t("open-items-proposed-lead")) } (table) })
        .button(Button::submit(words.t("open-items-pair-proposed")).primary().key("p"));
    html! { (form) }
}

fn item_of(items: &[OpenItem], part: Part) -> Option<&OpenItem> {
    items.iter().find(|item| item.whole() == part)
}

/// A pair stands as two rows, and is agreed to by one tick.
fn rows_of(visit: &Visit, earlier: &OpenItem, later: &OpenItem, may_pair: bool) -> [Row; 2] {
    let value = format!("{} {}", waiting::choice(earlier), waiting::choice(later));
    let [one, other] = [earlier, later].map(|item| waiting::label(visit, item, item.open));
    let tick = Cell::pick(AGREED, &value, &format!("{one} – {other}"), Ore::ZERO, true);
    let row = |item: &OpenItem, first: Cell| {
        let cells = may_pair.then_some(first).into_iter().chain([
            Cell::code_link(&path::voucher(visit, &item.number), item.number.to_string()),
            Cell::date(item.date),
            Cell::text(&item.text),
            Cell::text(&item.counterparty),
            Cell::code(&item.reference),
            Cell::money(item.open),
        ]);
        Row::new(cells)
    };
    [row(earlier, tick), row(later, Cell::empty()).follows()]
}
