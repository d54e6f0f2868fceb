//! What other countries demand of their own sellers, and of trade within them.

pub(super) mod denmark;
pub(super) mod germany;
pub(super) mod greece;
pub(super) mod iceland;
pub(super) mod italy;
pub(super) mod netherlands;
pub(super) mod norway;

use crate::einvoice::facts::{Facts, country};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{COMPANY_ID, ID, PARTY_TAX_SCHEME, TAX_SCHEME};
use crate::einvoice::vocabulary::Name;

/// Whether seller's and buyer's addresses are in the country, letters as they stand.
fn within(facts: &Facts<'_>, code: &str) -> bool {
    facts.supplier_address == Some(code) && facts.customer_address == Some(code)
}

/// Whether an address is in the country, in any case of letters.
fn is_in(address: Option<&str>, code: &str) -> bool {
    address.is_some_and(|address| country(address) == code)
}

/// The numbers that a party has of the tax scheme.
fn tax_numbers<'t>(party: El<'t>, scheme: &str) -> Vec<El<'t>> {
    let mut numbers = Vec::new();
    for of in party.kids(PARTY_TAX_SCHEME) {
        if of.all(&[TAX_SCHEME, ID]).iter().any(|id| id.trimmed() == scheme) {
            numbers.extend(of.kids(COMPANY_ID));
        }
    }
    numbers
}

/// Whether an element the path leads to has exactly the text.
fn any_is(el: El<'_>, path: &[Name], text: &str) -> bool {
    el.all(path).iter().any(|found| found.text() == text)
}
