//! The lines of a posted voucher as `kameral voucher show` lists them. Its JSON is the API's.

use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::vouchers::Voucher;

use crate::cli::Listing;

/// The lines as a listing for the command line.
pub fn lines(voucher: &Voucher, model: &AccountingModel) -> Listing {
    let rows = voucher.lines.iter().map(|line| {
        let values = line.coding.values();
        let coded = values.iter().map(|(position, value)| {
            let code = model
                .dimension_at(*position)
                .map_or("?", |dimension| dimension.code.as_str());
            format!("{code}={value}")
        });
        vec![
            line.line_no.to_string(),
            line.coding.account().to_owned(),
            model.account_name(line.coding.account()).to_owned(),
            coded.collect::<Vec<_>>().join(" "),
            line.amount.plain(),
            line.quantity.map(kameral_base::Quantity::plain).unwrap_or_default(),
            line.unit.clone(),
            line.text.clone(),
        ]
    });
    Listing {
        columns: vec![
            ("line", "cli-line"),
            ("account", "cli-account"),
            ("name", "cli-name"),
            ("coding", "cli-coding"),
            ("amount", "cli-amount"),
            ("quantity", "cli-quantity"),
            ("unit", "cli-unit"),
            ("text", "cli-text"),
        ],
        rows: rows.collect(),
    }
}
