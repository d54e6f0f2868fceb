//! What must agree in a file.

use kameral_base::{Ore, TrySum};

use super::layout::{DEDUCTIONS, DEPOSIT_COUNT, DEPOSITED, DEPOSITS, PAYMENTS, REFERENCES};
use super::model::{Deposit, Payment};
use crate::bankgirot::mistake::Mistake;
use crate::bankgirot::record::{Field, Record, Values};

/// Records met so far, by kind.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub payments: u32,
    pub deductions: u32,
    pub references: u32,
    pub deposits: u32,
}

impl Met {
    /// A payment or a deduction.
    pub fn payment(&mut self, is_deduction: bool) {
        if is_deduction {
            self.deductions += 1;
        } else {
            self.payments += 1;
        }
    }

    /// The closing record counts them all.
    pub fn check(&self, end: &Record, values: &mut Values) {
        for (field, counted) in [
            (PAYMENTS, self.payments),
            (DEDUCTIONS, self.deductions),
            (REFERENCES, self.references),
            (DEPOSITS, self.deposits),
        ] {
            count(end, field, counted, values);
        }
    }
}

fn count(record: &Record, field: Field, counted: u32, values: &mut Values) {
    if let Some(stated) = values.count(record, field)
        && stated != counted
    {
        values.tell(record, field, Mistake::CountDiffers { stated, counted });
    }
}

/// Payments less deductions are the deposit, and it counts them.
pub(super) fn deposit(record: &Record, deposit: &Deposit, payments: &[Payment], values: &mut Values) {
    let counted = u32::try_from(payments.len()).unwrap_or(u32::MAX);
    count(record, DEPOSIT_COUNT, counted, values);
    let sum = payments.iter().map(|payment| payment.amount).try_sum();
    let counted = sum.unwrap_or(Ore::MAX);
    if counted != deposit.amount {
        let stated = deposit.amount;
        values.tell(record, DEPOSITED, Mistake::SumDiffers { stated, counted });
    }
}
