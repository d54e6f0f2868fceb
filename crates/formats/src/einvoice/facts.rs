//! What rules ask of a document again and again, reckoned once before the walk.

use rust_decimal::Decimal;

use super::codes::Codes;
use super::release::Release;
use super::rules::vat::Vat;
use super::tree::El;
use super::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, CHARGE_INDICATOR, COMPANY_ID, COUNTRY, CREDIT_NOTE,
    DOCUMENT_CURRENCY_CODE, ID, IDENTIFICATION_CODE, PARTY, PARTY_TAX_SCHEME, POSTAL_ADDRESS, PROFILE_ID,
    TAX_REPRESENTATIVE_PARTY, TAX_SCHEME,
};

/// Facts of one document.
pub(super) struct Facts<'t> {
    pub root: El<'t>,
    pub codes: &'static Codes,
    /// A credit note and no invoice, by the root element.
    pub credit: bool,
    /// The document's currency as it stands.
    pub currency: Option<&'t str>,
    pub profile: Profile,
    /// The seller's country: of its VAT number, its representative's, or its address; `XX` if none.
    pub supplier: String,
    /// The buyer's country: of its VAT number or its address.
    pub customer: String,
    /// The country of the seller's address as it stands.
    pub supplier_address: Option<&'t str>,
    /// The country of the buyer's address as it stands.
    pub customer_address: Option<&'t str>,
    /// Seller and buyer are both in Germany by their addresses.
    pub german: bool,
    pub vat: Vat,
}

/// Which of Peppol's processes the document belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    Billing,
    WithResponse,
    Unknown,
}

impl<'t> Facts<'t> {
    pub fn of(root: El<'t>, release: Release) -> Self {
        let profile = match root.value(&[PROFILE_ID]) {
            Some(
                "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
                | "urn:peppol:france:billing:regulated"
                | "urn:peppol:france:billing:non-regulated",
            ) => Profile::Billing,
            Some("urn:peppol:bis:billing_with_response") => Profile::WithResponse,
            _ => Profile::Unknown,
        };
        let address = |party: &[_]| root.first(party).map(El::text);
        let supplier_address = address(&[
            ACCOUNTING_SUPPLIER_PARTY,
            PARTY,
            POSTAL_ADDRESS,
            COUNTRY,
            IDENTIFICATION_CODE,
        ]);
        let customer_address = address(&[
            ACCOUNTING_CUSTOMER_PARTY,
            PARTY,
            POSTAL_ADDRESS,
            COUNTRY,
            IDENTIFICATION_CODE,
        ]);
        let of_vat = |party: &[_]| vat_prefix(root, party);
        let or_address = |address: Option<&str>| address.map_or("XX".to_owned(), country);
        Self {
            root,
            codes: Codes::of(release),
            credit: root.name() == CREDIT_NOTE,
            currency: root.kid(DOCUMENT_CURRENCY_CODE).map(El::text),
            profile,
            supplier: of_vat(&[ACCOUNTING_SUPPLIER_PARTY, PARTY])
                .or_else(|| of_vat(&[TAX_REPRESENTATIVE_PARTY]))
                .unwrap_or_else(|| or_address(supplier_address)),
            customer: of_vat(&[ACCOUNTING_CUSTOMER_PARTY, PARTY]).unwrap_or_else(|| or_address(customer_address)),
            supplier_address,
            customer_address,
            german: [supplier_address, customer_address]
                .iter()
                .all(|address| address.is_some_and(|address| country(address) == "DE")),
            vat: Vat::of(root),
        }
    }
}

pub(super) fn country(text: &str) -> String {
    super::tree::trim(text).to_uppercase()
}

/// The first two characters of a party's VAT number.
fn vat_prefix(root: El<'_>, party: &[super::vocabulary::Name]) -> Option<String> {
    let mut found = None;
    root.each(party, &mut |party| {
        for scheme in party.kids(PARTY_TAX_SCHEME) {
            if scheme.first(&[TAX_SCHEME, ID]).is_some_and(|id| id.text() == "VAT") && found.is_none() {
                found = Some(country(&head(scheme.kid(COMPANY_ID).map_or("", El::text), 2)));
            }
        }
    });
    found
}

/// The first characters of a text.
pub(super) fn head(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// Characters from a place on, from 1, as many as asked for: `substring` as rules have it.
pub(super) fn part(text: &str, from: usize, count: usize) -> String {
    text.chars().skip(from - 1).take(count).collect()
}

/// Rounded to whole numbers, halves upwards: `round` as rules have it. None beyond what a [`Decimal`] holds.
pub(super) fn round(number: Decimal) -> Option<Decimal> {
    Some(number.checked_add(Decimal::new(5, 1))?.floor())
}

/// Rounded to two decimals, halves upwards. None beyond what a [`Decimal`] holds.
pub(super) fn cents(number: Decimal) -> Option<Decimal> {
    Some(round(number.checked_mul(Decimal::ONE_HUNDRED)?)? / Decimal::ONE_HUNDRED)
}

impl El<'_> {
    /// Its charge indicator: a charge, an allowance, or neither.
    pub(super) fn charge(self) -> Option<bool> {
        match self.value(&[CHARGE_INDICATOR])? {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }

    /// Whether a tax scheme within says VAT, in any case of letters.
    pub(super) fn is_vat(self) -> bool {
        self.kids(TAX_SCHEME)
            .any(|scheme| scheme.value(&[ID]).is_some_and(|id| id.eq_ignore_ascii_case("VAT")))
    }

    /// The sum of the numbers that the path leads to; none if one is no number.
    pub(super) fn sum(self, path: &[super::vocabulary::Name]) -> Option<Decimal> {
        let mut sum = Some(Decimal::ZERO);
        self.each(path, &mut |el| {
            sum = sum.and_then(|sum| sum.checked_add(el.number()?));
        });
        sum
    }

    /// At most two decimals, as long as it is there.
    pub(super) fn two_decimals(self, name: super::vocabulary::Name) -> bool {
        self.kid(name).is_none_or(Self::has_two_decimals)
    }

    pub(super) fn has_two_decimals(self) -> bool {
        self.text()
            .split_once('.')
            .is_none_or(|(_, fraction)| fraction.chars().count() <= 2)
    }
}
