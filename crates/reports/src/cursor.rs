//! Places in a report: where the next page begins.

use std::fmt;

use kameral_base::Period;
use kameral_ledger::store::lines::LinePlace;

/// A place in a report's rows; the next page begins after it. It stays the same place when more is
/// posted, so a page is neither skipped nor shown twice.
///
/// | Written | Means |
/// |---|---|
/// | `r400` | after so many rows |
/// | `j18250` | after that place in the journal |
/// | `k5531` | at the beginning of that account |
/// | `k5531:202603:18250:2` | in that account, after that line |
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// After so many rows.
    Rows(usize),
    /// After a place in the journal.
    Journal(i64),
    /// At an account, or after one of its lines.
    Account(String, Option<LinePlace>),
}

impl Cursor {
    /// What [`fmt::Display`] wrote; nothing for another text.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let kind = text.chars().next()?;
        let rest = &text[kind.len_utf8()..];
        match kind {
            'r' => rest.parse().ok().map(Self::Rows),
            'j' => rest.parse().ok().map(Self::Journal),
            'k' => Self::parse_account(rest),
            _ => None,
        }
    }

    fn parse_account(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(':').collect();
        let account = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        match parts[..] {
            [number] => Some(Self::Account(account(number)?, None)),
            [number, period, seq, line] => {
                let place = LinePlace {
                    period: Period::parse(period).ok()?,
                    journal_seq: seq.parse().ok()?,
                    line_no: line.parse().ok()?,
                };
                Some(Self::Account(account(number)?, Some(place)))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(rows) => write!(f, "r{rows}"),
            Self::Journal(seq) => write!(f, "j{seq}"),
            Self::Account(account, None) => write!(f, "k{account}"),
            Self::Account(account, Some(place)) => {
                write!(f, "k{account}:{}:{}:{}", place.period, place.journal_seq, place.line_no)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written_and_nothing_else_is_read() {
        for text in ["r400", "j18250", "k5531", "k5531:202603:18250:2"] {
            let read = Cursor::parse(text).map(|cursor| cursor.to_string());
            assert_eq!(read.as_deref(), Some(text));
        }
        for text in ["", "x1", "r", "r-1", "j", "k", "k5531:202603", "k5531:202699:1:1", "å"] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }
}
