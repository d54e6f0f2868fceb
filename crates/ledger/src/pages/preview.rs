//! *Förhandsvisa*: the voucher as it would stand, with what rules add (GL-10).

use kameral_access::Permission;
use kameral_base::Ore;
use kameral_site::{Miss, Visit};
use kameral_ui::parts::{ShownCell, ShownColumn, ShownTable};

use super::path;
use crate::charge::values_words;
use crate::model::AccountingModel;
use crate::store::model;
use crate::voucher::{BalancedLine, BalancedVoucher};

/// Columns: text key and class.
const COLUMNS: [(&str, &str); 7] = [
    ("line-number", "num"),
    ("line-account", "code"),
    ("line-name", ""),
    ("posting-rules-values", "code"),
    ("posting-rules-rule", ""),
    ("line-debit", "num"),
    ("line-credit", "num"),
];

/// The lines of what posting would give.
pub(super) fn shown(visit: &Visit, vouchers: &[BalancedVoucher]) -> Result<Vec<ShownTable>, Miss> {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    Ok(vouchers.iter().map(|voucher| table(visit, &model, voucher)).collect())
}

fn table(visit: &Visit, model: &AccountingModel, voucher: &BalancedVoucher) -> ShownTable {
    let columns = COLUMNS.map(|(key, class)| ShownColumn {
        label: visit.words.t(key),
        class,
    });
    let rows = (1_i64..).zip(voucher.lines());
    ShownTable {
        caption: visit.words.t("entry-preview-title"),
        columns: columns.into(),
        rows: rows.map(|(number, line)| row(visit, model, number, line)).collect(),
    }
}

fn row(visit: &Visit, model: &AccountingModel, number: i64, line: &BalancedLine) -> Vec<ShownCell> {
    let account = line.coding.account();
    let rule = line.generated.as_ref().map(|generated| {
        let caused = generated.caused_by_line.unwrap_or_default();
        let args = [("rule", generated.rule.clone().into()), ("line", caused.into())];
        ShownCell {
            text: visit.words.t_args("entry-preview-because", &args),
            href: Some(path::posting_rule(visit, &generated.rule, generated.version)),
        }
    });
    let side = |amount: Option<Ore>| {
        let amount = amount.filter(|amount| amount.is_positive());
        ShownCell::text(amount.map(|amount| amount.to_string()).unwrap_or_default())
    };
    vec![
        ShownCell::text(number.to_string()),
        ShownCell::text(account),
        ShownCell::text(model.account_name(account)),
        ShownCell::text(values_words(model, &line.coding)),
        rule.unwrap_or_default(),
        side(Some(line.amount)),
        side(line.amount.checked_neg()),
    ]
}
