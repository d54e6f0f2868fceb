//! A posted voucher as programs read it: the same for the command line and the API.

use kameral_ledger::chain::hex;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::vouchers::{Voucher, VoucherLine};
use serde_json::{Map, Value, json};

use crate::cli::Listing;

/// Header, `lines`, and links both ways. Amounts are whole öre.
pub fn voucher(voucher: &Voucher, model: &AccountingModel) -> Value {
    let header = &voucher.header;
    let correction = header.correction.as_ref();
    json!({
        "number": header.number.to_string(),
        "series": header.number.series,
        "year": header.number.year,
        "sequence_number": header.number.number,
        "journal_seq": header.journal_seq,
        "date": header.date.to_string(),
        "event_date": header.event_date.map(|date| date.to_string()),
        "period": header.period.to_string(),
        "kind": header.kind,
        "text": header.text,
        "counterparty": header.counterparty,
        "registered_at": header.registered_at,
        "registered_by": header.registered_by_name,
        "source": header.source,
        "source_sha256": header.source_sha256.as_deref().map(hex),
        "source_key": header.source_key,
        "link": header.link,
        "correction": correction.map(|correction| correction.form.word()),
        "corrects": voucher.corrects.as_ref().map(ToString::to_string),
        "reason": correction.map(|correction| correction.reason.as_str()),
        "corrected_by": corrected_by(voucher),
        "warnings": header.warnings,
        "line_count": header.line_count,
        "turnover_ore": header.turnover.get(),
        "model_version": header.model_version,
        "previous_hash": hex(&header.previous_hash),
        "hash": hex(&header.hash),
        "attachments": voucher.attachments.iter().map(|attachment| json!({
            "name": attachment.name, "sha256": hex(&attachment.sha256)
        })).collect::<Vec<_>>(),
        "lines": voucher.lines.iter().map(|line| line_object(line, voucher, model)).collect::<Vec<_>>(),
    })
}

fn corrected_by(voucher: &Voucher) -> Vec<String> {
    let mut numbers: Vec<String> = voucher.corrected.iter().map(|corrected| corrected.by.to_string()).collect();
    numbers.dedup();
    numbers
}

fn line_object(line: &VoucherLine, voucher: &Voucher, model: &AccountingModel) -> Value {
    let mut object = Map::new();
    object.insert("line".into(), json!(line.line_no));
    object.insert("account".into(), json!(line.coding.account()));
    object.insert("name".into(), json!(model.account_name(line.coding.account())));
    let values = line.coding.values();
    for dimension in model.direct_dimensions() {
        let value = values.iter().find(|(position, _)| *position == dimension.position);
        object.insert(dimension.code.clone(), json!(value.map_or("", |(_, value)| value.as_str())));
    }
    object.insert("amount_ore".into(), json!(line.amount.get()));
    object.insert("quantity".into(), json!(line.quantity.map(kameral_base::Quantity::plain)));
    object.insert("unit".into(), json!(line.unit));
    object.insert("currency".into(), json!(line.currency));
    object.insert("currency_minor".into(), json!(line.currency_minor));
    object.insert("text".into(), json!(line.text));
    object.insert("source_row".into(), json!(line.source_row));
    object.insert("corrects_line".into(), json!(line.corrects_line));
    object.insert("corrected_by".into(), json!(line_corrected_by(line, voucher)));
    object.insert("generated_by".into(), json!(generated_by(line)));
    Value::Object(object)
}

fn line_corrected_by(line: &VoucherLine, voucher: &Voucher) -> Option<String> {
    let found = voucher.corrected.iter().find(|corrected| corrected.line_no == line.line_no);
    found.map(|corrected| corrected.by.to_string())
}

fn generated_by(line: &VoucherLine) -> Option<&str> {
    (!line.generated_by.is_empty()).then_some(line.generated_by.as_str())
}

/// The lines as a listing for the command line.
pub fn lines(voucher: &Voucher, model: &AccountingModel) -> Listing {
    let rows = voucher.lines.iter().map(|line| {
        let values = line.coding.values();
        let coded = values.iter().map(|(position, value)| {
            let code = model.dimension_at(*position).map_or("?", |dimension| dimension.code.as_str());
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
