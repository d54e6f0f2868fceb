//! Writing SIE: code page 437, CRLF, one record or one voucher at a time.
//!
//! The writer keeps what the standard asks of a file as a whole: the order of groups, the records
//! of each type, vouchers that balance, and the checksum if it is wanted.

use std::io::Write;

use kameral_base::Ore;

use super::checksum::Crc;
use super::collect::SieFile;
use super::encoding::Encoding;
use super::label::{Group, Label};
use super::line_writer::LineWriter;
use super::record::{Record, SieType};
use super::voucher::{LineKind, Voucher, VoucherLine};
use super::write_mistake::{WriteMistake, WriteStop};
use super::write_record;

/// What to write besides the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteOptions {
    /// The type of the file. 4E and 4I are both [`SieType::Vouchers`].
    pub sie_type: SieType,
    /// Whether the file is to be imported (4I): then it has no balances.
    pub for_import: bool,
    /// Whether the file carries a checksum (`#KSUMMA`).
    pub checksum: bool,
}

impl WriteOptions {
    /// Type 4E: a ledger with vouchers, with a checksum.
    pub const EXPORT: Self = Self {
        sie_type: SieType::Vouchers,
        for_import: false,
        checksum: true,
    };
    /// Type 4I: vouchers to import, with a checksum.
    pub const IMPORT: Self = Self {
        sie_type: SieType::Vouchers,
        for_import: true,
        checksum: true,
    };
}

/// Writes a SIE file as a stream.
///
/// `#FLAGGA`, `#FORMAT`, `#SIETYP` and `#KSUMMA` are written by the writer; every other record is
/// given to it, in the order of the groups: identification, chart, then balances and vouchers.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    options: WriteOptions,
    line: LineWriter,
    crc: Crc,
    group: Group,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    pub fn new(output: W, options: WriteOptions) -> Result<Self, WriteStop> {
        let group = Group::Flag;
        let mut writer = Self {
            output,
            options,
            line: LineWriter::default(),
            crc: Crc::default(),
            group,
        };
        writer.output.write_all(b"#FLAGGA 0\r\n")?;
        if options.checksum {
            writer.output.write_all(b"#KSUMMA\r\n")?;
        }
        writer.plain(b"#FORMAT PC8")?;
        writer.line.begin(Label::Sietyp.text());
        writer.line.number(options.sie_type.number().into());
        writer.end_line()?;
        Ok(writer)
    }

    /// Writes a record other than a voucher.
    pub fn record(&mut self, record: &Record<'_>) -> Result<(), WriteStop> {
        let label = write_record::label(record);
        if matches!(label, Label::Flagga | Label::Format | Label::Sietyp) {
            return Err(WriteMistake::WrittenByTheWriter {
                label: label.text().into(),
            }
            .into());
        }
        self.enter(label)?;
        self.line.begin(label.text());
        write_record::fields(record, &mut self.line)?;
        self.end_line()
    }

    /// Writes a voucher with its lines; refuses one that does not balance.
    pub fn voucher(&mut self, voucher: &Voucher<'_>) -> Result<(), WriteStop> {
        balance(voucher)?;
        self.enter(Label::Ver)?;
        let line = &mut self.line;
        line.begin(Label::Ver.text());
        line.text(voucher.series.as_deref().unwrap_or_default())?;
        line.text(voucher.number.as_deref().unwrap_or_default())?;
        line.date(voucher.date);
        line.optional_text(Some(&voucher.text))?;
        line.optional_date(voucher.registered_on);
        line.optional_text(voucher.sign.as_deref())?;
        self.end_line()?;
        self.plain(b"{")?;
        for line in &voucher.lines {
            match &line.kind {
                LineKind::Original => self.voucher_line(Label::Trans, line)?,
                LineKind::Removed => self.voucher_line(Label::Btrans, line)?,
                LineKind::Added { date, sign } => {
                    let added = VoucherLine {
                        date: *date,
                        sign: sign.clone(),
                        ..line.clone()
                    };
                    self.voucher_line(Label::Rtrans, &added)?;
                    self.voucher_line(Label::Trans, line)?;
                }
            }
        }
        self.plain(b"}")
    }

    /// Ends the file and gives back what it was written to.
    pub fn finish(mut self) -> Result<W, WriteStop> {
        if self.options.checksum {
            write!(self.output, "#KSUMMA {}\r\n", self.crc.value(Encoding::Cp437))?;
        }
        self.output.flush()?;
        Ok(self.output)
    }

    fn voucher_line(&mut self, label: Label, of: &VoucherLine<'_>) -> Result<(), WriteStop> {
        let line = &mut self.line;
        line.begin(label.text());
        line.account(&of.account)?;
        line.objects(&of.objects)?;
        line.amount(of.amount);
        line.optional_date(of.date);
        line.optional_text(Some(&of.text))?;
        line.optional_quantity(of.quantity);
        line.optional_text(of.sign.as_deref())?;
        self.end_line()
    }

    /// Refuses a record that the type does not have or that comes after those of a later group.
    fn enter(&mut self, label: Label) -> Result<(), WriteMistake> {
        let WriteOptions {
            sie_type, for_import, ..
        } = self.options;
        let is_balance = label.group() == Group::Figures && !label.is_voucher();
        let not_in_import = for_import && (is_balance || matches!(label, Label::Bkod | Label::Omfattn));
        if !label.is_allowed_in(sie_type) || not_in_import {
            let suffix = if for_import { "I" } else { "" };
            let sie_type = format!("{}{suffix}", sie_type.number());
            return Err(WriteMistake::NotInType {
                label: label.text().into(),
                sie_type,
            });
        }
        if label.group() < self.group {
            return Err(WriteMistake::OutOfOrder {
                label: label.text().into(),
            });
        }
        self.group = label.group();
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), WriteStop> {
        let line = self.line.finish()?;
        if self.options.checksum {
            self.crc.take(line);
        }
        self.output.write_all(line)?;
        self.output.write_all(b"\r\n")?;
        Ok(())
    }

    fn plain(&mut self, line: &[u8]) -> Result<(), WriteStop> {
        if self.options.checksum {
            self.crc.take(line);
        }
        self.output.write_all(line)?;
        self.output.write_all(b"\r\n")?;
        Ok(())
    }
}

/// The lines in force sum to zero, or the voucher is refused: what is wrong shall not leave.
fn balance(voucher: &Voucher<'_>) -> Result<(), WriteMistake> {
    let sum: i128 = voucher.lines_in_force().map(|line| i128::from(line.amount.get())).sum();
    if sum == 0 {
        return Ok(());
    }
    let series = voucher.series.as_deref().unwrap_or_default();
    let number = voucher.number.as_deref().unwrap_or_default();
    let name = format!("{series} {number}").trim().to_owned();
    Err(match i64::try_from(sum) {
        Ok(difference) => WriteMistake::Unbalanced {
            voucher: name,
            difference: Ore::new(difference),
        },
        Err(_) => WriteMistake::SumTooLarge { voucher: name },
    })
}

/// Writes a whole file: its records in the order of the groups, then its vouchers.
///
/// Refuses a file that holds records its type may not have, which the reader only warned of.
pub fn write<W: Write>(file: &SieFile, output: W, checksum: bool) -> Result<W, WriteStop> {
    let options = WriteOptions {
        sie_type: file.header.sie_type,
        for_import: false,
        checksum,
    };
    let mut writer = Writer::new(output, options)?;
    for group in [Group::Identification, Group::Chart, Group::Figures] {
        for (_, record) in &file.records {
            let label = write_record::label(record);
            let is_own = matches!(label, Label::Format | Label::Sietyp);
            if label.group() == group && !is_own {
                writer.record(record)?;
            }
        }
    }
    for voucher in &file.vouchers {
        writer.voucher(voucher)?;
    }
    writer.finish()
}
