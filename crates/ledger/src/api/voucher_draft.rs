//! A voucher as it is sent in: to be posted, kept as a draft, or saved as a template.

use std::collections::BTreeMap;

use kameral_base::{Date, Ore};
use kameral_site::api::{PeriodText, QuantityText};
use kameral_site::kept;

use super::fields::{Sha256Text, given};
use crate::model::AccountingModel;
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::{AttachmentRef, DraftLine, DraftVoucher};

kept! {
    /// A voucher to be. What is left out is empty; posting tells what is missing.
    pub struct VoucherDraft {
        /// Series; left out, the series of the kind.
        series: Option<String>,
        /// Voucher kind; left out, `general`.
        kind: Option<String>,
        /// Voucher date.
        date: Option<Date>,
        /// When the event happened; left out, the same day.
        event_date: Option<Date>,
        /// Period; left out, the month of the date.
        period: Option<PeriodText>,
        /// What it concerns.
        text: Option<String>,
        /// Person, firm or agency on the other side.
        counterparty: Option<String>,
        /// Number given by another system, for a series numbered outside.
        number: Option<i64>,
        /// The feeder system's own name of the voucher.
        source_key: Option<String>,
        /// Address of the document it rests on, when that is kept elsewhere.
        link: Option<String>,
        /// The lines.
        lines: Vec<LineDraft>,
        /// Documents that follow the voucher, sent in before.
        attachments: Option<Vec<AttachmentName>>,
    }
}

kept! {
    /// A line of a voucher to be.
    pub struct LineDraft {
        /// Account number.
        account: String,
        /// Dimension values by code: `{"ORG": "120"}`.
        dimensions: Option<BTreeMap<String, String>>,
        /// Whole öre, debit positive.
        amount_ore: i64,
        /// Quantity.
        quantity: Option<QuantityText>,
        /// Unit of the quantity.
        unit: Option<String>,
        /// Foreign currency, by its ISO code.
        currency: Option<String>,
        /// Amount in minor units of the currency.
        currency_minor: Option<i64>,
        /// Text of the line.
        text: Option<String>,
    }
}

kept! {
    /// A document that is kept, by its content.
    pub struct AttachmentName {
        /// SHA-256 of the content.
        sha256: Sha256Text,
        /// File name.
        name: String,
    }
}

impl VoucherDraft {
    /// The draft, with dimensions known by their codes in the model. Every unknown code is refused,
    /// with its line.
    pub fn draft(self, model: &AccountingModel) -> Result<DraftVoucher, Vec<PostRefusal>> {
        let mut wrong = Vec::new();
        let lines = (1..)
            .zip(self.lines)
            .map(|(number, line)| line.draft(number, model, &mut wrong))
            .collect();
        let source_key = self.source_key.unwrap_or_default();
        if !wrong.is_empty() {
            return Err(wrong
                .into_iter()
                .map(|refusal: PostRefusal| refusal.named(&source_key))
                .collect());
        }
        let attachments = self.attachments.unwrap_or_default().into_iter();
        Ok(DraftVoucher {
            series: self.series.unwrap_or_default(),
            kind: self.kind.unwrap_or_default(),
            date: self.date,
            event_date: self.event_date,
            period: self.period.map(|period| period.0),
            text: self.text.unwrap_or_default(),
            counterparty: self.counterparty.unwrap_or_default(),
            number: self.number,
            source_key,
            link: self.link.unwrap_or_default(),
            lines,
            attachments: attachments
                .map(|kept| AttachmentRef {
                    sha256: kept.sha256.0,
                    name: kept.name,
                })
                .collect(),
        })
    }

    /// A draft as it is told.
    pub fn of(draft: &DraftVoucher, model: &AccountingModel) -> Self {
        let attachments = draft.attachments.iter();
        Self {
            series: given(&draft.series),
            kind: given(&draft.kind),
            date: draft.date,
            event_date: draft.event_date,
            period: draft.period.map(PeriodText),
            text: given(&draft.text),
            counterparty: given(&draft.counterparty),
            number: draft.number,
            source_key: given(&draft.source_key),
            link: given(&draft.link),
            lines: draft.lines.iter().map(|line| LineDraft::of(line, model)).collect(),
            attachments: Some(
                attachments
                    .map(|kept| AttachmentName {
                        sha256: Sha256Text(kept.sha256.clone()),
                        name: kept.name.clone(),
                    })
                    .collect(),
            ),
        }
    }
}

impl LineDraft {
    fn draft(self, number: u32, model: &AccountingModel, wrong: &mut Vec<PostRefusal>) -> DraftLine {
        let given = self.dimensions.unwrap_or_default();
        let values = values(&given, model, |dimension| {
            wrong.push(PostRefusal::of_line(
                number,
                None,
                PostCause::DimensionUnknown { dimension },
            ));
        });
        DraftLine {
            account: self.account,
            values: values.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
            amount: Ore::new(self.amount_ore),
            quantity: self.quantity.map(|quantity| quantity.0),
            unit: self.unit.unwrap_or_default(),
            currency: self.currency.unwrap_or_default(),
            currency_minor: self.currency_minor,
            text: self.text.unwrap_or_default(),
            source_row: None,
        }
    }

    fn of(line: &DraftLine, model: &AccountingModel) -> Self {
        let values = line
            .values
            .iter()
            .filter_map(|(position, value)| Some((model.dimension_at(*position)?.code.clone(), value.clone())));
        Self {
            account: line.account.clone(),
            dimensions: Some(values.collect()),
            amount_ore: line.amount.get(),
            quantity: line.quantity.map(QuantityText),
            unit: given(&line.unit),
            currency: given(&line.currency),
            currency_minor: line.currency_minor,
            text: given(&line.text),
        }
    }
}

/// Values by code as values by position; `unknown` hears of codes that no dimension has.
pub fn values(
    given: &BTreeMap<String, String>,
    model: &AccountingModel,
    mut unknown: impl FnMut(String),
) -> Vec<(u8, String)> {
    let mut values = Vec::with_capacity(given.len());
    for (code, value) in given {
        match model.dimension(code) {
            Some(dimension) => values.push((dimension.position, value.clone())),
            None => unknown(code.clone()),
        }
    }
    values
}
