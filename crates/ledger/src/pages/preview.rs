//! *Förhandsvisa*: the voucher as it would stand, with what rules add (GL-10).

use kameral_access::Permission;
use kameral_base::Ore;
use kameral_site::{Miss, Visit};
use kameral_ui::parts::{Cell, Column, Row, Table};
use maud::{Markup, html};

use super::path;
use crate::charge::values_words;
use crate::model::AccountingModel;
use crate::store::model;
use crate::voucher::{BalancedLine, BalancedVoucher};

/// The lines of what posting would give.
pub(super) fn shown(visit: &Visit, vouchers: &[BalancedVoucher]) -> Result<Markup, Miss> {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    Ok(html! { @for voucher in vouchers { (table(visit, &model, voucher)) } })
}

fn table(visit: &Visit, model: &AccountingModel, voucher: &BalancedVoucher) -> Table {
    let words = visit.words;
    let columns = [
        Column::number(words.t("line-number")),
        Column::code(words.t("line-account")),
        Column::text(words.t("line-name")),
        Column::code(words.t("posting-rules-values")),
        Column::text(words.t("posting-rules-rule")),
        Column::number(words.t("line-debit")),
        Column::number(words.t("line-credit")),
    ];
    let rows = (1..).zip(voucher.lines());
    Table::new(words, words.t("entry-preview-title"), columns)
        .rows(rows.map(|(number, line)| row(visit, model, number, line)))
        .scrolls()
}

fn row(visit: &Visit, model: &AccountingModel, number: i64, line: &BalancedLine) -> Row {
    let account = line.coding.account();
    let rule = line.generated.as_ref().map_or_else(
        || Cell::text(""),
        |generated| {
            let caused = generated.caused_by_line.unwrap_or_default();
            let args = [("rule", generated.rule.clone().into()), ("line", caused.into())];
            let told = visit.words.t_args("entry-preview-because", &args);
            Cell::link(&path::posting_rule(visit, &generated.rule, generated.version), told)
        },
    );
    let side = |amount: Option<Ore>| Cell::money_or_blank(amount.unwrap_or(Ore::ZERO));
    let credit = line.amount.checked_neg();
    Row::new([
        Cell::count(number),
        Cell::code(account),
        Cell::text(model.account_name(account)),
        Cell::code(values_words(model, &line.coding)),
        rule,
        side(Some(line.amount).filter(|amount| amount.is_positive())),
        side(credit.filter(|amount| amount.is_positive())),
    ])
}
