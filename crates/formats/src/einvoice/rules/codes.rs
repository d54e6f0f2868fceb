//! Codes that have to be of their lists (EN 16931: BR-CL).

use crate::einvoice::facts::Facts;
use crate::einvoice::rule::{Group, always, fatal};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::{El, trim};
use crate::einvoice::ubl_names::{
    ACCOUNTING_SUPPLIER_PARTY, ADDITIONAL_DOCUMENT_REFERENCE, ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_REASON_CODE,
    ALLOWANCE_TOTAL_AMOUNT, AMOUNT, BASE_AMOUNT, BASE_QUANTITY, CHARGE_TOTAL_AMOUNT, CLASSIFIED_TAX_CATEGORY,
    COMMODITY_CLASSIFICATION, COMPANY_ID, COUNTRY, CREDIT_NOTE_TYPE_CODE, CREDITED_QUANTITY, DELIVERY_LOCATION,
    DESCRIPTION_CODE, DOCUMENT_CURRENCY_CODE, DOCUMENT_REFERENCE, DOCUMENT_TYPE_CODE, EMBEDDED_DOCUMENT_BINARY_OBJECT,
    ENDPOINT_ID, ID, IDENTIFICATION_CODE, INVOICE_PERIOD, INVOICE_TYPE_CODE, INVOICED_QUANTITY,
    ITEM_CLASSIFICATION_CODE, LINE_EXTENSION_AMOUNT, NOTE, ORIGIN_COUNTRY, PARTY_IDENTIFICATION, PARTY_LEGAL_ENTITY,
    PAYABLE_AMOUNT, PAYABLE_ROUNDING_AMOUNT, PAYEE_PARTY, PAYMENT_MEANS, PAYMENT_MEANS_CODE, PREPAID_AMOUNT,
    PRICE_AMOUNT, STANDARD_ITEM_IDENTIFICATION, TAX_AMOUNT, TAX_CATEGORY, TAX_CURRENCY_CODE, TAX_EXCLUSIVE_AMOUNT,
    TAX_EXEMPTION_REASON_CODE, TAX_INCLUSIVE_AMOUNT, TAXABLE_AMOUNT,
};
use crate::einvoice::vocabulary::Name;

/// Elements that hold an amount.
pub(super) const AMOUNTS: &[Name] = &[
    AMOUNT,
    BASE_AMOUNT,
    PRICE_AMOUNT,
    TAX_AMOUNT,
    TAXABLE_AMOUNT,
    LINE_EXTENSION_AMOUNT,
    TAX_EXCLUSIVE_AMOUNT,
    TAX_INCLUSIVE_AMOUNT,
    ALLOWANCE_TOTAL_AMOUNT,
    CHARGE_TOTAL_AMOUNT,
    PREPAID_AMOUNT,
    PAYABLE_ROUNDING_AMOUNT,
    PAYABLE_AMOUNT,
];

fn is_of(el: El<'_>, facts: &Facts<'_>, list: &str) -> bool {
    facts.codes.has(list, el.trimmed())
}

fn attribute_is_of(el: El<'_>, facts: &Facts<'_>, name: &str, list: &str) -> bool {
    facts.codes.has(list, trim(el.attr(name).unwrap_or_default()))
}

fn has(el: El<'_>, attribute: &str) -> bool {
    el.attr(attribute).is_some()
}

/// A note that begins with a subject code between number signs, as `#AAI#`.
fn subject_is_known(el: El<'_>, facts: &Facts<'_>) -> bool {
    let Some((_, rest)) = el.text().split_once('#') else {
        return true;
    };
    let Some((code, _)) = rest.split_once('#') else {
        return true;
    };
    code.chars().count() != 3 || facts.codes.has("note-subject", code)
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[INVOICE_TYPE_CODE],
        when: always,
        rules: &[fatal("BR-CL-01", Says::Code(Bt(3), "UNCL 1001"), |el, facts| {
            is_of(el, facts, "invoice-type")
        })],
    },
    Group {
        on: &[CREDIT_NOTE_TYPE_CODE],
        when: always,
        rules: &[fatal("BR-CL-01", Says::Code(Bt(3), "UNCL 1001"), |el, facts| {
            is_of(el, facts, "credit-note-type")
        })],
    },
    Group {
        on: AMOUNTS,
        when: always,
        rules: &[fatal("BR-CL-03", Says::Code(Bt(5), "ISO 4217"), |el, facts| {
            attribute_is_of(el, facts, "currencyID", "currency")
        })],
    },
    Group {
        on: &[DOCUMENT_CURRENCY_CODE],
        when: always,
        rules: &[fatal("BR-CL-04", Says::Code(Bt(5), "ISO 4217"), |el, facts| {
            is_of(el, facts, "currency")
        })],
    },
    Group {
        on: &[TAX_CURRENCY_CODE],
        when: always,
        rules: &[fatal("BR-CL-05", Says::Code(Bt(6), "ISO 4217"), |el, facts| {
            is_of(el, facts, "currency")
        })],
    },
    Group {
        on: &[DESCRIPTION_CODE],
        when: |el, _| el.under(&[INVOICE_PERIOD]),
        rules: &[fatal("BR-CL-06", Says::Code(Bt(8), "UNCL 2005"), |el, facts| {
            is_of(el, facts, "vat-date")
        })],
    },
    Group {
        on: &[ID],
        when: |el, _| {
            let object = el.parent().filter(|holder| {
                matches!(holder.name(), ADDITIONAL_DOCUMENT_REFERENCE | DOCUMENT_REFERENCE)
                    && holder.kids(DOCUMENT_TYPE_CODE).any(|code| code.text() == "130")
            });
            object.is_some() && has(el, "schemeID")
        },
        rules: &[fatal("BR-CL-07", Says::Code(Bt(18), "UNCL 1153"), |el, facts| {
            attribute_is_of(el, facts, "schemeID", "object-scheme")
        })],
    },
    Group {
        on: &[NOTE],
        when: |el, _| el.is_top(),
        rules: &[fatal("BR-CL-08", Says::Code(Bt(21), "UNCL 4451"), subject_is_known)],
    },
    Group {
        on: &[ID],
        when: |el, _| el.under(&[PARTY_IDENTIFICATION]) && has(el, "schemeID"),
        rules: &[fatal("BR-CL-10", Says::Code(Bt(29), "ISO/IEC 6523"), |el, facts| {
            let creditor = trim(el.attr("schemeID").unwrap_or_default()) == "SEPA"
                && (el.within(ACCOUNTING_SUPPLIER_PARTY) || el.within(PAYEE_PARTY));
            creditor || attribute_is_of(el, facts, "schemeID", "icd")
        })],
    },
    Group {
        on: &[COMPANY_ID],
        when: |el, _| el.under(&[PARTY_LEGAL_ENTITY]) && has(el, "schemeID"),
        rules: &[fatal("BR-CL-11", Says::Code(Bt(30), "ISO/IEC 6523"), |el, facts| {
            attribute_is_of(el, facts, "schemeID", "icd")
        })],
    },
    Group {
        on: &[ITEM_CLASSIFICATION_CODE],
        when: |el, _| el.under(&[COMMODITY_CLASSIFICATION]) && has(el, "listID"),
        rules: &[fatal("BR-CL-13", Says::Code(Bt(158), "UNCL 7143"), |el, facts| {
            attribute_is_of(el, facts, "listID", "item-classification")
        })],
    },
    Group {
        on: &[IDENTIFICATION_CODE],
        when: |el, _| el.under(&[COUNTRY]),
        rules: &[fatal("BR-CL-14", Says::Code(Bt(40), "ISO 3166-1"), |el, facts| {
            is_of(el, facts, "country")
        })],
    },
    Group {
        on: &[IDENTIFICATION_CODE],
        when: |el, _| el.under(&[ORIGIN_COUNTRY]),
        rules: &[fatal("BR-CL-15", Says::Code(Bt(159), "ISO 3166-1"), |el, facts| {
            is_of(el, facts, "country")
        })],
    },
    Group {
        on: &[PAYMENT_MEANS_CODE],
        when: |el, _| el.under(&[PAYMENT_MEANS]),
        rules: &[fatal("BR-CL-16", Says::Code(Bt(81), "UNCL 4461"), |el, facts| {
            is_of(el, facts, "payment-means")
        })],
    },
    Group {
        on: &[ID],
        when: |el, _| el.under(&[TAX_CATEGORY]),
        rules: &[fatal("BR-CL-17", Says::Code(Bt(118), "UNCL 5305"), |el, facts| {
            is_of(el, facts, "vat-category")
        })],
    },
    Group {
        on: &[ID],
        when: |el, _| el.under(&[CLASSIFIED_TAX_CATEGORY]),
        rules: &[fatal("BR-CL-18", Says::Code(Bt(151), "UNCL 5305"), |el, facts| {
            is_of(el, facts, "vat-category")
        })],
    },
    Group {
        on: &[ALLOWANCE_CHARGE_REASON_CODE],
        when: |el, _| of_charge(el, false),
        rules: &[fatal("BR-CL-19", Says::Code(Bt(98), "UNCL 5189"), |el, facts| {
            is_of(el, facts, "allowance-reason")
        })],
    },
    Group {
        on: &[ALLOWANCE_CHARGE_REASON_CODE],
        when: |el, _| of_charge(el, true),
        rules: &[fatal("BR-CL-20", Says::Code(Bt(105), "UNCL 7161"), |el, facts| {
            is_of(el, facts, "charge-reason")
        })],
    },
    Group {
        on: &[ID],
        when: |el, _| el.under(&[STANDARD_ITEM_IDENTIFICATION]) && has(el, "schemeID"),
        rules: &[fatal("BR-CL-21", Says::Code(Bt(157), "ISO/IEC 6523"), |el, facts| {
            attribute_is_of(el, facts, "schemeID", "icd")
        })],
    },
    Group {
        on: &[TAX_EXEMPTION_REASON_CODE],
        when: always,
        rules: &[fatal("BR-CL-22", Says::Code(Bt(121), "VATEX"), |el, facts| {
            facts.codes.has("vatex", &el.trimmed().to_uppercase())
        })],
    },
    Group {
        on: &[INVOICED_QUANTITY, BASE_QUANTITY, CREDITED_QUANTITY],
        when: |el, _| has(el, "unitCode"),
        rules: &[fatal(
            "BR-CL-23",
            Says::Code(Bt(130), "UN/ECE Rec 20, 21"),
            |el, facts| attribute_is_of(el, facts, "unitCode", "unit"),
        )],
    },
    Group {
        on: &[EMBEDDED_DOCUMENT_BINARY_OBJECT],
        when: |el, _| has(el, "mimeCode"),
        rules: &[fatal("BR-CL-24", Says::Code(Bt(125), "MIME"), |el, facts| {
            facts.codes.has("mime", el.attr("mimeCode").unwrap_or_default())
        })],
    },
    Group {
        on: &[ENDPOINT_ID],
        when: |el, _| has(el, "schemeID"),
        rules: &[fatal("BR-CL-25", Says::Code(Bt(34), "EAS"), |el, facts| {
            attribute_is_of(el, facts, "schemeID", "eas")
        })],
    },
    Group {
        on: &[ID],
        when: |el, _| el.under(&[DELIVERY_LOCATION]) && has(el, "schemeID"),
        rules: &[fatal("BR-CL-26", Says::Code(Bt(71), "ISO/IEC 6523"), |el, facts| {
            attribute_is_of(el, facts, "schemeID", "icd")
        })],
    },
];

fn of_charge(el: El<'_>, charge: bool) -> bool {
    el.parent()
        .is_some_and(|holder| holder.name() == ALLOWANCE_CHARGE && holder.charge() == Some(charge))
}
