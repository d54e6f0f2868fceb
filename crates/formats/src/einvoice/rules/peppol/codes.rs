//! Codes and dates as Peppol BIS Billing 3 narrows them (PEPPOL-EN16931-CL, P, F).

use super::AMOUNTS;
use crate::einvoice::facts::Profile;
use crate::einvoice::lexical::is_written_as;
use crate::einvoice::release::Release::{May2025, May2026};
use crate::einvoice::rule::{Group, Rule, always, fatal};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACTUAL_DELIVERY_DATE, ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_REASON_CODE, CHARGE_INDICATOR, CREDIT_NOTE_TYPE_CODE,
    DESCRIPTION_CODE, DUE_DATE, EMBEDDED_DOCUMENT_BINARY_OBJECT, END_DATE, ENDPOINT_ID, ID, INVOICE_PERIOD,
    INVOICE_TYPE_CODE, ISSUE_DATE, START_DATE, TAX_CATEGORY, TAX_EXEMPTION_REASON_CODE, TAX_POINT_DATE,
};
use crate::einvoice::vocabulary::Lexical;

/// Types of invoices for processes 01 and 02.
const INVOICES: &str =
    " 71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877 ";
/// Types of credit notes for processes 01 and 02.
const CREDIT_NOTES: &str = " 381 396 81 83 532 ";

fn is_one_of(el: El<'_>, list: &str) -> bool {
    let code = el.trimmed();
    !code.is_empty() && list.split(' ').any(|known| known == code)
}

fn of_charge(el: El<'_>, charge: &str) -> bool {
    let holder = el.parent().filter(|holder| holder.name() == ALLOWANCE_CHARGE);
    holder.is_some_and(|holder| {
        holder
            .kid(CHARGE_INDICATOR)
            .is_some_and(|indicator| indicator.text() == charge)
    })
}

fn has_reason(el: El<'_>, code: &str) -> bool {
    el.kid(TAX_EXEMPTION_REASON_CODE)
        .is_some_and(|reason| reason.text().to_uppercase() == code)
}

/// A reason for exemption belongs to one category.
macro_rules! reason {
    ($id:literal, $reason:literal, $category:literal) => {
        Group {
            on: &[TAX_CATEGORY],
            when: |el, _| has_reason(el, $reason),
            rules: &[fatal($id, Says::VatCategoryOf($reason, $category), |el, _| {
                el.value(&[ID]) == Some($category)
            })],
        }
    };
}

const INVOICE_TYPE: &[Rule] = &[
    fatal(
        "PEPPOL-EN16931-P0100",
        Says::Code(Bt(3), "Peppol BIS 3"),
        |el, facts| facts.profile != Profile::Billing || is_one_of(el, INVOICES),
    )
    .until(May2025),
    fatal(
        "PEPPOL-EN16931-P0100",
        Says::Code(Bt(3), "Peppol BIS 3"),
        |el, facts| !matches!(facts.profile, Profile::Billing | Profile::WithResponse) || is_one_of(el, INVOICES),
    )
    .since(May2026),
    fatal("PEPPOL-EN16931-P0112", Says::GermanOnly(), |el, facts| {
        !matches!(el.trimmed(), "326" | "384") || facts.german
    }),
];

const CREDIT_NOTE_TYPE: &[Rule] = &[
    fatal(
        "PEPPOL-EN16931-P0101",
        Says::Code(Bt(3), "Peppol BIS 3"),
        |el, facts| facts.profile != Profile::Billing || is_one_of(el, CREDIT_NOTES),
    )
    .until(May2025),
    fatal(
        "PEPPOL-EN16931-P0101",
        Says::Code(Bt(3), "Peppol BIS 3"),
        |el, facts| !matches!(facts.profile, Profile::Billing | Profile::WithResponse) || is_one_of(el, CREDIT_NOTES),
    )
    .since(May2026),
];

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[
    Group {
        on: &[EMBEDDED_DOCUMENT_BINARY_OBJECT],
        when: |el, _| el.attr("mimeCode").is_some(),
        rules: &[fatal(
            "PEPPOL-EN16931-CL001",
            Says::Code(Bt(125), "MIME"),
            |el, facts| facts.codes.has("mime", el.attr("mimeCode").unwrap_or_default()),
        )],
    },
    Group {
        on: &[ALLOWANCE_CHARGE_REASON_CODE],
        when: |el, _| of_charge(el, "false"),
        rules: &[fatal(
            "PEPPOL-EN16931-CL002",
            Says::Code(Bt(98), "UNCL 5189"),
            |el, facts| facts.codes.has("allowance-reason", el.trimmed()),
        )],
    },
    Group {
        on: &[ALLOWANCE_CHARGE_REASON_CODE],
        when: |el, _| of_charge(el, "true"),
        rules: &[fatal(
            "PEPPOL-EN16931-CL003",
            Says::Code(Bt(105), "UNCL 7161"),
            |el, facts| facts.codes.has("charge-reason", el.trimmed()),
        )],
    },
    Group {
        on: &[DESCRIPTION_CODE],
        when: |el, _| el.under(&[INVOICE_PERIOD]),
        rules: &[fatal(
            "PEPPOL-EN16931-CL006",
            Says::Code(Bt(8), "UNCL 2005"),
            |el, facts| facts.codes.has("vat-date", el.trimmed()),
        )],
    },
    Group {
        on: AMOUNTS,
        when: always,
        rules: &[fatal(
            "PEPPOL-EN16931-CL007",
            Says::Code(Bt(5), "ISO 4217"),
            |el, facts| {
                facts
                    .codes
                    .has("peppol-currency", el.attr("currencyID").unwrap_or_default())
            },
        )],
    },
    Group {
        on: &[INVOICE_TYPE_CODE],
        when: always,
        rules: INVOICE_TYPE,
    },
    Group {
        on: &[CREDIT_NOTE_TYPE_CODE],
        when: always,
        rules: CREDIT_NOTE_TYPE,
    },
    Group {
        on: &[
            ISSUE_DATE,
            DUE_DATE,
            TAX_POINT_DATE,
            START_DATE,
            END_DATE,
            ACTUAL_DELIVERY_DATE,
        ],
        when: always,
        rules: &[fatal("PEPPOL-EN16931-F001", Says::DateForm(), |el, _| {
            el.text().chars().count() == 10 && is_written_as(Lexical::Date, el.text())
        })],
    },
    Group {
        on: &[ENDPOINT_ID],
        when: |el, _| el.attr("schemeID").is_some(),
        rules: &[fatal("PEPPOL-EN16931-CL008", Says::Code(Bt(34), "EAS"), |el, facts| {
            facts.codes.has("peppol-eas", el.attr("schemeID").unwrap_or_default())
        })],
    },
    reason!("PEPPOL-EN16931-P0104", "VATEX-EU-G", "G"),
    reason!("PEPPOL-EN16931-P0105", "VATEX-EU-O", "O"),
    reason!("PEPPOL-EN16931-P0106", "VATEX-EU-IC", "K"),
    reason!("PEPPOL-EN16931-P0107", "VATEX-EU-AE", "AE"),
    reason!("PEPPOL-EN16931-P0108", "VATEX-EU-D", "E"),
    reason!("PEPPOL-EN16931-P0109", "VATEX-EU-F", "E"),
    reason!("PEPPOL-EN16931-P0110", "VATEX-EU-I", "E"),
    reason!("PEPPOL-EN16931-P0111", "VATEX-EU-J", "E"),
];
