//! How far a voucher's lines on followed accounts are paired, with the way to their items.

use std::collections::BTreeMap;

use kameral_base::{EntityId, Ore};
use kameral_site::Visit;
use kameral_store::{Fault, Tx};
use kameral_ui::Address;
use kameral_ui::parts::tabs::TAB;
use maud::{Markup, html};

use super::open_items::{PAIRED, WAITING};
use crate::model::AccountingModel;
use crate::open_item::{FollowedLine, Part};
use crate::store::open_items;
use crate::store::vouchers::Voucher;
use crate::voucher::VoucherNumber;

/// Followed lines that are told of; a voucher with more is followed on the account's own page.
const LINES_MAX: usize = 200;

/// The followed lines of a voucher, by line.
pub(super) type LineItems = BTreeMap<i64, LineItem>;

/// How far a line is paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineItem {
    Open,
    Partly,
    Paired,
}

impl LineItem {
    fn of(line: &FollowedLine) -> Self {
        if line.amount == line.paired {
            Self::Paired
        } else if line.paired.is_zero() {
            Self::Open
        } else {
            Self::Partly
        }
    }

    /// The line's state, as a link to the items of its voucher on the account.
    pub(super) fn link(self, visit: &Visit, account: &str, number: &VoucherNumber) -> Markup {
        let (key, tab) = match self {
            Self::Open => ("line-item-open", WAITING),
            Self::Partly => ("line-item-partly", WAITING),
            Self::Paired => ("line-item-paired", PAIRED),
        };
        let address = Address::parse(&visit.at("oppna-poster"))
            .with("konto", account)
            .with("sok", number.to_string())
            .with(TAB, tab);
        html! { a href=(address) { (visit.words.t(key)) } }
    }
}

/// The followed lines among those shown. A line whose opening balance only repeats what is open since
/// an earlier year is no item of its own.
pub(super) fn of(
    tx: &mut Tx,
    entity: EntityId,
    model: &AccountingModel,
    voucher: &Voucher,
) -> Result<LineItems, Fault> {
    let followed = voucher.lines.iter().filter(|line| {
        let account = model.accounts.get(line.coding.account());
        account.is_some_and(|account| account.open_items)
    });
    let parts: Vec<Part> = followed
        .take(LINES_MAX)
        .map(|line| Part {
            journal_seq: voucher.header.journal_seq,
            line_no: line.line_no,
            amount: Ore::ZERO,
        })
        .collect();
    let lines = open_items::followed_lines(tx, entity, &parts)?;
    let known = parts.iter().zip(lines).filter_map(|(part, line)| {
        let line = line.filter(|line| !line.repeated)?;
        Some((part.line_no, LineItem::of(&line)))
    });
    Ok(known.collect())
}
