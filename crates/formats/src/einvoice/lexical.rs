//! How values are written: the simple types of XML Schema part 2 that the documents use.

use kameral_base::Date;

use super::tree::trim;
use super::vocabulary::Lexical;

/// Whether `text` is written as the type demands.
pub(super) fn is_written_as(lexical: Lexical, text: &str) -> bool {
    match lexical {
        Lexical::Text | Lexical::Address => true,
        Lexical::Decimal => is_decimal(trim(text)),
        Lexical::Date => is_date(trim(text)),
        Lexical::Time => is_time(trim(text)),
        Lexical::Instant => trim(text)
            .split_once('T')
            .is_some_and(|(date, time)| is_plain_date(date) && is_time(time)),
        Lexical::Flag => matches!(trim(text), "true" | "false" | "1" | "0"),
        Lexical::Base64 => is_base64(text.as_bytes()),
        Lexical::Language => is_language(trim(text)),
    }
}

/// What the type is called in a sentence.
pub(super) fn called(lexical: Lexical) -> &'static str {
    match lexical {
        Lexical::Text => "text",
        Lexical::Address => "anyURI",
        Lexical::Decimal => "decimal",
        Lexical::Date => "date",
        Lexical::Time => "time",
        Lexical::Instant => "dateTime",
        Lexical::Flag => "boolean",
        Lexical::Base64 => "base64Binary",
        Lexical::Language => "language",
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    !(whole.is_empty() && fraction.is_empty()) && are_digits(whole) && are_digits(fraction)
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A date with or without a time zone.
fn is_date(text: &str) -> bool {
    is_plain_date(without_zone(text))
}

fn is_plain_date(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let well_formed = 4 <= year.len()
        && are_digits(year)
        && (year.len() == 4 || !year.starts_with('0'))
        && year.bytes().any(|byte| byte != b'0')
        && month.len() == 2
        && are_digits(month)
        && day.len() == 2
        && are_digits(day);
    // The calendar repeats itself every 400 years, and the last four digits are all it looks at.
    well_formed
        && year[year.len() - 4..].parse::<i16>().is_ok_and(|year| {
            let part = |text: &str| text.parse::<i8>().unwrap_or(0);
            Date::new(year % 400 + 2000, part(month), part(day)).is_ok()
        })
}

/// Cuts `Z`, `+01:00` or `-01:00` from the end.
fn without_zone(text: &str) -> &str {
    if let Some(text) = text.strip_suffix('Z') {
        return text;
    }
    let Some(cut) = text.len().checked_sub(6) else {
        return text;
    };
    let zone = text.as_bytes().get(cut..).unwrap_or_default();
    let number = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| pair.parse::<u8>().ok());
    let is_zone = matches!(zone[0], b'+' | b'-')
        && zone[3] == b':'
        && zone[1..3].iter().chain(&zone[4..6]).all(u8::is_ascii_digit)
        && number(&zone[1..3])
            .zip(number(&zone[4..6]))
            .is_some_and(|(hours, minutes)| (hours < 14 && minutes < 60) || (hours == 14 && minutes == 0));
    if is_zone && text.is_char_boundary(cut) {
        &text[..cut]
    } else {
        text
    }
}

fn is_time(text: &str) -> bool {
    let text = without_zone(text);
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let parts: Vec<&str> = text.split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else {
        return false;
    };
    let two = |part: &str| (part.len() == 2 && are_digits(part)).then(|| part.parse::<u8>().unwrap_or(99));
    let (Some(hours), Some(minutes), Some(seconds)) = (two(hours), two(minutes), two(seconds)) else {
        return false;
    };
    let nothing_after = minutes == 0 && seconds == 0 && fraction.bytes().all(|byte| byte == b'0');
    !fraction.is_empty()
        && are_digits(fraction)
        && minutes < 60
        && seconds < 60
        && (hours < 24 || (hours == 24 && nothing_after))
}

/// Groups of four, padded at the end alone; blanks count for nothing.
fn is_base64(text: &[u8]) -> bool {
    let (mut letters, mut padding, mut last) = (0_usize, 0_usize, 0_u8);
    for byte in text {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            b'=' => padding += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => {
                letters += 1;
                last = *byte;
            }
            _ => return false,
        }
    }
    // The bits that padding leaves over are zero.
    match (letters % 4, padding) {
        (0, 0) => true,
        (2, 2) => matches!(last, b'A' | b'Q' | b'g' | b'w'),
        (3, 1) => b"AEIMQUYcgkosw048".contains(&last),
        _ => false,
    }
}

fn is_language(text: &str) -> bool {
    let short = |part: &str| (1..=8).contains(&part.len());
    let mut parts = text.split('-');
    parts
        .next()
        .is_some_and(|first| short(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && parts.all(|part| short(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lexical: Lexical, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(is_written_as(lexical, text), "{text:?} is a {}", called(lexical));
        }
        for text in bad {
            assert!(!is_written_as(lexical, text), "{text:?} is no {}", called(lexical));
        }
    }

    #[test]
    fn values_are_written_as_their_types_demand() {
        check(
            Lexical::Decimal,
            &["1", "-1.50", "+.5", "5.", " 7 "],
            &["", ".", "1e3", "1,5", "1 000", "--1"],
        );
        check(
            Lexical::Date,
            &[
                "2026-02-28",
                "2024-02-29",
                "2026-01-31Z",
                "2026-01-31+01:00",
                "12026-01-01",
                "9999-12-31",
            ],
            &[
                "2026-02-29",
                "20260228",
                "0000-01-01",
                "2026-1-1",
                "2026-01-01T00:00:00",
                "02026-01-01",
                "",
                "å026-01-01",
            ],
        );
        check(
            Lexical::Time,
            &["12:00:00", "24:00:00", "12:00:00.5Z"],
            &["12:00", "25:00:00", "24:00:01", "12:00:00."],
        );
        check(
            Lexical::Instant,
            &["2026-01-01T12:00:00"],
            &["2026-01-01", "2026-01-01ZT12:00:00"],
        );
        check(Lexical::Flag, &["true", "0", " false "], &["TRUE", "yes", ""]);
        check(
            Lexical::Base64,
            &["", "TWFu", "TWE=", "TQ==", "TW\nFu"],
            &["TWF", "TQ=", "TR==", "T=Fu", "å==="],
        );
        check(Lexical::Language, &["sv", "sv-SE"], &["", "svenska1", "s_v", "sv-"]);
    }
}
