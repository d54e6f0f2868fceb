//! Whole numbers written with decimals: the one grammar behind amounts and quantities.
//!
//! Read: an optional sign (`-`, `−`, `+`), digits, either bare or in groups of three parted by a
//! space, and at most one decimal sign, comma or point, with digits after it. A point is never a
//! thousands separator: `1.234` is refused as an amount rather than guessed at.

use crate::mistake::mistakes;

/// No-break space, which parts the groups of three when written.
const GROUP: char = '\u{a0}';
/// The minus sign of typography; a hyphen would let a line break part it from its number.
const MINUS: char = '\u{2212}';

mistakes! {
    /// What is wrong with a text that should be an amount or a quantity.
    pub enum AmountMistake {
        /// Nothing was written.
        Empty = "amount_empty", "mistake-amount-empty";
        /// A character that is no digit, sign, space or decimal sign; or a decimal sign with nothing after it.
        NotANumber = "amount_not_a_number", "mistake-amount-not-a-number";
        /// Two decimal signs, as in `1.234,56`: it cannot be known which was meant.
        TwoDecimalSigns = "amount_two_decimal_signs", "mistake-amount-two-decimal-signs";
        /// Spaces that do not part groups of three, as in `1 23`.
        Grouping = "amount_grouping", "mistake-amount-grouping";
        /// More decimals than the unit has.
        TooManyDecimals = "amount_too_many_decimals", "mistake-amount-too-many-decimals";
        /// Outside what a 64-bit integer holds.
        TooLarge = "amount_too_large", "mistake-amount-too-large";
    }
}

/// Reads `text` as a number of the smallest unit, of which a whole has ten to the `decimals`.
pub(crate) fn parse(text: &str, decimals: usize) -> Result<i64, AmountMistake> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountMistake::Empty);
    }
    let (negative, number) = match text.strip_prefix(['-', MINUS]) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let (whole, fraction) = match number.split_once([',', '.']) {
        Some((_, fraction)) if fraction.contains([',', '.']) => {
            return Err(AmountMistake::TwoDecimalSigns);
        }
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let magnitude = whole_part(whole, fraction.is_some())?;
    let magnitude = with_fraction(magnitude, fraction, decimals)?;
    signed(magnitude, negative)
}

/// The digits before the decimal sign. None are needed when a decimal sign follows: `,50`.
fn whole_part(text: &str, may_be_empty: bool) -> Result<u64, AmountMistake> {
    if text.is_empty() {
        return if may_be_empty {
            Ok(0)
        } else {
            Err(AmountMistake::NotANumber)
        };
    }
    if text.chars().any(|c| !c.is_ascii_digit() && !is_space(c)) {
        return Err(AmountMistake::NotANumber);
    }
    let mut magnitude = 0;
    for (position, group) in text.split(is_space).enumerate() {
        let well_grouped = if position == 0 {
            (1..=3).contains(&group.len())
        } else {
            group.len() == 3
        };
        if !well_grouped && text.contains(is_space) {
            return Err(AmountMistake::Grouping);
        }
        magnitude = append(magnitude, group)?;
    }
    Ok(magnitude)
}

fn with_fraction(magnitude: u64, fraction: Option<&str>, decimals: usize) -> Result<u64, AmountMistake> {
    if fraction.is_some_and(|digits| digits.is_empty() || digits.bytes().any(|byte| !byte.is_ascii_digit())) {
        return Err(AmountMistake::NotANumber);
    }
    let fraction = fraction.unwrap_or_default();
    if decimals < fraction.len() {
        return Err(AmountMistake::TooManyDecimals);
    }
    (fraction.len()..decimals).try_fold(append(magnitude, fraction)?, |magnitude, _| append(magnitude, "0"))
}

fn append(magnitude: u64, digits: &str) -> Result<u64, AmountMistake> {
    digits
        .bytes()
        .try_fold(magnitude, |magnitude, digit| {
            magnitude.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
        .ok_or(AmountMistake::TooLarge)
}

fn signed(magnitude: u64, negative: bool) -> Result<i64, AmountMistake> {
    let signed = if negative {
        -i128::from(magnitude)
    } else {
        i128::from(magnitude)
    };
    i64::try_from(signed).map_err(|_| AmountMistake::TooLarge)
}

/// The spaces people and programs write between groups: plain, no-break, narrow no-break and thin.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | GROUP | '\u{202f}' | '\u{2009}')
}

/// For people: groups of three, decimal comma, `least` to `most` decimals.
pub(crate) fn display(value: i64, least: usize, most: usize) -> String {
    written(
        value,
        least,
        most,
        Style {
            minus: MINUS,
            decimal: ',',
            group: Some(GROUP),
        },
    )
}

/// For machines: no groups, hyphen and decimal point.
pub(crate) fn plain(value: i64, least: usize, most: usize) -> String {
    written(
        value,
        least,
        most,
        Style {
            minus: '-',
            decimal: '.',
            group: None,
        },
    )
}

struct Style {
    minus: char,
    decimal: char,
    group: Option<char>,
}

fn written(value: i64, least: usize, most: usize, style: Style) -> String {
    // One digit more than the decimals, so that there is always a whole part.
    let digits = format!("{:0width$}", value.unsigned_abs(), width = most + 1);
    let (whole, fraction) = digits.split_at(digits.len() - most);
    let mut text = String::with_capacity(2 * digits.len() + 4);
    if value < 0 {
        text.push(style.minus);
    }
    for (position, digit) in whole.char_indices() {
        if let Some(group) = style
            .group
            .filter(|_| position != 0 && (whole.len() - position).is_multiple_of(3))
        {
            text.push(group);
        }
        text.push(digit);
    }
    let shown = fraction.trim_end_matches('0').len().max(least);
    if 0 < shown {
        text.push(style.decimal);
        text.push_str(&fraction[..shown]);
    }
    text
}
