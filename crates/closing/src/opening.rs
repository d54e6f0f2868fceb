//! *Ingående balanser*: what a year opens on (FÅB 2000:605 2 kap. 7 §; CLS-09, APR-14).

use std::collections::BTreeMap;

use kameral_base::{Date, FiscalYear, Ore};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::CodingKey;

use crate::definition::{Definition, followed};
use crate::plan::{OPENING_KIND, Plan};
use crate::standing::{Nets, add};

/// A voucher of an opening period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningVoucher {
    /// Place in the journal.
    pub journal_seq: i64,
    /// Voucher kind.
    pub kind: String,
    /// Whether it came as part of an imported history.
    pub imported: bool,
    /// Form of the correction, as the journal keeps it; empty for others.
    pub correction: String,
    /// The voucher it corrects.
    pub corrects: Option<i64>,
    /// Its lines by coding.
    pub lines: Nets,
}

/// What stands in an opening period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opened {
    /// Opening balances.
    pub balances: Nets,
    /// What somebody moved after that: re-codings, with their reasons, and what was typed by hand.
    pub moved: Nets,
}

impl Opened {
    /// Parts what opens from what was moved. A reversal belongs with what it reverses; a re-coding is a
    /// move, such as of an amount under investigation (APR-14), and no run takes it back.
    pub fn of(vouchers: &[OpeningVoucher]) -> Option<Self> {
        let by_seq: BTreeMap<i64, &OpeningVoucher> =
            vouchers.iter().map(|voucher| (voucher.journal_seq, voucher)).collect();
        let mut opened = Self::default();
        for voucher in vouchers {
            let sums = if opens(voucher, &by_seq) {
                &mut opened.balances
            } else {
                &mut opened.moved
            };
            for (coding, amount) in &voucher.lines {
                add(sums, coding, *amount)?;
            }
        }
        opened.balances.retain(|_, amount| !amount.is_zero());
        opened.moved.retain(|_, amount| !amount.is_zero());
        Some(opened)
    }
}

/// Each correction is of an earlier voucher, so the chain ends.
fn opens(voucher: &OpeningVoucher, by_seq: &BTreeMap<i64, &OpeningVoucher>) -> bool {
    match (voucher.correction.as_str(), voucher.corrects) {
        ("", None) => voucher.kind == OPENING_KIND || voucher.imported,
        ("reversal", Some(original)) => by_seq.get(&original).is_some_and(|original| opens(original, by_seq)),
        _ => false,
    }
}

/// Balances as they open on a day: year accounts and blocks on their opening accounts, the rest on their
/// own, with the dimensions that follow. Nothing on overflow. The sum is that of the balances.
pub fn rolled(model: &AccountingModel, definition: &Definition, balances: &Nets, day: Date) -> Option<Nets> {
    let mut opening = Nets::new();
    for (coding, amount) in balances {
        let values = coding.values();
        let key = match definition.opening_of(model, coding.account(), &values) {
            Some(row) => {
                let account = row.to.as_deref().unwrap_or(coding.account());
                CodingKey::new(account, &followed(model, &row.values, &values, day))
            }
            None => coding.clone(),
        };
        add(&mut opening, &key, *amount)?;
    }
    opening.retain(|_, amount| !amount.is_zero());
    Some(opening)
}

/// Why a year cannot open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpeningWrong {
    /// The balances do not sum to zero.
    Differ(Ore),
    /// Amounts beyond what can be held.
    Overflow,
}

/// The entry that opens a year on the balances of the year before.
pub fn plan(
    model: &AccountingModel,
    definition: &Definition,
    year: FiscalYear,
    text: String,
    balances: &Nets,
    opened: &Opened,
) -> Result<Plan, OpeningWrong> {
    let overflow = || OpeningWrong::Overflow;
    let difference = crate::standing::total(balances.values().copied()).ok_or_else(overflow)?;
    if !difference.is_zero() {
        return Err(OpeningWrong::Differ(difference));
    }
    let required = rolled(model, definition, balances, year.starts_on()).ok_or_else(overflow)?;
    Ok(Plan {
        kind: OPENING_KIND,
        period: year.opening(),
        date: year.starts_on(),
        text,
        rows: Plan::rows(&required, &opened.balances).ok_or_else(overflow)?,
    })
}
