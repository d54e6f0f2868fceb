//! Germany, for trade within it (DE-R).

use crate::einvoice::facts::Facts;
use crate::einvoice::release::Release::May2026;
use crate::einvoice::rule::{Group, Rule, fatal, warning};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::{Bg, Bt};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ADDITIONAL_DOCUMENT_REFERENCE, ADDRESS, ALLOWANCE_CHARGE,
    ATTACHMENT, BILLING_REFERENCE, BUYER_REFERENCE, CARD_ACCOUNT, CITY_NAME, CLASSIFIED_TAX_CATEGORY, COMPANY_ID,
    CONTACT, CREDIT_NOTE, CREDIT_NOTE_LINE, CREDIT_NOTE_TYPE_CODE, DELIVERY, DELIVERY_LOCATION, ELECTRONIC_MAIL,
    EMBEDDED_DOCUMENT_BINARY_OBJECT, EXTERNAL_REFERENCE, ID, INVOICE, INVOICE_DOCUMENT_REFERENCE, INVOICE_LINE,
    INVOICE_TYPE_CODE, ITEM, NAME, NOTE, PARTY, PARTY_IDENTIFICATION, PARTY_TAX_SCHEME, PAYEE_FINANCIAL_ACCOUNT,
    PAYEE_PARTY, PAYER_FINANCIAL_ACCOUNT, PAYMENT_MANDATE, PAYMENT_MEANS, PAYMENT_MEANS_CODE, PAYMENT_TERMS, PERCENT,
    POSTAL_ADDRESS, POSTAL_ZONE, TAX_CATEGORY, TAX_REPRESENTATIVE_PARTY, TAX_SUBTOTAL, TAX_TOTAL, TELEPHONE, URI,
};
use crate::einvoice::vocabulary::Name;

/// Whether a code is of the document's type.
fn has_type(root: El<'_>, codes: &[&str]) -> bool {
    [INVOICE_TYPE_CODE, CREDIT_NOTE_TYPE_CODE]
        .iter()
        .any(|name| root.value(&[*name]).is_some_and(|code| codes.contains(&code)))
}

/// DE-R-016: whoever charges or exempts tax says who they are to the tax office.
fn tax_number(root: El<'_>, _: &Facts<'_>) -> bool {
    const CATEGORIES: [&str; 8] = ["S", "Z", "E", "AE", "K", "G", "L", "M"];
    let known = |id: &El<'_>| CATEGORIES.contains(&id.text());
    let on_document = root
        .kids(ALLOWANCE_CHARGE)
        .any(|part| part.all(&[TAX_CATEGORY, ID]).iter().any(known));
    let on_line = [INVOICE_LINE, CREDIT_NOTE_LINE]
        .iter()
        .any(|line| root.all(&[*line, ITEM, CLASSIFIED_TAX_CATEGORY, ID]).iter().any(known));
    let numbers = root.all(&[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_TAX_SCHEME, COMPANY_ID]);
    !(on_document || on_line)
        || root.has(&[TAX_REPRESENTATIVE_PARTY])
        || numbers.iter().any(|number| !number.trimmed().is_empty())
}

/// `#SKONTO#TAGE=14#PROZENT=2.25#BASISBETRAG=-1.00#`, the last part perhaps absent.
fn is_discount(line: &str) -> bool {
    let whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let cents = |text: &str| {
        text.split_once('.')
            .is_some_and(|(units, cents)| whole(units) && whole(cents) && cents.len() == 2)
    };
    let Some(rest) = line
        .strip_prefix("#SKONTO#TAGE=")
        .and_then(|rest| rest.strip_suffix('#'))
    else {
        return false;
    };
    let mut parts = rest.split('#');
    let (days, percent, base, more) = (parts.next(), parts.next(), parts.next(), parts.next());
    days.is_some_and(whole)
        && percent
            .and_then(|part| part.strip_prefix("PROZENT="))
            .is_some_and(cents)
        && base.is_none_or(|part| {
            let amount = part.strip_prefix("BASISBETRAG=");
            amount.is_some_and(|amount| cents(amount.strip_prefix('-').unwrap_or(amount)))
        })
        && more.is_none()
}

/// DE-R-018: lines of the terms that begin with a number sign are discounts, and a line end follows them.
fn terms(root: El<'_>, _: &Facts<'_>) -> bool {
    let mut fine = true;
    for note in root.kids(PAYMENT_TERMS).filter_map(|terms| terms.kid(NOTE)) {
        let text = note.text();
        let lines: Vec<&str> = text
            .split('\n')
            .map(|line| line.strip_suffix('\r').unwrap_or(line))
            .collect();
        let discounts: Vec<&&str> = lines.iter().filter(|line| line.trim().starts_with('#')).collect();
        let after = text.rfind('#').map_or("", |at| &text[at + 1..]);
        let ends = after.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        fine &= discounts.is_empty() || (discounts.iter().all(|line| is_discount(line.trim())) && ends);
    }
    fine
}

/// Each attachment has a file name of its own.
fn file_names(root: El<'_>, _: &Facts<'_>) -> bool {
    let mut names: Vec<&str> = Vec::new();
    for reference in root.kids(ADDITIONAL_DOCUMENT_REFERENCE) {
        let attached = reference.all(&[ATTACHMENT, EMBEDDED_DOCUMENT_BINARY_OBJECT]);
        for name in attached.iter().filter_map(|attached| attached.attr("filename")) {
            if names.contains(&name) {
                return false;
            }
            names.push(name);
        }
    }
    true
}

fn is_creditor(root: El<'_>, path: &[Name]) -> bool {
    root.all(path).iter().any(|id| id.attr("schemeID") == Some("SEPA"))
}

fn has_mandate(root: El<'_>) -> bool {
    root.has(&[PAYMENT_MEANS, PAYMENT_MANDATE])
}

/// Three digits at least.
fn is_telephone(el: El<'_>, _: &Facts<'_>) -> bool {
    let telephone = el.value(&[TELEPHONE]).unwrap_or_default();
    3 <= telephone.bytes().filter(u8::is_ascii_digit).count()
}

/// One at sign, something before it, and a domain of two parts or more.
fn is_mail(el: El<'_>, _: &Facts<'_>) -> bool {
    let mail = el.kid(ELECTRONIC_MAIL).map(El::normalized).unwrap_or_default();
    mail.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && !mail.contains(char::is_whitespace)
            && !domain.contains('@')
            && domain.contains('.')
            && domain.split('.').all(|part| !part.is_empty())
    })
}

/// IBAN by its check digits, blanks left out.
fn is_iban(account: Option<El<'_>>) -> bool {
    let text: String = account
        .map_or("", El::text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let form = 4 <= text.len()
        && text.len() <= 34
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text[..2].bytes().all(|byte| byte.is_ascii_uppercase())
        && text[2..4].bytes().all(|byte| byte.is_ascii_digit());
    let rest = || {
        text[4..].bytes().chain(text[..4].bytes()).fold(0_u64, |rest, byte| {
            if byte.is_ascii_digit() {
                return (rest * 10 + u64::from(byte - b'0')) % 97;
            }
            // As the rule has it: a small letter counts from its own code.
            let value = u64::from(byte) - 55;
            (rest * if value < 100 { 100 } else { 1000 } + value) % 97
        })
    };
    form && rest() == 1
}

fn is_top_means(el: El<'_>, facts: &Facts<'_>, codes: &[&str]) -> bool {
    facts.german
        && el.is_top()
        && el
            .value(&[PAYMENT_MEANS_CODE])
            .is_some_and(|code| codes.contains(&code))
}

fn of(el: El<'_>, facts: &Facts<'_>, around: &[Name]) -> bool {
    facts.german && el.under(around)
}

const CONTACT_RULES: &[Rule] = &[
    fatal("DE-R-005", Says::CountryNeeds("DE", Bt(41)), |el, _| el.filled(&[NAME])),
    fatal("DE-R-006", Says::CountryNeeds("DE", Bt(42)), |el, _| {
        el.filled(&[TELEPHONE])
    }),
    fatal("DE-R-007", Says::CountryNeeds("DE", Bt(43)), |el, _| {
        el.filled(&[ELECTRONIC_MAIL])
    }),
    warning("DE-R-027", Says::CountryForm("DE", Bt(42), "0–9 × 3"), is_telephone),
    warning("DE-R-028", Says::CountryForm("DE", Bt(43), "a@b.de"), is_mail),
];

pub(in crate::einvoice::rules) static GROUPS: &[Group] = &[
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: |el, facts| facts.german && el.is_root(),
        rules: &[
            fatal("DE-R-001", Says::CountryNeeds("DE", Bg(16)), |el, _| {
                el.has(&[PAYMENT_MEANS])
            }),
            fatal("DE-R-015", Says::CountryNeeds("DE", Bt(10)), |el, _| {
                el.filled(&[BUYER_REFERENCE])
            }),
            fatal("DE-R-016", Says::CountryNeeds("DE", Bt(31)), tax_number),
            warning(
                "DE-R-017",
                Says::Code(Bt(3), "326, 380, 384, 389, 381, 875, 876, 877"),
                |el, _| has_type(el, &["326", "380", "384", "389", "381", "875", "876", "877"]),
            ),
            fatal(
                "DE-R-018",
                Says::CountryForm("DE", Bt(20), "#SKONTO#TAGE=14#PROZENT=2.25#"),
                terms,
            ),
            fatal("DE-R-022", Says::CountryForm("DE", Bt(125), "filename"), file_names),
            warning("DE-R-026", Says::CountryNeeds("DE", Bg(3)), |el, _| {
                !has_type(el, &["384"]) || el.has(&[BILLING_REFERENCE, INVOICE_DOCUMENT_REFERENCE])
            }),
            fatal("DE-R-030", Says::CountryNeeds("DE", Bt(90)), |el, _| {
                !has_mandate(el)
                    || is_creditor(el, &[ACCOUNTING_SUPPLIER_PARTY, PARTY, PARTY_IDENTIFICATION, ID])
                    || is_creditor(el, &[PAYEE_PARTY, PARTY_IDENTIFICATION, ID])
            }),
            fatal("DE-R-031", Says::CountryNeeds("DE", Bt(91)), |el, _| {
                !has_mandate(el) || el.has(&[PAYMENT_MEANS, PAYMENT_MANDATE, PAYER_FINANCIAL_ACCOUNT, ID])
            }),
        ],
    },
    Group {
        on: &[EXTERNAL_REFERENCE],
        when: |el, facts| of(el, facts, &[ATTACHMENT, ADDITIONAL_DOCUMENT_REFERENCE]),
        rules: &[
            warning("DE-R-T02", Says::CountryForm("DE", Bt(124), "https:…"), |el, _| {
                let address = el.kid(URI).map_or("", El::text);
                address.split_once(':').is_some_and(|(scheme, _)| {
                    2 <= scheme.len()
                        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                        && scheme
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
                })
            })
            .since(May2026),
        ],
    },
    Group {
        on: &[ACCOUNTING_SUPPLIER_PARTY],
        when: |el, facts| facts.german && el.is_top(),
        rules: &[fatal("DE-R-002", Says::CountryNeeds("DE", Bg(6)), |el, _| {
            el.has(&[PARTY, CONTACT])
        })],
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, facts| of(el, facts, &[PARTY, ACCOUNTING_SUPPLIER_PARTY]),
        rules: &[
            fatal("DE-R-003", Says::CountryNeeds("DE", Bt(37)), |el, _| {
                el.filled(&[CITY_NAME])
            }),
            fatal("DE-R-004", Says::CountryNeeds("DE", Bt(38)), |el, _| {
                el.filled(&[POSTAL_ZONE])
            }),
        ],
    },
    Group {
        on: &[CONTACT],
        when: |el, facts| of(el, facts, &[PARTY, ACCOUNTING_SUPPLIER_PARTY]),
        rules: CONTACT_RULES,
    },
    Group {
        on: &[POSTAL_ADDRESS],
        when: |el, facts| of(el, facts, &[PARTY, ACCOUNTING_CUSTOMER_PARTY]),
        rules: &[
            fatal("DE-R-008", Says::CountryNeeds("DE", Bt(52)), |el, _| {
                el.filled(&[CITY_NAME])
            }),
            fatal("DE-R-009", Says::CountryNeeds("DE", Bt(53)), |el, _| {
                el.filled(&[POSTAL_ZONE])
            }),
        ],
    },
    Group {
        on: &[ADDRESS],
        when: |el, facts| of(el, facts, &[DELIVERY_LOCATION, DELIVERY]),
        rules: &[
            fatal("DE-R-010", Says::CountryNeeds("DE", Bt(77)), |el, _| {
                el.filled(&[CITY_NAME])
            }),
            fatal("DE-R-011", Says::CountryNeeds("DE", Bt(78)), |el, _| {
                el.filled(&[POSTAL_ZONE])
            }),
        ],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |el, facts| is_top_means(el, facts, &["30", "58"]),
        rules: &[
            warning("DE-R-019", Says::CountryForm("DE", Bt(84), "IBAN"), |el, _| {
                el.value(&[PAYMENT_MEANS_CODE]) != Some("58") || is_iban(el.first(&[PAYEE_FINANCIAL_ACCOUNT, ID]))
            }),
            fatal("DE-R-023-1", Says::CountryNeeds("DE", Bg(17)), |el, _| {
                el.has(&[PAYEE_FINANCIAL_ACCOUNT])
            }),
            fatal("DE-R-023-2", Says::NotBoth(Bg(17), Bg(19)), |el, _| {
                !el.has(&[CARD_ACCOUNT]) && !el.has(&[PAYMENT_MANDATE])
            }),
        ],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |el, facts| is_top_means(el, facts, &["48", "54", "55"]),
        rules: &[
            fatal("DE-R-024-1", Says::CountryNeeds("DE", Bg(18)), |el, _| {
                el.has(&[CARD_ACCOUNT])
            }),
            fatal("DE-R-024-2", Says::NotBoth(Bg(18), Bg(17)), |el, _| {
                !el.has(&[PAYEE_FINANCIAL_ACCOUNT]) && !el.has(&[PAYMENT_MANDATE])
            }),
        ],
    },
    Group {
        on: &[PAYMENT_MEANS],
        when: |el, facts| is_top_means(el, facts, &["59"]),
        rules: &[
            warning("DE-R-020", Says::CountryForm("DE", Bt(91), "IBAN"), |el, _| {
                is_iban(el.first(&[PAYMENT_MANDATE, PAYER_FINANCIAL_ACCOUNT, ID]))
            }),
            fatal("DE-R-025-1", Says::CountryNeeds("DE", Bg(19)), |el, _| {
                el.has(&[PAYMENT_MANDATE])
            }),
            fatal("DE-R-025-2", Says::NotBoth(Bg(19), Bg(17)), |el, _| {
                !el.has(&[PAYEE_FINANCIAL_ACCOUNT]) && !el.has(&[CARD_ACCOUNT])
            }),
        ],
    },
    Group {
        on: &[TAX_SUBTOTAL],
        when: |el, facts| of(el, facts, &[TAX_TOTAL]) && el.parent().is_some_and(El::is_top),
        rules: &[fatal("DE-R-014", Says::CountryNeeds("DE", Bt(119)), |el, _| {
            el.filled(&[TAX_CATEGORY, PERCENT])
        })],
    },
];
