//! A voucher out of its lines: the fields, added and removed lines, and the balance.

use kameral_base::Ore;

use super::encoding::Encoding;
use super::fields::Fields;
use super::label::Label;
use super::line_text::LineText;
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
    Some(Voucher {
        line: span.line,
        series,
        number,
        date: date?,
        text,
        registered_on,
        sign,
        lines: Vec::new(),
    })
}

/// What to call a voucher in a mistake: its series and number, or its date and text where the
/// importing program shall number it.
pub(super) fn name(block: &[u8], span: Span, encoding: Encoding) -> String {
    let mut mistakes = Mistakes::default();
    let Some(mut fields) = Fields::of(LineText::new(span.of(block), encoding), span.line, &mut mistakes) else {
        return String::new();
    };
    let mut next = || fields.text("");
    let (series, number, date, text) = (next(), next(), next(), next());
    let name = if number.is_empty() {
        format!("{series} {date} {text}")
    } else {
        format!("{series} {number}")
    };
    crate::mistake::excerpt(name.trim())
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
    let sum: i128 = lines
        .iter()
        .filter(|line| line.kind != LineKind::Removed)
        .map(|line| i128::from(line.amount.get()))
        .sum();
    // A sum over lines some of which are missing or could not be read says nothing.
    if are_whole && sum != 0 {
        counts.unbalanced_vouchers += 1;
        let voucher = name(of.block, of.head, of.encoding);
        let mistake = match i64::try_from(sum) {
            Ok(difference) => Mistake::VoucherUnbalanced {
                voucher,
                difference: Ore::new(difference),
            },
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
    let mut labels = of.lines.iter().peekable();
    while let Some(&(label, span)) = labels.next() {
        let line = line(of, span, mistakes, counts);
        are_read &= line.is_some();
        match label {
            Label::Rtrans => {
                let Some((_, twin_span)) = labels.next_if(|(label, _)| *label == Label::Trans) else {
                    are_read = false;
                    mistakes.push(span.line, None, Mistake::AddedWithoutTwin);
                    continue;
                };
                counts.lines += 1;
                counts.added_lines += 1;
                let twin = self::line(of, *twin_span, mistakes, counts);
                are_read &= twin.is_some();
                match added(line, twin) {
                    Ok(line) => lines.extend(line),
                    Err(mistake) => {
                        are_read = false;
                        mistakes.push(span.line, None, mistake);
                    }
                }
            }
            Label::Btrans => {
                counts.removed_lines += 1;
                lines.extend(line.map(|line| VoucherLine {
                    kind: LineKind::Removed,
                    ..line
                }));
            }
            _ => {
                counts.lines += 1;
                lines.extend(line);
            }
        }
    }
    (lines, are_read)
}

/// One line out of an `#RTRANS` and the `#TRANS` after it; none where either could not be read,
/// which has been told.
fn added<'a>(
    added: Option<VoucherLine<'a>>,
    twin: Option<VoucherLine<'a>>,
) -> Result<Option<VoucherLine<'a>>, Mistake> {
    let Some((added, twin)) = added.zip(twin) else {
        return Ok(None);
    };
    if !is_twin(&twin, &added) {
        return Err(Mistake::AddedWithoutTwin);
    }
    Ok(Some(VoucherLine {
        kind: LineKind::Added {
            date: added.date,
            sign: added.sign,
        },
        ..twin
    }))
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
