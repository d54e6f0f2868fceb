//! Finding vouchers: a page of them, newest first, by what their heads and lines hold (GL-13).

use kameral_base::{Date, EntityId, Ore, Pattern, Period};
use kameral_store::{Fault, Tx, params};

use super::{extent, met_lines};
use crate::model::{ACCOUNT_DIMENSION, AccountingModel};
use crate::sight::Sight;
use crate::voucher::{CodingKey, VoucherNumber};

/// What a voucher list shows of a voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherRow {
    /// Place in the journal.
    pub journal_seq: i64,
    /// Number.
    pub number: VoucherNumber,
    /// Period.
    pub period: Period,
    /// Date.
    pub date: Date,
    /// Kind.
    pub kind: String,
    /// Text.
    pub text: String,
    /// Other side.
    pub counterparty: String,
    /// Who registered it.
    pub registered_by: String,
    /// When, UTC.
    pub registered_at: String,
    /// Where it came from.
    pub source: String,
    /// `reversal`, `recoding`, `annulled` or empty.
    pub correction: String,
    /// Lines.
    pub line_count: i64,
    /// Sum of the debit lines.
    pub turnover: Ore,
}

/// What a voucher list is filtered on (GL-13). Empty and unbounded fields let everything through.
#[derive(Debug, Clone)]
pub struct VoucherFilter {
    /// Series.
    pub series: String,
    /// Kind.
    pub kind: String,
    /// Periods.
    pub periods: (Period, Period),
    /// Voucher dates.
    pub dates: (Date, Date),
    /// Numbers.
    pub numbers: (i64, i64),
    /// Registration, from a moment to before another, as text in UTC; a date is a beginning of one.
    pub registered: (String, String),
    /// Size of some line's amount, whichever its side; none asks for no amount.
    pub amounts: Option<(Ore, Ore)>,
    /// Accounts (`KONTO`) and dimension values that one line must have, all of them.
    pub coded: Vec<(String, Pattern)>,
    /// Most vouchers looked through for one page.
    pub looked_through_max: usize,
}

impl Default for VoucherFilter {
    fn default() -> Self {
        Self {
            series: String::new(),
            kind: String::new(),
            periods: (Period::FIRST, Period::LAST),
            dates: (Date::constant(1, 1, 1), Date::constant(9999, 12, 31)),
            numbers: (0, i64::MAX),
            registered: (String::new(), "9999".to_owned()),
            amounts: None,
            coded: Vec::new(),
            looked_through_max: LOOKED_THROUGH_MAX,
        }
    }
}

/// Vouchers looked through for one page when lines must be looked at; the next page goes on there.
pub const LOOKED_THROUGH_MAX: usize = 100_000;

/// A page of found vouchers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The vouchers, newest first.
    pub rows: Vec<VoucherRow>,
    /// Where the next page begins; none when there is nothing left to look through.
    pub next_before: Option<i64>,
    /// The page ended because so many vouchers had been looked through, not because it was full.
    pub gave_up: bool,
}

/// A page of vouchers that have a line coded as the filter asks, newest first. A page that gave up
/// may hold few vouchers, or none, and yet have a next one: nothing is passed over.
pub fn search(
    tx: &mut Tx,
    sight: &Sight,
    model: &AccountingModel,
    filter: &VoucherFilter,
    before: i64,
    limit: i64,
) -> Result<Found, Fault> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let looked_max = filter.looked_through_max;
    let (mut rows, mut before, mut looked) = (Vec::new(), before, 0);
    // One more than a page tells whether there is a next one.
    while rows.len() <= wanted {
        if looked_max <= looked {
            return Ok(Found {
                rows,
                next_before: Some(before),
                gave_up: true,
            });
        }
        let looked_at = page(tx, sight.entity(), filter, before, limit.saturating_add(1))?;
        let is_last = looked_at.len() <= wanted;
        before = looked_at.last().map_or(before, |last| last.journal_seq);
        looked += looked_at.len();
        for row in looked_at {
            rows.extend(met(tx, sight, model, filter, row)?);
        }
        if is_last {
            break;
        }
    }
    let next_before = (wanted < rows.len()).then(|| rows[wanted.saturating_sub(1)].journal_seq);
    rows.truncate(wanted);
    Ok(Found {
        rows,
        next_before,
        gave_up: false,
    })
}

/// A voucher with a line that may be met and is as the filter asks. Who may meet some lines only is told
/// of those alone, and finds nothing by an amount or a coding of another.
fn met(
    tx: &mut Tx,
    sight: &Sight,
    model: &AccountingModel,
    filter: &VoucherFilter,
    row: VoucherRow,
) -> Result<Option<VoucherRow>, Fault> {
    if sight.is_whole() && filter.coded.is_empty() {
        return Ok(Some(row));
    }
    let lines = met_lines(tx, sight, row.journal_seq)?;
    let coded = lines.iter().any(|line| filter.matches(model, &line.coding));
    if sight.is_whole() {
        return Ok(coded.then_some(row));
    }
    let of_size = filter.amounts.is_none_or(|(from, to)| {
        let mut sizes = lines.iter().map(|line| line.amount.get().saturating_abs());
        sizes.any(|size| (from.get()..=to.get()).contains(&size))
    });
    let (line_count, turnover) = extent(&lines)?;
    Ok((coded && of_size).then_some(VoucherRow {
        line_count,
        turnover,
        ..row
    }))
}

impl VoucherFilter {
    fn matches(&self, model: &AccountingModel, coding: &CodingKey) -> bool {
        let values = coding.values();
        self.coded.iter().all(|(code, pattern)| {
            if code.eq_ignore_ascii_case(ACCOUNT_DIMENSION) {
                return pattern.matches(coding.account());
            }
            let position = model.dimension(code).map(|dimension| dimension.position);
            values
                .iter()
                .any(|(at, value)| Some(*at) == position && pattern.matches(value))
        })
    }
}

/// A page of vouchers, newest first, registered before place `before` in the journal.
fn page(
    tx: &mut Tx,
    entity: EntityId,
    filter: &VoucherFilter,
    before: i64,
    limit: i64,
) -> Result<Vec<VoucherRow>, Fault> {
    tx.all(
        include_str!("../../sql/voucher_page.sql"),
        params![
            entity,
            before,
            filter.series.as_str(),
            filter.periods.0,
            filter.periods.1,
            filter.dates.0,
            filter.dates.1,
            filter.numbers.0,
            filter.numbers.1,
            filter.kind.as_str(),
            filter.registered.0.as_str(),
            filter.registered.1.as_str(),
            i64::from(filter.amounts.is_some()),
            filter.amounts.map_or(Ore::ZERO, |(from, _)| from),
            filter.amounts.map_or(Ore::ZERO, |(_, to)| to),
            limit
        ],
        |row| {
            Ok(VoucherRow {
                journal_seq: row.get("journal_seq")?,
                number: VoucherNumber {
                    series: row.get("series")?,
                    year: row.get("year")?,
                    number: row.get("number")?,
                },
                period: row.get("period")?,
                date: row.get("voucher_date")?,
                kind: row.get("kind")?,
                text: row.get("text")?,
                counterparty: row.get("counterparty")?,
                registered_by: row.get("registered_by_name")?,
                registered_at: row.get("registered_at")?,
                source: row.get("source")?,
                correction: row.get("correction")?,
                line_count: row.get("line_count")?,
                turnover: row.get("turnover_ore")?,
            })
        },
    )
}
