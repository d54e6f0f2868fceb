//! The second reading: vouchers of the file as drafts.

use std::collections::BTreeMap;

use kameral_base::{FiscalYear, Ore};
use kameral_formats::sie::{Voucher, VoucherLine};

use super::gather::whole_number;
use super::plan::{Plan, SIE_KIND};
use crate::post::TEXT_CHARS_MAX;
use crate::voucher::{DraftLine, DraftVoucher};

/// Kind of a voucher that brings balances into a year.
pub const OPENING_KIND: &str = "opening_balance";

/// Turns vouchers of a file into drafts by a plan.
pub struct Drafter<'p> {
    plan: &'p Plan,
}

impl<'p> Drafter<'p> {
    /// A drafter.
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan }
    }

    /// The draft of a voucher. A voucher without text is named by its number in the file, since a
    /// voucher must say what it concerns (FBF 14 §).
    pub fn draft(&self, voucher: &Voucher<'_>) -> DraftVoucher {
        let name = voucher.series.as_deref().unwrap_or_default();
        let series = self.plan.series.get(name);
        let number = voucher.number.as_deref();
        let kept = series.is_some_and(|series| series.keeps_numbers);
        let own_name = format!("{name} {}", number.unwrap_or_default()).trim().to_owned();
        let first_text = voucher
            .lines_in_force()
            .map(|line| line.text.trim())
            .find(|text| !text.is_empty());
        let text = match (voucher.text.trim(), first_text) {
            ("", None) => format!("SIE {own_name}").trim().to_owned(),
            ("", Some(text)) | (text, _) => text.to_owned(),
        };
        DraftVoucher {
            series: series.map_or_else(String::new, |series| series.series.clone()),
            kind: SIE_KIND.to_owned(),
            date: Some(voucher.date),
            text: cut(&text),
            number: number.filter(|_| kept).and_then(whole_number),
            source_key: own_name,
            lines: voucher.lines_in_force().map(|line| self.line(line)).collect(),
            ..DraftVoucher::default()
        }
    }

    fn line(&self, line: &VoucherLine<'_>) -> DraftLine {
        let values = line.objects.iter().filter_map(|object| {
            let position = *self.plan.positions.get(&object.dimension)?;
            Some((position, object.object.clone().into_owned()))
        });
        DraftLine {
            account: line.account.clone().into_owned(),
            values: values.collect(),
            amount: line.amount,
            quantity: line.quantity,
            text: cut(line.text.trim()),
            source_row: Some(i64::from(line.line)),
            ..DraftLine::default()
        }
    }
}

/// A text no longer than the ledger keeps; a file may hold a longer one.
fn cut(text: &str) -> String {
    if text.len() <= TEXT_CHARS_MAX {
        text.to_owned()
    } else {
        text.chars().take(TEXT_CHARS_MAX).collect()
    }
}

/// The voucher of the file's opening balances; none when there are none.
pub fn opening(year: FiscalYear, balances: &BTreeMap<String, Ore>) -> Option<DraftVoucher> {
    if balances.is_empty() {
        return None;
    }
    let lines = balances.iter().map(|(account, amount)| DraftLine {
        account: account.clone(),
        amount: *amount,
        ..DraftLine::default()
    });
    Some(DraftVoucher {
        kind: OPENING_KIND.to_owned(),
        date: Some(year.starts_on()),
        period: Some(year.opening()),
        text: "#IB".to_owned(),
        source_key: "#IB".to_owned(),
        lines: lines.collect(),
        ..DraftVoucher::default()
    })
}
