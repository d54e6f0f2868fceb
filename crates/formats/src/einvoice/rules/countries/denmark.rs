//! Denmark (DK-R).

use rust_decimal::Decimal;

use super::{any_is, within};
use crate::einvoice::facts::{Facts, head};
use crate::einvoice::release::Release::{May2025, May2026};
use crate::einvoice::rule::{Group, Rule, fatal, warning};
use crate::einvoice::rules::identifiers::are_digits;
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_REASON,
    ALLOWANCE_CHARGE_REASON_CODE, COMMODITY_CLASSIFICATION, COMPANY_ID, CREDIT_NOTE, CREDIT_NOTE_LINE,
    FINANCIAL_INSTITUTION_BRANCH, ID, INVOICE, INVOICE_LINE, ITEM, ITEM_CLASSIFICATION_CODE, LEGAL_MONETARY_TOTAL,
    PARTY, PARTY_IDENTIFICATION, PARTY_LEGAL_ENTITY, PAYABLE_AMOUNT, PAYEE_FINANCIAL_ACCOUNT, PAYER_FINANCIAL_ACCOUNT,
    PAYMENT_ID, PAYMENT_MANDATE, PAYMENT_MEANS, PAYMENT_MEANS_CODE,
};

fn has_code(means: El<'_>, codes: &[&str]) -> bool {
    means.kids(PAYMENT_MEANS_CODE).any(|code| codes.contains(&code.text()))
}

fn account(means: El<'_>) -> &str {
    means.first(&[PAYEE_FINANCIAL_ACCOUNT, ID]).map_or("", El::text)
}

fn reference(means: El<'_>) -> &str {
    means.kid(PAYMENT_ID).map_or("", El::text)
}

fn begins(means: El<'_>, kinds: &[&str]) -> bool {
    kinds.contains(&head(reference(means), 3).as_str())
}

/// DK-R-003: a classification of list TST is of a version that is known.
fn is_known_classification(el: El<'_>, _: &Facts<'_>) -> bool {
    let codes = el.all(&[ITEM, COMMODITY_CLASSIFICATION, ITEM_CLASSIFICATION_CODE]);
    let versions = ["19.05.01", "19.0501", "26.08.01", "26.0801"];
    !codes.iter().any(|code| code.attr("listID") == Some("TST"))
        || codes.iter().any(|code| {
            code.attr("listVersionID")
                .is_some_and(|version| versions.contains(&version))
        })
}

/// DK-R-004: the reason of code ZZZ is four digits, or two texts with a number sign between them.
fn is_reason(el: El<'_>, _: &Facts<'_>) -> bool {
    if !any_is(el, &[ALLOWANCE_CHARGE_REASON_CODE], "ZZZ") {
        return true;
    }
    let Some(reason) = el.kid(ALLOWANCE_CHARGE_REASON) else {
        return false;
    };
    let text = reason.text();
    let four = reason.normalized().chars().count() == 4
        && reason
            .number()
            .is_some_and(|number| Decimal::ZERO <= number && number <= Decimal::from(9999));
    four || (text.contains('#') && !text.starts_with('#') && !text.ends_with('#'))
}

const LINE: &[Rule] = &[
    warning(
        "DK-R-003",
        Says::CountryForm("DK", Bt(158), "UNSPSC 19.05.01, 26.08.01"),
        is_known_classification,
    )
    .until(May2025),
    fatal(
        "DK-R-003",
        Says::CountryForm("DK", Bt(158), "UNSPSC 19.05.01, 26.08.01"),
        is_known_classification,
    )
    .since(May2026),
];

/// Whether the scheme of a legal number is the Danish register, where there is a number.
fn is_cvr(party: Option<El<'_>>) -> bool {
    let number = party.and_then(|party| party.first(&[PARTY_LEGAL_ENTITY, COMPANY_ID]));
    number.is_none_or(|number| number.attr("schemeID").is_some_and(|scheme| scheme.trim() == "0184"))
}

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: |el, facts| el.is_root() && facts.supplier_address == Some("DK"),
        rules: &[
            fatal("DK-R-002", Says::CountryNeeds("DK", Bt(30)), |el, _| {
                el.filled(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_LEGAL_ENTITY, COMPANY_ID])
            }),
            fatal("DK-R-014", Says::CountryForm("DK", Bt(30), "0184"), |el, _| {
                is_cvr(el.first(&[ACCOUNTING_SUPPLIER_PARTY, PARTY]))
            }),
            fatal("DK-R-016", Says::CountryForm("DK", Bt(115), "≥ 0"), |el, facts| {
                let payable = el.decimal(&[LEGAL_MONETARY_TOTAL, PAYABLE_AMOUNT]);
                !(facts.credit && facts.customer_address == Some("DK"))
                    || payable.is_none_or(|payable| Decimal::ZERO <= payable)
            }),
        ],
    },
    Group {
        on: &[PARTY_IDENTIFICATION],
        when: |el, facts| {
            within(facts, "DK")
                && (el.under(&[PARTY, ACCOUNTING_SUPPLIER_PARTY]) || el.under(&[PARTY, ACCOUNTING_CUSTOMER_PARTY]))
        },
        rules: &[fatal("DK-R-013", Says::Scheme(Bt(29)), |el, _| {
            el.kid(ID)
                .is_none_or(|id| id.attr("schemeID").is_some_and(|scheme| !scheme.trim().is_empty()))
        })],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |el, facts| within(facts, "DK") && !facts.credit && el.is_top(),
        rules: &[
            fatal(
                "DK-R-005",
                Says::Code(Bt(81), "1, 10, 31, 42, 48, 49, 50, 58, 59, 93, 97"),
                |el, _| has_code(el, &["1", "10", "31", "42", "48", "49", "50", "58", "59", "93", "97"]),
            ),
            fatal("DK-R-006", Says::CountryNeeds("DK", Bt(84)), |el, _| {
                !has_code(el, &["31", "42"])
                    || (el.filled(&[PAYEE_FINANCIAL_ACCOUNT, ID])
                        && el.filled(&[PAYEE_FINANCIAL_ACCOUNT, FINANCIAL_INSTITUTION_BRANCH, ID]))
            }),
            fatal("DK-R-007", Says::CountryNeeds("DK", Bt(89)), |el, _| {
                !has_code(el, &["49"])
                    || (el.filled(&[PAYMENT_MANDATE, ID]) && el.filled(&[PAYMENT_MANDATE, PAYER_FINANCIAL_ACCOUNT, ID]))
            }),
            fatal("DK-R-008", Says::CountryForm("DK", Bt(83), "01#, 04#, 15#"), |el, _| {
                !has_code(el, &["50"])
                    || (begins(el, &["01#", "04#", "15#"])
                        && are_digits(account(el))
                        && (7..=8).contains(&account(el).len()))
            }),
            fatal("DK-R-009", Says::CountryForm("DK", Bt(83), "04#, 15# + 16"), |el, _| {
                !(has_code(el, &["50"]) && begins(el, &["04#", "15#"])) || reference(el).chars().count() == 19
            }),
            fatal("DK-R-010", Says::CountryForm("DK", Bt(83), "71#, 73#, 75#"), |el, _| {
                !has_code(el, &["93"]) || (begins(el, &["71#", "73#", "75#"]) && account(el).chars().count() == 8)
            }),
            fatal(
                "DK-R-011",
                Says::CountryForm("DK", Bt(83), "71#, 75# + 15–16"),
                |el, _| {
                    !(has_code(el, &["93"]) && begins(el, &["71#", "75#"]))
                        || (18..=19).contains(&reference(el).chars().count())
                },
            ),
        ],
    },
    Group {
        on: &[PARTY],
        when: |el, facts| within(facts, "DK") && el.under(&[ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("DK-R-017", Says::CountryForm("DK", Bt(47), "0184"), |el, _| {
            is_cvr(Some(el))
        })
        .since(May2026)],
    },
    Group {
        on: &[INVOICE_LINE, CREDIT_NOTE_LINE],
        when: |el, facts| within(facts, "DK") && el.is_top(),
        rules: LINE,
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |_, facts| within(facts, "DK"),
        rules: &[fatal(
            "DK-R-004",
            Says::CountryForm("DK", Bt(104), "0000–9999, A#B"),
            is_reason,
        )],
    },
];
