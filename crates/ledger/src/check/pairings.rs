//! Open items: parts sum to zero, and no line is paired beyond its amount.

use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx};

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use crate::store::check::pairings::{self, PairedLine, StoredPart};

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

pub(super) fn all(tx: &mut Tx, entity: EntityId, end: i64, findings: &mut Findings) -> Result<(), Fault> {
    let mut group = Group {
        end,
        ..Group::default()
    };
    pairings::parts(tx, entity, |read| {
        match read {
            Ok(part) => group.take(&part, findings),
            Err(fault) => findings.unreadable("pairing", &fault),
        }
        GO_ON
    })?;
    group.close(findings);
    let mut line = Line::default();
    pairings::lines(tx, entity, |read| {
        match read {
            Ok(part) => line.take(&part, findings),
            Err(fault) => findings.unreadable("pairing_line", &fault),
        }
        GO_ON
    })?;
    line.close(findings);
    Ok(())
}

/// The parts of one pairing as they go by.
#[derive(Default)]
struct Group {
    pairing: i64,
    parts: i64,
    sum: i128,
    undoes: bool,
    undone_parts: i64,
    /// The end of the journal, and where it ended at the pairing before.
    end: i64,
    journal_seq: i64,
}

impl Group {
    fn take(&mut self, part: &StoredPart, findings: &mut Findings) {
        let place = |column: &str| FindingPlace::of("pairing", column).named(part.pairing.to_string());
        if part.pairing != self.pairing {
            self.close(findings);
            findings.same(
                Kind::PairingOrphan,
                || place("pairing_id"),
                &(self.pairing + 1),
                &part.pairing,
            );
            if part.journal_seq < self.journal_seq || self.end < part.journal_seq {
                findings.tell(Kind::PairingOrphan, place("journal_seq"), "", part.journal_seq);
            }
            *self = Self {
                pairing: part.pairing,
                undoes: part.undoes.is_some(),
                undone_parts: part.undone_parts,
                end: self.end,
                journal_seq: part.journal_seq,
                ..Self::default()
            };
        }
        let Some((seq, _, amount)) = part.part else {
            return;
        };
        self.parts += 1;
        self.sum += i128::from(amount);
        if part.line_account.as_deref() != Some(part.account.as_str()) {
            let found = part.line_account.clone().unwrap_or_default();
            findings.tell(Kind::PairingOrphan, place("account"), &part.account, found);
        }
        if part.journal_seq < seq {
            findings.tell(Kind::PairingOrphan, place("journal_seq"), seq, part.journal_seq);
        }
        // A part has the sign of its line; in what undoes, the opposite.
        let same_sign = part.line.is_none_or(|line| (line < 0) == (amount < 0));
        if same_sign == part.undoes.is_some() {
            findings.tell(Kind::PairingOrphan, place("undoes"), "", amount);
        }
        if part.undoes.is_some() && part.undone.map(i128::from) != Some(-i128::from(amount)) {
            findings.tell(
                Kind::PairingOrphan,
                place("undoes"),
                part.undone.unwrap_or_default(),
                amount,
            );
        }
    }

    fn close(&mut self, findings: &mut Findings) {
        if self.pairing == 0 {
            return;
        }
        let place = |column: &str| FindingPlace::of("pairing_line", column).named(self.pairing.to_string());
        findings.same(Kind::PairingUnbalanced, || place("amount_ore"), &0, &self.sum);
        let wanted = if self.undoes {
            self.undone_parts
        } else {
            self.parts.max(1)
        };
        findings.same(Kind::PairingOrphan, || place("pairing_id"), &wanted, &self.parts);
    }
}

/// The parts of one line as they go by.
#[derive(Default)]
struct Line {
    at: (i64, i64),
    amount: i128,
    paired: i128,
}

impl Line {
    fn take(&mut self, part: &PairedLine, findings: &mut Findings) {
        let at = (part.journal_seq, part.line_no);
        if at != self.at {
            self.close(findings);
            *self = Self {
                at,
                amount: part.line.map_or(0, i128::from),
                paired: 0,
            };
        }
        let place = |column: &str| FindingPlace::of("pairing_line", column).seq(at.0).line(at.1);
        if part.line.is_none() {
            findings.tell(Kind::PairingOrphan, place("line_no"), "", part.pairing);
        }
        if !part.has_head {
            findings.tell(Kind::PairingOrphan, place("pairing_id"), "", part.pairing);
        }
        self.paired += i128::from(part.amount);
    }

    /// What is paired has the sign of the line and is no more than it.
    fn close(&mut self, findings: &mut Findings) {
        let same_side = self.paired.signum() * self.amount.signum() >= 0;
        if !same_side || self.amount.abs() < self.paired.abs() {
            let place = FindingPlace::of("pairing_line", "amount_ore")
                .seq(self.at.0)
                .line(self.at.1);
            findings.tell(Kind::PairingExceeds, place, self.amount, self.paired);
        }
    }
}
