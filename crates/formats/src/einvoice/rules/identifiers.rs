//! Numbers of registers, each with its form and check digit (PEPPOL-COMMON).

use kameral_base::check_digits::luhn_digit;

use crate::einvoice::facts::{head, part};
use crate::einvoice::release::Release::May2026;
use crate::einvoice::rule::{Group, Rule, fatal, warning};
use crate::einvoice::says::Says;
use crate::einvoice::tree::{El, normalized};
use crate::einvoice::ubl_names::{COMPANY_ID, ENDPOINT_ID, ID, PARTY_IDENTIFICATION, PARTY_TAX_SCHEME, TAX_SCHEME};

/// Whether a text is written as a mask: `d` is a digit, everything else itself.
pub(super) fn is_like(text: &str, mask: &str) -> bool {
    text.chars().count() == mask.chars().count()
        && text
            .chars()
            .zip(mask.chars())
            .all(|(c, mask)| if mask == 'd' { c.is_ascii_digit() } else { c == mask })
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    text.chars().filter_map(|c| c.to_digit(10))
}

pub(super) fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits before the last weighted from the right, and the last.
fn weighted(text: &str, weight: impl Fn(u32) -> u32) -> Option<(u32, u32)> {
    let mut from_right = digits(text).rev();
    let last = from_right.next()?;
    Some((
        (0..).zip(from_right).map(|(place, digit)| digit * weight(place)).sum(),
        last,
    ))
}

/// GLN: weights 3 and 1 by turns, modulo 10.
fn is_gln(text: &str) -> bool {
    are_digits(text)
        && weighted(text, |place| 1 + (place + 1) % 2 * 2).is_some_and(|(sum, last)| (10 - sum % 10) % 10 == last)
}

/// Norwegian organisation number: weights 2 to 7, modulo 11.
pub(super) fn is_mod11(text: &str) -> bool {
    digits(text).any(|digit| digit != 0)
        && weighted(text, |place| place % 6 + 2).is_some_and(|(sum, last)| (11 - sum % 11) % 11 == last)
}

/// Belgian enterprise number: the last two digits are 97 less the rest modulo 97.
fn is_belgian(text: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok();
    is_like(text, "dddddddddd")
        && number(&text[..8])
            .zip(number(&text[8..]))
            .is_some_and(|(main, check)| 97 - main % 97 == check)
}

/// Australian business number: weights from 10 and 1, 3, 5 …, modulo 89, the first digit less one.
fn is_abn(text: &str) -> bool {
    let weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
    let sum: i64 = digits(text)
        .zip(weights)
        .map(|(digit, weight)| i64::from(digit) * weight)
        .sum();
    is_like(text, "ddddddddddd") && (sum - 10) % 89 == 0
}

/// *Organisationsnummer*: digits, of which the tenth is the check digit of those before it.
pub(super) fn is_swedish(text: &str) -> bool {
    are_digits(text) && luhn_digit(&head(text, 9)).is_some_and(|check| part(text, 10, 1) == check.to_string())
}

/// Whether a text reads as a number, as rules have it.
pub(super) fn is_number(text: &str) -> bool {
    let text = crate::einvoice::tree::trim(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let whole = |text: &str| are_digits(text.strip_prefix(['+', '-']).unwrap_or(text));
    matches!(text, "INF" | "-INF")
        || (crate::einvoice::tree::decimal(mantissa).is_some() && whole(exponent))
        || (crate::einvoice::lexical::is_written_as(crate::einvoice::vocabulary::Lexical::Decimal, mantissa)
            && whole(exponent))
}

/// Italian office code: six letters or digits.
fn is_codice_ipa(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_integer(text: &str) -> bool {
    are_digits(text.trim().strip_prefix(['+', '-']).unwrap_or(text.trim()))
}

/// Italian tax number: eleven digits, or sixteen letters and digits in their places.
fn is_codice_fiscale(text: &str) -> bool {
    let letters = |from, count| part(text, from, count).bytes().all(|byte| byte.is_ascii_alphabetic());
    match text.chars().count() {
        11 => is_integer(text),
        16 => {
            letters(1, 6)
                && is_integer(&part(text, 7, 2))
                && letters(9, 1)
                && is_integer(&part(text, 10, 2))
                && is_integer(&part(text, 15, 1))
                && letters(16, 1)
        }
        _ => false,
    }
}

/// Italian VAT number: after `IT` eleven digits, every second doubled, the sum modulo 10.
fn is_partita_iva(text: &str) -> bool {
    if !matches!(head(text, 2).as_str(), "IT" | "it") {
        return true;
    }
    let number = part(text, 3, usize::MAX);
    let doubled = |digit: u32| digit * 2 % 10 + digit * 2 / 10;
    let sum: u32 = (0..)
        .zip(digits(&number))
        .map(|(place, digit)| if place % 2 == 1 { doubled(digit) } else { digit })
        .sum();
    number.chars().count() == 11 && is_integer(&number) && sum.is_multiple_of(10)
}

/// Whether the element is a number of the register: an endpoint, a party's or a company's number.
fn is_of(el: El<'_>, register: &str) -> bool {
    el.attr("schemeID") == Some(register) && (el.name() != ID || el.under(&[PARTY_IDENTIFICATION]))
}

const NUMBERS: &[crate::einvoice::vocabulary::Name] = &[ENDPOINT_ID, ID, COMPANY_ID];

/// The rules of one register.
macro_rules! register {
    ($register:literal, $rules:expr) => {
        Group {
            on: NUMBERS,
            when: |el, _| is_of(el, $register),
            rules: $rules,
        }
    };
}

fn value(el: El<'_>) -> std::borrow::Cow<'_, str> {
    normalized(el.text())
}

const DANISH: &[Rule] = &[fatal("PEPPOL-COMMON-R042", Says::Identifier("CVR (0184)"), |el, _| {
    is_like(el.text(), "DKdddddddd") || is_like(el.text(), "dddddddd")
})];

pub(super) static GROUPS: &[Group] = &[
    register!(
        "0088",
        &[fatal("PEPPOL-COMMON-R040", Says::Identifier("GLN (0088)"), |el, _| {
            is_gln(&value(el))
        })]
    ),
    register!(
        "0192",
        &[fatal(
            "PEPPOL-COMMON-R041",
            Says::Identifier("Organisasjonsnummer (0192)"),
            |el, _| { is_like(&value(el), "ddddddddd") && is_mod11(&value(el)) }
        )]
    ),
    register!("0184", DANISH),
    register!(
        "0096",
        &[
            fatal("PEPPOL-COMMON-R052", Says::Identifier("P-nummer (0096)"), |el, _| {
                is_like(el.text(), "dddddddddd")
            })
            .since(May2026)
        ]
    ),
    register!(
        "0198",
        &[
            fatal("PEPPOL-COMMON-R053", Says::Identifier("SE-nummer (0198)"), |el, _| {
                is_like(el.text(), "DKdddddddd")
            })
            .since(May2026)
        ]
    ),
    register!(
        "0208",
        &[fatal(
            "PEPPOL-COMMON-R043",
            Says::Identifier("KBO/BCE (0208)"),
            |el, _| is_belgian(&value(el))
        )]
    ),
    register!(
        "0201",
        &[warning(
            "PEPPOL-COMMON-R044",
            Says::Identifier("Codice IPA (0201)"),
            |el, _| { is_codice_ipa(&value(el)) }
        )]
    ),
    register!(
        "0210",
        &[warning(
            "PEPPOL-COMMON-R045",
            Says::Identifier("Codice fiscale (0210)"),
            |el, _| { is_codice_fiscale(&value(el)) }
        )]
    ),
    Group {
        on: &[ENDPOINT_ID],
        when: |el, _| is_of(el, "9907"),
        rules: &[warning(
            "PEPPOL-COMMON-R046",
            Says::Identifier("Codice fiscale (9907)"),
            |el, _| is_codice_fiscale(&value(el)),
        )],
    },
    register!(
        "0211",
        &[warning(
            "PEPPOL-COMMON-R047",
            Says::Identifier("Partita IVA (0211)"),
            |el, _| { is_partita_iva(&value(el)) }
        )]
    ),
    register!(
        "0007",
        &[fatal(
            "PEPPOL-COMMON-R049",
            Says::Identifier("Organisationsnummer (0007)"),
            |el, _| { value(el).chars().count() == 10 && is_swedish(&value(el)) }
        )]
    ),
    register!(
        "0151",
        &[fatal("PEPPOL-COMMON-R050", Says::Identifier("ABN (0151)"), |el, _| {
            is_abn(&value(el))
        })]
    ),
    register!(
        "0106",
        &[warning("PEPPOL-COMMON-R054", Says::Identifier("KVK (0106)"), |el, _| {
            is_like(&value(el), "dddddddd")
        })
        .since(May2026)]
    ),
    register!(
        "0190",
        &[warning("PEPPOL-COMMON-R055", Says::Identifier("OIN (0190)"), |el, _| {
            is_like(&value(el), "dddddddddddddddddddd")
        })
        .since(May2026)]
    ),
    register!(
        "9944",
        &[
            warning("PEPPOL-COMMON-R056-1", Says::Identifier("NL VAT (9944)"), |el, _| {
                is_like(&value(el), "NLdddddddddBdd")
            })
            .since(May2026)
        ]
    ),
    Group {
        on: &[COMPANY_ID],
        when: |el, _| {
            let scheme = el.parent().filter(|scheme| scheme.name() == PARTY_TAX_SCHEME);
            el.attr("schemeID").is_none()
                && value(el).starts_with("NL")
                && scheme.is_some_and(|scheme| scheme.all(&[TAX_SCHEME, ID]).iter().any(|id| id.trimmed() == "VAT"))
        },
        rules: &[warning("PEPPOL-COMMON-R056-2", Says::Identifier("NL VAT"), |el, _| {
            is_like(&value(el), "NLdddddddddBdd")
        })
        .since(May2026)],
    },
    register!(
        "0217",
        &[warning(
            "PEPPOL-COMMON-R057",
            Says::Identifier("Vestigingsnummer (0217)"),
            |el, _| { is_like(&value(el), "dddddddddddd") }
        )
        .since(May2026)]
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_know_their_numbers() {
        // A number whose check digit holds, and one in which it does not.
        for (holds, good, bad) in [
            (is_gln as fn(&str) -> bool, "7300010000001", "7300010000002"),
            (is_mod11, "991825827", "991825828"),
            (is_belgian, "0403019261", "0403019262"),
            (is_abn, "53004085616", "53004085617"),
            (is_swedish, "2021006883", "2021006884"),
            (is_partita_iva, "IT00743110157", "IT00743110158"),
            (is_codice_fiscale, "RSSMRA85T10A562S", "RSSMRA85T10A5622"),
            (is_codice_ipa, "UFY9MH", "UFY9M-"),
        ] {
            assert!(holds(good), "{good}");
            assert!(!holds(bad), "{bad}");
        }
        assert!(is_number("12") && is_number(" 1e5 ") && is_number("INF"));
        assert!(!is_number("") && !is_number("1 2") && !is_number("SE12"));
    }
}
