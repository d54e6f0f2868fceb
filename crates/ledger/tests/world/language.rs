//! Vouchers and lines, written the short way.
//!
//! A head is `2026-03-15 series=E number=7 Rent for March`: date (or `-`), what is set by name, text.
//! A line is `5012 ORG=100 500,00 qty=40 unit=kWh EUR=45,00 "Office"`: account (or `-`), then in any
//! order dimension values, an amount (debit positive), quantity, unit, an amount in a currency, and
//! a text in quotes.

use kameral_base::{Ore, Period, Quantity};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};

/// A draft from its head and its lines.
pub fn draft<'a>(model: &AccountingModel, head: &str, lines: impl IntoIterator<Item = &'a str>) -> DraftVoucher {
    let mut draft = DraftVoucher::default();
    let mut text = Vec::new();
    for (at, token) in head.split_whitespace().enumerate() {
        match token.split_once('=') {
            Some((name, value)) if !head_field(&mut draft, name, value) => text.push(token),
            Some(_) => {}
            None if at == 0 => draft.date = (token != "-").then(|| token.parse().expect("a date")),
            None => text.push(token),
        }
    }
    draft.text = text.join(" ");
    draft.lines = lines.into_iter().map(|text| line(model, text)).collect();
    draft
}

fn head_field(draft: &mut DraftVoucher, name: &str, value: &str) -> bool {
    let text = value.replace('_', " ");
    match name {
        "series" => draft.series = text,
        "kind" => value.clone_into(&mut draft.kind),
        "number" => draft.number = Some(value.parse().expect("a number")),
        "period" => draft.period = Some(Period::parse(value).expect("a period")),
        "event" => draft.event_date = Some(value.parse().expect("a date")),
        "counterparty" => draft.counterparty = text,
        "source_key" => draft.source_key = text,
        "link" => draft.link = text,
        _ => return false,
    }
    true
}

/// One line.
pub fn line(model: &AccountingModel, text: &str) -> DraftLine {
    let (text, quoted) = text.split_once('"').unwrap_or((text, ""));
    let mut line = DraftLine {
        text: quoted.trim_end_matches('"').to_owned(),
        ..DraftLine::default()
    };
    let mut tokens = text.split_whitespace();
    let account = tokens.next().expect("a line begins with an account");
    if account != "-" {
        account.clone_into(&mut line.account);
    }
    for token in tokens {
        match token.split_once('=') {
            Some((name, value)) => line_field(model, &mut line, name, value),
            None => line.amount = Ore::parse(token).expect("an amount"),
        }
    }
    line
}

fn line_field(model: &AccountingModel, line: &mut DraftLine, name: &str, value: &str) {
    let position = name
        .parse()
        .ok()
        .or_else(|| model.dimension(name).map(|dimension| dimension.position));
    match (name, position) {
        (_, Some(position)) => line.values.push((position, value.to_owned())),
        ("qty", _) => line.quantity = Some(Quantity::parse(value).expect("a quantity")),
        ("unit", _) => value.clone_into(&mut line.unit),
        ("row", _) => line.source_row = Some(value.parse().expect("a row")),
        (currency, _) => {
            let digits: String = value.chars().filter(|c| *c != ',').collect();
            currency.clone_into(&mut line.currency);
            line.currency_minor = Some(digits.parse().expect("an amount with all its decimals"));
        }
    }
}
