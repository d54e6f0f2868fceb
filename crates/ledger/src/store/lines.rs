//! Lines of an account, a page at a time.

use kameral_access::Scope;
use kameral_base::{Date, Ore, Period, Quantity};
use kameral_store::{Fault, Row, Tx, params};

/// A place among an account's lines: after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinePlace {
    /// Period.
    pub period: Period,
    /// Place in the journal.
    pub journal_seq: i64,
    /// Line.
    pub line_no: i64,
}

impl LinePlace {
    /// Before every line of a period.
    pub fn before(period: Period) -> Self {
        Self {
            period,
            journal_seq: 0,
            line_no: 0,
        }
    }
}

/// A line of an account with what a ledger shows of its voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// Where it stands.
    pub place: LinePlace,
    /// Coding number.
    pub coding: i64,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Thousandths.
    pub quantity: Option<Quantity>,
    /// Unit.
    pub unit: String,
    /// Text of the line, or of its voucher when it has none.
    pub text: String,
    /// Series of the voucher.
    pub series: String,
    /// Number of the voucher.
    pub number: i64,
    /// Date of the voucher.
    pub date: Date,
    /// Form of correction, or empty.
    pub correction: String,
}

/// At most `limit` lines of an account in a year, after a place, up to a period.
pub fn of_account(
    tx: &mut Tx,
    scope: &Scope,
    account: &str,
    year: i64,
    after: LinePlace,
    to: Period,
    limit: i64,
) -> Result<Vec<AccountLine>, Fault> {
    tx.all(
        include_str!("../sql/account_lines.sql"),
        params![
            scope.entity(),
            account,
            year,
            after.period,
            after.journal_seq,
            after.line_no,
            to,
            limit
        ],
        line,
    )
}

/// Hands over lines of a year up to a period that were registered after a place in the journal, in the
/// order of the journal.
pub fn each_since(
    tx: &mut Tx,
    scope: &Scope,
    after: i64,
    year: i64,
    to: Period,
    mut take: impl FnMut(AccountLine) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let asked = params![scope.entity(), after, year, to];
    tx.each(include_str!("../sql/lines_since.sql"), asked, |row| take(line(row)?))
}

/// Sums by coding of an account's lines within a period, up to and with a place: with the cube of
/// the periods before, the balance a page of the ledger starts with.
pub fn sum_within_period(
    tx: &mut Tx,
    scope: &Scope,
    account: &str,
    year: i64,
    place: LinePlace,
) -> Result<Vec<(i64, Ore)>, Fault> {
    tx.all(
        include_str!("../sql/account_period_sum.sql"),
        params![
            scope.entity(),
            account,
            year,
            place.period,
            place.journal_seq,
            place.line_no
        ],
        |row| Ok((row.get("coding_id")?, row.get("amount_ore")?)),
    )
}

/// Sum of an account's lines of a year after one place and up to another, whatever their coding.
pub fn sum_between(
    tx: &mut Tx,
    scope: &Scope,
    account: &str,
    year: i64,
    after: LinePlace,
    upto: LinePlace,
) -> Result<Ore, Fault> {
    let bounds = params![
        scope.entity(),
        account,
        year,
        after.period,
        after.journal_seq,
        after.line_no,
        upto.period,
        upto.journal_seq,
        upto.line_no
    ];
    tx.one(include_str!("../sql/account_sum_between.sql"), bounds, |row| {
        row.get("amount_ore")
    })
}

fn line(row: &Row<'_>) -> Result<AccountLine, Fault> {
    let line_text: String = row.get("text")?;
    let voucher_text: String = row.get("voucher_text")?;
    Ok(AccountLine {
        place: LinePlace {
            period: row.get("period")?,
            journal_seq: row.get("journal_seq")?,
            line_no: row.get("line_no")?,
        },
        coding: row.get("coding_id")?,
        amount: row.get("amount_ore")?,
        quantity: row.get("quantity_milli")?,
        unit: row.get("unit")?,
        text: if line_text.is_empty() { voucher_text } else { line_text },
        series: row.get("series")?,
        number: row.get("number")?,
        date: row.get("voucher_date")?,
        correction: row.get("correction")?,
    })
}
