//! The forms a text takes on its way out: in HTML, in JSON, in an address, in files of other character
//! sets; and the ways an identity number is written.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Every way the bytes of a text may stand in an answer or a file.
pub(super) fn of_text(clear: &str) -> BTreeSet<Vec<u8>> {
    let cased = [clear.to_owned(), clear.to_uppercase(), clear.to_lowercase()];
    let mut forms = BTreeSet::new();
    for text in cased {
        forms.insert(in_html(&text).into_bytes());
        forms.insert(in_html(&text).replace('\'', "&#39;").into_bytes());
        let json = serde_json::to_string(&text).unwrap_or_default();
        forms.insert(json.trim_matches('"').as_bytes().to_vec());
        forms.insert(text.replace('"', "\"\"").into_bytes());
        for (kept, blank) in [("-._~", "%20"), ("-._~*,:/", "%20"), ("-._~*", "+"), ("-._~", "+")] {
            let form = in_address(&text, kept, blank);
            // An address within an address: the way back after signing in.
            forms.insert(in_address(&form, kept, blank).into_bytes());
            forms.insert(form.to_lowercase().into_bytes());
            forms.insert(form.into_bytes());
        }
        for charset in [latin_1 as fn(char) -> Option<u8>, cp437] {
            forms.extend(text.chars().map(charset).collect::<Option<Vec<u8>>>());
        }
        forms.insert(text.into_bytes());
    }
    forms.retain(|form| !form.is_empty());
    forms
}

/// The ways the bytes of a text stand where it is shown as it is: in HTML, JSON and files. Fewer than
/// [`of_text`], for there are many persons whose names are looked for.
pub(super) fn as_shown(clear: &str) -> BTreeSet<Vec<u8>> {
    let json = serde_json::to_string(clear).unwrap_or_default();
    let mut forms: BTreeSet<Vec<u8>> = [
        clear.to_owned(),
        in_html(clear),
        in_html(clear).replace('\'', "&#39;"),
        json.trim_matches('"').to_owned(),
        clear.replace('"', "\"\""),
    ]
    .map(String::into_bytes)
    .into();
    for charset in [latin_1 as fn(char) -> Option<u8>, cp437] {
        forms.extend(clear.chars().map(charset).collect::<Option<Vec<u8>>>());
    }
    forms.retain(|form| !form.is_empty());
    forms
}

/// The ways a number of ten or twelve digits is written; another value is written as it is.
pub(super) fn of_number(value: &str) -> Vec<String> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let only_digits = value.chars().all(|sign| sign.is_ascii_digit() || "-+ ".contains(sign));
    let mut forms = vec![value.to_owned()];
    if !only_digits || !matches!(digits.len(), 10 | 12) {
        return forms;
    }
    let ten = &digits[digits.len() - 10..];
    for digits in [&digits[..], ten] {
        let (date, last) = digits.split_at(digits.len() - 4);
        forms.extend(["", "-", "+"].map(|sign| format!("{date}{sign}{last}")));
    }
    forms.dedup();
    forms
}

fn in_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn in_address(text: &str, kept: &str, blank: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else if byte == b' ' {
            out.push_str(blank);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn latin_1(sign: char) -> Option<u8> {
    u8::try_from(u32::from(sign)).ok()
}

/// The letters of names in code page 437, the character set of SIE files.
fn cp437(sign: char) -> Option<u8> {
    if sign.is_ascii() {
        return latin_1(sign);
    }
    const LETTERS: [(char, u8); 14] = [
        ('å', 0x86),
        ('ä', 0x84),
        ('ö', 0x94),
        ('Å', 0x8f),
        ('Ä', 0x8e),
        ('Ö', 0x99),
        ('é', 0x82),
        ('É', 0x90),
        ('ü', 0x81),
        ('Ü', 0x9a),
        ('æ', 0x91),
        ('Æ', 0x92),
        ('è', 0x8a),
        ('ñ', 0xa4),
    ];
    LETTERS
        .iter()
        .find(|(letter, _)| *letter == sign)
        .map(|(_, byte)| *byte)
}
