//! The head of the document (EN 16931: BG-1 to BG-3, BG-14, and what stands once in it).

use crate::einvoice::rule::{Group, always, fatal, warning};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::{Bg, Bt};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ADDITIONAL_DOCUMENT_REFERENCE, BILLING_REFERENCE,
    CARD_ACCOUNT, COMPANY_ID, COMPANY_LEGAL_FORM, CONTRACT_DOCUMENT_REFERENCE, CREDIT_NOTE, CREDIT_NOTE_LINE,
    CREDIT_NOTE_TYPE_CODE, CUSTOMIZATION_ID, DELIVERY, DESCRIPTION_CODE, DESPATCH_DOCUMENT_REFERENCE,
    DOCUMENT_CURRENCY_CODE, DOCUMENT_TYPE_CODE, END_DATE, ID, INVOICE, INVOICE_DOCUMENT_REFERENCE, INVOICE_LINE,
    INVOICE_PERIOD, INVOICE_TYPE_CODE, ISSUE_DATE, NAME, NOTE, ORIGINATOR_DOCUMENT_REFERENCE, PARTY,
    PARTY_IDENTIFICATION, PARTY_LEGAL_ENTITY, PARTY_NAME, PARTY_TAX_SCHEME, PAYMENT_DUE_DATE, PAYMENT_ID,
    PAYMENT_MANDATE, PAYMENT_MEANS, PAYMENT_MEANS_CODE, PAYMENT_TERMS, POSTAL_ADDRESS, PROJECT_REFERENCE,
    RECEIPT_DOCUMENT_REFERENCE, REGISTRATION_NAME, START_DATE, TAX_AMOUNT, TAX_CURRENCY_CODE, TAX_POINT_DATE,
    TAX_SCHEME, TAX_SUBTOTAL, TAX_TOTAL, UBL_VERSION_ID,
};
use crate::einvoice::vocabulary::Name;

/// The end of a period is not before its beginning. Dates without a zone compare as texts.
pub(super) fn in_order(period: El<'_>) -> bool {
    match (period.value(&[START_DATE]), period.value(&[END_DATE])) {
        (Some(start), Some(end)) => start <= end,
        _ => true,
    }
}

/// How many different texts the elements of a name have, wherever they stand.
fn different(root: El<'_>, name: Name) -> usize {
    let mut texts: Vec<&str> = root
        .descendants()
        .filter(|el| el.name() == name)
        .map(El::text)
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len()
}

const SELLER: [Name; 2] = [ACCOUNTING_SUPPLIER_PARTY, PARTY];
const BUYER: [Name; 2] = [ACCOUNTING_CUSTOMER_PARTY, PARTY];

/// How many numbers the party has of tax schemes that are VAT, or of those that are not.
fn tax_numbers(root: El<'_>, party: &[Name], vat: bool) -> usize {
    let mut count = 0;
    root.each(party, &mut |party| {
        for scheme in party.kids(PARTY_TAX_SCHEME) {
            let of_scheme = scheme
                .kids(TAX_SCHEME)
                .any(|of| of.kid(ID).is_some_and(|id| (id.text().to_uppercase() == "VAT") == vat));
            if of_scheme {
                count += scheme.kids(COMPANY_ID).count();
            }
        }
    });
    count
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: |el, _| el.is_root(),
        rules: &[
            fatal("BR-01", Says::Missing(Bt(24)), |el, _| el.filled(&[CUSTOMIZATION_ID])),
            fatal("BR-02", Says::Missing(Bt(1)), |el, _| el.filled(&[ID])),
            fatal("BR-03", Says::Missing(Bt(2)), |el, _| el.filled(&[ISSUE_DATE])),
            fatal("BR-04", Says::Missing(Bt(3)), |el, _| {
                el.filled(&[INVOICE_TYPE_CODE]) || el.filled(&[CREDIT_NOTE_TYPE_CODE])
            }),
            fatal("BR-05", Says::Missing(Bt(5)), |el, _| {
                el.filled(&[DOCUMENT_CURRENCY_CODE])
            }),
            fatal("BR-06", Says::Missing(Bt(27)), |el, _| {
                el.filled(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_LEGAL_ENTITY, REGISTRATION_NAME])
            }),
            fatal("BR-07", Says::Missing(Bt(44)), |el, _| {
                el.filled(&[ACCOUNTING_CUSTOMER_PARTY, PARTY, PARTY_LEGAL_ENTITY, REGISTRATION_NAME])
            }),
            fatal("BR-08", Says::Missing(Bg(5)), |el, _| {
                el.has(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, POSTAL_ADDRESS])
            }),
            fatal("BR-10", Says::Missing(Bg(8)), |el, _| {
                el.has(&[ACCOUNTING_CUSTOMER_PARTY, PARTY, POSTAL_ADDRESS])
            }),
            fatal("BR-16", Says::Missing(Bg(25)), |el, _| {
                el.has(&[INVOICE_LINE]) || el.has(&[CREDIT_NOTE_LINE])
            }),
            fatal("BR-53", Says::Needs(Bt(6), Bt(111)), |el, _| {
                el.kids(TAX_CURRENCY_CODE).all(|currency| {
                    el.descendants().any(|tax| {
                        tax.name() == TAX_AMOUNT
                            && tax.under(&[TAX_TOTAL])
                            && tax.attr("currencyID") == Some(currency.text())
                    })
                })
            }),
            fatal("BR-CO-03", Says::NotBoth(Bt(7), Bt(8)), |el, _| {
                !(el.has(&[TAX_POINT_DATE]) && el.has(&[INVOICE_PERIOD, DESCRIPTION_CODE]))
            }),
            fatal("BR-CO-18", Says::Missing(Bg(23)), |el, _| {
                el.has(&[TAX_TOTAL, TAX_SUBTOTAL])
            }),
            fatal("UBL-SR-01", Says::Once(Bt(12)), |el, _| {
                el.count(&[CONTRACT_DOCUMENT_REFERENCE, ID]) <= 1
            }),
            fatal("UBL-SR-02", Says::Once(Bt(15)), |el, _| {
                el.count(&[RECEIPT_DOCUMENT_REFERENCE, ID]) <= 1
            }),
            fatal("UBL-SR-03", Says::Once(Bt(16)), |el, _| {
                el.count(&[DESPATCH_DOCUMENT_REFERENCE, ID]) <= 1
            }),
            fatal("UBL-SR-04", Says::Once(Bt(18)), |el, _| {
                let objects = el
                    .kids(ADDITIONAL_DOCUMENT_REFERENCE)
                    .filter(|reference| reference.kids(DOCUMENT_TYPE_CODE).any(|code| code.text() == "130"));
                objects.map(|object| object.kids(ID).count()).sum::<usize>() <= 1
            }),
            fatal("UBL-SR-05", Says::Once(Bt(20)), |el, _| {
                el.count(&[PAYMENT_TERMS, NOTE]) <= 1
            }),
            fatal("UBL-SR-08", Says::Once(Bg(14)), |el, _| {
                el.count(&[INVOICE_PERIOD]) <= 1
            }),
            fatal("UBL-SR-09", Says::Once(Bt(27)), |el, _| {
                el.count(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_LEGAL_ENTITY, REGISTRATION_NAME]) <= 1
            }),
            fatal("UBL-SR-10", Says::Once(Bt(28)), |el, _| {
                el.count(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_NAME, NAME]) <= 1
            }),
            fatal("UBL-SR-11", Says::Once(Bt(30)), |el, _| {
                el.count(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_LEGAL_ENTITY, COMPANY_ID]) <= 1
            }),
            fatal("UBL-SR-12", Says::Once(Bt(31)), |el, _| {
                tax_numbers(el, &SELLER, true) <= 1
            }),
            fatal("UBL-SR-13", Says::Once(Bt(32)), |el, _| {
                tax_numbers(el, &SELLER, false) <= 1
            }),
            fatal("UBL-SR-14", Says::Once(Bt(33)), |el, _| {
                el.count(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_LEGAL_ENTITY, COMPANY_LEGAL_FORM]) <= 1
            }),
            fatal("UBL-SR-15", Says::Once(Bt(44)), |el, _| {
                el.count(&[ACCOUNTING_CUSTOMER_PARTY, PARTY, PARTY_LEGAL_ENTITY, REGISTRATION_NAME]) <= 1
            }),
            fatal("UBL-SR-16", Says::Once(Bt(46)), |el, _| {
                el.count(&[ACCOUNTING_CUSTOMER_PARTY, PARTY, PARTY_IDENTIFICATION, ID]) <= 1
            }),
            fatal("UBL-SR-17", Says::Once(Bt(47)), |el, _| {
                el.count(&[ACCOUNTING_CUSTOMER_PARTY, PARTY, PARTY_LEGAL_ENTITY, COMPANY_ID]) <= 1
            }),
            fatal("UBL-SR-18", Says::Once(Bt(48)), |el, _| {
                tax_numbers(el, &BUYER, true) <= 1
            }),
            fatal("UBL-SR-24", Says::Once(Bg(13)), |el, _| el.count(&[DELIVERY]) <= 1),
            fatal("UBL-SR-29", Says::Once(Bt(90)), |el, _| {
                let creditors = el.descendants().filter(|id| {
                    id.name() == ID
                        && id.under(&[PARTY_IDENTIFICATION])
                        && id
                            .attr("schemeID")
                            .is_some_and(|scheme| scheme.to_uppercase() == "SEPA")
                });
                creditors.count() <= 1
            }),
            fatal("UBL-SR-39", Says::Once(Bt(11)), |el, _| {
                el.count(&[PROJECT_REFERENCE, ID]) <= 1
            }),
            fatal("UBL-SR-40", Says::Once(Bt(45)), |el, _| {
                el.count(&[ACCOUNTING_CUSTOMER_PARTY, PARTY, PARTY_NAME, NAME]) <= 1
            }),
            fatal("UBL-SR-44", Says::Once(Bt(83)), |el, _| different(el, PAYMENT_ID) <= 1),
            fatal("UBL-SR-45", Says::Once(Bt(9)), |el, _| {
                el.count(&[PAYMENT_MEANS, PAYMENT_DUE_DATE]) <= 1
            }),
            fatal("UBL-SR-46", Says::Once(Bt(82)), |el, _| {
                let codes = el.all(&[PAYMENT_MEANS, PAYMENT_MEANS_CODE]);
                codes.iter().filter(|code| code.attr("name").is_some()).count() <= 1
            }),
            fatal("UBL-SR-47", Says::Once(Bt(81)), |el, _| {
                different(el, PAYMENT_MEANS_CODE) <= 1
            }),
            fatal("UBL-SR-49", Says::Once(Bt(8)), |el, _| {
                el.count(&[INVOICE_PERIOD, DESCRIPTION_CODE]) <= 1
            }),
            fatal("BR-66", Says::Once(Bg(18)), |el, _| {
                el.count(&[PAYMENT_MEANS, CARD_ACCOUNT]) <= 1
            })
            .until(May2025),
            fatal("BR-67", Says::Once(Bg(19)), |el, _| {
                el.count(&[PAYMENT_MEANS, PAYMENT_MANDATE]) <= 1
            })
            .until(May2025),
            fatal("UBL-SR-54", Says::Once(Bg(18)), |el, _| {
                el.count(&[PAYMENT_MEANS, CARD_ACCOUNT]) <= 1
            })
            .since(May2026),
            fatal("UBL-SR-55", Says::Once(Bg(19)), |el, _| {
                el.count(&[PAYMENT_MEANS, PAYMENT_MANDATE]) <= 1
            })
            .since(May2026),
            fatal("UBL-SR-56", Says::Once(Bt(17)), |el, _| {
                el.count(&[ORIGINATOR_DOCUMENT_REFERENCE, ID]) <= 1
            })
            .since(May2026),
            warning("UBL-CR-002", Says::ValueIs(Bt(24), "2.1"), |el, _| {
                el.kid(UBL_VERSION_ID).is_none_or(|version| version.text() == "2.1")
            }),
        ],
    },
    Group {
        on: &[INVOICE_PERIOD],
        when: |el, _| !el.under(&[INVOICE_LINE]) && !el.under(&[CREDIT_NOTE_LINE]),
        rules: &[
            fatal("BR-29", Says::Order(Bt(73), Bt(74)), |el, _| in_order(el)),
            fatal("BR-CO-19", Says::MissingEither(Bt(73), Bt(74)), |el, _| {
                el.has(&[START_DATE]) || el.has(&[END_DATE]) || el.has(&[DESCRIPTION_CODE])
            }),
        ],
    },
    Group {
        on: &[BILLING_REFERENCE],
        when: always,
        rules: &[
            fatal("BR-55", Says::Missing(Bt(25)), |el, _| {
                el.has(&[INVOICE_DOCUMENT_REFERENCE, ID])
            }),
            fatal("UBL-SR-06", Says::Once(Bg(3)), |el, _| {
                el.count(&[INVOICE_DOCUMENT_REFERENCE]) <= 1
            }),
            fatal("UBL-SR-07", Says::Missing(Bt(25)), |el, _| {
                el.has(&[INVOICE_DOCUMENT_REFERENCE, ID])
            }),
        ],
    },
];

use crate::einvoice::release::Release::{May2025, May2026};
