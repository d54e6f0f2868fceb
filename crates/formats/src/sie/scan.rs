//! Moving through a file: from record to record, past what the standard asks to skip, and over the
//! lines of a voucher. Fields are not looked at here.

use std::io::{self, Read};

use super::encoding::BYTE_ORDER_MARK;
use super::fields::Fields;
use super::kind::{Kind, label_of};
use super::label::Label;
use super::limits::{FILE_BYTES_MAX, LINE_BYTES_MAX, VOUCHER_BYTES_MAX, VOUCHER_LINES_MAX};
use super::line_text::LineText;
use super::lines::Span;
use super::mistake::Mistake;
use super::parse_voucher;
use super::reader::Reader;
use crate::mistake::excerpt;

/// What stands at the reader's place, before its fields are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found {
    Record(Label, Span),
    Voucher(Span, Shape),
}

/// How a voucher's block was put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Whole,
    /// Whole, but for the opening brace.
    NotOpened,
    WithoutLines,
    NotClosed,
    TooLarge,
}

impl<R: Read> Reader<R> {
    /// Moves to the next record or voucher of the standard, past everything else.
    pub(super) fn advance(&mut self) -> io::Result<Option<Found>> {
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
                    self.mistakes.push(span.line, None, Mistake::LineOutsideVoucher);
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
                    self.mistakes.push(span.line, None, Mistake::BraceMisplaced);
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
        if matches!(kind, Kind::Other | Kind::BraceAndMore | Kind::Open | Kind::Close) {
            let is_xml = self.line(span).trim_ascii_start().starts_with(b"<?xml");
            self.mistakes
                .push(span.line, None, if is_xml { Mistake::IsXml } else { Mistake::NotSie });
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
    pub(super) fn line(&self, span: Span) -> &[u8] {
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
                self.mistakes.push(span.line, None, Mistake::BraceMisplaced);
            }
            Some((span, kind)) => {
                self.lines.put_back(span);
                let is_line = matches!(kind, Kind::Known(label) if label.is_voucher_line());
                if !is_line {
                    return Ok(Found::Voucher(head, Shape::WithoutLines));
                }
                return Ok(match self.gather_lines(head)? {
                    Found::Voucher(head, Shape::Whole) => Found::Voucher(head, Shape::NotOpened),
                    other => other,
                });
            }
            None => return Ok(Found::Voucher(head, Shape::WithoutLines)),
        }
        self.gather_lines(head)
    }

    fn gather_lines(&mut self, head: Span) -> io::Result<Found> {
        loop {
            let is_too_large =
                VOUCHER_BYTES_MAX < self.lines.block_bytes() || VOUCHER_LINES_MAX < self.voucher_lines.len();
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
                    self.mistakes.push(span.line, None, Mistake::BraceMisplaced);
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
        if let Some(mistake) = self.checksum.record(number.as_deref(), span.line, self.encoding) {
            self.mistakes.push(span.line, None, mistake);
        }
    }

    /// Tells what can be told only at the end of the file.
    fn end(&mut self) {
        self.has_ended = true;
        self.counts.text_lines = self.lines.line();
        if self.lines.is_too_large() {
            let limit_bytes = usize::try_from(FILE_BYTES_MAX).unwrap_or(usize::MAX);
            self.mistakes.push(0, None, Mistake::FileTooLarge { limit_bytes });
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
