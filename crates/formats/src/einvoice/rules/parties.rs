//! Seller, buyer, payee, representative, delivery (EN 16931: BG-4 to BG-13, BG-15).

use crate::einvoice::facts::head;
use crate::einvoice::release::Release::{May2025, May2026};
use crate::einvoice::rule::{Group, always, fatal};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::{Bg, Bt};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ADDRESS, ADDRESS_LINE, COMPANY_ID, COUNTRY, DELIVERY,
    DELIVERY_LOCATION, DELIVERY_PARTY, ENDPOINT_ID, ID, IDENTIFICATION_CODE, NAME, PARTY, PARTY_IDENTIFICATION,
    PARTY_LEGAL_ENTITY, PARTY_NAME, PARTY_TAX_SCHEME, PAYEE_PARTY, POSTAL_ADDRESS, REGISTRATION_NAME,
    TAX_REPRESENTATIVE_PARTY, TAX_SCHEME,
};
use crate::einvoice::vocabulary::Name;

/// Whether one text that the path leads to from `one` equals one that the other path leads to.
fn any_equal(one: El<'_>, path: &[Name], other: Option<El<'_>>, other_path: &[Name]) -> bool {
    let Some(other) = other else { return false };
    let others = other.all(other_path);
    one.all(path)
        .iter()
        .any(|el| others.iter().any(|known| known.text() == el.text()))
}

/// Whether a name of the payee differs from a registered name of the seller.
fn payee_differs(payee: El<'_>) -> bool {
    let Some(root) = payee.parent() else { return false };
    let sellers = root.all(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_LEGAL_ENTITY, REGISTRATION_NAME]);
    let names = payee.all(&[PARTY_NAME, NAME]);
    names
        .iter()
        .any(|name| sellers.iter().any(|seller| seller.text() != name.text()))
}

fn has_country(el: El<'_>) -> bool {
    el.filled(&[COUNTRY, IDENTIFICATION_CODE])
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[ACCOUNTING_SUPPLIER_PARTY],
        when: always,
        rules: &[
            fatal("BR-CO-26", Says::SellerIdentified(), |el, _| {
                is_identified(el) || el.has(&[PARTY, PARTY_IDENTIFICATION, ID])
            })
            .until(May2025),
            fatal("BR-CO-26", Says::SellerIdentified(), |el, _| {
                let ids = el.all(&[PARTY, PARTY_IDENTIFICATION, ID]);
                is_identified(el) || ids.iter().any(|id| id.attr("schemeID") != Some("SEPA"))
            })
            .since(May2026),
        ],
    },
    Group {
        on: &[PARTY],
        when: |el, _| el.under(&[ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[fatal("UBL-SR-42", Says::Once(Bt(32)), |el, _| {
            el.count(&[PARTY_TAX_SCHEME]) <= 2
        })],
    },
    Group {
        on: &[ENDPOINT_ID],
        when: |el, _| el.under(&[PARTY, ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[fatal("BR-62", Says::Scheme(Bt(34)), |el, _| {
            el.attr("schemeID").is_some()
        })],
    },
    Group {
        on: &[ENDPOINT_ID],
        when: |el, _| el.under(&[PARTY, ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("BR-63", Says::Scheme(Bt(49)), |el, _| {
            el.attr("schemeID").is_some()
        })],
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, _| el.under(&[PARTY, ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[fatal("BR-09", Says::Missing(Bt(40)), |el, _| has_country(el))],
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, _| el.under(&[PARTY, ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("BR-11", Says::Missing(Bt(55)), |el, _| has_country(el))],
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, _| el.under(&[TAX_REPRESENTATIVE_PARTY]),
        rules: &[fatal("BR-20", Says::Missing(Bt(69)), |el, _| has_country(el))],
    },
    Group {
        on: &[ADDRESS],
        when: |el, _| el.under(&[DELIVERY_LOCATION, DELIVERY]),
        rules: &[fatal("BR-57", Says::Missing(Bt(80)), |el, _| {
            el.has(&[COUNTRY, IDENTIFICATION_CODE])
        })],
    },
    Group {
        on: &[POSTAL_ADDRESS, ADDRESS],
        when: always,
        rules: &[fatal("UBL-SR-51", Says::Once(Bt(162)), |el, _| {
            el.count(&[ADDRESS_LINE]) <= 1
        })],
    },
    Group {
        on: &[DELIVERY],
        when: always,
        rules: &[fatal("UBL-SR-25", Says::Once(Bt(70)), |el, _| {
            el.count(&[DELIVERY_PARTY, PARTY_NAME, NAME]) <= 1
        })],
    },
    Group {
        on: &[PAYEE_PARTY],
        when: always,
        rules: &[
            fatal("BR-17", Says::PayeeIsSeller(), |el, _| {
                let seller = el
                    .parent()
                    .and_then(|root| root.first(&[ACCOUNTING_SUPPLIER_PARTY, PARTY]));
                el.has(&[PARTY_NAME, NAME])
                    && !any_equal(el, &[PARTY_NAME, NAME], seller, &[PARTY_NAME, NAME])
                    && !any_equal(el, &[PARTY_IDENTIFICATION, ID], seller, &[PARTY_IDENTIFICATION, ID])
            }),
            fatal("UBL-SR-19", Says::PayeeIsSeller(), |el, _| {
                el.count(&[PARTY_NAME, NAME]) <= 1 && payee_differs(el)
            }),
            fatal("UBL-SR-20", Says::PayeeIsSeller(), |el, _| {
                let ids = el.all(&[PARTY_IDENTIFICATION, ID]);
                let other = |id: &&El<'_>| {
                    id.attr("schemeID")
                        .is_some_and(|scheme| scheme.to_uppercase() != "SEPA")
                };
                ids.iter().filter(other).count() <= 1 && payee_differs(el)
            }),
            fatal("UBL-SR-21", Says::PayeeIsSeller(), |el, _| {
                el.count(&[PARTY_LEGAL_ENTITY, COMPANY_ID]) <= 1 && payee_differs(el)
            }),
        ],
    },
    Group {
        on: &[TAX_REPRESENTATIVE_PARTY],
        when: always,
        rules: &[
            fatal("BR-18", Says::Missing(Bt(62)), |el, _| el.filled(&[PARTY_NAME, NAME])),
            fatal("BR-19", Says::Missing(Bg(12)), |el, _| el.has(&[POSTAL_ADDRESS])),
            fatal("BR-56", Says::Missing(Bt(63)), |el, _| {
                el.kids(PARTY_TAX_SCHEME)
                    .any(|scheme| scheme.is_vat() && scheme.has(&[COMPANY_ID]))
            }),
            fatal("UBL-SR-22", Says::Once(Bt(62)), |el, _| {
                el.count(&[PARTY_NAME, NAME]) <= 1
            }),
            fatal("UBL-SR-23", Says::Once(Bt(63)), |el, _| {
                el.count(&[PARTY, PARTY_TAX_SCHEME, COMPANY_ID]) <= 1
            })
            .until(May2025),
            fatal("UBL-SR-23", Says::Once(Bt(63)), |el, _| {
                el.count(&[PARTY_TAX_SCHEME, COMPANY_ID]) <= 1
            })
            .since(May2026),
        ],
    },
    Group {
        on: &[PARTY_TAX_SCHEME],
        when: always,
        rules: &[fatal("UBL-SR-53", Says::Missing(Bt(31)), |el, _| {
            el.has(&[TAX_SCHEME, ID]) && el.has(&[COMPANY_ID])
        })],
    },
    Group {
        on: &[PARTY_TAX_SCHEME],
        when: |el, _| el.is_vat(),
        rules: &[fatal("BR-CO-09", Says::VatCountryPrefix(), |el, facts| {
            facts
                .codes
                .has("vat-prefix", &head(el.kid(COMPANY_ID).map_or("", El::text), 2))
        })],
    },
];

fn is_identified(seller: El<'_>) -> bool {
    let schemes = seller.all(&[PARTY, PARTY_TAX_SCHEME]);
    schemes
        .iter()
        .any(|scheme| scheme.is_vat() && scheme.has(&[COMPANY_ID]))
        || seller.has(&[PARTY, PARTY_LEGAL_ENTITY, COMPANY_ID])
}
