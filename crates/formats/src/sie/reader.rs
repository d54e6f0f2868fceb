//! Reading as a stream: one record or one whole voucher at a time.

use std::io::{self, Read};

use super::checksum::Watch;
use super::completeness::Completeness;
use super::encoding::{BYTE_ORDER_MARK, Encoding};
use super::fields::Fields;
use super::header::Header;
use super::kind::{Kind, label_of};
use super::label::Label;
use super::lexer::LineText;
use super::limits::{FILE_BYTES_MAX, LINE_BYTES_MAX, VOUCHER_BYTES_MAX, VOUCHER_LINES_MAX};
use super::lines::{Lines, Span};
use super::mistake::Mistake;
use super::parse;
use super::parse_voucher::{self, VoucherBlock};
use super::record::{Record, SieType};
use super::report::{Counts, Report};
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
    lines: Lines<R>,
    encoding: Encoding,
    header: Header,
    counts: Counts,
    checksum: Watch,
    completeness: Completeness,
    mistakes: Mistakes<Mistake>,
    /// The lines of the voucher at hand.
    voucher_lines: Vec<(Label, Span)>,
    /// A record has been met.
    has_begun: bool,
    /// A block in braces at this place belongs to a record that is skipped.
    may_skip_block: bool,
    has_ended: bool,
}

/// What stands at the reader's place, before its fields are looked at.
#[derive(Debug, Clone, Copy)]
enum Found {
    Record(Label, Span),
    Voucher(Span, Shape),
}

/// How a voucher's block was put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Whole,
    WithoutLines,
    NotOpened,
    NotClosed,
    TooLarge,
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

    /// Moves to the next record or voucher of the standard, past everything else.
    fn advance(&mut self) -> io::Result<Option<Found>> {
        while !self.has_ended {
            self.lines.begin_block();
            let Some(span) = self.lines.next_line()? else {
                self.end();
                break;
            };
            let is_skipped_record = std::mem::take(&mut self.may_skip_block);
            let kind = self.kind_of(span);
            if !self.has_begun && kind != Kind::Blank {
                self.begin(span, kind);
                if self.has_ended {
                    break;
                }
            }
            match kind {
                Kind::Blank => self.may_skip_block = is_skipped_record,
                Kind::Known(Label::Ksumma) => self.checksum_record(span),
                Kind::Known(Label::Ver) => return self.gather(span).map(Some),
                Kind::Known(label) if label.is_voucher_line() => {
                    self.count_in(span);
                    self.mistakes
                        .push(span.line, None, Mistake::LineOutsideVoucher);
                }
                Kind::Known(label) => {
                    self.count_in(span);
                    return Ok(Some(Found::Record(label, span)));
                }
                Kind::Unknown => self.unknown(span),
                Kind::Open if is_skipped_record => self.skip_block()?,
                Kind::Open => {
                    self.mistakes.push(span.line, None, Mistake::BraceMisplaced);
                    self.skip_block()?;
                }
                Kind::Close | Kind::BraceAndMore => {
                    self.mistakes.push(span.line, None, Mistake::BraceMisplaced)
                }
                Kind::Other => self.mistakes.push(span.line, None, Mistake::NotARecord),
                Kind::TooLong => {
                    self.mistakes.push(
                        span.line,
                        None,
                        Mistake::LineTooLong {
                            limit_bytes: LINE_BYTES_MAX,
                        },
                    );
                    self.may_skip_block = true;
                }
            }
        }
        Ok(None)
    }

    /// Looks at the first line that is not blank. Without a label there, it is no SIE file, and
    /// nothing is gained by complaining of every line.
    fn begin(&mut self, span: Span, kind: Kind) {
        self.has_begun = true;
        if matches!(
            kind,
            Kind::Other | Kind::BraceAndMore | Kind::Open | Kind::Close
        ) {
            let is_xml = self.line(span).trim_ascii_start().starts_with(b"<?xml");
            self.mistakes.push(
                span.line,
                None,
                if is_xml {
                    Mistake::IsXml
                } else {
                    Mistake::NotSie
                },
            );
            self.has_ended = true;
        }
    }

    fn kind_of(&self, span: Span) -> Kind {
        if span.too_long {
            return Kind::TooLong;
        }
        Kind::of(self.line(span))
    }

    /// The bytes of a line, without a byte order mark.
    fn line(&self, span: Span) -> &[u8] {
        let line = span.of(self.lines.block());
        if span.line == 1 {
            line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line)
        } else {
            line
        }
    }

    /// Counts a line into the checksum.
    fn count_in(&mut self, span: Span) {
        if let Some(mistake) = self.checksum.take(span.of(self.lines.block())) {
            self.mistakes.push(span.line, None, mistake);
        }
    }

    fn unknown(&mut self, span: Span) {
        self.count_in(span);
        self.may_skip_block = true;
        let label = label_of(self.line(span));
        let label = excerpt(&self.encoding.decode(label));
        self.counts.unknown(&label);
    }

    /// Passes over the block of a record that is skipped, keeping none of it.
    fn skip_block(&mut self) -> io::Result<()> {
        loop {
            self.lines.begin_block();
            let Some(span) = self.lines.next_line()? else {
                return Ok(());
            };
            self.count_in(span);
            if self.kind_of(span) == Kind::Close {
                return Ok(());
            }
        }
    }

    /// Finds the lines of the voucher whose `#VER` stands at `head`.
    fn gather(&mut self, head: Span) -> io::Result<Found> {
        self.count_in(head);
        self.voucher_lines.clear();
        let opening = loop {
            match self.lines.next_line()? {
                Some(span) if self.kind_of(span) == Kind::Blank => {}
                other => break other,
            }
        };
        match opening.map(|span| (span, self.kind_of(span))) {
            Some((_, Kind::Open)) => {}
            Some((span, Kind::BraceAndMore)) => {
                self.mistakes.push(span.line, None, Mistake::BraceMisplaced)
            }
            Some((span, kind)) => {
                self.lines.put_back(span);
                let is_line = matches!(kind, Kind::Known(label) if label.is_voucher_line());
                if !is_line {
                    return Ok(Found::Voucher(head, Shape::WithoutLines));
                }
                self.gather_lines(head)?;
                return Ok(Found::Voucher(head, Shape::NotOpened));
            }
            None => return Ok(Found::Voucher(head, Shape::WithoutLines)),
        }
        self.gather_lines(head)
    }

    fn gather_lines(&mut self, head: Span) -> io::Result<Found> {
        loop {
            let is_too_large = VOUCHER_BYTES_MAX < self.lines.block_bytes()
                || VOUCHER_LINES_MAX < self.voucher_lines.len();
            if is_too_large {
                self.refuse_large_voucher(head);
                self.skip_block()?;
                return Ok(Found::Voucher(head, Shape::TooLarge));
            }
            let Some(span) = self.lines.next_line()? else {
                return Ok(Found::Voucher(head, Shape::NotClosed));
            };
            let kind = self.kind_of(span);
            match kind {
                Kind::Blank => {}
                Kind::Known(label) if label.is_voucher_line() => {
                    self.count_in(span);
                    self.voucher_lines.push((label, span));
                }
                Kind::Unknown => self.unknown(span),
                Kind::Close => return Ok(Found::Voucher(head, Shape::Whole)),
                Kind::Known(_) => {
                    self.lines.put_back(span);
                    return Ok(Found::Voucher(head, Shape::NotClosed));
                }
                Kind::Open | Kind::BraceAndMore => {
                    self.mistakes.push(span.line, None, Mistake::BraceMisplaced)
                }
                Kind::Other => self.mistakes.push(span.line, None, Mistake::NotARecord),
                Kind::TooLong => {
                    self.mistakes.push(
                        span.line,
                        None,
                        Mistake::LineTooLong {
                            limit_bytes: LINE_BYTES_MAX,
                        },
                    );
                }
            }
        }
    }

    fn refuse_large_voucher(&mut self, head: Span) {
        let voucher = parse_voucher::name(self.lines.block(), head, self.encoding);
        let (limit_lines, limit_bytes) = (VOUCHER_LINES_MAX, VOUCHER_BYTES_MAX);
        self.mistakes.push(
            head.line,
            None,
            Mistake::VoucherTooLarge {
                voucher,
                limit_lines,
                limit_bytes,
            },
        );
    }

    fn checksum_record(&mut self, span: Span) {
        let text = LineText::new(span.of(self.lines.block()), self.encoding);
        let Some(mut fields) = Fields::of(text, span.line, &mut self.mistakes) else {
            return;
        };
        let number = fields.optional_text("KSUMMA");
        if fields.finish().is_none() {
            return;
        }
        if let Some(mistake) = self
            .checksum
            .record(number.as_deref(), span.line, self.encoding)
        {
            self.mistakes.push(span.line, None, mistake);
        }
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
                self.mistakes
                    .push(span.line, Some("x"), Mistake::AlreadyImported)
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
            self.mistakes
                .push(span.line, None, Mistake::LabelInLowerCase);
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
        let name = || parse_voucher::name(block, head, encoding);
        match shape {
            Shape::WithoutLines => {
                self.mistakes.push(
                    head.line,
                    None,
                    Mistake::VoucherWithoutLines { voucher: name() },
                );
            }
            Shape::NotOpened => self.mistakes.push(
                head.line,
                None,
                Mistake::VoucherNotOpened { voucher: name() },
            ),
            Shape::NotClosed => self.mistakes.push(
                head.line,
                None,
                Mistake::VoucherNotClosed { voucher: name() },
            ),
            Shape::Whole | Shape::TooLarge => {}
        }
        let is_whole = shape == Shape::Whole;
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

    /// Tells what can be told only at the end of the file.
    fn end(&mut self) {
        self.has_ended = true;
        self.counts.text_lines = self.lines.line();
        if self.lines.is_too_large() {
            let limit_bytes = usize::try_from(FILE_BYTES_MAX).unwrap_or(usize::MAX);
            self.mistakes
                .push(0, None, Mistake::FileTooLarge { limit_bytes });
        }
        if !self.has_begun {
            self.mistakes.push(0, None, Mistake::NotSie);
            return;
        }
        if let Some(line) = self.checksum.open_since() {
            self.mistakes.push(line, None, Mistake::ChecksumNotClosed);
        }
        for (line, mistake) in self.completeness.mistakes(self.header.sie_type) {
            self.mistakes.push(line, None, mistake);
        }
    }
}
