//! The Netherlands (NL-R).

use rust_decimal::Decimal;

use super::is_in;
use crate::einvoice::facts::Facts;
use crate::einvoice::rule::{Group, fatal};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, BILLING_REFERENCE, CITY_NAME, COMPANY_ID, COUNTRY,
    CREDIT_NOTE_TYPE_CODE, ID, IDENTIFICATION_CODE, INVOICE_DOCUMENT_REFERENCE, LEGAL_MONETARY_TOTAL, LINE_ID,
    ORDER_LINE_REFERENCE, ORDER_REFERENCE, PARTY, PARTY_LEGAL_ENTITY, PAYABLE_AMOUNT, PAYMENT_MEANS,
    PAYMENT_MEANS_CODE, POSTAL_ADDRESS, POSTAL_ZONE, STREET_NAME, TAX_REPRESENTATIVE_PARTY,
};

fn seller(facts: &Facts<'_>) -> bool {
    is_in(facts.supplier_address, "NL")
}

fn both(facts: &Facts<'_>) -> bool {
    seller(facts) && is_in(facts.customer_address, "NL")
}

fn is_complete(address: El<'_>, _: &Facts<'_>) -> bool {
    address.has(&[STREET_NAME]) && address.has(&[CITY_NAME]) && address.has(&[POSTAL_ZONE])
}

fn is_registered(number: El<'_>, _: &Facts<'_>) -> bool {
    let schemes = number.attr("schemeID").unwrap_or_default();
    schemes.split(' ').any(|scheme| matches!(scheme, "0106" | "0190")) && !number.trimmed().is_empty()
}

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[
    Group {
        on: &[CREDIT_NOTE_TYPE_CODE],
        when: |_, facts| seller(facts),
        rules: &[fatal("NL-R-001", Says::CountryNeeds("NL", Bt(25)), |_, facts| {
            facts.root.has(&[BILLING_REFERENCE, INVOICE_DOCUMENT_REFERENCE, ID])
        })],
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, facts| seller(facts) && el.under(&[PARTY, ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[fatal("NL-R-002", Says::CountryNeeds("NL", Bt(35)), is_complete)],
    },
    Group {
        on: &[COMPANY_ID],
        when: |el, facts| seller(facts) && el.under(&[PARTY_LEGAL_ENTITY, PARTY, ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[fatal(
            "NL-R-003",
            Says::CountryForm("NL", Bt(30), "0106, 0190"),
            is_registered,
        )],
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, facts| both(facts) && el.under(&[PARTY, ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("NL-R-004", Says::CountryNeeds("NL", Bt(50)), is_complete)],
    },
    Group {
        on: &[COMPANY_ID],
        when: |el, facts| both(facts) && el.under(&[PARTY_LEGAL_ENTITY, PARTY, ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal(
            "NL-R-005",
            Says::CountryForm("NL", Bt(47), "0106, 0190"),
            is_registered,
        )],
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, facts| {
            let country = facts
                .root
                .first(&[TAX_REPRESENTATIVE_PARTY, POSTAL_ADDRESS, COUNTRY, IDENTIFICATION_CODE]);
            el.under(&[TAX_REPRESENTATIVE_PARTY]) && seller(facts) && is_in(country.map(El::text), "NL")
        },
        rules: &[fatal("NL-R-006", Says::CountryNeeds("NL", Bt(64)), is_complete)],
    },
    Group {
        on: &[LEGAL_MONETARY_TOTAL],
        when: |_, facts| seller(facts),
        rules: &[fatal("NL-R-007", Says::CountryNeeds("NL", Bt(81)), |el, facts| {
            let payable = el.decimal(&[PAYABLE_AMOUNT]);
            let from_buyer = payable.is_none_or(|payable| {
                if facts.credit {
                    payable < Decimal::ZERO
                } else {
                    Decimal::ZERO < payable
                }
            });
            !from_buyer || facts.root.descendants().any(|el| el.name() == PAYMENT_MEANS)
        })],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |_, facts| both(facts),
        rules: &[fatal(
            "NL-R-008",
            Says::Code(Bt(81), "30, 48, 49, 57, 58, 59"),
            |el, _| {
                matches!(
                    el.value(&[PAYMENT_MEANS_CODE]),
                    Some("30" | "48" | "49" | "57" | "58" | "59")
                )
            },
        )],
    },
    Group {
        on: &[LINE_ID],
        when: |el, facts| seller(facts) && el.under(&[ORDER_LINE_REFERENCE]),
        rules: &[fatal("NL-R-009", Says::CountryNeeds("NL", Bt(13)), |_, facts| {
            facts.root.has(&[ORDER_REFERENCE, ID])
        })],
    },
];
