//! Payment (EN 16931: BG-16 to BG-19).

use rust_decimal::Decimal;

use crate::einvoice::release::Release::May2025;
use crate::einvoice::rule::{Group, always, fatal, warning};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::ubl_names::{
    CARD_ACCOUNT, DUE_DATE, ID, LEGAL_MONETARY_TOTAL, NOTE, PAYABLE_AMOUNT, PAYEE_FINANCIAL_ACCOUNT, PAYMENT_ID,
    PAYMENT_MANDATE, PAYMENT_MEANS, PAYMENT_MEANS_CODE, PAYMENT_TERMS, PRIMARY_ACCOUNT_NUMBER_ID,
};

/// Codes of credit transfers that need an account.
fn is_transfer(code: &str) -> bool {
    matches!(code, "30" | "58")
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[PAYMENT_MEANS],
        when: always,
        rules: &[
            fatal("BR-49", Says::Missing(Bt(81)), |el, _| el.has(&[PAYMENT_MEANS_CODE])),
            fatal("BR-61", Says::AccountForTransfer(), |el, _| {
                let code = el.value(&[PAYMENT_MEANS_CODE]).unwrap_or_default();
                !is_transfer(code) || el.has(&[PAYEE_FINANCIAL_ACCOUNT, ID])
            }),
            fatal("UBL-SR-26", Says::Once(Bt(83)), |el, _| el.count(&[PAYMENT_ID]) <= 1),
            fatal("UBL-SR-27", Says::Once(Bt(81)), |el, _| {
                el.count(&[PAYMENT_MEANS_CODE]) <= 1
            }),
            fatal("UBL-SR-28", Says::Once(Bt(89)), |el, _| {
                el.count(&[PAYMENT_MANDATE, ID]) <= 1
            }),
        ],
    },
    Group {
        on: &[PAYEE_FINANCIAL_ACCOUNT],
        when: |el, _| {
            let means = el.parent().filter(|means| means.name() == PAYMENT_MEANS);
            means.is_some_and(|means| means.kids(PAYMENT_MEANS_CODE).any(|code| is_transfer(code.text())))
        },
        rules: &[fatal("BR-50", Says::Missing(Bt(84)), |el, _| el.filled(&[ID]))],
    },
    Group {
        on: &[PRIMARY_ACCOUNT_NUMBER_ID],
        when: |el, _| el.under(&[CARD_ACCOUNT, PAYMENT_MEANS]),
        rules: &[warning("BR-51", Says::CardNumber(), |el, _| {
            el.normalized().chars().count() <= 10
        })],
    },
    Group {
        on: &[PAYABLE_AMOUNT],
        when: |el, facts| {
            !facts.credit
                && el.under(&[LEGAL_MONETARY_TOTAL])
                && el.parent().is_some_and(super::super::tree::El::is_top)
        },
        rules: &[fatal("BR-CO-25", Says::MissingEither(Bt(9), Bt(20)), |el, facts| {
            let told = || {
                facts
                    .root
                    .descendants()
                    .any(|el| el.name() == DUE_DATE || (el.name() == NOTE && el.under(&[PAYMENT_TERMS])))
            };
            el.number().is_some_and(|amount| amount <= Decimal::ZERO) || told()
        })
        .until(May2025)],
    },
];
