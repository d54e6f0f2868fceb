//! Why a closing is refused. The order of the variants is the order in which they are tried.

use kameral_access::KeyReused;
use kameral_base::{Ore, Period, Place, Refusal, Sentence, Severity};
use kameral_ledger::refusal::PostRefusal;

/// Why a year is not closed, or a transfer not posted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum ClosingRefusal {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// The entity has no such fiscal year.
    ClosingYearUnknown { year: i64 },
    /// The period is not in a fiscal year, or opens one.
    ClosingPeriodUnknown { period: Period },
    /// Every period of the year is closed (CLS-14).
    ClosingYearLocked { year: i64, period: Period },
    /// The year after is not in the register.
    ClosingNextYearMissing { year: i64 },
    /// The year before is neither closed nor opened from.
    ClosingYearBeforeOpen { year: i64 },
    /// The balances of the year do not sum to zero.
    ClosingBalancesDiffer { year: i64, difference: Ore },
    /// The rule set has no current account with the State.
    ClosingNoStateAccount,
    /// A plan names a financier that is not in the register.
    ClosingFinancierUnknown { financier: String },
    /// A plan has an amount that is negative.
    ClosingAmountNegative { financier: String },
    /// A plan names a dimension that is not in the register.
    ClosingDimensionUnknown { dimension: String },
    /// Amounts add up beyond what a bookkeeping amount can hold.
    ClosingOverflow,
    /// The voucher is refused.
    Post(PostRefusal),
}

impl From<KeyReused> for ClosingRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

impl From<PostRefusal> for ClosingRefusal {
    fn from(refusal: PostRefusal) -> Self {
        Self::Post(refusal)
    }
}

impl Refusal for ClosingRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::KeyReused { .. } => "key_reused",
            Self::ClosingYearUnknown { .. } => "closing_year_unknown",
            Self::ClosingPeriodUnknown { .. } => "closing_period_unknown",
            Self::ClosingYearLocked { .. } => "closing_year_locked",
            Self::ClosingNextYearMissing { .. } => "closing_next_year_missing",
            Self::ClosingYearBeforeOpen { .. } => "closing_year_before_open",
            Self::ClosingBalancesDiffer { .. } => "closing_balances_differ",
            Self::ClosingNoStateAccount => "closing_no_state_account",
            Self::ClosingFinancierUnknown { .. } => "closing_financier_unknown",
            Self::ClosingAmountNegative { .. } => "closing_amount_negative",
            Self::ClosingDimensionUnknown { .. } => "closing_dimension_unknown",
            Self::ClosingOverflow => "closing_overflow",
            Self::Post(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        let of_year = |key, year: &i64| Sentence::new(key).with("year", year.to_string());
        let of_financier = |key, financier: &str| Sentence::new(key).with("financier", financier.to_owned());
        match self {
            Self::KeyReused { key } => Sentence::new("refusal-key-reused").with("key", key.clone()),
            Self::ClosingYearUnknown { year } => of_year("refusal-closing-year-unknown", year),
            Self::ClosingPeriodUnknown { period } => {
                Sentence::new("refusal-closing-period-unknown").with("period", *period)
            }
            Self::ClosingYearLocked { year, period } => {
                of_year("refusal-closing-year-locked", year).with("period", *period)
            }
            Self::ClosingNextYearMissing { year } => of_year("refusal-closing-next-year-missing", year),
            Self::ClosingYearBeforeOpen { year } => of_year("refusal-closing-year-before-open", year),
            Self::ClosingBalancesDiffer { year, difference } => {
                of_year("refusal-closing-balances-differ", year).with("difference", *difference)
            }
            Self::ClosingNoStateAccount => Sentence::new("refusal-closing-no-state-account"),
            Self::ClosingFinancierUnknown { financier } => of_financier("refusal-closing-financier-unknown", financier),
            Self::ClosingAmountNegative { financier } => of_financier("refusal-closing-amount-negative", financier),
            Self::ClosingDimensionUnknown { dimension } => {
                Sentence::new("refusal-closing-dimension-unknown").with("dimension", dimension.clone())
            }
            Self::ClosingOverflow => Sentence::new("refusal-closing-overflow"),
            Self::Post(refusal) => refusal.sentence(),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Post(refusal) => refusal.place(),
            Self::KeyReused { .. } => Place::field("key"),
            Self::ClosingPeriodUnknown { .. } => Place::field("period"),
            Self::ClosingFinancierUnknown { .. } | Self::ClosingAmountNegative { .. } => Place::field("financier"),
            Self::ClosingDimensionUnknown { .. } => Place::field("interest_coding"),
            _ => Place::field("year"),
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Post(refusal) => refusal.severity(),
            _ => Severity::Refused,
        }
    }
}
