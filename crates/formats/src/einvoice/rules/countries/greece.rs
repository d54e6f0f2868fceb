//! Greece (GR-R, GR-S).

use super::tax_numbers;
use crate::einvoice::facts::{Facts, head, part};
use crate::einvoice::rule::{Group, fatal, warning};
use crate::einvoice::rules::identifiers::is_number;
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::{Bg, Bt};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ADDITIONAL_DOCUMENT_REFERENCE, ATTACHMENT, COMPANY_ID,
    CREDIT_NOTE, DOCUMENT_DESCRIPTION, ENDPOINT_ID, EXTERNAL_REFERENCE, ID, INVOICE, ISSUE_DATE, NAME, PARTY,
    PARTY_NAME, PARTY_TAX_SCHEME, TAX_REPRESENTATIVE_PARTY, TAX_SCHEME, URI,
};

fn is_greek(country: &str) -> bool {
    matches!(country, "GR" | "EL")
}

fn sends(facts: &Facts<'_>) -> bool {
    is_greek(&facts.supplier)
}

fn sends_and_receives(facts: &Facts<'_>) -> bool {
    sends(facts) && is_greek(&facts.customer)
}

/// Sends from an address in Greece.
fn sends_from_greece(facts: &Facts<'_>) -> bool {
    sends(facts) && facts.supplier_address == Some("GR")
}

/// Tax number: eight digits weighted by powers of two, modulo 11 and then 10, is the ninth.
fn is_tin(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().map_while(|c| c.to_digit(10)).take(9).collect();
    let sum: u32 = digits
        .iter()
        .take(8)
        .zip([256, 128, 64, 32, 16, 8, 4, 2])
        .map(|(digit, weight)| digit * weight)
        .sum();
    digits.len() == 9 && sum % 11 % 10 == digits[8]
}

/// A VAT number of Greece.
fn is_vat_number(text: &str) -> bool {
    head(text, 2) == "EL" && is_tin(&part(text, 3, usize::MAX))
}

/// A segment of the invoice number, from 1.
fn segment(id: El<'_>, at: usize) -> Option<&str> {
    id.text().split('|').nth(at - 1)
}

/// The first segment is the tax number of the seller or of its representative.
fn first_segment(id: El<'_>, facts: &Facts<'_>) -> bool {
    let Some(tin) = segment(id, 1) else { return false };
    let mut known = Vec::new();
    for party in facts.root.all(&[ACCOUNTING_SUPPLIER_PARTY, PARTY]) {
        known.extend(tax_numbers(party, "VAT"));
    }
    for party in facts.root.kids(TAX_REPRESENTATIVE_PARTY) {
        known.extend(tax_numbers(party, "VAT"));
    }
    tin.trim().chars().count() == 9 && is_tin(tin) && known.iter().any(|number| part(number.text(), 3, 9) == tin)
}

/// The second segment is the date of the invoice, day first.
fn second_segment(id: El<'_>, facts: &Facts<'_>) -> bool {
    let Some(date) = segment(id, 2) else { return false };
    let issued: Vec<&str> = facts.root.kid(ISSUE_DATE).map_or("", El::text).split('-').collect();
    let parts: Vec<&str> = date.split('/').collect();
    match (parts.as_slice(), issued.as_slice()) {
        ([day, month, year], [issued_year, issued_month, issued_day]) => {
            let number = |text: &str| text.parse::<u8>().unwrap_or(0);
            (day, month, year) == (issued_day, issued_month, issued_year)
                && (1..=31).contains(&number(day))
                && (1..=12).contains(&number(month))
                && year.len() == 4
                && (year.starts_with("19") || year.starts_with("20"))
        }
        _ => false,
    }
}

/// How many supporting documents have the description.
fn documents(root: El<'_>, description: &str) -> usize {
    let references = root.kids(ADDITIONAL_DOCUMENT_REFERENCE);
    references
        .filter(|reference| described(*reference, description))
        .count()
}

fn described(reference: El<'_>, description: &str) -> bool {
    reference
        .kids(DOCUMENT_DESCRIPTION)
        .any(|known| known.text() == description)
}

const MARK: &str = "##M.AR.K##";
const ADDRESS_OF_INVOICE: &str = "##INVOICE|URL##";

/// One VAT number, and one of Greece.
fn has_vat_number(party: El<'_>) -> bool {
    let numbers = tax_numbers(party, "VAT");
    matches!(numbers.as_slice(), [number] if is_vat_number(number.text()))
}

fn has_name(party: El<'_>) -> bool {
    party
        .first(&[PARTY_NAME, NAME])
        .is_some_and(|name| !name.text().is_empty())
}

fn is_greek_endpoint(el: El<'_>) -> bool {
    el.attr("schemeID") == Some("9933") && is_tin(el.text())
}

/// The seller's country by its VAT number or its address, without its representative.
fn seller_is_greek(facts: &Facts<'_>) -> bool {
    let numbers: Vec<El<'_>> = facts
        .root
        .all(&[ACCOUNTING_SUPPLIER_PARTY, PARTY])
        .into_iter()
        .flat_map(|party| tax_numbers(party, "VAT"))
        .collect();
    match numbers.first() {
        Some(number) => is_greek(&head(number.text(), 2).to_uppercase()),
        None => facts
            .supplier_address
            .is_some_and(|address| is_greek(&address.trim().to_uppercase())),
    }
}

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[
    Group {
        on: &[ID],
        when: |el, facts| el.is_top() && sends(facts),
        rules: &[
            fatal("GR-R-001-1", Says::CountryForm("GR", Bt(1), "1|2|3|4|5|6"), |el, _| {
                el.text().split('|').count() == 6
            }),
            fatal("GR-R-001-2", Says::CountryForm("GR", Bt(1), "ΑΦΜ|…"), first_segment),
            fatal(
                "GR-R-001-3",
                Says::CountryForm("GR", Bt(1), "…|DD/MM/YYYY|…"),
                second_segment,
            ),
            fatal("GR-R-001-4", Says::CountryForm("GR", Bt(1), "3: ≥ 0"), |el, _| {
                segment(el, 3).is_some_and(|number| is_number(number) && number.trim().parse::<u64>().is_ok())
            }),
            fatal(
                "GR-R-001-5",
                Says::CountryForm("GR", Bt(1), "4: 1.1, 1.6, 2.1, 2.4, 5.1, 5.2"),
                |el, _| {
                    segment(el, 4).is_some_and(|kind| matches!(kind, "1.1" | "1.6" | "2.1" | "2.4" | "5.1" | "5.2"))
                },
            ),
            fatal("GR-R-001-6", Says::CountryForm("GR", Bt(1), "5"), |el, _| {
                segment(el, 5).is_some_and(|part| !part.is_empty())
            }),
            fatal("GR-R-001-7", Says::CountryForm("GR", Bt(1), "6"), |el, _| {
                segment(el, 6).is_some_and(|part| !part.is_empty())
            }),
        ],
    },
    Group {
        on: &[PARTY],
        when: |el, facts| sends(facts) && el.under(&[ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[
            fatal("GR-R-002", Says::CountryNeeds("GR", Bt(28)), |el, _| has_name(el)),
            warning("GR-S-011", Says::CountryForm("GR", Bt(31), "EL + 9"), |el, _| {
                has_vat_number(el)
            }),
        ],
    },
    Group {
        on: &[COMPANY_ID],
        when: |el, facts| {
            let scheme = el.parent();
            sends(facts)
                && el.under(&[PARTY_TAX_SCHEME, PARTY, ACCOUNTING_SUPPLIER_PARTY])
                && scheme.is_some_and(|scheme| scheme.all(&[TAX_SCHEME, ID]).iter().any(|id| id.trimmed() == "VAT"))
        },
        rules: &[fatal("GR-R-003", Says::CountryForm("GR", Bt(31), "EL + 9"), |el, _| {
            is_vat_number(el.text())
        })],
    },
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: |el, facts| el.is_root() && sends_from_greece(facts),
        rules: &[
            fatal("GR-R-004-1", Says::CountryForm("GR", Bg(24), MARK), |el, _| {
                documents(el, MARK) == 1
            }),
            warning(
                "GR-S-008-1",
                Says::CountryForm("GR", Bg(24), ADDRESS_OF_INVOICE),
                |el, _| documents(el, ADDRESS_OF_INVOICE) == 1,
            ),
            fatal(
                "GR-R-008-2",
                Says::CountryForm("GR", Bg(24), ADDRESS_OF_INVOICE),
                |el, _| documents(el, ADDRESS_OF_INVOICE) <= 1,
            ),
        ],
    },
    Group {
        on: &[ID],
        when: |el, facts| {
            let reference = el
                .parent()
                .filter(|reference| reference.name() == ADDITIONAL_DOCUMENT_REFERENCE);
            sends_from_greece(facts) && reference.is_some_and(|reference| described(reference, MARK))
        },
        rules: &[fatal(
            "GR-R-004-2",
            Says::CountryForm("GR", Bt(122), "1–9…"),
            |el, _| el.text().starts_with(|c: char| ('1'..='9').contains(&c)),
        )],
    },
    Group {
        on: &[ADDITIONAL_DOCUMENT_REFERENCE],
        when: |el, facts| sends(facts) && described(el, ADDRESS_OF_INVOICE),
        rules: &[fatal("GR-R-008-3", Says::CountryNeeds("GR", Bt(124)), |el, _| {
            el.filled(&[ATTACHMENT, EXTERNAL_REFERENCE, URI])
        })],
    },
    Group {
        on: &[PARTY],
        when: |el, facts| sends(facts) && el.under(&[ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("GR-R-005", Says::CountryNeeds("GR", Bt(45)), |el, _| {
            has_name(el)
        })],
    },
    Group {
        on: &[ENDPOINT_ID],
        when: |el, facts| el.under(&[PARTY, ACCOUNTING_SUPPLIER_PARTY]) && seller_is_greek(facts),
        rules: &[fatal("GR-R-009", Says::CountryForm("GR", Bt(34), "9933"), |el, _| {
            is_greek_endpoint(el)
        })],
    },
    Group {
        on: &[PARTY],
        when: |el, facts| sends_and_receives(facts) && el.under(&[ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("GR-R-006", Says::CountryForm("GR", Bt(48), "EL + 9"), |el, _| {
            has_vat_number(el)
        })],
    },
    Group {
        on: &[ENDPOINT_ID],
        when: |el, facts| sends_and_receives(facts) && el.under(&[PARTY, ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[fatal("GR-R-010", Says::CountryForm("GR", Bt(49), "9933"), |el, _| {
            is_greek_endpoint(el)
        })],
    },
];
