//! Rows of the journal and of the balances.

use kameral_base::{EntityId, Ore};
use kameral_store::{Fault, Insert, Tx, Value};
use rustc_hash::FxHashMap;

use super::{CubeKey, Delta, Head};
use crate::chain::Hash;
use crate::voucher::{BalancedVoucher, Correction};

/// What every voucher of a posting shares.
pub(super) struct Registration<'a> {
    pub entity: EntityId,
    pub at: &'a str,
    pub by: i64,
    pub by_name: &'a str,
    pub source: &'static str,
    pub source_sha256: Option<&'a [u8]>,
    pub model_version: i64,
}

/// Rows are inserted when this many wait: the largest number one statement takes, so that what is
/// written is still near the processor.
const WAITING_ROWS: usize = 256;

/// Rows waiting for their many-row insert.
#[derive(Default)]
pub(super) struct Rows<'v> {
    vouchers: Vec<Value<'v>>,
    lines: Vec<Value<'v>>,
    corrected: Vec<Value<'v>>,
    attachments: Vec<Value<'v>>,
}

impl<'v> Rows<'v> {
    /// A voucher that was sealed after the one `head` is at; moves the head to it.
    pub fn voucher(
        &mut self,
        registration: &Registration<'v>,
        head: &mut Head,
        number: i64,
        hash: &Hash,
        voucher: &'v BalancedVoucher,
        codings: &[i64],
    ) {
        let previous = std::mem::replace(&mut head.hash, hash.to_vec());
        let correction = voucher.correction.as_ref();
        let original = correction.and_then(|correction| correction.original_seq);
        self.vouchers.extend([
            Value::from(registration.entity),
            Value::from(head.seq),
            Value::from(voucher.series.as_str()),
            Value::from(voucher.year),
            Value::from(number),
            Value::from(voucher.period),
            Value::from(voucher.date),
            Value::from(voucher.event_date),
            Value::from(voucher.kind.as_str()),
            Value::from(voucher.text.as_str()),
            Value::from(voucher.counterparty.as_str()),
            Value::from(registration.at),
            Value::from(registration.by),
            Value::from(registration.by_name),
            Value::from(registration.source),
            Value::from(registration.source_sha256),
            Value::from(voucher.source_key.as_str()),
            Value::from(voucher.link.as_str()),
            Value::from(correction.map_or("", |correction| correction.form.word())),
            Value::from(original),
            Value::from(correction.map_or("", |correction| correction.reason.as_str())),
            Value::from(voucher.warnings.as_str()),
            Value::from(i64::try_from(voucher.lines.len()).unwrap_or(i64::MAX)),
            Value::from(turnover(voucher)),
            Value::from(registration.model_version),
            Value::from(previous),
            Value::from(hash.to_vec()),
        ]);
        self.lines(registration.entity, head.seq, voucher, codings);
        self.corrected(registration.entity, head.seq, voucher, correction);
        for attachment in &voucher.attachments {
            self.attachments.extend([
                Value::from(registration.entity),
                Value::from(head.seq),
                Value::from(attachment.sha256.as_slice()),
                Value::from(attachment.name.as_str()),
            ]);
        }
    }

    fn lines(&mut self, entity: EntityId, seq: i64, voucher: &'v BalancedVoucher, codings: &[i64]) {
        for ((number, line), coding) in (1_i64..).zip(&voucher.lines).zip(codings) {
            let generated = line.generated.as_ref();
            self.lines.extend([
                Value::from(entity),
                Value::from(seq),
                Value::from(number),
                Value::from(voucher.year),
                Value::from(voucher.period),
                Value::from(line.coding.account()),
                Value::from(*coding),
                Value::from(line.amount),
                Value::from(line.quantity),
                Value::from(line.unit.as_str()),
                Value::from(line.currency.as_str()),
                Value::from(line.currency_minor),
                Value::from(line.text.as_str()),
                Value::from(line.source_row),
                Value::from(line.corrects_line),
                Value::from(generated.map_or("", |generated| generated.rule.as_str())),
                Value::from(generated.map(|generated| generated.version)),
                Value::from(generated.and_then(|generated| generated.caused_by_line)),
            ]);
        }
    }

    /// Each corrected line is claimed by its key, so it is corrected at most once.
    fn corrected(&mut self, entity: EntityId, seq: i64, voucher: &BalancedVoucher, correction: Option<&Correction>) {
        let Some(original) = correction.and_then(|correction| correction.original_seq) else {
            return;
        };
        let mut claimed: Vec<i64> = voucher.lines.iter().filter_map(|line| line.corrects_line).collect();
        claimed.dedup();
        for line in claimed {
            self.corrected.extend([
                Value::from(entity),
                Value::from(original),
                Value::from(line),
                Value::from(seq),
            ]);
        }
    }

    /// Inserts what fills whole statements; the rest waits.
    pub fn insert_filled(&mut self, tx: &mut Tx) -> Result<(), Fault> {
        for (insert, rows) in [(&VOUCHERS, &mut self.vouchers), (&LINES, &mut self.lines)] {
            let statement = WAITING_ROWS * insert.columns.len();
            let filled = rows.len() - rows.len() % statement;
            if 0 < filled {
                tx.insert_many(insert, &rows[..filled])?;
                rows.drain(..filled);
            }
        }
        Ok(())
    }

    /// Inserts everything that waits.
    pub fn insert(self, tx: &mut Tx) -> Result<(), Fault> {
        tx.insert_many(&VOUCHERS, &self.vouchers)?;
        tx.insert_many(&LINES, &self.lines)?;
        tx.insert_many(&CORRECTED, &self.corrected)?;
        tx.insert_many(&ATTACHED, &self.attachments)?;
        Ok(())
    }
}

/// Sum of the debit lines.
fn turnover(voucher: &BalancedVoucher) -> Ore {
    voucher
        .lines
        .iter()
        .filter(|line| Ore::ZERO < line.amount)
        .try_fold(Ore::ZERO, |sum, line| sum.checked_add(line.amount))
        .expect("the debit side was added up when the voucher was accepted")
}

/// Adds a group's lines to the balances: one statement per touched coding and period, in the order
/// of their keys, so that two commands never wait for each other in a circle.
pub(super) fn balances(
    tx: &mut Tx,
    entity: EntityId,
    vouchers: &[BalancedVoucher],
    codings: &[i64],
) -> Result<(), Fault> {
    let mut deltas: FxHashMap<CubeKey<'_>, Delta> = FxHashMap::default();
    let lines = vouchers
        .iter()
        .flat_map(|voucher| voucher.lines.iter().map(move |line| (voucher, line)));
    for ((voucher, line), coding) in lines.zip(codings) {
        let unit = if line.quantity.is_some() {
            line.unit.as_str()
        } else {
            ""
        };
        let delta = deltas
            .entry((voucher.year, voucher.period.get(), *coding, unit))
            .or_default();
        delta.add(line.amount, line.quantity.map_or(0, kameral_base::Quantity::get))?;
    }
    let mut deltas: Vec<(CubeKey<'_>, Delta)> = deltas.into_iter().collect();
    deltas.sort_unstable_by_key(|(key, _)| *key);
    let mut rows = Vec::with_capacity(deltas.len() * BALANCES.columns.len());
    for ((year, period, coding, unit), delta) in deltas {
        rows.extend([
            Value::from(entity),
            Value::from(year),
            Value::from(period),
            Value::from(coding),
            Value::from(unit),
            Value::from(delta.debit),
            Value::from(delta.credit),
            Value::from(delta.quantity),
            Value::from(delta.lines),
        ]);
    }
    tx.insert_many(&BALANCES, &rows)?;
    Ok(())
}

impl Delta {
    fn add(&mut self, amount: Ore, quantity: i64) -> Result<(), Fault> {
        let side = if amount < Ore::ZERO {
            &mut self.credit
        } else {
            &mut self.debit
        };
        let magnitude = amount.get().checked_abs();
        let sum = magnitude.and_then(|magnitude| side.checked_add(magnitude));
        let total = self.quantity.checked_add(quantity);
        let (Some(sum), Some(total)) = (sum, total) else {
            return Err(crate::store::damaged(
                "balance",
                "debit_ore",
                "a sum beyond what an amount can hold",
            ));
        };
        *side = sum;
        self.quantity = total;
        self.lines += 1;
        Ok(())
    }
}

const VOUCHERS: Insert = Insert {
    table: "voucher",
    columns: &[
        "entity_id",
        "journal_seq",
        "series",
        "year",
        "number",
        "period",
        "voucher_date",
        "event_date",
        "kind",
        "text",
        "counterparty",
        "registered_at",
        "registered_by",
        "registered_by_name",
        "source",
        "source_sha256",
        "source_key",
        "link",
        "correction",
        "corrects_seq",
        "reason",
        "warnings",
        "line_count",
        "turnover_ore",
        "model_version",
        "previous_hash",
        "hash",
    ],
    suffix: "",
};

const LINES: Insert = Insert {
    table: "voucher_line",
    columns: &[
        "entity_id",
        "journal_seq",
        "line_no",
        "year",
        "period",
        "account",
        "coding_id",
        "amount_ore",
        "quantity_milli",
        "unit",
        "currency",
        "currency_minor",
        "text",
        "source_row",
        "corrects_line",
        "generated_by",
        "generated_version",
        "caused_by_line",
    ],
    suffix: "",
};

const CORRECTED: Insert = Insert {
    table: "corrected_line",
    columns: &["entity_id", "original_seq", "original_line", "correcting_seq"],
    suffix: "",
};

const ATTACHED: Insert = Insert {
    table: "voucher_attachment",
    columns: &["entity_id", "journal_seq", "sha256", "name"],
    suffix: "",
};

const BALANCES: Insert = Insert {
    table: "balance",
    columns: &[
        "entity_id",
        "year",
        "period",
        "coding_id",
        "unit",
        "debit_ore",
        "credit_ore",
        "quantity_milli",
        "line_count",
    ],
    suffix: "on conflict (entity_id, year, period, coding_id, unit) do update set \
             debit_ore = balance.debit_ore + excluded.debit_ore, \
             credit_ore = balance.credit_ore + excluded.credit_ore, \
             quantity_milli = balance.quantity_milli + excluded.quantity_milli, \
             line_count = balance.line_count + excluded.line_count",
};
