//! A record of a TDB file, and what must hold of it whoever made it.

use kameral_base::{Date, Ore, Period};

use super::{TdbPart, giro, supplier_number};
use crate::fixed_width::Mistake;

/// One transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// *ID-kod*: the reporting unit within the agency; may be empty.
    pub unit: String,
    /// *Organisationsnummer*, or a foreign VAT number; may be empty.
    pub org_number: String,
    /// *Postgironummer* without hyphen; may be empty.
    pub plusgiro: String,
    /// *Bankgironummer* without hyphen; may be empty.
    pub bankgiro: String,
    /// *Konto*.
    pub account: String,
    /// Öre, debit positive.
    pub amount: Ore,
    /// *Verifikationsnummer*, with its series.
    pub voucher: String,
    /// *Bokföringsdatum*.
    pub date: Date,
    /// *Bokföringsperiod*, a month.
    pub period: Period,
}

impl Record {
    /// Tells what the contract's layout refuses, in the order of the fields.
    pub(super) fn check(&self, tell: &mut dyn FnMut(Option<TdbPart>, Mistake)) {
        if !self.org_number.is_empty()
            && let Err(mistake) = supplier_number(&self.org_number)
        {
            tell(Some(TdbPart::OrgNumber), mistake);
        }
        for (part, number) in [(TdbPart::Plusgiro, &self.plusgiro), (TdbPart::Bankgiro, &self.bankgiro)] {
            if !number.is_empty()
                && let Err(mistake) = giro(number)
            {
                tell(Some(part), mistake);
            }
        }
        if [&self.org_number, &self.plusgiro, &self.bankgiro]
            .iter()
            .all(|number| number.is_empty())
        {
            let voucher = self.voucher.clone();
            tell(Some(TdbPart::OrgNumber), Mistake::NoIdentifier { voucher });
        }
        for (part, value) in [(TdbPart::Account, &self.account), (TdbPart::Voucher, &self.voucher)] {
            if value.is_empty() {
                tell(Some(part), Mistake::ValueMissing);
            }
        }
        if !self.period.is_month() {
            let value = self.period.to_string();
            tell(Some(TdbPart::Period), Mistake::PeriodNotMonth { value });
        }
    }
}
