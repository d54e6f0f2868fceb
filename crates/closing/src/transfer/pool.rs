//! How much was paid and received in the State's flow that is not moved yet.

use kameral_base::Ore;

use super::{Books, ByFinancier};
use crate::standing::total;

/// Payments and receipts that may belong to appropriations and revenue titles.
pub(super) struct Pools {
    /// Payments, positive; negative where more was moved than was paid.
    pub paid: Ore,
    /// Receipts, in the same way.
    pub received: Ore,
}

impl Pools {
    /// What stands on the accounts of the flow, less what was moved and what belongs to neither.
    pub fn of(books: &Books<'_>) -> Option<Self> {
        let transfers = books.transfers;
        let (mut paid, mut received) = (Ore::ZERO, Ore::ZERO);
        for (coding, amount) in &books.nets {
            let account = coding.account();
            if transfers.paid.matches(account) || (transfers.opening.matches(account) && amount.is_negative()) {
                paid = paid.checked_sub(*amount)?;
            } else if transfers.received.matches(account) || transfers.opening.matches(account) {
                received = received.checked_add(*amount)?;
            }
        }
        for turnover in books
            .standing
            .moved
            .iter()
            .filter(|turnover| turnover.period <= books.period)
        {
            let (account, net) = (turnover.coding.account(), turnover.net()?);
            if transfers.outside_paid.matches(account) {
                paid = paid.checked_sub(net)?;
            } else if transfers.outside_received.matches(account) {
                received = received.checked_add(net)?;
            } else if account == transfers.helper {
                let financier = books.financier_of(&turnover.coding);
                let (to_paid, to_received) = match financier.as_str() {
                    // By hand, and without a financier: a debit moves a payment, a credit a receipt.
                    "" => (turnover.debit, turnover.credit),
                    of if books.is_title(of) => (Ore::ZERO, net.checked_neg()?),
                    _ => (net, Ore::ZERO),
                };
                paid = paid.checked_sub(to_paid)?;
                received = received.checked_sub(to_received)?;
            }
        }
        Some(Self { paid, received })
    }
}

impl Books<'_> {
    /// What of some amounts is known to be in a pool. Where the charge follows the payment it is paid. Of
    /// the others all is known where the pool holds them together; where it lacks something, whichever
    /// lacks it, the rest are whole; so each is known but for what the pool lacks. What is moved back is
    /// always known, and fills the pool.
    pub fn known(&self, amounts: &ByFinancier, pool: Ore) -> Option<ByFinancier> {
        let wanted = total(amounts.values().copied())?;
        let lacking = wanted.checked_sub(pool)?.max(Ore::ZERO);
        let known = amounts.iter().map(|(financier, amount)| {
            let known = if amount.is_positive() && !self.is_cash(financier) {
                amount.checked_sub(lacking)?.max(Ore::ZERO)
            } else {
                *amount
            };
            Some((financier.clone(), known))
        });
        known.collect()
    }
}
