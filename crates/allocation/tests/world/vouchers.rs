//! Vouchers as a story writes them.

use kameral_base::{Ore, Period, Quantity};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};

/// A voucher from `2026-03-10 Text | 4011 ORG=100 1000,00 | 2581 -1000,00`.
pub fn draft(model: &AccountingModel, line: &str) -> DraftVoucher {
    let mut parts = line.split('|');
    let (date, text) = parts
        .next()
        .unwrap_or_default()
        .trim()
        .split_once(' ')
        .expect("date and text");
    DraftVoucher {
        date: Some(date.parse().expect("a date")),
        // What is called so stands in the year's opening period.
        period: (text == "Ingående balans").then(|| Period::parse(&format!("{}00", &date[..4])).expect("a year")),
        text: text.to_owned(),
        lines: parts.map(|part| draft_line(model, part)).collect(),
        ..DraftVoucher::default()
    }
}

fn draft_line(model: &AccountingModel, text: &str) -> DraftLine {
    let mut line = DraftLine::default();
    for (at, token) in text.split_whitespace().enumerate() {
        if at == 0 {
            token.clone_into(&mut line.account);
        } else if let Some((code, value)) = token.split_once('=') {
            let dimension = model.dimension(code).expect("a dimension");
            line.values.push((dimension.position, value.to_owned()));
        } else if let Some(hours) = token.strip_suffix('h') {
            line.quantity = Some(Quantity::parse(hours).expect("hours"));
            "h".clone_into(&mut line.unit);
        } else {
            line.amount = Ore::parse(token).expect("an amount");
        }
    }
    line
}
