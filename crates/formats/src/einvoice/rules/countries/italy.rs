//! Italy (IT-R).

use crate::einvoice::rule::{Group, fatal};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::ubl_names::{
    ACCOUNTING_SUPPLIER_PARTY, CITY_NAME, COMPANY_ID, ID, PARTY, PARTY_TAX_SCHEME, POSTAL_ADDRESS, POSTAL_ZONE,
    STREET_NAME, TAX_SCHEME,
};

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[
    Group {
        on: &[PARTY_TAX_SCHEME],
        when: |el, facts| {
            facts.supplier == "IT"
                && el.under(&[PARTY, ACCOUNTING_SUPPLIER_PARTY])
                && el.value(&[TAX_SCHEME, ID]).unwrap_or_default() != "VAT"
        },
        rules: &[fatal(
            "IT-R-001",
            Says::CountryForm("IT", Bt(32), "A–Z, 0–9, 11–16"),
            |el, _| {
                let number = el.value(&[COMPANY_ID]).unwrap_or_default();
                (11..=16).contains(&number.len())
                    && number
                        .bytes()
                        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            },
        )],
    },
    Group {
        on: &[PARTY],
        when: |el, facts| facts.supplier == "IT" && el.under(&[ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[
            fatal("IT-R-002", Says::CountryNeeds("IT", Bt(35)), |el, _| {
                el.has(&[POSTAL_ADDRESS, STREET_NAME])
            }),
            fatal("IT-R-003", Says::CountryNeeds("IT", Bt(37)), |el, _| {
                el.has(&[POSTAL_ADDRESS, CITY_NAME])
            }),
            fatal("IT-R-004", Says::CountryNeeds("IT", Bt(38)), |el, _| {
                el.has(&[POSTAL_ADDRESS, POSTAL_ZONE])
            }),
        ],
    },
];
