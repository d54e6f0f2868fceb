//! Runs of keys, treatments of differences, and transfers.

use kameral_allocation::commands::{Outcome, RunOrder, Treatment, TreatmentOrder, run, treat};
use kameral_base::{Date, Period};
use kameral_closing::commands::{TransferOrder, post_transfers};

use super::Clerk;
use crate::entry::Hand;
use crate::fault::DemoFault;

impl Clerk<'_> {
    /// Runs every key in force for a period.
    pub(super) fn allocate(&mut self, day: Date, period: Period) -> Result<(), DemoFault> {
        let order = RunOrder {
            period,
            key: None,
            accept_warnings: None,
        };
        let cx = self.cx(Hand::Controller, day, 190)?;
        let outcomes = run(&cx, None, &order).map_err(DemoFault::stopped)?;
        self.done(&outcomes);
        Ok(())
    }

    /// Treats what a key has in difference.
    pub(super) fn treat(
        &mut self,
        day: Date,
        key: &str,
        period: Period,
        treatment: Treatment,
    ) -> Result<(), DemoFault> {
        let order = TreatmentOrder {
            period,
            key: key.to_owned(),
            treatment,
            accept_warnings: None,
        };
        let cx = self.cx(Hand::Controller, day, 200)?;
        let outcomes = treat(&cx, None, &order).map_err(DemoFault::stopped)?;
        self.done(&outcomes);
        Ok(())
    }

    /// Posts transfers of the State's current account.
    pub(super) fn transfer(&mut self, hand: Hand, day: Date, order: &TransferOrder) -> Result<(), DemoFault> {
        let cx = self.cx(hand, day, 110)?;
        let posted = post_transfers(&cx, None, order).map_err(DemoFault::stopped)?;
        self.told(posted.len());
        Ok(())
    }

    fn done(&mut self, outcomes: &[Outcome]) {
        let vouchers = outcomes
            .iter()
            .flat_map(|outcome| [&outcome.voucher, &outcome.reversal]);
        self.told(vouchers.flatten().count());
    }
}
