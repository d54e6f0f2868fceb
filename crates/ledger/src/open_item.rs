//! *Öppna poster*: lines of a followed account that wait for their counterpart.
//!
//! A line is open until it is paired, wholly or in part, with lines of the other side; the parts of
//! a pairing sum to zero. Nothing is changed: undoing a pairing is a new one with the opposite parts.
//! So the open items of an account always sum to its balance.

mod propose;
mod refusal;

pub use propose::propose;
pub use refusal::PairRefusal;

use std::collections::BTreeSet;

use kameral_base::{Date, Ore, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::AccountingModel;
use crate::voucher::VoucherNumber;

/// Most parts of one pairing.
pub const PARTS_MAX: usize = 1_000;

/// A part of a line that is paired. Its sign is the line's own; in what undoes, the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Place in the journal of the line's voucher.
    pub journal_seq: i64,
    /// Line.
    pub line_no: i64,
    /// How much of it.
    pub amount: Ore,
}

/// What is known of a line that is to be paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedLine {
    /// Account it stands on.
    pub account: String,
    /// Its whole amount.
    pub amount: Ore,
    /// What is paired of it.
    pub paired: Ore,
    /// An opening balance that only repeats what stands open since an earlier year.
    pub repeated: bool,
}

/// *Ihopparning*: parts of lines that answer each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// Number within the entity.
    pub pairing: i64,
    /// Account.
    pub account: String,
    /// UTC moment.
    pub paired_at: String,
    /// Who paired.
    pub paired_by: String,
    /// The pairing it undoes.
    pub undoes: Option<i64>,
    /// The pairing it was undone by.
    pub undone_by: Option<i64>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A line with something open, and what a list of open items shows of its voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// Account.
    pub account: String,
    /// Place in the journal.
    pub journal_seq: i64,
    /// Line.
    pub line_no: i64,
    /// Coding number.
    pub coding: i64,
    /// Number of the voucher.
    pub number: VoucherNumber,
    /// Date of the voucher.
    pub date: Date,
    /// Whole amount of the line.
    pub amount: Ore,
    /// What is open of it.
    pub open: Ore,
    /// Foreign currency, where the line has one.
    pub currency: String,
    /// Whole amount in minor units of it.
    pub currency_minor: Option<i64>,
    /// Text of the line, or of its voucher when it has none.
    pub text: String,
    /// Person, firm or agency on the other side.
    pub counterparty: String,
    /// The feeder system's own name of the voucher.
    pub reference: String,
}

impl OpenItem {
    /// Days since the voucher's date; negative for a date to come.
    pub fn age_days(&self, today: Date) -> i64 {
        let since = self.date.until(today).map_or(0, |span| span.get_days());
        i64::from(since)
    }

    /// The open part as a part of a pairing.
    pub fn whole(&self) -> Part {
        Part {
            journal_seq: self.journal_seq,
            line_no: self.line_no,
            amount: self.open,
        }
    }
}

/// When open items are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// As they are.
    Now,
    /// As they were when the journal ended there, before its next voucher.
    Journal(i64),
    /// As they were at a moment, by when vouchers were registered and lines paired.
    Moment(Timestamp),
}

/// Whether parts of lines of an account may be paired. `lines` are the facts of each part, in order.
pub fn pair(
    model: &AccountingModel,
    account: &str,
    parts: &[Part],
    lines: &[Option<FollowedLine>],
) -> Result<(), Vec<PairRefusal>> {
    check_account(model, account).map_err(|refusal| vec![refusal])?;
    if parts.is_empty() {
        return Err(vec![PairRefusal::PartsMissing]);
    }
    if PARTS_MAX < parts.len() {
        let max = i64::try_from(PARTS_MAX).unwrap_or(i64::MAX);
        return Err(vec![PairRefusal::TooManyParts { max }]);
    }
    let mut refusals = Vec::new();
    let mut seen = BTreeSet::new();
    for ((part_no, part), line) in (1..).zip(parts).zip(lines) {
        let first = seen.insert((part.journal_seq, part.line_no));
        refusals.extend(check_part(part_no, account, part, line.as_ref(), first).err());
    }
    if refusals.is_empty() {
        refusals.extend(check_sum(parts).err());
    }
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

fn check_account(model: &AccountingModel, account: &str) -> Result<(), PairRefusal> {
    match model.accounts.get(account) {
        None => Err(PairRefusal::AccountUnknown {
            account: account.to_owned(),
        }),
        Some(known) if !known.open_items => Err(PairRefusal::NotFollowed {
            account: account.to_owned(),
        }),
        Some(_) => Ok(()),
    }
}

fn check_part(
    part_no: u32,
    account: &str,
    part: &Part,
    line: Option<&FollowedLine>,
    first: bool,
) -> Result<(), PairRefusal> {
    let Some(line) = line else {
        return Err(PairRefusal::LineUnknown { part_no });
    };
    if line.account != account {
        return Err(PairRefusal::OtherAccount {
            part_no,
            account: line.account.clone(),
        });
    }
    if line.repeated {
        return Err(PairRefusal::OpeningRepeated { part_no });
    }
    if !first {
        return Err(PairRefusal::LineTwice { part_no });
    }
    let open = line.amount.checked_sub(line.paired).unwrap_or(Ore::ZERO);
    let within = match (part.amount.checked_abs(), open.checked_abs()) {
        (Some(part), Some(open)) => part <= open,
        // Only the smallest amount there is has no opposite; it lies within itself alone.
        _ => part.amount == open,
    };
    let same_side = part.amount.is_negative() == open.is_negative();
    if part.amount.is_zero() || !same_side || !within {
        return Err(PairRefusal::BeyondOpen {
            part_no,
            amount: part.amount,
            open,
        });
    }
    Ok(())
}

fn check_sum(parts: &[Part]) -> Result<(), PairRefusal> {
    let sum = parts
        .iter()
        .try_fold(Ore::ZERO, |sum, part| sum.checked_add(part.amount));
    match sum {
        Some(sum) if sum.is_zero() => Ok(()),
        Some(sum) => Err(PairRefusal::NotZero { sum }),
        None => Err(PairRefusal::SumTooLarge),
    }
}

/// The parts that undo a pairing. A pairing is undone at most once, and what undoes is not undone:
/// the lines are open again and can be paired anew.
pub fn unpair(pairing: i64, known: Option<&Pairing>) -> Result<Vec<Part>, PairRefusal> {
    let Some(known) = known else {
        return Err(PairRefusal::PairingUnknown { pairing });
    };
    if known.undoes.is_some() {
        return Err(PairRefusal::PairingUndoes { pairing });
    }
    if let Some(by) = known.undone_by {
        return Err(PairRefusal::PairingUndone { pairing, by });
    }
    known
        .parts
        .iter()
        .map(|part| {
            let amount = part.amount.checked_neg().ok_or(PairRefusal::SumTooLarge)?;
            Ok(Part { amount, ..*part })
        })
        .collect()
}

/// *Avstämning*: open items of an account beside its balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieOut {
    /// Account.
    pub account: String,
    /// Sum of what is open.
    pub items: Ore,
    /// Balance by the cube.
    pub balance: Ore,
}

impl TieOut {
    /// Whether they agree.
    pub fn holds(&self) -> bool {
        self.items == self.balance
    }
}
