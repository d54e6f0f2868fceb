//! Conditions and lines of a rule as people write them, one a line.
//!
//! `FIN=10` is a condition; `1751 ORG FIN=10 MP=motpart: -100%` a line: account (or a relation with a
//! colon), dimensions that are copied, set or taken from a relation, share.

use kameral_base::{Ore, Pattern};

use crate::model::{PostingRuleLine, Taken, WHOLE};

/// Millionths in a hundredth of a per cent.
const HUNDREDTH: i64 = WHOLE / 10_000;

/// A condition; none when it cannot be read.
pub(super) fn condition(text: &str) -> Option<(String, Pattern)> {
    let (code, pattern) = text.split_once('=')?;
    let code = code.trim();
    (!code.is_empty()).then_some(())?;
    Some((code.to_owned(), Pattern::parse(pattern.trim()).ok()?))
}

/// Conditions as they are filled in.
pub(super) fn conditions(of: &[(String, Pattern)]) -> String {
    let lines = of.iter().map(|(code, pattern)| format!("{code}={pattern}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A line; none when it cannot be read.
pub(super) fn line(text: &str) -> Option<PostingRuleLine> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let share = share(words.pop()?)?;
    if words.is_empty() {
        return None;
    }
    let account = taken(words.remove(0));
    let value = |word: &str| match word.split_once('=') {
        Some((code, value)) => (code.to_owned(), taken(value)),
        None => (word.to_owned(), Taken::Copied),
    };
    Some(PostingRuleLine {
        account,
        values: words.into_iter().map(value).collect(),
        share,
    })
}

/// Lines as they are filled in.
pub(super) fn lines(of: &[PostingRuleLine]) -> String {
    of.iter().map(written).collect::<Vec<_>>().join("\n")
}

fn written(line: &PostingRuleLine) -> String {
    let mut words = vec![match &line.account {
        Taken::Copied => COPIED.to_owned(),
        account => from(account),
    }];
    words.extend(line.values.iter().map(|(code, value)| match value {
        Taken::Copied => code.clone(),
        value => format!("{code}={}", from(value)),
    }));
    words.push(percent(line.share));
    words.join(" ")
}

/// Stands for the account of the causing line.
const COPIED: &str = "*";

fn taken(word: &str) -> Taken {
    match word.strip_suffix(':') {
        Some(relation) => Taken::Related(relation.to_owned()),
        None if word == COPIED => Taken::Copied,
        None => Taken::Fixed(word.to_owned()),
    }
}

fn from(taken: &Taken) -> String {
    match taken {
        Taken::Fixed(value) => value.clone(),
        Taken::Related(relation) => format!("{relation}:"),
        Taken::Copied => COPIED.to_owned(),
    }
}

/// A share in per cent, in hundredths or, behind a second comma's worth of digits, in millionths of the
/// whole: `33,3333%`.
fn share(word: &str) -> Option<i64> {
    let word = word.strip_suffix('%')?;
    let (whole, digits) = word.split_once([',', '.']).unwrap_or((word, ""));
    if digits.len() <= 2 {
        return Ore::parse(word).ok()?.get().checked_mul(HUNDREDTH);
    }
    let digits = (digits.len() <= 4).then(|| format!("{digits:0<4}"))?;
    format!("{whole}{digits}").parse().ok()
}

fn percent(share: i64) -> String {
    let sign = if share < 0 { "-" } else { "" };
    let (whole, rest) = (share.abs() / (WHOLE / 100), share.abs() % (WHOLE / 100));
    let digits = format!("{rest:04}");
    match digits.trim_end_matches('0') {
        "" => format!("{sign}{whole}%"),
        digits => format!("{sign}{whole},{digits}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "1751 ORG VHT FIN 100%",
            "bank-overforing: -100%",
            "* ORG=100 MP=motpart: -33,3333%",
            "9511 ORG 0,5%",
            "9519 ORG -12,25%",
        ] {
            let read = line(text).expect(text);
            assert_eq!(written(&read), text);
        }
        assert_eq!(line("9519 12,25%").map(|line| line.share), Some(122_500));
        for wrong in ["1751", "100%", "1751 100", "1751 1,23456%", "1751 x%"] {
            assert_eq!(line(wrong), None, "{wrong}");
        }
        assert_eq!(
            conditions(&[condition("FIN = 1*,!11").expect("a condition")]),
            "FIN=1*,!11"
        );
        assert_eq!(condition("FIN"), None);
    }
}
