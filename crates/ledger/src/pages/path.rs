//! Addresses of the ledger's pages.

use kameral_site::Visit;
use kameral_ui::address::encode;

use crate::voucher::VoucherNumber;

/// A voucher's page.
pub fn voucher(visit: &Visit, number: &VoucherNumber) -> String {
    visit.at(&format!("verifikationer/{number}"))
}

/// What a line of a run came of.
pub(super) fn line(visit: &Visit, number: &VoucherNumber, line: i64) -> String {
    visit.at(&format!("verifikationer/{number}/rader/{line}"))
}

/// A draft's page.
pub(super) fn draft(visit: &Visit, draft: i64) -> String {
    visit.at(&format!("utkast/{draft}"))
}

/// A posting rule's page, at one of its versions.
pub(super) fn posting_rule(visit: &Visit, rule: &str, version: i64) -> String {
    let rule = encode(rule).replace('/', "%2F");
    visit.at(&format!("register/automatkontering/{rule}#v{version}"))
}

/// A template's page. Its name may hold anything that can be seen.
pub(super) fn template(visit: &Visit, name: &str) -> String {
    visit.at(&format!("mallar/{}", encode(name).replace('/', "%2F")))
}

/// An allocation key's page, at one of its versions. What follows a stroke is what was done by the key.
pub(super) fn allocation_key(visit: &Visit, mark: &str, version: i64) -> String {
    let key = mark.split('/').next().unwrap_or_default();
    visit.at(&format!("fordelning/nycklar/{}#v{version}", encode(key)))
}

/// The receipt of the feeder system's file that a voucher came out of.
pub(super) fn feeder_file(visit: &Visit, number: &VoucherNumber) -> String {
    visit.at(&format!("forsystem/verifikationer/{number}"))
}
