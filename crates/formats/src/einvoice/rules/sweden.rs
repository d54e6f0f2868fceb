//! What Sweden demands (SE-R-001 to 013), of sellers whose address is in Sweden.

use super::identifiers::{is_number, is_swedish};
use crate::einvoice::facts::{Facts, part};
use crate::einvoice::rule::{Group, fatal, never, warning};
use crate::einvoice::says::Says;
use crate::einvoice::tree::{El, decimal, normalized};
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, CLASSIFIED_TAX_CATEGORY, COMPANY_ID, COUNTRY,
    FINANCIAL_INSTITUTION_BRANCH, ID, IDENTIFICATION_CODE, PARTY, PARTY_LEGAL_ENTITY, PARTY_TAX_SCHEME,
    PAYEE_FINANCIAL_ACCOUNT, PAYMENT_MEANS, PAYMENT_MEANS_CODE, PERCENT, POSTAL_ADDRESS, TAX_CATEGORY, TAX_SCHEME,
};

/// The party's number of VAT, as rules look for it: the scheme is `VAT` in capitals.
fn vat_number(party: El<'_>) -> Option<El<'_>> {
    let scheme = party.kids(PARTY_TAX_SCHEME).find(|scheme| {
        scheme
            .kids(TAX_SCHEME)
            .any(|of| of.kids(ID).any(|id| id.text() == "VAT"))
    });
    scheme.and_then(|scheme| scheme.kid(COMPANY_ID))
}

fn in_sweden(party: El<'_>) -> bool {
    party
        .all(&[POSTAL_ADDRESS, COUNTRY, IDENTIFICATION_CODE])
        .iter()
        .any(|country| country.text() == "SE")
}

fn has_swedish_vat(party: El<'_>) -> bool {
    party.kids(PARTY_TAX_SCHEME).any(|scheme| {
        scheme
            .kids(TAX_SCHEME)
            .any(|of| of.kids(ID).any(|id| id.text() == "VAT"))
            && scheme
                .kid(COMPANY_ID)
                .is_some_and(|number| number.text().starts_with("SE"))
    })
}

fn sellers<'t>(facts: &Facts<'t>) -> Vec<El<'t>> {
    facts.root.all(&[ACCOUNTING_SUPPLIER_PARTY, PARTY])
}

fn pays_from_sweden(facts: &Facts<'_>) -> bool {
    sellers(facts).iter().any(|seller| in_sweden(*seller))
}

/// A number of an account that is a plusgiro or a bankgiro by its branch, of a seller in Sweden.
fn is_giro(el: El<'_>, facts: &Facts<'_>, giro: &str) -> bool {
    let means = el.parent().and_then(El::parent);
    el.under(&[PAYEE_FINANCIAL_ACCOUNT, PAYMENT_MEANS])
        && means.is_some_and(|means| {
            means.value(&[PAYMENT_MEANS_CODE]) == Some("30")
                && means.value(&[PAYEE_FINANCIAL_ACCOUNT, FINANCIAL_INSTITUTION_BRANCH, ID]) == Some(giro)
        })
        && pays_from_sweden(facts)
}

fn length(el: El<'_>) -> usize {
    normalized(el.text()).chars().count()
}

fn has_code(means: El<'_>, codes: &[&str]) -> bool {
    means.kids(PAYMENT_MEANS_CODE).any(|code| codes.contains(&code.text()))
}

pub(super) static GROUPS: &[Group] = &[
    Group {
        on: &[PARTY],
        when: |el, _| el.under(&[ACCOUNTING_SUPPLIER_PARTY]) && in_sweden(el) && has_swedish_vat(el),
        rules: &[
            fatal("SE-R-001", Says::SwedishVatNumber(), |el, _| {
                vat_number(el).is_some_and(|number| length(number) == 14)
            }),
            fatal("SE-R-002", Says::SwedishVatNumber(), |el, _| {
                vat_number(el).is_some_and(|number| is_number(&part(number.text(), 3, 12)))
            }),
        ],
    },
    Group {
        on: &[PARTY_LEGAL_ENTITY],
        when: |el, _| {
            el.under(&[PARTY, ACCOUNTING_SUPPLIER_PARTY]) && el.has(&[COMPANY_ID]) && el.parent().is_some_and(in_sweden)
        },
        rules: &[
            fatal("SE-R-003", Says::SwedishOrgNumber(), |el, _| {
                el.kid(COMPANY_ID).is_some_and(|number| is_number(number.text()))
            }),
            fatal("SE-R-004", Says::SwedishOrgNumber(), |el, _| {
                el.kid(COMPANY_ID).is_some_and(|number| length(number) == 10)
            }),
            fatal("SE-R-013", Says::SwedishOrgNumber(), |el, _| {
                el.kid(COMPANY_ID)
                    .is_some_and(|number| is_swedish(&number.normalized()))
            }),
        ],
    },
    Group {
        on: &[COMPANY_ID],
        when: |el, _| {
            let (scheme, party) = (el.parent(), el.parent().and_then(El::parent));
            el.under(&[PARTY_TAX_SCHEME, PARTY, ACCOUNTING_SUPPLIER_PARTY])
                && party.is_some_and(|party| in_sweden(party) && party.has(&[PARTY_LEGAL_ENTITY, COMPANY_ID]))
                && scheme
                    .is_some_and(|scheme| scheme.value(&[TAX_SCHEME, ID]).unwrap_or_default().to_uppercase() != "VAT")
        },
        rules: &[fatal("SE-R-005", Says::SwedishFTax(), |el, _| {
            el.normalized().to_uppercase() == "GODKÄND FÖR F-SKATT"
        })],
    },
    Group {
        on: &[TAX_CATEGORY, CLASSIFIED_TAX_CATEGORY],
        when: |el, facts| {
            el.kids(ID).any(|id| id.text() == "S")
                && sellers(facts)
                    .iter()
                    .any(|seller| in_sweden(*seller) && has_swedish_vat(*seller))
        },
        rules: &[fatal("SE-R-006", Says::SwedishRates(), |el, _| {
            let rate = el.kid(PERCENT).and_then(|rate| decimal(rate.text()));
            rate.is_some_and(|rate| [25, 12, 6].iter().any(|known| rate == (*known).into()))
        })],
    },
    Group {
        on: &[ID],
        when: |el, facts| is_giro(el, facts, "SE:PLUSGIRO"),
        rules: &[
            warning("SE-R-007", Says::SwedishPlusgiro(), |el, _| is_number(el.text())),
            warning("SE-R-010", Says::SwedishPlusgiro(), |el, _| {
                (2..=8).contains(&length(el))
            }),
        ],
    },
    Group {
        on: &[ID],
        when: |el, facts| is_giro(el, facts, "SE:BANKGIRO"),
        rules: &[
            warning("SE-R-008", Says::SwedishBankgiro(), |el, _| is_number(el.text())),
            warning("SE-R-009", Says::SwedishBankgiro(), |el, _| {
                (7..=8).contains(&length(el))
            }),
        ],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |el, facts| has_code(el, &["50", "56"]) && pays_from_sweden(facts),
        rules: &[warning("SE-R-011", Says::SwedishGiroCode(), never)],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |el, facts| {
            let buyers = facts.root.all(&[ACCOUNTING_CUSTOMER_PARTY, PARTY]);
            has_code(el, &["31"]) && pays_from_sweden(facts) && buyers.iter().any(|buyer| in_sweden(*buyer))
        },
        rules: &[warning("SE-R-012", Says::SwedishDomestic(), never)],
    },
];
