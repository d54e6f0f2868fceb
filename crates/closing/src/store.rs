//! What a closing reads of the books.

use kameral_access::Scope;
use kameral_base::{FiscalYear, Ore};
use kameral_ledger::voucher::CodingKey;
use kameral_store::{Fault, Tx, params};

use crate::opening::OpeningVoucher;
use crate::standing::{Nets, Turnover};

/// Source that a history out of a SIE file has.
const SIE_SOURCE: &str = "sie";

/// What stood in a year, by coding and period.
///
/// The caller has made sure that whoever asks may meet every row of the entity.
pub fn turnovers(tx: &mut Tx, scope: &Scope, year: FiscalYear) -> Result<Vec<Turnover>, Fault> {
    tx.all(
        include_str!("sql/year_turnovers.sql"),
        params![scope.entity(), i64::from(year.year())],
        |row| {
            Ok(Turnover {
                coding: CodingKey::stored(row.get("coding_key")?),
                period: row.get("period")?,
                debit: row.get("debit_ore")?,
                credit: row.get("credit_ore")?,
            })
        },
    )
}

/// The vouchers of a year's opening period, in the order they were posted.
pub fn opening_vouchers(tx: &mut Tx, scope: &Scope, year: FiscalYear) -> Result<Vec<OpeningVoucher>, Fault> {
    let mut vouchers: Vec<OpeningVoucher> = Vec::new();
    tx.each(
        include_str!("sql/opening_lines.sql"),
        params![scope.entity(), i64::from(year.year()), year.opening()],
        |row| {
            let journal_seq: i64 = row.get("journal_seq")?;
            if vouchers.last().is_none_or(|last| last.journal_seq != journal_seq) {
                let source: String = row.get("source")?;
                vouchers.push(OpeningVoucher {
                    journal_seq,
                    kind: row.get("kind")?,
                    imported: source == SIE_SOURCE,
                    correction: row.get("correction")?,
                    corrects: row.get("corrects_seq")?,
                    lines: Nets::new(),
                });
            }
            let coding = CodingKey::stored(row.get("coding_key")?);
            if let Some(last) = vouchers.last_mut() {
                last.lines.insert(coding, row.get::<Ore>("amount_ore")?);
            }
            Ok(())
        },
    )?;
    Ok(vouchers)
}
