//! Reading as a stream: one record or one whole voucher at a time.

use std::io::{self, Read};

use super::checksum::Watch;
use super::completeness::Completeness;
use super::encoding::Encoding;
use super::fields::Fields;
use super::header::Header;
use super::kind::label_of;
use super::label::Label;
use super::line_text::LineText;
use super::lines::{Lines, Span};
use super::mistake::Mistake;
use super::parse;
use super::parse_voucher::{self, VoucherBlock};
use super::record::{Record, SieType};
use super::report::{Counts, Report};
use super::scan::{Found, Shape};
use super::voucher::Voucher;
use crate::mistake::{Mistakes, excerpt};

/// One step of a reading. Text is borrowed from the reader until the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// A record other than a voucher.
    Record {
        /// The line of the file, from 1.
        line: u32,
        /// The record.
        record: Record<'a>,
    },
    /// A voucher with all its lines; they sum to zero.
    Voucher(Voucher<'a>),
    /// A record or a voucher that gives nothing: there is a mistake in it, or the standard asks that
    /// it be left out. The reading goes on.
    Skipped {
        /// The line of the file, from 1.
        line: u32,
    },
}

/// Reads a SIE file in constant memory.
///
/// Nothing may be posted before [`finish`](Reader::finish) has said that the file has no errors:
/// a mistake, or the missing end of the file, may come last.
#[derive(Debug)]
pub struct Reader<R> {
    pub(super) lines: Lines<R>,
    pub(super) encoding: Encoding,
    pub(super) header: Header,
    pub(super) counts: Counts,
    pub(super) checksum: Watch,
    pub(super) completeness: Completeness,
    pub(super) mistakes: Mistakes<Mistake>,
    /// The lines of the voucher at hand.
    pub(super) voucher_lines: Vec<(Label, Span)>,
    /// A record has been met.
    pub(super) has_begun: bool,
    /// A block in braces at this place belongs to a record that is skipped.
    pub(super) may_skip_block: bool,
    pub(super) has_ended: bool,
}

impl<R: Read> Reader<R> {
    /// A reader of a file in that encoding, which [`survey`](super::survey) has found out.
    pub fn new(input: R, encoding: Encoding) -> Self {
        Self {
            lines: Lines::new(input),
            encoding,
            header: Header::default(),
            counts: Counts::default(),
            checksum: Watch::default(),
            completeness: Completeness::default(),
            mistakes: Mistakes::default(),
            voucher_lines: Vec::new(),
            has_begun: false,
            may_skip_block: false,
            has_ended: false,
        }
    }

    /// What the records of identification have said so far.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// How much of each there has been so far.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// How many errors there have been so far; one is enough to refuse the file.
    pub fn errors(&self) -> usize {
        self.mistakes.errors()
    }

    /// The next record or voucher, or `None` at the end. Only the stream itself can fail.
    #[allow(
        clippy::should_implement_trait,
        reason = "the item borrows from the reader, which no iterator can"
    )]
    pub fn next(&mut self) -> io::Result<Option<Item<'_>>> {
        let Some(found) = self.advance()? else {
            return Ok(None);
        };
        Ok(Some(match found {
            Found::Record(label, span) => self.record(label, span),
            Found::Voucher(head, shape) => self.voucher(head, shape),
        }))
    }

    /// Reads what is left and says what the reading found.
    pub fn finish(mut self) -> io::Result<Report> {
        while self.next()?.is_some() {}
        let (errors, warnings) = self.mistakes.finish(|count, severity| match severity {
            kameral_base::Severity::Refused => Mistake::ErrorsLeftOut { count },
            kameral_base::Severity::Warning => Mistake::WarningsLeftOut { count },
        });
        Ok(Report {
            counts: self.counts,
            checksum: self.checksum.checksum(),
            errors,
            warnings,
        })
    }

    fn record(&mut self, label: Label, span: Span) -> Item<'_> {
        self.counts.records += 1;
        self.completeness.take(label, span.line);
        self.tell_of_lower_case(span);
        let skipped = Item::Skipped { line: span.line };
        let text = LineText::new(span.of(self.lines.block()), self.encoding);
        let Some(mut fields) = Fields::of(text, span.line, &mut self.mistakes) else {
            return skipped;
        };
        let record = parse::record(label, &mut fields);
        let Some(extra_fields) = fields.finish() else {
            return skipped;
        };
        self.counts.extra_fields += extra_fields;
        let Some(record) = record else { return skipped };
        self.header.take(&record);
        match &record {
            Record::PeriodBalance(balance)
                if self.header.sie_type == SieType::Periods && !balance.objects.is_empty() =>
            {
                self.counts.left_out_balances += 1;
                return skipped;
            }
            Record::Flag { imported: true } => {
                self.mistakes.push(span.line, Some("x"), Mistake::AlreadyImported);
            }
            Record::Format { name } if name != "PC8" => {
                let value = excerpt(name);
                self.mistakes
                    .push(span.line, Some("PC8"), Mistake::FormatNotPc8 { value });
            }
            _ => {}
        }
        Item::Record {
            line: span.line,
            record,
        }
    }

    fn tell_of_lower_case(&mut self, span: Span) {
        if label_of(self.line(span)).iter().any(u8::is_ascii_lowercase) {
            self.mistakes.push(span.line, None, Mistake::LabelInLowerCase);
        }
    }

    fn voucher(&mut self, head: Span, shape: Shape) -> Item<'_> {
        self.counts.vouchers += 1;
        self.completeness.take(Label::Ver, head.line);
        let skipped = Item::Skipped { line: head.line };
        if shape == Shape::TooLarge {
            return skipped;
        }
        self.tell_of_lower_case(head);
        let (block, encoding) = (self.lines.block(), self.encoding);
        let voucher = || parse_voucher::name(block, head, encoding);
        let mistake = match shape {
            Shape::WithoutLines => Some(Mistake::VoucherWithoutLines { voucher: voucher() }),
            Shape::NotOpened => Some(Mistake::VoucherNotOpened { voucher: voucher() }),
            Shape::NotClosed => Some(Mistake::VoucherNotClosed { voucher: voucher() }),
            Shape::Whole | Shape::TooLarge => None,
        };
        if let Some(mistake) = mistake {
            self.mistakes.push(head.line, None, mistake);
        }
        let is_whole = matches!(shape, Shape::Whole | Shape::NotOpened);
        let found = VoucherBlock {
            block,
            head,
            lines: &self.voucher_lines,
            is_whole,
            encoding,
        };
        match parse_voucher::voucher(found, &mut self.mistakes, &mut self.counts) {
            Some(voucher) => Item::Voucher(voucher),
            None => skipped,
        }
    }
}
