//! A posted voucher as programs read it: the same for the API and for `kameral voucher show`.

use std::collections::BTreeMap;

use kameral_base::Date;
use kameral_site::api::{FieldShape, Named, PeriodText, QuantityText, Shape, object};
use kameral_site::told;
use serde::Serialize;
use serde_json::{Value, json};

use super::fields::Sha256Text;
use super::voucher_draft::AttachmentName;
use crate::model::AccountingModel;
use crate::store::vouchers::{Voucher, VoucherLine};
use crate::voucher::{BalancedLine, BalancedVoucher, CodingKey, VoucherNumber};

told! {
    /// *Verifikation*: a posted voucher with every line and its links both ways.
    pub struct VoucherTold {
        /// Number.
        number: VoucherNumber,
        /// Series.
        series: String,
        /// Fiscal year, by the calendar year it ends in.
        year: i64,
        /// Number within series and year.
        sequence_number: i64,
        /// Place in the journal.
        journal_seq: i64,
        /// Voucher date.
        date: Date,
        /// When the event happened, when another day.
        event_date: Option<Date>,
        /// Period.
        period: PeriodText,
        /// Kind.
        kind: String,
        /// What it concerns.
        text: String,
        /// Person, firm or agency on the other side.
        counterparty: String,
        /// When it was registered, UTC.
        registered_at: String,
        /// Who registered it.
        registered_by: String,
        /// Where it came from.
        source: String,
        /// SHA-256 of the file it came from.
        source_sha256: Option<Sha256Text>,
        /// The feeder system's own name of it.
        source_key: String,
        /// Address of a document kept elsewhere.
        link: String,
        /// `reversal`, `recoding` or `annulled`, when it is a correction.
        correction: Option<String>,
        /// The voucher it corrects.
        corrects: Option<VoucherNumber>,
        /// Why it corrects.
        reason: Option<String>,
        /// Vouchers that correct it.
        corrected_by: Vec<VoucherNumber>,
        /// Warnings that were accepted, and why.
        warnings: String,
        /// Lines.
        line_count: i64,
        /// Sum of the debit lines.
        turnover_ore: i64,
        /// Version of the accounting model it was posted under.
        model_version: i64,
        /// Hash of the voucher before.
        previous_hash: Sha256Text,
        /// Hash of this one.
        hash: Sha256Text,
        /// The decision its texts were disposed of by; none when they were not.
        texts_disposed_by: Option<i64>,
        /// Documents.
        attachments: Vec<AttachmentName>,
        /// The lines.
        lines: Vec<LineTold>,
    }
}

/// A line. The values of the dimensions stand beside its own fields, each under its code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineTold {
    #[serde(flatten)]
    fields: LineFields,
    #[serde(flatten)]
    dimensions: BTreeMap<String, String>,
}

told! {
    /// A line of a voucher.
    pub struct LineFields {
        /// Number within the voucher, from 1.
        line: i64,
        /// Account.
        account: String,
        /// Name of the account.
        name: String,
        /// Whole öre, debit positive.
        amount_ore: i64,
        /// Quantity.
        quantity: Option<QuantityText>,
        /// Unit of the quantity.
        unit: String,
        /// Foreign currency.
        currency: String,
        /// Amount in minor units of it.
        currency_minor: Option<i64>,
        /// Text.
        text: String,
        /// Row of the file it came from.
        source_row: Option<i64>,
        /// Line of the corrected voucher it takes back.
        corrects_line: Option<i64>,
        /// Voucher that took it back.
        corrected_by: Option<VoucherNumber>,
        /// Rule that generated it.
        generated_by: Option<String>,
        /// Version of that rule.
        generated_version: Option<i64>,
        /// Line of the voucher that caused it.
        caused_by_line: Option<i64>,
    }
}

impl Shape for LineTold {
    fn shape(named: &mut Named) -> Value {
        const NAME: &str = "LineTold";
        if !named.contains_key(NAME) {
            object(named, NAME, "", |_| Vec::<FieldShape>::new());
            let mut own = Named::new();
            LineFields::shape(&mut own);
            let mut line = own.remove("LineFields").unwrap_or_default();
            line["description"] = json!(
                "A line. The value of each dimension stands under the dimension's code, empty where there is none."
            );
            line["additionalProperties"] = json!({ "type": "string" });
            named.extend(own);
            named.insert(NAME, line);
        }
        json!({ "$ref": "#/components/schemas/LineTold" })
    }
}

impl VoucherTold {
    /// A voucher read with all its lines.
    pub fn of(voucher: &Voucher, model: &AccountingModel) -> Self {
        let header = &voucher.header;
        let correction = header.correction.as_ref();
        let mut corrected_by: Vec<VoucherNumber> = voucher.corrected.iter().map(|line| line.by.clone()).collect();
        corrected_by.dedup();
        let attachments = voucher.attachments.iter();
        Self {
            number: header.number.clone(),
            series: header.number.series.clone(),
            year: header.number.year,
            sequence_number: header.number.number,
            journal_seq: header.journal_seq,
            date: header.date,
            event_date: header.event_date,
            period: PeriodText(header.period),
            kind: header.kind.clone(),
            text: header.text.clone(),
            counterparty: header.counterparty.clone(),
            registered_at: header.registered_at.clone(),
            registered_by: header.registered_by_name.clone(),
            source: header.source.clone(),
            source_sha256: header.source_sha256.clone().map(Sha256Text),
            source_key: header.source_key.clone(),
            link: header.link.clone(),
            correction: correction.map(|correction| correction.form.word().to_owned()),
            corrects: voucher.corrects.clone(),
            reason: correction.map(|correction| correction.reason.clone()),
            corrected_by,
            warnings: header.warnings.clone(),
            line_count: header.line_count,
            turnover_ore: header.turnover.get(),
            model_version: header.model_version,
            previous_hash: Sha256Text(header.previous_hash.clone()),
            hash: Sha256Text(header.hash.clone()),
            texts_disposed_by: voucher.tombstone.as_ref().map(|tombstone| tombstone.decision_no),
            attachments: attachments
                .map(|kept| AttachmentName {
                    sha256: Sha256Text(kept.sha256.clone()),
                    name: kept.name.clone(),
                })
                .collect(),
            lines: voucher
                .lines
                .iter()
                .map(|line| LineTold::of(line, voucher, model))
                .collect(),
        }
    }
}

impl LineTold {
    fn of(line: &VoucherLine, voucher: &Voucher, model: &AccountingModel) -> Self {
        let corrected = voucher
            .corrected
            .iter()
            .find(|corrected| corrected.line_no == line.line_no);
        Self {
            fields: LineFields {
                line: line.line_no,
                account: line.coding.account().to_owned(),
                name: model.account_name(line.coding.account()).to_owned(),
                amount_ore: line.amount.get(),
                quantity: line.quantity.map(QuantityText),
                unit: line.unit.clone(),
                currency: line.currency.clone(),
                currency_minor: line.currency_minor,
                text: line.text.clone(),
                source_row: line.source_row,
                corrects_line: line.corrects_line,
                corrected_by: corrected.map(|corrected| corrected.by.clone()),
                generated_by: super::fields::given(&line.generated_by),
                generated_version: line.generated_version,
                caused_by_line: line.caused_by_line,
            },
            dimensions: dimensions(&line.coding, model),
        }
    }

    fn of_balanced(number: i64, line: &BalancedLine, model: &AccountingModel) -> Self {
        Self {
            fields: LineFields {
                line: number,
                account: line.coding.account().to_owned(),
                name: model.account_name(line.coding.account()).to_owned(),
                amount_ore: line.amount.get(),
                quantity: line.quantity.map(QuantityText),
                unit: line.unit.clone(),
                currency: line.currency.clone(),
                currency_minor: line.currency_minor,
                text: line.text.clone(),
                source_row: line.source_row,
                corrects_line: line.corrects_line,
                corrected_by: None,
                generated_by: line.generated.as_ref().map(|generated| generated.rule.clone()),
                generated_version: line.generated.as_ref().map(|generated| generated.version),
                caused_by_line: line.generated.as_ref().and_then(|generated| generated.caused_by_line),
            },
            dimensions: dimensions(&line.coding, model),
        }
    }
}

/// Every direct dimension's value, empty where there is none.
fn dimensions(coding: &CodingKey, model: &AccountingModel) -> BTreeMap<String, String> {
    let values = coding.values();
    let value = |position: u8| {
        values
            .iter()
            .find(|(at, _)| *at == position)
            .map(|(_, value)| value.clone())
    };
    model
        .direct_dimensions()
        .map(|dimension| (dimension.code.clone(), value(dimension.position).unwrap_or_default()))
        .collect()
}

told! {
    /// A voucher as it would be posted.
    pub struct PreviewTold {
        /// Series it would be numbered in.
        series: String,
        /// Kind.
        kind: String,
        /// Voucher date.
        date: Date,
        /// Period it would stand in.
        period: PeriodText,
        /// What it concerns.
        text: String,
        /// Warnings that are accepted, and why.
        warnings: String,
        /// The lines, with what rules fill in.
        lines: Vec<LineTold>,
    }
}

impl PreviewTold {
    /// A voucher that was accepted and not posted.
    pub fn of(voucher: &BalancedVoucher, model: &AccountingModel) -> Self {
        Self {
            series: voucher.series.clone(),
            kind: voucher.kind.clone(),
            date: voucher.date,
            period: PeriodText(voucher.period),
            text: voucher.text.clone(),
            warnings: voucher.warnings.clone(),
            lines: (1..)
                .zip(&voucher.lines)
                .map(|(number, line)| LineTold::of_balanced(number, line, model))
                .collect(),
        }
    }
}
