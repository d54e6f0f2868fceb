//! The walk through the journal: each voucher sealed anew from its own rows, in order.
//!
//! One voucher is open at a time and its lines go by one by one, so memory does not grow with the
//! journal nor with a voucher. Nothing is repaired and nothing stops the walk: what does not hold
//! is told, and the next voucher is judged by what stands there.

use std::collections::BTreeMap;

use kameral_base::EntityId;

use super::cube::Cube;
use super::facts::Facts;
use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use super::numbers::Numbers;
use crate::chain::{Seal, Sealed, Sealing, hex};
use crate::correct::ANNULLED_KIND;
use crate::store::check::{StoredHeader, StoredLine};
use crate::tombstone::Tombstone;
use crate::voucher::{AttachmentRef, CorrectionForm};

/// The walk, from the beginning or from a place whose hash is known.
pub(crate) struct Journal<'f> {
    entity: EntityId,
    facts: &'f Facts,
    last_seq: i64,
    last_hash: Vec<u8>,
    open: Option<Open>,
    pub numbers: Numbers,
    pub cube: Cube,
    pub vouchers: u64,
    pub lines: u64,
    /// Vouchers whose texts were disposed of, by decision.
    pub without_texts: BTreeMap<i64, u64>,
}

/// The voucher whose lines are going by.
struct Open {
    stored: StoredHeader,
    documents: Vec<AttachmentRef>,
    tombstone: Option<Tombstone>,
    sealing: Sealing,
    sum: i128,
    debit: i128,
    lines: i64,
}

impl<'f> Journal<'f> {
    pub(crate) fn after(entity: EntityId, facts: &'f Facts, seq: i64, hash: &[u8]) -> Self {
        Self {
            entity,
            facts,
            last_seq: seq,
            last_hash: hash.to_vec(),
            open: None,
            numbers: Numbers::default(),
            cube: Cube::default(),
            vouchers: 0,
            lines: 0,
            without_texts: BTreeMap::new(),
        }
    }

    /// Place and hash of the last voucher met.
    pub(crate) fn end(&self) -> (i64, &[u8]) {
        (self.last_seq, &self.last_hash)
    }

    /// The next voucher; the one before it is closed first.
    pub(crate) fn header(
        &mut self,
        stored: StoredHeader,
        (documents, tombstone): (Vec<AttachmentRef>, Option<Tombstone>),
        findings: &mut Findings,
    ) {
        self.close(findings);
        self.vouchers += 1;
        self.link(&stored, findings);
        self.numbers.add(&stored.header.number);
        self.registers(&stored, findings);
        correction_columns(&stored, tombstone.is_some(), findings);
        if let Some(tombstone) = &tombstone {
            *self.without_texts.entry(tombstone.decision_no).or_default() += 1;
        }
        let header = &stored.header;
        let stamp = self.facts.stamp(header.model_version).unwrap_or_default();
        let seal = Seal {
            entity: self.entity,
            journal_seq: header.journal_seq,
            number: header.number.number,
            registered_at: &header.registered_at,
            registered_by: header.registered_by,
            registered_by_name: &header.registered_by_name,
            source: &header.source,
            source_sha256: header.source_sha256.as_deref(),
            model_version: header.model_version,
            model_stamp: stamp,
        };
        // The voucher before is taken as it stands, so that one change is told once.
        let sealed = header.sealed();
        let covers = if tombstone.is_some() {
            Sealed::Rest
        } else {
            Sealed::Whole
        };
        let sealing = Sealing::begin(covers, &header.previous_hash, &sealed, &seal, header.line_count);
        self.last_seq = header.journal_seq;
        self.last_hash.clone_from(&header.hash);
        self.open = Some(Open {
            stored,
            documents,
            tombstone,
            sealing,
            sum: 0,
            debit: 0,
            lines: 0,
        });
    }

    /// The next line; answers whether it belongs to the open voucher.
    pub(crate) fn line(&mut self, stored: &StoredLine, findings: &mut Findings) -> bool {
        let Some(open) = self
            .open
            .as_mut()
            .filter(|open| open.stored.header.journal_seq == stored.journal_seq)
        else {
            return false;
        };
        self.lines += 1;
        open.lines += 1;
        let header = &open.stored.header;
        let place = |column: &str| {
            FindingPlace::of("voucher_line", column)
                .voucher(&header.number, header.journal_seq)
                .line(stored.line_no)
        };
        findings.same(Kind::LineNumber, || place("line_no"), &open.lines, &stored.line_no);
        findings.same(Kind::LineCopy, || place("year"), &header.number.year, &stored.year);
        findings.same(Kind::LineCopy, || place("period"), &header.period.get(), &stored.period);
        let coding = self.facts.coding(stored.coding);
        match coding {
            Some(coding) => {
                findings.same(
                    Kind::LineCopy,
                    || place("account"),
                    &coding.account(),
                    &stored.account.as_str(),
                );
            }
            None => findings.tell(Kind::CodingMissing, place("coding_id"), "", stored.coding),
        }
        let line = stored.sealed(coding);
        open.sum += i128::from(line.amount.get());
        open.debit += i128::from(line.amount.get().max(0));
        let cell = (header.number.year, header.period.get(), stored.coding);
        self.cube.add(cell, line.amount, line.quantity, &line.unit);
        open.sealing.line(stored.line_no, &line);
        true
    }

    /// Closes the open voucher: its sums and its hash.
    pub(crate) fn close(&mut self, findings: &mut Findings) {
        let Some(open) = self.open.take() else { return };
        let header = &open.stored.header;
        let place = |column: &str| FindingPlace::of("voucher", column).voucher(&header.number, header.journal_seq);
        findings.same(Kind::Unbalanced, || place("amount_ore"), &0, &open.sum);
        findings.same(Kind::HeaderSum, || place("line_count"), &open.lines, &header.line_count);
        findings.same(
            Kind::HeaderSum,
            || place("turnover_ore"),
            &open.debit,
            &i128::from(header.turnover.get()),
        );
        let annulled = open.stored.correction == CorrectionForm::Annulled.word();
        if annulled != (open.lines == 0) {
            findings.tell(
                Kind::CorrectionColumns,
                place("correction"),
                "",
                &open.stored.correction,
            );
        }
        let hash = open.sealing.end(&open.documents);
        match &open.tombstone {
            None if header.hash == hash => {}
            None => findings.tell(Kind::HashWrong, place("hash"), hex(&hash), hex(&header.hash)),
            // The voucher's own seal covers texts that are gone; it is held by its tombstone, and what is left
            // by another.
            Some(tombstone) => {
                findings.same(Kind::RestChanged, || place("hash"), &hex(&tombstone.rest), &hex(&hash));
                findings.same(
                    Kind::RestChanged,
                    || place("hash"),
                    &hex(&tombstone.sealed),
                    &hex(&header.hash),
                );
            }
        }
    }

    fn link(&self, stored: &StoredHeader, findings: &mut Findings) {
        let header = &stored.header;
        let place = |column: &str| FindingPlace::of("voucher", column).voucher(&header.number, header.journal_seq);
        findings.same(
            Kind::SequenceGap,
            || place("journal_seq"),
            &(self.last_seq + 1),
            &header.journal_seq,
        );
        if header.previous_hash != self.last_hash {
            let (expected, found) = (hex(&self.last_hash), hex(&header.previous_hash));
            findings.tell(Kind::ChainBroken, place("previous_hash"), expected, found);
        }
    }

    fn registers(&self, stored: &StoredHeader, findings: &mut Findings) {
        let header = &stored.header;
        let mut missing = |column: &str, found: &dyn ToString| {
            let place = FindingPlace::of("voucher", column).voucher(&header.number, header.journal_seq);
            findings.tell(Kind::RegisterMissing, place, "", found.to_string());
        };
        if self.facts.stamp(header.model_version).is_none() {
            missing("model_version", &header.model_version);
        }
        let Some(registers) = &self.facts.registers else {
            return;
        };
        if !registers.series.contains_key(&header.number.series) {
            missing("series", &header.number.series);
        }
        // An annulled number has a kind of its own, which a register need not name.
        if !registers.kinds.contains_key(&header.kind) && header.kind != ANNULLED_KIND {
            missing("kind", &header.kind);
        }
        let year = registers
            .years
            .iter()
            .find(|year| i64::from(year.year()) == header.number.year);
        match year {
            None => missing("year", &header.number.year),
            Some(year) if !year.contains(header.period) => missing("period", &header.period),
            Some(year) if !year.contains_date(header.date) => missing("voucher_date", &header.date),
            Some(_) => {}
        }
    }
}

/// A reversal or re-coding names an earlier voucher and why; an annulled number why; any other
/// voucher neither. The header as it is read leaves out what the form says is not there. Why is a text, and may
/// have been disposed of.
fn correction_columns(stored: &StoredHeader, is_without_texts: bool, findings: &mut Findings) {
    let header = &stored.header;
    let place = |column: &str| FindingPlace::of("voucher", column).voucher(&header.number, header.journal_seq);
    let form = header.correction.as_ref().map(|correction| correction.form);
    let wanted = matches!(form, Some(CorrectionForm::Reversal | CorrectionForm::Recoding));
    let named = stored
        .corrects_seq
        .is_some_and(|seq| 0 < seq && seq < header.journal_seq);
    if wanted != stored.corrects_seq.is_some() || wanted != named {
        let found = stored.corrects_seq.map(|seq| seq.to_string()).unwrap_or_default();
        findings.tell(Kind::CorrectionColumns, place("corrects_seq"), "", found);
    }
    if form.is_some() == stored.reason.is_empty() && !(is_without_texts && stored.reason.is_empty()) {
        findings.tell(Kind::CorrectionColumns, place("reason"), "", &stored.correction);
    }
}
