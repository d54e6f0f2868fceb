//! *Varför denna rad?*: telling what a line of a run came of.

use std::convert::Infallible;

use kameral_access::{Cx, Permission};
use kameral_base::Ore;
use kameral_store::{Fault, Stop, Tx};

use super::charge::RUN_SOURCE;
use crate::charge::{LineCauses, Stretch, Tracing};
use crate::sight::Sight;
use crate::store::charge::Asked;
use crate::store::vouchers::{self, VoucherHeader, VoucherLine};
use crate::store::{damaged, model};
use crate::voucher::VoucherNumber;

/// Whether a line was posted by a run for the period, and so came of lines of other vouchers. What a
/// run's own lines caused, and what takes them back, leads to a line of its own.
pub fn of_run(header: &VoucherHeader, line: &VoucherLine) -> bool {
    header.source == RUN_SOURCE
        && header.correction.is_none()
        && !line.generated_by.is_empty()
        && line.caused_by_line.is_none()
}

/// The lines that a line of a run came of, computed from the books as the run met them (GL-12,
/// APR-03); nothing where no run posted such a line.
pub fn line_causes(
    cx: &Cx,
    number: &VoucherNumber,
    line_no: i64,
    stretch: Stretch,
) -> Result<Option<LineCauses>, Stop<Infallible>> {
    cx.read(Permission::BooksRead, |tx| {
        // What a run was reckoned from is the whole book's: who meets some rows only is not told.
        let sight = Sight::load(tx, cx)?;
        let Some(seq) = vouchers::seq_of(tx, &sight, number)?.filter(|_| sight.is_whole()) else {
            return Ok(None);
        };
        let voucher = vouchers::voucher(tx, &sight, seq, line_no, 1)?;
        let line = voucher.lines.into_iter().find(|line| line.line_no == line_no);
        match line.filter(|line| of_run(&voucher.header, line)) {
            Some(line) => traced(tx, cx, &voucher.header, &line, stretch).map(Some),
            None => Ok(None),
        }
    })
}

fn traced(
    tx: &mut Tx,
    cx: &Cx,
    run: &VoucherHeader,
    line: &VoucherLine,
    stretch: Stretch,
) -> Result<LineCauses, Fault> {
    let wrong = |what: &str| damaged("voucher_line", "generated_by", what);
    let version = line.generated_version.ok_or_else(|| wrong("no version"))?;
    let met = model::at(tx, cx, run.model_version)?;
    let mut versions = met.posting_rules.iter();
    let rule = versions.find(|known| known.rule == line.generated_by && known.version == version);
    let rule = rule.ok_or_else(|| wrong("no such version"))?.clone();
    let alone = met.with_posting_rules(vec![rule.clone()]);
    let year = alone.year_of_period(run.period);
    let asked = Asked {
        entity: cx.entity(),
        model: &alone,
        rules: vec![&rule],
        year: *year.ok_or_else(|| damaged("voucher", "period", "in no year"))?,
        period: run.period,
    };
    let nothing = LineCauses {
        number: run.number.clone(),
        line_no: line.line_no,
        period: run.period,
        coding: line.coding.clone(),
        amount: line.amount,
        rule: rule.rule.clone(),
        version,
        causes: Vec::new(),
        cause_count: 0,
        required: Ore::ZERO,
        earlier: Vec::new(),
        earlier_count: 0,
        posted: Ore::ZERO,
        rest: Ore::ZERO,
        rounds: false,
    };
    asked.causes(tx, run, Tracing::new(&alone, &rule, stretch, nothing))
}
