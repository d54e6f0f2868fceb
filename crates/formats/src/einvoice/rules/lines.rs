//! Lines and what stands in them (EN 16931: BG-25 to BG-32).

use rust_decimal::Decimal;

use super::header::in_order;
use crate::einvoice::rule::{Group, always, fatal};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::{Bg, Bt};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ADDITIONAL_ITEM_PROPERTY, ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_REASON, ALLOWANCE_CHARGE_REASON_CODE, AMOUNT,
    BASE_AMOUNT, CLASSIFIED_TAX_CATEGORY, COMMODITY_CLASSIFICATION, CREDIT_NOTE_LINE, CREDITED_QUANTITY, DESCRIPTION,
    DOCUMENT_REFERENCE, END_DATE, ID, INVOICE_LINE, INVOICE_PERIOD, INVOICED_QUANTITY, ITEM, ITEM_CLASSIFICATION_CODE,
    LINE_EXTENSION_AMOUNT, LINE_ID, NAME, NOTE, ORDER_LINE_REFERENCE, PRICE, PRICE_AMOUNT,
    STANDARD_ITEM_IDENTIFICATION, START_DATE, VALUE,
};

const LINES: &[crate::einvoice::vocabulary::Name] = &[INVOICE_LINE, CREDIT_NOTE_LINE];

pub(super) fn of_line(el: El<'_>) -> bool {
    el.under(&[INVOICE_LINE]) || el.under(&[CREDIT_NOTE_LINE])
}

fn of_item(el: El<'_>) -> bool {
    el.under(&[ITEM, INVOICE_LINE]) || el.under(&[ITEM, CREDIT_NOTE_LINE])
}

/// Whether every number that is there is not negative; true if none is there.
fn not_negative(el: Option<El<'_>>) -> bool {
    el.is_none_or(|el| el.number().is_some_and(|number| Decimal::ZERO <= number))
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: LINES,
        when: always,
        rules: &[
            fatal("BR-21", Says::Missing(Bt(126)), |el, _| el.filled(&[ID])),
            fatal("BR-22", Says::Missing(Bt(129)), |el, _| {
                el.has(&[INVOICED_QUANTITY]) || el.has(&[CREDITED_QUANTITY])
            }),
            fatal("BR-23", Says::Missing(Bt(130)), |el, _| {
                el.children().any(|quantity| {
                    matches!(quantity.name(), INVOICED_QUANTITY | CREDITED_QUANTITY)
                        && quantity.attr("unitCode").is_some()
                })
            }),
            fatal("BR-24", Says::Missing(Bt(131)), |el, _| {
                el.has(&[LINE_EXTENSION_AMOUNT])
            }),
            fatal("BR-25", Says::Missing(Bt(153)), |el, _| el.filled(&[ITEM, NAME])),
            fatal("BR-26", Says::Missing(Bt(146)), |el, _| el.has(&[PRICE, PRICE_AMOUNT])),
            fatal("BR-27", Says::NotNegative(Bt(146)), |el, _| {
                el.decimal(&[PRICE, PRICE_AMOUNT])
                    .is_some_and(|price| Decimal::ZERO <= price)
            }),
            fatal("BR-28", Says::NotNegative(Bt(148)), |el, _| {
                not_negative(el.first(&[PRICE, ALLOWANCE_CHARGE, BASE_AMOUNT]))
            }),
            fatal("BR-CO-04", Says::Missing(Bt(151)), |el, _| {
                let categories = el.all(&[ITEM, CLASSIFIED_TAX_CATEGORY]);
                categories
                    .iter()
                    .any(|category| category.is_vat() && category.has(&[ID]))
            }),
            fatal("BR-DEC-23", Says::Decimals(Bt(131)), |el, _| {
                el.two_decimals(LINE_EXTENSION_AMOUNT)
            }),
            fatal("UBL-SR-34", Says::Once(Bt(127)), |el, _| el.count(&[NOTE]) <= 1),
            fatal("UBL-SR-35", Says::Once(Bt(132)), |el, _| {
                el.count(&[ORDER_LINE_REFERENCE, LINE_ID]) <= 1
            }),
            fatal("UBL-SR-36", Says::Once(Bg(26)), |el, _| {
                el.count(&[INVOICE_PERIOD]) <= 1
            }),
            fatal("UBL-SR-37", Says::Once(Bt(147)), |el, _| {
                el.count(&[PRICE, ALLOWANCE_CHARGE, AMOUNT]) <= 1
            }),
            fatal("UBL-SR-48", Says::Once(Bt(151)), |el, _| {
                el.count(&[ITEM, CLASSIFIED_TAX_CATEGORY]) == 1
            }),
            fatal("UBL-SR-50", Says::Once(Bt(154)), |el, _| {
                el.count(&[ITEM, DESCRIPTION]) <= 1
            }),
            fatal("UBL-SR-52", Says::Once(Bt(128)), |el, _| {
                el.count(&[DOCUMENT_REFERENCE]) <= 1
            }),
        ],
    },
    Group {
        on: &[INVOICE_PERIOD],
        when: |el, _| of_line(el),
        rules: &[
            fatal("BR-30", Says::Order(Bt(134), Bt(135)), |el, _| in_order(el)),
            fatal("BR-CO-20", Says::MissingEither(Bt(134), Bt(135)), |el, _| {
                el.has(&[START_DATE]) || el.has(&[END_DATE])
            }),
        ],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| of_line(el) && el.charge() == Some(false),
        rules: &[
            fatal("BR-41", Says::Missing(Bt(136)), |el, _| el.has(&[AMOUNT])),
            fatal("BR-42", Says::MissingEither(Bt(139), Bt(140)), |el, _| has_reason(el)),
            fatal("BR-CO-23", Says::MissingEither(Bt(139), Bt(140)), |el, _| {
                has_reason(el)
            }),
            fatal("BR-DEC-24", Says::Decimals(Bt(136)), |el, _| el.two_decimals(AMOUNT)),
            fatal("BR-DEC-25", Says::Decimals(Bt(137)), |el, _| {
                el.two_decimals(BASE_AMOUNT)
            }),
        ],
    },
    Group {
        on: &[ALLOWANCE_CHARGE],
        when: |el, _| of_line(el) && el.charge() == Some(true),
        rules: &[
            fatal("BR-43", Says::Missing(Bt(141)), |el, _| el.has(&[AMOUNT])),
            fatal("BR-44", Says::MissingEither(Bt(144), Bt(145)), |el, _| has_reason(el)),
            fatal("BR-CO-24", Says::MissingEither(Bt(144), Bt(145)), |el, _| {
                has_reason(el)
            }),
            fatal("BR-DEC-27", Says::Decimals(Bt(141)), |el, _| el.two_decimals(AMOUNT)),
            fatal("BR-DEC-28", Says::Decimals(Bt(142)), |el, _| {
                el.two_decimals(BASE_AMOUNT)
            }),
        ],
    },
    Group {
        on: &[ADDITIONAL_ITEM_PROPERTY],
        when: always,
        rules: &[fatal("BR-54", Says::MissingEither(Bt(160), Bt(161)), |el, _| {
            el.has(&[NAME]) && el.has(&[VALUE])
        })],
    },
    Group {
        on: &[ITEM_CLASSIFICATION_CODE],
        when: |el, _| el.under(&[COMMODITY_CLASSIFICATION]) && el.parent().is_some_and(of_item),
        rules: &[fatal("BR-65", Says::Scheme(Bt(158)), |el, _| {
            el.attr("listID").is_some()
        })],
    },
    Group {
        on: &[ID],
        when: |el, _| el.under(&[STANDARD_ITEM_IDENTIFICATION]) && el.parent().is_some_and(of_item),
        rules: &[fatal("BR-64", Says::Scheme(Bt(157)), |el, _| {
            el.attr("schemeID").is_some()
        })],
    },
];

pub(super) fn has_reason(el: El<'_>) -> bool {
    el.has(&[ALLOWANCE_CHARGE_REASON]) || el.has(&[ALLOWANCE_CHARGE_REASON_CODE])
}
