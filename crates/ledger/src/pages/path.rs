//! Addresses of the ledger's pages.

use kameral_site::Visit;

use crate::voucher::VoucherNumber;

/// A voucher's page.
pub fn voucher(visit: &Visit, number: &VoucherNumber) -> String {
    visit.at(&format!("verifikationer/{number}"))
}

/// A draft's page.
pub(super) fn draft(visit: &Visit, draft: i64) -> String {
    visit.at(&format!("utkast/{draft}"))
}
