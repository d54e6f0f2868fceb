//! Norway (NO-R).

use super::tax_numbers;
use crate::einvoice::facts::{head, part};
use crate::einvoice::rule::{Group, fatal, warning};
use crate::einvoice::rules::identifiers::{is_like, is_mod11};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{ACCOUNTING_SUPPLIER_PARTY, PARTY};

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[Group {
    on: &[PARTY],
    when: |el, facts| facts.supplier == "NO" && el.under(&[ACCOUNTING_SUPPLIER_PARTY]),
    rules: &[
        warning(
            "NO-R-002",
            Says::CountryForm("NO", Bt(32), "Foretaksregisteret"),
            |el, _| {
                tax_numbers(el, "TAX")
                    .first()
                    .is_some_and(|number| number.normalized() == "Foretaksregisteret")
            },
        ),
        fatal("NO-R-001", Says::CountryForm("NO", Bt(31), "NO + 9 + MVA"), |el, _| {
            let numbers = tax_numbers(el, "VAT");
            let Some(number) = numbers
                .first()
                .copied()
                .map(El::text)
                .filter(|number| head(number, 2) == "NO")
            else {
                return true;
            };
            is_like(number, "NOdddddddddMVA") && is_mod11(&part(number, 3, 9))
        }),
    ],
}];
