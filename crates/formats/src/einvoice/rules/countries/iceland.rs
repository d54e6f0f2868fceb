//! Iceland (IS-R).

use super::{any_is, within};
use crate::einvoice::facts::Facts;
use crate::einvoice::lexical::is_written_as;
use crate::einvoice::rule::{Group, fatal, warning};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ADDITIONAL_DOCUMENT_REFERENCE, COMPANY_ID, CREDIT_NOTE,
    CREDIT_NOTE_TYPE_CODE, DOCUMENT_DESCRIPTION, DUE_DATE, ID, INVOICE, INVOICE_TYPE_CODE, PARTY, PARTY_LEGAL_ENTITY,
    PAYEE_FINANCIAL_ACCOUNT, PAYMENT_MEANS, PAYMENT_MEANS_CODE, POSTAL_ADDRESS, POSTAL_ZONE, STREET_NAME,
};
use crate::einvoice::vocabulary::{Lexical, Name};

/// *Eindagi*: references that hold the last day to pay.
fn last_days(root: El<'_>) -> Vec<El<'_>> {
    let references = root.kids(ADDITIONAL_DOCUMENT_REFERENCE);
    references
        .filter(|reference| any_is(*reference, &[DOCUMENT_DESCRIPTION], "EINDAGI"))
        .collect()
}

/// Whether the accounts of the means of a code have twelve characters, where there are such means.
fn accounts(root: El<'_>, code: &str) -> bool {
    let means: Vec<El<'_>> = root
        .kids(PAYMENT_MEANS)
        .filter(|means| any_is(*means, &[PAYMENT_MEANS_CODE], code))
        .collect();
    let account = means
        .iter()
        .find_map(|means| means.first(&[PAYEE_FINANCIAL_ACCOUNT, ID]));
    means.is_empty() || account.is_some_and(|account| account.normalized().chars().count() == 12)
}

fn is_kennitala(el: El<'_>, path: &[Name]) -> bool {
    el.all(path)
        .iter()
        .any(|number| number.attr("schemeID") == Some("0196"))
}

fn has_address(party: El<'_>) -> bool {
    party.has(&[POSTAL_ADDRESS, STREET_NAME]) && party.has(&[POSTAL_ADDRESS, POSTAL_ZONE])
}

fn has_type(el: El<'_>) -> bool {
    [INVOICE_TYPE_CODE, CREDIT_NOTE_TYPE_CODE]
        .iter()
        .any(|code| matches!(el.value(&[*code]), Some("380" | "381")))
}

fn last_day(el: El<'_>, _: &Facts<'_>) -> bool {
    let days = last_days(el);
    let day = days
        .first()
        .and_then(|reference| reference.kid(ID))
        .map_or("", El::text);
    days.is_empty() || (day.chars().count() == 10 && is_written_as(Lexical::Date, day))
}

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: |el, facts| el.is_root() && facts.supplier_address == Some("IS"),
        rules: &[
            warning("IS-R-001", Says::Code(Bt(3), "380, 381"), |el, _| has_type(el)),
            fatal("IS-R-002", Says::CountryForm("IS", Bt(30), "0196"), |el, _| {
                is_kennitala(el, &[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_LEGAL_ENTITY, COMPANY_ID])
            }),
            fatal("IS-R-003", Says::CountryNeeds("IS", Bt(35)), |el, _| {
                el.first(&[ACCOUNTING_SUPPLIER_PARTY, PARTY]).is_some_and(has_address)
            }),
            fatal("IS-R-006", Says::CountryForm("IS", Bt(84), "12"), |el, _| {
                accounts(el, "9")
            }),
            fatal("IS-R-007", Says::CountryForm("IS", Bt(84), "12"), |el, _| {
                accounts(el, "42")
            }),
            fatal("IS-R-008", Says::CountryForm("IS", Bt(122), "ÅÅÅÅ-MM-DD"), last_day),
            fatal("IS-R-009", Says::CountryNeeds("IS", Bt(9)), |el, _| {
                last_days(el).is_empty() || el.has(&[DUE_DATE])
            }),
            fatal("IS-R-010", Says::Order(Bt(9), Bt(122)), |el, _| {
                let days = last_days(el);
                let due = el.kid(DUE_DATE).map_or("", El::text);
                days.is_empty()
                    || (!due.is_empty() && days.iter().any(|day| day.kid(ID).is_some_and(|day| due <= day.text())))
            }),
        ],
    },
    Group {
        on: &[ACCOUNTING_CUSTOMER_PARTY],
        when: |el, facts| el.is_top() && within(facts, "IS"),
        rules: &[
            fatal("IS-R-004", Says::CountryForm("IS", Bt(47), "0196"), |el, _| {
                is_kennitala(el, &[PARTY, PARTY_LEGAL_ENTITY, COMPANY_ID])
            }),
            fatal("IS-R-005", Says::CountryNeeds("IS", Bt(50)), |el, _| {
                el.kid(PARTY).is_some_and(has_address)
            }),
        ],
    },
];
