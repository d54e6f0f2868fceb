//! Peppol BIS Billing 3's own rules (PEPPOL-EN16931).

pub(super) mod codes;

use rust_decimal::Decimal;

use crate::einvoice::facts::{Facts, Profile, cents};
use crate::einvoice::release::Release::{May2025, May2026};
use crate::einvoice::rule::{Group, Rule, always, fatal, never};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::{Bg, Bt};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ADDITIONAL_DOCUMENT_REFERENCE, ALLOWANCE_CHARGE, AMOUNT,
    BASE_AMOUNT, BASE_QUANTITY, BUYER_REFERENCE, CHARGE_INDICATOR, CREDIT_NOTE, CREDIT_NOTE_LINE, CREDITED_QUANTITY,
    CUSTOMIZATION_ID, DOCUMENT_CURRENCY_CODE, DOCUMENT_REFERENCE, DOCUMENT_TYPE_CODE, END_DATE, ENDPOINT_ID, ID,
    INVOICE, INVOICE_LINE, INVOICE_PERIOD, INVOICED_QUANTITY, LINE_EXTENSION_AMOUNT, MULTIPLIER_FACTOR_NUMERIC, NOTE,
    ORDER_REFERENCE, PARTY, PAYMENT_MANDATE, PAYMENT_MEANS, PAYMENT_MEANS_CODE, PRICE, PRICE_AMOUNT, PROFILE_ID,
    START_DATE, TAX_AMOUNT, TAX_CURRENCY_CODE, TAX_SUBTOTAL, TAX_TOTAL,
};

use super::codes::AMOUNTS;

/// Every element says something.
pub(super) static EMPTY_ELEMENT: Rule = fatal("PEPPOL-EN16931-R008", Says::EmptyElement(), never);

const BILLING: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

/// Two hundredths of the currency, by which what is reckoned may differ from what is stated.
const SLACK: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

fn near(stated: Decimal, reckoned: Decimal) -> bool {
    stated
        .checked_sub(reckoned)
        .is_some_and(|difference| difference.abs() <= SLACK)
}

/// An amount that may be absent, as something else then.
fn or(el: Option<El<'_>>, absent: Decimal) -> Option<Decimal> {
    el.map_or(Some(absent), El::number)
}

/// R040: amount = base × percentage.
fn share(el: El<'_>, _: &Facts<'_>) -> bool {
    let (Some(factor), Some(base)) = (el.kid(MULTIPLIER_FACTOR_NUMERIC), el.kid(BASE_AMOUNT)) else {
        return true;
    };
    let reckoned = || {
        let amount = or(el.kid(AMOUNT), Decimal::ZERO)?;
        let share = base.number()?.checked_mul(factor.number()?)?;
        Some((amount, share / Decimal::ONE_HUNDRED))
    };
    reckoned().is_some_and(|(amount, share)| near(amount, share))
}

/// The sum of a line's charges or allowances.
fn parts(line: El<'_>, charge: &str) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for part in line
        .kids(ALLOWANCE_CHARGE)
        .filter(|part| part.value(&[CHARGE_INDICATOR]) == Some(charge))
    {
        sum = sum.checked_add(part.sum(&[AMOUNT])?)?;
    }
    cents(sum)
}

/// R120: line = quantity × (price ÷ base quantity) + charges − allowances.
fn line_amount(el: El<'_>, facts: &Facts<'_>) -> bool {
    let quantity = if facts.credit {
        CREDITED_QUANTITY
    } else {
        INVOICED_QUANTITY
    };
    let reckoned = || {
        let quantity = or(el.kid(quantity), Decimal::ONE)?;
        let price = or(el.first(&[PRICE, PRICE_AMOUNT]), Decimal::ZERO)?;
        let base = or(el.first(&[PRICE, BASE_QUANTITY]), Decimal::ONE)?;
        let base = if base.is_zero() { Decimal::ONE } else { base };
        let amount = quantity.checked_mul(price.checked_div(base)?)?;
        amount.checked_add(parts(el, "true")?)?.checked_sub(parts(el, "false")?)
    };
    let stated = or(el.kid(LINE_EXTENSION_AMOUNT), Decimal::ZERO);
    stated
        .zip(reckoned())
        .is_some_and(|(stated, reckoned)| near(stated, reckoned))
}

/// R046: net price = gross price − allowance.
fn net_price(el: El<'_>, _: &Facts<'_>) -> bool {
    let Some(gross) = el.kid(BASE_AMOUNT) else { return true };
    let reckoned = || {
        let net = el.parent()?.decimal(&[PRICE_AMOUNT])?;
        Some(net == gross.number()?.checked_sub(el.decimal(&[AMOUNT])?)?)
    };
    reckoned() == Some(true)
}

/// R055: the tax in the accounting currency has the sign of the tax in the document's.
fn same_sign(root: El<'_>, _: &Facts<'_>) -> bool {
    let Some(accounting) = root.value(&[TAX_CURRENCY_CODE]) else {
        return true;
    };
    let document = root.value(&[DOCUMENT_CURRENCY_CODE]).unwrap_or_default();
    let taxes = root.all(&[TAX_TOTAL, TAX_AMOUNT]);
    let any = |currency: &str, sign: fn(Decimal) -> bool| {
        taxes
            .iter()
            .any(|tax| tax.attr("currencyID") == Some(currency) && tax.number().is_some_and(sign))
    };
    let not_positive = |tax: Decimal| tax <= Decimal::ZERO;
    let not_negative = |tax: Decimal| Decimal::ZERO <= tax;
    (any(accounting, not_positive) && any(document, not_positive))
        || (any(accounting, not_negative) && any(document, not_negative))
}

/// How many tax totals have a breakdown.
fn totals(root: El<'_>, with_breakdown: bool) -> usize {
    root.kids(TAX_TOTAL)
        .filter(|total| total.has(&[TAX_SUBTOTAL]) == with_breakdown)
        .count()
}

fn customization(el: El<'_>) -> &str {
    el.value(&[CUSTOMIZATION_ID]).unwrap_or_default()
}

/// An allowance or a charge on the document or on a line.
fn of_document_or_line(el: El<'_>) -> bool {
    el.is_top()
        || el
            .parent()
            .is_some_and(|line| line.is_top() && matches!(line.name(), INVOICE_LINE | CREDIT_NOTE_LINE))
}

/// The period of the document that a line's period has to be within.
fn of_document<'t>(facts: &Facts<'t>, date: crate::einvoice::vocabulary::Name) -> Option<&'t str> {
    facts.root.value(&[INVOICE_PERIOD, date])
}

fn of_line_period(el: El<'_>) -> bool {
    el.under(&[INVOICE_PERIOD, INVOICE_LINE]) || el.under(&[INVOICE_PERIOD, CREDIT_NOTE_LINE])
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[CREDIT_NOTE],
        when: |el, _| el.is_root(),
        rules: &[fatal("PEPPOL-EN16931-R080", Says::Once(Bt(11)), |el, _| {
            let projects = el
                .kids(ADDITIONAL_DOCUMENT_REFERENCE)
                .filter(|reference| reference.kids(DOCUMENT_TYPE_CODE).any(|code| code.text() == "50"));
            projects.count() <= 1
        })],
    },
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: |el, _| el.is_root(),
        rules: &[
            fatal("PEPPOL-EN16931-R001", Says::Missing(Bt(23)), |el, _| {
                el.has(&[PROFILE_ID])
            }),
            fatal("PEPPOL-EN16931-R007", Says::Profile(), |_, facts| {
                facts.profile != Profile::Unknown
            }),
            fatal("PEPPOL-EN16931-R002", Says::Once(Bg(1)), |el, facts| {
                el.count(&[NOTE]) <= 1 || facts.german
            }),
            fatal("PEPPOL-EN16931-R003", Says::MissingEither(Bt(10), Bt(13)), |el, _| {
                el.has(&[BUYER_REFERENCE]) || el.has(&[ORDER_REFERENCE, ID])
            }),
            fatal("PEPPOL-EN16931-R004", Says::Customization(), |el, _| {
                customization(el).starts_with(BILLING)
            })
            .until(May2025),
            fatal("PEPPOL-EN16931-R004", Says::Customization(), |el, _| {
                customization(el).starts_with(BILLING) && !customization(el).contains("::")
            })
            .since(May2026),
            fatal("PEPPOL-EN16931-R053", Says::TaxTotals("1"), |el, _| {
                totals(el, true) == 1
            }),
            fatal("PEPPOL-EN16931-R054", Says::TaxTotals("0–1"), |el, _| {
                totals(el, false) == usize::from(el.has(&[TAX_CURRENCY_CODE]))
            }),
            fatal("PEPPOL-EN16931-R055", Says::SameSign(Bt(111), Bt(110)), same_sign),
        ],
    },
    Group {
        on: &[TAX_CURRENCY_CODE],
        when: always,
        rules: &[fatal("PEPPOL-EN16931-R005", Says::Differs(Bt(6), Bt(5)), |el, _| {
            el.parent()
                .and_then(|root| root.value(&[DOCUMENT_CURRENCY_CODE]))
                .unwrap_or_default()
                != el.trimmed()
        })],
    },
    Group {
        on: &[PARTY],
        when: |el, _| el.under(&[ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("PEPPOL-EN16931-R010", Says::Missing(Bt(49)), |el, _| {
            el.has(&[ENDPOINT_ID])
        })],
    },
    Group {
        on: &[PARTY],
        when: |el, _| el.under(&[ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[fatal("PEPPOL-EN16931-R020", Says::Missing(Bt(34)), |el, _| {
            el.has(&[ENDPOINT_ID])
        })],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| of_document_or_line(el) && el.has(&[MULTIPLIER_FACTOR_NUMERIC]) && !el.has(&[BASE_AMOUNT]),
        rules: &[fatal("PEPPOL-EN16931-R041", Says::Needs(Bt(94), Bt(93)), never)],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| of_document_or_line(el) && !el.has(&[MULTIPLIER_FACTOR_NUMERIC]) && el.has(&[BASE_AMOUNT]),
        rules: &[fatal("PEPPOL-EN16931-R042", Says::Needs(Bt(93), Bt(94)), never)],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| of_document_or_line(el) && el.has(&[MULTIPLIER_FACTOR_NUMERIC]) == el.has(&[BASE_AMOUNT]),
        rules: &[
            fatal("PEPPOL-EN16931-R040", Says::Sum("BT-92 = BT-93 × BT-94 ÷ 100"), share),
            fatal("PEPPOL-EN16931-R043", Says::ValueIs(Bg(20), "true, false"), |el, _| {
                matches!(el.value(&[CHARGE_INDICATOR]), Some("true" | "false"))
            }),
        ],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |el, _| matches!(el.value(&[PAYMENT_MEANS_CODE]), Some("49" | "59")),
        rules: &[fatal("PEPPOL-EN16931-R061", Says::MandateForDirectDebit(), |el, _| {
            el.has(&[PAYMENT_MANDATE, ID])
        })],
    },
    Group {
        on: AMOUNTS,
        when: |el, _| {
            el.name() != TAX_AMOUNT
                || el.under(&[TAX_SUBTOTAL])
                || el
                    .parent()
                    .is_some_and(|total| total.name() == TAX_TOTAL && total.has(&[TAX_SUBTOTAL]))
        },
        rules: &[fatal("PEPPOL-EN16931-R051", Says::Currency(), |el, facts| {
            facts.currency.is_some() && el.attr("currencyID") == facts.currency
        })],
    },
    Group {
        on: &[START_DATE],
        when: |el, facts| of_line_period(el) && of_document(facts, START_DATE).is_some(),
        rules: &[fatal(
            "PEPPOL-EN16931-R110",
            Says::Order(Bt(73), Bt(134)),
            |el, facts| of_document(facts, START_DATE).is_some_and(|start| start <= el.trimmed()),
        )],
    },
    Group {
        on: &[END_DATE],
        when: |el, facts| of_line_period(el) && of_document(facts, END_DATE).is_some(),
        rules: &[fatal(
            "PEPPOL-EN16931-R111",
            Says::Order(Bt(135), Bt(74)),
            |el, facts| of_document(facts, END_DATE).is_some_and(|end| el.trimmed() <= end),
        )],
    },
    Group {
        on: &[INVOICE_LINE, CREDIT_NOTE_LINE],
        when: always,
        rules: &[
            fatal("PEPPOL-EN16931-R120", Says::LineAmount(), line_amount),
            fatal("PEPPOL-EN16931-R121", Says::Positive(Bt(149)), |el, _| {
                let base = el.first(&[PRICE, BASE_QUANTITY]);
                base.is_none_or(|base| base.number().is_some_and(|base| Decimal::ZERO < base))
            }),
            fatal("PEPPOL-EN16931-R100", Says::Once(Bt(128)), |el, _| {
                el.count(&[DOCUMENT_REFERENCE]) <= 1
            }),
            fatal("PEPPOL-EN16931-R101", Says::ValueIs(Bt(128), "130"), |el, _| {
                let types = el.all(&[DOCUMENT_REFERENCE, DOCUMENT_TYPE_CODE]);
                !el.has(&[DOCUMENT_REFERENCE]) || types.iter().any(|code| code.text() == "130")
            }),
        ],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| el.under(&[PRICE]),
        rules: &[
            fatal("PEPPOL-EN16931-R044", Says::PriceCharge(), |el, _| {
                el.value(&[CHARGE_INDICATOR]) == Some("false")
            }),
            fatal("PEPPOL-EN16931-R046", Says::NetPrice(), net_price),
        ],
    },
    Group {
        on: &[BASE_QUANTITY],
        when: |el, _| el.under(&[PRICE]) && el.attr("unitCode").is_some(),
        rules: &[fatal(
            "PEPPOL-EN16931-R130",
            Says::Same(Bt(150), Bt(130)),
            |el, facts| {
                let Some(line) = el.parent().and_then(El::parent) else {
                    return true;
                };
                let any = line.has(&[INVOICED_QUANTITY]) || line.has(&[CREDITED_QUANTITY]);
                let quantity = line.kid(if facts.credit {
                    CREDITED_QUANTITY
                } else {
                    INVOICED_QUANTITY
                });
                !any || quantity.is_some_and(|quantity| {
                    quantity.attr("unitCode").is_some() && quantity.attr("unitCode") == el.attr("unitCode")
                })
            },
        )],
    },
];
