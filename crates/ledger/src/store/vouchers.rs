//! Vouchers as they were posted.

mod search;

use std::collections::BTreeMap;

use kameral_base::{Date, EntityId, Ore, Period, Quantity};
use kameral_store::{Fault, Row, Tx, params};

use super::{damaged, tombstones};
use crate::chain::correction_form;
use crate::posting::SIE_SOURCE;
use crate::sight::Sight;
use crate::tombstone::Tombstone;
use crate::voucher::{
    AttachmentRef, BalancedLine, BalancedVoucher, CodingKey, Correction, CorrectionForm, Generated, VoucherNumber,
};

pub use search::{Found, LOOKED_THROUGH_MAX, VoucherFilter, VoucherRow, search};

/// The header of a posted voucher, every column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherHeader {
    /// Place in the journal.
    pub journal_seq: i64,
    /// Number.
    pub number: VoucherNumber,
    /// Period.
    pub period: Period,
    /// Voucher date.
    pub date: Date,
    /// Date of the event, when another.
    pub event_date: Option<Date>,
    /// Kind.
    pub kind: String,
    /// Text.
    pub text: String,
    /// Person, firm or agency on the other side.
    pub counterparty: String,
    /// UTC moment of registration.
    pub registered_at: String,
    /// Who registered, by id.
    pub registered_by: i64,
    /// Who registered, by name.
    pub registered_by_name: String,
    /// Where it came from.
    pub source: String,
    /// Hash of the file it came from.
    pub source_sha256: Option<Vec<u8>>,
    /// The feeder system's own name of it.
    pub source_key: String,
    /// Address of a document kept elsewhere.
    pub link: String,
    /// What it corrects and why, when it is a correction.
    pub correction: Option<Correction>,
    /// Warnings that were accepted, and why.
    pub warnings: String,
    /// Number of lines.
    pub line_count: i64,
    /// Sum of the debit lines.
    pub turnover: Ore,
    /// Whether there are lines that who asks may not meet.
    pub is_partial: bool,
    /// Version of the accounting model in force.
    pub model_version: i64,
    /// Hash of the voucher before.
    pub previous_hash: Vec<u8>,
    /// Hash of this one.
    pub hash: Vec<u8>,
}

/// A line of a posted voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherLine {
    /// Place in the journal of its voucher.
    pub journal_seq: i64,
    /// Number within the voucher, from 1.
    pub line_no: i64,
    /// Account and values.
    pub coding: CodingKey,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Thousandths.
    pub quantity: Option<Quantity>,
    /// Unit.
    pub unit: String,
    /// Foreign currency.
    pub currency: String,
    /// Minor units of it.
    pub currency_minor: Option<i64>,
    /// Text.
    pub text: String,
    /// Row of the file it came from.
    pub source_row: Option<i64>,
    /// Line of the corrected voucher it undoes.
    pub corrects_line: Option<i64>,
    /// Rule that generated it; empty for a typed line.
    pub generated_by: String,
    /// Version of that rule.
    pub generated_version: Option<i64>,
    /// Line that caused it.
    pub caused_by_line: Option<i64>,
}

/// A line that was corrected, and by which voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectedLine {
    /// Line of the original.
    pub line_no: i64,
    /// Number of the correcting voucher.
    pub by: VoucherNumber,
    /// Form of the correction.
    pub form: CorrectionForm,
}

/// A whole voucher with its links both ways (GL-07).
#[derive(Debug, Clone)]
pub struct Voucher {
    /// Header.
    pub header: VoucherHeader,
    /// Lines, from the one asked for.
    pub lines: Vec<VoucherLine>,
    /// Number of the voucher it corrects.
    pub corrects: Option<VoucherNumber>,
    /// Kind of the voucher that a chain of corrections began with; its own when it corrects none.
    pub began_as: String,
    /// Lines that were corrected later.
    pub corrected: Vec<CorrectedLine>,
    /// Documents.
    pub attachments: Vec<AttachmentRef>,
    /// What holds its seal, when its texts were disposed of.
    pub tombstone: Option<Tombstone>,
}

impl VoucherHeader {
    /// Whether it was imported as it stood in another system: no rule has added to it, nor adds to
    /// its re-coding, where what it charged was typed.
    pub fn is_imported_history(&self) -> bool {
        self.source == SIE_SOURCE
    }

    /// The header without the texts that can be disposed of.
    pub(crate) fn without_texts(&self) -> Self {
        let mut left = self.clone();
        for text in [
            &mut left.text,
            &mut left.counterparty,
            &mut left.link,
            &mut left.warnings,
        ] {
            text.clear();
        }
        if let Some(correction) = &mut left.correction {
            correction.reason.clear();
        }
        left
    }

    /// The voucher as it was when it was sealed, without lines and documents, for the chain to be
    /// computed again.
    pub(crate) fn sealed(&self) -> BalancedVoucher {
        BalancedVoucher {
            series: self.number.series.clone(),
            outside_number: None,
            kind: self.kind.clone(),
            date: self.date,
            event_date: self.event_date,
            year: self.number.year,
            period: self.period,
            text: self.text.clone(),
            counterparty: self.counterparty.clone(),
            source_key: self.source_key.clone(),
            link: self.link.clone(),
            lines: Vec::new(),
            attachments: Vec::new(),
            correction: self.correction.clone(),
            warnings: self.warnings.clone(),
        }
    }
}

impl VoucherLine {
    /// The line as it was when its voucher was sealed.
    pub(crate) fn sealed(&self) -> BalancedLine {
        let generated = self.generated_version.map(|version| Generated {
            rule: self.generated_by.clone(),
            version,
            caused_by_line: self.caused_by_line,
        });
        BalancedLine {
            coding: self.coding.clone(),
            amount: self.amount,
            quantity: self.quantity,
            unit: self.unit.clone(),
            currency: self.currency.clone(),
            currency_minor: self.currency_minor,
            text: self.text.clone(),
            source_row: self.source_row,
            corrects_line: self.corrects_line,
            generated,
        }
    }
}

/// Lines read at a time: a voucher of 100,000 lines opens as fast as one of ten.
pub const LINES_PAGE: i64 = 1_000;

/// The place in the journal of a voucher number; none when no line of it may be met.
pub fn seq_of(tx: &mut Tx, sight: &Sight, number: &VoucherNumber) -> Result<Option<i64>, Fault> {
    let found = tx.optional(
        include_str!("../sql/seq_of_number.sql"),
        params![sight.entity(), number.series.as_str(), number.year, number.number],
        |row| row.get::<i64>("journal_seq"),
    )?;
    match found {
        Some(seq) if !sight.is_whole() && met_lines(tx, sight, seq)?.is_empty() => Ok(None),
        found => Ok(found),
    }
}

/// A voucher with at most `limit` of the lines that may be met, from the one in place `from` on. Who may
/// meet some lines only gets the count and the turnover of those, and no seal: it covers the others too.
pub fn voucher(tx: &mut Tx, sight: &Sight, journal_seq: i64, from: i64, limit: i64) -> Result<Voucher, Fault> {
    let entity = sight.entity();
    let mut header = header_at(tx, entity, journal_seq)?;
    let lines = if sight.is_whole() {
        let page = params![entity, journal_seq, from, limit];
        tx.all(include_str!("../sql/voucher_lines.sql"), page, line)?
    } else {
        let met = met_lines(tx, sight, journal_seq)?;
        header.is_partial = met.len() != usize::try_from(header.line_count).unwrap_or(usize::MAX);
        (header.line_count, header.turnover) = extent(&met)?;
        (header.previous_hash, header.hash) = (Vec::new(), Vec::new());
        let page = met.into_iter().filter(|line| from <= line.line_no);
        page.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect()
    };
    if !header.is_partial && from == 1 && header.line_count == i64::try_from(lines.len()).unwrap_or(i64::MAX) {
        let sum = lines
            .iter()
            .try_fold(Ore::ZERO, |sum, line| sum.checked_add(line.amount));
        if sum != Some(Ore::ZERO) {
            return Err(damaged(
                "voucher_line",
                "amount_ore",
                &format!("voucher {} does not balance", header.number),
            ));
        }
    }
    let chain = corrected_in_turn(tx, entity, &header)?;
    let began_as = chain
        .last()
        .map_or_else(|| header.kind.clone(), |first| first.kind.clone());
    let corrects = chain.into_iter().next().map(|original| original.number);
    Ok(Voucher {
        corrects,
        began_as,
        corrected: corrected(tx, entity, journal_seq)?,
        attachments: attachments(tx, entity, journal_seq)?,
        tombstone: tombstones::of(tx, entity, journal_seq)?,
        header,
        lines,
    })
}

/// The lines of a voucher that may be met.
fn met_lines(tx: &mut Tx, sight: &Sight, journal_seq: i64) -> Result<Vec<VoucherLine>, Fault> {
    let mut lines = every_line(tx, sight.entity(), journal_seq)?;
    lines.retain(|line| sight.sees(&line.coding));
    Ok(lines)
}

/// Every line of a voucher, whoever may meet it: for what is done to the voucher as a whole.
pub(crate) fn every_line(tx: &mut Tx, entity: EntityId, journal_seq: i64) -> Result<Vec<VoucherLine>, Fault> {
    let every = params![entity, journal_seq, 1, i64::MAX];
    tx.all(include_str!("../sql/voucher_lines.sql"), every, line)
}

/// How many lines, and the sum of the debit among them.
fn extent(lines: &[VoucherLine]) -> Result<(i64, Ore), Fault> {
    let debit = lines
        .iter()
        .map(|line| line.amount)
        .filter(|amount| Ore::ZERO < *amount);
    let turnover = debit.into_iter().try_fold(Ore::ZERO, Ore::checked_add);
    let turnover =
        turnover.ok_or_else(|| damaged("voucher_line", "amount_ore", "a sum beyond what an amount can hold"))?;
    Ok((i64::try_from(lines.len()).unwrap_or(i64::MAX), turnover))
}

/// What a voucher corrects, what that one corrects, and so on to the first.
fn corrected_in_turn(tx: &mut Tx, entity: EntityId, of: &VoucherHeader) -> Result<Vec<VoucherHeader>, Fault> {
    let original = |header: &VoucherHeader| header.correction.as_ref()?.original_seq;
    let mut chain = Vec::new();
    let (mut seq, mut next) = (of.journal_seq, original(of));
    while let Some(before) = next {
        if seq <= before {
            return Err(damaged("voucher", "corrects_seq", "it corrects what came later"));
        }
        let header = header_at(tx, entity, before)?;
        (seq, next) = (before, original(&header));
        chain.push(header);
    }
    Ok(chain)
}

pub(crate) fn header_at(tx: &mut Tx, entity: EntityId, journal_seq: i64) -> Result<VoucherHeader, Fault> {
    tx.one(include_str!("../sql/voucher.sql"), params![entity, journal_seq], header)
}

/// Headers in journal order, from a place on.
pub(crate) fn headers_from(tx: &mut Tx, entity: EntityId, seq: i64, limit: i64) -> Result<Vec<VoucherHeader>, Fault> {
    tx.all(
        include_str!("../sql/vouchers_from.sql"),
        params![entity, seq, limit],
        header,
    )
}

/// Lines of a stretch of the journal, by voucher.
pub(crate) fn lines_between(
    tx: &mut Tx,
    entity: EntityId,
    from: i64,
    to: i64,
) -> Result<BTreeMap<i64, Vec<VoucherLine>>, Fault> {
    let mut lines: BTreeMap<i64, Vec<VoucherLine>> = BTreeMap::new();
    tx.each(
        include_str!("../sql/lines_between.sql"),
        params![entity, from, to],
        |row| {
            let line = line(row)?;
            lines.entry(line.journal_seq).or_default().push(line);
            Ok(())
        },
    )?;
    Ok(lines)
}

/// Which lines of a voucher are corrected.
pub(crate) fn corrected(tx: &mut Tx, entity: EntityId, journal_seq: i64) -> Result<Vec<CorrectedLine>, Fault> {
    tx.all(
        include_str!("../sql/corrections_of.sql"),
        params![entity, journal_seq],
        |row| {
            let word: String = row.get("correction")?;
            Ok(CorrectedLine {
                line_no: row.get("original_line")?,
                by: VoucherNumber {
                    series: row.get("series")?,
                    year: row.get("year")?,
                    number: row.get("number")?,
                },
                form: correction_form(&word).ok_or_else(|| damaged("voucher", "correction", &word))?,
            })
        },
    )
}

pub(crate) fn attachments(tx: &mut Tx, entity: EntityId, journal_seq: i64) -> Result<Vec<AttachmentRef>, Fault> {
    tx.all(
        include_str!("../sql/attachments_of.sql"),
        params![entity, journal_seq],
        |row| {
            Ok(AttachmentRef {
                sha256: row.get("sha256")?,
                name: row.get("name")?,
            })
        },
    )
}

/// The end of the journal: last sequence and hash.
pub fn journal_end(tx: &mut Tx, entity: EntityId) -> Result<(i64, Vec<u8>), Fault> {
    tx.one(include_str!("../sql/journal_end.sql"), params![entity], |row| {
        Ok((row.get("last_seq")?, row.get("last_hash")?))
    })
}

pub(crate) fn header(row: &Row) -> Result<VoucherHeader, Fault> {
    Ok(VoucherHeader {
        journal_seq: row.get("journal_seq")?,
        number: VoucherNumber {
            series: row.get("series")?,
            year: row.get("year")?,
            number: row.get("number")?,
        },
        period: row.get("period")?,
        date: row.get("voucher_date")?,
        event_date: row.get("event_date")?,
        kind: row.get("kind")?,
        text: row.get("text")?,
        counterparty: row.get("counterparty")?,
        registered_at: row.get("registered_at")?,
        registered_by: row.get("registered_by")?,
        registered_by_name: row.get("registered_by_name")?,
        source: row.get("source")?,
        source_sha256: row.get("source_sha256")?,
        source_key: row.get("source_key")?,
        link: row.get("link")?,
        correction: correction(row)?,
        warnings: row.get("warnings")?,
        line_count: row.get("line_count")?,
        turnover: row.get("turnover_ore")?,
        is_partial: false,
        model_version: row.get("model_version")?,
        previous_hash: row.get("previous_hash")?,
        hash: row.get("hash")?,
    })
}

fn correction(row: &Row) -> Result<Option<Correction>, Fault> {
    let word: String = row.get("correction")?;
    if word.is_empty() {
        return Ok(None);
    }
    Ok(Some(Correction {
        form: correction_form(&word).ok_or_else(|| damaged("voucher", "correction", &word))?,
        original_seq: row.get("corrects_seq")?,
        reason: row.get("reason")?,
    }))
}

fn line(row: &Row) -> Result<VoucherLine, Fault> {
    let key: String = row.get("coding_key")?;
    Ok(VoucherLine {
        journal_seq: row.get("journal_seq")?,
        line_no: row.get("line_no")?,
        coding: CodingKey::stored(key),
        amount: row.get("amount_ore")?,
        quantity: row.get("quantity_milli")?,
        unit: row.get("unit")?,
        currency: row.get("currency")?,
        currency_minor: row.get("currency_minor")?,
        text: row.get("text")?,
        source_row: row.get("source_row")?,
        corrects_line: row.get("corrects_line")?,
        generated_by: row.get("generated_by")?,
        generated_version: row.get("generated_version")?,
        caused_by_line: row.get("caused_by_line")?,
    })
}
