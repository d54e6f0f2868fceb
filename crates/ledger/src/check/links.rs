//! What ties vouchers to each other and to documents: corrections both ways, contents.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx, disposed};
use sha2::{Digest, Sha256};

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use crate::attachment::DISPOSED_AS;
use crate::chain::hex;
use crate::store::check::links::{self, Corrected, Correcting, Dangling};
use crate::voucher::CorrectionForm;

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

pub(super) fn all(tx: &mut Tx, entity: EntityId, findings: &mut Findings) -> Result<(), Fault> {
    links::correcting(tx, entity, |read| {
        match read {
            Ok(line) => correcting(&line, findings),
            Err(fault) => findings.unreadable("voucher_line", &fault),
        }
        GO_ON
    })?;
    links::corrected(tx, entity, |read| {
        match read {
            Ok(register) => corrected(&register, findings),
            Err(fault) => findings.unreadable("corrected_line", &fault),
        }
        GO_ON
    })?;
    links::contents(tx, entity, |read| {
        match read {
            Ok((sha256, content)) => {
                let place = || FindingPlace::of("attachment", "content").named(hex(&sha256));
                findings.same(
                    Kind::DocumentChanged,
                    place,
                    &hex(&sha256),
                    &hex(&Sha256::digest(&content)),
                );
            }
            Err(fault) => findings.unreadable("attachment", &fault),
        }
        GO_ON
    })?;
    let gone = disposed::abouts(tx, entity, DISPOSED_AS)?;
    links::dangling(tx, entity, |read| {
        match read {
            Ok(document) if is_disposed(&document, &gone) => {}
            Ok(document) => dangling(document, findings),
            Err(fault) => findings.unreadable("voucher_attachment", &fault),
        }
        GO_ON
    })
}

/// A correcting line undoes the line it points at: on the same coding, with the opposite sign, a
/// reversal the whole of it, a re-coding no more than it.
fn correcting(line: &Correcting, findings: &mut Findings) {
    let place = |table: &'static str, column: &str| {
        FindingPlace::of(table, column)
            .voucher(&line.number, line.journal_seq)
            .line(line.line_no)
    };
    if line.registered != Some(line.journal_seq) {
        let found = line.registered.map(|seq| seq.to_string()).unwrap_or_default();
        findings.tell(
            Kind::CorrectedMissing,
            place("corrected_line", "correcting_seq"),
            line.journal_seq,
            found,
        );
    }
    let Some((amount, coding)) = line.original else {
        let found = format!("#{}:{}", line.corrects_seq, line.corrects_line);
        return findings.tell(Kind::NotOpposite, place("voucher_line", "corrects_line"), "", found);
    };
    findings.same(
        Kind::NotOpposite,
        || place("voucher_line", "coding_id"),
        &coding,
        &line.coding,
    );
    let (amount, undone) = (i128::from(amount), -i128::from(line.amount));
    let whole = line.form == CorrectionForm::Reversal.word();
    let part = undone.signum() * amount.signum() >= 0 && undone.abs() <= amount.abs();
    if (whole && undone != amount) || !part {
        findings.tell(
            Kind::NotOpposite,
            place("voucher_line", "amount_ore"),
            -amount,
            line.amount,
        );
    }
}

fn corrected(register: &Corrected, findings: &mut Findings) {
    let seq = register.correcting_seq;
    let place = |column: &str| FindingPlace::of("corrected_line", column).seq(seq);
    let Some((number, form, corrects)) = &register.voucher else {
        return findings.tell(Kind::CorrectedOrphan, place("correcting_seq"), "", seq);
    };
    let place = |column: &str| place(column).voucher(number, seq);
    let (first, last) = register.originals;
    if *corrects != Some(first) || first != last {
        let expected = corrects.map(|seq| seq.to_string()).unwrap_or_default();
        findings.tell(
            Kind::CorrectedOrphan,
            place("original_seq"),
            expected,
            format!("{first}..{last}"),
        );
    }
    findings.same(
        Kind::CorrectedOrphan,
        || place("original_line"),
        &register.lines,
        &register.registered,
    );
    if form == CorrectionForm::Reversal.word() {
        let lines = register.original_lines.unwrap_or(0);
        findings.same(
            Kind::ReversalIncomplete,
            || place("original_line"),
            &lines,
            &register.registered,
        );
    }
}

/// Whether a document was disposed of as one of its voucher: it is known by its hash, and by the decision. The
/// same document may have been handed in again afterwards, and is not to be gone from who named it then.
fn is_disposed(document: &Dangling, gone: &BTreeMap<String, Vec<String>>) -> bool {
    let Some(number) = document.number.as_ref().map(ToString::to_string) else {
        return false;
    };
    let abouts = gone.get(&hex(&document.sha256));
    abouts.is_some_and(|abouts| abouts.iter().any(|about| about.split(' ').any(|of| of == number)))
}

fn dangling(document: Dangling, findings: &mut Findings) {
    let place = FindingPlace::of("voucher_attachment", "sha256").seq(document.journal_seq);
    let (kind, place) = match &document.number {
        Some(number) => (Kind::DocumentMissing, place.voucher(number, document.journal_seq)),
        None => (Kind::DocumentOrphan, place),
    };
    findings.tell(kind, place, hex(&document.sha256), "");
}
