//! What was paired, newest first, and the way to undo it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use kameral_access::Permission;
use kameral_base::Ore;
use kameral_site::{Miss, Visit};
use kameral_store::{Fault, Tx};
use kameral_ui::parts::{Badge, Cell, Column, Pagination, Row, Table, Tone};
use maud::{Markup, html};

use super::{Asked, account, here};
use crate::open_item::Pairing;
use crate::pages::{path, voucher};
use crate::sight::Sight;
use crate::store::{open_items, vouchers};
use crate::voucher::VoucherNumber;

/// Pairings on a page.
const PAGE: i64 = 50;

/// Parts shown of a pairing; the others are counted.
const PARTS_SHOWN: usize = 8;

/// The vouchers of parts, by their place in the journal.
type Numbers = BTreeMap<i64, VoucherNumber>;

pub(super) fn view(visit: &Visit, asked: &Asked) -> Result<Markup, Miss> {
    let cx = &visit.cx;
    let number = VoucherNumber::parse(&asked.sok.trim().to_uppercase());
    let before = asked.efter.parse().unwrap_or(i64::MAX);
    let (mut found, numbers) = cx.read_whole(Permission::BooksRead, |tx| {
        let sight = Sight::load(tx, cx)?;
        let of = match &number {
            // Of a voucher that is not there, nothing was paired.
            Some(number) => Some(vouchers::seq_of(tx, &sight, number)?.unwrap_or(0)),
            None => None,
        };
        let found = open_items::pairings_before(tx, &cx.scope, asked.konto.trim(), of, before, PAGE + 1)?;
        let numbers = numbers(tx, visit, &found)?;
        Ok((found, numbers))
    })?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = page < found.len();
    found.truncate(page);
    let next = found.last().filter(|_| more).map(|last| last.pairing.to_string());
    let words = visit.words;
    let table = Table::new(
        words,
        words.t("open-items-paired"),
        [
            Column::number(words.t("history-seq")),
            Column::code(words.t("history-at")),
            Column::text(words.t("history-who")),
            Column::wide(words.t("open-items-parts")),
            Column::number(words.t("line-amount")),
            Column::text(words.t("periods-state")),
            Column::text(words.t("drafts-do")),
        ],
    )
    .rows(found.iter().map(|pairing| row(visit, pairing, &numbers)))
    .empty(html! { p { (words.t("open-items-no-pairings")) } });
    Ok(html! { (table) (Pagination::new(words, &here(visit)).next(next)) })
}

fn numbers(tx: &mut Tx, visit: &Visit, found: &[Pairing]) -> Result<Numbers, Fault> {
    let mut numbers = Numbers::new();
    for part in found.iter().flat_map(|pairing| pairing.parts.iter().take(PARTS_SHOWN)) {
        if let Entry::Vacant(place) = numbers.entry(part.journal_seq) {
            let header = vouchers::header_at(tx, visit.cx.entity(), part.journal_seq)?;
            place.insert(header.number);
        }
    }
    Ok(numbers)
}

fn row(visit: &Visit, pairing: &Pairing, numbers: &Numbers) -> Row {
    let words = visit.words;
    let debit = pairing
        .parts
        .iter()
        .map(|part| part.amount)
        .filter(|amount| amount.is_positive());
    let debit = debit.into_iter().try_fold(Ore::ZERO, Ore::checked_add);
    let pairing_words = |key: &str, number: i64| words.t_args(key, &[("pairing", number.to_string().into())]);
    let state = match (pairing.undoes, pairing.undone_by) {
        (Some(of), _) => Cell::badge(&Badge::new(Tone::Neutral, pairing_words("open-items-undoes", of))),
        (None, Some(by)) => Cell::badge(&Badge::new(Tone::Neutral, pairing_words("open-items-undone-by", by))),
        (None, None) => Cell::badge(&Badge::new(Tone::Success, words.t("open-items-in-force"))),
    };
    let in_force = pairing.undoes.is_none() && pairing.undone_by.is_none();
    let undo = if in_force && visit.cx.may(Permission::AccountReconcile) {
        Cell::markup(html! { (account::undo_form(visit, pairing.pairing)) })
    } else {
        Cell::empty()
    };
    let row = Row::new([
        Cell::count(pairing.pairing),
        Cell::code(voucher::moment(&pairing.paired_at)),
        Cell::text(&pairing.paired_by),
        Cell::markup(parts(visit, pairing, numbers)),
        debit.map_or_else(Cell::empty, Cell::money),
        state,
        undo,
    ]);
    if in_force { row } else { row.quiet() }
}

/// Each part as its voucher and amount.
fn parts(visit: &Visit, pairing: &Pairing, numbers: &Numbers) -> Markup {
    let others = pairing.parts.len().saturating_sub(PARTS_SHOWN);
    let others = i64::try_from(others).unwrap_or(i64::MAX);
    html! {
        @for (at, part) in pairing.parts.iter().take(PARTS_SHOWN).enumerate() {
            @if at != 0 { ", " }
            span.money {
                @if let Some(number) = numbers.get(&part.journal_seq) {
                    a href=(path::voucher(visit, number)) { (number.to_string()) } " "
                }
                (part.amount.to_string())
            }
        }
        @if others != 0 { " " (visit.words.t_args("open-items-more-parts", &[("count", others.into())])) }
    }
}
