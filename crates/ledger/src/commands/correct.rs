//! Reversing and re-coding what is posted.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::Period;
use kameral_store::{Fault, Stop, Tx};

use crate::correct::{self, CorrectionOrder, Move};
use crate::model::{AccountingModel, Module};
use crate::post::PostingFacts;
use crate::posting::{Posted, Posting, Source};
use crate::reach::Reach;
use crate::refusal::{PostCause, PostRefusal};
use crate::sight::Sight;
use crate::store::vouchers::{self, Voucher};
use crate::voucher::{BalancedVoucher, PostedVoucher, VoucherNumber};

/// *Vändning*: posts the reversal of a voucher (GL-08, DEF-04).
pub fn reverse(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    number: &VoucherNumber,
    order: &CorrectionOrder,
) -> Result<PostedVoucher, Stop<Vec<PostRefusal>>> {
    correct(cx, key, "voucher.reverse", number, order, |model, facts, original| {
        correct::reverse(model, facts, original, order)
    })
}

/// *Omkontering*: posts the re-coding of chosen lines of a voucher.
pub fn recode(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    number: &VoucherNumber,
    order: &CorrectionOrder,
    moves: &[Move],
) -> Result<PostedVoucher, Stop<Vec<PostRefusal>>> {
    correct(cx, key, "voucher.recode", number, order, |model, facts, original| {
        correct::recode(model, facts, original, order, moves)
    })
}

fn correct(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    command: &'static str,
    number: &VoucherNumber,
    order: &CorrectionOrder,
    decide: impl Fn(&AccountingModel, &PostingFacts, &Voucher) -> Result<BalancedVoucher, Vec<PostRefusal>>,
) -> Result<PostedVoucher, Stop<Vec<PostRefusal>>> {
    let act = Act::new(Permission::VoucherCorrect, command, number.to_string());
    let mut committed = None;
    let posted = cx.write_once(act, key, |tx| {
        let mut posting = correct_in(tx, cx, number, order, &decide)?;
        let voucher = posting.vouchers.pop().expect("a correction is one voucher");
        committed = Some((posting, voucher.clone()));
        Ok(voucher)
    })?;
    super::post::remember(cx, committed, &posted);
    Ok(posted)
}

fn correct_in(
    tx: &mut Tx,
    cx: &Cx,
    number: &VoucherNumber,
    order: &CorrectionOrder,
    decide: impl Fn(&AccountingModel, &PostingFacts, &Voucher) -> Result<BalancedVoucher, Vec<PostRefusal>>,
) -> Result<Posted, Stop<Vec<PostRefusal>>> {
    let period = order.period.unwrap_or_else(|| Period::of(order.date));
    let mut posting = Posting::open(
        tx,
        cx,
        Permission::VoucherCorrect,
        Source {
            name: "correction",
            sha256: None,
        },
    )?
    .accepting(Some(&order.reason));
    let facts = posting.facts(&BTreeSet::from([period]), Module::Ledger)?;
    // The journal's end is locked before the original is looked at: of two corrections of the same
    // line one sees the other.
    posting.lock()?;
    let Some(original) = correctable(posting.tx(), cx, number)? else {
        return Err(refused(PostCause::VoucherUnknown {
            number: number.to_string(),
        }));
    };
    // Nobody corrects a voucher of which they may not write every line.
    let beyond = posting.reach().of_posted(&original);
    if !beyond.is_empty() {
        return Err(Stop::Refused(beyond));
    }
    let model = posting.model();
    let voucher = decide(&model, &facts, &original).map_err(Stop::Refused)?;
    posting.add(voucher)?;
    posting.finish()
}

/// A posted voucher with all its lines, for who may read every line of it that says something in what they
/// are limited by; none to anybody else, and where there is no such voucher.
pub fn correctable(tx: &mut Tx, cx: &Cx, number: &VoucherNumber) -> Result<Option<Voucher>, Fault> {
    let sight = Sight::load(tx, cx)?;
    let Some(seq) = vouchers::seq_of(tx, &sight, number)? else {
        return Ok(None);
    };
    let reading = Reach::of_reading(tx, cx)?;
    let voucher = vouchers::voucher(tx, &Sight::every_line(cx.entity()), seq, 1, i64::MAX)?;
    Ok(reading.of_posted(&voucher).is_empty().then_some(voucher))
}

fn refused(cause: PostCause) -> Stop<Vec<PostRefusal>> {
    Stop::Refused(vec![PostRefusal::of_voucher(cause)])
}
