//! Vouchers as CSV, one at a time.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Cursor, Read};

use super::gauge::{Gauge, is_row_never_ends};
use super::header::Header;
use super::limits::{FILE_BYTES_MAX, ROW_BYTES_MAX, VOUCHERS_MAX};
use super::mistake::{LineMistake, Mistake};
use super::record::VoucherRecord;
use super::row::{Growing, Row};
use crate::delimited;
use crate::mistake::{Mistakes, excerpt};

/// How much is read at a time.
const BUFFER_BYTES: usize = 64 * 1024;

/// What was read ahead to find the header, and the rest.
type Input<R> = Gauge<io::Chain<Cursor<Vec<u8>>, R>>;

/// Reads a CSV file voucher by voucher; memory is that of one voucher and eight bytes a key.
///
/// Gives the vouchers that have no mistakes. Nothing may be posted before
/// [`finish`](Reader::finish) has said that the file has none.
pub struct Reader<R: Read> {
    rows: Rows<R>,
    header: Header,
    mistakes: Mistakes<Mistake>,
    growing: Option<Growing>,
    keys: HashSet<u64>,
    report: Report,
    has_ended: bool,
}

/// What a reading found, once the end is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Vouchers met, refused or not.
    pub vouchers: u64,
    /// Rows with something in them, the header not counted.
    pub rows: u64,
    /// Why the file is refused, in the order of its lines; empty for one that may be used.
    pub errors: Vec<LineMistake>,
}

/// The rows of the file as the `csv` crate cuts them.
type Rows<R> = csv::Reader<Input<R>>;

impl<R: Read> Reader<R> {
    /// Reads the header. What is wrong with it is told by [`finish`](Reader::finish).
    pub fn new(mut input: R) -> io::Result<Self> {
        let ahead = first_line(&mut input)?;
        let separator = delimited::separator(&ahead, b";,");
        let input = Gauge::new(Cursor::new(ahead).chain(input), ROW_BYTES_MAX + 2 * BUFFER_BYTES);
        let rows = delimited::builder(separator)
            .buffer_capacity(BUFFER_BYTES)
            .from_reader(input);
        let mut reader = Self {
            rows,
            header: Header::default(),
            mistakes: Mistakes::default(),
            growing: None,
            keys: HashSet::new(),
            report: Report::default(),
            has_ended: false,
        };
        reader.read_header()?;
        Ok(reader)
    }

    fn read_header(&mut self) -> io::Result<()> {
        let Some((line, names)) = self.row()? else {
            self.has_ended = true;
            return Ok(());
        };
        match Header::of(names.iter()) {
            Ok(header) => self.header = header,
            Err(mistakes) => {
                for mistake in mistakes {
                    self.mistakes.push(line, None, mistake);
                }
                self.has_ended = true;
            }
        }
        Ok(())
    }

    /// Reads what is left and says what the reading found.
    pub fn finish(mut self) -> io::Result<Report> {
        for voucher in self.by_ref() {
            voucher?;
        }
        if self.report.rows == 0 && !self.mistakes.has_errors() {
            self.mistakes.push(0, None, Mistake::Empty);
        }
        let (errors, _) = self.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
        Ok(Report { errors, ..self.report })
    }

    /// The next row with its line, or `None` at the end or where reading must stop.
    fn row(&mut self) -> io::Result<Option<(u32, csv::StringRecord)>> {
        self.rows.get_mut().begin_row();
        let mut record = csv::ByteRecord::new();
        let next_line = u32::try_from(self.rows.position().line()).unwrap_or(u32::MAX);
        let stop = match self.rows.read_byte_record(&mut record) {
            Ok(false) => return Ok(None),
            Ok(true) if FILE_BYTES_MAX < self.rows.get_ref().bytes() => Mistake::FileTooLarge {
                limit_bytes: usize::try_from(FILE_BYTES_MAX).unwrap_or(usize::MAX),
            },
            Ok(true) if ROW_BYTES_MAX < record.as_slice().len() => Mistake::RowTooLong {
                limit_bytes: ROW_BYTES_MAX,
            },
            Ok(true) => {
                let line = self.line_of(&record);
                match csv::StringRecord::from_byte_record(record) {
                    Ok(record) => return Ok(Some((line, record))),
                    Err(_) => Mistake::NotUtf8,
                }
            }
            Err(fault) => match fault.into_kind() {
                csv::ErrorKind::Io(fault) if is_row_never_ends(&fault) => Mistake::RowTooLong {
                    limit_bytes: ROW_BYTES_MAX,
                },
                csv::ErrorKind::Io(fault) => return Err(fault),
                // The reader is asked for bytes and for rows of any width, so nothing else comes.
                _ => Mistake::NotUtf8,
            },
        };
        self.mistakes.push(next_line, None, stop);
        self.has_ended = true;
        Ok(None)
    }

    /// The line of a row that has just been read.
    fn line_of(&self, row: &csv::ByteRecord) -> u32 {
        let input = self.rows.get_ref();
        // Only a line feed ends a row before what has been read ahead ends.
        let ended_by_line_feed = self.rows.position().byte() < input.bytes() || input.last_byte() == b'\n';
        delimited::line_of(row, self.rows.position(), ended_by_line_feed)
    }

    /// Takes rows until a voucher is complete.
    fn advance(&mut self) -> io::Result<Option<VoucherRecord>> {
        while !self.has_ended {
            let Some((line, fields)) = self.row()? else {
                self.has_ended = true;
                break;
            };
            let complete = self.take(line, &fields);
            if complete.is_some() {
                return Ok(complete);
            }
        }
        Ok(self.growing.take().and_then(Growing::finish))
    }

    /// Takes one row; gives the voucher that it ends.
    fn take(&mut self, line: u32, fields: &csv::StringRecord) -> Option<VoucherRecord> {
        let row = Row {
            line,
            header: &self.header,
            fields,
        };
        if row.is_blank() {
            return None;
        }
        self.report.rows += 1;
        if row.width() != self.header.columns {
            let (fields, columns) = (row.fields.len(), self.header.columns);
            self.mistakes.push(line, None, Mistake::RowWidth { fields, columns });
            return None;
        }
        if let Some(growing) = self.growing.as_mut().filter(|growing| growing.key == row.key()) {
            growing.add(row, &mut self.mistakes);
            return None;
        }
        let complete = self.growing.take().and_then(Growing::finish);
        self.report.vouchers += 1;
        self.growing = Some(Growing::begin(row, &mut self.mistakes));
        if !row.key().is_empty() && !self.keys.insert(hash(row.key())) {
            let voucher = excerpt(row.key());
            self.mistakes
                .push(line, Some("voucher"), Mistake::VoucherScattered { voucher });
        }
        if VOUCHERS_MAX < self.keys.len() {
            self.mistakes
                .push(line, None, Mistake::TooManyVouchers { limit: VOUCHERS_MAX });
            self.has_ended = true;
        }
        complete
    }
}

impl<R: Read> Iterator for Reader<R> {
    /// Only the stream itself can fail; a file with mistakes gives fewer vouchers.
    type Item = io::Result<VoucherRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().transpose()
    }
}

/// Eight bytes for a key, the same in every run. Among five million keys two different ones meet
/// once in a million files; then the file is refused, never misread.
fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Reads at least the first line, or as much as a row may have.
fn first_line(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut ahead = vec![0; ROW_BYTES_MAX];
    let mut filled = 0;
    while filled < ahead.len() && !ahead[..filled].contains(&b'\n') {
        match input.read(&mut ahead[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
        }
    }
    ahead.truncate(filled);
    Ok(ahead)
}

/// Reads a whole CSV file that is in memory, or tells everything that is wrong with it.
pub fn read_csv(file: &[u8]) -> Result<Vec<VoucherRecord>, Vec<LineMistake>> {
    let mut reader = Reader::new(file).expect("bytes in memory can always be read");
    let vouchers = reader
        .by_ref()
        .collect::<io::Result<Vec<_>>>()
        .expect("bytes in memory can always be read");
    let report = reader.finish().expect("bytes in memory can always be read");
    if report.errors.is_empty() {
        Ok(vouchers)
    } else {
        Err(report.errors)
    }
}
