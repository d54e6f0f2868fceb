//! A voucher out of its lines: the fields, added and removed lines, and the balance.

use kameral_base::Ore;

use super::encoding::Encoding;
use super::fields::Fields;
use super::label::Label;
use super::lexer::LineText;
use super::lines::Span;
use super::mistake::Mistake;
use super::report::Counts;
use super::voucher::{LineKind, Voucher, VoucherLine};
use crate::mistake::Mistakes;

/// Where a voucher's records stand in the block.
#[derive(Debug, Clone, Copy)]
pub(super) struct VoucherBlock<'a> {
    pub block: &'a [u8],
    pub head: Span,
    pub lines: &'a [(Label, Span)],
    /// Whether the block begins and ends as it should.
    pub is_whole: bool,
    pub encoding: Encoding,
}

/// The `#VER` record alone, without lines.
pub(super) fn head<'a>(
    block: &'a [u8],
    span: Span,
    encoding: Encoding,
    mistakes: &mut Mistakes<Mistake>,
    counts: &mut Counts,
) -> Option<Voucher<'a>> {
    let mut fields = Fields::of(LineText::new(span.of(block), encoding), span.line, mistakes)?;
    let series = fields.optional_text("serie");
    let number = fields.optional_text("vernr");
    let date = fields.date("verdatum");
    let text = fields.text("vertext");
    let registered_on = fields.optional_date("regdatum");
    let sign = fields.optional_text("sign");
    counts.extra_fields += fields.finish()?;
    Some(Voucher { line: span.line, series, number, date: date?, text, registered_on, sign, lines: Vec::new() })
}

/// What to call a voucher in a mistake: its series and number as far as they are told.
pub(super) fn name(block: &[u8], span: Span, encoding: Encoding) -> String {
    let mut mistakes = Mistakes::default();
    let Some(mut fields) = Fields::of(LineText::new(span.of(block), encoding), span.line, &mut mistakes) else {
        return String::new();
    };
    let series = fields.optional_text("serie").unwrap_or_default();
    let number = fields.optional_text("vernr").unwrap_or_default();
    crate::mistake::excerpt(format!("{series} {number}").trim())
}

/// The whole voucher, or `None` when something in it was refused.
pub(super) fn voucher<'a>(
    of: VoucherBlock<'a>,
    mistakes: &mut Mistakes<Mistake>,
    counts: &mut Counts,
) -> Option<Voucher<'a>> {
    let voucher = head(of.block, of.head, of.encoding, mistakes, counts);
    let (lines, are_read) = lines(of, mistakes, counts);
    let are_whole = of.is_whole && are_read;
    let sum: i128 =
        lines.iter().filter(|line| line.kind != LineKind::Removed).map(|line| i128::from(line.amount.get())).sum();
    // A sum over lines some of which are missing or could not be read says nothing.
    if are_whole && sum != 0 {
        counts.unbalanced_vouchers += 1;
        let voucher = name(of.block, of.head, of.encoding);
        let mistake = match i64::try_from(sum) {
            Ok(difference) => Mistake::VoucherUnbalanced { voucher, difference: Ore::new(difference) },
            Err(_) => Mistake::VoucherSumTooLarge { voucher },
        };
        mistakes.push(of.head.line, None, mistake);
        return None;
    }
    Some(Voucher { lines, ..voucher? }).filter(|_| are_whole)
}

/// The lines, and whether every one could be read.
fn lines<'a>(
    of: VoucherBlock<'a>,
    mistakes: &mut Mistakes<Mistake>,
    counts: &mut Counts,
) -> (Vec<VoucherLine<'a>>, bool) {
    let mut lines: Vec<VoucherLine<'a>> = Vec::with_capacity(of.lines.len());
    let mut are_read = true;
    let mut added: Option<(u32, Option<VoucherLine<'a>>)> = None;
    for &(label, span) in of.lines {
        let line = line(of, span, mistakes, counts);
        are_read &= line.is_some();
        if let Some((added_on, added)) = added.take() {
            // Where either could not be read, that has been told and they cannot be compared.
            let is_twin =
                label == Label::Trans && line.as_ref().zip(added.as_ref()).is_none_or(|(line, added)| is_twin(line, added));
            if is_twin {
                counts.lines += 1;
                counts.added_lines += 1;
                lines.extend(line.zip(added).map(|(line, added)| VoucherLine {
                    kind: LineKind::Added { date: added.date, sign: added.sign },
                    ..line
                }));
                continue;
            }
            are_read = false;
            mistakes.push(added_on, None, Mistake::AddedWithoutTwin);
        }
        match label {
            Label::Rtrans => added = Some((span.line, line)),
            Label::Btrans => {
                counts.removed_lines += 1;
                lines.extend(line.map(|line| VoucherLine { kind: LineKind::Removed, ..line }));
            }
            _ => {
                counts.lines += 1;
                lines.extend(line);
            }
        }
    }
    if let Some((added_on, _)) = added {
        are_read = false;
        mistakes.push(added_on, None, Mistake::AddedWithoutTwin);
    }
    (lines, are_read)
}

/// Whether a `#TRANS` is the twin of the `#RTRANS` before it.
///
/// The standard wants them exactly alike; programs put the date and the signature of the change on
/// the `#RTRANS`, so those may differ.
fn is_twin(line: &VoucherLine<'_>, added: &VoucherLine<'_>) -> bool {
    line.account == added.account
        && line.objects == added.objects
        && line.amount == added.amount
        && line.text == added.text
        && line.quantity == added.quantity
}

fn line<'a>(
    of: VoucherBlock<'a>,
    span: Span,
    mistakes: &mut Mistakes<Mistake>,
    counts: &mut Counts,
) -> Option<VoucherLine<'a>> {
    let mut fields = Fields::of(LineText::new(span.of(of.block), of.encoding), span.line, mistakes)?;
    let account = fields.account("kontonr");
    let objects = fields.objects();
    let amount = fields.amount("belopp");
    let date = fields.optional_date("transdat");
    let text = fields.text("transtext");
    let quantity = fields.optional_quantity("kvantitet");
    let sign = fields.optional_text("sign");
    counts.extra_fields += fields.finish()?;
    Some(VoucherLine {
        line: span.line,
        kind: LineKind::Original,
        account: account?,
        objects: objects?,
        amount: amount?,
        date,
        text,
        quantity,
        sign,
    })
}
