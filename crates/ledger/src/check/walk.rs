//! The parts of a check, one after the other, on one snapshot.

use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx};

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use super::journal::Journal;
use super::{CheckReport, Facts, Part, Watch, is_damage, links, outgoing, pairings, registers, tombstones};
use crate::chain::{GENESIS, hex};
use crate::store::check as stored;

/// Vouchers of one page: the lines of a page are read in one statement.
const PAGE_VOUCHERS: i64 = 1_000;

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

/// Everything, or the journal since a place and what it rests on.
pub(super) fn all(
    tx: &mut Tx,
    entity: EntityId,
    since: Option<(i64, &[u8])>,
    watch: &mut Watch<'_>,
    findings: &mut Findings,
) -> Result<CheckReport, Fault> {
    let head = part(stored::journal_head(tx, entity), "journal_head", findings)?.flatten();
    watch.at.total = head.as_ref().map_or(0, |head| head.0);
    watch.part(Part::Model);
    let mut facts = Facts::default();
    part(
        registers::all(tx, entity, &mut facts, findings),
        "model_change",
        findings,
    )?;
    watch.part(Part::Codings);
    let last_coding =
        part(registers::codings(tx, entity, &mut facts, findings), "coding", findings)?.unwrap_or_default();
    watch.part(Part::Journal);
    let (seq, hash) = since.unwrap_or((0, &GENESIS));
    let mut walk = Journal::after(entity, &facts, seq, hash);
    let stands = since.is_none() || part(anchor(tx, entity, (seq, hash), findings), "voucher", findings)? == Some(true);
    if stands {
        part(journal(tx, entity, &mut walk, watch, findings), "voucher", findings)?;
    }
    let end = (walk.end().0, walk.end().1.to_vec());
    // What rests on another journal than the known one is not looked at.
    if stands && !watch.is_stopped() {
        journal_end(head, (&end, last_coding), findings);
        tombstones::told(&walk.without_texts, findings);
        if since.is_none() {
            watch.part(Part::Balances);
            part(balances(tx, entity, &mut walk, findings), "balance", findings)?;
            part(
                walk.numbers.compare(tx, entity, &facts, findings),
                "series_counter",
                findings,
            )?;
            watch.part(Part::Links);
            part(links::all(tx, entity, findings), "corrected_line", findings)?;
            part(pairings::all(tx, entity, end.0, findings), "pairing", findings)?;
            part(outgoing::all(tx, entity, findings), "outbox_file", findings)?;
            part(tombstones::all(tx, entity, findings), "voucher_tombstone", findings)?;
        }
    }
    Ok(CheckReport {
        entity,
        findings: Vec::new(),
        left_out: 0,
        vouchers: walk.vouchers,
        lines: walk.lines,
        head: end,
        stopped: false,
    })
}

/// Damage is told, and the next part looked at; any other fault ends the check.
pub(super) fn part<T>(
    done: Result<T, Fault>,
    table: &'static str,
    findings: &mut Findings,
) -> Result<Option<T>, Fault> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(fault) if is_damage(&fault) => {
            findings.unreadable(table, &fault);
            Ok(None)
        }
        Err(fault) => Err(fault),
    }
}

/// Whether the journal has the place that is known outside, with its hash.
fn anchor(tx: &mut Tx, entity: EntityId, (seq, hash): (i64, &[u8]), findings: &mut Findings) -> Result<bool, Fault> {
    let mut found = if seq == 0 { Some(GENESIS.to_vec()) } else { None };
    stored::headers(tx, entity, seq.saturating_sub(1), 1, |read| {
        if let Ok(stored) = read
            && stored.header.journal_seq == seq
        {
            found = Some(stored.header.hash);
        }
        GO_ON
    })?;
    let place = FindingPlace::of("voucher", "hash").seq(seq);
    let stands = found.as_deref() == Some(hash);
    match found {
        None => findings.tell(Kind::AnchorMissing, place, hex(hash), ""),
        Some(found) if found != hash => {
            findings.tell(Kind::AnchorDiffers, place, hex(hash), hex(&found));
        }
        Some(_) => {}
    }
    Ok(stands)
}

/// Every voucher with its lines and documents, a page at a time.
fn journal(
    tx: &mut Tx,
    entity: EntityId,
    walk: &mut Journal<'_>,
    watch: &mut Watch<'_>,
    findings: &mut Findings,
) -> Result<(), Fault> {
    // A line before the first voucher has none.
    let mut after = if walk.end().0 == 0 { i64::MIN } else { walk.end().0 };
    while let Some(to) = stored::page_end(tx, entity, after, PAGE_VOUCHERS)? {
        if watch.is_stopped() {
            return Ok(());
        }
        let mut documents = stored::documents(tx, entity, (after, to))?;
        let mut gone = part(
            tombstones::between(tx, entity, (after, to)),
            "voucher_tombstone",
            findings,
        )?
        .unwrap_or_default();
        let mut page = Vec::new();
        stored::headers(tx, entity, after, PAGE_VOUCHERS, |read| {
            match read {
                Ok(stored) => page.push(stored),
                Err(fault) => findings.unreadable("voucher", &fault),
            }
            GO_ON
        })?;
        let mut page = page.into_iter().peekable();
        stored::lines(tx, entity, (after, to), |read| {
            let line = match read {
                Ok(line) => line,
                Err(fault) => {
                    findings.unreadable("voucher_line", &fault);
                    return GO_ON;
                }
            };
            while let Some(next) = page.next_if(|next| next.header.journal_seq <= line.journal_seq) {
                let seq = next.header.journal_seq;
                let of_next = (documents.remove(&seq).unwrap_or_default(), gone.remove(&seq));
                walk.header(next, of_next, findings);
            }
            if !walk.line(&line, findings) {
                orphan(&line, findings);
            }
            GO_ON
        })?;
        for next in page {
            let seq = next.header.journal_seq;
            let of_next = (documents.remove(&seq).unwrap_or_default(), gone.remove(&seq));
            walk.header(next, of_next, findings);
        }
        walk.close(findings);
        after = to;
        watch.done(after);
    }
    // Lines after the last voucher have none either.
    stored::lines(tx, entity, (after, i64::MAX), |read| {
        match read {
            Ok(line) => orphan(&line, findings),
            Err(fault) => findings.unreadable("voucher_line", &fault),
        }
        GO_ON
    })
}

fn orphan(line: &stored::StoredLine, findings: &mut Findings) {
    let place = FindingPlace::of("voucher_line", "journal_seq")
        .seq(line.journal_seq)
        .line(line.line_no);
    findings.tell(Kind::LineOrphan, place, "", line.journal_seq);
}

fn journal_end(head: Option<(i64, Vec<u8>, i64)>, (end, last_coding): (&(i64, Vec<u8>), i64), findings: &mut Findings) {
    let (seq, hash, coding) = head.unwrap_or_default();
    let place = |column: &str| FindingPlace::of("journal_head", column);
    findings.same(Kind::JournalHead, || place("last_seq"), &end.0, &seq);
    findings.same(Kind::JournalHead, || place("last_hash"), &hex(&end.1), &hex(&hash));
    findings.same(Kind::JournalHead, || place("last_coding"), &last_coding, &coding);
}

/// Every cell of the balances.
fn balances(tx: &mut Tx, entity: EntityId, walk: &mut Journal<'_>, findings: &mut Findings) -> Result<(), Fault> {
    stored::balances(tx, entity, |read| {
        match read {
            Ok(balance) => walk.cube.compare(&balance, findings),
            Err(fault) => findings.unreadable("balance", &fault),
        }
        GO_ON
    })?;
    walk.cube.rest(findings);
    Ok(())
}
