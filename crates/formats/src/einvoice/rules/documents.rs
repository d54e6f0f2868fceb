//! Supporting documents, attachments and amounts wherever they stand (EN 16931: BG-24; UBL-DT).

use crate::einvoice::rule::{Group, always, fatal, top};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::ubl_names::{
    ADDITIONAL_DOCUMENT_REFERENCE, ALLOWANCE_CHARGE, DOCUMENT_DESCRIPTION, DOCUMENT_TYPE_CODE, ID, PRICE,
};

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[ADDITIONAL_DOCUMENT_REFERENCE],
        when: top,
        rules: &[fatal("BR-52", Says::Missing(Bt(122)), |el, _| el.filled(&[ID]))],
    },
    Group {
        on: &[ADDITIONAL_DOCUMENT_REFERENCE],
        when: always,
        rules: &[
            fatal("UBL-SR-33", Says::Once(Bt(123)), |el, _| {
                el.count(&[DOCUMENT_DESCRIPTION]) <= 1
            }),
            fatal("UBL-SR-43", Says::InvoicedObject(), |el, facts| {
                let of = |code: &str| el.kids(DOCUMENT_TYPE_CODE).any(|known| known.text() == code);
                let scheme = el.kids(ID).any(|id| id.attr("schemeID").is_some());
                of("130") || (facts.credit && of("50")) || (!scheme && !el.has(&[DOCUMENT_TYPE_CODE]))
            }),
        ],
    },
];

static AMOUNTS: Group = Group {
    on: &[],
    when: |el, _| !(el.within(ALLOWANCE_CHARGE) && under_price_allowance(el)),
    rules: &[fatal("UBL-DT-01", Says::Decimals(Bt(131)), |el, _| {
        el.has_two_decimals()
    })],
};

static ATTACHMENTS: Group = Group {
    on: &[],
    when: always,
    rules: &[
        fatal("UBL-DT-06", Says::AttributeWanted("mimeCode"), |el, _| {
            el.attr("mimeCode").is_some()
        }),
        fatal("UBL-DT-07", Says::AttributeWanted("filename"), |el, _| {
            el.attr("filename").is_some()
        }),
    ],
};

/// Whether an allowance on a price stands around the element.
fn under_price_allowance(el: crate::einvoice::tree::El<'_>) -> bool {
    std::iter::successors(el.parent(), |at| at.parent()).any(|at| at.name() == ALLOWANCE_CHARGE && at.under(&[PRICE]))
}

/// Rules about elements by how their names end.
pub(super) fn endings() -> [&'static Group; 2] {
    [&AMOUNTS, &ATTACHMENTS]
}

/// The groups of rules about an element of that name because of how it ends.
pub(super) fn by_ending(written: &str) -> impl Iterator<Item = &'static Group> {
    let amount = written.ends_with("Amount") && !written.ends_with("PriceAmount");
    let binary = written.ends_with("BinaryObject");
    [amount.then_some(&AMOUNTS), binary.then_some(&ATTACHMENTS)]
        .into_iter()
        .flatten()
}
