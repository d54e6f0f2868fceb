//! *Verifikation*: the documented event, from draft to posted.
//!
//! `DraftVoucher` → [`crate::post::accept`] → `BalancedVoucher` → [`crate::posting::Posting`] →
//! `PostedVoucher`. A draft has no number; only posting gives one.

use std::fmt;

use kameral_base::{Date, Ore, Period, Quantity};
use serde::{Deserialize, Serialize};

/// A voucher as somebody typed it or a file brought it. Nothing in it is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftVoucher {
    /// Series; empty takes the series of the kind.
    pub series: String,
    /// Voucher kind; empty takes `general`.
    pub kind: String,
    /// *Verifikationsdatum*: when it was put together (FBF 14 §).
    pub date: Option<Date>,
    /// When the event happened (FBF 14 §); empty means the same day.
    pub event_date: Option<Date>,
    /// Period; empty takes the month of the date.
    pub period: Option<Period>,
    /// What it concerns (FBF 14 §).
    pub text: String,
    /// Person, firm or agency on the other side (FBF 14 §); not the counterparty dimension.
    pub counterparty: String,
    /// Number given by another system, for a series numbered outside.
    pub number: Option<i64>,
    /// The feeder system's own name of the voucher (GL-06).
    pub source_key: String,
    /// Address of the document it rests on, when that is kept elsewhere.
    pub link: String,
    /// The lines.
    pub lines: Vec<DraftLine>,
    /// Documents that follow the voucher.
    pub attachments: Vec<AttachmentRef>,
}

/// One line of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftLine {
    /// Account number.
    pub account: String,
    /// Dimension position and value, where there is a value.
    pub values: Vec<(u8, String)>,
    /// Amount in öre, debit positive.
    pub amount: Ore,
    /// Quantity in thousandths (GL-05).
    pub quantity: Option<Quantity>,
    /// Unit of the quantity.
    pub unit: String,
    /// Currency of [`DraftLine::currency_minor`]; empty when the line is in the entity's own.
    pub currency: String,
    /// Amount in minor units of the currency.
    pub currency_minor: Option<i64>,
    /// *Posttext*.
    pub text: String,
    /// Row in the file it came from, from 1 (GL-06).
    pub source_row: Option<i64>,
}

/// A document that is kept with the voucher, by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentRef {
    /// SHA-256 of the content.
    pub sha256: Vec<u8>,
    /// File name.
    pub name: String,
}

/// Account and values, in the one text under which a coding is interned: `5531|1=100|4=10`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodingKey(String);

impl CodingKey {
    /// The key of an account with values in order of position. Neither may hold `|` or `=`, which
    /// registers refuse.
    pub fn new(account: &str, values: &[(u8, String)]) -> Self {
        let mut key = String::with_capacity(account.len() + values.len() * 8);
        key.push_str(account);
        for (position, value) in values {
            use std::fmt::Write as _;
            let _ = write!(key, "|{position}={value}");
        }
        Self(key)
    }

    /// A key as it stands in the database.
    pub fn stored(key: String) -> Self {
        Self(key)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The account.
    pub fn account(&self) -> &str {
        self.0.split('|').next().unwrap_or_default()
    }

    /// The values, in order of position.
    pub fn values(&self) -> Vec<(u8, String)> {
        self.0
            .split('|')
            .skip(1)
            .filter_map(|part| {
                let (position, value) = part.split_once('=')?;
                Some((position.parse().ok()?, value.to_owned()))
            })
            .collect()
    }
}

/// A voucher that passed every check: complete codings, an open period, debit equal to credit.
///
/// Only [`crate::post::accept`] and [`crate::correct`] make one.
#[derive(Debug, Clone)]
pub struct BalancedVoucher {
    pub(crate) series: String,
    /// Number given from outside; none in a series of our own.
    pub(crate) outside_number: Option<i64>,
    pub(crate) kind: String,
    pub(crate) date: Date,
    pub(crate) event_date: Option<Date>,
    pub(crate) year: i64,
    pub(crate) period: Period,
    pub(crate) text: String,
    pub(crate) counterparty: String,
    pub(crate) source_key: String,
    pub(crate) link: String,
    pub(crate) lines: Vec<BalancedLine>,
    pub(crate) attachments: Vec<AttachmentRef>,
    pub(crate) correction: Option<Correction>,
    /// Names of warnings that were accepted, with the reason.
    pub(crate) warnings: String,
}

impl BalancedVoucher {
    /// Sum of the lines; zero, or the program is wrong.
    pub fn sum(&self) -> Option<Ore> {
        self.lines
            .iter()
            .try_fold(Ore::ZERO, |sum, line| sum.checked_add(line.amount))
    }

    /// The checked lines.
    pub fn lines(&self) -> &[BalancedLine] {
        &self.lines
    }

    /// The period it will stand in.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The series it will be numbered in.
    pub fn series(&self) -> &str {
        &self.series
    }
}

/// A checked line.
#[derive(Debug, Clone)]
pub struct BalancedLine {
    /// Account and values.
    pub coding: CodingKey,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Thousandths.
    pub quantity: Option<Quantity>,
    /// Unit of the quantity.
    pub unit: String,
    /// Foreign currency; empty for the entity's own.
    pub currency: String,
    /// Minor units of the currency.
    pub currency_minor: Option<i64>,
    /// Text.
    pub text: String,
    /// Row of the file it came from.
    pub source_row: Option<i64>,
    /// Line of the corrected voucher it undoes.
    pub corrects_line: Option<i64>,
    /// The rule it came from; none for a typed line.
    pub generated: Option<Generated>,
}

/// What the mark of an allocation begins with: its key's code stands in the place of a posting rule's, and
/// no posting rule is called so.
pub const ALLOCATION_MARK: &str = "allocation:";

/// *Automatkonterad*: which rule made a line, and of which line it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// Rule.
    pub rule: String,
    /// Version of the rule.
    pub version: i64,
    /// Line of the same voucher that caused it; none when the voucher as a whole did.
    pub caused_by_line: Option<i64>,
}

/// *Rättelse*: what a voucher corrects, and why (FBF 12 and 16 §§).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Form of the correction.
    pub form: CorrectionForm,
    /// Journal sequence of the corrected voucher; none for an annulled number.
    pub original_seq: Option<i64>,
    /// Reason, in the words of who corrected.
    pub reason: String,
}

/// The forms of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionForm {
    /// *Vändning*: every line with the opposite sign.
    Reversal,
    /// *Omkontering*: chosen lines moved to another coding.
    Recoding,
    /// *Annullerat nummer*: an empty voucher.
    Annulled,
}

impl CorrectionForm {
    /// The word in tables and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reversal => "reversal",
            Self::Recoding => "recoding",
            Self::Annulled => "annulled",
        }
    }
}

/// *Verifikationsnummer*: series, fiscal year and number. Written `A-2026-17`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct VoucherNumber {
    /// Series.
    pub series: String,
    /// Fiscal year, by the calendar year it ends in.
    pub year: i64,
    /// Number within series and year.
    pub number: i64,
}

impl VoucherNumber {
    /// Reads `A-2026-17`. A series may itself hold a hyphen; the last two parts are year and number.
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, number) = text.trim().rsplit_once('-')?;
        let (series, year) = rest.rsplit_once('-')?;
        if series.is_empty() || series.chars().any(char::is_control) {
            return None;
        }
        Some(Self {
            series: series.to_owned(),
            year: year.parse().ok()?,
            number: number.parse().ok()?,
        })
    }
}

impl fmt::Display for VoucherNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.series, self.year, self.number)
    }
}

impl From<VoucherNumber> for String {
    fn from(number: VoucherNumber) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for VoucherNumber {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or(text)
    }
}

/// What posting answers: number, place in the journal, and the hash that seals it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedVoucher {
    /// Number.
    pub number: VoucherNumber,
    /// Order of registration in the entity, without gaps.
    pub journal_seq: i64,
    /// Period it stands in.
    pub period: Period,
    /// SHA-256 of the voucher and everything before it, in hexadecimal.
    pub hash: String,
}
