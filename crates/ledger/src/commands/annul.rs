//! Annulling a number: it stays as an empty voucher with its reason.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::Period;
use kameral_store::Stop;

use crate::correct::{self, CorrectionOrder};
use crate::model::Module;
use crate::posting::{Posting, Source};
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::{PostedVoucher, VoucherNumber};

/// Annuls a number that no voucher has: the next one of a series numbered here, or any free one of
/// a series numbered outside. A posted voucher is reversed instead. An empty voucher lies in nobody's unit or
/// project, so who may correct some rows only annuls none.
pub fn annul(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    number: &VoucherNumber,
    order: &CorrectionOrder,
) -> Result<PostedVoucher, Stop<Vec<PostRefusal>>> {
    let act = Act::new(Permission::VoucherCorrect, "voucher.annul", number.to_string()).of_every_row();
    cx.write_once(act, key, |tx| {
        let period = order.period.unwrap_or_else(|| Period::of(order.date));
        let mut posting = Posting::open(
            tx,
            cx,
            Permission::VoucherCorrect,
            Source {
                name: "correction",
                sha256: None,
            },
        )?;
        let facts = posting.facts(&BTreeSet::from([period]), Module::Ledger)?;
        let model = posting.model();
        let Some(series) = model.series.get(&number.series) else {
            return Err(refused(PostCause::SeriesUnknown {
                series: number.series.clone(),
            }));
        };
        posting.lock()?;
        if posting.number_taken(&number.series, number.year, number.number)? {
            let (series, number) = (number.series.clone(), number.number);
            return Err(refused(PostCause::NumberTaken { series, number }));
        }
        if !series.outside {
            let next = posting.next_number(&number.series, number.year)?;
            if next != number.number {
                let (series, number) = (number.series.clone(), number.number);
                return Err(refused(PostCause::NumberNotNext { series, number, next }));
            }
        }
        let outside_number = series.outside.then_some(number.number);
        let voucher = correct::annul(&model, &facts, &number.series, outside_number, order).map_err(Stop::Refused)?;
        if voucher.year != number.year {
            return Err(refused(PostCause::PeriodOtherYear {
                period,
                date: order.date,
            }));
        }
        posting.add(voucher)?;
        let mut posted = posting.finish()?;
        Ok(posted.vouchers.pop().expect("an annulled number is one voucher"))
    })
}

fn refused(cause: PostCause) -> Stop<Vec<PostRefusal>> {
    Stop::Refused(vec![PostRefusal::of_voucher(cause)])
}
