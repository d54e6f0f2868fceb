//! *Bokslutskörning*: what an entry of a closing shall come to, what stands there, and the difference.

use kameral_base::{Date, Ore, Period};
use kameral_ledger::voucher::{CodingKey, DraftLine, DraftVoucher};

use crate::standing::Nets;

/// Voucher kind of the year's result.
pub const CLOSING_KIND: &str = "closing";

/// Voucher kind of opening balances.
pub const OPENING_KIND: &str = "opening_balance";

/// An entry of a closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Voucher kind.
    pub kind: &'static str,
    /// Period it stands in.
    pub period: Period,
    /// Voucher date.
    pub date: Date,
    /// Text of the voucher.
    pub text: String,
    /// By coding, in order.
    pub rows: Vec<PlanRow>,
}

/// One coding of an entry. What is left is also how this run differs from those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// Account and values.
    pub coding: CodingKey,
    /// What shall stand there, öre, debit positive.
    pub required: Ore,
    /// What earlier runs posted there.
    pub posted: Ore,
    /// What is left to post.
    pub left: Ore,
}

impl Plan {
    /// What is required less what is posted, coding by coding. Nothing on overflow.
    pub fn rows(required: &Nets, posted: &Nets) -> Option<Vec<PlanRow>> {
        let codings: std::collections::BTreeSet<&CodingKey> = required.keys().chain(posted.keys()).collect();
        let row = |coding: &CodingKey| {
            let of = |nets: &Nets| nets.get(coding).copied().unwrap_or_default();
            Some(PlanRow {
                coding: coding.clone(),
                required: of(required),
                posted: of(posted),
                left: of(required).checked_sub(of(posted))?,
            })
        };
        codings.into_iter().map(row).collect()
    }

    /// Whether nothing is left to post.
    pub fn is_complete(&self) -> bool {
        self.rows.iter().all(|row| row.left.is_zero())
    }

    /// The rows that differ from what is posted.
    pub fn differing(&self) -> impl Iterator<Item = &PlanRow> {
        self.rows.iter().filter(|row| !row.left.is_zero())
    }

    /// The voucher of what is left; none when nothing is.
    pub fn draft(&self) -> Option<DraftVoucher> {
        let lines: Vec<DraftLine> = self.differing().map(|row| line(&row.coding, row.left)).collect();
        (!lines.is_empty()).then(|| DraftVoucher {
            kind: self.kind.to_owned(),
            date: Some(self.date),
            period: Some(self.period),
            text: self.text.clone(),
            lines,
            ..DraftVoucher::default()
        })
    }
}

/// A line on a coding.
pub fn line(coding: &CodingKey, amount: Ore) -> DraftLine {
    DraftLine {
        account: coding.account().to_owned(),
        values: coding.values(),
        amount,
        ..DraftLine::default()
    }
}
