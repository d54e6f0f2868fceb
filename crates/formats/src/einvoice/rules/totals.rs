//! Totals, and allowances and charges on the document (EN 16931: BG-20 to BG-22).

use rust_decimal::Decimal;

use super::lines::has_reason;
use crate::einvoice::facts::{Facts, cents};
use crate::einvoice::rule::{Group, always, fatal, top};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_REASON, ALLOWANCE_TOTAL_AMOUNT, AMOUNT, BASE_AMOUNT, CHARGE_TOTAL_AMOUNT,
    CREDIT_NOTE, CREDIT_NOTE_LINE, DOCUMENT_CURRENCY_CODE, ID, INVOICE, INVOICE_LINE, LEGAL_MONETARY_TOTAL,
    LINE_EXTENSION_AMOUNT, PAYABLE_AMOUNT, PAYABLE_ROUNDING_AMOUNT, PREPAID_AMOUNT, TAX_AMOUNT, TAX_CATEGORY,
    TAX_EXCLUSIVE_AMOUNT, TAX_EXEMPTION_REASON, TAX_INCLUSIVE_AMOUNT, TAX_SUBTOTAL, TAX_TOTAL,
};
use crate::einvoice::vocabulary::Name;

/// An amount that is there and readable, one that is not there, or one that cannot be read.
fn amount(el: El<'_>, name: Name) -> Result<Option<Decimal>, ()> {
    match el.kid(name) {
        None => Ok(None),
        Some(el) => el.number().map(Some).ok_or(()),
    }
}

/// The sum of amounts of allowances (or charges) of the document, and whether there are any.
fn sum_of(root: El<'_>, charge: bool) -> (Option<Decimal>, bool) {
    let (mut sum, mut any) = (Some(Decimal::ZERO), false);
    for part in root.kids(ALLOWANCE_CHARGE).filter(|part| part.charge() == Some(charge)) {
        any = true;
        sum = sum.and_then(|sum| sum.checked_add(part.sum(&[AMOUNT])?));
    }
    (sum, any)
}

/// BR-CO-11 and 12: the stated sum is what the parts come to, or neither is there.
fn states_sum(el: El<'_>, name: Name, charge: bool) -> bool {
    let (sum, any) = el
        .parent()
        .map_or((Some(Decimal::ZERO), false), |root| sum_of(root, charge));
    match amount(el, name) {
        Ok(None) => !any,
        Ok(Some(stated)) => sum.and_then(cents) == Some(stated),
        Err(()) => false,
    }
}

/// BR-CO-10: the sum of the lines.
fn sum_of_lines(el: El<'_>, facts: &Facts<'_>) -> bool {
    let mut sum = Some(Decimal::ZERO);
    for line in [INVOICE_LINE, CREDIT_NOTE_LINE] {
        sum = sum.and_then(|sum| sum.checked_add(facts.root.sum(&[line, LINE_EXTENSION_AMOUNT])?));
    }
    el.decimal(&[LINE_EXTENSION_AMOUNT])
        .is_some_and(|stated| sum.and_then(cents) == Some(stated))
}

/// BR-CO-13: without tax = lines − allowances + charges.
fn without_tax(el: El<'_>) -> Option<bool> {
    let (stated, lines) = (
        el.decimal(&[TAX_EXCLUSIVE_AMOUNT])?,
        el.decimal(&[LINE_EXTENSION_AMOUNT])?,
    );
    let charges = amount(el, CHARGE_TOTAL_AMOUNT).ok()?;
    let allowances = amount(el, ALLOWANCE_TOTAL_AMOUNT).ok()?;
    if charges.is_none() && allowances.is_none() {
        return Some(stated == lines);
    }
    let sum = lines
        .checked_add(charges.unwrap_or_default())?
        .checked_sub(allowances.unwrap_or_default())?;
    Some(cents(sum)? == stated)
}

/// BR-CO-16: to pay = with tax − paid + rounding.
fn to_pay(el: El<'_>) -> Option<bool> {
    let (payable, with_tax) = (el.decimal(&[PAYABLE_AMOUNT])?, el.decimal(&[TAX_INCLUSIVE_AMOUNT])?);
    let prepaid = amount(el, PREPAID_AMOUNT).ok()?;
    let rounding = amount(el, PAYABLE_ROUNDING_AMOUNT).ok()?;
    let before_rounding = match rounding {
        Some(rounding) => cents(payable.checked_sub(rounding)?)?,
        None => payable,
    };
    let left = match prepaid {
        Some(prepaid) => cents(with_tax.checked_sub(prepaid)?)?,
        None => with_tax,
    };
    Some(before_rounding == left)
}

/// BR-CO-15: with tax = without tax + tax in the document's currency, which is stated once.
fn with_tax(root: El<'_>) -> Option<bool> {
    for currency in root.kids(DOCUMENT_CURRENCY_CODE) {
        let taxes: Vec<El<'_>> = root
            .all(&[TAX_TOTAL, TAX_AMOUNT])
            .into_iter()
            .filter(|tax| tax.attr("currencyID") == Some(currency.text()))
            .collect();
        let [tax] = taxes.as_slice() else { return Some(false) };
        let totals = root.kid(LEGAL_MONETARY_TOTAL)?;
        let sum = totals.decimal(&[TAX_EXCLUSIVE_AMOUNT])?.checked_add(tax.number()?)?;
        if totals.decimal(&[TAX_INCLUSIVE_AMOUNT])? != cents(sum)? {
            return Some(false);
        }
    }
    Some(true)
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: |el, _| el.is_root(),
        rules: &[fatal("BR-CO-15", Says::Sum("BT-112 = BT-109 + BT-110"), |el, _| {
            with_tax(el) == Some(true)
        })],
    },
    Group {
        on: &[LEGAL_MONETARY_TOTAL],
        when: always,
        rules: &[
            fatal("BR-12", Says::Missing(Bt(106)), |el, _| {
                el.has(&[LINE_EXTENSION_AMOUNT])
            }),
            fatal("BR-13", Says::Missing(Bt(109)), |el, _| el.has(&[TAX_EXCLUSIVE_AMOUNT])),
            fatal("BR-14", Says::Missing(Bt(112)), |el, _| el.has(&[TAX_INCLUSIVE_AMOUNT])),
            fatal("BR-15", Says::Missing(Bt(115)), |el, _| el.has(&[PAYABLE_AMOUNT])),
            fatal("BR-CO-10", Says::Sum("BT-106 = Σ BT-131"), sum_of_lines),
            fatal("BR-CO-11", Says::Sum("BT-107 = Σ BT-92"), |el, _| {
                states_sum(el, ALLOWANCE_TOTAL_AMOUNT, false)
            }),
            fatal("BR-CO-12", Says::Sum("BT-108 = Σ BT-99"), |el, _| {
                states_sum(el, CHARGE_TOTAL_AMOUNT, true)
            }),
            fatal("BR-CO-13", Says::Sum("BT-109 = BT-106 − BT-107 + BT-108"), |el, _| {
                without_tax(el) == Some(true)
            }),
            fatal("BR-CO-16", Says::Sum("BT-115 = BT-112 − BT-113 + BT-114"), |el, _| {
                to_pay(el) == Some(true)
            }),
            fatal("BR-DEC-09", Says::Decimals(Bt(106)), |el, _| {
                el.two_decimals(LINE_EXTENSION_AMOUNT)
            }),
            fatal("BR-DEC-10", Says::Decimals(Bt(107)), |el, _| {
                el.two_decimals(ALLOWANCE_TOTAL_AMOUNT)
            }),
            fatal("BR-DEC-11", Says::Decimals(Bt(108)), |el, _| {
                el.two_decimals(CHARGE_TOTAL_AMOUNT)
            }),
            fatal("BR-DEC-12", Says::Decimals(Bt(109)), |el, _| {
                el.two_decimals(TAX_EXCLUSIVE_AMOUNT)
            }),
            fatal("BR-DEC-14", Says::Decimals(Bt(112)), |el, _| {
                el.two_decimals(TAX_INCLUSIVE_AMOUNT)
            }),
            fatal("BR-DEC-16", Says::Decimals(Bt(113)), |el, _| {
                el.two_decimals(PREPAID_AMOUNT)
            }),
            fatal("BR-DEC-17", Says::Decimals(Bt(114)), |el, _| {
                el.two_decimals(PAYABLE_ROUNDING_AMOUNT)
            }),
            fatal("BR-DEC-18", Says::Decimals(Bt(115)), |el, _| {
                el.two_decimals(PAYABLE_AMOUNT)
            }),
        ],
    },
    Group {
        on: &[TAX_TOTAL],
        when: top,
        rules: &[fatal("BR-CO-14", Says::Sum("BT-110 = Σ BT-117"), |el, _| {
            let sum = el.sum(&[TAX_SUBTOTAL, TAX_AMOUNT]).and_then(cents);
            !el.has(&[TAX_SUBTOTAL]) || el.decimal(&[TAX_AMOUNT]).is_some_and(|stated| sum == Some(stated))
        })],
    },
    Group {
        on: &[TAX_SUBTOTAL],
        when: always,
        rules: &[fatal("UBL-SR-32", Says::Once(Bt(120)), |el, _| {
            el.count(&[TAX_CATEGORY, TAX_EXEMPTION_REASON]) <= 1
        })],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| el.is_top() && el.charge() == Some(false),
        rules: &[
            fatal("BR-31", Says::Missing(Bt(92)), |el, _| el.has(&[AMOUNT])),
            fatal("BR-32", Says::Missing(Bt(95)), |el, _| has_category(el)),
            fatal("BR-33", Says::MissingEither(Bt(97), Bt(98)), |el, _| has_reason(el)),
            fatal("BR-CO-21", Says::MissingEither(Bt(97), Bt(98)), |el, _| has_reason(el)),
            fatal("BR-DEC-01", Says::Decimals(Bt(92)), |el, _| el.two_decimals(AMOUNT)),
            fatal("BR-DEC-02", Says::Decimals(Bt(93)), |el, _| {
                el.two_decimals(BASE_AMOUNT)
            }),
        ],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| el.is_top() && el.charge() == Some(true),
        rules: &[
            fatal("BR-36", Says::Missing(Bt(99)), |el, _| el.has(&[AMOUNT])),
            fatal("BR-37", Says::Missing(Bt(102)), |el, _| has_category(el)),
            fatal("BR-38", Says::MissingEither(Bt(104), Bt(105)), |el, _| has_reason(el)),
            fatal("BR-CO-22", Says::MissingEither(Bt(104), Bt(105)), |el, _| {
                has_reason(el)
            }),
            fatal("BR-DEC-05", Says::Decimals(Bt(99)), |el, _| el.two_decimals(AMOUNT)),
            fatal("BR-DEC-06", Says::Decimals(Bt(100)), |el, _| {
                el.two_decimals(BASE_AMOUNT)
            }),
        ],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| el.charge() == Some(false),
        rules: &[fatal("UBL-SR-30", Says::Once(Bt(97)), |el, _| {
            el.count(&[ALLOWANCE_CHARGE_REASON]) <= 1
        })],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| el.charge() == Some(true),
        rules: &[fatal("UBL-SR-31", Says::Once(Bt(104)), |el, _| {
            el.count(&[ALLOWANCE_CHARGE_REASON]) <= 1
        })],
    },
];

fn has_category(el: El<'_>) -> bool {
    el.kids(TAX_CATEGORY)
        .any(|category| category.is_vat() && category.has(&[ID]))
}
